//! Reports: who says what by the grammar of the sentence, beside what the network tagged.
//!
//! The tree shows what a cue governs: the clause of "said", the statement before ", monitors reported", the noun and its
//! clause in "a charge by Peru that". What it shows mends attributions that were tagged in part, divides a cue that is two
//! ("denied a charge": the denial, and the charge denied), and adds those that were not tagged.

mod cue;
mod insertions;
pub mod nominal;
mod paragraphs;
mod verbal;

use std::ops::Range;

use tacitus_knowledge::Knowledge;

use crate::acts;
use crate::document::{Attribution, Document, Upos};
use crate::quotations;

/// Acts that leave a claim disputed or open.
const DISPUTING: [&str; 5] = ["deny", "reject", "contradict", "confirm", "disagree"];
/// How sure an attribution is that the tree alone shows.
const BY_TREE: f32 = 0.5;
/// Least confidence of a content that nothing shows to be said.
const UNTOLD: f32 = 0.4;
/// Words of another cue and its source that may stand in a content.
const GAP: usize = 5;

/// An attribution that the tree shows.
#[derive(Debug, Default, PartialEq)]
struct Report {
    /// The word that says what act it is.
    cue: usize,
    source: Option<Range<usize>>,
    content: Range<usize>,
    /// Whether the cue is a noun: "the claim that".
    nominal: bool,
    /// Whether it closes the sentence: "..., monitors said."
    closing: bool,
    /// Whether the source is the subject of the cue itself.
    by_subject: bool,
    /// Where cue and source are put into the content: "Troops, monitors said, left".
    apart: Option<Range<usize>>,
    /// Whether the content is a clause that the cue governs.
    clausal: bool,
    /// Whether another cue has the same content: "he said, and they confirmed, that".
    shared: bool,
}

impl Report {
    /// The content without what is put into it.
    fn contents(&self) -> Vec<Range<usize>> {
        let Some(apart) = &self.apart else { return vec![self.content.clone()] };
        let parts = [self.content.start..apart.start, apart.end..self.content.end];
        parts.into_iter().filter(|part| !part.is_empty()).collect()
    }
}

/// Mends and adds attributions by the trees, and marks what stands in quotation marks. Requires syntax and attributions.
pub fn complete(document: &mut Document, knowledge: &Knowledge) {
    let words = 0..document.words.len();
    let mut found: Vec<Report> = words
        .flat_map(|w| verbal::at(document, knowledge, w).or_else(|| nominal::at(document, knowledge, w)))
        .collect();
    document.attributions.iter_mut().for_each(fill);
    for a in 0..document.attributions.len() {
        patch(document, a);
        sort(document, a);
        part(document, knowledge, a);
        close(document, a);
    }
    for a in 0..document.attributions.len() {
        finish(document, a);
        cue::complete(document, knowledge, a);
    }
    // Within a quotation somebody's own words report; only a quotation within it is a statement beside it.
    let quoted = quotations::quoted(document);
    let single = |r: &Report| quotations::opens_within(document, r.content.start);
    let third = |r: &Report| {
        let head = r.source.as_ref().map(|s| document.syntax.head_of(s));
        r.clausal && head.is_some_and(|h| matches!(document.syntax.upos[h], Upos::Noun | Upos::Propn))
    };
    found.retain(|r| {
        !quoted[r.cue] || single(r) || third(r) || document.attributions.iter().any(|a| a.is_cued_by(r.cue))
    });
    // What is reported before what stands within it.
    found.sort_by_key(|r| std::cmp::Reverse(r.content.len()));
    for report in found {
        match document.attributions.iter().position(|a| a.is_cued_by(report.cue)) {
            Some(a) if report.nominal && divide(document, knowledge, a, &report) => add(document, report),
            Some(a) => {
                let upos = &document.syntax.upos;
                let is_name = |words: Range<usize>| upos[words].iter().all(|&u| u == Upos::Propn);
                let speaker = report.source.as_ref().map(|s| document.syntax.head_of(s));
                mend(&mut document.attributions[a], &report, speaker, is_name);
            }
            None => add(document, report),
        }
    }
    for a in 0..document.attributions.len() {
        cut(document, knowledge, a);
    }
    (0..document.attributions.len()).for_each(|a| confine(document, a, &quoted));
    // Nobody is the source of what is said of him.
    for attribution in &mut document.attributions {
        let content = &attribution.content;
        attribution.source.retain(|s| !content.iter().any(|c| c.start <= s.start && s.end <= c.end));
    }
    // What neither a cue nor a source nor quotation marks show to be said must be likely to be so.
    document.attributions.retain(|a| {
        let told = !a.cue.is_empty() || !a.source.is_empty() || a.confidence >= UNTOLD;
        told || a.content.iter().any(|c| quoted[c.start..c.end].contains(&true))
    });
    document.quoted = quoted;
    paragraphs::join(document);
}

