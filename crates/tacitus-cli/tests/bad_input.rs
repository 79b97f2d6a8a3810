//! What bad input gets: a message with file and line, the other documents still coded, and the exit status.

mod common;

use std::fs;

use common::{records, run, run_with_input};
use tempfile::{TempDir, tempdir};

const GOOD: &str = "The president of France met the German chancellor in Berlin on Monday.";

/// A folder with a good document.
fn folder() -> TempDir {
    let folder = tempdir().unwrap();
    fs::write(folder.path().join("good.txt"), GOOD).unwrap();
    folder
}

/// Codes a bad file together with a good one, and alone; gives the message.
fn both(name: &str, bytes: &[u8]) -> String {
    let folder = folder();
    fs::write(folder.path().join(name), bytes).unwrap();
    let with_good = run(folder.path(), &["code", name, "good.txt"]);
    assert_eq!(with_good.status, 2, "{}", with_good.err);
    let records = records(&with_good.out);
    assert_eq!(records.len(), 1);
    assert_eq!((records[0].id.as_str(), records[0].text.as_str()), ("good", GOOD));
    let alone = run(folder.path(), &["code", name]);
    assert_eq!((alone.status, alone.out.as_str()), (1, ""));
    assert_eq!(alone.err, with_good.err);
    assert_eq!(alone.err.lines().count(), 1, "{}", alone.err);
    alone.err
}

#[test]
fn a_missing_file() {
    let folder = folder();
    let result = run(folder.path(), &["code", "gone.txt", "good.txt"]);
    assert_eq!((result.status, records(&result.out).len()), (2, 1));
    assert_eq!(result.err, "tacitus: gone.txt: no such file or folder\n");
}

#[cfg(target_os = "linux")]
#[test]
fn an_unreadable_file() {
    let folder = folder();
    // Opens for everybody, root included, and cannot be read from its beginning.
    let result = run(folder.path(), &["code", "/proc/self/mem", "good.txt"]);
    assert_eq!((result.status, records(&result.out).len()), (2, 1));
    assert_eq!(result.err, "tacitus: /proc/self/mem: input/output error\n");
}

#[test]
fn a_folder_without_documents() {
    let folder = tempdir().unwrap();
    let result = run(folder.path(), &["code", "."]);
    assert_eq!((result.status, result.out.as_str()), (1, ""));
    assert!(result.err.starts_with("tacitus: .: no file of a known format"), "{}", result.err);
}

#[test]
fn invalid_utf8() {
    assert_eq!(both("bad.txt", b"One.\nTw\xFFo.\n"), "tacitus: bad.txt:2: not UTF-8 at byte 7\n");
    assert_eq!(both("bad.jsonl", b"\n{\"text\": \"\xC3\"}\n"), "tacitus: bad.jsonl:2: not UTF-8 at byte 11\n");
}

#[test]
fn utf16() {
    assert_eq!(both("bad.txt", b"\xFF\xFEO\0n\0e"), "tacitus: bad.txt: not UTF-16 at byte 6\n");
    let folder = folder();
    let wide: Vec<u8> =
        format!("\u{feff}{{\"text\": \"{GOOD}\"}}\r\n").encode_utf16().flat_map(u16::to_be_bytes).collect();
    fs::write(folder.path().join("wide.jsonl"), wide).unwrap();
    let result = run(folder.path(), &["code", "wide.jsonl"]);
    assert_eq!((result.status, records(&result.out)[0].text.as_str()), (0, GOOD), "{}", result.err);
}

#[test]
fn an_empty_document() {
    assert_eq!(both("bad.txt", b""), "tacitus: bad.txt: there is no text\n");
    assert_eq!(both("bad.txt", b" \n\t\n"), "tacitus: bad.txt: there is no text\n");
    assert_eq!(both("bad.jsonl", b"{\"text\": \"\"}\n"), "tacitus: bad.jsonl:1: there is no text\n");
}

#[test]
fn a_nul_byte() {
    assert_eq!(both("bad.txt", b"One.\nT\0wo."), "tacitus: bad.txt:2: not text: NUL character at byte 6\n");
    let message = both("bad.jsonl", b"{\"text\": \"a\\u0000\"}\n");
    assert_eq!(message, "tacitus: bad.jsonl:1: not text: NUL character at byte 1\n");
}

#[test]
fn a_line_that_is_not_json() {
    assert_eq!(both("bad.jsonl", b"not json\n"), "tacitus: bad.jsonl:1: not JSON: expected ident at column 2\n");
    assert_eq!(both("bad.jsonl", b"[1]\n"), "tacitus: bad.jsonl:1: not a JSON object\n");
}

