//! Each table has a test of its own: that it is complete, and that known facts come out of it.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use jiff::civil::{Date, date};
use tacitus_knowledge::{EVENT_TYPES, ErrorKind, How, Kind, Knowledge, RoleKind};

fn knowledge() -> Knowledge {
    Knowledge::builtin()
}

/// The id of the best candidate for a name.
fn best(name: &str, on: Option<Date>) -> String {
    knowledge().lookup(name, on).first().map_or_else(String::new, |c| c.entry.id.clone())
}

#[test]
fn countries() {
    let knowledge = knowledge();
    assert!(knowledge.countries().len() >= 250);
    let korea = knowledge.country("KOR").unwrap();
    assert_eq!((korea.cow, korea.fips.as_deref()), (Some(732), Some("KS")));
    assert_eq!(korea.capital.as_deref(), Some("Seoul"));
    for (name, alpha3) in [
        ("the U.S.", "USA"),
        ("America", "USA"),
        ("Burma", "MMR"),
        ("Côte d’Ivoire", "CIV"),
        ("Ivory Coast", "CIV"),
        ("DPRK", "PRK"),
        ("N. Korea", "PRK"),
        ("Britain", "GBR"),
        ("Türkiye", "TUR"),
        ("Zaire", "COD"),
        ("Georgia", "GEO"),
        ("Niger", "NER"),
        ("Kosovo", "XKX"),
        ("Swaziland", "SWZ"),
    ] {
        assert_eq!(best(name, None), format!("country:{alpha3}"), "{name}");
    }
    for (name, how) in [
        ("Downing Street", How::Metonym),
        ("the Élysée", How::Metonym),
        ("Blue House", How::Metonym),
        ("Kyiv", How::Capital),
        ("Kiev", How::Capital),
        ("Filipinos", How::Demonym),
        ("Dutch", How::Demonym),
    ] {
        let found = knowledge.lookup(name, None);
        assert_eq!((found[0].entry.kind, found[0].how), (Kind::Country, how), "{name}");
    }
    // A former state is coded under its successor, a partly recognised one under the state it left.
    assert_eq!(knowledge.entry("country:SUN").unwrap().code.as_deref(), Some("RUS"));
    assert_eq!(knowledge.entry("country:XAB").unwrap().code.as_deref(), Some("GEOPRE"));
    for small in ["us", "Us", "is", "who"] {
        assert!(knowledge.lookup(small, None).is_empty(), "{small}");
    }
}

#[test]
fn capitals_and_demonyms_of_states() {
    let knowledge = knowledge();
    for country in knowledge.countries() {
        let found = knowledge.lookup(&country.name, None);
        assert!(found.iter().any(|c| c.entry.id == country.entry), "{}", country.name);
        for demonym in &country.demonyms {
            let found = knowledge.lookup(demonym, None);
            assert!(found.iter().any(|c| c.entry.id == country.entry), "{demonym}");
        }
    }
}

#[test]
fn organisations() {
    let knowledge = knowledge();
    let count = knowledge.entries().filter(|e| e.id.starts_with("org:")).count();
    assert!(count >= 900, "{count}");
    for (name, id, code) in [
        ("NATO", "org:NATO", "IGOMIL"),
        ("Nato", "org:NATO", "IGOMIL"),
        ("United Nations", "org:UN", "UNO"),
        ("U.N.", "org:UN", "UNO"),
        ("Brussels", "org:EU", "EUR"),
        ("KCNA", "org:KCNA", "PRKJRNGOV"),
        ("Xinhua", "org:Xinhua", "CHNJRNGOV"),
        ("TASS", "org:TASS", "RUSJRNGOV"),
        ("IRNA", "org:IRNA", "IRNJRNGOV"),
        ("the Pentagon", "org:Pentagon", "USAGOV"),
        ("Foreign Office", "org:FCDO", "GBRGOV"),
        ("Hezbollah", "org:Hezbollah", "LBNREBPTY"),
        ("Amnesty International", "org:Amnesty International", "NGO"),
        ("Shin Beth", "org:Shin Bet", "ISRSPY"),
        ("Uganda People's Defense Force", "org:UPDF", "UGAMIL"),
        ("Folketing", "org:Folketing", "DNKLEG"),
        ("Saeima", "org:Saeima", "LVALEG"),
        ("Riksbank", "org:Riksbank", "SWEGOV"),
        ("Press Trust of India", "org:PTI-IND", "INDJRN"),
        ("Cairo University", "org:Cairo University", "EGYEDU"),
    ] {
        let found = knowledge.lookup(name, None);
        assert_eq!(found[0].entry.id, id, "{name}");
        assert_eq!(found[0].entry.code.as_deref(), Some(code), "{name}");
    }
}

