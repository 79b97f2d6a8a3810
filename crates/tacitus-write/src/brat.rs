//! brat standoff: a text and its annotations, for annotators to correct.
//!
//! A document is two files, `NAME.txt` and `NAME.ann`; the folder has [`annotation_conf`] and [`visual_conf`] beside
//! them. Text-bound annotations (`T`) are mentions, sources, cues, contents, times, quantities and objects, by type;
//! triggers are the type of their event (`E`). Relations (`R`) tie the mentions of an entity into a chain, and a
//! source, its cue and its content together. Attributes (`A`) say how real an event is and how a content is quoted;
//! notes (`#`) carry the record's ids.
//!
//! Offsets are code points, as brat counts them. A span that runs over a line's end is several fragments, for brat
//! knows none with a line end within.

mod conf;
mod fragments;

use std::collections::HashMap;

use tacitus::record::{EntityType, Event, Form, Polarity, Quotation, Record, Span};

use crate::marks::{cues, nearest};
use fragments::Fragments;

pub use conf::{annotation_conf, visual_conf};

/// A document's text file and its annotation file.
pub fn annotation(record: &Record) -> (String, String) {
    let mut ann = Ann::new(record);
    ann.entities(record);
    ann.statements(record);
    ann.others(record);
    ann.events(record);
    (record.text.clone(), ann.out)
}

/// The type of a mention.
fn mention_type(kind: EntityType) -> &'static str {
    match kind {
        EntityType::Person => "Person",
        EntityType::Organization => "Organization",
        EntityType::Place => "Place",
        EntityType::Group => "Group",
        EntityType::Event => "NamedEvent",
        EntityType::Object => "Thing",
    }
}

/// An annotation file that is written line by line.
struct Ann {
    chars: Vec<char>,
    out: String,
    spans: HashMap<(String, Fragments), usize>,
    events: usize,
    relations: usize,
    attributes: usize,
    notes: usize,
}

impl Ann {
    fn new(record: &Record) -> Ann {
        let chars = record.text.chars().collect();
        let spans = HashMap::new();
        Ann { chars, out: String::new(), spans, events: 0, relations: 0, attributes: 0, notes: 0 }
    }

    /// The number of a span's annotation, made where there is none of that type yet; nothing where no character but
    /// white space is in it.
    fn span(&mut self, kind: &str, spans: &[Span]) -> Option<usize> {
        let fragments = Fragments::of(&self.chars, spans)?;
        let next = self.spans.len() + 1;
        let number = *self.spans.entry((kind.to_owned(), fragments.clone())).or_insert(next);
        if number == next {
            self.line(&format!("T{number}\t{kind} {}\t{}", fragments.offsets(), fragments.text(&self.chars)));
        }
        Some(number)
    }

    fn line(&mut self, line: &str) {
        self.out += line;
        self.out.push('\n');
    }

    fn relation(&mut self, kind: &str, from: usize, to: usize) {
        self.relations += 1;
        self.line(&format!("R{}\t{kind} Arg1:T{from} Arg2:T{to}", self.relations));
    }

    fn attribute(&mut self, kind: &str, of: &str, value: Option<&str>) {
        self.attributes += 1;
        let value = value.map_or(String::new(), |value| format!(" {value}"));
        self.line(&format!("A{}\t{kind} {of}{value}", self.attributes));
    }

    fn note(&mut self, of: &str, note: &str) {
        self.notes += 1;
        self.line(&format!("#{}\tAnnotatorNotes {of}\t{}", self.notes, one_line(note)));
    }

    /// Mentions, each tied to the one before it.
    fn entities(&mut self, record: &Record) {
        for entity in &record.entities {
            let kind = mention_type(entity.kind);
            let mut last = None;
            for mention in &entity.mentions {
                let Some(number) = self.span(kind, &[Span { start: mention.start, end: mention.end }]) else {
                    continue;
                };
                if mention.form != Form::Name {
                    let form = if mention.form == Form::Pronoun { "pronoun" } else { "nominal" };
                    self.attribute("Form", &format!("T{number}"), Some(form));
                }
                match last {
                    Some(last) if last != number => self.relation("Coreference", number, last),
                    Some(_) => {}
                    None => {
                        let known = [Some(&entity.name), entity.code.as_ref(), entity.wikidata.as_ref()];
                        let known: Vec<&str> = known.into_iter().flatten().map(String::as_str).collect();
                        self.note(&format!("T{number}"), &format!("{} {}", entity.id, known.join(" ")));
                    }
                }
                last = Some(number);
            }
        }
    }

