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
use std::sync::Arc;

use ::parquet::basic::{ConvertedType, LogicalType, Repetition, TimeUnit, Type as Physical};
use ::parquet::errors::ParquetError;
use ::parquet::file::reader::FileReader;
use ::parquet::file::serialized_reader::SerializedFileReader;
use ::parquet::record::reader::RowIter;
use ::parquet::record::{Field as Cell, Row};
use ::parquet::schema::types::Type;
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
    rows: RowIter<'static>,
    /// What each of the columns is that are read, and whether its stamps count nanoseconds.
    columns: Vec<(Role, Rank, bool)>,
}

impl Table {
    fn open(file: File, options: &Options) -> Result<Self, Kind> {
        // A text may be some megabytes, and this many are in memory.
        const ROWS: usize = 32;
        let reader = SerializedFileReader::new(file).map_err(kind)?;
        let root = reader.metadata().file_metadata().schema_descr().root_schema();
        let mut fields = Vec::new();
        let mut columns = Vec::new();
        for field in root.get_fields() {
            let Some((role, rank)) = options.names.role(field.name()) else { continue };
            match refused(role, field) {
                None => {
                    fields.push(Arc::clone(field));
                    columns.push((role, rank, in_nanoseconds(field)));
                }
                // A source may be what it likes.
                Some(_) if rank > 0 || role == Role::Source => {}
                Some((wanted, found)) => {
                    return Err(Kind::WrongType { field: field.name().to_owned(), wanted, found });
                }
            }
        }
        if !columns.iter().any(|(role, ..)| *role == Role::Text) {
            return Err(Kind::Missing { field: options.names.name(Role::Text).to_owned() });
        }
        let read = Type::group_type_builder(root.name()).with_fields(fields).build().map_err(kind)?;
        let rows = RowIter::from_file_into(Box::new(reader)).project(Some(read)).map_err(kind)?;
        Ok(Table { rows: rows.with_batch_size(ROWS), columns })
    }

    /// The next row; `None` after the last.
    fn advance(&mut self) -> Result<Option<Row>, Kind> {
        contained(|| self.rows.next())?.transpose().map_err(kind)
    }

    fn document(&self, row: Row, options: &Options) -> Result<Input, Kind> {
        let mut draft = Draft::default();
        for ((_, cell), (role, rank, nanoseconds)) in row.into_columns().into_iter().zip(&self.columns) {
            draft.put((*role, *rank), field(cell, *nanoseconds)?);
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
        let row = match table.advance() {
            Ok(Some(row)) => row,
            Ok(None) => {
                self.state = State::Over;
                return None;
            }
            Err(kind) => {
                self.state = State::Over;
                return Some(Err(Error::new(self.file.clone(), kind)));
            }
        };
        self.count += 1;
        let place = self.file.record(self.count);
        Some(match table.document(row, &self.options) {
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
fn refused(role: Role, column: &Type) -> Option<(&'static str, &'static str)> {
    use ConvertedType as Known;
    let info = column.get_basic_info();
    let known = info.converted_type();
    let physical = if column.is_primitive() { Some(column.get_physical_type()) } else { None };
    let string = physical == Some(Physical::BYTE_ARRAY) && known != Known::DECIMAL;
    let date = match physical {
        Some(Physical::INT32) => known == Known::DATE,
        Some(Physical::INT64) => {
            matches!(known, Known::TIMESTAMP_MILLIS | Known::TIMESTAMP_MICROS) || in_nanoseconds(column)
        }
        physical => physical == Some(Physical::INT96),
    };
    let whole = matches!(physical, Some(Physical::INT32 | Physical::INT64))
        && !matches!(known, Known::DECIMAL | Known::TIME_MILLIS | Known::TIME_MICROS)
        && !date;
    let (fits, wanted) = match role {
        Role::Text | Role::Title | Role::Source => (string, "a string"),
        Role::Id => (string || whole, "a string or a whole number"),
        Role::Published => (string || date, "a date, a stamp or a string"),
    };
    let found = match physical {
        None if known == Known::LIST => "a list",
        None if matches!(known, Known::MAP | Known::MAP_KEY_VALUE) => "a map",
        None => "a structure",
        Some(_) if date => "a date",
        Some(_) if string => "a string",
        Some(Physical::BOOLEAN) => "a truth value",
        Some(Physical::FIXED_LEN_BYTE_ARRAY) if known != Known::DECIMAL => "bytes",
        Some(_) => "a number",
    };
    (!fits || info.has_repetition() && info.repetition() == Repetition::REPEATED).then_some((wanted, found))
}

/// Whether a column has stamps in nanoseconds, which old programs take for whole numbers.
fn in_nanoseconds(column: &Type) -> bool {
    match column.get_basic_info().logical_type_ref() {
        Some(LogicalType::Timestamp(stamp)) => stamp.unit == TimeUnit::NANOS,
        _ => false,
    }
}

/// A cell, of one of the types that are not refused.
fn field(cell: Cell, nanoseconds: bool) -> Result<Field<'static>, Kind> {
    const DAY: i64 = 24 * 60 * 60;
    let text = |text: String| Field::Text(Cow::Owned(text));
    Ok(match cell {
        Cell::Null => Field::Null,
        Cell::Str(value) => text(value),
        Cell::Bytes(bytes) => match String::from_utf8(bytes.data().to_vec()) {
            Ok(value) => text(value),
            Err(error) => return Err(Kind::Utf8 { byte: error.utf8_error().valid_up_to() as u64 }),
        },
        Cell::Byte(value) => Field::Whole(value.into()),
        Cell::Short(value) => Field::Whole(value.into()),
        Cell::Int(value) => Field::Whole(value.into()),
        Cell::Long(value) if nanoseconds => day(value.div_euclid(DAY * 1_000_000_000)),
        Cell::Long(value) => Field::Whole(value.into()),
        Cell::UByte(value) => Field::Whole(value.into()),
        Cell::UShort(value) => Field::Whole(value.into()),
        Cell::UInt(value) => Field::Whole(value.into()),
        Cell::ULong(value) => Field::Whole(value.into()),
        Cell::Date(days) => day(days.into()),
        Cell::TimestampMillis(value) => day(value.div_euclid(DAY * 1000)),
        Cell::TimestampMicros(value) => day(value.div_euclid(DAY * 1_000_000)),
        other => return Err(malformed(&format!("{other} in a column of another type"))),
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
