//! How real an event is, where the tree says it: what governs its word ("urged them to", "failed to"), its modal verb,
//! the condition that it stands in, and whether a source says it outright.

use crate::clauses::{Class, class};
use crate::document::{Document, Upos};
use crate::negation::is_negated;

/// What the tree says of an event; `None` where it says nothing.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Reality {
    /// Whether it is said not to be so.
    pub negated: Option<bool>,
    /// The modality.
    pub modality: Option<&'static str>,
}

/// Reads the tree above and around an event's word.
pub fn of(document: &Document, trigger: usize) -> Reality {
    if let Some(verb) = lent(document, trigger) {
        // "Did not hold [talks]", "plan to hold [talks]": what is said of the verb is said of the noun.
        let of_verb = of(document, verb);
        let own = is_negated(document, trigger).then_some(true);
        return Reality { negated: of_verb.negated.or(own), modality: of_verb.modality };
    }
    let mut out = Reality { negated: is_negated(document, trigger).then_some(true), modality: None };
    if let Some(governor) = governor(document, trigger) {
        let negated = is_negated(document, governor);
        let modality = match class(document, governor) {
            Some(Class::Undone) => {
                out.negated = Some(out.negated.unwrap_or(false) == negated);
                Some("actual")
            }
            Some(Class::Urged) => Some("urged"),
            Some(Class::Refused) if !negated => Some("refused"),
            Some(Class::Planned) => Some("planned"),
            Some(Class::Possible) => Some("possible"),
            Some(Class::Ongoing) => Some("ongoing"),
            _ => None,
        };
        if negated && matches!(class(document, governor), Some(Class::Planned | Class::Ongoing | Class::Actual)) {
            out.negated = Some(true);
        }
        out.modality = modality;
        return out;
    }
    out.modality =
        conditional(document, trigger).or_else(|| modal(document, trigger)).or_else(|| open(document, trigger));
    out
}

/// The verb that lends itself to a noun.
fn lent(document: &Document, noun: usize) -> Option<usize> {
    let syntax = &document.syntax;
    if syntax.upos[noun] != Upos::Noun || !matches!(syntax.relation(noun), "obj" | "obl") {
        return None;
    }
    syntax
        .parent(noun)
        .filter(|&v| v < noun && syntax.upos[v] == Upos::Verb && class(document, v) == Some(Class::Light))
}

/// The verb, noun or adjective that governs an event as an infinitive, a gerund or the like: "[refused] to sign".
fn governor(document: &Document, trigger: usize) -> Option<usize> {
    let syntax = &document.syntax;
    let mut at = trigger;
    for _ in 0..3 {
        let above = syntax.parent(at)?;
        let relation = syntax.relation(at);
        if relation == "conj" && !has_subject(document, at) {
            at = above;
            continue;
        }
        let known = class(document, above).is_some_and(|c| {
            use Class::{Actual, Ongoing, Planned, Possible, Refused, Undone, Urged};
            matches!(c, Urged | Refused | Planned | Possible | Ongoing | Actual | Undone)
        });
        let clause = matches!(relation, "xcomp" | "ccomp" | "acl" | "advcl") && !has_subject(document, at);
        if above > at || !known || syntax.upos[at] != Upos::Verb || !clause {
            return None;
        }
        // Beside "[asked] them to go" there is "went home [asking]": the infinitive or gerund comes close behind.
        let joined = relation != "advcl" || is_infinitive(document, at) || is_of(document, at);
        return joined.then_some(above);
    }
    None
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

/// "If he [signed]" and "would [sign] if": neither is said to be so.
fn conditional(document: &Document, trigger: usize) -> Option<&'static str> {
    let syntax = &document.syntax;
    let sentence = document.sentence_around(trigger);
    let opens = |clause: usize| {
        syntax.children(clause, sentence).any(|c| syntax.relation(c) == "mark" && class(document, c) == Some(Class::If))
    };
    if syntax.relation(trigger) == "advcl" && opens(trigger) {
        return Some("hypothetical");
    }
    let would = syntax
        .children(trigger, sentence)
        .any(|c| syntax.relation(c) == "aux" && matches!(class(document, c), Some(Class::Would | Class::May)));
    let under = syntax.children(trigger, sentence).any(|c| syntax.relation(c) == "advcl" && opens(c));
    (would && under).then_some("hypothetical")
}

