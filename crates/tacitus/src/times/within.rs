//! A stretch within a larger one, or beside one that the text names: "the first week of May", "in the
//! morning", "the day after Christmas".

use super::calendar::{Moment, Unit, add_days};
use super::{Found, Reader, Symbol, TimeKind};

impl Reader<'_> {
    /// "first week of May", "last day of 1998": the unit is at `at`; `nth` counts from 1, or is -1 for the last.
    pub(super) fn nth_of(&self, i: usize, at: usize, nth: i64) -> Option<Found> {
        let Symbol::Unit(unit, false) = self.symbol(at) else {
            return None;
        };
        if !matches!(self.word(at + 1), "of" | "in") {
            return None;
        }
        let whole = self.named(at + 2)?;
        let first = whole.moment?.first_day()?;
        let last = add_days(whole.moment?.shift(1)?.first_day()?, -1)?;
        let within = matches!(
            (unit, whole.moment?),
            (Unit::Day | Unit::Week, Moment::Month(..) | Moment::Year(_)) | (Unit::Month, Moment::Year(_))
        );
        if !within || nth > 366 {
            return None;
        }
        let part = if nth < 0 {
            Moment::at(last, unit)
        } else {
            match unit {
                Unit::Day => Moment::Day(add_days(first, nth - 1)?),
                Unit::Week => Moment::at(add_days(first, 7 * (nth - 1))?, Unit::Week),
                _ => Moment::at(first, unit).shift(nth - 1)?,
            }
        };
        (part.first_day()? <= last).then(|| Found::moment(i..whole.end, part))
    }

    /// "day after tomorrow", "day before last Tuesday", "day after Christmas": "day" is word `i`.
    pub(super) fn day_beside(&self, i: usize) -> Option<Found> {
        let by = match self.symbol(i + 1) {
            Symbol::Before => -1,
            Symbol::After => 1,
            _ => return None,
        };
        let named = self.named(i + 2)?;
        match named.moment? {
            Moment::Day(date) if named.kind == TimeKind::Date => {
                Some(Found::moment(i..named.end, Moment::Day(add_days(date, by)?)))
            }
            _ => None,
        }
    }

    /// "in the morning": a part of the day that the text speaks of, at word `i` after "the".
    pub(super) fn the_part(&self, i: usize, part: &'static str) -> Option<Found> {
        let led = i > 1 && matches!(self.word(i - 2), "in" | "during" | "through" | "throughout");
        let ends = !matches!(self.symbol(i + 1), Symbol::Before | Symbol::After) && !self.is(i + 1, "of");
        (led && ends).then(|| super::relative::part_on(i..i + 1, part, self.day().map(Moment::Day)))
    }

    /// "at dawn", "before dusk on Monday": the part of the day that the turn of day and night belongs to.
    pub(super) fn twilight(&self, i: usize, part: &'static str) -> Option<Found> {
        let on = i + 1 + usize::from(self.word(i + 1) == "on");
        if let Symbol::Weekday(_) = self.symbol(on)
            && let Some(named) = self.weekday(on)
        {
            return Some(super::relative::part_on(i..named.end, part, named.moment));
        }
        let led = matches!(self.word(i.wrapping_sub(1)), "at" | "before" | "after" | "until" | "since" | "by");
        led.then(|| super::relative::part_on(i..i + 1, part, self.day().map(Moment::Day)))
    }

    /// What is named at word `i` in so many words, not reckoned from what went before.
    fn named(&self, i: usize) -> Option<Found> {
        match self.symbol(i) {
            Symbol::Day(_) => self.deictic(i),
            Symbol::Weekday(_) => self.weekday(i),
            Symbol::Month(..) => self.month(i),
            Symbol::Digits(..) => self.day_first(i).or_else(|| self.bare_year(i)),
            Symbol::Last | Symbol::This | Symbol::Next if !matches!(self.symbol(i + 1), Symbol::Unit(Unit::Day, _)) => {
                // Rules may call each other, but not without end.
                let nested =
                    matches!(self.symbol(i + 1), Symbol::Unit(Unit::Week | Unit::Month, _)) && self.is(i + 2, "of");
                if nested { None } else { self.relative(i) }
            }
            _ if super::holidays::may_begin_holiday(self.word(i)) => self.holiday(i),
            _ => None,
        }
    }
}
