//! Reports put into what is said or behind it: "..., monitors said", "according to monitors", a quotation within a
//! quotation.

use std::ops::Range;

use tacitus_knowledge::Knowledge;

use super::verbal::is_relative;
use super::{Report, trimmed};
use crate::acts;
use crate::document::{Document, Upos};
use crate::negation::is_negated;
use crate::quotations;

/// Who says what, put between two commas into what is said: "Troops, [monitors said], left the town".
pub fn interposed(
    document: &Document,
    knowledge: &Knowledge,
    verb: usize,
    act: &str,
    sentence: &Range<usize>,
) -> Option<Report> {
    let syntax = &document.syntax;
    let comma = |i: usize| document.word(i) == ",";
    let first = (sentence.start + 1..verb).rev().find(|&i| comma(i))?;
    let who = first + 1..verb;
    let nominal = |i: usize| matches!(syntax.upos[i], Upos::Noun | Upos::Propn | Upos::Pron);
    let joins = is_relative(document, who.start)
        || matches!(syntax.upos[who.start], Upos::Cconj | Upos::Sconj | Upos::Aux | Upos::Adp);
    let subject = syntax.children(verb, sentence).any(|c| syntax.relation(c) == "nsubj" && who.contains(&c));
    let takes = syntax.children(verb, sentence).any(|c| c > verb && matches!(syntax.relation(c), "obj" | "xcomp"));
    let second = (verb + 1 < sentence.end && comma(verb + 1)).then_some(verb + 1)?;
    let rest = second + 1..sentence.end;
    // "Troops did not leave, [monitors said], but dug in": who said so did not dig.
    let second_deed = |and: usize| {
        let deed = syntax.parent(and).filter(|&v| v > and && syntax.upos[v] == Upos::Verb)?;
        let own = syntax.children(deed, sentence).any(|c| matches!(syntax.relation(c), "nsubj" | "expl"));
        let first_deed = syntax.parent(deed).filter(|&v| v < first && is_negated(document, v))?;
        (!own && acts::verb(document, knowledge, deed).is_none()).then_some(first_deed)
    };
    let goes_on = rest.clone().next().is_some_and(|i| {
        (syntax.upos[i] != Upos::Cconj || document.word(i) == "but" && second_deed(i).is_some())
            && syntax.upos[i] != Upos::Punct
            && !document.word(i).ends_with("ing")
            && !quotations::is_mark(document, i)
    });
    let told = matches!(act, "assert" | "confirm" | "admit" | "believe") && subject && !takes;
    let quoted = (sentence.start..first).any(|i| quotations::is_mark(document, i));
    let verbal = |mut words: Range<usize>| words.any(|i| matches!(syntax.upos[i], Upos::Verb | Upos::Aux));
    let whole = rest.len() > 2 && verbal(rest);
    if !told || quoted || !goes_on || joins || !who.clone().any(nominal) || !whole {
        return None;
    }
    // "Fled to Chad, where, [monitors said], they starved": what opens the clause opens what is said.
    let opens = |&i: &usize| {
        let comma_before = i > sentence.start && comma(i - 1);
        comma_before && (is_relative(document, i) || matches!(syntax.lemma[i].as_str(), "where" | "when"))
    };
    let start = Some(first - 1).filter(opens).unwrap_or(sentence.start);
    let content = trimmed(document, start..sentence.end);
    Some(Report { cue: verb, source: Some(who), content, apart: Some(first..second + 1), ..Report::default() })
}

/// The rest of the sentence behind ", saying", where the tree ties it to nothing.
pub fn trailing(document: &Document, verb: usize, sentence: &Range<usize>) -> Option<Range<usize>> {
    let syntax = &document.syntax;
    let behind = verb > sentence.start + 1 && document.word(verb - 1) == "," && document.word(verb).ends_with("ing");
    let rest = verb + 1..sentence.end;
    let clause = |v: usize| {
        matches!(syntax.upos[v], Upos::Verb | Upos::Aux)
            && syntax.children(v, sentence).any(|c| syntax.relation(c) == "nsubj" && c > verb)
    };
    // "Citing two people".
    let takes = syntax.children(verb, sentence).any(|c| c > verb && syntax.relation(c) == "obj");
    let asks = takes || rest.len() < 3 || document.word(rest.start) == "," || syntax.upos[rest.start] == Upos::Adp;
    (behind && !asks && rest.clone().any(clause)).then_some(rest)
}

