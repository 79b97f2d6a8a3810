//! What can be wrong with a table or a knowledge file.

use std::fmt;

/// An error in the knowledge tables or in a knowledge file: which one, which line, what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Error {
    kind: ErrorKind,
    table: String,
    line: usize,
    message: String,
}

/// The kind of an [`Error`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The file could not be read, or is not UTF-8.
    Unreadable,
    /// The header, the number of cells or the spacing of a line is wrong.
    Malformed,
    /// A cell that must hold a value is empty.
    Missing,
    /// A cell holds a code, number or date that does not exist.
    Invalid,
    /// A row repeats the key of an earlier row.
    Duplicate,
    /// A row names something that another table should have and has not.
    Unresolved,
    /// The file is no knowledge file.
    Foreign,
    /// The knowledge file is of a version that this program does not read.
    Version,
    /// The knowledge file is cut off or damaged.
    Damaged,
}

impl Error {
    /// An error of `kind` at `line` (1-based; 0: the file as a whole) of `table`.
    pub(crate) fn new(kind: ErrorKind, table: &str, line: usize, message: impl Into<String>) -> Self {
        Error { kind, table: table.to_owned(), line, message: message.into() }
    }

    /// What kind of error it is.
    pub fn kind(&self) -> ErrorKind {
        self.kind
    }

    /// The file name of the table, such as `leaders.tsv`, or the path of the knowledge file.
    pub fn table(&self) -> &str {
        &self.table
    }

    /// The line in the file, from 1; 0 where the whole file is meant.
    pub fn line(&self) -> usize {
        self.line
    }

    /// What is wrong, for a person who edits the table.
    pub fn message(&self) -> &str {
        &self.message
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            0 => write!(f, "{}: {}", self.table, self.message),
            line => write!(f, "{}:{line}: {}", self.table, self.message),
        }
    }
}

impl std::error::Error for Error {}
