//! Records for tests, made by hand.

use tacitus::record::{Quotation, Record, Source, Span, Statement};

/// "Iran shot Iraqi officers near Basra on Sunday. Iraq’s minister said that Iran might strike again." with one event
/// that happened and one that might.
pub(crate) fn small() -> Record {
    serde_json::from_str(include_str!("../tests/golden/small.json")).expect("it is a record")
}

/// A statement of the first entity.
pub(crate) fn statement(id: &str, content: (usize, usize), quotation: Quotation) -> Statement {
    Statement {
        id: id.into(),
        source: Some(Source { start: 0, end: 3, entity: Some("e1".into()) }),
        cue: None,
        cue_parts: vec![],
        content: vec![Span { start: content.0, end: content.1 }],
        quotation,
        act: "assert".into(),
        negated: false,
        time: None,
        addressee: None,
        confidence: 1.0,
    }
}
