//! Durations, and the dates that lie a duration away ("two days ago"); repetitions.

use super::calendar::{Unit, duration};
use super::{Found, Reader, Symbol, TimeKind};
use crate::quantities::numbers::{self, Number};

impl Reader<'_> {
    /// The number at word `i`, if it lies within the sentence.
    fn number(&self, i: usize) -> Option<Number> {
        if !self.sentence.contains(&i) {
            return None;
        }
        let number = numbers::read(self.context.text, self.context.words, i)?;
        (number.end <= self.sentence.end).then_some(number)
    }

    /// "three days", "a year and a half", "two more weeks": the amount, the unit and the end.
    fn amount(&self, i: usize) -> Option<(Option<f64>, Unit, usize)> {
        let (amount, mut at) = match (self.symbol(i), self.number(i)) {
            (_, Some(number)) => {
                let of = usize::from(number.partitive && self.is(number.end, "of"));
                (number.value, number.end + of)
            }
            (Symbol::A, None) => {
                let half = self.symbol(i + 1) == Symbol::Half;
                (Some(if half { 0.5 } else { 1.0 }), i + 1 + usize::from(half))
            }
            (Symbol::Half, None) => {
                let article = usize::from(self.symbol(i + 1) == Symbol::A);
                (Some(0.5), i + 1 + article)
            }
            _ => return None,
        };
        at += self.hyphen(at);
        if self.symbol(at) == Symbol::Filler {
            at += 1;
        }
        let unit = match self.symbol(at) {
            Symbol::Unit(unit, _) => unit,
            Symbol::Second if at > i + 1 || self.symbol(i) != Symbol::A => Unit::Second,
            _ => return None,
        };
        let one = self.symbol(i) == Symbol::A && at == i + 1;
        // "a quarter" is a part, and "a second" an ordinal, more often than times.
        if one && matches!(unit, Unit::Quarter | Unit::Second | Unit::Weekend) {
            return None;
        }
        let mut end = at + 1;
        let mut amount = amount;
        if self.is(end, "and") && self.symbol(end + 1) == Symbol::A && self.symbol(end + 2) == Symbol::Half {
            amount = amount.map(|amount| amount + 0.5);
            end += 3;
        }
        Some((amount, unit, end))
    }

    /// A number of units at word `i`, after "last", "next", "past": only its length counts.
    pub(super) fn length_ahead(&self, i: usize) -> Option<Found> {
        if self.symbol(i) == Symbol::A && !matches!(self.word(i + 1), "few" | "couple" | "dozen") {
            return None;
        }
        let (amount, unit, end) = self.amount(i)?;
        Some(Found::value(i..end, TimeKind::Duration, duration(amount, unit)))
    }

    /// "three days", "16-hour", "two weeks ago", "a year earlier", "weeks".
    pub(super) fn length(&self, i: usize) -> Option<Found> {
        if let Symbol::Unit(_, plural) = self.symbol(i) {
            return if plural { self.plural_unit(i) } else { self.long(i) };
        }
        if let Some(number) = self.number(i)
            && self.symbol(number.end) == Symbol::Times
        {
            return self.repetition(number.end).map(|found| found.from(i));
        }
        let (amount, unit, end) = self.amount(i)?;
        // "24 hours a day": so much of each.
        if let (Symbol::A | Symbol::Every, Symbol::Unit(whole, false)) = (self.symbol(end), self.symbol(end + 1))
            && matches!(unit, Unit::Hour | Unit::Minute | Unit::Day)
            && !matches!(whole, Unit::Hour | Unit::Minute)
            && whole != unit
            && !matches!(self.symbol(end + 2), Symbol::Ago | Symbol::Edge(_) | Symbol::Before | Symbol::After)
        {
            return Some(Found::value(i..end + 2, TimeKind::Set, duration(Some(1.0), whole)));
        }
        self.away(i, amount, unit, end)
    }

    /// What a length that ends at `end` is: an age, a date that far away, or a length.
    fn away(&self, i: usize, amount: Option<f64>, unit: Unit, end: usize) -> Option<Found> {
        let hyphen = self.hyphen(end);
        if self.symbol(end + hyphen) == Symbol::Old || self.is(end, "of") && self.is(end + 1, "age") {
            // An age: nothing, and nothing of it is to be read again.
            return Some(Found::value(i..end + hyphen + 1, TimeKind::Duration, ""));
        }
        let steps = |sign: i64| match amount {
            Some(amount) if amount.fract() == 0.0 && amount < 1e6 => Some(sign * amount as i64),
            _ => None,
        };
        let small = matches!(unit, Unit::Hour | Unit::Minute | Unit::Second);
        let ends = !self.word(end + 1).starts_with(char::is_alphanumeric);
        match self.symbol(end) {
            Symbol::Ago => return Some(self.ago(i, steps(-1), amount, unit, end + 1)),
            Symbol::Edge(sign @ (-1 | 1)) if !small => {
                return match steps(i64::from(sign)) {
                    Some(by) => self.beside(i..end + 1, unit, by),
                    None => {
                        Some(Found::value(i..end + 1, TimeKind::Date, if sign < 0 { "PAST_REF" } else { "FUTURE_REF" }))
                    }
                };
            }
            Symbol::Before if ends && !small => return self.beside(i..end + 1, unit, steps(-1)?),
            Symbol::Preposition if self.is(end, "from") && matches!(self.symbol(end + 1), Symbol::Reference(_)) => {
                let published = self.published()?;
                let moment = super::Moment::at(published, unit).shift(steps(1)?)?;
                return Some(Found::moment(i..end + 2, moment));
            }
            Symbol::Preposition if self.is(end, "from") && matches!(unit, Unit::Day | Unit::Week) => {
                // "a week from Tuesday"
                let from = match self.symbol(end + 1) {
                    Symbol::Weekday(day) => self.weekday_beside(day, 0)?,
                    Symbol::Day(by @ 0..) => super::calendar::add_days(self.published()?, i64::from(by))?,
                    _ => return Some(Found::value(i..end, TimeKind::Duration, duration(amount, unit))),
                };
                let days = steps(1)? * if unit == Unit::Week { 7 } else { 1 };
                let day = super::calendar::add_days(from, days)?;
                return Some(Found::moment(i..end + 2, super::Moment::Day(day)));
            }
            _ => {}
        }
        let long = hyphen + usize::from(self.symbol(end + hyphen) == Symbol::Long);
        let end = if long > hyphen { end + long } else { end };
        Some(Found::value(i..end, TimeKind::Duration, duration(amount, unit)))
    }

    /// So many units before publication.
    fn ago(&self, i: usize, by: Option<i64>, amount: Option<f64>, unit: Unit, end: usize) -> Found {
        let vague = Found::value(i..end, TimeKind::Date, "PAST_REF");
        let (Some(published), Some(amount)) = (self.published(), amount) else {
            return vague;
        };
        let (unit, by) = match (unit, by) {
            (Unit::Decade, _) => (Unit::Year, Some(-(amount * 10.0) as i64)),
            (Unit::Century, _) => (Unit::Year, Some(-(amount * 100.0) as i64)),
            (Unit::Fortnight, _) => (Unit::Week, Some(-(amount * 2.0) as i64)),
            (Unit::Hour | Unit::Minute | Unit::Second, _) => (Unit::Day, Some(0)),
            (Unit::Year, None) => (Unit::Month, Some(-(amount * 12.0) as i64)),
            other => other,
        };
        by.and_then(|by| super::Moment::at(published, unit).shift(by))
            .map_or(vague, |moment| Found::moment(i..end, moment))
    }

    /// "day-long", "month-long".
    fn long(&self, i: usize) -> Option<Found> {
        let Symbol::Unit(unit, false) = self.symbol(i) else {
            return None;
        };
        (self.hyphen(i + 1) == 1 && self.symbol(i + 2) == Symbol::Long)
            .then(|| Found::value(i..i + 3, TimeKind::Duration, duration(Some(1.0), unit)))
    }

    /// Units in the plural and no number: "for weeks", "hours after", "decades-long".
    pub(super) fn plural_unit(&self, i: usize) -> Option<Found> {
        let Symbol::Unit(unit, true) = self.symbol(i) else {
            return None;
        };
        if unit == Unit::Weekend && self.previous(i) == Symbol::Preposition {
            return Some(Found::value(i..i + 1, TimeKind::Set, "XXXX-WXX-WE"));
        }
        let long = self.hyphen(i + 1) == 1 && self.symbol(i + 2) == Symbol::Long;
        if long {
            return Some(Found::value(i..i + 3, TimeKind::Duration, duration(None, unit)));
        }
        let led = match self.previous(i) {
            Symbol::Preposition => !matches!(self.word(i - 1), "at" | "on" | "to"),
            Symbol::The | Symbol::After => true,
            _ => false,
        };
        let followed =
            matches!(self.symbol(i + 1), Symbol::Ago | Symbol::Before | Symbol::After | Symbol::Edge(-1 | 1));
        if !led && !followed || matches!(unit, Unit::Quarter | Unit::Weekend) {
            return None;
        }
        let minutes = matches!(unit, Unit::Second | Unit::Minute);
        if self.previous(i) == Symbol::The && (minutes || self.is(i + 1, "of")) {
            return None;
        }
        if minutes && !followed {
            return None;
        }
        self.away(i, None, unit, i + 1)
    }

    /// "a day" of "hundreds of calls a day": a repetition where a number leads it.
    pub(super) fn rate(&self, i: usize) -> Option<Found> {
        let Symbol::Unit(unit, false) = self.symbol(i + 1) else {
            return None;
        };
        let led = matches!(
            self.previous(i),
            Symbol::Preposition | Symbol::After | Symbol::Before | Symbol::Since | Symbol::Deadline
        );
        let first = self.sentence.start.max(i.saturating_sub(4));
        let number = (first..i).any(|k| {
            matches!(self.symbol(k), Symbol::Digits(..) | Symbol::Times)
                || self.symbol(k) != Symbol::A && numbers::number_word(self.word(k)).is_some()
                || self.word(k).starts_with(|c: char| c.is_ascii_digit())
        });
        let follows =
            matches!(self.symbol(i + 2), Symbol::Ago | Symbol::Edge(_) | Symbol::Before | Symbol::After | Symbol::Old)
                || self.is(i + 2, "and");
        if led || !number || follows || matches!(unit, Unit::Quarter | Unit::Weekend) {
            return None;
        }
        Some(Found::value(i..i + 2, TimeKind::Set, duration(Some(1.0), unit)))
    }

    /// "daily", "every two weeks", "each Monday", "Mondays", "twice a week".
    pub(super) fn repetition(&self, i: usize) -> Option<Found> {
        let set = |range, value: String| Some(Found::value(range, TimeKind::Set, value));
        match self.symbol(i) {
            Symbol::Frequency(value) => set(i..i + 1, value.into()),
            Symbol::Weekdays(day) => set(i..i + 1, format!("XXXX-WXX-{day}")),
            Symbol::Times => {
                let at = i + 1;
                let found = match self.symbol(at) {
                    Symbol::A => self.rate(at),
                    Symbol::Every => self.repetition(at),
                    _ => None,
                }?;
                Some(found.from(i))
            }
            // "each of the last three years": one of them at a time.
            Symbol::Every if self.is(i + 1, "of") => {
                let mut at = i + 2;
                while matches!(
                    self.symbol(at),
                    Symbol::The | Symbol::Last | Symbol::Next | Symbol::Previous | Symbol::Following | Symbol::Noun(_)
                ) {
                    at += 1;
                }
                let (_, unit, end) = self.amount(at).filter(|_| at > i + 2)?;
                set(i..end, duration(Some(1.0), unit))
            }
            Symbol::Every => {
                let at = i + 1 + usize::from(self.is(i + 1, "other"));
                let other = (at - i) as f64;
                match self.symbol(at) {
                    Symbol::Unit(unit, false) => {
                        if unit == Unit::Second {
                            return None;
                        }
                        set(i..at + 1, duration(Some(other), unit))
                    }
                    Symbol::Weekday(day) => set(i..at + 1, format!("XXXX-WXX-{day}")),
                    Symbol::Part(part) => set(i..at + 1, format!("XXXX-XX-XXT{part}")),
                    Symbol::Month(month, false) => set(i..at + 1, format!("XXXX-{month:02}")),
                    Symbol::Season(season, _) => set(i..at + 1, format!("XXXX-{season}")),
                    Symbol::Other | Symbol::Digits(..) if !self.is(i, "per") => {
                        let (amount, unit, end) = self.amount(at)?;
                        set(i..end, duration(amount, unit))
                    }
                    _ => None,
                }
            }
            _ => None,
        }
    }
}
