//! Windows: the stretches of a document that the encoder reads at once.
//!
//! A window is several sentences, as many as fit. Where sentences end is not known yet, so windows are cut where one
//! very likely does. Where no end is in sight, a window is torn: the next one reads its last words again, and takes over
//! from the last sentence that begins among them.

use std::ops::Range;

use crate::model::{Before, LONGEST, WordPieces};
use crate::words::{Gap, Words};

/// Most pieces of a window that is cut from running text. Longer windows cost more, since attention is quadratic.
const ROOM: usize = 160;

/// Words at the end of a torn window that the next one reads again.
const AGAIN: usize = 40;

/// What stands before each word, with line breaks decided: a line break in the middle of a hard-wrapped paragraph is
/// a space, one between paragraphs or headings is a paragraph break.
pub fn gaps(text: &str, words: &Words) -> Vec<Before> {
    let lines = line_lengths(text, words);
    (0..words.len())
        .map(|i| match words.gap[i] {
            _ if words.joined[i] => Before::Joined,
            Gap::None => Before::Nothing,
            Gap::Space => Before::Space,
            Gap::Paragraph => Before::Paragraph,
            Gap::Line if i == 0 || breaks_paragraph(text, words, i, lines) => Before::Paragraph,
            Gap::Line => Before::Space,
        })
        .collect()
}

/// The length in bytes that most lines of a hard-wrapped text come close to: the longest line, if it is a short one.
fn line_lengths(text: &str, words: &Words) -> Option<usize> {
    if !words.gap.contains(&Gap::Line) {
        return None;
    }
    let longest = text.lines().map(str::len).max().unwrap_or(0);
    (longest <= 120).then_some(longest)
}

fn breaks_paragraph(text: &str, words: &Words, i: usize, wrapped_at: Option<usize>) -> bool {
    let before = words.text(i - 1, text);
    let next = words.text(i, text).chars().next().unwrap_or(' ');
    if next.is_lowercase() {
        return false;
    }
    let Some(width) = wrapped_at else { return true };
    let end = words.end[i - 1] as usize;
    let line = end - text[..end].rfind('\n').map_or(0, |n| n + 1);
    // A wrapped line is about as long as its neighbours; one that stops early ends something.
    let room = width.saturating_sub(line) > 1 + words.span(i).len();
    room && (ends_sentence(before) || line < width * 3 / 4)
}

/// Whether a word is a mark that ends sentences, or stands behind one.
pub fn ends_sentence(word: &str) -> bool {
    matches!(word, "." | "!" | "?" | "..." | "…" | "''" | "”" | "\"" | "’")
}

/// Whether a window may well end before word `i`.
fn may_cut(text: &str, words: &Words, gaps: &[Before], i: usize) -> bool {
    match gaps[i] {
        Before::Paragraph => true,
        Before::Space => {
            let next = words.text(i, text).chars().next().unwrap_or(' ');
            ends_sentence(words.text(i - 1, text)) && (next.is_uppercase() || "“\"‘`'".contains(next))
        }
        _ => false,
    }
}

/// Cuts a document into windows, in order. They hold every word once, but for the last words of a torn window, which
/// the next one holds too.
pub fn divide(text: &str, words: &Words, pieces: &WordPieces, gaps: &[Before]) -> Vec<Range<usize>> {
    const { assert!(ROOM + 2 <= LONGEST) };
    let mut out = Vec::new();
    let (mut start, mut used, mut cut, mut paragraph) = (0, 0, None, None);
    let mut i = 0;
    while i < words.len() {
        let size = pieces.of(i).len();
        if i > start && may_cut(text, words, gaps, i) {
            cut = Some(i);
            if gaps[i] == Before::Paragraph && used > ROOM / 2 {
                paragraph = Some(i);
            }
        }
        if used + size > ROOM && i > start {
            // What is said and who says it mostly stand in one paragraph.
            let cut = paragraph.or(cut.take());
            out.push(start..cut.unwrap_or(i));
            let next = cut.unwrap_or_else(|| i.saturating_sub(AGAIN).max(start + 1));
            (start, used, paragraph, i) = (next, 0, None, next);
            continue;
        }
        used += size;
        i += 1;
    }
    if start < words.len() {
        out.push(start..words.len());
    }
    out
}

/// As many words around a range as one window holds; the range itself is cut if it alone is longer.
pub fn around(range: Range<usize>, pieces: &WordPieces) -> Range<usize> {
    let size = |i: usize| pieces.of(i).len();
    let count = pieces.starts.len() - 1;
    let mut out = range.start..range.start;
    let mut room = LONGEST - 2;
    let mut fits = |i: usize| {
        size(i) <= room && {
            room -= size(i);
            true
        }
    };
    while out.end < range.end && fits(out.end) {
        out.end += 1;
    }
    while out.start > 0 && fits(out.start - 1) {
        out.start -= 1;
    }
    while out.end < count && fits(out.end) {
        out.end += 1;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Pieces;

    fn windows(text: &str) -> Vec<usize> {
        let words = crate::words::split(text);
        let pieces = Pieces::new("[UNK]\na").words(text, &words);
        let gaps = gaps(text, &words);
        let out = divide(text, &words, &pieces, &gaps);
        assert_eq!(out.first().map_or(0, |w| w.start), 0);
        assert_eq!(out.last().map_or(0, |w| w.end), words.len());
        assert!(out.is_sorted_by(|a, b| a.start < b.start && a.end < b.end && b.start <= a.end));
        out.iter().map(|w| w.len()).collect()
    }

    #[test]
    fn a_short_text_is_one_window() {
        assert_eq!(windows("Troops left. Talks began."), [6]);
        assert_eq!(windows(""), [0; 0]);
    }

    #[test]
    fn windows_end_where_a_sentence_does() {
        let sentence = "Envoys met again in the old town hall on Tuesday to speak about water. ";
        let sizes = windows(&sentence.repeat(30));
        assert!(sizes.len() > 1);
        assert!(sizes.iter().all(|n| n % 15 == 0), "{sizes:?}");
    }

    #[test]
    fn where_no_sentence_ends_windows_overlap() {
        let sizes = windows(&"and so on ".repeat(200));
        assert!(sizes.iter().all(|&n| n <= ROOM), "{sizes:?}");
        assert_eq!(sizes.iter().sum::<usize>(), 600 + AGAIN * (sizes.len() - 1));
    }

    #[test]
    fn hard_wrapped_lines_are_not_paragraphs() {
        let text = "The minister said on Monday that the two sides had\nagreed to meet again, and that he would host the\nTalks.\nA second report\n";
        let words = crate::words::split(text);
        let gaps = gaps(text, &words);
        let breaks: Vec<&str> =
            (0..words.len()).filter(|&i| gaps[i] == Before::Paragraph).map(|i| words.text(i, text)).collect();
        assert_eq!(breaks, ["The", "A"]);
    }

    #[test]
    fn one_line_a_paragraph() {
        let long = "Officials in three capitals said on Monday that they had read the proposal and would answer it within the week, after consulting their allies about it.";
        let text = format!("{long}\n{long}\n“Yes,” he said.");
        let words = crate::words::split(&text);
        let count = gaps(&text, &words).iter().filter(|g| **g == Before::Paragraph).count();
        assert_eq!(count, 3);
    }
}
