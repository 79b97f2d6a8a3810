//! Mentions: phrases that stand for people, organisations, places and things, nested as they are in the text.

use std::ops::Range;
use std::sync::LazyLock;

use crate::document::{Document, Mention, MentionKind, Upos};
use crate::model::{best, sigmoid};
use crate::quantities::lookup::Lookup;
use crate::record::Form;
use crate::scores::Scores;

static POSTNOMINALS: LazyLock<Lookup<()>> =
    LazyLock::new(|| Lookup::new(include_str!("../../../knowledge/words/postnominals.tsv"), |_| Some(())));

/// Least score of a span as a mention.
const LIKELY: f32 = 0.0;

/// Least probability of a span that is no one phrase of the tree.
const TORN: f32 = 0.9;

/// Adds the mentions of one window, whose syntax is known.
pub fn decode(document: &mut Document, scores: &Scores) {
    for sentence in scores.sentences(document).to_vec() {
        let first = document.mentions.len();
        let within = |span: &Range<usize>| span.start + sentence.start..span.end + sentence.start;
        let roots = |span: &Range<usize>| roots(document, &within(span));
        let alike = |one: &Range<usize>, other: &Range<usize>| are_alike(document, &within(one), &within(other));
        for span in likely_spans(&scores.spans(&sentence), sentence.len(), roots, alike) {
            let span = trimmed(document, span.start + sentence.start..span.end + sentence.start);
            let span = with_letters(document, span);
            let known = document.mentions.iter().rev().take_while(|m| m.span.start >= sentence.start);
            let letters = span.len() == 1 && are_letters(document, span.start);
            if letters || is_part_of_name(document, &span) || known.into_iter().any(|m| m.span == span) {
                continue;
            }
            let kind = kind(scores.labels().mention[best(&scores.mention_types(&span))]);
            let mut mention = describe(document, span, kind);
            mention.vectors = Some(scores.mention_vectors(mention.span.start, mention.head));
            document.mentions.push(mention);
        }
        for m in (first..document.mentions.len()).rev() {
            let here = &document.mentions[first..];
            if here.iter().any(|longer| is_rest_of(document, &document.mentions[m], longer)) {
                document.mentions.remove(m);
            }
        }
    }
}

/// Whether a mention is what is left of a longer name without its first words: "Columbia" beside "British Columbia".
/// People are named with and without their titles.
fn is_rest_of(document: &Document, mention: &Mention, longer: &Mention) -> bool {
    let syntax = &document.syntax;
    let start = mention.span.start;
    let named = |i: usize| syntax.upos[i] == Upos::Propn && matches!(syntax.relation(i), "compound" | "amod" | "flat");
    mention.kind != MentionKind::Person
        && mention.head == longer.head
        && longer.span.start < start
        && named(start - 1)
        && syntax.parent(start - 1) == Some(mention.head)
}

/// How many words of a span, marks aside, are governed from outside it.
fn roots(document: &Document, span: &Range<usize>) -> usize {
    let syntax = &document.syntax;
    let outside = |i: usize| syntax.parent(i).is_none_or(|h| !span.contains(&h));
    span.clone().filter(|&i| syntax.upos[i] != Upos::Punct && outside(i)).count()
}

/// A span without the conjunction or comma that leads on from it, and without the quotation marks that it stands in.
fn trimmed(document: &Document, mut span: Range<usize>) -> Range<usize> {
    while span.len() > 1 && (document.syntax.upos[span.end - 1] == Upos::Cconj || document.word(span.end - 1) == ",") {
        span.end -= 1;
    }
    // ", where": what is told of something by the way is no part of the mention.
    let aside = |&i: &usize| {
        document.word(i) == "," && matches!(document.syntax.lemma[i + 1].as_str(), "which" | "where" | "when")
    };
    if let Some(comma) = (span.start + 1..span.end.saturating_sub(1)).find(aside) {
        span.end = comma;
    }
    span = of_one(document, span);
    let marked = |i: usize| matches!(document.word(i), "\"" | "“" | "”" | "‘" | "’" | "``" | "''");
    if span.len() > 2 && marked(span.start) && marked(span.end - 1) {
        span = span.start + 1..span.end - 1;
    }
    span
}

