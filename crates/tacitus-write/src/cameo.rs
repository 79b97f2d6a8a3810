//! Actors in the codes of CAMEO: country, role, known group, people and confession.
//!
//! What a country, sector or name is there is in the tables `knowledge/cameo-countries.tsv`, `cameo-sectors.tsv` and
//! `cameo-groups.tsv`.

use std::collections::HashMap;
use std::sync::LazyLock;

use tacitus::record::Entity;

const COUNTRIES: &str = include_str!("../../../knowledge/cameo-countries.tsv");
const SECTORS: &str = include_str!("../../../knowledge/cameo-sectors.tsv");
const GROUPS: &str = include_str!("../../../knowledge/cameo-groups.tsv");

static TABLES: LazyLock<Tables> = LazyLock::new(|| Tables {
    countries: rows(COUNTRIES, ["alpha3", "cameo", "note"]).map(|[alpha3, code, _]| (alpha3, code)).collect(),
    sectors: rows(SECTORS, ["sector", "type", "group", "religion", "note"])
        .map(|[sector, kind, group, religion, _]| (sector, Part { kind, group, religion: [religion, ""], ethnic: "" }))
        .collect(),
    groups: rows(GROUPS, ["name", "group", "ethnic", "religion1", "religion2"])
        .map(|[name, group, ethnic, one, two]| (name, Part { kind: "", group, religion: [one, two], ethnic }))
        .collect(),
});

struct Tables {
    countries: HashMap<&'static str, &'static str>,
    sectors: HashMap<&'static str, Part>,
    groups: HashMap<&'static str, Part>,
}

/// What a sector or a name adds to a code.
#[derive(Debug, Clone, Copy)]
struct Part {
    kind: &'static str,
    group: &'static str,
    ethnic: &'static str,
    religion: [&'static str; 2],
}

/// An actor's codes. Those that are not known are empty.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Actor {
    /// All others, one after the other.
    pub code: String,
    /// CAMEO's code of the country; alpha-3 where CAMEO has none.
    pub country: String,
    /// A body or an armed group.
    pub group: &'static str,
    /// A people.
    pub ethnic: &'static str,
    /// A religion, and a confession within it.
    pub religion: [&'static str; 2],
    /// Roles, the most telling first.
    pub kinds: [&'static str; 3],
}

impl Actor {
    pub fn of(entity: &Entity) -> Actor {
        let tables = &*TABLES;
        let mut actor = Actor::default();
        if let Some(alpha3) = &entity.country {
            actor.country = tables.countries.get(alpha3.as_str()).copied().unwrap_or(alpha3).to_owned();
        }
        let named = tables.groups.get(entity.name.as_str());
        let sectors = entity.sectors.iter().filter_map(|sector| tables.sectors.get(sector.as_str()));
        let mut kinds: Vec<&'static str> = Vec::new();
        // What the name says is more exact than what the sector does.
        for part in named.into_iter().chain(sectors) {
            if !part.kind.is_empty() && !kinds.contains(&part.kind) {
                kinds.push(part.kind);
            }
            if actor.group.is_empty() {
                actor.group = part.group;
            }
            if actor.ethnic.is_empty() {
                actor.ethnic = part.ethnic;
            }
            if actor.religion == ["", ""] {
                actor.religion = part.religion;
            }
        }
        for (slot, kind) in actor.kinds.iter_mut().zip(kinds) {
            *slot = kind;
        }
        let parts = [&actor.kinds[..], &[actor.group, actor.ethnic], &actor.religion].concat();
        actor.code = actor.country.clone() + &parts.concat();
        actor
    }
}

/// The rows of a table that the program carries, after its remarks and its header. The tests read all of them.
fn rows<const N: usize>(text: &'static str, columns: [&str; N]) -> impl Iterator<Item = [&'static str; N]> {
    let cells = |line: &'static str| -> [&'static str; N] {
        line.split('\t').collect::<Vec<_>>().try_into().unwrap_or_else(|_| panic!("{N} cells are due: {line:?}"))
    };
    let mut lines = text.lines().skip_while(|line| line.starts_with('#')).map(cells);
    assert_eq!(lines.next(), Some(columns), "the header");
    lines
}

#[cfg(test)]
mod tests {
    use tacitus::record::EntityType;
    use tacitus_knowledge::{INTERNATIONAL, Kind, Knowledge, SECTORS};

    use super::*;

    fn actor(name: &str, country: Option<&str>, sectors: &[&str]) -> Actor {
        Actor::of(&Entity {
            id: "e1".into(),
            name: name.into(),
            kind: EntityType::Organization,
            country: country.map(Into::into),
            sectors: sectors.iter().map(|s| (*s).to_owned()).collect(),
            code: None,
            role: None,
            wikidata: None,
            mentions: vec![],
        })
    }

    #[test]
    fn codes_as_cameo_spells_them() {
        assert_eq!(actor("Kenya", Some("KEN"), &["GOV"]).code, "KENGOV");
        assert_eq!(actor("a clinic", Some("ROU"), &["MED"]).code, "ROMHLH");
        assert_eq!(actor("NATO", None, &["IGO", "MIL"]).code, "IGOMILNAT");
        assert_eq!(actor("UN Security Council", None, &["UNO"]).code, "IGOUNO");
        assert_eq!(actor("World Food Programme", None, &["UNO", "AGR"]).code, "IGOAGRWFP");
        assert_eq!(actor("Iraqi Shiites", Some("IRQ"), &["REL"]).code, "IRQMOSSHI");
        assert_eq!(actor("Kurds", None, &[]).code, "kur");
        assert_eq!(actor("a militia", Some("SRB"), &["PRM"]).code, "SRB");
        assert_eq!(actor("somebody", None, &[]), Actor::default());
        let many = actor("x", Some("USA"), &["GOV", "MIL", "JRN", "LAB"]);
        assert_eq!((many.kinds, many.code.as_str()), (["GOV", "MIL", "MED"], "USAGOVMILMED"));
    }

    #[test]
    fn the_tables_name_what_there_is() {
        let knowledge = Knowledge::builtin();
        for alpha3 in TABLES.countries.keys() {
            assert!(knowledge.country(alpha3).is_some(), "{alpha3}");
        }
        for sector in SECTORS.iter().chain(INTERNATIONAL) {
            assert!(TABLES.sectors.contains_key(sector), "{sector} has no row");
        }
        assert_eq!(TABLES.sectors.len(), SECTORS.len() + INTERNATIONAL.len());
        for (name, part) in &TABLES.groups {
            let known = knowledge.lookup(name, None).into_iter().any(|candidate| {
                candidate.entry.name == **name && matches!(candidate.entry.kind, Kind::Organisation | Kind::Group)
            });
            assert!(known, "{name} is in neither table");
            assert!(!(part.group.is_empty() && part.ethnic.is_empty() && part.religion[0].is_empty()), "{name}");
            let code = |code: &str, low: bool| {
                code.is_empty()
                    || code.len() == 3 && code.bytes().all(|b| b.is_ascii_alphabetic() && b.is_ascii_lowercase() == low)
            };
            assert!(code(part.group, false) && code(part.ethnic, true), "{name}");
            assert!(part.religion.iter().all(|religion| code(religion, false)), "{name}");
        }
        assert_eq!(rows(GROUPS, ["name", "group", "ethnic", "religion1", "religion2"]).count(), TABLES.groups.len());
    }
}
