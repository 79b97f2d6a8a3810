//! Sentences: where each begins. Paragraph breaks and the ends of datelines always begin one; elsewhere the network says,
//! but a sentence of prose that no mark ends goes on where its words want others behind them.

use std::ops::Range;

use crate::datelines;
use crate::document::{Document, Upos};
use crate::model::{Before, best};
use crate::scores::Scores;
use crate::windows::ends_sentence;
use crate::words::Gap;

/// Least score of a word as the first of a sentence: likelier than not.
const SPLIT: f32 = 0.0;
/// Most words of an address, which a comma may end: "Dear Ann,".
const ADDRESS: usize = 5;

/// Adds the sentences of one window. A sentence does not cross windows.
pub fn decode(document: &mut Document, scores: &Scores, gaps: &[Before]) {
    let mut found: Vec<Range<usize>> = Vec::new();
    let paragraphs = scores.words.clone().filter(|&i| gaps[i] == Before::Paragraph);
    let datelines: Vec<Range<usize>> =
        paragraphs.filter_map(|start| Some(start..datelines::behind(document, start)?)).collect();
    let divided = |i: usize| match datelines.iter().find(|d| d.start < i && i <= d.end) {
        Some(dateline) => i == dateline.end,
        None => starts(scores, gaps, i),
    };
    for next in divide(scores.words.clone(), divided) {
        let first = datelines.iter().any(|d| d.end == next.start);
        match found.last_mut() {
            Some(last) if !first && is_open(document, scores, gaps, last, next.start) => last.end = next.end,
            _ => found.push(next),
        }
    }
    document.sentences.extend(found);
}

/// Whether words of prose that no mark ends are the beginning of a sentence rather than one.
fn is_open(document: &Document, scores: &Scores, gaps: &[Before], words: &Range<usize>, next: usize) -> bool {
    if gaps[next] == Before::Paragraph || closes(document, next - 1) || !is_prose(document, scores, gaps, next) {
        return false;
    }
    let tag = |i: usize| match Upos::of(scores.labels().upos[best(scores.of("upos", i))]) {
        // A participle may be the verb of a clause.
        Upos::Adj if document.word(i).ends_with("ed") => Upos::Verb,
        tag => tag,
    };
    let predicate = |i: usize| matches!(tag(i), Upos::Verb | Upos::Aux);
    let last = next - 1;
    (document.word(last) == "," && words.len() > ADDRESS)
        || wants_more(tag(words.start), tag(last), words.len() > ADDRESS || words.clone().any(predicate))
        || begins_small(document, next) && capitalised(document, words.start)
}

/// Whether a word is written in small letters throughout, as addresses are not.
fn begins_small(document: &Document, word: usize) -> bool {
    document.word(word).chars().all(|c| c.is_lowercase() || c == '-')
}

/// Whether the paragraph of a word begins with a capital, as that of somebody does who writes sentences with capitals.
fn capitalised(document: &Document, word: usize) -> bool {
    let start = (0..=word).rev().find(|&i| document.words.gap[i] >= Gap::Line).unwrap_or(0);
    let mut letters = (start..=word).filter_map(|i| document.word(i).chars().find(|c| c.is_alphabetic()));
    letters.next().is_some_and(char::is_uppercase)
}

/// Whether the first and last word want others: "the patrol had", "on Sunday".
fn wants_more(first: Upos, last: Upos, predicate: bool) -> bool {
    let opens = matches!(first, Upos::Adp | Upos::Sconj);
    matches!(last, Upos::Det | Upos::Aux | Upos::Sconj | Upos::Cconj) || opens && !predicate
}

/// Whether a word may be the last of a sentence: a full stop, an abbreviation, a quotation mark or bracket.
fn closes(document: &Document, word: usize) -> bool {
    let text = document.word(word);
    ends_sentence(text) || text.ends_with(['.', '!', '?', ')', ']'])
}

/// Whether the paragraph of a word ends within the window as a sentence does; lists and headings do not.
fn is_prose(document: &Document, scores: &Scores, gaps: &[Before], i: usize) -> bool {
    let end = (i..scores.words.end).find(|&w| gaps[w] == Before::Paragraph).unwrap_or(scores.words.end);
    closes(document, end - 1)
}

/// The last word of a range of the window that begins a sentence; where none does, the range's first.
pub fn last_start(scores: &Scores, gaps: &[Before], within: Range<usize>) -> usize {
    within.clone().rev().find(|&i| starts(scores, gaps, i)).unwrap_or(within.start)
}

fn starts(scores: &Scores, gaps: &[Before], i: usize) -> bool {
    i == scores.words.start
        || gaps[i] == Before::Paragraph
        || (gaps[i] != Before::Joined && scores.of("sentence", i)[0] > SPLIT)
}

fn divide(words: Range<usize>, starts: impl Fn(usize) -> bool) -> Vec<Range<usize>> {
    let mut out: Vec<Range<usize>> = Vec::new();
    for i in words {
        match out.last_mut() {
            Some(last) if !starts(i) => last.end = i + 1,
            _ => out.push(i..i + 1),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Input;

    #[test]
    fn words_that_want_others_end_no_sentence() {
        assert!(wants_more(Upos::Det, Upos::Aux, true), "The patrol had");
        assert!(wants_more(Upos::Adp, Upos::Propn, false), "On Sunday");
        assert!(!wants_more(Upos::Adp, Upos::Noun, true), "In the end they left");
    }

    #[test]
    fn who_writes_capitals_begins_no_sentence_small() {
        let text = |said: &str| Document::new(Input { text: said.to_owned(), ..Default::default() });
        let d = text("Japan threatened\nit");
        assert!(begins_small(&d, 1) && capitalised(&d, 0) && capitalised(&d, 1));
        assert!(!capitalised(&d, 2), "the line begins small");
        assert!(!begins_small(&text("see http://a.org/b"), 1));
    }

    #[test]
    fn sentences_tile_the_window() {
        assert_eq!(divide(3..9, |i| i == 5 || i == 6), [3..5, 5..6, 6..9]);
        assert_eq!(divide(0..0, |_| true), []);
    }
}