/// The clause into which the verb with its subject is put: "..., monitors said".
pub fn inserted(document: &Document, verb: usize, sentence: &Range<usize>) -> Option<Range<usize>> {
    let syntax = &document.syntax;
    let host = syntax.parent(verb)?;
    if host > verb || !matches!(syntax.relation(verb), "parataxis" | "advcl" | "ccomp" | "conj") {
        return None;
    }
    let children = || syntax.children(verb, sentence);
    let speaks = children().any(|c| syntax.relation(c) == "nsubj" && !is_relative(document, c));
    let joined = children().any(|c| matches!(syntax.relation(c), "mark" | "cc") && c < verb);
    let takes = children().any(|c| matches!(syntax.relation(c), "obj" | "ccomp" | "xcomp"));
    if !speaks || joined || takes {
        return None;
    }
    let own = syntax.subtree(verb, sentence);
    let comma = document.word(own.start) == "," || own.start > 0 && document.word(own.start - 1) == ",";
    let whole = syntax.subtree(host, sentence);
    (comma && whole.start < own.start && own.start > host).then_some(whole.start..own.start)
}

/// The clause that is as somebody says: "[its ships had left], as Peru claims".
pub fn compared(document: &Document, verb: usize, sentence: &Range<usize>) -> Option<Range<usize>> {
    let syntax = &document.syntax;
    let host = syntax.parent(verb).filter(|&h| h < verb && syntax.relation(verb) == "advcl")?;
    let children = || syntax.children(verb, sentence);
    let as_said = children().any(|c| c < verb && syntax.relation(c) == "mark" && document.word(c) == "as");
    let speaks = children().any(|c| syntax.relation(c) == "nsubj" && !is_relative(document, c));
    let takes = children().any(|c| matches!(syntax.relation(c), "obj" | "ccomp" | "xcomp"));
    let clause = syntax.subtree(verb, sentence).start;
    // What is denied is what the other claims.
    let told = syntax.children(host, sentence).find(|&c| syntax.relation(c) == "ccomp" && c < clause);
    let start = syntax.subtree(told.unwrap_or(host), sentence).start;
    (as_said && speaks && !takes && start < clause && host < clause).then_some(start..clause)
}

/// The quotation within a quotation that comes right behind the verb: "he told me, '[...]'".
pub fn quoted_within(document: &Document, verb: usize, sentence: &Range<usize>) -> Option<Range<usize>> {
    let near = verb + 1..sentence.end.min(verb + 5);
    let open = near.clone().find(|&i| quotations::opens_within(document, i))?;
    let close = (open + 2..sentence.end)
        .find(|&i| matches!(document.word(i), "’" | "'") && matches!(document.syntax.relation(i), "punct"))?;
    Some(open..close + 1)
}

/// The sentence that its last words report: "..., residents reached by telephone said on Friday."
pub fn closing(document: &Document, verb: usize, sentence: &Range<usize>) -> Option<Report> {
    let syntax = &document.syntax;
    let comma = (sentence.start..verb).rev().find(|&i| matches!(document.word(i), "," | ";" | ":" | "”" | "\""))?;
    let (who, after) = (comma + 1..verb, verb + 1..sentence.end);
    let joins = |i: usize| {
        is_relative(document, i)
            || matches!(syntax.upos[i], Upos::Cconj | Upos::Sconj | Upos::Aux)
            || matches!(syntax.relation(i), "cc" | "mark")
    };
    let nominal = |i: usize| matches!(syntax.upos[i], Upos::Noun | Upos::Propn | Upos::Pron);
    let before = sentence.start..comma;
    let plain = document.word(comma) == "," && before.len() > 3 && before.clone().any(|i| syntax.upos[i] == Upos::Verb);
    let circumstance = |i: usize| !matches!(syntax.upos[i], Upos::Verb | Upos::Sconj | Upos::Cconj | Upos::Aux);
    let closes = after.len() <= 7 && after.clone().all(circumstance);
    let relative = syntax.deprel[verb] == "acl:relcl";
    if relative || !plain || !closes || who.is_empty() || who.clone().any(joins) || !who.clone().any(nominal) {
        return None;
    }
    let start = if document.word(sentence.start) == "," { sentence.start + 1 } else { sentence.start };
    let content = trimmed(document, start..comma);
    Some(Report { cue: verb, source: Some(who), content, closing: true, ..Report::default() })
}

