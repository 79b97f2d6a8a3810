//! Feasts that move: Easter of the western and the eastern churches, the Jewish year, the Islamic year.

use super::calendar::add_days;
use jiff::civil::{Date, date};

/// Western Easter Sunday, by the Gregorian computus.
pub(super) fn easter(year: i16) -> Option<Date> {
    let y = i32::from(year);
    let (a, b, c) = (y % 19, y / 100, y % 100);
    let h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
    let l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let n = h + l - 7 * m + 114;
    Date::new(year, (n / 31) as i8, (n % 31 + 1) as i8).ok()
}

/// Easter Sunday of the eastern churches, by the Julian computus.
pub(super) fn orthodox_easter(year: i16) -> Option<Date> {
    let y = i32::from(year);
    let d = (19 * (y % 19) + 15) % 30;
    let e = (2 * (y % 4) + 4 * (y % 7) - d + 34) % 7;
    let n = d + e + 114;
    let julian = Date::new(year, (n / 31) as i8, (n % 31 + 1) as i8).ok()?;
    add_days(julian, i64::from(y / 100 - y / 400 - 2))
}

/// The day of 1 Tishri, Rosh Hashanah, in the autumn of a year.
pub(super) fn jewish_new_year(year: i16) -> Option<Date> {
    new_year(i64::from(year) + 3761)
}

/// The first day of Hanukkah, 25 Kislev, in the winter that ends a year.
pub(super) fn hanukkah(year: i16) -> Option<Date> {
    let jewish = i64::from(year) + 3761;
    let length = new_year(jewish + 1)?.since(new_year(jewish)?).ok()?.get_days();
    // Heshvan has a thirtieth day in years that are complete.
    add_days(new_year(jewish)?, if length % 10 == 5 { 84 } else { 83 })
}

/// 1 Tishri of a year of the Jewish calendar, by the arithmetic of its mean moon and its postponements.
fn new_year(year: i64) -> Option<Date> {
    let postponed = match (elapsed(year + 1) - elapsed(year), elapsed(year) - elapsed(year - 1)) {
        (356, _) => 2,
        (_, 382) => 1,
        _ => 0,
    };
    // Day 1 of the count is 1 January of the year 1.
    let day = elapsed(year) + postponed - 1_373_427;
    add_days(date(1, 1, 1), day - 1)
}

/// Days from the first molad to that of a year, put off from Sunday, Wednesday and Friday.
fn elapsed(year: i64) -> i64 {
    let months = (235 * year - 234).div_euclid(19);
    let parts = 12_084 + 13_753 * months;
    let day = 29 * months + parts.div_euclid(25_920);
    day + i64::from((3 * (day + 1)).rem_euclid(7) < 3)
}

/// The first day in a year that bears this date of the tabular Islamic calendar. Months begin by the moon that is seen,
/// so a feast may be kept a day before or after, and not everywhere on the same day.
pub(super) fn islamic(year: i16, month: i64, day: i64) -> Option<Date> {
    // Thirty-three of its years are nearly thirty-two of ours.
    let about = (i64::from(year) - 622) * 33 / 32;
    (about - 1..=about + 2).find_map(|islamic| {
        let before = (islamic - 1) * 354 + (3 + 11 * islamic).div_euclid(30);
        let months = 29 * (month - 1) + (6 * month - 1).div_euclid(11);
        // Day 1 of the count is 1 January of the year 1; 1 Muharram of the year 1 is day 227,015.
        let date = add_days(date(1, 1, 1), 227_014 + before + months + day - 1)?;
        (date.year() == year).then_some(date)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn easter_of_both_churches() {
        assert_eq!(easter(2000), Some(date(2000, 4, 23)));
        assert_eq!(easter(2024), Some(date(2024, 3, 31)));
        assert_eq!(orthodox_easter(2000), Some(date(2000, 4, 30)));
        assert_eq!(orthodox_easter(2024), Some(date(2024, 5, 5)));
        assert_eq!(orthodox_easter(2017), easter(2017));
    }

    #[test]
    fn the_jewish_year() {
        for (year, new_year, first_light) in [
            (1998, date(1998, 9, 21), date(1998, 12, 14)),
            (2013, date(2013, 9, 5), date(2013, 11, 28)),
            (2023, date(2023, 9, 16), date(2023, 12, 8)),
            (2024, date(2024, 10, 3), date(2024, 12, 26)),
        ] {
            assert_eq!(jewish_new_year(year), Some(new_year));
            assert_eq!(hanukkah(year), Some(first_light));
        }
    }

    #[test]
    fn the_islamic_year() {
        let near =
            |found: Option<Date>, kept: Date| found.is_some_and(|d| d.since(kept).unwrap().get_days().abs() <= 1);
        for (fast_ends, sacrifice) in [
            (date(2004, 11, 14), date(2004, 2, 1)),
            (date(2012, 8, 19), date(2012, 10, 26)),
            (date(2019, 6, 4), date(2019, 8, 11)),
            (date(2023, 4, 21), date(2023, 6, 28)),
            (date(2025, 3, 30), date(2025, 6, 6)),
        ] {
            assert!(near(islamic(fast_ends.year(), 10, 1), fast_ends), "{fast_ends}");
            assert!(near(islamic(sacrifice.year(), 12, 10), sacrifice), "{sacrifice}");
        }
        // Each year of ours has at least one of each day.
        assert!((1900..2100).all(|year| islamic(year, 1, 10).is_some() && islamic(year, 12, 10).is_some()));
    }
}
