//! A place in the eight columns that GDELT has for one.

use tacitus::record::Place;
use tacitus_knowledge::{Country, Knowledge};

/// A place, or none, as GDELT sees it.
pub(super) struct Spot<'a> {
    place: Option<&'a Place>,
    country: Option<&'a Country>,
}

impl<'a> Spot<'a> {
    /// Regions that belong to no country, such as continents, are no places to GDELT.
    pub fn of(place: Option<&'a Place>, knowledge: &'a Knowledge) -> Spot<'a> {
        let place = place.filter(|place| !matches!(place.feature.as_deref(), Some("area" | "continent")));
        let country = place.and_then(|place| knowledge.country(place.country.as_deref()?));
        Spot { place, country }
    }

    /// Type, full name, country, first and second division, latitude, longitude, feature.
    ///
    /// Countries are FIPS 10-4's. The codes of divisions and of features within a country are those of gazetteers that
    /// the record does not refer to; they are empty.
    pub fn cells(&self) -> [String; 8] {
        let Some(place) = self.place else {
            return ["0", "", "", "", "", "", "", ""].map(str::to_owned);
        };
        let fips = self.country.and_then(|country| country.fips.clone()).unwrap_or_default();
        let whole = self.is_country();
        let name = match self.country {
            Some(country) if !whole => format!("{}, {}", place.name, country.name),
            _ => place.name.clone(),
        };
        let of_country = if whole { fips.clone() } else { String::new() };
        let degrees = |degrees: Option<f64>| degrees.map_or(String::new(), |degrees| degrees.to_string());
        let (lat, long) = (degrees(place.lat), degrees(place.lon));
        [self.kind().to_owned(), name, fips, of_country.clone(), String::new(), lat, long, of_country]
    }

    fn is_country(&self) -> bool {
        self.place.is_some_and(|place| place.feature.as_deref() == Some("country"))
    }

    /// 1 country, 2 state of the United States, 3 city or landmark there, 4 elsewhere, 5 state or province elsewhere.
    fn kind(&self) -> &'static str {
        let american = self.country.is_some_and(|country| country.alpha3 == "USA");
        match (self.place.and_then(|place| place.feature.as_deref()), american) {
            (Some("country"), _) => "1",
            (Some("region"), true) => "2",
            (Some("region"), false) => "5",
            (_, true) => "3",
            (_, false) => "4",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(name: &str, country: Option<&str>, feature: &str) -> [String; 8] {
        let place = Place {
            id: "p1".into(),
            entity: "e1".into(),
            start: 0,
            end: 1,
            name: name.into(),
            country: country.map(Into::into),
            lat: Some(-1.5),
            lon: None,
            feature: Some(feature.into()),
            geonames: Some(7),
        };
        Spot::of(Some(&place), &Knowledge::builtin()).cells()
    }

    #[test]
    fn types_and_names() {
        assert_eq!(cells("Germany", Some("DEU"), "country"), ["1", "Germany", "GM", "GM", "", "-1.5", "", "GM"]);
        assert_eq!(cells("Texas", Some("USA"), "region")[..3], ["2", "Texas, United States", "US"]);
        assert_eq!(cells("Boston", Some("USA"), "city")[0], "3");
        assert_eq!(cells("Arusha", Some("TZA"), "city"), ["4", "Arusha, Tanzania", "TZ", "", "", "-1.5", "", ""]);
        assert_eq!(cells("Bavaria", Some("DEU"), "region")[0], "5");
        assert_eq!(cells("Lake Victoria", None, "sea")[..3], ["4", "Lake Victoria", ""]);
        assert_eq!(cells("Balkans", None, "area")[..2], ["0", ""]);
    }
}
