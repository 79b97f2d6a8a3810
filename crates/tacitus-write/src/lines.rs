//! Formats that are one stream: every record's bytes behind those of the one before.

use std::fs::File;
use std::io::Write;
use std::path::Path;

use tacitus::record::Record;

use crate::fresh::Fresh;
use crate::{Error, Output, Sink, Writer};

/// A writer of what `encode` makes of each record, behind a header that may be empty; to standard output where none is
/// named.
///
/// A pipe, a terminal or a device is written to as it is: such things are not replaced.
///
/// # Errors
/// Where the output cannot be made.
pub fn create(
    output: Option<&Path>,
    header: &str,
    encode: impl Fn(&Record) -> Vec<u8> + 'static,
) -> Result<Box<dyn Writer>, Error> {
    let (target, fresh) = match output {
        None => (Output::standard()?, None),
        Some(path) if path.exists() && !path.is_file() && !path.is_dir() => (Output::create(path)?, None),
        Some(path) => {
            let fresh = Fresh::file(path)?;
            (Output::create(fresh.path())?, Some(fresh))
        }
    };
    let mut lines = Lines { sink: Sink::new(target), encode, fresh };
    lines.sink.put(header.as_bytes())?;
    Ok(Box::new(lines))
}

struct Lines<E> {
    sink: Sink<Output>,
    encode: E,
    fresh: Option<Fresh>,
}

impl<E: Fn(&Record) -> Vec<u8>> Writer for Lines<E> {
    fn put(&mut self, record: &Record) -> Result<(), Error> {
        self.sink.put(&(self.encode)(record))
    }

    fn finish(self: Box<Self>) -> Result<(), Error> {
        let mut target = self.sink.into_inner();
        target.flush()?;
        drop(target);
        if let Some(fresh) = self.fresh {
            File::open(fresh.path())?.sync_all()?;
            fresh.finish()?;
        }
        Ok(())
    }
}
