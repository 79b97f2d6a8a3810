//! POLECAT's columns: events in PLOVER's terms, tab-separated, with a header by which they are read.
//!
//! A row is an event that happened or goes on. What has several values, such as the actors of one event, is a list
//! with semicolons; what is not known is `None`, as in POLECAT's files. `docs/formats.md` says column by column what
//! it is filled from.

use tacitus::record::{Entity, EntityType, Event, Form, Place, Record};
use tacitus_knowledge::Knowledge;

use crate::happened::happened;
use crate::marks::nearest;
use crate::tsv;

/// The columns, in order.
pub const COLUMNS: [&str; 40] = [
    "Event ID",
    "Event Date",
    "Event Type",
    "Event Mode",
    "Intensity",
    "Quad Code",
    "Contexts",
    "Actor Name",
    "Actor Country",
    "Actor COW",
    "Primary Actor Sector",
    "Actor Sectors",
    "Actor Title",
    "Actor Name Raw",
    "Wikipedia Actor ID",
    "Recipient Name",
    "Recipient Country",
    "Recipient COW",
    "Primary Recipient Sector",
    "Recipient Sectors",
    "Recipient Title",
    "Recipient Name Raw",
    "Wikipedia Recipient ID",
    "Placename",
    "City",
    "District",
    "Province",
    "Country",
    "Latitude",
    "Longitude",
    "GeoNames ID",
    "Raw Placename",
    "Feature Type",
    "Source",
    "Publication Date",
    "Story People",
    "Story Organizations",
    "Story Locations",
    "Language",
    "Version",
];

/// What stands where nothing is known.
const NONE: &str = "None";

/// The header, with its end.
pub fn header() -> String {
    tsv::row(COLUMNS)
}

/// The rows of a record's events, one an event.
pub fn rows(record: &Record, knowledge: &Knowledge) -> String {
    let chars: Vec<char> = record.text.chars().collect();
    let text = |start: usize, end: usize| chars.get(start..end).map(|chars| chars.iter().collect::<String>());
    let story = [EntityType::Person, EntityType::Organization, EntityType::Place].map(|kind| named(record, kind));
    let mut out = String::new();
    for event in happened(record) {
        let place = event.place.as_ref().and_then(|id| record.places.iter().find(|place| place.id == *id));
        let mut cells = about(record, event, knowledge).to_vec();
        for side in [&event.actor, &event.recipient] {
            cells.extend(people(record, event, side, knowledge, text));
        }
        cells.extend(spot(place, place.and_then(|place| text(place.start, place.end))));
        cells.extend([value(record.source.clone()), value(record.published.clone())]);
        cells.extend(story.clone());
        cells.extend([record.language.clone(), record.model.clone()]);
        debug_assert_eq!(cells.len(), COLUMNS.len());
        out += &tsv::row(cells.iter().map(String::as_str));
    }
    out
}

/// Id, date, type, mode, intensity, quad and contexts.
fn about(record: &Record, event: &Event, knowledge: &Knowledge) -> [String; 7] {
    // A date that the text gives without its day is not that of publication.
    let date = event.date.as_ref().or(record.published.as_ref()).filter(|date| date.len() == 10);
    let row = knowledge.codebook(&event.kind, event.mode.as_deref());
    let row = row.or_else(|| knowledge.codebook(&event.kind, None));
    [
        format!("{}_{}", record.id, event.id),
        value(date.cloned()),
        event.kind.clone(),
        value(event.mode.clone()),
        value(row.map(|row| row.score.to_string())),
        event.quad.to_uppercase(),
        list(event.contexts.iter().cloned().map(Some)),
    ]
}

/// Name, country, number of the country, first sector, sectors, title and words of those on one side. All but the
/// sectors have a value for each, in the same order.
fn people(
    record: &Record,
    event: &Event,
    ids: &[String],
    knowledge: &Knowledge,
    text: impl Fn(usize, usize) -> Option<String>,
) -> [String; 8] {
    let side: Vec<&Entity> =
        ids.iter().filter_map(|id| record.entities.iter().find(|entity| entity.id == *id)).collect();
    let each = |value: &dyn Fn(&Entity) -> Option<String>| list(side.iter().map(|entity| value(entity)));
    let cow = |entity: &Entity| knowledge.country(entity.country.as_deref()?)?.cow.map(|cow| cow.to_string());
    let raw = |entity: &Entity| {
        let first = || entity.mentions.first().map(|m| (m.start, m.end));
        let (start, end) = nearest(record, event, &entity.id).map(|span| (span.start, span.end)).or_else(first)?;
        text(start, end)
    };
    let mut sectors: Vec<String> = Vec::new();
    for sector in side.iter().flat_map(|entity| &entity.sectors) {
        if !sectors.contains(sector) {
            sectors.push(sector.clone());
        }
    }
    [
        each(&|entity| Some(entity.name.clone())),
        each(&|entity| entity.country.clone()),
        each(&cow),
        each(&|entity| entity.sectors.first().cloned()),
        list(sectors.into_iter().map(Some)),
        each(&|entity| entity.role.clone()),
        each(&raw),
        // Wikipedia is not what the knowledge base refers to.
        NONE.to_owned(),
    ]
}

