//! Spans as brat has them: fragments without line ends.

use tacitus::record::Span;

/// The fragments of a span, in order and apart.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Fragments(Vec<(usize, usize)>);

impl Fragments {
    /// Spans cut where a line or a cell of the annotation file would end, without white space at the cuts; `None`
    /// where nothing is left. Spans that overlap are one.
    pub fn of(chars: &[char], spans: &[Span]) -> Option<Fragments> {
        let mut sorted: Vec<(usize, usize)> = spans.iter().map(|s| (s.start, s.end.min(chars.len()))).collect();
        sorted.sort_unstable();
        let mut joined: Vec<(usize, usize)> = Vec::new();
        for (start, end) in sorted.into_iter().filter(|(start, end)| start < end) {
            match joined.last_mut() {
                Some(last) if start < last.1 => last.1 = last.1.max(end),
                _ => joined.push((start, end)),
            }
        }
        let mut fragments = Vec::new();
        for (start, end) in joined {
            let mut from = start;
            for at in (start..=end).filter(|&at| at == end || breaks(chars[at])) {
                let inside = |i: &usize| !chars[*i].is_whitespace();
                if let (Some(first), Some(last)) = ((from..at).find(inside), (from..at).rev().find(inside)) {
                    fragments.push((first, last + 1));
                }
                from = at + 1;
            }
        }
        (!fragments.is_empty()).then_some(Fragments(fragments))
    }

    /// `0 5;8 12`.
    pub fn offsets(&self) -> String {
        self.0.iter().map(|(start, end)| format!("{start} {end}")).collect::<Vec<_>>().join(";")
    }

    /// The text of the fragments, a space between them.
    pub fn text(&self, chars: &[char]) -> String {
        self.0.iter().map(|(start, end)| chars[*start..*end].iter().collect::<String>()).collect::<Vec<_>>().join(" ")
    }
}

/// What ends a line for the programs that read annotation files, and tabs, which end a cell.
fn breaks(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\t' | '\u{b}' | '\u{c}' | '\u{1c}'..='\u{1e}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_end_fragments() {
        let chars: Vec<char> = "ab \r\n\n cé\td  ".chars().collect();
        let of = |spans: &[(usize, usize)]| {
            let spans: Vec<Span> = spans.iter().map(|(start, end)| Span { start: *start, end: *end }).collect();
            Fragments::of(&chars, &spans).map(|f| (f.offsets(), f.text(&chars)))
        };
        assert_eq!(of(&[(0, 13)]), Some(("0 2;7 9;10 11".into(), "ab cé d".into())));
        assert_eq!(of(&[(7, 9), (0, 2), (1, 2)]), Some(("0 2;7 9".into(), "ab cé".into())));
        assert_eq!(of(&[(2, 7)]), None);
        assert_eq!(of(&[(10, 99)]), Some(("10 11".into(), "d".into())));
        assert_eq!(of(&[(50, 99)]), None);
    }
}
