//! The calendar: stretches of it, how they follow each other, and how TIMEX3 writes them.

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

/// A unit of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unit {
    Second,
    Minute,
    Hour,
    Day,
    Weekend,
    Week,
    Fortnight,
    Month,
    Quarter,
    Year,
    Decade,
    Century,
}

/// A stretch of the calendar, by its first day, or its year for stretches of years.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Moment {
    Day(Date),
    /// The Monday of the week that the weekend ends.
    Weekend(Date),
    /// The Monday.
    Week(Date),
    Month(i16, i8),
    /// Year and quarter, 1 to 4.
    Quarter(i16, i8),
    /// Year and half, 1 or 2.
    Half(i16, i8),
    /// Year and the season's letters.
    Season(i16, &'static str),
    Year(i16),
    /// The year without its last digit.
    Decade(i16),
    /// The year without its last two digits.
    Century(i16),
}

/// The Monday of the week of `date`.
pub(super) fn monday(date: Date) -> Date {
    let back = i64::from(date.weekday().to_monday_zero_offset());
    date.checked_sub(back.days()).unwrap_or(date)
}

/// The day of the week, Monday being 1.
pub(super) fn weekday(date: Date) -> i8 {
    date.weekday().to_monday_one_offset()
}

/// `date` moved by so many days.
pub(super) fn add_days(date: Date, days: i64) -> Option<Date> {
    (days.abs() < 4_000_000).then(|| date.checked_add(days.days()).ok())?
}

/// So many months after (before) the month.
fn add_months(year: i16, month: i8, months: i64) -> Option<(i16, i8)> {
    let count = i64::from(year) * 12 + i64::from(month) - 1 + months;
    let year = i16::try_from(count.div_euclid(12)).ok()?;
    (1..=9999).contains(&year).then(|| (year, (count.rem_euclid(12) + 1) as i8))
}

/// So many years after (before) the year.
fn add_years(year: i16, years: i64) -> Option<i16> {
    let year = i16::try_from(i64::from(year) + years).ok()?;
    (1..=9999).contains(&year).then_some(year)
}

impl Moment {
    /// The stretch of the kind that `unit` says that `date` lies in.
    pub(super) fn at(date: Date, unit: Unit) -> Self {
        let (year, month) = (date.year(), date.month());
        match unit {
            Unit::Second | Unit::Minute | Unit::Hour | Unit::Day => Moment::Day(date),
            Unit::Weekend => Moment::Weekend(monday(date)),
            Unit::Week | Unit::Fortnight => Moment::Week(monday(date)),
            Unit::Month => Moment::Month(year, month),
            Unit::Quarter => Moment::Quarter(year, (month - 1) / 3 + 1),
            Unit::Year => Moment::Year(year),
            Unit::Decade => Moment::Decade(year / 10),
            Unit::Century => Moment::Century(year / 100),
        }
    }

    /// The stretch so many of its own kind later, or earlier.
    pub(super) fn shift(self, by: i64) -> Option<Self> {
        if by.abs() > 1_000_000 {
            return None;
        }
        Some(match self {
            Moment::Day(date) => Moment::Day(add_days(date, by)?),
            Moment::Weekend(date) => Moment::Weekend(add_days(date, 7 * by)?),
            Moment::Week(date) => Moment::Week(add_days(date, 7 * by)?),
            Moment::Month(year, month) => {
                let (year, month) = add_months(year, month, by)?;
                Moment::Month(year, month)
            }
            Moment::Quarter(year, quarter) => {
                let (year, month) = add_months(year, quarter * 3, 3 * by)?;
                Moment::Quarter(year, month / 3)
            }
            Moment::Half(year, half) => {
                let (year, month) = add_months(year, half * 6, 6 * by)?;
                Moment::Half(year, month / 6)
            }
            Moment::Season(year, season) => Moment::Season(add_years(year, by)?, season),
            Moment::Year(year) => Moment::Year(add_years(year, by)?),
            Moment::Decade(decade) => Moment::Decade(add_years(decade, by)?),
            Moment::Century(century) => Moment::Century(add_years(century, by)?),
        })
    }

    /// The first day.
    pub(super) fn first_day(self) -> Option<Date> {
        match self {
            Moment::Day(date) | Moment::Week(date) => Some(date),
            Moment::Weekend(date) => add_days(date, 5),
            Moment::Month(year, month) => Date::new(year, month, 1).ok(),
            Moment::Quarter(year, quarter) => Date::new(year, quarter * 3 - 2, 1).ok(),
            Moment::Half(year, half) => Date::new(year, half * 6 - 5, 1).ok(),
            Moment::Season(year, season) => Date::new(year, season_month(season), 1).ok(),
            Moment::Year(year) => Date::new(year, 1, 1).ok(),
            Moment::Decade(decade) => Date::new(decade.checked_mul(10)?, 1, 1).ok(),
            Moment::Century(century) => Date::new(century.checked_mul(100)?, 1, 1).ok(),
        }
    }

