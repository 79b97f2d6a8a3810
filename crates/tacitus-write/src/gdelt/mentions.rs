//! GDELT 2.0 Mentions: where an event of [`super::events`] stands in its article.

use tacitus::record::{Entity, Event, Form, Record};

use super::{address, host, number, stamp};
use crate::happened::{happened, pairs};
use crate::marks::nearest_mention;
use crate::tsv;

/// The columns of a row, in order.
pub const MENTIONS: [&str; 16] = [
    "GlobalEventID",
    "EventTimeDate",
    "MentionTimeDate",
    "MentionType",
    "MentionSourceName",
    "MentionIdentifier",
    "SentenceID",
    "Actor1CharOffset",
    "Actor2CharOffset",
    "ActionCharOffset",
    "InRawText",
    "Confidence",
    "MentionDocLen",
    "MentionDocTone",
    "MentionDocTranslationInfo",
    "Extras",
];

/// A row for each row of [`super::events`], tab-separated, without a header.
pub fn mentions(record: &Record) -> String {
    let length = record.text.chars().count().to_string();
    let mut out = String::new();
    for event in happened(record).filter(|event| event.cameo.is_some()) {
        for (actor, recipient) in pairs(record, event) {
            let address = address(record);
            let sides = [actor, recipient].map(|side| side.map(|side| found(record, event, side)));
            // An actor that the sentence only refers to had to be found elsewhere first.
            let raw = sides.iter().flatten().all(|side| side.is_some_and(|(_, form)| form != Form::Pronoun));
            let offset = |side: Option<Option<(usize, Form)>>| match side.flatten() {
                Some((start, _)) => start.to_string(),
                None => "-1".to_owned(),
            };
            let cells = [
                number(record, event, actor, recipient).to_string(),
                stamp(record),
                stamp(record),
                if host(address).is_some() { "1" } else { "2" }.to_owned(),
                host(address).unwrap_or(address).to_owned(),
                address.to_owned(),
                (event.sentence + 1).to_string(),
                offset(sides[0]),
                offset(sides[1]),
                event.trigger.start.to_string(),
                u8::from(raw).to_string(),
                (event.confidence * 100.0).round().to_string(),
                length.clone(),
                String::new(),
                String::new(),
                String::new(),
            ];
            out += &tsv::row(cells.iter().map(String::as_str));
        }
    }
    out
}

/// Where an actor stands in an event's sentence, and by what form of name.
fn found(record: &Record, event: &Event, entity: &Entity) -> Option<(usize, Form)> {
    nearest_mention(record, event, &entity.id).map(|mention| (mention.start, mention.form))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::small;

    #[test]
    fn a_row_for_each_event() {
        let mut record = small();
        let row = mentions(&record);
        let cells: Vec<&str> = row.trim_end_matches('\n').split('\t').collect();
        assert_eq!(cells.len(), MENTIONS.len());
        assert_eq!(
            cells[1..13],
            [
                "20230130000000",
                "20230130000000",
                "1",
                "example.org",
                "https://example.org/a",
                "1",
                "0",
                "10",
                "5",
                "1",
                "88",
                "97"
            ]
        );
        let events = super::super::events(&record, &tacitus_knowledge::Knowledge::builtin());
        assert_eq!(events.split('\t').next(), Some(cells[0]));
        record.source = None;
        record.entities[0].mentions[0].form = Form::Pronoun;
        record.events[0].recipient = vec!["e3".into()];
        let row = mentions(&record);
        let cells: Vec<&str> = row.split('\t').collect();
        assert_eq!((cells[3], cells[4], cells[8], cells[10]), ("2", "a", "-1", "0"));
    }
}
