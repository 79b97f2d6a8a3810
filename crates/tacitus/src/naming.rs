//! What a verb calls something: "called the report *a lie*".

use crate::clauses::{Class, class};
use crate::document::{Document, Upos};
use crate::quotations;

/// What a verb calls something: "called the report [a lie]", "described it as [false]".
pub fn name(document: &Document, verb: usize) -> Option<usize> {
    let syntax = &document.syntax;
    let sentence = document.sentence_around(verb);
    let nominal = |c: usize| matches!(syntax.upos[c], Upos::Noun | Upos::Adj);
    let mut children = syntax.children(verb, sentence).filter(|&c| c > verb);
    let object = children.find(|&c| matches!(syntax.relation(c), "obj" | "nsubj" | "xcomp"))?;
    // "A charge they call [a lie]": what is called so comes before.
    if syntax.relation(verb) == "acl" && nominal(object) && class(document, object) == Some(Class::False) {
        return Some(object);
    }
    let called = children.find(|&c| {
        c > object
            && nominal(c)
            && (syntax.relation(c) == "xcomp"
                || syntax.relation(c) == "obl" && syntax.children(c, sentence).any(|i| document.word(i) == "as"))
    });
    // "Called the charge that he lied 'baseless'": the tree may hang it elsewhere.
    let quoted = |&i: &usize| quotations::is_mark(document, i - 1) && class(document, i) == Some(Class::False);
    let named = || (object + 1..sentence.end).find(quoted).filter(|_| syntax.lemma[verb] == "call");
    called.or_else(named)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::document;

    #[test]
    fn a_claim_may_be_called_false_in_a_clause_beside_it() {
        let d =
            document("a/DET/1/det charge/NOUN/1/root they/PRON/3/nsubj call/VERB/1/acl a/DET/5/det lie/NOUN/3/xcomp");
        assert_eq!(name(&d, 3), Some(5));
        let d =
            document("They/PRON/1/nsubj call/VERB/1/root the/DET/3/det man/NOUN/1/obj a/DET/5/det thief/NOUN/1/xcomp");
        assert_eq!(name(&d, 1), Some(5));
    }

    #[test]
    fn to_call_for_something_names_nothing() {
        let d = document("They/PRON/1/nsubj call/VERB/1/root for/ADP/3/case talks/NOUN/1/obl");
        assert_eq!(name(&d, 1), None);
    }

    #[test]
    fn what_is_called_false_in_quotation_marks_may_hang_anywhere() {
        let mut d = document(
            "They/PRON/1/nsubj called/VERB/1/root the/DET/3/det charge/NOUN/1/obj that/SCONJ/6/mark he/PRON/6/nsubj lied/VERB/3/acl “/PUNCT/8/punct baseless/ADJ/6/xcomp ”/PUNCT/8/punct",
        );
        d.syntax.lemma[1] = "call".to_owned();
        assert_eq!(name(&d, 1), Some(8));
    }
}
