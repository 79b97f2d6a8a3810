//! leaders.tsv: who held which office when.

use std::collections::HashMap;
use std::path::Path;

use super::{Compiled, actor_code};
use crate::codes::actor_codes;
use crate::entry::{Entry, Kind, Office};
use crate::error::{Error, ErrorKind};
use crate::lookup::How;
use crate::surname::surnames;
use crate::table::{Row, Table};

const COLUMNS: &[&str] =
    &["country", "person", "aliases", "surname", "office", "organisation", "sectors", "from", "to"];

pub(super) fn read(folder: &Path, all: &mut Compiled) -> Result<(), Error> {
    let table = Table::read(folder, "leaders.tsv", COLUMNS)?;
    table.unique_by(|row| ["country", "person", "office", "organisation", "from"].map(|c| row.text(c)).join(", "))?;
    let organisations: HashMap<String, Option<String>> = all
        .entries
        .iter()
        .filter(|e| e.id.starts_with("org:"))
        .flat_map(|e| [(e.name.clone(), e.code.clone()), (e.id[4..].to_owned(), e.code.clone())])
        .collect();
    // A leader of an entity that is coded under another country is coded there too.
    let under: HashMap<String, String> = all
        .entries
        .iter()
        .filter_map(|e| Some((e.id.strip_prefix("country:")?.to_owned(), e.country.clone()?)))
        .collect();
    let mut people: HashMap<&str, usize> = HashMap::new();
    for row in table.rows() {
        let person = row.required("person")?;
        let nation = all.country(&row, "country")?;
        let coded = nation.as_ref().and_then(|nation| under.get(nation)).cloned().or_else(|| nation.clone());
        let office = office(&row, coded.as_deref(), &organisations)?;
        let at = match people.get(person) {
            Some(at) => *at,
            None => {
                let at = all.add(Entry::new(format!("person:{person}"), person, Kind::Person));
                people.insert(person, at);
                all.alias(&row, person, at, How::Name)?;
                at
            }
        };
        for alias in row.list("aliases") {
            all.alias(&row, alias, at, How::Alias)?;
        }
        let written: Vec<&str> = row.list("surname").collect();
        match written.is_empty() {
            true => {
                for surname in surnames(person, nation.as_deref()) {
                    all.alias(&row, &surname, at, How::Surname)?;
                }
            }
            false => {
                for surname in written {
                    all.alias(&row, surname, at, How::Surname)?;
                }
            }
        }
        let entry = &mut all.entries[at];
        if entry.country.is_none() || office.organisation.is_none() {
            entry.country = coded.or(entry.country.take());
        }
        for sector in &office.sectors {
            if !entry.sectors.contains(sector) {
                entry.sectors.push(sector.clone());
            }
        }
        entry.offices.push(office);
    }
    for at in people.into_values() {
        let entry = &mut all.entries[at];
        entry.offices.sort_by_key(|o| (o.from.map(|from| from.first_day()), o.to.map(|to| to.last_day())));
        entry.code = entry.offices.last().and_then(|o| o.code.clone());
    }
    Ok(())
}

fn office(
    row: &Row<'_>,
    nation: Option<&str>,
    organisations: &HashMap<String, Option<String>>,
) -> Result<Office, Error> {
    let from = row
        .date("from")?
        .ok_or_else(|| row.error(ErrorKind::Missing, "from is empty: an office without a time is left out"))?;
    let to = row.date("to")?;
    if to.is_some_and(|to| to.last_day() < from.first_day()) {
        return Err(row.error(ErrorKind::Invalid, format!("to: {} is before {from}", row.text("to"))));
    }
    let sectors = row.codes("sectors", &actor_codes())?;
    let organisation = row.optional("organisation");
    let code = match &organisation {
        None => actor_code(nation, &sectors),
        Some(name) => match organisations.get(name) {
            Some(code) => code.clone(),
            None => {
                return Err(row.error(ErrorKind::Unresolved, format!("organisation: no {name:?} in organisations.tsv")));
            }
        },
    };
    let country = match organisation {
        Some(_) => None,
        None => match nation {
            Some(nation) => Some(nation.to_owned()),
            None => return Err(row.error(ErrorKind::Missing, "neither country nor organisation")),
        },
    };
    Ok(Office { country, organisation, title: row.required("office")?.to_owned(), sectors, code, from: Some(from), to })
}