#[test]
fn common_words_are_no_names_of_bodies() {
    let knowledge = knowledge();
    for word in ["National", "International", "Alliance", "Church", "League", "Fund", "Standard", "Age", "Herald"] {
        let found = knowledge.lookup(word, None);
        assert!(found.iter().all(|c| !c.entry.id.starts_with("org:") && !c.entry.id.starts_with("place:")), "{word}");
    }
}

#[test]
fn spellings_of_one_body_are_one_row() {
    for (one, other) in [
        ("Supreme Court of Kenya", "Kenyan Supreme Court"),
        ("Yediot Aharonot", "Yedioth Ahronoth"),
        ("Lashkar-e-Tayyaba", "Lashkar-e-Taiba"),
        ("COMESA", "Common Market for Eastern and Southern Africa"),
        ("PRIO", "Peace Research Institute Oslo"),
        ("EKRE", "Conservative People's Party of Estonia"),
    ] {
        assert_eq!(best(one, None), best(other, None), "{one}");
        assert!(best(one, None).starts_with("org:"), "{one}");
    }
    // A border guard is no army.
    assert_ne!(best("Finnish Border Guard", None), best("Finnish Defence Forces", None));
}

#[test]
fn most_states_have_a_parliament_and_a_party() {
    let knowledge = knowledge();
    for (sector, least) in [("LEG", 110), ("PTY", 130), ("MIL", 80), ("SPY", 60), ("JRN", 100)] {
        let of = |e: &&tacitus_knowledge::Entry| e.id.starts_with("org:") && e.sectors.iter().any(|s| s == sector);
        let countries: HashSet<&str> = knowledge.entries().filter(of).filter_map(|e| e.country.as_deref()).collect();
        assert!(countries.len() >= least, "{sector}: {}", countries.len());
    }
}

#[test]
fn ids_are_unique_and_found() {
    let knowledge = knowledge();
    let mut ids = HashSet::new();
    for entry in knowledge.entries() {
        assert!(ids.insert(entry.id.as_str()), "{} twice", entry.id);
        assert_eq!(knowledge.entry(&entry.id), Some(entry));
    }
}

#[test]
fn leaders() {
    let knowledge = knowledge();
    for (name, day, person, role) in [
        ("Yoon", date(2023, 1, 30), "Yoon Suk-yeol", "President"),
        ("Stoltenberg", date(2023, 1, 30), "Jens Stoltenberg", "Secretary General of NATO"),
        ("Stoltenberg", date(2010, 5, 1), "Jens Stoltenberg", "Prime Minister"),
        ("Bush", date(1991, 1, 17), "George H. W. Bush", "President"),
        ("Bush", date(2003, 3, 20), "George W. Bush", "President"),
        ("Mr. Putin", date(2022, 2, 24), "Vladimir Putin", "President"),
        ("Putin", date(2010, 6, 1), "Vladimir Putin", "Prime Minister"),
        ("von der Leyen", date(2016, 1, 1), "Ursula von der Leyen", "Defence Minister"),
        ("Zelenskyy", date(2023, 1, 30), "Volodymyr Zelensky", "President"),
        ("Kim", date(2023, 1, 30), "Kim Jong-un", "Supreme Leader"),
        ("Gadhafi", date(2011, 3, 1), "Muammar Gaddafi", "Leader"),
        ("Annan", date(2000, 1, 1), "Kofi Annan", "Secretary-General of United Nations"),
        ("Trump", date(2018, 6, 12), "Donald Trump", "President"),
        ("Savimbi", date(1999, 1, 1), "Jonas Savimbi", "Leader of UNITA"),
        ("Nateq-Nouri", date(1997, 5, 1), "Ali Akbar Nateq-Nouri", "Speaker of Parliament"),
        ("Diskin", date(2005, 12, 21), "Yuval Diskin", "Director of Shin Bet"),
        ("Kemal Dervis", date(2006, 12, 19), "Kemal Derviş", "Administrator of UN Development Programme"),
        ("Buzek", date(2011, 3, 1), "Jerzy Buzek", "President of European Parliament"),
        ("Gebran Bassil", date(2017, 11, 5), "Gebran Bassil", "Foreign Minister"),
        ("Rinkevics", date(2016, 5, 1), "Edgars Rinkēvičs", "Foreign Minister"),
        ("Masra", date(2024, 3, 1), "Succès Masra", "Prime Minister"),
    ] {
        let found = knowledge.lookup(name, Some(day));
        let first = found.first().unwrap_or_else(|| panic!("{name}"));
        assert_eq!(first.entry.name, person, "{name} on {day}");
        assert!(first.in_office, "{name} on {day}");
        assert_eq!(first.entry.office_on(day).unwrap().role(), role, "{name} on {day}");
    }
    // Of an entity that is coded under another country, the office is too.
    let denktash = &knowledge.lookup("Denktash", Some(date(1997, 4, 24)))[0];
    assert_eq!(denktash.code(Some(date(1997, 4, 24))).as_deref(), Some("CYPGOVPRE"));
    // Out of office: among the elites, and after ten years no longer by the bare surname.
    let thatcher = &knowledge.lookup("Thatcher", Some(date(1995, 1, 1)))[0];
    assert_eq!(thatcher.code(Some(date(1995, 1, 1))).as_deref(), Some("GBRELI"));
    assert!(knowledge.lookup("Thatcher", Some(date(2020, 1, 1))).is_empty());
    assert!(!knowledge.lookup("Margaret Thatcher", Some(date(2020, 1, 1))).is_empty());
}

