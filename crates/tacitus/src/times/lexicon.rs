//! What each word is to the reader of times: the table of `knowledge/times.tsv`, and beside it the
//! shapes that figures take (`figures`).

use super::calendar::Unit;
use super::figures::figures;
use crate::quantities::lookup::{Lookup, rows};
use crate::words::Words;
use jiff::civil::Date;
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
    /// The turn of day and night, and the part of the day it belongs to.
    Twilight(&'static str),
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
    /// A date in figures, or one that has become a name.
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
        "twilight" => Symbol::Twilight(value),
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
        "date" => Symbol::Date(value.parse().ok()?),
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
                let shape = figures(word);
                return if shape == Symbol::Other { table.get(word).copied().unwrap_or(shape) } else { shape };
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
    fn months_want_a_capital() {
        let text = "may May march mid-July pre-dawn";
        let symbols = symbols(text, &split(text));
        assert_eq!(symbols[0], Symbol::Other);
        assert_eq!(symbols[1], Symbol::Month(5, true));
        assert_eq!(symbols[3], Symbol::Month(7, false));
    }
}
