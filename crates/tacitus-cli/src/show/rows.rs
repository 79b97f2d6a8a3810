//! The tables of a record.

use anstyle::Style;
use tacitus::record::{Entity, EntityType, Event, Polarity, Record, Stance, Statement};

use super::look::{CONFLICT, COOPERATION, CUE, FAINT, TRIGGER, shortened};
use super::table::{Table, fixed, flexible};

/// What cells are made from: a record, and its text by characters.
pub struct Rows<'a> {
    record: &'a Record,
    chars: Vec<char>,
}

const PLAIN: Style = Style::new();

impl<'a> Rows<'a> {
    /// The tables of this record.
    pub fn of(record: &'a Record) -> Self {
        Rows { record, chars: record.text.chars().collect() }
    }

    /// Who said what.
    pub fn statements(&self) -> Table {
        let columns = [fixed("id"), flexible("who", 16), flexible("cue", 8), fixed("act"), flexible("what", 24)];
        let mut table = Table::new(&columns);
        for statement in &self.record.statements {
            let cue = statement.cue.as_ref().map_or(String::new(), |cue| cue.lemma.clone());
            let cue = if statement.negated { format!("not {cue}") } else { cue };
            let content = self.content(statement);
            table.row([
                (FAINT, statement.id.clone()),
                (PLAIN, self.speaker(statement)),
                (CUE, cue),
                (PLAIN, statement.act.clone()),
                (PLAIN, content),
            ]);
        }
        table
    }

    /// Who did what to whom.
    pub fn events(&self) -> Table {
        let columns = [
            fixed("id"),
            fixed("type"),
            flexible("who", 10),
            flexible("whom", 10),
            fixed("date"),
            fixed("how"),
            flexible("says", 10),
            flexible("trigger", 6),
            fixed("conf"),
        ];
        let mut table = Table::new(&columns);
        for event in &self.record.events {
            let kind = match &event.mode {
                Some(mode) => format!("{} {mode}", event.kind),
                None => event.kind.clone(),
            };
            table.row([
                (FAINT, event.id.clone()),
                (if event.quad.ends_with("conflict") { CONFLICT } else { COOPERATION }, kind),
                (PLAIN, self.names(&event.actor)),
                (PLAIN, self.whom(event)),
                (PLAIN, event.date.clone().unwrap_or_default()),
                (PLAIN, how(event)),
                (PLAIN, self.says(event)),
                (TRIGGER, self.text(event.trigger.start, event.trigger.end)),
                (FAINT, format!("{:.2}", event.confidence)),
            ]);
        }
        table
    }

    /// Who disputes what.
    pub fn disputes(&self) -> Table {
        let mut table =
            Table::new(&[fixed("id"), flexible("who", 16), fixed("how"), flexible("what", 24), fixed("in")]);
        for dispute in &self.record.disputes {
            let stance = match dispute.stance {
                Stance::Deny => "denies",
                Stance::Reject => "rejects",
                Stance::Contradict => "contradicts",
                Stance::DeclineToConfirm => "does not confirm",
                Stance::CounterAccount => "tells it otherwise",
            };
            table.row([
                (FAINT, dispute.id.clone()),
                (PLAIN, self.name(&dispute.by)),
                (CONFLICT, stance.to_owned()),
                (PLAIN, self.about(&dispute.about)),
                (FAINT, dispute.statement.clone()),
            ]);
        }
        table
    }

    /// Who and what is spoken of.
    pub fn entities(&self) -> Table {
        let columns = [
            fixed("id"),
            flexible("name", 16),
            fixed("type"),
            fixed("country"),
            fixed("code"),
            fixed("mentions"),
            flexible("role", 12),
        ];
        let mut table = Table::new(&columns);
        for entity in &self.record.entities {
            table.row([
                (FAINT, entity.id.clone()),
                (PLAIN, entity.name.clone()),
                (PLAIN, kind(entity).to_owned()),
                (PLAIN, entity.country.clone().unwrap_or_default()),
                (PLAIN, entity.code.clone().unwrap_or_default()),
                (FAINT, entity.mentions.len().to_string()),
                (PLAIN, entity.role.clone().unwrap_or_default()),
            ]);
        }
        table
    }

