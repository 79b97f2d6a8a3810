//! Events that statements and nouns are: a denial of another's claim, a deal to do something, and the type of an event
//! whose word is a speech act of another kind.

use std::ops::Range;

use tacitus_knowledge::Knowledge;

use super::doers::{doer_of, is_actor};
use super::{argument, has, phrase};
use crate::acts;
use crate::circumstances::reality;
use crate::clauses::{Class, class};
use crate::document::{Argument, Document, Event, Role, Upos};
use crate::events::{COMMITMENT, THREAT};
use crate::negation::is_negated;
use crate::{governor, lending};

/// Least confidence at which the network's type stands against that of the speech act.
const SURE: f32 = 0.3;
/// How sure a deed is for which somebody only commits himself, beside the commitment.
const DEED: f32 = 0.5;
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

/// Whether an event is only that somebody declines to speak: "declined to [confirm]", "[refused] to comment". It is a
/// statement, and no refusal of anything that was asked.
pub fn is_silence(document: &Document, knowledge: &Knowledge, e: usize) -> bool {
    let event = &document.events[e];
    let speaks = |w: usize| matches!(acts::verb(document, knowledge, w), Some("assert" | "confirm" | "admit"));
    let declined = |w: usize| class(document, w) == Some(Class::Refused);
    let sentence = document.sentence_around(event.trigger);
    let below =
        || document.syntax.children(event.trigger, sentence).filter(|&c| document.syntax.relation(c) == "xcomp");
    let clause = |c: usize| document.syntax.children(c, sentence).find(|&k| document.syntax.relation(k) == "ccomp");
    let above = governor::of(document, event.trigger);
    // "Refused to respond to a request by them" refuses them something; "declined to say whether they knew" does not.
    let open = |word: usize| below().filter_map(clause).any(|k| document.syntax.is_below(word, k));
    let to = |a: &Argument| a.role == Role::Recipient && a.span.start > event.trigger && !open(a.span.start);
    let refused = event.arguments.iter().any(to);
    event.kind == "REJECT"
        && !refused
        && (declined(event.trigger) && below().any(speaks)
            || speaks(event.trigger) && (above.is_some_and(declined) || is_negated(document, event.trigger)))
}

/// Whether an event is only that somebody warns of what a third party may do: "[warned] that Peru might attack". Who warns
/// threatens nobody.
pub fn is_alarm(document: &Document, knowledge: &Knowledge, e: usize) -> bool {
    let (event, syntax) = (&document.events[e], &document.syntax);
    let sentence = document.sentence_around(event.trigger);
    if event.kind != THREAT || acts::verb(document, knowledge, event.trigger) != Some("warn") {
        return false;
    }
    let addressed = syntax.children(event.trigger, sentence).any(|c| matches!(syntax.relation(c), "obj" | "iobj"));
    let third = |clause: usize| {
        let own = |s: usize| event.arguments.iter().any(|a| a.role == Role::Actor && a.span.contains(&s));
        let subject = syntax.children(clause, sentence).find(|&s| syntax.deprel[s] == "nsubj");
        subject.filter(|&s| matches!(syntax.upos[s], Upos::Propn | Upos::Noun) && !own(s))
    };
    let may = |clause: usize| syntax.children(clause, sentence).any(|i| class(document, i) == Some(Class::May));
    let mut clauses = syntax.children(event.trigger, sentence).filter(|&c| syntax.relation(c) == "ccomp");
    !addressed && clauses.any(|c| third(c).is_some() && may(c))
}

