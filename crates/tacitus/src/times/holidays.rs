//! Holidays: the table of `knowledge/holidays.tsv`, and the days they fall on.

use super::calendar::{Moment, Unit, add_days, nth_weekday};
use super::feasts::{self, easter};
use super::{Found, Reader, TimeKind};
use crate::quantities::lookup::rows;
use jiff::civil::Date;
use std::collections::HashMap;
use std::sync::LazyLock;

/// Names by first word: the rest of the name, and the rule.
type Holidays = HashMap<&'static str, Vec<(Vec<&'static str>, &'static str)>>;

/// The names of holidays, by first word: the rest of the name, and the rule.
static HOLIDAYS: LazyLock<Holidays> = LazyLock::new(|| {
    let mut map: Holidays = HashMap::new();
    for row in rows(include_str!("../../../../knowledge/holidays.tsv")) {
        if let Some((name, rule)) = row.split_once('\t') {
            let mut names = name.split(' ');
            let first = names.next().unwrap_or_default();
            map.entry(first).or_default().push((names.collect(), rule));
        }
    }
    for names in map.values_mut() {
        names.sort_by_key(|(rest, _)| std::cmp::Reverse(rest.len()));
    }
    map
});

/// The holiday whose name begins with `word`: the rule, and how many words follow in the name.
/// `following` gives the words after it.
pub(super) fn holiday<'t>(word: &str, following: impl Fn(usize) -> &'t str) -> Option<(&'static str, usize)> {
    let first = *word.as_bytes().first()?;
    if !first.is_ascii_uppercase() || word.len() > 13 {
        return None;
    }
    let lower = word.to_ascii_lowercase();
    let names = HOLIDAYS.get(lower.as_str())?;
    names
        .iter()
        .find(|(rest, _)| {
            rest.iter().enumerate().all(|(k, part)| {
                let next = following(k + 1);
                next.eq_ignore_ascii_case(part) || (*part == "'s" && next == "’s")
            })
        })
        .map(|&(ref rest, rule)| (rule, rest.len()))
}

/// Whether some holiday's name may begin so; cheap, for words that are nothing else.
pub(super) fn may_begin_holiday(word: &str) -> bool {
    static INITIALS: LazyLock<u32> =
        LazyLock::new(|| HOLIDAYS.keys().fold(0, |set, name| set | 1 << (name.as_bytes()[0].wrapping_sub(b'a') & 31)));
    let first = word.as_bytes().first().copied().unwrap_or(0);
    first.is_ascii_uppercase() && word.len() < 14 && word.len() > 2 && *INITIALS & (1 << (first - b'A')) != 0
}

impl Reader<'_> {
    /// "Thanksgiving Day", "Christmas 1998".
    pub(super) fn holiday(&self, i: usize) -> Option<Found> {
        self.holiday_beside(i, None)
    }

    /// The holiday at word `i`: the last one (-1), the next one (1), or the one that is meant.
    pub(super) fn holiday_beside(&self, i: usize, by: Option<i64>) -> Option<Found> {
        let (rule, more) = holiday(self.word(i), |k| self.word(i + k))?;
        let rule = match rule.strip_prefix("us:") {
            Some(_) if self.is_of_others(i) => return None,
            Some(rule) => rule,
            None => rule,
        };
        let end = i + 1 + more;
        let named = |year: i16| holiday_in(rule, year);
        let (year, end) = match self.year_after(end) {
            Some((year, after)) => (Some(year), after),
            None => {
                let direction = match by {
                    Some(-1) => super::Tense::Past,
                    Some(1) => super::Tense::Future,
                    _ => self.direction(i),
                };
                (self.year_of(direction, |year| named(year)?.first_day()), end)
            }
        };
        match year {
            Some(year) => Some(Found::moment(i..end, named(year)?)),
            // Only a feast that does not move has a date without a year.
            None if rule.len() == 5 => Some(Found::value(i..end, TimeKind::Date, format!("XXXX-{rule}"))),
            None => None,
        }
    }
}