    /// When.
    pub fn times(&self) -> Table {
        let mut table = Table::new(&[fixed("id"), flexible("words", 16), flexible("value", 10), fixed("type")]);
        for time in &self.record.times {
            table.row([
                (FAINT, time.id.clone()),
                (PLAIN, self.text(time.start, time.end)),
                (PLAIN, time.value.clone()),
                (FAINT, time.kind.to_lowercase()),
            ]);
        }
        table
    }

    fn text(&self, start: usize, end: usize) -> String {
        self.chars.get(start..end).map_or(String::new(), |chars| chars.iter().collect())
    }

    /// All pieces of a statement's content.
    fn content(&self, statement: &Statement) -> String {
        let pieces = statement.content.iter().map(|span| shortened(&self.text(span.start, span.end), 300));
        pieces.collect::<Vec<_>>().join(" … ")
    }

    fn name(&self, entity: &str) -> String {
        let found = self.record.entities.iter().find(|e| e.id == entity);
        found.map_or(entity, |e| &e.name).to_owned()
    }

    /// The source's words, and whom they stand for where the words do not say it.
    fn speaker(&self, statement: &Statement) -> String {
        let Some(source) = &statement.source else { return String::new() };
        let words = self.text(source.start, source.end);
        let Some(entity) = &source.entity else { return words };
        let name = self.name(entity);
        let (low_words, low_name) = (words.to_lowercase(), name.to_lowercase());
        let says_it = low_words == low_name || low_name.ends_with(&format!(" {low_words}"));
        match () {
            () if says_it || low_words.ends_with(&format!(" {low_name}")) => name,
            () => format!("{} → {name}", shortened(&words, 28)),
        }
    }

    fn names(&self, entities: &[String]) -> String {
        entities.iter().map(|id| self.name(id)).collect::<Vec<_>>().join(", ")
    }

    /// The recipients, behind an arrow that says which way it goes.
    fn whom(&self, event: &Event) -> String {
        match (event.recipient.is_empty(), event.reciprocal) {
            (true, false) => String::new(),
            (_, true) => format!("↔ {}", self.names(&event.recipient)),
            (false, false) => format!("→ {}", self.names(&event.recipient)),
        }
    }

    /// The statement that tells an event, and who makes it.
    fn says(&self, event: &Event) -> String {
        let Some(id) = &event.attribution else { return String::new() };
        let statement = self.record.statements.iter().find(|s| s.id == *id);
        let entity = statement.and_then(|s| s.source.as_ref()?.entity.as_ref());
        match (entity, statement.and_then(|s| s.source.as_ref())) {
            (Some(entity), _) => format!("{id} {}", self.name(entity)),
            (None, Some(source)) => format!("{id} {}", self.text(source.start, source.end)),
            (None, None) => id.clone(),
        }
    }

    /// The event or statement of an id, in short.
    fn about(&self, id: &str) -> String {
        if let Some(event) = self.record.events.iter().find(|v| v.id == id) {
            return format!("{id} {} {} {}", event.kind, self.names(&event.actor), self.whom(event));
        }
        match self.record.statements.iter().find(|s| s.id == id) {
            Some(statement) => format!("{id} {}", self.content(statement)),
            None => id.to_owned(),
        }
    }
}

fn kind(entity: &Entity) -> &'static str {
    match entity.kind {
        EntityType::Person => "person",
        EntityType::Organization => "organization",
        EntityType::Place => "place",
        EntityType::Group => "group",
        EntityType::Event => "event",
        EntityType::Object => "object",
    }
}

/// Polarity and modality: what is so, what is not, and what may be.
fn how(event: &Event) -> String {
    match (event.polarity, event.modality.as_str()) {
        (Polarity::Affirmed, modality) => modality.to_owned(),
        (Polarity::Negated, "actual") => "negated".to_owned(),
        (Polarity::Negated, modality) => format!("not {modality}"),
    }
}
