//! A folder with a Parquet file for every table.
//!
//! Files are written as rows come and read as rows are asked for: what is in memory is a group of rows of each table.
//! They say nothing of the day or the machine, so the same records are the same bytes.

use std::ffi::OsStr;
use std::fs::File;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use arrow_array::RecordBatch;
use parquet::arrow::arrow_reader::{ArrowReaderOptions, ParquetRecordBatchReader, ParquetRecordBatchReaderBuilder};
use parquet::arrow::arrow_writer::ArrowWriterOptions;
use parquet::arrow::{ArrowWriter, ProjectionMask};
use parquet::basic::{Compression, ZstdLevel};
use parquet::errors::ParquetError;
use parquet::file::properties::{EnabledStatistics, WriterProperties};
use parquet::schema::types::ColumnPath;

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
    let open = |table: Table| {
        let file = File::create_new(fresh.path().join(file_name(table)))?;
        let options = ArrowWriterOptions::new().with_properties(properties(table)).with_skip_arrow_metadata(true);
        ArrowWriter::try_new_with_options(file, table.schema(), options).map_err(unwritten)
    };
    let files = Table::ALL.into_iter().map(open).collect::<Result<_, Error>>()?;
    Ok(Box::new(Tabled::new(Folder { files, fresh })))
}

/// The records in a folder, in order.
///
/// # Errors
/// Where a file is missing or is not what was written.
pub fn read(folder: &Path) -> Result<Records<impl Source + use<>>, Error> {
    let open = |table| contained(|| reader(folder, table)).flatten().map_err(|error| unread(table, error));
    let files = Table::ALL.into_iter().map(open).collect::<Result<_, Error>>()?;
    Ok(Records::new(Files(files)))
}

/// What a table's file is called.
pub fn file_name(table: Table) -> String {
    format!("{}.parquet", table.name())
}

fn is_member(name: &OsStr) -> bool {
    Table::ALL.into_iter().any(|table| name == file_name(table).as_str())
}

fn properties(table: Table) -> WriterProperties {
    // Beyond that a group of rows is written, and its memory free.
    const ROW_GROUP: usize = 32 << 20;
    // Whether a page is full is looked at after so many cells, and a cell may be a whole article.
    const CELLS: usize = 128;
    let level = ZstdLevel::try_new(3).unwrap_or_default();
    let mut properties = WriterProperties::builder()
        .set_created_by(concat!("tacitus version ", env!("CARGO_PKG_VERSION")).to_owned())
        .set_compression(Compression::ZSTD(level))
        .set_max_row_group_bytes(Some(ROW_GROUP))
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

struct Folder {
    files: Vec<ArrowWriter<File>>,
    fresh: Fresh,
}

impl Tables for Folder {
    fn write(&mut self, table: Table, rows: &RecordBatch) -> Result<(), Error> {
        self.files[table as usize].write(rows).map_err(unwritten)
    }

    fn close(self) -> Result<(), Error> {
        for file in self.files {
            file.into_inner().map_err(unwritten)?.sync_all()?;
        }
        Ok(self.fresh.finish()?)
    }
}

struct Files(Vec<ParquetRecordBatchReader>);

impl Source for Files {
    fn next(&mut self, table: Table) -> Result<Option<RecordBatch>, Error> {
        let next = contained(|| self.0[table as usize].next().transpose());
        next.and_then(|batch| Ok(batch?)).map_err(|error| unread(table, error))
    }
}

fn reader(folder: &Path, table: Table) -> Result<ParquetRecordBatchReader, ParquetError> {
    // A document may be an article of some megabytes.
    let rows = if table == Table::Documents { 64 } else { 1024 };
    let file = File::open(folder.join(file_name(table)))?;
    // What other programs say of their own types is no matter: a string is a string.
    let options = ArrowReaderOptions::new().with_skip_arrow_metadata(true);
    let builder = ParquetRecordBatchReaderBuilder::try_new_with_options(file, options)?;
    let wanted = |name: &str| table.columns().iter().any(|column| column.name == name && !column.derived);
    let roots = builder.schema().fields().iter().enumerate().filter(|(_, field)| wanted(field.name()));
    let mask = ProjectionMask::roots(builder.parquet_schema(), roots.map(|(root, _)| root));
    builder.with_projection(mask).with_batch_size(rows).build()
}

/// Damage that the library finds out about by a failed assertion is damage like any other. What it was reading is not
/// touched again.
fn contained<T>(read: impl FnOnce() -> T) -> Result<T, ParquetError> {
    let lost = |_| ParquetError::General("its pages do not hold together".to_owned());
    catch_unwind(AssertUnwindSafe(read)).map_err(lost)
}

fn unread(table: Table, error: ParquetError) -> Error {
    Error::damaged(&file_name(table), &plain(error))
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

/// What the library says, without whose message it is.
fn plain(error: ParquetError) -> String {
    match error {
        ParquetError::External(inner) => inner.to_string(),
        ParquetError::General(message) | ParquetError::EOF(message) | ParquetError::ArrowError(message) => message,
        other => other.to_string(),
    }
}
