//! A damaged file of each format: every damaged part is named with file and place, the others are coded, and nothing is
//! written for what is damaged.

mod common;
#[path = "common/packing.rs"]
mod packing;

use std::fs;

use common::{records, run};
use packing::{answer, bzip2, gzip, tar, warc_record, zip, zstd};
use tempfile::tempdir;

const GOOD: &str = "The president of France met the German chancellor in Berlin on Monday.";

/// Codes a file in which `whole` documents are whole, alone and together with a good one. The messages must begin as
/// `expected` do, behind the file's name.
fn check(name: &str, bytes: &[u8], whole: usize, expected: &[&str]) {
    let folder = tempdir().unwrap();
    fs::write(folder.path().join(name), bytes).unwrap();
    fs::write(folder.path().join("good.txt"), GOOD).unwrap();
    for (inputs, good) in [(&[name, "good.txt"][..], whole + 1), (&[name], whole)] {
        let result = run(folder.path(), &[&["code"], inputs].concat());
        let messages: Vec<&str> = result.err.lines().collect();
        assert_eq!(messages.len(), expected.len(), "{name}: {}", result.err);
        for (message, expected) in messages.iter().zip(expected) {
            assert!(message.starts_with(&format!("tacitus: {name}{expected}")), "{name}{expected}\n{message}");
        }
        let coded = records(&result.out);
        assert_eq!((coded.len(), result.status), (good, if good == 0 { 1 } else { 2 }), "{name}: {}", result.err);
        assert!(coded.iter().all(|record| record.text == GOOD), "{name}: {}", result.out);
    }
}

/// Two good lines.
fn lines() -> String {
    format!("{{\"text\":\"{GOOD}\"}}\n").repeat(2)
}

#[test]
fn compressed_files() {
    let (gz, zst, bz2) = (gzip(lines().as_bytes()), zstd(lines().as_bytes()), bzip2(lines().as_bytes()));
    check("cut.jsonl.gz", &gz[..gz.len() - 4], 2, &[":3: "]);
    check("cut.jsonl.bz2", &bz2[..bz2.len() - 4], 2, &[":3: "]);
    check("cut.jsonl.zst", &zst[..zst.len() - 2], 0, &[": damaged Zstandard stream"]);
    let mut wrong = zst.clone();
    *wrong.last_mut().unwrap() ^= 1;
    check("sum.jsonl.zst", &wrong, 2, &[":3: damaged Zstandard stream: its checksum does not fit"]);
    let mut wrong = gz.clone();
    wrong[gz.len() - 6] ^= 1;
    check("sum.jsonl.gz", &wrong, 2, &[":3: corrupt gzip stream"]);
    check("more.jsonl.gz", &[&gz[..], b"and more"].concat(), 2, &[":3: "]);
}

#[test]
fn archives() {
    let files: [(&str, &[u8]); 3] = [("a.txt", GOOD.as_bytes()), ("b.txt", b"\xFF"), ("c.txt", GOOD.as_bytes())];
    let (whole_tar, whole_zip) = (tar(&files), zip(&files));
    check("in.tar", &whole_tar, 2, &["/b.txt:1: not UTF-8 at byte 0"]);
    check("in.zip", &whole_zip, 2, &["/b.txt:1: not UTF-8 at byte 0"]);
    check("torn.tar", &whole_tar[..2600], 1, &["/b.txt:1: ", ": not a tar archive: the last member does not end"]);
    check("cut.tar", &whole_tar[..2100], 1, &["/b.txt:1: ", ": not a tar archive: "]);
    let mut damaged = whole_tar.clone();
    damaged[1024 + 20] ^= 0x55;
    check("head.tar", &damaged, 1, &[": not a tar archive: "]);
    check("directory.zip", &whole_zip[..whole_zip.len() - 30], 0, &[": not a zip archive: "]);
    let mut wrong = zip(&[("a.txt", GOOD.as_bytes()), ("b.txt", GOOD.as_bytes())]);
    // The first member's bytes, behind its head.
    wrong[30 + 5 + 8] ^= 0xFF;
    check("member.zip", &wrong, 1, &["/a.txt: "]);
}