    /// Sources, cues and contents.
    fn statements(&mut self, record: &Record) {
        for statement in &record.statements {
            let source =
                statement.source.as_ref().and_then(|s| self.span("Source", &[Span { start: s.start, end: s.end }]));
            let cue = self.span("Cue", &cues(statement));
            let content = self.span("Content", &statement.content);
            if let (Some(source), Some(to)) = (source, cue.or(content)) {
                self.relation("Says", source, to);
            }
            if let (Some(cue), Some(content)) = (cue, content) {
                self.relation("Reports", cue, content);
            }
            let Some(holder) = content.or(cue).map(|number| format!("T{number}")) else { continue };
            let quotation = match statement.quotation {
                Quotation::Direct => "direct",
                Quotation::Indirect => "indirect",
                Quotation::Mixed => "mixed",
            };
            if content.is_some() {
                self.attribute("Quotation", &holder, Some(quotation));
            }
            if let (true, Some(cue)) = (statement.negated, cue) {
                self.attribute("Negated", &format!("T{cue}"), None);
            }
            self.note(&holder, &format!("{} {}", statement.id, statement.act));
        }
    }

    /// Times and quantities.
    fn others(&mut self, record: &Record) {
        for time in &record.times {
            if let Some(number) = self.span("Time", &[Span { start: time.start, end: time.end }]) {
                self.note(&format!("T{number}"), &format!("{} {} {}", time.id, time.kind, time.value));
            }
        }
        for quantity in &record.quantities {
            if let Some(number) = self.span("Quantity", &[Span { start: quantity.start, end: quantity.end }]) {
                let amount = quantity.amount.map(|amount| amount.to_string());
                let what = [amount, quantity.currency.clone(), quantity.unit.clone()];
                let what: Vec<String> = what.into_iter().flatten().collect();
                self.note(&format!("T{number}"), &format!("{} {}", quantity.id, what.join(" ")));
            }
        }
    }

    /// Events, each with its trigger and those who take part in it.
    fn events(&mut self, record: &Record) {
        for event in &record.events {
            let Some(trigger) = self.span(&event.kind, &[event.trigger]) else { continue };
            let mut roles = Roles::default();
            for (role, ids) in
                [("Actor", &event.actor), ("Recipient", &event.recipient), ("Beneficiary", &event.beneficiary)]
            {
                for id in ids {
                    roles.add(role, self.participant(record, event, id));
                }
            }
            for object in &event.objects {
                roles.add("Object", self.span("Object", &[Span { start: object.start, end: object.end }]));
            }
            if let Some(time) = event.time.as_ref().and_then(|id| record.times.iter().find(|time| time.id == *id)) {
                roles.add("Time", self.span("Time", &[Span { start: time.start, end: time.end }]));
            }
            if let Some(place) = event.place.as_ref().and_then(|id| record.places.iter().find(|p| p.id == *id)) {
                roles.add("Place", self.span("Place", &[Span { start: place.start, end: place.end }]));
            }
            self.events += 1;
            let name = format!("E{}", self.events);
            self.line(&format!("{name}\t{}:T{trigger}{}", event.kind, roles.arguments));
            if event.polarity == Polarity::Negated {
                self.attribute("Negated", &name, None);
            }
            if event.modality != "actual" {
                self.attribute("Modality", &name, Some(&event.modality));
            }
            let mode = event.mode.as_deref().unwrap_or_default();
            self.note(&name, format!("{} {mode} {}", event.id, event.contexts.join(" ")).trim_end());
        }
    }

