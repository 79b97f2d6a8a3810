//! JSON Lines: one document a line.
//!
//! | field | |
//! |---|---|
//! | `text` | the document; required |
//! | `id` | a string or a whole number; without one the document gets a hash of its text |
//! | `published` | `YYYY-MM-DD`, or a stamp, of which the day is taken as it is written |
//! | `title` | a string |
//! | `source`, `url` | the first that is a string |
//!
//! In place of these, the names that other programs give them are known: `maintext`, `body`, `date_publish`,
//! `headline` and so on; [`Names`] takes any other. Other fields are passed over, as are empty lines. A
//! field of the wrong type is an error where its name is ours or was asked for, except that `source` may be what it
//! likes: news services put objects there.

use std::fmt;
use std::io::BufRead;
use std::path::Path;

use serde::de::{DeserializeSeed, Deserializer, Error as _, IgnoredAny, MapAccess, Visitor};
use tacitus::Input;

use crate::draft::Draft;
use crate::field::Field;
use crate::rows::{Rows, kind};
use crate::{Error, Found, Kind, Names, Options, Place};

/// Reads documents, one a line. `path` is what errors are to name.
///
/// # Errors
/// Each item is a document or what is wrong with its line. After an error of the operating system there are no more.
pub fn read<R: BufRead>(
    reader: R,
    path: &Path,
    options: &Options,
) -> impl Iterator<Item = Result<Found<Input>, Error>> + use<R> {
    let owned = options.clone();
    Rows::new(reader, Place::file(path), options, move |json: &str| document(json, &owned))
}

/// The document that a JSON object holds.
pub(crate) fn document(json: &str, options: &Options) -> Result<Input, Kind> {
    let mut deserializer = serde_json::Deserializer::from_str(json);
    let draft = Object(&options.names).deserialize(&mut deserializer).map_err(kind)?;
    deserializer.end().map_err(kind)?;
    draft.finish(options)
}

/// Reads an object's fields by their names, and passes over the others.
struct Object<'n>(&'n Names);

