//! The setting: which countries a report speaks of, and where it is at each of its sentences. "Police", "the opposition
//! leader" and "the Senate" are those of the country that the report is about.

use std::collections::HashMap;

use tacitus_knowledge::{How, Kind, Knowledge};

use crate::document::{Document, Upos};

/// Most words of a country's or a place's name that are looked up together.
const LONGEST: usize = 4;
/// What a country counts in its own and the neighbouring sentences, against elsewhere.
const NEAR: f32 = 3.0;
/// What the first sentence counts everywhere: it says what the report is about.
const FIRST: f32 = 2.0;

/// The countries that a report names.
pub struct Setting {
    /// Country, sentence and weight of each name, in text order.
    named: Vec<(String, usize, f32)>,
}

impl Setting {
    /// Looks for the names of countries, their people, governments and places. Requires syntax.
    pub fn new(document: &Document, knowledge: &Knowledge) -> Self {
        let mut named = Vec::new();
        let mut i = 0;
        while i < document.words.len() {
            let capital = document.word(i).starts_with(char::is_uppercase)
                && matches!(document.syntax.upos[i], Upos::Propn | Upos::Adj | Upos::Noun);
            let found = capital.then(|| longest(document, knowledge, i)).flatten();
            i += match found {
                Some((country, weight, length)) => {
                    named.push((country, document.sentence_of(i), weight));
                    length
                }
                None => 1,
            };
        }
        Setting { named }
    }

    /// Whether the report names the country, one of its places, or its people.
    pub fn names(&self, country: &str) -> bool {
        self.named.iter().any(|(c, _, _)| c == country)
    }

    /// The country that a sentence is most likely about; of equals the one named first.
    pub fn around(&self, sentence: usize) -> Option<&str> {
        let mut scores: HashMap<&str, f32> = HashMap::new();
        for (country, at, weight) in &self.named {
            let near = if at.abs_diff(sentence) <= 1 { NEAR } else { 1.0 };
            let first = if *at == 0 { FIRST } else { 0.0 };
            *scores.entry(country).or_default() += weight * (near + first);
        }
        let most = scores.values().copied().fold(0.0, f32::max);
        self.named.iter().map(|(c, _, _)| c.as_str()).find(|c| scores[c] >= most)
    }
}

/// The longest name that begins at a word and tells a country: its weight and its length in words.
fn longest(document: &Document, knowledge: &Knowledge, start: usize) -> Option<(String, f32, usize)> {
    let end = document.sentence_around(start).end.min(start + LONGEST);
    (start + 1..=end).rev().filter(|&end| document.word(end - 1).starts_with(char::is_uppercase)).find_map(|end| {
        let candidates = knowledge.lookup(document.slice(&(start..end)), document.input.published);
        let best = candidates.first()?;
        let country = best.entry.country.clone()?;
        match (best.entry.kind, best.how) {
            (Kind::Country, How::Surname) => None,
            (Kind::Country, _) => Some((country, 1.0, end - start)),
            (Kind::Place, _) => Some((country, 0.5, end - start)),
            _ => None,
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::document;

    #[test]
    fn the_country_named_most_nearby_is_the_setting() {
        let d = document(
            "Kenyan/ADJ/1/amod police/NOUN/2/nsubj met/VERB/2/root envoys/NOUN/2/obj of/ADP/5/case Peru/PROPN/3/nmod in/ADP/7/case Nairobi/PROPN/2/obl",
        );
        let setting = Setting::new(&d, &Knowledge::builtin());
        assert_eq!(setting.around(0), Some("KEN"));
        assert!(setting.names("PER") && !setting.names("CHL"));
    }

    #[test]
    fn a_report_without_countries_has_no_setting() {
        let d = document("Police/NOUN/1/nsubj left/VERB/1/root");
        assert_eq!(Setting::new(&d, &Knowledge::builtin()).around(0), None);
    }
}
