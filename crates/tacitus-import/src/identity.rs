//! Which entry a row is about: one that is built in, or a new one.

use std::collections::HashMap;

use tacitus_knowledge::{Entry, How, Kind, Knowledge, PartialDate};

/// The built-in entries by the ids that other sources have for them.
pub(crate) struct Identity {
    knowledge: Knowledge,
    wikidata: HashMap<String, String>,
    geonames: HashMap<u32, String>,
    /// alpha2 and alpha3 -> id.
    countries: HashMap<String, String>,
    /// Built-in entries that were met by their name, with who was.
    claimed: HashMap<String, String>,
}

impl Identity {
    pub(crate) fn new(knowledge: Knowledge) -> Identity {
        let (mut wikidata, mut geonames, mut countries) = (HashMap::new(), HashMap::new(), HashMap::new());
        for entry in knowledge.entries() {
            if let Some(id) = &entry.wikidata {
                wikidata.insert(id.clone(), entry.id.clone());
            }
            if let Some(id) = entry.geonames {
                geonames.insert(id, entry.id.clone());
            }
        }
        for country in knowledge.countries() {
            for code in country.alpha2.iter().chain([&country.alpha3]) {
                countries.insert(code.clone(), country.entry.clone());
            }
        }
        Identity { knowledge, wikidata, geonames, countries, claimed: HashMap::new() }
    }

    /// The knowledge that is built in.
    pub(crate) fn knowledge(&self) -> &Knowledge {
        &self.knowledge
    }

    /// The built-in entry with a Wikidata id.
    pub(crate) fn wikidata(&self, id: &str) -> Option<&Entry> {
        self.knowledge.entry(self.wikidata.get(id)?)
    }

    /// The built-in entry with a GeoNames id.
    pub(crate) fn geonames(&self, id: u32) -> Option<&Entry> {
        self.knowledge.entry(self.geonames.get(&id)?)
    }

    /// The built-in country with an alpha-2 or alpha-3 code.
    pub(crate) fn country(&self, code: &str) -> Option<&Entry> {
        self.knowledge.entry(self.countries.get(code)?)
    }

    /// The built-in person or body of the same name and country. `claim` is the id by which its source knows it: two
    /// of a source are never one.
    ///
    /// A person must have been in office within twenty years of one of `dates`, where any are known.
    pub(crate) fn named(&mut self, entry: &Entry, dates: &[PartialDate], claim: &str) -> Option<String> {
        if entry.kind == Kind::Person && entry.name.split_whitespace().count() < 2 {
            return None;
        }
        let near = |known: &Entry| {
            const TWENTY_YEARS: i32 = 7305;
            let days = |date: &PartialDate| known.offices.iter().map(|o| o.days_from(date.first_day())).min();
            dates.is_empty() || dates.iter().filter_map(days).any(|days| days <= TWENTY_YEARS)
        };
        let mut found = self.knowledge.lookup(&entry.name, None).into_iter().filter(|candidate| {
            let known = candidate.entry;
            let bodies = [Kind::Organisation, Kind::Group];
            let kind = known.kind == entry.kind || (bodies.contains(&known.kind) && bodies.contains(&entry.kind));
            let tie = matches!(candidate.how, How::Name | How::Alias);
            let country = known.country == entry.country || (entry.country.is_none() && entry.kind != Kind::Person);
            kind && tie && country && (entry.kind != Kind::Person || near(known))
        });
        let id = found.next()?.entry.id.clone();
        if found.next().is_some() {
            return None;
        }
        let first = self.claimed.entry(id.clone()).or_insert_with(|| claim.to_owned());
        (first == claim).then_some(id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn person(name: &str, country: &str) -> Entry {
        Entry { country: Some(country.to_owned()), ..Entry::new(String::new(), name, Kind::Person) }
    }

    #[test]
    fn ids_of_other_sources() {
        let identity = Identity::new(Knowledge::builtin());
        assert_eq!(identity.wikidata("Q889").unwrap().id, "country:AFG");
        assert_eq!(identity.geonames(1_149_361).unwrap().id, "country:AFG");
        assert_eq!(identity.country("AF").unwrap().id, "country:AFG");
        assert!(identity.wikidata("Q999999999").is_none());
    }

    #[test]
    fn a_person_is_met_by_name_country_and_time() {
        let mut identity = Identity::new(Knowledge::builtin());
        let stoltenberg = person("Jens Stoltenberg", "NOR");
        let date = |text| PartialDate::parse(text).unwrap();
        let id = Some("person:Jens Stoltenberg".to_owned());
        assert_eq!(identity.named(&stoltenberg, &[date("2014-10-01")], "Q1"), id);
        assert_eq!(identity.named(&stoltenberg, &[], "Q1"), id);
        assert_eq!(identity.named(&stoltenberg, &[], "Q2"), None, "another of the same source");
        assert_eq!(identity.named(&person("Bill Clinton", "USA"), &[date("1850-01-01")], "Q3"), None);
        assert_eq!(identity.named(&person("Bill Clinton", "FRA"), &[], "Q4"), None);
        assert_eq!(identity.named(&person("Clinton", "USA"), &[], "Q5"), None);
    }
}
