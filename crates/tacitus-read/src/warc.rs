//! Web archives, one document a page.
//!
//! Of the records, those are read that hold a server's answer (`response`) or a page alone (`resource`), if it is HTML
//! and the server said that all was well, or the plain text of a page (`conversion`); requests, images and the like
//! are passed over. Archives are compressed record by record, which the layer below undoes.
//!
//! Where the next record begins is told by the length that each gives. A wrong one, or anything between records, costs
//! itself: the reader goes on at the next line that begins a record.

mod source;

use std::io::{self, BufRead, Read};
use std::path::Path;

use tacitus::Input;

use self::source::Source;
use crate::http::{self, Headers};
use crate::published::{self, Hint};
use crate::rows::checked_text;
use crate::{Error, Found, Kind, Options, Place, html};

/// Reads documents, one a page. `path` is what errors are to name.
///
/// # Errors
/// Each item is a document or what is wrong with its record. An archive without a page says so.
pub fn read<R: BufRead>(
    reader: R,
    path: &Path,
    options: &Options,
) -> impl Iterator<Item = Result<Found<Input>, Error>> + use<R> {
    Records {
        source: Source::new(reader),
        file: Place::file(path),
        options: options.clone(),
        number: 0,
        found: false,
        over: false,
    }
}

struct Records<R> {
    source: Source<R>,
    file: Place,
    options: Options,
    number: u64,
    /// Whether there has been a page, or anything to say.
    found: bool,
    over: bool,
}

/// A record's head and, where it is wanted, its block.
struct Record {
    headers: Headers,
    block: Option<Vec<u8>>,
}

impl<R: BufRead> Records<R> {
    /// The next record; `None` after the last.
    ///
    /// # Errors
    /// What is wrong with it; the source is at the next one then, unless the operating system had a fault.
    fn record(&mut self) -> Result<Option<Record>, Kind> {
        let Some(head) = self.source.head()? else { return Ok(None) };
        self.number += 1;
        let (headers, length) = match parsed(&head) {
            Ok(parsed) => parsed,
            Err(reason) => {
                self.source.recover(&head)?;
                return Err(malformed(reason));
            }
        };
        let limit = self.options.max_record_bytes() as u64;
        let mut block = Vec::new();
        if is_wanted(&headers) {
            self.source.take(length.min(limit)).read_to_end(&mut block)?;
        }
        let left = length - block.len() as u64;
        let skipped = io::copy(&mut self.source.take(left), &mut io::sink())?;
        if skipped < left || !self.source.is_at_end_of_block()? {
            // What was not kept cannot be looked through.
            self.source.recover(if skipped == 0 { &block } else { &[] })?;
            return Err(malformed("a record's length is wrong"));
        }
        match is_wanted(&headers) {
            true if length > limit => Err(Kind::TooLong { limit: self.options.max_document_bytes }),
            wanted => Ok(Some(Record { headers, block: wanted.then_some(block) })),
        }
    }

    /// The next item, made `of` the head and the block of the first record that there is one in.
    fn item<T>(
        &mut self,
        of: fn(&Self, &Headers, &[u8]) -> Option<Result<T, Kind>>,
    ) -> Option<(Place, Result<T, Kind>)> {
        while !self.over {
            let (place, value) = match self.record() {
                Ok(Some(Record { block: None, .. })) => continue,
                Ok(Some(Record { headers, block: Some(block) })) => match of(self, &headers, &block) {
                    Some(value) => (self.file.record(self.number), value),
                    None => continue,
                },
                Err(kind) => {
                    self.over = matches!(kind, Kind::Io(_) | Kind::Expands { .. });
                    (self.file.record(self.number.max(1)), Err(kind))
                }
                Ok(None) if self.found => break,
                Ok(None) => {
                    self.over = true;
                    (self.file.clone(), Err(Kind::NoPage))
                }
            };
            self.found = true;
            return Some((place, value));
        }
        None
    }

    /// Whether there is a document, or what is wrong with one, in a record, without looking for the article.
    fn passed(&self, headers: &Headers, block: &[u8]) -> Option<Result<(), Kind>> {
        match headers.get("warc-type") {
            Some("conversion" | "resource") => Some(Ok(())),
            _ => http::page(block, self.options.max_record_bytes()).map(|_| Ok(())),
        }
    }