/// Closes small gaps in a content. Only its own source and cue divide what somebody says; other gaps are the cues and
/// sources of what stands within it.
fn fill(attribution: &mut Attribution) {
    let own: Vec<Range<usize>> = attribution.cue.iter().chain(&attribution.source).cloned().collect();
    let mut out: Vec<Range<usize>> = Vec::new();
    for next in std::mem::take(&mut attribution.content) {
        match out.last_mut() {
            Some(last)
                if next.start >= last.end
                    && next.start - last.end <= GAP
                    && own.iter().all(|o| o.end <= last.end || next.start <= o.start) =>
            {
                last.end = next.end;
            }
            _ => out.push(next),
        }
    }
    attribution.content = out;
}

/// Gives a source or a piece of a content that ends before its own noun the noun: "[the] company agreed".
fn patch(document: &mut Document, a: usize) {
    let syntax = &document.syntax;
    let attribution = &document.attributions[a];
    let sourced = |w: usize| attribution.source.iter().any(|s| s.contains(&w));
    let taken = |w: usize| attribution.is_cued_by(w) || attribution.tells(w) || sourced(w);
    let noun = |span: &Range<usize>| {
        let word = span.end - 1;
        let head = syntax.parent(word).filter(|&h| h >= span.end && h - span.end < GAP)?;
        let nominal = matches!(syntax.upos[head], Upos::Noun | Upos::Propn) && syntax.upos[word] == Upos::Det;
        let inner = |w: usize| syntax.is_below(w, head) || w == head;
        (nominal && (span.end..=head).all(|w| inner(w) && !taken(w))).then_some(head + 1)
    };
    let source: Vec<Option<usize>> = attribution.source.iter().map(noun).collect();
    let content: Vec<Option<usize>> = attribution.content.iter().map(noun).collect();
    let attribution = &mut document.attributions[a];
    for (spans, ends) in [(&mut attribution.source, source), (&mut attribution.content, content)] {
        spans.iter_mut().zip(ends).for_each(|(span, end)| span.end = end.unwrap_or(span.end));
    }
}

/// Makes the source of the relative pronoun that is a cue's subject: "Chile, [which] denied it".
fn sort(document: &mut Document, a: usize) {
    let syntax = &document.syntax;
    let attribution = &document.attributions[a];
    let Some(verb) = attribution.cue.first().map(|c| syntax.head_of(c)) else { return };
    if attribution.content.is_empty() {
        return;
    }
    let speaks = |c: &Range<usize>| {
        let word = c.start;
        c.len() == 1
            && syntax.parent(word) == Some(verb)
            && syntax.deprel[word] == "nsubj"
            && verbal::is_relative(document, word)
    };
    let alone = attribution.source.is_empty() || attribution.source.as_slice() == &attribution.content[..1];
    if alone && attribution.content.len() > 1 && speaks(&attribution.content[0]) {
        let attribution = &mut document.attributions[a];
        attribution.source = vec![attribution.content.remove(0)];
    }
}

/// Ends a content before the source that closes the sentence: "ships sank, [monitors] said".
fn close(document: &mut Document, a: usize) {
    let attribution = &document.attributions[a];
    let [source] = attribution.source.as_slice() else { return };
    let holds = |c: &Range<usize>| c.start < source.start && source.start < c.end && c.end <= source.end;
    let said = attribution.cue.iter().any(|c| c.start == source.end);
    let Some(k) = attribution.content.iter().position(holds).filter(|_| said) else { return };
    let kept = trimmed(document, attribution.content[k].start..source.start);
    document.attributions[a].content[k] = kept;
}

