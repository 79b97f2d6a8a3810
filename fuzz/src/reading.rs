//! Readers: whatever the bytes, there are documents that keep to the limits, or messages of one line.

use std::io::Cursor;
use std::iter::once;
use std::path::Path;

use tacitus::{Dyad, Input};
use tacitus_read::{
    Documents, Error, Found, Options, csv as tables, dyads as pairs, feed as feeds, html as pages, json as arrays,
    jsonl as lines, markdown as marked, petrarch as sentences, text as plain, warc as archives,
};

/// Small, so that a fuzzer reaches it.
const LIMIT: usize = 2000;
const PATH: &str = "news/2023-01-30.any";

fn options() -> Options {
    Options { max_document_bytes: LIMIT, ..Options::default() }
}

fn check<T>(items: impl Iterator<Item = Result<Found<T>, Error>>, text: fn(&T) -> &str) {
    for item in items {
        match item {
            Ok(found) => {
                let text = text(&found.value);
                assert!(!text.trim().is_empty() && !text.contains('\0'), "{text:?}");
                assert!(text.len() <= LIMIT, "{} bytes", text.len());
            }
            Err(error) => assert!(!error.to_string().contains('\n'), "{error}"),
        }
    }
}

fn inputs(items: impl Iterator<Item = Result<Found<Input>, Error>>) {
    check(items, |input| &input.text);
}

fn path() -> &'static Path {
    Path::new(PATH)
}

pub fn text(bytes: &[u8]) {
    inputs(once(plain::read(bytes, path(), &options())));
}

pub fn markdown(bytes: &[u8]) {
    inputs(once(marked::read(bytes, path(), &options())));
}

pub fn html(bytes: &[u8]) {
    inputs(once(pages::read(bytes, path(), &options())));
}

pub fn jsonl(bytes: &[u8]) {
    inputs(lines::read(bytes, path(), &options()));
}

pub fn json(bytes: &[u8]) {
    inputs(arrays::read(bytes, path(), &options()));
}

pub fn csv(bytes: &[u8]) {
    inputs(tables::read(bytes, path(), &options()));
}

pub fn feed(bytes: &[u8]) {
    inputs(feeds::read(bytes, path(), &options()));
}

pub fn warc(bytes: &[u8]) {
    inputs(archives::read(bytes, path(), &options()));
}

pub fn petrarch(bytes: &[u8]) {
    inputs(sentences::read(bytes, path(), &options()));
}

pub fn dyads(bytes: &[u8]) {
    check(pairs::read(bytes, path(), &options()), |dyad: &Dyad| &dyad.text);
}

/// Told by content, unpacked, and read.
pub fn open(bytes: &[u8]) {
    inputs(Documents::from_reader(Cursor::new(bytes.to_vec()), Path::new("any"), options()));
}
