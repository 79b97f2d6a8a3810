//! Full stops: which belong to the word before them.

use super::Gap;
use super::class::{Class, class};
use super::scan::{Scanner, lead};
use super::tables::Stop;

impl Scanner<'_> {
    /// The end of an initialism whose last letter ends at `to`, where a stop stands.
    pub(super) fn stop_of_initials(&self, at: usize, to: usize, end: usize) -> usize {
        let known = self.tables.abbreviation(&self.text[at..to + 1]);
        if known.is_empty() || self.keeps_stop(at, to, end) { to + 1 } else { to }
    }

    /// Whether the stop at `to` belongs to the word `at..to`.
    pub(super) fn keeps_stop(&self, at: usize, to: usize, end: usize) -> bool {
        let body = &self.text[at..to];
        match self.peek(to + 1, end) {
            Some('.') if self.peek(to + 2, end) == Some('.') => return false,
            Some(',' | ';') => return true,
            Some(c) if c.is_lowercase() => return false,
            _ => {}
        }
        let (follower, gap, starter) = self.follower(to + 1, end);
        let upper = follower.is_some_and(char::is_uppercase);
        let digit = follower.is_some_and(|c| c.is_ascii_digit());
        let lower = follower.is_some_and(char::is_lowercase);
        let last = follower.is_none() || gap == Gap::Paragraph;
        let capital = body.starts_with(char::is_uppercase);
        if body.chars().nth(1).is_none() && capital && body != "I" && !last {
            return !starter && follower != Some('-');
        }
        self.tables.abbreviation(&self.text[at..to + 1]).iter().any(|known| {
            (capital || !known.capital)
                && match known.stop {
                    Stop::Always => true,
                    Stop::NotLast => !last && !upper,
                    Stop::NotEnd => !last && !starter,
                    Stop::Lower => !last && lower,
                    Stop::Number => digit && !last,
                    Stop::Name => (upper && !starter || digit) && !last,
                }
        })
    }

    /// The first letter or digit after `at`, past quotes and a short gap, the gap's kind, and
    /// whether the word there is one that begins sentences.
    pub(super) fn follower(&self, at: usize, end: usize) -> (Option<char>, Gap, bool) {
        let mut breaks = 0;
        for (offset, c) in self.text[at..].char_indices().take(12) {
            match class(c) {
                Class::Letter | Class::Digit => {
                    let gap = if breaks > 1 { Gap::Paragraph } else { Gap::Space };
                    let word = lead(&self.text[at + offset..]);
                    let starter = c.is_uppercase() && self.tables.is_starter(word);
                    return (Some(c), gap, starter);
                }
                Class::Space => breaks += usize::from(c == '\n'),
                Class::Sign if breaks == 0 && at < end && !"\"'”’“‘`(".contains(c) => {
                    return (Some(c), Gap::Space, false);
                }
                _ => {}
            }
        }
        (None, Gap::Paragraph, false)
    }
}
