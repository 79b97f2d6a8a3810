//! Verbs that lend themselves to a noun: "*held* talks", "*go* ahead with a strike", "talks were *held*". What is said of
//! the verb is said of the noun, and its subject does what the noun tells.

use crate::clauses::{Class, class};
use crate::document::{Document, Upos};

/// The verb that has the noun as its object or behind a preposition: the one above it, or the one right before its
/// phrase, for of several verbs joined the noun may hang on the first.
pub fn verb(document: &Document, noun: usize) -> Option<usize> {
    let syntax = &document.syntax;
    if syntax.upos[noun] != Upos::Noun {
        return None;
    }
    // A verb behind the noun is one that the noun's own clause has: "a strike called for Monday".
    let above =
        syntax.parent(noun).filter(|&v| governs(document, noun) || v > noun && syntax.relation(noun) == "obl")?;
    let sentence = document.sentence_around(noun);
    let modifies = |&i: &usize| matches!(syntax.upos[i], Upos::Adp | Upos::Det | Upos::Adj | Upos::Num | Upos::Adv);
    let before = (sentence.start..noun).rev().find(|i| !modifies(i));
    [Some(above), before]
        .into_iter()
        .flatten()
        .find(|&v| v < noun && syntax.upos[v] == Upos::Verb && class(document, v) == Some(Class::Light))
}

/// As [`verb`], and the verb of which the noun is the subject: "talks were *held*", "talks did not *resume*".
pub fn predicate(document: &Document, noun: usize) -> Option<usize> {
    verb(document, noun).or_else(|| {
        let syntax = &document.syntax;
        let above = syntax.parent(noun).filter(|&v| v > noun && syntax.upos[v] == Upos::Verb)?;
        let sentence = document.sentence_around(noun);
        // "Talks took place".
        let place =
            || syntax.children(above, sentence).any(|c| syntax.relation(c) == "obj" && syntax.lemma[c] == "place");
        let says = match (syntax.deprel[noun], class(document, above)?) {
            ("nsubj:pass", Class::Light) => true,
            ("nsubj", Class::Light) => place(),
            ("nsubj", class) => matches!(class, Class::Occur | Class::Ongoing),
            _ => false,
        };
        (syntax.upos[noun] == Upos::Noun && says).then_some(above)
    })
}

/// Whether a noun is what its verb does: its object, or what "in", "on" or "with" ties to it.
fn governs(document: &Document, noun: usize) -> bool {
    let syntax = &document.syntax;
    let sentence = document.sentence_around(noun);
    let tied = |c: usize| {
        syntax.relation(c) == "case" && matches!(document.word(c), "in" | "on" | "with" | "into" | "out" | "to")
    };
    match syntax.relation(noun) {
        "obj" => true,
        "obl" => syntax.children(noun, sentence).any(tied),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::document;

    #[test]
    fn a_verb_lends_itself_to_its_object() {
        let d = document("They/PRON/1/nsubj hold/VERB/1/root talks/NOUN/1/obj");
        assert_eq!((verb(&d, 2), predicate(&d, 2)), (Some(1), Some(1)));
    }

    #[test]
    fn or_to_its_subject() {
        let d = document("Talks/NOUN/2/nsubj:pass were/AUX/2/aux:pass hold/VERB/2/root");
        assert_eq!((verb(&d, 0), predicate(&d, 0)), (None, Some(2)));
        let d = document("Talks/NOUN/1/nsubj take/VERB/1/root place/NOUN/1/obj");
        assert_eq!(predicate(&d, 0), Some(1));
        let d = document("Talks/NOUN/1/nsubj take/VERB/1/root hours/NOUN/1/obj");
        assert_eq!(predicate(&d, 0), None);
    }
}
