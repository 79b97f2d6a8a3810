//! Speech acts of words: what the table of acts says of a word of a document.

use tacitus_knowledge::{Act, Knowledge};

use crate::document::{Document, Upos};

/// The act of a word, by its lemma or, where that is not known, by its form without its ending.
pub fn act_of<'k>(document: &Document, knowledge: &'k Knowledge, i: usize) -> Option<&'k Act> {
    let form = document.word(i).to_lowercase();
    let stems = ["ed", "d", "s", "es", "ing"].into_iter().filter_map(|ending| form.strip_suffix(ending));
    let words = stems
        .flat_map(|stem| [stem.to_owned(), format!("{stem}e")])
        .chain(form.strip_suffix("ied").map(|stem| format!("{stem}y")))
        .chain(form.strip_suffix("ies").map(|stem| format!("{stem}y")));
    knowledge.act(&document.syntax.lemma[i]).or_else(|| words.filter(|w| w.len() > 2).find_map(|w| knowledge.act(&w)))
}

/// The act that a word marks as the part of speech it has: "claims" as a noun, "denied" as a verb.
pub fn marks<'k>(document: &Document, knowledge: &'k Knowledge, i: usize) -> Option<&'k str> {
    let pos = match document.syntax.upos[i] {
        Upos::Verb => "verb",
        Upos::Noun => "noun",
        _ => return None,
    };
    act_of(document, knowledge, i).filter(|a| a.pos.iter().any(|p| p == pos)).map(|a| a.act.as_str())
}

/// As [`marks`], of a noun.
pub fn noun<'k>(document: &Document, knowledge: &'k Knowledge, i: usize) -> Option<&'k str> {
    marks(document, knowledge, i).filter(|_| document.syntax.upos[i] == Upos::Noun)
}

/// As [`marks`], of a verb.
pub fn verb<'k>(document: &Document, knowledge: &'k Knowledge, i: usize) -> Option<&'k str> {
    marks(document, knowledge, i).filter(|_| document.syntax.upos[i] == Upos::Verb)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::document;

    #[test]
    fn a_word_marks_an_act_as_the_part_of_speech_it_has() {
        let knowledge = Knowledge::builtin();
        let d = document("They/PRON/1/nsubj denied/VERB/1/root allegations/NOUN/1/obj");
        assert_eq!(verb(&d, &knowledge, 1), Some("deny"));
        assert_eq!(noun(&d, &knowledge, 2), Some("accuse"));
        assert_eq!((noun(&d, &knowledge, 1), verb(&d, &knowledge, 0)), (None, None));
    }
}
