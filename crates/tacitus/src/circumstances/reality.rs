//! How real an event is, where the tree says it: what governs its word ("urged them to", "failed to"), its modal verb,
//! the condition that it stands in, and whether a source says it outright.

use crate::clauses::{Class, class};
use crate::document::{Document, Upos};
use crate::negation::{is_affirmed, is_negated};
use crate::{governor, lending};

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
    read(document, trigger, 0)
}

/// How many governing words are looked at: "wants to be allowed to try to leave".
const DEPTH: usize = 4;

fn read(document: &Document, word: usize, depth: usize) -> Reality {
    let own = is_negated(document, word).then_some(true).or(is_affirmed(document, word).then_some(false));
    if depth < DEPTH {
        if let Some(verb) = lending::predicate(document, word) {
            // "Did not hold [talks]", "plan to hold [talks]": what is said of the verb is said of the noun.
            let of_verb = read(document, verb, depth + 1);
            let ongoing = (class(document, verb) == Some(Class::Ongoing)).then_some("ongoing");
            return Reality { negated: of_verb.negated.or(own), modality: of_verb.modality.or(ongoing) };
        }
        if let Some(governor) = governor::of(document, word) {
            return governed(document, governor, own, read(document, governor, depth + 1));
        }
    }
    let modality = conditional(document, word)
        .or_else(|| modal(document, word))
        .or_else(|| open(document, word))
        .or_else(|| described(document, word));
    Reality { negated: own, modality }
}

/// What a governor of which `above` is said makes of what it governs, which by itself is negated or not.
fn governed(document: &Document, governor: usize, own: Option<bool>, above: Reality) -> Reality {
    let class = class(document, governor);
    let not = above.negated == Some(true);
    let above = Reality { modality: above.modality.or(lies_ahead(document, governor).then_some("planned")), ..above };
    let negated = match class {
        Some(Class::Undone | Class::Ended) => Some((own == Some(true)) == not),
        Some(Class::Planned | Class::Possible | Class::Tried | Class::Urged | Class::Ongoing | Class::Actual)
            if not =>
        {
            Some(true)
        }
        _ => own,
    };
    let modality = match class {
        Some(Class::Urged) => Some("urged"),
        Some(Class::Refused) if !not => Some("refused"),
        Some(Class::Planned) => Some("planned"),
        Some(Class::Possible | Class::Tried | Class::Open) => Some("possible"),
        Some(Class::Ongoing) => above.modality.or(Some("ongoing")),
        Some(Class::Undone | Class::Ended) => above.modality.or(Some("actual")),
        Some(Class::Actual) => above.modality,
        _ => None,
    };
    // "If they agreed to leave", "may agree to leave", "refused to promise to leave".
    let outer = above.modality.filter(|m| matches!(*m, "hypothetical" | "possible" | "refused"));
    Reality { negated, modality: outer.filter(|_| modality.is_some()).or(modality) }
}

/// "If he [signed]", "had he [signed]", "would [sign] if", "would have [signed]": none is said to be so.
fn conditional(document: &Document, word: usize) -> Option<&'static str> {
    let syntax = &document.syntax;
    let sentence = document.sentence_around(word);
    let opens = |clause: usize| {
        let by_word = |c: usize| syntax.relation(c) == "mark" && class(document, c) == Some(Class::If);
        syntax.children(clause, sentence).any(by_word) || is_inverted(document, clause)
    };
    // "Were he to [sign], they would".
    let comma = (sentence.start..sentence.end).find(|&i| document.word(i) == ",").unwrap_or(sentence.start);
    let asks = sentence.clone().next_back().is_some_and(|i| document.word(i) == "?");
    if matches!(document.word(sentence.start), "Were" | "Had" | "Should") && word < comma && !asks {
        return Some("hypothetical");
    }
    // The clause of the word, or that of what it is joined to: "if he came and [signed]".
    let mut at = word;
    for _ in 0..DEPTH {
        match syntax.relation(at) {
            "advcl" if opens(at) => return Some("hypothetical"),
            "conj" => at = syntax.parent(at)?,
            _ => break,
        }
    }
    let aux =
        |wanted: &[Class]| helpers(document, word).any(|c| class(document, c).is_some_and(|c| wanted.contains(&c)));
    let under = || syntax.children(word, sentence).any(|c| syntax.relation(c) == "advcl" && opens(c));
    (was_conditional(document, word) || aux(&[Class::Would, Class::May]) && under()).then_some("hypothetical")
}

