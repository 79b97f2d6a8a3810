//! Rows of a Parquet file, some at a time, as batches of a table.

use std::borrow::Cow;
use std::fs::File;
use std::sync::Arc;

use arrow_array::RecordBatch;
use parquet::errors::ParquetError;
use parquet::file::reader::FileReader;
use parquet::file::serialized_reader::SerializedFileReader;
use parquet::record::reader::RowIter;
use parquet::record::{Field, List, Row};
use parquet::schema::types::Type;
use tacitus::record::Span;

use crate::tables::{Column, Kind, Table, days, loose};

/// A file that is read.
pub(super) struct Rows {
    table: Table,
    rows: RowIter<'static>,
    /// Where each of the table's columns is in a row; nowhere, where it is derived and need not be.
    places: Vec<Option<usize>>,
    count: u64,
}

impl Rows {
    pub fn open(file: File, table: Table) -> Result<Self, ParquetError> {
        let reader = SerializedFileReader::new(file)?;
        let root = reader.metadata().file_metadata().schema_descr().root_schema();
        let wanted = |name: &str| table.columns().iter().any(|column| column.name == name && !column.derived);
        let fields: Vec<_> = root.get_fields().iter().filter(|field| wanted(field.name())).map(Arc::clone).collect();
        let place = |column: &Column| {
            let place = fields.iter().position(|field| field.name() == column.name);
            match place {
                None if !column.derived => Err(general(format!("there is no column `{}`", column.name))),
                place => Ok(place),
            }
        };
        let places = table.columns().iter().map(place).collect::<Result<_, ParquetError>>()?;
        let read = Type::group_type_builder(root.name()).with_fields(fields).build()?;
        let rows = RowIter::from_file_into(Box::new(reader)).project(Some(read))?.with_batch_size(batch_size(table));
        Ok(Rows { table, rows, places, count: 0 })
    }

    /// Some rows; `None` after the last.
    pub fn batch(&mut self) -> Result<Option<RecordBatch>, ParquetError> {
        let mut rows = crate::tables::Rows::new(self.table);
        let before = self.count;
        for row in self.rows.by_ref().take(batch_size(self.table)) {
            let fields = row?.into_columns();
            self.count += 1;
            for (column, place) in self.table.columns().iter().zip(&self.places) {
                let field = place.and_then(|place| fields.get(place));
                put(&mut rows, column, field.map_or(&Field::Null, |(_, field)| field))
                    .map_err(|reason| general(format!("row {}: {reason}", self.count)))?;
            }
        }
        Ok((self.count > before).then(|| rows.take()))
    }
}

fn batch_size(table: Table) -> usize {
    // A document may be an article of some megabytes.
    if table == Table::Documents { 64 } else { 1024 }
}

fn general(reason: String) -> ParquetError {
    ParquetError::General(reason)
}

/// Puts a cell into the next column, which is this one.
fn put(rows: &mut crate::tables::Rows, column: &Column, field: &Field) -> Result<(), String> {
    let wrong = || format!("`{}` must be {}, and is {field}", column.name, wanted(column.kind));
    match (column.kind, field) {
        (_, Field::Null) => loose::put(rows, column, None)?,
        (Kind::Text, Field::Str(text)) => rows.text(text),
        (Kind::Text, Field::Bytes(bytes)) => rows.text(bytes.as_utf8().map_err(|_| wrong())?),
        (Kind::Whole, Field::Long(value)) => rows.whole_or_null(Some(*value)),
        (Kind::Whole, Field::Int(value)) => rows.whole_or_null(Some((*value).into())),
        (Kind::Number, Field::Double(value)) => rows.number(*value),
        (Kind::Number, Field::Float(value)) => rows.number((*value).into()),
        (Kind::Truth, Field::Bool(value)) => rows.truth(*value),
        (Kind::Day, Field::Date(value)) => rows.day_or_null(Some(days::numbered(*value).ok_or_else(wrong)?)),
        (Kind::Texts, Field::ListInternal(list)) => {
            let text = |field: &Field| match field {
                Field::Str(text) => Ok(text.clone()),
                _ => Err(wrong()),
            };
            let texts: Vec<String> = list.elements().iter().map(text).collect::<Result<_, _>>()?;
            rows.texts(&texts);
        }
        (Kind::Spans, Field::ListInternal(list)) => {
            let things = things(list).ok_or_else(wrong)?;
            let spans: Vec<Span> = things.iter().map(|thing| Span { start: thing.start, end: thing.end }).collect();
            rows.spans(&spans);
        }
        (Kind::Objects, Field::ListInternal(list)) => {
            let things = things(list).ok_or_else(wrong)?;
            rows.objects(things.into_iter().map(|thing| {
                (thing.start, thing.end, thing.text.unwrap_or_default().into(), thing.quantity.map(Cow::Borrowed))
            }));
        }
        _ => return Err(wrong()),
    }
    Ok(())
}

fn wanted(kind: Kind) -> &'static str {
    match kind {
        Kind::Text => "a string",
        Kind::Whole => "a whole number",
        Kind::Number => "a number",
        Kind::Truth => "true or false",
        Kind::Day => "a day",
        Kind::Texts => "a list of strings",
        Kind::Spans | Kind::Objects => "a list of spans",
    }
}

/// An element of a list of spans.
#[derive(Default)]
struct Thing<'a> {
    start: usize,
    end: usize,
    text: Option<&'a str>,
    quantity: Option<&'a str>,
}

/// What a list of structures holds; `None` where an element is no span.
fn things(list: &List) -> Option<Vec<Thing<'_>>> {
    list.elements().iter().map(|field| if let Field::Group(row) = field { thing(row) } else { None }).collect()
}

fn thing(row: &Row) -> Option<Thing<'_>> {
    let mut thing = Thing::default();
    let mut bounds = 0;
    for (name, field) in row.get_column_iter() {
        match (name.as_str(), field) {
            ("start", Field::Long(value)) => thing.start = usize::try_from(*value).ok()?,
            ("end", Field::Long(value)) => thing.end = usize::try_from(*value).ok()?,
            ("text", Field::Str(text)) => thing.text = Some(text),
            ("quantity", Field::Str(text)) => thing.quantity = Some(text),
            _ => continue,
        }
        bounds += usize::from(matches!(name.as_str(), "start" | "end"));
    }
    (bounds == 2).then_some(thing)
}
