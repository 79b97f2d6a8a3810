//! Roles: who does what to whom by the grammar, where the network left it open.
//!
//! The subject of "tried to" does what was tried, the object of "urged to" what was urged; the people of an adjective do
//! what the noun tells ("Russian attacks"); who "joined in" something does it; what is said of "nations like" goes for
//! those named. A denial of another's claim, and a deal to do something, are events too.

mod deeds;
pub mod doers;
mod shares;

use std::ops::Range;

use tacitus_knowledge::Knowledge;

use crate::document::{Argument, Document, Event, Role};
use crate::events::leave_unlikely;

/// Completes the events and their arguments. Requires syntax, mentions, attributions mended by the tree, and events.
pub fn complete(document: &mut Document, knowledge: &Knowledge) {
    deeds::fold(document);
    for e in (0..document.events.len()).rev() {
        if deeds::is_silence(document, knowledge, e) || deeds::is_alarm(document, knowledge, e) {
            document.events.remove(e);
        }
    }
    for e in 0..document.events.len() {
        if let Some(kind) = deeds::kind(document, knowledge, e) {
            document.events[e].kind = kind;
            document.events[e].mode = None;
        }
        deeds::divide(document, e);
        doers::of_event(document, knowledge, e);
        shares::of_event(document, e);
    }
    let added: Vec<Event> = deeds::denials(document, knowledge).chain(deeds::deals(document, knowledge)).collect();
    document.events.extend(added);
    document.events.sort_by_key(|e| e.trigger);
    leave_unlikely(document);
}

/// Whether an event has an argument in a role.
fn has(event: &Event, role: Role) -> bool {
    event.arguments.iter().any(|a| a.role == role)
}

/// Whether a word is in an argument of an event, or tells it.
fn taken(event: &Event, word: usize) -> bool {
    event.trigger == word || event.arguments.iter().any(|a| a.span.contains(&word))
}

fn argument(role: Role, span: Range<usize>) -> Argument {
    Argument { role, span, mentions: Vec::new() }
}

