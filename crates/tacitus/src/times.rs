//! Times: the dates, times of day, durations and sets that a text names, as TIMEX3 of TimeML.
//!
//! One pass over the words. Each word has a symbol (`lexicon`); where one may begin an expression,
//! the rules for dates (`dates`), for what is reckoned from another day (`relative`), for lengths
//! and repetitions (`lengths`) and for the clock (`clock`) are tried. A value that the text leaves
//! open ("Friday", "in March") is reckoned from the day of publication and the tense of the clause
//! (`anchor`); without such a day it stays open (`XXXX-WXX-5`), or is not given at all.

mod anchor;
mod calendar;
mod clock;
mod dateline;
mod dates;
mod edges;
mod feasts;
mod figures;
mod holidays;
mod lengths;
mod lexicon;
mod relative;
mod seasons;
mod within;

use crate::words::Words;
use calendar::{Moment, Unit};
use jiff::civil::Date;
use lexicon::Symbol;
use std::ops::Range;

pub use dateline::{day_in, published_in, published_until};

/// What an expression of time denotes, as TimeML divides them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TimeKind {
    /// A stretch of the calendar of a day or longer, or now, the past, the future.
    Date,
    /// A part of a day, or a time of the clock.
    Time,
    /// A length of time.
    Duration,
    /// A repetition.
    Set,
}

/// One expression of time in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TimeExpression {
    /// Its first word.
    pub start: usize,
    /// The word after its last.
    pub end: usize,
    /// What it denotes.
    pub kind: TimeKind,
    /// Its value as TIMEX3 writes it: `1998-08-07`, `1998-08-07T10:35`, `1998-Q3`, `P3D`,
    /// `PRESENT_REF`, `XXXX-WXX-1`. An `X` stands for what is not known.
    pub value: String,
}

/// The tense of a clause.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Tense {
    /// What is told has happened.
    Past,
    /// It happens, or tense says nothing.
    Present,
    /// It is to happen.
    Future,
}

/// What the reader of times is told of a text.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    /// The text.
    pub text: &'a str,
    /// Its words.
    pub words: &'a Words,
    /// Its sentences, as ranges of words, in order. What they leave out is not read; if there are
    /// none, the text is read as one.
    pub sentences: &'a [Range<usize>],
    /// The tense of the clause that a word stands in, where that is known.
    pub tense: &'a dyn Fn(usize) -> Option<Tense>,
    /// The day the text was published, from which "Friday" and "last month" are reckoned.
    pub published: Option<Date>,
}

/// Finds the expressions of time, in the order of the text; none overlaps another.
///
/// ```
/// use tacitus::times::{Context, Tense, find};
///
/// let text = "Envoys who met on Tuesday will return in March for a three-day visit.";
/// let words = tacitus::words::split(text);
/// let times = find(&Context {
///     text,
///     words: &words,
///     sentences: &[0..words.len()],
///     tense: &|word| Some(if word < 5 { Tense::Past } else { Tense::Future }),
///     published: Some(jiff::civil::date(2011, 2, 10)),
/// });
/// let values: Vec<&str> = times.iter().map(|time| time.value.as_str()).collect();
/// assert_eq!(values, ["2011-02-08", "2011-03", "P3D"]);
/// ```
pub fn find(context: &Context) -> Vec<TimeExpression> {
    let whole = 0..context.words.len();
    let sentences = if context.sentences.is_empty() { std::slice::from_ref(&whole) } else { context.sentences };
    let mut reader = Reader {
        context,
        symbols: lexicon::symbols(context.text, context.words),
        sentence: 0..0,
        before: None,
        last: None,
    };
    let mut times = Vec::new();
    for sentence in sentences {
        let end = sentence.end.min(context.words.len());
        reader.sentence = sentence.start.min(end)..end;
        reader.before = None;
        let mut i = reader.sentence.start;
        while i < end {
            let Some(found) = reader.at(i) else {
                i += 1;
                continue;
            };
            i = found.end;
            reader.remember(&found);
            let second = reader.second_day(&found);
            times.extend(found.expression());
            if let Some(second) = second {
                i = second.end;
                reader.remember(&second);
                times.extend(second.expression());
            }
        }
    }
    times
}

/// What a rule found.
#[derive(Debug, Clone, PartialEq)]
struct Found {
    start: usize,
    end: usize,
    kind: TimeKind,
    /// Empty for what looks like an expression of time and is none: an age.
    value: String,
    /// The stretch of the calendar it denotes, where it denotes one.
    moment: Option<Moment>,
}

