//! Documents made by hand, for tests of decoding that need no weights.

use std::ops::Range;

use crate::document::{Attribution, Document, Input, Upos};

/// A one-sentence document from words written `form/UPOS/head/deprel`, `head` being the index of the head word (a
/// root's its own). Words are joined with spaces.
pub fn document(annotated: &str) -> Document {
    let rows: Vec<Vec<&str>> = annotated.split_whitespace().map(|w| w.split('/').collect()).collect();
    let text = rows.iter().map(|r| r[0]).collect::<Vec<_>>().join(" ");
    let mut out = Document { input: Input { text: text.clone(), ..Default::default() }, ..Default::default() };
    let mut at = 0;
    for row in &rows {
        out.words.start.push(at as u32);
        out.words.end.push((at + row[0].len()) as u32);
        out.words.joined.push(false);
        out.words.gap.push(crate::words::Gap::Space);
        at += row[0].len() + 1;
        out.syntax.upos.push(Upos::of(row[1]));
        out.syntax.feats.push("_");
        out.syntax.lemma.push(row[0].to_lowercase());
        out.syntax.head.push(row[2].parse().expect("a head is a number"));
        out.syntax.deprel.push(row[3].to_owned().leak());
    }
    out.sentences.push(0..rows.len());
    out
}

/// A list of one span.
pub fn one(span: Range<usize>) -> Vec<Range<usize>> {
    std::iter::once(span).collect()
}

/// An attribution whose source, cue and content are one span each.
pub fn told(source: Range<usize>, cue: Range<usize>, content: Range<usize>) -> Attribution {
    Attribution { source: one(source), cue: one(cue), content: one(content), ..Default::default() }
}

/// The source, cue and content of each attribution.
pub fn texts(d: &Document) -> Vec<(String, String, String)> {
    let text = |spans: &[Range<usize>]| spans.iter().map(|s| d.slice(s)).collect::<Vec<_>>().join(" | ");
    d.attributions.iter().map(|a| (text(&a.source), text(&a.cue), text(&a.content))).collect()
}

/// Rows to compare [`texts`] with.
pub fn owned(rows: &[(&str, &str, &str)]) -> Vec<(String, String, String)> {
    rows.iter().map(|(s, c, t)| ((*s).to_owned(), (*c).to_owned(), (*t).to_owned())).collect()
}
