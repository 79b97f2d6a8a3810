//! What each word is to the reader of times: the table of `knowledge/times.tsv`, and the shapes
//! that figures take.

use super::calendar::Unit;
use crate::quantities::lookup::{Lookup, rows};
use crate::words::Words;
use jiff::civil::Date;
use std::collections::HashMap;
use std::sync::LazyLock;

/// What a word is to the reader of times.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Symbol {
    /// Nothing.
    Other,
    /// A month; the flag says that it is a short form that needs a figure beside it.
    Month(i8, bool),
    /// A day of the week, Monday being 1.
    Weekday(i8),
    /// The same in the plural.
    Weekdays(i8),
    /// A unit, and whether it stands in the plural.
    Unit(Unit, bool),
    /// "second", a unit or an ordinal.
    Second,
    /// A part of the day.
    Part(&'static str),
    /// A point of the day that has a name, as the clock has it.
    Hour(&'static str),
    /// A season; the flag says that the word often means something else.
    Season(&'static str, bool),
    /// A day counted from today.
    Day(i8),
    /// "tonight".
    Tonight(&'static str),
    /// A word for the present, the past or the future that stands alone.
    Reference(&'static str),
    /// The same as an adjective.
    Adjective(&'static str),
    /// The same as a noun.
    Noun(&'static str),
    /// An adjective or adverb of repetition, and the time from one to the next.
    Frequency(&'static str),
    /// "every", "each", "per".
    Every,
    Last,
    Previous,
    This,
    Next,
    Following,
    /// "recent", "coming".
    Recent,
    Same,
    That,
    /// "early", "late", "mid"; "earlier" and "later" are -1 and 1.
    Edge(i8),
    /// "beginning", "end": joined to what follows by "of".
    EdgeOf,
    Ago,
    Before,
    After,
    Since,
    /// "by", "until".
    Deadline,
    Preposition,
    The,
    A,
    Zone,
    /// "a.m." (0) or "p.m." (12).
    Meridiem(i8),
    OClock,
    Ordinal(i16),
    Fiscal,
    Long,
    Old,
    /// "once", "twice", "times".
    Times,
    /// Figures and nothing else: value and count.
    Digits(u32, u8),
    /// A decade or a century in figures: "1990s" is 199 and `false`, "1800s" 18 and `true`.
    Decade(i16, bool),
    /// "10:35", "8.30".
    Clock(i8, i8),
    /// A date in figures.
    Date(Date),
    Half,
    /// What may stand between a number and its unit.
    Filler,
    /// "Q3".
    Quarter(i8),
}

/// The table, by word.
static TABLE: LazyLock<Lookup<Symbol>> = LazyLock::new(|| {
    Lookup::new(include_str!("../../../../knowledge/times.tsv"), |row| match *row {
        [form, class, value] => symbol(form, class, value),
        _ => None,
    })
});

/// The prefixes that stand before a word of time in the same word.
static PREFIXES: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
    rows(include_str!("../../../../knowledge/times.tsv"))
        .filter_map(|row| row.strip_suffix("prefix")?.strip_suffix('\t'))
        .collect()
});

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

fn unit(letters: &str) -> Option<Unit> {
    Some(match letters {
        "S" => Unit::Second,
        "TM" => Unit::Minute,
        "TH" => Unit::Hour,
        "D" => Unit::Day,
        "WE" => Unit::Weekend,
        "W" => Unit::Week,
        "F" => Unit::Fortnight,
        "M" => Unit::Month,
        "Q" => Unit::Quarter,
        "Y" => Unit::Year,
        "E" => Unit::Decade,
        "C" => Unit::Century,
        _ => return None,
    })
}

fn symbol(form: &'static str, class: &str, value: &'static str) -> Option<Symbol> {
    let number = || value.parse::<i8>().ok();
    Some(match class {
        "month" => Symbol::Month(number()?, false),
        "month-short" => Symbol::Month(number()?, true),
        "weekday" => Symbol::Weekday(number()?),
        "weekdays" => Symbol::Weekdays(number()?),
        "unit" | "weekend" => Symbol::Unit(unit(value)?, false),
        "units" | "weekends" => Symbol::Unit(unit(value)?, true),
        "second" => Symbol::Second,
        "part" => Symbol::Part(value),
        "hour" => Symbol::Hour(value),
        "season" => Symbol::Season(value, false),
        "weak-season" => Symbol::Season(value, true),
        "day" => Symbol::Day(number()?),
        "tonight" | "overnight" => Symbol::Tonight(value),
        "reference" => Symbol::Reference(value),
        "adjective" => Symbol::Adjective(value),
        "noun" => Symbol::Noun(value),
        "frequency" => Symbol::Frequency(value),
        "every" => Symbol::Every,
        "last" => Symbol::Last,
        "previous" => Symbol::Previous,
        "this" => Symbol::This,
        "next" => Symbol::Next,
        "following" => Symbol::Following,
        "recent" | "coming" => Symbol::Recent,
        "same" => Symbol::Same,
        "that" => Symbol::That,
        "edge" => Symbol::Edge(match form {
            "earlier" => -1,
            "later" => 1,
            _ => 0,
        }),
        "edge-of" => Symbol::EdgeOf,
        "ago" => Symbol::Ago,
        "before" => Symbol::Before,
        "after" => Symbol::After,
        "since" => Symbol::Since,
        "deadline" => Symbol::Deadline,
        "preposition" => Symbol::Preposition,
        "the" => Symbol::The,
        "a" => Symbol::A,
        "zone" => Symbol::Zone,
        "meridiem" => Symbol::Meridiem(number()?),
        "oclock" => Symbol::OClock,
        "ordinal" => Symbol::Ordinal(value.parse().ok()?),
        "nineteen-decade" => Symbol::Decade(190 + value.parse::<i16>().ok()? / 10, false),
        "fiscal" => Symbol::Fiscal,
        "long" => Symbol::Long,
        "old" => Symbol::Old,
        "times" => Symbol::Times,
        "half" => Symbol::Half,
        "filler" => Symbol::Filler,
        "quarter" => Symbol::Quarter(number()?),
        _ => return None,
    })
}

/// The symbol of each word.
pub(super) fn symbols(text: &str, words: &Words) -> Vec<Symbol> {
    opening(text, words, words.len())
}

/// The symbols of the first `count` words.
pub(super) fn opening(text: &str, words: &Words, count: usize) -> Vec<Symbol> {
    let (table, prefixes) = (&*TABLE, &*PREFIXES);
    words
        .iter(text)
        .take(count)
        .enumerate()
        .map(|(i, word)| {
            let first = word.as_bytes()[0];
            if first.is_ascii_digit() || (!first.is_ascii_alphabetic() && word.len() > 2) {
                return figures(word);
            }
            let symbol = match table.get(word) {
                Some(&symbol) => symbol,
                None => prefixes
                    .iter()
                    .filter_map(|prefix| {
                        let head = word.get(..prefix.len())?;
                        let rest = &word[prefix.len()..];
                        (head.eq_ignore_ascii_case(prefix) && !rest.is_empty()).then_some(rest)
                    })
                    .map(|rest| match table.get(rest) {
                        Some(&symbol) => symbol,
                        None => figures(rest),
                    })
                    .next()
                    .unwrap_or(Symbol::Other),
            };
            let small = first.is_ascii_lowercase();
            match symbol {
                Symbol::Month(_, short) if small && (short || !word.contains('-')) => Symbol::Other,
                Symbol::Weekday(_) | Symbol::Weekdays(_) | Symbol::Zone if small => Symbol::Other,
                // "60 Minutes", "High Noon": titles; in a line of capitals they are none.
                Symbol::Unit(..) | Symbol::Hour(_) if !small && i > 0 && title(word) => Symbol::Other,
                symbol => symbol,
            }
        })
        .collect()
}

/// Whether only the first letter is a capital.
fn title(word: &str) -> bool {
    word[1..].bytes().all(|b| !b.is_ascii_uppercase())
}

/// The symbol of a word of figures.
fn figures(word: &str) -> Symbol {
    let bytes = word.as_bytes();
    let digits = bytes.iter().take_while(|b| b.is_ascii_digit()).count();
    if digits == bytes.len() && digits <= 8 {
        return word.parse().map_or(Symbol::Other, |value| Symbol::Digits(value, digits as u8));
    }
    let rest = &word[digits..];
    if digits == 0 || digits > 4 {
        return short_decade(word).unwrap_or(Symbol::Other);
    }
    let value: i16 = word[..digits].parse().unwrap_or(0);
    match rest {
        "s" | "'s" | "’s" if digits == 4 => {
            if value % 100 == 0 && value < 2000 {
                Symbol::Decade(value / 100, true)
            } else if value % 10 == 0 {
                Symbol::Decade(value / 10, false)
            } else {
                Symbol::Other
            }
        }
        "st" | "nd" | "rd" | "th" if digits <= 2 => Symbol::Ordinal(value),
        _ => clock(value, digits, rest).or_else(|| date(word)).unwrap_or(Symbol::Other),
    }
}

/// "'90s".
fn short_decade(word: &str) -> Option<Symbol> {
    let rest = word.strip_prefix(['\'', '’'])?.strip_suffix('s')?;
    let value: i16 = rest.parse().ok()?;
    (rest.len() == 2 && value % 10 == 0).then_some(Symbol::Decade(190 + value / 10, false))
}

/// The minutes of a clock after `hour`.
fn clock(hour: i16, digits: usize, rest: &str) -> Option<Symbol> {
    let minutes = rest.strip_prefix([':', '.'])?;
    let minutes = minutes.get(..2).filter(|m| {
        m.bytes().all(|b| b.is_ascii_digit())
            && (minutes.len() == 2 || (minutes.len() == 5 && minutes[2..].starts_with(':')))
    })?;
    let minute: i8 = minutes.parse().ok()?;
    (digits <= 2 && hour <= 24 && minute < 60).then_some(Symbol::Clock(hour as i8, minute))
}

/// "1998-08-07", and "8/7/1998" in the American order.
fn date(word: &str) -> Option<Symbol> {
    let separator = if word.contains('/') { '/' } else { '-' };
    let mut parts = word.split(separator).map(str::parse::<i16>);
    let (a, b, c) = (parts.next()?.ok()?, parts.next()?.ok()?, parts.next()?.ok()?);
    if parts.next().is_some() {
        return None;
    }
    let (year, month, day) = if a > 999 {
        (a, b, c)
    } else {
        let year = match c {
            0..50 => c + 2000,
            50..100 => c + 1900,
            _ => c,
        };
        if a > 12 { (year, b, a) } else { (year, a, b) }
    };
    let (month, day) = (i8::try_from(month).ok()?, i8::try_from(day).ok()?);
    Date::new(year, month, day).ok().map(Symbol::Date)
}

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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::split;

    #[test]
    fn every_row_of_the_table_is_understood() {
        let table = include_str!("../../../../knowledge/times.tsv");
        for row in rows(table) {
            let fields: Vec<&str> = row.split('\t').collect();
            let prefix = fields.get(1) == Some(&"prefix");
            assert!(prefix || TABLE.get(fields[0]).is_some(), "{row}");
        }
        assert_eq!(TABLE.len() + PREFIXES.len(), rows(table).count(), "a form twice");
    }

    #[test]
    fn figures_take_many_shapes() {
        assert_eq!(figures("1998"), Symbol::Digits(1998, 4));
        assert_eq!(figures("1990s"), Symbol::Decade(199, false));
        assert_eq!(figures("1800s"), Symbol::Decade(18, true));
        assert_eq!(figures("'90s"), Symbol::Decade(199, false));
        assert_eq!(figures("19th"), Symbol::Ordinal(19));
        assert_eq!(figures("10:35"), Symbol::Clock(10, 35));
        let day = jiff::civil::date(1998, 8, 7);
        assert_eq!(figures("1998-08-07"), Symbol::Date(day));
        assert_eq!(figures("8/7/98"), Symbol::Date(day));
        for nothing in ["1,700", "10:75", "1998-13-07", "99999999999", "3.5", "é", "1/2"] {
            assert_eq!(figures(nothing), Symbol::Other, "{nothing}");
        }
    }

    #[test]
    fn months_want_a_capital() {
        let text = "may May march mid-July pre-dawn";
        let symbols = symbols(text, &split(text));
        assert_eq!(symbols[0], Symbol::Other);
        assert_eq!(symbols[1], Symbol::Month(5, true));
        assert_eq!(symbols[3], Symbol::Month(7, false));
    }

    #[test]
    fn the_longest_name_of_a_holiday_wins() {
        let words = ["Easter", "Sunday"];
        let after = |k: usize| words.get(k).copied().unwrap_or("");
        assert_eq!(holiday("Easter", after), Some(("easter:0", 1)));
        assert_eq!(holiday("Eastern", after), None);
    }
}
