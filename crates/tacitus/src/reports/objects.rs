//! What a verb says where no clause tells it: a claim that is disputed, a charge, what is admitted, warned of or counted, whom
//! somebody contradicts.

use std::ops::Range;

use tacitus_knowledge::Knowledge;

use super::verbal::is_relative;
use crate::acts;
use crate::clauses::{Class, class};
use crate::document::{Document, Upos};
use crate::naming;
use crate::roles::doers::is_actor;
use crate::roles::phrase;

/// What somebody says is untrue: "calls [the charge a lie]".
pub(super) fn called_false(
    document: &Document,
    knowledge: &Knowledge,
    verb: usize,
    sentence: &Range<usize>,
) -> Option<Range<usize>> {
    let syntax = &document.syntax;
    let name = naming::name(document, verb).filter(|&n| class(document, n) == Some(Class::False))?;
    let claim = syntax.children(verb, sentence).find(|&c| c > verb && c < name && syntax.relation(c) == "obj")?;
    acts::noun(document, knowledge, claim)?;
    Some(syntax.subtree(claim, sentence).start.max(verb + 1)..syntax.subtree(name, sentence).end)
}

/// How many somebody says there are: "put [the dead at thirty]".
pub(super) fn estimate(document: &Document, verb: usize, sentence: &Range<usize>) -> Option<Range<usize>> {
    let syntax = &document.syntax;
    if syntax.upos[verb] != Upos::Verb || syntax.lemma[verb] != "put" {
        return None;
    }
    let number =
        |c: usize| syntax.upos[c] == Upos::Num || syntax.children(c, sentence).any(|i| syntax.relation(i) == "nummod");
    let thing = syntax.children(verb, sentence).find(|&c| c > verb && syntax.relation(c) == "obj")?;
    let at = |c: usize| syntax.children(c, sentence).any(|i| document.word(i) == "at" && i < c);
    let mut behind = syntax.children(verb, sentence).filter(|&c| c > thing);
    let sum = behind.find(|&c| syntax.relation(c) == "obl" && at(c) && number(c))?;
    Some(syntax.subtree(thing, sentence).start..syntax.subtree(sum, sentence).end)
}

/// What is told to somebody of something: "told envoys [of a fire]".
pub(super) fn matter(document: &Document, verb: usize, sentence: &Range<usize>) -> Option<Range<usize>> {
    let syntax = &document.syntax;
    let to = |c: usize| syntax.relation(c) == "obl" && document.has_preposition(c, &["to"]);
    let told = syntax
        .children(verb, sentence)
        .find(|&c| c > verb && (matches!(syntax.relation(c), "iobj" | "obj") || to(c)))?;
    complement(document, verb, told, &["of", "about"], sentence).filter(|_| is_actor(document, told))
}

/// What a preposition ties to a verb, be it a thing or a deed, behind a word of it: "[of being threatened]".
fn complement(
    document: &Document,
    verb: usize,
    behind: usize,
    prepositions: &[&str],
    sentence: &Range<usize>,
) -> Option<Range<usize>> {
    let syntax = &document.syntax;
    let opens = |i: usize| matches!(syntax.relation(i), "case" | "mark") && prepositions.contains(&document.word(i));
    let tied = |&c: &usize| {
        let kind = matches!(syntax.relation(c), "obl" | "advcl" | "xcomp");
        c > behind && kind && syntax.children(c, sentence).any(opens)
    };
    let thing = syntax.children(verb, sentence).find(tied)?;
    Some(syntax.subtree(thing, sentence))
}

/// Whom somebody contradicts: "contradicting [her minister]".
pub(super) fn opponent(document: &Document, verb: usize, sentence: &Range<usize>) -> Option<Range<usize>> {
    let syntax = &document.syntax;
    // "Who" stands for people.
    let who =
        |c: usize| syntax.subtree(c, sentence).any(|i| document.word(i) == "who" && syntax.relation(i) == "nsubj");
    let object = |&c: &usize| c > verb && syntax.relation(c) == "obj" && (is_actor(document, c) || who(c));
    let whom = syntax.children(verb, sentence).find(object)?;
    Some(phrase(document, whom))
}

