//! Syntax: part of speech, morphological features, lemma and dependency tree of every word.

use std::ops::Range;

use crate::document::{Document, Upos};
use crate::model::best;
use crate::scores::Scores;
use crate::tree;

/// Adds the syntax of one window, whose sentences are known.
pub fn decode(document: &mut Document, scores: &Scores) {
    let labels = scores.labels();
    for i in scores.words.clone() {
        let upos = Upos::of(labels.upos[best(scores.of("upos", i))]);
        let script = labels.lemma[best(scores.of("lemma", i))];
        let lemma = lemma(document.word(i), script);
        let syntax = &mut document.syntax;
        syntax.upos.push(upos);
        syntax.feats.push(labels.feats[best(scores.of("feats", i))]);
        syntax.lemma.push(lemma);
        syntax.head.push(i as u32);
        syntax.deprel.push("root");
    }
    let first = document.sentences.partition_point(|s| s.end <= scores.words.start);
    for s in first..document.sentences.len() {
        let sentence = document.sentences[s].clone();
        if sentence.start >= scores.words.end {
            break;
        }
        attach(document, scores, sentence);
    }
}

fn attach(document: &mut Document, scores: &Scores, sentence: Range<usize>) {
    let arcs = scores.arcs(&sentence);
    let roots: Vec<f32> = sentence.clone().map(|i| scores.of("root", i)[0]).collect();
    for (k, head) in tree::best(&arcs, &roots).into_iter().enumerate() {
        let i = sentence.start + k;
        let Some(head) = head.map(|h| h + sentence.start) else { continue };
        document.syntax.head[i] = head as u32;
        let mut relation = scores.deprels(i, Some(head));
        let labels = &scores.labels().deprel;
        if let Some(root) = labels.iter().position(|l| *l == "root") {
            relation[root] = f32::NEG_INFINITY;
        }
        document.syntax.deprel[i] = labels[best(&relation)];
    }
}

/// Applies a lemma script, `case|cut|add`, or `!|lemma` for a lemma unlike its form.
///
/// The case is `l` for lower, `t` for a capital and lower, `u` for upper, `=` for the form as it is; `cut` is how
/// many characters the form loses at its end, `add` what is added there (after Straka 2018).
///
/// ```
/// assert_eq!(tacitus::syntax::lemma("Denied", "l|2|y"), "deny");
/// assert_eq!(tacitus::syntax::lemma("n't", "!|not"), "not");
/// assert_eq!(tacitus::syntax::lemma("Seoul", "=|0|"), "Seoul");
/// ```
pub fn lemma(form: &str, script: &str) -> String {
    let mut parts = script.split('|');
    let case = parts.next().unwrap_or("=");
    if case == "!" {
        return parts.next().unwrap_or(form).to_owned();
    }
    let cut: usize = parts.next().and_then(|c| c.parse().ok()).unwrap_or(0);
    let add = parts.next().unwrap_or("");
    let length = form.chars().count();
    if case == "=" || cut >= length && add.is_empty() {
        return form.to_owned();
    }
    let kept = form.chars().take(length.saturating_sub(cut));
    let mut out: String = kept.flat_map(char::to_lowercase).collect();
    out.push_str(add);
    match case {
        "u" => out.to_uppercase(),
        "t" => {
            let mut chars = out.chars();
            chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
        }
        _ => out,
    }
}

#[cfg(test)]
mod tests {
    use super::lemma;

    #[test]
    fn scripts() {
        assert_eq!(lemma("Talks", "l|1|"), "talk");
        assert_eq!(lemma("STATES", "t|1|"), "State");
        assert_eq!(lemma("un", "u|0|"), "UN");
        assert_eq!(lemma("s", "l|1|"), "s", "nothing would be left");
        assert_eq!(lemma("Émigrés", "l|1|"), "émigré");
    }
}
