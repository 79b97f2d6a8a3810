//! Statements: what an attribution does (asserts, denies, asks), whose words it is in, and whether it was made at all.

use std::ops::Range;

use tacitus_knowledge::{Act, Knowledge};

use crate::acts::{self, act_of};
use crate::clauses::{Class, class};
use crate::document::{Attribution, Document, Upos};
use crate::governor;
use crate::naming;
use crate::negation::is_negated;
use crate::record::Quotation;

/// Fills in the speech act, its negation, the kind of quotation and who is told. Requires syntax, attributions and
/// coreference.
pub fn describe(document: &mut Document, knowledge: &Knowledge) {
    for a in 0..document.attributions.len() {
        let attribution = &document.attributions[a];
        let cue_head = attribution.cue.first().map(|cue| head_of_cue(document, cue, knowledge));
        let (act, declined) = act(document, attribution, cue_head, knowledge);
        let failed = |head: usize| governor::of(document, head).and_then(|g| class(document, g)) == Some(Class::Undone);
        // "Has yet to give details": the cue's verb is not done either.
        let verb = attribution.cue.first().map(|cue| document.syntax.head_of(cue));
        let mut heads = cue_head.into_iter().chain(verb.filter(|&v| document.syntax.upos[v] == Upos::Verb));
        let negated = heads.any(|head| is_negated(document, head) || failed(head));
        let negated = negated || is_nobody(document, attribution);
        let quotation = quotation(&attribution.content, &document.quoted);
        let addressee = cue_head.and_then(|head| addressee(document, head, attribution));
        let entity = attribution.mention.and_then(|m| document.mentions[m].entity);
        // A cue that the table of acts knows has the table's lemma.
        if let Some(head) = cue_head
            && let Some(known) = act_of(document, knowledge, head).map(|a| a.lemma.clone())
        {
            document.syntax.lemma[head] = known;
        }
        let attribution = &mut document.attributions[a];
        attribution.cue_head = cue_head;
        attribution.act = act;
        attribution.negated = negated || declined;
        attribution.quotation = Some(quotation);
        attribution.addressee = addressee;
        attribution.entity = entity;
    }
    document.attributions.sort_by_key(|a| {
        let first = |spans: &[Range<usize>]| spans.first().map_or(usize::MAX, |s| s.start);
        first(&a.source).min(first(&a.cue)).min(first(&a.content))
    });
}

/// Whether nobody says it: "none of them would confirm".
fn is_nobody(document: &Document, attribution: &Attribution) -> bool {
    let first = attribution.source.first().map(|s| s.start);
    first.is_some_and(|w| class(document, w) == Some(Class::Negative) && document.syntax.lemma[w] != "not")
}

/// The word of a cue that says what act it is: a verb or noun that the table of acts knows, else the syntactic head.
fn head_of_cue(document: &Document, cue: &Range<usize>, knowledge: &Knowledge) -> usize {
    let syntax = &document.syntax;
    let head = syntax.head_of(cue);
    let known = |&i: &usize| {
        act_of(document, knowledge, i).is_some() && matches!(syntax.upos[i], Upos::Verb | Upos::Noun | Upos::Adj)
    };
    if known(&head) { head } else { cue.clone().rev().find(known).unwrap_or(head) }
}

/// The speech act, and whether it was declined ("refused to comment").
fn act(
    document: &Document,
    attribution: &Attribution,
    cue_head: Option<usize>,
    knowledge: &Knowledge,
) -> (String, bool) {
    let Some(head) = cue_head else { return ("assert".to_owned(), false) };
    let syntax = &document.syntax;
    let known = attribution.cue.first().and_then(|cue| act_of_cue(document, knowledge, cue, head));
    let mut act = known.map_or("assert", |a| a.act.as_str());
    if let Some(name) = naming::name(document, head) {
        // "Called the report a lie", and no call for anything.
        if class(document, name) == Some(Class::False) && act != "believe" {
            return ("deny".to_owned(), false);
        }
        act = if act == "request" { "assert" } else { act };
    }
    if act == "ask" && asks_to_do(document, head) {
        act = "request";
    }
    if act == "recommend" && tells(document, head) {
        act = "assert";
    }
    // "declined to confirm": the verb above decides.
    let governor = syntax.parent(head).filter(|_| syntax.deprel[head] == "xcomp");
    let above = governor.and_then(|g| act_of(document, knowledge, g)).map(|a| a.act.as_str());
    // "Would not comment" is a refusal.
    let sentence = document.sentence_around(head);
    let would = |c: usize| syntax.relation(c) == "aux" && class(document, c) == Some(Class::Would);
    let refused = act == "assert" && is_negated(document, head) && syntax.children(head, sentence).any(would);
    let declined = act == "decline" || above == Some("decline") || refused;
    let untrue = attribution.content.iter().any(|c| calls_untrue(document, knowledge, c, head));
    if act == "assert" && !declined && untrue {
        return ("deny".to_owned(), false);
    }
    (if declined { "decline".to_owned() } else { act.to_owned() }, declined)
}

