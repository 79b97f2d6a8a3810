//! Where something is wrong, and what.

use std::fmt;
use std::io;
use std::path::Path;
use std::sync::Arc;

/// Where something was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The file; `-` for standard input.
    pub path: Arc<Path>,
    /// The line, counted from one; none where the whole file is meant.
    pub line: Option<u64>,
}

impl Place {
    /// A whole file.
    pub(crate) fn file(path: &Path) -> Place {
        Place { path: path.into(), line: None }
    }

    /// A line of it.
    pub(crate) fn at(&self, line: u64) -> Place {
        Place { path: Arc::clone(&self.path), line: Some(line) }
    }

    /// The file's name without folders, or `stdin`.
    pub(crate) fn name(&self) -> String {
        match self.path.file_name() {
            Some(name) if self.path.as_os_str() != "-" => name.to_string_lossy().into_owned(),
            _ => "stdin".to_owned(),
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.path.as_os_str() == "-" {
            true => write!(f, "<stdin>")?,
            false => write!(f, "{}", self.path.display())?,
        }
        match self.line {
            Some(line) => write!(f, ":{line}"),
            None => Ok(()),
        }
    }
}

/// Why an import came to nothing. Displayed as `path: reason`.
#[derive(Debug)]
#[non_exhaustive]
pub struct Error {
    /// Which file.
    pub place: Place,
    /// What is wrong.
    pub kind: Kind,
}

/// The kinds of [`Error`].
#[derive(Debug)]
#[non_exhaustive]
pub enum Kind {
    /// The file cannot be read.
    Read(io::Error),
    /// The compressed data is damaged or cut off.
    Compressed(io::Error),
    /// The file is compressed in a way that is not read, which is named.
    Compression(&'static str),
    /// There is nothing in the file.
    Empty,
    /// The file cannot be written.
    Write(io::Error),
    /// A table that the program carries is wrong, at this line.
    Table(usize),
}

impl Error {
    pub(crate) fn new(place: Place, kind: Kind) -> Error {
        Error { place, kind }
    }

    /// An error of the file that is written.
    pub(crate) fn write(path: &Path) -> impl Fn(io::Error) -> Error + '_ {
        move |cause| Error::new(Place::file(path), Kind::Write(cause))
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: ", self.place)?;
        match &self.kind {
            Kind::Read(cause) => write!(f, "cannot be read: {cause}"),
            Kind::Compressed(cause) => write!(f, "the compressed data is damaged or cut off: {cause}"),
            Kind::Compression(name) => write!(f, "{name} is not read; decompress it into standard input (`-`)"),
            Kind::Empty => write!(f, "the file is empty"),
            Kind::Write(cause) => write!(f, "cannot be written: {cause}"),
            Kind::Table(line) => write!(f, "line {line} of the table is wrong"),
        }
    }
}

impl std::error::Error for Error {}

/// What is wrong with a line, which is passed over.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Fault {
    /// It is not UTF-8.
    Utf8,
    /// It is longer than so many bytes.
    TooLong(usize),
    /// It is not the JSON of an entity, at this column, for this reason.
    Json(usize, String),
    /// It has so many columns, where others are due.
    Columns(usize, usize),
    /// What stands in a column, which is named, is no number.
    Number(&'static str, String),
    /// Brackets or braces do not match, or there is text where none is due.
    Bracket,
    /// An actor has no code, neither in its line nor below it.
    NoCode,
    /// A code has a part that is neither a country nor in `cameo-actors.tsv`.
    Code(String),
    /// A date is none.
    Date(String),
    /// A role or synonym comes before any name.
    NoName,
    /// A `!NAME!` has no definition.
    Substitution(String),
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Fault::Utf8 => write!(f, "not UTF-8"),
            Fault::TooLong(limit) => write!(f, "longer than {limit} bytes"),
            Fault::Json(column, reason) => write!(f, "not the JSON of an entity: {reason} at column {column}"),
            Fault::Columns(found, due) => write!(f, "{found} columns where {due} are due"),
            Fault::Number(column, text) => write!(f, "{column}: no number {text:?}"),
            Fault::Bracket => write!(f, "brackets that do not match, or text beside them"),
            Fault::NoCode => write!(f, "there is no code"),
            Fault::Code(code) => write!(f, "no code {code:?} in cameo-actors.tsv"),
            Fault::Date(date) => write!(f, "no date {date:?}: YYMMDD or YYYYMMDD is due"),
            Fault::NoName => write!(f, "there is no name that it belongs to"),
            Fault::Substitution(name) => write!(f, "!{name}! is defined nowhere above"),
        }
    }
}
