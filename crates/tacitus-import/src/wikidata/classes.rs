//! Which entities are kept, by the classes that they are instances of.

use std::collections::HashMap;
use std::str::FromStr;

use super::json::number;
use crate::error::Error;
use crate::tables::{list, rows, wrong};

const NAME: &str = "wikidata-classes.tsv";
const TABLE: &str = include_str!("../../../../knowledge/wikidata-classes.tsv");

/// What the entities of a class are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum ClassKind {
    /// People, kept where they held an office.
    Human,
    /// Countries.
    Country,
    /// Bodies with a name.
    Organisation,
    /// Peoples and movements.
    Group,
    /// Places.
    Place,
    /// Offices that people hold.
    Position,
}

impl FromStr for ClassKind {
    type Err = String;

    fn from_str(text: &str) -> Result<ClassKind, String> {
        match text {
            "human" => Ok(ClassKind::Human),
            "country" => Ok(ClassKind::Country),
            "organisation" => Ok(ClassKind::Organisation),
            "group" => Ok(ClassKind::Group),
            "place" => Ok(ClassKind::Place),
            "position" => Ok(ClassKind::Position),
            _ => Err(format!("{text:?} is none of human, country, organisation, group, place, position")),
        }
    }
}

/// A class that is kept beside those of the table, written `Q532` or `Q532=place`.
///
/// Without a kind it is places where an entity has coordinates, else organisations.
///
/// ```
/// use tacitus_import::{Class, ClassKind};
///
/// let class: Class = "Q532=place".parse().unwrap();
/// assert_eq!((class.id, class.kind), (532, Some(ClassKind::Place)));
/// assert!("village".parse::<Class>().is_err());
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Class {
    /// The number of its Wikidata id.
    pub id: u32,
    /// What its entities are.
    pub kind: Option<ClassKind>,
}

impl FromStr for Class {
    type Err = String;

    fn from_str(text: &str) -> Result<Class, String> {
        let (id, kind) = match text.split_once('=') {
            Some((id, kind)) => (id, Some(kind.parse()?)),
            None => (text, None),
        };
        let id = number(id).ok_or_else(|| format!("{id:?} is no Wikidata id: Q and a number"))?;
        Ok(Class { id, kind })
    }
}

/// A row of the table.
#[derive(Debug, Clone)]
pub(super) struct Row {
    pub(super) kind: Option<ClassKind>,
    pub(super) feature: Option<String>,
    pub(super) sectors: Vec<String>,
    /// Smaller is more telling.
    rank: usize,
}

pub(crate) struct Classes(HashMap<u32, Row>);

impl Classes {
    pub(crate) fn new(more: &[Class]) -> Result<Classes, Error> {
        let mut classes = HashMap::new();
        for (line, [class, _, kind, feature, sectors]) in
            rows(NAME, TABLE, ["class", "label", "kind", "feature", "sectors"])?
        {
            let feature = Some(feature.to_owned()).filter(|feature| !feature.is_empty());
            let kind = Some(kind.parse().map_err(|_| wrong(NAME, line))?);
            let row = Row { kind, feature, sectors: list(sectors), rank: line };
            let id = number(class).ok_or_else(|| wrong(NAME, line))?;
            if classes.insert(id, row).is_some() {
                return Err(wrong(NAME, line));
            }
        }
        for class in more {
            // What was asked for comes after the table, which knows more about its classes.
            let row = Row { kind: class.kind, feature: None, sectors: Vec::new(), rank: usize::MAX };
            classes.entry(class.id).or_insert(row);
        }
        Ok(Classes(classes))
    }

    /// The most telling row of some classes.
    pub(super) fn best(&self, classes: impl Iterator<Item = u32>) -> Option<&Row> {
        classes.filter_map(|class| self.0.get(&class)).min_by_key(|row| row.rank)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_has_codes_of_plover_only() {
        for row in Classes::new(&[]).unwrap().0.values() {
            assert!(row.sectors.iter().all(|sector| crate::cameo::plover().contains(sector.as_str())), "{row:?}");
        }
    }

    #[test]
    fn the_more_telling_class_comes_first() {
        let more = [Class { id: 532, kind: None }, Class { id: 5, kind: Some(ClassKind::Place) }];
        let classes = Classes::new(&more).unwrap();
        let kind = |ids: &[u32]| classes.best(ids.iter().copied()).map(|row| (row.kind, row.sectors.join("|")));
        assert_eq!(kind(&[43229, 192_350]), Some((Some(ClassKind::Organisation), "GOV".to_owned())));
        assert_eq!(kind(&[532]), Some((None, String::new())));
        assert_eq!(kind(&[5]), Some((Some(ClassKind::Human), String::new())), "the table holds");
        assert_eq!(kind(&[13_442_814]), None);
    }
}
