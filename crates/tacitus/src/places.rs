//! Places: which of the places that bear a name is meant, and where it lies.
//!
//! What a text says beside the name decides first: "Long Beach, California", "the Pakistani city of Hyderabad". Else it
//! is the place in a country that the report is about, and only then the one that the knowledge base puts first, which
//! is the largest. A place of another country than the one named beside it is not meant, and if the knowledge base has
//! no other, coordinates stay unknown.

use std::ops::Range;
use std::sync::LazyLock;

use tacitus_knowledge::{Entry, How, Kind, Knowledge};

use crate::document::{Document, MentionKind, Upos};
use crate::names::proper_name;
use crate::quantities::lookup::Lookup;
use crate::record::{EntityType, Form};
use crate::setting::Setting;

/// The table of `knowledge/place-nouns.tsv`: the kinds of place that a noun is said of.
static NOUNS: LazyLock<Lookup<&'static str>> = LazyLock::new(|| {
    Lookup::new(include_str!("../../../knowledge/place-nouns.tsv"), |row| match *row {
        [_, kinds] => Some(kinds),
        _ => None,
    })
});

/// Whether a noun says what kind of place a name beside it is.
pub fn is_noun(word: &str) -> bool {
    NOUNS.get(word).is_some()
}

/// Most words of a name.
const LONGEST: usize = 4;

/// Degrees of latitude and longitude together within which a city lies from the middle of the region named beside it.
const WITHIN: f32 = 14.0;

/// Decides for every place among those of its name, and finds those whose name stands beside a noun ("Zhejiang
/// province"). Requires actors.
pub fn locate(document: &mut Document, knowledge: &Knowledge) {
    let mut setting = None;
    for e in 0..document.entities.len() {
        let entity = &document.entities[e];
        if entity.kind != Some(EntityType::Place) {
            continue;
        }
        let found = match &entity.entry {
            None => described(document, e),
            Some(id) if id.starts_with("place:") => named(document, e),
            Some(_) => None,
        };
        let Some((m, name, kinds)) = found else { continue };
        let candidates = candidates(document, knowledge, &name, kinds);
        let settled = document.entities[e].entry.is_some();
        let beside = beside(document, knowledge, m, &name);
        if candidates.is_empty() || (settled && candidates.len() == 1 && beside.is_none()) {
            continue;
        }
        let chosen = match &beside {
            Some(beside) => candidates.iter().find(|c| beside.holds(c)),
            None => {
                let setting = setting.get_or_insert_with(|| Setting::new(document, knowledge));
                let around = setting.around(document.sentence_of(name.start)).map(str::to_owned);
                let of = |country: Option<&str>| {
                    country.and_then(|country| candidates.iter().find(|c| c.country.as_deref() == Some(country)))
                };
                let described = document.entities[e].country.as_deref().filter(|_| !settled);
                of(described).or_else(|| of(around.as_deref())).or(candidates.first())
            }
        };
        match chosen {
            Some(&entry) => settle(document, e, entry),
            None => unsettle(document, e, beside.and_then(|b| b.country), &name),
        }
    }
}

/// What a text names beside a place: its country, or a region of it.
struct Beside {
    country: Option<String>,
    /// The middle of the region.
    middle: Option<(f32, f32)>,
}

impl Beside {
    /// Whether a place may lie there.
    fn holds(&self, entry: &Entry) -> bool {
        let near = match (self.middle, entry.lat.zip(entry.lon)) {
            (Some((lat, lon)), Some((y, x))) => (lat - y).abs() + (lon - x).abs() < WITHIN,
            _ => true,
        };
        entry.country == self.country && near
    }
}

/// The first mention by name of an entity that the knowledge base knows, and the words of its name.
fn named(document: &Document, e: usize) -> Option<(usize, Range<usize>, Option<&'static str>)> {
    let mentions = &document.entities[e].mentions;
    let m = mentions.iter().copied().find(|&m| document.mentions[m].form == Form::Name)?;
    Some((m, proper_name(document, m), None))
}

