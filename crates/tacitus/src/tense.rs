//! Tense: whether a clause speaks of what was, is or will be, from its tree; it decides which Monday is meant.

use crate::document::{Document, Upos};
use crate::times::{Context, Tense};

/// Adds the time expressions. Requires sentences and syntax.
pub fn add_times(document: &mut Document) {
    if document.input.published.is_none() {
        document.input.published = crate::times::published_in(&document.input.text, &document.words);
    }
    let times = {
        let document = &*document;
        let tense = |word: usize| of_clause(document, word);
        let context = Context {
            text: document.text(),
            words: &document.words,
            sentences: &document.sentences,
            tense: &tense,
            published: document.input.published,
        };
        crate::times::find(&context)
    };
    document.times = times;
}

/// The tense of the nearest verb above a word.
pub fn of_clause(document: &Document, word: usize) -> Option<Tense> {
    let syntax = &document.syntax;
    let mut at = word;
    for _ in 0..20 {
        if let Some(tense) = of_verb(document, at) {
            return Some(tense);
        }
        at = syntax.parent(at)?;
    }
    None
}

fn of_verb(document: &Document, verb: usize) -> Option<Tense> {
    let syntax = &document.syntax;
    if !matches!(syntax.upos[verb], Upos::Verb | Upos::Aux)
        && !syntax.children(verb, document.sentence_around(verb)).any(|c| syntax.relation(c) == "cop")
    {
        return None;
    }
    for helper in syntax
        .children(verb, document.sentence_around(verb))
        .filter(|&c| matches!(syntax.relation(c), "aux" | "cop"))
        .chain([verb])
    {
        match syntax.lemma[helper].as_str() {
            "will" | "shall" => return Some(Tense::Future),
            _ if syntax.has(helper, "Tense=Past") => return Some(Tense::Past),
            _ => {}
        }
    }
    // "is to meet", "plans to meet".
    if syntax.has(verb, "VerbForm=Inf") {
        return Some(Tense::Future);
    }
    syntax.has(verb, "Tense=Pres").then_some(Tense::Present)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::document;

    #[test]
    fn a_modal_decides() {
        let mut d = document("They/PRON/2/nsubj will/AUX/2/aux meet/VERB/2/root Monday/PROPN/2/obl:tmod");
        d.syntax.feats[2] = "VerbForm=Inf";
        assert!(matches!(of_clause(&d, 3), Some(Tense::Future)));
        let mut d = document("They/PRON/1/nsubj met/VERB/1/root Monday/PROPN/1/obl:tmod");
        d.syntax.feats[1] = "Mood=Ind|Tense=Past|VerbForm=Fin";
        assert!(matches!(of_clause(&d, 2), Some(Tense::Past)));
    }
}
