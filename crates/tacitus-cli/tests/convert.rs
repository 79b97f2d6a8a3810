//! Records from one format into another, and back to the byte.

mod common;

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::Stdio;

use common::{run, run_with_input, tacitus, wire};
use tempfile::{TempDir, tempdir};

/// A folder with records of a few documents, and these as JSON lines.
fn coded() -> (TempDir, String) {
    let folder = tempdir().unwrap();
    let wire = format!(
        "{}{}\n{}\n",
        wire(6),
        serde_json::json!({"id": "quotes", "title": "", "url": "https://news.example/a", "text":
            "“We will not pay,” said Élise Martin, Peru’s finance minister, “and\r\n\r\nwe never said so.” \
             Chile gave Bolivia $1.5 million and 200 trucks in Lima in 2021. Brazil denied it. \
             Peru, she said, “rejects” the claim that its army attacked a village on March 3."}),
        serde_json::json!({"id": "d1", "text": "Another document has the same id, and says that Iran accused Iraq."}),
    );
    let result = run_with_input(folder.path(), &["code", "--output", "records.jsonl"], wire.as_bytes());
    assert_eq!((result.status, result.err.as_str()), (0, ""));
    let records = fs::read_to_string(folder.path().join("records.jsonl")).unwrap();
    assert_eq!(records.lines().count(), 8);
    for row in ["\"trigger\"", "\"cue\"", "\"content\":[{", "\"lat\"", "\"amount\"", "\"form\""] {
        assert!(records.contains(row), "the documents should give {row}: {records}");
    }
    (folder, records)
}

fn convert(folder: &Path, arguments: &[&str]) -> String {
    let result = run(folder, &[&["convert"], arguments].concat());
    assert_eq!((result.status, result.err.as_str()), (0, ""), "{arguments:?}");
    result.out
}

#[test]
fn records_come_back_to_the_byte() {
    let (folder, records) = coded();
    let folder = folder.path();
    for format in ["parquet", "csv", "sqlite", "jsonl"] {
        convert(folder, &["records.jsonl", "--to", format, "--output", format]);
        assert_eq!(convert(folder, &[format, "--to", "jsonl"]), records, "{format}");
        assert_eq!(convert(folder, &[format, "--from", format, "--to", "jsonl"]), records, "{format}");
        convert(folder, &[format, "--to", "jsonl", "--output", "back.jsonl"]);
        assert_eq!(fs::read_to_string(folder.join("back.jsonl")).unwrap(), records, "{format}");
    }
    for (from, to) in [("parquet", "sqlite"), ("sqlite", "csv"), ("csv", "parquet")] {
        convert(folder, &[from, "--to", to, "--output", "other"]);
        assert_eq!(convert(folder, &["other", "--to", "jsonl"]), records, "{from} to {to}");
        let _ = fs::remove_dir_all(folder.join("other")).or_else(|_| fs::remove_file(folder.join("other")));
    }
}

#[test]
fn several_inputs_and_standard_input() {
    let (folder, records) = coded();
    convert(folder.path(), &["records.jsonl", "--to", "sqlite", "--output", "a.db"]);
    let both = convert(folder.path(), &["a.db", "records.jsonl", "--to", "jsonl"]);
    assert_eq!(both, records.repeat(2));
    let piped = run_with_input(folder.path(), &["convert", "--to", "jsonl"], records.as_bytes());
    assert_eq!((piped.status, piped.out), (0, records));
}

#[test]
fn a_bad_line_costs_a_record() {
    let (folder, records) = coded();
    let mut lines: Vec<&str> = records.lines().collect();
    let broken = lines[0].replacen("\"start\":0", "\"start\":99999", 1);
    lines.insert(1, "{\"text\": \"no record\"}");
    lines.insert(3, &broken);
    fs::write(folder.path().join("bad.jsonl"), lines.join("\n")).unwrap();
    let result = run(folder.path(), &["convert", "bad.jsonl", "--to", "parquet", "--output", "out"]);
    assert_eq!(result.status, 2);
    let told: Vec<&str> = result.err.lines().collect();
    assert_eq!(told[0], "tacitus: bad.jsonl:2: not a record: missing field `schema` at column 21");
    assert!(told[1].starts_with("tacitus: bad.jsonl:4: document \"d0\": "), "{}", told[1]);
    assert_eq!(told.len(), 2);
    assert_eq!(convert(folder.path(), &["out", "--to", "jsonl"]), records);
}

