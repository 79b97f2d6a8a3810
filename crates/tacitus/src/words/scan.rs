//! The scan: one pass over the text, chunk by chunk, word by word.
//!
//! A chunk is what stands between white space. Within it the scanner decides at each place where
//! the word that begins there ends. What it looks ahead is bounded, or is looked at once a chunk,
//! so the pass is linear.

use super::class::{Class, ascii, class, is_apostrophe, is_modifier, is_regional};
use super::numbers::shape;
use super::tables::{LONGEST, Stop, TABLES, Tables};
use super::{Gap, Words};

/// Words after which an opening single quote counts as forgotten.
const QUOTE_REACH: usize = 80;

/// A pass over one text.
pub(super) struct Scanner<'t> {
    text: &'t str,
    tables: &'static Tables,
    words: Words,
    /// What stands before the next word.
    gap: Gap,
    /// The number of the word that opened a single quote, while one is open.
    quote: Option<usize>,
    /// Up to where the chunk has been searched for web addresses.
    searched: usize,
}

impl<'t> Scanner<'t> {
    /// A scanner at the start of `text`.
    pub(super) fn new(text: &'t str) -> Self {
        Scanner {
            text,
            tables: &TABLES,
            words: Words::default(),
            gap: Gap::Paragraph,
            quote: None,
            searched: 0,
        }
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
    fn char_at(&self, at: usize) -> Option<char> {
        self.text.get(at..)?.chars().next()
    }

    /// The character that ends at `at`.
    fn char_before(&self, at: usize) -> Option<char> {
        self.text.get(..at)?.chars().next_back()
    }

    /// The character at `at` if it stands before `end`.
    fn peek(&self, at: usize, end: usize) -> Option<char> {
        if at < end { self.char_at(at) } else { None }
    }

    /// Whether a letter, digit or mark stands at `at`, before `end`.
    fn wordlike(&self, at: usize, end: usize) -> bool {
        self.peek(at, end)
            .is_some_and(|c| matches!(class(c), Class::Letter | Class::Digit))
    }

    /// Whether a letter stands at `at`, before `end`.
    fn letter(&self, at: usize, end: usize) -> bool {
        self.peek(at, end)
            .is_some_and(|c| class(c) == Class::Letter)
    }

    /// Whether a digit stands at `at`, before `end`.
    fn digit(&self, at: usize, end: usize) -> bool {
        at < end && self.text.as_bytes()[at].is_ascii_digit()
    }

    /// Adds a word.
    fn push(&mut self, start: usize, end: usize, joined: bool) {
        self.words.push(start, end, joined, self.gap);
        self.gap = Gap::None;
    }

    /// Adds a piece without apostrophes: one word, or a contraction's several.
    fn plain(&mut self, start: usize, end: usize, joined: bool) {
        let mut from = start;
        for &cut in self.tables.contraction(&self.text[start..end]) {
            self.push(from, start + cut, joined || from > start);
            from = start + cut;
        }
        self.push(from, end, joined || from > start);
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

    /// Where the web address, mail address or file name at `at` ends.
    fn address(&mut self, at: usize, end: usize) -> Option<usize> {
        let bytes = self.text.as_bytes();
        if !bytes[at].is_ascii_alphanumeric() {
            return None;
        }
        let text = self.text;
        let stop = text[at..end]
            .find([
                '<', '>', '"', '(', ')', '[', ']', '{', '}', '|', '“', '”', '…',
            ])
            .map_or(end, |offset| at + offset);
        self.searched = stop.max(at + 1);
        let body = text[at..stop].trim_end_matches(['.', ',', ':', ';', '!', '?', '\'', '’', '-']);
        let body = body
            .strip_suffix("'s")
            .or_else(|| body.strip_suffix("’s"))
            .unwrap_or(body);
        let found = is_address(body) || self.is_dotted_name(body);
        found.then_some(at + body.len())
    }

    /// Whether `body` is a bare domain (reuters.com) or a file name (minutes.doc).
    fn is_dotted_name(&self, body: &str) -> bool {
        body.rsplit_once('.').is_some_and(|(name, last)| {
            self.tables.is_web(last)
                && name
                    .chars()
                    .all(|c| c.is_alphanumeric() || "-_.#".contains(c))
                && !name.ends_with('.')
        })
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
                if body.len() < rest.len()
                    && (self.tables.is_whole(body) || !self.tables.contraction(body).is_empty())
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

    /// Adds the token of letters and digits that begins at `at` (its first letter or digit at
    /// `first`), and says where it ends.
    fn token(&mut self, at: usize, first: usize, end: usize) -> usize {
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
            let digits = bytes[unit..to]
                .iter()
                .take_while(|b| b.is_ascii_digit())
                .count();
            if numeric && digits > 0 && unit + digits < to {
                if self.tables.is_unit(&self.text[unit + digits..to]) {
                    self.push(at, unit + digits, false);
                    return unit + digits;
                }
                numeric = false;
            }
            numeric &= digits > 0;
            let single = digits == 0 && self.text[unit..to].chars().nth(1).is_none();
            initials &= single;
            let Some(c) = self.peek(to, end) else { break };
            let next = to + c.len_utf8();
            match c {
                '.' if numeric && self.digit(next, end) => to = next,
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
                '-' | '\u{2010}' | '\u{2011}'
                    if self.wordlike(next, end) && self.tables.is_prefix(&self.text[unit..to]) =>
                {
                    to = next;
                }
                '&' if to - unit <= 3 && self.company(unit, next, end) => to = next,
                '_' if self.wordlike(next, end) => to = next,
                '*' if !numeric && self.letter(next, end) => to = next,
                '@' if self.wordlike(next, end) && !numeric => to = next,
                c if is_apostrophe(c) && self.letter(next, end) => {
                    let clitic = self.letters_end(next, end);
                    if self.is_clitic(&self.text[next..clitic]) || self.is_not(at, to, next, clitic)
                    {
                        break;
                    }
                    if c == '`' || c == '\u{2018}' {
                        break;
                    }
                    to = next;
                }
                _ => break,
            }
        }
        self.clitics(at, to, end)
    }

    /// Adds the word from `at` to `to` and the clitics that follow it: 's, n't, 'll and so on.
    fn clitics(&mut self, at: usize, mut to: usize, end: usize) -> usize {
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
            } else {
                break;
            }
        }
        self.push_part(from, to, at);
        to
    }

