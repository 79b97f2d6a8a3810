//! Quantities: the amounts, sums of money, shares and measures that a text names.
//!
//! One pass over the words that no expression of time covers. A number (`numbers`) is read with
//! what stands before it ("at least", "US$") and after it ("percent", "Egyptian pounds", "artillery
//! rounds"); the words it is told by are tables (`vocabulary`). Numbers that are no quantities are in `denials`. What is counted is found without a
//! parse: the first plural noun in reach.

mod counting;
mod denials;
pub(crate) mod lookup;
mod money;
pub(crate) mod numbers;
mod vocabulary;

use crate::times::TimeExpression;
use crate::words::Words;
use counting::Counted;
use numbers::Number;
use std::ops::Range;
use vocabulary::{Currency, Term};

/// How many words after a number its noun may stand.
const REACH: usize = 4;

/// One quantity in a text.
#[derive(Debug, Clone, PartialEq)]
pub struct Quantity {
    /// Its first word.
    pub start: usize,
    /// The word after its last.
    pub end: usize,
    /// How many, or how much; the lower bound of a range; `None` where the text gives no more
    /// than an order of magnitude ("hundreds").
    pub amount: Option<f64>,
    /// What is counted, or the unit of measure: lower case, singular where that is plain;
    /// `percent` for a share.
    pub unit: Option<String>,
    /// The currency of a sum of money, as ISO 4217 has it.
    pub currency: Option<String>,
    /// Whether the text says that the number is not exact, or gives a range.
    pub approximate: bool,
}

/// Finds the quantities, in the order of the text; none overlaps another or an expression of
/// time. Ordinals, years and the numbers of names ("Flight 103") are not quantities.
///
/// `times` are those of the same text, in order; with no `sentences` the text is read as one.
///
/// ```
/// let text = "Some 100,000 artillery rounds, worth US$2.5 billion, were sent.";
/// let words = tacitus::words::split(text);
/// let found = tacitus::quantities::find(text, &words, &[], &[]);
/// assert_eq!(found[0].amount, Some(100_000.0));
/// assert_eq!(found[0].unit.as_deref(), Some("artillery round"));
/// assert!(found[0].approximate);
/// assert_eq!(found[1].amount, Some(2.5e9));
/// assert_eq!(found[1].currency.as_deref(), Some("USD"));
/// ```
pub fn find(text: &str, words: &Words, times: &[TimeExpression], sentences: &[Range<usize>]) -> Vec<Quantity> {
    let whole = 0..words.len();
    let sentences = if sentences.is_empty() { std::slice::from_ref(&whole) } else { sentences };
    let mut times = times.iter().peekable();
    let mut found: Vec<Quantity> = Vec::new();
    for sentence in sentences {
        let end = sentence.end.min(words.len());
        let mut i = sentence.start.min(end);
        while i < end {
            while times.next_if(|time| time.end <= i).is_some() {}
            let mut timed = false;
            let limit = match times.peek() {
                Some(time) if time.start <= i => {
                    i = time.end;
                    continue;
                }
                Some(time) => {
                    timed = time.start < end;
                    time.start.min(end)
                }
                None => end,
            };
            let first = found.last().map_or(0, |last| last.end).max(sentence.start);
            let reader = Reader { text, words, first, limit, timed };
            match reader.at(i) {
                Some(quantity) => {
                    i = quantity.end;
                    found.push(quantity);
                }
                None => i += 1,
            }
        }
    }
    found
}

/// The words that one quantity may be made of.
struct Reader<'a> {
    text: &'a str,
    words: &'a Words,
    /// The first that may be taken in.
    first: usize,
    /// The first after them that may not.
    limit: usize,
    /// Whether an expression of time begins there.
    timed: bool,
}

