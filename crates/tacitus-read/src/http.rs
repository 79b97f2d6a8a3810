//! A server's answer as a web archive keeps it: head, and body as it was sent.

use std::borrow::Cow;
use std::io::{Read, Write};

use httparse::{EMPTY_HEADER, Response, Status};

use crate::Kind;

/// Names and values; the first of a name counts.
pub(crate) struct Headers(Vec<(String, String)>);

const MOST_HEADERS: usize = 256;

impl Headers {
    /// From lines of `Name: value`, to an empty one.
    pub fn parse(bytes: &[u8]) -> Option<Headers> {
        let mut room = [EMPTY_HEADER; MOST_HEADERS];
        match httparse::parse_headers(bytes, &mut room) {
            Ok(Status::Complete((_, headers))) => Some(Headers::of(headers)),
            _ => None,
        }
    }

    fn of(headers: &[httparse::Header]) -> Headers {
        let value = |bytes| String::from_utf8_lossy(bytes).trim().to_owned();
        Headers(headers.iter().map(|header| (header.name.to_ascii_lowercase(), value(header.value))).collect())
    }

    /// The value of a name in lower case.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(other, _)| other == name).map(|(_, value)| value.as_str())
    }
}

/// The body of an answer, and the encoding that the server named.
pub(crate) struct Page<'b> {
    pub body: Cow<'b, [u8]>,
    pub charset: Option<String>,
}

impl Page<'_> {
    fn into_owned(self) -> Page<'static> {
        Page { body: Cow::Owned(self.body.into_owned()), charset: self.charset }
    }
}

/// Whether a type of content is a page.
pub(crate) fn is_html(kind: &str) -> bool {
    let kind = kind.split(';').next().unwrap_or("").trim();
    kind.eq_ignore_ascii_case("text/html") || kind.eq_ignore_ascii_case("application/xhtml+xml")
}

/// The page in an answer; `None` where it holds none, because it is no page or the server had none to give.
pub(crate) fn page(answer: &[u8], limit: usize) -> Option<Result<Page<'_>, Kind>> {
    // Those who fetch by a later protocol write its name before what is otherwise the same.
    let later = [&b"HTTP/2"[..], b"HTTP/3"].into_iter().find_map(|name| answer.strip_prefix(name));
    let renamed = later.map(|rest| [b"HTTP/1.1", rest.strip_prefix(b".0").unwrap_or(rest)].concat());
    match renamed {
        None => page_of(answer, limit),
        Some(answer) => page_of(&answer, limit).map(|page| page.map(Page::into_owned)),
    }
}

fn page_of(answer: &[u8], limit: usize) -> Option<Result<Page<'_>, Kind>> {
    let mut room = [EMPTY_HEADER; MOST_HEADERS];
    let mut response = Response::new(&mut room);
    let body = match response.parse(answer) {
        Ok(Status::Complete(head)) => &answer[head..],
        _ => {
            return Some(Err(Kind::Malformed {
                format: "a server's answer",
                reason: "its head is damaged".to_owned(),
            }));
        }
    };
    let headers = Headers::of(response.headers);
    let kind = headers.get("content-type").unwrap_or("text/html");
    if response.code != Some(200) || !is_html(kind) {
        return None;
    }
    let charset = kind.split(';').find_map(|part| part.trim().strip_prefix("charset="));
    let charset = charset.map(|label| label.trim_matches('"').to_owned());
    Some(decoded(&headers, body, limit).map(|body| Page { body, charset }))
}

