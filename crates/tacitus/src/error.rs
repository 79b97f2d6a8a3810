//! What can go wrong in the library.

use std::fmt;

/// An error of this crate: what kind it is and the particulars.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Error {
    /// What went wrong.
    pub kind: Kind,
    /// The particulars, for a person.
    pub detail: String,
}

/// The kinds of [`Error`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Kind {
    /// The weights file is damaged or of another version.
    Weights,
    /// Components stand in an order in which one lacks what it requires.
    Order,
    /// The document has no text to read.
    Empty,
    /// The document holds a NUL character: it is not text.
    Binary,
    /// The document is not in English.
    Language,
    /// A span of a `relate` request does not lie in its text.
    Span,
}

impl Error {
    /// An error of a kind with its particulars.
    pub fn new(kind: Kind, detail: impl Into<String>) -> Self {
        Error { kind, detail: detail.into() }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let what = match self.kind {
            Kind::Weights => "the weights cannot be used",
            Kind::Order => "components are out of order",
            Kind::Empty => "there is no text",
            Kind::Binary => "this is not text",
            Kind::Language => "the language is not English",
            Kind::Span => "a span is outside the text",
        };
        if self.detail.is_empty() { write!(f, "{what}") } else { write!(f, "{what}: {}", self.detail) }
    }
}

impl std::error::Error for Error {}
