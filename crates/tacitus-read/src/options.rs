//! What all readers are told.

use std::io;
use std::path::Path;

use jiff::civil::Date;
use same_file::Handle;

/// What all readers are told.
#[derive(Debug)]
pub struct Options {
    /// The format of every input; `None`: told by the file's name, or by the first character.
    pub from: Option<Format>,
    /// Day of publication of the documents that give none.
    pub published: Option<Date>,
    /// The longest text of a document, in bytes.
    pub max_document_bytes: usize,
    /// The output, which is not read even where it lies among the inputs.
    pub avoid: Option<Avoid>,
}

impl Options {
    /// The longest line of a format with one document a line: room for escapes and for fields that are not read.
    pub(crate) fn max_line_bytes(&self) -> usize {
        self.max_document_bytes.saturating_mul(4).saturating_add(64 * 1024)
    }
}

impl Default for Options {
    fn default() -> Self {
        Options { from: None, published: None, max_document_bytes: 4_000_000, avoid: None }
    }
}

/// A format that documents are read from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// One document a file.
    Text,
    /// One JSON object a line.
    Jsonl,
}

impl Format {
    /// The format that a file's name tells.
    ///
    /// ```
    /// use tacitus_read::Format;
    ///
    /// assert_eq!(Format::of("a/report.TXT".as_ref()), Some(Format::Text));
    /// assert_eq!(Format::of("wire.ndjson".as_ref()), Some(Format::Jsonl));
    /// assert_eq!(Format::of("photo.jpeg".as_ref()), None);
    /// ```
    pub fn of(path: &Path) -> Option<Format> {
        let extension = path.extension()?.to_str()?.to_ascii_lowercase();
        match extension.as_str() {
            "txt" | "text" | "md" => Some(Format::Text),
            "jsonl" | "ndjson" => Some(Format::Jsonl),
            _ => None,
        }
    }
}

/// A file that must not be read because the output goes to it.
#[derive(Debug)]
pub struct Avoid(Handle);

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
        Ok(handle.as_file().metadata()?.is_file().then_some(Avoid(handle)))
    }

    /// Whether a path leads to this file.
    pub fn is(&self, path: &Path) -> bool {
        Handle::from_path(path).is_ok_and(|other| other == self.0)
    }
}
