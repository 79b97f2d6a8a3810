//! Words, records and parses: whatever the text, what they point at is there.

use std::sync::LazyLock;

use tacitus::record::Record;
use tacitus::{Coder, Input, words as division};
use tacitus_write::conllu;

static CODER: LazyLock<Coder> = LazyLock::new(|| Coder::new().expect("the built-in model is read"));

/// Every character that is no white space belongs to one word.
pub fn words(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let words = division::split(&text);
    let mut end = 0;
    for word in 0..words.len() {
        let span = words.span(word);
        assert!(span.start >= end && span.end > span.start, "{span:?}");
        assert!(text[end..span.start].trim().is_empty(), "{:?}", &text[end..span.start]);
        end = span.end;
    }
    assert!(text[end..].trim().is_empty());
}

/// A text is coded and parsed, and what comes of it points at the text.
pub fn code(bytes: &[u8]) {
    const LONGEST: usize = 600;
    let text = String::from_utf8_lossy(&bytes[..bytes.len().min(LONGEST)]).into_owned();
    let input = Input { id: Some("a".to_owned()), text: text.clone(), ..Input::default() };
    for record in CODER.code(vec![input.clone()]).into_iter().flatten() {
        assert_eq!(record.text, text);
        check(&record);
    }
    for document in CODER.parse(vec![input]).into_iter().flatten() {
        check_parse(&conllu::document(&document), &text);
    }
}

/// A record that can be read is written as it was read.
pub fn record(bytes: &[u8]) {
    if let Ok(record) = serde_json::from_slice::<Record>(bytes) {
        let written = serde_json::to_vec(&record).expect("a record is written");
        let again: Record = serde_json::from_slice(&written).expect("what was written is read");
        assert_eq!(serde_json::to_vec(&again).expect("a record is written"), written);
    }
}

/// # Panics
/// If a span of the record is outside its text or empty, or an id is nobody's.
pub fn check(record: &Record) {
    let text: Vec<char> = record.text.chars().collect();
    let within = |start: usize, end: usize| {
        assert!(start < end && end <= text.len(), "{start}..{end} of {}", text.len());
        let blank = text[start].is_whitespace() || text[end - 1].is_whitespace();
        assert!(!blank, "{start}..{end} is {:?}", text[start..end].iter().collect::<String>());
    };
    let mut last = 0;
    for sentence in &record.sentences {
        within(sentence.start, sentence.end);
        assert!(sentence.start >= last);
        last = sentence.end;
    }
    record.entities.iter().flat_map(|entity| &entity.mentions).for_each(|m| within(m.start, m.end));
    record.times.iter().for_each(|time| within(time.start, time.end));
    record.places.iter().for_each(|place| within(place.start, place.end));
    record.quantities.iter().for_each(|quantity| within(quantity.start, quantity.end));
    for statement in &record.statements {
        statement.source.iter().for_each(|source| within(source.start, source.end));
        statement.cue.iter().for_each(|cue| within(cue.start, cue.end));
        statement.cue_parts.iter().chain(&statement.content).for_each(|span| within(span.start, span.end));
    }
    for event in &record.events {
        within(event.trigger.start, event.trigger.end);
        assert!(event.sentence < record.sentences.len());
        event.objects.iter().for_each(|object| within(object.start, object.end));
    }
    let entity = |id: &String| assert!(record.entities.iter().any(|known| known.id == *id), "{id}");
    let statement = |id: &String| assert!(record.statements.iter().any(|known| known.id == *id), "{id}");
    let time = |id: &String| assert!(record.times.iter().any(|known| known.id == *id), "{id}");
    for event in &record.events {
        event.actor.iter().chain(&event.recipient).chain(&event.beneficiary).for_each(entity);
        event.attribution.iter().for_each(statement);
        event.time.iter().for_each(time);
        event.place.iter().for_each(|id| assert!(record.places.iter().any(|known| known.id == *id), "{id}"));
    }
    for said in &record.statements {
        said.source.iter().filter_map(|source| source.entity.as_ref()).chain(&said.addressee).for_each(entity);
        said.time.iter().for_each(time);
    }
    record.places.iter().for_each(|place| entity(&place.entity));
    for dispute in &record.disputes {
        entity(&dispute.by);
        statement(&dispute.statement);
    }
}

/// # Panics
/// If a form is not what the text has where its offsets point.
pub fn check_parse(lines: &str, text: &str) {
    let text: Vec<char> = text.chars().collect();
    let number = |misc: &str, name: &str| -> usize {
        let value = misc.split('|').find_map(|part| part.strip_prefix(name)).expect("the offset is there");
        value.parse().expect("the offset is a number")
    };
    for line in lines.lines().filter(|line| !line.is_empty() && !line.starts_with("# ")) {
        let columns: Vec<&str> = line.split('\t').collect();
        assert_eq!(columns.len(), 10, "{line:?}");
        let (start, end) = (number(columns[9], "start_char="), number(columns[9], "end_char="));
        let form: String = text[start..end].iter().collect();
        assert_eq!(columns[1], form, "{line:?}");
    }
}
