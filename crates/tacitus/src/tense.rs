//! Tense: whether a clause speaks of what was, is or will be, from its tree; it decides which Monday is meant.

use crate::document::{Document, Upos};
use crate::quantities::lookup::Lookup;
use crate::times::{Context, Tense};
use std::sync::LazyLock;

/// What a verb says of the time of its clause, or of the clause below it.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Verb {
    /// A modal: what it governs lies ahead.
    ToCome,
    /// A modal that may look back or ahead.
    Open,
    /// The tense of a plan is not that of the day it is for.
    Planned,
    /// Its infinitive happens when it does itself.
    Done,
}

/// The table of `knowledge/tense.tsv`, by lemma.
static VERBS: LazyLock<Lookup<Verb>> = LazyLock::new(|| {
    Lookup::new(include_str!("../../../knowledge/tense.tsv"), |row| match *row {
        [_, "to-come"] => Some(Verb::ToCome),
        [_, "open"] => Some(Verb::Open),
        [_, "planned"] => Some(Verb::Planned),
        [_, "done"] => Some(Verb::Done),
        _ => None,
    })
});

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

/// The tense of the nearest verb above a word that has one.
pub fn of_clause(document: &Document, word: usize) -> Option<Tense> {
    let syntax = &document.syntax;
    let mut at = word;
    for _ in 0..20 {
        if at < word && VERBS.get(&syntax.lemma[at]) == Some(&Verb::Planned) {
            // What was planned for yesterday is no plan any more: the tense says nothing.
            return Some(Tense::Present);
        }
        if let Some(tense) = of_verb(document, at, word).or_else(|| of_relative(document, at, word)) {
            return Some(tense);
        }
        at = syntax.parent(at)?;
    }
    None
}

/// The tense of a clause about a noun that stands between it and the word: the day of "the shots that were fired in May"
/// may be the shots' or the firing's, and is the same.
fn of_relative(document: &Document, noun: usize, word: usize) -> Option<Tense> {
    let syntax = &document.syntax;
    let clauses = syntax.children(noun, document.sentence_around(noun)).filter(|&c| noun < c && c < word);
    clauses.filter(|&c| syntax.relation(c) == "acl").find_map(|c| of_verb(document, c, word))
}

/// The tense of a verb by its own form and its auxiliaries; `None` if it has none, or the one of the verb above.
fn of_verb(document: &Document, verb: usize, word: usize) -> Option<Tense> {
    let syntax = &document.syntax;
    let children = || syntax.children(verb, document.sentence_around(verb));
    if !matches!(syntax.upos[verb], Upos::Verb | Upos::Aux)
        && !children().any(|c| matches!(syntax.relation(c), "cop" | "aux"))
    {
        return None;
    }
    let mut helped = None;
    let mut modal = None;
    let mut infinitive = syntax.has(verb, "VerbForm=Inf");
    for helper in children().filter(|&c| matches!(syntax.relation(c), "aux" | "cop")) {
        match VERBS.get(&syntax.lemma[helper]) {
            // "would have left"
            Some(&kind @ (Verb::ToCome | Verb::Open)) => modal = Some(kind),
            _ if syntax.lemma[helper] == "have" && !syntax.has(helper, "VerbForm=Inf") => helped = Some(Tense::Past),
            _ if syntax.lemma[helper] == "have" && modal.is_some() => return Some(Tense::Past),
            _ if syntax.has(helper, "Tense=Past") && !syntax.has(helper, "VerbForm=Part") => helped = Some(Tense::Past),
            _ if syntax.has(helper, "Tense=Pres") && syntax.has(helper, "VerbForm=Fin") => {
                helped = helped.or(Some(Tense::Present));
            }
            // "to be published"
            _ => infinitive |= syntax.has(helper, "VerbForm=Inf"),
        }
    }
    match modal {
        Some(Verb::Open) => return Some(Tense::Present),
        Some(_) => return Some(Tense::Future),
        None if helped.is_some() => return helped,
        None => {}
    }
    // "is to meet", "plans to meet"; but "said Monday to have met": the day before the infinitive is not its own.
    if infinitive {
        return (word > verb && !has_happened(document, verb)).then_some(Tense::Future);
    }
    if syntax.has(verb, "Tense=Past") {
        return Some(Tense::Past);
    }
    // "holding", "leaving": when, the verb above says.
    (syntax.has(verb, "Tense=Pres") && !syntax.has(verb, "VerbForm=Part")).then_some(Tense::Present)
}

/// Whether an infinitive happens when the verb above it does: "began to leave".
pub fn is_done(document: &Document, verb: usize) -> bool {
    let above = document.syntax.parent(verb);
    above.is_some_and(|above| VERBS.get(&document.syntax.lemma[above]) == Some(&Verb::Done))
}

