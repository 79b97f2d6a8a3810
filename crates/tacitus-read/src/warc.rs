//! Web archives, one document a page.
//!
//! Of the records, those are read that hold a server's answer (`response`) or a page alone (`resource`), if it is HTML
//! and the server said that all was well; requests, images and the like are passed over. Archives are compressed
//! record by record, which the layer below undoes.

use std::io::{self, BufRead, Read};
use std::path::Path;

use tacitus::Input;

use crate::http::{self, Headers};
use crate::{Error, Found, Kind, Options, Place, html};

/// Reads documents, one a page. `path` is what errors are to name.
///
/// # Errors
/// Each item is a document or what is wrong with its record. Where a record's length is not to be had there are no more.
pub fn read<R: BufRead>(
    reader: R,
    path: &Path,
    options: &Options,
) -> impl Iterator<Item = Result<Found<Input>, Error>> + use<R> {
    Records { reader, file: Place::file(path), options: options.clone(), number: 0, over: false }
}

struct Records<R> {
    reader: R,
    file: Place,
    options: Options,
    number: u64,
    over: bool,
}

/// A record's head and, where it is wanted, its block.
struct Record {
    headers: Headers,
    block: Option<Result<Vec<u8>, Kind>>,
}

impl<R: BufRead> Records<R> {
    /// The next record; `None` after the last.
    ///
    /// # Errors
    /// What makes it impossible to find the one after it.
    fn record(&mut self) -> Result<Option<Record>, Kind> {
        let Some(head) = self.head()? else { return Ok(None) };
        self.number += 1;
        let version = head.strip_prefix(b"WARC/").ok_or_else(|| malformed("a record does not begin with WARC/"))?;
        let fields = version.iter().position(|b| *b == b'\n').map_or(&[][..], |end| &version[end + 1..]);
        let headers = Headers::parse(fields).ok_or_else(|| malformed("a record's head is damaged"))?;
        let length = headers.get("content-length").and_then(|length| length.trim().parse::<u64>().ok());
        let length = length.ok_or_else(|| malformed("a record does not give its length"))?;
        let limit = self.options.max_record_bytes() as u64;
        let mut block = None;
        let mut taken = 0;
        if is_page(&headers) {
            let mut bytes = Vec::new();
            taken = self.reader.by_ref().take(length.min(limit)).read_to_end(&mut bytes)? as u64;
            let too_long = Kind::TooLong { limit: self.options.max_document_bytes };
            block = Some(if length > limit { Err(too_long) } else { Ok(bytes) });
        }
        taken += io::copy(&mut self.reader.by_ref().take(length - taken.min(length)), &mut io::sink())?;
        if taken < length {
            return Err(malformed("the last record does not end"));
        }
        Ok(Some(Record { headers, block }))
    }

    /// A record's head to its empty line; `None` at the end.
    fn head(&mut self) -> Result<Option<Vec<u8>>, Kind> {
        const LONGEST: u64 = 64 * 1024;
        let mut head = Vec::new();
        loop {
            let start = head.len();
            let left = LONGEST - start as u64;
            self.reader.by_ref().take(left).read_until(b'\n', &mut head)?;
            let line = head[start..].trim_ascii();
            match (line.is_empty(), start) {
                (true, 0) if head.is_empty() => return Ok(None),
                // The lines that end the record before.
                (true, 0) => head.clear(),
                (true, _) => return Ok(Some(head)),
                (false, _) if head.len() as u64 >= LONGEST => return Err(malformed("a record's head does not end")),
                (false, _) => {}
            }
        }
    }

    /// The page in a record; `None` where it holds none.
    fn page<'b>(&self, headers: &Headers, block: &'b [u8]) -> Option<Result<http::Page<'b>, Kind>> {
        match headers.get("warc-type") {
            Some("resource") => Some(Ok(http::Page { body: block.into(), charset: None })),
            _ => http::page(block, self.options.max_record_bytes()),
        }
    }

    /// Passes over what `next` would give next, without looking for the article; false where there is nothing.
    fn pass(&mut self) -> bool {
        while !self.over {
            match self.record() {
                Ok(None) => break,
                Err(_) => {
                    self.over = true;
                    return true;
                }
                Ok(Some(Record { headers, block })) => match block {
                    Some(Ok(block)) if self.page(&headers, &block).is_none() => {}
                    Some(_) => return true,
                    None => {}
                },
            }
        }
        false
    }

    fn document(&self, headers: &Headers, block: &[u8]) -> Option<Result<Input, Kind>> {
        let url = headers.get("warc-target-uri").map(|url| url.trim_matches(['<', '>', ' ']));
        let page = match self.page(headers, block)? {
            Ok(page) => page,
            Err(kind) => return Some(Err(kind)),
        };
        let document = html::document(&page.body, url, page.charset.as_deref(), &self.options);
        Some(document.map(|mut input| {
            let id = headers.get("warc-record-id").map(|id| id.trim_matches(['<', '>']).to_owned());
            input.id = id.or(input.id);
            input
        }))
    }
}

/// Whether a record may hold a page.
fn is_page(headers: &Headers) -> bool {
    match headers.get("warc-type") {
        Some("response") => headers.get("content-type").is_none_or(|kind| kind.starts_with("application/http")),
        Some("resource") => headers.get("content-type").is_some_and(http::is_html),
        _ => false,
    }
}

impl<R: BufRead> Iterator for Records<R> {
    type Item = Result<Found<Input>, Error>;

    /// Passes over pages as fast as they can be read.
    fn nth(&mut self, n: usize) -> Option<Self::Item> {
        if (0..n).all(|_| self.pass()) { self.next() } else { None }
    }

    fn next(&mut self) -> Option<Self::Item> {
        while !self.over {
            let record = match self.record() {
                Ok(Some(record)) => record,
                Ok(None) => break,
                Err(kind) => {
                    self.over = true;
                    return Some(Err(Error::new(self.file.record(self.number), kind)));
                }
            };
            let value = match record.block {
                Some(Ok(block)) => self.document(&record.headers, &block),
                Some(Err(kind)) => Some(Err(kind)),
                None => None,
            };
            let place = self.file.record(self.number);
            match value {
                Some(Ok(value)) => return Some(Ok(Found { place, value })),
                Some(Err(kind)) => return Some(Err(Error::new(place, kind))),
                None => {}
            }
        }
        None
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
            ["f: record 1: not a WARC file: the last record does not end"]
        );
        assert_eq!(
            all(b"WARC/1.0\r\nA: b\r\n\r\n"),
            ["f: record 1: not a WARC file: a record does not give its length"]
        );
        assert_eq!(all(b"Talks\n\n"), ["f: record 1: not a WARC file: a record does not begin with WARC/"]);
        assert!(all(b"").is_empty());
    }

    proptest! {
        #[test]
        fn arbitrary_bytes_never_panic(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
            all(&bytes);
            all(&[b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 99\r\n\r\nHTTP/1.1 200 OK\r\n", &bytes[..]].concat());
        }
    }
}
