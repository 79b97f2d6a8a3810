//! Sentences: where each begins. Paragraph breaks always begin one; elsewhere the network says.

use std::ops::Range;

use crate::document::Document;
use crate::model::Before;
use crate::scores::Scores;

/// Least score of a word as the first of a sentence. Two sentences read as one cost more than one read as two.
const SPLIT: f32 = -1.0;

/// Adds the sentences of one window. A sentence does not cross windows.
pub fn decode(document: &mut Document, scores: &Scores, gaps: &[Before]) {
    document.sentences.extend(divide(scores.words.clone(), |i| starts(scores, gaps, i)));
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

    #[test]
    fn sentences_tile_the_window() {
        assert_eq!(divide(3..9, |i| i == 5 || i == 6), [3..5, 5..6, 6..9]);
        assert_eq!(divide(0..0, |_| true), []);
    }
}