/// Whether it would have been so: "would have [signed]".
pub fn was_conditional(document: &Document, word: usize) -> bool {
    let would = helpers(document, word).any(|c| class(document, c) == Some(Class::Would));
    would && helpers(document, word).any(|c| document.syntax.lemma[c] == "have")
}

/// "[Had] he signed, they would": a condition without "if", whose auxiliary comes before its subject.
fn is_inverted(document: &Document, clause: usize) -> bool {
    let syntax = &document.syntax;
    let sentence = document.sentence_around(clause);
    let subject = syntax.children(clause, sentence).find(|&c| syntax.relation(c) == "nsubj");
    let first = helpers(document, clause).next();
    matches!((first, subject), (Some(aux), Some(subject)) if aux < subject
        && matches!(document.word(aux).to_lowercase().as_str(), "had" | "were" | "should"))
        && !syntax.children(clause, sentence).any(|c| syntax.relation(c) == "mark")
}

/// The auxiliaries of a verb.
fn helpers(document: &Document, verb: usize) -> impl Iterator<Item = usize> + '_ {
    let sentence = document.sentence_around(verb);
    document.syntax.children(verb, sentence).filter(move |&c| c < verb && document.syntax.relation(c) == "aux")
}

/// "May [sign]", "should [sign]".
fn modal(document: &Document, word: usize) -> Option<&'static str> {
    // "Could not reach": it was not.
    let negated = is_negated(document, word);
    let past = helpers(document, word).any(|c| document.syntax.lemma[c] == "have");
    helpers(document, word).find_map(|c| match class(document, c)? {
        Class::May if !negated => Some("possible"),
        // "Must have signed" is a guess, "should have signed" a reproach.
        Class::Ought if !past => Some("urged"),
        _ => None,
    })
}

/// Whether it is said to lie ahead: "will [sign]", "said they would [sign]".
pub fn lies_ahead(document: &Document, trigger: usize) -> bool {
    let word = lending::predicate(document, trigger).unwrap_or(trigger);
    modal_ahead(document, word).is_some()
}

/// The modal verb that says of another that it lies ahead: "[will] sign".
pub fn modal_ahead(document: &Document, verb: usize) -> Option<usize> {
    let past = helpers(document, verb).any(|c| document.syntax.lemma[c] == "have");
    let ahead = |&c: &usize| matches!(class(document, c), Some(Class::Will | Class::Would));
    helpers(document, verb).find(ahead).filter(|_| !past)
}

/// "Whether to [sign]", "asked if they [signed]".
fn open(document: &Document, word: usize) -> Option<&'static str> {
    let syntax = &document.syntax;
    let sentence = document.sentence_around(word);
    let asked = syntax.relation(word) == "ccomp";
    let whether = |c: usize| {
        syntax.relation(c) == "mark"
            && match class(document, c) {
                Some(Class::Open) => true,
                Some(Class::If) => asked,
                _ => false,
            }
    };
    syntax.children(word, sentence).any(whether).then_some("possible")
}

/// "A planned [visit]", "possible [sanctions]".
fn described(document: &Document, word: usize) -> Option<&'static str> {
    let syntax = &document.syntax;
    let sentence = document.sentence_around(word);
    let mut adjectives = syntax.children(word, sentence).filter(|&c| c < word && syntax.relation(c) == "amod");
    adjectives.find_map(|c| match class(document, c)? {
        Class::Planned => Some("planned"),
        Class::Possible => Some("possible"),
        _ => None,
    })
}