#[test]
fn every_large_state_has_a_leader_in_2020() {
    let knowledge = knowledge();
    let day = date(2020, 2, 1);
    let led: HashSet<&str> = knowledge
        .entries()
        .flat_map(|e| &e.offices)
        .filter(|o| o.held_on(day))
        .filter_map(|o| o.country.as_deref())
        .collect();
    for alpha3 in ["USA", "CHN", "IND", "RUS", "BRA", "NGA", "DEU", "IDN", "PAK", "ETH", "EGY", "ZAF", "JPN", "MEX"] {
        assert!(led.contains(alpha3), "{alpha3}");
    }
    assert!(led.len() >= 180, "{}", led.len());
}

#[test]
fn bodies_of_many_states_have_a_head() {
    let knowledge = knowledge();
    let headed = |body: &str, day: Date| {
        knowledge.entries().flat_map(|e| &e.offices).any(|o| o.held_on(day) && o.organisation.as_deref() == Some(body))
    };
    for body in [
        "United Nations",
        "NATO",
        "European Commission",
        "European Parliament",
        "African Union",
        "World Bank",
        "International Monetary Fund",
        "World Health Organization",
        "International Atomic Energy Agency",
        "OPEC",
        "Organization for Security and Co-operation in Europe",
        "Arab League",
        "Association of Southeast Asian Nations",
        "Organization of American States",
        "UN High Commissioner for Refugees",
        "UN Children's Fund",
        "World Food Programme",
        "International Criminal Court",
        "International Committee of the Red Cross",
    ] {
        for day in [date(2005, 2, 1), date(2012, 2, 1), date(2019, 2, 1), date(2025, 2, 1)] {
            assert!(headed(body, day) || (body == "OPEC" && day.year() == 2005), "{body} on {day}");
        }
    }
}

#[test]
fn groups() {
    let knowledge = knowledge();
    let kurds = &knowledge.lookup("Kurdish", None)[0];
    assert_eq!((kurds.entry.id.as_str(), kurds.how), ("group:Kurds", How::Demonym));
    let rohingya = &knowledge.lookup("Rohingya Muslims", None)[0];
    assert_eq!(rohingya.entry.country.as_deref(), Some("MMR"));
    let shiite = &knowledge.lookup("Shi’ite", None)[0];
    assert_eq!(shiite.entry.sectors, ["REL"]);
}