impl Reader<'_> {
    /// Whether the day at word `i` is said to be another country's than the United States': "Kenya's Independence Day".
    fn is_of_others(&self, i: usize) -> bool {
        let of_us = |k: usize| matches!(self.word(k), "US" | "U.S." | "American" | "America" | "States");
        let Some(before) = i.checked_sub(1) else { return false };
        match self.word(before) {
            "'s" | "’s" => before > 0 && !of_us(before - 1),
            word => {
                before > self.sentence.start
                    && word.starts_with(char::is_uppercase)
                    && !of_us(before)
                    && self.symbol(before) == super::Symbol::Other
            }
        }
    }
}

/// When the holiday of this rule is in a year.
fn holiday_in(rule: &str, year: i16) -> Option<Moment> {
    if rule == "week-of-easter" {
        return Some(Moment::at(easter(year)?, Unit::Week));
    }
    if let Some(days) = rule.strip_prefix("orthodox:") {
        return Some(Moment::Day(add_days(feasts::orthodox_easter(year)?, days.parse().ok()?)?));
    }
    if let Some(days) = rule.strip_prefix("jewish:") {
        return Some(Moment::Day(add_days(feasts::jewish_new_year(year)?, days.parse().ok()?)?));
    }
    if rule == "hanukkah" {
        return Some(Moment::Day(feasts::hanukkah(year)?));
    }
    if let Some(days) = rule.strip_prefix("easter:") {
        return Some(Moment::Day(add_days(easter(year)?, days.parse().ok()?)?));
    }
    if let Some(rest) = rule.strip_prefix("islamic:") {
        let (month, day) = rest.split_once(':')?;
        return Some(Moment::Day(feasts::islamic(year, month.parse().ok()?, day.parse().ok()?)?));
    }
    if let Some(days) = rule.strip_prefix("days:") {
        let mut days = days.split(',').filter_map(|day| day.parse::<Date>().ok());
        return days.find(|day| day.year() == year).map(Moment::Day);
    }
    if let Some((kind, rest)) = rule.split_once(':') {
        let mut numbers = rest.split(':').map(str::parse::<i8>);
        let mut next = || numbers.next()?.ok();
        let date = nth_weekday(year, next()?, next()?, next()?)?;
        return Some(Moment::Day(add_days(date, i64::from(kind == "after"))?));
    }
    let (month, day) = rule.split_once('-')?;
    let date = Date::new(year, month.parse().ok()?, day.parse().ok()?).ok()?;
    Some(Moment::Day(date))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_gives_a_day() {
        let table = include_str!("../../../../knowledge/holidays.tsv");
        for row in rows(table) {
            let rule = row.split('\t').nth(1).unwrap_or_default();
            assert!(holiday_in(rule.trim_start_matches("us:"), 2011).is_some(), "{row}");
        }
        let names: std::collections::HashSet<&str> = rows(table).filter_map(|row| row.split('\t').next()).collect();
        assert_eq!(names.len(), rows(table).count(), "a name twice");
    }

    #[test]
    fn days_of_a_table_are_dates_in_order() {
        let table = include_str!("../../../../knowledge/holidays.tsv");
        for days in rows(table).filter_map(|row| row.split_once("days:")).map(|(_, days)| days) {
            let days: Vec<Date> = days.split(',').map(|day| day.parse().expect(day)).collect();
            assert!(days.windows(2).all(|two| two[0].year() + 1 == two[1].year()), "{days:?}");
        }
        assert_eq!(holiday_in("days:2011-02-03,2012-01-23", 2012), Some(Moment::Day(jiff::civil::date(2012, 1, 23))));
        assert_eq!(holiday_in("days:2011-02-03,2012-01-23", 2013), None);
    }

    #[test]
    fn the_longest_name_of_a_holiday_wins() {
        let words = ["Easter", "Sunday"];
        let after = |k: usize| words.get(k).copied().unwrap_or("");
        assert_eq!(holiday("Easter", after), Some(("easter:0", 1)));
        assert_eq!(holiday("Eastern", after), None);
    }
}