/// Whether a verb governs an infinitive: who asks somebody to go does not ask whether he goes.
fn asks_to_do(document: &Document, verb: usize) -> bool {
    let syntax = &document.syntax;
    let sentence = document.sentence_around(verb);
    let to = |c: usize| syntax.children(c, sentence).any(|i| syntax.relation(i) == "mark" && document.word(i) == "to");
    syntax.children(verb, sentence).any(|c| c > verb && syntax.relation(c) == "xcomp" && to(c))
}

/// Whether a verb governs a clause about what is: who suggests that somebody knew recommends nothing.
fn tells(document: &Document, verb: usize) -> bool {
    let syntax = &document.syntax;
    let sentence = document.sentence_around(verb);
    let finite = |w: usize| syntax.has(w, "Mood=Ind") && syntax.has(w, "VerbForm=Fin");
    let clause = |&c: &usize| c > verb && syntax.relation(c) == "ccomp";
    let past = |w: usize| finite(w) && (syntax.has(w, "Tense=Past") || syntax.has(w, "Person=3"));
    let helped =
        |c: usize| syntax.children(c, sentence).any(|i| matches!(syntax.relation(i), "aux" | "cop") && past(i));
    syntax.children(verb, sentence).filter(clause).any(|c| past(c) || helped(c))
}

/// The act of a cue as a whole ("called for", "according to"), or of its head as the part of speech that it is: a call is
/// a request, but who calls something names it.
fn act_of_cue<'k>(document: &Document, knowledge: &'k Knowledge, cue: &Range<usize>, head: usize) -> Option<&'k Act> {
    let syntax = &document.syntax;
    let whole = || knowledge.act(&document.slice(cue).to_lowercase());
    let with_particle = || {
        // It may be read as the content's: "called | for Peru to be heard".
        let next = (head + 1 < document.words.len()).then(|| document.word(head + 1).to_lowercase())?;
        knowledge.act(&format!("{} {next}", syntax.lemma[head]))
    };
    let fits = |act: &&Act| syntax.upos[head] != Upos::Verb || act.pos.iter().any(|pos| pos != "noun");
    with_particle().or_else(whole).or_else(|| act_of(document, knowledge, head)).filter(fits)
}

/// Whether what is said is that something said is untrue: "that is a lie", "it was false", "which they say is a lie".
fn calls_untrue(document: &Document, knowledge: &Knowledge, content: &Range<usize>, cue: usize) -> bool {
    let syntax = &document.syntax;
    content.clone().filter(|&i| class(document, i) == Some(Class::False)).any(|i| {
        let sentence = document.sentence_around(i);
        let children = || syntax.children(i, sentence);
        let pointing = |c: usize| {
            syntax.relation(c) == "nsubj"
                && (matches!(syntax.lemma[c].as_str(), "that" | "this" | "it" | "these" | "they")
                    || acts::noun(document, knowledge, c).is_some())
        };
        matches!(syntax.upos[i], Upos::Adj | Upos::Noun)
            && matches!(syntax.relation(i), "root" | "ccomp" | "parataxis" | "conj")
            && children().any(|c| syntax.relation(c) == "cop")
            && (children().any(pointing)
                || syntax.relation(cue) == "acl"
                    && syntax.parent(i) == Some(cue)
                    && !children().any(|c| syntax.relation(c) == "nsubj"))
            && !children().any(|c| syntax.relation(c) == "csubj")
            && !is_negated(document, i)
    })
}

/// The share of quoted words decides: nearly all, nearly none, or some.
fn quotation(content: &[Range<usize>], quoted: &[bool]) -> Quotation {
    let total: usize = content.iter().map(Range::len).sum();
    let inside = content.iter().flat_map(|c| c.clone()).filter(|&i| quoted[i]).count();
    match inside {
        0 => Quotation::Indirect,
        n if n * 10 >= total * 9 => Quotation::Direct,
        _ => Quotation::Mixed,
    }
}

