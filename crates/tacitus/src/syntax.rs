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
        let lemma = likely_lemma(document.word(i), &labels.lemma, scores.of("lemma", i), |l| scores.is_word(l));
        let syntax = &mut document.syntax;
        syntax.upos.push(upos);
        syntax.feats.push(labels.feats[best(scores.of("feats", i))]);
        syntax.lemma.push(lemma);
        syntax.head.push(i as u32);
        syntax.deprel.push("root");
    }
    for sentence in scores.sentences(document).to_vec() {
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

/// How far below the best script another may score and still be preferred for making a word that exists.
const DOUBT: f32 = 4.0;

/// The lemma by the best script, or by one not much worse if only that makes a known word ("urge", not "urg").
fn likely_lemma(form: &str, scripts: &[&'static str], scores: &[f32], known: impl Fn(&str) -> bool) -> String {
    let first = best(scores);
    let likeliest = lemma(form, scripts[first]);
    if known(&likeliest.to_lowercase()) || form.contains(|c: char| !c.is_alphabetic()) {
        return likeliest;
    }
    let mut others: Vec<usize> =
        (0..scores.len()).filter(|&k| k != first && scores[k] > scores[first] - DOUBT).collect();
    others.sort_by(|&a, &b| scores[b].total_cmp(&scores[a]).then(a.cmp(&b)));
    let found = others.into_iter().map(|k| scripts[k]).filter(|s| !s.starts_with('!')).map(|s| lemma(form, s));
    found.into_iter().find(|l| known(&l.to_lowercase())).unwrap_or(likeliest)
}

/// Applies a lemma script, `case|cut|add`, or `!|lemma` for a lemma unlike its form.
///
/// The case is `l` for lower, `t` for a capital and lower, `u` for upper, `=` for the form as it is; `cut` is how
/// many characters the form loses at its end, `add` what is added there (after Straka 2018).
///
/// ```
/// assert_eq!(tacitus::syntax::lemma("Denied", "l|3|y"), "deny");
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
    fn a_word_that_exists_is_preferred() {
        let scripts = ["l|2|", "l|1|", "!|be"];
        let known = |w: &str| w == "urge" || w == "be";
        assert_eq!(super::likely_lemma("urged", &scripts, &[2.0, 1.0, 1.5], known), "urge");
        assert_eq!(super::likely_lemma("urged", &scripts, &[9.0, 1.0, 1.5], known), "urg", "the other is too unlikely");
    }

    #[test]
    fn scripts() {
        assert_eq!(lemma("Talks", "l|1|"), "talk");
        assert_eq!(lemma("STATES", "t|1|"), "State");
        assert_eq!(lemma("un", "u|0|"), "UN");
        assert_eq!(lemma("s", "l|1|"), "s", "nothing would be left");
        assert_eq!(lemma("Émigrés", "l|1|"), "émigré");
    }
}