/// "May [sign]".
fn modal(document: &Document, trigger: usize) -> Option<&'static str> {
    let syntax = &document.syntax;
    let sentence = document.sentence_around(trigger);
    let may = syntax
        .children(trigger, sentence)
        .any(|c| syntax.relation(c) == "aux" && c < trigger && class(document, c) == Some(Class::May));
    // "Could not reach": it was not.
    (may && !is_negated(document, trigger)).then_some("possible")
}

/// "Whether to [sign]".
fn open(document: &Document, trigger: usize) -> Option<&'static str> {
    let syntax = &document.syntax;
    let sentence = document.sentence_around(trigger);
    let whether = |c: usize| syntax.relation(c) == "mark" && class(document, c) == Some(Class::Open);
    syntax.children(trigger, sentence).any(whether).then_some("possible")
}

/// Whether a clause says of an event outright that it took place: a finite verb without modal, question or doubt. Who
/// vouches for it is another matter.
pub fn is_outright(document: &Document, trigger: usize) -> bool {
    let syntax = &document.syntax;
    let sentence = document.sentence_around(trigger);
    if syntax.upos[trigger] != Upos::Verb || of(document, trigger).modality.is_some() {
        return false;
    }
    let children = || syntax.children(trigger, sentence);
    let subject = children().any(|c| matches!(syntax.relation(c), "nsubj" | "csubj"));
    let modal = children().any(|c| syntax.relation(c) == "aux" && document.word(c).len() > 1 && is_modal(document, c));
    let marked = children().any(|c| {
        let doubtful = matches!(class(document, c), Some(Class::If | Class::Open | Class::Doubt));
        doubtful || (syntax.relation(c) == "mark" && document.word(c) == "to")
    });
    subject && !modal && !marked
}

fn is_modal(document: &Document, word: usize) -> bool {
    matches!(
        document.syntax.lemma[word].as_str(),
        "may" | "might" | "could" | "would" | "will" | "can" | "shall" | "should" | "must" | "’ll" | "'ll" | "’d"
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::document;

    fn modality(annotated: &str, word: usize) -> Option<&'static str> {
        of(&document(annotated), word).modality
    }

    #[test]
    fn the_governing_verb_says_how_real_it_is() {
        let governed = |verb: &str| {
            format!(
                "They/PRON/1/nsubj {verb}/VERB/1/root Peru/PROPN/1/obj to/PART/4/mark leave/VERB/1/xcomp and/CCONJ/6/cc pay/VERB/4/conj"
            )
        };
        assert_eq!(modality(&governed("urge"), 4), Some("urged"));
        assert_eq!(modality(&governed("urge"), 6), Some("urged"));
        assert_eq!(modality(&governed("refuse"), 4), Some("refused"));
        assert_eq!(modality(&governed("see"), 4), None);
        let failed = of(&document(&governed("fail")), 4);
        assert_eq!(failed, Reality { negated: Some(true), modality: Some("actual") });
    }

    #[test]
    fn what_they_did_not_fail_to_do_they_did() {
        let d = document(
            "They/PRON/3/nsubj did/AUX/3/aux not/PART/3/advmod fail/VERB/3/root to/PART/5/mark pay/VERB/3/xcomp",
        );
        assert_eq!(of(&d, 5).negated, Some(false));
    }

    #[test]
    fn what_lends_itself_to_a_noun_says_how_real_it_is() {
        let d = document("They/PRON/3/nsubj did/AUX/3/aux not/PART/3/advmod hold/VERB/3/root talks/NOUN/3/obj");
        assert_eq!(of(&d, 4).negated, Some(true));
        let d = document("They/PRON/1/nsubj plan/VERB/1/root to/PART/3/mark hold/VERB/1/xcomp talks/NOUN/3/obj");
        assert_eq!(of(&d, 4).modality, Some("planned"));
    }

    #[test]
    fn conditions_and_what_hangs_on_them_are_hypothetical() {
        let d =
            "If/SCONJ/2/mark Peru/PROPN/2/nsubj paid/VERB/5/advcl Chile/PROPN/5/nsubj would/AUX/5/aux sign/VERB/5/root";
        assert_eq!((modality(d, 2), modality(d, 5)), (Some("hypothetical"), Some("hypothetical")));
        assert_eq!(modality("Peru/PROPN/2/nsubj may/AUX/2/aux pay/VERB/2/root", 2), Some("possible"));
    }

    #[test]
    fn a_finite_clause_without_doubt_is_outright() {
        let d = document("Peru/PROPN/1/nsubj paid/VERB/1/root");
        assert!(is_outright(&d, 1));
        let d = document("Peru/PROPN/2/nsubj allegedly/ADV/2/advmod paid/VERB/2/root");
        assert!(!is_outright(&d, 2));
    }
}