/// The entity that is told: the object of a cue that takes a clause or a quotation as well.
fn addressee(document: &Document, head: usize, attribution: &Attribution) -> Option<usize> {
    let syntax = &document.syntax;
    let sentence = document.sentence_around(head);
    let told = syntax.children(head, sentence).find(|&i| {
        let deprel = syntax.deprel[i];
        let to = || syntax.children(i, sentence).any(|c| syntax.lemma[c] == "to");
        matches!(deprel, "iobj" | "obj") || (deprel == "obl" && to())
    })?;
    let outside = attribution.content.iter().all(|c| !c.contains(&told));
    let mention = document.mentions.iter().find(|m| m.head == told && outside)?;
    mention.entity
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quotations::quoted;
    use crate::testing::document;

    #[test]
    fn to_call_it_a_lie_is_to_deny() {
        let knowledge = Knowledge::builtin();
        let d =
            document("That/PRON/3/nsubj is/AUX/3/cop a/DET/3/det lie/NOUN/5/ccomp he/PRON/5/nsubj said/VERB/5/root");
        assert!(calls_untrue(&d, &knowledge, &(0..4), 5));
        let d = document(
            "He/PRON/3/nsubj is/AUX/3/cop not/PART/3/advmod wrong/ADJ/5/ccomp he/PRON/5/nsubj said/VERB/5/root",
        );
        assert!(!calls_untrue(&d, &knowledge, &(0..4), 5));
        let d = document(
            "The/DET/1/det claim/NOUN/3/nsubj is/AUX/3/cop false/ADJ/5/ccomp he/PRON/5/nsubj said/VERB/5/root",
        );
        assert!(calls_untrue(&d, &knowledge, &(0..4), 5));
    }

    #[test]
    fn a_call_for_something_asks_and_a_name_for_something_does_not() {
        let knowledge = Knowledge::builtin();
        let act = |said: &str, cue: Range<usize>| {
            let d = document(said);
            act_of_cue(&d, &knowledge, &cue, cue.start).map(|a| a.act.clone())
        };
        let talks = "They/PRON/1/nsubj call/VERB/1/root for/ADP/3/case talks/NOUN/1/obl";
        assert_eq!(act(talks, 1..3).as_deref(), Some("request"));
        assert_eq!(act(talks, 1..2).as_deref(), Some("request"));
        assert_eq!(act("They/PRON/1/nsubj call/VERB/1/root it/PRON/1/obj theft/NOUN/1/obj", 1..2), None);
        assert_eq!(
            act("a/DET/1/det call/NOUN/1/root for/ADP/3/case talks/NOUN/1/nmod", 1..2).as_deref(),
            Some("request")
        );
    }

    #[test]
    fn to_ask_somebody_to_do_something_is_a_request() {
        let d = document("They/PRON/1/nsubj ask/VERB/1/root Peru/PROPN/1/obj to/PART/4/mark pay/VERB/1/xcomp");
        let said = Attribution { cue: crate::testing::one(1..2), ..Default::default() };
        assert_eq!(act(&d, &said, Some(1), &Knowledge::builtin()), ("request".to_owned(), false));
        let d = document("They/PRON/1/nsubj ask/VERB/1/root who/PRON/3/nsubj paid/VERB/1/ccomp");
        assert_eq!(act(&d, &said, Some(1), &Knowledge::builtin()).0, "ask");
    }

    #[test]
    fn what_nobody_confirms_is_not_confirmed() {
        let d = document("None/PRON/3/nsubj of/ADP/2/case them/PRON/0/nmod confirm/VERB/3/root");
        let said = |source: Range<usize>| Attribution { source: crate::testing::one(source), ..Default::default() };
        assert!(is_nobody(&d, &said(0..3)) && !is_nobody(&d, &said(2..3)));
    }

    #[test]
    fn quotations_are_told_by_their_marks() {
        let d = document("“/PUNCT/1/punct Yes/INTJ/1/root ”/PUNCT/1/punct he/PRON/4/nsubj said/VERB/1/parataxis");
        let quoted = quoted(&d);
        assert_eq!(quotation(std::slice::from_ref(&(0..3)), &quoted), Quotation::Direct);
        assert_eq!(quotation(std::slice::from_ref(&(3..5)), &quoted), Quotation::Indirect);
        assert_eq!(quotation(std::slice::from_ref(&(1..5)), &quoted), Quotation::Mixed);
    }

    #[test]
    fn to_suggest_that_something_is_so_recommends_nothing() {
        let mut d =
            document("It/PRON/1/nsubj suggests/VERB/1/root that/SCONJ/4/mark they/PRON/4/nsubj knew/VERB/1/ccomp");
        assert!(!tells(&d, 1));
        d.syntax.feats[4] = "Mood=Ind|Tense=Past|VerbForm=Fin";
        assert!(tells(&d, 1));
    }
}
