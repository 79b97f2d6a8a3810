//! Requests to say how known actors relate to known recipients: one a line.
//!
//! `{"id": "7", "text": "Iran accused Iraq of ...", "actor": [[0, 4]], "recipient": [[13, 17]]}`, offsets in code
//! points, half-open. All four fields are required; others are passed over.

use std::io::BufRead;
use std::path::Path;

use serde::Deserialize;
use tacitus::Dyad;
use tacitus::record::Span;

use crate::field::Field;
use crate::rows::{Rows, checked_text, object};
use crate::{Error, Found, Kind, Options, Place};

/// Reads requests, one a line. `path` is what errors are to name.
///
/// # Errors
/// Each item is a request or what is wrong with its line. Whether spans lie in the text is the library's to judge.
pub fn read<R: BufRead>(
    reader: R,
    path: &Path,
    options: &Options,
) -> impl Iterator<Item = Result<Found<Dyad>, Error>> + use<R> {
    let limit = options.max_document_bytes;
    Rows::new(reader, Place::file(path), options, move |json: &str| dyad(json, limit))
}

#[derive(Deserialize)]
struct Row<'a> {
    #[serde(borrow, default)]
    id: Field<'a>,
    #[serde(borrow, default)]
    text: Field<'a>,
    actor: Option<Vec<(usize, usize)>>,
    recipient: Option<Vec<(usize, usize)>>,
}

fn dyad(json: &str, limit: usize) -> Result<Dyad, Kind> {
    let row: Row = object(json)?;
    let text = row.text.string("text")?.ok_or_else(|| Kind::Missing { field: "text".to_owned() })?;
    Ok(Dyad {
        id: row.id.id("id")?.ok_or_else(|| Kind::Missing { field: "id".to_owned() })?,
        text: checked_text(text, limit)?,
        actor: spans(row.actor, "actor")?,
        recipient: spans(row.recipient, "recipient")?,
    })
}

fn spans(pairs: Option<Vec<(usize, usize)>>, field: &str) -> Result<Vec<Span>, Kind> {
    match pairs {
        Some(pairs) => Ok(pairs.into_iter().map(|(start, end)| Span { start, end }).collect()),
        None => Err(Kind::Missing { field: field.to_owned() }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(line: &str) -> Result<Dyad, String> {
        let mut all = read(line.as_bytes(), "f".as_ref(), &Options::default());
        all.next().unwrap().map(|found| found.value).map_err(|error| error.to_string())
    }

    #[test]
    fn a_request_is_read() {
        let dyad = one(r#"{"id":3,"text":"A hit B.","actor":[[0,1]],"recipient":[[6,7]],"gold":"ASSAULT"}"#).unwrap();
        assert_eq!((dyad.id.as_str(), dyad.actor[0].end, dyad.recipient[0].start), ("3", 1, 6));
    }

    #[test]
    fn each_fault_is_named() {
        for (line, message) in [
            (r#"{"text":"A.","actor":[],"recipient":[]}"#, "f:1: there is no `id`"),
            (r#"{"id":"1","text":"A.","actor":[[0,1]]}"#, "f:1: there is no `recipient`"),
            (r#"{"id":"1","actor":[],"recipient":[]}"#, "f:1: there is no `text`"),
        ] {
            assert_eq!(one(line).unwrap_err(), message);
        }
        let negative = one(r#"{"id":"1","text":"A.","actor":[[-1,1]],"recipient":[]}"#).unwrap_err();
        assert!(negative.contains("invalid value"), "{negative}");
    }
}
