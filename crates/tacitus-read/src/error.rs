//! Where a document was found, and what can be wrong with it.

use std::fmt;
use std::io;
use std::path::Path;
use std::sync::Arc;

/// Where a document was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The file; `-` for standard input.
    pub path: Arc<Path>,
    /// The line, counted from one, where the place is a line or begins at one.
    pub line: Option<u64>,
    /// The record, counted from one, in formats whose lines nobody counts.
    pub record: Option<u64>,
}

impl Place {
    /// A whole file.
    pub fn file(path: impl AsRef<Path>) -> Self {
        Place { path: Arc::from(path.as_ref()), line: None, record: None }
    }

    /// The same file at a line, counted from one.
    pub fn at(&self, line: u64) -> Self {
        Place { path: self.path.clone(), line: Some(line), record: None }
    }

    /// The same file at a record, counted from one.
    pub fn record(&self, number: u64) -> Self {
        Place { path: self.path.clone(), line: None, record: Some(number) }
    }

    /// Whether this is standard input.
    pub fn is_standard_input(&self) -> bool {
        self.path.as_os_str() == "-"
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_standard_input() {
            write!(f, "<stdin>")?;
        } else {
            // A name may hold anything: line ends, and what makes terminals do things.
            let safe = |c: char| if c.is_control() { char::REPLACEMENT_CHARACTER } else { c };
            let name: String = self.path.to_string_lossy().chars().map(safe).collect();
            write!(f, "{name}")?;
        }
        match (self.line, self.record) {
            (Some(line), _) => write!(f, ":{line}"),
            (None, Some(record)) => write!(f, ": record {record}"),
            (None, None) => Ok(()),
        }
    }
}

/// Something that was read, with where it was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found<T> {
    /// Where.
    pub place: Place,
    /// What.
    pub value: T,
}

/// Why a document, or a whole file, could not be read. Displayed as `path:line: reason`.
#[derive(Debug)]
#[non_exhaustive]
pub struct Error {
    /// Which document.
    pub place: Place,
    /// What is wrong with it.
    pub kind: Kind,
}

impl Error {
    pub(crate) fn new(place: Place, kind: Kind) -> Self {
        Error { place, kind }
    }
}

/// The kinds of [`Error`].
#[derive(Debug)]
#[non_exhaustive]
pub enum Kind {
    /// There is no file or folder of this name.
    NotFound,
    /// The pattern matches no file.
    NoMatch,
    /// The pattern is not one.
    Pattern(String),
    /// The folder holds no file whose name ends as a known format's does.
    NothingToRead,
    /// The web archive holds no page.
    NoPage,
    /// The file is the one that the output goes to.
    IsOutput,
    /// The operating system refused.
    Io(io::Error),
    /// The bytes are not UTF-8.
    Utf8 {
        /// The first byte that is not, counted from zero in the file.
        byte: u64,
    },
    /// The bytes are UTF-16.
    Utf16,
    /// There is a NUL character: this is not text.
    Nul {
        /// Where, counted in bytes from zero in the document's text.
        byte: u64,
    },
    /// There is no text, or white space only.
    Empty,
    /// The document is longer than the options allow.
    TooLong {
        /// What they allow, in bytes.
        limit: usize,
    },
    /// The line is not JSON.
    Json {
        /// The column, counted in bytes from one.
        column: usize,
        /// What the JSON reader says.
        reason: String,
    },
    /// The line is JSON, but not an object.
    NotObject,
    /// A required field is absent.
    Missing {
        /// Its name.
        field: String,
    },
    /// A field's value is of the wrong type.
    WrongType {
        /// Its name.
        field: String,
        /// What it should be.
        wanted: &'static str,
        /// What it is.
        found: &'static str,
    },
    /// A date is neither `YYYY-MM-DD` nor a stamp of a known form.
    Date {
        /// The field's name.
        field: String,
        /// What stands there.
        value: String,
    },
    /// The bytes are not what the format asks for.
    Malformed {
        /// The format, as people call it.
        format: &'static str,
        /// What is wrong.
        reason: String,
    },
    /// Elements are nested deeper than any page's.
    Nested {
        /// How deep they may be.
        limit: usize,
    },
    /// Compressed bytes expand so far that somebody meant harm.
    Expands {
        /// How far they may, in bytes for a byte.
        limit: u64,
    },
    /// Archives and compressed files lie in each other too deep.
    Wrapped {
        /// How deep they may.
        limit: usize,
    },
    /// It is in a form that this reader does not know.
    Unsupported {
        /// The form.
        what: String,
    },
}