/// The phrase of a word without what is told of it after: relative clauses, appositions, marks.
pub(crate) fn phrase(document: &Document, head: usize) -> Range<usize> {
    let syntax = &document.syntax;
    let sentence = document.sentence_around(head);
    let mut span = syntax.subtree(head, sentence);
    let ends = |&c: &usize| {
        c > head && matches!(syntax.relation(c), "acl" | "appos" | "parataxis" | "conj" | "advcl" | "cc" | "punct")
    };
    if let Some(c) = syntax.children(head, sentence).find(ends) {
        span.end = span.end.min(syntax.subtree(c, sentence).start.max(head + 1));
    }
    let mut span = syntax.without_lead(span, head);
    while span.end - 1 > head && matches!(syntax.relation(span.end - 1), "case" | "punct") {
        span.end -= 1;
    }
    span
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Attribution, MentionKind};
    use crate::mentions::describe;
    use crate::testing::{document, one};

    fn with_event(annotated: &str, trigger: usize, kind: &'static str) -> Document {
        let mut d = document(annotated);
        for i in 0..d.words.len() {
            if d.syntax.upos[i] == crate::document::Upos::Propn {
                let mention = describe(&d, i..i + 1, MentionKind::Place);
                d.mentions.push(mention);
            }
        }
        d.events.push(Event { trigger, kind, confidence: 0.5, ..Default::default() });
        d
    }

    fn of(d: &Document, e: usize, role: Role) -> Vec<&str> {
        d.events[e].arguments.iter().filter(|a| a.role == role).map(|a| d.slice(&a.span)).collect()
    }

    #[test]
    fn the_asked_does_what_is_asked() {
        let mut d = with_event(
            "Syria/PROPN/1/nsubj ask/VERB/1/root Oman/PROPN/1/obj to/PART/4/mark pay/VERB/1/xcomp",
            4,
            "AID",
        );
        complete(&mut d, &Knowledge::builtin());
        assert_eq!(of(&d, 0, Role::Actor), ["Oman"]);
    }

    #[test]
    fn who_refuses_does_not_do_what_is_refused_and_is_its_actor() {
        let mut d = with_event("Syria/PROPN/1/nsubj refuse/VERB/1/root to/PART/3/mark pay/VERB/1/xcomp", 3, "AID");
        complete(&mut d, &Knowledge::builtin());
        assert_eq!(of(&d, 0, Role::Actor), ["Syria"]);
    }

    #[test]
    fn an_adjective_of_a_people_says_who_acts() {
        let mut d =
            with_event("There/PRON/1/expl are/VERB/1/root Russian/ADJ/3/amod attacks/NOUN/1/nsubj", 3, "ASSAULT");
        d.events[0].arguments.push(argument(Role::Recipient, 2..3));
        complete(&mut d, &Knowledge::builtin());
        assert_eq!((of(&d, 0, Role::Actor), of(&d, 0, Role::Recipient)), (vec!["Russian"], vec![]));
    }

    #[test]
    fn who_joins_in_acts_and_against_whom_is_acted_upon() {
        let mut d = with_event(
            "Peru/PROPN/1/nsubj join/VERB/1/root in/ADP/3/case sanctions/NOUN/1/obl against/ADP/5/case Mali/PROPN/3/nmod",
            3,
            "SANCTION",
        );
        complete(&mut d, &Knowledge::builtin());
        assert_eq!((of(&d, 0, Role::Actor), of(&d, 0, Role::Recipient)), (vec!["Peru"], vec!["Mali"]));
    }

    #[test]
    fn those_named_as_examples_act_as_well() {
        let mut d = with_event(
            "Nations/NOUN/5/nsubj like/ADP/2/case Peru/PROPN/0/nmod and/CCONJ/4/cc Chile/PROPN/2/conj signed/VERB/5/root",
            5,
            "SUPPORT",
        );
        d.events[0].arguments.push(argument(Role::Actor, 0..1));
        complete(&mut d, &Knowledge::builtin());
        assert_eq!(of(&d, 0, Role::Actor), ["Nations", "Peru", "Chile"]);
    }

    #[test]
    fn who_is_joined_to_somebody_who_acts_acts_as_well() {
        let said = "Peru/PROPN/3/nsubj and/CCONJ/2/cc Chile/PROPN/0/conj signed/VERB/3/root";
        for word in [0, 2] {
            let mut d = with_event(said, 3, "SUPPORT");
            d.events[0].arguments.push(argument(Role::Actor, word..word + 1));
            complete(&mut d, &Knowledge::builtin());
            let mut actors = of(&d, 0, Role::Actor);
            actors.sort_unstable();
            assert_eq!(actors, ["Chile", "Peru"]);
        }
    }

    #[test]
    fn whom_the_next_verb_is_about_is_not_acted_upon_by_the_first() {
        let recipients = |left: &str| {
            let said =
                format!("Peru/PROPN/1/nsubj left/VERB/1/root {left} and/CCONJ/4/cc hit/VERB/1/conj Mali/PROPN/4/obj");
            let mut d = with_event(&said, 1, "RETREAT");
            d.events[0].arguments.push(argument(Role::Recipient, 5..6));
            complete(&mut d, &Knowledge::builtin());
            of(&d, 0, Role::Recipient).len()
        };
        assert_eq!((recipients("Monday/PROPN/1/obl"), recipients("just/ADV/1/advmod")), (0, 1));
    }

    #[test]
    fn who_promises_beside_what_he_does_is_not_promised_to() {
        let said = "Peru/PROPN/1/nsubj waits/VERB/1/root despite/SCONJ/3/mark promising/VERB/1/advcl";
        let mut d = with_event(said, 3, "AGREE");
        d.events[0].arguments.push(argument(Role::Recipient, 0..1));
        complete(&mut d, &Knowledge::builtin());
        assert_eq!((of(&d, 0, Role::Actor), of(&d, 0, Role::Recipient)), (vec!["Peru"], vec![]));
    }

    #[test]
    fn the_subject_of_a_joined_passive_is_acted_upon() {
        for (said, trigger) in [
            ("Peru/PROPN/1/nsubj fled/VERB/1/root but/CCONJ/4/cc was/AUX/4/aux:pass hit/VERB/1/conj", 4),
            ("Hit/VERB/2/advcl Peru/PROPN/2/nsubj fled/VERB/2/root", 0),
        ] {
            let mut d = with_event(said, trigger, "ASSAULT");
            d.syntax.feats[trigger] = "Tense=Past|VerbForm=Part";
            let peru = (0..d.words.len()).find(|&i| d.word(i) == "Peru").unwrap();
            for role in [Role::Actor, Role::Recipient] {
                d.events[0].arguments = vec![argument(role, peru..peru + 1)];
                complete(&mut d, &Knowledge::builtin());
                assert_eq!((of(&d, 0, Role::Actor), of(&d, 0, Role::Recipient)), (vec![], vec!["Peru"]));
            }
        }
    }

    #[test]
    fn whom_a_relative_clause_is_about_is_acted_upon() {
        let said = "Mali/PROPN/3/nsubj Peru/PROPN/2/nsubj hit/VERB/0/acl:relcl fell/VERB/3/root";
        let mut d = with_event(said, 2, "ASSAULT");
        complete(&mut d, &Knowledge::builtin());
        assert_eq!((of(&d, 0, Role::Actor), of(&d, 0, Role::Recipient)), (vec!["Peru"], vec!["Mali"]));
    }

    #[test]
    fn a_denied_claim_is_rejected() {
        let mut d = with_event(
            "Chile/PROPN/1/nsubj denied/VERB/1/root Peru/PROPN/4/nmod:poss 's/PART/2/case claim/NOUN/1/obj that/SCONJ/7/mark it/PRON/7/nsubj paid/VERB/4/acl",
            7,
            "AID",
        );
        let said = |source: usize, cue: usize, content: Range<usize>| Attribution {
            source: one(source..source + 1),
            cue: one(cue..cue + 1),
            content: vec![content],
            ..Default::default()
        };
        d.attributions = vec![said(0, 1, 2..8), said(2, 4, 5..8)];
        complete(&mut d, &Knowledge::builtin());
        assert_eq!(
            (d.events[0].kind, of(&d, 0, Role::Actor), of(&d, 0, Role::Recipient)),
            ("REJECT", vec!["Chile"], vec!["Peru"])
        );
    }

    #[test]
    fn a_plan_and_what_is_planned_are_two_events() {
        let mut d = with_event("Peru/PROPN/1/nsubj plan/VERB/1/root to/PART/3/mark give/VERB/1/xcomp", 3, "AGREE");
        d.events[0].deed = Some("AID");
        d.events[0].confidence = 0.9;
        d.events.push(Event { trigger: 1, kind: "AGREE", confidence: 0.4, ..Default::default() });
        complete(&mut d, &Knowledge::builtin());
        let rows: Vec<_> = d.events.iter().map(|e| (e.trigger, e.kind, e.confidence)).collect();
        assert_eq!(rows, [(1, "AGREE", 0.9), (3, "AID", 0.4)]);
    }

    #[test]
    fn a_plan_read_at_its_deed_is_two_events_too() {
        let mut d = with_event("Peru/PROPN/1/nsubj plan/VERB/1/root to/PART/3/mark give/VERB/1/xcomp", 3, "AGREE");
        (d.events[0].deed, d.events[0].confidence) = (Some("AID"), 0.8);
        complete(&mut d, &Knowledge::builtin());
        let rows: Vec<_> = d.events.iter().map(|e| (e.trigger, e.kind, e.confidence)).collect();
        assert_eq!(rows, [(1, "AGREE", 0.8), (3, "AID", 0.4)]);
    }

    #[test]
    fn who_declines_to_speak_rejects_nothing() {
        let left = |verb: &str, trigger: usize| {
            let said = format!("Peru/PROPN/1/nsubj decline/VERB/1/root to/PART/3/mark {verb}/VERB/1/xcomp");
            let mut d = with_event(&said, trigger, "REJECT");
            complete(&mut d, &Knowledge::builtin());
            d.events.len()
        };
        assert_eq!((left("comment", 1), left("confirm", 3), left("pay", 1)), (0, 0, 1));
        let open = "Peru/PROPN/1/nsubj decline/VERB/1/root to/PART/3/mark comment/VERB/1/xcomp if/SCONJ/6/mark Mali/PROPN/6/nsubj paid/VERB/3/ccomp";
        let mut d = with_event(open, 1, "REJECT");
        d.events[0].arguments.push(argument(Role::Recipient, 5..6));
        complete(&mut d, &Knowledge::builtin());
        assert!(d.events.is_empty(), "nobody is refused anything");
    }

    #[test]
    fn who_warns_of_another_threatens_nobody() {
        let left = |modal: &str| {
            let said = format!(
                "Peru/PROPN/1/nsubj warn/VERB/1/root that/SCONJ/5/mark Mali/PROPN/5/nsubj {modal}/AUX/5/aux strike/VERB/1/ccomp"
            );
            let mut d = with_event(&said, 1, "THREATEN");
            complete(&mut d, &Knowledge::builtin());
            d.events.len()
        };
        assert_eq!((left("might"), left("would")), (0, 1));
    }

    #[test]
    fn who_is_given_something_is_the_recipient() {
        let said = "Peru/PROPN/1/nsubj offer/VERB/1/root to/ADP/3/case Mali/PROPN/1/obl Chile/PROPN/1/obj";
        let mut d = with_event(said, 1, "AID");
        complete(&mut d, &Knowledge::builtin());
        assert_eq!(of(&d, 0, Role::Recipient), ["Mali"]);
    }

    #[test]
    fn who_is_summoned_is_told() {
        let said = "Peru/PROPN/1/nsubj summon/VERB/1/root Mali/PROPN/1/obj to/PART/4/mark complain/VERB/1/advcl";
        let mut d = with_event(said, 1, "REQUEST");
        d.events.push(Event { trigger: 4, kind: "ACCUSE", confidence: 0.9, ..Default::default() });
        complete(&mut d, &Knowledge::builtin());
        assert_eq!((of(&d, 1, Role::Actor), of(&d, 1, Role::Recipient)), (vec!["Peru"], vec!["Mali"]));
    }

    #[test]
    fn an_attempt_and_what_is_attempted_are_one_event() {
        let mut d = with_event("Peru/PROPN/1/nsubj try/VERB/1/root to/PART/3/mark buy/VERB/1/xcomp", 1, "COOPERATE");
        d.events[0].arguments.push(argument(Role::Actor, 0..1));
        d.events.push(Event { trigger: 3, kind: "COOPERATE", ..Default::default() });
        deeds::fold(&mut d);
        assert_eq!(d.events.len(), 1);
        assert_eq!((d.events[0].trigger, of(&d, 0, Role::Actor)), (3, vec!["Peru"]));
    }

    #[test]
    fn who_was_arrested_for_shooting_shot() {
        let mut d = with_event(
            "Police/NOUN/1/nsubj arrested/VERB/1/root Gomez/PROPN/1/obj for/SCONJ/4/mark shooting/VERB/1/advcl",
            4,
            "ASSAULT",
        );
        complete(&mut d, &Knowledge::builtin());
        assert_eq!(of(&d, 0, Role::Actor), ["Gomez"]);
    }

    #[test]
    fn a_deal_with_somebody_needs_no_verb() {
        let mut d = with_event(
            "Korea/PROPN/1/nsubj reach/VERB/1/root a/DET/3/det deal/NOUN/1/obj with/ADP/5/case Poland/PROPN/3/nmod",
            0,
            "AID",
        );
        d.events.clear();
        complete(&mut d, &Knowledge::builtin());
        assert_eq!(d.events.len(), 1);
        assert_eq!((d.events[0].trigger, d.events[0].kind), (3, "AGREE"));
        assert_eq!((of(&d, 0, Role::Actor), of(&d, 0, Role::Recipient)), (vec!["Korea"], vec!["Poland"]));
    }

    #[test]
    fn a_deal_to_do_something_is_an_agreement() {
        let mut d = with_event(
            "Korea/PROPN/1/nsubj reach/VERB/1/root deals/NOUN/1/obj to/PART/4/mark provide/VERB/2/acl tanks/NOUN/4/obj to/ADP/7/case Poland/PROPN/4/obl",
            4,
            "AID",
        );
        d.events[0].arguments = vec![argument(Role::Object, 5..6), argument(Role::Recipient, 7..8)];
        complete(&mut d, &Knowledge::builtin());
        assert_eq!(d.events.len(), 2);
        assert_eq!(d.events[0].kind, "AGREE");
        assert_eq!((of(&d, 0, Role::Actor), of(&d, 0, Role::Recipient)), (vec!["Korea"], vec!["Poland"]));
        assert_eq!(of(&d, 0, Role::Object), ["tanks"]);
    }

    #[test]
    fn who_will_do_something_means_to_and_what_would_have_been_done_threatens_nobody() {
        let rows = |modal: &str, kind: &'static str| {
            let mut d = with_event(&format!("Chile/PROPN/2/nsubj {modal} bar/VERB/2/root Peru/PROPN/2/obj"), 2, kind);
            d.events[0].deed = Some("COERCE");
            if modal.contains("have") {
                d = with_event(&format!("Chile/PROPN/3/nsubj {modal} bar/VERB/3/root Peru/PROPN/3/obj"), 3, kind);
                d.events[0].deed = Some("COERCE");
            }
            complete(&mut d, &Knowledge::builtin());
            d.events.iter().map(|e| (e.trigger, e.kind)).collect::<Vec<_>>()
        };
        assert_eq!(rows("will/AUX/2/aux", "THREATEN"), [(1, "THREATEN"), (2, "COERCE")]);
        assert_eq!(rows("would/AUX/3/aux have/AUX/3/aux", "THREATEN"), [(3, "COERCE")]);
    }

    #[test]
    fn the_agents_of_a_passive_act() {
        let said = "Ruiz/PROPN/2/nsubj:pass was/AUX/2/aux:pass met/VERB/2/root by/ADP/4/case Lim/PROPN/2/obl:agent and/CCONJ/6/cc Paz/PROPN/4/conj";
        let mut d = with_event(said, 2, "CONSULT");
        d.events[0].reciprocal = true;
        d.events[0].arguments = [(Role::Actor, 0), (Role::Actor, 4), (Role::Recipient, 6)]
            .map(|(role, word)| argument(role, word..word + 1))
            .to_vec();
        complete(&mut d, &Knowledge::builtin());
        assert_eq!((of(&d, 0, Role::Actor), of(&d, 0, Role::Recipient)), (vec!["Lim", "Paz"], vec!["Ruiz"]));
        assert!(!d.events[0].reciprocal);
    }

    #[test]
    fn who_is_committed_commits_himself() {
        let said =
            "Peru/PROPN/2/nsubj:pass are/AUX/2/aux:pass committed/VERB/2/root to/SCONJ/4/mark paying/VERB/2/advcl";
        let mut d = with_event(said, 2, "AGREE");
        d.events[0].arguments.push(argument(Role::Recipient, 0..1));
        complete(&mut d, &Knowledge::builtin());
        assert_eq!((of(&d, 0, Role::Actor), of(&d, 0, Role::Recipient)), (vec!["Peru"], vec![]));
    }
}
