//! Peoples before a noun: whose it is that an adjective of a country's people, or its short name, tells: "[South Korean]
//! shelling", "[U.S.] accusations".

use std::ops::Range;

use tacitus_knowledge::{How, Kind, Knowledge};

use crate::document::Document;

/// Words before a noun in which its people is looked for.
const REACH: usize = 4;

/// The people before a noun that belongs to the noun's phrase.
pub fn before(document: &Document, knowledge: &Knowledge, noun: usize) -> Option<Range<usize>> {
    find(document, knowledge, noun, |_, _| true)
}

/// As [`before`], where it is an adjective: sanctions are not imposed by Iran that are "Iran sanctions".
pub fn adjective(document: &Document, knowledge: &Knowledge, noun: usize) -> Option<Range<usize>> {
    let syntax = &document.syntax;
    find(document, knowledge, noun, |last, how| {
        how == How::Demonym && syntax.relation(last) == "amod" && syntax.parent(last) == Some(noun)
    })
}

fn find(
    document: &Document,
    knowledge: &Knowledge,
    noun: usize,
    fits: impl Fn(usize, How) -> bool,
) -> Option<Range<usize>> {
    let start = document.sentence_around(noun).start.max(noun.saturating_sub(REACH));
    let within = |span: &Range<usize>| span.clone().all(|w| document.syntax.is_below(w, noun));
    let capital = |word: usize| document.word(word).starts_with(char::is_uppercase);
    (start..noun).filter(|&a| capital(a)).flat_map(|a| [a..(a + 2).min(noun), a..a + 1]).filter(within).find(|words| {
        let candidates = knowledge.lookup(document.slice(words), document.input.published);
        candidates.first().is_some_and(|c| c.entry.kind == Kind::Country && fits(words.end - 1, c.how))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::document;

    #[test]
    fn a_people_is_an_adjective_or_a_name() {
        let knowledge = Knowledge::builtin();
        let d = document("South/ADJ/1/amod Korean/ADJ/2/amod shelling/NOUN/2/root");
        assert_eq!(adjective(&d, &knowledge, 2), Some(0..2));
        let d = document("Iran/PROPN/1/compound sanctions/NOUN/1/root");
        assert_eq!((adjective(&d, &knowledge, 1), before(&d, &knowledge, 1)), (None, Some(0..1)));
    }

    #[test]
    fn it_stands_in_the_noun_s_phrase() {
        let d = document("Peru/PROPN/1/nsubj fears/VERB/1/root sanctions/NOUN/1/obj");
        assert_eq!(before(&d, &Knowledge::builtin(), 2), None);
    }
}
