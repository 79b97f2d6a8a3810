//! Records as JSON Lines: one object a line, fields in the order of [`Record`].

use tacitus::record::Record;

/// A record's line, with its end.
///
/// Characters stand as they are, in UTF-8; line ends within the text are escaped, so that a record is one line.
pub fn record(record: &Record) -> Vec<u8> {
    line(record)
}

/// A value's line. The types written here have no keys that are not strings, so encoding cannot fail.
pub(crate) fn line(value: &impl serde::Serialize) -> Vec<u8> {
    let mut line = serde_json::to_vec(value).expect("plain structs are always JSON");
    line.push(b'\n');
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_is_one_line_and_reads_back() {
        let json = r#"{"schema":"tacitus/1","model":"m@1","id":"a","source":null,"title":null,"published":"2023-01-30",
            "language":"en","text":"One.\r\n\u2028\"Twö\".","sentences":[{"start":0,"end":4}],"entities":[],"times":[],
            "places":[],"quantities":[],"statements":[],"events":[],"disputes":[]}"#;
        let original: Record = serde_json::from_str(json).unwrap();
        let line = record(&original);
        assert_eq!(line.iter().filter(|byte| **byte == b'\n').count(), 1);
        assert_eq!(line.last(), Some(&b'\n'));
        assert_eq!(serde_json::from_slice::<Record>(&line).unwrap(), original);
    }
}
