//! The day of publication of a document that does not give it in so many words.
//!
//! What a document's own data says counts first, and then what the caller says. Without either, the dateline is read
//! ("KABUL, March 3 (AFP) -"), whose year may have to come from the URL or the name of the file; and where there is no
//! dateline, these alone may name a day.

use std::path::Path;

use jiff::ToSpan;
use jiff::civil::Date;
use tacitus::Input;

use crate::Options;
use crate::day::figures;

/// What a URL or a file's name tells of the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Hint {
    /// The day itself.
    Day(Date),
    /// A month or year: its last day.
    Until(Date),
}

/// A dateline may be that many days older than the page, and is believed against it.
const DATELINE_AGE: i32 = 10;

/// A page's own date and its URL's differ by no more than that many days because of time zones.
const ZONES: i32 = 2;

impl Hint {
    /// What the path of a URL tells: `/2023/01/30/`, `/2023/jan/30/`, `/2023-01-30-`, `/20230130`, `/2023/01/`.
    pub fn of_url(url: &str) -> Option<Hint> {
        let (_, rest) = url.split_once("://")?;
        let (_, path) = rest.split_once('/')?;
        Hint::of(path.split(['?', '#']).next()?)
    }

    /// What a file's name tells; its folders say nothing.
    pub fn of_name(path: &Path) -> Option<Hint> {
        Hint::of(&path.file_name()?.to_string_lossy())
    }

    fn of(text: &str) -> Option<Hint> {
        let parts: Vec<&str> = text.split(|c: char| !c.is_ascii_alphanumeric()).filter(|p| !p.is_empty()).collect();
        let eight = |part: &&str| part.len() == 8 && part.bytes().all(|b| b.is_ascii_digit());
        let days = parts.windows(3).find_map(|three| day_of(three[0], three[1], three[2]));
        if let Some(day) =
            days.or_else(|| parts.iter().filter(|part| eight(part)).find_map(|p| year_checked(figures(p)?)))
        {
            return Some(Hint::Day(day));
        }
        let months = parts.windows(2).find_map(|two| day_of(two[0], two[1], "1"));
        if let Some(first) = months {
            return Some(Hint::Until(first.last_of_month()));
        }
        let year = parts.iter().find_map(|part| year(part))?;
        Date::new(year, 12, 31).ok().map(Hint::Until)
    }

    fn latest(self) -> Date {
        match self {
            Hint::Day(day) | Hint::Until(day) => day,
        }
    }
}

fn year(part: &str) -> Option<i16> {
    let digits = part.len() == 4 && part.bytes().all(|b| b.is_ascii_digit());
    part.parse().ok().filter(|year| digits && (1900..2100).contains(year))
}

fn year_checked(date: Date) -> Option<Date> {
    (1900..2100).contains(&date.year()).then_some(date)
}

fn day_of(year: &str, month: &str, day: &str) -> Option<Date> {
    let year = self::year(year)?;
    let day: i8 = day.parse().ok().filter(|_| day.len() <= 2)?;
    if month.len() <= 2 {
        return Date::new(year, month.parse().ok()?, day).ok();
    }
    if !month.bytes().all(|b| b.is_ascii_alphabetic()) {
        return None;
    }
    let named = format!("{day} {}{} {year}", month[..1].to_ascii_uppercase(), &month[1..]);
    tacitus::times::day_in(&named)
}

/// Gives a document without a day of publication one, if there is a way to know it.
///
/// A full dateline without any hint is left to the library, which reads it in any case.
pub(crate) fn settle(input: &mut Input, hint: Option<Hint>, options: &Options) {
    let found = || {
        let hint = hint?;
        let dateline = dateline(&input.text, hint.latest());
        match hint {
            Hint::Day(day) => dateline.filter(|date| near(*date, day, DATELINE_AGE)).or(Some(day)),
            Hint::Until(_) => dateline,
        }
    };
    input.published = input.published.or(options.published).or_else(found);
}

