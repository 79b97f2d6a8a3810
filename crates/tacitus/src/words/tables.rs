//! The word lists of `knowledge/words`, parsed once.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// The longest form that any list holds, in bytes; longer text is never looked up.
pub(super) const LONGEST: usize = 24;

/// Where the full stop of an abbreviation belongs to the word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stop {
    /// Whatever follows.
    Always,
    /// Unless a capital letter or the end of the paragraph follows.
    NotLast,
    /// Unless a word that begins sentences or the end of the paragraph follows.
    NotEnd,
    /// Only before a small letter.
    Lower,
    /// Only before a digit.
    Number,
    /// Only before a capital letter or a digit.
    Name,
}

/// What `abbreviations.tsv` says of one form.
#[derive(Debug, Clone, Copy)]
pub(super) struct Abbreviation {
    /// Where its stop belongs to it.
    pub stop: Stop,
    /// Whether the text must have a capital too.
    pub capital: bool,
}

/// All the lists; the keys are lower case.
pub(super) struct Tables {
    abbreviations: HashMap<String, Vec<Abbreviation>>,
    contractions: HashMap<String, Vec<usize>>,
    prefixes: HashSet<&'static str>,
    context: HashMap<&'static str, HashSet<&'static str>>,
    starters: HashSet<&'static str>,
    units: HashMap<&'static str, &'static str>,
    web: HashSet<&'static str>,
    whole: HashSet<&'static str>,
}

/// The lists, read from the files built into the program.
pub(super) static TABLES: LazyLock<Tables> = LazyLock::new(|| Tables {
    abbreviations: abbreviations(include_str!("../../../../knowledge/words/abbreviations.tsv")),
    contractions: contractions(include_str!("../../../../knowledge/words/contractions.tsv")),
    prefixes: rows(include_str!("../../../../knowledge/words/prefixes.tsv")).collect(),
    context: rows(include_str!("../../../../knowledge/words/context.tsv"))
        .filter_map(|row| row.split_once('\t'))
        .map(|(word, followers)| (word, followers.split(' ').collect()))
        .collect(),
    starters: rows(include_str!("../../../../knowledge/words/starters.tsv")).collect(),
    units: rows(include_str!("../../../../knowledge/words/units.tsv")).filter_map(|row| row.split_once('\t')).collect(),
    web: rows(include_str!("../../../../knowledge/words/web.tsv")).collect(),
    whole: rows(include_str!("../../../../knowledge/words/whole.tsv")).collect(),
});

