//! Negation: whether a predicate is said not to be so.

use crate::document::Document;

/// Whether a predicate is negated: "did not say", "no one said", "never said".
pub fn is_negated(document: &Document, head: usize) -> bool {
    let syntax = &document.syntax;
    let sentence = document.sentence_around(head);
    syntax.children(head, sentence).any(|i| {
        syntax.has(i, "Polarity=Neg")
            || matches!(syntax.lemma[i].as_str(), "not" | "never" | "neither" | "nor")
            || (matches!(syntax.relation(i), "nsubj" | "obj")
                && syntax
                    .children(i, sentence)
                    .chain([i])
                    .any(|d| matches!(syntax.lemma[d].as_str(), "no" | "nobody" | "none")))
    })
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
}
