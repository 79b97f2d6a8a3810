//! What a phrase stands for by its nouns, where it was read otherwise or not at all: people by their titles, several of
//! them, bodies.

use std::ops::Range;

use tacitus_knowledge::{How, Kind, Knowledge, RoleKind};

use crate::document::{Document, Mention, MentionKind, Upos};
use crate::names;
use crate::record::Form;

/// The kind of a country or body whose name was read as a description or a pronoun ("the Netherlands", "WHO"), and of a movement
/// that was read as a place. `None` for what is no such name.
pub fn known_name(document: &Document, knowledge: &Knowledge, m: usize) -> Option<MentionKind> {
    let mention = &document.mentions[m];
    let place = mention.kind == MentionKind::Place;
    if mention.form == Form::Name && !place {
        return None;
    }
    let article = document.word(mention.span.start).eq_ignore_ascii_case("the") && mention.span.len() > 1;
    let name = mention.span.start + usize::from(article)..mention.span.end;
    let small = |i: usize| document.word(i).starts_with(char::is_lowercase);
    let whispered = mention.form == Form::Pronoun && document.slice(&name).chars().any(char::is_lowercase);
    if name.clone().any(small) || whispered {
        return None;
    }
    let best = knowledge.lookup(document.slice(&name), document.input.published).into_iter().next()?;
    match (best.entry.kind, best.how) {
        (Kind::Group, How::Name | How::Alias) => {
            (place && !best.entry.sectors.is_empty()).then_some(MentionKind::Organization)
        }
        _ if mention.form == Form::Name => None,
        (Kind::Country, How::Name | How::Alias) => Some(mention.kind).filter(|kind| *kind != MentionKind::Person),
        (Kind::Organisation, How::Name | How::Alias) => Some(MentionKind::Organization),
        _ => None,
    }
}

/// Whether what was read as a person is a capital, and nobody in the report has its name: "BISHKEK, June 17 -".
pub fn is_capital(document: &Document, knowledge: &Knowledge, m: usize) -> bool {
    let mention = &document.mentions[m];
    if mention.kind != MentionKind::Person || mention.form != Form::Name {
        return false;
    }
    let name = document.slice(&mention.span);
    let bears = |other: &Mention| {
        let words = document.slice(&other.span);
        other.kind == MentionKind::Person && words.len() > name.len() && words.contains(name)
    };
    names::is_capital(document, knowledge, &mention.span) && !document.mentions.iter().any(bears)
}

/// Whether what was read as a name describes several people in capitals: "Senators". A party's people bear its name.
pub fn is_of_several(document: &Document, knowledge: &Knowledge, m: usize) -> bool {
    let mention = &document.mentions[m];
    mention.form == Form::Name
        && mention.kind == MentionKind::Person
        && document.syntax.has(mention.head, "Number=Plur")
        && knowledge.role(document.word(mention.head)).is_some_and(|r| r.sectors != ["PTY"])
}

/// Whether what was read as a body is the person who heads it or speaks for it: "the NATO Chief".
pub fn is_office(document: &Document, knowledge: &Knowledge, m: usize) -> bool {
    let mention = &document.mentions[m];
    let singular = !document.syntax.has(mention.head, "Number=Plur");
    let last = (mention.head + 1..mention.span.end).all(|i| document.is_possessive(i));
    let role = knowledge.role(document.word(mention.head)).map(|r| r.kind);
    mention.kind == MentionKind::Organization
        && singular
        && last
        && matches!(role, Some(RoleKind::Person | RoleKind::Representative))
}

/// Whether a name that was read as a person's is a body's by its noun: "the Labour Party", "King's College".
pub fn is_body(document: &Document, knowledge: &Knowledge, m: usize) -> bool {
    let mention = &document.mentions[m];
    let proper = mention.form == Form::Name || document.syntax.upos[mention.head] == Upos::Propn;
    if mention.kind != MentionKind::Person || !proper {
        return false;
    }
    let named = |i: usize| document.syntax.upos[i] == Upos::Det || document.is_possessive(i);
    knowledge.role(document.word(mention.head)).is_some_and(|r| r.kind == RoleKind::Institution)
        && (mention.span.start..mention.head).any(named)
}

/// Whether a name that was read otherwise is a place's by its noun and does nothing: "the Norton Bridge", "the City of
/// Reno".
pub fn is_place(document: &Document, m: usize) -> bool {
    let (mention, syntax) = (&document.mentions[m], &document.syntax);
    let acts = syntax.deprel[mention.head] == "nsubj";
    mention.form == Form::Name
        && matches!(mention.kind, MentionKind::Person | MentionKind::Organization)
        && mention.span.len() > 2
        && document.word(mention.span.start).eq_ignore_ascii_case("the")
        && document.word(mention.head).starts_with(char::is_uppercase)
        && !acts
        && crate::places::is_noun(document.word(mention.head))
}

