//! Words: where each word of a text begins and ends.
//!
//! The words are those of Universal Dependencies English (EWT, GUM), which the parser is trained
//! on: `don't` is two words, `John's` too, a hyphenated compound is divided at its hyphen, and a
//! full stop is a word unless it belongs to an abbreviation. The rules are code; the lists they
//! consult are the tables of `knowledge/words`.

mod address;
mod class;
mod numbers;
mod scan;
mod signs;
mod stops;
mod tables;
mod token;

use scan::Scanner;

/// What stands between a word and the word before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Gap {
    /// Nothing: the two words touch.
    None = 0,
    /// White space without a line break.
    Space = 1,
    /// One line break.
    Line = 2,
    /// A blank line, or the start of the text.
    Paragraph = 3,
}

/// The words of one text, in order: entry `i` of each array describes word `i`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Words {
    /// Where each word begins: byte offset into the text.
    pub start: Vec<u32>,
    /// Where each word ends: byte offset into the text, exclusive.
    pub end: Vec<u32>,
    /// Whether the word is a further part of the same written token as the word before it
    /// (`do|n't`, `John|'s`, `can|not`): a multiword token of Universal Dependencies.
    pub joined: Vec<bool>,
    /// What stands between the word and the word before it.
    pub gap: Vec<Gap>,
}

impl Words {
    /// How many words there are.
    pub fn len(&self) -> usize {
        self.start.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.start.is_empty()
    }

    /// The bytes of word `i` in the text.
    ///
    /// # Panics
    /// If there is no word `i`.
    pub fn span(&self, i: usize) -> std::ops::Range<usize> {
        self.start[i] as usize..self.end[i] as usize
    }

    /// Word `i` of `text`, the text that was split.
    ///
    /// # Panics
    /// If there is no word `i`, or `text` is another text.
    pub fn text<'t>(&self, i: usize, text: &'t str) -> &'t str {
        &text[self.span(i)]
    }

    /// The words of `text`, the text that was split, one after the other.
    pub fn iter<'t>(&self, text: &'t str) -> impl ExactSizeIterator<Item = &'t str> + use<'t, '_> {
        (0..self.len()).map(move |i| self.text(i, text))
    }

    fn push(&mut self, start: usize, end: usize, joined: bool, gap: Gap) {
        self.start.push(start as u32);
        self.end.push(end as u32);
        self.joined.push(joined);
        self.gap.push(gap);
    }
}

/// Divides `text` into words.
///
/// Every character that is not white space belongs to exactly one word, and words begin and end
/// between characters. The time taken grows with the length of the text and with nothing else.
/// Offsets are 32 bits wide: of a text longer than 4 GiB the first 4 GiB are read.
///
/// ```
/// let text = "The U.S. didn't sign; Kim's envoy left at 7:30pm.";
/// let words = tacitus::words::split(text);
/// let forms: Vec<&str> = words.iter(text).collect();
/// assert_eq!(
///     forms,
///     ["The", "U.S.", "did", "n't", "sign", ";", "Kim", "'s", "envoy", "left", "at", "7:30", "pm", "."]
/// );
/// assert!(words.joined[3], "n't is part of didn't");
/// assert!(!words.joined[12], "pm only touches 7:30");
/// ```
pub fn split(text: &str) -> Words {
    let text = &text[..text.floor_char_boundary(u32::MAX as usize)];
    Scanner::new(text).run()
}

#[cfg(test)]
mod tests;
