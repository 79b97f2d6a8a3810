//! Tags of words to spans: where sources, cues and contents begin and end.

use std::ops::Range;

/// What a word is to its attribution.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    Source,
    Cue,
    Content,
}

/// Tags: outside, then beginning and inside of each [`Part`].
pub const TAGS: usize = 7;

fn part(tag: usize) -> Option<Part> {
    [
        None,
        Some(Part::Source),
        Some(Part::Source),
        Some(Part::Cue),
        Some(Part::Cue),
        Some(Part::Content),
        Some(Part::Content),
    ][tag]
}

/// A run of words with one part.
#[derive(Debug, PartialEq)]
pub struct Tagged {
    pub part: Part,
    pub words: Range<usize>,
    /// Mean probability of the tags.
    pub probability: f32,
}

/// The likeliest sequence of tags in which nothing is continued that was not begun (Viterbi 1967), as spans; contents that
/// touch are one, unless a quotation `opens` with the second.
pub fn spans(tags: &[[f32; TAGS]], opens: impl Fn(usize) -> bool) -> Vec<Tagged> {
    merged(begun(tags), opens)
}

fn begun(tags: &[[f32; TAGS]]) -> Vec<Tagged> {
    let follows = |before: usize, tag: usize| tag == 0 || tag % 2 == 1 || (before > 0 && part(before) == part(tag));
    let mut best = vec![[f32::NEG_INFINITY; TAGS]; tags.len()];
    let mut from = vec![[0usize; TAGS]; tags.len()];
    for (i, p) in tags.iter().enumerate() {
        for tag in 0..TAGS {
            let own = p[tag].max(1e-9).ln();
            if i == 0 {
                best[0][tag] = if follows(0, tag) { own } else { f32::NEG_INFINITY };
                continue;
            }
            for before in (0..TAGS).filter(|&b| follows(b, tag)) {
                let score = best[i - 1][before] + own;
                if score > best[i][tag] {
                    best[i][tag] = score;
                    from[i][tag] = before;
                }
            }
        }
    }
    let mut sequence = vec![0; tags.len()];
    if let Some(last) = best.last() {
        let mut tag = crate::model::best(last);
        for i in (0..tags.len()).rev() {
            sequence[i] = tag;
            tag = from[i][tag];
        }
    }
    let mut out: Vec<Tagged> = Vec::new();
    for (i, &tag) in sequence.iter().enumerate() {
        let Some(part) = part(tag) else { continue };
        match out.last_mut() {
            Some(last) if tag % 2 == 0 && last.words.end == i => {
                last.words.end = i + 1;
                last.probability += tags[i][tag];
            }
            _ => out.push(Tagged { part, words: i..i + 1, probability: tags[i][tag] }),
        }
    }
    out.iter_mut().for_each(|s| s.probability /= s.words.len() as f32);
    out
}

fn merged(spans: Vec<Tagged>, opens: impl Fn(usize) -> bool) -> Vec<Tagged> {
    let mut out: Vec<Tagged> = Vec::new();
    for span in spans {
        match out.last_mut() {
            Some(last)
                if last.part == Part::Content
                    && span.part == Part::Content
                    && last.words.end == span.words.start
                    && !opens(span.words.start) =>
            {
                let (a, b) = (last.words.len() as f32, span.words.len() as f32);
                last.probability = (last.probability * a + span.probability * b) / (a + b);
                last.words.end = span.words.end;
            }
            _ => out.push(span),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_begin_before_they_go_on() {
        let certain = |tags: &[usize]| -> Vec<[f32; TAGS]> {
            tags.iter().map(|&t| std::array::from_fn(|k| if k == t { 0.9 } else { 0.1 / 6.0 })).collect()
        };
        let found = spans(&certain(&[1, 2, 3, 5, 6, 6, 0, 5]), |_| false);
        let parts: Vec<_> = found.iter().map(|s| (s.part, s.words.clone())).collect();
        assert_eq!(parts, [(Part::Source, 0..2), (Part::Cue, 2..3), (Part::Content, 3..6), (Part::Content, 7..8)]);
        assert!(
            spans(&certain(&[0, 6]), |_| false).iter().all(|s| s.part == Part::Content && s.words == (1..2)),
            "an inside tag alone is read as a beginning or not at all"
        );
    }

    #[test]
    fn contents_that_touch_are_one_unless_a_quotation_opens() {
        let tagged = |part, words| Tagged { part, words, probability: 1.0 };
        let spans = || vec![tagged(Part::Content, 0..2), tagged(Part::Content, 2..4), tagged(Part::Content, 4..6)];
        let found: Vec<_> = merged(spans(), |w| w == 4).into_iter().map(|s| s.words).collect();
        assert_eq!(found, [0..4, 4..6]);
    }
}
