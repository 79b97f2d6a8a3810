//! Parquet files, one document a row.
//!
//! Columns are found by name, as the fields of [`jsonl`](crate::jsonl) are; the others are not read. Texts may be
//! strings or bytes that are UTF-8, ids may be whole numbers, and the day of publication a date, a stamp or a string.
//! A column of another type is an error where its name is ours or was asked for, and is passed over where it was
//! guessed.

use std::borrow::Cow;
use std::fs::File;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use ::parquet::arrow::ProjectionMask;
use ::parquet::arrow::arrow_reader::{ArrowReaderOptions, ParquetRecordBatchReader, ParquetRecordBatchReaderBuilder};
use ::parquet::errors::ParquetError;
use arrow_array::cast::AsArray;
use arrow_array::types::*;
use arrow_array::{Array, ArrayRef, ArrowPrimitiveType, RecordBatch};
use arrow_schema::{DataType, TimeUnit};
use jiff::Span;
use jiff::civil::date;
use tacitus::Input;

use crate::draft::Draft;
use crate::field::Field;
use crate::names::{Rank, Role};
use crate::{Error, Found, Kind, Options, Place};

/// Reads documents, one a row. `path` is what errors are to name.
///
/// # Errors
/// Each item is a document or what is wrong with its row. Where the file is none, or has no column of text, that is the
/// only item; where it turns out to be damaged, the last.
pub fn read(
    file: File,
    path: &Path,
    options: &Options,
) -> impl Iterator<Item = Result<Found<Input>, Error>> + Send + use<> {
    Rows { state: State::New(file), file: Place::file(path), options: options.clone(), count: 0 }
}

struct Rows {
    state: State,
    file: Place,
    options: Options,
    /// The rows that were read.
    count: u64,
}

enum State {
    New(File),
    Open(Box<Table>),
    Over,
}

struct Table {
    reader: ParquetRecordBatchReader,
    /// What each of the columns is that are read.
    columns: Vec<(Role, Rank)>,
    batch: Option<RecordBatch>,
    row: usize,
}

impl Table {
    fn open(file: File, options: &Options) -> Result<Self, Kind> {
        // A text may be some megabytes, and this many are in memory.
        const ROWS: usize = 32;
        // What other programs say of their own types is no matter: a string is a string.
        let read = ArrowReaderOptions::new().with_skip_arrow_metadata(true);
        let builder = ParquetRecordBatchReaderBuilder::try_new_with_options(file, read).map_err(kind)?;
        let mut roots = Vec::new();
        let mut columns = Vec::new();
        for (root, field) in builder.schema().fields().iter().enumerate() {
            let Some((role, rank)) = options.names.role(field.name()) else { continue };
            match refused(role, field.data_type()) {
                None => {
                    roots.push(root);
                    columns.push((role, rank));
                }
                // A source may be what it likes.
                Some(_) if rank > 0 || role == Role::Source => {}
                Some((wanted, found)) => {
                    return Err(Kind::WrongType { field: field.name().clone(), wanted, found });
                }
            }
        }
        if !columns.iter().any(|(role, _)| *role == Role::Text) {
            return Err(Kind::Missing { field: options.names.name(Role::Text).to_owned() });
        }
        let mask = ProjectionMask::roots(builder.parquet_schema(), roots);
        let reader = builder.with_projection(mask).with_batch_size(ROWS).build().map_err(kind)?;
        Ok(Table { reader, columns, batch: None, row: 0 })
    }

    /// Goes to the next row; false after the last.
    fn advance(&mut self) -> Result<bool, Kind> {
        self.row += 1;
        while self.batch.as_ref().is_none_or(|batch| self.row >= batch.num_rows()) {
            self.row = 0;
            let next = contained(|| self.reader.next())?;
            self.batch = next.transpose().map_err(|error| malformed(&error.to_string()))?;
            if self.batch.is_none() {
                return Ok(false);
            }
        }
        Ok(true)
    }

    fn document(&self, options: &Options) -> Result<Input, Kind> {
        let mut draft = Draft::default();
        let arrays = self.batch.iter().flat_map(|batch| batch.columns());
        for (array, (role, rank)) in arrays.zip(&self.columns) {
            draft.put((*role, *rank), field(array, self.row)?);
        }
        draft.finish(options)
    }
}

impl Iterator for Rows {
    type Item = Result<Found<Input>, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        if let State::New(_) = self.state {
            let State::New(file) = std::mem::replace(&mut self.state, State::Over) else { return None };
            match contained(|| Table::open(file, &self.options)).flatten() {
                Ok(table) => self.state = State::Open(Box::new(table)),
                Err(kind) => return Some(Err(Error::new(self.file.clone(), kind))),
            }
        }
        let State::Open(table) = &mut self.state else { return None };
        match table.advance() {
            Ok(true) => {}
            Ok(false) => {
                self.state = State::Over;
                return None;
            }
            Err(kind) => {
                self.state = State::Over;
                return Some(Err(Error::new(self.file.clone(), kind)));
            }
        }
        self.count += 1;
        let place = self.file.record(self.count);
        Some(match table.document(&self.options) {
            Ok(value) => Ok(Found { place, value }),
            Err(kind) => Err(Error::new(place, kind)),
        })
    }
}

