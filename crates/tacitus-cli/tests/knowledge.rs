//! Knowledge shown, imported and used.

mod common;

use std::fs;
use std::io::Write;
use std::path::Path;

use common::{Run, records, run, run_with_input};
use serde_json::{Value, json};
use tempfile::{TempDir, tempdir};

const ACTORS: &str = "\
# An invented dictionary
ARDA_VELOZ_
+A._VELOZ_
\t[PERELI 680103-681003]
\t[PERGOV >180501]
GLASS_BRIGADE_(GB) [PERREB]
JENS_STOLTENBERG_
+STOLTENBERGEN_
\t[NORGOV 051017-131016]
";

const AGENTS: &str = "!PERSON! = MAN, WOMAN\nTIDE!PERSON! [~GOV]\nTIDE_WIFE {TIDE_WIVES} [~CVL]\n";

/// A line of a dump: an entity with a label and statements.
fn item(id: &str, label: &str, claims: Value) -> String {
    let alias = format!("{label} of Old");
    let labels = json!({"en": {"language": "en", "value": label}});
    let aliases = json!({"en": [{"language": "en", "value": alias}]});
    json!({"type": "item", "id": id, "labels": labels, "aliases": aliases, "claims": claims, "sitelinks": []})
        .to_string()
}

fn statement(value: Value, qualifiers: Value) -> Value {
    let snak = json!({"snaktype": "value", "datavalue": {"value": value}});
    json!([{"mainsnak": snak, "qualifiers": qualifiers, "rank": "normal"}])
}

fn entity(number: u32) -> Value {
    statement(json!({"entity-type": "item", "numeric-id": number, "id": format!("Q{number}")}), json!({}))
}

fn from(day: &str) -> Value {
    let time = json!({"time": format!("+{day}T00:00:00Z", ), "precision": 11});
    json!({"P580": [{"snaktype": "value", "datavalue": {"value": time}}]})
}

/// A person, then the office held, a country that is built in, a film, and a town.
fn dump() -> String {
    let office = statement(json!({"numeric-id": 900_000_002}), from("2018-05-01"));
    let at = statement(json!({"latitude": -10.5, "longitude": -75.25}), json!({}));
    let lines = [
        item("Q900000001", "Julia Hartwell", json!({"P31": entity(5), "P27": entity(419), "P39": office})),
        item("Q900000002", "minister of tides of Peru", json!({"P279": entity(83_307), "P1001": entity(419)})),
        item("Q900000003", "Tidal Republic", json!({"P31": entity(6256), "P298": statement(json!("PER"), json!({}))})),
        item("Q900000004", "A Film of Tides", json!({"P31": entity(11_424)})),
        item("Q900000005", "Vorreth", json!({"P31": entity(515), "P17": entity(419), "P625": at})),
    ];
    format!("[\n{}\n]\n", lines.join(",\n"))
}

const TOWNS: &str =
    "99000001\tQuellmar\tQuellmar\tKvellmar,QLM\t-10.5\t-75.25\tP\tPPL\tPE\t\t\t\t\t\t5000\t\t\t\t2020-01-01
99000002\tSmallmar\tSmallmar\t\t-10.5\t-75.25\tP\tPPL\tPE\t\t\t\t\t\t50\t\t\t\t2020-01-01
";

fn folder() -> TempDir {
    let folder = tempdir().unwrap();
    for (name, text) in [("actors.txt", ACTORS), ("agents.txt", AGENTS), ("towns.txt", TOWNS), ("dump.json", &dump())] {
        fs::write(folder.path().join(name), text).unwrap();
    }
    folder
}

fn import(folder: &Path, arguments: &[&str]) -> Run {
    run(folder, &[&["knowledge", "import", "--out", "mine.tacitus"], arguments].concat())
}

/// The best candidate for a name, and how many there are.
fn lookup(folder: &Path, name: &str) -> (Value, usize) {
    let arguments = ["knowledge", "lookup", name, "--on", "2019-05-01", "--json", "--knowledge", "mine.tacitus"];
    let result = run(folder, &arguments);
    assert_eq!(result.status, 0, "{}", result.err);
    let answer: Value = serde_json::from_str(&result.out).unwrap();
    let candidates = answer["candidates"].as_array().unwrap();
    (candidates[0].clone(), candidates.len())
}

#[test]
fn what_a_name_means_and_why() {
    let result = run(Path::new("."), &["knowledge", "lookup", "the Kremlin", "--on", "2019-05-01"]);
    let expected = "\
the Kremlin on 2019-05-01
name    id           kind     as       country  code    source
Russia  country:RUS  country  metonym  RUS      RUSGOV  countries.tsv
";
    assert_eq!((result.status, result.out.as_str(), result.err.as_str()), (0, expected, ""));
}

