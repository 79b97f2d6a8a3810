//! What a statement disputes.

use crate::clauses::{Class, class};
use crate::document::{Disputed, Document, Upos};

/// Most words of a content that only points back.
const SHORT: usize = 3;
/// Sentences that it points back over.
pub const BACK: usize = 2;

/// What a denying statement is about: an event that the statement within it tells, or that statement; an event in its
/// content; what another source says in the same sentence; else only itself.
pub fn of(document: &Document, a: usize) -> Disputed {
    if let Some(inner) = within(document, a) {
        return event_in(document, inner).map_or(Disputed::Attribution(inner), Disputed::Event);
    }
    let another = || spoken_of(document, a).or_else(|| antecedent(document, a)).or_else(|| of_opponent(document, a));
    if let Some(spoken_of) = another() {
        return told(document, spoken_of);
    }
    if let Some(event) = event_in(document, a) {
        return Disputed::Event(event);
    }
    if let Some(meant) = meant(document, a) {
        return told(document, meant);
    }
    let mut heads = document.attributions[a].content.iter().map(|c| document.syntax.head_of(c));
    let own = heads.any(|h| document.syntax.upos[h] == Upos::Verb);
    // What has a clause of its own is not about what is said after it: "denied it had paid, though Peru said".
    let before = |b: &usize| document.attributions[*b].cue_head < document.attributions[a].cue_head;
    Disputed::Attribution(beside(document, a).filter(|b| !own || before(b)).unwrap_or(a))
}

/// The claim that a cue says a statement to be about: "'a lie', he said of the [charge] that".
fn spoken_of(document: &Document, a: usize) -> Option<usize> {
    let attributions = &document.attributions;
    let head = attributions[a].cue_head?;
    let about =
        |noun: usize| document.syntax.parent(noun) == Some(head) && document.has_preposition(noun, &["of", "about"]);
    (0..attributions.len()).find(|&b| b != a && attributions[b].cue_head.is_some_and(about))
}

/// What he says whom somebody contradicts, where that is told nearby: "contradicting her minister, who said".
fn of_opponent(document: &Document, a: usize) -> Option<usize> {
    let attributions = &document.attributions;
    let (head, content) = (attributions[a].cue_head?, attributions[a].content.first()?);
    let noun = document.syntax.head_of(content);
    let whom = document.mentions.iter().find(|m| m.head == noun && m.kind.is_actor())?.entity?;
    let here = document.sentence_of(head);
    let near = |b: usize| attributions[b].cue_head.filter(|&h| document.sentence_of(h).abs_diff(here) <= BACK);
    let own = (0..attributions.len()).filter(|&b| b != a && attributions[b].entity == Some(whom));
    own.filter_map(|b| near(b).map(|h| (h.abs_diff(head), b))).min().map(|(_, b)| b)
}

/// The statement before it that a clause beside it disputes: "Peru said it paid, [a claim that Chile rejects]".
fn antecedent(document: &Document, a: usize) -> Option<usize> {
    let (syntax, attributions) = (&document.syntax, &document.attributions);
    let head = attributions[a].cue_head?;
    let matter = attributions[a].content.first()?;
    let noun = syntax.head_of(matter);
    let beside = matter.start > 0 && document.word(matter.start - 1) == ",";
    let clause = syntax.relation(head) == "acl" && syntax.parent(head) == Some(noun) && noun < head;
    let sentence = document.sentence_around(head);
    let other = |b: &usize| {
        let told = attributions[*b].content.last().is_some_and(|c| c.end < matter.start);
        *b != a && told && attributions[*b].cue_head.is_some_and(|h| sentence.contains(&h))
    };
    (0..attributions.len()).filter(|_| beside && clause).filter(other).max_by_key(|&b| attributions[b].cue_head)
}

/// What a statement that is disputed comes to: its first event, or the statement.
pub fn told(document: &Document, a: usize) -> Disputed {
    event_in(document, a).map_or(Disputed::Attribution(a), Disputed::Event)
}

