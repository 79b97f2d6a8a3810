//! Attribution: sources, cues and contents, and which belong together.
//!
//! Every word is tagged with its part in some attribution, which gives the spans. What joins them is told twice: every
//! word points at the first word of the cue of its attribution, and to each cue the network scores every word as its
//! source, its content or nothing to it.

mod roles;
mod tags;

use std::ops::Range;

use crate::document::{Attribution, Document, Upos};
use crate::model::{QUOTED, best, softmax};
use crate::quotations;
use crate::scores::Scores;
use tags::{Part, TAGS, Tagged};

/// What tags count: sources and cues that are overlooked cost more than doubtful ones, which linking sorts out.
const WEIGHT: [f32; TAGS] = [1.0, SOURCE, SOURCE, CUE, CUE, 1.0, 1.0];
const SOURCE: f32 = 1.6;
const CUE: f32 = 2.5;
/// What pointers count beside the scores of roles.
const POINTED: f32 = 0.5;
/// Least share of a content's pointers that must go to cues; below it, the content's cue was not found.
const TOLD: f32 = 0.15;
/// Words that a content must have to stand without a cue.
const ALONE: usize = 4;

/// Adds the attributions of one window.
pub fn decode(document: &mut Document, scores: &Scores) {
    let tags: Vec<[f32; TAGS]> = scores
        .words
        .clone()
        .map(|i| {
            let mut p: [f32; TAGS] = std::array::from_fn(|t| scores.of("attribution", i)[t]);
            softmax(&mut p);
            p.iter_mut().zip(WEIGHT).for_each(|(p, w)| *p *= w);
            let sum: f32 = p.iter().sum();
            p.map(|p| p / sum)
        })
        .collect();
    let offset = scores.words.start;
    let spans = tags::spans(&tags, |i| quotations::opens(document, i + offset));
    if !spans.iter().any(|s| s.part == Part::Content) {
        return;
    }
    let links = Links::new(&spans, scores);
    let shift = |s: &Range<usize>| s.start + offset..s.end + offset;
    for group in link(&spans, &links) {
        let of = |wanted: Part| -> Vec<Range<usize>> {
            group.members.iter().filter(|&&m| spans[m].part == wanted).map(|&m| shift(&spans[m].words)).collect()
        };
        let certainty = group.members.iter().map(|&m| spans[m].probability).sum::<f32>() / group.members.len() as f32;
        let cue = of(Part::Cue);
        let mut source = of(Part::Source);
        if let Some(c) = group.cue {
            let sentence = document.sentence_around(cue[0].start);
            if source.iter().all(|s| !sentence.contains(&s.start))
                && let Some(subject) = subject(document, &cue[0])
            {
                source = vec![subject];
            }
            if source.is_empty() {
                let taken = |w: usize| group.members.iter().any(|&m| spans[m].words.contains(&w));
                source.extend(roles::source(&links.roles[c], taken).map(|s| shift(&s)));
            }
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

/// What joins words to the cues of a window.
struct Links {
    /// Indices of the spans that are cues.
    cues: Vec<usize>,
    /// For each cue, the probabilities of nothing, source and content of every word.
    roles: Vec<Vec<[f32; QUOTED]>>,
    /// For each word, the share of its pointer that goes to each cue's first word, and to all words of cues.
    pointers: Vec<(Vec<f32>, f32)>,
}

impl Links {
    fn new(spans: &[Tagged], scores: &Scores) -> Links {
        let cues: Vec<usize> = (0..spans.len()).filter(|&s| spans[s].part == Part::Cue).collect();
        let roles = cues
            .iter()
            .map(|&c| {
                let mut p = scores.quoted(spans[c].words.start + scores.words.start);
                p.iter_mut().for_each(|p| softmax(p));
                p
            })
            .collect();
        let mut anchors = scores.anchors();
        let pointers = anchors
            .chunks_exact_mut(scores.words.len())
            .map(|p| {
                softmax(p);
                let first = cues.iter().map(|&c| p[spans[c].words.start]).collect();
                (first, cues.iter().flat_map(|&c| spans[c].words.clone()).map(|w| p[w]).sum())
            })
            .collect();
        Links { cues, roles, pointers }
    }

    /// How much of a span's pointers goes to cues, 0 to 1.
    fn told(&self, span: &Tagged) -> f32 {
        span.words.clone().map(|w| self.pointers[w].1).sum::<f32>() / span.words.len() as f32
    }

    /// The probability of each cue as that of a source's or content's attribution.
    fn choice(&self, span: &Tagged) -> Vec<f32> {
        let role = if span.part == Part::Source { 1 } else { 2 };
        let log = |p: f32| p.max(1e-5).ln();
        let mut scores: Vec<f32> = (0..self.cues.len())
            .map(|c| {
                let words = span.words.clone();
                let total: f32 =
                    words.map(|w| log(self.roles[c][w][role]) + POINTED * log(self.pointers[w].0[c])).sum();
                total / span.words.len() as f32
            })
            .collect();
        softmax(&mut scores);
        scores
    }
}

/// Spans that belong to one attribution.
struct Group {
    /// Which of the cues it has, if one.
    cue: Option<usize>,
    members: Vec<usize>,
    /// How sure the links are, 0 to 1.
    probability: f32,
}

impl Group {
    fn alone(members: Vec<usize>) -> Group {
        Group { cue: None, members, probability: 0.5 }
    }
}

/// Groups spans by their likeliest cue. A content whose cue was not found stands alone; where there is no cue at all, so
/// do all contents, with the source if there is one.
fn link(spans: &[Tagged], links: &Links) -> Vec<Group> {
    let of = |part: Part| (0..spans.len()).filter(move |&s| spans[s].part == part);
    if links.cues.is_empty() {
        let mut members: Vec<usize> = of(Part::Content).collect();
        let sources: Vec<usize> = of(Part::Source).collect();
        members.extend((sources.len() == 1).then(|| sources[0]));
        return vec![Group::alone(members)];
    }
    let mut groups: Vec<Group> = links
        .cues
        .iter()
        .enumerate()
        .map(|(c, &s)| Group { cue: Some(c), members: vec![s], probability: 1.0 })
        .collect();
    let mut alone = Vec::new();
    let mut told = vec![false; groups.len()];
    for s in of(Part::Content) {
        if links.told(&spans[s]) < TOLD {
            if spans[s].words.len() >= ALONE {
                alone.push(Group::alone(vec![s]));
            }
            continue;
        }
        let p = links.choice(&spans[s]);
        let c = best(&p);
        groups[c].members.push(s);
        groups[c].probability = groups[c].probability.min(p[c]);
        told[c] = true;
    }
    let mut sources: Vec<Option<(usize, f32)>> = vec![None; groups.len()];
    for s in of(Part::Source) {
        let p = links.choice(&spans[s]);
        let c = best(&p);
        if sources[c].is_none_or(|(_, most)| p[c] > most) {
            sources[c] = Some((s, p[c]));
        }
    }
    for (group, source) in groups.iter_mut().zip(&sources) {
        group.members.extend(source.map(|(s, _)| s));
        group.members.sort_unstable();
    }
    groups.into_iter().zip(told).filter(|(_, told)| *told).map(|(g, _)| g).chain(alone).collect()
}

/// The subject of a cue's verb, of the verb above it, or the possessor of its noun: who speaks where no source was
/// tagged.
pub fn subject(document: &Document, cue: &Range<usize>) -> Option<Range<usize>> {
    let syntax = &document.syntax;
    let mut head = syntax.head_of(cue);
    let sentence = document.sentence_around(head).clone();
    // "[An article] alleging that".
    if syntax.deprel[head] == "acl" && document.word(head).ends_with("ing") {
        let noun = syntax.parent(head).filter(|&n| n < head)?;
        return Some(syntax.subtree(noun, &sentence).start..noun + 1);
    }
    for _ in 0..3 {
        let passive = syntax.children(head, &sentence).any(|c| syntax.deprel[c] == "aux:pass");
        let quoted = passive && cue.contains(&head) && tells_of_speech(document, head, cue);
        let speaks = |&c: &usize| {
            let relation = syntax.deprel[c];
            let agent = || relation == "obl" && passive && document.has_preposition(c, &["by"]);
            matches!(relation, "nsubj" | "obl:agent" | "nmod:poss") || quoted && relation == "nsubj:pass" || agent()
        };
        // Of two subjects, the nearer: a dateline may be read as one.
        let speaker = syntax.children(head, &sentence).filter(speaks).min_by_key(|c| c.abs_diff(head));
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
        // "A day after it was reported": nobody says who did.
        if cue.contains(&head) && syntax.children(head, &sentence).any(|c| syntax.relation(c) == "expl") {
            return None;
        }
        if !matches!(syntax.relation(head), "advcl" | "xcomp" | "conj" | "acl" | "obj") {
            return None;
        }
        head = syntax.parent(head)?;
    }
    None
}

/// Whether the words of a cue tell how a verb's subject is told of: "she was quoted as saying" it.
pub fn tells_of_speech(document: &Document, verb: usize, cue: &Range<usize>) -> bool {
    let syntax = &document.syntax;
    cue.clone().any(|w| syntax.parent(w) == Some(verb) && syntax.upos[w] == Upos::Verb)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn span(part: Part, words: Range<usize>) -> Tagged {
        Tagged { part, words, probability: 0.9 }
    }

    /// Links in which each word is plainly the given cue's, or nobody's.
    fn links(spans: &[Tagged], of: &[Option<usize>]) -> Links {
        let cues: Vec<usize> = (0..spans.len()).filter(|&s| spans[s].part == Part::Cue).collect();
        let sure =
            |c: usize| of.iter().map(|o| if *o == Some(c) { [0.1, 0.45, 0.45] } else { [0.98, 0.01, 0.01] }).collect();
        let pointer = |o: &Option<usize>| {
            (
                (0..cues.len()).map(|c| if *o == Some(c) { 0.9 } else { 0.01 }).collect(),
                if o.is_some() { 0.9 } else { 0.0 },
            )
        };
        Links { roles: (0..cues.len()).map(sure).collect(), pointers: of.iter().map(pointer).collect(), cues }
    }

    #[test]
    fn each_content_goes_to_its_cue() {
        // source cue content / content cue source
        let spans = [
            span(Part::Source, 0..1),
            span(Part::Cue, 1..2),
            span(Part::Content, 2..3),
            span(Part::Content, 3..4),
            span(Part::Cue, 4..5),
            span(Part::Source, 5..6),
        ];
        let of = [Some(0), None, Some(0), Some(1), None, Some(1)];
        let groups: Vec<Vec<usize>> = link(&spans, &links(&spans, &of)).into_iter().map(|g| g.members).collect();
        assert_eq!(groups, [vec![0, 1, 2], vec![3, 4, 5]]);
    }

    #[test]
    fn a_cue_without_content_is_no_attribution() {
        let spans = [span(Part::Cue, 0..1), span(Part::Cue, 1..2), span(Part::Content, 2..3)];
        assert_eq!(link(&spans, &links(&spans, &[None, None, Some(1)])).len(), 1);
    }

    #[test]
    fn a_content_that_points_at_no_cue_stands_alone() {
        let spans = [span(Part::Cue, 0..1), span(Part::Content, 1..3), span(Part::Content, 4..9)];
        let of = [None, Some(0), Some(0), None, None, None, None, None, None];
        let groups = link(&spans, &links(&spans, &of));
        assert_eq!(groups.iter().map(|g| g.cue).collect::<Vec<_>>(), [Some(0), None]);
    }

    #[test]
    fn of_two_subjects_the_nearer_speaks() {
        let d = crate::testing::document(
            "HANOI/PROPN/6/nsubj --/PUNCT/0/punct Troops/NOUN/3/nsubj left/VERB/6/ccomp local/ADJ/5/amod media/NOUN/6/nsubj reported/VERB/6/root",
        );
        assert_eq!(subject(&d, &(6..7)), Some(4..6));
    }

    #[test]
    fn who_is_quoted_speaks_and_nobody_where_it_is_said() {
        let quoted = "Ana/PROPN/2/nsubj:pass was/AUX/2/aux:pass quoted/VERB/2/root as/SCONJ/4/mark saying/VERB/2/advcl";
        assert_eq!(subject(&crate::testing::document(quoted), &(1..5)), Some(0..1));
        let told = "Offers/NOUN/1/nsubj came/VERB/1/root after/SCONJ/5/mark it/PRON/5/expl was/AUX/5/aux:pass reported/VERB/1/advcl";
        assert_eq!(subject(&crate::testing::document(told), &(4..6)), None);
    }
}