    fn document(&self, headers: &Headers, block: &[u8]) -> Option<Result<Input, Kind>> {
        let url = headers.get("warc-target-uri").map(|url| url.trim_matches(['<', '>', ' ']));
        let document = match headers.get("warc-type") {
            Some("conversion") => self.text(block, url),
            Some("resource") => html::document(block, url, None, &self.options),
            _ => match http::page(block, self.options.max_record_bytes())? {
                Ok(page) => html::document(&page.body, url, page.charset.as_deref(), &self.options),
                Err(kind) => Err(kind),
            },
        };
        Some(document.map(|mut input| {
            let id = headers.get("warc-record-id").map(|id| id.trim_matches(['<', '>']).to_owned());
            input.id = id.or(input.id);
            input
        }))
    }

    /// A page that somebody made plain text of.
    fn text(&self, block: &[u8], url: Option<&str>) -> Result<Input, Kind> {
        let text = std::str::from_utf8(block).map_err(|error| Kind::Utf8 { byte: error.valid_up_to() as u64 })?;
        let text = checked_text(text.to_owned(), self.options.max_document_bytes)?;
        let mut input = Input { source: url.map(str::to_owned), text, ..Input::default() };
        published::settle(&mut input, url.and_then(Hint::of_url), &self.options);
        Ok(input)
    }
}

/// Names and values of a record's head, and how long its block is.
fn parsed(head: &[u8]) -> Result<(Headers, u64), &'static str> {
    let version = head.strip_prefix(b"WARC/").ok_or("a record does not begin with WARC/")?;
    let fields = version.iter().position(|b| *b == b'\n').map_or(&[][..], |end| &version[end + 1..]);
    let headers = Headers::parse(fields).ok_or("a record's head is damaged")?;
    let length = headers.get("content-length").and_then(|length| length.trim().parse().ok());
    Ok((headers, length.ok_or("a record does not give its length")?))
}

/// Whether a record may hold a page.
fn is_wanted(headers: &Headers) -> bool {
    let kind = headers.get("content-type");
    match headers.get("warc-type") {
        Some("response") => kind.is_none_or(|kind| kind.starts_with("application/http")),
        Some("resource") => kind.is_some_and(http::is_html),
        Some("conversion") => kind.is_some_and(|kind| kind.starts_with("text/plain")),
        _ => false,
    }
}

impl<R: BufRead> Iterator for Records<R> {
    type Item = Result<Found<Input>, Error>;

    /// Passes over pages as fast as they can be read.
    fn nth(&mut self, n: usize) -> Option<Self::Item> {
        if (0..n).all(|_| self.item(Self::passed).is_some()) { self.next() } else { None }
    }

    fn next(&mut self) -> Option<Self::Item> {
        let (place, value) = self.item(Self::document)?;
        Some(match value {
            Ok(value) => Ok(Found { place, value }),
            Err(kind) => Err(Error::new(place, kind)),
        })
    }
}

