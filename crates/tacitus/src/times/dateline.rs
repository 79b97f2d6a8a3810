//! The day a report bears in its dateline.

use super::calendar::Moment;
use super::{Context, Reader, Tense, lexicon};
use crate::words::{Gap, Words};
use jiff::civil::Date;

/// How far into the text a dateline may reach, in words.
const REACH: usize = 40;

/// The day of publication that the text itself gives: a full date in a dateline, before the
/// dash or the agency's name in brackets that ends it.
///
/// ```
/// use tacitus::times::published_in;
/// use tacitus::words::split;
///
/// let text = "TOKYO, March 3, 2011 (AFP) - The talks ended.";
/// assert_eq!(published_in(text, &split(text)), Some(jiff::civil::date(2011, 3, 3)));
/// let text = "The talks of March 3, 2011 (the last so far) ended.";
/// assert_eq!(published_in(text, &split(text)), None);
/// ```
pub fn published_in(text: &str, words: &Words) -> Option<Date> {
    find(text, words, None)
}

/// The same where the dateline may lack the year: the last day of its name until `latest`.
///
/// ```
/// use tacitus::times::published_until;
/// use tacitus::words::split;
///
/// let text = "KABUL, March 3 (AFP) - The talks ended.";
/// let latest = jiff::civil::date(2011, 12, 31);
/// assert_eq!(published_until(text, &split(text), latest), Some(jiff::civil::date(2011, 3, 3)));
/// ```
pub fn published_until(text: &str, words: &Words, latest: Date) -> Option<Date> {
    find(text, words, Some(latest))
}

/// The first full date in a short text that is known to hold one, such as a page's date line.
///
/// ```
/// use tacitus::times::day_in;
///
/// assert_eq!(day_in("Updated 3 March 2011, 10:15 GMT"), Some(jiff::civil::date(2011, 3, 3)));
/// assert_eq!(day_in("Updated in March"), None);
/// ```
pub fn day_in(text: &str) -> Option<Date> {
    let words = crate::words::split(text);
    let context = Context { text, words: &words, sentences: &[], tense: &|_| None, published: None };
    let reader = Reader {
        context: &context,
        symbols: lexicon::opening(text, &words, words.len()),
        sentence: 0..words.len(),
        before: None,
        last: None,
    };
    (0..words.len()).find_map(|i| Some(day_at(&reader, i)?.1))
}

/// The day that begins at word `i`, and the word after it.
fn day_at(reader: &Reader, i: usize) -> Option<(usize, Date)> {
    let word = reader.word(i);
    let found = reader.month(i).or_else(|| reader.day_first(i)).or_else(|| {
        // "2011-03-03" in figures
        reader.at(i).filter(|_| word.len() >= 8 && word.as_bytes()[0].is_ascii_digit())
    })?;
    match found.moment {
        Some(Moment::Day(date)) => Some((found.end, date)),
        _ => None,
    }
}

fn find(text: &str, words: &Words, latest: Option<Date>) -> Option<Date> {
    let reach = words.len().min(REACH);
    let mut capitals = false;
    let context = Context { text, words, sentences: &[], tense: &|_| Some(Tense::Past), published: latest };
    let reader = Reader {
        context: &context,
        symbols: lexicon::opening(text, words, reach),
        sentence: 0..reach,
        before: None,
        last: None,
    };
    for i in 0..reach {
        if words.gap[i] >= Gap::Line {
            capitals = false;
        }
        if let Some((end, date)) = day_at(&reader, i) {
            let closed = matches!(reader.word(end), "(" | "-" | "--" | "–" | "—" | "_" | "/" | ":");
            let alone = words.gap.get(end).is_none_or(|&gap| gap == Gap::Paragraph) && words.gap[i] == Gap::Paragraph;
            return ((capitals && closed) || alone).then_some(date);
        }
        // The place: a word in capitals that opens the line.
        let word = words.text(i, text);
        capitals |= word.len() > 2 && word.chars().all(|c| c.is_uppercase());
    }
    None
}