impl Reader<'_> {
    fn word(&self, i: usize) -> &str {
        if i < self.limit { self.words.text(i, self.text) } else { "" }
    }

    /// The word before `i`, if it may be taken in.
    fn before(&self, i: usize) -> &str {
        if i > self.first { self.words.text(i - 1, self.text) } else { "" }
    }

    fn is(&self, i: usize, word: &str) -> bool {
        self.word(i).eq_ignore_ascii_case(word)
    }

    fn number(&self, i: usize) -> Option<Number> {
        if i >= self.limit {
            return None;
        }
        let mut number = numbers::read(self.text, self.words, i)?;
        // "several hundred"
        if number.value.is_none() && !number.partitive {
            number.end += usize::from(matches!(
                numbers::number_word(self.word(number.end))?,
                numbers::Word::Hundred | numbers::Word::Scale(_) | numbers::Word::Collective(_)
            ));
        }
        (number.end <= self.limit).then_some(number)
    }

    /// The quantity whose number, or sign of currency, is at word `i`.
    fn at(&self, i: usize) -> Option<Quantity> {
        let (at, mut currency) = match self.currency_before(i) {
            Some((at, code)) => (at, Some(code)),
            None => (i, None),
        };
        let number = self.number(at)?;
        if self.belongs_to_a_time(&number) || (currency.is_none() && self.is_age(i)) {
            return None;
        }
        let (mut amount, mut end, mut approximate) = (number.value, number.end, number.value.is_none());
        if currency.is_none() && self.is_name(i, &number) {
            return None;
        }
        if let Some(upper) = self.upper(&number) {
            if let (Some(low), Some(high)) = (amount, upper.value) {
                let low = self.scaled(low, &number, &upper);
                // "116.32-35 yen": of the upper bound only the last figures are given.
                let quoted =
                    low.fract() != 0.0 && self.word(number.end) == "-" && self.word(number.end - 1).contains('.');
                if low >= high && !(quoted && self.currency_after(upper.end).is_some()) {
                    return None;
                }
                amount = Some(low);
            }
            end = upper.end;
            approximate = true;
        }
        let mut unit = None;
        let mass = currency.is_none() && self.is_mass(i, end);
        if let Some((after, code)) = self.currency_after(end).filter(|_| currency.is_none() && !mass) {
            end = after;
            currency = Some(code);
        }
        if mass {
            end += 1;
            unit = Some("pound".into());
        } else if currency.is_some() {
            end += usize::from(self.is(end, "'") && self.is(end + 1, "worth"));
            end += usize::from(self.is(end, "worth"));
        } else if let Some((after, share)) = self.percent(end) {
            end = after;
            unit = Some(share);
        } else {
            match self.counted(end, &number) {
                Counted::Noun(after, noun) => {
                    end = after;
                    unit = Some(noun);
                }
                Counted::Time => return None,
                Counted::Nothing if self.is_empty(i, at, end, &number, approximate) => return None,
                Counted::Nothing => {}
            }
        }
        let year = unit.is_none()
            && currency.is_none()
            && number.figures
            && end == at + 1
            && self.word(at).len() == 4
            && amount.is_some_and(|a| (1000.0..2200.0).contains(&a));
        if year {
            return None;
        }
        let start = self.approximators(i);
        Some(Quantity {
            start,
            end,
            amount,
            unit,
            currency: currency.map(String::from),
            approximate: approximate || start < i,
        })
    }

    /// The upper bound of a range whose lower bound is `number`: "20-30", "between 20 and 30".
    fn upper(&self, number: &Number) -> Option<Number> {
        let joined = match self.word(number.end) {
            "-" | "–" | "to" | "or" => true,
            "and" => self.is_between(number),
            _ => false,
        };
        if !joined {
            return None;
        }
        let sign = usize::from(matches!(vocabulary::currency(self.word(number.end + 1)), Some(Currency::Sign(_))));
        self.number(number.end + 1 + sign).filter(|upper| !upper.partitive && upper.value.is_some())
    }

    /// Whether "between" stands before a number.
    fn is_between(&self, number: &Number) -> bool {
        let words = (self.first..number.end - 1).rev().take(4);
        words.map(|k| self.words.text(k, self.text)).any(|word| word.eq_ignore_ascii_case("between"))
    }

    /// The lower bound of "1-2 million", which is a million.
    fn scaled(&self, low: f64, number: &Number, upper: &Number) -> f64 {
        let bare = |number: &Number| numbers::figures(self.words.text(number.end - 1, self.text)).is_some();
        if !bare(number) || bare(upper) {
            return low;
        }
        let scale = upper.value.unwrap_or(1.0) / self.mantissa(upper);
        if scale.is_finite() && scale >= 1000.0 { low * scale } else { low }
    }

    /// The figures that a number with a scale begins with.
    fn mantissa(&self, number: &Number) -> f64 {
        numbers::figures(self.words.text(number.end.saturating_sub(2), self.text)).unwrap_or(1.0)
    }

    /// "%", "percent", "per cent", "percentage points" at word `i`.
    fn percent(&self, i: usize) -> Option<(usize, String)> {
        let i = i + usize::from(self.word(i) == "-");
        if self.is(i, "per") && self.is(i + 1, "cent") {
            return Some((i + 2, "percent".into()));
        }
        if self.is(i, "percentage") && (self.is(i + 1, "points") || self.is(i + 1, "point")) {
            return Some((i + 2, "percentage point".into()));
        }
        (vocabulary::term(self.word(i)) == Some(Term::Percent)).then(|| (i + 1, "percent".into()))
    }

    /// Where the words begin that say that the number at `i` is not exact.
    fn approximators(&self, i: usize) -> usize {
        let mut start = i;
        while start > self.first {
            let word = self.before(start);
            let article = matches!(word, "an" | "An" | "a" | "A") && start < i;
            match vocabulary::term(word) {
                Some(Term::About) => start -= 1,
                Some(Term::AboutAfter(firsts)) => {
                    let first = self.before(start - 1).to_ascii_lowercase();
                    if first.is_empty() || !firsts.split(' ').any(|f| f == first) {
                        break;
                    }
                    start -= 2;
                    // "as many as"
                    start -= usize::from(self.before(start).eq_ignore_ascii_case("as"));
                }
                _ if article => {
                    start -= 1;
                    break;
                }
                _ if word.eq_ignore_ascii_case("between") => start -= 1,
                _ => break,
            }
        }
        start
    }
}

#[cfg(test)]
mod tests;