/// A page's own date, unless its URL names another day: the URL was given once, while programs set the date anew when
/// a page is changed, moved or fetched.
pub(crate) fn checked(given: Option<Date>, hint: Option<Hint>) -> Option<Date> {
    match (given, hint) {
        (Some(given), Some(Hint::Day(day))) if !near(given, day, ZONES) => Some(day),
        (given, _) => given,
    }
}

fn near(one: Date, other: Date, days: i32) -> bool {
    one.checked_add(days.days()).is_ok_and(|end| other <= end)
        && other.checked_add(days.days()).is_ok_and(|end| one <= end)
}

/// The day in the dateline, the year being known from elsewhere where it gives none.
fn dateline(text: &str, latest: Date) -> Option<Date> {
    const FAR_ENOUGH: usize = 600;
    let opening = &text[..text.floor_char_boundary(FAR_ENOUGH)];
    tacitus::times::published_until(opening, &tacitus::words::split(opening), latest)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn urls_name_days() {
        for (url, hint) in [
            ("https://a.example/world/2023/01/30/talks-open", Some(Hint::Day(date(2023, 1, 30)))),
            ("https://a.example/world/2023/jan/30/talks", Some(Hint::Day(date(2023, 1, 30)))),
            ("https://a.example/talks-2023-01-30.html", Some(Hint::Day(date(2023, 1, 30)))),
            ("https://a.example/n/20230130-talks?id=20220101", Some(Hint::Day(date(2023, 1, 30)))),
            ("https://a.example/2023/02/talks", Some(Hint::Until(date(2023, 2, 28)))),
            ("https://a.example/2023/talks", Some(Hint::Until(date(2023, 12, 31)))),
            ("https://a.example/2023/may/talks", Some(Hint::Until(date(2023, 5, 31)))),
            ("https://a.example/12345678/talks-of-99", None),
            ("https://2023.example", None),
            ("AFP", None),
        ] {
            assert_eq!(Hint::of_url(url), hint, "{url}");
        }
    }

    #[test]
    fn files_name_days() {
        assert_eq!(Hint::of_name("in/2023-01-30_talks.txt".as_ref()), Some(Hint::Day(date(2023, 1, 30))));
        assert_eq!(Hint::of_name("2023/01/talks.txt".as_ref()), None);
    }

    fn settled(text: &str, hint: Option<Hint>) -> Option<String> {
        let mut input = Input { text: text.to_owned(), ..Input::default() };
        settle(&mut input, hint, &Options::default());
        input.published.map(|date| date.to_string())
    }

    #[test]
    fn a_dateline_gets_its_year_from_elsewhere() {
        let text = "KABUL, March 3 (AFP) - The talks ended, an official said.";
        assert_eq!(settled(text, Some(Hint::Until(date(2011, 12, 31)))).as_deref(), Some("2011-03-03"));
        assert_eq!(settled(text, Some(Hint::Day(date(2011, 3, 3)))).as_deref(), Some("2011-03-03"));
        assert_eq!(settled(text, Some(Hint::Day(date(2011, 3, 4)))).as_deref(), Some("2011-03-03"));
        assert_eq!(settled(text, Some(Hint::Day(date(2011, 9, 4)))).as_deref(), Some("2011-09-04"));
        assert_eq!(settled(text, None), None);
        assert_eq!(settled("The talks ended.", Some(Hint::Until(date(2011, 12, 31)))), None);
    }

    #[test]
    fn a_url_corrects_a_page() {
        let hint = Some(Hint::Day(date(2023, 1, 30)));
        assert_eq!(checked(Some(date(2023, 1, 29)), hint), Some(date(2023, 1, 29)));
        assert_eq!(checked(Some(date(2024, 6, 1)), hint), Some(date(2023, 1, 30)));
        assert_eq!(checked(None, hint), None);
    }
}
