//! Offsets: bytes, which the program counts in, and code points, which the record counts in.

use crate::record::Span;

/// Translates between byte and code-point offsets of one text.
pub struct Offsets<'t> {
    /// Byte offset of every 64th code point; `None` where every character is one byte.
    marks: Option<Vec<u32>>,
    text: &'t str,
}

/// Code points between two marks.
const STEP: usize = 64;

impl<'t> Offsets<'t> {
    /// Prepares a text.
    pub fn new(text: &'t str) -> Self {
        let marks = (!text.is_ascii()).then(|| text.char_indices().step_by(STEP).map(|(at, _)| at as u32).collect());
        Offsets { marks, text }
    }

    /// The number of code points before a byte offset.
    ///
    /// ```
    /// let offsets = tacitus::offsets::Offsets::new("“Yes”");
    /// assert_eq!(offsets.chars(3), 1);
    /// assert_eq!(offsets.chars(9), 5);
    /// ```
    pub fn chars(&self, byte: usize) -> usize {
        let Some(marks) = &self.marks else { return byte };
        let mark = marks.partition_point(|&m| m as usize <= byte) - 1;
        mark * STEP + self.text[marks[mark] as usize..byte].chars().count()
    }

    /// The bytes of a span of code points; `None` if it is empty or not in the text.
    pub fn bytes(&self, span: &Span) -> Option<std::ops::Range<usize>> {
        let (start, end) = (self.byte(span.start)?, self.byte(span.end)?);
        (start < end).then_some(start..end)
    }

    fn byte(&self, chars: usize) -> Option<usize> {
        let Some(marks) = &self.marks else { return (chars <= self.text.len()).then_some(chars) };
        let mark = *marks.get(chars / STEP).or(marks.last().filter(|_| chars.is_multiple_of(STEP)))? as usize;
        let rest = if marks.len() > chars / STEP { chars % STEP } else { STEP };
        self.text[mark..].char_indices().map(|(at, _)| mark + at).chain([self.text.len()]).nth(rest)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn there_and_back(text in "\\PC{0,200}") {
            let offsets = Offsets::new(&text);
            for (n, (at, _)) in text.char_indices().enumerate() {
                prop_assert_eq!(offsets.chars(at), n);
                prop_assert_eq!(offsets.byte(n), Some(at));
            }
            let n = text.chars().count();
            prop_assert_eq!(offsets.byte(n), Some(text.len()));
            prop_assert_eq!(offsets.byte(n + 1), None);
            prop_assert_eq!(offsets.chars(text.len()), n);
        }
    }
}
