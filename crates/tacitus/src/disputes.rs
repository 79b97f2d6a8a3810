//! Disputes: who denies, rejects, leaves unconfirmed or tells otherwise what the report or another source says.

mod accounts;
mod matter;

use tacitus_knowledge::Knowledge;

use crate::acts;
use crate::clauses::{Class, class};
use crate::document::{Dispute, Disputed, Document, Upos};
use crate::record::Stance;
use crate::reports::nominal;

/// Adds the disputes. Requires statements, actors and the attributions of events.
pub fn find(document: &mut Document, knowledge: &Knowledge) {
    let mut out: Vec<Dispute> = Vec::new();
    for a in 0..document.attributions.len() {
        out.extend(denial(document, knowledge, a));
    }
    for a in 0..document.attributions.len() {
        let accounts = accounts::contrary(document, a).or_else(|| accounts::other(document, a));
        let told = |about: Disputed| match about {
            Disputed::Event(e) => document.events[e].attribution.map_or(about, Disputed::Attribution),
            Disputed::Attribution(_) => about,
        };
        let same =
            |k: &Dispute, d: &Dispute| k.about == d.about || told(k.about) == told(d.about) && k.attribution == a;
        let known = |d: &Dispute| out.iter().any(|k| k.by == d.by && same(k, d));
        if let Some(dispute) = accounts.filter(|d| !known(d)) {
            out.push(dispute);
        }
    }
    document.disputes = out;
}

/// The dispute that a statement is by its act: a denial, a rejection, a contradiction, a refusal to confirm.
fn denial(document: &Document, knowledge: &Knowledge, a: usize) -> Option<Dispute> {
    let attribution = &document.attributions[a];
    let by = attribution.entity?;
    let stance = match (attribution.act.as_str(), attribution.negated) {
        ("deny", false) => Stance::Deny,
        ("reject", false) => Stance::Reject,
        ("contradict" | "disagree", false) => Stance::Contradict,
        ("believe", true) if points(document, knowledge, a) => Stance::Contradict,
        ("decline", _) if !speaks(document, knowledge, a) => return None,
        // "Refused their demands".
        ("decline", _) if demanded(document, knowledge, a) => Stance::Reject,
        ("decline", _) | ("confirm", true) => Stance::DeclineToConfirm,
        _ => return None,
    };
    let about = matter::of(document, a);
    // A bill that is vetoed is nobody's account.
    let act = || document.events.iter().any(|e| Some(e.trigger) == attribution.cue_head && e.kind == "REJECT");
    if stance == Stance::Reject && about == Disputed::Attribution(a) && act() {
        return None;
    }
    // To contradict takes something that somebody else says: "the army's account".
    let anothers = || attribution.content.first().is_some_and(|c| nominal::owner(document, knowledge, c).is_some());
    (stance != Stance::Contradict || about != Disputed::Attribution(a) || anothers()).then_some(Dispute {
        about,
        by,
        attribution: a,
        stance,
    })
}

/// Whether what a statement declines is what somebody asks for: "refused the rebels' demands".
fn demanded(document: &Document, knowledge: &Knowledge, a: usize) -> bool {
    let content = document.attributions[a].content.first();
    let act = content.and_then(|c| acts::noun(document, knowledge, document.syntax.head_of(c)));
    matches!(act, Some("request" | "ask" | "recommend"))
}

/// Whether what is believed or not is what somebody says: "the army's assurance".
fn points(document: &Document, knowledge: &Knowledge, a: usize) -> bool {
    let content = document.attributions[a].content.first();
    content.is_some_and(|c| acts::noun(document, knowledge, document.syntax.head_of(c)).is_some())
}

