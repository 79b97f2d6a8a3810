//! Who does it, and to whom, by the tree: subjects and objects, those of the verbs above, owners and peoples of nouns.

use std::ops::Range;

use tacitus_knowledge::Knowledge;

use super::{argument, has, phrase, taken};
use crate::clauses::{Doer, doer};
use crate::document::{Argument, Document, Event, MentionKind, Role, Upos};
use crate::{lending, peoples};

/// Gives an event the actor and the recipient that it lacks, if the tree shows them.
pub fn of_event(document: &mut Document, knowledge: &Knowledge, e: usize) {
    let event = &document.events[e];
    let trigger = event.trigger;
    let verb = document.syntax.upos[trigger] == Upos::Verb;
    if !verb && let Some(people) = peoples::adjective(document, knowledge, trigger) {
        // A people's adjective outdoes what is not tied to the noun.
        let tied = |span: &Range<usize>| {
            let head = document.syntax.head_of(span);
            document.syntax.is_below(head, trigger) || document.syntax.parent(trigger) == document.syntax.parent(head)
        };
        let loose = event.arguments.iter().all(|a| a.role != Role::Actor || !tied(&a.span));
        // Nor is it the recipient of its own attack.
        let acted_upon = event.arguments.iter().any(|a| a.role == Role::Recipient && a.span == people);
        if loose && (acted_upon || !people.clone().any(|w| taken(event, w))) {
            let event = &mut document.events[e];
            event.arguments.retain(|a| a.role != Role::Actor && a.span != people);
            event.arguments.push(argument(Role::Actor, people));
        }
    }
    if verb {
        by_agent(document, e);
        feel(document, knowledge, e);
        leave(document, e);
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
        let given = matches!(event.kind, "AID" | "AGREE" | "COOPERATE");
        let getter = || receiver(document, trigger).filter(|_| verb && given);
        let found = getter().or_else(|| if verb { patient(document, trigger) } else { target(document, trigger) });
        if let Some(head) = found.filter(|&h| !taken(event, h) && is_actor(document, h)) {
            let span = phrase(document, head);
            document.events[e].arguments.push(argument(Role::Recipient, span));
        } else {
            let addressed = addressed(document, e);
            document.events[e].arguments.extend(addressed);
        }
    }
}

/// Who does it, of a passive whose agent is named, is the agent and those joined to him, and its subject is acted upon: "the
/// president was met by the minister and the envoy".
fn by_agent(document: &mut Document, e: usize) {
    let (event, syntax) = (&document.events[e], &document.syntax);
    let sentence = document.sentence_around(event.trigger);
    let child = |wanted: &str| syntax.children(event.trigger, sentence).find(|&c| syntax.deprel[c] == wanted);
    let (Some(subject), Some(agent)) = (child("nsubj:pass"), child("obl:agent")) else { return };
    let by = |head: usize| head == agent || syntax.relation(head) == "conj" && syntax.parent(head) == Some(agent);
    let heads: Vec<usize> = event.arguments.iter().map(|a| syntax.head_of(&a.span)).collect();
    let takes_part = |a: &Argument| matches!(a.role, Role::Actor | Role::Recipient);
    let acted_upon = event.arguments.iter().zip(&heads).any(|(a, &head)| head == subject && takes_part(a));
    if !acted_upon || !is_actor(document, agent) {
        return;
    }
    let role = |head: &usize| match *head {
        head if head == subject => Some(Role::Recipient),
        head => by(head).then_some(Role::Actor),
    };
    let roles: Vec<Option<Role>> = heads.iter().map(role).collect();
    let event = &mut document.events[e];
    event.reciprocal = false;
    for (argument, role) in event.arguments.iter_mut().zip(roles).filter(|(a, _)| takes_part(a)) {
        argument.role = role.unwrap_or(argument.role);
    }
}

/// Who is in the state of mind that a participle tells is the actor, though the tree has a passive: "they are committed to it".
fn feel(document: &mut Document, knowledge: &Knowledge, e: usize) {
    let (event, syntax) = (&document.events[e], &document.syntax);
    let sentence = document.sentence_around(event.trigger);
    let own = |wanted: &[&str]| syntax.children(event.trigger, sentence).find(|&c| wanted.contains(&syntax.deprel[c]));
    let form = document.word(event.trigger).to_lowercase();
    let mind = knowledge.act(&form).is_some_and(|act| act.pos.iter().any(|pos| pos == "adjective"));
    let Some(subject) = own(&["nsubj", "nsubj:pass"]).filter(|&s| !is_relative(document, s)) else { return };
    if !mind || own(&["aux:pass", "cop"]).is_none() || own(&["obl:agent"]).is_some() {
        return;
    }
    let heads: Vec<usize> = event.arguments.iter().map(|a| syntax.head_of(&a.span)).collect();
    for (argument, head) in document.events[e].arguments.iter_mut().zip(heads) {
        if head == subject && argument.role == Role::Recipient {
            argument.role = Role::Actor;
        }
    }
}

