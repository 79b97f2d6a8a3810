//! Columns in the making, filled cell by cell in the order of the table's columns.

use std::borrow::Cow;
use std::sync::Arc;

use arrow_array::builder::{
    ArrayBuilder, BooleanBuilder, Date32Builder, Float64Builder, Int64Builder, ListBuilder, StringBuilder,
    StructBuilder,
};
use arrow_array::{ArrayRef, RecordBatch};
use jiff::civil::Date;
use tacitus::record::Span;

use super::columns::{element, members};
use super::days;
use super::{Kind, Table};

/// The rows of a table that are being put together.
#[derive(Debug)]
pub(crate) struct Rows {
    table: Table,
    columns: Vec<Builder>,
    /// The column of the next cell.
    next: usize,
    /// Bytes held, about.
    pub size: usize,
}

#[derive(Debug)]
enum Builder {
    Text(StringBuilder),
    Whole(Int64Builder),
    Number(Float64Builder),
    Truth(BooleanBuilder),
    Day(Date32Builder),
    Texts(ListBuilder<StringBuilder>),
    Structs(ListBuilder<StructBuilder>),
}

impl Builder {
    fn new(kind: Kind) -> Builder {
        match kind {
            Kind::Text => Builder::Text(StringBuilder::new()),
            Kind::Whole => Builder::Whole(Int64Builder::new()),
            Kind::Number => Builder::Number(Float64Builder::new()),
            Kind::Truth => Builder::Truth(BooleanBuilder::new()),
            Kind::Day => Builder::Day(Date32Builder::new()),
            Kind::Texts => Builder::Texts(ListBuilder::new(StringBuilder::new()).with_field(element(kind))),
            Kind::Spans | Kind::Objects => {
                let members = StructBuilder::from_fields(members(kind), 0);
                Builder::Structs(ListBuilder::new(members).with_field(element(kind)))
            }
        }
    }

    fn finish(&mut self) -> ArrayRef {
        match self {
            Builder::Text(cells) => Arc::new(cells.finish()),
            Builder::Whole(cells) => Arc::new(cells.finish()),
            Builder::Number(cells) => Arc::new(cells.finish()),
            Builder::Truth(cells) => Arc::new(cells.finish()),
            Builder::Day(cells) => Arc::new(cells.finish()),
            Builder::Texts(cells) => Arc::new(cells.finish()),
            Builder::Structs(cells) => Arc::new(cells.finish()),
        }
    }
}

impl Rows {
    pub fn new(table: Table) -> Self {
        let columns = table.columns().iter().map(|column| Builder::new(column.kind)).collect();
        Rows { table, columns, next: 0, size: 0 }
    }

    /// The rows that were put in, which are then no longer here.
    pub fn take(&mut self) -> RecordBatch {
        debug_assert_eq!(self.next, 0, "a row of {} is not finished", self.table.name());
        self.size = 0;
        let columns = self.columns.iter_mut().map(Builder::finish).collect();
        RecordBatch::try_new(self.table.schema(), columns).expect("builders are made from the schema")
    }

    /// The next cell's builder. What calls it and the table's list of columns are two halves of one thing.
    fn cell(&mut self, bytes: usize) -> &mut Builder {
        let column = self.next;
        self.next = (self.next + 1) % self.columns.len();
        self.size += bytes;
        &mut self.columns[column]
    }

    fn misplaced(&self) -> ! {
        unreachable!("the cells of a row of {} are put in as its columns are listed", self.table.name())
    }

    pub fn text(&mut self, value: &str) {
        self.text_or_null(Some(value));
    }

    pub fn text_or_null(&mut self, value: Option<&str>) {
        match self.cell(4 + value.map_or(0, str::len)) {
            Builder::Text(cells) => cells.append_option(value),
            _ => self.misplaced(),
        }
    }

    pub fn whole(&mut self, value: usize) {
        self.whole_or_null(Some(value as i64));
    }

    pub fn whole_or_null(&mut self, value: Option<i64>) {
        match self.cell(8) {
            Builder::Whole(cells) => cells.append_option(value),
            _ => self.misplaced(),
        }
    }

    pub fn number(&mut self, value: f64) {
        self.number_or_null(Some(value));
    }

    pub fn number_or_null(&mut self, value: Option<f64>) {
        match self.cell(8) {
            Builder::Number(cells) => cells.append_option(value),
            _ => self.misplaced(),
        }
    }

    pub fn truth(&mut self, value: bool) {
        match self.cell(1) {
            Builder::Truth(cells) => cells.append_value(value),
            _ => self.misplaced(),
        }
    }

    pub fn day_or_null(&mut self, value: Option<Date>) {
        let days = value.map(days::number);
        match self.cell(4) {
            Builder::Day(cells) => cells.append_option(days),
            _ => self.misplaced(),
        }
    }

    pub fn texts(&mut self, values: &[String]) {
        match self.cell(4 + values.iter().map(|value| 4 + value.len()).sum::<usize>()) {
            Builder::Texts(cells) => cells.append_value(values.iter().map(Some)),
            _ => self.misplaced(),
        }
    }

    pub fn spans(&mut self, spans: &[Span]) {
        let Builder::Structs(cells) = self.cell(4 + 16 * spans.len()) else { self.misplaced() };
        for span in spans {
            bounds(cells.values(), span.start, span.end);
            cells.values().append(true);
        }
        cells.append(true);
    }

    /// Spans, each with its text and the id of its quantity.
    pub fn objects<'a>(
        &mut self,
        objects: impl ExactSizeIterator<Item = (usize, usize, Cow<'a, str>, Option<Cow<'a, str>>)>,
    ) {
        let Builder::Structs(cells) = self.cell(4 + 48 * objects.len()) else { self.misplaced() };
        for (start, end, text, quantity) in objects {
            let element = cells.values();
            bounds(element, start, end);
            member::<StringBuilder>(element, 2).append_value(text);
            member::<StringBuilder>(element, 3).append_option(quantity);
            element.append(true);
        }
        cells.append(true);
    }
}

fn bounds(element: &mut StructBuilder, start: usize, end: usize) {
    member::<Int64Builder>(element, 0).append_value(start as i64);
    member::<Int64Builder>(element, 1).append_value(end as i64);
}

fn member<B: ArrayBuilder>(element: &mut StructBuilder, index: usize) -> &mut B {
    element.field_builder(index).expect("members are made from the schema")
}