/// What somebody warns of or complains of: "warned [of a massacre]".
pub(super) fn warning(document: &Document, verb: usize, sentence: &Range<usize>) -> Option<Range<usize>> {
    complement(document, verb, verb, &["of"], sentence)
}

/// The claim that a verb disputes or leaves open, told by a noun: its object, or the subject of its passive.
pub(super) fn claim(
    document: &Document,
    knowledge: &Knowledge,
    verb: usize,
    sentence: &Range<usize>,
) -> Option<Range<usize>> {
    let syntax = &document.syntax;
    // "Protested against the claim".
    let against = |c: usize| syntax.children(c, sentence).any(|i| document.word(i) == "against");
    let claim = syntax.children(verb, sentence).find(|&c| match syntax.deprel[c] {
        "obj" | "nsubj:pass" => true,
        "obl" => c > verb && against(c),
        _ => false,
    })?;
    acts::noun(document, knowledge, claim)?;
    let mut span = syntax.subtree(claim, sentence);
    if claim > verb {
        span.start = span.start.max(verb + 1);
        if document.word(span.start) == "against" {
            span.start += 1;
        }
    } else {
        span.end = span.end.min(verb);
        while span.end - 1 > claim && matches!(syntax.upos[span.end - 1], Upos::Aux | Upos::Adv | Upos::Punct) {
            span.end -= 1;
        }
    }
    Some(span)
}

/// What a relative clause says somebody said: "[an assertion] that Peru disputes".
pub(super) fn relative(document: &Document, verb: usize, sentence: &Range<usize>) -> Option<Range<usize>> {
    let syntax = &document.syntax;
    let noun = syntax.parent(verb).filter(|&n| n < verb && syntax.relation(verb) == "acl")?;
    let nominal = matches!(syntax.upos[noun], Upos::Noun | Upos::Propn);
    let own = |c: usize| matches!(syntax.relation(c), "nsubj") && !is_relative(document, c) && c > noun;
    let full = |c: usize| {
        let clause = syntax.relation(c) == "ccomp" || syntax.relation(c) == "xcomp" && syntax.upos[c] == Upos::Verb;
        (clause || syntax.relation(c) == "obj") && !is_relative(document, c)
    };
    let place = |c: usize| matches!(syntax.lemma[c].as_str(), "where" | "when" | "why");
    let gap = syntax.children(verb, sentence).any(own) && !syntax.children(verb, sentence).any(|c| full(c) || place(c));
    let start = syntax.subtree(noun, sentence).start;
    let end = syntax.subtree(verb, sentence).start.max(noun + 1);
    (nominal && gap).then_some(start..end)
}

/// What somebody admits or denies having done: "confessed to [bribing]".
pub(super) fn gerund(document: &Document, verb: usize, sentence: &Range<usize>) -> Option<Range<usize>> {
    let syntax = &document.syntax;
    let done = syntax.children(verb, sentence).find(|&c| {
        c > verb
            && matches!(syntax.relation(c), "xcomp" | "ccomp" | "advcl" | "obl")
            && document.word(c).ends_with("ing")
            && syntax.upos[c] == Upos::Verb
            && syntax.children(c, sentence).all(|i| syntax.relation(i) != "mark" || document.word(i) == "to")
    })?;
    let mut span = syntax.subtree(done, sentence);
    span.start = span.start.max(verb + 1);
    if document.word(span.start) == "to" {
        span.start += 1;
    }
    // A clause after a comma is the verb's own circumstance: "denied it, saying".
    (document.word(span.start) != "," && document.word(span.start - 1) != ",").then_some(span)
}

/// Whom a verb accuses, with what of: "[Peru of sending troops]".
pub(super) fn charge(document: &Document, verb: usize, sentence: &Range<usize>) -> Option<Range<usize>> {
    let syntax = &document.syntax;
    let accused = syntax.children(verb, sentence).find(|&c| syntax.relation(c) == "obj" && c > verb)?;
    let of = |c: usize| {
        syntax
            .children(c, sentence)
            .any(|i| i > accused && matches!(syntax.relation(i), "case" | "mark") && document.word(i) == "of")
    };
    let charge = syntax
        .children(verb, sentence)
        .find(|&c| c > accused && matches!(syntax.relation(c), "obl" | "advcl" | "xcomp" | "ccomp" | "acl") && of(c))?;
    let start = syntax.subtree(accused, sentence).start.max(verb + 1);
    Some(start..syntax.subtree(charge, sentence).end)
}