/// Takes from the recipients of an event whom only the next verb is about: "resigned on Monday and accused [Peru]". Who does
/// it, as the subject of the verb above, is no recipient but the actor: "Peru broke it after promising to pay". To whom harm
/// was done is no actor but the recipient: "convicted of fraud, Ana faces prison".
fn leave(document: &mut Document, e: usize) {
    let (event, syntax) = (&document.events[e], &document.syntax);
    let trigger = event.trigger;
    let sentence = document.sentence_around(trigger);
    let full = |next: usize| {
        let own =
            |c: usize| (trigger..next).contains(&c) && matches!(syntax.relation(c), "obj" | "obl" | "xcomp" | "ccomp");
        syntax.children(trigger, sentence).any(own)
    };
    let of_next = |head: usize| {
        let joined = |&v: &usize| v > trigger && syntax.relation(v) == "conj" && syntax.parent(v) == Some(trigger);
        let next = syntax.parent(head).filter(joined);
        next.is_some_and(|v| head > v && matches!(syntax.relation(head), "obj" | "iobj") && full(v))
    };
    let passive = is_passive(document, trigger);
    let doer = doer_of(document, trigger, 0).filter(|_| !passive && !has(event, Role::Actor));
    let harm = matches!(event.kind, "SANCTION" | "COERCE" | "ASSAULT");
    let done_to = (passive && harm).then(|| patient(document, trigger)).flatten();
    let heads: Vec<usize> = event.arguments.iter().map(|a| syntax.head_of(&a.span)).collect();
    let next: Vec<bool> = heads.iter().map(|&h| of_next(h)).collect();
    let arguments = std::mem::take(&mut document.events[e].arguments);
    let kept = arguments.into_iter().zip(heads).zip(next).filter_map(|((mut argument, head), next)| {
        if argument.role == Role::Recipient && Some(head) == doer {
            argument.role = Role::Actor;
        }
        if argument.role == Role::Actor && Some(head) == done_to {
            argument.role = Role::Recipient;
        }
        (argument.role != Role::Recipient || !next).then_some(argument)
    });
    document.events[e].arguments = kept.collect();
}

/// To whom somebody was called to be told something: of "summoned the envoy to complain", the envoy.
fn addressed(document: &Document, e: usize) -> Vec<Argument> {
    let (event, syntax) = (&document.events[e], &document.syntax);
    let purpose = matches!(syntax.relation(event.trigger), "xcomp" | "advcl");
    let called =
        |o: &&Event| matches!(o.kind, "CONSULT" | "REQUEST") && Some(o.trigger) == syntax.parent(event.trigger);
    if !purpose || !matches!(event.kind, "ACCUSE" | "REJECT" | "REQUEST" | "THREATEN") {
        return Vec::new();
    }
    let above = document.events.iter().find(called);
    let whom = above.into_iter().flat_map(|o| &o.arguments).filter(|a| a.role == Role::Recipient);
    whom.filter(|a| !event.arguments.iter().any(|own| own.span == a.span)).cloned().collect()
}

/// Who does what a verb tells: its subject or agent, or that of the verb that governs it or that it is joined to.
pub fn doer_of(document: &Document, verb: usize, depth: usize) -> Option<usize> {
    let syntax = &document.syntax;
    let sentence = document.sentence_around(verb);
    let child = |wanted: &[&str]| syntax.children(verb, sentence).find(|&c| wanted.contains(&syntax.deprel[c]));
    if let Some(agent) = child(&["obl:agent"]) {
        return Some(agent);
    }
    if is_passive(document, verb) || depth > 4 {
        return None;
    }
    if let Some(subject) = child(&["nsubj"]) {
        let relative = is_relative(document, subject);
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
            let opened = |words: &[&str]| {
                let opens = |c: usize| c < verb && matches!(syntax.relation(c), "mark" | "case");
                document.word(verb).ends_with("ing")
                    && syntax.children(verb, sentence).any(|c| opens(c) && words.contains(&document.word(c)))
            };
            let by_object = match doer(document, above) {
                Some(Doer::Object) => true,
                Some(Doer::Subject) => false,
                // "Arrested him for shooting": he did.
                None => (syntax.relation(verb) == "xcomp" || opened(&["for", "of"])) && object.is_some(),
            };
            // "Arrested him after shooting": who did is open.
            let open = || opened(&["after"]) && object.is_some_and(|o| is_person(document, o));
            match (by_object, passive) {
                // "Was urged to": who was urged.
                (_, Some(passive)) => Some(passive),
                (true, None) => object,
                (false, None) if open() => None,
                (false, None) => doer_of(document, above, depth + 1),
            }
        }
        _ => None,
    }
}

