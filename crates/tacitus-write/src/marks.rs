//! What is marked in the text of a record that people read, and with which numbers.

use tacitus::record::{Event, Mention, Record, Span, Statement};

/// What a marked stretch of text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum What {
    /// What somebody says.
    Content,
    /// Who says it.
    Source,
    /// The words that say so.
    Cue,
    /// Who acts.
    Actor,
    /// Whom it is done to.
    Recipient,
    /// The word that tells it.
    Trigger,
}

/// A marked stretch of text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// Code points.
    pub span: Span,
    /// What it is.
    pub what: What,
    /// Index of the statement, or of the event where it is one's actor, recipient or trigger.
    pub row: usize,
    /// The number in its id.
    pub number: String,
    /// Whether the number is to be shown here where it is shown once: at the cue, the trigger, the end of the content.
    pub numbered: bool,
}

/// All marks of a record, those that begin first and reach farthest first.
pub fn marks(record: &Record) -> Vec<Mark> {
    let mut marks = Vec::new();
    for (row, statement) in record.statements.iter().enumerate() {
        let number = digits(&statement.id);
        let mut add = |what, span: Span, numbered| {
            marks.push(Mark { span, what, row, number: number.to_owned(), numbered });
        };
        if let Some(source) = &statement.source {
            add(What::Source, Span { start: source.start, end: source.end }, false);
        }
        let cues = cues(statement);
        for (i, span) in cues.iter().enumerate() {
            add(What::Cue, *span, i + 1 == cues.len());
        }
        for (i, span) in statement.content.iter().enumerate() {
            add(What::Content, *span, i + 1 == statement.content.len());
        }
    }
    for (row, event) in record.events.iter().enumerate() {
        let number = digits(&event.id);
        let mut add = |what, span, numbered| marks.push(Mark { span, what, row, number: number.to_owned(), numbered });
        add(What::Trigger, event.trigger, true);
        for (what, entities) in [(What::Actor, &event.actor), (What::Recipient, &event.recipient)] {
            entities.iter().filter_map(|id| nearest(record, event, id)).for_each(|span| add(what, span, false));
        }
    }
    let length = record.text.chars().count();
    marks.retain(|mark| mark.span.start < mark.span.end && mark.span.end <= length);
    marks.sort_by_key(|mark| (mark.span.start, usize::MAX - mark.span.end, mark.what));
    marks
}

/// `12` of `s12`.
fn digits(id: &str) -> &str {
    id.trim_start_matches(|c: char| !c.is_ascii_digit())
}

/// All pieces of a statement's cue.
pub fn cues(statement: &Statement) -> Vec<Span> {
    match (&statement.cue_parts[..], &statement.cue) {
        ([], Some(cue)) => vec![Span { start: cue.start, end: cue.end }],
        (parts, _) => parts.to_vec(),
    }
}

/// The mention of an entity that stands nearest to an event's trigger in its sentence.
pub fn nearest(record: &Record, event: &Event, entity: &str) -> Option<Span> {
    let best = nearest_mention(record, event, entity)?;
    Some(Span { start: best.start, end: best.end })
}

/// The same, with its form.
pub fn nearest_mention(record: &Record, event: &Event, entity: &str) -> Option<Mention> {
    let sentence = record.sentences.get(event.sentence)?;
    let entity = record.entities.iter().find(|e| e.id == entity)?;
    let inside = entity.mentions.iter().filter(|m| sentence.start <= m.start && m.end <= sentence.end);
    let distance = |start: usize, end: usize| match () {
        () if end <= event.trigger.start => event.trigger.start - end,
        () if event.trigger.end <= start => start - event.trigger.end,
        () => 0,
    };
    inside.min_by_key(|m| distance(m.start, m.end)).copied()
}
