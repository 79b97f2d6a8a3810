//! Both: "the two countries" are the two of whom a report has just spoken, and so are "both sides". Events in which they
//! take part get the two themselves as participants.

use crate::document::{Document, Entity, Role, Upos};
use crate::record::{EntityType, Form};

/// How many sentences before its own a pair may have been spoken of.
const REACH: usize = 6;
/// What the second country must count at least, and against the third, to be one of the two.
const PLAIN: f32 = 0.3;
const CLEAR: f32 = 1.3;

/// Of whom a description of two speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Two {
    Countries,
    Sides,
}

/// Puts the two in the place of descriptions of both. Requires actors.
pub fn resolve(document: &mut Document) {
    for e in 0..document.events.len() {
        for a in 0..document.events[e].arguments.len() {
            let argument = &document.events[e].arguments[a];
            let mut mentions = argument.mentions.iter().copied().enumerate();
            let Some((at, m, two)) = mentions.find_map(|(at, m)| Some((at, m, described(document, m)?))) else {
                continue;
            };
            let Some(pair) = pair_before(document, e, m, two) else { continue };
            let whose = |m: usize| document.mentions[m].entity;
            let mut others = document.events[e].arguments.iter().flat_map(|a| &a.mentions).filter(|&&o| o != m);
            if argument.role != Role::Object && !others.any(|&o| pair.map(whose).contains(&whose(o))) {
                document.events[e].arguments[a].mentions.splice(at..at + 1, pair);
            }
        }
    }
}

/// Whether a mention is a description of two that says no more of them: "the two countries", not "the two Koreas".
fn described(document: &Document, m: usize) -> Option<Two> {
    let (mention, syntax) = (&document.mentions[m], &document.syntax);
    let two = |w: usize| {
        document.word(w).eq_ignore_ascii_case("both") || syntax.relation(w) == "nummod" && syntax.lemma[w] == "two"
    };
    let own = mention.span.start..mention.head;
    let bare = mention.span.end == mention.head + 1 && !own.clone().any(|w| syntax.upos[w] == Upos::Propn);
    let definite = |w: usize| matches!(document.word(w).to_lowercase().as_str(), "the" | "these" | "both");
    if mention.form != Form::Nominal || !bare || !own.clone().any(two) || !own.clone().take(1).any(definite) {
        return None;
    }
    match syntax.lemma[mention.head].as_str() {
        "country" | "nation" | "state" | "neighbor" | "neighbour" | "government" => Some(Two::Countries),
        "side" => Some(Two::Sides),
        _ => None,
    }
}

/// The mentions of the two who are meant by mention `m`, a participant of event `e`.
fn pair_before(document: &Document, e: usize, m: usize, two: Two) -> Option<[usize; 2]> {
    match two {
        Two::Countries => countries_before(document, m),
        Two::Sides => sides_before(document, e, m).or_else(|| countries_before(document, m)),
    }
}

/// The entity of a mention.
fn entity(document: &Document, m: usize) -> Option<&Entity> {
    Some(&document.entities[document.mentions[m].entity?])
}

fn is_country(entity: &Entity) -> bool {
    entity.entry.as_ref().is_some_and(|id| id.starts_with("country:"))
}

/// The two countries that count most in the sentences before, the near ones more than the far.
fn countries_before(document: &Document, m: usize) -> Option<[usize; 2]> {
    let (start, here) = (document.mentions[m].span.start, document.sentence_of(document.mentions[m].head));
    let mut counts: Vec<(&str, f32)> = Vec::new();
    for mention in document.mentions.iter().filter(|k| k.span.end <= start) {
        let away = here - document.sentence_of(mention.head).min(here);
        let Some(country) = mention.entity.and_then(|e| document.entities[e].country.as_deref()) else { continue };
        if away > REACH {
            continue;
        }
        let counts_for = 1.0 / (1 + away) as f32;
        match counts.iter_mut().find(|(known, _)| *known == country) {
            Some((_, count)) => *count += counts_for,
            None => counts.push((country, counts_for)),
        }
    }
    counts.sort_by(|a, b| b.1.total_cmp(&a.1));
    let [first, second, ..] = counts[..] else { return None };
    let third = counts.get(2).map_or(0.0, |c| c.1);
    if second.1 < PLAIN || second.1 < third * CLEAR {
        return None;
    }
    let named = |country: &str| {
        let is =
            |&k: &usize| entity(document, k).is_some_and(|e| e.country.as_deref() == Some(country) && is_country(e));
        (0..m).rev().filter(|&k| document.mentions[k].span.end <= start).find(is)
    };
    ordered(named(first.0)?, named(second.0)?)
}