    /// Adds the part `from..to` of the token that begins at `at`.
    fn push_part(&mut self, from: usize, to: usize, at: usize) {
        self.plain(from, to, from > at);
    }

    /// The end of the letters, digits and hidden characters at `at`.
    fn unit_end(&self, at: usize, end: usize) -> usize {
        self.text[at..end]
            .char_indices()
            .find(|&(_, c)| matches!(class(c), Class::Sign | Class::Space))
            .map_or(end, |(offset, _)| at + offset)
    }

    /// The end of the letters at `at`, not looking beyond three of them.
    fn letters_end(&self, at: usize, end: usize) -> usize {
        self.text[at..end]
            .char_indices()
            .take(4)
            .find(|&(_, c)| class(c) != Class::Letter)
            .map_or_else(
                || {
                    self.text[at..end]
                        .char_indices()
                        .nth(3)
                        .map_or(end, |(offset, c)| at + offset + c.len_utf8())
                },
                |(offset, _)| at + offset,
            )
    }

    /// Whether only one letter stands at `at`.
    fn single(&self, at: usize, end: usize) -> bool {
        let next = at + self.char_at(at).map_or(0, char::len_utf8);
        !self.wordlike(next, end)
    }

    /// Whether exactly three digits stand at `at`.
    fn thousand(&self, at: usize, end: usize) -> bool {
        (at..at + 3).all(|i| self.digit(i, end)) && !self.wordlike(at + 3, end)
            || (at..at + 3).all(|i| self.digit(i, end)) && self.letter(at + 3, end)
    }

    /// Whether the `&` between the unit at `unit` and what is at `next` is in a name like AT&T.
    fn company(&self, unit: usize, next: usize, end: usize) -> bool {
        let before = self.char_at(unit).is_some_and(char::is_uppercase);
        let after = self.char_at(next).is_some_and(char::is_uppercase);
        let to = self.letters_end(next, end);
        before == after && self.letter(next, end) && to - next <= 3
    }

    /// Whether `text` is what may follow an apostrophe as a word of its own.
    fn is_clitic(&self, text: &str) -> bool {
        text.len() <= 2
            && ["s", "re", "ve", "ll", "d", "m"]
                .iter()
                .any(|c| text.eq_ignore_ascii_case(c))
    }

    /// Whether `n` before the apostrophe and `t` after it make a `n't`.
    fn is_not(&self, from: usize, to: usize, next: usize, clitic: usize) -> bool {
        let bytes = self.text.as_bytes();
        to > from + 1
            && matches!(bytes[to - 1], b'n' | b'N')
            && clitic == next + 1
            && matches!(bytes[next], b't' | b'T')
    }

    /// Whether the digits `from..to` before `'s` name years: 60's, 1980's.
    fn is_decade(&self, from: usize, to: usize) -> bool {
        let body = &self.text.as_bytes()[from..to];
        matches!(body.len(), 2 | 4) && body.iter().all(u8::is_ascii_digit) && body.ends_with(b"0")
    }

