//! The file of errors: a JSON object a line for each document that failed.

use serde::Serialize;
use tacitus_read::Place;

/// One failed document.
#[derive(Serialize)]
struct Failure<'a> {
    /// As messages name it: `news/a.jsonl:17`.
    place: String,
    /// The file; null for standard input.
    path: Option<String>,
    /// The line, counted from one, in formats that have such.
    line: Option<u64>,
    /// The record, counted from one, in formats whose lines nobody counts.
    record: Option<u64>,
    /// The document's own id, where it could be read and has one.
    id: Option<&'a str>,
    /// What is wrong with it.
    reason: &'a str,
}

/// The line of a document that failed.
pub fn line(place: &Place, id: Option<&str>, reason: &str) -> Vec<u8> {
    let path = (!place.is_standard_input()).then(|| place.path.to_string_lossy().into_owned());
    let failure = Failure { place: place.to_string(), path, line: place.line, record: place.record, id, reason };
    let mut line = serde_json::to_vec(&failure).expect("plain structs are always JSON");
    line.push(b'\n');
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failure_is_one_line() {
        let line = line(&Place::file("a.jsonl").at(3), Some("x"), "not JSON:\nno");
        let expected = concat!(
            r#"{"place":"a.jsonl:3","path":"a.jsonl","line":3,"record":null,"id":"x","reason":"not JSON:\nno"}"#,
            "\n"
        );
        assert_eq!(String::from_utf8(line).unwrap(), expected);
    }
}
