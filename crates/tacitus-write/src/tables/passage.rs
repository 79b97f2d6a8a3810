//! A document's text, addressed in code points.

use tacitus::record::Span;

/// A text with the byte at which each code point begins.
pub(super) struct Passage<'a> {
    text: &'a str,
    /// Empty where all characters are ASCII, and bytes and code points are the same.
    bytes: Vec<usize>,
}

impl<'a> Passage<'a> {
    pub fn new(text: &'a str) -> Self {
        let bytes = if text.is_ascii() {
            Vec::new()
        } else {
            text.char_indices().map(|(byte, _)| byte).chain([text.len()]).collect()
        };
        Passage { text, bytes }
    }

    /// What stands at a span; `None` where the text has no such stretch.
    pub fn at(&self, start: usize, end: usize) -> Option<&'a str> {
        if self.bytes.is_empty() {
            return self.text.get(start..end);
        }
        (start <= end).then_some(())?;
        Some(&self.text[*self.bytes.get(start)?..*self.bytes.get(end)?])
    }

    /// What stands at several spans, with a space between them.
    pub fn joined(&self, spans: &[Span]) -> String {
        let parts: Vec<&str> = spans.iter().filter_map(|span| self.at(span.start, span.end)).collect();
        parts.join(" ")
    }
}
