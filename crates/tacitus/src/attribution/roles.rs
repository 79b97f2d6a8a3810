//! What words are to a cue: its source, its content, or nothing.

use std::ops::Range;

use crate::model::QUOTED;

/// How much is given for a source, in log odds, where none was tagged: most attributions have one.
const WANTED: f32 = 3.0;
/// What it costs to begin or end a source.
const EDGE: f32 = 0.5;

/// The likeliest words of a cue's source among those that are not `taken` (Viterbi 1967 over source and not), if any are
/// likely. `p`: the probabilities of nothing, source and content for each word.
pub fn source(p: &[[f32; QUOTED]], taken: impl Fn(usize) -> bool) -> Option<Range<usize>> {
    let log = |p: f32| p.max(1e-6).ln();
    // The best score of a way that ends outside and inside a source, and where the way inside came in.
    let mut from: Vec<[bool; 2]> = Vec::with_capacity(p.len());
    let (mut outside, mut inside) = (0.0, f32::NEG_INFINITY);
    for (w, p) in p.iter().enumerate() {
        let leaves = inside - EDGE > outside;
        let enters = outside - EDGE > inside;
        let own = if taken(w) { f32::NEG_INFINITY } else { log(p[1]) + WANTED };
        let (next_outside, next_inside) = (
            if leaves { inside - EDGE } else { outside } + log(p[0]),
            if enters { outside - EDGE } else { inside } + own,
        );
        (outside, inside) = (next_outside, next_inside);
        from.push([leaves, enters]);
    }
    let mut within = inside > outside;
    let mut runs: Vec<Range<usize>> = Vec::new();
    for w in (0..p.len()).rev() {
        if within {
            match runs.last_mut() {
                Some(run) if run.start == w + 1 => run.start = w,
                _ => runs.push(w..w + 1),
            }
        }
        let [leaves, enters] = from[w];
        within = if within { !enters } else { leaves };
    }
    let mean = |run: &Range<usize>| p[run.clone()].iter().map(|p| p[1]).sum::<f32>() / run.len() as f32;
    runs.into_iter().rev().reduce(|a, b| if mean(&b) > mean(&a) { b } else { a })
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOTHING: [f32; QUOTED] = [0.99, 0.005, 0.005];
    const LIKELY: [f32; QUOTED] = [0.6, 0.35, 0.05];
    const SURE: [f32; QUOTED] = [0.1, 0.85, 0.05];

    #[test]
    fn the_surest_run_is_the_source() {
        let p = [LIKELY, NOTHING, NOTHING, SURE, SURE, LIKELY, NOTHING];
        assert_eq!(source(&p, |_| false), Some(3..6));
    }

    #[test]
    fn words_of_the_cue_are_none() {
        let p = [NOTHING, SURE, SURE, NOTHING, LIKELY];
        assert_eq!(source(&p, |w| w == 1 || w == 2), Some(4..5));
    }

    #[test]
    fn there_may_be_none() {
        assert_eq!(source(&[NOTHING, NOTHING], |_| false), None);
        assert_eq!(source(&[], |_| false), None);
    }
}
