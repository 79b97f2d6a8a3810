//! JSON Lines: one document a line.
//!
//! | field | |
//! |---|---|
//! | `text` | the document; required |
//! | `id` | a string or a whole number; without one the document gets a hash of its text |
//! | `published` | `YYYY-MM-DD`, or an RFC 3339 stamp, of which the day is taken as it is written |
//! | `title` | a string |
//! | `source`, `url` | the first that is a string |
//!
//! Other fields are passed over, as are empty lines. A field of the wrong type is an error, except that `source` may
//! be what it likes: news services put objects there.

use std::io::BufRead;
use std::path::Path;

use jiff::civil::Date;
use jiff::fmt::temporal::Pieces;
use serde::Deserialize;
use tacitus::Input;

use crate::field::Field;
use crate::rows::{Rows, checked_text, object};
use crate::{Error, Found, Kind, Options, Place};

/// Reads documents, one a line. `path` is what errors are to name.
///
/// # Errors
/// Each item is a document or what is wrong with its line. After an error of the operating system there are no more.
pub fn read<R: BufRead>(
    reader: R,
    path: &Path,
    options: &Options,
) -> impl Iterator<Item = Result<Found<Input>, Error>> + use<R> {
    let (limit, published) = (options.max_document_bytes, options.published);
    Rows::new(reader, Place::file(path), options, move |json: &str| {
        let mut input = document(json, limit)?;
        input.published = input.published.or(published);
        Ok(input)
    })
}

#[derive(Deserialize)]
#[serde(default)]
struct Row<'a> {
    #[serde(borrow)]
    id: Field<'a>,
    #[serde(borrow)]
    text: Field<'a>,
    #[serde(borrow)]
    published: Field<'a>,
    #[serde(borrow)]
    title: Field<'a>,
    #[serde(borrow)]
    source: Field<'a>,
    #[serde(borrow)]
    url: Field<'a>,
}

impl Default for Row<'_> {
    fn default() -> Self {
        use Field::Null;
        Row { id: Null, text: Null, published: Null, title: Null, source: Null, url: Null }
    }
}

fn document(json: &str, limit: usize) -> Result<Input, Kind> {
    let row: Row = object(json)?;
    let text = row.text.string("text")?.ok_or(Kind::Missing { field: "text" })?;
    Ok(Input {
        id: row.id.id("id")?,
        source: row.source.string_or_nothing().or(row.url.string_or_nothing()),
        title: row.title.string("title")?,
        published: row.published.string("published")?.map(day).transpose()?,
        text: checked_text(text, limit)?,
    })
}

/// The day of a date or stamp, in the time zone in which it is written.
pub(crate) fn day(value: String) -> Result<Date, Kind> {
    let bytes = value.as_bytes();
    let dashes = bytes.len() >= 10 && bytes[4] == b'-' && bytes[7] == b'-';
    match Pieces::parse(&value) {
        // A date alone, or with a time that has an offset: a bare time is not RFC 3339, but its day is no less clear.
        Ok(pieces) if dashes && (bytes.len() == 10 || pieces.time().is_some()) => Ok(pieces.date()),
        _ => Err(Kind::Date { value }),
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
            (r#"{"text":"a","text":"b"}"#, "f:1: not JSON: duplicate field `text` at column 18"),
            ("plain words", "f:1: not JSON: expected value at column 1"),
            ("[1]", "f:1: not a JSON object"),
        ] {
            assert_eq!(one(line).unwrap_err(), message, "{line}");
        }
    }

    #[test]
    fn days_are_those_written() {
        for good in ["2023-01-30", "2023-01-30T23:59:00-05:00", "2023-01-30T00:00:00.5Z", "2023-01-30 08:00:00+01:00"] {
            assert_eq!(day(good.to_owned()).unwrap().to_string(), "2023-01-30", "{good}");
        }
        for bad in ["", "yesterday", "30.01.2023", "20230130", "2023-02-30", "2023-1-30", "2023-01-30x", "1675065600"] {
            assert!(day(bad.to_owned()).is_err(), "{bad}");
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

    proptest! {
        #[test]
        fn arbitrary_bytes_never_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400), limit in 0usize..64) {
            let options = Options { max_document_bytes: limit, ..Options::default() };
            let items = read(&bytes[..], "f".as_ref(), &options).count();
            prop_assert!(items <= bytes.iter().filter(|b| **b == b'\n').count() + 1);
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
