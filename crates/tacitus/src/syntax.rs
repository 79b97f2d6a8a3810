//! Syntax: part of speech, morphological features, lemma and dependency tree of every word.

use std::ops::Range;
use std::sync::LazyLock;

use crate::document::{Document, Upos};
use crate::model::best;
use crate::quantities::lookup::Lookup;
use crate::scores::Scores;
use crate::stems;
use crate::tree;

/// Forms that may be auxiliaries.
static AUXILIARIES: LazyLock<Lookup<()>> =
    LazyLock::new(|| Lookup::new(include_str!("../../../knowledge/words/auxiliaries.tsv"), |_| Some(())));

/// Irregular forms of verbs.
static IRREGULAR: LazyLock<Lookup<&str>> =
    LazyLock::new(|| Lookup::new(include_str!("../../../knowledge/words/irregular.tsv"), |row| row.get(1).copied()));

/// The days of the week.
static WEEKDAYS: LazyLock<Lookup<()>> = LazyLock::new(|| {
    Lookup::new(include_str!("../../../knowledge/times.tsv"), |row| (row.get(1) == Some(&"weekday")).then_some(()))
});

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
        attach(document, scores, sentence.clone());
        tie_to_days(document, &sentence);
        clear_of_days(document, &sentence);
    }
    for i in scores.words.clone().filter(|&i| document.syntax.upos[i] == Upos::Verb) {
        let lemma = verb_lemma(document.word(i), &document.syntax.lemma[i], |l| scores.is_word(l));
        if let Some(lemma) = lemma {
            document.syntax.lemma[i] = lemma;
        }
    }
}

fn attach(document: &mut Document, scores: &Scores, sentence: Range<usize>) {
    let arcs = scores.arcs(&sentence);
    let roots: Vec<f32> = sentence.clone().map(|i| scores.of("root", i)[0]).collect();
    for (k, head) in tree::best(&arcs, &roots).into_iter().enumerate() {
        let i = sentence.start + k;
        let labels = &scores.labels().deprel;
        let Some(head) = head.map(|h| h + sentence.start) else {
            document.syntax.upos[i] = fitting(document, scores, i, &["root"], &[0.0]).0;
            continue;
        };
        document.syntax.head[i] = head as u32;
        let mut relation = scores.deprels(i, Some(head));
        if let Some(root) = labels.iter().position(|l| *l == "root") {
            relation[root] = f32::NEG_INFINITY;
        }
        (document.syntax.upos[i], document.syntax.deprel[i]) = fitting(document, scores, i, labels, &relation);
    }
}

/// Makes "on" before a day of the week its preposition, which treebanks, where most days have none, teach badly.
fn tie_to_days(document: &mut Document, sentence: &Range<usize>) {
    for i in sentence.start..sentence.end.saturating_sub(1) {
        let ties = document.word(i).eq_ignore_ascii_case("on") && WEEKDAYS.get(document.word(i + 1)).is_some();
        if !ties {
            continue;
        }
        let syntax = &mut document.syntax;
        // "On Friday night": the day is a part of the phrase.
        let part = syntax.relation(i + 1) == "compound" && syntax.head[i + 1] as usize == i + 2;
        let day = i + 1 + usize::from(part);
        if syntax.is_below(day, i) {
            // What governed the preposition governs the day.
            syntax.head[day] = if syntax.head[i] as usize == i { day as u32 } else { syntax.head[i] };
            syntax.deprel[day] = if syntax.head[day] as usize == day { "root" } else { "obl" };
        } else if matches!(syntax.deprel[day], "obl:unmarked" | "nmod:unmarked") {
            syntax.deprel[day] = syntax.relation(day);
        }
        syntax.head[i] = day as u32;
        (syntax.upos[i], syntax.deprel[i]) = (Upos::Adp, "case");
    }
}

/// Makes a day of the week behind a verb's subject ("the minister Friday denied") no second subject: treebanks have few of the days that
/// agencies set there.
fn clear_of_days(document: &mut Document, sentence: &Range<usize>) {
    for day in sentence.clone().skip(1) {
        let (syntax, verb) = (&document.syntax, document.syntax.head[day] as usize);
        let subject = |i: usize| syntax.relation(i) == "nsubj" && syntax.head[i] as usize == verb;
        let second = subject(day) && verb > day && (sentence.start..day).any(subject);
        if second && WEEKDAYS.get(document.word(day)).is_some() {
            document.syntax.deprel[day] = "obl:unmarked";
        }
    }
}

