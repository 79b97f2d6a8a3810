//! Reports by verbs: the clause that a verb of saying or thinking governs, whom somebody accuses of what, which claim
//! somebody disputes.

use std::ops::Range;

use tacitus_knowledge::Knowledge;

use super::insertions::{according, closing, compared, inserted, interposed, quoted_within, trailing};
use super::{DISPUTING, Report, trimmed};
use crate::acts;
use crate::attribution::subject;
use crate::clauses::{Class, Doer, class, doer};
use crate::document::{Document, Upos};
use crate::naming;
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
        .or_else(|| trailing(document, word, &sentence).filter(|_| act == "assert"))?;
    let content = trimmed(document, content);
    let by_subject = document.syntax.children(word, &sentence).any(|c| {
        document.syntax.deprel[c] == "nsubj"
            && !is_relative(document, c)
            && document.syntax.upos[c] != Upos::Pron
            && source.as_ref().is_some_and(|s| s.contains(&c))
    });
    let report = Report { cue: word, source, content, by_subject, clausal, shared, ..Report::default() };
    (report.content.len() > 1).then_some(report)
}

/// What somebody says is untrue: "calls [the charge a lie]".
fn called_false(
    document: &Document,
    knowledge: &Knowledge,
    verb: usize,
    sentence: &Range<usize>,
) -> Option<Range<usize>> {
    let syntax = &document.syntax;
    let name = naming::name(document, verb).filter(|&n| class(document, n) == Some(Class::False))?;
    let claim = syntax.children(verb, sentence).find(|&c| c > verb && c < name && syntax.relation(c) == "obj")?;
    acts::noun(document, knowledge, claim)?;
    Some(syntax.subtree(claim, sentence).start.max(verb + 1)..syntax.subtree(name, sentence).end)
}