/// Takes the verb of a cue out of a source: "[his office told] reporters" is who told and what he did.
fn part(document: &mut Document, knowledge: &Knowledge, a: usize) {
    let [source] = document.attributions[a].source.as_slice() else { return };
    let (start, verb) = (source.start, source.end - 1);
    let sentence = document.sentence_around(verb);
    let speaks = |c: usize| document.syntax.relation(c) == "nsubj" && (start..verb).contains(&c);
    let own = document.syntax.children(verb, sentence).any(speaks);
    if own && acts::verb(document, knowledge, verb).is_some() {
        let attribution = &mut document.attributions[a];
        attribution.source = std::iter::once(start..verb).collect();
        attribution.cue = std::iter::once(verb..verb + 1).collect();
    }
}

/// Gives a content that ends within a verb's or noun's own words the rest of its clause: "said the patrol had [fired]".
fn finish(document: &mut Document, a: usize) {
    let syntax = &document.syntax;
    let Some(last) = document.attributions[a].content.last().cloned() else { return };
    let word = last.end - 1;
    let torn = matches!(
        syntax.relation(word),
        "aux" | "cop" | "det" | "case" | "mark" | "nsubj" | "compound" | "amod" | "nummod"
    );
    let sentence = document.sentence_around(word);
    // "To build [the ship]".
    let takes = |&c: &usize| syntax.relation(c) == "obj" && syntax.subtree(c, sentence).start == last.end;
    let object = syntax.children(word, sentence).find(takes).filter(|_| syntax.upos[word] == Upos::Verb);
    let own = syntax.parent(word).filter(|&h| torn && h >= last.end && h - last.end < GAP);
    let Some(head) = own.or(object) else { return };
    let mark = |i: usize| syntax.upos[i] == Upos::Punct;
    let whole = syntax.subtree(head, sentence);
    let end = (head..whole.end).find(|&i| mark(i)).unwrap_or(whole.end);
    let own = document.attributions[a].cue.iter().chain(&document.attributions[a].source);
    if !own.clone().any(|o| o.start < end && last.end <= o.start) && !(last.end..head).any(mark) {
        let content = &mut document.attributions[a].content;
        content.last_mut().expect("it has a last span").end = end;
    }
}

/// Ends a content before what the reporter adds to it: "Peru paid, [a charge that Chile denied]".
fn cut(document: &mut Document, knowledge: &Knowledge, a: usize) {
    let attributions = &document.attributions;
    let added = |b: &Attribution| {
        let start = b.content.first()?.start;
        let behind = b.cue.first()?.start >= b.content.first()?.end && start > 0 && document.word(start - 1) == ",";
        let noun = document.syntax.head_of(b.content.first()?);
        let told = document.syntax.lemma[noun] == "something" || acts::noun(document, knowledge, noun).is_some();
        (behind && told).then_some(start - 1)
    };
    let Some(last) = attributions[a].content.last().cloned() else { return };
    let comma = (0..attributions.len()).filter(|&b| b != a).filter_map(|b| added(&attributions[b]));
    let Some(comma) = comma.filter(|&c| c > last.start && c < last.end).min() else { return };
    document.attributions[a].content.last_mut().expect("it has a last span").end = comma;
}

/// Leaves out the word or two that another sentence seems to add to a content without quotation marks.
fn confine(document: &mut Document, a: usize, quoted: &[bool]) {
    let attribution = &document.attributions[a];
    let Some(cue) = attribution.cue.first().map(|c| c.start) else { return };
    if attribution.content.len() > 1 {
        let sentence = document.sentence_around(cue).clone();
        let bare = |c: &Range<usize>| !quoted[c.clone()].contains(&true);
        let elsewhere = |c: &Range<usize>| c.end <= sentence.start || sentence.end <= c.start;
        document.attributions[a].content.retain(|c| c.len() > 2 || !elsewhere(c) || !bare(c));
    }
}