/// The span of the name of one without a clause about it, and without a noun before it that is another's to say.
fn of_one(document: &Document, mut span: Range<usize>) -> Range<usize> {
    let (syntax, head) = (&document.syntax, document.syntax.head_of(&span));
    if syntax.upos[head] != Upos::Propn || syntax.has(head, "Number=Plur") {
        return span;
    }
    // "The Senate [that voted]": there is one.
    let clause = |&i: &usize| {
        matches!(syntax.lemma[i].as_str(), "that" | "which")
            && syntax.parent(i).is_some_and(|v| syntax.deprel[v] == "acl:relcl" && syntax.parent(v) == Some(head))
    };
    span.end = (head + 1..span.end).find(clause).unwrap_or(span.end);
    // "My friend Ana" is "my friend Ana" and "Ana", and not "friend Ana".
    let owned = |i: usize| {
        i > 0
            && matches!(syntax.deprel[i - 1], "det" | "nmod:poss")
            && syntax.parent(i - 1).is_some_and(|h| span.contains(&h))
    };
    let noun = |i: usize| syntax.upos[i] == Upos::Noun && document.word(i).starts_with(char::is_lowercase);
    if head > span.start && noun(span.start) && owned(span.start) {
        span.start += 1;
    }
    span
}

/// A name with the letters that follow it behind a comma: "Ana Ruiz, QC", "Baltic Lines, Inc.".
fn with_letters(document: &Document, span: Range<usize>) -> Range<usize> {
    let next = span.end + 1;
    let within = document.sentence_around(span.start).contains(&next);
    let follow = within && document.syntax.upos[span.end - 1] == Upos::Propn && are_letters(document, next);
    span.start..if follow { next + 1 } else { span.end }
}

/// Whether a word behind a comma is an honour, a degree or the form of a company.
fn are_letters(document: &Document, word: usize) -> bool {
    word > 0 && document.word(word - 1) == "," && POSTNOMINALS.get(document.word(word)).is_some()
}

/// Whether a span is a piece of a longer name: "San" of "San Francisco", "Norton" of "Emperor Norton Bridge", an initial
/// before a name.
fn is_part_of_name(document: &Document, span: &Range<usize>) -> bool {
    let syntax = &document.syntax;
    let head = syntax.head_of(span);
    is_initial(document, span)
        || syntax.relation(head) == "flat"
            && syntax.upos[head] == Upos::Propn
            && syntax
                .parent(head)
                .is_some_and(|p| p + 1 == span.start || span.start > 0 && syntax.relation(span.start - 1) == "flat")
}

/// Whether a span is one letter that stands for a first name: "K." of "K. Michael Stevens".
fn is_initial(document: &Document, span: &Range<usize>) -> bool {
    let mut letters = document.word(span.start).trim_end_matches('.').chars();
    let capital = |i: usize| i < document.words.len() && document.word(i).starts_with(char::is_uppercase);
    span.len() == 1
        && letters.next().is_some_and(|c| c.is_uppercase() && c != 'I')
        && letters.next().is_none()
        && document.syntax.upos[span.start] == Upos::Propn
        && capital(span.end)
}

/// A mention with its head and form.
pub fn describe(document: &Document, span: Range<usize>, kind: MentionKind) -> Mention {
    let head = document.syntax.head_of(&span);
    let form = match document.syntax.upos[head] {
        Upos::Propn => Form::Name,
        Upos::Pron => Form::Pronoun,
        _ => Form::Nominal,
    };
    Mention { span, head, kind, form, vectors: None, entity: None }
}

fn kind(label: &str) -> MentionKind {
    match label {
        "person" => MentionKind::Person,
        "organization" => MentionKind::Organization,
        "place" => MentionKind::Place,
        "event" => MentionKind::Event,
        "time" => MentionKind::Time,
        "abstract" => MentionKind::Abstract,
        _ => MentionKind::Object,
    }
}

/// Whether of two phrases, one within the other, both are the same one: with and without the clause about it. Those that are
/// joined are not the first of them.
pub fn are_alike(document: &Document, one: &Range<usize>, other: &Range<usize>) -> bool {
    let syntax = &document.syntax;
    let head = syntax.head_of(one);
    let sentence = document.sentence_around(head);
    let joined = |c: &usize| syntax.relation(*c) == "conj" && one.contains(c) != other.contains(c);
    head == syntax.head_of(other) && !syntax.children(head, sentence).any(|c| joined(&c))
}

