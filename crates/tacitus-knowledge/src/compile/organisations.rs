//! organisations.tsv and groups.tsv: bodies, movements, peoples, confessions.

use std::path::Path;

use super::{Compiled, actor_code};
use crate::codes::{INTERNATIONAL, actor_codes, is_actor_code};
use crate::entry::{Entry, Kind};
use crate::error::{Error, ErrorKind};
use crate::lookup::How;
use crate::table::Table;

const ORGANISATIONS: &[&str] =
    &["name", "aliases", "metonyms", "type", "country", "sectors", "code", "short", "wikidata"];

pub(super) fn read_organisations(folder: &Path, all: &mut Compiled) -> Result<(), Error> {
    let table = Table::read(folder, "organisations.tsv", ORGANISATIONS)?;
    table.unique_by(|row| match row.text("short") {
        "" => row.text("name").to_owned(),
        short => short.to_owned(),
    })?;
    table.unique_by(|row| row.text("name").to_owned())?;
    for row in table.rows() {
        let name = row.required("name")?;
        let kind = match row.required("type")? {
            "organization" => Kind::Organisation,
            "group" => Kind::Group,
            other => {
                return Err(row.error(ErrorKind::Invalid, format!("type: {other:?} is neither organization nor group")));
            }
        };
        let key = row.optional("short").unwrap_or_else(|| name.to_owned());
        let mut entry = Entry::new(format!("org:{key}"), name, kind);
        entry.country = all.country(&row, "country")?;
        entry.sectors = row.codes("sectors", &actor_codes())?;
        let head = entry
            .country
            .as_deref()
            .or_else(|| entry.sectors.iter().map(String::as_str).find(|s| INTERNATIONAL.contains(s)));
        entry.code = row.optional("code").or_else(|| actor_code(head, &entry.sectors));
        if let Some(code) = &entry.code {
            let country = |c: &str| all.vocabulary.countries.iter().any(|k| k.alpha3 == c);
            if !is_actor_code(code, country) {
                return Err(row.error(ErrorKind::Invalid, format!("code: {code:?} is no country or sector codes")));
            }
        }
        entry.wikidata = row.wikidata()?;
        let entry = all.add(entry);
        all.alias(&row, name, entry, How::Name)?;
        if let Some(short) = row.optional("short") {
            all.alias(&row, &short, entry, How::Name)?;
        }
        for (column, how) in [("aliases", How::Alias), ("metonyms", How::Metonym)] {
            for alias in row.list(column) {
                all.alias(&row, alias, entry, how)?;
            }
        }
    }
    Ok(())
}

const GROUPS: &[&str] = &["name", "aliases", "adjectives", "type", "country", "sectors"];

/// What a group is.
const GROUP_TYPES: &[&str] = &["ethnic", "religious", "national", "regional", "indigenous", "movement", "community"];

pub(super) fn read_groups(folder: &Path, all: &mut Compiled) -> Result<(), Error> {
    let table = Table::read(folder, "groups.tsv", GROUPS)?;
    table.unique_by(|row| row.text("name").to_owned())?;
    for row in table.rows() {
        let name = row.required("name")?;
        let feature = row.required("type")?;
        if !GROUP_TYPES.contains(&feature) {
            return Err(row.error(ErrorKind::Invalid, format!("type: {feature:?} is none of {GROUP_TYPES:?}")));
        }
        let mut entry = Entry::new(format!("group:{name}"), name, Kind::Group);
        entry.country = all.country(&row, "country")?;
        entry.sectors = row.codes("sectors", &actor_codes())?;
        entry.code = actor_code(entry.country.as_deref(), &entry.sectors);
        entry.feature = Some(feature.to_owned());
        let entry = all.add(entry);
        all.alias(&row, name, entry, How::Name)?;
        for (column, how) in [("aliases", How::Alias), ("adjectives", How::Demonym)] {
            for alias in row.list(column) {
                all.alias(&row, alias, entry, how)?;
            }
        }
    }
    Ok(())
}
