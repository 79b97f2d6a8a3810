use super::*;
use tacitus_knowledge::Knowledge;

fn identity() -> Identity {
    Identity::new(Knowledge::builtin())
}

fn reference(id: u32, qualifiers: &str) -> String {
    format!(
        r#"{{"mainsnak":{{"datavalue":{{"value":{{"numeric-id":{id}}}}}}},"qualifiers":{{{qualifiers}}},"rank":"normal"}}"#
    )
}

fn time(property: &str, day: &str) -> String {
    format!(r#""{property}":[{{"datavalue":{{"value":{{"time":"+{day}T00:00:00Z","precision":11}}}}}}]"#)
}

fn item(id: &str, label: &str, claims: &str) -> String {
    format!(
        r#"{{"id":"{id}","labels":{{"en":{{"value":"{label}"}}}},"aliases":{{"en":[{{"value":"{label} Alias"}},{{"value":"small"}}]}},"claims":{{{claims}}}}},"#
    )
}

fn addition(line: &str) -> Option<Addition> {
    read(line, &Classes::new(&[]).unwrap(), &mut identity()).unwrap()?.addition
}

#[test]
fn a_person_with_an_office() {
    let dates = [time("P580", "2019-03-01"), time("P582", "2020-03-01")].join(",");
    let claims =
        format!(r#""P31":[{}],"P27":[{}],"P39":[{}]"#, reference(5, ""), reference(889, ""), reference(77, &dates));
    let person = addition(&item("Q900000001", "Arda Veloz", &claims)).unwrap();
    assert_eq!((person.entry.id.as_str(), person.entry.country.as_deref()), ("wikidata:Q900000001", Some("AFG")));
    let post = person.posts[0];
    assert_eq!((post.position, post.from.unwrap().to_string()), (77, "2019-03-01".to_owned()));
    let names: Vec<&str> = person.names.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["Arda Veloz", "Arda Veloz Alias"]);
}

#[test]
fn a_person_without_an_office_and_a_film_are_not_kept() {
    assert!(addition(&item("Q1", "A B", &format!(r#""P31":[{}]"#, reference(5, "")))).is_none());
    assert!(addition(&item("Q2", "A B", &format!(r#""P31":[{}]"#, reference(11424, "")))).is_none());
    assert!(addition(&item("P31", "instance of", "")).is_none());
    assert!(addition("[").is_none() && addition("]").is_none() && addition("").is_none());
}

#[test]
fn a_country_is_met_by_its_code_and_a_place_by_its_geonames_id() {
    let code = r#""P298":[{"mainsnak":{"datavalue":{"value":"PER"}}}]"#;
    let claims = format!(r#""P31":[{}],{code}"#, reference(6256, ""));
    assert_eq!(addition(&item("Q900000002", "Republic", &claims)).unwrap().entry.id, "country:PER");
    let geonames = r#""P1566":[{"mainsnak":{"datavalue":{"value":"99000001"}}}]"#;
    let claims = format!(r#""P31":[{}],{geonames}"#, reference(515, ""));
    let city = addition(&item("Q900000003", "Vorreth", &claims)).unwrap().entry;
    assert_eq!((city.id.as_str(), city.feature.as_deref()), ("geonames:99000001", Some("city")));
}

#[test]
fn an_office_may_be_a_class_or_an_instance() {
    let claims = format!(r#""P279":[{}],"P1001":[{}]"#, reference(1, ""), reference(889, ""));
    let classes = Classes::new(&[]).unwrap();
    let row = read(&item("Q77", "minister of tides", &claims), &classes, &mut identity()).unwrap().unwrap();
    let (number, position) = row.position.unwrap();
    assert_eq!((number, position.country.as_deref()), (77, Some("AFG")));
    assert!(row.addition.is_none());
}

#[test]
fn a_line_that_is_no_json_is_told() {
    let fault = read("{\"id\":", &Classes::new(&[]).unwrap(), &mut identity()).err().unwrap();
    assert_eq!(fault, Fault::Json(6, "EOF while parsing a value".to_owned()));
}
