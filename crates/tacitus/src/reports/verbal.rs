//! Reports by verbs: the clause that a verb of saying or thinking governs, whom somebody accuses of what, which claim
//! somebody disputes.

use std::ops::Range;

use tacitus_knowledge::Knowledge;

use super::insertions::{according, closing, compared, inserted, interposed, quoted_within, trailing};
use super::objects::{called_false, charge, claim, estimate, gerund, matter, opponent, relative, warning};
use super::{DISPUTING, Report, trimmed};
use crate::acts;
use crate::attribution::subject;
use crate::clauses::{Class, Doer, class, doer};
use crate::document::{Document, Upos};
use crate::negation::is_negated;
use crate::roles::doers::doer_of;
use crate::roles::phrase;

/// Words behind a verb in which what it says begins.
const REACH: usize = 12;

/// The report of which a word is the cue.
pub fn at(document: &Document, knowledge: &Knowledge, word: usize) -> Option<Report> {
    if document.word(word).eq_ignore_ascii_case("according") {
        return according(document, word);
    }
    let sentence = document.sentence_around(word).clone();
    if let Some(content) = estimate(document, word, &sentence) {
        let source = speaker(document, word);
        return Some(Report { cue: word, source, content, by_subject: true, ..Report::default() });
    }
    let source = speaker(document, word);
    if let Some(content) = called_false(document, knowledge, word, &sentence).filter(|_| source.is_some()) {
        return Some(Report { cue: word, source, content, by_subject: true, ..Report::default() });
    }
    let act = acts::verb(document, knowledge, word)?;
    if let Some(report) = interposed(document, knowledge, word, act, &sentence) {
        return Some(report);
    }
    // What somebody thinks is the network's to find, unless it is told outright.
    if act == "believe" {
        if let Some(claim) = claim(document, knowledge, word, &sentence).filter(|_| is_negated(document, word)) {
            return Some(Report { cue: word, source, content: trimmed(document, claim), ..Report::default() });
        }
        let named = source.as_ref().is_some_and(|s| document.syntax.upos[document.syntax.head_of(s)] != Upos::Pron);
        let content = thought(document, word, &sentence, named).filter(|_| source.is_some())?;
        return Some(Report { cue: word, source, content: trimmed(document, content), ..Report::default() });
    }
    let governed = clause(document, knowledge, word, &sentence, source.as_ref());
    if (governed.is_none() || source.is_none())
        && matches!(act, "assert" | "confirm" | "admit")
        && let Some(report) = closing(document, word, &sentence)
    {
        return Some(report);
    }
    let (governed, shared) = match governed {
        None => (joined(document, knowledge, word, &sentence), true),
        own => {
            let shared = own.as_ref().is_some_and(|content| second(document, knowledge, word, content));
            (own, shared)
        }
    };
    let clausal = governed.is_some();
    let content = governed
        .or_else(|| quoted_within(document, word, &sentence))
        .or_else(|| inserted(document, word, &sentence))
        .or_else(|| compared(document, word, &sentence).filter(|_| act == "assert"))
        .or_else(|| matter(document, word, &sentence).filter(|_| act == "assert"))
        .or_else(|| warning(document, word, &sentence).filter(|_| act == "warn"))
        .or_else(|| opponent(document, word, &sentence).filter(|_| act == "contradict"))
        .or_else(|| charge(document, word, &sentence).filter(|_| act == "accuse"))
        .or_else(|| gerund(document, word, &sentence).filter(|_| matches!(act, "admit" | "deny")))
        .or_else(|| claim(document, knowledge, word, &sentence).filter(|_| DISPUTING.contains(&act)))
        .or_else(|| relative(document, word, &sentence).filter(|_| act == "assert" || DISPUTING.contains(&act)))
        .or_else(|| warning(document, word, &sentence).filter(|_| act == "assert"))
        .or_else(|| trailing(document, word, &sentence).filter(|_| act == "assert"))
        .or_else(|| withheld(document, knowledge, word, &sentence).filter(|_| act == "decline"))?;
    let content = trimmed(document, content);
    let by_subject = document.syntax.children(word, &sentence).any(|c| {
        document.syntax.deprel[c] == "nsubj"
            && !is_relative(document, c)
            && document.syntax.upos[c] != Upos::Pron
            && source.as_ref().is_some_and(|s| s.contains(&c))
    });
    let report = Report { cue: word, source, content, by_subject, clausal, shared, ..Report::default() };
    // "Denied lying" is said in a word.
    let deed = |w: usize| document.syntax.upos[w] == Upos::Verb && matches!(act, "admit" | "deny");
    (report.content.len() > 1 || deed(report.content.start)).then_some(report)
}