#[test]
fn json() {
    let text = lines();
    let (one, two) = text.split_at(text.len() / 2);
    check("lines.jsonl", format!("{one}{{\"text\": \"T\n{two}").as_bytes(), 2, &[":2: not JSON: "]);
    check("deep.jsonl", format!("{one}{{\"text\": {}\n{two}", "[".repeat(100_000)).as_bytes(), 2, &[":2: "]);
    let object = one.trim_end();
    check("cut.json", format!("[{object},\n{object},\n{{\"text\": \"T").as_bytes(), 2, &[":3: not JSON: "]);
    check("bad.json", format!("[{object},\n{{\"text\": 7}},\n{object}]").as_bytes(), 2, &[":2: `text` must be"]);
    check("deep.json", format!("[{object},\n{{\"a\":{}}}]", "[".repeat(100_000)).as_bytes(), 1, &[":2: not JSON"]);
}

#[test]
fn tables() {
    let ragged = format!("id,text\n1,{GOOD}\n2\n3,{GOOD}\n4,a,b\n5,{GOOD}\n");
    let columns = [
        ":3: not a row of this table: 1 columns where the header has 2",
        ":5: not a row of this table: 3 columns where the header has 2",
    ];
    check("ragged.csv", ragged.as_bytes(), 3, &columns);
    let unclosed = format!("id,text\n1,{GOOD}\n2,\"{GOOD}\n3,{GOOD}\n4,{GOOD}\n");
    check("unclosed.csv", unclosed.as_bytes(), 3, &[":3: not a row of this table: a quotation mark is not closed"]);
}

#[test]
fn web_archives() {
    let page = answer(GOOD);
    let (good, short) = (warc_record(&page, page.len()), warc_record(&page, page.len() - 9));
    let wrong = ": record 2: not a WARC file: a record's length is wrong";
    check("short.warc", [&good[..], &short, &good].concat().as_bytes(), 2, &[wrong]);
    let long = warc_record(&page, page.len() + 50);
    check("long.warc", [&good[..], &long, &good].concat().as_bytes(), 2, &[wrong]);
    let garbage = ": record 2: not a WARC file: a record does not begin with WARC/";
    check("garbage.warc", [&good[..], "\0garbage\r\n", &good].concat().as_bytes(), 2, &[garbage]);
    let cut = [&good[..], &good[..good.len() - 40]].concat();
    check("cut.warc", cut.as_bytes(), 1, &[wrong]);
    check("cut.warc.gz", &gzip(cut.as_bytes()), 1, &[wrong]);
}

#[test]
fn xml() {
    let item = format!("<item><description>{GOOD}</description></item>");
    check("cut.rss", format!("<rss><channel>\n{item}\n<item><descr").as_bytes(), 1, &[":3: not XML: "]);
    let entity = format!("<rss>{item}\n<item><description>Salt & pepper</description></item>{item}</rss>");
    check("entity.rss", entity.as_bytes(), 2, &[":2: not XML: "]);
    let sentence = format!("<Sentence><Text>{GOOD}</Text></Sentence>");
    let bad = format!("<Sentences>{sentence}\n<Sentence><Text>&#x; &</Text></Sentence>\n{sentence}</Sentences>");
    check("entity.xml", bad.as_bytes(), 2, &[":2: not XML: "]);
    let deep = format!("<Sentences>{sentence}\n<Sentence>{}</Sentence>\n{sentence}</Sentences>", "<a>".repeat(5000));
    check("deep.xml", deep.as_bytes(), 2, &[":2: elements are nested more than 1000 deep"]);
}

#[test]
fn pages() {
    let binary: Vec<u8> = (0..4000u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 24) as u8).collect();
    check("binary.html", &[b"<html>", &binary[..]].concat(), 0, &[": not a web page: it is binary"]);
    check("deep.html", "<div>".repeat(50_000).as_bytes(), 0, &[": elements are nested more than 1000 deep"]);
}
