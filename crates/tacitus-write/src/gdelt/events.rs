//! GDELT 2.0 Events.

use tacitus::record::{Entity, Event, Place, Record};
use tacitus_knowledge::Knowledge;

use super::place::Spot;
use super::{number, stamp};
use crate::cameo::Actor;
use crate::happened::{happened, pairs};
use crate::paragraphs::Paragraphs;
use crate::tsv;

/// The columns of a row, in order.
pub const EVENTS: [&str; 61] = [
    "GlobalEventID",
    "Day",
    "MonthYear",
    "Year",
    "FractionDate",
    "Actor1Code",
    "Actor1Name",
    "Actor1CountryCode",
    "Actor1KnownGroupCode",
    "Actor1EthnicCode",
    "Actor1Religion1Code",
    "Actor1Religion2Code",
    "Actor1Type1Code",
    "Actor1Type2Code",
    "Actor1Type3Code",
    "Actor2Code",
    "Actor2Name",
    "Actor2CountryCode",
    "Actor2KnownGroupCode",
    "Actor2EthnicCode",
    "Actor2Religion1Code",
    "Actor2Religion2Code",
    "Actor2Type1Code",
    "Actor2Type2Code",
    "Actor2Type3Code",
    "IsRootEvent",
    "EventCode",
    "EventBaseCode",
    "EventRootCode",
    "QuadClass",
    "GoldsteinScale",
    "NumMentions",
    "NumSources",
    "NumArticles",
    "AvgTone",
    "Actor1Geo_Type",
    "Actor1Geo_FullName",
    "Actor1Geo_CountryCode",
    "Actor1Geo_ADM1Code",
    "Actor1Geo_ADM2Code",
    "Actor1Geo_Lat",
    "Actor1Geo_Long",
    "Actor1Geo_FeatureID",
    "Actor2Geo_Type",
    "Actor2Geo_FullName",
    "Actor2Geo_CountryCode",
    "Actor2Geo_ADM1Code",
    "Actor2Geo_ADM2Code",
    "Actor2Geo_Lat",
    "Actor2Geo_Long",
    "Actor2Geo_FeatureID",
    "ActionGeo_Type",
    "ActionGeo_FullName",
    "ActionGeo_CountryCode",
    "ActionGeo_ADM1Code",
    "ActionGeo_ADM2Code",
    "ActionGeo_Lat",
    "ActionGeo_Long",
    "ActionGeo_FeatureID",
    "DATEADDED",
    "SOURCEURL",
];

/// The rows of a record's events, tab-separated, without a header: one for each actor and recipient of an event.
///
/// Only events that are said to have happened, or to be going on, have rows: those that are denied, planned, urged or
/// supposed do not. An event without a CAMEO code has none either.
pub fn events(record: &Record, knowledge: &Knowledge) -> String {
    let chars: Vec<char> = record.text.chars().collect();
    let lead = Paragraphs::of(&chars).lead().map_or(0, |lead| lead.end);
    let mut out = String::new();
    for event in happened(record) {
        let Some(code) = event.cameo.as_deref().and_then(Code::of) else { continue };
        let begins = record.sentences.get(event.sentence).map_or(event.trigger.start, |sentence| sentence.start);
        let action = event.place.as_ref().and_then(|id| record.places.iter().find(|place| place.id == *id));
        for (actor, recipient) in pairs(record, event) {
            let mut cells = vec![number(record, event, actor, recipient).to_string()];
            cells.extend(day(event.date.as_deref().or(record.published.as_deref())));
            cells.extend(person(actor));
            cells.extend(person(recipient));
            cells.extend([
                u8::from(begins < lead).to_string(),
                code.whole.to_owned(),
                code.base.to_owned(),
                code.root.to_owned(),
                code.quad().to_owned(),
                event.goldstein.map_or(String::new(), |goldstein| format!("{goldstein:.1}")),
            ]);
            // One mention in one article of one source, of a tone that nobody has measured.
            cells.extend(["1", "1", "1", ""].map(str::to_owned));
            for place in [home(record, event, actor), home(record, event, recipient), action] {
                cells.extend(Spot::of(place, knowledge).cells());
            }
            cells.extend([stamp(record), record.source.clone().unwrap_or_default()]);
            debug_assert_eq!(cells.len(), EVENTS.len());
            out += &tsv::row(cells.iter().map(String::as_str));
        }
    }
    out
}

/// A CAMEO code and what it stands under.
struct Code<'a> {
    whole: &'a str,
    base: &'a str,
    root: &'a str,
}

impl Code<'_> {
    fn of(whole: &str) -> Option<Code<'_>> {
        let digits = whole.len() >= 2 && whole.bytes().all(|b| b.is_ascii_digit());
        digits.then(|| Code { whole, base: &whole[..whole.len().min(3)], root: &whole[..2] })
    }

    /// Verbal and material cooperation, verbal and material conflict: 1 to 4, by the root code as GDELT has it.
    fn quad(&self) -> &'static str {
        match self.root {
            "01" | "02" | "03" | "04" | "05" => "1",
            "06" | "07" | "08" => "2",
            "09" | "10" | "11" | "12" | "13" => "3",
            _ => "4",
        }
    }
}

