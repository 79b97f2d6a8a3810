//! Events that statements and nouns are: a denial of another's claim, a deal to do something, and the type of an event
//! whose word is a speech act of another kind.

use tacitus_knowledge::Knowledge;

use super::doers::doer_of;
use super::{argument, phrase};
use crate::acts;
use crate::document::{Document, Event, Role, Upos};

/// Least confidence at which the network's type stands against that of the speech act.
const SURE: f32 = 0.3;
/// How sure an event is that the tree shows.
const BY_TREE: f32 = 0.4;

/// The type that an unsure event must have by the speech act of its word, where it has another.
pub fn kind(document: &Document, knowledge: &Knowledge, e: usize) -> Option<&'static str> {
    let event = &document.events[e];
    let fitting: &[&'static str] = match acts::verb(document, knowledge, event.trigger)? {
        "warn" | "threaten" => &["THREATEN", "ACCUSE", "REQUEST"],
        "accuse" | "condemn" => &["ACCUSE"],
        "deny" => &["REJECT", "ACCUSE"],
        _ => return None,
    };
    let fits = fitting.contains(&event.kind) && !(event.kind == "REQUEST" && event.confidence < SURE);
    (event.confidence < SURE && !fits).then(|| fitting[0])
}

/// The denials and rejections of what another says that are no events yet.
pub fn denials<'a>(document: &'a Document, knowledge: &'a Knowledge) -> impl Iterator<Item = Event> + 'a {
    let attributions = &document.attributions;
    attributions.iter().filter_map(move |a| {
        let cue = a.cue.first()?;
        let (word, act) = cue.clone().rev().find_map(|w| Some((w, acts::verb(document, knowledge, w)?)))?;
        let rejects = matches!(act, "deny" | "reject");
        let there = document.events.iter().any(|e| cue.contains(&e.trigger));
        let source = a.source.first()?;
        let claim = attributions.iter().find(|b| {
            let noun = b.cue.first().map(|c| c.end - 1);
            noun.is_some_and(|n| acts::noun(document, knowledge, n).is_some() && a.tells(n))
        })?;
        let other = claim.source.first().filter(|o| *o != source)?;
        (rejects && !there).then(|| Event {
            trigger: word,
            kind: "REJECT",
            modality: "actual",
            arguments: vec![argument(Role::Actor, source.clone()), argument(Role::Recipient, other.clone())],
            confidence: BY_TREE,
            ..Default::default()
        })
    })
}

/// The deals and promises to do something that are told by a noun before it and are no events yet: "[deals] to provide".
pub fn deals<'a>(document: &'a Document, knowledge: &'a Knowledge) -> impl Iterator<Item = Event> + 'a {
    document.events.iter().filter_map(move |deed| {
        let syntax = &document.syntax;
        let sentence = document.sentence_around(deed.trigger).clone();
        let to = syntax
            .children(deed.trigger, &sentence)
            .find(|&c| c < deed.trigger && syntax.relation(c) == "mark" && document.word(c) == "to")?;
        let noun = to.checked_sub(1).filter(|&n| sentence.contains(&n) && syntax.upos[n] == Upos::Noun)?;
        if !matches!(acts::noun(document, knowledge, noun)?, "agree" | "promise") {
            return None;
        }
        // The verb of whose phrase the noun is a part: "reached [billions worth of deals]".
        let mut verb = syntax.parent(noun)?;
        while syntax.upos[verb] != Upos::Verb {
            verb = syntax.parent(verb).filter(|_| matches!(syntax.relation(verb), "obj" | "nmod" | "nummod"))?;
        }
        let told = document.events.iter().any(|e| e.trigger == noun || e.trigger == verb);
        let actor = doer_of(document, verb, 0)?;
        let of_deed = deed.arguments.iter().filter(|a| matches!(a.role, Role::Recipient | Role::Object));
        (!told).then(|| Event {
            trigger: noun,
            kind: "AGREE",
            modality: "actual",
            arguments: std::iter::once(argument(Role::Actor, phrase(document, actor)))
                .chain(of_deed.cloned())
                .collect(),
            confidence: BY_TREE,
            ..Default::default()
        })
    })
}