/// Takes an attempt, a failure or the like that was read as the event beside the deed that it governs for what it says of
/// the deed: "[tried] to [buy]" is one event, the second word's.
pub fn fold(document: &mut Document) {
    use Class::{Actual, Ended, Ongoing, Tried, Undone};
    for e in (0..document.events.len()).rev() {
        let event = &document.events[e];
        if !matches!(class(document, event.trigger), Some(Tried | Undone | Ended | Ongoing | Actual)) {
            continue;
        }
        let deed = |o: &Event| o.kind == event.kind && governor::of(document, o.trigger) == Some(event.trigger);
        let Some(deed) = document.events.iter().find(|o| deed(o)).map(|o| o.trigger) else { continue };
        let gone = document.events.remove(e);
        let Some(deed) = document.events.iter_mut().find(|o| o.trigger == deed) else { continue };
        deed.confidence = deed.confidence.max(gone.confidence);
        for role in [Role::Actor, Role::Recipient, Role::Object, Role::Beneficiary] {
            if !has(deed, role) {
                deed.arguments.extend(gone.arguments.iter().filter(|a| a.role == role).cloned());
            }
        }
    }
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

/// Where a plan or promise and what is planned were both read as the commitment or threat, the latter is the deed: "[plans]
/// to [send]". The surer reading is the commitment's, which is what is reported. Where only the deed's word was read, as the
/// commitment, the event is two: that of the verb above it or beside it ("[will] [send]"), and the deed. What would have been done threatens nobody.
pub fn divide(document: &mut Document, e: usize) {
    let syntax = &document.syntax;
    let event = &document.events[e];
    let kind = event.kind;
    let Some(deed) = event.deed else { return };
    if kind == THREAT && reality::was_conditional(document, event.trigger) {
        (document.events[e].kind, document.events[e].mode) = (deed, None);
        return;
    }
    let above = syntax.parent(event.trigger).filter(|_| matches!(syntax.relation(event.trigger), "xcomp" | "acl"));
    let plan = above.filter(|&v| matches!(class(document, v), Some(Class::Planned | Class::Possible)));
    let Some(plan) = plan.or_else(|| intention(document, event.trigger)) else { return };
    let Some(p) = document.events.iter().position(|o| o.trigger == plan && o.kind == kind) else {
        let meant = matches!(class(document, plan), Some(Class::Planned | Class::Will | Class::Would));
        if meant && !document.events.iter().any(|o| o.trigger == plan) {
            let commitment = Event { trigger: plan, modality: "actual", ..event.clone() };
            document.events[e].confidence *= DEED;
            (document.events[e].kind, document.events[e].mode) = (deed, None);
            document.events.push(commitment);
        }
        return;
    };
    let (surer, other) = (document.events[p].confidence, event.confidence);
    document.events[p].confidence = surer.max(other);
    let event = &mut document.events[e];
    event.confidence = surer.min(other);
    (event.kind, event.mode) = (deed, None);
}

/// The modal verb that says that somebody means to do something: "[will] send".
fn intention(document: &Document, deed: usize) -> Option<usize> {
    let conditional = reality::of(document, deed).modality.is_some();
    let itself = matches!(
        class(document, deed),
        Some(Class::Planned | Class::Possible | Class::Urged | Class::Refused | Class::Tried)
    );
    reality::modal_ahead(document, deed).filter(|_| !conditional && !itself && !is_negated(document, deed))
}

/// The deals and promises that a verb lends itself to and that are no events yet: "reached a [deal] with Peru", "reached
/// billions worth of [deals] to provide arms to Peru".
pub fn deals<'a>(document: &'a Document, knowledge: &'a Knowledge) -> impl Iterator<Item = Event> + 'a {
    (0..document.words.len()).filter_map(move |noun| {
        let syntax = &document.syntax;
        let sentence = document.sentence_around(noun).clone();
        // The noun of whose phrase it is a part: "reached [billions worth of deals]".
        let mut whole = noun;
        while matches!(syntax.relation(whole), "nmod" | "nummod") {
            whole = syntax.parent(whole)?;
        }
        let verb = lending::verb(document, whole)?;
        if !matches!(acts::noun(document, knowledge, noun)?, "agree" | "promise") {
            return None;
        }
        if document.events.iter().any(|e| e.trigger == noun || e.trigger == verb) {
            return None;
        }
        let actor = doer_of(document, verb, 0)?;
        let deed = infinitive(document, noun, verb, &sentence);
        let partner = |of: usize, words: &[&str]| {
            let mut below = syntax.children(of, &sentence).filter(|&c| c > noun);
            below.find(|&c| is_actor(document, c) && c != actor && document.has_preposition(c, words))
        };
        let known = deed.and_then(|d| document.events.iter().find(|e| e.trigger == d));
        let mut arguments = vec![argument(Role::Actor, phrase(document, actor))];
        match (known, deed) {
            (Some(known), _) => {
                let of_deed = known.arguments.iter().filter(|a| matches!(a.role, Role::Recipient | Role::Object));
                arguments.extend(of_deed.cloned());
            }
            (None, Some(deed)) => {
                arguments.extend(
                    partner(deed, &["to", "for", "with"]).map(|p| argument(Role::Recipient, phrase(document, p))),
                );
                let object = syntax.children(deed, &sentence).find(|&c| syntax.relation(c) == "obj");
                arguments.extend(object.map(|o| argument(Role::Object, syntax.subtree(o, &sentence))));
            }
            (None, None) => {}
        }
        if !arguments.iter().any(|a| a.role == Role::Recipient) {
            let with = partner(noun, &["with"]).or_else(|| partner(verb, &["with"]));
            arguments.extend(with.map(|p| argument(Role::Recipient, phrase(document, p))));
        }
        (deed.is_some() || arguments.len() > 1).then(|| Event {
            trigger: noun,
            kind: COMMITMENT,
            modality: "actual",
            arguments,
            confidence: BY_TREE,
            ..Default::default()
        })
    })
}

/// The verb of the infinitive right behind a noun, which hangs on it or on the verb above.
fn infinitive(document: &Document, noun: usize, verb: usize, sentence: &Range<usize>) -> Option<usize> {
    let syntax = &document.syntax;
    let to = (noun + 1..sentence.end).next().filter(|&i| document.word(i) == "to" && syntax.relation(i) == "mark")?;
    let deed = syntax.parent(to).filter(|&d| d > to && syntax.upos[d] == Upos::Verb)?;
    (syntax.is_below(deed, noun) || syntax.parent(deed) == Some(verb) || syntax.is_below(deed, verb)).then_some(deed)
}
