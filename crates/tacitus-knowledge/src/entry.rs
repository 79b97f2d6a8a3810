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
}

/// An office and the time a person held it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Office {
    /// The country whose office it is; none for an organisation's.
    pub country: Option<String>,
    /// The name of the organisation whose office it is.
    pub organisation: Option<String>,
    /// "President", "Foreign Minister", "Secretary General".
    pub title: String,
    /// PLOVER sectors of the holder.
    pub sectors: Vec<String>,
    /// Country or organisation code followed by sectors.
    pub code: Option<String>,
    /// The first day, as far as it is known.
    pub from: PartialDate,
    /// The last day; none where the office is held still, as far as is known.
    pub to: Option<PartialDate>,
}

impl Office {
    /// Whether the office was held on a day. A bound known to the month only includes the month.
    pub fn held_on(&self, day: Date) -> bool {
        self.from.first_day() <= day && self.to.is_none_or(|to| day <= to.last_day())
    }

    /// Days between `day` and the time in office: 0 within it.
    pub fn days_from(&self, day: Date) -> i32 {
        let days = |from: Date, to: Date| from.until(to).map_or(i32::MAX, |span| span.get_days());
        if day < self.from.first_day() {
            return days(day, self.from.first_day());
        }
        match self.to.map(PartialDate::last_day) {
            Some(last) if last < day => days(last, day),
            _ => 0,
        }
    }

    /// The title with the organisation, as the record's `role` shows it: "Secretary General of NATO".
    pub fn role(&self) -> String {
        match &self.organisation {
            Some(organisation) => format!("{} of {organisation}", self.title),
            None => self.title.clone(),
        }
    }
}

impl Entry {
    /// The office held on a day; of several the one taken last.
    pub fn office_on(&self, day: Date) -> Option<&Office> {
        self.offices.iter().rev().find(|office| office.held_on(day))
    }

    /// The actor code on a day.
    ///
    /// A person in office has the code of the office; out of office, country
    /// and `ELI` (former officials and elites); where no day is given, the code
    /// of the latest office. All others have the same code on every day.
    pub fn code_on(&self, day: Option<Date>) -> Option<String> {
        if self.kind != Kind::Person {
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
