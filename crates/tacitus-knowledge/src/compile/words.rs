//! roles.tsv, modifiers.tsv, acts.tsv, codebook.tsv, units.tsv: words that are no names.

use std::path::Path;

use super::Compiled;
use crate::codes::{EVENT_TYPES, actor_codes};
use crate::error::{Error, ErrorKind};
use crate::normalise::normalise;
use crate::plural::role_key;
use crate::table::Table;
use crate::vocabulary::{Act, CodebookRow, Modifier, Role, RoleKind, Unit};

pub(super) fn read_roles(folder: &Path, all: &mut Compiled) -> Result<(), Error> {
    let table = Table::read(folder, "roles.tsv", &["noun", "sectors", "kind", "note"])?;
    table.unique_by(|row| role_key(row.text("noun")))?;
    for row in table.rows() {
        let kind = match row.required("kind")? {
            "person" => RoleKind::Person,
            "representative" => RoleKind::Representative,
            "institution" => RoleKind::Institution,
            "group" => RoleKind::Group,
            "thing" => RoleKind::Thing,
            other => return Err(row.error(ErrorKind::Invalid, format!("kind: no {other:?}"))),
        };
        all.vocabulary.roles.push(Role {
            noun: row.required("noun")?.to_owned(),
            sectors: row.codes("sectors", &actor_codes())?,
            kind,
            note: row.optional("note"),
        });
    }
    Ok(())
}

pub(super) fn read_modifiers(folder: &Path, all: &mut Compiled) -> Result<(), Error> {
    let table = Table::read(folder, "modifiers.tsv", &["word", "sectors", "turns"])?;
    table.unique_by(|row| normalise(row.text("word")))?;
    for row in table.rows() {
        all.vocabulary.modifiers.push(Modifier {
            word: row.required("word")?.to_owned(),
            sectors: row.codes("sectors", &actor_codes())?,
            turns: row.codes("turns", &actor_codes())?,
        });
    }
    Ok(())
}

pub(super) fn read_acts(folder: &Path, all: &mut Compiled) -> Result<(), Error> {
    let table = Table::read(folder, "acts.tsv", &["lemma", "pos", "act"])?;
    table.unique_by(|row| row.text("lemma").to_owned())?;
    for row in table.rows() {
        all.vocabulary.acts.push(Act {
            lemma: row.required("lemma")?.to_owned(),
            pos: row.codes("pos", &["verb", "noun", "adjective", "preposition", "adverb"])?,
            act: row.required("act")?.to_owned(),
        });
    }
    Ok(())
}

pub(super) fn read_codebook(folder: &Path, all: &mut Compiled) -> Result<(), Error> {
    let columns = &["type", "mode", "quad", "score", "cameo", "goldstein", "definition"];
    let table = Table::read(folder, "codebook.tsv", columns)?;
    table.unique_by(|row| [row.text("type"), row.text("mode")].join(" "))?;
    for row in table.rows() {
        let event_type = row.required("type")?;
        let quad = row.required("quad")?;
        if !EVENT_TYPES.contains(&(event_type, quad)) {
            return Err(row.error(ErrorKind::Invalid, format!("{event_type:?} with quad {quad:?} is not in PLOVER")));
        }
        let score: Option<f32> = row.number("score")?;
        let score = score.ok_or_else(|| row.error(ErrorKind::Missing, "score is empty"))?;
        let goldstein: Option<f32> = row.number("goldstein")?;
        for value in [Some(score), goldstein].into_iter().flatten() {
            if !(-10.0..=10.0).contains(&value) {
                return Err(row.error(ErrorKind::Invalid, format!("{value} is not between -10 and 10")));
            }
        }
        let cameo = row.optional("cameo");
        if cameo.as_ref().is_some_and(|c| !matches!(c.len(), 2..=4) || !c.bytes().all(|b| b.is_ascii_digit())) {
            return Err(row.error(ErrorKind::Invalid, format!("cameo: no code {:?}", row.text("cameo"))));
        }
        all.vocabulary.codebook.push(CodebookRow {
            event_type: event_type.to_owned(),
            mode: row.optional("mode"),
            quad: quad.to_owned(),
            score,
            cameo,
            goldstein,
            definition: row.required("definition")?.to_owned(),
        });
    }
    match EVENT_TYPES
        .iter()
        .find(|(t, _)| !all.vocabulary.codebook.iter().any(|c| c.event_type == *t && c.mode.is_none()))
    {
        Some((lacking, _)) => {
            Err(Error::new(ErrorKind::Missing, "codebook.tsv", 0, format!("no row for the type {lacking}")))
        }
        None => Ok(()),
    }
}

pub(super) fn read_units(folder: &Path, all: &mut Compiled) -> Result<(), Error> {
    let table = Table::read(folder, "units.tsv", &["name", "aliases", "kind", "factor", "currency"])?;
    table.unique_by(|row| row.text("name").to_owned())?;
    for row in table.rows() {
        let currency = row.optional("currency");
        if let Some(code) = &currency
            && !all.vocabulary.currencies.iter().any(|c| c.code == *code)
        {
            return Err(row.error(ErrorKind::Unresolved, format!("currency: no country uses {code:?}")));
        }
        let unit = Unit {
            name: row.required("name")?.to_owned(),
            kind: row.required("kind")?.to_owned(),
            factor: row.number("factor")?,
            currency,
        };
        all.vocabulary.units.push((unit, row.list("aliases").map(str::to_owned).collect()));
    }
    Ok(())
}
