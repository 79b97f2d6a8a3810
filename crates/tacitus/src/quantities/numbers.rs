//! Numbers as running text writes them, in figures, in words, or in both.

use super::lookup::Lookup;
use crate::words::Words;
use std::sync::LazyLock;

/// What `knowledge/numbers-in-text.tsv` says of a word.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Word {
    Unit(f64),
    Ten(f64),
    Hundred,
    Scale(f64),
    ShortScale(f64),
    LetterScale(f64),
    Collective(f64),
    Plural(f64),
    Half,
    Article,
    Vague,
    Couple,
}

/// The table of number words.
static WORDS: LazyLock<Lookup<Word>> = LazyLock::new(|| {
    Lookup::new(include_str!("../../../../knowledge/numbers-in-text.tsv"), |row| {
        let value: f64 = row[2].parse().unwrap_or(0.0);
        Some(match row[1] {
            "unit" => Word::Unit(value),
            "ten" => Word::Ten(value),
            "hundred" => Word::Hundred,
            "scale" => Word::Scale(value),
            "short-scale" => Word::ShortScale(value),
            "letter-scale" => Word::LetterScale(value),
            "collective" => Word::Collective(value),
            "plural" => Word::Plural(value),
            "fraction" => Word::Half,
            "article" => Word::Article,
            "vague" => Word::Vague,
            "couple" => Word::Couple,
            _ => return None,
        })
    })
});

/// A number that was read.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Number {
    /// Its value; `None` where the text gives only an order of magnitude or less.
    pub value: Option<f64>,
    /// The word after its last.
    pub end: usize,
    /// Whether it is written in figures.
    pub figures: bool,
    /// Whether it is of the kind that `of` joins to what it counts ("dozens of", "a couple of").
    pub partitive: bool,
}

/// What number word `word` is, if it is one.
pub(crate) fn number_word(word: &str) -> Option<Word> {
    WORDS.get(word).copied()
}

/// Reads the number that begins at word `i`.
pub(crate) fn read(text: &str, words: &Words, i: usize) -> Option<Number> {
    let reader = Reader { text, words };
    if reader.word(i).as_bytes().first().is_some_and(u8::is_ascii_digit) {
        reader.figures(i)
    } else {
        reader.in_words(i)
    }
}

/// The value of a word of figures: "1,700", "3.5", "5½".
pub(crate) fn figures(word: &str) -> Option<f64> {
    let (whole, fraction) = match word.char_indices().last() {
        Some((at, last)) => match vulgar(last) {
            Some(fraction) => (&word[..at], fraction),
            None => (word, 0.0),
        },
        None => return None,
    };
    if whole.is_empty() {
        return (fraction > 0.0).then_some(fraction);
    }
    let bytes = whole.as_bytes();
    if !bytes[0].is_ascii_digit() || !bytes[bytes.len() - 1].is_ascii_digit() || bytes.len() > 24 {
        return None;
    }
    let mut groups = whole.split(',');
    let first = groups.next()?;
    let grouped = first.len() < whole.len();
    if grouped && first.len() > 3 {
        return None;
    }
    let mut value = parse(first)?;
    for group in groups {
        let integer = group.split('.').next()?;
        // Two digits are an Indian group: 1,00,000.
        if !(2..=3).contains(&integer.len()) {
            return None;
        }
        value = value * 10f64.powi(integer.len() as i32) + parse(group)?;
    }
    Some(value + fraction)
}

fn parse(digits: &str) -> Option<f64> {
    let plain = digits.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    (plain && !digits.is_empty()).then(|| digits.parse().ok())?
}

fn vulgar(c: char) -> Option<f64> {
    Some(match c {
        '½' => 0.5,
        '¼' => 0.25,
        '¾' => 0.75,
        '⅓' => 1.0 / 3.0,
        '⅔' => 2.0 / 3.0,
        _ => return None,
    })
}

struct Reader<'a> {
    text: &'a str,
    words: &'a Words,
}

