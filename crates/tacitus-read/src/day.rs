//! Days as data gives them: stamps of machines, and dates as people write them.

use jiff::civil::Date;
use jiff::fmt::rfc2822;
use jiff::fmt::temporal::Pieces;

/// The day of a date or stamp, in the time zone in which it is written: `2023-01-30`, `2023-01-30T23:59:00-05:00`,
/// `20230130`, `20230130T083000Z`, `Mon, 30 Jan 2023 08:00:00 GMT`.
pub(crate) fn day(value: &str) -> Option<Date> {
    let value = value.trim();
    stamp(value).or_else(|| compact(value)).or_else(|| mail(value)).filter(|date| plausible(*date))
}

/// The same, or the first full date in words: "Published January 30, 2023, 10:15 a.m."
pub(crate) fn day_in_words(value: &str) -> Option<Date> {
    const LONGEST: usize = 200;
    let short = || value.len() <= LONGEST;
    day(value).or_else(|| tacitus::times::day_in(value).filter(|date| short() && plausible(*date)))
}

/// Whether news can be of this day. Programs write `0001-01-01` where they know nothing.
fn plausible(date: Date) -> bool {
    (1600..2200).contains(&date.year())
}

fn stamp(value: &str) -> Option<Date> {
    let bytes = value.as_bytes();
    if bytes.len() < 10 || bytes[4] != b'-' || bytes[7] != b'-' {
        return None;
    }
    let pieces = Pieces::parse(value).ok()?;
    // A bare time is not RFC 3339, but its day is no less clear.
    (bytes.len() == 10 || pieces.time().is_some()).then(|| pieces.date())
}

/// `20230130`, with six figures of a time or with `T` and a time.
fn compact(value: &str) -> Option<Date> {
    let digits = value.bytes().take_while(u8::is_ascii_digit).count();
    let rest = &value[digits..];
    match digits {
        8 if rest.is_empty() || rest.starts_with('T') => figures(value),
        14 if rest.is_empty() => figures(value),
        _ => None,
    }
}

/// The day that the first eight characters, all figures, stand for.
pub(crate) fn figures(value: &str) -> Option<Date> {
    let number = |range: std::ops::Range<usize>| value.get(range)?.parse::<i16>().ok();
    let (year, month, day) = (number(0..4)?, number(4..6)?, number(6..8)?);
    Date::new(year, month.try_into().ok()?, day.try_into().ok()?).ok()
}

fn mail(value: &str) -> Option<Date> {
    // Feeds name the day of the week wrongly often enough, and it is not needed.
    let date = value.split_once(", ").map_or(value, |(_, date)| date);
    if let Ok(zoned) = rfc2822::parse(date) {
        return Some(zoned.date());
    }
    // Zones by name, and dates without a time, which the standard does not know.
    let mut words = date.split_ascii_whitespace();
    let (number, month, year) = (words.next()?, words.next()?, words.next()?);
    let shaped = number.parse::<u8>().is_ok() && month.len() >= 3 && year.len() == 4;
    shaped.then(|| tacitus::times::day_in(&format!("{number} {month} {year}"))).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_those_written() {
        for good in [
            "2023-01-30",
            "2023-01-30T23:59:00-05:00",
            "2023-01-30T00:00:00.5Z",
            "2023-01-30 08:00:00+01:00",
            "2023-01-30 08:00:00",
            "20230130",
            "20230130083000",
            "20230130T083000Z",
            "Mon, 30 Jan 2023 23:30:00 -0500",
            "Tue, 30 Jan 2023 08:00:00 GMT",
            "30 Jan 2023 08:00 CEST",
        ] {
            assert_eq!(day(good).map(|day| day.to_string()).as_deref(), Some("2023-01-30"), "{good}");
        }
    }

    #[test]
    fn what_is_no_day_is_none() {
        for bad in [
            "",
            "yesterday",
            "30.01.2023",
            "2023-02-30",
            "2023-1-30",
            "2023-01-30x",
            "1675065600",
            "0001-01-01T00:00:00",
            "January",
            "é, é é é",
        ] {
            assert_eq!(day(bad), None, "{bad}");
        }
    }

    #[test]
    fn days_in_words() {
        for good in ["Published January 30, 2023, 10:15 a.m.", "30 January 2023", "Monday, Jan. 30, 2023", "2023-01-30"]
        {
            assert_eq!(day_in_words(good).map(|day| day.to_string()).as_deref(), Some("2023-01-30"), "{good}");
        }
        assert_eq!(day_in_words("Updated in January"), None);
    }
}