impl Found {
    /// A stretch of the calendar.
    fn moment(range: Range<usize>, moment: Moment) -> Self {
        Self { start: range.start, end: range.end, kind: TimeKind::Date, value: moment.value(), moment: Some(moment) }
    }

    /// Something of which only the value is known.
    fn value(range: Range<usize>, kind: TimeKind, value: impl Into<String>) -> Self {
        Self { start: range.start, end: range.end, kind, value: value.into(), moment: None }
    }

    /// The same, beginning earlier.
    fn from(mut self, start: usize) -> Self {
        self.start = start;
        self
    }

    fn expression(self) -> Option<TimeExpression> {
        (!self.value.is_empty()).then_some(TimeExpression {
            start: self.start,
            end: self.end,
            kind: self.kind,
            value: self.value,
        })
    }
}

/// The state of the pass.
struct Reader<'a> {
    context: &'a Context<'a>,
    symbols: Vec<Symbol>,
    /// The sentence being read.
    sentence: Range<usize>,
    /// The last day named in this sentence, and the word after it.
    before: Option<(Date, usize)>,
    /// The last stretch of the calendar named in the text.
    last: Option<Moment>,
}

impl Reader<'_> {
    /// The symbol of word `i`, which is nothing outside the sentence.
    fn symbol(&self, i: usize) -> Symbol {
        if self.sentence.contains(&i) { self.symbols[i] } else { Symbol::Other }
    }

    /// Word `i`, which is empty outside the sentence.
    fn word(&self, i: usize) -> &str {
        if self.sentence.contains(&i) { self.context.words.text(i, self.context.text) } else { "" }
    }

    /// Whether word `i` is this one, whatever its case.
    fn is(&self, i: usize, word: &str) -> bool {
        self.word(i).eq_ignore_ascii_case(word)
    }

    /// 1 if word `i` is a hyphen, else 0: what to step over.
    fn hyphen(&self, i: usize) -> usize {
        usize::from(matches!(self.word(i), "-" | "–" | "‑"))
    }

    /// The symbol before word `i`.
    fn previous(&self, i: usize) -> Symbol {
        i.checked_sub(1).map_or(Symbol::Other, |i| self.symbol(i))
    }

    fn remember(&mut self, found: &Found) {
        if let Some(moment) = found.moment {
            self.last = Some(moment);
            if let Moment::Day(date) = moment {
                self.before = Some((date, found.end));
            }
        }
    }

    /// The expression that begins at word `i`.
    fn at(&self, i: usize) -> Option<Found> {
        let found = match self.symbol(i) {
            Symbol::Other | Symbol::Fiscal => None,
            Symbol::Month(..) => self.month(i),
            Symbol::Weekday(_) => self.weekday(i),
            Symbol::Weekdays(_) | Symbol::Frequency(_) | Symbol::Every | Symbol::Times => self.repetition(i),
            Symbol::Ordinal(_) | Symbol::Second | Symbol::Quarter(_) => self.ordinal(i),
            Symbol::Decade(..) => self.decade(i),
            Symbol::Date(date) => Some(Found::moment(i..i + 1, Moment::Day(date))),
            Symbol::Clock(..) | Symbol::Hour(_) => self.clock(i),
            Symbol::Digits(..) => {
                self.clock(i).or_else(|| self.day_first(i)).or_else(|| self.length(i)).or_else(|| self.bare_year(i))
            }
            Symbol::Unit(Unit::Day, false) => self.day_beside(i).or_else(|| self.length(i)),
            Symbol::Unit(_, _) | Symbol::Half => self.length(i),
            Symbol::Season(..) => self.season(i),
            Symbol::Twilight(part) => self.twilight(i, part),
            Symbol::Day(_) | Symbol::Tonight(_) => self.deictic(i),
            Symbol::Reference(_) | Symbol::Adjective(_) | Symbol::Noun(_) => self.reference(i),
            Symbol::Last
            | Symbol::Previous
            | Symbol::This
            | Symbol::Next
            | Symbol::Following
            | Symbol::Recent
            | Symbol::Same
            | Symbol::That => self.relative(i),
            Symbol::Edge(_) | Symbol::EdgeOf => self.edge(i),
            Symbol::The => self.definite(i),
            Symbol::A => self.rate(i).or_else(|| self.length(i)),
            _ => None,
        };
        if found.is_some() {
            return found;
        }
        let word = self.word(i);
        if crate::quantities::numbers::number_word(word).is_some() && self.symbol(i) != Symbol::A {
            return self.length(i);
        }
        if holidays::may_begin_holiday(word) {
            return self.holiday(i);
        }
        if self.symbol(i) == Symbol::Fiscal {
            return self.fiscal(i);
        }
        None
    }
}

#[cfg(test)]
mod tests;