#[test]
fn fields_that_lack_or_are_of_the_wrong_type() {
    assert_eq!(both("bad.jsonl", b"{\"id\": \"a\"}\n"), "tacitus: bad.jsonl:1: there is no `text`\n");
    let message = both("bad.jsonl", b"{\"id\": [], \"text\": \"Words.\"}\n");
    assert_eq!(message, "tacitus: bad.jsonl:1: `id` must be a string or a whole number, and is an array\n");
    let message = both("bad.jsonl", b"{\"text\": \"Words.\", \"published\": \"Monday\"}\n");
    assert!(message.ends_with("must be YYYY-MM-DD or an RFC 3339 stamp, and is \"Monday\"\n"), "{message}");
}

#[test]
fn a_line_of_fifty_megabytes() {
    let mut bytes = b"{\"text\": \"".to_vec();
    bytes.resize(50_000_000, b'a');
    bytes.extend(b"\"}\n");
    bytes.extend(format!("{{\"id\": \"after\", \"text\": \"{GOOD}\"}}\n").bytes());
    let folder = folder();
    fs::write(folder.path().join("long.jsonl"), bytes).unwrap();
    let result = run(folder.path(), &["code", "long.jsonl"]);
    assert_eq!(result.status, 2);
    assert_eq!(records(&result.out)[0].id, "after");
    assert_eq!(result.err, "tacitus: long.jsonl:1: longer than 4000000 bytes (--max-document-bytes sets the limit)\n");
}

#[test]
fn a_document_longer_than_asked_for() {
    let folder = folder();
    let result = run(folder.path(), &["code", "good.txt", "--max-document-bytes", "20"]);
    assert_eq!(result.status, 1);
    assert!(result.err.contains("good.txt: longer than 20 bytes"), "{}", result.err);
}

#[test]
fn a_language_that_is_not_english() {
    let german = "Der Präsident hat am Montag in Berlin mit der Kanzlerin über die Lage in der Ukraine und die \
                  Sanktionen gegen Russland gesprochen, wie die Regierung nach dem Treffen in der Hauptstadt mitteilte. ";
    let message = both("bad.txt", german.repeat(3).as_bytes());
    assert!(message.starts_with("tacitus: bad.txt: the language is not English"), "{message}");
}

#[test]
fn good_lines_between_bad_ones_keep_their_order() {
    let folder = folder();
    let lines: String = (0..40)
        .map(|n| match n % 3 {
            0 => "{\"text\": 5}\n".to_owned(),
            _ => format!("{{\"id\": {n}, \"text\": \"{GOOD}\"}}\n"),
        })
        .collect();
    let result = run_with_input(folder.path(), &["code", "--jobs", "3"], lines.as_bytes());
    assert_eq!(result.status, 2);
    let ids: Vec<String> = records(&result.out).into_iter().map(|record| record.id).collect();
    let expected: Vec<String> = (0..40).filter(|n| n % 3 != 0).map(|n| n.to_string()).collect();
    assert_eq!(ids, expected);
    let first = "tacitus: <stdin>:1: `text` must be a string, and is a number";
    assert_eq!(result.err.lines().next(), Some(first));
    assert_eq!(result.err.lines().count(), 14);
}

#[test]
fn relate_requests() {
    let folder = folder();
    let lines = concat!(
        r#"{"id": "a", "text": "Iran accused Iraq.", "actor": [[0, 4]], "recipient": [[13, 17]]}"#,
        "\n",
        r#"{"id": "b", "text": "Iran accused Iraq.", "actor": [[0, 4]], "recipient": [[13, 99]]}"#,
        "\n",
        r#"{"id": "c", "text": "Iran accused Iraq.", "actor": [[0, 4]]}"#,
        "\n",
    );
    let result = run_with_input(folder.path(), &["relate"], lines.as_bytes());
    assert_eq!(result.status, 2);
    let answer: serde_json::Value = serde_json::from_str(result.out.trim_end()).unwrap();
    assert_eq!(answer["id"], "a");
    let scores = answer["scores"].as_object().unwrap();
    assert_eq!(scores.len(), 16);
    assert!((scores.values().map(|s| s.as_f64().unwrap()).sum::<f64>() - 1.0).abs() < 1e-4);
    assert!(scores.contains_key(answer["type"].as_str().unwrap()));
    let messages: Vec<&str> = result.err.lines().collect();
    assert!(messages[0].starts_with("tacitus: <stdin>:2: a span is outside the text"), "{}", messages[0]);
    assert_eq!(messages[1], "tacitus: <stdin>:3: there is no `recipient`");
}
