//! Negation: whether a predicate is said not to be so.

use crate::clauses::{Class, class};
use crate::document::{Document, Upos};

/// Whether a predicate is negated: "did not say", "no one said", "never said", "has yet to say", "without saying",
/// "neither of them said", "it is not true that he said".
pub fn is_negated(document: &Document, head: usize) -> bool {
    negated_itself(document, head) || shared(document, head) || said_untrue(document, head)
}

/// Whether a predicate is so for all that a word of negation stands with it: "did not leave until they paid", "not only left".
pub fn is_affirmed(document: &Document, head: usize) -> bool {
    let sentence = document.sentence_around(head);
    let only = |i: usize| class(document, i) == Some(Class::Negative) && is_only(document, i);
    until(document, head) || document.syntax.children(head, sentence).any(|i| i < head && only(i))
}

/// Whether a word of negation denies nothing: "not only", "no fewer than".
fn is_only(document: &Document, word: usize) -> bool {
    let sentence = document.sentence_around(word);
    let next = |i: usize| sentence.contains(&i).then(|| document.word(i));
    match next(word + 1) {
        Some("only") => true,
        Some("fewer" | "less" | "more" | "sooner" | "later") => next(word + 2) == Some("than"),
        _ => false,
    }
}

fn negated_itself(document: &Document, head: usize) -> bool {
    let syntax = &document.syntax;
    let sentence = document.sentence_around(head);
    let children = || syntax.children(head, sentence);
    let negative = |i: usize| class(document, i) == Some(Class::Negative);
    // "Not only": so it was, and more.
    let only = |i: usize| is_only(document, i);
    let by_word = children().any(|i| {
        (syntax.has(i, "Polarity=Neg") || negative(i))
            && !matches!(syntax.relation(i), "conj" | "parataxis" | "punct" | "obl" | "advcl" | "acl" | "ccomp")
            && !only(i)
            || class(document, i) == Some(Class::Nearly) && syntax.relation(i) == "advmod" && i < head
    });
    // "No one did", "released none of them", "no longer does".
    let by_participant = || {
        // A second subject behind the verb is that of the clause below: "says no one did".
        let takes_part = |&i: &usize| match syntax.relation(i) {
            "nsubj" | "advmod" => i < head,
            "obj" | "iobj" => true,
            _ => false,
        };
        let close = |d: usize, i: usize| d < i && (d..i).all(|w| syntax.upos[w] != Upos::Punct);
        children()
            .filter(takes_part)
            .any(|i| syntax.children(i, sentence).any(|d| close(d, i) && negative(d) && !only(d)))
    };
    (by_word || by_participant()) && !until(document, head) || left_out(document, head) || yet_to(document, head)
}

/// "Without doing", "instead of doing", "far from doing", "decided against doing".
pub fn left_out(document: &Document, head: usize) -> bool {
    let syntax = &document.syntax;
    let sentence = document.sentence_around(head);
    let without = |i: usize| class(document, i) == Some(Class::Without);
    let opens = |&i: &usize| i < head && matches!(syntax.relation(i), "mark" | "case" | "cc");
    let decided = syntax.parent(head).is_some_and(|v| v < head && class(document, v) == Some(Class::Planned));
    syntax.children(head, sentence).filter(opens).any(|i| {
        let behind = matches!(document.word(i), "of" | "from" | "than") && i > sentence.start;
        let chosen = |i: usize| document.word(i) == "against" && decided;
        without(i) || behind && without(i - 1) || chosen(i)
    })
}

/// "Did not leave until they paid": they left.
fn until(document: &Document, head: usize) -> bool {
    let syntax = &document.syntax;
    let sentence = document.sentence_around(head);
    let marks = |c: usize| {
        let mut opens = syntax.children(c, sentence);
        opens.any(|i| i > head && matches!(syntax.relation(i), "mark" | "case") && document.word(i) == "until")
    };
    let did = |i: usize| syntax.relation(i) == "aux" && document.word(i) == "did";
    syntax.children(head, sentence).any(did)
        && syntax
            .children(head, sentence)
            .any(|c| c > head && matches!(syntax.relation(c), "advcl" | "obl") && marks(c))
}

/// "Has yet to": what follows has not been done.
fn yet_to(document: &Document, head: usize) -> bool {
    let sentence = document.sentence_around(head);
    let near = sentence.start.max(head.saturating_sub(4))..head;
    near.clone().any(|i| {
        document.word(i) == "yet"
            && i > sentence.start
            && matches!(document.word(i - 1), "has" | "have" | "had" | "is" | "are" | "was" | "were")
            && i + 1 < head
            && document.word(i + 1) == "to"
            && document.syntax.parent(i + 1) == Some(head)
    })
}

/// "Did not arrest or beat": the negation of the first holds for the second, which has no subject of its own.
fn shared(document: &Document, head: usize) -> bool {
    let syntax = &document.syntax;
    let Some(first) = syntax.parent(head).filter(|_| syntax.relation(head) == "conj") else { return false };
    let sentence = document.sentence_around(head);
    let own = |i: usize| matches!(syntax.relation(i), "nsubj" | "aux" | "expl");
    let or = syntax.children(head, sentence).any(|i| matches!(syntax.lemma[i].as_str(), "or" | "nor"));
    or && !syntax.children(head, sentence).any(own) && negated_itself(document, first)
}

