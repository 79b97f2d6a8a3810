//! Who shares in an event: those joined to a participant by "and", and those named as examples of it.

use super::{argument, phrase, taken};
use crate::clauses::is_example;
use crate::document::{Document, Role, Upos};

/// Adds the participants that share a role: "[Peru] and Chile", "[nations] like Peru and Chile".
pub fn of_event(document: &mut Document, e: usize) {
    let event = &document.events[e];
    let mut found: Vec<(Role, usize)> = Vec::new();
    for a in event.arguments.iter().filter(|a| a.role != Role::Object) {
        let head = document.syntax.head_of(&a.span);
        let first = first(document, head);
        let mut heads = joined(document, first.unwrap_or(head));
        heads.extend(first);
        for example in examples(document, head) {
            heads.push(example);
            heads.extend(joined(document, example));
        }
        for h in heads {
            if !taken(event, h) && !found.iter().any(|f| f.1 == h) {
                found.push((a.role, h));
            }
        }
    }
    for (role, head) in found {
        let span = phrase(document, head);
        if !span.clone().any(|w| taken(&document.events[e], w)) {
            document.events[e].arguments.push(argument(role, span));
        }
    }
}

/// The name or noun that a word is joined to: of "Peru and [Chile]", Peru.
fn first(document: &Document, head: usize) -> Option<usize> {
    let syntax = &document.syntax;
    let parent = syntax.parent(head).filter(|_| syntax.relation(head) == "conj")?;
    matches!(syntax.upos[parent], Upos::Propn | Upos::Noun).then_some(parent)
}

/// The names joined to a name or noun.
fn joined(document: &Document, head: usize) -> Vec<usize> {
    let syntax = &document.syntax;
    let sentence = document.sentence_around(head);
    let nominal = |c: usize| matches!(syntax.upos[c], Upos::Propn | Upos::Noun);
    // "Along with" joins more loosely than "and".
    let loose = |c: usize| syntax.children(c, sentence).any(|i| syntax.relation(i) == "case" && i < c);
    let conjuncts = syntax.children(head, sentence).filter(|&c| c > head && syntax.relation(c) == "conj");
    conjuncts.filter(|&c| nominal(c) && !loose(c)).collect()
}

/// Those named as some of what a noun stands for.
fn examples(document: &Document, head: usize) -> Vec<usize> {
    let syntax = &document.syntax;
    let sentence = document.sentence_around(head);
    syntax
        .children(head, sentence)
        .filter(|&c| {
            c > head && syntax.relation(c) == "nmod" && syntax.upos[c] == Upos::Propn && is_example(document, c)
        })
        .collect()
}