impl From<io::Error> for Kind {
    fn from(error: io::Error) -> Self {
        match error.get_ref().and_then(|inner| inner.downcast_ref::<Expands>()) {
            Some(Expands(limit)) => Kind::Expands { limit: *limit },
            None => Kind::Io(error),
        }
    }
}

/// [`Kind::Expands`] on its way through a chain of readers.
#[derive(Debug)]
pub(crate) struct Expands(pub u64);

impl fmt::Display for Expands {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Kind::Expands { limit: self.0 }.fmt(f)
    }
}

impl std::error::Error for Expands {}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Kind::NotFound => write!(f, "no such file or folder"),
            Kind::NoMatch => write!(f, "no file matches this pattern"),
            Kind::Pattern(reason) => write!(f, "not a pattern: {reason}"),
            Kind::NothingToRead => write!(f, "no file of a known format in it"),
            Kind::NoPage => write!(f, "there is no page in it"),
            Kind::IsOutput => write!(f, "this file is also the output; it was not read"),
            Kind::Io(error) => write!(f, "{}", plain(error)),
            Kind::Utf8 { byte } => write!(f, "not UTF-8 at byte {byte}"),
            Kind::Utf16 => write!(f, "this is UTF-16; convert it to UTF-8"),
            Kind::Nul { byte } => write!(f, "not text: NUL character at byte {byte}"),
            Kind::Empty => write!(f, "there is no text"),
            Kind::TooLong { limit } => {
                write!(f, "longer than {limit} bytes (--max-document-bytes sets the limit)")
            }
            Kind::Json { column, reason } => write!(f, "not JSON: {reason} at column {column}"),
            Kind::NotObject => write!(f, "not a JSON object"),
            Kind::Missing { field } => write!(f, "there is no `{field}`"),
            Kind::WrongType { field, wanted, found } => write!(f, "`{field}` must be {wanted}, and is {found}"),
            Kind::Date { field, value } => {
                write!(f, "`{field}` must be YYYY-MM-DD or an RFC 3339 stamp, and is \"{}\"", shortened(value))
            }
            Kind::Malformed { format, reason } => write!(f, "not {format}: {}", shortened(reason)),
            Kind::Nested { limit } => write!(f, "elements are nested more than {limit} deep"),
            Kind::Expands { limit } => {
                write!(f, "it expands to more than {limit} times its size, as archive bombs do; the rest was not read")
            }
            Kind::Wrapped { limit } => write!(f, "archives lie in each other more than {limit} deep"),
            Kind::Unsupported { what } => write!(f, "{what} cannot be read"),
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.kind)
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &self.kind {
            Kind::Io(error) => Some(error),
            _ => None,
        }
    }
}

/// The system's message without `(os error 13)` and without a capital.
fn plain(error: &io::Error) -> String {
    let message = error.to_string();
    let message = message.split(" (os error").next().unwrap_or(&message);
    let mut letters = message.chars();
    match letters.next() {
        Some(first) => first.to_lowercase().chain(letters).collect(),
        None => String::new(),
    }
}

/// At most eighty characters of a value, without control characters, for a message of one line.
fn shortened(value: &str) -> String {
    let clean = |c: char| if c.is_control() { ' ' } else { c };
    if value.chars().count() <= 80 {
        return value.chars().map(clean).collect();
    }
    value.chars().take(79).map(clean).chain(['…']).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_named_as_compilers_do() {
        let place = Place::file("news/a.jsonl");
        assert_eq!(place.to_string(), "news/a.jsonl");
        assert_eq!(place.at(17).to_string(), "news/a.jsonl:17");
        assert_eq!(Place::file("-").at(2).to_string(), "<stdin>:2");
        assert_eq!(place.record(3).to_string(), "news/a.jsonl: record 3");
        assert_eq!(Place::file("a\n\x1B[2Jb.txt").to_string(), "a\u{fffd}\u{fffd}[2Jb.txt");
    }

    #[test]
    fn system_errors_read_plainly() {
        let error = io::Error::from_raw_os_error(13);
        assert_eq!(Error::new(Place::file("a"), Kind::Io(error)).to_string(), "a: permission denied");
    }

    #[test]
    fn a_long_value_stays_on_one_line() {
        let value = format!("yester\nday {}", "x".repeat(500));
        let message = Kind::Date { field: "published".to_owned(), value }.to_string();
        assert!(message.len() < 200 && !message.contains('\n'), "{message}");
    }
}