#[test]
fn names_that_are_not_known() {
    let result = run(Path::new("."), &["knowledge", "lookup", "Xyzzy"]);
    let message = "tacitus: nothing is known by the name \"Xyzzy\"\n";
    assert_eq!((result.status, result.out.as_str(), result.err.as_str()), (1, "", message));
    let result = run_with_input(Path::new("."), &["knowledge", "lookup", "--json"], b"Peru\n\nXyzzy\n");
    assert_eq!((result.status, result.err.as_str()), (2, message));
    let lines: Vec<Value> = result.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!((lines.len(), &lines[0]["candidates"][0]["id"]), (2, &json!("country:PER")));
    assert_eq!(lines[1], json!({"name": "Xyzzy", "on": null, "candidates": []}));
    let result = run_with_input(Path::new("."), &["knowledge", "lookup"], b"\xff\n");
    assert_eq!((result.status, result.out.as_str()), (1, ""));
    assert!(result.err.starts_with("tacitus: <stdin>: "), "{}", result.err);
}

#[test]
fn everything_is_imported_and_found() {
    let folder = folder();
    let sources =
        ["--wikidata", "dump.json", "--geonames", "towns.txt", "--actors", "actors.txt", "--agents", "agents.txt"];
    let result = import(folder.path(), &sources);
    assert_eq!((result.status, result.out.as_str(), result.err.as_str()), (0, "", ""));
    let (person, _) = lookup(folder.path(), "Júlia Hartwell");
    assert_eq!((&person["id"], &person["code"]), (&json!("wikidata:Q900000001"), &json!("PERGOV")));
    assert_eq!(person["office"]["title"], "Minister of tides of Peru");
    assert_eq!((&person["office"]["from"], &person["source"]), (&json!("2018-05-01"), &json!("wikidata")));
    assert_eq!(lookup(folder.path(), "Tidal Republic of Old").0["id"], "country:PER");
    assert_eq!(lookup(folder.path(), "Peru").1, 1, "nothing is doubled");
    assert_eq!(lookup(folder.path(), "Vorreth").0["lat"], -10.5);
    assert_eq!(lookup(folder.path(), "Kvellmar").0["id"], "geonames:99000001");
    assert_eq!(lookup(folder.path(), "A. Veloz").0["code"], "PERGOV");
    assert_eq!(lookup(folder.path(), "GB").0["kind"], "group");
    let (chief, count) = lookup(folder.path(), "Jens Stoltenberg");
    assert_eq!((&chief["id"], count), (&json!("person:Jens Stoltenberg"), 1));
    assert_eq!(lookup(folder.path(), "Stoltenbergen").0["office"]["title"], "Secretary General of NATO");
    for unknown in ["A Film of Tides", "Smallmar", "QLM"] {
        let result = run(folder.path(), &["knowledge", "lookup", unknown, "--knowledge", "mine.tacitus"]);
        assert_eq!((result.status, result.out.as_str()), (1, ""), "{unknown}");
    }
}

#[test]
fn compressed_and_from_standard_input_it_is_the_same_file() {
    let folder = folder();
    assert_eq!(import(folder.path(), &["--wikidata", "dump.json"]).status, 0);
    let plain = fs::read(folder.path().join("mine.tacitus")).unwrap();
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    gzip.write_all(dump().as_bytes()).unwrap();
    let gzip = gzip.finish().unwrap();
    // The name says nothing.
    fs::write(folder.path().join("dump.bz2"), &gzip).unwrap();
    assert_eq!(import(folder.path(), &["--wikidata", "dump.bz2", "--memory", "1"]).status, 0);
    assert_eq!(fs::read(folder.path().join("mine.tacitus")).unwrap(), plain);
    let arguments = ["knowledge", "import", "--out", "mine.tacitus", "--wikidata", "-"];
    assert_eq!(run_with_input(folder.path(), &arguments, &gzip).status, 0);
    assert_eq!(fs::read(folder.path().join("mine.tacitus")).unwrap(), plain);
    fs::write(folder.path().join("cut.gz"), &gzip[..gzip.len() - 9]).unwrap();
    let result = import(folder.path(), &["--wikidata", "cut.gz"]);
    assert_eq!(result.status, 1);
    assert!(result.err.starts_with("tacitus: cut.gz: the compressed data is damaged or cut off"), "{}", result.err);
    assert_eq!(fs::read(folder.path().join("mine.tacitus")).unwrap(), plain, "the old file is whole");
    let left: Vec<_> = fs::read_dir(folder.path()).unwrap().map(|file| file.unwrap().file_name()).collect();
    assert_eq!(left.len(), 7, "{left:?}");
}