impl Reader<'_> {
    fn word(&self, i: usize) -> &str {
        if i < self.words.len() { self.words.text(i, self.text) } else { "" }
    }

    fn class(&self, i: usize) -> Option<Word> {
        number_word(self.word(i))
    }

    fn figures(&self, i: usize) -> Option<Number> {
        let mut value = fraction(self.word(i)).or_else(|| figures(self.word(i)))?;
        let mut end = i + 1;
        // "10, 000": a line was broken, or a space slipped in.
        while self.word(end) == ","
            && self.words.start[end] == self.words.end[end - 1]
            && self.word(end + 1).len() == 3
            && value.fract() == 0.0
            && self.word(i).len() <= 3
            && (self.word(end + 1).starts_with('0') || self.word(end + 1) == "500")
            && let Some(group) = parse(self.word(end + 1))
        {
            value = value * 1000.0 + group;
            end += 2;
        }
        if let Some(part) = fraction(self.word(end))
            && part < 1.0
            && value.fract() == 0.0
        {
            value += part;
            end += 1;
        }
        let hyphen = usize::from(self.word(end) == "-");
        match self.class(end + hyphen) {
            Some(Word::Scale(scale) | Word::ShortScale(scale)) => {
                value *= scale;
                end += hyphen + 1;
            }
            Some(Word::LetterScale(scale)) if hyphen == 0 && self.words.start[end] == self.words.end[end - 1] => {
                value *= scale;
                end += 1;
            }
            Some(Word::Hundred) if hyphen == 0 && value < 100.0 => {
                value *= 100.0;
                end += 1;
            }
            Some(Word::Collective(dozen)) if hyphen == 0 => {
                value *= dozen;
                end += 1;
            }
            _ => {}
        }
        Some(Number { value: Some(value), end, figures: true, partitive: false })
    }

    fn in_words(&self, i: usize) -> Option<Number> {
        let found =
            |value: Option<f64>, end: usize, partitive: bool| Some(Number { value, end, figures: false, partitive });
        match self.class(i)? {
            Word::Vague => found(None, i + 1, false),
            Word::Plural(_) => found(None, self.plural(i), true),
            Word::Half => {
                let article = usize::from(self.class(i + 1) == Some(Word::Article));
                match self.class(i + 1 + article) {
                    Some(Word::Scale(scale) | Word::Collective(scale)) => {
                        found(Some(scale / 2.0), i + 2 + article, false)
                    }
                    _ => None,
                }
            }
            Word::Article => match self.class(i + 1)? {
                Word::Hundred | Word::Scale(_) | Word::Collective(_) => self.cardinal(i + 1, 1.0, i + 1),
                Word::Vague => found(None, i + 2, false),
                Word::Couple => found(Some(2.0), i + 2, true),
                Word::Half => match self.class(i + 2)? {
                    Word::Collective(dozen) | Word::Scale(dozen) => found(Some(dozen / 2.0), i + 3, false),
                    _ => None,
                },
                _ => None,
            },
            Word::Unit(value) => {
                let mut end = i + 1;
                let mut value = value;
                // "two and a half"
                if let Some(after) = self.and_a_half(end) {
                    value += 0.5;
                    end = after;
                }
                self.cardinal(end, value, end)
            }
            Word::Ten(value) => {
                let hyphen = usize::from(self.word(i + 1) == "-");
                match self.class(i + 1 + hyphen) {
                    Some(Word::Unit(unit)) if (1.0..10.0).contains(&unit) => {
                        let end = i + 2 + hyphen;
                        self.cardinal(end, value + unit, end)
                    }
                    _ => self.cardinal(i + 1, value, i + 1),
                }
            }
            _ => None,
        }
    }

    /// The word after "and a half", with or without hyphens, if that is what stands at `i`.
    fn and_a_half(&self, i: usize) -> Option<usize> {
        let mut at = i;
        for part in ["and", "a", "half"] {
            at += usize::from(self.word(at) == "-");
            if !self.word(at).eq_ignore_ascii_case(part) {
                return None;
            }
            at += 1;
        }
        Some(at)
    }

    /// The rest of a number of which `value` (below 100) has been read up to `i`.
    fn cardinal(&self, i: usize, value: f64, start: usize) -> Option<Number> {
        let (mut total, mut group) = (0.0, value);
        let (mut i, mut end) = (i, start);
        // No number is longer than this many words.
        for _ in 0..16 {
            let joiner = usize::from(self.word(i) == "-" || (i > start && self.word(i).eq_ignore_ascii_case("and")));
            match self.class(i + joiner) {
                Some(Word::Hundred) if group < 100.0 => group *= 100.0,
                Some(Word::Scale(scale)) if group < 1000.0 => {
                    total += group * scale;
                    group = 0.0;
                }
                Some(Word::Collective(dozen)) if i == start => group *= dozen,
                Some(Word::Unit(unit)) if i > start && group % 100.0 == 0.0 => group += unit,
                Some(Word::Unit(unit)) if i > start && group % 10.0 == 0.0 && group > 19.0 && unit < 10.0 => {
                    group += unit;
                }
                Some(Word::Ten(ten)) if i > start && group % 100.0 == 0.0 => group += ten,
                _ => break,
            }
            i += joiner + 1;
            end = i;
        }
        Some(Number { value: Some(total + group), end, figures: false, partitive: false })
    }

    /// The end of "hundreds", "tens of thousands", "hundreds of millions".
    fn plural(&self, i: usize) -> usize {
        if self.word(i + 1).eq_ignore_ascii_case("of") && matches!(self.class(i + 2), Some(Word::Plural(_))) {
            i + 3
        } else {
            i + 1
        }
    }
}

/// The value of "1/2".
fn fraction(word: &str) -> Option<f64> {
    let (above, below) = word.split_once('/')?;
    let (above, below): (u8, u8) = (above.parse().ok()?, below.parse().ok()?);
    (above > 0 && above < below && below < 11).then(|| f64::from(above) / f64::from(below))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::split;

    fn value(text: &str) -> (Option<f64>, usize) {
        let number = read(text, &split(text), 0).expect(text);
        (number.value, number.end)
    }

    #[test]
    fn figures_and_words() {
        for (text, expected, end) in [
            ("1,700 men", 1700.0, 1),
            ("3.5 billion", 3.5e9, 2),
            ("5 1/2 hours", 5.5, 2),
            ("5½ hours", 5.5, 1),
            ("twenty-three", 23.0, 3),
            ("two hundred and fifty thousand men", 250_000.0, 5),
            ("a hundred", 100.0, 2),
            ("half a million", 500_000.0, 3),
            ("two dozen ships", 24.0, 2),
            ("two and a half years", 2.5, 4),
            ("one million three hundred men", 1_000_300.0, 4),
            ("7 and", 7.0, 1),
            ("10, 000 men", 10_000.0, 3),
            ("10, 20 men", 10.0, 1),
            ("a couple of days", 2.0, 2),
        ] {
            assert_eq!(value(text), (Some(expected), end), "{text}");
        }
    }

    #[test]
    fn magnitudes_have_no_value() {
        assert_eq!(value("hundreds of thousands of men"), (None, 3));
        assert_eq!(value("a few men"), (None, 2));
        assert_eq!(value("several men"), (None, 1));
    }

    #[test]
    fn what_is_no_number() {
        for text in ["the", "a man", "and", "10:35", "1.2.3", "half of", ""] {
            assert_eq!(read(text, &split(text), 0), None, "{text}");
        }
    }
}