/// How many somebody says there are: "put [the dead at thirty]".
fn estimate(document: &Document, verb: usize, sentence: &Range<usize>) -> Option<Range<usize>> {
    let syntax = &document.syntax;
    if syntax.upos[verb] != Upos::Verb || syntax.lemma[verb] != "put" {
        return None;
    }
    let number =
        |c: usize| syntax.upos[c] == Upos::Num || syntax.children(c, sentence).any(|i| syntax.relation(i) == "nummod");
    let thing = syntax.children(verb, sentence).find(|&c| c > verb && syntax.relation(c) == "obj")?;
    let at = |c: usize| syntax.children(c, sentence).any(|i| document.word(i) == "at" && i < c);
    let mut behind = syntax.children(verb, sentence).filter(|&c| c > thing);
    let sum = behind.find(|&c| syntax.relation(c) == "obl" && at(c) && number(c))?;
    Some(syntax.subtree(thing, sentence).start..syntax.subtree(sum, sentence).end)
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

/// What is told to somebody of something: "told envoys [of a fire]".
fn matter(document: &Document, verb: usize, sentence: &Range<usize>) -> Option<Range<usize>> {
    let syntax = &document.syntax;
    let to = |c: usize| syntax.relation(c) == "obl" && document.has_preposition(c, &["to"]);
    let told = syntax
        .children(verb, sentence)
        .find(|&c| c > verb && (matches!(syntax.relation(c), "iobj" | "obj") || to(c)))?;
    let person = document.mentions.iter().any(|m| m.head == told && m.kind.is_actor());
    let of = |c: usize| {
        let opens =
            |i: usize| matches!(syntax.relation(i), "case" | "mark") && matches!(document.word(i), "of" | "about");
        matches!(syntax.relation(c), "obl" | "advcl" | "xcomp") && syntax.children(c, sentence).any(opens)
    };
    let mut below = syntax.children(verb, sentence).filter(|&c| c > told);
    let thing = below.find(|&c| of(c)).filter(|_| person)?;
    Some(syntax.subtree(thing, sentence))
}

/// Whom somebody contradicts: "contradicting [her minister]".
fn opponent(document: &Document, verb: usize, sentence: &Range<usize>) -> Option<Range<usize>> {
    let syntax = &document.syntax;
    let mention = |c: usize| document.mentions.iter().any(|m| m.head == c && m.kind.is_actor());
    // "Who" stands for people.
    let who =
        |c: usize| syntax.subtree(c, sentence).any(|i| document.word(i) == "who" && syntax.relation(i) == "nsubj");
    let object = |&c: &usize| c > verb && syntax.relation(c) == "obj" && (mention(c) || who(c));
    let whom = syntax.children(verb, sentence).find(object)?;
    Some(phrase(document, whom))
}

/// What somebody warns of or complains of: "warned [of a massacre]".
fn warning(document: &Document, verb: usize, sentence: &Range<usize>) -> Option<Range<usize>> {
    let syntax = &document.syntax;
    let of = |&c: &usize| {
        let opens = |i: usize| matches!(syntax.relation(i), "case" | "mark") && document.word(i) == "of";
        let kind = matches!(syntax.relation(c), "obl" | "advcl" | "xcomp");
        c > verb && kind && syntax.children(c, sentence).any(opens)
    };
    let thing = syntax.children(verb, sentence).find(of)?;
    Some(syntax.subtree(thing, sentence))
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

/// The claim that a verb disputes or leaves open, told by a noun: its object, or the subject of its passive.
fn claim(document: &Document, knowledge: &Knowledge, verb: usize, sentence: &Range<usize>) -> Option<Range<usize>> {
    let syntax = &document.syntax;
    // "Protested against the claim".
    let against = |c: usize| syntax.children(c, sentence).any(|i| document.word(i) == "against");
    let claim = syntax.children(verb, sentence).find(|&c| match syntax.deprel[c] {
        "obj" | "nsubj:pass" => true,
        "obl" => c > verb && against(c),
        _ => false,
    })?;
    acts::noun(document, knowledge, claim)?;
    let mut span = syntax.subtree(claim, sentence);
    if claim > verb {
        span.start = span.start.max(verb + 1);
        if document.word(span.start) == "against" {
            span.start += 1;
        }
    } else {
        span.end = span.end.min(verb);
        while span.end - 1 > claim && matches!(syntax.upos[span.end - 1], Upos::Aux | Upos::Adv | Upos::Punct) {
            span.end -= 1;
        }
    }
    Some(span)
}

/// What a relative clause says somebody said: "[an assertion] that Peru disputes".
fn relative(document: &Document, verb: usize, sentence: &Range<usize>) -> Option<Range<usize>> {
    let syntax = &document.syntax;
    let noun = syntax.parent(verb).filter(|&n| n < verb && syntax.relation(verb) == "acl")?;
    let nominal = matches!(syntax.upos[noun], Upos::Noun | Upos::Propn);
    let own = |c: usize| matches!(syntax.relation(c), "nsubj") && !is_relative(document, c) && c > noun;
    let full = |c: usize| {
        let clause = syntax.relation(c) == "ccomp" || syntax.relation(c) == "xcomp" && syntax.upos[c] == Upos::Verb;
        (clause || syntax.relation(c) == "obj") && !is_relative(document, c)
    };
    let place = |c: usize| matches!(syntax.lemma[c].as_str(), "where" | "when" | "why");
    let gap = syntax.children(verb, sentence).any(own) && !syntax.children(verb, sentence).any(|c| full(c) || place(c));
    let start = syntax.subtree(noun, sentence).start;
    let end = syntax.subtree(verb, sentence).start.max(noun + 1);
    (nominal && gap).then_some(start..end)
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
    let asks = |c: usize| {
        let first = syntax.subtree(c, sentence).start;
        matches!(syntax.lemma[first].as_str(), "what" | "when" | "where" | "who" | "how" | "why" | "whether" | "if")
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

/// What somebody admits or denies having done: "confessed to [bribing]".
fn gerund(document: &Document, verb: usize, sentence: &Range<usize>) -> Option<Range<usize>> {
    let syntax = &document.syntax;
    let done = syntax.children(verb, sentence).find(|&c| {
        c > verb
            && matches!(syntax.relation(c), "xcomp" | "ccomp" | "advcl" | "obl")
            && document.word(c).ends_with("ing")
            && syntax.upos[c] == Upos::Verb
            && syntax.children(c, sentence).all(|i| syntax.relation(i) != "mark" || document.word(i) == "to")
    })?;
    let mut span = syntax.subtree(done, sentence);
    span.start = span.start.max(verb + 1);
    if document.word(span.start) == "to" {
        span.start += 1;
    }
    // A clause after a comma is the verb's own circumstance: "denied it, saying".
    (document.word(span.start) != "," && document.word(span.start - 1) != ",").then_some(span)
}

pub fn is_relative(document: &Document, word: usize) -> bool {
    matches!(document.syntax.lemma[word].as_str(), "who" | "which" | "that" | "what" | "whose")
}

/// Whom a verb accuses, with what of: "[Peru of sending troops]".
fn charge(document: &Document, verb: usize, sentence: &Range<usize>) -> Option<Range<usize>> {
    let syntax = &document.syntax;
    let accused = syntax.children(verb, sentence).find(|&c| syntax.relation(c) == "obj" && c > verb)?;
    let of = |c: usize| {
        syntax
            .children(c, sentence)
            .any(|i| i > accused && matches!(syntax.relation(i), "case" | "mark") && document.word(i) == "of")
    };
    let charge = syntax
        .children(verb, sentence)
        .find(|&c| c > accused && matches!(syntax.relation(c), "obl" | "advcl" | "xcomp" | "ccomp" | "acl") && of(c))?;
    let start = syntax.subtree(accused, sentence).start.max(verb + 1);
    Some(start..syntax.subtree(charge, sentence).end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::document;

    fn content(annotated: &str, word: usize) -> Option<String> {
        let d = document(annotated);
        at(&d, &Knowledge::builtin(), word).map(|r| d.slice(&r.content).to_owned())
    }

    #[test]
    fn the_accused_and_the_charge_are_what_an_accusation_says() {
        let found = content(
            "Chad/PROPN/1/nsubj accused/VERB/1/root Mali/PROPN/1/obj of/SCONJ/4/mark arming/VERB/1/advcl rebels/NOUN/4/obj",
            1,
        );
        assert_eq!(found.as_deref(), Some("Mali of arming rebels"));
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
    fn what_is_admitted_is_a_gerund() {
        let found =
            content("He/PRON/1/nsubj confessed/VERB/1/root to/SCONJ/3/mark bribing/VERB/1/advcl them/PRON/3/obj", 1);
        assert_eq!(found.as_deref(), Some("bribing them"));
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
    fn a_disputed_claim_is_what_the_verb_is_about() {
        let found = content(
            "The/DET/1/det claim/NOUN/3/nsubj:pass was/AUX/3/aux:pass rejected/VERB/3/root by/ADP/5/case Peru/PROPN/3/obl:agent",
            3,
        );
        assert_eq!(found.as_deref(), Some("The claim"));
        let found = content(
            "Ships/NOUN/1/nsubj fired/VERB/1/root ,/PUNCT/4/punct an/DET/4/det assertion/NOUN/1/parataxis Peru/PROPN/6/nsubj disputes/VERB/4/acl:relcl",
            6,
        );
        assert_eq!(found.as_deref(), Some("an assertion"));
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
    fn an_estimate_says_how_many_there_are() {
        let found = content(
            "Police/NOUN/1/nsubj put/VERB/1/root the/DET/3/det dead/NOUN/1/obj at/ADP/5/case thirty/NUM/1/obl",
            1,
        );
        assert_eq!(found.as_deref(), Some("the dead at thirty"));
    }

    #[test]
    fn a_claim_is_called_false() {
        let found =
            content("Peru/PROPN/1/nsubj called/VERB/1/root the/DET/3/det charge/NOUN/1/obj baseless/ADJ/1/xcomp", 1);
        assert_eq!(found.as_deref(), Some("the charge baseless"));
    }

    #[test]
    fn what_one_warns_of_or_boasts_of_is_said() {
        let found = content("He/PRON/1/nsubj warned/VERB/1/root of/ADP/4/case a/DET/4/det war/NOUN/1/obl", 1);
        assert_eq!(found.as_deref(), Some("of a war"));
    }

    #[test]
    fn a_claim_may_be_disputed_by_a_clause_without_a_pronoun() {
        let found = content(
            "Ships/NOUN/1/nsubj sank/VERB/1/root ,/PUNCT/4/punct a/DET/4/det claim/NOUN/1/parataxis Peru/PROPN/6/nsubj disputes/VERB/4/acl",
            6,
        );
        assert_eq!(found.as_deref(), Some("a claim"));
    }

    #[test]
    fn what_a_claim_says_is_not_what_finds_it() {
        let d = document(
            "They/PRON/1/nsubj found/VERB/1/root proof/NOUN/1/obj of/ADP/5/case a/DET/5/det claim/NOUN/2/nmod that/SCONJ/8/mark ships/NOUN/8/nsubj sank/VERB/2/acl",
        );
        assert_eq!(loose(&d, &Knowledge::builtin(), 1, &(0..9)), None);
    }

    #[test]
    fn whom_somebody_contradicts_stands_for_what_he_says() {
        let mut d = document("He/PRON/1/nsubj contradicted/VERB/1/root his/PRON/3/nmod:poss minister/NOUN/1/obj");
        d.mentions.push(crate::mentions::describe(&d, 2..4, crate::document::MentionKind::Person));
        assert_eq!(opponent(&d, 1, &(0..4)), Some(2..4));
    }

    #[test]
    fn what_is_not_believed_is_a_claim() {
        let found = content(
            "They/PRON/3/nsubj did/AUX/3/aux not/PART/3/advmod believe/VERB/3/root Peru/PROPN/6/nmod:poss 's/PART/4/case claim/NOUN/3/obj",
            3,
        );
        assert_eq!(found.as_deref(), Some("Peru 's claim"));
    }

    #[test]
    fn one_may_complain_of_something() {
        let found = content(
            "They/PRON/1/nsubj complained/VERB/1/root of/SCONJ/4/mark being/AUX/4/aux:pass threatened/VERB/1/advcl",
            1,
        );
        assert_eq!(found.as_deref(), Some("of being threatened"));
    }
}
