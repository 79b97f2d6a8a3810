//! The offices that people hold. A dump may name the holder before the office, so offices wait in a file.

use std::collections::{HashMap, HashSet};
use std::fs::File;
use std::io::{self, BufReader, BufWriter, ErrorKind, Read, Seek, SeekFrom, Write};
use std::path::Path;

use serde::{Deserialize, Serialize};
use tacitus_knowledge::{How, Kind, Knowledge, Office};

use crate::addition::Post;

/// An office as the dump describes it.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Position {
    pub(crate) label: String,
    /// alpha3.
    pub(crate) country: Option<String>,
    pub(crate) sectors: Vec<String>,
}

/// Everything that may be an office, on disk, and the numbers of those that someone held, in memory.
pub(crate) struct Positions {
    waiting: BufWriter<File>,
    held: HashSet<u32>,
}

impl Positions {
    pub(crate) fn new(folder: &Path) -> io::Result<Positions> {
        Ok(Positions { waiting: BufWriter::new(tempfile::tempfile_in(folder)?), held: HashSet::new() })
    }

    /// Puts an entity aside that may be an office.
    pub(crate) fn add(&mut self, number: u32, position: &Position) -> io::Result<()> {
        let row = postcard::to_stdvec(&(number, position)).map_err(io::Error::other)?;
        self.waiting.write_all(&u32::try_from(row.len()).map_err(io::Error::other)?.to_le_bytes())?;
        self.waiting.write_all(&row)
    }

    /// Remembers that someone held an office.
    pub(crate) fn hold(&mut self, number: u32) {
        self.held.insert(number);
    }

    /// The offices that someone held, with titles and sectors as the built-in tables have them.
    pub(crate) fn finish(self, knowledge: &Knowledge) -> io::Result<Offices> {
        let mut file = self.waiting.into_inner().map_err(io::IntoInnerError::into_error)?;
        file.seek(SeekFrom::Start(0))?;
        let mut file = BufReader::new(file);
        let mut offices = HashMap::new();
        let mut length = [0; 4];
        loop {
            match file.read_exact(&mut length) {
                Err(error) if error.kind() == ErrorKind::UnexpectedEof => return Ok(Offices(offices)),
                other => other?,
            }
            let mut row = vec![0; u32::from_le_bytes(length) as usize];
            file.read_exact(&mut row)?;
            let (number, position): (u32, Position) = postcard::from_bytes(&row).map_err(io::Error::other)?;
            if self.held.contains(&number) {
                offices.insert(number, describe(position, knowledge));
            }
        }
    }
}

/// Offices by the numbers of their Wikidata entities.
#[derive(Default)]
pub(crate) struct Offices(HashMap<u32, Office>);

impl Offices {
    /// The office that a post is, with its time. `citizen` is the country of an office whose own is not known.
    pub(crate) fn of(&self, post: &Post, citizen: Option<&str>) -> Option<Office> {
        let mut office = self.0.get(&post.position)?.clone();
        if office.country.is_none() && office.organisation.is_none() {
            office.country = citizen.map(str::to_owned);
            office.code = code(office.country.as_deref(), &office.sectors);
        }
        (office.from, office.to) = (post.from, post.to);
        Some(office)
    }
}

/// "President of the United States" becomes the title "President" of a country, "Secretary General of NATO" that of a
/// body. Where the title itself has no sector, that of what comes after it counts: "member of the House of Commons".
fn describe(position: Position, knowledge: &Knowledge) -> Office {
    let Position { label, mut country, mut sectors } = position;
    let mut office = Office {
        country: None,
        organisation: None,
        title: capitalised(&label),
        sectors: Vec::new(),
        code: None,
        from: None,
        to: None,
    };
    let tail = label.split_once(" of ").map(|(title, tail)| (title, tail.strip_prefix("the ").unwrap_or(tail)));
    let named = tail.and_then(|(title, tail)| {
        let found = knowledge.lookup(tail, None).into_iter().next()?;
        matches!(found.how, How::Name | How::Alias).then_some((title, found.entry))
    });
    match named {
        Some((title, entry)) if entry.kind == Kind::Country => {
            country = country.or_else(|| entry.country.clone());
            if country == entry.country {
                office.title = capitalised(title);
            }
        }
        Some((title, entry)) if entry.kind == Kind::Organisation => {
            let member = title.to_lowercase().contains("member");
            if sectors.is_empty() && (member || entry.country.is_none()) {
                sectors = entry.sectors.clone();
            }
            if entry.country.is_none() {
                office.title = capitalised(title);
                office.organisation = Some(entry.name.clone());
                office.code = entry.code.clone();
            } else {
                country = country.or_else(|| entry.country.clone());
            }
        }
        _ => {}
    }
    let role = |phrase: &str| knowledge.role_in(phrase).map(|role| role.sectors.clone()).unwrap_or_default();
    if sectors.is_empty() {
        sectors = role(&label);
    }
    if sectors.is_empty()
        && let Some((_, tail)) = tail
    {
        sectors = role(tail);
    }
    if office.organisation.is_none() {
        office.code = code(country.as_deref(), &sectors);
        office.country = country;
    }
    office.sectors = sectors;
    office
}

fn code(country: Option<&str>, sectors: &[String]) -> Option<String> {
    country.map(|country| std::iter::once(country).chain(sectors.iter().map(String::as_str)).collect())
}

fn capitalised(title: &str) -> String {
    let mut letters = title.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn office(label: &str, country: Option<&str>) -> Office {
        let position = Position { label: label.to_owned(), country: country.map(str::to_owned), sectors: Vec::new() };
        describe(position, &Knowledge::builtin())
    }

    #[test]
    fn titles_of_countries_and_bodies() {
        let president = office("president of the United States", None);
        assert_eq!((president.title.as_str(), president.code.as_deref()), ("President", Some("USAGOV")));
        let chief = office("Secretary General of NATO", None);
        assert_eq!((chief.role().as_str(), chief.country.as_deref()), ("Secretary General of NATO", None));
        let defence = office("Minister of Defence", Some("PER"));
        assert_eq!((defence.title.as_str(), defence.sectors.join("|").as_str()), ("Minister of Defence", "GOV|MIL"));
        let member = office("member of the House of Commons", Some("GBR"));
        assert_eq!(member.code.as_deref(), Some("GBRLEG"));
    }

    #[test]
    fn only_what_someone_held_is_kept() {
        let mut positions = Positions::new(&std::env::temp_dir()).unwrap();
        let position = |label: &str| Position { label: label.to_owned(), ..Position::default() };
        positions.add(1, &position("prime minister of Peru")).unwrap();
        positions.add(2, &position("theory of colours")).unwrap();
        positions.hold(1);
        positions.hold(3);
        let offices = positions.finish(&Knowledge::builtin()).unwrap();
        assert_eq!(offices.0.len(), 1);
        let post = Post { position: 1, from: None, to: None };
        assert_eq!(offices.of(&post, None).unwrap().code.as_deref(), Some("PERGOV"));
        assert!(offices.of(&Post { position: 3, ..post }, None).is_none());
    }
}
