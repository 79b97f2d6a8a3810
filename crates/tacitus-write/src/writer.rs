//! Records in order, into an output that is whole when it is there.

use arrow_array::RecordBatch;
use tacitus::record::Record;

use crate::Error;
use crate::tables::{Batches, Table};

/// Writes records, one after the other.
///
/// What is written has its name only when [`finish`](Writer::finish) has succeeded: until then it lies beside it, and
/// if the writer is dropped it is taken away. What goes to standard output is the exception.
pub trait Writer {
    /// Writes one record.
    ///
    /// # Errors
    /// [`Kind::Unfit`](crate::Kind::Unfit) where this record cannot be written, of which then nothing is, and others
    /// can be; any other error ends the output.
    fn put(&mut self, record: &Record) -> Result<(), Error>;

    /// Ends the output and gives it its name.
    ///
    /// # Errors
    /// What the operating system says.
    fn finish(self: Box<Self>) -> Result<(), Error>;
}

/// Somewhere that tables go.
pub(crate) trait Tables {
    /// Writes rows, of one table after the other.
    fn write(&mut self, table: Table, rows: &RecordBatch) -> Result<(), Error>;

    /// Ends all tables and gives them their names.
    fn close(self) -> Result<(), Error>;
}

/// Records as the rows of tables.
pub(crate) struct Tabled<T> {
    batches: Batches,
    tables: T,
}

/// When batches are written, so that memory does not grow with the number of documents.
const ENOUGH: usize = 4 << 20;

impl<T: Tables> Tabled<T> {
    pub fn new(tables: T) -> Self {
        Tabled { batches: Batches::new(), tables }
    }

    fn flush(&mut self) -> Result<(), Error> {
        for (table, rows) in self.batches.take() {
            if rows.num_rows() > 0 {
                self.tables.write(table, &rows)?;
            }
        }
        Ok(())
    }
}

impl<T: Tables> Writer for Tabled<T> {
    fn put(&mut self, record: &Record) -> Result<(), Error> {
        self.batches.push(record)?;
        if self.batches.size() >= ENOUGH { self.flush() } else { Ok(()) }
    }

    fn finish(mut self: Box<Self>) -> Result<(), Error> {
        self.flush()?;
        self.tables.close()
    }
}