#[test]
fn wrong_lines_are_named_and_passed_over() {
    let folder = folder();
    fs::write(folder.path().join("wrong.txt"), "A_A_ [PERGOV]\nB_B_ [QQQ]\nC_C_\n").unwrap();
    let result = import(folder.path(), &["--actors", "wrong.txt"]);
    let expected = "\
tacitus: wrong.txt:2: no code \"QQQ\" in cameo-actors.tsv
tacitus: wrong.txt:3: there is no code
";
    assert_eq!((result.status, result.err.as_str()), (2, expected));
    assert_eq!(lookup(folder.path(), "A A").0["code"], "PERGOV");
    let mut bytes = b"{\"id\": 5}\n\xff\n".repeat(4);
    bytes.extend(dump().bytes());
    fs::write(folder.path().join("wrong.json"), bytes).unwrap();
    let result = import(folder.path(), &["--wikidata", "wrong.json"]);
    assert_eq!((result.status, result.err.lines().count()), (2, 6), "{}", result.err);
    assert!(result.err.contains("tacitus: wrong.json:1: not the JSON of an entity: "), "{}", result.err);
    assert!(result.err.contains("tacitus: wrong.json:2: not UTF-8\n"), "{}", result.err);
    let last = "tacitus: wrong.json: 8 lines were passed over, of which the first 5 are named";
    assert_eq!(result.err.lines().last(), Some(last));
    assert_eq!(lookup(folder.path(), "Vorreth").0["id"], "wikidata:Q900000005");
}

#[test]
fn what_cannot_be_imported() {
    let folder = folder();
    fs::write(folder.path().join("empty"), "").unwrap();
    fs::write(folder.path().join("mine.tacitus"), "old").unwrap();
    for (arguments, message) in [
        (&["--geonames", "gone.txt"][..], "tacitus: gone.txt: cannot be read: "),
        (&["--geonames", "empty"], "tacitus: empty: the file is empty\n"),
        (&["--geonames", "."], "tacitus: .: cannot be read: "),
        (&["--geonames", "dump.json"], "tacitus: dump.json:1: 1 columns where 19 are due\n"),
        (&["--actors", "mine.tacitus"], "tacitus: mine.tacitus: mine.tacitus is an input; it was not overwritten\n"),
        (&["--class", "Q5"], "error: "),
        (&["--agents", "agents.txt", "--class", "village"], "error: "),
    ] {
        let result = import(folder.path(), arguments);
        assert_eq!((result.status, result.out.as_str()), (1, ""), "{arguments:?}");
        assert!(result.err.starts_with(message), "{}", result.err);
        assert_eq!(fs::read_to_string(folder.path().join("mine.tacitus")).unwrap(), "old");
    }
    let result = run(folder.path(), &["knowledge", "import", "--out", "none/mine.tacitus", "--agents", "agents.txt"]);
    assert_eq!(result.status, 1);
    assert!(result.err.starts_with("tacitus: none/mine.tacitus: cannot be written: "), "{}", result.err);
}

#[test]
fn a_file_that_is_none_of_ours() {
    let folder = folder();
    import(folder.path(), &["--actors", "actors.txt"]);
    let bytes = fs::read(folder.path().join("mine.tacitus")).unwrap();
    fs::write(folder.path().join("cut.tacitus"), &bytes[..bytes.len() / 2]).unwrap();
    for (file, message) in [
        ("actors.txt", "tacitus: actors.txt: this is no file of `tacitus knowledge import`\n"),
        ("cut.tacitus", "tacitus: cut.tacitus: the file is cut off\n"),
        ("gone", "tacitus: gone: cannot be read: "),
    ] {
        for command in [&["knowledge", "lookup", "Peru"][..], &["code", "agents.txt"], &["show", "agents.txt"]] {
            let result = run(folder.path(), &[command, &["--knowledge", file]].concat());
            assert_eq!((result.status, result.out.as_str()), (1, ""));
            assert!(result.err.starts_with(message), "{}", result.err);
        }
    }
}

#[test]
fn records_name_what_was_imported() {
    let folder = folder();
    import(folder.path(), &["--wikidata", "dump.json"]);
    let text = "Finance minister Julia Hartwell said on Monday that the port of Lima would stay open.";
    let code = |more: &[&str]| {
        let result =
            run_with_input(folder.path(), &[&["code", "--published", "2019-05-01"], more].concat(), text.as_bytes());
        assert_eq!(result.status, 0, "{}", result.err);
        records(&result.out).remove(0)
    };
    let met = |record: &tacitus::record::Record| {
        let entity = record.entities.iter().find(|entity| entity.wikidata.as_deref() == Some("Q900000001"));
        entity.map(|entity| (entity.name.clone(), entity.code.clone()))
    };
    assert_eq!(met(&code(&[])), None);
    let known = Some(("Julia Hartwell".to_owned(), Some("PERGOV".to_owned())));
    assert_eq!(met(&code(&["--knowledge", "mine.tacitus"])), known);
}