/// Takes the noun of a report out of a cue that begins with a verb of its own, and gives the verb the noun's phrase as
/// its content. False where the cue has no such verb.
fn divide(document: &mut Document, knowledge: &Knowledge, a: usize, report: &Report) -> bool {
    let Some(cue) = document.attributions[a].cue.iter().find(|c| c.contains(&report.cue)).cloned() else {
        return false;
    };
    let Some(verb) = (cue.start..report.cue).rev().find(|&w| acts::verb(document, knowledge, w).is_some()) else {
        return false;
    };
    let start = nominal::phrase_start(document, report.cue).max(verb + 1);
    let mut end = start;
    while end > verb + 1 && matches!(document.syntax.upos[end - 1], Upos::Adp | Upos::Det | Upos::Adj) {
        end -= 1;
    }
    let subject = crate::attribution::subject(document, &(verb..verb + 1));
    let of_noun = document.attributions[a].source.first() == report.source.as_ref();
    let attribution = &mut document.attributions[a];
    if attribution.source.is_empty() || of_noun {
        attribution.source = subject.into_iter().collect();
    }
    attribution.cue = std::iter::once(cue.start..end).collect();
    attribution.content = std::iter::once(start..report.content.end).collect();
    true
}

/// Gives an attribution what it lacks: the source, or the rest of a content of which only pieces were tagged.
fn mend(
    attribution: &mut Attribution,
    report: &Report,
    speaker: Option<usize>,
    is_name: impl Fn(Range<usize>) -> bool,
) {
    let wider = |s: &Range<usize>| {
        report.source.as_ref().is_some_and(|r| r.start <= s.start && s.end <= r.end && s.end < report.cue)
    };
    let told = |s: &Range<usize>| report.content.start <= s.start && s.end <= report.content.end;
    if report.apart.is_some() {
        attribution.source = report.source.iter().cloned().collect();
        attribution.content = report.contents();
        return;
    }
    let misplaced = report.source.as_ref().is_some_and(|r| !told(r)) && attribution.source.iter().all(told);
    // Who is the cue's own subject says it, whoever was taken for the source.
    let own = report.by_subject && speaker.is_some_and(|head| attribution.source.iter().all(|s| !s.contains(&head)));
    let named = || match (attribution.source.as_slice(), &report.source) {
        ([s], Some(r)) => report.by_subject && s.start == r.start && s.end < r.end && is_name(s.end..r.end),
        _ => false,
    };
    if own || named() || misplaced || ((report.closing || report.nominal) && attribution.source.iter().all(wider)) {
        attribution.source = report.source.iter().cloned().collect();
    }
    // "The paper, [citing officials], reported that": what is put in before the clause is no part of what it reports.
    let put_in =
        |c: &Range<usize>| report.source.as_ref().is_some_and(|s| s.start <= c.start && c.end <= report.content.start);
    if report.by_subject && report.clausal {
        attribution.content.retain(|c| !put_in(c));
        if attribution.content.is_empty() {
            attribution.content.push(report.content.clone());
        }
    }
    let inside = |c: &Range<usize>| report.content.start <= c.start && c.end <= report.content.end;
    let cued = attribution.cue.iter().any(|c| c.start < report.content.end && report.content.start < c.end);
    if !cued && attribution.length() < report.content.len() && attribution.content.iter().all(inside) {
        attribution.content = vec![report.content.clone()];
    }
}