#[test]
fn places() {
    let knowledge = knowledge();
    for (name, id, feature) in [
        ("Raqqa", "place:Raqqa,SYR", "city"),
        ("Bakhmut", "place:Bakhmut,UKR", "town"),
        ("Donbass", "place:Donbas,UKR,region", "region"),
        ("the Gaza Strip", "place:Gaza Strip,PSE,region", "region"),
        ("Strait of Hormuz", "place:Strait of Hormuz,strait", "strait"),
        ("Bombay", "place:Mumbai,IND", "city"),
        ("Xinjiang", "place:Xinjiang,CHN,region", "region"),
        ("Badghis province", "place:Badghis,AFG,region", "region"),
        ("Michoacán", "place:Michoacan,MEX,region", "region"),
        ("Odessa region", "place:Odesa Oblast,UKR,region", "region"),
        ("Zamfara state", "place:Zamfara,NGA,region", "region"),
        ("Lake Tanganyika", "place:Lake Tanganyika,sea", "sea"),
        ("Makassar Strait", "place:Makassar Strait,IDN,strait", "strait"),
        ("Ream Naval Base", "place:Ream Naval Base,KHM,base", "base"),
    ] {
        let found = knowledge.lookup(name, None);
        let place = found.iter().find(|c| c.entry.id == id).unwrap_or_else(|| panic!("{name}: {found:?}")).entry;
        assert_eq!(place.feature.as_deref(), Some(feature), "{name}");
    }
    let seoul = knowledge.entry("place:Seoul,KOR").unwrap();
    assert_eq!(seoul.geonames, Some(1835848));
    assert!((seoul.lat.unwrap() - 37.566).abs() < 0.01 && (seoul.lon.unwrap() - 126.978).abs() < 0.01);
    for place in knowledge.entries().filter(|e| e.kind == Kind::Place) {
        let on_earth = |degrees: Option<f32>, most: f32| degrees.is_some_and(|d| d.abs() <= most);
        assert!(on_earth(place.lat, 90.0) && on_earth(place.lon, 180.0), "{} has no point", place.id);
    }
}

#[test]
fn large_federations_have_their_parts() {
    let knowledge = knowledge();
    for (country, least) in [
        ("AFG", 33),
        ("IRQ", 18),
        ("SYR", 13),
        ("UKR", 24),
        ("RUS", 80),
        ("IDN", 34),
        ("PHL", 40),
        ("MEX", 31),
        ("COL", 30),
        ("ETH", 9),
        ("NGA", 36),
        ("COD", 18),
        ("MMR", 14),
        ("CHN", 28),
        ("IND", 30),
    ] {
        let parts = knowledge.entries().filter(|e| {
            e.kind == Kind::Place && e.feature.as_deref() == Some("region") && e.country.as_deref() == Some(country)
        });
        let parts = parts.count();
        assert!(parts >= least, "{country}: {parts}");
    }
}

#[test]
fn roles() {
    let knowledge = knowledge();
    for (noun, sectors, kind) in [
        ("ministers", vec!["GOV"], RoleKind::Person),
        ("Defense Minister", vec!["GOV", "MIL"], RoleKind::Person),
        ("spokeswoman", vec![], RoleKind::Representative),
        ("troops", vec!["MIL"], RoleKind::Group),
        ("rebels", vec!["REB"], RoleKind::Person),
        ("protesters", vec!["OPP"], RoleKind::Person),
        ("supreme courts", vec!["JUD"], RoleKind::Institution),
        ("lawmakers", vec!["LEG"], RoleKind::Person),
        ("policemen", vec!["COP"], RoleKind::Person),
        ("gunmen", vec!["UAF"], RoleKind::Representative),
        ("members of parliament", vec!["LEG"], RoleKind::Person),
        ("army", vec!["MIL"], RoleKind::Institution),
        ("opposition", vec!["OPP"], RoleKind::Institution),
        ("Lt. Gen.", vec!["MIL"], RoleKind::Person),
        ("UN officials", vec!["UNO"], RoleKind::Person),
        ("leader", vec!["GOV"], RoleKind::Representative),
        ("tribal elders", vec!["ELI"], RoleKind::Person),
        ("national audit office", vec!["GOV"], RoleKind::Institution),
        ("select committee", vec!["LEG"], RoleKind::Institution),
        ("expert", vec![], RoleKind::Person),
    ] {
        let role = knowledge.role(noun).unwrap_or_else(|| panic!("{noun}"));
        assert_eq!(
            (role.sectors.clone(), role.kind),
            (sectors.iter().map(|s| s.to_string()).collect(), kind),
            "{noun}"
        );
    }
    assert_eq!(knowledge.role_in("two senior police officers").unwrap().noun, "police officer");
    assert_eq!(knowledge.role_in("the leaders of the country").unwrap().noun, "leader");
    assert!(knowledge.role_in("the weather").is_none());
}

