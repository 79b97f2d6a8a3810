//! Every format that is read: a small file of it coded, and a damaged one that costs itself alone.

mod common;

use std::fs;
use std::path::Path;

use common::{records, run, run_with_input};
use tacitus::record::Record;
use tempfile::tempdir;

/// The folder of small files, all of them our own.
fn fixtures() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures"))
}

fn code(arguments: &[&str]) -> Vec<Record> {
    let result = run(fixtures(), &[&["code"], arguments].concat());
    assert_eq!((result.status, result.err.as_str()), (0, ""), "{arguments:?}");
    records(&result.out)
}

#[test]
fn every_format_is_read() {
    for (name, source) in [
        ("report.txt", "report.txt"),
        ("report.md", "https://news.example/2023/01/30/talks"),
        ("page.html", "https://news.example/2023/01/30/talks"),
        ("array.json", "https://news.example/2023/01/30/talks"),
        ("news-please.jsonl", "https://news.example/2023/01/30/talks"),
        ("table.csv", "https://news.example/2023/01/30/talks"),
        ("table.tsv", "https://news.example/2023/01/30/talks"),
        ("rss.xml", "https://news.example/2023/01/30/talks"),
        ("atom.xml", "https://news.example/2023/01/30/talks"),
        ("petrarch.xml", "AFP"),
        ("page.warc", "https://news.example/2023/01/30/talks"),
    ] {
        let records = code(&[name]);
        assert_eq!(records.len(), 1, "{name}");
        let record = &records[0];
        let text = "The president of France met the German chancellor in Berlin on Monday.";
        assert!(record.text.contains(text), "{name}: {}", record.text);
        assert_eq!(record.published.as_deref(), Some("2023-01-30"), "{name}");
        assert_eq!(record.source.as_deref(), Some(source), "{name}");
        assert!(record.times.iter().any(|time| time.value == "2023-01-30"), "{name}: {:?}", record.times);
    }
}

#[test]
fn a_format_is_told_by_content_and_not_by_name() {
    let page = fs::read(fixtures().join("page.html")).unwrap();
    let result = run_with_input(fixtures(), &["code"], &page);
    assert_eq!((result.status, records(&result.out).len()), (0, 1), "{}", result.err);
    let folder = tempdir().unwrap();
    for name in ["page.html", "array.json", "rss.xml", "page.warc", "petrarch.xml"] {
        fs::copy(fixtures().join(name), folder.path().join("unnamed")).unwrap();
        let result = run(folder.path(), &["code", "unnamed"]);
        assert_eq!((result.status, records(&result.out).len()), (0, 1), "{name}: {}", result.err);
    }
}

#[test]
fn fields_and_columns_may_have_any_name() {
    let folder = tempdir().unwrap();
    let row = "copy,day\n\"The president of France met the German chancellor in Berlin.\",2023-01-30\n";
    fs::write(folder.path().join("odd.csv"), row).unwrap();
    let result = run(folder.path(), &["code", "odd.csv"]);
    assert_eq!((result.status, result.err.as_str()), (1, "tacitus: odd.csv: there is no `text`\n"));
    for arguments in [&["--map", "text=copy,published=day"][..], &["--text-column", "copy", "--map", "published=day"]] {
        let result = run(folder.path(), &[&["code", "odd.csv"], arguments].concat());
        assert_eq!(result.status, 0, "{}", result.err);
        assert_eq!(records(&result.out)[0].published.as_deref(), Some("2023-01-30"));
    }
    assert_eq!(run(folder.path(), &["code", "odd.csv", "--map", "text"]).status, 1);
    assert_eq!(run(folder.path(), &["code", "odd.csv", "--map", "body=text"]).status, 1);
}

#[test]
fn a_damaged_file_of_each_format_costs_itself() {
    let good = "The president of France met the German chancellor in Berlin on Monday.";
    for (name, bytes, message) in [
        ("a.md", &b"---\npublished: soon\n---\nTalks.\n"[..], "a.md: `published` must be"),
        ("a.html", b"<html><body></body></html>", "a.html: there is no text"),
        ("a.json", b"[{\"text\": ", "a.json:1: not JSON: the last object does not end"),
        ("a.csv", b"id,words\n1,2\n", "a.csv: there is no `text`"),
        ("a.rss", b"<rss><item><title>A</item></rss>", "a.rss:1: not XML: "),
        ("a.atom", b"<feed></feed>", "a.atom: not XML of a known kind: there is no <item> or <entry>"),
        ("a.warc", b"WARC/1.0\r\n\r\n", "a.warc: record 1: not a WARC file: a record does not give its length"),
        ("a.xml", b"<Sentences><Sentence>", "a.xml:1: not XML: <sentence> does not end"),
        ("a.txt.gz", b"\x1F\x8B\x08\x00\x00\x00\x00\x00\x00\x00\xFF\xFF", "a.txt.gz: corrupt deflate stream"),
        ("a.txt.zst", b"\x28\xB5\x2F\xFD\xFF\xFF\xFF\xFF\xFF\xFF", "a.txt.zst: damaged Zstandard stream"),
        ("a.txt.bz2", b"BZh91AY&SY\xFF\xFF", "a.txt.bz2: "),
        ("a.zip", b"PK\x03\x04 and no more", "a.zip: not a zip archive: "),
        ("a.pdf", b"%PDF-1.7 and so on", "a.pdf: a PDF file cannot be read"),
    ] {
        let folder = tempdir().unwrap();
        fs::write(folder.path().join(name), bytes).unwrap();
        fs::write(folder.path().join("good.txt"), good).unwrap();
        let result = run(folder.path(), &["code", name, "good.txt"]);
        assert_eq!((result.status, records(&result.out).len()), (2, 1), "{name}: {}", result.err);
        assert!(result.err.starts_with(&format!("tacitus: {message}")), "{name}: {}", result.err);
        assert_eq!(result.err.lines().count(), 1, "{}", result.err);
    }
}

#[test]
fn a_day_is_found_where_it_stands() {
    let folder = tempdir().unwrap();
    let text = "The president of France met the German chancellor in Berlin on Monday.";
    fs::write(folder.path().join("2023-01-30-talks.txt"), text).unwrap();
    fs::write(folder.path().join("afp-2011.txt"), format!("KABUL, March 3 (AFP) - {text}")).unwrap();
    fs::write(folder.path().join("talks.txt"), format!("SEOUL, Jan. 29, 2023 (Reuters) - {text}")).unwrap();
    let day = |arguments: &[&str]| {
        let result = run(folder.path(), &[&["code"], arguments].concat());
        records(&result.out)[0].published.clone()
    };
    assert_eq!(day(&["2023-01-30-talks.txt"]).as_deref(), Some("2023-01-30"));
    assert_eq!(day(&["afp-2011.txt"]).as_deref(), Some("2011-03-03"));
    assert_eq!(day(&["talks.txt"]).as_deref(), Some("2023-01-29"));
    assert_eq!(day(&["2023-01-30-talks.txt", "--published", "2020-01-01"]).as_deref(), Some("2020-01-01"));
}
