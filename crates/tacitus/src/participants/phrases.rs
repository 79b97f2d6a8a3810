//! Phrases: how far the words reach that stand for a participant, and the parts of a coordination.

use std::ops::Range;

use crate::document::{Document, Upos};
use crate::times::TimeKind;

/// Whether a phrase is a piece that stands for nobody: the article of "a kidnapped soldier", the preposition before a
/// name, a verb or an adjective alone that is no people's, the day of "Friday's attack", the end of "between 5 and 7".
/// "The daily" is a paper.
pub fn names_nobody(document: &Document, span: &Range<usize>) -> bool {
    let syntax = &document.syntax;
    let time = document.time_around(span).is_some_and(|t| t.kind != TimeKind::Set);
    let number = |w: usize| syntax.upos[w] == Upos::Num;
    let range = span.len() == 1
        && number(span.start)
        && syntax.relation(span.start) == "conj"
        && syntax.parent(span.start).is_some_and(number);
    let verb = span.len() == 1 && syntax.upos[span.start] == Upos::Verb;
    time || verb
        || range
        || span.clone().all(|i| match syntax.upos[i] {
            Upos::Det => syntax.relation(i) == "det",
            Upos::Adj => {
                matches!(syntax.relation(i), "amod" | "advmod") && !document.word(i).starts_with(char::is_uppercase)
            }
            upos => upos.only_joins() || upos == Upos::Adv,
        })
}

/// A phrase that is only the beginning of a name or description grows to the whole: "South Korean" to "South Korean
/// manufacturers"; one that is the end of a name before the trigger, to the name: "Aviv" of "the Tel Aviv bombing". A
/// possessor does not: "Russia's" is not "Russia's army".
pub fn whole(document: &Document, span: &Range<usize>, apart: Option<usize>) -> Range<usize> {
    let syntax = &document.syntax;
    let mut head = syntax.head_of(span);
    let mut out = span.clone();
    let name = |i: usize| {
        syntax.upos[i] == Upos::Propn
            && syntax.relation(i) == "compound"
            && syntax.parent(i).is_some_and(|p| Some(p) == apart)
    };
    while out.start > 0 && name(out.start) && name(out.start - 1) {
        out.start -= 1;
    }
    while out.len() > 1 && syntax.upos[out.end - 1] == Upos::Punct && matches!(document.word(out.end - 1), "," | ";") {
        out.end -= 1;
    }
    // "'s army" of "Peru's army".
    if out.len() > 1
        && document.is_possessive(out.start)
        && let Some(owner) = syntax.parent(out.start).filter(|&p| p < out.start)
    {
        out.start = syntax.subtree(owner, document.sentence_around(owner)).start;
    }
    // "Ruiz" of "Ana Ruiz", and of "Ana Paz-Ruiz".
    let between = |first: usize, start: usize| {
        (first + 1..start).all(|w| syntax.relation(w) == "flat" || document.word(w) == "-")
    };
    while let Some(first) = syntax.parent(head).filter(|&p| p < out.start && Some(p) != apart)
        && syntax.relation(head) == "flat"
        && syntax.upos[first] == Upos::Propn
        && between(first, out.start)
    {
        (head, out.start) = (first, first);
    }
    // "-old man" and "a 31-year" of "a 31-year-old man".
    while out.len() > 1 && out.start > 0 && document.word(out.start) == "-" {
        out.start -= 1 + usize::from(out.start > 2 && document.word(out.start - 2) == "-");
    }
    let old = out.end + 1;
    if old < document.words.len() && document.word(out.end) == "-" && document.word(old) == "old" {
        (head, out.end) = (old, old + 1);
    }
    while matches!(syntax.deprel[head], "compound" | "amod" | "flat" | "nummod" | "det") {
        let Some(above) = syntax.parent(head).filter(|&p| Some(p) != apart && p >= span.start) else { break };
        let lies_on_the_way = (out.end..above).any(|i| Some(i) == apart);
        if lies_on_the_way || above.abs_diff(head) > 4 {
            break;
        }
        head = above;
        out.end = out.end.max(head + 1);
    }
    out
}

/// A phrase from the first of the words before its head that belong to it: "mine" of "the Grasberg mine" is the whole.
/// The preposition before it is no part of it.
pub fn from_its_first_word(document: &Document, span: &Range<usize>, head: usize) -> Range<usize> {
    let syntax = &document.syntax;
    let out = syntax.without_lead(span.clone(), head);
    let sentence = document.sentence_around(head);
    let own = |i: usize| {
        matches!(syntax.relation(i), "det" | "compound" | "amod" | "nummod" | "punct")
            && syntax.upos[i] != Upos::Verb
            && syntax.parent(i).is_some_and(|p| p == head || out.contains(&p))
    };
    let mut start = out.start;
    while start > sentence.start && own(start - 1) {
        start -= 1;
    }
    while start < out.start && syntax.relation(start) == "punct" {
        start += 1;
    }
    start..out.end
}

/// The coordinated parts of a phrase, each with its head; the phrase itself where it is not coordinated.
pub fn conjuncts(document: &Document, span: &Range<usize>) -> Vec<(usize, Range<usize>)> {
    let syntax = &document.syntax;
    let head = syntax.head_of(span);
    let mut heads = vec![head];
    let joined = |i: usize| syntax.relation(i) == "conj" && syntax.parent(i) == Some(head);
    heads.extend(span.clone().filter(|&i| i != head && joined(i) && syntax.upos[i] != Upos::Verb));
    if heads.len() == 1 {
        return vec![(head, span.clone())];
    }
    heads.sort_unstable();
    let mut out = Vec::new();
    for (k, &h) in heads.iter().enumerate() {
        // A conjunct reaches from where its own words begin to the mark before the next.
        let end = heads.get(k + 1).map_or(span.end, |&next| first_word(document, next, span));
        let start = if k == 0 { span.start } else { first_word(document, h, span) };
        let mut part = start..end.max(start + 1);
        while part.len() > 1 && matches!(syntax.relation(part.end - 1), "punct" | "cc") && part.end - 1 != h {
            part.end -= 1;
        }
        out.push((h, part));
    }
    out
}

/// The first word of a conjunct's own phrase: its modifiers before it, without the conjunction and comma.
fn first_word(document: &Document, head: usize, span: &Range<usize>) -> usize {
    let syntax = &document.syntax;
    let mut start = head;
    while start > span.start {
        let before = start - 1;
        if syntax.is_below(before, head) && !matches!(syntax.relation(before), "cc" | "punct") {
            start = before;
        } else {
            break;
        }
    }
    start
}
