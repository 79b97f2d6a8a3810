//! What stands before a noun: names of bodies, peoples and countries, other nouns, and words such as "former".

use std::collections::HashMap;
use std::ops::Range;

use tacitus_knowledge::{Kind, Modifier};

use super::described::INTERNATIONAL;
use super::phrase::Reader;
use crate::document::{Document, MentionKind, Upos};
use crate::setting::Name;

/// A body that a mention stands for.
pub struct Body {
    pub span: Range<usize>,
    pub entity: usize,
}

/// The mentions of bodies, by their heads: what the text says of "TMC" elsewhere is known of "TMC leader".
pub struct Bodies(HashMap<usize, Body>);

impl Bodies {
    /// Of a document whose mentions have their entities.
    pub fn new(document: &Document) -> Self {
        let bodies = document.mentions.iter().filter(|m| m.kind == MentionKind::Organization);
        let longest_last = bodies.filter_map(|m| Some((m.head, Body { span: m.span.clone(), entity: m.entity? })));
        let mut all: Vec<(usize, Body)> = longest_last.collect();
        all.sort_by_key(|(_, body)| std::cmp::Reverse(body.span.len()));
        Bodies(all.into_iter().collect())
    }

    pub fn at(&self, head: usize) -> Option<&Body> {
        self.0.get(&head)
    }
}

/// What stands before a noun.
#[derive(Default)]
pub struct Before<'k> {
    /// Of the nearest body, word or noun that tells a sector.
    pub sectors: Vec<String>,
    /// Of the nearest word that tells a sector only where nothing else does: "exiled", "rebel".
    pub weak: Vec<String>,
    /// Whether the sectors are those of a body of several states.
    pub international: bool,
    /// Whether they are those of a named body.
    pub body: bool,
    /// Whether a people without a state stands before the noun.
    pub people: bool,
    pub country: Option<String>,
    /// The country of a body or a place.
    pub indirect: Option<String>,
    pub foreign: bool,
    pub modifiers: Vec<&'k Modifier>,
}

impl<'k> Reader<'_, 'k> {
    /// What the words before a noun say, nearest first.
    pub fn before(&self, span: Range<usize>, noun: usize) -> Before<'k> {
        let document = self.document;
        let mut out = Before::default();
        let names = self.setting.names_in(&span);
        let mut i = noun.min(span.end);
        while i > span.start {
            if let Some(name) = names.iter().find(|n| n.span.end == i) {
                self.note_name(name, &mut out);
                i = name.span.start;
                continue;
            }
            if document.syntax.upos[i - 1] == Upos::Adp {
                break;
            }
            if let Some(body) = self.bodies.at(i - 1).filter(|b| b.span.start >= span.start && b.span.end <= noun) {
                let known = self.of_body(body);
                if !known.sectors.is_empty() {
                    if out.sectors.is_empty() && !out.people {
                        (out.sectors, out.international, out.body) = (known.sectors, known.international, true);
                    }
                    out.indirect = out.indirect.take().or(known.country);
                    i -= 1;
                    continue;
                }
            }
            let first = i.saturating_sub(3).max(span.start);
            let run = (first..i).find(|&start| self.word_sectors(start..i, &mut out));
            i = run.unwrap_or(i - 1);
        }
        out
    }

    /// Takes what a name before a noun says.
    fn note_name(&self, name: &Name, out: &mut Before<'k>) {
        let document = self.document;
        let Some(candidate) = self.setting.meant(document, name) else { return };
        let entry = candidate.entry;
        // "US-led", "Iran-backed": those who lead or back are not those who act.
        let hyphen = name.span.end + 1 < document.words.len() && document.word(name.span.end) == "-";
        let apart = hyphen
            && document.word(name.span.end + 1).starts_with(char::is_lowercase)
            && !matches!(document.word(name.span.end + 1), "based" | "born" | "owned" | "registered" | "flagged");
        if apart {
            return;
        }
        match entry.kind {
            Kind::Country => out.country = entry.country.clone().or(out.country.take()),
            Kind::Group if entry.sectors.is_empty() && entry.feature.as_deref() == Some("ethnic") => {
                out.people = out.sectors.is_empty();
                out.indirect = out.indirect.take().or_else(|| entry.country.clone());
            }
            Kind::Organisation | Kind::Group | Kind::Person => {
                if out.sectors.is_empty() && !out.people {
                    out.body = entry.kind != Kind::Person;
                    out.sectors = if out.body { entry.sectors.clone() } else { self.office(candidate) };
                    out.international = entry.country.is_none() && is_international(&entry.sectors);
                }
                out.indirect = out.indirect.take().or_else(|| entry.country.clone());
            }
            Kind::Place => out.indirect = out.indirect.take().or_else(|| entry.country.clone()),
        }
    }

    /// Takes what a run of words before a noun says; whether it says anything.
    fn word_sectors(&self, run: Range<usize>, out: &mut Before<'k>) -> bool {
        let document = self.document;
        let text = document.slice(&run);
        if run.len() == 1 && text.eq_ignore_ascii_case("foreign") {
            out.foreign = true;
            return true;
        }
        if let Some(modifier) = self.knowledge.modifier(text) {
            out.modifiers.push(modifier);
            let told = if modifier.turns.is_empty() { &mut out.sectors } else { &mut out.weak };
            if told.is_empty() && !out.people {
                *told = modifier.sectors.clone();
            }
            return true;
        }
        let noun = matches!(document.syntax.upos[run.end - 1], Upos::Noun | Upos::Propn);
        match self.knowledge.role(text).filter(|_| noun) {
            Some(role) if !role.sectors.is_empty() => {
                if out.sectors.is_empty() && !out.people {
                    out.sectors = role.sectors.clone();
                }
                true
            }
            _ => false,
        }
    }
}

/// Whether sectors are those of a body of several states; churches of many are in each at home.
pub fn is_international(sectors: &[String]) -> bool {
    sectors.first().is_some_and(|s| INTERNATIONAL.contains(&s.as_str())) && !sectors.iter().any(|s| s == "REL")
}
