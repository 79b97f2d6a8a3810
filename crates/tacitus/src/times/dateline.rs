//! The day a report bears in its dateline.

use super::calendar::Moment;
use super::{Context, Reader, lexicon};
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
    let reach = words.len().min(REACH);
    let mut capitals = false;
    let context = Context { text, words, sentences: &[], tense: &|_| None, published: None };
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
        let word = words.text(i, text);
        if let Some(found) = reader.month(i).or_else(|| reader.day_first(i)).or_else(|| {
            // "2011-03-03" in figures
            reader.at(i).filter(|_| word.len() >= 8 && word.as_bytes()[0].is_ascii_digit())
        }) && let Some(Moment::Day(date)) = found.moment
        {
            let closed = matches!(reader.word(found.end), "(" | "-" | "--" | "–" | "—" | "_" | "/" | ":");
            let alone =
                words.gap.get(found.end).is_none_or(|&gap| gap == Gap::Paragraph) && words.gap[i] == Gap::Paragraph;
            return ((capitals && closed) || alone).then_some(date);
        }
        // The place: a word in capitals that opens the line.
        capitals |= word.len() > 2 && word.chars().all(|c| c.is_uppercase());
    }
    None
}
