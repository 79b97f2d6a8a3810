//! CAMEO actor codes (`USAGOVMIL`, `IGOUNO`) in the terms of PLOVER.

use std::collections::HashMap;

use tacitus_knowledge::{INTERNATIONAL, Knowledge};

use crate::error::Error;
use crate::tables::{list, rows, wrong};

const NAME: &str = "cameo-actors.tsv";
const TABLE: &str = include_str!("../../../knowledge/cameo-actors.tsv");

/// The table, with the countries that need no row in it.
pub(crate) struct Cameo {
    /// alpha3 -> the one it is coded under.
    countries: HashMap<String, String>,
    heads: HashMap<&'static str, Part>,
    tails: HashMap<&'static str, Part>,
}

#[derive(Debug, Clone, Default)]
struct Part {
    country: Option<String>,
    sectors: Vec<String>,
    replaces: Vec<String>,
}

/// What a code means.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Actor {
    /// alpha3.
    pub(crate) country: Option<String>,
    /// PLOVER sectors and international codes.
    pub(crate) sectors: Vec<String>,
    /// Both together, as PLOVER writes them; none where neither is known.
    pub(crate) code: Option<String>,
    /// Whether the code has a tail, known or not.
    pub(crate) longer: bool,
    /// Whether a tail is a country, as in `USAASM`.
    pub(crate) within: bool,
}

impl Actor {
    /// Whether it is a country and nothing else.
    pub(crate) fn is_country(&self) -> bool {
        self.country.is_some() && self.sectors.is_empty() && !self.longer
    }

    /// Whether it is of no country: the code begins with `IGO`, `NGO` and the like.
    pub(crate) fn is_international(&self) -> bool {
        self.sectors.iter().any(|sector| INTERNATIONAL.contains(&sector.as_str()))
    }
}

impl Cameo {
    pub(crate) fn new(knowledge: &Knowledge) -> Result<Cameo, Error> {
        let under = |alpha3: &str, id: &str| {
            let country = knowledge.entry(id).and_then(|entry| entry.country.clone());
            (alpha3.to_owned(), country.unwrap_or_else(|| alpha3.to_owned()))
        };
        let countries: HashMap<String, String> =
            knowledge.countries().iter().map(|country| under(&country.alpha3, &country.entry)).collect();
        let (mut heads, mut tails) = (HashMap::new(), HashMap::new());
        for (line, [code, place, country, sectors, replaces, _]) in
            rows(NAME, TABLE, ["code", "place", "country", "sectors", "replaces", "note"])?
        {
            let part = Part {
                country: Some(country.to_owned()).filter(|country| !country.is_empty()),
                sectors: list(sectors),
                replaces: list(replaces),
            };
            let known = part.country.as_ref().is_none_or(|country| countries.contains_key(country));
            let mut fresh = known && matches!(place, "" | "head" | "tail");
            if place != "tail" {
                fresh &= heads.insert(code, part.clone()).is_none();
            }
            if place != "head" {
                fresh &= tails.insert(code, part).is_none();
            }
            if !fresh {
                return Err(wrong(NAME, line));
            }
        }
        Ok(Cameo { countries, heads, tails })
    }

    /// Reads a code. Parts after the first that are not known, which often are codes of single bodies, say nothing; a
    /// code whose first part is not known is none.
    pub(crate) fn actor(&self, code: &str) -> Option<Actor> {
        let mut parts = parts(code)?;
        let head = parts.next()?;
        let mut actor = Actor::default();
        match self.countries.get(head) {
            Some(country) => actor.country = Some(country.clone()),
            // A sector alone at the head (`ELI`) is of no country.
            None => actor.add(self.heads.get(head).or_else(|| self.tails.get(head))?),
        }
        for tail in parts {
            actor.longer = true;
            match (self.tails.get(tail), self.countries.get(tail)) {
                (Some(part), _) => actor.add(part),
                (None, Some(country)) => {
                    actor.within |= actor.country.is_some();
                    actor.country.get_or_insert_with(|| country.clone());
                }
                (None, None) => {}
            }
        }
        actor.code = actor.spell();
        Some(actor)
    }