    /// The mention that takes part: the nearest in the sentence, else the entity's last before the trigger, or first.
    fn participant(&mut self, record: &Record, event: &Event, id: &str) -> Option<usize> {
        let entity = record.entities.iter().find(|entity| entity.id == *id)?;
        let span = nearest(record, event, id).or_else(|| {
            let before = entity.mentions.iter().rev().find(|mention| mention.end <= event.trigger.start);
            before.or(entity.mentions.first()).map(|m| Span { start: m.start, end: m.end })
        })?;
        self.span(mention_type(entity.kind), &[span])
    }
}

/// The arguments of an event. brat numbers those of one role.
#[derive(Default)]
struct Roles {
    count: HashMap<&'static str, usize>,
    taken: Vec<(&'static str, usize)>,
    arguments: String,
}

impl Roles {
    fn add(&mut self, role: &'static str, number: Option<usize>) {
        let Some(number) = number else { return };
        if self.taken.contains(&(role, number)) {
            return;
        }
        self.taken.push((role, number));
        let count = self.count.entry(role).or_default();
        *count += 1;
        let suffix = if *count > 1 { count.to_string() } else { String::new() };
        self.arguments += &format!(" {role}{suffix}:T{number}");
    }
}

/// A note on one line.
fn one_line(note: &str) -> String {
    note.split(|c: char| c.is_whitespace() || c.is_control())
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::small;

    #[test]
    fn a_document() {
        let record = small();
        let (txt, ann) = annotation(&record);
        assert_eq!(txt, record.text);
        let expected = "\
T1\tPlace 0 4\tIran
#1\tAnnotatorNotes T1\te1 Iran IRNGOV Q794
T2\tPlace 73 77\tIran
R1\tCoreference Arg1:T2 Arg2:T1
T3\tPerson 10 24\tIraqi officers
A1\tForm T3 nominal
#2\tAnnotatorNotes T3\te2 Iraqi officers IRQ
T4\tPerson 47 62\tIraq’s minister
A2\tForm T4 nominal
#3\tAnnotatorNotes T4\te3 Iraq’s minister IRQGOV
T5\tPlace 30 35\tBasra
#4\tAnnotatorNotes T5\te4 Basra IRQ
T6\tSource 47 62\tIraq’s minister
T7\tCue 63 67\tsaid
T8\tContent 68 96\tthat Iran might strike again
R2\tSays Arg1:T6 Arg2:T7
R3\tReports Arg1:T7 Arg2:T8
A3\tQuotation T8 indirect
#5\tAnnotatorNotes T8\ts1 assert
T9\tTime 39 45\tSunday
#6\tAnnotatorNotes T9\tt1 DATE 2023-01-29
T10\tASSAULT 5 9\tshot
E1\tASSAULT:T10 Actor:T1 Recipient:T3 Time:T9 Place:T5
#7\tAnnotatorNotes E1\tv1 execute military
T11\tASSAULT 84 90\tstrike
E2\tASSAULT:T11 Actor:T2
A4\tModality E2 possible
#8\tAnnotatorNotes E2\tv2
";
        assert_eq!(ann, expected);
    }

    #[test]
    fn several_of_one_role_are_numbered() {
        let mut record = small();
        record.events[0].actor = vec!["e1".into(), "e2".into(), "e1".into()];
        record.events[0].polarity = Polarity::Negated;
        let (_, ann) = annotation(&record);
        assert!(
            ann.contains("\nE1\tASSAULT:T10 Actor:T1 Actor2:T3 Recipient:T3 Time:T9 Place:T5\nA4\tNegated E1\n"),
            "{ann}"
        );
    }

    #[test]
    fn contents_in_pieces_and_over_line_ends() {
        let mut record = small();
        record.text = record.text.replace("might strike", "might\nstrike");
        record.statements[0].content = vec![Span { start: 0, end: 4 }, Span { start: 68, end: 96 }];
        let (_, ann) = annotation(&record);
        assert!(ann.contains("\tContent 0 4;68 83;84 96\tIran that Iran might strike again\n"), "{ann}");
    }
}