/// The name at the end of a phrase that begins with a person's role: of "Defence Ministry spokesman Paul Okello" and "Minister
/// for Trade Paul Okello" the last two words, of "the son of spokesman Paul Okello" none.
pub fn titled_person(document: &Document, knowledge: &Knowledge, span: &Range<usize>) -> Option<Range<usize>> {
    let proper = |i: usize| document.syntax.upos[i] == Upos::Propn && document.word(i).starts_with(char::is_uppercase);
    let person = |kind: RoleKind| matches!(kind, RoleKind::Person | RoleKind::Representative);
    let is_role = |words: Range<usize>| knowledge.role(document.slice(&words)).is_some_and(|r| person(r.kind));
    // "Envoy Salem Azzouz, who flew there".
    let relative = |i: usize| document.word(i) == "," && matches!(document.word(i + 1), "who" | "whose");
    let end = (span.start + 1..span.end.saturating_sub(1)).find(|&i| relative(i)).unwrap_or(span.end);
    let span = &(span.start..end);
    let head = document.syntax.head_of(span);
    // "The mission's spokesman Ana Ruiz", where the tree has the mission and her beside each other.
    let beside = |w: usize| {
        let above = |w: usize| (document.syntax.parent(w), document.syntax.relation(w));
        w != head && above(w) == above(head) && above(w).1 == "nsubj"
    };
    let mut ends = (1..=3).rev().filter(|n| span.len() > *n).map(|n| span.end - n..span.end);
    let behind = ends.find(|name| {
        let title = |length: usize| {
            let near = head + length >= name.start || beside(name.start);
            name.start >= span.start + length && near && is_role(name.start - length..name.start)
        };
        // "The Communist Party" is nobody's name.
        let body = knowledge.role(document.word(name.end - 1)).is_some_and(|r| r.kind == RoleKind::Institution);
        name.clone().all(proper) && !body && !is_role(name.start..name.start + 1) && (1..=3).any(title)
    });
    behind.or_else(|| is_role(head..head + 1).then(|| name_beside(document, knowledge, span, head)).flatten())
}

/// The name of several parts with which a phrase ends and which the tree has beside its title: of "Minister for Trade Paul
/// Okello" the last two words.
fn name_beside(document: &Document, knowledge: &Knowledge, span: &Range<usize>, title: usize) -> Option<Range<usize>> {
    let syntax = &document.syntax;
    let flat = |w: usize, first: usize| syntax.relation(w) == "flat" && syntax.parent(w) == Some(first);
    let first = (title + 2..span.end.saturating_sub(1)).find(|&w| {
        let below = syntax.parent(w) == Some(title) && matches!(syntax.relation(w), "nmod" | "appos" | "flat");
        let second = syntax.relation(w) == "nsubj" && syntax.relation(title) == "nsubj";
        let beside = below || second && syntax.parent(w) == syntax.parent(title);
        let led = syntax.children(w, span).any(|c| syntax.relation(c) == "case");
        // "Chairman of the Council Ana Ruiz", where the tree has him chair her.
        let known = || {
            let found = knowledge.lookup(document.slice(&(w..span.end)), document.input.published).into_iter().next();
            let body = knowledge.role(document.word(w - 1)).is_some_and(|r| r.kind == RoleKind::Institution);
            body && found.is_some_and(|c| c.entry.kind == Kind::Person)
        };
        beside && (!led || known()) && syntax.upos[w] == Upos::Propn && (w + 1..span.end).all(|i| flat(i, w))
    })?;
    // Behind a comma it is an apposition, which has a mention of its own; behind a bracket it is not.
    (syntax.upos[first - 1] != Upos::Punct || document.word(first - 1) == ")").then_some(first..span.end)
}

/// What a phrase that was not read as a mention, nor any of its head, stands for: a person where it has a person's role or
/// a name of first and last names, else a body.
pub fn likely_kind(document: &Document, knowledge: &Knowledge, span: &Range<usize>) -> MentionKind {
    match knowledge.role_in(document.slice(span)).map(|r| r.kind) {
        Some(RoleKind::Person | RoleKind::Representative | RoleKind::Group) => MentionKind::Person,
        None if is_full_name(document, span) => MentionKind::Person,
        _ => MentionKind::Organization,
    }
}

/// Whether a phrase ends in proper nouns of which the later are flat: "Ana Ruiz".
fn is_full_name(document: &Document, span: &Range<usize>) -> bool {
    let syntax = &document.syntax;
    let last = span.end - 1;
    syntax.deprel[last] == "flat" && syntax.upos[last] == Upos::Propn && span.len() > 1
}
