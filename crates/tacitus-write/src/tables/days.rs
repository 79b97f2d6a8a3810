//! Days as tables have them: counted from the first of January 1970.

use jiff::Span;
use jiff::civil::{Date, date};

const EPOCH: Date = date(1970, 1, 1);

/// A day that is written as records write it.
pub(super) fn written(published: &str) -> Option<Date> {
    let day: Date = published.parse().ok()?;
    (day.to_string() == published).then_some(day)
}

/// How many days after the first one it is.
pub(super) fn number(day: Date) -> i32 {
    // No calendar goes as far as the type does.
    (day.duration_since(EPOCH).as_hours() / 24) as i32
}

/// The day so many days after the first one; `None` beyond the calendar.
pub(crate) fn numbered(days: i32) -> Option<Date> {
    EPOCH.checked_add(Span::new().try_days(days).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_come_back() {
        for day in ["1970-01-01", "1969-12-31", "2023-01-30", "0001-01-01", "9999-12-31", "-009999-01-01"] {
            let date = written(day).unwrap();
            assert_eq!(numbered(number(date)), Some(date), "{day}");
        }
        assert_eq!((number(date(2023, 1, 30)), number(date(1969, 12, 31))), (19387, -1));
        assert_eq!((numbered(i32::MAX), numbered(i32::MIN)), (None, None));
        for bad in ["2023-1-30", "2023-01-30T00:00", "20230130", "2023-02-30", ""] {
            assert_eq!(written(bad), None, "{bad}");
        }
    }
}