/// The name that stands beside the noun of a place which is described: "east China's Zhejiang province", "the state of
/// Oregon".
fn described(document: &Document, e: usize) -> Option<(usize, Range<usize>, Option<&'static str>)> {
    let capital = |i: usize| document.word(i).starts_with(char::is_uppercase);
    document.entities[e].mentions.iter().copied().find_map(|m| {
        let mention = &document.mentions[m];
        if mention.kind != MentionKind::Place || mention.form == Form::Pronoun {
            return None;
        }
        let head = mention.head;
        if let Some(&kinds) = NOUNS.get(document.word(head)) {
            let start = (mention.span.start..head).rev().take_while(|&i| capital(i)).last();
            if let Some(start) = start {
                return Some((m, start..head, Some(kinds)));
            }
            let of = head + 1;
            if of < mention.span.end && document.word(of) == "of" {
                let end = (of + 1..mention.span.end).find(|&i| !capital(i)).unwrap_or(mention.span.end);
                return (end > of + 1).then_some((m, of + 1..end, Some(kinds)));
            }
            return None;
        }
        // "Shaanxi Province", read as one name
        let name = proper_name(document, m);
        let &kinds = NOUNS.get(document.word(name.end - 1))?;
        (name.len() > 1).then_some((m, name.start..name.end - 1, Some(kinds)))
    })
}

/// The places of this name, most likely first.
fn candidates<'k>(
    document: &Document,
    knowledge: &'k Knowledge,
    name: &Range<usize>,
    kinds: Option<&str>,
) -> Vec<&'k Entry> {
    if name.is_empty() || name.len() > LONGEST {
        return Vec::new();
    }
    let suits = |entry: &Entry| {
        kinds.is_none_or(|kinds| {
            let feature = entry.feature.as_deref().unwrap_or_default();
            kinds.split('|').any(|kind| kind == feature)
        })
    };
    let found = knowledge
        .lookup(document.slice(name), document.input.published)
        .into_iter()
        .map(|c| c.entry)
        .filter(|entry| entry.kind == Kind::Place && entry.lat.is_some() && suits(entry));
    found.collect()
}

/// The country or region that stands beside a name: after a comma or "in", or before it as an adjective or possessor.
fn beside(document: &Document, knowledge: &Knowledge, m: usize, name: &Range<usize>) -> Option<Beside> {
    let sentence = document.sentence_around(name.start);
    let after = name.end;
    let comma = after + 1 < sentence.end && document.word(after) == ",";
    if comma
        && document.word(after + 1).starts_with(char::is_uppercase)
        && let Some((found, end)) = longest(document, knowledge, after + 1, sentence.end, true)
        // "in Hamburg, Germany and Poland": a list.
        && !listed(document, end, sentence.end)
    {
        return Some(found);
    }
    let span = &document.mentions[m].span;
    let start = span.start.max(name.start.saturating_sub(LONGEST + 2));
    (start..name.start)
        .filter(|&i| document.word(i).starts_with(char::is_uppercase))
        .find_map(|i| longest(document, knowledge, i, name.start, false))
        .map(|(found, _)| found)
}

/// Whether a list goes on at a word.
fn listed(document: &Document, at: usize, end: usize) -> bool {
    at < end && (matches!(document.word(at), "and" | "or") || document.syntax.upos[at] == Upos::Cconj)
}

/// The longest name of a country, or where `regions` are asked for of a region, that begins at a word; and its end.
fn longest(
    document: &Document,
    knowledge: &Knowledge,
    start: usize,
    limit: usize,
    regions: bool,
) -> Option<(Beside, usize)> {
    (start + 1..=limit.min(start + LONGEST)).rev().find_map(|end| {
        let candidates = knowledge.lookup(document.slice(&(start..end)), document.input.published);
        let region = || {
            let of = |e: &&Entry| e.kind == Kind::Place && e.feature.as_deref() == Some("region");
            candidates.iter().map(|c| c.entry).find(of)
        };
        let country = candidates
            .iter()
            .find(|c| c.entry.kind == Kind::Country && matches!(c.how, How::Name | How::Alias | How::Demonym));
        match country {
            Some(c) => Some((Beside { country: c.entry.country.clone(), middle: None }, end)),
            None if regions => {
                let r = region()?;
                Some((Beside { country: r.country.clone(), middle: r.lat.zip(r.lon) }, end))
            }
            None => None,
        }
    })
}

