//! Whole outputs, compared with those that were looked at.
//!
//! `golden/report.json` is the record of `examples/report.txt`, `golden/small.json` one made by hand. After a change
//! that is meant, `TACITUS_BLESS=1 cargo test -p tacitus-write --test golden` writes the outputs anew: read the
//! difference before you commit it.

use std::fs;
use std::path::{Path, PathBuf};

use tacitus::record::Record;
use tacitus_knowledge::Knowledge;
use tacitus_write::{brat, gdelt, polecat};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden")
}

fn record(name: &str) -> Record {
    let file = folder().join(name);
    let text = fs::read_to_string(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", file.display()))
}

fn compare(name: &str, output: &str) {
    let file = folder().join(name);
    if std::env::var_os("TACITUS_BLESS").is_some() {
        fs::write(&file, output).unwrap();
    }
    let golden = fs::read_to_string(&file).unwrap_or_default();
    for (number, (is, was)) in output.lines().zip(golden.lines()).enumerate() {
        assert_eq!(is, was, "{name}, line {}", number + 1);
    }
    assert_eq!(output.lines().count(), golden.lines().count(), "lines of {name}");
    assert_eq!(output, golden, "{name}");
}

/// Every row has a cell for every column: a reader that goes by position would not notice that one is missing.
fn rows_of(columns: usize, output: &str) -> usize {
    assert!(output.is_empty() || output.ends_with('\n'));
    for row in output.lines() {
        assert_eq!(row.split('\t').count(), columns, "{row}");
    }
    output.lines().count()
}

#[test]
fn gdelt_events_and_mentions() {
    let (record, knowledge) = (record("report.json"), Knowledge::builtin());
    let (events, mentions) = (gdelt::events(&record, &knowledge), gdelt::mentions(&record));
    assert_eq!((gdelt::EVENTS.len(), gdelt::MENTIONS.len()), (61, 16));
    assert_eq!(rows_of(61, &events), rows_of(16, &mentions));
    for (event, mention) in events.lines().zip(mentions.lines()) {
        assert_eq!(event.split('\t').next(), mention.split('\t').next());
    }
    compare("report.gdelt-events.tsv", &events);
    compare("report.gdelt-mentions.tsv", &mentions);
}

#[test]
fn gdelt_quotations() {
    compare("report.gdelt-quotations.json", &gdelt::quotations(&record("report.json")));
}

#[test]
fn polecat_rows() {
    let table = polecat::header() + &polecat::rows(&record("report.json"), &Knowledge::builtin());
    assert_eq!(polecat::COLUMNS.len(), 40);
    assert!(rows_of(40, &table) > 1);
    compare("report.polecat.tsv", &table);
}

#[test]
fn brat_annotations() {
    let record = record("report.json");
    let (txt, ann) = brat::annotation(&record);
    assert_eq!(txt, record.text);
    // What brat itself checks when it opens a document: the text of each annotation is what stands at its offsets.
    let chars: Vec<char> = txt.chars().collect();
    for line in ann.lines().filter(|line| line.starts_with('T')) {
        let cells: Vec<&str> = line.split('\t').collect();
        let (_, offsets) = cells[1].split_once(' ').unwrap();
        let fragments = offsets.split(';').map(|fragment| {
            let (start, end) = fragment.split_once(' ').unwrap();
            chars[start.parse().unwrap()..end.parse().unwrap()].iter().collect::<String>()
        });
        assert_eq!(fragments.collect::<Vec<_>>().join(" "), cells[2], "{line}");
    }
    compare("report.ann", &ann);
}

#[test]
fn brat_configuration() {
    compare("brat-annotation.conf", &brat::annotation_conf());
    compare("brat-visual.conf", &brat::visual_conf());
}

/// The page without its style, which is looked at in a browser (`scripts/look.py`).
#[test]
fn html_page() {
    let page = tacitus_write::html::page(&record("small.json"));
    let (head, rest) = page.split_once("<style>").unwrap();
    compare("small.html", &(head.to_owned() + rest.split_once("</style>\n").unwrap().1));
}