    /// The value as TIMEX3 writes it.
    pub(super) fn value(self) -> String {
        match self {
            Moment::Day(date) => date.to_string(),
            Moment::Weekend(date) => format!("{}-WE", Moment::Week(date).value()),
            Moment::Week(date) => {
                let week = date.iso_week_date();
                format!("{:04}-W{:02}", week.year(), week.week())
            }
            Moment::Month(year, month) => format!("{year:04}-{month:02}"),
            Moment::Quarter(year, quarter) => format!("{year:04}-Q{quarter}"),
            Moment::Half(year, half) => format!("{year:04}-H{half}"),
            Moment::Season(year, season) => format!("{year:04}-{season}"),
            Moment::Year(year) => format!("{year:04}"),
            Moment::Decade(decade) => format!("{decade:03}X"),
            Moment::Century(century) => format!("{century:02}XX"),
        }
    }
}

/// The month a season begins in, on the northern hemisphere.
pub(super) fn season_month(season: &str) -> i8 {
    match season {
        "SP" => 3,
        "SU" => 6,
        "FA" => 9,
        _ => 12,
    }
}

/// The Nth such weekday of a month (-1 the last); Monday is 1.
pub(super) fn nth_weekday(year: i16, month: i8, day: i8, nth: i8) -> Option<Date> {
    let weekday = Weekday::from_monday_one_offset(day).ok()?;
    Date::new(year, month, 1).ok()?.nth_weekday_of_month(nth, weekday).ok()
}

/// A length of time as TIMEX3 writes it; `None` is a number the text does not say.
pub(super) fn duration(amount: Option<f64>, unit: Unit) -> String {
    let (time, letter, factor) = match unit {
        Unit::Second => ("T", 'S', 1.0),
        Unit::Minute => ("T", 'M', 1.0),
        Unit::Hour => ("T", 'H', 1.0),
        Unit::Day => ("", 'D', 1.0),
        Unit::Weekend => ("", 'D', 2.0),
        Unit::Week => ("", 'W', 1.0),
        Unit::Fortnight => ("", 'W', 2.0),
        Unit::Month => ("", 'M', 1.0),
        Unit::Quarter => ("", 'Q', 1.0),
        Unit::Year => ("", 'Y', 1.0),
        Unit::Decade => ("", 'Y', 10.0),
        Unit::Century => ("", 'Y', 100.0),
    };
    let Some(amount) = amount else {
        return format!("P{time}X{letter}");
    };
    let amount = amount * factor;
    let whole = amount.trunc();
    let rest = amount - whole;
    let finer = match unit {
        Unit::Hour => Some((60.0, 'M')),
        Unit::Minute => Some((60.0, 'S')),
        Unit::Year => Some((12.0, 'M')),
        _ => None,
    };
    match finer {
        Some((many, finer)) if rest > 0.0 && (rest * many).fract() == 0.0 => {
            if whole > 0.0 {
                format!("P{time}{whole}{letter}{}{finer}", rest * many)
            } else {
                format!("P{time}{}{finer}", rest * many)
            }
        }
        _ => format!("P{time}{amount}{letter}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn stretches_and_their_values() {
        let day = date(2000, 1, 15);
        for (unit, by, value) in [
            (Unit::Day, -15, "1999-12-31"),
            (Unit::Week, 0, "2000-W02"),
            (Unit::Weekend, -1, "2000-W01-WE"),
            (Unit::Month, -1, "1999-12"),
            (Unit::Quarter, -1, "1999-Q4"),
            (Unit::Year, -42, "1958"),
            (Unit::Decade, -1, "199X"),
            (Unit::Century, 0, "20XX"),
        ] {
            assert_eq!(Moment::at(day, unit).shift(by).unwrap().value(), value);
        }
        assert_eq!(Moment::Half(2005, 1).shift(-1), Some(Moment::Half(2004, 2)));
    }

    #[test]
    fn the_calendar_ends_somewhere() {
        assert_eq!(Moment::Year(5).shift(-900_000), None);
        assert_eq!(Moment::Day(date(9999, 12, 31)).shift(1), None);
        assert_eq!(Moment::Decade(9999).first_day(), None);
    }

    #[test]
    fn weekdays_of_months() {
        assert_eq!(nth_weekday(1999, 11, 4, 4), Some(date(1999, 11, 25)));
        assert_eq!(nth_weekday(2023, 5, 1, -1), Some(date(2023, 5, 29)));
    }

    #[test]
    fn lengths() {
        assert_eq!(duration(Some(3.0), Unit::Day), "P3D");
        assert_eq!(duration(Some(5.5), Unit::Hour), "PT5H30M");
        assert_eq!(duration(Some(0.5), Unit::Hour), "PT30M");
        assert_eq!(duration(Some(2.5), Unit::Year), "P2Y6M");
        assert_eq!(duration(Some(4.0), Unit::Decade), "P40Y");
        assert_eq!(duration(None, Unit::Week), "PXW");
    }
}
