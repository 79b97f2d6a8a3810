//! Which of many: the year of "August 7", the week of "Friday", told by tense and publication.

use super::calendar::{Moment, add_days, season_month, weekday};
use super::{Reader, Symbol, Tense};
use jiff::civil::Date;

/// How many words before an expression `since` still governs it.
const SINCE: usize = 6;

/// How many years a day is looked for before and after publication.
const REACH: i16 = 8;

/// A day further away than this many days would be given with its year, if there is another of
/// its name nearer than `NEAR`.
const FAR: i32 = 300;

/// See `FAR`.
const NEAR: i32 = 66;

/// A day this near ahead is meant rather than one a year ago, even where the tense is the past: what is dated by
/// the month is near.
const MONTH: i32 = 30;

impl Reader<'_> {
    /// The day of publication.
    pub(super) fn published(&self) -> Option<Date> {
        self.context.published
    }

    /// The day that the text speaks of: the last it named, else that of publication.
    pub(super) fn day(&self) -> Option<Date> {
        match self.last {
            Some(Moment::Day(date)) => Some(date),
            _ => self.published(),
        }
    }

    /// Whether `since` governs the expression at word `i`.
    fn since(&self, i: usize) -> bool {
        let first = self.sentence.start.max(i.saturating_sub(SINCE));
        (first..i).rev().take_while(|&k| self.word(k) != ",").any(|k| self.symbol(k) == Symbol::Since)
    }

    /// Whether the expression at word `i` lies before publication or after it; `Present` where nothing says so.
    pub(super) fn direction(&self, i: usize) -> Tense {
        self.told(i).unwrap_or(Tense::Present)
    }

    /// The same, where the text says so by its tense or by the words before the expression.
    fn told(&self, i: usize) -> Option<Tense> {
        if self.since(i) {
            return Some(Tense::Past);
        }
        let mut k = i;
        while k > self.sentence.start
            && (self.word(k - 1) == "."
                || matches!(
                    self.previous(k),
                    Symbol::The
                        | Symbol::A
                        | Symbol::Edge(_)
                        | Symbol::Clock(..)
                        | Symbol::Digits(..)
                        | Symbol::Meridiem(_)
                        | Symbol::Zone
                ))
        {
            k -= 1;
        }
        // "between now and Feb. 10"
        let now = k > self.sentence.start + 1
            && matches!(self.symbol(k - 2), Symbol::Reference("PRESENT_REF"))
            && matches!(self.word(k - 1), "and" | "to" | "through" | "until");
        if now {
            return Some(Tense::Future);
        }
        if self.previous(k) == Symbol::Deadline && k > self.sentence.start + 2 {
            return Some(Tense::Future);
        }
        (self.context.tense)(i)
    }

    /// The year in which a stretch that comes every year was last, or is next: `first` is its
    /// first day in a given year. Without a tense, the nearest.
    pub(super) fn year_of(&self, direction: Tense, first: impl Fn(i16) -> Option<Date>) -> Option<i16> {
        let published = self.published()?;
        let year = published.year();
        // 29 February wants a leap year: look further.
        let mut back = (year - REACH..=year).rev();
        let mut on = year..=year + REACH;
        let past = back.find(|&y| first(y).is_some_and(|day| day <= published));
        let future = on.find(|&y| first(y).is_some_and(|day| day >= published));
        let distance = |y: Option<i16>| {
            let days = y.and_then(&first)?.since(published).ok()?.get_days();
            Some(days.abs())
        };
        let (ago, ahead) = (distance(past).unwrap_or(i32::MAX), distance(future).unwrap_or(i32::MAX));
        match direction {
            Tense::Past => past,
            // Who means eleven months hence says the year.
            Tense::Future if ahead > FAR && ago < NEAR => past,
            Tense::Future => future,
            Tense::Present if ago <= ahead => past,
            Tense::Present => future,
        }
    }

    /// The day of this month and day of the month that is meant by the expression at `i`.
    pub(super) fn day_of_month(&self, i: usize, month: i8, day: i8) -> Option<Date> {
        let date = |year| Date::new(year, month, day).ok();
        let direction = self.direction(i);
        // "gave no reason for the 14 January deadline": the tense is not that of the deadline.
        let attribute = matches!(self.previous(i), Symbol::The | Symbol::A) && !self.since(i);
        if direction == Tense::Past && !self.since(i) {
            let published = self.published()?;
            let past = date(self.year_of(Tense::Past, date)?)?;
            let next = date(self.year_of(Tense::Present, date)?)?;
            let days = |a: Date, b: Date| b.since(a).map_or(0, |span| span.get_days());
            let near = if attribute { NEAR } else { MONTH };
            if days(past, published) > FAR && days(published, next) < near {
                return Some(next);
            }
            return Some(past);
        }
        date(self.year_of(direction, date)?)
    }

    /// The month that is meant, counting the month of publication as past and future both. Who
    /// means the same month of last year, or nearly, says so: "last March".
    pub(super) fn month_of(&self, i: usize, month: i8) -> Option<Moment> {
        let published = self.published()?;
        let ahead = (month - published.month()).rem_euclid(12);
        let past = match self.direction(i) {
            Tense::Past => ahead > 1 || self.since(i),
            Tense::Future => ahead > 9,
            Tense::Present => ahead > 6,
        };
        let months = i64::from(if past && ahead > 0 { ahead - 12 } else { ahead });
        Moment::at(published, super::calendar::Unit::Month).shift(months)
    }

    /// The day of the week that is meant.
    pub(super) fn weekday_of(&self, i: usize, day: i8) -> Option<Date> {
        let published = self.published()?;
        let back = i64::from((weekday(published) - day).rem_euclid(7));
        let on = (7 - back) % 7;
        // "to get around Wednesday's ruling": the tense is not that of the ruling.
        let possessive = matches!(self.word(i + 1), "'s" | "’s");
        let ahead = match self.told(i) {
            Some(Tense::Future) => !possessive || on <= back,
            // "called a strike for Monday", "came ahead of Sunday's vote".
            // Who means six days ago gives the date: a report is often filed the day before it is dated, or read.
            Some(Tense::Past) if on == 1 => !possessive && !self.since(i),
            Some(Tense::Past) => self.looks_ahead(i, possessive) && on <= back,
            // "opens Monday", "is expected on Friday"; of yesterday one tells in the past.
            Some(Tense::Present) => back > 1,
            None => on < back,
        };
        add_days(published, if ahead { on } else { -back })
    }

    /// Whether the words before the day at word `i` make it one to come, whatever the tense.
    fn looks_ahead(&self, i: usize, possessive: bool) -> bool {
        let back = |k: usize| i.checked_sub(k).map_or("", |i| self.word(i));
        let article = usize::from(matches!(self.previous(i), Symbol::The | Symbol::This));
        let of = (2..10).any(|k| back(k) == "ahead" && back(k - 1) == "of");
        of || self.is(i.wrapping_sub(1 + article), "before") || (self.is(i.wrapping_sub(1), "for") && !possessive)
    }

    /// The last such day of the week before publication (-1), or the next after it (1).
    pub(super) fn weekday_beside(&self, day: i8, by: i64) -> Option<Date> {
        let published = self.published()?;
        let back = i64::from((weekday(published) - day).rem_euclid(7));
        match by {
            -1 => add_days(published, -if back == 0 { 7 } else { back }),
            0 => add_days(published, (7 - back) % 7),
            _ => add_days(published, 7 - back),
        }
    }

    /// The season that is meant; `by` says last (-1) or next (1).
    pub(super) fn season_of(&self, i: usize, season: &'static str, by: Option<i64>) -> Option<Moment> {
        let published = self.published()?;
        let start = season_month(season);
        let (year, now) = (published.year(), published.month());
        let year = match by {
            // Last summer is over.
            Some(-1) => year - i16::from(now < start + 3),
            Some(1) => year + i16::from(now >= start),
            Some(_) if season == "WI" && now < 3 => year - 1,
            Some(_) => year,
            None => match self.direction(i) {
                Tense::Past => year - i16::from(now < start),
                Tense::Future => year + i16::from(now > start + 2),
                Tense::Present => year,
            },
        };
        Some(Moment::Season(year, season))
    }
}
