//! The formats of GDELT: event rows, their mentions, and the quotation graph.
//!
//! The columns are GDELT 2.0's, filled from one document. What GDELT counts over many documents is counted over this
//! one; what the record does not know, such as the tone of an article, is empty. `docs/formats.md` says column by
//! column what it is filled from.

mod events;
mod mentions;
mod place;
mod quotations;

use tacitus::record::{Entity, Event, Record};

pub use events::{EVENTS, events};
pub use mentions::{MENTIONS, mentions};
pub use quotations::quotations;

/// The number of a row: the same for the same document, event and pair, and small enough to survive programs that read
/// numbers as floating point.
fn number(record: &Record, event: &Event, actor: Option<&Entity>, recipient: Option<&Entity>) -> u64 {
    let id = |side: Option<&Entity>| side.map_or(String::new(), |entity| entity.id.clone());
    let key = [record.id.clone(), event.id.clone(), id(actor), id(recipient)].join("\0");
    let hash: [u8; 32] = blake3::hash(key.as_bytes()).into();
    let first = hash.first_chunk().expect("a hash is longer");
    u64::from_be_bytes(*first) >> (64 - 53)
}

/// The day of publication as a stamp, `YYYYMMDDhhmmss`: midnight, for the record knows no hour. Empty where unknown.
fn stamp(record: &Record) -> String {
    record.published.as_deref().map_or(String::new(), |day| day.replace('-', "") + "000000")
}

/// Where the document can be found: its source, or its id.
fn address(record: &Record) -> &str {
    record.source.as_deref().unwrap_or(&record.id)
}

/// The host of an address on the web.
fn host(address: &str) -> Option<&str> {
    let rest = address.strip_prefix("https://").or_else(|| address.strip_prefix("http://"))?;
    let host = rest.split(['/', '?', '#']).next()?;
    Some(host.strip_prefix("www.").unwrap_or(host)).filter(|host| !host.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::small;

    #[test]
    fn numbers_differ_and_stay() {
        let record = small();
        let (event, [a, b]) = (&record.events[0], [&record.entities[0], &record.entities[1]]);
        let one = number(&record, event, Some(a), Some(b));
        assert_eq!(one, number(&record, event, Some(a), Some(b)));
        assert_ne!(one, number(&record, event, Some(b), Some(a)));
        assert_ne!(number(&record, event, Some(a), None), number(&record, event, None, Some(a)));
        assert!(one < 1 << 53);
    }

    #[test]
    fn hosts() {
        assert_eq!(host("https://www.example.org/a?b"), Some("example.org"));
        assert_eq!(host("http://example.org"), Some("example.org"));
        assert_eq!(host("news/a.txt"), None);
        assert_eq!(host("https:///a"), None);
    }
}
