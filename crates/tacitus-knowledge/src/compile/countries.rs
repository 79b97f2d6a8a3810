//! countries.tsv: codes, names, peoples, capitals, money.

use std::collections::BTreeMap;
use std::path::Path;

use super::{Compiled, actor_code};
use crate::entry::{Entry, Kind};
use crate::error::{Error, ErrorKind};
use crate::lookup::How;
use crate::table::{Row, Table};
use crate::vocabulary::{Country, Currency};

const COLUMNS: &[&str] = &[
    "alpha3",
    "alpha2",
    "cow",
    "fips",
    "name",
    "names",
    "demonyms",
    "capital",
    "metonyms",
    "currency",
    "currency_names",
    "wikidata",
    "geonames",
    "lat",
    "lon",
    "status",
    "under",
];

/// What a country is: `former` and `partial` ones may be coded under another.
const STATUS: &[&str] = &["state", "territory", "partial", "former"];

pub(super) fn read(folder: &Path, all: &mut Compiled) -> Result<(), Error> {
    let table = Table::read(folder, "countries.tsv", COLUMNS)?;
    table.unique_by(|row| row.text("alpha3").to_owned())?;
    let mut money: BTreeMap<String, Currency> = BTreeMap::new();
    for row in table.rows() {
        let country = codes(&row)?;
        if all.vocabulary.countries.last().is_some_and(|last| last.alpha3 > country.alpha3) {
            return Err(row.error(ErrorKind::Malformed, "rows must be in the order of alpha3"));
        }
        if let Some(code) = &country.currency {
            let currency = money.entry(code.clone()).or_insert_with(|| Currency {
                code: code.clone(),
                names: Vec::new(),
                countries: Vec::new(),
            });
            currency.countries.push(country.alpha3.clone());
            for name in row.list("currency_names") {
                if !currency.names.iter().any(|n| n == name) {
                    currency.names.push(name.to_owned());
                }
            }
        }
        all.vocabulary.countries.push(country);
    }
    all.vocabulary.currencies = money.into_values().collect();
    for row in table.rows() {
        add_entry(&row, all)?;
    }
    Ok(())
}

fn codes(row: &Row<'_>) -> Result<Country, Error> {
    for (column, length) in [("alpha3", 3), ("alpha2", 2), ("fips", 2), ("currency", 3)] {
        let code = row.text(column);
        if !code.is_empty() && (code.len() != length || !code.bytes().all(|b| b.is_ascii_uppercase())) {
            return Err(row.error(ErrorKind::Invalid, format!("{column}: no code {code:?}")));
        }
    }
    let alpha3 = row.required("alpha3")?.to_owned();
    Ok(Country {
        entry: format!("country:{alpha3}"),
        alpha3,
        alpha2: row.optional("alpha2"),
        cow: row.number("cow")?,
        fips: row.optional("fips"),
        name: row.required("name")?.to_owned(),
        demonyms: row.list("demonyms").map(str::to_owned).collect(),
        capital: row.list("capital").next().map(str::to_owned),
        currency: row.optional("currency"),
    })
}

fn add_entry(row: &Row<'_>, all: &mut Compiled) -> Result<(), Error> {
    let alpha3 = row.required("alpha3")?;
    let status = row.required("status")?;
    if !STATUS.contains(&status) {
        return Err(row.error(ErrorKind::Invalid, format!("status: {status:?} is none of {STATUS:?}")));
    }
    let under = all.country(row, "under")?;
    let mut entry = Entry::new(format!("country:{alpha3}"), row.required("name")?, Kind::Country);
    if status == "partial" && under.is_some() {
        entry.sectors.push("PRE".to_owned());
    }
    entry.country = under.or_else(|| Some(alpha3.to_owned()));
    entry.code = actor_code(entry.country.as_deref(), &entry.sectors);
    entry.wikidata = row.wikidata()?;
    entry.lat = row.degrees("lat", 90.0)?;
    entry.lon = row.degrees("lon", 180.0)?;
    entry.geonames = row.number("geonames")?;
    entry.feature = Some("country".to_owned());
    let entry = all.add(entry);
    all.alias(row, row.text("name"), entry, How::Name)?;
    for (column, how) in
        [("names", How::Alias), ("demonyms", How::Demonym), ("capital", How::Capital), ("metonyms", How::Metonym)]
    {
        for alias in row.list(column) {
            all.alias(row, alias, entry, how)?;
        }
    }
    Ok(())
}
