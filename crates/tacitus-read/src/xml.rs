//! What all formats of XML have in common: elements of some names, one after the other.
//!
//! An element is found by its tags and read by itself, so that a document of any length goes through in the memory of
//! one element, and a faulty one costs itself.

mod elements;

use std::io::BufRead;
use std::ops::Range;

use quick_xml::Reader;
use quick_xml::XmlVersion;
use quick_xml::events::{BytesRef, Event};
use tacitus::Input;

pub(crate) use self::elements::Elements;
use crate::{Error, Found, Kind, Options, Place};

/// Documents, one an element, each made by a format's own function.
pub(crate) struct Documents<R> {
    elements: Elements<R>,
    file: Place,
    options: Options,
    make: Make,
    /// Whether any has been met.
    found: bool,
    over: bool,
}

type Make = fn(&[u8], &Options) -> Result<Input, Kind>;

impl<R: BufRead> Documents<R> {
    pub fn new(elements: Elements<R>, file: Place, options: &Options, make: Make) -> Self {
        Documents { elements, file, options: options.clone(), make, found: false, over: false }
    }

    /// What a file without elements gets.
    fn end(&mut self) -> Option<Error> {
        let none = !self.over && !self.found;
        self.over = true;
        let names = self.elements.names.join("> or <");
        let kind = Kind::Malformed { format: "XML of a known kind", reason: format!("there is no <{names}>") };
        none.then(|| Error::new(self.file.clone(), kind))
    }
}

impl<R: BufRead> Iterator for Documents<R> {
    type Item = Result<Found<Input>, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.over {
            return None;
        }
        let element = match self.elements.next() {
            Ok(Some(element)) => element,
            Ok(None) => return self.end().map(Err),
            Err(error) => {
                self.over = true;
                return Some(Err(Error::new(self.file.at(self.elements.line()), error.into())));
            }
        };
        self.found = true;
        let place = self.file.at(element.line);
        Some(match element.bytes.and_then(|bytes| (self.make)(&bytes, &self.options)) {
            Ok(value) => Ok(Found { place, value }),
            Err(kind) => Err(Error::new(place, kind)),
        })
    }
}

/// A tag's name without slash and prefix.
fn local_name(tag: &[u8]) -> &[u8] {
    let tag = tag.strip_prefix(b"/").unwrap_or(tag);
    let end = tag.iter().position(|b| b.is_ascii_whitespace() || matches!(b, b'>' | b'/')).unwrap_or(tag.len());
    let name = &tag[..end];
    name.iter().rposition(|b| *b == b':').map_or(name, |colon| &name[colon + 1..])
}

/// The name of the outermost element, without prefix and in lower case; `None` where it has not come yet, or never will.
pub(crate) fn root(text: &[u8]) -> Option<String> {
    let mut rest = text;
    loop {
        let at = memchr::memchr(b'<', rest)?;
        rest = &rest[at + 1..];
        let (end, word) = match rest {
            [b'!', b'-', b'-', ..] => (memchr::memmem::find(rest, b"-->")?, None),
            [b'?', ..] => (memchr::memchr(b'>', rest)?, None),
            [b'!', ..] => {
                let end = memchr::memchr(b'>', rest)?;
                // `<!DOCTYPE html>` says it all.
                let words = rest[..end].split(|b| b.is_ascii_whitespace()).nth(1);
                (end, words.filter(|name| name.eq_ignore_ascii_case(b"html")))
            }
            _ => {
                let name = local_name(rest);
                (name.len(), (name.len() < rest.len()).then_some(name))
            }
        };
        if let Some(word) = word {
            return Some(String::from_utf8_lossy(word).to_ascii_lowercase());
        }
        if end == rest.len() {
            return None;
        }
        rest = &rest[end..];
    }
}

/// A child of an element: its name without prefix and in lower case, its attributes, and all characters in it.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Child {
    pub name: String,
    pub attributes: Vec<(String, String)>,
    pub text: String,
    /// Where in the bytes lies what is between its tags.
    pub inner: Range<usize>,
}

impl Child {
    /// The value of an attribute.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(other, _)| other == name).map(|(_, value)| value.as_str())
    }
}

/// An element and everything under it, in the order of the start tags; the first is the element itself, whose text is
/// that of no child.
///
/// # Errors
/// If it is not well-formed, or not UTF-8.
pub(crate) fn read(bytes: &[u8]) -> Result<Vec<Child>, Kind> {
    const DEEPEST: usize = 1000;
    let text = std::str::from_utf8(bytes).map_err(|error| Kind::Utf8 { byte: error.valid_up_to() as u64 })?;
    let mut reader = Reader::from_str(text);
    let (mut children, mut open): (Vec<Child>, Vec<usize>) = (Vec::new(), Vec::new());
    loop {
        let before = reader.buffer_position() as usize;
        let event = reader.read_event().map_err(|error| malformed(error.to_string()))?;
        let empty = matches!(event, Event::Empty(_));
        match event {
            Event::Eof => return Ok(children),
            Event::Start(tag) | Event::Empty(tag) => {
                let local = |name: &str| name.rsplit(':').next().unwrap_or(name).to_ascii_lowercase();
                let mut child = Child { name: local(tag.name().as_ref()), ..Child::default() };
                for attribute in tag.html_attributes().flatten() {
                    let value =
                        quick_xml::escape::unescape(&attribute.value).map_or(attribute.value.to_string(), Into::into);
                    child.attributes.push((local(attribute.key.as_ref()), value));
                }
                let begin = reader.buffer_position() as usize;
                child.inner = begin..begin;
                if !empty {
                    open.push(children.len());
                }
                children.push(child);
                if open.len() > DEEPEST {
                    return Err(Kind::Nested { limit: DEEPEST });
                }
            }
            Event::End(_) => {
                if let Some(child) = open.pop().and_then(|at| children.get_mut(at)) {
                    child.inner.end = before.max(child.inner.start);
                }
            }
            Event::Text(characters) => add(&mut children, &open, &characters.xml_content(XmlVersion::Implicit1_0)),
            Event::CData(characters) => add(&mut children, &open, &characters.xml_content(XmlVersion::Implicit1_0)),
            Event::GeneralRef(reference) => add(&mut children, &open, &resolved(&reference)),
            _ => {}
        }
    }
}

/// Characters belong to the element they stand in.
fn add(children: &mut [Child], open: &[usize], characters: &str) {
    if let Some(child) = open.last().and_then(|&at| children.get_mut(at)) {
        child.text.push_str(characters);
    }
}

/// What a reference stands for; one that nobody knows stays as it is.
fn resolved(reference: &BytesRef) -> String {
    let name = reference.xml10_content();
    if let Ok(Some(character)) = reference.resolve_char_ref() {
        return character.to_string();
    }
    let known = quick_xml::escape::resolve_html5_entity(&name);
    known.map_or_else(|| format!("&{name};"), str::to_owned)
}

fn malformed(reason: String) -> Kind {
    Kind::Malformed { format: "XML", reason }
}

#[cfg(test)]
mod tests;
