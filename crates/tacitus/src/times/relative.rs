//! Dates reckoned from another day: from that of publication ("last week", "tomorrow") or from
//! the last one that the text named ("the same day", "the following month").

use super::calendar::{Moment, Unit};
use super::{Found, Reader, Symbol, Tense, TimeKind};

impl Reader<'_> {
    /// "yesterday", "today", "tonight", "yesterday morning".
    pub(super) fn deictic(&self, i: usize) -> Option<Found> {
        match self.symbol(i) {
            Symbol::Day(by) => {
                let date = match self.published() {
                    Some(date) => Moment::Day(date).shift(i64::from(by))?.first_day(),
                    None => None,
                };
                Some(match date {
                    Some(_) => self.day_with_part(i, i + 1, date, 0),
                    None => {
                        let value = ["PAST_REF", "PRESENT_REF", "FUTURE_REF"];
                        Found::value(i..i + 1, TimeKind::Date, value[(by + 1) as usize])
                    }
                })
            }
            Symbol::Tonight(part) => Some(self.part_of(i..i + 1, part, 0)),
            _ => None,
        }
    }

    /// A part of the day so many days from publication.
    fn part_of(&self, range: std::ops::Range<usize>, part: &str, by: i64) -> Found {
        let date = self.published().and_then(|date| Moment::Day(date).shift(by));
        part_on(range, part, date)
    }

    /// "now", "current", "the future".
    pub(super) fn reference(&self, i: usize) -> Option<Found> {
        let value = match self.symbol(i) {
            // now-11-month-long
            Symbol::Reference(_) if self.hyphen(i + 1) == 1 => return None,
            Symbol::Adjective("PRESENT_REF") => match self.current(i) {
                Some(found) => return Some(found),
                None => "PRESENT_REF",
            },
            Symbol::Reference(value) | Symbol::Adjective(value) => value,
            Symbol::Noun("FUTURE_REF") if self.previous(i) != Symbol::A => "FUTURE_REF",
            Symbol::Noun("PRESENT_REF") if self.is(i.wrapping_sub(1), "at") => "PRESENT_REF",
            _ => return None,
        };
        Some(Found::value(i..i + 1, TimeKind::Date, value))
    }

    /// "current year", "current fiscal quarter": the stretch that publication lies in.
    fn current(&self, i: usize) -> Option<Found> {
        let at = i + 1 + usize::from(self.symbol(i + 1) == Symbol::Fiscal);
        match self.symbol(at) {
            Symbol::Unit(unit @ (Unit::Week | Unit::Month | Unit::Quarter | Unit::Year | Unit::Decade), false) => {
                self.by_publication(i..at + 1, unit, 0)
            }
            _ => None,
        }
    }

    /// What begins with "the".
    pub(super) fn definite(&self, i: usize) -> Option<Found> {
        let found = match self.symbol(i + 1) {
            Symbol::Noun(value) => match self.length_ahead(i + 2) {
                Some(length) => Some(length),
                None if matches!(self.symbol(i + 2), Symbol::Unit(..)) => self.unit_past(i + 2),
                // "have in the past made": a noun in the place of "made" would make "past" an adjective.
                None if value == "PAST_REF" && self.is(i.wrapping_sub(1), "in") => {
                    Some(Found::value(i + 1..i + 2, TimeKind::Date, value))
                }
                None if self.word(i + 2).starts_with(char::is_alphanumeric)
                    && self.symbol(i + 2) == Symbol::Other
                    && value != "FUTURE_REF" =>
                {
                    None
                }
                None => Some(Found::value(i + 1..i + 2, TimeKind::Date, value)),
            },
            Symbol::Unit(unit, plural) => self.the_unit(i + 1, unit, plural),
            Symbol::Part(part) => self.the_part(i + 1, part),
            Symbol::Other if self.is(i + 1, "moment") && self.is(i.wrapping_sub(1), "at") => {
                let ends = !self.word(i + 2).starts_with(char::is_alphanumeric);
                ends.then(|| Found::value(i + 1..i + 2, TimeKind::Date, "PRESENT_REF"))
            }
            Symbol::Season(_, weak) => {
                let led = !weak || matches!(self.previous(i), Symbol::Preposition | Symbol::Deadline);
                if led { self.season_with(i + 1, None) } else { None }
            }
            Symbol::A | Symbol::The => None,
            _ => self.at(i + 1),
        };
        found.map(|found| found.from(i))
    }

    /// "past year", whose length is meant: the unit is at `i`.
    fn unit_past(&self, i: usize) -> Option<Found> {
        match self.symbol(i) {
            Symbol::Unit(unit, plural) => {
                let amount = if plural { None } else { Some(1.0) };
                let value = super::calendar::duration(amount, unit);
                Some(Found::value(i..i + 1, TimeKind::Duration, value))
            }
            _ => None,
        }
    }

    /// A unit after "the", at `i`: "the week of March 6", "the weekend", "the day before".
    fn the_unit(&self, i: usize, unit: Unit, plural: bool) -> Option<Found> {
        if unit == Unit::Weekend && !plural {
            return self.weekend(i, None);
        }
        let ends = !self.word(i + 2).starts_with(char::is_alphanumeric);
        match self.symbol(i + 1) {
            _ if plural => self.plural_unit(i),
            Symbol::Preposition if unit == Unit::Week && self.is(i + 1, "of") => {
                let at = i + 2;
                let found = self.month(at).or_else(|| self.day_first(at)).or_else(|| self.weekday(at))?;
                let Some(Moment::Day(date)) = found.moment else {
                    return None;
                };
                let week = Moment::at(date, Unit::Week);
                Some(Found::moment(i..found.end, week))
            }
            Symbol::Before if ends => self.beside(i..i + 2, unit, -1),
            Symbol::After if ends => self.beside(i..i + 2, unit, 1),
            Symbol::Before | Symbol::After if unit == Unit::Day => self.day_beside(i),
            _ if unit == Unit::Year => {
                let year = self.four_figures(i + 1)?;
                Some(Found::moment(i..i + 2, Moment::Year(year)))
            }
            _ => None,
        }
    }

    /// The stretch so many units beside the day that the text speaks of.
    pub(super) fn beside(&self, range: std::ops::Range<usize>, unit: Unit, by: i64) -> Option<Found> {
        let last = match (self.last, unit) {
            (_, Unit::Second | Unit::Minute | Unit::Hour) => return None,
            (Some(Moment::Day(date)), _) => Some(date),
            (Some(last), Unit::Day | Unit::Week | Unit::Weekend) => {
                let _ = last;
                self.published()
            }
            (Some(last), _) => last.first_day(),
            (None, _) => self.published(),
        };
        let (unit, by) = match unit {
            Unit::Fortnight => (Unit::Week, 2 * by),
            Unit::Decade if by != 0 => (Unit::Year, 10 * by),
            other => (other, by),
        };
        Some(match last {
            Some(date) => Found::moment(range, Moment::at(date, unit).shift(by)?),
            None => {
                let value = if by < 0 { "PAST_REF" } else { "FUTURE_REF" };
                Found::value(range, TimeKind::Date, value)
            }
        })
    }

    /// "last week", "this month", "next Friday", "that same day", "recent years".
    pub(super) fn relative(&self, i: usize) -> Option<Found> {
        let by = match self.symbol(i) {
            Symbol::Last => -1,
            Symbol::This => 0,
            Symbol::Next => 1,
            Symbol::Previous => return self.beside_last(i, i + 1, -1),
            Symbol::Following => {
                let led = matches!(self.previous(i), Symbol::The);
                return if led { self.beside_last(i, i + 1, 1) } else { None };
            }
            Symbol::Recent => return self.recent(i),
            Symbol::Same => return self.beside_last(i, i + 1, 0),
            Symbol::That => {
                let same = usize::from(self.symbol(i + 1) == Symbol::Same);
                return self.beside_last(i, i + 1 + same, 0);
            }
            _ => return None,
        };
        if by == -1
            && matches!(self.symbol(i + 1), Symbol::Unit(Unit::Day | Unit::Week | Unit::Month, false))
            && let Some(found) = self.nth_of(i, i + 1, -1)
        {
            return Some(found);
        }
        if by != 0
            && let Some(length) = self.length_ahead(i + 1)
        {
            return Some(length.from(i));
        }
        let the = self.previous(i) == Symbol::The;
        match self.symbol(i + 1) {
            Symbol::Unit(_, true) => match self.symbol(i) {
                Symbol::This => None,
                _ => self.unit_past(i + 1).map(|found| found.from(i)),
            },
            Symbol::Unit(Unit::Second | Unit::Minute | Unit::Hour, _) => None,
            Symbol::Unit(Unit::Day, _) => match by {
                1 => self.beside(i..i + 2, Unit::Day, 1),
                _ => None,
            },
            Symbol::Unit(Unit::Weekend, _) => self.weekend(i + 1, Some(by)).map(|f| f.from(i)),
            Symbol::Unit(unit @ Unit::Decade, _) if the && by != 0 => {
                let value = super::calendar::duration(Some(1.0), unit);
                Some(Found::value(i..i + 2, TimeKind::Duration, value))
            }
            // "for the last week", "over the next year": how long, not which one.
            Symbol::Unit(unit, false)
                if the
                    && by != 0
                    && i > 1
                    && matches!(self.word(i - 2), "for" | "over" | "within" | "during" | "in") =>
            {
                Some(Found::value(i..i + 2, TimeKind::Duration, super::calendar::duration(Some(1.0), unit)))
            }
            Symbol::Unit(unit, _) => self.by_publication(i..i + 2, unit, by),
            Symbol::Fiscal => match self.symbol(i + 2) {
                Symbol::Unit(unit, false) => self.by_publication(i..i + 3, unit, by),
                _ => None,
            },
            Symbol::Weekday(day) => {
                let date = match by {
                    0 => match self.direction(i) {
                        Tense::Past => self.weekday_of(i, day),
                        _ => self.weekday_beside(day, 0),
                    },
                    by => self.weekday_beside(day, by),
                };
                Some(self.day_with_part(i, i + 2, date, day))
            }
            Symbol::Month(month, _) => self.month_beside(i, month, by),
            Symbol::Season(..) => self.season_with(i + 1, Some(by)).map(|f| f.from(i)),
            Symbol::Part(part) => match (by, self.day()) {
                (1, Some(day)) => Some(part_on(i..i + 2, part, Moment::Day(day).shift(1))),
                _ => Some(self.part_of(i..i + 2, part, by)),
            },
            _ => self.holiday_beside(i + 1, Some(by)).map(|found| found.from(i)),
        }
    }

    /// The unit so many units from that of publication.
    pub(super) fn by_publication(&self, range: std::ops::Range<usize>, unit: Unit, by: i64) -> Option<Found> {
        Some(match self.published() {
            Some(date) => Found::moment(range, Moment::at(date, unit).shift(by)?),
            None => {
                let value = match (unit, by) {
                    (Unit::Week, _) => "XXXX-WXX",
                    (Unit::Month, _) => "XXXX-XX",
                    (Unit::Quarter, _) => "XXXX-QX",
                    (Unit::Year, _) => "XXXX",
                    (_, ..0) => "PAST_REF",
                    (_, 0) => "PRESENT_REF",
                    _ => "FUTURE_REF",
                };
                Found::value(range, TimeKind::Date, value)
            }
        })
    }

    /// "last October", "next May", "last Oct. 23".
    fn month_beside(&self, i: usize, month: i8, by: i64) -> Option<Found> {
        let found = self.month(i + 1)?;
        let Some(published) = self.published() else {
            return Some(found.from(i));
        };
        let (year, now) = (published.year(), published.month());
        let year = match by {
            -1 => year - i16::from(month >= now),
            1 => year + i16::from(month <= now),
            _ => year,
        };
        if found.end > i + 2 {
            let Some(Moment::Day(date)) = found.moment else {
                return Some(found.from(i));
            };
            // The day may lie earlier in the month of publication.
            let date = date
                .with()
                .year(year + i16::from(by < 0 && month == now && date.day() < published.day()))
                .build()
                .ok()?;
            return Some(Found::moment(i..found.end, Moment::Day(date)));
        }
        Some(Found::moment(i..i + 2, Moment::Month(year, month)))
    }

    /// "the following day", "the previous month", "that same year", "the same night": the unit is
    /// at `at`.
    fn beside_last(&self, i: usize, at: usize, by: i64) -> Option<Found> {
        match self.symbol(at) {
            // "in October ... that same day": one day of the month, which one is not said.
            Symbol::Unit(Unit::Day, false) if by == 0 && matches!(self.last, Some(Moment::Month(..))) => {
                let month = self.last?.value();
                Some(Found::value(i..at + 1, TimeKind::Date, format!("{month}-XX")))
            }
            Symbol::Unit(unit, false) => self.beside(i..at + 1, unit, by),
            Symbol::Part(part) => {
                let day = self.day().and_then(|date| Moment::Day(date).shift(by));
                Some(part_on(i..at + 1, part, day))
            }
            Symbol::Weekday(day) if by == 0 => {
                let date = match self.last {
                    Some(Moment::Day(date)) if super::calendar::weekday(date) == day => Some(date),
                    _ => self.weekday_of(i, day),
                };
                Some(self.day_with_part(i, at + 1, date, day))
            }
            _ if by != 0 => self.length_ahead(at).map(|found| found.from(i)),
            _ => None,
        }
    }

    /// "recent years", "coming weeks", "these days".
    fn recent(&self, i: usize) -> Option<Found> {
        if let Some(length) = self.length_ahead(i + 1) {
            return Some(length.from(i));
        }
        match self.symbol(i + 1) {
            Symbol::Noun(value @ "PAST_REF") => Some(Found::value(i..i + 2, TimeKind::Date, value)),
            Symbol::Unit(Unit::Day, true) if self.is(i, "these") => {
                Some(Found::value(i..i + 2, TimeKind::Date, "PRESENT_REF"))
            }
            Symbol::Unit(..) if self.is(i, "these") => None,
            Symbol::Unit(_, true) => self.unit_past(i + 1).map(|found| found.from(i)),
            Symbol::Unit(unit, false) if self.is(i, "coming") => self.beside(i..i + 2, unit, 1),
            _ => None,
        }
    }
}

/// A part of a day, where the day is known.
pub(super) fn part_on(range: std::ops::Range<usize>, part: &str, day: Option<Moment>) -> Found {
    match day {
        Some(day) => Found {
            start: range.start,
            end: range.end,
            kind: TimeKind::Time,
            value: format!("{}T{part}", day.value()),
            moment: Some(day),
        },
        None => Found::value(range, TimeKind::Time, format!("XXXX-XX-XXT{part}")),
    }
}
