//! Attribution: sources, cues and contents, and which belong together.
//!
//! Every word is tagged with its role, and points at the first word of the cue of its attribution; a cue therefore
//! gathers its source and its content wherever in the window they stand.

use std::ops::Range;

use crate::document::{Attribution, Document};
use crate::model::{Before, softmax};
use crate::scores::Scores;

/// What a word is to its attribution.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Source,
    Cue,
    Content,
}

/// Tags: outside, then beginning and inside of each [`Part`].
const TAGS: usize = 7;

/// What tags count: sources and cues that are overlooked cost more than doubtful ones, which linking sorts out.
const WEIGHT: [f32; TAGS] = [1.0, SOURCE, SOURCE, CUE, CUE, 1.0, 1.0];
const SOURCE: f32 = 1.6;
const CUE: f32 = 2.5;
/// What a pointer loses for each paragraph break it crosses, in log odds.
const CROSSING: f32 = 1.0;
/// Least share of a content's pointers that must go to cues; below it, the content's cue was not found.
const TOLD: f32 = 0.15;

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

/// Adds the attributions of one window.
pub fn decode(document: &mut Document, scores: &Scores, gaps: &[Before]) {
    let tags: Vec<[f32; TAGS]> = scores
        .words
        .clone()
        .map(|i| {
            let mut p: [f32; TAGS] = std::array::from_fn(|t| scores.of("attribution", i)[t]);
            softmax(&mut p);
            p.iter_mut().zip(WEIGHT).for_each(|(p, w)| *p *= w);
            p
        })
        .collect();
    let mut spans = spans(&tags);
    let opens = |i: usize| matches!(document.word(i + scores.words.start), "“" | "``" | "«" | "„" | "\"");
    merge(&mut spans, opens);
    if !spans.iter().any(|s| s.part == Part::Content) {
        return;
    }
    let offset = scores.words.start;
    let anchors = within_paragraphs(scores.anchors(), &gaps[scores.words.clone()]);
    let shift = |s: &Range<usize>| s.start + offset..s.end + offset;
    for group in link(&spans, &anchors, tags.len()) {
        let of = |wanted: Part| {
            group
                .members
                .iter()
                .filter(|&&m| spans[m].part == wanted)
                .map(|&m| shift(&spans[m].words))
                .collect::<Vec<_>>()
        };
        let certainty = group.members.iter().map(|&m| spans[m].probability).sum::<f32>() / group.members.len() as f32;
        let cue = of(Part::Cue);
        let mut source = of(Part::Source);
        if source.is_empty() {
            source.extend(cue.first().and_then(|cue| subject(document, cue)));
        }
        document.attributions.push(Attribution {
            source,
            cue,
            content: of(Part::Content),
            confidence: certainty * group.probability,
            ..Default::default()
        });
    }
}

/// The subject of a cue's verb, of the verb above it, or the possessor of its noun: who speaks where no source was
/// tagged.
fn subject(document: &Document, cue: &Range<usize>) -> Option<Range<usize>> {
    let syntax = &document.syntax;
    let mut head = syntax.head_of(cue);
    let sentence = document.sentence_around(head).clone();
    for _ in 0..3 {
        let speaker = syntax.children(head, &sentence).find(|&c| {
            let relation = syntax.deprel[c];
            matches!(relation, "nsubj" | "obl:agent" | "nmod:poss")
        });
        if let Some(speaker) = speaker {
            let mut span = syntax.subtree(speaker, &sentence);
            // An agent's "by" and a possessor's mark are not the source's.
            while span.start < speaker && syntax.relation(span.start) == "case" {
                span.start += 1;
            }
            while span.end - 1 > speaker && matches!(syntax.relation(span.end - 1), "case" | "punct") {
                span.end -= 1;
            }
            return (!cue.contains(&speaker) && span.len() < 20).then_some(span);
        }
        if !matches!(syntax.relation(head), "advcl" | "xcomp" | "conj" | "acl" | "obj") {
            return None;
        }
        head = syntax.parent(head)?;
    }
    None
}

/// A run of words with one part.
#[derive(Debug, PartialEq)]
struct Tagged {
    part: Part,
    words: Range<usize>,
    /// Mean probability of the tags.
    probability: f32,
}