/// What somebody declines to say, where that is all that is told: "declined [to comment]".
fn withheld(document: &Document, knowledge: &Knowledge, verb: usize, sentence: &Range<usize>) -> Option<Range<usize>> {
    let syntax = &document.syntax;
    let speech = |&c: &usize| {
        let said = matches!(acts::verb(document, knowledge, c), Some("assert" | "confirm"));
        c > verb && syntax.relation(c) == "xcomp" && said
    };
    let head = syntax.children(verb, sentence).find(speech)?;
    let alone = syntax.children(head, sentence).all(|c| matches!(syntax.relation(c), "mark" | "advmod" | "punct"));
    alone.then(|| verb + 1..head + 1)
}

/// The clause right below a verb of thinking: "believes [that Peru paid]"; without "that" only if it is told who thinks so.
fn thought(document: &Document, verb: usize, sentence: &Range<usize>, named: bool) -> Option<Range<usize>> {
    let syntax = &document.syntax;
    let told = |&c: &usize| {
        let opened = opening(document, c, verb).is_some_and(|i| i < c);
        let finite = || syntax.children(c, sentence).any(|i| syntax.relation(i) == "nsubj" && i > verb);
        c > verb && syntax.relation(c) == "ccomp" && (opened || named && finite())
    };
    let head = syntax.children(verb, sentence).find(told)?;
    Some(syntax.subtree(head, sentence))
}

/// The "that" behind a verb that opens a clause.
fn opening(document: &Document, clause: usize, verb: usize) -> Option<usize> {
    let syntax = &document.syntax;
    let that = |&i: &usize| i > verb && syntax.relation(i) == "mark" && syntax.lemma[i] == "that";
    syntax.children(clause, document.sentence_around(clause)).find(that)
}

/// The content of a verb that has none of its own and is joined to another that has: "he [said], and they confirmed, that".
fn joined(document: &Document, knowledge: &Knowledge, verb: usize, sentence: &Range<usize>) -> Option<Range<usize>> {
    let syntax = &document.syntax;
    let own = syntax.children(verb, sentence).any(|c| matches!(syntax.relation(c), "obj" | "ccomp" | "xcomp" | "obl"));
    let near = |&c: &usize| c > verb && syntax.relation(c) == "conj" && acts::verb(document, knowledge, c).is_some();
    let second = syntax.children(verb, sentence).find(near).filter(|_| !own)?;
    // The first has it only where the second's subject and verb are put in between.
    let content = clause(document, knowledge, second, sentence, None)?;
    (content.start > second && document.word(second + 1) == ",").then_some(content)
}

/// Whether another cue, joined to a verb, stands between it and its content: "he [said], and they confirmed, that".
fn second(document: &Document, knowledge: &Knowledge, verb: usize, content: &Range<usize>) -> bool {
    let joined = |w: usize| document.syntax.relation(w) == "conj" && document.syntax.parent(w) == Some(verb);
    (verb + 1..content.start.max(verb + 1)).any(|w| joined(w) && acts::verb(document, knowledge, w).is_some())
}

/// Who speaks: the verb's subject, or who is "quoted as" saying it.
fn speaker(document: &Document, verb: usize) -> Option<Range<usize>> {
    let syntax = &document.syntax;
    let sentence = document.sentence_around(verb);
    let own = syntax.children(verb, sentence).any(|c| matches!(syntax.deprel[c], "nsubj" | "obl:agent"));
    let above = syntax.parent(verb).filter(|&v| !own && v < verb && doer(document, v) == Some(Doer::Object));
    let quoted = above.and_then(|_| doer_of(document, verb, 0)).map(|who| phrase(document, who));
    quoted.or_else(|| subject(document, &(verb..verb + 1)))
}

