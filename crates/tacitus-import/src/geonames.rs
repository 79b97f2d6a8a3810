//! GeoNames tables: `allCountries.txt`, `cities15000.txt` and their like, nineteen columns without a header.

use std::collections::HashMap;

use tacitus_knowledge::{Entry, How, Kind};

use crate::addition::Addition;
use crate::error::{Error, Fault};
use crate::identity::Identity;
use crate::tables::{rows, wrong};

const NAME: &str = "geonames-features.tsv";
const TABLE: &str = include_str!("../../../knowledge/geonames-features.tsv");
const COLUMNS: usize = 19;

/// Which rows are kept.
pub(crate) struct Features {
    codes: HashMap<&'static str, Feature>,
    least_population: u32,
}

struct Feature {
    country: bool,
    feature: &'static str,
    settled: bool,
}

impl Features {
    pub(crate) fn new(least_population: u32) -> Result<Features, Error> {
        let mut codes = HashMap::new();
        for (line, [code, kind, feature, settled]) in rows(NAME, TABLE, ["code", "kind", "feature", "settled"])? {
            let sound = matches!(kind, "country" | "place") && matches!(settled, "" | "yes") && !feature.is_empty();
            let row = Feature { country: kind == "country", feature, settled: settled == "yes" };
            if !sound || codes.insert(code, row).is_some() {
                return Err(wrong(NAME, line));
            }
        }
        Ok(Features { codes, least_population })
    }

    /// What a line says; nothing where it is not kept.
    pub(crate) fn read(&self, line: &str, identity: &Identity) -> Result<Option<Addition>, Fault> {
        let found = line.split('\t').count();
        let mut cells = line.split('\t');
        let cells: [&str; COLUMNS] = std::array::from_fn(|_| cells.next().unwrap_or_default());
        if found != COLUMNS {
            return Err(Fault::Columns(found, COLUMNS));
        }
        let [id, name, ascii, alternates, lat, lon, class, code, alpha2, ..] = cells;
        let Some(feature) = self.codes.get(format!("{class}.{code}").as_str()) else { return Ok(None) };
        let number: u32 = id.parse().map_err(|_| Fault::Number("geonameid", id.to_owned()))?;
        let population: u64 = match cells[14] {
            "" => 0,
            text => text.parse().map_err(|_| Fault::Number("population", text.to_owned()))?,
        };
        let population = u32::try_from(population).unwrap_or(u32::MAX);
        if (feature.settled && population < self.least_population) || name.is_empty() {
            return Ok(None);
        }
        let country = identity.country(alpha2);
        let known = match feature.country {
            true => country,
            false => identity.geonames(number),
        };
        let kind = if feature.country && known.is_some() { Kind::Country } else { Kind::Place };
        let id = known.map_or_else(|| format!("geonames:{number}"), |known| known.id.clone());
        let mut entry = Entry::new(id, name, kind);
        entry.country = country.and_then(|country| country.country.clone());
        entry.geonames = Some(number);
        entry.lat = Some(degrees("latitude", lat, 90.0)?);
        entry.lon = Some(degrees("longitude", lon, 180.0)?);
        entry.population = Some(population).filter(|population| *population > 0);
        let city = feature.feature == "town" && population > 100_000;
        entry.feature = Some(if city { "city" } else { feature.feature }.to_owned());
        entry.sources = vec!["geonames".to_owned()];
        let mut addition = Addition::new(entry);
        for other in std::iter::once(ascii).chain(alternates.split(',')).filter(|name| is_name(name)) {
            addition.name(other, How::Alias);
        }
        Ok(Some(addition))
    }
}

/// Whether an English text could use it: Latin letters, a capital first, no code of an airport.
fn is_name(name: &str) -> bool {
    let letters = name.chars().filter(|c| c.is_alphabetic());
    let latin = |c: char| matches!(c, 'A'..='Z' | 'a'..='z' | '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}');
    let code = name.len() <= 4 && name.chars().all(|c| c.is_ascii_uppercase());
    let length = letters.clone().count();
    length >= 3 && !code && letters.clone().all(latin) && name.starts_with(char::is_uppercase)
}

fn degrees(column: &'static str, text: &str, limit: f32) -> Result<f32, Fault> {
    let degrees = text.parse().ok().filter(|degrees| (-limit..=limit).contains(degrees));
    degrees.ok_or_else(|| Fault::Number(column, text.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use tacitus_knowledge::Knowledge;

    fn line(id: &str, name: &str, alternates: &str, feature: &str, country: &str, population: &str) -> String {
        let (class, code) = feature.split_once('.').unwrap();
        format!(
            "{id}\t{name}\t{name}\t{alternates}\t10.5\t-20.25\t{class}\t{code}\t{country}\t\t\t\t\t\t{population}\t\t5\tUTC\t2020-01-01"
        )
    }

    fn read(line: &str) -> Result<Option<Addition>, Fault> {
        Features::new(1000).unwrap().read(line, &Identity::new(Knowledge::builtin()))
    }

    #[test]
    fn a_town() {
        let line = line("99000001", "Vorreth", "Voreth,VRT,Ворет,vor,Vórreth", "P.PPL", "PE", "200000");
        let town = read(&line).unwrap().unwrap();
        let entry = &town.entry;
        assert_eq!(
            (entry.id.as_str(), entry.kind, entry.country.as_deref()),
            ("geonames:99000001", Kind::Place, Some("PER"))
        );
        assert_eq!((entry.feature.as_deref(), entry.population), (Some("city"), Some(200_000)));
        assert_eq!((entry.lat, entry.lon), (Some(10.5), Some(-20.25)));
        let names: Vec<&str> = town.names.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["Vorreth", "Voreth", "Vórreth"]);
    }

    #[test]
    fn what_is_built_in_is_met() {
        let country = read(&line("1149361", "Afghanistan", "", "A.PCLI", "AF", "1")).unwrap().unwrap();
        assert_eq!((country.entry.id.as_str(), country.entry.kind), ("country:AFG", Kind::Country));
        let seoul = Knowledge::builtin().entry("place:Seoul,KOR").unwrap().geonames.unwrap();
        let place = read(&line(&seoul.to_string(), "Seoul", "", "P.PPLC", "KR", "")).unwrap().unwrap();
        assert_eq!(place.entry.id, "place:Seoul,KOR");
    }

    #[test]
    fn what_is_not_kept_and_what_is_wrong() {
        assert_eq!(read(&line("1", "Hotel X", "", "S.HTL", "PE", "0")), Ok(None));
        assert_eq!(read(&line("1", "Small", "", "P.PPL", "PE", "999")), Ok(None));
        assert_eq!(read("a\tb"), Err(Fault::Columns(2, 19)));
        assert_eq!(read(&line("x", "A", "", "P.PPLC", "PE", "1")), Err(Fault::Number("geonameid", "x".to_owned())));
        let wrong = line("1", "A", "", "P.PPLC", "PE", "1").replace("10.5", "95");
        assert_eq!(read(&wrong), Err(Fault::Number("latitude", "95".to_owned())));
    }
}