impl<'de> DeserializeSeed<'de> for Object<'_> {
    type Value = Draft<'de>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Draft<'de>, D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Object<'_> {
    type Value = Draft<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Draft<'de>, A::Error> {
        let mut draft = Draft::default();
        while let Some(Field::Text(name)) = entries.next_key()? {
            match self.0.role(&name) {
                Some(role) => {
                    if !draft.put(role, entries.next_value()?) {
                        return Err(A::Error::custom(format_args!("duplicate field `{name}`")));
                    }
                }
                None => {
                    entries.next_value::<IgnoredAny>()?;
                }
            }
        }
        Ok(draft)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn one(line: &str) -> Result<Input, String> {
        let mut all = read(line.as_bytes(), "f".as_ref(), &Options::default());
        let first = all.next().unwrap().map(|found| found.value).map_err(|error| error.to_string());
        assert!(all.next().is_none());
        first
    }

    #[test]
    fn fields_are_read_and_others_passed_over() {
        let input =
            one(r#"{"id":7,"body":[{}],"text":"Hi\u00e9.","title":null,"source":{"name":"X"},"url":"http://x"}"#);
        let input = input.unwrap();
        assert_eq!(input.id.as_deref(), Some("7"));
        assert_eq!(input.text, "Hié.");
        assert_eq!((input.title, input.source.as_deref()), (None, Some("http://x")));
    }

    #[test]
    fn each_fault_is_named() {
        for (line, message) in [
            (r#"{"id":"a"}"#, "f:1: there is no `text`"),
            (r#"{"text":null}"#, "f:1: there is no `text`"),
            (r#"{"text":"  \n"}"#, "f:1: there is no text"),
            (r#"{"text":["a"]}"#, "f:1: `text` must be a string, and is an array"),
            (r#"{"text":"a","id":1.5}"#, "f:1: `id` must be a string or a whole number, and is a fraction"),
            (r#"{"text":"a\u0000b"}"#, "f:1: not text: NUL character at byte 1"),
            (r#"{"text":"a""#, "f:1: not JSON: EOF while parsing an object at column 11"),
            (r#"{"text":"a","text":"b"}"#, "f:1: not JSON: duplicate field `text` at column 23"),
            ("plain words", "f:1: not JSON: expected value at column 1"),
            ("[1]", "f:1: not a JSON object"),
        ] {
            assert_eq!(one(line).unwrap_err(), message, "{line}");
        }
    }

    #[test]
    fn fields_of_other_programs_are_read() {
        let news_please = r#"{"maintext":"Talks.","date_publish":"2023-01-30 17:03:00","url":"https://a.example/t",
            "authors":["A"],"language":"en","title":"T"}"#
            .replace('\n', "");
        let ngec = r#"{"id":"7","event_text":"Talks.","date":"2023-02-01","pub_date":"2023-01-30","headline":"T"}"#;
        let loose =
            r#"{"content":"Talks.","body":{"raw":""},"date":"Monday","timestamp":"20230130T080000Z","headline":"T"}"#;
        for line in [&news_please, ngec, loose] {
            let input = one(line).unwrap();
            assert_eq!((input.text.as_str(), input.title.as_deref()), ("Talks.", Some("T")));
            assert_eq!(input.published.unwrap().to_string(), "2023-01-30", "{line}");
        }
    }

    #[test]
    fn a_bad_line_costs_one_document() {
        let mut lines = b"\xEF\xBB\xBF{\"text\":\"a\"}\n\n{\"text\":\"\xFF\"}\n".to_vec();
        lines.extend(format!("{{\"text\":\"{}\"}}\n", "x".repeat(300_000)).bytes());
        lines.extend(b"{\"text\":\"z\"}");
        let options = Options { max_document_bytes: 100, ..Options::default() };
        let all: Vec<_> = read(&lines[..], "f".as_ref(), &options)
            .map(|item| item.map(|found| (found.place.line.unwrap(), found.value.text)).map_err(|e| e.to_string()))
            .collect();
        assert_eq!(all[0], Ok((1, "a".to_owned())));
        assert_eq!(all[1], Err("f:3: not UTF-8 at byte 26".to_owned()));
        assert!(all[2].as_ref().unwrap_err().starts_with("f:4: longer than 100 bytes"));
        assert_eq!(all[3], Ok((5, "z".to_owned())));
        assert_eq!(all.len(), 4);
    }

    #[test]
    fn utf16_is_recognised_at_once() {
        let all: Vec<_> = read(&b"\xFF\xFE{\0\n\0}\0"[..], "f".as_ref(), &Options::default()).collect();
        assert_eq!(all.len(), 1);
        assert!(matches!(all[0].as_ref().unwrap_err().kind, Kind::Utf16));
    }

    const LINES: [&[u8]; 9] = [
        b"",
        b" \t",
        b"\r",
        b"{\"text\":\"a\"}",
        b"{\"text\":\"longer than nine\"}",
        b"\xEF\xBB\xBF",
        b"\xEF\xBB\xBF{}",
        b"\xFF\xFEa",
        b"[]",
    ];

    proptest! {
        #[test]
        fn arbitrary_bytes_never_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400), limit in 0usize..64) {
            let options = Options { max_document_bytes: limit, ..Options::default() };
            let items = read(&bytes[..], "f".as_ref(), &options).count();
            prop_assert!(items <= bytes.iter().filter(|b| **b == b'\n').count() + 1);
        }

        #[test]
        fn lines_passed_over_are_those_that_would_be_read(
            lines in proptest::collection::vec(0usize..LINES.len(), 0..8),
            n in 0usize..9,
        ) {
            let bytes = lines.iter().map(|line| LINES[*line]).collect::<Vec<_>>().join(&b"\n"[..]);
            let items = || read(&bytes[..], "f".as_ref(), &Options { max_document_bytes: 9, ..Options::default() });
            let mut each = items();
            for _ in 0..n {
                each.next();
            }
            prop_assert_eq!(format!("{:?}", items().nth(n)), format!("{:?}", each.next()));
        }

        #[test]
        fn near_json_never_panics(line in r#"[{]("(text|id|published|title)":("[a-z0-9\-T:Z\\u]{0,12}"|[0-9.eE+-]{1,6}|null|\[|\{),?){0,4}[}]?"#) {
            for item in read(line.as_bytes(), "f".as_ref(), &Options::default()) {
                let _ = item.map_err(|error| error.to_string());
            }
        }

        #[test]
        fn text_comes_back_unchanged(text in "\\PC{1,80}[a-z]") {
            let line = serde_json::json!({"text": text}).to_string();
            prop_assert_eq!(one(&line).unwrap().text, text);
        }
    }
}