/// Damage that the library finds out about by a failed assertion is damage like any other. What it was reading is not
/// touched again.
fn contained<T>(read: impl FnOnce() -> T) -> Result<T, Kind> {
    catch_unwind(AssertUnwindSafe(read)).map_err(|_| malformed("its pages do not hold together"))
}

/// What a role's column must be and what this one is, where that will not do.
fn refused(role: Role, found: &DataType) -> Option<(&'static str, &'static str)> {
    let string = matches!(found, DataType::Utf8 | DataType::Binary);
    let (fits, wanted) = match role {
        Role::Text | Role::Title | Role::Source => (string, "a string"),
        Role::Id => (string || found.is_integer(), "a string or a whole number"),
        Role::Published => {
            (string || matches!(found, DataType::Date32 | DataType::Timestamp(..)), "a date, a stamp or a string")
        }
    };
    let found = match found {
        DataType::Utf8 => "a string",
        DataType::Binary | DataType::FixedSizeBinary(_) => "bytes",
        DataType::Boolean => "a truth value",
        DataType::Date32 | DataType::Timestamp(..) => "a date",
        DataType::List(_) => "a list",
        DataType::Struct(_) => "a structure",
        DataType::Map(..) => "a map",
        found if found.is_numeric() => "a number",
        _ => "of another type",
    };
    (!fits).then_some((wanted, found))
}

/// A cell, of one of the types that are not refused.
fn field(array: &ArrayRef, row: usize) -> Result<Field<'_>, Kind> {
    if array.is_null(row) {
        return Ok(Field::Null);
    }
    fn value<T: ArrowPrimitiveType>(array: &ArrayRef, row: usize) -> T::Native {
        array.as_primitive::<T>().value(row)
    }
    Ok(match array.data_type() {
        DataType::Utf8 => Field::Text(Cow::Borrowed(array.as_string::<i32>().value(row))),
        DataType::Binary => match std::str::from_utf8(array.as_binary::<i32>().value(row)) {
            Ok(text) => Field::Text(Cow::Borrowed(text)),
            Err(error) => return Err(Kind::Utf8 { byte: error.valid_up_to() as u64 }),
        },
        DataType::Int8 => Field::Whole(value::<Int8Type>(array, row).into()),
        DataType::Int16 => Field::Whole(value::<Int16Type>(array, row).into()),
        DataType::Int32 => Field::Whole(value::<Int32Type>(array, row).into()),
        DataType::Int64 => Field::Whole(value::<Int64Type>(array, row).into()),
        DataType::UInt8 => Field::Whole(value::<UInt8Type>(array, row).into()),
        DataType::UInt16 => Field::Whole(value::<UInt16Type>(array, row).into()),
        DataType::UInt32 => Field::Whole(value::<UInt32Type>(array, row).into()),
        DataType::UInt64 => Field::Whole(value::<UInt64Type>(array, row).into()),
        DataType::Date32 => day(value::<Date32Type>(array, row).into()),
        DataType::Timestamp(unit, _) => {
            const DAY: i64 = 24 * 60 * 60;
            let (value, parts) = match unit {
                TimeUnit::Second => (value::<TimestampSecondType>(array, row), DAY),
                TimeUnit::Millisecond => (value::<TimestampMillisecondType>(array, row), DAY * 1000),
                TimeUnit::Microsecond => (value::<TimestampMicrosecondType>(array, row), DAY * 1_000_000),
                TimeUnit::Nanosecond => (value::<TimestampNanosecondType>(array, row), DAY * 1_000_000_000),
            };
            day(value.div_euclid(parts))
        }
        other => return Err(malformed(&format!("a column of type {other}"))),
    })
}

/// A day since 1970, as JSON would have it.
fn day(days: i64) -> Field<'static> {
    // No calendar goes as far as these do.
    let day = Span::new().try_days(days).and_then(|days| date(1970, 1, 1).checked_add(days));
    Field::Text(day.map_or_else(|_| format!("day {days} since 1970"), |day| day.to_string()).into())
}

fn kind(error: ParquetError) -> Kind {
    match error {
        ParquetError::NYI(what) => Kind::Unsupported { what: format!("Parquet with {what}") },
        ParquetError::External(inner) => match inner.downcast::<std::io::Error>() {
            Ok(error) => (*error).into(),
            Err(other) => malformed(&other.to_string()),
        },
        ParquetError::General(message) | ParquetError::EOF(message) => malformed(&message),
        other => malformed(&other.to_string()),
    }
}

fn malformed(reason: &str) -> Kind {
    Kind::Malformed { format: "Parquet", reason: reason.to_owned() }
}

#[cfg(test)]
mod tests;
