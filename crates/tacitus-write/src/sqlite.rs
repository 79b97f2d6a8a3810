//! One SQLite file with a table for every table.
//!
//! `documents` has `document_row` as its key, the others `document_row` and `position`, and refer to it. Every table is
//! indexed by `document`, with the row's id where it has one. Truth is 0 or 1, days and lists are text, lists JSON. The
//! same records are the same bytes.
//!
//! SQLite has no negative zero: it comes back as zero.

use std::fs::File;
use std::io::{self, ErrorKind};
use std::path::Path;

use arrow_array::cast::AsArray;
use arrow_array::types::{Float64Type, Int64Type};
use arrow_array::{Array, RecordBatch};
use rusqlite::types::{ToSqlOutput, Value, ValueRef};
use rusqlite::{Connection, ErrorCode, OpenFlags, params_from_iter};

use crate::Error;
use crate::fresh::Fresh;
use crate::tables::{Column, Kind, Records, Rows, Source, Table, loose};
use crate::writer::{Tabled, Tables, Writer};

/// The first bytes of such a file.
pub const MAGIC: &[u8] = b"SQLite format 3\0";

/// A writer of records into a file.
///
/// # Errors
/// Where the file cannot be made.
pub fn create(path: &Path) -> Result<Box<dyn Writer>, Error> {
    let fresh = Fresh::file(path)?;
    let database = Connection::open(fresh.path()).map_err(unwritten)?;
    // Nobody else sees the file, and what a crash leaves of it is thrown away: it needs no journal.
    let pragmas = "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA locking_mode = EXCLUSIVE; BEGIN;";
    database.execute_batch(pragmas).map_err(unwritten)?;
    for table in Table::ALL {
        database.execute_batch(&creation(table)).map_err(unwritten)?;
    }
    Ok(Box::new(Tabled::new(Database { database, fresh })))
}

/// The records in a file, in order.
///
/// # Errors
/// Where it is no such file, or a table or column is missing.
pub fn read(path: &Path) -> Result<Records<impl Source + use<>>, Error> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let database = Connection::open_with_flags(path, flags).map_err(|error| unread("the file", &error))?;
    let mut last = Vec::new();
    for table in Table::ALL {
        database.prepare(&selection(table)).map_err(|error| unread(table.name(), &error))?;
        last.push((i64::MIN, i64::MIN));
    }
    Ok(Records::new(Stored { database, last }))
}

fn creation(table: Table) -> String {
    let name = table.name();
    let column = |column: &Column| {
        let kind = match column.kind {
            Kind::Text | Kind::Day | Kind::Texts | Kind::Spans | Kind::Objects => "TEXT",
            Kind::Whole | Kind::Truth => "INTEGER",
            Kind::Number => "REAL",
        };
        let own = match (table, column.name) {
            (Table::Documents, "document_row") => " PRIMARY KEY",
            (_, "document_row") => " NOT NULL REFERENCES documents (document_row)",
            _ if column.nullable => "",
            _ => " NOT NULL",
        };
        format!("  \"{}\" {kind}{own}", column.name)
    };
    let mut lines: Vec<String> = table.columns().iter().map(column).collect();
    let ending = match table {
        Table::Documents => "",
        _ => {
            lines.push("  PRIMARY KEY (document_row, position)".to_owned());
            " WITHOUT ROWID"
        }
    };
    format!("CREATE TABLE {name} (\n{}\n){ending};", lines.join(",\n"))
}

fn index(table: Table) -> String {
    let name = table.name();
    let id = table.columns().iter().map(|column| column.name).find(|column| ["id", "entity"].contains(column));
    let id = id.map(|id| format!(", \"{id}\"")).unwrap_or_default();
    format!("CREATE INDEX {name}_document ON {name} (document{id});")
}

struct Database {
    database: Connection,
    fresh: Fresh,
}

impl Tables for Database {
    fn write(&mut self, table: Table, rows: &RecordBatch) -> Result<(), Error> {
        let places = vec!["?"; table.columns().len()].join(", ");
        let insertion = format!("INSERT INTO {} VALUES ({places})", table.name());
        let mut insertion = self.database.prepare(&insertion).map_err(unwritten)?;
        for row in 0..rows.num_rows() {
            let cells = rows.columns().iter().zip(table.columns());
            let cells = cells.map(|(array, column)| match column.kind {
                _ if array.is_null(row) => ToSqlOutput::Owned(Value::Null),
                Kind::Text => ToSqlOutput::Borrowed(ValueRef::Text(array.as_string::<i32>().value(row).as_bytes())),
                Kind::Whole => ToSqlOutput::Owned(Value::Integer(array.as_primitive::<Int64Type>().value(row))),
                Kind::Number => ToSqlOutput::Owned(Value::Real(array.as_primitive::<Float64Type>().value(row))),
                Kind::Truth => ToSqlOutput::Owned(Value::Integer(array.as_boolean().value(row).into())),
                kind => {
                    ToSqlOutput::Owned(loose::text(array, kind, row).map_or(Value::Null, |t| t.into_owned().into()))
                }
            });
            insertion.execute(params_from_iter(cells)).map_err(unwritten)?;
        }
        Ok(())
    }

