//! Tokens that begin with a sign: punctuation, quotation marks, symbols and emoji.

use super::class::{Class, class, is_currency, is_modifier, is_regional};
use super::scan::Scanner;

impl Scanner<'_> {
    /// Adds the word that begins with the sign at `at`.
    pub(super) fn sign(&mut self, begin: usize, at: usize, end: usize) -> usize {
        let Some(c) = self.char_at(at) else {
            return end;
        };
        let next = at + c.len_utf8();
        match c {
            '\'' | '\u{2019}' | '\u{2018}' | '`' => return self.quote_mark(begin, at, end, c),
            '+' if self.digit(next, end) => return self.token(at, next, end),
            '@' | '#' if at == begin && self.letter(next, end) => return self.token(at, next, end),
            '.' if self.digit(next, end) && (at == begin || self.char_before(at).is_some_and(is_currency)) => {
                return self.token(at, next, end);
            }
            '.' if (at == begin || self.char_before(at) == Some(')')) && self.is_kind_of_file(next, end) => {
                return self.token(at, next, end);
            }
            _ => {}
        }
        let to = self.sign_end(at, end);
        self.push(at, to, false);
        to
    }

    /// Whether the letters at `at` are a kind of file, as in `Minutes .doc` and `Minutes (2).doc`.
    fn is_kind_of_file(&self, at: usize, end: usize) -> bool {
        let to = self.letters_end(at, end);
        !self.wordlike(to, end) && self.tables.is_web(&self.text[at..to])
    }

    /// Adds the quotation mark or the elision ('72, 'em) that begins at `at`.
    pub(super) fn quote_mark(&mut self, begin: usize, at: usize, end: usize, c: char) -> usize {
        let next = at + c.len_utf8();
        if let Some(second) = self.peek(next, end)
            && (second == c || (c == '\u{2018}' && second == '\u{2019}'))
        {
            let to = next + second.len_utf8();
            self.push(at, to, false);
            return to;
        }
        let clitic = self.letters_end(next, end);
        if at == begin && c != '`' && c != '\u{2018}' && self.is_clitic(&self.text[next..clitic]) {
            self.push(at, clitic, false);
            return clitic;
        }
        let after_digit = at > begin && self.digit(at - 1, end);
        if c != '`' && !after_digit && self.digit(next, end) && self.digit(next + 1, end) && !self.digit(next + 2, end)
        {
            let to = self.unit_end(next, end);
            self.push(at, to, false);
            return to;
        }
        if self.wordlike(next, end) {
            self.quote = Some(self.words.len());
        } else {
            self.quote = None;
        }
        self.push(at, next, false);
        next
    }

    /// The end of the sign at `at`: a run of one sign, an emoji with what modifies it, or one sign.
    pub(super) fn sign_end(&self, at: usize, end: usize) -> usize {
        let Some(c) = self.char_at(at) else {
            return end;
        };
        let mut to = at + c.len_utf8();
        let run = |set: &str| self.text[at..end].find(|other| !set.contains(other)).map_or(end, |offset| at + offset);
        match c {
            '!' | '?' => run("!?"),
            '.' if matches!(self.peek(to, end), Some('!' | '?')) => run(".!?"),
            '.' | '…' => run(".…"),
            '-' | '=' => run("-="),
            '*' | '_' | '~' | '+' | '#' | '<' | '>' | '$' | '\u{2014}' | '\u{2013}' => run(c.encode_utf8(&mut [0; 4])),
            _ => {
                let mut glue = false;
                let mut flag = is_regional(c);
                while let Some(more) = self.peek(to, end) {
                    let kind = class(more);
                    let mark = kind == Class::Letter && !more.is_alphabetic();
                    if kind == Class::Hidden || mark || is_modifier(more) || glue {
                        glue = more == '\u{200d}';
                    } else if flag && is_regional(more) {
                        flag = false;
                    } else {
                        break;
                    }
                    to += more.len_utf8();
                }
                to
            }
        }
    }
}
