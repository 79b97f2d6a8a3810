//! Times of the clock, and the day they belong to.

use super::{Found, Moment, Reader, Symbol, TimeKind};
use jiff::civil::Date;

/// How many words before a time of the clock its day may stand.
const NEAR: usize = 6;

impl Reader<'_> {
    /// "10:35 a.m.", "9 o'clock", "0735 GMT", "4 in the morning", "noon".
    pub(super) fn clock(&self, i: usize) -> Option<Found> {
        let (hour, minute, end) = match self.symbol(i) {
            Symbol::Hour(time) => {
                let (hour, minute) = time.split_once(':')?;
                (hour.parse().ok()?, minute.parse().ok()?, i + 1)
            }
            Symbol::Clock(hour, minute) => self.clock_half(i, hour, minute)?,
            Symbol::Digits(time, 4) if self.symbol(i + 1) == Symbol::Zone && time / 100 < 25 && time % 100 < 60 => {
                ((time / 100) as i8, (time % 100) as i8, i + 1)
            }
            Symbol::Digits(hour @ 0..=24, 1..=2) => match self.symbol(i + 1) {
                Symbol::OClock => (hour as i8, 0, i + 2),
                Symbol::Meridiem(_) => self.clock_half(i, hour as i8, 0)?,
                Symbol::Preposition if hour <= 12 => {
                    let the = i + 2 + usize::from(self.symbol(i + 2) == Symbol::The);
                    let half = match self.symbol(the) {
                        Symbol::Part("MO") => 0,
                        Symbol::Part("NI") if self.is(i + 1, "at") => 12,
                        Symbol::Part(_) if the == i + 3 => 12,
                        _ => return None,
                    };
                    if !matches!(self.word(i + 1), "in" | "at") {
                        return None;
                    }
                    ((hour as i8) % 12 + half, 0, the + 1)
                }
                _ => return None,
            },
            _ => return None,
        };
        let (hour, mut end) = self.half_in_words(hour, end);
        end += usize::from(self.symbol(end) == Symbol::Zone);
        let (date, after) = self.day_of_clock(i, end);
        let value = match date {
            Some(date) => format!("{date}T{hour:02}:{minute:02}"),
            None => format!("XXXX-XX-XXT{hour:02}:{minute:02}"),
        };
        Some(Found { start: i, end: after, kind: TimeKind::Time, value, moment: None })
    }

    /// The hour, moved to the half of the day that words give it: "10 o'clock in the morning".
    fn half_in_words(&self, hour: i8, end: usize) -> (i8, usize) {
        let after = |half: i8, end: usize| (hour % 12 + half, end);
        match (self.word(end), self.symbol(end + 1), self.symbol(end + 2)) {
            _ if hour > 12 || matches!(self.previous(end), Symbol::Meridiem(_) | Symbol::Hour(_)) => (hour, end),
            ("in", Symbol::The, Symbol::Part("MO")) => after(0, end + 3),
            ("in", Symbol::The, Symbol::Part(_)) => after(12, end + 3),
            ("at", Symbol::Part("NI"), _) if hour > 5 => after(12, end + 2),
            _ => (hour, end),
        }
    }

    /// A time of the clock with its half of the day, if it has one and needs it.
    fn clock_half(&self, i: usize, hour: i8, minute: i8) -> Option<(i8, i8, usize)> {
        match self.symbol(i + 1) {
            Symbol::Meridiem(half) if hour <= 12 => {
                // The stop of "a.m." may stand as a word of its own.
                let stop = self.word(i + 2) == "."
                    && matches!(self.symbol(i + 3), Symbol::Zone | Symbol::Weekday(_) | Symbol::Month(..));
                Some((hour % 12 + half, minute, i + 2 + usize::from(stop)))
            }
            Symbol::Zone => Some((hour, minute, i + 1)),
            _ => {
                let led =
                    matches!(self.previous(i), Symbol::Preposition | Symbol::Deadline | Symbol::Before | Symbol::After);
                let colon = self.word(i).contains(':');
                (led && colon).then_some((hour, minute, i + 1))
            }
        }
    }

    /// The day of a time of the clock that ends at `end`, and where the expression ends.
    fn day_of_clock(&self, i: usize, end: usize) -> (Option<Date>, usize) {
        // The same time in another zone, in brackets, says nothing new.
        let mut at = end;
        let mut after = end;
        if self.word(at) == "(" && matches!(self.symbol(at + 1), Symbol::Digits(_, 4) | Symbol::Clock(..)) {
            let close = (at + 2..at + 5).find(|&k| self.word(k) == ")");
            if let Some(close) = close {
                at = close + 1;
                after = at;
            }
        }
        if self.word(at) == "("
            && matches!(self.symbol(at + 1), Symbol::Digits(..) | Symbol::Clock(..))
            && let Some(named) = (at + 2..at + 5).find(|&k| matches!(self.symbol(k), Symbol::Weekday(_)))
            && let Symbol::Weekday(day) = self.symbol(named)
        {
            // "4 in the morning (4 a.m. EDT Thursday)"
            return (self.weekday_of(named, day), after);
        }
        let beside = at == end;
        at += usize::from(self.is(at, "local")) + usize::from(self.is(at + 1, "time"));
        at += usize::from(matches!(self.word(at), "on" | ","));
        let next = match self.symbol(at) {
            Symbol::Weekday(_) => self.weekday(at),
            Symbol::Month(..) => self.month(at),
            Symbol::Day(_) => self.deictic(at),
            Symbol::Digits(..) => self.day_first(at),
            _ => None,
        };
        if let Some(next) = next
            && let Some(Moment::Day(date)) = next.moment
        {
            return (Some(date), if beside && at == end { next.end } else { after });
        }
        match self.before {
            Some((date, word)) if i - word <= NEAR => (Some(date), after),
            _ => (self.day(), after),
        }
    }
}
