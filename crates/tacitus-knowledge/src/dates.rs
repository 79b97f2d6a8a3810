//! Dates as tables know them: a year, a month of a year, or a day.

use std::fmt;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// A date known to the year, the month or the day.
///
/// ```
/// use jiff::civil::date;
/// use tacitus_knowledge::PartialDate;
///
/// let month = PartialDate::parse("2014-02").unwrap();
/// assert_eq!(month.first_day(), date(2014, 2, 1));
/// assert_eq!(month.last_day(), date(2014, 2, 28));
/// assert_eq!(month.to_string(), "2014-02");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartialDate {
    year: i16,
    /// 0 where the month is not known.
    month: i8,
    /// 0 where the day is not known.
    day: i8,
}

impl PartialDate {
    /// Reads `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; nothing for any other text.
    pub fn parse(text: &str) -> Option<PartialDate> {
        let shape: Vec<usize> = text.split('-').map(str::len).collect();
        if !matches!(shape[..], [4] | [4, 2] | [4, 2, 2]) {
            return None;
        }
        let mut parts = text.split('-');
        let year = parts.next()?.parse().ok()?;
        let month = parts.next().map_or(Some(0), |m| m.parse().ok().filter(|m| *m > 0))?;
        let day = parts.next().map_or(Some(0), |d| d.parse().ok().filter(|d| *d > 0))?;
        Date::new(year, month.max(1), day.max(1)).ok()?;
        Some(PartialDate { year, month, day })
    }

    /// The first day that the date can mean.
    pub fn first_day(self) -> Date {
        Date::new(self.year, self.month.max(1), self.day.max(1)).unwrap_or(Date::ZERO)
    }

    /// The last day that the date can mean.
    pub fn last_day(self) -> Date {
        match (self.month, self.day) {
            (0, _) => self.first_day().last_of_year(),
            (_, 0) => self.first_day().last_of_month(),
            _ => self.first_day(),
        }
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        if self.month > 0 {
            write!(f, "-{:02}", self.month)?;
        }
        if self.day > 0 {
            write!(f, "-{:02}", self.day)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn the_three_precisions() {
        let year = PartialDate::parse("1999").unwrap();
        assert_eq!((year.first_day(), year.last_day()), (date(1999, 1, 1), date(1999, 12, 31)));
        let day = PartialDate::parse("2000-02-29").unwrap();
        assert_eq!((day.first_day(), day.last_day()), (date(2000, 2, 29), date(2000, 2, 29)));
    }

    #[test]
    fn other_texts_are_no_dates() {
        for text in ["", "99", "2001-02-29", "2001-13", "2001-00", "2001-1-1", "2001-01-01-01", "x"] {
            assert_eq!(PartialDate::parse(text), None, "{text}");
        }
    }
}
