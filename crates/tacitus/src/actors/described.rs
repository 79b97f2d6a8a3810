//! What an entity's own words say of it: the country named in the phrase and the sector of its noun ("South Korean
//! officials").

use std::ops::Range;

use tacitus_knowledge::{How, Kind, Knowledge};

use crate::document::{Document, MentionKind};
use crate::names::{best_name, proper_name};
use crate::record::Form;

/// Sectors of bodies and of their officials that act for no one country.
pub const INTERNATIONAL: [&str; 5] = ["IGO", "UNO", "EUR", "IMG", "NGO"];

/// What an entity's own words say.
#[derive(Default)]
pub struct Described {
    pub country: Option<String>,
    pub sectors: Vec<String>,
    pub role: Option<String>,
    /// Whether it belongs to a body of several states.
    pub international: bool,
}

/// Country and sector from the phrases that mention the entity, and what stands in apposition to them.
pub fn described(document: &Document, knowledge: &Knowledge, e: usize) -> Described {
    let mut out = Described::default();
    for &m in &document.entities[e].mentions {
        let mention = &document.mentions[m];
        if mention.form == Form::Pronoun || matches!(mention.kind, MentionKind::Time | MentionKind::Abstract) {
            continue;
        }
        for phrase in descriptions(document, knowledge, m) {
            if out.country.is_none() {
                out.country = country_in(document, knowledge, &phrase);
            }
            if (out.sectors.is_empty() || out.role.is_none())
                && let Some(role) = knowledge.role_in(document.slice(&phrase))
            {
                if out.sectors.is_empty() {
                    out.sectors = role.sectors.clone();
                }
                if out.role.is_none() && mention.kind == MentionKind::Person && mention.form == Form::Name {
                    out.role = Some(role.noun.clone());
                }
            }
            if let Some(sectors) = organisation_in(document, knowledge, &phrase) {
                out.international |= sectors.iter().any(|s| INTERNATIONAL.contains(&s.as_str()));
                if out.sectors.is_empty() {
                    out.sectors = sectors;
                }
            }
        }
    }
    out
}

/// The parts of a mention that describe: of a person's name what stands before and after it, else the phrase.
fn descriptions(document: &Document, knowledge: &Knowledge, m: usize) -> Vec<Range<usize>> {
    let mention = &document.mentions[m];
    let phrase = own_phrase(document, m);
    let name = proper_name(document, m);
    let title = knowledge.role(document.slice(&name)).is_some();
    if mention.kind != MentionKind::Person || mention.form != Form::Name || title {
        return vec![phrase];
    }
    [phrase.start..name.start.min(phrase.end), name.end.max(phrase.start)..phrase.end]
        .into_iter()
        .filter(|p| !p.is_empty())
        .collect()
}

/// A mention's words up to its first relative clause, where another's description begins.
pub fn own_phrase(document: &Document, m: usize) -> Range<usize> {
    let mention = &document.mentions[m];
    let syntax = &document.syntax;
    let clause = mention.span.clone().find(|&i| {
        matches!(syntax.deprel[i], "acl:relcl" | "parataxis")
            || (syntax.relation(i) == "nsubj"
                && syntax.parent(i).is_some_and(|p| mention.span.contains(&p) && p != mention.head))
    });
    mention.span.start
        ..clause.map_or(mention.span.end, |c| syntax.subtree(c, &mention.span).start.max(mention.head + 1))
}

/// The country that a phrase names itself.
pub fn nation_in(document: &Document, knowledge: &Knowledge, phrase: &Range<usize>) -> Option<String> {
    best_name(document, phrase, |name| {
        let candidates = knowledge.lookup(name, document.input.published).into_iter();
        candidates.filter(|c| c.entry.kind == Kind::Country).find_map(|c| c.entry.country.clone())
    })
}

/// The country that a phrase names, by name, adjective or seat of government, else by one of its places; the longest
/// names first.
fn country_in(document: &Document, knowledge: &Knowledge, phrase: &Range<usize>) -> Option<String> {
    let named = |place: bool| {
        best_name(document, phrase, |name| {
            knowledge
                .lookup(name, document.input.published)
                .into_iter()
                .filter(|c| c.how != How::Surname || c.in_office)
                .find(|c| (c.entry.kind == Kind::Place) == place && c.entry.country.is_some())
                .and_then(|c| c.entry.country.clone())
        })
    };
    named(false).or_else(|| named(true))
}

fn organisation_in(document: &Document, knowledge: &Knowledge, phrase: &Range<usize>) -> Option<Vec<String>> {
    best_name(document, phrase, |name| {
        knowledge
            .lookup(name, document.input.published)
            .into_iter()
            .find(|c| matches!(c.entry.kind, Kind::Organisation | Kind::Group) || c.in_office)
            .map(|c| c.entry.sectors.clone())
            .filter(|s| !s.is_empty())
    })
}
