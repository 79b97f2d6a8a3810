//! What all formats with one JSON object a line have in common.

use std::io::BufRead;

use serde::Deserialize;

use crate::lines::Lines;
use crate::{Error, Found, Kind, Options, Place};

/// Reads one value a line.
pub(crate) struct Rows<R, P> {
    lines: Lines<R>,
    file: Place,
    limit: usize,
    parse: P,
    over: bool,
}

impl<R: BufRead, P> Rows<R, P> {
    /// `parse` makes a line's value from its JSON, which is known to begin as an object does.
    pub fn new(reader: R, file: Place, options: &Options, parse: P) -> Self {
        let lines = Lines::new(reader, options.max_record_bytes());
        Rows { lines, file, limit: options.max_document_bytes, parse, over: false }
    }
}

impl<R: BufRead, P> Rows<R, P> {
    /// Passes over what `next` would give next, without looking into it; false where there is nothing.
    fn pass(&mut self) -> bool {
        while !self.over {
            let line = match self.lines.next() {
                Ok(Some(line)) => line,
                Ok(None) => break,
                Err(_) => {
                    self.over = true;
                    return true;
                }
            };
            let Some(bytes) = line.bytes else { return true };
            self.over = line.offset == 0 && is_utf16(bytes);
            let marked = if line.offset == 0 { bytes.strip_prefix(BOM) } else { None };
            if self.over || !marked.unwrap_or(bytes).trim_ascii_start().is_empty() {
                return true;
            }
        }
        false
    }
}

impl<R: BufRead, T, P: FnMut(&str) -> Result<T, Kind>> Iterator for Rows<R, P> {
    type Item = Result<Found<T>, Error>;

    /// Passes over lines as fast as they can be read.
    fn nth(&mut self, n: usize) -> Option<Self::Item> {
        if (0..n).all(|_| self.pass()) { self.next() } else { None }
    }

    fn next(&mut self) -> Option<Self::Item> {
        while !self.over {
            let line = match self.lines.next() {
                Ok(Some(line)) => line,
                Ok(None) => break,
                Err(error) => {
                    self.over = true;
                    return Some(Err(Error::new(self.file.at(self.lines.coming()), error.into())));
                }
            };
            let place = self.file.at(line.number);
            let Some(bytes) = line.bytes else {
                return Some(Err(Error::new(place, Kind::TooLong { limit: self.limit })));
            };
            if line.offset == 0 && is_utf16(bytes) {
                self.over = true;
                return Some(Err(Error::new(self.file.clone(), Kind::Utf16)));
            }
            let marked = if line.offset == 0 { bytes.strip_prefix(BOM) } else { None };
            let json = match std::str::from_utf8(marked.unwrap_or(bytes)) {
                Ok(json) => json,
                Err(error) => {
                    let mark = (bytes.len() - marked.unwrap_or(bytes).len()) as u64;
                    let byte = line.offset + mark + error.valid_up_to() as u64;
                    return Some(Err(Error::new(place, Kind::Utf8 { byte })));
                }
            };
            let value = match json.trim_ascii_start().as_bytes().first() {
                None => continue,
                Some(b'{') => (self.parse)(json),
                Some(_) => Err(not_an_object(json)),
            };
            return Some(match value {
                Ok(value) => Ok(Found { place, value }),
                Err(kind) => Err(Error::new(place, kind)),
            });
        }
        None
    }
}

/// The mark that some programs put before UTF-8.
pub(crate) const BOM: &[u8] = b"\xEF\xBB\xBF";

/// Whether bytes begin with the mark of UTF-16.
pub(crate) fn is_utf16(bytes: &[u8]) -> bool {
    bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF")
}

/// Reads a struct of [`Field`](crate::field::Field)s.
pub(crate) fn object<'a, T: Deserialize<'a>>(json: &'a str) -> Result<T, Kind> {
    serde_json::from_str(json).map_err(kind)
}

/// A line that begins otherwise than an object is other JSON, or none.
fn not_an_object(json: &str) -> Kind {
    match serde_json::from_str::<serde::de::IgnoredAny>(json) {
        Ok(_) => Kind::NotObject,
        Err(error) => kind(error),
    }
}

/// The message without the position that serde adds: the line is another's affair.
pub(crate) fn kind(error: serde_json::Error) -> Kind {
    let message = error.to_string();
    let reason = message.rsplit_once(" at line ").map_or(message.as_str(), |(reason, _)| reason);
    Kind::Json { column: error.column(), reason: reason.to_owned() }
}

/// The text of a document, which must be some.
pub(crate) fn checked_text(text: String, limit: usize) -> Result<String, Kind> {
    if text.len() > limit {
        return Err(Kind::TooLong { limit });
    }
    if let Some(byte) = memchr::memchr(0, text.as_bytes()) {
        return Err(Kind::Nul { byte: byte as u64 });
    }
    if text.trim().is_empty() {
        return Err(Kind::Empty);
    }
    Ok(text)
}
