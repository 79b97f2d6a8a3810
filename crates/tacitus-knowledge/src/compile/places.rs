//! places.tsv: cities, regions, waters, bases, battle towns.

use std::collections::HashSet;
use std::path::Path;

use super::Compiled;
use crate::entry::{Entry, Kind};
use crate::error::{Error, ErrorKind};
use crate::lookup::How;
use crate::table::Table;

const COLUMNS: &[&str] = &["name", "aliases", "kind", "country", "lat", "lon", "geonames", "population"];

/// What a place is.
const KINDS: &[&str] = &[
    "capital",
    "city",
    "town",
    "region",
    "sea",
    "strait",
    "river",
    "island",
    "base",
    "site",
    "mountain",
    "desert",
    "area",
    "continent",
];

pub(super) fn read(folder: &Path, all: &mut Compiled) -> Result<(), Error> {
    let table = Table::read(folder, "places.tsv", COLUMNS)?;
    table.unique_by(|row| ["name", "kind", "country", "geonames"].map(|c| row.text(c)).join(", "))?;
    let mut ids: HashSet<String> = HashSet::new();
    for row in table.rows() {
        let name = row.required("name")?;
        let kind = row.required("kind")?;
        if !KINDS.contains(&kind) {
            return Err(row.error(ErrorKind::Invalid, format!("kind: {kind:?} is none of {KINDS:?}")));
        }
        let mut entry = Entry::new(String::new(), name, Kind::Place);
        entry.country = all.country(&row, "country")?;
        entry.lat = row.degrees("lat", 90.0)?;
        entry.lon = row.degrees("lon", 180.0)?;
        if entry.lat.is_some() != entry.lon.is_some() {
            return Err(row.error(ErrorKind::Missing, "lat and lon go together"));
        }
        entry.geonames = row.number("geonames")?;
        entry.population = row.number("population")?;
        entry.feature = Some(kind.to_owned());
        entry.id = id(name, kind, entry.country.as_deref(), entry.geonames, &mut ids);
        let entry = all.add(entry);
        all.alias(&row, name, entry, How::Name)?;
        for alias in row.list("aliases") {
            all.alias(&row, alias, entry, How::Alias)?;
        }
    }
    Ok(())
}

/// `place:Seoul,KOR`; the kind is added for what is no settlement, and the
/// GeoNames id where an earlier row has the id already.
fn id(name: &str, kind: &str, country: Option<&str>, geonames: Option<u32>, ids: &mut HashSet<String>) -> String {
    let mut id = format!("place:{name}");
    if let Some(country) = country {
        id = format!("{id},{country}");
    }
    if !matches!(kind, "capital" | "city" | "town") {
        id = format!("{id},{kind}");
    }
    if !ids.insert(id.clone()) {
        id = format!("{id}#{}", geonames.unwrap_or_default());
        ids.insert(id.clone());
    }
    id
}
