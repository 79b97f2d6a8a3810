//! Dates that name their place in the calendar: months, days, years, weekdays, holidays,
//! quarters, decades, centuries.

use super::calendar::{Moment, Unit, add_days, weekday};
use super::{Found, Reader, Symbol, TimeKind};
use jiff::civil::Date;

impl Reader<'_> {
    /// The year that word `i` gives in four figures.
    pub(super) fn four_figures(&self, i: usize) -> Option<i16> {
        match self.symbol(i) {
            Symbol::Digits(year @ 1000..2200, 4) => Some(year as i16),
            _ => None,
        }
    }

    /// A year after a month or season: "1998", ", 1998", "of 1998", "last year"; and where it ends.
    pub(super) fn year_after(&self, i: usize) -> Option<(i16, usize)> {
        let at = match self.word(i) {
            "," | "of" | "in" => i + 1,
            _ => i,
        };
        if let Some(year) = self.four_figures(at) {
            return Some((year, at + 1));
        }
        if self.word(i) == "," || !matches!(self.symbol(at + 1), Symbol::Unit(Unit::Year, false)) {
            return None;
        }
        if self.word(i) == "of" && self.symbol(at) == Symbol::The && !matches!(self.word(at + 2), "of" | "to") {
            return Some((self.year()?, at + 2));
        }
        let by = match self.symbol(at) {
            Symbol::Last => -1,
            Symbol::This => 0,
            Symbol::Next => 1,
            _ => return None,
        };
        Some((self.published()?.year() + by, at + 2))
    }

    /// The year that the text speaks of: the last it named, else that of publication.
    fn year(&self) -> Option<i16> {
        match self.last {
            Some(Moment::Year(year)) => Some(year),
            _ => Some(self.published()?.year()),
        }
    }

    /// The day of the month that word `i` gives.
    fn day_figure(&self, i: usize) -> Option<i8> {
        match self.symbol(i) {
            Symbol::Digits(day @ 1..=31, 1..=2) => Some(day as i8),
            Symbol::Ordinal(day @ 1..=31) => Some(day as i8),
            _ => None,
        }
    }

    /// "August 7, 1998", "August 7", "August 1998", "August last year", "August".
    pub(super) fn month(&self, i: usize) -> Option<Found> {
        let Symbol::Month(month, weak) = self.symbol(i) else {
            return None;
        };
        if let Some(day) = self.day_figure(i + 1) {
            if let Some((year, end)) = self.year_after(i + 2) {
                let date = Date::new(year, month, day).ok()?;
                return Some(Found::moment(i..end, Moment::Day(date)));
            }
            return self.month_and_day(i, i..i + 2, month, day);
        }
        if let Some((year, end)) = self.year_after(i + 1) {
            return Some(Found::moment(i..end, Moment::Month(year, month)));
        }
        if weak {
            let led = matches!(
                self.previous(i),
                Symbol::Preposition
                    | Symbol::Edge(_)
                    | Symbol::Since
                    | Symbol::Deadline
                    | Symbol::The
                    | Symbol::Last
                    | Symbol::Next
                    | Symbol::This
            );
            let capital = self.word(i + 1).starts_with(char::is_uppercase);
            if !led || capital {
                return None;
            }
        }
        Some(match self.month_of(i, month) {
            Some(moment) => Found::moment(i..i + 1, moment),
            None => Found::value(i..i + 1, TimeKind::Date, format!("XXXX-{month:02}")),
        })
    }

    /// A month and day without a year, which a range may still give: "June 3 to July 5, 1998".
    fn month_and_day(&self, i: usize, range: std::ops::Range<usize>, month: i8, day: i8) -> Option<Found> {
        let mut k = range.end;
        if self.hyphen(k) == 1 || matches!(self.word(k), "to" | "and" | "through" | "until") {
            k += 1;
            k += usize::from(matches!(self.symbol(k), Symbol::Month(..)));
            if self.day_figure(k).is_some() {
                k += 1;
                k += usize::from(self.word(k) == ",");
                if let Some(year) = self.four_figures(k) {
                    let date = Date::new(year, month, day).ok()?;
                    return Some(Found::moment(range, Moment::Day(date)));
                }
            }
        }
        // A day that no year has is no day.
        Date::new(2000, month, day).ok()?;
        Some(match self.day_of_month(i, month, day) {
            Some(date) => Found::moment(range, Moment::Day(date)),
            None => {
                let value = format!("XXXX-{month:02}-{day:02}");
                Found::value(range, TimeKind::Date, value)
            }
        })
    }

    /// "7 August 1998", "7th of August", the first day of "7-9 August".
    pub(super) fn day_first(&self, i: usize) -> Option<Found> {
        let day = self.day_figure(i)?;
        let at = i + 1 + usize::from(self.word(i + 1) == "of");
        let joined = self.hyphen(i + 1) == 1 || matches!(self.word(i + 1), "to" | "and" | "or" | "through");
        if joined && self.day_figure(i + 2).is_some_and(|second| second > day) {
            let at = i + 3 + usize::from(self.word(i + 3) == "of");
            let Symbol::Month(month, _) = self.symbol(at) else {
                return None;
            };
            if let Some((year, _)) = self.year_after(at + 1) {
                return Some(Found::moment(i..i + 1, Moment::Day(Date::new(year, month, day).ok()?)));
            }
            return self.month_and_day(i, i..i + 1, month, day);
        }
        let Symbol::Month(month, _) = self.symbol(at) else {
            return None;
        };
        if let Some((year, end)) = self.year_after(at + 1) {
            let date = Date::new(year, month, day).ok()?;
            return Some(Found::moment(i..end, Moment::Day(date)));
        }
        self.month_and_day(i, i..at + 1, month, day)
    }

    /// The second day of "April 24 and 25", "June 24-26", after its first.
    pub(super) fn second_day(&self, found: &Found) -> Option<Found> {
        let Some(Moment::Day(date)) = found.moment else {
            return None;
        };
        let day = self.day_figure(found.end - 1)?;
        let hyphen = self.hyphen(found.end) == 1;
        let at = found.end + 1;
        if !(hyphen || matches!(self.word(found.end), "and" | "or" | "to" | "through")) {
            return None;
        }
        let Symbol::Digits(second @ 1..=31, 1..=2) = self.symbol(at) else {
            return None;
        };
        // "7-9 August": the month is yet to come.
        if matches!(self.symbol(at + 1), Symbol::Month(..)) || self.is(at + 1, "of") {
            return None;
        }
        let (year, mut end) = match self.year_after(at + 1) {
            Some((year, end)) => (year, end),
            None => (date.year(), at + 1),
        };
        let counts = self.word(end).starts_with(char::is_alphanumeric) && self.symbol(end) == Symbol::Other
            || matches!(self.symbol(end), Symbol::Unit(..) | Symbol::Meridiem(_));
        if second as i8 <= day || (counts && !hyphen) {
            return None;
        }
        if self.word(end - 1) == "," {
            end -= 1;
        }
        let date = Date::new(year, date.month(), second as i8).ok()?;
        Some(Found::moment(at..end, Moment::Day(date)))
    }

    /// "1998": four figures that count nothing.
    pub(super) fn bare_year(&self, i: usize) -> Option<Found> {
        let year = self.four_figures(i)?;
        let led = matches!(
            self.previous(i),
            Symbol::Preposition
                | Symbol::Since
                | Symbol::Deadline
                | Symbol::Edge(_)
                | Symbol::The
                | Symbol::Unit(Unit::Year, false)
        );
        let before = i.checked_sub(1).map_or("", |k| self.word(k));
        let amount = matches!(before, "$" | "€" | "£" | "#" | "." | "+" | "/")
            || before.ends_with("No.")
            || (self.hyphen(i - usize::from(i > 0)) == 1
                && i > 1
                && self.symbol(i - 2) == Symbol::Other
                && self.word(i - 2).len() > 4)
            || matches!(self.word(i + 1), "%" | "percent" | "/" | "°")
            || matches!(self.symbol(i + 1), Symbol::Zone | Symbol::Meridiem(_) | Symbol::Unit(_, true));
        if amount || !(led && year >= 1000 || (1700..2060).contains(&year)) {
            return None;
        }
        Some(Found::moment(i..i + 1, Moment::Year(year)))
    }

    /// "the 1990s".
    pub(super) fn decade(&self, i: usize) -> Option<Found> {
        let Symbol::Decade(value, century) = self.symbol(i) else {
            return None;
        };
        let moment = if century { Moment::Century(value) } else { Moment::Decade(value) };
        Some(Found::moment(i..i + 1, moment))
    }

    /// What begins with an ordinal: "third quarter of 1998", "19th century", "7th of August".
    pub(super) fn ordinal(&self, i: usize) -> Option<Found> {
        let nth = match self.symbol(i) {
            Symbol::Ordinal(nth) => nth,
            Symbol::Second => 2,
            Symbol::Quarter(quarter) => return self.quarter(i, i + 1, quarter),
            _ => return None,
        };
        let mut at = i + 1 + self.hyphen(i + 1);
        at += usize::from(self.symbol(at) == Symbol::Fiscal);
        match self.symbol(at) {
            Symbol::Unit(Unit::Quarter, false) if (1..5).contains(&nth) => self.quarter(i, at + 1, nth as i8),
            Symbol::Half if nth < 3 => {
                let (year, end) = self.year_after(at + 1)?;
                Some(Found::moment(i..end, Moment::Half(year, nth as i8)))
            }
            Symbol::Unit(Unit::Century, false) if (1..100).contains(&nth) => {
                Some(Found::moment(i..at + 1, Moment::Century(nth - 1)))
            }
            Symbol::Unit(Unit::Day | Unit::Week | Unit::Month, false) => self.nth_of(i, at, i64::from(nth)),
            _ => self.day_first(i),
        }
    }

    /// A quarter that is named up to `end`, and its year.
    fn quarter(&self, i: usize, end: usize, quarter: i8) -> Option<Found> {
        let mut at = end;
        if self.symbol(end + 1) == Symbol::Fiscal {
            at += 2 + usize::from(matches!(self.symbol(end + 2), Symbol::Unit(Unit::Year, false)));
        }
        if let Some((year, end)) = self.year_after(at) {
            return Some(Found::moment(i..end, Moment::Quarter(year, quarter)));
        }
        let first = |year| Date::new(year, quarter * 3 - 2, 1).ok();
        Some(match self.year_of(self.direction(i), first) {
            Some(year) => Found::moment(i..end, Moment::Quarter(year, quarter)),
            None => Found::value(i..end, TimeKind::Date, format!("XXXX-Q{quarter}")),
        })
    }

    /// "fiscal 1998", "fiscal year 1998", "fiscal third quarter".
    pub(super) fn fiscal(&self, i: usize) -> Option<Found> {
        let at = i + 1 + usize::from(matches!(self.symbol(i + 1), Symbol::Unit(Unit::Year, false)));
        if let Some(year) = self.four_figures(at) {
            return Some(Found::moment(i..at + 1, Moment::Year(year)));
        }
        self.ordinal(i + 1).map(|found| found.from(i))
    }

    /// "Friday", "Friday, Oct. 23", "Friday night", "Monday of last week".
    pub(super) fn weekday(&self, i: usize) -> Option<Found> {
        let Symbol::Weekday(day) = self.symbol(i) else {
            return None;
        };
        let comma = i + 1 + usize::from(self.word(i + 1) == ",");
        let comma = comma + usize::from(self.symbol(comma) == Symbol::The);
        if let Some(date) = self.month(comma).or_else(|| self.day_first(comma))
            && let Some(Moment::Day(named)) = date.moment
        {
            // Without a year, the day of the week tells it.
            let dated = self.four_figures(date.end - 1).is_some();
            let moment = if dated { named } else { self.year_by_weekday(named, day).unwrap_or(named) };
            return Some(Found::moment(i..date.end, Moment::Day(moment)));
        }
        let of = i + 1 + usize::from(self.word(i + 1) == "of");
        let by = match self.symbol(of) {
            Symbol::Last => Some(-1),
            Symbol::This => Some(0),
            Symbol::Next => Some(1),
            _ => None,
        };
        if let Some(by) = by
            && self.symbol(of + 1) == Symbol::Unit(Unit::Week, false)
        {
            let week = self.published().map(|date| Moment::at(date, Unit::Week));
            let date = week
                .and_then(|week| week.shift(by)?.first_day())
                .and_then(|monday| add_days(monday, i64::from(day) - 1));
            return Some(self.day_with_part(i, of + 2, date, day));
        }
        Some(self.day_with_part(i, i + 1, self.weekday_of(i, day), day))
    }

    /// The day of this name, of the years about publication, that is such a day of the week.
    fn year_by_weekday(&self, named: Date, day: i8) -> Option<Date> {
        let year = self.published()?.year();
        [0, 1, -1, -2]
            .into_iter()
            .filter_map(|by| named.with().year(year + by).build().ok())
            .find(|&date| weekday(date) == day)
    }

    /// A day of the week that is named up to `end`, with the part of the day that may follow.
    pub(super) fn day_with_part(&self, i: usize, end: usize, date: Option<Date>, day: i8) -> Found {
        let named = date.map_or_else(|| format!("XXXX-WXX-{day}"), |date| date.to_string());
        let edge = usize::from(matches!(self.symbol(end), Symbol::Edge(0)));
        let (end, kind, value) = match self.symbol(end + edge) {
            Symbol::Part(part) => (end + edge + 1, TimeKind::Time, format!("{named}T{part}")),
            Symbol::Tonight(part) if self.is(end, "overnight") => (end + 1, TimeKind::Time, format!("{named}T{part}")),
            _ => (end, TimeKind::Date, named),
        };
        Found { start: i, end, kind, value, moment: date.map(Moment::Day) }
    }
}