/// Makes an entity the place of this entry.
fn settle(document: &mut Document, e: usize, entry: &Entry) {
    let degrees = |d: f32| (f64::from(d) * 1e5).round() / 1e5;
    let entity = &mut document.entities[e];
    entity.name = entry.name.clone();
    entity.country = entry.country.clone();
    entity.code = entry.code.clone();
    entity.wikidata = entry.wikidata.clone();
    entity.coordinates = entry.lat.zip(entry.lon).map(|(lat, lon)| (degrees(lat), degrees(lon)));
    entity.geonames = entry.geonames;
    entity.feature = entry.feature.clone();
    entity.entry = Some(entry.id.clone());
}

/// Takes from an entity what was known of another place of its name.
fn unsettle(document: &mut Document, e: usize, country: Option<String>, name: &Range<usize>) {
    let words = document.slice(name).to_owned();
    let entity = &mut document.entities[e];
    entity.name = words;
    entity.code.clone_from(&country);
    entity.country = country;
    entity.wikidata = None;
    entity.coordinates = None;
    entity.geonames = None;
    entity.feature = None;
    entity.entry = None;
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Entity, Mention};
    use crate::testing::document;

    /// Where the place is that the words from `start` to `end` mention, its name ending at `head`.
    fn located(annotated: &str, span: Range<usize>, head: usize, form: Form) -> Entity {
        let knowledge = Knowledge::builtin();
        let mut d = document(annotated);
        d.mentions = vec![Mention { span, head, kind: MentionKind::Place, form, vectors: None, entity: Some(0) }];
        d.entities = vec![Entity { mentions: vec![0], ..Default::default() }];
        crate::actors::resolve(&mut d, &knowledge);
        locate(&mut d, &knowledge);
        d.entities.remove(0)
    }

    #[test]
    fn the_country_or_region_beside_a_name_decides() {
        for (text, span, head, country) in [
            ("in/ADP/1/case Valencia/PROPN/1/root ,/PUNCT/3/punct Venezuela/PROPN/1/appos", 1..2, 1, Some("VEN")),
            ("in/ADP/1/case Valencia/PROPN/1/root ,/PUNCT/3/punct California/PROPN/1/appos", 1..2, 1, Some("USA")),
            ("in/ADP/1/case Paris/PROPN/1/root ,/PUNCT/3/punct Texas/PROPN/1/appos", 1..2, 1, Some("USA")),
            ("in/ADP/2/case Pakistani/ADJ/2/amod Hyderabad/PROPN/2/root", 1..3, 2, Some("PAK")),
        ] {
            let entity = located(text, span, head, Form::Name);
            assert_eq!(entity.country.as_deref(), country, "{text}");
            assert_eq!(entity.coordinates.is_some(), !text.contains("Paris"), "{text}");
        }
    }

    #[test]
    fn the_country_that_the_report_is_about_decides_next() {
        let text = "Lebanese/ADJ/1/amod police/NOUN/2/nsubj met/VERB/2/root in/ADP/4/case Tripoli/PROPN/2/obl";
        assert_eq!(located(text, 4..5, 4, Form::Name).country.as_deref(), Some("LBN"));
        let text = "police/NOUN/1/nsubj met/VERB/1/root in/ADP/3/case Tripoli/PROPN/1/obl";
        assert_eq!(located(text, 3..4, 3, Form::Name).country.as_deref(), Some("LBY"));
    }

    #[test]
    fn a_name_beside_the_noun_of_a_place_is_found() {
        let text =
            "east/ADJ/1/amod China/PROPN/4/nmod:poss 's/PART/1/case Zhejiang/PROPN/4/compound province/NOUN/4/root";
        assert_eq!(located(text, 0..5, 4, Form::Nominal).name, "Zhejiang");
        let text = "the/DET/1/det state/NOUN/1/root of/ADP/3/case Oregon/PROPN/1/nmod";
        assert_eq!(located(text, 0..4, 1, Form::Nominal).name, "Oregon");
    }

    #[test]
    fn every_row_of_the_table_is_understood() {
        let table = include_str!("../../../knowledge/place-nouns.tsv");
        assert_eq!(NOUNS.len(), crate::quantities::lookup::rows(table).count(), "a noun twice");
    }
}