fn malformed(reason: &str) -> Kind {
    Kind::Malformed { format: "a WARC file", reason: reason.to_owned() }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn all(bytes: &[u8]) -> Vec<String> {
        let options = Options { max_document_bytes: 1000, ..Options::default() };
        read(bytes, "f".as_ref(), &options)
            .map(|item| match item {
                Ok(Found { place, value }) => {
                    format!(
                        "{place} {} {} {}",
                        value.id.unwrap_or_default(),
                        value.source.unwrap_or_default(),
                        value.text
                    )
                }
                Err(error) => error.to_string(),
            })
            .collect()
    }

    fn record(kind: &str, block: &str) -> String {
        let (url, length) = ("https://a.example/t", block.len());
        format!(
            "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:7>\r\nWARC-Target-URI: {url}\r\n\
             Content-Length: {length}\r\n\r\n{block}\r\n\r\n"
        )
    }

    const PAGE: &str = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<html><p>Talks began.</p>";

    #[test]
    fn answers_are_read_and_others_passed_over() {
        let image = "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n\0";
        let gone = "HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\n<p>Gone.</p>";
        let archive = [
            record("warcinfo", "software: a"),
            record("request", "GET /t"),
            record("response", image),
            record("response", gone),
            record("response", PAGE),
        ];
        assert_eq!(all(archive.concat().as_bytes()), ["f: record 5 urn:uuid:7 https://a.example/t Talks began."]);
    }

    #[test]
    fn a_bad_record_costs_itself() {
        let empty = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p> </p>";
        let long = format!("{PAGE}{}", "x".repeat(80_000));
        let archive = [record("response", empty), record("response", &long), record("response", PAGE)];
        let all = all(archive.concat().as_bytes());
        assert_eq!(all[0], "f: record 1: there is no text");
        assert!(all[1].starts_with("f: record 2: longer than 1000 bytes"), "{}", all[1]);
        assert!(all[2].starts_with("f: record 3 urn"), "{}", all[2]);
    }

    #[test]
    fn pages_passed_over_are_those_that_would_be_read() {
        let image = "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n\0";
        let empty = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p> </p>";
        let long = format!("{PAGE}{}", "x".repeat(80_000));
        let blocks = [image, empty, "no answer", PAGE, image, &long, PAGE];
        let archive = blocks.map(|block| record("response", block)).concat() + "WARC/1.0\r\nA: b\r\n\r\n";
        let options = Options { max_document_bytes: 1000, ..Options::default() };
        let items = || read(archive.as_bytes(), "f".as_ref(), &options);
        assert_eq!(items().count(), 6);
        for n in 0..7 {
            let mut each = items();
            for _ in 0..n {
                each.next();
            }
            assert_eq!(format!("{:?}", items().nth(n)), format!("{:?}", each.next()), "{n}");
        }
    }

    #[test]
    fn damage_is_told() {
        let whole = record("response", PAGE);
        assert_eq!(
            all(&whole.as_bytes()[..whole.len() - 20]),
            ["f: record 1: not a WARC file: a record's length is wrong"]
        );
        assert_eq!(
            all(b"WARC/1.0\r\nA: b\r\n\r\n"),
            ["f: record 1: not a WARC file: a record does not give its length"]
        );
        assert_eq!(all(b"Talks\n\n"), ["f: record 1: not a WARC file: a record does not begin with WARC/"]);
        assert_eq!(all(b""), ["f: there is no page in it"]);
        assert_eq!(all(record("request", "GET /t").as_bytes()), ["f: there is no page in it"]);
    }

    #[test]
    fn a_wrong_length_costs_its_record() {
        let page = "f: record 2 urn:uuid:7 https://a.example/t Talks began.";
        let wrong = "f: record 1: not a WARC file: a record's length is wrong";
        let good = record("response", PAGE);
        let given = format!("Content-Length: {}", PAGE.len());
        for length in [0, 1, PAGE.len() - 3, PAGE.len() + 5, PAGE.len() + 9, PAGE.len() + 40, 999_999_999] {
            let bad = good.replace(&given, &format!("Content-Length: {length}"));
            assert_eq!(all([&bad[..], &good].concat().as_bytes()), [wrong, page], "{length}");
        }
        let request = record("request", "GET /t").replace("Length: 6", "Length: 3");
        assert_eq!(all([&request[..], &good].concat().as_bytes()), [wrong, page]);
    }

    #[test]
    fn garbage_between_records_costs_itself() {
        let good = record("response", PAGE);
        let told = all([&good[..], "Garbage\r\n", "more\n\nand more\n", &good].concat().as_bytes());
        assert_eq!(told.len(), 3, "{told:?}");
        assert_eq!(told[1], "f: record 2: not a WARC file: a record does not begin with WARC/");
        assert!(told[0].ends_with("Talks began.") && told[2].ends_with("Talks began."), "{told:?}");
        let unlengthed = good.replace("Content-Length", "Content-Size");
        assert_eq!(all([&unlengthed[..], &good].concat().as_bytes()).len(), 2);
    }

    #[test]
    fn lengths_that_lie_again_and_again_take_no_time() {
        let bad = record("response", PAGE).replace("Content-Length: ", "Content-Length: 9999");
        assert!(all(bad.repeat(20_000).as_bytes()).len() > 1);
    }

    #[test]
    fn plain_text_of_pages_is_read() {
        let text = record("conversion", "Talks began.").replace("WARC-Type", "Content-Type: text/plain\r\nWARC-Type");
        assert_eq!(all(text.as_bytes()), ["f: record 1 urn:uuid:7 https://a.example/t Talks began."]);
    }

    proptest! {
        #[test]
        fn arbitrary_bytes_never_panic(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
            all(&bytes);
            all(&[b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 99\r\n\r\nHTTP/1.1 200 OK\r\n", &bytes[..]].concat());
        }
    }
}