/// Name, city, district, province, country, latitude, longitude, id, words and kind of a place.
fn spot(place: Option<&Place>, raw: Option<String>) -> [String; 10] {
    let Some(place) = place else { return [NONE; 10].map(str::to_owned) };
    let name_if = |kinds: &[&str]| {
        let is = place.feature.as_deref().is_some_and(|feature| kinds.contains(&feature));
        value(is.then(|| place.name.clone()))
    };
    [
        place.name.clone(),
        name_if(&["capital", "city", "town"]),
        NONE.to_owned(),
        name_if(&["region"]),
        value(place.country.clone()),
        value(place.lat.map(|lat| lat.to_string())),
        value(place.lon.map(|lon| lon.to_string())),
        value(place.geonames.map(|id| id.to_string())),
        value(raw),
        value(place.feature.clone()),
    ]
}

/// The names of all entities of a kind that the document calls by name.
fn named(record: &Record, kind: EntityType) -> String {
    let of_kind = record.entities.iter().filter(|entity| entity.kind == kind);
    let with_name = of_kind.filter(|entity| entity.mentions.iter().any(|mention| mention.form == Form::Name));
    list(with_name.map(|entity| Some(entity.name.clone())))
}

fn value(value: Option<String>) -> String {
    value.filter(|value| !value.is_empty()).unwrap_or_else(|| NONE.to_owned())
}

/// Values in a row; `None` alone where there is none. A semicolon within a value would divide it, and becomes a comma.
fn list(values: impl Iterator<Item = Option<String>>) -> String {
    let values: Vec<String> = values.map(|v| value(v).replace(';', ",")).collect();
    match values.iter().all(|value| value == NONE) {
        true => NONE.to_owned(),
        false => values.join("; "),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::small;

    fn cells(record: &Record) -> Vec<(&'static str, String)> {
        let rows = rows(record, &Knowledge::builtin());
        let row = rows.strip_suffix('\n').unwrap();
        assert!(!row.contains('\n'));
        let cells: Vec<&str> = row.split('\t').collect();
        assert_eq!(cells.len(), COLUMNS.len());
        COLUMNS.into_iter().zip(cells.into_iter().map(str::to_owned)).collect()
    }

    #[test]
    fn a_row_is_read_by_its_header() {
        let cells = cells(&small());
        for (name, value) in [
            ("Event ID", "a_v1"),
            ("Event Date", "2023-01-29"),
            ("Event Type", "ASSAULT"),
            ("Event Mode", "execute"),
            ("Intensity", "-9"),
            ("Quad Code", "MATERIAL CONFLICT"),
            ("Contexts", "military"),
            ("Actor Name", "Iran"),
            ("Actor Country", "IRN"),
            ("Actor COW", "630"),
            ("Actor Sectors", "GOV"),
            ("Wikipedia Actor ID", "None"),
            ("Recipient Name Raw", "Iraqi officers"),
            ("Recipient Sectors", "None"),
            ("Placename", "Basra"),
            ("City", "Basra"),
            ("Country", "IRQ"),
            ("Latitude", "30.5"),
            ("GeoNames ID", "99532"),
            ("Publication Date", "2023-01-30"),
            ("Story Locations", "Iran; Basra"),
            ("Story People", "None"),
            ("Version", "m@1"),
        ] {
            assert!(cells.contains(&(name, value.to_owned())), "{name} is not {value}: {cells:?}");
        }
        assert_eq!(header().trim_end().split('\t').count(), COLUMNS.len());
    }

    #[test]
    fn several_actors_keep_their_order() {
        let mut record = small();
        record.events[0].actor = vec!["e1".into(), "e2".into(), "e3".into()];
        record.entities[1].country = None;
        record.entities[1].name = "a; b".into();
        record.events[0].date = Some("2023-01".into());
        let cells = cells(&record);
        for (name, value) in [
            ("Actor Name", "Iran; a, b; Iraq’s minister"),
            ("Actor Country", "IRN; None; IRQ"),
            ("Actor COW", "630; None; 645"),
            ("Primary Actor Sector", "GOV; None; GOV"),
            ("Actor Sectors", "GOV"),
            ("Actor Title", "None; None; minister"),
            ("Event Date", "None"),
        ] {
            assert!(cells.contains(&(name, value.to_owned())), "{name} is not {value}: {cells:?}");
        }
    }
}
