//! An entry: one actor or place of the world, with what is known of it.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::dates::PartialDate;

/// What an [`Entry`] is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Kind {
    /// A country or territory with a code of its own.
    Country,
    /// A body with a name: an institution, company, party, alliance.
    Organisation,
    /// A person.
    Person,
    /// A people, a confession, an armed movement.
    Group,
    /// A city, region, sea, strait, base.
    Place,
}

/// Something that a name can stand for.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    /// A stable id: `country:KOR`, `org:NATO`, `person:Jens Stoltenberg`, `group:Kurds`, `place:Seoul,KOR`.
    pub id: String,
    /// The name under which the record shows it.
    pub name: String,
    /// What it is.
    pub kind: Kind,
    /// ISO 3166-1 alpha-3: the country that it is, belongs to or lies in.
    pub country: Option<String>,
    /// PLOVER sector codes, of all offices in the case of a person.
    pub sectors: Vec<String>,
    /// Country or international code followed by sectors. A person's depends on the date: [`Entry::code_on`].
    pub code: Option<String>,
    /// The offices a person held, earliest first.
    pub offices: Vec<Office>,
    /// Wikidata id.
    pub wikidata: Option<String>,
    /// Degrees north.
    pub lat: Option<f32>,
    /// Degrees east.
    pub lon: Option<f32>,
    /// GeoNames id.
    pub geonames: Option<u32>,
    /// What a place is: `country`, `capital`, `city`, `town`, `region`, `sea`, `strait`, `base`, ...
    pub feature: Option<String>,
    /// Inhabitants.
    pub population: Option<u32>,
    /// The imported sources that tell of it: `wikidata`, `geonames`, a dictionary's file name. Empty where only the
    /// built-in tables do.
    pub sources: Vec<String>,
}

/// An office and the time a person held it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Office {
    /// The country whose office it is; none for an organisation's.
    pub country: Option<String>,
    /// The name of the organisation whose office it is.
    pub organisation: Option<String>,
    /// "President", "Foreign Minister", "Secretary General"; empty where only sectors are known.
    pub title: String,
    /// PLOVER sectors of the holder.
    pub sectors: Vec<String>,
    /// Country or organisation code followed by sectors.
    pub code: Option<String>,
    /// The first day, as far as it is known. The built-in tables always know it.
    pub from: Option<PartialDate>,
    /// The last day; none where the office is held still, as far as is known.
    pub to: Option<PartialDate>,
}

impl Office {
    /// Whether the office was held on a day. A bound known to the month only includes the month. Where neither bound
    /// is known, no day is.
    pub fn held_on(&self, day: Date) -> bool {
        let known = self.from.is_some() || self.to.is_some();
        let begun = self.from.is_none_or(|from| from.first_day() <= day);
        known && begun && self.to.is_none_or(|to| day <= to.last_day())
    }

    /// Days between `day` and the time in office: 0 within it, the most there can be where the time is not known.
    pub fn days_from(&self, day: Date) -> i32 {
        let days = |from: Date, to: Date| from.until(to).map_or(i32::MAX, |span| span.get_days());
        match (self.from.map(PartialDate::first_day), self.to.map(PartialDate::last_day)) {
            (Some(first), _) if day < first => days(day, first),
            (_, Some(last)) if last < day => days(last, day),
            (None, None) => i32::MAX,
            _ => 0,
        }
    }

    /// The title with the organisation, as the record's `role` shows it: "Secretary General of NATO". Empty where the
    /// title is not known.
    pub fn role(&self) -> String {
        match &self.organisation {
            Some(organisation) if !self.title.is_empty() => format!("{} of {organisation}", self.title),
            _ => self.title.clone(),
        }
    }
}

impl Entry {
    /// An entry of which only id, name and kind are known.
    pub fn new(id: String, name: &str, kind: Kind) -> Entry {
        Entry {
            id,
            name: name.to_owned(),
            kind,
            country: None,
            sectors: Vec::new(),
            code: None,
            offices: Vec::new(),
            wikidata: None,
            lat: None,
            lon: None,
            geonames: None,
            feature: None,
            population: None,
            sources: Vec::new(),
        }
    }

    /// The built-in table that an entry of this id is in, going by the id: `leaders.tsv`. None for imported entries.
    pub fn table(&self) -> Option<&'static str> {
        match self.id.split_once(':')?.0 {
            "country" => Some("countries.tsv"),
            "org" => Some("organisations.tsv"),
            "person" => Some("leaders.tsv"),
            "group" => Some("groups.tsv"),
            "place" => Some("places.tsv"),
            _ => None,
        }
    }

    /// The office held on a day; of several the one taken last. A seat in parliament counts only where the person held
    /// nothing else: ministers often have one too.
    pub fn office_on(&self, day: Date) -> Option<&Office> {
        let seat = |office: &&Office| office.sectors.iter().all(|sector| sector == "LEG");
        let held = || self.offices.iter().rev().filter(|office| office.held_on(day));
        held().find(|office| !seat(office)).or_else(|| held().next())
    }

    /// The actor code on a day.
    ///
    /// A person in office has the code of the office; out of office, country
    /// and `ELI` (former officials and elites); where no day is given, the code
    /// of the latest office. One of whom no office is known, and all others, have the same code on every day.
    pub fn code_on(&self, day: Option<Date>) -> Option<String> {
        if self.kind != Kind::Person || self.offices.is_empty() {
            return self.code.clone();
        }
        let Some(day) = day else {
            return self.offices.last().and_then(|office| office.code.clone());
        };
        match self.office_on(day) {
            Some(office) => office.code.clone(),
            None => self.country.as_ref().map(|country| format!("{country}ELI")),
        }
    }

    /// The fewest days between `day` and any time in office.
    pub(crate) fn days_from_office(&self, day: Date) -> Option<i32> {
        self.offices.iter().map(|office| office.days_from(day)).min()
    }
}