/// The clause that "according to" somebody stands with.
pub fn according(document: &Document, word: usize) -> Option<Report> {
    let syntax = &document.syntax;
    let sentence = document.sentence_around(word).clone();
    let source = syntax.parent(word).filter(|&s| s > word && word + 1 < s)?;
    let host = syntax.parent(source).filter(|&h| matches!(syntax.upos[h], Upos::Verb | Upos::Adj | Upos::Noun))?;
    let mut who = syntax.subtree(source, &sentence);
    who.start = word + 2;
    // What is said of the source is no part of its name.
    let told = |&c: &usize| c > source && matches!(syntax.deprel[c], "acl:relcl" | "acl" | "parataxis" | "advcl");
    if let Some(c) = syntax.children(source, &sentence).find(told) {
        who.end = who.end.min(syntax.subtree(c, &sentence).start);
    }
    let who = trimmed(document, who);
    let whole = syntax.subtree(host, &sentence);
    let content = if host < word { whole.start..word } else { who.end..whole.end };
    if who.is_empty() || content.start >= content.end {
        return None;
    }
    let content = trimmed(document, content);
    (content.len() > 1).then_some(Report { cue: word, source: Some(who), content, ..Report::default() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::document;

    #[test]
    fn who_says_so_may_stand_within_what_is_said() {
        let said = |verb: &str| {
            document(&format!(
                "Troops/NOUN/5/nsubj ,/PUNCT/3/punct monitors/NOUN/3/nsubj {verb}/VERB/5/parataxis ,/PUNCT/3/punct left/VERB/5/root the/DET/7/det town/NOUN/5/obj"
            ))
        };
        let d = said("say");
        let report = interposed(&d, &Knowledge::builtin(), 3, "assert", &(0..8)).expect("monitors say so");
        let parts: Vec<&str> = report.contents().iter().map(|c| d.slice(c)).collect();
        assert_eq!((parts, report.source), (vec!["Troops", "left the town"], Some(2..3)));
        assert_eq!(interposed(&d, &Knowledge::builtin(), 3, "request", &(0..8)), None);
    }

    #[test]
    fn what_opens_a_clause_opens_what_is_said() {
        let d = document(
            "fled/VERB/0/root ,/PUNCT/5/punct where/ADV/8/advmod ,/PUNCT/2/punct monitors/NOUN/5/nsubj say/VERB/0/advcl ,/PUNCT/5/punct they/PRON/8/nsubj starved/VERB/5/ccomp there/ADV/8/advmod",
        );
        let report = interposed(&d, &Knowledge::builtin(), 5, "assert", &(0..10)).expect("monitors say so");
        let parts: Vec<&str> = report.contents().iter().map(|c| d.slice(c)).collect();
        assert_eq!(parts, ["where", "they starved there"]);
    }

    #[test]
    fn what_was_done_instead_is_said_too() {
        let d = document(
            "Troops/NOUN/2/nsubj never/ADV/2/advmod left/VERB/2/root ,/PUNCT/5/punct monitors/NOUN/5/nsubj said/VERB/2/parataxis ,/PUNCT/8/punct but/CCONJ/8/cc dug/VERB/2/conj in/ADV/8/advmod",
        );
        let report = interposed(&d, &Knowledge::builtin(), 5, "assert", &(0..10)).expect("monitors say so");
        let parts: Vec<&str> = report.contents().iter().map(|c| d.slice(c)).collect();
        assert_eq!(parts, ["Troops never left", "but dug in"]);
    }

    #[test]
    fn what_is_denied_may_be_as_others_claim() {
        let d = document(
            "Chile/PROPN/1/nsubj denied/VERB/1/root that/SCONJ/4/mark ships/NOUN/4/nsubj left/VERB/1/ccomp ,/PUNCT/8/punct as/SCONJ/8/mark Peru/PROPN/8/nsubj claims/VERB/1/advcl",
        );
        let told = compared(&d, 8, &(0..9)).map(|c| super::trimmed(&d, c));
        assert_eq!(told.map(|c| d.slice(&c).to_owned()).as_deref(), Some("that ships left"));
    }
}
