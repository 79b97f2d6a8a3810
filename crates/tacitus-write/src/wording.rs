//! A record's values in the words of a page: for `tacitus show` and for HTML.

use tacitus::record::{EntityType, Event, Polarity, Record, Stance, Statement};

/// What is put into words: a record, and its text by characters.
#[derive(Debug)]
pub struct Wording<'a> {
    /// The record.
    pub record: &'a Record,
    chars: Vec<char>,
}

/// Who makes a statement, as far as it is known and worth saying.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Speaker {
    /// The source's words, where the name does not say them.
    pub words: Option<String>,
    /// Whom they stand for.
    pub name: Option<String>,
}

impl<'a> Wording<'a> {
    /// The words for this record.
    pub fn of(record: &'a Record) -> Self {
        Wording { record, chars: record.text.chars().collect() }
    }

    /// The text by code points.
    pub fn chars(&self) -> &[char] {
        &self.chars
    }

    /// A stretch of the text; empty where there is none such.
    pub fn text(&self, start: usize, end: usize) -> String {
        self.chars.get(start..end).map_or(String::new(), |chars| chars.iter().collect())
    }

    /// All pieces of a statement's content.
    pub fn content(&self, statement: &Statement) -> String {
        let pieces = statement.content.iter().map(|span| self.text(span.start, span.end));
        pieces.collect::<Vec<_>>().join(" … ")
    }

    /// An entity's name, or the id where there is no such entity.
    pub fn name(&self, entity: &str) -> String {
        let found = self.record.entities.iter().find(|e| e.id == entity);
        found.map_or(entity, |e| &e.name).to_owned()
    }

    /// Names in a row.
    pub fn names(&self, entities: &[String]) -> String {
        entities.iter().map(|id| self.name(id)).collect::<Vec<_>>().join(", ")
    }

    /// The source's words, and whom they stand for where the words do not say it.
    pub fn speaker(&self, statement: &Statement) -> Speaker {
        let Some(source) = &statement.source else { return Speaker { words: None, name: None } };
        let words = self.text(source.start, source.end);
        let Some(entity) = &source.entity else { return Speaker { words: Some(words), name: None } };
        let name = self.name(entity);
        let (low_words, low_name) = (words.to_lowercase(), name.to_lowercase());
        let says_it = low_words == low_name || low_name.ends_with(&format!(" {low_words}"));
        let says_more = low_words.ends_with(&format!(" {low_name}"));
        Speaker { words: (!says_it && !says_more).then_some(words), name: Some(name) }
    }

    /// The recipients, behind an arrow that says which way it goes.
    pub fn whom(&self, event: &Event) -> String {
        match (event.recipient.is_empty(), event.reciprocal) {
            (true, false) => String::new(),
            (_, true) => format!("↔ {}", self.names(&event.recipient)),
            (false, false) => format!("→ {}", self.names(&event.recipient)),
        }
    }

    /// The statement that tells an event, and who makes it.
    pub fn says(&self, event: &Event) -> String {
        let Some(id) = &event.attribution else { return String::new() };
        let statement = self.record.statements.iter().find(|s| s.id == *id);
        let source = statement.and_then(|s| s.source.as_ref());
        match source.map(|source| (source, &source.entity)) {
            Some((_, Some(entity))) => format!("{id} {}", self.name(entity)),
            Some((source, None)) => format!("{id} {}", self.text(source.start, source.end)),
            None => id.clone(),
        }
    }

    /// The event or statement of an id, in short.
    pub fn about(&self, id: &str) -> String {
        if let Some(event) = self.record.events.iter().find(|v| v.id == id) {
            return format!("{id} {} {} {}", event.kind, self.names(&event.actor), self.whom(event));
        }
        match self.record.statements.iter().find(|s| s.id == id) {
            Some(statement) => format!("{id} {}", self.content(statement)),
            None => id.to_owned(),
        }
    }
}

/// What kind of thing an entity is.
pub fn kind(kind: EntityType) -> &'static str {
    match kind {
        EntityType::Person => "person",
        EntityType::Organization => "organization",
        EntityType::Place => "place",
        EntityType::Group => "group",
        EntityType::Event => "event",
        EntityType::Object => "object",
    }
}

/// Type and mode of an event.
pub fn event(event: &Event) -> String {
    match &event.mode {
        Some(mode) => format!("{} {mode}", event.kind),
        None => event.kind.clone(),
    }
}

/// Polarity and modality: what is so, what is not, and what may be.
pub fn how(event: &Event) -> String {
    match (event.polarity, event.modality.as_str()) {
        (Polarity::Affirmed, modality) => modality.to_owned(),
        (Polarity::Negated, "actual") => "negated".to_owned(),
        (Polarity::Negated, modality) => format!("not {modality}"),
    }
}

/// How something is disputed.
pub fn stance(stance: Stance) -> &'static str {
    match stance {
        Stance::Deny => "denies",
        Stance::Reject => "rejects",
        Stance::Contradict => "contradicts",
        Stance::DeclineToConfirm => "does not confirm",
        Stance::CounterAccount => "tells it otherwise",
    }
}