/// Adds an attribution, unless one has its content already; one that has no cue gets this one.
fn add(document: &mut Document, report: Report) {
    if let Some(source) = &report.source {
        let speaker = document.word(source.end - 1).to_lowercase();
        if source.len() <= 2 && matches!(speaker.as_str(), "i" | "we" | "you" | "this" | "that" | "one") {
            // Those who speak and are spoken to speak within somebody's quotation.
            return;
        }
    } else if !report.nominal {
        return;
    }
    let cue = report.cue..report.cue + 1;
    let same = |a: &Attribution| {
        let [content] = a.content.as_slice() else { return false };
        if content.contains(&report.cue) {
            // The report stands within that statement.
            return false;
        }
        let shared = content.end.min(report.content.end).saturating_sub(content.start.max(report.content.start));
        shared * 5 > content.len().max(report.content.len()) * 4
    };
    // "Quoted [a diplomat as saying that]", "repeated [the claim that]": the other says that this was said.
    let above = document.syntax.parent(report.cue);
    let whole = (report.nominal || report.clausal).then(|| report.source.clone()).flatten().and_then(|source| {
        let start = if report.nominal { nominal::phrase_start(document, report.cue) } else { source.start };
        let verb = above.filter(|&v| !report.nominal || document.syntax.upos[v] == Upos::Verb)?;
        let twin = document.attributions.iter().find(|a| same(a))?;
        (twin.is_cued_by(verb) && source.end <= report.content.start).then_some(start..report.content.end)
    });
    let by_relative = report.source.as_ref().is_some_and(|s| s.len() == 1 && verbal::is_relative(document, s.start));
    if !report.shared
        && let Some(twin) = document.attributions.iter_mut().find(|a| same(a))
    {
        // "Asked about [reports] that": who reports is not who is asked.
        let asked = report.nominal && twin.source.iter().any(|s| s.contains(&report.cue));
        // "Heard from him, who testified that": the clause is what was testified.
        let governed = by_relative && report.clausal && twin.cue.iter().all(|c| c.end <= report.cue);
        if twin.cue.is_empty() || asked || governed {
            twin.cue = vec![cue];
            twin.source = report.source.into_iter().collect();
            return;
        }
        let Some(whole) = whole.filter(|w| twin.cue.iter().all(|c| c.end <= w.start || w.end <= c.start)) else {
            return;
        };
        twin.content = vec![whole];
    }
    let content = report.contents();
    // A further piece of another's content that is this content is not the other's as well.
    let near = report.content.start.saturating_sub(GAP)..report.content.end;
    for other in document.attributions.iter_mut().filter(|a| a.content.len() > 1 && !a.tells(report.cue)) {
        let first = other.content.remove(0);
        other.content.retain(|c| !(near.start <= c.start && c.end <= near.end));
        other.content.insert(0, first);
    }
    document.attributions.push(Attribution {
        source: report.source.into_iter().collect(),
        cue: vec![cue],
        content,
        confidence: BY_TREE,
        ..Default::default()
    });
}

