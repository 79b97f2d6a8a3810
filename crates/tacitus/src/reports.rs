//! Reports: who says what by the grammar of the sentence, beside what the network tagged.
//!
//! The tree shows what a cue governs: the clause of "said", the statement before ", monitors reported", the noun and its
//! clause in "a charge by Peru that". What it shows mends attributions that were tagged in part, divides a cue that is two
//! ("denied a charge": the denial, and the charge denied), and adds those that were not tagged.

mod bounds;
mod cue;
mod insertions;
pub mod nominal;
mod objects;
mod paragraphs;
mod spans;
mod verbal;

use std::ops::Range;

use tacitus_knowledge::Knowledge;

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
    document.attributions.iter_mut().for_each(spans::fill);
    for a in 0..document.attributions.len() {
        spans::restore(document, a);
        spans::patch(document, a);
        spans::sort(document, knowledge, a);
        spans::part(document, knowledge, a);
        bounds::close(document, a);
        bounds::leave(document, a);
    }
    for a in 0..document.attributions.len() {
        bounds::finish(document, a);
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
            Some(a) if report.nominal && spans::divide(document, knowledge, a, &report) => add(document, report),
            Some(a) => {
                let upos = &document.syntax.upos;
                let is_name = |words: Range<usize>| upos[words].iter().all(|&u| u == Upos::Propn);
                let speaker = report.source.as_ref().map(|s| document.syntax.head_of(s));
                spans::mend(&mut document.attributions[a], &report, speaker, is_name);
                bounds::begin(document, a, &report);
                spans::quote(document, a, &report, &quoted);
            }
            None => add(document, report),
        }
    }
    spans::leave_torn(document);
    (0..document.attributions.len()).for_each(|a| spans::add_to(document, a));
    bounds::cut(document, knowledge);
    bounds::stop(document, &quoted);
    for a in 0..document.attributions.len() {
        bounds::keep_to_paragraph(document, a, &quoted);
        bounds::confine(document, a, &quoted);
        spans::loosen(document, a);
    }
    spans::leave_voiceless(document);
    // What neither a cue nor a source nor quotation marks show to be said must be likely to be so.
    document.attributions.retain(|a| {
        let told = !a.cue.is_empty() || !a.source.is_empty() || a.confidence >= UNTOLD;
        told || a.content.iter().any(|c| quoted[c.start..c.end].contains(&true))
    });
    document.quoted = quoted;
    paragraphs::join(document);
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
        if content.contains(&report.cue) || a.cue.iter().any(|c| report.content.contains(&c.start)) {
            // One stands within the other.
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
    use crate::testing::{document, one, owned, texts, told};

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
        d.attributions.push(told(0..1, 1..5, 5..8));
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
    fn a_source_is_not_in_its_own_content() {
        let mut d = document(
            "Ships/NOUN/1/nsubj fired/VERB/1/root twice/ADV/1/advmod ,/PUNCT/5/punct Peru/PROPN/5/nsubj claimed/VERB/1/parataxis",
        );
        d.attributions.push(told(0..1, 5..6, 1..3));
        complete(&mut d, &Knowledge::builtin());
        assert_eq!(texts(&d), owned(&[("Peru", "claimed", "Ships fired twice")]));
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
    fn a_short_report_of_a_long_statement_is_one_of_its_own() {
        let mut d = document(
            "Peru/PROPN/1/nsubj said/VERB/10/ccomp the/DET/3/det charge/NOUN/4/nsubj proved/VERB/1/ccomp only/ADV/4/advmod that/SCONJ/8/mark Chile/PROPN/8/nsubj lied/VERB/4/ccomp television/NOUN/10/nsubj reported/VERB/10/root",
        );
        d.attributions.push(told(0..1, 1..2, 2..9));
        complete(&mut d, &Knowledge::builtin());
        assert_eq!(
            texts(&d),
            owned(&[
                ("Peru", "said", "the charge proved only that Chile lied"),
                ("television", "reported", "Peru said the charge proved only that Chile lied")
            ])
        );
    }

    #[test]
    fn who_testifies_is_not_he_who_hears_it() {
        let mut d = document(
            "Judges/NOUN/1/nsubj heard/VERB/1/root from/ADP/3/case him/PRON/1/obl who/PRON/5/nsubj testified/VERB/3/acl:relcl ships/NOUN/7/nsubj sank/VERB/5/ccomp",
        );
        d.attributions.push(told(0..1, 1..2, 6..8));
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
