//! Circumstances: when and where events happened, how real they are, when statements were made, and who reports an event.

mod locating;
pub(crate) mod reality;
mod timing;

use crate::document::{Document, Event, Upos};

/// Acts of which the content, told outright, is told as a fact: by the source, or by the one whose claim it denies.
const TELLING: [&str; 12] = [
    "assert",
    "confirm",
    "admit",
    "accuse",
    "condemn",
    "deny",
    "reject",
    "contradict",
    "decline",
    "declare",
    "warn",
    "retract",
];

/// Ties times and places to events and statements, and events to the statements that report them, and sees what the
/// tree says is not so, or not yet. Requires times, actors, statements and events.
pub fn attach(document: &mut Document) {
    let sites = locating::Sites::new(document);
    for e in 0..document.events.len() {
        let trigger = document.events[e].trigger;
        let attribution = reporter(document, trigger);
        let time = timing::time_of(document, trigger, attribution);
        let date = time.and_then(|t| timing::date_of(document, t));
        let place = sites.place_of(document, trigger);
        let reality = reality::of(document, trigger);
        let denied = attribution.is_some_and(|a| is_denied(document, a, trigger));
        let told = attribution
            .map(|a| &document.attributions[a])
            .is_some_and(|a| TELLING.contains(&a.act.as_str()) && reality::is_outright(document, trigger, a.cue_head));
        // What is not confirmed is not thereby negated.
        let withheld = attribution.is_some_and(|a| document.attributions[a].negated);
        let ahead = reality::lies_ahead(document, trigger);
        let apart = withheld || reality::stands_apart(document, trigger);
        let event = &mut document.events[e];
        event.negated = reality.negated.unwrap_or(event.negated && !apart) || denied;
        event.modality = match (reality.modality, event.modality) {
            (Some(modality), _) => modality,
            (None, "possible" | "hypothetical") if told => "actual",
            (None, "actual" | "ongoing") if ahead => "planned",
            (None, modality) => modality,
        };
        event.time = time;
        event.date = date;
        event.place = place;
        event.attribution = attribution;
    }
    for a in 0..document.attributions.len() {
        let Some(head) = document.attributions[a].cue_head else { continue };
        document.attributions[a].time = timing::time_of(document, head, reporter(document, head));
    }
}

/// Whether a statement denies an event: the uppermost in what is denied, and not the claim that is.
fn is_denied(document: &Document, a: usize, trigger: usize) -> bool {
    let attribution = &document.attributions[a];
    let above = |w: usize| w != trigger && attribution.tells(w) && document.syntax.is_below(trigger, w);
    // "Denied the accusation": it was made.
    let made = |e: &Event| e.trigger == trigger && e.kind == "ACCUSE" && document.syntax.upos[trigger] == Upos::Noun;
    attribution.act == "deny"
        && !attribution.negated
        && !document.events.iter().any(|e| above(e.trigger))
        && !document.attributions.iter().any(|b| b.cue_head == Some(trigger))
        && !document.events.iter().any(made)
        && !is_aside(document, trigger)
}

/// Whether an event tells what for or under what circumstances something else is: "in order to".
fn is_aside(document: &Document, trigger: usize) -> bool {
    let syntax = &document.syntax;
    let sentence = document.sentence_around(trigger);
    let marked = syntax.children(trigger, sentence).any(|c| syntax.relation(c) == "mark" && c < trigger);
    syntax.relation(trigger) == "advcl" && marked
}

/// The innermost attribution in whose content a word stands.
fn reporter(document: &Document, word: usize) -> Option<usize> {
    let tells = |a: usize| document.attributions[a].tells(word) && !document.attributions[a].is_cued_by(word);
    let tellers: Vec<usize> = (0..document.attributions.len()).filter(|&a| tells(a)).collect();
    // What is told within another's statement is told by the inner, though a span may reach beyond the outer.
    let depth = |a: usize| {
        let cue = document.attributions[a].cue_head;
        tellers.iter().filter(|&&b| b != a && cue.is_some_and(|c| document.attributions[b].tells(c))).count()
    };
    tellers.iter().copied().min_by_key(|&a| (std::cmp::Reverse(depth(a)), document.attributions[a].length(), a))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Attribution;
    use crate::testing::{document, one};

    #[test]
    fn what_a_source_denies_is_negated_and_what_it_vouches_for_is_actual() {
        let mut d = document("Peru/PROPN/1/nsubj said/VERB/1/root it/PRON/3/nsubj paid/VERB/1/ccomp");
        d.events.push(Event { trigger: 3, modality: "possible", ..Default::default() });
        d.attributions.push(Attribution {
            cue: one(1..2),
            content: one(2..4),
            act: "assert".to_owned(),
            ..Default::default()
        });
        attach(&mut d);
        assert_eq!((d.events[0].negated, d.events[0].modality), (false, "actual"));
        d.attributions[0].act = "deny".to_owned();
        attach(&mut d);
        assert!(d.events[0].negated);
    }

    #[test]
    fn the_innermost_statement_reports() {
        let mut d = document(
            "Peru/PROPN/1/nsubj said/VERB/1/root Chile/PROPN/3/nsubj claimed/VERB/1/ccomp it/PRON/5/nsubj paid/VERB/3/ccomp",
        );
        let attribution = |cue: usize, from: usize| Attribution {
            cue: one(cue..cue + 1),
            content: one(from..6),
            ..Default::default()
        };
        d.attributions = vec![attribution(1, 2), attribution(3, 4)];
        assert_eq!((reporter(&d, 5), reporter(&d, 3), reporter(&d, 1)), (Some(1), Some(0), None));
    }

    #[test]
    fn an_accusation_that_is_denied_was_made() {
        let mut d = document("Peru/PROPN/1/nsubj denied/VERB/1/root the/DET/3/det charge/NOUN/1/obj");
        let denied = Attribution { cue: one(1..2), content: one(2..4), act: "deny".to_owned(), ..Default::default() };
        d.attributions.push(denied);
        d.events.push(Event { trigger: 3, kind: "ACCUSE", ..Default::default() });
        attach(&mut d);
        assert!(!d.events[0].negated);
        d.events[0].kind = "ASSAULT";
        attach(&mut d);
        assert!(d.events[0].negated);
    }
}
