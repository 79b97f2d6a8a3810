//! Speech acts of words: what the table of acts says of a word of a document.

use tacitus_knowledge::{Act, Knowledge};

use crate::document::{Document, Upos};
use crate::stems;

/// Words behind a verb among which its particle stands.
const PARTICLE: usize = 6;

/// The act of a word, by its lemma or, where that is not known, by its form without its ending; that of a verb and its
/// particle is another's: "ruled it out".
pub fn act_of<'k>(document: &Document, knowledge: &'k Knowledge, i: usize) -> Option<&'k Act> {
    let (syntax, lemma) = (&document.syntax, &document.syntax.lemma[i]);
    let particle = || {
        let verb = Some(i).filter(|_| syntax.upos[i] == Upos::Verb)?;
        let mut near = i + 1..syntax.deprel.len().min(i + 1 + PARTICLE);
        let own = |&c: &usize| syntax.deprel[c] == "compound:prt" && syntax.parent(c) == Some(verb);
        let particle = near.find(own)?;
        knowledge.act(&format!("{lemma} {}", document.word(particle)))
    };
    let by_form = || stems::of(&document.word(i).to_lowercase()).find_map(|w| knowledge.act(&w));
    particle().or_else(|| knowledge.act(lemma)).or_else(by_form)
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

    #[test]
    fn a_particle_may_stand_behind_the_object() {
        let d = document("They/PRON/1/nsubj rule/VERB/1/root it/PRON/1/obj out/ADP/1/compound:prt");
        assert_eq!(verb(&d, &Knowledge::builtin(), 1), Some("deny"));
    }
}
