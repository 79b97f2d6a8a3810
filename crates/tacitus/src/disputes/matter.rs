//! What a statement disputes.

use crate::document::{Disputed, Document};

/// What a denying statement is about: an event that the statement within it tells, or that statement; an event in its
/// content; what another source says in the same sentence; else only itself.
pub fn of(document: &Document, a: usize) -> Disputed {
    if let Some(inner) = within(document, a) {
        return event_in(document, inner).map_or(Disputed::Attribution(inner), Disputed::Event);
    }
    if let Some(event) = event_in(document, a) {
        return Disputed::Event(event);
    }
    let other = beside(document, a).unwrap_or(a);
    Disputed::Attribution(other)
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
    let inside = |e: usize| document.attributions[a].tells(document.events[e].trigger);
    let own = |&e: &usize| document.events[e].attribution == Some(a);
    let events = || (0..document.events.len()).filter(|&e| inside(e));
    events().find(own).or_else(|| events().next())
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
