//! Numbers that are no quantities: pronouns, scores, ages, parts of names and of times.

use super::counting::Counted;
use super::numbers::{self, Number};
use super::{Reader, vocabulary};

impl Reader<'_> {
    /// Whether a number that counts nothing is none at all: a pronoun ("one of them"), a score
    /// ("3-2"), a part of a name ("F-16"), an age ("Ms. Lee, 45, said").
    pub(super) fn is_empty(&self, i: usize, at: usize, end: usize, number: &Number, range: bool) -> bool {
        let pronoun = !number.figures && number.value.is_some_and(|value| value < 13.0);
        let hyphen = self.word(end) == "-" || self.before(i) == "-";
        // "Oram (1)": a score, an age, a number of a list.
        let bracketed = self.before(i) == "(" && self.word(end) == ")" && number.figures;
        let score = range && number.figures && self.word(at + 1) == "-";
        let apposed = self.before(i) == ","
            && matches!(self.word(end), "," | ".")
            && end == at + 1
            && number.value.is_some_and(|v| v < 120.0 && v.fract() == 0.0);
        pronoun || hyphen || bracketed || score || apposed
    }

    /// Whether the number is the first of two that a time has: "between 12 and 15 years".
    pub(super) fn belongs_to_a_time(&self, number: &Number) -> bool {
        let joined = match self.word(number.end) {
            "and" => self.is_between(number),
            "to" | "or" | "-" | "–" => true,
            _ => false,
        };
        joined && self.timed && number.end + 1 == self.limit
    }

    /// Whether the number at `i` is one of the ages after "aged".
    pub(super) fn is_age(&self, i: usize) -> bool {
        let figure = |word: &str| {
            matches!(word, "," | "and" | "between")
                || word.bytes().all(|b| b.is_ascii_digit())
                || numbers::number_word(word).is_some()
        };
        let back = || (i.saturating_sub(12)..i).rev().map(|k| self.words.text(k, self.text));
        back().find(|word| !figure(word)).is_some_and(|word| word.eq_ignore_ascii_case("aged"))
    }

    /// Whether the number is part of a name: "Flight 103", "No. 5", "Resolution 1441".
    pub(super) fn is_name(&self, i: usize, number: &Number) -> bool {
        let before = self.before(i);
        let model = before == "-"
            && self.words.start[i] == self.words.end[i - 1]
            && i > self.first + 1
            && self.before(i - 1).starts_with(char::is_uppercase);
        let numbered = matches!(before, "number" | "Number") && !self.word(number.end).starts_with("of");
        let named = model || numbered || before == "#" || before == "No." || before == "Nos.";
        let capital =
            i > self.first + 1 && before.starts_with(char::is_uppercase) && vocabulary::term(before).is_none();
        let alone = matches!(self.counted(number.end, number), Counted::Nothing)
            && self.percent(number.end).is_none()
            && self.currency_after(number.end).is_none();
        named || (number.figures && capital && alone)
    }
}
