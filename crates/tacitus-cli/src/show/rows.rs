//! The tables of a record.

use anstyle::Style;
use tacitus::record::{Record, Statement};
use tacitus_write::wording::{self, Speaker, Wording};

use super::look::{CONFLICT, COOPERATION, CUE, FAINT, TRIGGER, shortened};
use super::table::{Table, fixed, flexible};

/// What cells are made from: a record, and its values in words.
pub struct Rows<'a> {
    record: &'a Record,
    wording: Wording<'a>,
}

const PLAIN: Style = Style::new();

impl<'a> Rows<'a> {
    /// The tables of this record.
    pub fn of(record: &'a Record) -> Self {
        Rows { record, wording: Wording::of(record) }
    }

    /// Who said what.
    pub fn statements(&self) -> Table {
        let columns = [fixed("id"), flexible("who", 16), flexible("cue", 8), fixed("act"), flexible("what", 24)];
        let mut table = Table::new(&columns);
        for statement in &self.record.statements {
            let cue = statement.cue.as_ref().map_or(String::new(), |cue| cue.lemma.clone());
            let cue = if statement.negated { format!("not {cue}") } else { cue };
            let content = self.wording.content(statement);
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
            table.row([
                (FAINT, event.id.clone()),
                (if event.quad.ends_with("conflict") { CONFLICT } else { COOPERATION }, wording::event(event)),
                (PLAIN, self.wording.names(&event.actor)),
                (PLAIN, self.wording.whom(event)),
                (PLAIN, event.date.clone().unwrap_or_default()),
                (PLAIN, wording::how(event)),
                (PLAIN, self.wording.says(event)),
                (TRIGGER, self.wording.text(event.trigger.start, event.trigger.end)),
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
            table.row([
                (FAINT, dispute.id.clone()),
                (PLAIN, self.wording.name(&dispute.by)),
                (CONFLICT, wording::stance(dispute.stance).to_owned()),
                (PLAIN, self.wording.about(&dispute.about)),
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
                (PLAIN, wording::kind(entity.kind).to_owned()),
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
                (PLAIN, self.wording.text(time.start, time.end)),
                (PLAIN, time.value.clone()),
                (FAINT, time.kind.to_lowercase()),
            ]);
        }
        table
    }

    /// The source's words, and whom they stand for where the words do not say it.
    fn speaker(&self, statement: &Statement) -> String {
        match self.wording.speaker(statement) {
            Speaker { words: Some(words), name: Some(name) } => format!("{} → {name}", shortened(&words, 28)),
            Speaker { words, name } => name.or(words).unwrap_or_default(),
        }
    }
}