    fn close(self) -> Result<(), Error> {
        for table in Table::ALL {
            self.database.execute_batch(&index(table)).map_err(unwritten)?;
        }
        self.database.execute_batch("COMMIT;").map_err(unwritten)?;
        self.database.close().map_err(|(_, error)| unwritten(error))?;
        File::open(self.fresh.path())?.sync_all()?;
        Ok(self.fresh.finish()?)
    }
}

struct Stored {
    database: Connection,
    /// The keys of the rows that were read last.
    last: Vec<(i64, i64)>,
}

fn selection(table: Table) -> String {
    let name = table.name();
    let columns = table.columns().iter().filter(|column| !column.derived).map(|column| format!("\"{}\"", column.name));
    let columns: Vec<String> = columns.collect();
    let (behind, key, limit) = match table {
        // A document may be an article of some megabytes.
        Table::Documents => ("document_row > ?1", "document_row", 64),
        _ => ("(document_row, position) > (?1, ?2)", "document_row, position", 1024),
    };
    format!("SELECT {} FROM {name} WHERE {behind} ORDER BY {key} LIMIT {limit}", columns.join(", "))
}

impl Source for Stored {
    fn next(&mut self, table: Table) -> Result<Option<RecordBatch>, Error> {
        let unread = |error: &rusqlite::Error| unread(table.name(), error);
        let mut last = self.last[table as usize];
        let keys = [last.0, last.1];
        let keys = if table == Table::Documents { &keys[..1] } else { &keys };
        let mut selection = self.database.prepare(&selection(table)).map_err(|error| unread(&error))?;
        let mut found = selection.query(params_from_iter(keys)).map_err(|error| unread(&error))?;
        let mut rows = Rows::new(table);
        let mut count = 0;
        while let Some(row) = found.next().map_err(|error| unread(&error))? {
            let mut place = 0;
            for column in table.columns() {
                let cell = if column.derived {
                    ValueRef::Null
                } else {
                    place += 1;
                    row.get_ref(place - 1).map_err(|error| unread(&error))?
                };
                put(&mut rows, column, cell).map_err(|reason| {
                    let (document, position) = last;
                    let reason = format!("behind document_row {document}, position {position}: {reason}");
                    Error::damaged(table.name(), &reason)
                })?;
                match (column.name, cell) {
                    ("document_row", ValueRef::Integer(value)) => last.0 = value,
                    ("position", ValueRef::Integer(value)) => last.1 = value,
                    _ => {}
                }
            }
            count += 1;
        }
        self.last[table as usize] = last;
        Ok((count > 0).then(|| rows.take()))
    }
}

/// Puts a cell into the next column, which is this one.
fn put(rows: &mut Rows, column: &Column, cell: ValueRef) -> Result<(), String> {
    match (column.kind, cell) {
        (Kind::Whole, ValueRef::Integer(value)) => rows.whole_or_null(Some(value)),
        (Kind::Number, ValueRef::Real(value)) => rows.number(value),
        (Kind::Number, ValueRef::Integer(value)) => rows.number(value as f64),
        (Kind::Truth, ValueRef::Integer(value @ (0 | 1))) => rows.truth(value == 1),
        (_, ValueRef::Null) => loose::put(rows, column, None)?,
        (Kind::Text | Kind::Day | Kind::Texts | Kind::Spans | Kind::Objects, ValueRef::Text(text)) => {
            let text = std::str::from_utf8(text).map_err(|_| format!("`{}` is not UTF-8", column.name))?;
            loose::put(rows, column, Some(text))?;
        }
        (_, other) => return Err(format!("`{}` must not be of type {}", column.name, other.data_type())),
    }
    Ok(())
}

fn unread(table: &str, error: &rusqlite::Error) -> Error {
    Error::damaged(table, &error.to_string())
}

fn unwritten(error: rusqlite::Error) -> Error {
    match error.sqlite_error_code() {
        Some(ErrorCode::DiskFull) => io::Error::new(ErrorKind::StorageFull, error).into(),
        _ => io::Error::other(error).into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_made_as_columns_are_listed() {
        let expected = "\
CREATE TABLE disputes (
  \"document\" TEXT NOT NULL,
  \"document_row\" INTEGER NOT NULL REFERENCES documents (document_row),
  \"position\" INTEGER NOT NULL,
  \"id\" TEXT NOT NULL,
  \"about\" TEXT NOT NULL,
  \"by\" TEXT NOT NULL,
  \"statement\" TEXT NOT NULL,
  \"stance\" TEXT NOT NULL,
  PRIMARY KEY (document_row, position)
) WITHOUT ROWID;";
        assert_eq!(creation(Table::Disputes), expected);
        assert_eq!(index(Table::Disputes), "CREATE INDEX disputes_document ON disputes (document, \"id\");");
        assert_eq!(index(Table::Sentences), "CREATE INDEX sentences_document ON sentences (document);");
    }
}