/// The outermost statement of another source in the content of one.
fn within(document: &Document, a: usize) -> Option<usize> {
    let attributions = &document.attributions;
    let inside = |w: usize| attributions[a].tells(w);
    let length = |b: usize| attributions[b].length();
    let same = |b: usize| attributions[b].entity.is_some() && attributions[b].entity == attributions[a].entity;
    // The claim's noun may stand with the cue: "said of the claim that".
    let part = |b: usize| length(b) < length(a) && attributions[b].content.iter().flat_map(|c| c.clone()).all(inside);
    (0..attributions.len())
        .filter(|&b| b != a && !same(b))
        .filter(|&b| attributions[b].cue_head.is_some_and(inside) || part(b))
        .max_by_key(|&b| (length(b), std::cmp::Reverse(b)))
}

/// The first event in a statement's content that is told by it, else the first that is in it.
fn event_in(document: &Document, a: usize) -> Option<usize> {
    let tells = |e: usize| document.attributions[a].tells(document.events[e].trigger);
    let inside = |e: usize| tells(e) && !is_aside(document, a, document.events[e].trigger);
    let own = |&e: &usize| document.events[e].attribution == Some(a);
    let events = || (0..document.events.len()).filter(|&e| inside(e));
    events().find(own).or_else(|| events().next())
}

/// The statement that a content points back to: "denied the allegation", "rejects it", "declined to comment". It is another's,
/// the last before.
fn meant(document: &Document, a: usize) -> Option<usize> {
    let (syntax, attributions) = (&document.syntax, &document.attributions);
    let head = attributions[a].cue_head?;
    let content = attributions[a].content.first()?;
    let predicate = syntax.head_of(content);
    // "The findings are wrong" points to the findings.
    let untrue = class(document, predicate) == Some(Class::False);
    let about = || {
        let mut below = syntax.children(predicate, document.sentence_around(predicate));
        below.find(|&c| syntax.relation(c) == "nsubj" && content.contains(&c))
    };
    let noun = untrue.then(about).flatten().unwrap_or(predicate);
    let points = |i: usize| matches!(syntax.lemma[i].as_str(), "the" | "this" | "that" | "these" | "those" | "such");
    let short = (content.len() <= SHORT || noun != predicate) && attributions[a].content.len() == 1;
    // "Declined to comment": on what was said last.
    let own = |c: usize| content.contains(&c) && matches!(syntax.relation(c), "obj" | "obl" | "ccomp" | "xcomp");
    let bare =
        attributions[a].act == "decline" && !syntax.children(predicate, document.sentence_around(predicate)).any(own);
    let pointing = syntax.upos[noun] == Upos::Pron || syntax.upos[noun] == Upos::Noun && points(content.start) || bare;
    let here = document.sentence_of(head);
    let near = |cue: usize| cue < head && here - document.sentence_of(cue) <= BACK;
    // "Is said to have paid, though he denies it": nobody is said to say so.
    let nobody = |b: usize| attributions[b].source.is_empty();
    let other =
        |b: usize| nobody(b) || attributions[b].entity.is_some() && attributions[b].entity != attributions[a].entity;
    (0..attributions.len())
        .filter(|&b| b != a && short && pointing && other(b))
        .filter_map(|b| attributions[b].cue_head.filter(|&c| near(c)).map(|c| (c, b)))
        .max()
        .map(|(_, b)| b)
}

/// Whether an event only describes the thing that a content is about: "dismissed footage [shared] by aid workers".
fn is_aside(document: &Document, a: usize, trigger: usize) -> bool {
    let syntax = &document.syntax;
    let Some(content) = document.attributions[a].content.iter().find(|c| c.contains(&trigger)) else { return false };
    let noun = syntax.head_of(content);
    let sentence = document.sentence_around(noun);
    let clause = |c: usize| syntax.children(c, sentence).any(|i| syntax.relation(i) == "mark");
    let describes = |&c: &usize| c > noun && syntax.relation(c) == "acl" && !clause(c) && syntax.is_below(trigger, c);
    syntax.upos[noun] == Upos::Noun && syntax.children(noun, sentence).any(|c| describes(&c))
}

/// The statement of another source that stands nearest in the same sentence.
fn beside(document: &Document, a: usize) -> Option<usize> {
    let attributions = &document.attributions;
    let head = attributions[a].cue_head?;
    let sentence = document.sentence_around(head);
    let other = |b: usize| attributions[b].entity.is_some() && attributions[b].entity != attributions[a].entity;
    (0..attributions.len())
        .filter(|&b| b != a && other(b))
        .filter_map(|b| attributions[b].cue_head.filter(|h| sentence.contains(h)).map(|h| (h.abs_diff(head), b)))
        .min()
        .map(|(_, b)| b)
}