/// Whether what a statement declines is to speak: "refused to comment", and not "refused to pay".
fn speaks(document: &Document, knowledge: &Knowledge, a: usize) -> bool {
    let attribution = &document.attributions[a];
    let Some(head) = attribution.cue_head else { return true };
    let sentence = document.sentence_around(head);
    // "Its refusal to pay".
    let noun = |c: usize| document.syntax.relation(c) == "acl" && acts::act_of(document, knowledge, c).is_none();
    let unsaid = |c: usize| document.syntax.relation(c) == "xcomp" && acts::act_of(document, knowledge, c).is_none();
    let mut governed = document.syntax.children(head, sentence).filter(|&c| unsaid(c) || noun(c));
    // "Refrained from paying".
    let deed = |w: usize| {
        let known = acts::act_of(document, knowledge, w).is_some() || class(document, w) == Some(Class::Open);
        w > head && document.syntax.upos[w] == Upos::Verb && !known
    };
    !governed.any(|c| attribution.tells(c)) && !attribution.cue.iter().flat_map(|c| c.clone()).any(deed)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Argument, Attribution, Entity, Event, Mention, MentionKind, Role};
    use crate::mentions;
    use crate::testing::{document, one};

    fn said(entity: usize, act: &str, cue: usize, content: std::ops::Range<usize>) -> Attribution {
        Attribution {
            source: one(cue.saturating_sub(1)..cue),
            cue: one(cue..cue + 1),
            cue_head: Some(cue),
            content: vec![content],
            entity: Some(entity),
            act: act.to_owned(),
            ..Default::default()
        }
    }

    /// Mentions of one word each, of the entities named.
    fn name(d: &mut Document, words: &[(usize, usize)]) {
        for &(head, entity) in words {
            let mention = mentions::describe(d, head..head + 1, MentionKind::Place);
            d.mentions.push(Mention { entity: Some(entity), ..mention });
        }
    }

    /// An attack that a statement tells, with the mentions of who attacks whom.
    fn attack(trigger: usize, attribution: usize, actor: usize, recipient: usize) -> Event {
        let argument = |role: Role, mention: usize| Argument { role, span: 0..1, mentions: vec![mention] };
        Event {
            trigger,
            kind: "ASSAULT",
            attribution: Some(attribution),
            arguments: vec![argument(Role::Actor, actor), argument(Role::Recipient, recipient)],
            ..Default::default()
        }
    }

    #[test]
    fn a_denial_is_about_what_the_other_side_says() {
        let mut d = document(
            "Chile/PROPN/1/nsubj denied/VERB/1/root Peru/PROPN/4/nmod:poss 's/PART/2/case claim/NOUN/1/obj that/SCONJ/7/mark it/PRON/7/nsubj paid/VERB/4/acl",
        );
        d.attributions = vec![said(0, "deny", 1, 2..8), said(1, "assert", 4, 5..8)];
        d.events.push(Event { trigger: 7, attribution: Some(1), ..Default::default() });
        find(&mut d, &Knowledge::builtin());
        assert_eq!(d.disputes.len(), 1);
        assert_eq!((d.disputes[0].about, d.disputes[0].by), (Disputed::Event(0), 0));
    }

    #[test]
    fn a_denial_without_an_event_is_about_the_claim() {
        let mut d = document(
            "Chile/PROPN/1/nsubj denied/VERB/1/root Peru/PROPN/4/nmod:poss 's/PART/2/case claim/NOUN/1/obj that/SCONJ/7/mark it/PRON/7/nsubj paid/VERB/4/acl",
        );
        d.attributions = vec![said(0, "deny", 1, 2..8), said(1, "assert", 4, 5..8)];
        find(&mut d, &Knowledge::builtin());
        assert_eq!(d.disputes[0].about, Disputed::Attribution(1));
    }

    #[test]
    fn a_content_may_point_back() {
        let mut d = document(
            "Peru/PROPN/1/nsubj says/VERB/1/root Chile/PROPN/3/nsubj paid/VERB/1/ccomp ./PUNCT/1/punct Chile/PROPN/6/nsubj denied/VERB/6/root the/DET/8/det claim/NOUN/6/obj",
        );
        d.sentences = vec![0..5, 5..9];
        d.attributions = vec![said(0, "assert", 1, 2..4), said(1, "deny", 6, 7..9)];
        find(&mut d, &Knowledge::builtin());
        assert_eq!((d.disputes[0].by, d.disputes[0].about), (1, Disputed::Attribution(0)));
    }

    #[test]
    fn what_describes_the_thing_that_is_dismissed_is_not_dismissed() {
        let mut d = document(
            "Chile/PROPN/1/nsubj dismissed/VERB/1/root footage/NOUN/1/obj shared/VERB/2/acl by/ADP/5/case Peru/PROPN/3/obl",
        );
        d.attributions = vec![said(0, "reject", 1, 2..6)];
        d.events.push(Event { trigger: 3, ..Default::default() });
        find(&mut d, &Knowledge::builtin());
        assert_eq!(d.disputes[0].about, Disputed::Attribution(0));
    }

    #[test]
    fn two_sources_side_by_side_give_two_accounts() {
        let mut d = document(
            "Peru/PROPN/1/nsubj says/VERB/1/root it/PRON/3/nsubj paid/VERB/1/ccomp ;/PUNCT/6/punct Chile/PROPN/6/nsubj says/VERB/1/parataxis it/PRON/8/nsubj lent/VERB/6/ccomp",
        );
        d.attributions = vec![said(0, "assert", 1, 2..4), said(1, "assert", 6, 7..9)];
        find(&mut d, &Knowledge::builtin());
        assert_eq!(d.disputes.len(), 1);
        assert_eq!((d.disputes[0].by, d.disputes[0].about), (1, Disputed::Attribution(0)));
        d.attributions[0].act = "promise".to_owned();
        find(&mut d, &Knowledge::builtin());
        assert!(d.disputes.is_empty(), "a promise is no account");
    }

    #[test]
    fn but_sets_a_sentence_against_the_one_before_if_both_tell_of_the_same() {
        let text = |thing: &str| {
            format!(
                "Peru/PROPN/1/nsubj says/VERB/1/root ships/NOUN/3/nsubj left/VERB/1/ccomp ./PUNCT/1/punct But/CCONJ/7/cc Chile/PROPN/7/nsubj says/VERB/7/root the/DET/9/det {thing}/NOUN/10/nsubj stayed/VERB/7/ccomp"
            )
        };
        let found = |thing: &str| {
            let mut d = document(&text(thing));
            d.sentences = vec![0..5, 5..11];
            d.attributions = vec![said(0, "assert", 1, 2..4), said(1, "assert", 7, 8..11)];
            find(&mut d, &Knowledge::builtin());
            d.disputes.iter().map(|d| (d.by, d.about)).collect::<Vec<_>>()
        };
        assert_eq!(found("ships"), [(1, Disputed::Attribution(0))]);
        assert_eq!(found("tourists"), []);
    }

    #[test]
    fn while_sets_what_comes_first_against_what_follows() {
        let mut d = document(
            "While/SCONJ/2/mark Peru/PROPN/2/nsubj claims/VERB/5/advcl payment/NOUN/2/obj Chile/PROPN/5/nsubj says/VERB/5/root it/PRON/7/nsubj lent/VERB/5/ccomp",
        );
        d.attributions = vec![said(0, "assert", 2, 3..4), said(1, "assert", 5, 6..8)];
        find(&mut d, &Knowledge::builtin());
        assert_eq!((d.disputes.len(), d.disputes[0].by, d.disputes[0].about), (1, 1, Disputed::Attribution(0)));
    }

    #[test]
    fn accounts_joined_by_and_are_none() {
        let mut d = document(
            "Peru/PROPN/1/nsubj says/VERB/1/root it/PRON/3/nsubj paid/VERB/1/ccomp and/CCONJ/6/cc Chile/PROPN/6/nsubj says/VERB/1/conj it/PRON/8/nsubj lent/VERB/6/ccomp",
        );
        d.attributions = vec![said(0, "assert", 1, 2..4), said(1, "assert", 6, 7..9)];
        find(&mut d, &Knowledge::builtin());
        assert!(d.disputes.is_empty());
    }

    #[test]
    fn what_is_contrary_to_an_announcement_disputes_it() {
        let mut d = document(
            "Contrary/ADV/7/advmod to/ADP/0/fixed what/PRON/0/obl Chile/PROPN/4/nsubj announced/VERB/2/acl:relcl ,/PUNCT/0/punct ships/NOUN/7/nsubj sank/VERB/7/root Peru/PROPN/9/nsubj said/VERB/7/parataxis",
        );
        d.attributions = vec![said(0, "assert", 4, 2..3), said(1, "assert", 9, 0..8)];
        find(&mut d, &Knowledge::builtin());
        assert_eq!((d.disputes[0].by, d.disputes[0].about), (1, Disputed::Attribution(0)));
    }

    #[test]
    fn a_denial_that_tells_its_own_matter_is_not_about_what_follows() {
        let mut d = document(
            "Chile/PROPN/1/nsubj denied/VERB/1/root paying/VERB/1/xcomp though/SCONJ/5/mark Peru/PROPN/5/nsubj says/VERB/1/advcl it/PRON/7/nsubj lent/VERB/5/ccomp",
        );
        d.attributions = vec![said(0, "deny", 1, 2..3), said(1, "assert", 5, 6..8)];
        find(&mut d, &Knowledge::builtin());
        assert_eq!(d.disputes[0].about, Disputed::Attribution(0));
    }

    #[test]
    fn what_one_says_was_not_done_another_says_was() {
        let found = |negated: bool| {
            let mut d = document(
                "Peru/PROPN/1/nsubj says/VERB/1/root nothing/PRON/3/nsubj paid/VERB/1/ccomp ./PUNCT/1/punct Chile/PROPN/6/nsubj says/VERB/6/root Mali/PROPN/8/nsubj paid/VERB/6/ccomp",
            );
            d.sentences = vec![0..5, 5..9];
            d.attributions = vec![said(0, "assert", 1, 2..4), said(1, "assert", 6, 7..9)];
            d.events.push(Event { trigger: 3, kind: "AID", attribution: Some(0), negated, ..Default::default() });
            d.events.push(Event { trigger: 8, kind: "AID", attribution: Some(1), ..Default::default() });
            find(&mut d, &Knowledge::builtin());
            d.disputes.iter().map(|d| (d.by, d.about)).collect::<Vec<_>>()
        };
        assert_eq!((found(true), found(false)), (vec![(1, Disputed::Event(0))], vec![]));
    }

    #[test]
    fn who_gives_a_different_account_tells_it_otherwise() {
        let found = |which: &str| {
            let mut d = document(&format!(
                "Peru/PROPN/1/nsubj says/VERB/1/root nothing/PRON/3/nsubj fell/VERB/1/ccomp ;/PUNCT/1/punct Chile/PROPN/6/nsubj gave/VERB/6/root {which}/ADJ/8/amod account/NOUN/6/obj ;/PUNCT/6/punct it/PRON/11/nsubj says/VERB/11/root rain/NOUN/13/nsubj fell/VERB/11/ccomp"
            ));
            d.sentences = vec![0..5, 5..10, 10..14];
            d.attributions = vec![said(0, "assert", 1, 2..4), said(1, "assert", 11, 12..14)];
            name(&mut d, &[(5, 1)]);
            find(&mut d, &Knowledge::builtin());
            d.disputes.iter().map(|d| (d.by, d.about)).collect::<Vec<_>>()
        };
        assert_eq!(found("different"), [(1, Disputed::Attribution(0))]);
        assert_eq!(found("detailed"), []);
    }

    #[test]
    fn two_sides_of_a_clash_tell_it_otherwise() {
        let found = |other: &str| {
            let mut d = document(
                "Peru/PROPN/1/nsubj says/VERB/1/root troops/NOUN/3/nsubj shot/VERB/1/ccomp ;/PUNCT/1/punct rain/NOUN/6/nsubj fell/VERB/6/root ;/PUNCT/6/punct Mali/PROPN/9/nsubj says/VERB/9/root guards/NOUN/11/nsubj shot/VERB/9/ccomp us/PRON/11/obj them/PRON/11/obj",
            );
            d.sentences = vec![0..5, 5..8, 8..14];
            d.attributions = vec![said(0, "assert", 1, 2..4), said(1, "assert", 9, 10..13)];
            name(&mut d, &[(2, 2), (12, 3), (10, 4), (13, 5)]);
            for country in ["PER", "MLI", "MLI", "MLI", "PER", "PER"] {
                d.entities.push(Entity { country: Some(country.to_owned()), ..Default::default() });
            }
            d.entities[3].country = Some(other.to_owned());
            d.events = vec![attack(3, 0, 0, 3), attack(11, 1, 2, 1)];
            find(&mut d, &Knowledge::builtin());
            d.disputes.iter().map(|d| (d.by, d.about)).collect::<Vec<_>>()
        };
        assert_eq!(found("MLI"), [(1, Disputed::Event(0))]);
        assert_eq!(found("CHL"), []);
    }

    #[test]
    fn what_is_refused_is_nobodys_account() {
        let mut d = document("Peru/PROPN/1/nsubj vetoed/VERB/1/root a/DET/3/det bill/NOUN/1/obj");
        d.attributions = vec![said(0, "reject", 1, 2..4)];
        find(&mut d, &Knowledge::builtin());
        assert_eq!(d.disputes.len(), 1);
        d.events.push(Event { trigger: 1, kind: "REJECT", ..Default::default() });
        find(&mut d, &Knowledge::builtin());
        assert_eq!(d.disputes, []);
    }

    #[test]
    fn who_is_accused_and_innocent_denies_it() {
        let mut d = document(
            "Police/NOUN/1/nsubj accused/VERB/1/root Ana/PROPN/1/obj ;/PUNCT/5/punct Ana/PROPN/5/nsubj says/VERB/1/parataxis she/PRON/8/nsubj is/AUX/8/cop innocent/ADJ/5/ccomp",
        );
        name(&mut d, &[(2, 1)]);
        let recipient = Argument { role: Role::Recipient, span: 2..3, mentions: vec![0] };
        d.events.push(Event { trigger: 1, kind: "ACCUSE", arguments: vec![recipient], ..Default::default() });
        d.attributions = vec![said(1, "assert", 5, 6..9)];
        find(&mut d, &Knowledge::builtin());
        assert_eq!((d.disputes[0].about, d.disputes[0].stance), (Disputed::Event(0), Stance::Deny));
    }

    #[test]
    fn what_is_said_of_a_claim_is_about_the_claim() {
        let mut d = document(
            "Lies/NOUN/2/obj he/PRON/2/nsubj said/VERB/2/root of/ADP/5/case the/DET/5/det claim/NOUN/2/obl that/SCONJ/8/mark it/PRON/8/nsubj paid/VERB/5/acl",
        );
        d.attributions = vec![said(0, "deny", 2, 0..1), said(1, "assert", 5, 6..9)];
        find(&mut d, &Knowledge::builtin());
        assert_eq!(d.disputes[0].about, Disputed::Attribution(1));
    }

    #[test]
    fn a_clause_beside_a_statement_disputes_it() {
        let mut d = document(
            "Peru/PROPN/1/nsubj says/VERB/1/root it/PRON/3/nsubj paid/VERB/1/ccomp ,/PUNCT/6/punct a/DET/6/det claim/NOUN/3/parataxis Chile/PROPN/8/nsubj rejects/VERB/6/acl",
        );
        d.attributions = vec![said(0, "assert", 1, 2..4), said(1, "reject", 8, 5..7)];
        find(&mut d, &Knowledge::builtin());
        assert_eq!((d.disputes[0].by, d.disputes[0].about), (1, Disputed::Attribution(0)));
    }

    #[test]
    fn to_refrain_from_a_deed_leaves_nothing_open() {
        let mut d =
            document("Chile/PROPN/1/nsubj refused/VERB/1/root to/PART/3/mark pay/VERB/1/xcomp Peru/PROPN/3/obj");
        d.attributions = vec![said(0, "decline", 1, 4..5)];
        d.attributions[0].cue = one(1..4);
        find(&mut d, &Knowledge::builtin());
        assert!(d.disputes.is_empty());
    }

    #[test]
    fn who_is_said_to_have_done_it_may_tell_it_otherwise() {
        let mut d = document(
            "Peru/PROPN/1/nsubj says/VERB/1/root Chile/PROPN/3/nsubj shelled/VERB/1/ccomp towns/NOUN/3/obj ./PUNCT/1/punct Chile/PROPN/7/nsubj says/VERB/7/root it/PRON/9/nsubj shelled/VERB/7/ccomp camps/NOUN/9/obj",
        );
        d.sentences = vec![0..6, 6..11];
        d.attributions = vec![said(0, "assert", 1, 2..5), said(1, "assert", 7, 8..11)];
        name(&mut d, &[(2, 1), (8, 1), (4, 2), (10, 3)]);
        d.events = vec![attack(3, 0, 0, 2), attack(9, 1, 1, 3)];
        find(&mut d, &Knowledge::builtin());
        assert_eq!((d.disputes[0].by, d.disputes[0].about), (1, Disputed::Event(0)));
        d.events[1].arguments[1].mentions = vec![2];
        find(&mut d, &Knowledge::builtin());
        assert!(d.disputes.is_empty(), "the same deed");
    }

    #[test]
    fn the_other_way_round_is_another_account() {
        let mut d = document(
            "Peru/PROPN/1/nsubj says/VERB/1/root Chile/PROPN/3/nsubj shelled/VERB/1/ccomp Lima/PROPN/3/obj ./PUNCT/1/punct Allies/NOUN/7/nsubj say/VERB/7/root Peru/PROPN/9/nsubj shelled/VERB/7/ccomp Chile/PROPN/9/obj",
        );
        d.sentences = vec![0..6, 6..11];
        d.attributions = vec![said(0, "assert", 1, 2..5), said(3, "assert", 7, 8..11)];
        name(&mut d, &[(2, 1), (8, 0), (4, 2), (10, 1)]);
        d.events = vec![attack(3, 0, 0, 2), attack(9, 1, 1, 3)];
        find(&mut d, &Knowledge::builtin());
        assert_eq!((d.disputes[0].by, d.disputes[0].about), (3, Disputed::Event(0)));
    }

    #[test]
    fn a_claim_that_is_called_wrong_is_the_one_before() {
        let mut d = document(
            "Peru/PROPN/1/nsubj says/VERB/1/root Chile/PROPN/3/nsubj paid/VERB/1/ccomp ./PUNCT/1/punct Chile/PROPN/6/nsubj says/VERB/6/root the/DET/8/det findings/NOUN/10/nsubj are/AUX/10/cop wrong/ADJ/6/ccomp",
        );
        d.sentences = vec![0..5, 5..11];
        d.attributions = vec![said(0, "assert", 1, 2..4), said(1, "deny", 6, 7..11)];
        find(&mut d, &Knowledge::builtin());
        assert_eq!(d.disputes[0].about, Disputed::Attribution(0));
    }

    #[test]
    fn whom_one_contradicts_said_something_nearby() {
        let mut d = document(
            "Chile/PROPN/1/nsubj contradicts/VERB/1/root Peru/PROPN/1/obj ,/PUNCT/5/punct which/PRON/5/nsubj says/VERB/2/acl:relcl it/PRON/7/nsubj paid/VERB/5/ccomp",
        );
        d.attributions = vec![said(0, "contradict", 1, 2..3), said(1, "assert", 5, 6..8)];
        name(&mut d, &[(2, 1)]);
        find(&mut d, &Knowledge::builtin());
        assert_eq!((d.disputes[0].by, d.disputes[0].about), (0, Disputed::Attribution(1)));
    }

    #[test]
    fn a_refusal_to_act_leaves_nothing_unconfirmed() {
        let refused = |verb: &str| {
            let mut d = document(&format!(
                "Chile/PROPN/2/nmod:poss 's/PART/0/case refusal/NOUN/2/root to/PART/4/mark {verb}/VERB/2/acl Peru/PROPN/4/obj"
            ));
            d.attributions = vec![said(0, "decline", 2, 3..6)];
            find(&mut d, &Knowledge::builtin());
            d.disputes.len()
        };
        assert_eq!((refused("pay"), refused("comment")), (0, 1));
    }

    #[test]
    fn what_is_set_beside_a_promise_is_an_account_of_it_only_if_it_speaks_of_the_same() {
        let disputes = |second: &str| {
            let mut d = document(&format!(
                "Peru/PROPN/1/nsubj promised/VERB/1/root aid/NOUN/1/obj while/SCONJ/5/mark Chile/PROPN/5/nsubj said/VERB/1/advcl {second}/NOUN/7/nsubj stopped/VERB/5/ccomp"
            ));
            d.attributions = vec![said(0, "promise", 1, 2..3), said(1, "assert", 5, 6..8)];
            find(&mut d, &Knowledge::builtin());
            d.disputes.len()
        };
        assert_eq!((disputes("aid"), disputes("trains")), (1, 0));
    }
}
