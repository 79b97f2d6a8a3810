//! The scan: one pass over the text, chunk by chunk, word by word.
//!
//! A chunk is what stands between white space. Within it the scanner decides at each place where
//! the word that begins there ends. What it looks ahead is bounded, or is looked at once a chunk,
//! so the pass is linear.

use super::class::{Class, ascii, class};
use super::tables::{LONGEST, TABLES, Tables};
use super::{Gap, Words};

/// A pass over one text.
pub(super) struct Scanner<'t> {
    pub(super) text: &'t str,
    pub(super) tables: &'static Tables,
    pub(super) words: Words,
    /// What stands before the next word.
    pub(super) gap: Gap,
    /// The number of the word that opened a single quote, while one is open.
    pub(super) quote: Option<usize>,
    /// Up to where the chunk has been searched for web addresses.
    pub(super) searched: usize,
}

impl<'t> Scanner<'t> {
    /// A scanner at the start of `text`.
    pub(super) fn new(text: &'t str) -> Self {
        Scanner { text, tables: &TABLES, words: Words::default(), gap: Gap::Paragraph, quote: None, searched: 0 }
    }

    /// Scans the whole text.
    pub(super) fn run(mut self) -> Words {
        let mut at = 0;
        while at < self.text.len() {
            let begin = self.space(at);
            if begin == self.text.len() {
                break;
            }
            let (end, letters) = self.chunk_end(begin);
            if letters {
                self.plain(begin, end, false);
            } else {
                self.chunk(begin, end);
            }
            at = end;
        }
        self.words
    }

    /// Passes white space from `at` on, notes its line breaks, and says where it ends.
    fn space(&mut self, at: usize) -> usize {
        let bytes = self.text.as_bytes();
        if bytes[at] == b' ' && bytes.get(at + 1).is_some_and(u8::is_ascii_graphic) {
            if at > 0 {
                self.gap = Gap::Space;
            }
            return at + 1;
        }
        let mut breaks = 0;
        let mut last = '\0';
        let mut end = self.text.len();
        for (offset, c) in self.text[at..].char_indices() {
            if class(c) != Class::Space {
                end = at + offset;
                break;
            }
            match c {
                '\n' if last == '\r' => {}
                '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' => breaks += 1,
                '\u{2029}' => breaks += 2,
                _ => {}
            }
            last = c;
        }
        if !self.words.is_empty() {
            self.gap = match breaks {
                0 if end == at => Gap::None,
                0 => Gap::Space,
                1 => Gap::Line,
                _ => Gap::Paragraph,
            };
        }
        if self.gap == Gap::Paragraph {
            self.quote = None;
        }
        end
    }

    /// Where the chunk that begins at `at` ends, and whether it holds ASCII letters only.
    fn chunk_end(&self, at: usize) -> (usize, bool) {
        let bytes = self.text.as_bytes();
        let mut letters = true;
        let mut end = at;
        while end < bytes.len() {
            let b = bytes[end];
            if b.is_ascii_alphabetic() {
                end += 1;
            } else if b.is_ascii() {
                if ascii(b) == Class::Space {
                    break;
                }
                letters = false;
                end += 1;
            } else {
                letters = false;
                let Some(c) = self.char_at(end) else { break };
                if class(c) == Class::Space {
                    break;
                }
                end += c.len_utf8();
            }
        }
        (end, letters)
    }

    /// The character at `at`, if the text goes on there.
    pub(super) fn char_at(&self, at: usize) -> Option<char> {
        self.text.get(at..)?.chars().next()
    }

    /// The character that ends at `at`.
    pub(super) fn char_before(&self, at: usize) -> Option<char> {
        self.text.get(..at)?.chars().next_back()
    }

    /// The character at `at` if it stands before `end`.
    pub(super) fn peek(&self, at: usize, end: usize) -> Option<char> {
        if at < end { self.char_at(at) } else { None }
    }

    /// Whether a letter, digit or mark stands at `at`, before `end`.
    pub(super) fn wordlike(&self, at: usize, end: usize) -> bool {
        self.peek(at, end).is_some_and(|c| matches!(class(c), Class::Letter | Class::Digit))
    }

