//! Records that the program wrote before, one a line.

use std::io::BufRead;
use std::path::Path;

use tacitus::record::{Record, SCHEMA};

use crate::rows::{self, Rows};
use crate::{Error, Found, Kind, Options, Place};

/// Reads records, one a line. `path` is what errors are to name.
///
/// # Errors
/// Each item is a record or what is wrong with its line: an object that is none, or one of another schema.
pub fn read<R: BufRead>(
    reader: R,
    path: &Path,
    options: &Options,
) -> impl Iterator<Item = Result<Found<Record>, Error>> + use<R> {
    // A document's rows may be many times as long as its text.
    const ROOM: usize = 16;
    let max_document_bytes = options.max_document_bytes.saturating_mul(ROOM);
    let options = Options { max_document_bytes, ..options.clone() };
    Rows::new(reader, Place::file(path), &options, record)
}

fn record(json: &str) -> Result<Record, Kind> {
    let wrong = |reason: String| Kind::Malformed { format: "a record", reason };
    let record: Record = serde_json::from_str(json).map_err(|error| match rows::kind(error) {
        Kind::Json { column, reason } if is_object(json) => wrong(format!("{reason} at column {column}")),
        kind => kind,
    })?;
    if record.schema != SCHEMA {
        return Err(wrong(format!("its schema is {:?}, and not {SCHEMA:?}", record.schema)));
    }
    Ok(record)
}

fn is_object(json: &str) -> bool {
    serde_json::from_str::<serde::de::IgnoredAny>(json).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    const RECORD: &str = r#"{"schema":"tacitus/1","model":"m@1","id":"a","source":null,"title":null,"published":null,"language":"en","text":"Iran spoke.","sentences":[],"entities":[],"times":[],"places":[],"quantities":[],"statements":[],"events":[],"disputes":[]}"#;

    #[test]
    fn each_fault_costs_a_record_and_is_named() {
        let other = RECORD.replace("tacitus/1", "tacitus/2");
        let more = RECORD.replace("\"model\"", "\"mood\":1,\"model\"");
        let lines = [RECORD, "", "{\"text\":\"a\"}", "{\"text\":", &other, &more, RECORD].join("\n");
        let all: Vec<String> = read(lines.as_bytes(), "f".as_ref(), &Options::default())
            .map(|item| item.map_or_else(|error| error.to_string(), |found| found.place.to_string()))
            .collect();
        assert_eq!(all[0], "f:1");
        assert_eq!(all[1], "f:3: not a record: missing field `schema` at column 12");
        assert_eq!(all[2], "f:4: not JSON: EOF while parsing a value at column 8");
        assert_eq!(all[3], "f:5: not a record: its schema is \"tacitus/2\", and not \"tacitus/1\"");
        assert!(all[4].starts_with("f:6: not a record: unknown field `mood`"), "{}", all[4]);
        assert_eq!(all[5], "f:7");
    }
}
