//! From a name in a text to the entries it may stand for, best first.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::entry::{Entry, Kind};
use crate::layers::Found;

/// How a name is tied to an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum How {
    /// Its usual name.
    Name,
    /// Another spelling or name.
    Alias,
    /// The adjective or noun for its people: "South Korean".
    Demonym,
    /// The capital stands for the government.
    Capital,
    /// A building or seat stands for those in it: "the Kremlin".
    Metonym,
    /// The bare surname of a leader.
    Surname,
}

/// One thing that a name may stand for.
#[derive(Debug, Clone, PartialEq)]
pub struct Candidate<'k> {
    /// The thing.
    pub entry: &'k Entry,
    /// How the name is tied to it.
    pub how: How,
    /// Whether it is a person who holds an office on the date asked for.
    pub in_office: bool,
    /// Whether only an imported table files it under the name.
    pub imported: bool,
}

impl Candidate<'_> {
    /// The actor code that the name stands for on a day.
    ///
    /// A capital or a metonym of a country acts for its government:
    ///
    /// ```
    /// let knowledge = tacitus_knowledge::Knowledge::builtin();
    /// let kremlin = &knowledge.lookup("the Kremlin", None)[0];
    /// assert_eq!(kremlin.code(None).as_deref(), Some("RUSGOV"));
    /// ```
    pub fn code(&self, on: Option<Date>) -> Option<String> {
        let code = self.entry.code_on(on)?;
        match (self.entry.kind, self.how) {
            (Kind::Country, How::Capital | How::Metonym) => Some(format!("{code}GOV")),
            _ => Some(code),
        }
    }
}

/// Days in ten years: how far from office a bare surname still means a leader.
const NEAR_OFFICE: i32 = 3653;

/// Drops surnames of leaders too far from office, and puts the best first.
pub(crate) fn rank<'k>(found: Vec<Found<'k>>, on: Option<Date>) -> Vec<Candidate<'k>> {
    let mut candidates: Vec<Candidate<'k>> = found
        .into_iter()
        .filter(|found| match (found.how, on) {
            (How::Surname, Some(day)) => found.entry.days_from_office(day).is_some_and(|days| days <= NEAR_OFFICE),
            _ => true,
        })
        .map(|Found { entry, how, imported }| {
            let in_office = entry.kind == Kind::Person && on.is_some_and(|day| entry.office_on(day).is_some());
            Candidate { entry, how, in_office, imported }
        })
        .collect();
    // The built-in tables were made for news: what was imported comes after what they mean by a name.
    candidates.sort_by(|a, b| {
        let imported = a.imported.cmp(&b.imported);
        imported.then_with(|| weight(b, on).total_cmp(&weight(a, on))).then_with(|| a.entry.id.cmp(&b.entry.id))
    });
    candidates
}

/// What speaks for a candidate. Only the order counts.
fn weight(candidate: &Candidate<'_>, on: Option<Date>) -> f32 {
    let entry = candidate.entry;
    let tie = match candidate.how {
        How::Name => 100.0,
        How::Alias => 95.0,
        How::Demonym => 90.0,
        How::Metonym => 88.0,
        How::Capital => 84.0,
        How::Surname => 60.0,
    };
    let kind = match entry.kind {
        Kind::Country => 3.0,
        Kind::Organisation => 2.0,
        Kind::Person => 1.0,
        Kind::Group => 0.0,
        // A place comes after the actors that bear its name, the larger first.
        Kind::Place => -30.0 + (people(entry).max(1) as f32).log10(),
    };
    let office = match (entry.kind, on) {
        (Kind::Person, Some(_)) if candidate.in_office => 20.0,
        (Kind::Person, Some(day)) => match entry.days_from_office(day) {
            // Nearer in time is likelier; before office less so than after it.
            Some(days) => -(days as f32).min(36_500.0) / 3_650.0,
            None => 0.0,
        },
        (Kind::Person, None) => {
            let last = entry.offices.iter().map(|o| o.to.map_or(9999, |to| to.last_day().year())).max();
            f32::from(last.unwrap_or(0)) / 10_000.0
        }
        _ => 0.0,
    };
    tie + kind + office + seniority(entry, on)
}

/// Presidents before ministers where a surname fits both.
fn seniority(entry: &Entry, on: Option<Date>) -> f32 {
    let office = on.and_then(|day| entry.office_on(day)).or(entry.offices.last());
    match office.map(|o| o.title.as_str()) {
        Some("President" | "Prime Minister" | "Chancellor" | "Supreme Leader" | "Taoiseach") => 1.0,
        Some("King" | "Queen" | "Emperor" | "Emir" | "Sultan" | "Pope" | "Secretary-General") => 0.8,
        _ => 0.0,
    }
}

/// Inhabitants of a place; where they are not known, as many as make it as often named. A region is named more often
/// than a city of fewer than half a million that bears its name ("Virginia"), other things less.
fn people(entry: &Entry) -> u32 {
    let region = entry.feature.as_deref() == Some("region");
    entry.population.unwrap_or(if region { 500_000 } else { 1_000 })
}
