//! Where what is said begins and ends: contents that were tagged too far or not far enough, mended by the trees.

use std::ops::Range;

use tacitus_knowledge::Knowledge;

use super::{GAP, Report, trimmed, verbal};
use crate::acts;
use crate::document::{Attribution, Document, Upos};
use crate::words::Gap;

/// Ends a content before the source that closes the sentence: "ships sank, [monitors] said".
pub(super) fn close(document: &mut Document, a: usize) {
    let attribution = &document.attributions[a];
    let [source] = attribution.source.as_slice() else { return };
    let holds = |c: &Range<usize>| c.start < source.start && source.start < c.end && c.end <= source.end;
    let said = attribution.cue.iter().any(|c| c.start == source.end);
    let Some(k) = attribution.content.iter().position(holds).filter(|_| said) else { return };
    let kept = trimmed(document, attribution.content[k].start..source.start);
    document.attributions[a].content[k] = kept;
}

/// Gives a content that ends within a verb's or noun's own words the rest of its clause: "said the patrol had [fired]".
pub(super) fn finish(document: &mut Document, a: usize) {
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

/// Ends contents before what the reporter adds to them: "Peru paid, [a charge that Chile denied]".
pub(super) fn cut(document: &mut Document, knowledge: &Knowledge) {
    let added = |b: &Attribution| {
        let start = b.content.first()?.start;
        let behind = b.cue.first()?.start >= b.content.first()?.end && start > 0 && document.word(start - 1) == ",";
        let noun = document.syntax.head_of(b.content.first()?);
        let told = || document.syntax.lemma[noun] == "something" || acts::noun(document, knowledge, noun).is_some();
        (behind && told()).then(|| start - 1)
    };
    let mut commas: Vec<(usize, usize)> =
        document.attributions.iter().enumerate().filter_map(|(b, told)| Some((added(told)?, b))).collect();
    commas.sort_unstable();
    for (a, attribution) in document.attributions.iter_mut().enumerate() {
        let Some(last) = attribution.content.last_mut() else { continue };
        let after = &commas[commas.partition_point(|&(comma, _)| comma <= last.start)..];
        if let Some(&(comma, _)) = after.iter().find(|&&(_, b)| b != a).filter(|&&(comma, _)| comma < last.end) {
            last.end = comma;
        }
    }
}

/// Ends a content that is not quoted before a semicolon behind which somebody else speaks: "Peru paid[; Chile says it did not]".
pub(super) fn stop(document: &mut Document, quoted: &[bool]) {
    let mut speakers: Vec<(usize, usize)> = Vec::new();
    for (b, attribution) in document.attributions.iter().enumerate() {
        if let (Some(cue), Some(source)) = (attribution.cue.first(), attribution.source.first()) {
            speakers.push((cue.start.min(source.start), b));
        }
    }
    speakers.sort_unstable();
    let semicolon = |w: usize| w > 0 && document.word(w - 1) == ";";
    let speakers: Vec<(usize, usize)> = speakers.into_iter().filter(|&(start, _)| semicolon(start)).collect();
    for (a, attribution) in document.attributions.iter_mut().enumerate() {
        let Some(last) = attribution.content.last_mut() else { continue };
        let after = &speakers[speakers.partition_point(|&(start, _)| start <= last.start + 1)..];
        let other = after.iter().find(|&&(_, b)| b != a).filter(|&&(start, _)| start < last.end && !quoted[start]);
        if let Some(&(start, _)) = other {
            last.end = start - 1;
        }
    }
}

/// Ends a content where the paragraph of its cue ends, unless a quotation goes on in the next: "she said she had 'no fear.'
/// [The town was calm]".
pub(super) fn keep_to_paragraph(document: &mut Document, a: usize, quoted: &[bool]) {
    let attribution = &document.attributions[a];
    let Some(cue) = attribution.cue.first().map(|c| c.start) else { return };
    let begins = |&i: &usize| document.words.gap[i] >= Gap::Line && document.sentence_around(i).start == i;
    let bare = |words: Range<usize>| !quoted[words].contains(&true);
    let kept = |c: &Range<usize>| {
        let next = (c.start + 1..c.end).find(begins);
        let last = (c.start + 1..c.end).rev().find(begins);
        match (next, last) {
            (Some(next), _) if cue < next && bare(next..c.end) => c.start..next,
            (_, Some(last)) if cue >= last && bare(c.start..last) => last..c.end,
            _ => c.clone(),
        }
    };
    let content: Vec<Range<usize>> = attribution.content.iter().map(kept).collect();
    document.attributions[a].content = content;
}

/// Leaves out the word or two that another sentence seems to add to a content without quotation marks.
pub(super) fn confine(document: &mut Document, a: usize, quoted: &[bool]) {
    let attribution = &document.attributions[a];
    let Some(cue) = attribution.cue.first().map(|c| c.start) else { return };
    if attribution.content.len() > 1 {
        let sentence = document.sentence_around(cue).clone();
        let bare = |c: &Range<usize>| !quoted[c.clone()].contains(&true);
        let elsewhere = |c: &Range<usize>| c.end <= sentence.start || sentence.end <= c.start;
        let own = attribution.content.iter().any(|c| cue < c.start && c.end <= sentence.end);
        let idle = |c: &Range<usize>| elsewhere(c) && bare(c) && (c.len() <= 2 || own && c.end <= sentence.start);
        document.attributions[a].content.retain(|c| !idle(c));
    }
}

/// Begins a content behind the relative clause of its source: "according to a man [who knew him], he left".
pub(super) fn leave(document: &mut Document, a: usize) {
    let (attribution, syntax) = (&document.attributions[a], &document.syntax);
    let Some(first) = attribution.content.first().cloned() else { return };
    let relative = verbal::is_relative(document, first.start);
    let Some(verb) = syntax.parent(first.start).filter(|&v| relative && syntax.deprel[v] == "acl:relcl") else {
        return;
    };
    let of_source = |noun: usize| attribution.source.iter().any(|s| s.contains(&noun) && s.end == first.start);
    let mut start = syntax.subtree(verb, document.sentence_around(verb)).end;
    while start < first.end && syntax.upos[start] == Upos::Punct {
        start += 1;
    }
    if syntax.parent(verb).is_some_and(of_source) && start < first.end {
        document.attributions[a].content[0].start = start;
    }
}

/// Begins a content with its clause ("said [during a visit that] he knew"), and goes on with it behind a pronoun that stands
/// before the cue: "whom Peru denies [backing]".
pub(super) fn begin(document: &mut Document, a: usize, report: &Report) {
    let clause = report.content.start;
    let pronoun = |c: &Range<usize>| c.len() == 1 && document.syntax.upos[c.start] == Upos::Pron && c.end <= report.cue;
    if matches!(document.attributions[a].content.as_slice(), [only] if pronoun(only)) && clause > report.cue {
        document.attributions[a].content.push(report.content.clone());
    }
    if report.clausal && report.by_subject && document.word(clause) == "that" {
        let content = &mut document.attributions[a].content;
        let led = |c: &&mut Range<usize>| report.cue < c.start && c.start < clause && clause < c.end;
        content.iter_mut().find(led).into_iter().for_each(|c| c.start = clause);
    }
}

#[cfg(test)]
mod tests {
    use super::super::complete;
    use super::*;
    use crate::testing::{document, one, owned, texts, told};

    #[test]
    fn a_content_does_not_end_before_its_verb() {
        let mut d = document(
            "Peru/PROPN/1/nsubj claimed/VERB/1/root ships/NOUN/4/nsubj had/AUX/4/aux fired/VERB/1/conj twice/ADV/4/advmod ./PUNCT/1/punct",
        );
        d.attributions.push(told(0..1, 1..2, 2..4));
        complete(&mut d, &Knowledge::builtin());
        assert_eq!(texts(&d), owned(&[("Peru", "claimed", "ships had fired twice")]));
    }

    #[test]
    fn a_content_ends_where_somebody_else_speaks() {
        let mut d = document(
            "memos/NOUN/1/nsubj say/VERB/1/root Peru/PROPN/3/nsubj paid/VERB/1/ccomp ;/PUNCT/6/punct Chile/PROPN/6/nsubj says/VERB/1/parataxis it/PRON/8/nsubj lent/VERB/6/ccomp",
        );
        let said = |source: usize, cue: usize, content: Range<usize>| told(source..source + 1, cue..cue + 1, content);
        d.attributions = vec![said(0, 1, 2..9), said(5, 6, 7..9)];
        stop(&mut d, &[false; 9]);
        assert_eq!(d.attributions[0].content, one(2..4));
        d.attributions[0].content = one(2..9);
        stop(&mut d, &[true; 9]);
        assert_eq!(d.attributions[0].content, one(2..9), "within a quotation all is the speaker's");
    }

    #[test]
    fn a_content_goes_on_behind_its_pronoun() {
        let mut d =
            document("whom/PRON/2/obj Peru/PROPN/2/nsubj deny/VERB/2/root arming/VERB/2/xcomp twice/ADV/3/advmod");
        d.attributions.push(told(1..2, 2..3, 0..1));
        complete(&mut d, &Knowledge::builtin());
        assert_eq!(texts(&d), owned(&[("Peru", "deny", "whom | arming twice")]));
    }

    #[test]
    fn a_content_begins_behind_the_clause_of_its_source() {
        let mut d = document(
            "to/ADP/1/case men/NOUN/6/obl who/PRON/3/nsubj knew/VERB/1/acl:relcl ,/PUNCT/1/punct he/PRON/6/nsubj left/VERB/6/root",
        );
        d.attributions.push(told(1..2, 0..1, 2..7));
        leave(&mut d, 0);
        assert_eq!(texts(&d), owned(&[("men", "to", "he left")]));
    }

    #[test]
    fn a_content_begins_with_its_clause() {
        let mut d = document(
            "Peru/PROPN/1/nsubj claim/VERB/1/root on/ADP/3/case Monday/PROPN/1/obl that/SCONJ/6/mark it/PRON/6/nsubj paid/VERB/1/ccomp ./PUNCT/1/punct",
        );
        d.attributions.push(told(0..1, 1..2, 2..7));
        complete(&mut d, &Knowledge::builtin());
        assert_eq!(texts(&d), owned(&[("Peru", "claim", "that it paid")]));
    }

    #[test]
    fn a_clause_that_disputes_a_statement_is_no_part_of_it() {
        let mut d = document(
            "Peru/PROPN/1/nsubj claimed/VERB/1/root ships/NOUN/3/nsubj sank/VERB/1/ccomp ,/PUNCT/6/punct a/DET/6/det claim/NOUN/3/parataxis Chile/PROPN/8/nsubj disputes/VERB/6/acl",
        );
        d.attributions.push(told(0..1, 1..2, 2..9));
        complete(&mut d, &Knowledge::builtin());
        assert_eq!(texts(&d), owned(&[("Peru", "claimed", "ships sank"), ("Chile", "disputes", "a claim")]));
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
    fn a_content_keeps_to_its_paragraph() {
        let mut d = document(
            "Peru/PROPN/1/nsubj says/VERB/1/root ships/NOUN/3/nsubj sank/VERB/1/ccomp ./PUNCT/1/punct Prices/NOUN/6/nsubj rose/VERB/6/root",
        );
        d.sentences = vec![0..5, 5..7];
        d.words.gap[5] = Gap::Paragraph;
        d.attributions.push(told(0..1, 1..2, 2..7));
        complete(&mut d, &Knowledge::builtin());
        assert_eq!(texts(&d), owned(&[("Peru", "says", "ships sank .")]));
    }
}