/// Spans that are likelier mentions than not, in text order, outer before inner: none crosses another, and of those that are
/// `alike` one is kept.
fn likely_spans(
    scores: &[f32],
    n: usize,
    roots: impl Fn(&Range<usize>) -> usize,
    alike: impl Fn(&Range<usize>, &Range<usize>) -> bool,
) -> Vec<Range<usize>> {
    let mut hits: Vec<(f32, Range<usize>)> = (0..n)
        .flat_map(|i| (i..n).map(move |j| (i, j)))
        .filter(|&(i, j)| scores[i * n + j] > LIKELY)
        .map(|(i, j)| (sigmoid(scores[i * n + j]), i..j + 1))
        .collect();
    // A phrase hangs together: what the tree divides must be the likelier as a mention.
    hits.retain(|(p, span)| *p > TORN || roots(span) == 1);
    hits.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.start.cmp(&b.1.start)).then(a.1.end.cmp(&b.1.end)));
    let mut kept: Vec<Range<usize>> = Vec::new();
    for (_, span) in hits {
        let crosses = |k: &Range<usize>| {
            (k.start < span.start && span.start < k.end && k.end < span.end)
                || (span.start < k.start && k.start < span.end && span.end < k.end)
        };
        let nests = |k: &Range<usize>| {
            (k.start <= span.start && span.end <= k.end) || (span.start <= k.start && k.end <= span.end)
        };
        if !kept.iter().any(|k| crosses(k) || nests(k) && alike(k, &span)) {
            kept.push(span);
        }
    }
    kept.sort_by(|a, b| a.start.cmp(&b.start).then(b.end.cmp(&a.end)));
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_initial_is_a_part_of_the_name() {
        let d = crate::testing::document(
            "K./PROPN/1/nmod Stevens/PROPN/3/nsubj of/ADP/3/case X/PROPN/3/root left/VERB/3/dep",
        );
        assert!(is_part_of_name(&d, &(0..1)));
        assert!(!is_part_of_name(&d, &(3..4)) && !is_part_of_name(&d, &(0..2)));
    }

    #[test]
    fn the_rest_of_a_name_is_none() {
        let d = crate::testing::document("in/ADP/2/case British/PROPN/2/compound Columbia/PROPN/3/obl met/VERB/3/root");
        let [short, long] = [2..3, 1..3].map(|span| describe(&d, span, MentionKind::Place));
        assert!(is_rest_of(&d, &short, &long) && !is_rest_of(&d, &long, &short));
    }

    #[test]
    fn letters_behind_a_name_belong_to_it() {
        let d = crate::testing::document(
            "Ana/PROPN/4/nsubj Ruiz/PROPN/0/flat ,/PUNCT/3/punct QC/PROPN/0/appos left/VERB/4/root",
        );
        assert_eq!((with_letters(&d, 0..2), with_letters(&d, 4..5)), (0..4, 4..5));
        assert!(are_letters(&d, 3) && !are_letters(&d, 1));
    }

    #[test]
    fn the_name_of_one_has_no_clause_and_no_noun_of_anothers() {
        let d = crate::testing::document(
            "the/DET/1/det Senate/PROPN/1/root that/PRON/3/nsubj voted/VERB/1/acl:relcl ,/PUNCT/1/punct my/PRON/7/nmod:poss friend/NOUN/7/compound Ana/PROPN/1/appos",
        );
        assert_eq!((of_one(&d, 0..4), of_one(&d, 6..8), of_one(&d, 5..8)), (0..2, 7..8, 5..8));
    }

    #[test]
    fn crossing_spans_lose_to_likelier_ones() {
        let n = 4;
        let mut scores = vec![-5.0; n * n];
        scores[2] = 3.0; // words 0 to 2
        scores[n + 3] = 1.0; // words 1 to 3, crosses it
        scores[n + 1] = 2.0; // word 1, nested in both
        assert_eq!(likely_spans(&scores, n, |_| 1, |_, _| false), [0..3, 1..2]);
        let heads_agree = |one: &Range<usize>, other: &Range<usize>| one.len().min(other.len()) == 1;
        assert_eq!(likely_spans(&scores, n, |_| 1, heads_agree).len(), 1, "of two that are alike the likelier");
    }

    #[test]
    fn those_who_are_joined_are_not_the_first_of_them() {
        let d = crate::testing::document(
            "envoys/NOUN/4/nsubj from/ADP/2/case Peru/PROPN/0/nmod and/CCONJ/3/cc rebels/NOUN/0/conj met/VERB/5/root",
        );
        assert!(are_alike(&d, &(0..1), &(0..3)));
        assert!(!are_alike(&d, &(0..1), &(0..5)) && !are_alike(&d, &(2..3), &(0..3)));
    }
}
