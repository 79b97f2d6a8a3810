//! The words about numbers: `knowledge/quantities-in-text.tsv` and `knowledge/currencies-in-text.tsv`.

use super::lookup::{Lookup, rows};
use std::sync::LazyLock;

/// What a word says of a number beside it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Term {
    /// The number is not exact.
    About,
    /// The same, after one of these words.
    AboutAfter(&'static str),
    Percent,
    /// A measure, and its unit.
    Measure(&'static str),
    /// What raises a measure to an area or a volume: "square", "cubic".
    Power(&'static str),
    /// A noun, and its singular.
    Head(&'static str),
    /// The state of people who are counted by it, or with it: "six missing", "six missing miners".
    State(&'static str),
    /// A noun that times are counted in.
    NoUnit,
    /// A word that no noun phrase continues over.
    Stop,
    /// A word that is no part of a unit.
    Adjective,
}

/// How a word names a currency.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Currency {
    Sign(&'static str),
    BeforeDollarSign(&'static str),
    Code(&'static str),
    Name(&'static str),
    /// Whose currency of this name.
    Of(&'static str, &'static str),
}

static TERMS: LazyLock<Lookup<Term>> = LazyLock::new(|| {
    let table = include_str!("../../../../knowledge/quantities-in-text.tsv");
    Lookup::new(table, |row| {
        let value = row.get(2).copied().unwrap_or_default();
        Some(match *row.get(1)? {
            "about" => Term::About,
            "about-second" => Term::AboutAfter(value),
            "percent" => Term::Percent,
            "measure" => Term::Measure(value),
            "head" => Term::Head(value),
            "state" => Term::State(value),
            "power" => Term::Power(value),
            "no-unit" => Term::NoUnit,
            "stop" => Term::Stop,
            "adjective" => Term::Adjective,
            _ => return None,
        })
    })
});

static SUFFIXES: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
    rows(include_str!("../../../../knowledge/quantities-in-text.tsv"))
        .filter_map(|row| row.split_once("\tsuffix")?.0.strip_prefix('-'))
        .collect()
});

static CURRENCIES: LazyLock<Lookup<Currency>> = LazyLock::new(|| {
    let table = include_str!("../../../../knowledge/currencies-in-text.tsv");
    Lookup::new(table, |row| match *row {
        [_, "sign", code] => Some(Currency::Sign(code)),
        [_, "before-dollar-sign", code] => Some(Currency::BeforeDollarSign(code)),
        [_, "code", code] => Some(Currency::Code(code)),
        [_, "name", code] => Some(Currency::Name(code)),
        [_, class, code] => Some(Currency::Of(class.strip_prefix("of-")?, code)),
        _ => None,
    })
});

/// What `word` says of a number beside it.
pub(super) fn term(word: &str) -> Option<Term> {
    TERMS.get(word).copied()
}

/// How `word` names a currency.
pub(super) fn currency(word: &str) -> Option<Currency> {
    CURRENCIES.get(word).copied()
}

/// Whether several countries have currencies of this name.
pub(super) fn is_shared(name: &str) -> bool {
    static SHARED: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
        let table = include_str!("../../../../knowledge/currencies-in-text.tsv");
        let mut bases: Vec<&str> = rows(table).filter_map(|row| row.split('\t').nth(1)?.strip_prefix("of-")).collect();
        bases.sort_unstable();
        bases.dedup();
        bases
    });
    SHARED.iter().any(|base| name.strip_prefix(base).is_some_and(|rest| rest.len() < 3))
}

/// Whether `word` looks like an adjective.
pub(super) fn adjectival(word: &str) -> bool {
    term(word) == Some(Term::Adjective)
        || SUFFIXES.iter().any(|suffix| word.len() > suffix.len() + 2 && word.ends_with(suffix))
}

/// The singular of `word` where it looks like a plural.
pub(super) fn singular(word: &str) -> Option<String> {
    match term(word) {
        Some(Term::Head(unit) | Term::State(unit) | Term::Measure(unit)) => return Some(unit.into()),
        Some(_) => return None,
        None => {}
    }
    let lower = word.to_lowercase();
    let stem = lower.strip_suffix('s')?;
    // "Iraqis", but "crisis".
    let name = word.starts_with(char::is_uppercase);
    if stem.len() < 3 || stem.ends_with(['s', 'u', '\'', '’', '.']) || (stem.ends_with('i') && !name) {
        return None;
    }
    if let Some(stem) = stem.strip_suffix("ie") {
        return Some(format!("{stem}y"));
    }
    let short = ["che", "she", "sse", "xe", "zze"].iter().any(|end| stem.ends_with(end));
    Some(stem[..stem.len() - usize::from(short)].into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_understood() {
        let table = include_str!("../../../../knowledge/quantities-in-text.tsv");
        assert_eq!(TERMS.len() + SUFFIXES.len(), rows(table).count());
        let table = include_str!("../../../../knowledge/currencies-in-text.tsv");
        assert_eq!(CURRENCIES.len(), rows(table).count());
        for row in rows(table) {
            let code = row.rsplit('\t').next().unwrap_or_default();
            assert!(code.len() == 3 && code.bytes().all(|b| b.is_ascii_uppercase()), "{row}");
        }
    }

    #[test]
    fn plurals() {
        for (plural, expected) in [
            ("missiles", Some("missile")),
            ("casualties", Some("casualty")),
            ("boxes", Some("box")),
            ("crashes", Some("crash")),
            ("people", Some("person")),
            ("Iraqis", Some("iraqi")),
            ("crisis", None),
            ("lives", Some("life")),
            ("congress", None),
            ("virus", None),
            ("was", None),
            ("gas", None),
        ] {
            assert_eq!(singular(plural).as_deref(), expected, "{plural}");
        }
    }
}