/// A span without the punctuation at its ends that is not a quotation mark.
fn trimmed(document: &Document, mut span: Range<usize>) -> Range<usize> {
    let idle = |i: usize| matches!(document.word(i), "," | ";" | ":" | "." | "-" | "–" | "—");
    while span.len() > 1 && idle(span.start) {
        span.start += 1;
    }
    while span.len() > 1 && idle(span.end - 1) {
        span.end -= 1;
    }
    span
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{document, one};

    fn texts(d: &Document) -> Vec<(String, String, String)> {
        let text = |spans: &[Range<usize>]| spans.iter().map(|s| d.slice(s)).collect::<Vec<_>>().join(" | ");
        d.attributions.iter().map(|a| (text(&a.source), text(&a.cue), text(&a.content))).collect()
    }

    fn owned(rows: &[(&str, &str, &str)]) -> Vec<(String, String, String)> {
        rows.iter().map(|(s, c, t)| ((*s).to_owned(), (*c).to_owned(), (*t).to_owned())).collect()
    }

    const DENIED: &str = "Chile/PROPN/1/nsubj denied/VERB/1/root a/DET/4/det Peruvian/ADJ/4/amod charge/NOUN/1/obj that/SCONJ/7/mark ships/NOUN/7/nsubj fired/VERB/4/acl";

    #[test]
    fn what_nothing_shows_to_be_said_must_be_likely() {
        let left = |said: &str, confidence: f32| {
            let mut d = document(said);
            d.attributions.push(Attribution { content: one(1..3), confidence, ..Default::default() });
            complete(&mut d, &Knowledge::builtin());
            d.attributions.len()
        };
        let said = "Peru/PROPN/1/nsubj left/VERB/1/root Chile/PROPN/1/obj";
        assert_eq!((left(said, 0.3), left(said, 0.5)), (0, 1));
        let quoted = "Peru/PROPN/2/nsubj “/PUNCT/2/punct left/VERB/2/root ”/PUNCT/2/punct";
        assert_eq!(left(quoted, 0.3), 1);
    }

    #[test]
    fn a_cue_of_verb_and_noun_is_two_statements() {
        let mut d = document(DENIED);
        d.attributions.push(Attribution {
            source: one(0..1),
            cue: one(1..5),
            content: one(5..8),
            ..Default::default()
        });
        complete(&mut d, &Knowledge::builtin());
        assert_eq!(
            texts(&d),
            owned(&[
                ("Chile", "denied", "a Peruvian charge that ships fired"),
                ("Peruvian", "charge", "that ships fired")
            ])
        );
    }

    #[test]
    fn pieces_of_a_clause_become_the_clause() {
        let mut d = document(
            "Ships/NOUN/1/nsubj fired/VERB/1/root twice/ADV/1/advmod ,/PUNCT/5/punct Peru/PROPN/5/nsubj claimed/VERB/1/parataxis",
        );
        d.attributions.push(Attribution {
            source: one(4..5),
            cue: one(5..6),
            content: one(2..3),
            ..Default::default()
        });
        complete(&mut d, &Knowledge::builtin());
        assert_eq!(texts(&d), owned(&[("Peru", "claimed", "Ships fired twice")]));
    }

    #[test]
    fn a_source_is_not_in_its_own_content() {
        let mut d = document(
            "Ships/NOUN/1/nsubj fired/VERB/1/root twice/ADV/1/advmod ,/PUNCT/5/punct Peru/PROPN/5/nsubj claimed/VERB/1/parataxis",
        );
        d.attributions.push(Attribution {
            source: one(0..1),
            cue: one(5..6),
            content: one(1..3),
            ..Default::default()
        });
        complete(&mut d, &Knowledge::builtin());
        assert_eq!(texts(&d), owned(&[("Peru", "claimed", "Ships fired twice")]));
    }

    #[test]
    fn a_content_is_divided_by_its_own_cue_only() {
        let mut a = Attribution { cue: one(3..4), content: vec![0..2, 5..7, 9..12], ..Default::default() };
        fill(&mut a);
        assert_eq!(a.content, [0..2, 5..12]);
    }

    #[test]
    fn a_content_does_not_end_before_its_verb() {
        let mut d = document(
            "Peru/PROPN/1/nsubj claimed/VERB/1/root ships/NOUN/4/nsubj had/AUX/4/aux fired/VERB/1/conj twice/ADV/4/advmod ./PUNCT/1/punct",
        );
        d.attributions.push(Attribution {
            source: one(0..1),
            cue: one(1..2),
            content: one(2..4),
            ..Default::default()
        });
        complete(&mut d, &Knowledge::builtin());
        assert_eq!(texts(&d), owned(&[("Peru", "claimed", "ships had fired twice")]));
    }

    #[test]
    fn what_was_not_tagged_is_added() {
        let mut d = document(
            "Peru/PROPN/1/nsubj claimed/VERB/1/root ships/NOUN/3/nsubj fired/VERB/1/ccomp at/ADP/5/case boats/NOUN/3/obl",
        );
        complete(&mut d, &Knowledge::builtin());
        assert_eq!(texts(&d), owned(&[("Peru", "claimed", "ships fired at boats")]));
    }

    #[test]
    fn a_source_does_not_end_before_its_noun() {
        let mut d =
            document("The/DET/1/det navy/NOUN/2/nsubj claimed/VERB/2/root ships/NOUN/4/nsubj sank/VERB/2/ccomp");
        d.attributions.push(Attribution {
            source: one(0..1),
            cue: one(2..3),
            content: one(3..5),
            ..Default::default()
        });
        complete(&mut d, &Knowledge::builtin());
        assert_eq!(texts(&d), owned(&[("The navy", "claimed", "ships sank")]));
    }

    #[test]
    fn a_clause_that_disputes_a_statement_is_no_part_of_it() {
        let mut d = document(
            "Peru/PROPN/1/nsubj claimed/VERB/1/root ships/NOUN/3/nsubj sank/VERB/1/ccomp ,/PUNCT/6/punct a/DET/6/det claim/NOUN/3/parataxis Chile/PROPN/8/nsubj disputes/VERB/6/acl",
        );
        d.attributions.push(Attribution {
            source: one(0..1),
            cue: one(1..2),
            content: one(2..9),
            ..Default::default()
        });
        complete(&mut d, &Knowledge::builtin());
        assert_eq!(texts(&d), owned(&[("Peru", "claimed", "ships sank"), ("Chile", "disputes", "a claim")]));
    }

    #[test]
    fn who_denies_it_in_a_relative_clause_is_the_source() {
        let mut d = document(
            "Chile/PROPN/6/nsubj ,/PUNCT/3/punct which/PRON/3/nsubj denied/VERB/0/acl:relcl it/PRON/3/obj ,/PUNCT/3/punct paid/VERB/6/root",
        );
        d.attributions.push(Attribution { cue: one(3..4), content: vec![2..3, 4..5], ..Default::default() });
        complete(&mut d, &Knowledge::builtin());
        assert_eq!(texts(&d)[0], ("which".to_owned(), "denied".to_owned(), "it".to_owned()));
    }

    #[test]
    fn what_is_put_in_is_not_reported() {
        let mut d = document(
            "Peru/PROPN/4/nsubj citing/VERB/0/acl monitors/NOUN/1/obj ,/PUNCT/1/punct claimed/VERB/4/root ships/NOUN/6/nsubj sank/VERB/4/ccomp",
        );
        d.attributions.push(Attribution {
            source: one(0..1),
            cue: one(4..5),
            content: vec![2..3, 5..7],
            ..Default::default()
        });
        complete(&mut d, &Knowledge::builtin());
        assert_eq!(texts(&d), owned(&[("Peru", "claimed", "ships sank")]));
    }

    #[test]
    fn another_sentence_adds_no_word() {
        let mut d = document(
            "Two/NUM/1/nsubj died/VERB/1/root ./PUNCT/1/punct Peru/PROPN/4/nsubj says/VERB/4/root ships/NOUN/6/nsubj sank/VERB/4/ccomp",
        );
        d.sentences = vec![0..3, 3..7];
        d.attributions.push(Attribution {
            source: one(3..4),
            cue: one(4..5),
            content: vec![0..1, 5..7],
            ..Default::default()
        });
        complete(&mut d, &Knowledge::builtin());
        assert_eq!(texts(&d), owned(&[("Peru", "says", "ships sank")]));
    }

    #[test]
    fn a_source_does_not_hold_its_cue() {
        let mut d = document(
            "Ships/NOUN/1/nsubj sank/VERB/5/ccomp ,/PUNCT/5/punct the/DET/4/det navy/NOUN/5/nsubj claims/VERB/5/root",
        );
        d.attributions.push(Attribution { source: one(3..6), content: one(0..5), ..Default::default() });
        complete(&mut d, &Knowledge::builtin());
        assert_eq!(texts(&d), owned(&[("the navy", "claims", "Ships sank")]));
    }

    #[test]
    fn who_testifies_is_not_he_who_hears_it() {
        let mut d = document(
            "Judges/NOUN/1/nsubj heard/VERB/1/root from/ADP/3/case him/PRON/1/obl who/PRON/5/nsubj testified/VERB/3/acl:relcl ships/NOUN/7/nsubj sank/VERB/5/ccomp",
        );
        d.attributions.push(Attribution {
            source: one(0..1),
            cue: one(1..2),
            content: one(6..8),
            ..Default::default()
        });
        complete(&mut d, &Knowledge::builtin());
        assert_eq!(texts(&d), owned(&[("who", "testified", "ships sank")]));
    }

    #[test]
    fn a_third_party_may_say_something_within_a_quotation() {
        let said = |who: &str| {
            let mut d = document(&format!(
                "“/PUNCT/2/punct {who}/2/nsubj say/VERB/2/root ships/NOUN/4/nsubj sank/VERB/2/ccomp ”/PUNCT/2/punct"
            ));
            complete(&mut d, &Knowledge::builtin());
            texts(&d).len()
        };
        assert_eq!((said("Neighbours/NOUN"), said("We/PRON")), (1, 0));
    }

    #[test]
    fn whom_one_contradicts_may_be_told_more_of() {
        let mut d = document(
            "Ann/PROPN/1/nsubj contradicts/VERB/1/root her/PRON/3/nmod:poss minister/NOUN/1/obj ,/PUNCT/6/punct who/PRON/6/nsubj says/VERB/3/acl:relcl that/SCONJ/9/mark ships/NOUN/9/nsubj sank/VERB/6/ccomp",
        );
        d.attributions.push(Attribution {
            cue: one(6..7),
            source: one(5..6),
            content: one(7..10),
            ..Default::default()
        });
        complete(&mut d, &Knowledge::builtin());
        let of = ("Ann".to_owned(), "contradicts".to_owned(), "her minister".to_owned());
        assert!(texts(&d).contains(&of), "{:?}", texts(&d));
    }
}