/// The two who act on each other in the last event before that has two.
fn sides_before(document: &Document, e: usize, m: usize) -> Option<[usize; 2]> {
    let (start, here) = (document.mentions[m].span.start, document.sentence_of(document.mentions[m].head));
    let near = |trigger: usize| trigger < start && document.sentence_of(trigger) + REACH >= here;
    let mut before: Vec<usize> =
        (0..document.events.len()).filter(|&o| o != e && near(document.events[o].trigger)).collect();
    before.sort_by_key(|&o| std::cmp::Reverse(document.events[o].trigger));
    before.into_iter().find_map(|o| {
        let event = &document.events[o];
        let of = |role: Role| -> Vec<usize> {
            event.arguments.iter().filter(|a| a.role == role).flat_map(|a| a.mentions.iter().copied()).collect()
        };
        let pair = match (&of(Role::Actor)[..], &of(Role::Recipient)[..]) {
            ([one], [other]) => [*one, *other],
            ([one, other], []) => [*one, *other],
            _ => return None,
        };
        let side = |k: usize| {
            let body = |e: &Entity| matches!(e.kind, Some(EntityType::Organization | EntityType::Group));
            entity(document, k).is_some_and(|e| body(e) || is_country(e))
        };
        let before = pair.iter().all(|&k| document.mentions[k].span.end <= start && side(k));
        let two = document.mentions[pair[0]].entity != document.mentions[pair[1]].entity;
        (before && two).then(|| ordered(pair[0], pair[1])).flatten()
    })
}

fn ordered(one: usize, other: usize) -> Option<[usize; 2]> {
    (one != other).then(|| [one.min(other), one.max(other)])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Argument, Event, MentionKind};
    use crate::mentions::describe;
    use crate::testing::document;

    /// Who takes part in the last event of "Peru and Chile met. <described> agreed", by the words of their mentions.
    fn participants(described: &str) -> Vec<String> {
        let mut d = document(&format!(
            "Peru/PROPN/3/nsubj and/CCONJ/2/cc Chile/PROPN/0/conj met/VERB/3/root {described} agreed/VERB/3/parataxis"
        ));
        let last = d.words.len() - 1;
        for (span, kind) in [(0..1, MentionKind::Place), (2..3, MentionKind::Place), (4..last, MentionKind::Place)] {
            let mut m = describe(&d, span, kind);
            m.entity = Some(d.mentions.len());
            d.mentions.push(m);
        }
        d.entities = ["PER", "CHL"]
            .map(|c| Entity { country: Some(c.into()), entry: Some(format!("country:{c}")), ..Default::default() })
            .into_iter()
            .chain([Entity::default()])
            .collect();
        let actor = |mentions: Vec<usize>| Argument { role: Role::Actor, span: 0..1, mentions };
        for (trigger, who) in [(3, vec![0, 1]), (last, vec![2])] {
            d.events.push(Event { trigger, arguments: vec![actor(who)], ..Default::default() });
        }
        resolve(&mut d);
        d.events[1].arguments[0].mentions.iter().map(|&m| d.slice(&d.mentions[m].span).to_owned()).collect()
    }

    #[test]
    fn the_two_are_those_of_whom_the_report_spoke() {
        let two = |noun: &str| format!("the/DET/6/det two/NUM/6/nummod {noun}/NOUN/7/nsubj");
        assert_eq!(participants(&two("country")), ["Peru", "Chile"]);
        assert_eq!(participants(&two("side")), ["Peru", "Chile"]);
        assert_eq!(participants(&two("judge")), ["the two judge"]);
        assert_eq!(participants("three/NUM/5/nummod country/NOUN/6/nsubj"), ["three country"]);
    }
}