/// Whether what a verb tells is done to its subject, or to that of the verb it is joined to: "left and [was arrested]",
/// "[convicted] of fraud, he faces prison".
fn is_passive(document: &Document, verb: usize) -> bool {
    let syntax = &document.syntax;
    let own: Vec<usize> = syntax.children(verb, document.sentence_around(verb)).collect();
    let participle = syntax.has(verb, "VerbForm=Part") && syntax.has(verb, "Tense=Past");
    let beside = participle && matches!(syntax.deprel[verb], "advcl" | "acl");
    let active = |&c: &usize| matches!(syntax.deprel[c], "aux" | "nsubj" | "obj");
    own.iter().any(|&c| matches!(syntax.deprel[c], "aux:pass" | "nsubj:pass")) || beside && !own.iter().any(active)
}

/// To whom a verb does it: its object, or the subject of its passive, which may be that of the verb above.
fn patient(document: &Document, verb: usize) -> Option<usize> {
    let syntax = &document.syntax;
    let sentence = document.sentence_around(verb);
    let child = |wanted: &str| syntax.children(verb, sentence).find(|&c| syntax.deprel[c] == wanted);
    let above = syntax.parent(verb);
    if is_passive(document, verb) {
        let subject = match child("nsubj:pass") {
            Some(subject) if is_relative(document, subject) => above,
            Some(subject) => Some(subject),
            None => match syntax.relation(verb) {
                "acl" => above,
                "conj" | "advcl" => {
                    above.and_then(|a| syntax.children(a, sentence).find(|&c| syntax.relation(c) == "nsubj"))
                }
                _ => None,
            },
        };
        if subject.is_some() {
            return subject;
        }
    }
    // "The men [they held]": whom the clause is about.
    let about = || {
        let own = child("nsubj").filter(|&s| !is_relative(document, s));
        above.filter(|_| syntax.deprel[verb] == "acl:relcl" && own.is_some())
    };
    child("iobj").or_else(|| child("obj")).or_else(about)
}

/// Who gets what a verb gives: "offered tanks to [Peru]".
fn receiver(document: &Document, verb: usize) -> Option<usize> {
    let syntax = &document.syntax;
    let sentence = document.sentence_around(verb);
    let to = |c: usize| document.has_preposition(c, &["to"]);
    syntax.children(verb, sentence).find(|&c| syntax.relation(c) == "obl" && to(c) && is_actor(document, c))
}

/// Who does what a noun tells: its possessor, or the subject of the verb that lends itself to it ("held talks").
fn owner(document: &Document, noun: usize) -> Option<usize> {
    let syntax = &document.syntax;
    let sentence = document.sentence_around(noun);
    if let Some(owner) = syntax.children(noun, sentence).find(|&c| syntax.deprel[c] == "nmod:poss") {
        return Some(owner);
    }
    doer_of(document, lending::verb(document, noun)?, 0)
}

/// To whom it is done that a noun tells: "sanctions against", "an attack on".
fn target(document: &Document, noun: usize) -> Option<usize> {
    let syntax = &document.syntax;
    let sentence = document.sentence_around(noun);
    let against = |c: usize| document.has_preposition(c, &["against", "on"]);
    syntax.children(noun, sentence).find(|&c| c > noun && syntax.relation(c) == "nmod" && against(c))
}

/// Whether a word stands for what its clause is about.
fn is_relative(document: &Document, word: usize) -> bool {
    matches!(document.syntax.lemma[word].as_str(), "who" | "which" | "that")
}

/// Whether a word heads a mention of somebody who can be acted upon.
pub fn is_actor(document: &Document, word: usize) -> bool {
    document.mentions.iter().any(|m| m.head == word && m.kind.is_actor())
}

fn is_person(document: &Document, word: usize) -> bool {
    document.mentions.iter().any(|m| m.head == word && m.kind == MentionKind::Person)
}