/// The rows of a table, without its comments.
fn rows(table: &'static str) -> impl Iterator<Item = &'static str> {
    table.lines().filter(|line| !line.starts_with("# ") && !line.is_empty())
}

fn abbreviations(table: &'static str) -> HashMap<String, Vec<Abbreviation>> {
    let mut map: HashMap<String, Vec<Abbreviation>> = HashMap::new();
    for row in rows(table) {
        let Some((form, place)) = row.split_once('\t') else {
            continue;
        };
        let stop = match place {
            "always" => Stop::Always,
            "not-last" => Stop::NotLast,
            "not-end" => Stop::NotEnd,
            "number" => Stop::Number,
            "lower" => Stop::Lower,
            _ => Stop::Name,
        };
        let capital = form.starts_with(char::is_uppercase);
        map.entry(form.to_lowercase()).or_default().push(Abbreviation { stop, capital });
    }
    map
}

fn contractions(table: &'static str) -> HashMap<String, Vec<usize>> {
    rows(table)
        .map(|row| {
            let mut cuts = Vec::new();
            let mut form = String::new();
            for part in row.split('|') {
                if !form.is_empty() {
                    cuts.push(form.len());
                }
                form.push_str(part);
            }
            (form, cuts)
        })
        .collect()
}

/// A short piece of text in lower case (ASCII letters only; the rest as it is), on the stack.
pub(super) struct Key {
    bytes: [u8; LONGEST],
    len: usize,
}

impl Key {
    /// The key of `text`, or none where it is too long for any list.
    pub(super) fn new(text: &str) -> Option<Key> {
        if text.is_empty() || text.len() > LONGEST {
            return None;
        }
        let mut bytes = [0; LONGEST];
        bytes[..text.len()].copy_from_slice(text.as_bytes());
        bytes[..text.len()].make_ascii_lowercase();
        Some(Key { bytes, len: text.len() })
    }

    /// The key as text.
    pub(super) fn as_str(&self) -> &str {
        std::str::from_utf8(&self.bytes[..self.len]).unwrap_or_default()
    }
}

impl Tables {
    /// What is known of the abbreviation `text`, its stop included.
    pub(super) fn abbreviation(&self, text: &str) -> &[Abbreviation] {
        Key::new(text).and_then(|key| self.abbreviations.get(key.as_str())).map_or(&[], Vec::as_slice)
    }

    /// The byte offsets at which `text` divides into several words; none for one word.
    pub(super) fn contraction(&self, text: &str) -> &[usize] {
        Key::new(text).and_then(|key| self.contractions.get(key.as_str())).map_or(&[], Vec::as_slice)
    }

    /// Whether `text` stays one word with what follows its hyphen.
    pub(super) fn is_prefix(&self, text: &str) -> bool {
        Key::new(text).is_some_and(|key| self.prefixes.contains(key.as_str()))
    }

    /// Whether `text` is a unit that is divided from the number before it; `paid` where that is
    /// an amount of money.
    pub(super) fn is_unit(&self, text: &str, paid: bool) -> bool {
        let place = Key::new(text).and_then(|key| self.units.get(key.as_str()));
        matches!(place, Some(&"after")) || paid && matches!(place, Some(&"money"))
    }

    /// Whether `text` is a currency code that is divided from the number after it.
    pub(super) fn is_currency(&self, text: &str) -> bool {
        Key::new(text).is_some_and(|key| self.units.get(key.as_str()) == Some(&"before"))
    }

    /// The words after which `text`, otherwise one word, is two.
    pub(super) fn context(&self, text: &str) -> Option<&HashSet<&'static str>> {
        Key::new(text).and_then(|key| self.context.get(key.as_str()))
    }

    /// Whether `text`, with a capital, is more likely to begin a sentence than a name.
    pub(super) fn is_starter(&self, text: &str) -> bool {
        Key::new(text).is_some_and(|key| self.starters.contains(key.as_str()))
    }

    /// Whether `text` is the last label of a web address or a file name.
    pub(super) fn is_web(&self, text: &str) -> bool {
        Key::new(text).is_some_and(|key| self.web.contains(key.as_str()))
    }

    /// Whether `text` is one word whatever it holds.
    pub(super) fn is_whole(&self, text: &str) -> bool {
        Key::new(text).is_some_and(|key| self.whole.contains(key.as_str()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_well_formed() {
        for row in rows(include_str!("../../../../knowledge/words/abbreviations.tsv")) {
            let (form, place) = row.split_once('\t').expect(row);
            assert!(form.contains('.'), "{row}");
            assert!(matches!(place, "always" | "not-last" | "not-end" | "lower" | "number" | "name"), "{row}");
        }
        for row in rows(include_str!("../../../../knowledge/words/units.tsv")) {
            let (_, place) = row.split_once('\t').expect(row);
            assert!(matches!(place, "after" | "money" | "before"), "{row}");
        }
        for row in rows(include_str!("../../../../knowledge/words/contractions.tsv")) {
            assert!(row.split('|').count() > 1 && row.split('|').all(|part| !part.is_empty()));
        }
    }

    #[test]
    fn every_form_can_be_looked_up() {
        let lists = [&TABLES.prefixes, &TABLES.web, &TABLES.whole, &TABLES.starters];
        for form in lists.into_iter().flatten() {
            assert!(form.len() <= LONGEST, "{form}");
            assert_eq!(*form, form.to_lowercase(), "{form}");
        }
        assert!(TABLES.contractions.keys().all(|form| form.len() <= LONGEST));
    }
}
