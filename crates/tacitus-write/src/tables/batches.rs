//! Records in, batches of all tables out.

use arrow_array::RecordBatch;
use tacitus::record::{Record, Span};

use super::Table;
use super::build::Rows;
use super::check::check;
use super::passage::Passage;
use super::rows::{Mentioned, Row};
use crate::Error;

/// Puts records into tables.
///
/// What was put in stays in memory until it is taken: whoever has many documents looks at [`size`](Batches::size) now
/// and then. A batch cannot hold more than two gigabytes of text.
#[derive(Debug)]
pub struct Batches {
    next: i64,
    tables: [Rows; 10],
}

impl Default for Batches {
    fn default() -> Self {
        Batches::new()
    }
}

impl Batches {
    /// Nothing yet.
    pub fn new() -> Self {
        Batches::starting_at(0)
    }

    /// Nothing yet, and the first document's `document_row` will be this.
    pub fn starting_at(document_row: i64) -> Self {
        Batches { next: document_row, tables: Table::ALL.map(Rows::new) }
    }

    /// Puts a record's rows into their tables.
    ///
    /// # Errors
    /// A record that breaks the contract of its format, so that tables could not hold it: nothing of it is put in.
    pub fn push(&mut self, record: &Record) -> Result<(), Error> {
        let passage = Passage::new(&record.text);
        check(record, &passage).map_err(|reason| Error::unfit(&record.id, &reason))?;
        let mut page = Page { tables: &mut self.tables, id: &record.id, number: self.next, passage };
        page.put(Table::Documents, std::slice::from_ref(record));
        page.put::<Span>(Table::Sentences, &record.sentences);
        page.put(Table::Entities, &record.entities);
        let mentions: Vec<Mentioned> = record
            .entities
            .iter()
            .flat_map(|entity| entity.mentions.iter().map(|m| Mentioned { entity: entity.id.clone(), mention: *m }))
            .collect();
        page.put(Table::Mentions, &mentions);
        page.put(Table::Times, &record.times);
        page.put(Table::Places, &record.places);
        page.put(Table::Quantities, &record.quantities);
        page.put(Table::Statements, &record.statements);
        page.put(Table::Events, &record.events);
        page.put(Table::Disputes, &record.disputes);
        self.next += 1;
        Ok(())
    }

    /// How many bytes are held, about.
    pub fn size(&self) -> usize {
        self.tables.iter().map(|rows| rows.size).sum()
    }

    /// What was put in since this was last called: a batch of every table, those without rows included, in the order
    /// of [`Table::ALL`].
    pub fn take(&mut self) -> Vec<(Table, RecordBatch)> {
        Table::ALL.into_iter().zip(self.tables.iter_mut().map(Rows::take)).collect()
    }
}

/// A document whose rows are being put in.
struct Page<'a> {
    tables: &'a mut [Rows; 10],
    id: &'a str,
    number: i64,
    passage: Passage<'a>,
}

impl Page<'_> {
    fn put<T: Row>(&mut self, table: Table, items: &[T]) {
        let rows = &mut self.tables[table as usize];
        for (position, item) in items.iter().enumerate() {
            rows.text(self.id);
            rows.whole_or_null(Some(self.number));
            if table != Table::Documents {
                rows.whole(position);
            }
            item.put(rows, &self.passage);
        }
    }
}