/// The likeliest sequence of tags in which nothing is continued that was not begun (Viterbi 1967), as spans.
fn spans(tags: &[[f32; TAGS]]) -> Vec<Tagged> {
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

/// Joins contents that touch, unless a quotation begins at the second.
fn merge(spans: &mut Vec<Tagged>, opens: impl Fn(usize) -> bool) {
    let mut out: Vec<Tagged> = Vec::new();
    for span in spans.drain(..) {
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
    *spans = out;
}

/// Pointers with those that cross paragraphs made less likely: a paragraph mostly names the source of what it quotes.
fn within_paragraphs(mut anchors: Vec<f32>, gaps: &[Before]) -> Vec<f32> {
    let mut paragraph = 0;
    let paragraphs: Vec<i32> = gaps
        .iter()
        .map(|g| {
            paragraph += i32::from(*g == Before::Paragraph);
            paragraph
        })
        .collect();
    let n = gaps.len();
    for (i, row) in anchors.chunks_exact_mut(n.max(1)).enumerate() {
        for (score, p) in row.iter_mut().zip(&paragraphs) {
            *score -= CROSSING * (paragraphs[i] - p).abs().min(3) as f32;
        }
    }
    anchors
}

/// Spans that belong to one attribution.
struct Group {
    members: Vec<usize>,
    /// How sure the links are, 0 to 1.
    probability: f32,
}

/// Groups spans by the cue that their words point at; `anchors` is n x n. A content without a cue stands alone, with
/// the source that points where it points, if there is one.
fn link(spans: &[Tagged], anchors: &[f32], n: usize) -> Vec<Group> {
    let cues: Vec<usize> = (0..spans.len()).filter(|&s| spans[s].part == Part::Cue).collect();
    if cues.is_empty() {
        let sources: Vec<usize> = (0..spans.len()).filter(|&s| spans[s].part == Part::Source).collect();
        let mut members: Vec<usize> = (0..spans.len()).filter(|&s| spans[s].part == Part::Content).collect();
        members.extend((sources.len() == 1).then(|| sources[0]));
        return vec![Group { members, probability: 0.5 }];
    }
    // For each span, the probability of each cue, from the product of its words' choices among all cues.
    let told = |s: usize| -> f32 {
        let share = |w: usize| {
            let mut p = anchors[w * n..(w + 1) * n].to_vec();
            softmax(&mut p);
            cues.iter().flat_map(|&c| spans[c].words.clone()).map(|c| p[c]).sum::<f32>()
        };
        spans[s].words.clone().map(share).sum::<f32>() / spans[s].words.len() as f32
    };
    let choice = |s: usize| -> Vec<f32> {
        let mut total = vec![0.0; cues.len()];
        for w in spans[s].words.clone() {
            let mut p: Vec<f32> = cues.iter().map(|&c| anchors[w * n + spans[c].words.start]).collect();
            softmax(&mut p);
            total.iter_mut().zip(p).for_each(|(t, p)| *t += p.max(1e-6).ln());
        }
        total.iter_mut().for_each(|t| *t /= spans[s].words.len() as f32);
        softmax(&mut total);
        total
    };
    let mut groups: Vec<Group> = cues.iter().map(|&c| Group { members: vec![c], probability: 1.0 }).collect();
    let mut sources: Vec<Option<(usize, f32)>> = vec![None; cues.len()];
    let mut contents = vec![0; cues.len()];
    let mut alone = Vec::new();
    for (s, span) in spans.iter().enumerate() {
        if span.part == Part::Cue {
            continue;
        }
        if span.part == Part::Content && told(s) < TOLD {
            if span.words.len() > 3 {
                alone.push(Group { members: vec![s], probability: 0.5 });
            }
            continue;
        }
        let p = choice(s);
        let cue = crate::model::best(&p);
        if span.part == Part::Content {
            groups[cue].members.push(s);
            groups[cue].probability = groups[cue].probability.min(p[cue]);
            contents[cue] += 1;
        } else if sources[cue].is_none_or(|(_, most)| p[cue] > most) {
            sources[cue] = Some((s, p[cue]));
        }
    }
    for (group, source) in groups.iter_mut().zip(&sources) {
        group.members.extend(source.map(|(s, _)| s));
        group.members.sort_unstable();
    }
    groups.into_iter().zip(contents).filter(|(_, n)| *n > 0).map(|(g, _)| g).chain(alone).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn certain(tags: &[usize]) -> Vec<[f32; TAGS]> {
        tags.iter().map(|&t| std::array::from_fn(|k| if k == t { 0.9 } else { 0.1 / 6.0 })).collect()
    }

    #[test]
    fn spans_begin_before_they_go_on() {
        let found = spans(&certain(&[1, 2, 3, 5, 6, 6, 0, 5]));
        let parts: Vec<_> = found.iter().map(|s| (s.part, s.words.clone())).collect();
        assert_eq!(parts, [(Part::Source, 0..2), (Part::Cue, 2..3), (Part::Content, 3..6), (Part::Content, 7..8)]);
        assert!(
            spans(&certain(&[0, 6])).iter().all(|s| s.part == Part::Content && s.words == (1..2)),
            "an inside tag alone is read as a beginning or not at all"
        );
    }

    #[test]
    fn each_content_goes_to_the_cue_it_points_at() {
        // source cue content / content cue source
        let found = spans(&certain(&[1, 3, 5, 5, 3, 1]));
        let n = 6;
        let mut anchors = vec![0.0; n * n];
        for (word, cue) in [(0, 1), (2, 1), (3, 4), (5, 4)] {
            anchors[word * n + cue] = 8.0;
        }
        let groups: Vec<Vec<usize>> = link(&found, &anchors, n).into_iter().map(|g| g.members).collect();
        assert_eq!(groups, [vec![0, 1, 2], vec![3, 4, 5]]);
    }

    #[test]
    fn a_cue_without_content_is_no_attribution() {
        let found = spans(&certain(&[3, 3, 5]));
        let mut anchors = vec![0.0; 9];
        anchors[2 * 3 + 1] = 5.0;
        assert_eq!(link(&found, &anchors, 3).len(), 1);
    }
}