    /// Whether a letter stands at `at`, before `end`.
    pub(super) fn letter(&self, at: usize, end: usize) -> bool {
        self.peek(at, end).is_some_and(|c| class(c) == Class::Letter)
    }

    /// Whether a digit stands at `at`, before `end`.
    pub(super) fn digit(&self, at: usize, end: usize) -> bool {
        at < end && self.text.as_bytes()[at].is_ascii_digit()
    }

    /// Adds a word.
    pub(super) fn push(&mut self, start: usize, end: usize, joined: bool) {
        self.words.push(start, end, joined, self.gap);
        self.gap = Gap::None;
    }

    /// Adds a piece without apostrophes: one word, or a contraction's several.
    pub(super) fn plain(&mut self, start: usize, end: usize, joined: bool) {
        let mut from = start;
        if end - start <= LONGEST && self.is_contraction_here(start, end) {
            self.push(start, end - 1, joined);
            self.push(end - 1, end, true);
            return;
        }
        for &cut in self.tables.contraction(&self.text[start..end]) {
            self.push(from, start + cut, joined || from > start);
            from = start + cut;
        }
        self.push(from, end, joined || from > start);
    }

    /// Whether `start..end` is a word such as `its` that the word after it shows to be two.
    fn is_contraction_here(&self, start: usize, end: usize) -> bool {
        let Some(followers) = self.tables.context(&self.text[start..end]) else {
            return false;
        };
        let Some(next) = self.text[end..].strip_prefix(' ') else {
            return false;
        };
        followers.contains(lead(next))
    }

    /// Divides the chunk from `begin` to `end`.
    fn chunk(&mut self, begin: usize, end: usize) {
        let chunk = &self.text[begin..end];
        let web = chunk.contains(['@', '.']) || chunk.contains("://");
        self.searched = if web { begin } else { end };
        let mut at = begin;
        while at < end {
            at = self.word(begin, at, end);
        }
    }

    /// Adds the word (or the words of the token) at `at`, and says where it ends.
    fn word(&mut self, begin: usize, at: usize, end: usize) -> usize {
        if at >= self.searched
            && let Some(stop) = self.address(at, end)
        {
            self.push(at, stop, false);
            return stop;
        }
        if let Some(stop) = self.whole(at, end) {
            self.plain(at, stop, false);
            return stop;
        }
        let Some(c) = self.char_at(at) else {
            return end;
        };
        match class(c) {
            Class::Letter | Class::Digit => self.token(at, at, end),
            Class::Hidden | Class::Space => {
                let mut to = at;
                while let Some(c) = self.peek(to, end)
                    && class(c) == Class::Hidden
                {
                    to += c.len_utf8();
                }
                if self.wordlike(to, end) {
                    self.token(at, to, end)
                } else {
                    let to = if to < end { self.sign_end(to, end) } else { to };
                    self.push(at, to, false);
                    to
                }
            }
            Class::Sign => self.sign(begin, at, end),
        }
    }

    /// Where the listed word at `at` ends: the rest of the chunk, or the rest less its stops.
    fn whole(&self, at: usize, end: usize) -> Option<usize> {
        if end - at <= LONGEST + 4 {
            let rest = &self.text[at..end];
            if self.tables.is_whole(rest) {
                return Some(end);
            }
            let trimmed = rest.trim_end_matches([',', ';', ':', '!', '?', ')', '"', '”']);
            for body in [trimmed, trimmed.trim_end_matches('.')] {
                if body.len() < rest.len() && (self.tables.is_whole(body) || !self.tables.contraction(body).is_empty())
                {
                    return Some(at + body.len());
                }
            }
            if !self.tables.contraction(rest).is_empty() {
                return Some(end);
            }
        }
        None
    }
}

/// The letters that `text` begins with, twelve at most.
pub(super) fn lead(text: &str) -> &str {
    let end = text
        .char_indices()
        .take(13)
        .find(|(_, c)| !c.is_alphabetic())
        .map_or_else(|| text.char_indices().nth(12).map_or(text.len(), |(at, _)| at), |(at, _)| at);
    &text[..end]
}
