//! JSON that is not divided into lines: an array of documents, or documents one after the other.
//!
//! The fields are those of [`jsonl`]. Objects are found by their braces and read one at a time, so an
//! array of any length goes through in the memory of one document, and a faulty object costs itself.
use std::io::{self, BufRead};
use std::path::Path;

use tacitus::Input;

use crate::bytes::{Bounded, Bytes, Quoted};
use crate::rows::BOM;
use crate::{Error, Found, Kind, Options, Place, jsonl};

/// Reads documents, one an object. `path` is what errors are to name.
///
/// # Errors
/// Each item is a document or what is wrong with it, with the line on which the object begins.
pub fn read<R: BufRead>(
    reader: R,
    path: &Path,
    options: &Options,
) -> impl Iterator<Item = Result<Found<Input>, Error>> + use<R> {
    Documents {
        bytes: Bytes::new(reader),
        object: Bounded::new(options.max_record_bytes()),
        file: Place::file(path),
        options: options.clone(),
        first: true,
        over: false,
    }
}

struct Documents<R> {
    bytes: Bytes<R>,
    object: Bounded,
    file: Place,
    options: Options,
    first: bool,
    over: bool,
}

/// What stands between objects.
enum Next {
    Object,
    End,
    /// Something else.
    Stray(u8),
}

impl<R: BufRead> Documents<R> {
    /// Goes to the next brace.
    fn find(&mut self) -> io::Result<Next> {
        let mut mark = if self.first { BOM } else { &[] };
        while let Some(byte) = self.bytes.peek()? {
            match byte {
                b'{' => return Ok(Next::Object),
                b'[' | b']' | b',' | b' ' | b'\t' | b'\r' | b'\n' => {}
                _ if mark.first() == Some(&byte) => mark = &mark[1..],
                _ => return Ok(Next::Stray(byte)),
            }
            self.bytes.next()?;
        }
        Ok(Next::End)
    }

    /// Reads an object to its last brace; false where the input ends before.
    fn object(&mut self) -> io::Result<bool> {
        self.object.clear();
        let (mut depth, mut quoted) = (0usize, Quoted::default());
        while let Some(byte) = self.bytes.next()? {
            self.object.push(byte);
            match byte {
                _ if quoted.hides(byte) => {}
                b'{' | b'[' => depth += 1,
                b'}' | b']' => depth = depth.saturating_sub(1),
                _ => {}
            }
            if depth == 0 {
                return Ok(true);
            }
        }
        Ok(false)
    }

    fn document(&self) -> Result<Input, Kind> {
        let bytes = self.object.whole().ok_or(Kind::TooLong { limit: self.options.max_document_bytes })?;
        let json = std::str::from_utf8(bytes).map_err(|error| Kind::Utf8 { byte: error.valid_up_to() as u64 })?;
        jsonl::document(json, &self.options)
    }
}

impl<R: BufRead> Iterator for Documents<R> {
    type Item = Result<Found<Input>, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.over {
            return None;
        }
        let next = self.find();
        self.first = false;
        let place = self.file.at(self.bytes.line());
        let whole = match next {
            Ok(Next::Object) => self.object(),
            Ok(Next::End) => return None,
            Ok(Next::Stray(byte)) => {
                // What follows cannot be told from the inside of a damaged object.
                self.over = true;
                let reason = format!("{:?} stands where an object should begin", char::from(byte));
                return Some(Err(Error::new(place, Kind::Malformed { format: "JSON", reason })));
            }
            Err(error) => Err(error),
        };
        let value = match whole {
            Ok(true) => self.document(),
            Ok(false) => {
                self.over = true;
                Err(Kind::Malformed { format: "JSON", reason: "the last object does not end".to_owned() })
            }
            Err(error) => {
                self.over = true;
                Err(error.into())
            }
        };
        Some(match value {
            Ok(value) => Ok(Found { place, value }),
            Err(kind) => Err(Error::new(place, kind)),
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn all(bytes: &[u8]) -> Vec<String> {
        let options = Options { max_document_bytes: 100, ..Options::default() };
        read(bytes, "f".as_ref(), &options)
            .map(|item| match item {
                Ok(found) => format!("{} {}", found.place, found.value.text),
                Err(error) => error.to_string(),
            })
            .collect()
    }

    #[test]
    fn arrays_and_sequences_are_read() {
        let expected = ["f:2 a]}\"", "f:4 b"];
        assert_eq!(all(b"\xEF\xBB\xBF[\n{\"text\": \"a]}\\\"\"},\n\n{\n\"text\":\"b\"}\n]"), expected);
        assert_eq!(all(b"\n{\"text\":\"a]}\\\"\"}\n\n{\"text\":\"b\"}"), expected);
        assert!(all(b"[]").is_empty());
    }

    #[test]
    fn a_faulty_object_costs_itself() {
        let long = format!(
            "[{{\"text\":1}},\n{{\"text\":\"{}\"}},\n{{\"text\":\"\\q\"}},{{\"text\":\"z\"}}]",
            "x".repeat(80_000)
        );
        let all = all(long.as_bytes());
        assert_eq!(all[0], "f:1: `text` must be a string, and is a number");
        assert!(all[1].starts_with("f:2: longer than 100 bytes"), "{}", all[1]);
        assert!(all[2].starts_with("f:3: not JSON: invalid escape"), "{}", all[2]);
        assert_eq!(all[3..], ["f:3 z"]);
    }

    #[test]
    fn a_damaged_end_is_told() {
        assert_eq!(all(b"[{\"text\":\"a\"},\n{\"text\":"), ["f:1 a", "f:2: not JSON: the last object does not end"]);
        assert_eq!(all(b"[{\"text\":\"a\"},\n7]"), ["f:1 a", "f:2: not JSON: '7' stands where an object should begin"]);
        assert_eq!(all(b"[{\"text\":\"\xFF\"}]"), ["f:1: not UTF-8 at byte 9"]);
    }

    proptest! {
        #[test]
        fn arbitrary_bytes_never_panic(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
            let _ = all(&bytes);
        }

        #[test]
        fn near_json_never_panics(text in r#"(\[|\{|\}|\]|,|"text":"[a-z]{0,3}"|\\|"| |\n){0,30}"#) {
            let _ = all(text.as_bytes());
        }

        #[test]
        fn texts_come_back_unchanged(texts in proptest::collection::vec("\\PC{1,30}[a-z]", 0..5)) {
            let objects: Vec<_> = texts.iter().map(|text| serde_json::json!({ "text": text })).collect();
            let options = Options::default();
            let array = serde_json::to_string_pretty(&objects).unwrap();
            let back: Vec<String> = read(array.as_bytes(), "f".as_ref(), &options).map(|f| f.unwrap().value.text).collect();
            prop_assert_eq!(back, texts);
        }
    }
}