/// The body without what it was wrapped in to be sent.
fn decoded<'b>(headers: &Headers, body: &'b [u8], limit: usize) -> Result<Cow<'b, [u8]>, Kind> {
    let lists = |name, word: &str| headers.get(name).is_some_and(|value| value.to_ascii_lowercase().contains(word));
    // Archives name what they have undone already, so the bytes have the last word.
    let body = match lists("transfer-encoding", "chunked").then(|| unchunked(body)).flatten() {
        Some(whole) => Cow::Owned(whole),
        None => Cow::Borrowed(body),
    };
    let coding = headers.get("content-encoding").unwrap_or("").to_ascii_lowercase();
    let out = match coding.as_str() {
        "gzip" | "x-gzip" if body.starts_with(&[0x1F, 0x8B]) => {
            unpacked(flate2::read::MultiGzDecoder::new(&body[..]), limit)?
        }
        "deflate" if body.first().is_some_and(|byte| byte & 0x0F == 8) => {
            unpacked(flate2::read::ZlibDecoder::new(&body[..]), limit)?
        }
        "br" | "zstd" if std::str::from_utf8(&body).is_err() => {
            return Err(Kind::Unsupported { what: format!("content encoded as {coding}") });
        }
        _ => return Ok(body),
    };
    Ok(Cow::Owned(out))
}

fn unpacked(reader: impl Read, limit: usize) -> Result<Vec<u8>, Kind> {
    let mut out = Vec::new();
    reader.take(limit as u64 + 1).read_to_end(&mut out)?;
    if out.len() > limit { Err(Kind::TooLong { limit }) } else { Ok(out) }
}

/// The chunks joined; `None` where these are no chunks.
fn unchunked(mut body: &[u8]) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(body.len());
    loop {
        let Ok(Status::Complete((head, size))) = httparse::parse_chunk_size(body) else { return None };
        body = &body[head..];
        let size = usize::try_from(size).ok()?;
        if size == 0 {
            return Some(out);
        }
        // The last one may have been cut off with the archive.
        let chunk = &body[..size.min(body.len())];
        out.write_all(chunk).ok()?;
        if chunk.len() < size {
            return Some(out);
        }
        body = body[size..].strip_prefix(b"\r\n").unwrap_or(&body[size..]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compression::tests::gzip;

    fn body(head: &str, body: &[u8]) -> Option<Result<String, String>> {
        let answer = [b"HTTP/1.1 200 OK\r\n", head.as_bytes(), b"\r\n", body].concat();
        let page = page(&answer, 1000)?;
        Some(page.map(|page| String::from_utf8_lossy(&page.body).into_owned()).map_err(|kind| kind.to_string()))
    }

    #[test]
    fn chunks_are_joined() {
        let head = "Content-Type: text/html\r\nTransfer-Encoding: chunked\r\n";
        assert_eq!(body(head, b"5\r\nTalks\r\n7;a=b\r\n began.\r\n0\r\n\r\n"), Some(Ok("Talks began.".to_owned())));
        assert_eq!(body(head, b"<p>Joined before.</p>"), Some(Ok("<p>Joined before.</p>".to_owned())));
        assert_eq!(body(head, b"ff\r\nCut off"), Some(Ok("Cut off".to_owned())));
    }

    #[test]
    fn compression_is_undone() {
        let head = "Content-Type: text/html\r\nContent-Encoding: gzip\r\n";
        assert_eq!(body(head, &gzip(b"Talks.")), Some(Ok("Talks.".to_owned())));
        assert_eq!(body(head, b"Talks."), Some(Ok("Talks.".to_owned())));
        assert!(body(head, &gzip(&[b'x'; 2000])).unwrap().unwrap_err().contains("longer than 1000"));
        assert!(body(head, &gzip(b"Talks.")[..12]).unwrap().is_err());
        let brotli = body("Content-Encoding: br\r\n", b"\x8B\xFF");
        assert_eq!(brotli, Some(Err("content encoded as br cannot be read".to_owned())));
    }

    #[test]
    fn what_is_no_page_is_none() {
        assert_eq!(body("Content-Type: image/png\r\n", b"a"), None);
        assert!(page(b"HTTP/1.1 302 Found\r\n\r\n", 9).is_none());
        assert!(page(b"Talks", 9).unwrap().is_err());
    }

    #[test]
    fn answers_of_later_protocols_are_read() {
        for name in ["HTTP/2", "HTTP/2.0", "HTTP/3"] {
            let answer = format!("{name} 200 \r\nContent-Type: text/html\r\n\r\nTalks.");
            assert_eq!(&page(answer.as_bytes(), 99).unwrap().unwrap().body[..], b"Talks.", "{name}");
        }
    }
}
