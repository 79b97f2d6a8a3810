//! Elements of some names, found by their tags in a stream.

use std::io::{self, BufRead};

use super::{local_name, malformed};
use crate::bytes::{Bounded, Bytes};
use crate::{Kind, Options};

/// Elements of some names, outermost first.
pub(crate) struct Elements<R> {
    bytes: Bytes<R>,
    pub names: &'static [&'static str],
    limit: usize,
    /// What is kept of the element that is being read.
    element: Bounded,
    /// What is kept of the last tag, from behind its `<`.
    tag: Vec<u8>,
    /// The element that has begun, and on which line.
    begun: Option<(&'static str, u64)>,
}

/// One element, with its tags.
pub(crate) struct Element {
    /// The line on which it begins.
    pub line: u64,
    /// Its bytes; an error where they are too many, or do not end.
    pub bytes: Result<Vec<u8>, Kind>,
}

/// What a tag does.
#[derive(PartialEq)]
enum Tag {
    Opens,
    Closes,
    Empty,
}

/// A start tag longer than this is damaged.
const LONGEST_TAG: usize = 4096;

impl<R: BufRead> Elements<R> {
    /// `names` without a prefix and in lower case. An element does not lie in another of its name.
    pub fn new(reader: R, names: &'static [&'static str], options: &Options) -> Self {
        Elements {
            bytes: Bytes::new(reader),
            names,
            limit: options.max_document_bytes,
            element: Bounded::new(options.max_record_bytes()),
            tag: Vec::new(),
            begun: None,
        }
    }

    /// The line that is being read.
    pub fn line(&self) -> u64 {
        self.bytes.line()
    }

    /// The next element; `None` after the last.
    pub fn next(&mut self) -> io::Result<Option<Element>> {
        while let Some(byte) = self.bytes.next()? {
            if byte != b'<' {
                if self.begun.is_some() {
                    self.element.push(byte);
                }
                continue;
            }
            let line = self.bytes.line();
            let tag = self.tag()?;
            let here = local_name(&self.tag);
            let name = self.names.iter().copied().find(|known| known.as_bytes().eq_ignore_ascii_case(here));
            match (self.begun, name, tag) {
                (Some((open, line)), Some(name), Tag::Closes) if open == name => {
                    self.begun = None;
                    let too_long = Kind::TooLong { limit: self.limit };
                    let bytes = self.element.whole().map(<[u8]>::to_vec).ok_or(too_long);
                    return Ok(Some(Element { line, bytes }));
                }
                // The one before was never closed.
                (Some((open, before)), Some(name), Tag::Opens) if open == name => {
                    self.begin(name, line);
                    return Ok(Some(unended(name, before)));
                }
                (None, Some(name), Tag::Opens) => self.begin(name, line),
                _ => {}
            }
        }
        Ok(self.begun.take().map(|(name, line)| unended(name, line)))
    }

    fn begin(&mut self, name: &'static str, line: u64) {
        self.begun = Some((name, line));
        self.element.clear();
        self.element.push(b'<');
        self.tag.iter().for_each(|byte| self.element.push(*byte));
    }

    /// Reads what follows `<`, to its end. A comment and a section of characters count as one tag.
    fn tag(&mut self) -> io::Result<Tag> {
        self.tag.clear();
        let keep = self.begun.is_some();
        if keep {
            self.element.push(b'<');
        }
        let (mut last, mut count) = ([0u8; 3], 0u64);
        while let Some(byte) = self.bytes.next()? {
            count += 1;
            if keep {
                self.element.push(byte);
            }
            if self.tag.len() < LONGEST_TAG {
                self.tag.push(byte);
            }
            let ends = byte == b'>'
                && match () {
                    _ if self.tag.starts_with(b"!--") => count > 5 && last[1..] == *b"--",
                    _ if self.tag.starts_with(b"![CDATA[") => last[1..] == *b"]]",
                    _ => true,
                };
            if ends {
                break;
            }
            last = [last[1], last[2], byte];
        }
        Ok(match (self.tag.first(), last[2]) {
            (Some(b'/'), _) => Tag::Closes,
            (_, b'/') => Tag::Empty,
            _ => Tag::Opens,
        })
    }
}

fn unended(name: &str, line: u64) -> Element {
    Element { line, bytes: Err(malformed(format!("<{name}> does not end"))) }
}
