//! Plain text: one document a file.
//!
//! The text is taken as it stands, to the character. Its id is the file's name without its ending, its source the path.

use std::io::{BufRead, Read};
use std::path::Path;

use tacitus::Input;

use crate::published::{self, Hint};
use crate::rows::{BOM, checked_text, is_utf16};
use crate::{Error, Found, Kind, Options, Place, format};

/// Reads a document. `path` is what errors name, and what the document's id and source are made from; for standard
/// input, `-`, it gets neither.
///
/// # Errors
/// What is wrong with it: unreadable, too long, not UTF-8 (with the line), not text, or empty.
pub fn read(reader: impl BufRead, path: &Path, options: &Options) -> Result<Found<Input>, Error> {
    let place = Place::file(path);
    let text = text(reader, &place, options)?;
    let (id, source) = match place.is_standard_input() {
        true => (None, None),
        false => (format::stem(&place.path), Some(place.path.to_string_lossy().into_owned())),
    };
    let mut value = Input { id, source, title: None, published: None, text };
    published::settle(&mut value, Hint::of_name(&place.path), options);
    Ok(Found { value, place })
}

fn text(reader: impl BufRead, place: &Place, options: &Options) -> Result<String, Error> {
    let limit = options.max_document_bytes;
    let at = |kind| Error::new(place.clone(), kind);
    let mut bytes = Vec::new();
    let most = limit.saturating_add(BOM.len() + 1) as u64;
    reader.take(most).read_to_end(&mut bytes).map_err(|error| at(error.into()))?;
    if is_utf16(&bytes) {
        return Err(at(Kind::Utf16));
    }
    if bytes.starts_with(BOM) {
        bytes.drain(..BOM.len());
    }
    if bytes.len() > limit {
        return Err(at(Kind::TooLong { limit }));
    }
    let on_line = |bytes: &[u8], byte: usize, kind| {
        let line = 1 + memchr::memchr_iter(b'\n', &bytes[..byte]).count() as u64;
        Error::new(place.at(line), kind)
    };
    let text = String::from_utf8(bytes).map_err(|error| {
        let byte = error.utf8_error().valid_up_to();
        on_line(error.as_bytes(), byte, Kind::Utf8 { byte: byte as u64 })
    })?;
    match memchr::memchr(0, text.as_bytes()) {
        Some(byte) => Err(on_line(text.as_bytes(), byte, Kind::Nul { byte: byte as u64 })),
        None => checked_text(text, limit).map_err(at),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(bytes: &[u8]) -> Result<Input, String> {
        let options = Options { max_document_bytes: 20, ..Options::default() };
        read(bytes, "news/2023.a.txt".as_ref(), &options).map(|found| found.value).map_err(|error| error.to_string())
    }

    #[test]
    fn the_text_is_unchanged() {
        let input = one(b"\xEF\xBB\xBFOne.\r\n\r\nTwo.\n").unwrap();
        assert_eq!(input.text, "One.\r\n\r\nTwo.\n");
        assert_eq!(input.id.as_deref(), Some("2023.a"));
        assert_eq!(input.source.as_deref(), Some("news/2023.a.txt"));
    }

    #[test]
    fn each_fault_is_named() {
        for (bytes, message) in [
            (&b"\n \n"[..], "news/2023.a.txt: there is no text"),
            (b"ok\nok\xFF", "news/2023.a.txt:2: not UTF-8 at byte 5"),
            (b"a\n\nb\0", "news/2023.a.txt:3: not text: NUL character at byte 4"),
            (b"\xFE\xFF\0a", "news/2023.a.txt: this is UTF-16; convert it to UTF-8"),
        ] {
            assert_eq!(one(bytes).unwrap_err(), message);
        }
        assert!(one(&[b'a'; 21]).unwrap_err().contains("longer than 20 bytes"));
        assert!(one(&[b'a'; 20]).is_ok());
    }
}
