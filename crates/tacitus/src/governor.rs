//! What governs an event's word and says how real it is: "*refused* to sign", "*called* for talks", "a *plan* to attack".

use crate::clauses::{Class, class};
use crate::document::{Document, Upos};
use crate::negation::left_out;
use crate::roles::doers::is_actor;

/// The verb, noun or adjective that governs a clause or a noun and has a class that says so.
pub fn of(document: &Document, word: usize) -> Option<usize> {
    match document.syntax.upos[word] {
        Upos::Verb => of_clause(document, word),
        Upos::Noun => of_noun(document, word),
        _ => None,
    }
}

/// The governor of an infinitive, a gerund or the like.
fn of_clause(document: &Document, verb: usize) -> Option<usize> {
    let syntax = &document.syntax;
    let mut at = verb;
    for _ in 0..3 {
        let above = syntax.parent(at)?;
        let relation = syntax.relation(at);
        if relation == "conj" && !has_subject(document, at) {
            at = above;
            continue;
        }
        use Class::{Actual, Ended, Ongoing, Open, Planned, Possible, Refused, Tried, Undone, Urged};
        let known = class(document, above).is_some_and(|c| {
            matches!(c, Urged | Refused | Planned | Possible | Tried | Ongoing | Actual | Undone | Ended | Open)
        });
        let clause = matches!(relation, "xcomp" | "ccomp" | "acl" | "advcl") && !has_subject(document, at);
        // What is "stopped short of" is left out, not ended.
        if above > at || !known || syntax.upos[at] != Upos::Verb || !clause || left_out(document, at) {
            return None;
        }
        // Beside "[asked] them to go" there is "went home [asking]": the infinitive or gerund comes close behind.
        let joined = relation != "advcl" || is_infinitive(document, at) || is_of(document, at);
        return joined.then_some(above);
    }
    None
}

/// The governor of a noun: "*urged* talks", "*called* for talks", "talks are *planned*". What is known to be ("the
/// war") is not planned or possible by being wanted or weighed.
fn of_noun(document: &Document, noun: usize) -> Option<usize> {
    let syntax = &document.syntax;
    let sentence = document.sentence_around(noun);
    if is_actor(document, noun) {
        return None;
    }
    let above = syntax.parent(noun)?;
    let class = class(document, above)?;
    let child = |relation: &str, words: &[&str]| {
        syntax.children(noun, sentence).any(|c| syntax.relation(c) == relation && words.contains(&document.word(c)))
    };
    let known =
        child("det", &["the", "this", "that", "these", "those"]) || child("nmod", &["its", "their", "his", "her"]);
    let governs = match syntax.deprel[noun] {
        "obj" if above < noun => match class {
            Class::Urged | Class::Refused | Class::Undone => true,
            Class::Planned | Class::Possible => !known,
            _ => false,
        },
        "nsubj:pass" => {
            matches!(class, Class::Urged | Class::Refused | Class::Undone | Class::Planned | Class::Possible)
        }
        "obl" | "nmod" if above < noun => {
            child("case", &["for"]) && matches!(class, Class::Urged | Class::Planned | Class::Possible) && !known
                || child("case", &["of"]) && class == Class::Possible
        }
        _ => false,
    };
    governs.then_some(above)
}

fn has_subject(document: &Document, word: usize) -> bool {
    let syntax = &document.syntax;
    let sentence = document.sentence_around(word);
    syntax.children(word, sentence).any(|c| matches!(syntax.relation(c), "nsubj" | "csubj" | "expl"))
}

fn is_infinitive(document: &Document, word: usize) -> bool {
    let syntax = &document.syntax;
    let sentence = document.sentence_around(word);
    // "In order to" and "so as to" tell a purpose.
    syntax.children(word, sentence).any(|c| {
        syntax.relation(c) == "mark"
            && document.word(c) == "to"
            && (c == sentence.start || !matches!(document.word(c - 1), "order" | "as" | ","))
    })
}

fn is_of(document: &Document, word: usize) -> bool {
    let syntax = &document.syntax;
    let sentence = document.sentence_around(word);
    syntax
        .children(word, sentence)
        .any(|c| matches!(syntax.relation(c), "mark" | "case") && matches!(document.word(c), "of" | "from" | "on"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::document;

    #[test]
    fn clauses_and_nouns_have_governors() {
        let d = document("They/PRON/1/nsubj refuse/VERB/1/root to/PART/3/mark pay/VERB/1/xcomp");
        assert_eq!(of(&d, 3), Some(1));
        let d = document("A/DET/1/det plan/NOUN/1/root to/PART/3/mark pay/VERB/1/acl");
        assert_eq!(of(&d, 3), Some(1));
        let d = document("A/DET/1/det threat/NOUN/1/root of/ADP/3/case strikes/NOUN/1/nmod");
        assert_eq!(of(&d, 3), Some(1));
    }

    #[test]
    fn a_purpose_is_not_governed() {
        let d = document(
            "They/PRON/1/nsubj agree/VERB/1/root in/ADP/4/mark order/NOUN/2/fixed to/PART/5/mark pay/VERB/1/advcl",
        );
        assert_eq!(of(&d, 5), None);
    }
}
