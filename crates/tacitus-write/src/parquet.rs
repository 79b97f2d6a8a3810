//! A folder with a Parquet file for every table.
//!
//! Files are written as rows come and read as rows are asked for: what is in memory is a group of rows of each table.
//! They say nothing of the day or the machine, so the same records are the same bytes.
//!
//! Columns are written and read one by one. The library's own way from Arrow and to it knows every type that there is,
//! which makes it larger than all that it would be used for.

mod columns;
mod rows;
mod schema;

use std::ffi::OsStr;
use std::fs::File;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::Arc;

use ::parquet::basic::{Compression, ZstdLevel};
use ::parquet::errors::ParquetError;
use ::parquet::file::properties::{EnabledStatistics, WriterProperties};
use ::parquet::file::writer::SerializedFileWriter;
use ::parquet::schema::types::ColumnPath;
use arrow_array::RecordBatch;

use crate::Error;
use crate::fresh::Fresh;
use crate::tables::{Records, Source, Table};
use crate::writer::{Tabled, Tables, Writer};

/// A writer of records into a folder.
///
/// # Errors
/// Where the folder cannot be made, or is there and holds other files.
pub fn create(folder: &Path) -> Result<Box<dyn Writer>, Error> {
    let fresh = Fresh::folder(folder, is_member)?;
    let open = |table| Sheet::create(fresh.path(), table);
    let sheets = Table::ALL.into_iter().map(open).collect::<Result<_, Error>>()?;
    Ok(Box::new(Tabled::new(Folder { sheets, fresh })))
}

/// The records in a folder, in order.
///
/// # Errors
/// Where a file is missing or is not what was written.
pub fn read(folder: &Path) -> Result<Records<impl Source + use<>>, Error> {
    let open = |table| {
        let file = File::open(folder.join(file_name(table))).map_err(ParquetError::from);
        contained(|| rows::Rows::open(file?, table)).flatten().map_err(|error| unread(table, error))
    };
    Ok(Records::new(Files(Table::ALL.into_iter().map(open).collect::<Result<_, Error>>()?)))
}

/// What a table's file is called.
pub fn file_name(table: Table) -> String {
    format!("{}.parquet", table.name())
}

fn is_member(name: &OsStr) -> bool {
    Table::ALL.into_iter().any(|table| name == file_name(table).as_str())
}

struct Folder {
    sheets: Vec<Sheet>,
    fresh: Fresh,
}

impl Tables for Folder {
    fn write(&mut self, table: Table, rows: &RecordBatch) -> Result<(), Error> {
        self.sheets[table as usize].write(rows)
    }

    fn close(self) -> Result<(), Error> {
        for mut sheet in self.sheets {
            sheet.flush()?;
            sheet.file.into_inner().map_err(unwritten)?.sync_all()?;
        }
        Ok(self.fresh.finish()?)
    }
}

/// A file in the making.
struct Sheet {
    table: Table,
    file: SerializedFileWriter<File>,
    /// Rows of the group that comes next.
    waiting: Vec<RecordBatch>,
    size: usize,
}

impl Sheet {
    fn create(folder: &Path, table: Table) -> Result<Self, Error> {
        let file = File::create_new(folder.join(file_name(table)))?;
        let schema = schema::of(table).map_err(unwritten)?;
        let file = SerializedFileWriter::new(file, schema, Arc::new(properties(table))).map_err(unwritten)?;
        Ok(Sheet { table, file, waiting: Vec::new(), size: 0 })
    }

    fn write(&mut self, rows: &RecordBatch) -> Result<(), Error> {
        // Beyond that a group of rows is written, and its memory free.
        const ROW_GROUP: usize = 32 << 20;
        self.waiting.push(rows.clone());
        self.size += rows.get_array_memory_size();
        if self.size >= ROW_GROUP { self.flush() } else { Ok(()) }
    }

    fn flush(&mut self) -> Result<(), Error> {
        self.size = 0;
        let waiting = std::mem::take(&mut self.waiting);
        if waiting.is_empty() {
            return Ok(());
        }
        let mut group = self.file.next_row_group().map_err(unwritten)?;
        for (place, column) in self.table.columns().iter().enumerate() {
            for leaf in 0..columns::leaves(column.kind) {
                let out = group.next_column().map_err(unwritten)?;
                let mut out = out.expect("the file has the table's columns");
                for batch in &waiting {
                    columns::put(&mut out, batch.column(place), column, leaf).map_err(unwritten)?;
                }
                out.close().map_err(unwritten)?;
            }
        }
        group.close().map_err(unwritten)?;
        Ok(())
    }
}

fn properties(table: Table) -> WriterProperties {
    // Whether a page is full is looked at after so many cells, and a cell may be a whole article.
    const CELLS: usize = 128;
    let level = ZstdLevel::try_new(3).unwrap_or_default();
    let mut properties = WriterProperties::builder()
        .set_created_by(concat!("tacitus version ", env!("CARGO_PKG_VERSION")).to_owned())
        .set_compression(Compression::ZSTD(level))
        .set_write_batch_size(CELLS);
    if table == Table::Documents {
        // Texts do not repeat, and nobody looks for one by what comes before it in the alphabet.
        let text = || ColumnPath::from("text");
        properties = properties
            .set_column_dictionary_enabled(text(), false)
            .set_column_statistics_enabled(text(), EnabledStatistics::None);
    }
    properties.build()
}

struct Files(Vec<rows::Rows>);

impl Source for Files {
    fn next(&mut self, table: Table) -> Result<Option<RecordBatch>, Error> {
        let next = contained(|| self.0[table as usize].batch());
        next.flatten().map_err(|error| unread(table, error))
    }
}

/// Damage that the library finds out about by a failed assertion is damage like any other. What it was reading is not
/// touched again.
fn contained<T>(read: impl FnOnce() -> T) -> Result<T, ParquetError> {
    let lost = |_| ParquetError::General("its pages do not hold together".to_owned());
    catch_unwind(AssertUnwindSafe(read)).map_err(lost)
}

fn unread(table: Table, error: ParquetError) -> Error {
    let reason = match error {
        ParquetError::External(inner) => inner.to_string(),
        ParquetError::General(message) | ParquetError::EOF(message) => message,
        other => other.to_string(),
    };
    Error::damaged(&file_name(table), &reason)
}

fn unwritten(error: ParquetError) -> Error {
    match error {
        ParquetError::External(inner) => match inner.downcast::<std::io::Error>() {
            Ok(error) => (*error).into(),
            Err(other) => std::io::Error::other(other).into(),
        },
        other => std::io::Error::other(other).into(),
    }
}
