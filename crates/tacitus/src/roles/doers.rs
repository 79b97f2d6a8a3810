//! Who does it, and to whom, by the tree: subjects and objects, those of the verbs above, owners and peoples of nouns.

use std::ops::Range;

use tacitus_knowledge::{How, Kind, Knowledge};

use super::{argument, has, phrase, taken};
use crate::clauses::{Class, Doer, class, doer};
use crate::document::{Document, Role, Upos};

/// Gives an event the actor and the recipient that it lacks, if the tree shows them.
pub fn of_event(document: &mut Document, knowledge: &Knowledge, e: usize) {
    let event = &document.events[e];
    let trigger = event.trigger;
    let verb = document.syntax.upos[trigger] == Upos::Verb;
    if !verb && let Some(people) = people(document, knowledge, trigger) {
        // A people's adjective outdoes what is not tied to the noun.
        let tied = |span: &Range<usize>| {
            let head = document.syntax.head_of(span);
            document.syntax.is_below(head, trigger) || document.syntax.parent(trigger) == document.syntax.parent(head)
        };
        let loose = event.arguments.iter().all(|a| a.role != Role::Actor || !tied(&a.span));
        if loose && !people.clone().any(|w| taken(event, w)) {
            let event = &mut document.events[e];
            event.arguments.retain(|a| a.role != Role::Actor);
            event.arguments.push(argument(Role::Actor, people));
        }
    }
    let event = &document.events[e];
    if !has(event, Role::Actor) {
        let found = if verb { doer_of(document, trigger, 0) } else { owner(document, trigger) };
        if let Some(head) = found.filter(|&h| !taken(event, h)) {
            let span = phrase(document, head);
            document.events[e].arguments.push(argument(Role::Actor, span));
        }
    }
    let event = &document.events[e];
    if !has(event, Role::Recipient) && !event.reciprocal {
        let found = if verb { patient(document, trigger) } else { target(document, trigger) };
        if let Some(head) = found.filter(|&h| !taken(event, h) && is_actor(document, h)) {
            let span = phrase(document, head);
            document.events[e].arguments.push(argument(Role::Recipient, span));
        }
    }
}

/// Who does what a verb tells: its subject or agent, or that of the verb that governs it or that it is joined to.
pub fn doer_of(document: &Document, verb: usize, depth: usize) -> Option<usize> {
    let syntax = &document.syntax;
    let sentence = document.sentence_around(verb);
    let child = |wanted: &[&str]| syntax.children(verb, sentence).find(|&c| wanted.contains(&syntax.deprel[c]));
    if let Some(agent) = child(&["obl:agent"]) {
        return Some(agent);
    }
    if child(&["nsubj:pass"]).is_some() || depth > 4 {
        return None;
    }
    if let Some(subject) = child(&["nsubj"]) {
        let relative = matches!(syntax.lemma[subject].as_str(), "who" | "which" | "that");
        return match syntax.parent(verb) {
            Some(noun) if relative && syntax.relation(verb) == "acl" => Some(noun),
            _ => (!relative).then_some(subject),
        };
    }
    let above = syntax.parent(verb)?;
    match syntax.relation(verb) {
        "conj" => doer_of(document, above, depth + 1),
        "xcomp" | "advcl" | "ccomp" if syntax.upos[above] == Upos::Verb => {
            let object = syntax.children(above, sentence).find(|&c| {
                matches!(syntax.relation(c), "obj" | "iobj" | "nsubj") && (syntax.deprel[c] != "nsubj") && c < verb
            });
            let passive = syntax.children(above, sentence).find(|&c| syntax.deprel[c] == "nsubj:pass");
            let by_object = match doer(document, above) {
                Some(Doer::Object) => true,
                Some(Doer::Subject) => false,
                None => syntax.relation(verb) == "xcomp" && object.is_some(),
            };
            match (by_object, passive) {
                // "Was urged to": who was urged.
                (_, Some(passive)) => Some(passive),
                (true, None) => object,
                (false, None) => doer_of(document, above, depth + 1),
            }
        }
        _ => None,
    }
}

/// To whom a verb does it: its object, or the subject of its passive.
fn patient(document: &Document, verb: usize) -> Option<usize> {
    let syntax = &document.syntax;
    let sentence = document.sentence_around(verb);
    let child = |wanted: &str| syntax.children(verb, sentence).find(|&c| syntax.deprel[c] == wanted);
    child("nsubj:pass").or_else(|| child("iobj")).or_else(|| child("obj"))
}

/// Who does what a noun tells: its possessor, or the subject of the verb that lends itself to it ("held talks").
fn owner(document: &Document, noun: usize) -> Option<usize> {
    let syntax = &document.syntax;
    let sentence = document.sentence_around(noun);
    if let Some(owner) = syntax.children(noun, sentence).find(|&c| syntax.deprel[c] == "nmod:poss") {
        return Some(owner);
    }
    // The verb above, or the one right before the noun's phrase: of several verbs joined the noun may hang on the first.
    let above = syntax.parent(noun).filter(|_| matches!(syntax.relation(noun), "obj" | "obl"))?;
    let modifies = |&i: &usize| matches!(syntax.upos[i], Upos::Adp | Upos::Det | Upos::Adj | Upos::Num);
    let before = (sentence.start..noun).rev().find(|i| !modifies(i));
    let light = [Some(above), before]
        .into_iter()
        .flatten()
        .find(|&v| syntax.upos[v] == Upos::Verb && class(document, v) == Some(Class::Light))?;
    doer_of(document, light, 0)
}

/// To whom it is done that a noun tells: "sanctions against", "an attack on".
fn target(document: &Document, noun: usize) -> Option<usize> {
    let syntax = &document.syntax;
    let sentence = document.sentence_around(noun);
    let against = |c: usize| {
        syntax
            .children(c, sentence)
            .any(|i| syntax.relation(i) == "case" && matches!(document.word(i), "against" | "on"))
    };
    syntax.children(noun, sentence).find(|&c| c > noun && syntax.relation(c) == "nmod" && against(c))
}

/// The adjective of a country's people before a noun: "[South Korean] shelling".
fn people(document: &Document, knowledge: &Knowledge, noun: usize) -> Option<Range<usize>> {
    let syntax = &document.syntax;
    let start = document.sentence_around(noun).start.max(noun.saturating_sub(4));
    let demonym = |words: &Range<usize>| {
        let candidates = knowledge.lookup(document.slice(words), document.input.published);
        candidates.first().is_some_and(|c| c.entry.kind == Kind::Country && c.how == How::Demonym)
    };
    (start..noun).flat_map(|a| [a..(a + 2).min(noun), a..a + 1]).find(|s| {
        let last = s.end - 1;
        s.len() <= noun - s.start
            && syntax.relation(last) == "amod"
            && syntax.parent(last) == Some(noun)
            && document.word(s.start).starts_with(char::is_uppercase)
            && demonym(s)
    })
}

/// Whether a word heads a mention of somebody who can be acted upon.
fn is_actor(document: &Document, word: usize) -> bool {
    document.mentions.iter().any(|m| m.head == word && m.kind.is_actor())
}
