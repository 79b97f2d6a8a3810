use std::io::{Cursor, Write};
use std::sync::Arc;

use proptest::prelude::*;
use zip::write::SimpleFileOptions;

use crate::compression::tests::{bzip2, gzip, zstd};
use crate::content::Stream;
use crate::expansion::Meter;
use crate::opening::{Opening, documents};
use crate::{Error, Format, Found, Kind, Options};

type Files<'f> = &'f [(&'f str, &'f [u8])];

fn tar(files: Files) -> Vec<u8> {
    let mut builder = tar::Builder::new(Vec::new());
    for (name, content) in files {
        let mut header = tar::Header::new_gnu();
        header.set_size(content.len() as u64);
        header.set_mode(0o644);
        header.set_cksum();
        builder.append_data(&mut header, name, *content).unwrap();
    }
    builder.into_inner().unwrap()
}

fn zip(files: Files) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in files {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(content).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn read(bytes: &[u8], options: Options) -> Vec<String> {
    let meter = Meter::default();
    let stream: Stream = Box::new(std::io::BufReader::new(meter.count(Cursor::new(bytes.to_vec()))));
    let opening = Opening::new(Arc::from("a".as_ref() as &std::path::Path), Arc::new(options), meter);
    let line = |item: Result<Found<tacitus::Input>, Error>| match item {
        Ok(found) => format!("{} {}", found.place, found.value.text.trim_end()),
        Err(error) => error.to_string(),
    };
    match documents(opening, stream) {
        Ok(items) => items.map(line).collect(),
        Err(kind) => vec![format!("a: {kind}")],
    }
}

const FILES: Files = &[
    ("in/b.txt", b"Words."),
    ("in/.hidden.txt", b"No."),
    ("__MACOSX/in/b.txt", b"No."),
    ("in/photo.jpeg", b"\xFF\xD8"),
    ("in/a.jsonl", b"{\"text\":\"A.\"}\n{\"text\":\"B.\"}\n"),
    ("in/bad.txt", b"\xFF"),
    ("in/c.md", b"# C"),
];

const EXPECTED: [&str; 5] = [
    "a/in/b.txt Words.",
    "a/in/a.jsonl:1 A.",
    "a/in/a.jsonl:2 B.",
    "a/in/bad.txt:1: not UTF-8 at byte 0",
    "a/in/c.md C",
];

#[test]
fn members_are_read_as_files_of_a_folder_are() {
    assert_eq!(read(&tar(FILES), Options::default()), EXPECTED);
    assert_eq!(read(&zip(FILES), Options::default()), EXPECTED);
    for encode in [gzip, zstd, bzip2] {
        assert_eq!(read(&encode(&tar(FILES)), Options::default()), EXPECTED);
    }
}

#[test]
fn an_old_archive_without_a_sign_is_one() {
    let mut old = tar(&[("a.txt", b"Words.")]);
    let mut header = tar::Header::from_byte_slice(&old[..512]).clone();
    header.as_mut_bytes()[257..265].fill(0);
    header.set_cksum();
    old[..512].copy_from_slice(header.as_bytes());
    assert_eq!(read(&old, Options::default()), ["a/a.txt Words."]);
    let text = "The talks went on. ".repeat(40);
    assert_eq!(read(text.as_bytes(), Options::default()), [format!("a {}", text.trim_end())]);
}

#[test]
fn long_names_are_whole() {
    let name = format!("{}/a.txt", "folder".repeat(40));
    assert_eq!(read(&tar(&[(&name, b"Words.")]), Options::default()), [format!("a/{name} Words.")]);
}

#[test]
fn packed_members_are_unpacked() {
    let inner = zip(&[("c.txt.gz", &gzip(b"Words."))]);
    let archive = tar(&[("b.zip", &inner)]);
    assert_eq!(read(&archive, Options::default()), ["a/b.zip/c.txt.gz Words."]);
}

#[test]
fn a_format_that_is_given_goes_for_members() {
    let options = Options { from: Some(Format::Text), ..Options::default() };
    assert_eq!(read(&zip(&[("a.jsonl", b"{\"text\":1}")]), options), ["a/a.jsonl {\"text\":1}"]);
}

#[test]
fn damage_is_told() {
    let (tar, zip) = (tar(FILES), zip(FILES));
    let middle = memchr::memmem::find(&tar, b"{\"text").unwrap() + 5;
    let half = read(&tar[..middle], Options::default());
    assert_eq!(half[0], EXPECTED[0]);
    assert!(half.last().unwrap().starts_with("a: not a tar archive"), "{half:?}");
    assert!(read(&zip[..zip.len() / 2], Options::default())[0].starts_with("a: not a zip archive"));
    assert_eq!(read(&self::tar(&[("a.jpeg", b"")]), Options::default()), ["a: no file of a known format in it"]);
}

#[test]
fn bombs_are_refused() {
    let bomb = gzip(&vec![b'a'; 80 << 20]);
    let expected = "it expands to more than 250 times its size, as archive bombs do; the rest was not read";
    for packed in [bomb.clone(), zip(&[("a.jsonl", &vec![b' '; 80 << 20])]), tar(&[("a.txt.gz", &bomb)])] {
        let options = Options { from: Some(Format::Jsonl), ..Options::default() };
        let told = read(&packed, options);
        assert!(told.last().unwrap().ends_with(expected), "{told:?}");
    }
}

#[test]
fn wrapping_has_an_end() {
    let wrapped = (0..6).fold(b"Words.".to_vec(), |inner, _| gzip(&inner));
    assert_eq!(read(&wrapped, Options::default()), ["a: archives lie in each other more than 4 deep"]);
}

#[test]
fn what_cannot_be_read_is_named() {
    assert_eq!(read(b"%PDF-1.7 and so on", Options::default()), ["a: a PDF file cannot be read"]);
    assert!(matches!(Kind::from(std::io::Error::other("a")), Kind::Io(_)));
}

proptest! {
    #[test]
    fn damaged_archives_never_panic(at in 0usize..4000, byte: u8) {
        for mut archive in [tar(FILES), zip(FILES)] {
            let at = at % archive.len();
            archive[at] = byte;
            let _ = read(&archive, Options::default());
            let _ = read(&archive[..at], Options::default());
        }
    }
}
