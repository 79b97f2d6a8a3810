//! Tokens that begin with a letter or a digit, and the words they divide into.

use super::class::{Class, class, is_apostrophe, is_currency};
use super::numbers::shape;
use super::scan::Scanner;

/// Words after which an opening single quote counts as forgotten.
const QUOTE_REACH: usize = 60;

impl Scanner<'_> {
    /// Adds the token of letters and digits that begins at `at` (its first letter or digit at
    /// `first`), and says where it ends.
    pub(super) fn token(&mut self, at: usize, first: usize, end: usize) -> usize {
        let bytes = self.text.as_bytes();
        if self.digit(first, end)
            && let Some(length) = shape(&bytes[first..end])
        {
            self.push(at, first + length, false);
            return first + length;
        }
        let mut to = first; // the end of the token so far
        let mut numeric = true; // only digits so far
        let mut initials = true; // only single letters with stops so far
        let mut units = 0;
        loop {
            let unit = to;
            to = self.unit_end(unit, end);
            units += 1;
            let digits = bytes[unit..to].iter().take_while(|b| b.is_ascii_digit()).count();
            if numeric && digits > 0 && unit + digits < to {
                if self.is_unit_here(unit + digits, to, end) {
                    self.push(at, unit + digits, false);
                    return unit + digits;
                }
                numeric = false;
            }
            let coined = !numeric || digits == 0;
            numeric &= digits > 0;
            if let Some(cut) = self.currency_code(at, to) {
                self.push(at, cut, false);
                return cut;
            }
            let single = digits == 0 && self.text[unit..to].chars().nth(1).is_none();
            initials &= single;
            let Some(c) = self.peek(to, end) else { break };
            let next = to + c.len_utf8();
            match c {
                '.' if numeric && self.digit(next, end) => to = next,
                '.' if coined && self.digit(to - 1, end) && self.digit(next, end) => to = next,
                '.' if initials && self.letter(next, end) && self.single(next, end) => to = next,
                '.' if initials && units > 1 => {
                    to = self.stop_of_initials(at, to, end);
                    break;
                }
                '.' => {
                    if self.keeps_stop(at, to, end) {
                        to = next;
                    }
                    break;
                }
                ',' if numeric && self.thousand(next, end) => to = next,
                ':' if numeric && self.digit(next, end) => to = next,
                '-' | '\u{2010}' | '\u{2011}' if self.wordlike(next, end) && self.is_prefix_here(unit, to, next) => {
                    to = next;
                    initials = false;
                }
                '&' if to - unit <= 3 && self.company(unit, next, end) => {
                    to = next;
                    initials = false;
                }
                '_' if self.wordlike(next, end) => to = next,
                '*' if !numeric && self.letter(next, end) => to = next,
                '@' if self.wordlike(next, end) && !numeric => to = next,
                c if is_apostrophe(c) && self.letter(next, end) => {
                    let clitic = self.letters_end(next, end);
                    if self.is_clitic(&self.text[next..clitic]) || self.is_not(at, to, next, clitic) {
                        break;
                    }
                    if c == '`' || c == '\u{2018}' {
                        break;
                    }
                    to = next;
                }
                '$' if self.tables.is_whole(&self.text[at..next]) => {
                    to = next;
                    break;
                }
                _ => break,
            }
        }
        self.clitics(at, to, end)
    }

    /// Whether the letters `from..to` after a number are a unit, and so a word of their own.
    fn is_unit_here(&self, from: usize, to: usize, end: usize) -> bool {
        let unit = &self.text[from..to];
        let paid = self.words.end.last().and_then(|&end| self.char_before(end as usize)).is_some_and(is_currency);
        let half_day = matches!(unit, "a" | "p") && self.text[to..end].starts_with(".m");
        half_day || self.tables.is_unit(unit, paid)
    }

    /// Where the digits begin if `at..to` is a currency code written against an amount (Rs1000).
    fn currency_code(&self, at: usize, to: usize) -> Option<usize> {
        let body = &self.text.as_bytes()[at..to.min(at + 5)];
        let letters = body.iter().take_while(|b| b.is_ascii_alphabetic()).count();
        let digits = body.get(letters).is_some_and(u8::is_ascii_digit);
        (digits && letters > 0 && self.tables.is_currency(&self.text[at..at + letters])).then_some(at + letters)
    }

    /// Whether the unit `unit..to` stays one word with what follows the hyphen: not `UN-` in
    /// capitals, and not the `e` in the middle of `Hizb-e-Islami`.
    fn is_prefix_here(&self, unit: usize, to: usize, next: usize) -> bool {
        let prefix = &self.text[unit..to];
        let shouted = prefix.len() == 2 && prefix.bytes().all(|b| b.is_ascii_uppercase());
        let inner = prefix.len() == 1 && matches!(self.char_before(unit), Some('-'));
        let numbered = self.digit(next, next + 1) && !prefix.eq_ignore_ascii_case("mid");
        !shouted && !inner && !numbered && self.tables.is_prefix(prefix)
    }

    /// Adds the word from `at` to `to` and the clitics that follow it: 's, n't, 'll and so on.
    pub(super) fn clitics(&mut self, at: usize, mut to: usize, end: usize) -> usize {
        let mut from = at;
        while let Some(c) = self.peek(to, end)
            && is_apostrophe(c)
        {
            let next = to + c.len_utf8();
            let clitic = self.letters_end(next, end);
            if self.is_not(from, to, next, clitic) {
                self.push_part(from, to - 1, at);
                from = to - 1;
                to = clitic;
            } else if self.is_clitic(&self.text[next..clitic]) && !self.digit(clitic, end) {
                if self.is_decade(from, to) {
                    to = clitic;
                    break;
                }
                self.push_part(from, to, at);
                from = to;
                to = clitic;
            } else if clitic == next && from == at && self.is_possessive(to, next, end, c) {
                self.push_part(from, to, at);
                from = to;
                to = next;
                break;
            } else if clitic == next && from == at && self.is_dropped_g(at, to) {
                to = next;
                break;
            } else {
                break;
            }
        }
        self.push_part(from, to, at);
        to
    }

    /// Adds the part `from..to` of the token that begins at `at`.
    pub(super) fn push_part(&mut self, from: usize, to: usize, at: usize) {
        self.plain(from, to, from > at);
    }

    /// The end of the letters, digits and hidden characters at `at`.
    pub(super) fn unit_end(&self, at: usize, end: usize) -> usize {
        self.text[at..end]
            .char_indices()
            .find(|&(_, c)| matches!(class(c), Class::Sign | Class::Space))
            .map_or(end, |(offset, _)| at + offset)
    }

    /// The end of the letters at `at`, not looking beyond three of them.
    pub(super) fn letters_end(&self, at: usize, end: usize) -> usize {
        self.text[at..end].char_indices().take(4).find(|&(_, c)| class(c) != Class::Letter).map_or_else(
            || self.text[at..end].char_indices().nth(3).map_or(end, |(offset, c)| at + offset + c.len_utf8()),
            |(offset, _)| at + offset,
        )
    }

    /// Whether only one letter stands at `at`.
    pub(super) fn single(&self, at: usize, end: usize) -> bool {
        let next = at + self.char_at(at).map_or(0, char::len_utf8);
        !self.wordlike(next, end)
    }

    /// Whether exactly three digits stand at `at`.
    pub(super) fn thousand(&self, at: usize, end: usize) -> bool {
        (at..at + 3).all(|i| self.digit(i, end)) && !self.wordlike(at + 3, end)
            || (at..at + 3).all(|i| self.digit(i, end)) && self.letter(at + 3, end)
    }

    /// Whether the `&` between the unit at `unit` and what is at `next` is in a name like AT&T.
    pub(super) fn company(&self, unit: usize, next: usize, end: usize) -> bool {
        let before = self.char_at(unit).is_some_and(char::is_uppercase);
        let after = self.char_at(next).is_some_and(char::is_uppercase);
        let to = self.letters_end(next, end);
        before == after && self.letter(next, end) && to - next <= 3
    }

    /// Whether `text` is what may follow an apostrophe as a word of its own.
    pub(super) fn is_clitic(&self, text: &str) -> bool {
        text.len() <= 2 && ["s", "re", "ve", "ll", "d", "m"].iter().any(|c| text.eq_ignore_ascii_case(c))
    }

    /// Whether `n` before the apostrophe and `t` after it make a `n't`.
    pub(super) fn is_not(&self, from: usize, to: usize, next: usize, clitic: usize) -> bool {
        let bytes = self.text.as_bytes();
        to > from + 1
            && matches!(bytes[to - 1], b'n' | b'N')
            && clitic == next + 1
            && matches!(bytes[next], b't' | b'T')
    }

    /// Whether the apostrophe at `to` stands for the g of a word such as lovin'.
    fn is_dropped_g(&self, at: usize, to: usize) -> bool {
        to - at > 4
            && self.text[..to].ends_with("in")
            && self.text.as_bytes()[at].is_ascii_lowercase()
            && self.quote.is_none()
    }

    /// Whether the digits `from..to` before `'s` name years: 60's, 1980's.
    pub(super) fn is_decade(&self, from: usize, to: usize) -> bool {
        let body = &self.text.as_bytes()[from..to];
        matches!(body.len(), 2 | 4) && body.iter().all(u8::is_ascii_digit) && body.ends_with(b"0")
    }

    /// Whether the apostrophe at `to` after a word in s is a possessive, and no closing quote.
    pub(super) fn is_possessive(&mut self, to: usize, next: usize, end: usize, c: char) -> bool {
        let plural = matches!(self.char_before(to), Some('s' | 'S' | 'z' | 'x'));
        let doubled = self.peek(next, end) == Some(c);
        plural
            && !doubled
            && matches!(c, '\'' | '\u{2019}')
            && self.quote.is_none_or(|word| self.words.len() - word > QUOTE_REACH)
    }
}