#[test]
fn nothing_that_can_be_written_leaves_no_output() {
    let folder = tempdir().unwrap();
    let result = run_with_input(folder.path(), &["convert", "--to", "sqlite", "--output", "out.db"], b"{}\nwords\n");
    assert_eq!((result.status, result.err.lines().count()), (1, 2), "{}", result.err);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
    let none = run_with_input(folder.path(), &["convert", "--to", "csv", "--output", "out"], b"");
    assert_eq!((none.status, convert(folder.path(), &["out", "--to", "jsonl"]).as_str()), (0, ""));
}

#[test]
fn what_must_not_be_replaced_is_not() {
    let (folder, records) = coded();
    let folder = folder.path();
    convert(folder, &["records.jsonl", "--to", "csv", "--output", "tables"]);
    for (arguments, reason) in [
        (["records.jsonl", "--to", "jsonl", "--output", "./records.jsonl"], "is an input; it was not overwritten"),
        (["tables", "--to", "parquet", "--output", "tables/"], "is an input; it was not overwritten"),
        (["records.jsonl", "--to", "parquet", "--output", "tables"], "disputes.csv; it was not replaced"),
        (["records.jsonl", "--to", "parquet", "--output", "records.jsonl/x"], "records.jsonl/x"),
    ] {
        let result = run(folder, &[&["convert"][..], &arguments].concat());
        assert_eq!(result.status, 1, "{arguments:?}");
        assert!(result.err.contains(reason), "{arguments:?}: {}", result.err);
    }
    assert_eq!(fs::read_to_string(folder.join("records.jsonl")).unwrap(), records);
    let nameless = run(folder, &["convert", "records.jsonl", "--to", "parquet"]);
    assert_eq!((nameless.status, nameless.err.contains("--output PATH")), (1, true));
    // What it made itself is replaced.
    convert(folder, &["records.jsonl", "--to", "csv", "--output", "tables"]);
    assert_eq!(convert(folder, &["tables", "--to", "jsonl"]), records);
}

#[test]
fn a_killed_run_leaves_nothing_under_the_name() {
    let (folder, records) = coded();
    let folder = folder.path();
    for format in ["parquet", "csv", "sqlite", "jsonl"] {
        let mut child =
            tacitus(folder).args(["convert", "--to", format, "--output", "out"]).stdin(Stdio::piped()).spawn().unwrap();
        let mut stdin = child.stdin.take().unwrap();
        stdin.write_all(records.as_bytes()).unwrap();
        while !folder.join("out.new").exists() {
            std::thread::sleep(std::time::Duration::from_millis(5));
        }
        child.kill().unwrap();
        child.wait().unwrap();
        drop(stdin);
        assert!(!folder.join("out").exists(), "{format}");
        convert(folder, &["records.jsonl", "--to", format, "--output", "out"]);
        assert_eq!(convert(folder, &["out", "--to", "jsonl"]), records, "{format}");
        assert!(!folder.join("out.new").exists());
        let _ = fs::remove_dir_all(folder.join("out")).or_else(|_| fs::remove_file(folder.join("out")));
    }
}

#[test]
fn a_table_that_is_no_table_is_named() {
    let (folder, _) = coded();
    convert(folder.path(), &["records.jsonl", "--to", "parquet", "--output", "tables"]);
    fs::write(folder.path().join("tables/events.parquet"), "PAR1 no more PAR1").unwrap();
    let result = run(folder.path(), &["convert", "tables", "--to", "jsonl"]);
    assert_eq!((result.status, result.out.as_str()), (1, ""));
    assert!(result.err.starts_with("tacitus: tables: events.parquet: "), "{}", result.err);
}

/// A table of documents for other programs is one to read: the program's own, coded again, gives the same records.
#[test]
fn a_parquet_file_of_documents_is_coded() {
    let (folder, records) = coded();
    convert(folder.path(), &["records.jsonl", "--to", "parquet", "--output", "tables"]);
    let again = run(folder.path(), &["code", "tables/documents.parquet", "--map", "id=document"]);
    assert_eq!((again.status, again.err.as_str()), (0, ""));
    assert_eq!(again.out, records);
    let file = fs::read(folder.path().join("tables/documents.parquet")).unwrap();
    let piped = run_with_input(folder.path(), &["code", "--map", "id=document", "--text-column", "text"], &file);
    assert_eq!((piped.status, piped.out), (0, records));
    let none = run(folder.path(), &["code", "tables/events.parquet"]);
    assert_eq!(none.err, "tacitus: tables/events.parquet: there is no `text`\n");
}