/// Whether the network's word that an event is not so finds nothing in the tree: a noun that "despite", "after" and the
/// like set beside a clause is not within its negation.
pub fn stands_apart(document: &Document, trigger: usize) -> bool {
    let syntax = &document.syntax;
    let sentence = document.sentence_around(trigger);
    let mut at = trigger;
    for _ in 0..DEPTH {
        let apart = |c: usize| {
            c < at && matches!(syntax.relation(c), "case" | "mark") && class(document, c) == Some(Class::Apart)
        };
        if syntax.children(at, sentence).any(apart) {
            return true;
        }
        match syntax.parent(at) {
            Some(above) if matches!(syntax.relation(at), "nmod" | "conj") => at = above,
            _ => return false,
        }
    }
    false
}

/// Whether a clause says of an event outright that it took place: a finite verb without modal, question or doubt, or
/// what somebody is accused of having done or denies having done. Who vouches for it is another matter.
pub fn is_outright(document: &Document, trigger: usize, cue: Option<usize>) -> bool {
    let syntax = &document.syntax;
    let sentence = document.sentence_around(trigger);
    let did = helpers(document, trigger).any(|c| syntax.lemma[c] == "do");
    if of(document, trigger).modality.is_some() || syntax.has(trigger, "VerbForm=Inf") && !did {
        return false;
    }
    let children = || syntax.children(trigger, sentence);
    // "Claims to have signed" is outright, "claims to sign" is not.
    let perfect = helpers(document, trigger).any(|c| matches!(document.word(c), "have" | "having" | "Having"));
    let doubtful = children().any(|c| {
        matches!(class(document, c), Some(Class::If | Class::Open | Class::Doubt))
            || (syntax.relation(c) == "mark" && document.word(c) == "to" && !perfect)
    });
    let modal = helpers(document, trigger).any(|c| class(document, c).is_some_and(Class::is_modal));
    let subject = children().any(|c| matches!(syntax.relation(c), "nsubj" | "csubj"));
    let verbal = syntax.upos[trigger] == Upos::Verb || helpers(document, trigger).next().is_some();
    let charged = || {
        let above = syntax.parent(trigger).filter(|&v| Some(v) == cue);
        above.is_some() && document.word(trigger).ends_with("ing") && syntax.upos[trigger] == Upos::Verb || perfect
    };
    !doubtful && !modal && (verbal && subject || charged())
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
        assert!(is_outright(&d, 1, None));
        let d = document("Peru/PROPN/2/nsubj allegedly/ADV/2/advmod paid/VERB/2/root");
        assert!(!is_outright(&d, 2, None));
        let d = document("Peru/PROPN/1/nsubj denied/VERB/1/root paying/VERB/1/xcomp");
        assert!(is_outright(&d, 2, Some(1)));
    }

    #[test]
    fn a_condition_needs_no_if_and_what_would_have_been_was_not() {
        let d = "Had/AUX/2/aux Peru/PROPN/2/nsubj paid/VERB/6/advcl Chile/PROPN/6/nsubj would/AUX/6/aux have/AUX/6/aux signed/VERB/6/root";
        assert_eq!((modality(d, 2), modality(d, 6)), (Some("hypothetical"), Some("hypothetical")));
    }

    #[test]
    fn what_governs_the_governor_counts() {
        let d = "They/PRON/1/nsubj plan/VERB/1/root to/PART/3/mark continue/VERB/1/xcomp bombing/VERB/3/xcomp";
        assert_eq!(modality(d, 4), Some("planned"));
        let d = "They/PRON/2/nsubj may/AUX/2/aux refuse/VERB/2/root to/PART/4/mark pay/VERB/2/xcomp";
        assert_eq!(modality(d, 4), Some("possible"));
    }

    #[test]
    fn what_was_stopped_does_not_go_on() {
        let d = document("They/PRON/1/nsubj stopped/VERB/1/root sending/VERB/1/xcomp arms/NOUN/2/obj");
        assert_eq!(of(&d, 2), Reality { negated: Some(true), modality: Some("actual") });
    }

    #[test]
    fn nouns_are_governed_as_well() {
        let d = "They/PRON/1/nsubj urge/VERB/1/root talks/NOUN/1/obj";
        assert_eq!(modality(d, 2), Some("urged"));
        let d = "They/PRON/1/nsubj call/VERB/1/root for/ADP/3/case talks/NOUN/1/obl";
        assert_eq!(modality(d, 3), Some("urged"));
        let d = "Talks/NOUN/2/nsubj:pass are/AUX/2/aux:pass plan/VERB/2/root";
        assert_eq!(modality(d, 0), Some("planned"));
        let d = "They/PRON/1/nsubj want/VERB/1/root the/DET/3/det war/NOUN/1/obj";
        assert_eq!(modality(d, 3), None, "what is known to be is not only wanted");
        let d = "A/DET/2/det planned/VERB/2/amod strike/NOUN/2/root";
        assert_eq!(modality(d, 2), Some("planned"));
    }

    #[test]
    fn what_ought_to_be_is_urged() {
        assert_eq!(modality("Peru/PROPN/2/nsubj should/AUX/2/aux pay/VERB/2/root", 2), Some("urged"));
        let d = document("Peru/PROPN/2/nsubj will/AUX/2/aux pay/VERB/2/root");
        assert!(lies_ahead(&d, 2) && !is_outright(&d, 2, None));
    }

    #[test]
    fn what_is_set_beside_a_clause_stands_apart() {
        let d = document(
            "They/PRON/2/nsubj never/ADV/2/advmod signed/VERB/2/root despite/ADP/4/case years/NOUN/2/obl of/ADP/6/case talks/NOUN/4/nmod",
        );
        assert!(stands_apart(&d, 6) && !stands_apart(&d, 2));
    }

    #[test]
    fn what_was_not_done_until_something_was_done() {
        let d = document(
            "They/PRON/3/nsubj did/AUX/3/aux not/PART/3/advmod leave/VERB/3/root until/SCONJ/6/mark he/PRON/6/nsubj paid/VERB/3/advcl",
        );
        assert_eq!(of(&d, 3).negated, Some(false));
    }

    #[test]
    fn an_infinitive_with_did_is_told_outright() {
        let mut d = document("They/PRON/2/nsubj did/AUX/2/aux leave/VERB/2/root");
        d.syntax.feats[2] = "VerbForm=Inf";
        assert!(!is_outright(&d, 2, None));
        d.syntax.lemma[1] = "do".to_owned();
        assert!(is_outright(&d, 2, None));
    }

    #[test]
    fn a_condition_may_open_with_its_auxiliary() {
        let d = "Were/AUX/3/aux he/PRON/3/nsubj to/PART/3/mark sign/VERB/6/advcl ,/PUNCT/3/punct they/PRON/6/nsubj left/VERB/6/root";
        assert_eq!((modality(d, 3), modality(d, 6)), (Some("hypothetical"), None));
    }

    #[test]
    fn a_modal_verb_says_that_something_lies_ahead() {
        let d = document("He/PRON/2/nsubj will/AUX/2/aux sign/VERB/2/root");
        assert_eq!(modal_ahead(&d, 2), Some(1));
        let mut d = document("He/PRON/3/nsubj would/AUX/3/aux have/AUX/3/aux signed/VERB/3/root");
        d.syntax.lemma[2] = "have".to_owned();
        assert_eq!((modal_ahead(&d, 3), was_conditional(&d, 3)), (None, true));
    }
}
