//! Why something could not be written.

use std::fmt;
use std::io::{self, ErrorKind};

/// Why something could not be written, and what is left of it.
#[derive(Debug)]
#[non_exhaustive]
pub struct Error {
    /// What happened.
    pub kind: Kind,
    /// Bytes of an unfinished document that were written and could not be taken back; zero where what is there is
    /// whole.
    pub torn: u64,
    /// What the operating system said.
    pub source: io::Error,
}

/// The kinds of [`Error`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Kind {
    /// Nobody reads any longer: the pipe was closed at its other end.
    Closed,
    /// There is no more room: the disk, the quota or the file size is at its limit.
    Full,
    /// The record breaks the contract of its format, and cannot be written in this one.
    Unfit,
    /// A table that was written before cannot be read, or is not what it was.
    Damaged,
    /// Anything else.
    Other,
}

impl Error {
    pub(crate) fn new(source: io::Error, torn: u64) -> Self {
        let kind = match source.kind() {
            ErrorKind::BrokenPipe => Kind::Closed,
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge => Kind::Full,
            _ => Kind::Other,
        };
        Error { kind, torn, source }
    }

    /// A record that cannot be written.
    pub(crate) fn unfit(id: &str, reason: &str) -> Self {
        Error::told(Kind::Unfit, format!("document {id:?}: {reason}"))
    }

    /// A table that cannot be read.
    pub(crate) fn damaged(table: &str, reason: &str) -> Self {
        Error::told(Kind::Damaged, format!("{table}: {reason}"))
    }

    fn told(kind: Kind, message: String) -> Self {
        Error { kind, torn: 0, source: io::Error::new(ErrorKind::InvalidData, message) }
    }
}

impl From<io::Error> for Error {
    fn from(source: io::Error) -> Self {
        Error::new(source, 0)
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.kind {
            Kind::Closed => write!(f, "the reader has gone away")?,
            Kind::Full => write!(f, "no room left to write to")?,
            Kind::Unfit | Kind::Damaged => write!(f, "{}", self.source)?,
            Kind::Other => write!(f, "cannot write: {}", self.source)?,
        }
        match self.torn {
            0 => Ok(()),
            torn => write!(f, "; the last {torn} bytes belong to an unfinished document"),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.source)
    }
}