/// Whether an infinitive tells what the verb above it says has come about: "managed to leave", "the first to leave".
fn has_happened(document: &Document, verb: usize) -> bool {
    let syntax = &document.syntax;
    let Some(above) = syntax.parent(verb) else { return false };
    match syntax.relation(verb) {
        "xcomp" | "advcl" => is_done(document, verb),
        "acl" => {
            syntax.has(above, "NumType=Ord")
                || syntax
                    .children(above, document.sentence_around(above))
                    .any(|c| syntax.has(c, "NumType=Ord") || syntax.lemma[c] == "last")
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::document;

    fn tense(annotated: &str, feats: &[(usize, &'static str)], word: usize) -> Option<Tense> {
        let mut d = document(annotated);
        for &(k, value) in feats {
            d.syntax.feats[k] = value;
        }
        of_clause(&d, word)
    }

    const PAST: &str = "Mood=Ind|Tense=Past|VerbForm=Fin";
    const INFINITIVE: &str = "VerbForm=Inf";
    const PARTICIPLE: &str = "Tense=Past|VerbForm=Part";

    #[test]
    fn a_modal_decides() {
        let said = "They/PRON/2/nsubj will/AUX/2/aux meet/VERB/2/root Monday/PROPN/2/obl:tmod";
        assert_eq!(tense(said, &[(2, INFINITIVE)], 3), Some(Tense::Future));
        let said = "They/PRON/1/nsubj met/VERB/1/root Monday/PROPN/1/obl:tmod";
        assert_eq!(tense(said, &[(1, PAST)], 2), Some(Tense::Past));
        let said = "It/PRON/3/nsubj would/AUX/3/aux have/AUX/3/aux met/VERB/3/root Monday/PROPN/3/obl:tmod";
        assert_eq!(tense(said, &[(2, INFINITIVE), (3, PARTICIPLE)], 4), Some(Tense::Past));
    }

    #[test]
    fn a_passive_has_the_tense_of_its_auxiliary() {
        let said = "It/PRON/2/nsubj:pass is/AUX/2/aux:pass heard/VERB/2/root in/ADP/4/case May/PROPN/2/obl";
        let present = "Mood=Ind|Tense=Pres|VerbForm=Fin";
        assert_eq!(tense(said, &[(1, present), (2, PARTICIPLE)], 4), Some(Tense::Present));
        assert_eq!(tense(said, &[(1, PAST), (2, PARTICIPLE)], 4), Some(Tense::Past));
        let said = "talks/NOUN/0/root to/PART/3/mark be/AUX/3/aux:pass held/VERB/0/acl Monday/PROPN/3/obl:tmod";
        assert_eq!(tense(said, &[(2, INFINITIVE), (3, PARTICIPLE)], 4), Some(Tense::Future));
    }

    #[test]
    fn an_auxiliary_makes_a_clause_of_whatever_it_helps() {
        let said = "He/PRON/2/nsubj was/AUX/2/aux:pass hurt/ADJ/2/root in/ADP/4/case May/PROPN/2/obl";
        assert_eq!(tense(said, &[(1, PAST)], 4), Some(Tense::Past));
    }

    #[test]
    fn a_clause_between_a_noun_and_its_day_has_the_day() {
        let said = "They/PRON/1/nsubj probe/VERB/1/root shots/NOUN/1/obj that/PRON/4/nsubj hit/VERB/2/acl:relcl us/PRON/4/obj in/ADP/7/case May/PROPN/2/nmod";
        let present = "Mood=Ind|Tense=Pres|VerbForm=Fin";
        assert_eq!(tense(said, &[(1, present), (4, PAST)], 7), Some(Tense::Past));
        assert_eq!(tense(said, &[(1, present), (4, present)], 7), Some(Tense::Present));
    }

    #[test]
    fn a_plan_leaves_the_day_open() {
        let said = "They/PRON/1/nsubj planned/VERB/1/root a/DET/3/det rally/NOUN/1/obj Monday/PROPN/1/obl:tmod";
        let mut d = document(said);
        d.syntax.lemma[1] = "plan".into();
        d.syntax.feats[1] = PAST;
        assert_eq!(of_clause(&d, 4), Some(Tense::Present));
    }

    #[test]
    fn an_infinitive_looks_ahead_unless_it_came_about() {
        let said = "They/PRON/1/nsubj came/VERB/1/root Monday/PROPN/4/obl to/PART/4/mark talk/VERB/1/advcl";
        assert_eq!(tense(said, &[(1, PAST), (4, INFINITIVE)], 2), Some(Tense::Past));
        let said = "They/PRON/1/nsubj managed/VERB/1/root to/PART/3/mark leave/VERB/1/xcomp Monday/PROPN/3/obl";
        let mut d = document(said);
        d.syntax.feats[1] = PAST;
        d.syntax.feats[3] = INFINITIVE;
        d.syntax.lemma[1] = "manage".into();
        assert_eq!(of_clause(&d, 4), Some(Tense::Past));
        d.syntax.lemma[1] = "promise".into();
        assert_eq!(of_clause(&d, 4), Some(Tense::Future));
    }

    #[test]
    fn every_row_of_the_table_is_understood() {
        let table = include_str!("../../../knowledge/tense.tsv");
        assert_eq!(VERBS.len(), crate::quantities::lookup::rows(table).count(), "a lemma twice, or no such class");
    }
}
