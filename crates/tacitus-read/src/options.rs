//! What all readers are told.

use std::io;
use std::path::Path;
use std::sync::Arc;

use jiff::civil::Date;
use same_file::Handle;

use crate::{Format, Names};

/// What all readers are told.
#[derive(Debug, Clone)]
pub struct Options {
    /// The format of every input; `None`: told by its content, or where that leaves it open, by its name.
    pub from: Option<Format>,
    /// What fields and columns are called.
    pub names: Names,
    /// Day of publication of the documents that give none.
    pub published: Option<Date>,
    /// The longest text of a document, in bytes.
    pub max_document_bytes: usize,
    /// The output and the like, which are not read even where they lie among the inputs.
    pub avoid: Vec<Avoid>,
}

impl Options {
    /// The longest record of a format with many documents a file, and the longest page: room for escapes, marks and
    /// fields that are not read.
    pub(crate) fn max_record_bytes(&self) -> usize {
        self.max_document_bytes.saturating_mul(4).saturating_add(64 * 1024)
    }
}

impl Default for Options {
    fn default() -> Self {
        Options {
            from: None,
            names: Names::default(),
            published: None,
            max_document_bytes: 4_000_000,
            avoid: Vec::new(),
        }
    }
}

/// A file that must not be read because the output goes to it.
#[derive(Debug, Clone)]
pub struct Avoid(Arc<Handle>);

impl Avoid {
    /// The file of this path; `None` where it is not a regular file (a terminal, a pipe, `/dev/null`).
    pub fn file(path: &Path) -> io::Result<Option<Avoid>> {
        Avoid::regular(Handle::from_path(path)?)
    }

    /// Standard output; `None` where it is not a regular file.
    pub fn standard_output() -> io::Result<Option<Avoid>> {
        Avoid::regular(Handle::stdout()?)
    }

    fn regular(handle: Handle) -> io::Result<Option<Avoid>> {
        Ok(handle.as_file().metadata()?.is_file().then(|| Avoid(Arc::new(handle))))
    }

    /// Whether a path leads to this file.
    pub fn is(&self, path: &Path) -> bool {
        Handle::from_path(path).is_ok_and(|other| other == *self.0)
    }
}
