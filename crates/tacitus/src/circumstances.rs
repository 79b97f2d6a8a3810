//! Circumstances: when and where events happened, when statements were made, and who reports an event.

use crate::document::{Document, MentionKind};
use crate::negation::is_negated;
use crate::times::TimeKind;

/// Ties times and places to events and statements, and events to the statements that report them, and sees what the
/// tree says is not so. Requires times,
/// actors, statements and events.
pub fn attach(document: &mut Document) {
    for e in 0..document.events.len() {
        let trigger = document.events[e].trigger;
        let time = time_of(document, trigger);
        let place = place_of(document, trigger);
        let attribution = reporter(document, trigger);
        let negated = is_negated(document, trigger);
        let event = &mut document.events[e];
        event.negated |= negated;
        event.time = time;
        event.place = place;
        event.attribution = attribution;
        event.date = time.and_then(|t| day(&document.times[t].value));
    }
    for a in 0..document.attributions.len() {
        let Some(head) = document.attributions[a].cue_head else { continue };
        document.attributions[a].time = time_of(document, head);
    }
}

/// The date, time or duration that belongs to a predicate: the nearest in the tree, within its sentence.
fn time_of(document: &Document, predicate: usize) -> Option<usize> {
    let syntax = &document.syntax;
    let sentence = document.sentence_of(predicate);
    let words = &document.sentences[sentence];
    let candidates = document.times.iter().enumerate().filter(|(_, t)| {
        matches!(t.kind, TimeKind::Date | TimeKind::Time) && words.contains(&t.start) && day(&t.value).is_some()
    });
    candidates
        .filter_map(|(k, t)| {
            let head = syntax.head_of(&(t.start..t.end));
            distance(document, head, predicate).map(|d| (d, t.start.abs_diff(predicate), k))
        })
        .min()
        .map(|(_, _, k)| k)
}

/// How far a modifier is from a predicate it can modify: steps up from the modifier to the predicate, or to a
/// predicate above it to which the predicate is a complement. `None` where another clause lies between.
fn distance(document: &Document, modifier: usize, predicate: usize) -> Option<usize> {
    let syntax = &document.syntax;
    let mut at = modifier;
    for steps in 0..12 {
        if at == predicate {
            return Some(steps);
        }
        // A time inside a subordinate clause does not date what governs the clause.
        if steps > 0
            && matches!(syntax.deprel[at], "ccomp" | "acl:relcl" | "advcl" | "advcl:relcl" | "parataxis" | "acl")
            && at != predicate
        {
            break;
        }
        match syntax.parent(at) {
            Some(head) => at = head,
            None => break,
        }
    }
    // The predicate may hang below what the time modifies: "on Monday repeated his plea".
    let mut up = predicate;
    for steps in 1..5 {
        if !matches!(syntax.relation(up), "obj" | "xcomp" | "nsubj" | "obl" | "nmod" | "conj" | "compound") {
            return None;
        }
        up = syntax.parent(up)?;
        if syntax.parent(modifier) == Some(up) {
            return Some(6 + steps);
        }
    }
    None
}

/// The calendar part of a TIMEX3 value: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.
fn day(value: &str) -> Option<String> {
    let date = value.split('T').next()?;
    let mut parts = date.split('-');
    let numeric = |p: &str, n: usize| p.len() == n && p.bytes().all(|b| b.is_ascii_digit());
    let year = parts.next().filter(|p| numeric(p, 4))?;
    let mut out = year.to_owned();
    for part in parts {
        if !numeric(part, 2) {
            break;
        }
        out.push('-');
        out.push_str(part);
    }
    Some(out)
}

/// The place that an event's words name with a preposition of place.
fn place_of(document: &Document, trigger: usize) -> Option<usize> {
    let syntax = &document.syntax;
    let words = document.sentence_around(trigger);
    (0..document.mentions.len())
        .filter(|&m| {
            let mention = &document.mentions[m];
            mention.kind == MentionKind::Place
                && words.contains(&mention.head)
                && mention.entity.is_some_and(|e| document.entities[e].coordinates.is_some())
        })
        .filter(|&m| {
            let head = document.mentions[m].head;
            syntax.children(head, words).any(|c| {
                syntax.relation(c) == "case"
                    && matches!(
                        syntax.lemma[c].as_str(),
                        "in" | "at" | "near" | "outside" | "on" | "off" | "across" | "around"
                    )
            })
        })
        .filter_map(|m| distance(document, document.mentions[m].head, trigger).map(|d| (d, m)))
        .min()
        .map(|(_, m)| m)
}

/// The innermost attribution in whose content a word stands.
fn reporter(document: &Document, word: usize) -> Option<usize> {
    let length = |a: usize| document.attributions[a].content.iter().map(|c| c.len()).sum::<usize>();
    (0..document.attributions.len())
        .filter(|&a| document.attributions[a].content.iter().any(|c| c.contains(&word)))
        .min_by_key(|&a| (length(a), a))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::document;
    use crate::times::TimeExpression;

    #[test]
    fn values_give_days_as_far_as_they_are_known() {
        assert_eq!(day("2023-01-29").as_deref(), Some("2023-01-29"));
        assert_eq!(day("1998-08-07T10:35").as_deref(), Some("1998-08-07"));
        assert_eq!(day("1996-12").as_deref(), Some("1996-12"));
        assert_eq!(day("1998-W32").as_deref(), Some("1998"));
        assert_eq!(day("P3D"), None);
        assert_eq!(day("PAST_REF"), None);
    }

    #[test]
    fn a_time_in_a_relative_clause_dates_that_clause() {
        let mut d = document(
            "Kim/PROPN/6/nsubj who/PRON/2/nsubj left/VERB/0/acl:relcl on/ADP/4/case Sunday/PROPN/2/obl ,/PUNCT/0/punct spoke/VERB/6/root Monday/PROPN/6/obl:tmod",
        );
        d.times = vec![
            TimeExpression { start: 4, end: 5, kind: TimeKind::Date, value: "2020-01-05".into() },
            TimeExpression { start: 7, end: 8, kind: TimeKind::Date, value: "2020-01-06".into() },
        ];
        assert_eq!(time_of(&d, 2), Some(0));
        assert_eq!(time_of(&d, 6), Some(1));
    }
}
