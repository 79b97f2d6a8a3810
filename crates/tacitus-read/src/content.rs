//! What a stream is, told by its first bytes.

use std::io::{self, BufRead, Cursor, ErrorKind, Read};

use crate::bytes::Quoted;
use crate::compression::Compression;
use crate::rows::BOM;
use crate::utf16::Order;
use crate::{Format, xml};

/// What a stream is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Content {
    Compressed(Compression),
    /// Anything, in two bytes a character.
    Utf16(Order),
    Tar,
    Zip,
    /// Documents of this format, whatever the name says.
    Sure(Format),
    /// Documents, of this format unless the name says otherwise.
    Perhaps(Format),
    /// Something that is known and cannot be read.
    Foreign(&'static str),
}

pub(crate) type Stream = Box<dyn BufRead + Send>;

/// How far one looks.
const FAR_ENOUGH: usize = 64 * 1024;

/// Tells what a stream is, and gives the whole stream back.
///
/// No more is waited for than it takes, a line at most: somebody may be feeding JSON lines to a pipe, one now and then.
pub(crate) fn tell(mut reader: Stream) -> io::Result<(Content, Stream)> {
    let mut head = Vec::new();
    let content = loop {
        let chunk = match reader.fill_buf() {
            Ok(chunk) => chunk,
            Err(error) if error.kind() == ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        let count = chunk.len().min(FAR_ENOUGH - head.len());
        head.extend_from_slice(&chunk[..count]);
        reader.consume(count);
        let ended = count == 0;
        if let Some(content) = judge(&head, ended) {
            break content;
        }
        if ended {
            break Content::Perhaps(Format::Text);
        }
    };
    Ok((content, Box::new(Cursor::new(head).chain(reader))))
}

/// What the first bytes tell; `None` where more are needed, which there are unless `ended`.
fn judge(head: &[u8], ended: bool) -> Option<Content> {
    const LONGEST_MAGIC: usize = 10;
    let full = ended || head.len() >= FAR_ENOUGH;
    let text = head.strip_prefix(BOM).unwrap_or(head);
    let mut signs = text.iter().copied().filter(|byte| !byte.is_ascii_whitespace());
    let (first, second) = (signs.next(), signs.next());
    match (first, second) {
        // Before the longest magic has come: braces are no part of any.
        (Some(b'{'), Some(b'"' | b'}')) => {
            return lines_or_not(text).or(full.then_some(Format::Jsonl)).map(Content::Sure);
        }
        (Some(b'['), Some(b'{')) => return Some(Content::Sure(Format::Json)),
        _ if head.len() < LONGEST_MAGIC && !full => return None,
        _ => {}
    }
    if let Some(content) = magic(head) {
        return Some(content);
    }
    match (first, second) {
        (None, _) if !full => None,
        (Some(b'{'), _) => Some(Content::Perhaps(Format::Jsonl)),
        (Some(b'['), Some(b']')) => Some(Content::Perhaps(Format::Json)),
        (Some(b'<'), _) => markup(text, full),
        (Some(b'-'), Some(b'-')) => front_matter(text, full),
        _ => tar_or_text(head, full),
    }
}

fn magic(head: &[u8]) -> Option<Content> {
    if let Some(compression) = Compression::of(head) {
        return Some(Content::Compressed(compression));
    }
    let known: [(&[u8], Content); 11] = [
        (b"\xFF\xFE", Content::Utf16(Order::Little)),
        (b"\xFE\xFF", Content::Utf16(Order::Big)),
        (b"PK\x03\x04", Content::Zip),
        (b"PK\x05\x06", Content::Zip),
        (b"WARC/", Content::Sure(Format::Warc)),
        (b"%PDF-", Content::Foreign("a PDF file")),
        (b"PAR1", Content::Sure(Format::Parquet)),
        (b"PARE", Content::Foreign("an encrypted Parquet file")),
        (b"\xFD7zXZ\0", Content::Foreign("xz compression")),
        (b"7z\xBC\xAF\x27\x1C", Content::Foreign("a 7-Zip archive")),
        (b"\xD0\xCF\x11\xE0", Content::Foreign("a Microsoft Office file")),
    ];
    known.into_iter().find(|(magic, _)| head.starts_with(magic)).map(|(_, content)| content)
}

/// One object a line, unless the first one goes on behind the line's end; `None` where that end has not come yet.
fn lines_or_not(text: &[u8]) -> Option<Format> {
    let opening = text.trim_ascii_start();
    let mut quoted = Quoted::default();
    let (mut depth, mut last) = (0usize, b'{');
    for byte in opening.iter().copied() {
        match byte {
            // No string goes over a line's end.
            b'\n' if quoted.inside => return Some(Format::Jsonl),
            _ if quoted.hides(byte) => {}
            b'{' | b'[' => depth += 1,
            b'}' | b']' => depth = depth.saturating_sub(1),
            // Behind anything else a line has ended that is damaged, and the next is as good as any.
            b'\n' if matches!(last, b'{' | b'[' | b',' | b':') => return Some(Format::Json),
            b'\n' => return Some(Format::Jsonl),
            _ => {}
        }
        if depth == 0 {
            return Some(Format::Jsonl);
        }
        if !byte.is_ascii_whitespace() {
            last = byte;
        }
    }
    None
}

/// By the name of the outermost element.
fn markup(text: &[u8], full: bool) -> Option<Content> {
    let root = match xml::root(text) {
        Some(root) => root,
        None if full => return Some(Content::Perhaps(Format::Text)),
        None => return None,
    };
    Some(match root.as_str() {
        "rss" | "rdf" | "feed" => Content::Sure(Format::Feed),
        "sentences" | "sentence" | "stories" | "story" => Content::Sure(Format::Petrarch),
        "html" => Content::Sure(Format::Html),
        "head" | "body" | "title" | "meta" | "article" | "main" | "section" | "div" | "p" | "h1" | "table" => {
            Content::Perhaps(Format::Html)
        }
        _ => Content::Perhaps(Format::Text),
    })
}

/// Markdown, where lines of names and values stand between two lines of three dashes.
fn front_matter(text: &[u8], full: bool) -> Option<Content> {
    let mut lines = text.split_inclusive(|byte| *byte == b'\n');
    let mut fields = 0;
    let is_fence = |line: &[u8]| line.trim_ascii_end() == b"---";
    if !lines.next().is_some_and(is_fence) {
        return Some(Content::Perhaps(Format::Text));
    }
    for line in lines {
        if is_fence(line) {
            let format = if fields > 0 { Format::Markdown } else { Format::Text };
            return Some(Content::Perhaps(format));
        }
        fields += usize::from(line.contains(&b':'));
    }
    full.then_some(Content::Perhaps(Format::Text))
}

/// A tape archive says so behind the first member's name and times.
fn tar_or_text(head: &[u8], full: bool) -> Option<Content> {
    const SIGN: std::ops::Range<usize> = 257..262;
    match head.get(SIGN) {
        Some(b"ustar") => Some(Content::Tar),
        None if !full => None,
        _ => Some(Content::Perhaps(Format::Text)),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn told(bytes: &[u8]) -> Content {
        let (content, mut stream) = tell(Box::new(Cursor::new(bytes.to_vec()))).unwrap();
        let mut back = Vec::new();
        stream.read_to_end(&mut back).unwrap();
        assert_eq!(back, bytes);
        content
    }

    #[test]
    fn formats_are_told() {
        use Content::{Perhaps, Sure};
        for (bytes, content) in [
            (&b"{\"text\": 1}"[..], Sure(Format::Jsonl)),
            (b"\xEF\xBB\xBF\n { \"a\"", Sure(Format::Jsonl)),
            (b"{\n \"a\": 1}", Sure(Format::Json)),
            (b"{\"a\": 1,\n \"b\": 2}", Sure(Format::Json)),
            (b"{\"a\": {\n}}", Sure(Format::Json)),
            (b"{\"a\": \"cut off\n{\"a\": 2}", Sure(Format::Jsonl)),
            (b"\xFF\xFE{\0", Content::Utf16(Order::Little)),
            (b"[ {", Sure(Format::Json)),
            (b"{bad", Perhaps(Format::Jsonl)),
            (b"[Reuters] Talks", Perhaps(Format::Text)),
            (b"<!DOCTYPE html>\n<html>", Sure(Format::Html)),
            (b"<p>Talks", Perhaps(Format::Html)),
            (b"<?xml version='1.0'?><!-- a --><rss version='2'>", Sure(Format::Feed)),
            (b"<rdf:RDF xmlns='a'>", Sure(Format::Feed)),
            (b"<Sentences>", Sure(Format::Petrarch)),
            (b"<3 is a heart", Perhaps(Format::Text)),
            (b"---\ntitle: A\n---\nTalks", Perhaps(Format::Markdown)),
            (b"--- Talks ---", Perhaps(Format::Text)),
            (b"WARC/1.0\r\nWARC-Type: a", Sure(Format::Warc)),
            (b"%PDF-1.7 ...", Content::Foreign("a PDF file")),
            (b"PK\x03\x04      ", Content::Zip),
            (b"BZh, the agency", Perhaps(Format::Text)),
            (b"", Perhaps(Format::Text)),
        ] {
            assert_eq!(told(bytes), content, "{}", String::from_utf8_lossy(bytes));
        }
    }

    #[test]
    fn a_line_is_enough() {
        assert_eq!(judge(b"{\"a\":1}", false), Some(Content::Sure(Format::Jsonl)));
        assert_eq!(judge(b"{\"a\":\"}\\\"\n", false), Some(Content::Sure(Format::Jsonl)));
        assert_eq!(judge(b"{\"a\":", false), None);
        assert_eq!(judge(b"{", false), None);
    }

    proptest! {
        #[test]
        fn arbitrary_bytes_never_panic(bytes in proptest::collection::vec(any::<u8>(), 0..600)) {
            told(&bytes);
        }

        #[test]
        fn near_formats_never_panic(text in r"(<|!--|-->|\?xml|>|html|---\n|a: b\n|\{|\[| |\n|PK){0,20}") {
            told(text.as_bytes());
        }
    }
}