/// The likeliest part of speech and relation of a word that go together by the rules of Universal Dependencies.
fn fitting(
    document: &Document,
    scores: &Scores,
    i: usize,
    relations: &[&'static str],
    of_relations: &[f32],
) -> (Upos, &'static str) {
    let (tags, of_tags) = (&scores.labels().upos, scores.of("upos", i));
    let spelt = document.word(i).contains(char::is_alphanumeric);
    let may_help = || AUXILIARIES.get(document.word(i)).is_some();
    // Signs go their own ways: faces, arrows, slashes.
    let goes = |tag: Upos, relation: &str| {
        !spelt || agree(tag, relation) && tag != Upos::Punct && (tag != Upos::Aux || may_help())
    };
    let (likely, relation) = (document.syntax.upos[i], relations[best(of_relations)]);
    if goes(likely, relation) {
        return (likely, relation);
    }
    if goes(Upos::Aux, relation) && !agree(likely, relation) {
        return (Upos::Aux, relation);
    }
    let mut found = (f32::NEG_INFINITY, likely, relation);
    for (tag, a) in tags.iter().map(|t| Upos::of(t)).zip(of_tags) {
        for (relation, b) in relations.iter().zip(of_relations) {
            if a + b > found.0 && goes(tag, relation) {
                found = (a + b, tag, relation);
            }
        }
    }
    (found.1, found.2)
}

/// Whether a part of speech may stand in a relation: marks are "punct" and nothing else is, auxiliaries alone are "aux"
/// and "cop", and no verb takes part in what another tells.
fn agree(tag: Upos, relation: &str) -> bool {
    match relation.split(':').next() {
        Some("punct") => tag == Upos::Punct,
        Some("aux" | "cop") => tag == Upos::Aux,
        Some("root") => true,
        Some("nsubj" | "obj" | "iobj" | "obl" | "nmod") => !matches!(tag, Upos::Punct | Upos::Verb),
        _ => tag != Upos::Punct,
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

/// The lemma of a verb where the one it was given is a past, which is never a lemma, or no word: "fail" of "failed", "say" of "said".
fn verb_lemma(form: &str, lemma: &str, known: impl Fn(&str) -> bool) -> Option<String> {
    if let Some(&base) = IRREGULAR.get(form) {
        return (base != lemma).then(|| base.to_owned());
    }
    let past = form.len() > 4 && form.ends_with("ed") && !form.ends_with("eed");
    let unread = past && (lemma.eq_ignore_ascii_case(form) || !known(&lemma.to_lowercase()));
    unread.then(|| stems::of(&form.to_lowercase()).find(|l| !l.ends_with("ed") && known(l))).flatten()
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
    use crate::document::Upos;

    #[test]
    fn a_word_that_exists_is_preferred() {
        let scripts = ["l|2|", "l|1|", "!|be"];
        let known = |w: &str| w == "urge" || w == "be";
        assert_eq!(super::likely_lemma("urged", &scripts, &[2.0, 1.0, 1.5], known), "urge");
        assert_eq!(super::likely_lemma("urged", &scripts, &[9.0, 1.0, 1.5], known), "urg", "the other is too unlikely");
    }

    #[test]
    fn days_have_their_preposition() {
        let tied = |said: &str| {
            let mut d = crate::testing::document(said);
            let sentence = d.sentences[0].clone();
            super::tie_to_days(&mut d, &sentence);
            d.syntax.head.iter().copied().zip(d.syntax.deprel).skip(1).collect::<Vec<_>>()
        };
        let right = [(2, "case"), (0, "obl")];
        assert_eq!(tied("left/VERB/0/root on/AUX/0/advmod Thursday/PROPN/0/obl:unmarked"), right);
        assert_eq!(tied("left/VERB/0/root on/ADP/0/obl Thursday/PROPN/1/obj"), right);
        let night = "left/VERB/0/root on/ADP/0/advmod Friday/PROPN/3/compound night/NOUN/0/obl:unmarked";
        let through = "left/VERB/0/root on/ADP/0/obl Thursday/PROPN/3/flat it/PRON/1/obj";
        assert_eq!(tied(through), [(2, "case"), (0, "obl"), (1, "obj")], "no cycle");
        assert_eq!(tied(night), [(3, "case"), (3, "compound"), (0, "obl")]);
        let books = "on/ADP/1/case books/NOUN/1/root";
        assert_eq!(tied(books), [(1, "root")]);
    }

    #[test]
    fn a_day_behind_the_subject_is_none() {
        let relation = |said: &str, day: usize| {
            let mut d = crate::testing::document(said);
            let sentence = d.sentences[0].clone();
            super::clear_of_days(&mut d, &sentence);
            d.syntax.deprel[day]
        };
        assert_eq!(relation("Rice/PROPN/2/nsubj Monday/PROPN/2/nsubj left/VERB/2/root", 1), "obl:unmarked");
        assert_eq!(relation("Monday/PROPN/1/nsubj came/VERB/1/root", 0), "nsubj");
        assert_eq!(relation("Rice/PROPN/2/nsubj Ode/PROPN/2/nsubj left/VERB/2/root", 1), "nsubj");
    }

    #[test]
    fn a_past_is_no_lemma() {
        let known = |w: &str| w == "fail" || w == "urge";
        assert_eq!(super::verb_lemma("failed", "failed", known).as_deref(), Some("fail"));
        assert_eq!(super::verb_lemma("Urged", "urged", known).as_deref(), Some("urge"));
        assert_eq!(super::verb_lemma("urged", "urg", known).as_deref(), Some("urge"));
        assert_eq!(super::verb_lemma("said", "said", known).as_deref(), Some("say"));
        assert_eq!(super::verb_lemma("exceed", "exceed", known), None);
    }

    #[test]
    fn marks_and_auxiliaries_are_told_from_words() {
        assert!(super::agree(Upos::Punct, "punct") && super::agree(Upos::Aux, "aux:pass"));
        assert!(!super::agree(Upos::Verb, "aux") && !super::agree(Upos::Punct, "obl"));
        assert!(super::AUXILIARIES.get("Did").is_some() && super::AUXILIARIES.get("said").is_none());
        assert_eq!(super::IRREGULAR.get("withdrew"), Some(&"withdraw"));
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