/// The clause that the verb governs, before or behind it.
fn clause(
    document: &Document,
    knowledge: &Knowledge,
    verb: usize,
    sentence: &Range<usize>,
    source: Option<&Range<usize>>,
) -> Option<Range<usize>> {
    let syntax = &document.syntax;
    // "Described how they fled" tells that they did; "did not say how" does not.
    let tells_how = acts::verb(document, knowledge, verb) == Some("assert") && !is_negated(document, verb);
    let asks = |c: usize| {
        let first = syntax.subtree(c, sentence).start;
        match syntax.lemma[first].as_str() {
            "how" => !tells_how,
            "what" | "when" | "where" | "who" | "why" | "whether" | "if" => true,
            _ => false,
        }
    };
    let finite = |c: usize| {
        !asks(c)
            && syntax.children(c, sentence).any(|i| {
                matches!(syntax.relation(i), "nsubj" | "csubj" | "expl")
                    || (syntax.relation(i) == "mark" && syntax.lemma[i] == "that")
            })
    };
    // The clause's subject may hang on the verb itself: "said [the claim] proved nothing".
    let second =
        |c: usize| syntax.children(verb, sentence).find(|&n| n > verb && n < c && syntax.relation(n) == "nsubj");
    // "Promised her that it would pay": the clause may be read as a circumstance.
    let that = |c: usize| {
        let circumstance = syntax.relation(c) == "advcl" && c > verb;
        circumstance && opening(document, c, verb).is_some_and(|i| document.word(i - 1) != "so")
    };
    let told = |c: usize| syntax.relation(c) == "ccomp" && (finite(c) || second(c).is_some()) || that(c);
    // "Says that he told them it was so": what he told may hang on "says".
    let beside = || {
        let addressed =
            syntax.children(verb, sentence).any(|c| c > verb && matches!(syntax.relation(c), "iobj" | "obj"));
        let above = syntax.parent(verb).filter(|&v| addressed && v < verb && told(verb))?;
        syntax.children(above, sentence).find(|&c| c > verb && told(c))
    };
    let children = || syntax.children(verb, sentence).filter(|&c| told(c));
    let head = children().find(|&c| opening(document, c, verb).is_some()).or_else(|| children().next()).or_else(beside);
    let head = head.or_else(|| loose(document, knowledge, verb, sentence))?;
    let mut span = syntax.subtree(head, sentence);
    if head > verb {
        if let Some(subject) = second(head) {
            span.start = span.start.min(syntax.subtree(subject, sentence).start);
        }
        // An addressee or a circumstance of the verb itself may stand before the clause.
        span.start = span.start.max(verb + 1);
        // Another's account that a word of contrast joins is no part of it.
        let other = |&v: &usize| {
            let contrast = syntax.children(v, sentence).find(|&c| {
                c < v && matches!(syntax.relation(c), "mark" | "cc") && class(document, c) == Some(Class::Contrast)
            });
            contrast.is_some_and(|c| c > head) && acts::verb(document, knowledge, v).is_some()
        };
        if let Some(v) = (head + 1..span.end).find(other) {
            span.end = syntax.subtree(v, sentence).start.max(head + 1);
        }
    } else {
        let own = source.filter(|s| s.start > head).map_or(verb, |s| s.start.min(verb));
        // Two clauses may hang on what closes the sentence side by side: "though it left, it paid, monitors say".
        let last = children().filter(|&c| c < own).map(|c| syntax.subtree(c, sentence).end).max();
        span.start = children().map(|c| syntax.subtree(c, sentence).start).min().unwrap_or(span.start).min(span.start);
        span.end = last.unwrap_or(span.end).max(span.end).min(own);
    }
    Some(span)
}

/// The clause with "that" behind a verb's own words, wherever the tree hangs it: "wrote in a cable [that]", "says that he
/// reported to them [that]".
fn loose(document: &Document, knowledge: &Knowledge, verb: usize, sentence: &Range<usize>) -> Option<usize> {
    let syntax = &document.syntax;
    let that = |&i: &usize| syntax.relation(i) == "mark" && syntax.lemma[i] == "that";
    let mark = (verb + 2..sentence.end.min(verb + REACH)).find(that)?;
    let clause = syntax.parent(mark).filter(|&c| c > mark)?;
    let own = |w: usize| syntax.is_below(w, verb) && !matches!(syntax.upos[w], Upos::Verb | Upos::Punct);
    // What a claim says is the claim's: "found no evidence for the claim that".
    let claimed = acts::noun(document, knowledge, mark - 1).is_some() && !document.has_preposition(mark - 1, &["in"]);
    let above = syntax.parent(clause)?;
    let tied = syntax.is_below(verb, above) || syntax.is_below(above, verb) && above < mark;
    (tied && !claimed && above != verb && (verb + 1..mark).all(own)).then_some(clause)
}