#[test]
fn modifiers() {
    let knowledge = knowledge();
    for (word, sectors, turned) in [
        ("former", "ELI", Some("GOV")),
        ("rebel", "REB", Some("MIL")),
        ("government-backed", "PRM", Some("UAF")),
        ("displaced", "REF", Some("CVL")),
        ("parliamentary", "LEG", None),
        ("steel", "BUS", None),
        ("Roman Catholic", "REL", None),
    ] {
        let modifier = knowledge.modifier(word).unwrap_or_else(|| panic!("{word}"));
        assert_eq!(modifier.sectors[0], sectors, "{word}");
        assert!(turned.is_none_or(|t| modifier.turns.iter().any(|s| s == t)), "{word}");
        assert_eq!(modifier.turns.is_empty(), turned.is_none(), "{word}");
    }
    for word in ["green", "old", "the"] {
        assert!(knowledge.modifier(word).is_none(), "{word}");
    }
}

#[test]
fn acts() {
    let knowledge = knowledge();
    assert!(knowledge.acts().len() >= 250);
    for (lemma, act) in [
        ("say", "assert"),
        ("according to", "assert"),
        ("claim", "assert"),
        ("deny", "deny"),
        ("accuse", "accuse"),
        ("urge", "request"),
        ("promise", "promise"),
        ("threaten", "threaten"),
        ("praise", "praise"),
        ("believe", "believe"),
        ("decline", "decline"),
        ("reject", "reject"),
    ] {
        assert_eq!(knowledge.act(lemma).map(|a| a.act.as_str()), Some(act), "{lemma}");
    }
}

#[test]
fn codebook() {
    let knowledge = knowledge();
    for (event_type, quad) in EVENT_TYPES {
        let row = knowledge.codebook(event_type, None).unwrap_or_else(|| panic!("{event_type}"));
        assert_eq!(row.quad, *quad);
        assert!(row.cameo.is_some() && row.goldstein.is_some(), "{event_type}");
    }
    assert_eq!(knowledge.codebook("ASSAULT", Some("suicide-attack")).unwrap().score, -9.5);
    assert_eq!(knowledge.codebook("RETREAT", Some("disarm")).unwrap().score, 10.0);
    assert_eq!(knowledge.codebook("CONSULT", Some("visit")).unwrap().cameo.as_deref(), Some("042"));
    assert!(knowledge.codebook("ASSAULT", Some("visit")).is_none());
}

#[test]
fn units_and_currencies() {
    let knowledge = knowledge();
    assert_eq!(knowledge.unit("millions").unwrap().factor, Some(1e6));
    assert_eq!(knowledge.unit("Kilometers").unwrap().name, "kilometre");
    assert_eq!(knowledge.unit("bn").unwrap().factor, Some(1e9));
    assert!(knowledge.unit("tank").is_none());
    for (name, country, code) in [
        ("$", None, "USD"),
        ("€", None, "EUR"),
        ("dollars", Some("AUS"), "AUD"),
        ("won", Some("PRK"), "KPW"),
        ("won", None, "KRW"),
        ("hryvnia", None, "UAH"),
        ("zloty", None, "PLN"),
        ("EUR", None, "EUR"),
    ] {
        assert_eq!(knowledge.currency(name, country).map(|c| c.code.as_str()), Some(code), "{name}");
    }
    assert!(knowledge.currency("peso", None).is_none(), "several countries have pesos");
}

/// Copies the tables to a new folder, with one line of one table changed.
fn spoilt(table: &str, change: impl Fn(&str) -> String) -> PathBuf {
    let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../knowledge");
    let to = std::env::temp_dir().join(format!("tacitus-spoilt-{}-{table}", std::process::id()));
    std::fs::create_dir_all(&to).unwrap();
    for file in std::fs::read_dir(from).unwrap().map(Result::unwrap) {
        if file.path().extension().is_some_and(|e| e == "tsv") {
            let text = std::fs::read_to_string(file.path()).unwrap();
            let text = if file.file_name() == table { change(&text) } else { text };
            std::fs::write(to.join(file.file_name()), text).unwrap();
        }
    }
    to
}

#[test]
fn a_spoilt_table_names_its_line() {
    let folder = spoilt("acts.tsv", |text| format!("{text}say\tverb\tassert\n"));
    let error = Knowledge::from_tables(&folder).unwrap_err();
    let lines = std::fs::read_to_string(folder.join("acts.tsv")).unwrap().lines().count();
    assert_eq!((error.kind(), error.table(), error.line()), (ErrorKind::Duplicate, "acts.tsv", lines));

    let folder = spoilt("groups.tsv", |text| text.replacen("\tREL\n", "\tRELL\n", 1));
    let error = Knowledge::from_tables(&folder).unwrap_err();
    assert_eq!((error.kind(), error.table()), (ErrorKind::Invalid, "groups.tsv"));
    assert!(error.line() > 0 && error.message().contains("RELL"));
}