/// Day, month, year and the part of the year that has passed. What a date does not say is empty.
fn day(date: Option<&str>) -> [String; 4] {
    let empty = String::new;
    let mut parts = date.unwrap_or_default().split('-');
    let Some(year) = parts.next().filter(|year| year.len() == 4) else {
        return [empty(), empty(), empty(), empty()];
    };
    let number = |part: &str| part.parse::<u32>().ok();
    let (month, day) = (parts.next().and_then(number), parts.next().and_then(number));
    match (month, day) {
        (Some(month), Some(day)) => {
            // GDELT's months have 30 days.
            let passed = (f64::from((month.max(1) - 1) * 30 + day) / 365.0).min(0.9999);
            let fraction = format!("{:.4}", year.parse::<f64>().unwrap_or_default() + passed);
            [format!("{year}{month:02}{day:02}"), format!("{year}{month:02}"), year.to_owned(), fraction]
        }
        (Some(month), None) => [empty(), format!("{year}{month:02}"), year.to_owned(), empty()],
        (None, _) => [empty(), empty(), year.to_owned(), empty()],
    }
}

/// The ten columns of an actor.
fn person(entity: Option<&Entity>) -> [String; 10] {
    let Some(entity) = entity else { return Default::default() };
    let actor = Actor::of(entity);
    let [one, two] = actor.religion.map(str::to_owned);
    let [first, second, third] = actor.kinds.map(str::to_owned);
    let name = entity.name.to_uppercase();
    let (group, ethnic) = (actor.group.to_owned(), actor.ethnic.to_owned());
    [actor.code, name, actor.country, group, ethnic, one, two, first, second, third]
}

/// The place that an actor is: of its places the one nearest to the trigger.
fn home<'r>(record: &'r Record, event: &Event, entity: Option<&Entity>) -> Option<&'r Place> {
    let entity = entity?;
    let own = record.places.iter().filter(|place| place.entity == entity.id);
    own.min_by_key(|place| place.start.abs_diff(event.trigger.start))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::small;

    fn column(row: &str, name: &str) -> String {
        let at = EVENTS.iter().position(|column| *column == name).unwrap();
        row.split('\t').nth(at).unwrap().to_owned()
    }

    #[test]
    fn a_row() {
        let rows = events(&small(), &Knowledge::builtin());
        let row = rows.strip_suffix('\n').unwrap();
        assert!(!row.contains('\n'));
        assert_eq!(row.split('\t').count(), 61);
        for (name, value) in [
            ("Day", "20230129"),
            ("MonthYear", "202301"),
            ("Year", "2023"),
            ("FractionDate", "2023.0795"),
            ("Actor1Code", "IRNGOV"),
            ("Actor1Name", "IRAN"),
            ("Actor2CountryCode", "IRQ"),
            ("Actor2Type1Code", ""),
            ("IsRootEvent", "1"),
            ("EventCode", "1823"),
            ("EventBaseCode", "182"),
            ("EventRootCode", "18"),
            ("QuadClass", "4"),
            ("GoldsteinScale", "-10.0"),
            ("NumMentions", "1"),
            ("AvgTone", ""),
            ("Actor1Geo_Type", "1"),
            ("Actor1Geo_FullName", "Iran"),
            ("Actor1Geo_CountryCode", "IR"),
            ("Actor1Geo_ADM1Code", "IR"),
            ("Actor1Geo_FeatureID", "IR"),
            ("Actor2Geo_Type", "0"),
            ("Actor2Geo_Lat", ""),
            ("ActionGeo_Type", "4"),
            ("ActionGeo_FullName", "Basra, Iraq"),
            ("ActionGeo_CountryCode", "IZ"),
            ("ActionGeo_ADM1Code", ""),
            ("ActionGeo_Lat", "30.5"),
            ("DATEADDED", "20230130000000"),
            ("SOURCEURL", "https://example.org/a"),
        ] {
            assert_eq!(column(row, name), value, "{name}");
        }
    }

    #[test]
    fn dates_say_what_they_know() {
        assert_eq!(day(Some("2014-02-18")), ["20140218", "201402", "2014", "2014.1315"]);
        assert_eq!(day(Some("2014-12-31"))[3], "2014.9890");
        assert_eq!(day(Some("2014-02")), ["", "201402", "2014", ""]);
        assert_eq!(day(Some("2014")), ["", "", "2014", ""]);
        assert_eq!(day(None), [""; 4]);
        assert_eq!(day(Some("")), [""; 4]);
    }

    #[test]
    fn quads_go_by_the_root() {
        for (code, quad) in [("042", "1"), ("0841", "2"), ("090", "3"), ("138", "3"), ("14", "4"), ("204", "4")] {
            assert_eq!(Code::of(code).unwrap().quad(), quad, "{code}");
        }
        assert!(Code::of("1").is_none() && Code::of("1a").is_none() && Code::of("é1").is_none());
    }

    #[test]
    fn an_event_without_a_code_has_no_row() {
        let mut record = small();
        record.events[0].cameo = None;
        assert_eq!(events(&record, &Knowledge::builtin()), "");
    }

    #[test]
    fn later_paragraphs_have_no_root_events() {
        let mut record = small();
        record.text.insert_str(0, "Said.\n\n");
        let shift = 7;
        record.sentences = record
            .sentences
            .iter()
            .map(|s| tacitus::record::Span { start: s.start + shift, end: s.end + shift })
            .collect();
        let rows = events(&record, &Knowledge::builtin());
        assert_eq!(column(rows.trim_end(), "IsRootEvent"), "0");
    }
}