pub fn is_relative(document: &Document, word: usize) -> bool {
    matches!(document.syntax.lemma[word].as_str(), "who" | "which" | "that" | "what" | "whose")
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::testing::document;

    /// What a word is the cue of.
    pub fn content(annotated: &str, word: usize) -> Option<String> {
        let d = document(annotated);
        at(&d, &Knowledge::builtin(), word).map(|r| d.slice(&r.content).to_owned())
    }

    #[test]
    fn according_to_somebody_takes_the_clause() {
        let found = content(
            "Troops/NOUN/1/nsubj left/VERB/1/root ,/PUNCT/6/punct according/VERB/6/case to/ADP/3/fixed a/DET/6/det witness/NOUN/1/obl",
            3,
        );
        assert_eq!(found.as_deref(), Some("Troops left"));
    }

    #[test]
    fn the_last_words_of_a_sentence_may_report_it() {
        let d = document(
            "Troops/NOUN/1/nsubj left/VERB/1/root the/DET/3/det town/NOUN/1/obj ,/PUNCT/5/punct residents/NOUN/3/appos reached/VERB/5/acl by/ADP/8/case phone/NOUN/6/obl claimed/VERB/5/parataxis ./PUNCT/1/punct",
        );
        let report = at(&d, &Knowledge::builtin(), 9).expect("residents said so");
        assert_eq!(d.slice(&report.content), "Troops left the town");
        assert_eq!(report.source.map(|s| d.slice(&s).to_owned()).as_deref(), Some("residents reached by phone"));
    }

    #[test]
    fn a_quotation_within_a_quotation_is_a_report() {
        let found = content(
            "He/PRON/1/nsubj informed/VERB/1/root me/PRON/1/iobj ,/PUNCT/1/punct '/PUNCT/6/punct We/PRON/6/nsubj left/VERB/1/parataxis ./PUNCT/6/punct '/PUNCT/6/punct",
            1,
        );
        assert_eq!(found.as_deref(), Some("' We left . '"));
    }

    #[test]
    fn who_is_quoted_says_it() {
        let d = document(
            "Radio/NOUN/1/nsubj quoted/VERB/1/root elders/NOUN/1/obj as/SCONJ/4/mark adding/VERB/1/advcl troops/NOUN/6/nsubj left/VERB/4/ccomp",
        );
        let report = at(&d, &Knowledge::builtin(), 4).expect("elders said so");
        assert_eq!(report.source.map(|s| d.slice(&s).to_owned()).as_deref(), Some("elders"));
        assert_eq!(d.slice(&report.content), "troops left");
    }

    #[test]
    fn what_trails_behind_saying_is_said() {
        let found = content(
            "Peru/PROPN/1/nsubj paid/VERB/1/root ,/PUNCT/6/punct adding/VERB/6/advcl it/PRON/6/nsubj had/AUX/6/aux to/VERB/1/conj",
            3,
        );
        assert_eq!(found.as_deref(), Some("it had to"));
    }

    #[test]
    fn what_he_told_them_may_hang_on_the_verb_above() {
        let found = content(
            "Peru/PROPN/1/nsubj says/VERB/1/root Mali/PROPN/3/nsubj informed/VERB/1/ccomp envoys/NOUN/3/obj it/PRON/6/nsubj left/VERB/1/ccomp",
            3,
        );
        assert_eq!(found.as_deref(), Some("it left"));
    }

    #[test]
    fn what_was_written_somewhere_is_said() {
        let found = content(
            "She/PRON/1/nsubj write/VERB/1/root in/ADP/3/case letters/NOUN/1/obl that/SCONJ/6/mark it/PRON/6/nsubj left/VERB/3/acl:relcl",
            1,
        );
        assert_eq!(found.as_deref(), Some("that it left"));
    }

    #[test]
    fn a_relative_clause_is_no_insertion() {
        let found = content(
            "Troops/NOUN/1/nsubj left/VERB/1/root ,/PUNCT/4/punct who/PRON/4/nsubj claimed/VERB/1/parataxis so/ADV/4/advmod",
            4,
        );
        assert_eq!(found, None);
    }

    #[test]
    fn what_a_claim_says_is_not_what_finds_it() {
        let d = document(
            "They/PRON/1/nsubj found/VERB/1/root proof/NOUN/1/obj of/ADP/5/case a/DET/5/det claim/NOUN/2/nmod that/SCONJ/8/mark ships/NOUN/8/nsubj sank/VERB/2/acl",
        );
        assert_eq!(loose(&d, &Knowledge::builtin(), 1, &(0..9)), None);
    }
}