    /// Whether the apostrophe at `to` after a word in s is a possessive, and no closing quote.
    fn is_possessive(&mut self, to: usize, next: usize, end: usize, c: char) -> bool {
        let plural = matches!(self.char_before(to), Some('s' | 'S' | 'z' | 'x'));
        let doubled = self.peek(next, end) == Some(c);
        plural
            && !doubled
            && matches!(c, '\'' | '\u{2019}')
            && self
                .quote
                .is_none_or(|word| self.words.len() - word > QUOTE_REACH)
    }

    /// The end of an initialism whose last letter ends at `to`, where a stop stands.
    fn stop_of_initials(&self, at: usize, to: usize, end: usize) -> usize {
        let known = self.tables.abbreviation(&self.text[at..to + 1]);
        if known.is_empty() || self.keeps_stop(at, to, end) {
            to + 1
        } else {
            to
        }
    }

    /// Whether the stop at `to` belongs to the word `at..to`.
    fn keeps_stop(&self, at: usize, to: usize, end: usize) -> bool {
        let body = &self.text[at..to];
        let (follower, gap) = self.follower(to + 1, end);
        let upper = follower.is_some_and(char::is_uppercase);
        let digit = follower.is_some_and(|c| c.is_ascii_digit());
        let last = follower.is_none() || gap == Gap::Paragraph;
        let capital = body.starts_with(char::is_uppercase);
        if body.chars().nth(1).is_none() && capital && body != "I" && upper && !last {
            return true;
        }
        self.tables
            .abbreviation(&self.text[at..to + 1])
            .iter()
            .any(|known| {
                (capital || !known.capital)
                    && match known.stop {
                        Stop::Always => true,
                        Stop::NotLast => !last && !upper,
                        Stop::NotEnd => !last,
                        Stop::Number => digit && !last,
                        Stop::Name => (upper || digit) && !last,
                    }
            })
    }

    /// The first letter or digit after `at`, past quotes and a short gap, and the gap's kind.
    fn follower(&self, at: usize, end: usize) -> (Option<char>, Gap) {
        let mut breaks = 0;
        for c in self.text[at..].chars().take(12) {
            match class(c) {
                Class::Letter | Class::Digit => {
                    let gap = if breaks > 1 {
                        Gap::Paragraph
                    } else {
                        Gap::Space
                    };
                    return (Some(c), gap);
                }
                Class::Space => breaks += usize::from(c == '\n'),
                Class::Sign if breaks == 0 && at < end && !"\"'”’“‘`(".contains(c) => {
                    return (Some(c), Gap::Space);
                }
                _ => {}
            }
        }
        (None, Gap::Paragraph)
    }

    /// Adds the word that begins with the sign at `at`.
    fn sign(&mut self, begin: usize, at: usize, end: usize) -> usize {
        let Some(c) = self.char_at(at) else {
            return end;
        };
        let next = at + c.len_utf8();
        match c {
            '\'' | '\u{2019}' | '\u{2018}' | '`' => return self.quote_mark(begin, at, end, c),
            '+' if self.digit(next, end) => return self.token(at, next, end),
            '@' | '#' if at == begin && self.letter(next, end) => return self.token(at, next, end),
            '.' if at == begin && self.digit(next, end) => return self.token(at, next, end),
            _ => {}
        }
        let to = self.sign_end(at, end);
        self.push(at, to, false);
        to
    }

    /// Adds the quotation mark or the elision ('72, 'em) that begins at `at`.
    fn quote_mark(&mut self, begin: usize, at: usize, end: usize, c: char) -> usize {
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
        if c != '`'
            && self.digit(next, end)
            && self.digit(next + 1, end)
            && !self.digit(next + 2, end)
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
    fn sign_end(&self, at: usize, end: usize) -> usize {
        let Some(c) = self.char_at(at) else {
            return end;
        };
        let mut to = at + c.len_utf8();
        let run = |set: &str| {
            self.text[at..end]
                .find(|other| !set.contains(other))
                .map_or(end, |offset| at + offset)
        };
        match c {
            '.' | '!' | '?' | '…' => run(".!?…"),
            '-' | '=' | '*' | '_' | '~' | '+' | '#' | '<' | '>' | '\u{2014}' | '\u{2013}' => {
                run(c.encode_utf8(&mut [0; 4]))
            }
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

/// Whether `body` is a web or mail address.
fn is_address(body: &str) -> bool {
    if let Some(at) = body.find("://") {
        return at < 12 && body[..at].bytes().all(|b| b.is_ascii_alphanumeric());
    }
    if body.len() > 4 && body.is_char_boundary(4) && body[..4].eq_ignore_ascii_case("www.") {
        return true;
    }
    if let Some((name, host)) = body.split_once('@') {
        let named = name
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b"._-+%:".contains(&b));
        let host = host.starts_with(|c: char| c.is_ascii_alphanumeric())
            && host
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || b"._-".contains(&b));
        return named && host && !name.is_empty();
    }
    false
}
