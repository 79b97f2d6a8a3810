//! What an entity does in the text: a capital that acts is its government, one that things happen in is a city.

use crate::document::{Document, Role, Upos};
use crate::record::Form;

/// What an entity does in the text, from least to most.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Acting {
    /// Things happen in it or to it.
    No,
    /// Something is said of it, or is its own.
    Subject,
    /// It does something.
    Agent,
    /// It mostly does something where it is named: a capital that acts is its government.
    Government,
}

/// Of each mention, whether somebody acts or is addressed there and no place is meant: who says or does something, and to whom
/// it is done, unless a place is stormed or troops are sent there. Requires the mentions of events and attributions.
pub fn acts_there(document: &Document) -> Vec<bool> {
    let mut out = vec![false; document.mentions.len()];
    for event in &document.events {
        let of_place = matches!(event.kind, "ASSAULT" | "MOBILIZE");
        let acts = |role: Role| role == Role::Actor || role == Role::Recipient && !of_place;
        let arguments = event.arguments.iter().filter(|a| acts(a.role));
        arguments.flat_map(|a| &a.mentions).for_each(|&m| out[m] = true);
    }
    document.attributions.iter().filter_map(|a| a.mention).for_each(|m| out[m] = true);
    let syntax = &document.syntax;
    // "Athens was a village": something is said of it.
    let described = |head: usize| {
        syntax.relation(head) == "nsubj" && syntax.parent(head).is_none_or(|p| syntax.upos[p] != Upos::Verb)
    };
    let idle = |head: usize| is_located(document, head) || described(head);
    (0..out.len()).for_each(|m| out[m] = out[m] && !idle(document.mentions[m].head));
    out
}

/// Whether a word stands behind a preposition of place.
fn is_located(document: &Document, head: usize) -> bool {
    let syntax = &document.syntax;
    syntax.children(head, document.sentence_around(head)).any(|c| {
        syntax.relation(c) == "case"
            && matches!(
                syntax.lemma[c].as_str(),
                "in" | "at" | "near" | "from" | "outside" | "around" | "through" | "into" | "within"
            )
    })
}

/// What entity `e` does. Requires syntax, events and attributions with their mentions.
pub fn acting(document: &Document, taking_part: &[bool], e: usize) -> Acting {
    let syntax = &document.syntax;
    let of = |m: usize| {
        let head = document.mentions[m].head;
        let located = is_located(document, head);
        let verb = syntax.parent(head).is_some_and(|p| syntax.upos[p] == Upos::Verb);
        let subject = syntax.relation(head) == "nsubj";
        let agent = (subject && verb && syntax.deprel[head] != "nsubj:pass") || syntax.deprel[head] == "obl:agent";
        let doing = match () {
            _ if located => Acting::No,
            _ if agent || taking_part[m] || syntax.deprel[head] == "nmod:poss" => Acting::Agent,
            _ if subject => Acting::Subject,
            _ => Acting::No,
        };
        (doing, located, taking_part[m])
    };
    let (mut most, mut agent, mut place, mut named) = (Acting::No, 0, 0, 0);
    for &m in &document.entities[e].mentions {
        let (doing, located, takes_part) = of(m);
        most = most.max(doing);
        let name = document.mentions[m].form == Form::Name;
        agent += usize::from(takes_part && !located && name);
        place += usize::from(located);
        named += usize::from(name);
    }
    let mostly = agent >= place && (2 * agent >= named || named <= 2);
    if most == Acting::Agent && mostly { Acting::Government } else { most }
}
