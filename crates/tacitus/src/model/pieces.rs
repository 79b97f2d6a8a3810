//! Words to WordPiece ids (Schuster and Nakajima 2012) over BERT's uncased vocabulary. The Python twin, used in
//! training, is `training/pieces.py`.

use std::collections::HashMap;

use crate::words::Words;
use unicode_normalization::UnicodeNormalization;
use unicode_properties::{GeneralCategory, GeneralCategoryGroup, UnicodeGeneralCategory};

/// Pieces of one word that are read; what follows is not.
const MOST: usize = 24;

/// The vocabulary: piece to id.
pub struct Pieces {
    ids: HashMap<&'static str, u16>,
    unknown: u16,
}

impl Pieces {
    /// Reads a vocabulary, one piece a line.
    pub fn new(vocabulary: &'static str) -> Self {
        let ids: HashMap<_, _> = vocabulary.lines().enumerate().map(|(i, piece)| (piece, i as u16)).collect();
        let unknown = ids.get("[UNK]").copied().unwrap_or(0);
        Pieces { ids, unknown }
    }

    /// The id of a whole piece, such as `[CLS]`.
    pub fn id(&self, piece: &str) -> u16 {
        self.ids.get(piece).copied().unwrap_or(self.unknown)
    }

    /// Whether a word stands in the vocabulary whole: most common English words do.
    pub fn is_word(&self, word: &str) -> bool {
        self.ids.contains_key(word)
    }

    /// Appends the ids of one word, at least one and at most 24, to `out`; `buffer` is overwritten.
    pub fn push(&self, word: &str, buffer: &mut String, out: &mut Vec<u16>) {
        let start = out.len();
        normalise(word, buffer);
        let mut run = 0;
        for (at, c) in buffer.char_indices() {
            if is_breaking(c) {
                self.push_run(&buffer[run..at], out);
                run = at + c.len_utf8();
                self.push_run(&buffer[at..run], out);
            }
        }
        self.push_run(&buffer[run..], out);
        if out.len() == start {
            out.push(self.unknown);
        }
        out.truncate(start + MOST);
    }

    fn push_run(&self, run: &str, out: &mut Vec<u16>) {
        if run.is_empty() {
            return;
        }
        if let Some(&id) = self.ids.get(run) {
            return out.push(id);
        }
        if run.chars().count() > 100 {
            return out.push(self.unknown);
        }
        let start = out.len();
        let mut at = 0;
        let mut piece = String::new();
        while at < run.len() {
            let mut end = run.len();
            let found = loop {
                piece.clear();
                if at > 0 {
                    piece.push_str("##");
                }
                piece.push_str(&run[at..end]);
                if let Some(&id) = self.ids.get(piece.as_str()) {
                    break Some(id);
                }
                match run[at..end].char_indices().next_back() {
                    Some((shorter, _)) if shorter > 0 => end = at + shorter,
                    _ => break None,
                }
            };
            match found {
                Some(id) => out.push(id),
                None => {
                    out.truncate(start);
                    return out.push(self.unknown);
                }
            }
            at = end;
        }
    }
}

/// Lower-case without combining marks or control characters.
fn normalise(word: &str, out: &mut String) {
    out.clear();
    if word.is_ascii() {
        out.extend(word.bytes().filter(|b| !b.is_ascii_control()).map(|b| b.to_ascii_lowercase() as char));
        return;
    }
    out.extend(word.chars().flat_map(char::to_lowercase).nfd().filter(|c| {
        !matches!(
            c.general_category(),
            GeneralCategory::NonspacingMark | GeneralCategory::Control | GeneralCategory::Format
        )
    }));
}

/// BERT's punctuation, and Chinese characters: each is a run of its own.
fn is_breaking(c: char) -> bool {
    c.is_ascii_punctuation()
        || (!c.is_ascii() && c.general_category_group() == GeneralCategoryGroup::Punctuation)
        || matches!(c, '\u{4E00}'..='\u{9FFF}' | '\u{3400}'..='\u{4DBF}')
}

/// The pieces and shapes of a document's words.
#[derive(Debug, Default)]
pub struct WordPieces {
    /// Piece ids, word after word.
    pub ids: Vec<u16>,
    /// Where each word's pieces begin, and the end of the last's.
    pub starts: Vec<u32>,
    /// One shape a word.
    pub shapes: Vec<u8>,
}

impl WordPieces {
    /// The pieces of word `i`.
    pub fn of(&self, i: usize) -> &[u16] {
        &self.ids[self.starts[i] as usize..self.starts[i + 1] as usize]
    }
}

impl Pieces {
    /// The pieces of a text's words.
    pub fn words(&self, text: &str, words: &Words) -> WordPieces {
        let mut out = WordPieces { starts: vec![0], ..Default::default() };
        let mut buffer = String::new();
        for word in words.iter(text) {
            self.push(word, &mut buffer, &mut out.ids);
            out.starts.push(out.ids.len() as u32);
            out.shapes.push(shape(word));
        }
        out
    }
}

/// How a word is written: gives an uncased encoder the case back.
pub fn shape(word: &str) -> u8 {
    let mut letters = word.chars().filter(|c| c.is_alphabetic());
    let digits = word.chars().any(char::is_numeric);
    let Some(first) = letters.next() else { return if digits { 5 } else { 7 } };
    if digits {
        return 6;
    }
    let rest = letters.clone().count();
    let upper = letters.clone().filter(|c| c.is_uppercase()).count();
    let lower = letters.filter(|c| c.is_lowercase()).count();
    match (first.is_uppercase(), first.is_lowercase()) {
        (_, true) if lower == rest => 0,
        (true, _) if upper == rest => {
            if rest == 0 {
                3
            } else {
                2
            }
        }
        (true, _) if lower == rest => 1,
        (true, _) => 4,
        _ if upper > 0 => 4,
        _ => 8,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pieces(word: &str) -> Vec<u16> {
        let p = Pieces::new("[UNK]\nhow\n##itzer\n##s\n-\nzelensky\ncafe\n北");
        let mut out = Vec::new();
        p.push(word, &mut String::new(), &mut out);
        out
    }

    #[test]
    fn longest_pieces_first() {
        assert_eq!(pieces("Howitzers"), [1, 2, 3]);
        assert_eq!(pieces("how-how"), [1, 4, 1]);
        assert_eq!(pieces("ZELENSKY"), [5]);
        assert_eq!(pieces("Café"), [6]);
        assert_eq!(pieces("北北"), [7, 7]);
        assert_eq!(pieces("howl"), [0]);
        assert_eq!(pieces("\u{200b}"), [0]);
        assert_eq!(pieces(&"-".repeat(90)).len(), MOST);
    }

    #[test]
    fn shapes() {
        for (word, expected) in [
            ("troops", 0),
            ("Seoul", 1),
            ("NATO", 2),
            ("A", 3),
            ("McCain", 4),
            ("iPhone", 4),
            ("100,000", 5),
            ("F-16", 6),
            ("—", 7),
            ("北京", 8),
        ] {
            assert_eq!(shape(word), expected, "{word}");
        }
    }
}
