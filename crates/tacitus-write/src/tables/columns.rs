//! The columns of every table.

use std::sync::LazyLock;

use arrow_schema::{DataType, Field, Fields};

use super::Table;

/// A column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// Its name.
    pub name: &'static str,
    /// What its cells hold.
    pub kind: Kind,
    /// Whether a cell may be empty.
    pub nullable: bool,
    /// Whether it only repeats what other columns point at, and need not be there when tables are read.
    pub derived: bool,
}

/// What the cells of a column hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A string.
    Text,
    /// A whole number, of 64 bits.
    Whole,
    /// A number, of 64 bits.
    Number,
    /// True or false.
    Truth,
    /// A day.
    Day,
    /// Strings.
    Texts,
    /// Spans: `start` and `end`.
    Spans,
    /// Spans with their `text` and the id of their `quantity`, if they have one.
    Objects,
}

impl Kind {
    /// The type as Arrow has it.
    pub fn data_type(self) -> DataType {
        match self {
            Kind::Text => DataType::Utf8,
            Kind::Whole => DataType::Int64,
            Kind::Number => DataType::Float64,
            Kind::Truth => DataType::Boolean,
            Kind::Day => DataType::Date32,
            Kind::Texts | Kind::Spans | Kind::Objects => DataType::List(element(self).into()),
        }
    }
}

/// What a list's elements are.
pub(super) fn element(kind: Kind) -> Field {
    let kind = match kind {
        Kind::Spans | Kind::Objects => DataType::Struct(members(kind)),
        _ => DataType::Utf8,
    };
    Field::new("element", kind, false)
}

/// The fields of a list's elements, where these have fields.
pub(super) fn members(kind: Kind) -> Fields {
    let mut members = vec![Field::new("start", DataType::Int64, false), Field::new("end", DataType::Int64, false)];
    if kind == Kind::Objects {
        members.push(Field::new("text", DataType::Utf8, false));
        members.push(Field::new("quantity", DataType::Utf8, true));
    }
    members.into()
}

impl Column {
    /// The column as Arrow has it.
    pub fn field(&self) -> Field {
        Field::new(self.name, self.kind.data_type(), self.nullable)
    }

    const fn new(name: &'static str, kind: Kind) -> Column {
        Column { name, kind, nullable: false, derived: false }
    }

    const fn or_null(self) -> Column {
        Column { nullable: true, ..self }
    }

    const fn derived(self) -> Column {
        Column { derived: true, ..self }
    }
}

/// The columns of a table.
pub(super) fn of(table: Table) -> &'static [Column] {
    static ALL: LazyLock<[Vec<Column>; 10]> = LazyLock::new(|| Table::ALL.map(listed));
    &ALL[table as usize]
}

fn listed(table: Table) -> Vec<Column> {
    use Kind::{Day, Number, Objects, Spans, Text, Texts, Truth, Whole};
    let has = Column::new;
    let may = |name, kind| has(name, kind).or_null();
    let own = match table {
        Table::Documents => vec![
            has("schema", Text),
            has("model", Text),
            may("source", Text),
            may("title", Text),
            may("published", Day),
            has("language", Text),
            may("duplicate_of", Text),
            may("duplicate_kind", Text),
            may("duplicate_similarity", Number),
            has("text", Text),
        ],
        Table::Sentences => vec![has("start", Whole), has("end", Whole), has("text", Text).derived()],
        Table::Entities => vec![
            has("id", Text),
            has("name", Text),
            has("type", Text),
            may("country", Text),
            has("sectors", Texts),
            may("code", Text),
            may("role", Text),
            may("wikidata", Text),
        ],
        Table::Mentions => vec![
            has("entity", Text),
            has("start", Whole),
            has("end", Whole),
            has("text", Text).derived(),
            has("form", Text),
        ],
        Table::Times => vec![
            has("id", Text),
            has("start", Whole),
            has("end", Whole),
            has("text", Text).derived(),
            has("type", Text),
            has("value", Text),
        ],
        Table::Places => vec![
            has("id", Text),
            has("entity", Text),
            has("start", Whole),
            has("end", Whole),
            has("text", Text).derived(),
            has("name", Text),
            may("country", Text),
            may("lat", Number),
            may("lon", Number),
            may("feature", Text),
            may("geonames", Whole),
        ],
        Table::Quantities => vec![
            has("id", Text),
            has("start", Whole),
            has("end", Whole),
            has("text", Text).derived(),
            may("amount", Number),
            may("unit", Text),
            may("currency", Text),
            has("approximate", Truth),
        ],
        Table::Statements => vec![
            has("id", Text),
            may("source_start", Whole),
            may("source_end", Whole),
            may("source_text", Text).derived(),
            may("source_entity", Text),
            may("cue_start", Whole),
            may("cue_end", Whole),
            may("cue_text", Text).derived(),
            may("cue_lemma", Text),
            has("cue_parts", Spans),
            has("content", Spans),
            has("content_text", Text).derived(),
            has("quotation", Text),
            has("act", Text),
            has("negated", Truth),
            may("time", Text),
            may("addressee", Text),
            has("confidence", Number),
        ],
        Table::Events => vec![
            has("id", Text),
            has("type", Text),
            may("mode", Text),
            has("contexts", Texts),
            has("quad", Text),
            may("cameo", Text),
            may("goldstein", Number),
            has("actor", Texts),
            has("recipient", Texts),
            has("reciprocal", Truth),
            has("trigger_start", Whole),
            has("trigger_end", Whole),
            has("trigger_text", Text).derived(),
            has("sentence", Whole),
            may("time", Text),
            may("date", Text),
            may("place", Text),
            has("polarity", Text),
            has("modality", Text),
            may("attribution", Text),
            has("objects", Objects),
            has("beneficiary", Texts),
            has("confidence", Number),
        ],
        Table::Disputes => {
            vec![has("id", Text), has("about", Text), has("by", Text), has("statement", Text), has("stance", Text)]
        }
    };
    let mut columns = vec![has("document", Text), has("document_row", Whole)];
    if table != Table::Documents {
        columns.push(has("position", Whole));
    }
    columns.extend(own);
    columns
}