#[cfg(test)]
mod tests {
    use super::super::verbal::tests::content;
    use super::*;
    use crate::testing::document;

    #[test]
    fn the_accused_and_the_charge_are_what_an_accusation_says() {
        let found = content(
            "Chad/PROPN/1/nsubj accused/VERB/1/root Mali/PROPN/1/obj of/SCONJ/4/mark arming/VERB/1/advcl rebels/NOUN/4/obj",
            1,
        );
        assert_eq!(found.as_deref(), Some("Mali of arming rebels"));
    }

    #[test]
    fn what_is_admitted_is_a_gerund() {
        let found =
            content("He/PRON/1/nsubj confessed/VERB/1/root to/SCONJ/3/mark bribing/VERB/1/advcl them/PRON/3/obj", 1);
        assert_eq!(found.as_deref(), Some("bribing them"));
    }

    #[test]
    fn a_disputed_claim_is_what_the_verb_is_about() {
        let found = content(
            "The/DET/1/det claim/NOUN/3/nsubj:pass was/AUX/3/aux:pass rejected/VERB/3/root by/ADP/5/case Peru/PROPN/3/obl:agent",
            3,
        );
        assert_eq!(found.as_deref(), Some("The claim"));
        let found = content(
            "Ships/NOUN/1/nsubj fired/VERB/1/root ,/PUNCT/4/punct an/DET/4/det assertion/NOUN/1/parataxis Peru/PROPN/6/nsubj disputes/VERB/4/acl:relcl",
            6,
        );
        assert_eq!(found.as_deref(), Some("an assertion"));
    }

    #[test]
    fn an_estimate_says_how_many_there_are() {
        let found = content(
            "Police/NOUN/1/nsubj put/VERB/1/root the/DET/3/det dead/NOUN/1/obj at/ADP/5/case thirty/NUM/1/obl",
            1,
        );
        assert_eq!(found.as_deref(), Some("the dead at thirty"));
    }

    #[test]
    fn a_claim_is_called_false() {
        let found =
            content("Peru/PROPN/1/nsubj called/VERB/1/root the/DET/3/det charge/NOUN/1/obj baseless/ADJ/1/xcomp", 1);
        assert_eq!(found.as_deref(), Some("the charge baseless"));
    }

    #[test]
    fn what_one_warns_of_or_boasts_of_is_said() {
        let found = content("He/PRON/1/nsubj warned/VERB/1/root of/ADP/4/case a/DET/4/det war/NOUN/1/obl", 1);
        assert_eq!(found.as_deref(), Some("of a war"));
    }

    #[test]
    fn a_claim_may_be_disputed_by_a_clause_without_a_pronoun() {
        let found = content(
            "Ships/NOUN/1/nsubj sank/VERB/1/root ,/PUNCT/4/punct a/DET/4/det claim/NOUN/1/parataxis Peru/PROPN/6/nsubj disputes/VERB/4/acl",
            6,
        );
        assert_eq!(found.as_deref(), Some("a claim"));
    }

    #[test]
    fn whom_somebody_contradicts_stands_for_what_he_says() {
        let mut d = document("He/PRON/1/nsubj contradicted/VERB/1/root his/PRON/3/nmod:poss minister/NOUN/1/obj");
        d.mentions.push(crate::mentions::describe(&d, 2..4, crate::document::MentionKind::Person));
        assert_eq!(opponent(&d, 1, &(0..4)), Some(2..4));
    }

    #[test]
    fn what_is_not_believed_is_a_claim() {
        let found = content(
            "They/PRON/3/nsubj did/AUX/3/aux not/PART/3/advmod believe/VERB/3/root Peru/PROPN/6/nmod:poss 's/PART/4/case claim/NOUN/3/obj",
            3,
        );
        assert_eq!(found.as_deref(), Some("Peru 's claim"));
    }

    #[test]
    fn one_may_complain_of_something() {
        let found = content(
            "They/PRON/1/nsubj complained/VERB/1/root of/SCONJ/4/mark being/AUX/4/aux:pass threatened/VERB/1/advcl",
            1,
        );
        assert_eq!(found.as_deref(), Some("of being threatened"));
    }
}