    /// The sectors of an agent's code (`~GOVMIL`), all of whose parts must be known.
    pub(crate) fn sectors(&self, code: &str) -> Option<Vec<String>> {
        let mut actor = Actor::default();
        for part in parts(code.strip_prefix('~').unwrap_or(code))? {
            actor.add(self.tails.get(part)?);
        }
        Some(actor.sectors)
    }
}

impl Actor {
    fn add(&mut self, part: &Part) {
        self.country = self.country.take().or_else(|| part.country.clone());
        self.sectors.retain(|sector| !part.replaces.contains(sector));
        let fresh: Vec<String> = part.sectors.iter().filter(|s| !self.sectors.contains(s)).cloned().collect();
        self.sectors.extend(fresh);
    }

    /// International codes stand alone; a country stands before its sectors.
    fn spell(&self) -> Option<String> {
        let head = self.country.as_deref().filter(|_| !self.is_international()).unwrap_or_default();
        let code: String = std::iter::once(head).chain(self.sectors.iter().map(String::as_str)).collect();
        Some(code).filter(|code| !code.is_empty())
    }
}

/// A code in parts of three characters.
fn parts(code: &str) -> Option<impl Iterator<Item = &str>> {
    let whole = !code.is_empty() && code.is_ascii() && code.len().is_multiple_of(3);
    whole.then(|| (0..code.len() / 3).map(move |at| &code[3 * at..3 * at + 3]))
}

/// All codes that PLOVER has, for the tests of the tables.
#[cfg(test)]
pub(crate) fn plover() -> std::collections::HashSet<&'static str> {
    tacitus_knowledge::SECTORS.iter().chain(INTERNATIONAL).copied().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cameo() -> Cameo {
        Cameo::new(&Knowledge::builtin()).unwrap()
    }

    #[test]
    fn the_table_has_codes_of_plover_only() {
        let cameo = cameo();
        for (code, part) in cameo.heads.iter().chain(&cameo.tails) {
            assert!(part.sectors.iter().chain(&part.replaces).all(|s| plover().contains(s.as_str())), "{code}");
        }
    }

    #[test]
    fn codes_of_countries_and_of_none() {
        let cameo = cameo();
        for (code, country, sectors, spelled) in [
            ("USA", Some("USA"), "", Some("USA")),
            ("USAGOVMIL", Some("USA"), "GOV|MIL", Some("USAGOVMIL")),
            ("AZEGOVHLH", Some("AZE"), "GOV|MED", Some("AZEGOVMED")),
            ("KSVGOV", Some("XKX"), "GOV", Some("XKXGOV")),
            ("SUNGOV", Some("RUS"), "GOV", Some("RUSGOV")),
            ("SYRREBMUS", Some("SYR"), "REB|REL", Some("SYRREBREL")),
            ("MUSGOV", Some("MUS"), "GOV", Some("MUSGOV")),
            ("IGOUNO", None, "UNO", Some("UNO")),
            ("IGOUNODEVWBK", None, "UNO", Some("UNO")),
            ("MNCUSAMED", Some("USA"), "MNC|JRN", Some("MNCJRN")),
            ("---", None, "", None),
            ("MEA", None, "", None),
        ] {
            let actor = cameo.actor(code).expect(code);
            assert_eq!((actor.country.as_deref(), actor.sectors.join("|").as_str()), (country, sectors), "{code}");
            assert_eq!(actor.code.as_deref(), spelled, "{code}");
        }
        for none in ["", "US", "QQQ", "USAG", "ÄÖ"] {
            assert_eq!(cameo.actor(none), None, "{none}");
        }
        assert!(cameo.actor("AFG").unwrap().is_country() && !cameo.actor("AFGENV").unwrap().is_country());
    }

    #[test]
    fn agents() {
        assert_eq!(cameo().sectors("~GOVMED"), Some(vec!["GOV".to_owned(), "JRN".to_owned()]));
        assert_eq!(cameo().sectors("~ENV"), Some(Vec::new()));
        assert_eq!(cameo().sectors("~XYZ"), None);
    }
}