/// "It is not true that", "it is false that".
fn said_untrue(document: &Document, head: usize) -> bool {
    let syntax = &document.syntax;
    let Some(above) = syntax.parent(head) else { return false };
    if !matches!(syntax.relation(head), "csubj" | "ccomp" | "acl" | "advcl") || above > head {
        return false;
    }
    matches!(
        (class(document, above), negated_itself(document, above)),
        (Some(Class::True), true) | (Some(Class::False), false)
    ) && matches!(syntax.upos[above], Upos::Adj | Upos::Noun)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::document;

    #[test]
    fn negation_of_the_cue_is_seen() {
        let d = document("They/PRON/3/nsubj did/AUX/3/aux not/PART/3/advmod say/VERB/3/root why/ADV/3/obj");
        assert!(is_negated(&d, 3));
        let d = document("No/DET/1/det one/PRON/2/nsubj said/VERB/2/root why/ADV/2/obj");
        assert!(is_negated(&d, 2));
        let d = document("They/PRON/1/nsubj said/VERB/1/root so/ADV/1/advmod not/PART/4/advmod once/ADV/1/advmod");
        assert!(!is_negated(&d, 1), "the negation is another word's");
    }

    #[test]
    fn what_was_not_until_was() {
        let d = document(
            "They/PRON/3/nsubj did/AUX/3/aux not/PART/3/advmod leave/VERB/3/root until/ADP/5/case May/PROPN/3/obl",
        );
        assert!(!is_negated(&d, 3));
        let d = document(
            "They/PRON/3/nsubj will/AUX/3/aux not/PART/3/advmod leave/VERB/3/root until/ADP/5/case May/PROPN/3/obl",
        );
        assert!(is_negated(&d, 3));
    }

    #[test]
    fn what_has_yet_to_come_has_not() {
        let d = document("It/PRON/4/nsubj has/AUX/4/aux yet/ADV/4/advmod to/PART/4/mark pay/VERB/4/root");
        assert!(is_negated(&d, 4));
    }

    #[test]
    fn without_negates_and_not_only_does_not() {
        let d = document("They/PRON/1/nsubj left/VERB/1/root without/SCONJ/3/mark firing/VERB/1/advcl");
        assert!(is_negated(&d, 3) && !is_negated(&d, 1));
        let d = document("They/PRON/3/nsubj not/PART/3/advmod only/ADV/3/advmod fired/VERB/3/root");
        assert!(!is_negated(&d, 3));
    }

    #[test]
    fn what_is_stopped_short_of_is_left_out() {
        let d =
            document("They/PRON/1/nsubj stopped/VERB/1/root short/ADV/1/advmod of/SCONJ/4/mark firing/VERB/1/advcl");
        assert!(is_negated(&d, 4) && !is_negated(&d, 1));
    }

    #[test]
    fn nobody_and_no_longer_negate() {
        let d = document("None/PRON/3/nsubj of/ADP/2/case them/PRON/0/nmod paid/VERB/3/root");
        assert!(is_negated(&d, 3));
        let d = document("They/PRON/3/nsubj no/ADV/2/advmod longer/ADV/3/advmod pay/VERB/3/root");
        assert!(is_negated(&d, 3));
        let d = document("They/PRON/1/nsubj say/VERB/1/root no/DET/3/det one/NOUN/1/nsubj paid/VERB/1/ccomp");
        assert!(!is_negated(&d, 1), "they do say so");
        let d = document("They/PRON/1/nsubj died/VERB/1/root for/ADP/3/case nothing/PRON/1/obl");
        assert!(!is_negated(&d, 1));
    }

    #[test]
    fn a_negation_holds_for_what_is_joined_by_or() {
        let d = document(
            "They/PRON/3/nsubj did/AUX/3/aux not/PART/3/advmod fire/VERB/3/root or/CCONJ/5/cc march/VERB/3/conj",
        );
        assert!(is_negated(&d, 5));
        let d = document(
            "They/PRON/3/nsubj did/AUX/3/aux not/PART/3/advmod fire/VERB/3/root but/CCONJ/5/cc march/VERB/3/conj",
        );
        assert!(!is_negated(&d, 5));
    }

    #[test]
    fn what_is_said_to_be_untrue_is_negated() {
        let d = document(
            "It/PRON/3/expl is/AUX/3/cop not/PART/3/advmod true/ADJ/3/root that/SCONJ/6/mark they/PRON/6/nsubj fired/VERB/3/csubj",
        );
        assert!(is_negated(&d, 6));
        let d = document(
            "It/PRON/2/expl is/AUX/2/cop false/ADJ/2/root that/SCONJ/5/mark they/PRON/5/nsubj fired/VERB/2/csubj",
        );
        assert!(is_negated(&d, 5));
        let d = document(
            "It/PRON/2/expl is/AUX/2/cop true/ADJ/2/root that/SCONJ/5/mark they/PRON/5/nsubj fired/VERB/2/csubj",
        );
        assert!(!is_negated(&d, 5));
    }

    #[test]
    fn a_word_of_negation_may_deny_nothing() {
        let held = |than: &str| {
            format!(
                "No/DET/3/det fewer/ADJ/3/amod {than}/ADP/1/fixed thirty/NUM/5/nsubj:pass were/AUX/5/aux:pass held/VERB/5/root"
            )
        };
        assert!(!is_negated(&document(&held("than")), 5));
        assert!(is_negated(&document(&held("of")), 5));
        let d = document("Not/PART/4/advmod only/ADV/4/advmod did/AUX/4/aux they/PRON/4/nsubj leave/VERB/4/root");
        assert!(!is_negated(&d, 4) && is_affirmed(&d, 4));
    }

    #[test]
    fn what_was_nearly_done_or_decided_against_was_not_done() {
        assert!(is_negated(&document("They/PRON/2/nsubj nearly/ADV/2/advmod left/VERB/2/root"), 2));
        let against = |verb: &str| {
            let text = format!("They/PRON/1/nsubj {verb}/VERB/1/root against/SCONJ/3/mark leaving/VERB/1/advcl");
            is_negated(&document(&text), 3)
        };
        assert!(against("decide") && !against("warn"));
    }
}
