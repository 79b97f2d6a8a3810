//! Records as tables: the same rows, flattened, that data frames, databases and clusters take.
//!
//! A [`Table`] is one kind of row. Every row says which document it belongs to, by the document's id (`document`) and
//! by its place among all documents (`document_row`, from zero), which is unique where ids are not. The rows of a table
//! that hangs on documents also have a `position`: their place, from zero, among the document's rows of that table.
//! So a table is always in the order of these two, and what is sorted otherwise can be put back.
//!
//! Ids stand as in the record, local to the document: `events.place` is the `id` of a row of `places` with the same
//! `document_row`. Several ids are a list. Offsets are code points into `documents.text`, half-open. Some columns only
//! repeat the text that offsets point at (columns that are `derived`); they are there to be read by people, and passed over
//! when tables become records again.
//!
//! [`Batches`] makes tables of records, and [`Records`] makes records of tables, each a few documents at a time.
//!
//! ```
//! use tacitus_write::tables::{Batches, Records, Table};
//! # let line = r#"{"schema":"tacitus/1","model":"m@1","id":"a","source":null,"title":null,"published":"2023-01-30",
//! #   "language":"en","text":"Iran spoke.","sentences":[{"start":0,"end":11}],"entities":[{"id":"e1","name":"Iran",
//! #   "type":"place","country":"IRN","sectors":["GOV"],"code":"IRNGOV","role":null,"wikidata":null,
//! #   "mentions":[{"start":0,"end":4,"form":"name"}]}],
//! #   "times":[],"places":[],"quantities":[],"statements":[],"events":[],"disputes":[]}"#;
//! # let record: tacitus::record::Record = serde_json::from_str(line).unwrap();
//! let mut batches = Batches::new();
//! batches.push(&record).unwrap();
//! let tables = batches.take();
//! let (table, mentions) = &tables[3];
//! assert_eq!((*table, mentions.num_rows()), (Table::Mentions, 1));
//! assert_eq!(mentions.schema(), table.schema());
//!
//! let back: Vec<_> = Records::new(tables).map(Result::unwrap).collect();
//! assert_eq!(back, [record]);
//! ```

mod batches;
mod build;
mod cells;
mod check;
mod columns;
pub(crate) mod days;
pub(crate) mod loose;
mod passage;
mod records;
mod rows;

use std::sync::{Arc, LazyLock};

use arrow_schema::{Schema, SchemaRef};

pub use batches::Batches;
pub(crate) use build::Rows;
pub use columns::{Column, Kind};
pub use records::{Records, Source};

/// One kind of row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Table {
    /// A document, without its rows.
    Documents,
    /// A sentence.
    Sentences,
    /// Somebody or something that is spoken of.
    Entities,
    /// A mention of an entity.
    Mentions,
    /// A time.
    Times,
    /// A place with its coordinates.
    Places,
    /// A number with what it counts.
    Quantities,
    /// Who said what.
    Statements,
    /// Who did what to whom.
    Events,
    /// Who disputes what.
    Disputes,
}

impl Table {
    /// Every table, in the order of the record's fields, which is that of the discriminant.
    pub const ALL: [Table; 10] = [
        Table::Documents,
        Table::Sentences,
        Table::Entities,
        Table::Mentions,
        Table::Times,
        Table::Places,
        Table::Quantities,
        Table::Statements,
        Table::Events,
        Table::Disputes,
    ];

    /// What files and database tables are called.
    pub fn name(self) -> &'static str {
        match self {
            Table::Documents => "documents",
            Table::Sentences => "sentences",
            Table::Entities => "entities",
            Table::Mentions => "mentions",
            Table::Times => "times",
            Table::Places => "places",
            Table::Quantities => "quantities",
            Table::Statements => "statements",
            Table::Events => "events",
            Table::Disputes => "disputes",
        }
    }

    /// Its columns, in order.
    pub fn columns(self) -> &'static [Column] {
        columns::of(self)
    }

    /// The same as Arrow has it.
    pub fn schema(self) -> SchemaRef {
        static SCHEMAS: LazyLock<[SchemaRef; 10]> = LazyLock::new(|| {
            Table::ALL.map(|table| {
                let fields: Vec<_> = table.columns().iter().map(Column::field).collect();
                Arc::new(Schema::new(fields))
            })
        });
        SCHEMAS[self as usize].clone()
    }
}

#[cfg(test)]
mod tests;
