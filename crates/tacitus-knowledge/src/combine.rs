//! Two descriptions of one thing become one.

use crate::entry::{Entry, Kind, Office};

/// Adds to `base` what `more` knows beyond it. Where both know something, `base` holds.
///
/// ```
/// use tacitus_knowledge::{Entry, Kind, combine};
///
/// let mut base = Entry::new("person:Ann".to_owned(), "Ann", Kind::Person);
/// let mut more = Entry::new("person:Ann".to_owned(), "Anne", Kind::Person);
/// more.wikidata = Some("Q1".to_owned());
/// combine(&mut base, more);
/// assert_eq!((base.name.as_str(), base.wikidata.as_deref()), ("Ann", Some("Q1")));
/// ```
pub fn combine(base: &mut Entry, more: Entry) {
    let coded = base.code.is_some();
    base.country = base.country.take().or(more.country);
    base.wikidata = base.wikidata.take().or(more.wikidata);
    base.geonames = base.geonames.or(more.geonames);
    base.feature = base.feature.take().or(more.feature);
    base.population = base.population.or(more.population);
    // The two belong together.
    if base.lat.is_none() || base.lon.is_none() {
        (base.lat, base.lon) = (more.lat, more.lon);
    }
    for office in more.offices {
        if !base.offices.iter().any(|known| same(known, &office)) {
            base.offices.push(office);
        }
    }
    base.offices.sort_by_key(|office| (office.from.map(|from| from.first_day()), office.to.map(|to| to.last_day())));
    if base.kind == Kind::Person || base.sectors.is_empty() {
        for sector in more.sectors {
            if !base.sectors.contains(&sector) {
                base.sectors.push(sector);
            }
        }
    }
    if !coded {
        base.code = more.code;
    }
    for source in more.sources {
        if !base.sources.contains(&source) {
            base.sources.push(source);
        }
    }
}

/// Whether two rows tell of one time in one office: the same country or body, begun within a month of each other.
fn same(a: &Office, b: &Office) -> bool {
    let begun = match (a.from, b.from) {
        (Some(a), Some(b)) => {
            let days = a.first_day().until(b.first_day()).map_or(i32::MAX, |span| span.get_days().abs());
            days <= 31 || (a.first_day() <= b.last_day() && b.first_day() <= a.last_day())
        }
        (None, None) => a.to == b.to && a.title == b.title,
        _ => false,
    };
    let sector = a.sectors.is_empty() || b.sectors.is_empty() || a.sectors.iter().any(|s| b.sectors.contains(s));
    begun && sector && a.country == b.country && a.organisation == b.organisation
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dates::PartialDate;

    fn office(title: &str, from: &str, to: &str) -> Office {
        Office {
            country: Some("DEU".to_owned()),
            organisation: None,
            title: title.to_owned(),
            sectors: vec!["GOV".to_owned()],
            code: Some("DEUGOV".to_owned()),
            from: PartialDate::parse(from),
            to: PartialDate::parse(to),
        }
    }

    fn person(offices: Vec<Office>) -> Entry {
        Entry { offices, ..Entry::new("person:A".to_owned(), "A", Kind::Person) }
    }

    #[test]
    fn an_office_that_both_know_is_one() {
        let mut base = person(vec![office("Chancellor", "2005-11-22", "2021-12-08")]);
        let more = person(vec![
            office("Federal Chancellor", "2005-11", "2021-12-08"),
            office("Minister of the Environment", "1994-11-17", "1998-10-26"),
        ]);
        combine(&mut base, more);
        let titles: Vec<&str> = base.offices.iter().map(|o| o.title.as_str()).collect();
        assert_eq!(titles, ["Minister of the Environment", "Chancellor"]);
    }

    #[test]
    fn what_is_known_holds_and_what_is_not_is_filled_in() {
        let mut base = Entry::new("org:X".to_owned(), "X", Kind::Organisation);
        base.sectors = vec!["GOV".to_owned()];
        base.lat = Some(1.0);
        base.lon = Some(2.0);
        let mut more = Entry::new("org:X".to_owned(), "Y", Kind::Organisation);
        more.sectors = vec!["BUS".to_owned()];
        more.lat = Some(3.0);
        more.country = Some("FRA".to_owned());
        more.sources = vec!["wikidata".to_owned()];
        combine(&mut base, more);
        assert_eq!((base.name.as_str(), base.country.as_deref()), ("X", Some("FRA")));
        assert_eq!((base.sectors, base.lat, base.lon), (vec!["GOV".to_owned()], Some(1.0), Some(2.0)));
        assert_eq!(base.sources, ["wikidata"]);
    }
}
