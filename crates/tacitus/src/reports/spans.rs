//! What the network tagged, mended by the trees: torn phrases, cues and sources in the wrong place, attributions that are two.

use std::ops::Range;

use tacitus_knowledge::Knowledge;

use super::{GAP, Report, nominal, trimmed, verbal};
use crate::acts;
use crate::document::{Attribution, Document, MentionKind, Upos};
use crate::times::TimeKind;

/// Closes small gaps in a content. Only its own source and cue divide what somebody says; other gaps are the cues and
/// sources of what stands within it.
pub(super) fn fill(attribution: &mut Attribution) {
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

/// Gives a source that begins within a name the whole name: "[Ana] Ruiz told".
pub(super) fn restore(document: &mut Document, a: usize) {
    let syntax = &document.syntax;
    let Some(source) = document.attributions[a].source.first() else { return };
    let start = source.start;
    let first = syntax.parent(start).filter(|&first| syntax.relation(start) == "flat" && first < start);
    let whole = |first: &usize| (first + 1..start).all(|w| syntax.relation(w) == "flat");
    let Some(first) = first.filter(whole) else { return };
    let attribution = &mut document.attributions[a];
    attribution.source[0].start = first;
    for content in &mut attribution.content {
        if content.start < start && first < content.end {
            content.end = content.end.min(first).max(content.start);
        }
    }
    attribution.content.retain(|c| !c.is_empty());
}

/// Gives a source or a piece of a content that ends before its own noun the noun: "[the] company agreed".
pub(super) fn patch(document: &mut Document, a: usize) {
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

/// Makes the source of a cue's subject that was taken for the beginning of what is said: "Chile, [which] denied it",
/// "[Peru] agreed to pay".
pub(super) fn sort(document: &mut Document, knowledge: &Knowledge, a: usize) {
    let syntax = &document.syntax;
    let attribution = &document.attributions[a];
    let Some(verb) = attribution.cue.first().map(|c| syntax.head_of(c)) else { return };
    if attribution.content.is_empty() {
        return;
    }
    let speaks = |c: &Range<usize>| {
        let word = syntax.head_of(c);
        syntax.parent(word) == Some(verb)
            && syntax.deprel[word] == "nsubj"
            && (c.len() == 1 && verbal::is_relative(document, word) || acts::verb(document, knowledge, verb).is_some())
    };
    let alone = attribution.source.is_empty() || attribution.source.as_slice() == &attribution.content[..1];
    if alone && attribution.content.len() > 1 && speaks(&attribution.content[0]) {
        let attribution = &mut document.attributions[a];
        attribution.source = vec![attribution.content.remove(0)];
    }
}

/// Where the day begins on which a source speaks, where its phrase ends with one: "Peru [on Tuesday]". The day of a verb
/// within the phrase stays: "those who met on Tuesday".
fn day_of_speech(document: &Document, source: &Range<usize>) -> Option<usize> {
    let syntax = &document.syntax;
    let last = source.end.checked_sub(1)?;
    let time = document.time_around(&(last..source.end)).filter(|t| t.kind == TimeKind::Date && t.end == source.end)?;
    let on = |&w: &usize| document.word(w).eq_ignore_ascii_case("on");
    let start = time.start.checked_sub(1).filter(on).unwrap_or(time.start);
    let day = syntax.head_of(&(time.start..time.end));
    let modifies = matches!(syntax.relation(day), "nmod" | "obl" | "advmod");
    let within = syntax.parent(day).is_some_and(|a| source.contains(&a) && syntax.upos[a] == Upos::Verb);
    let led = start.checked_sub(1).is_some_and(|w| syntax.upos[w].only_joins());
    (start > source.start && modifies && !within && !led).then_some(start)
}

/// Ends sources before the words that only lead on to what stands behind them, and before the day of their speech, and begins
/// them behind a preposition: "a poll [on]", "Ana Ruiz[, who is]", "Peru [on Tuesday]", "[in] an interview".
pub(super) fn loosen(document: &mut Document, a: usize) {
    let syntax = &document.syntax;
    let mark = |&w: &usize| syntax.upos[w] == Upos::Punct;
    let leads_on = |source: &Range<usize>, word: usize| {
        let pronoun = word > source.start && verbal::is_relative(document, word);
        // "Such as" is one.
        let first = syntax.parent(word).filter(|_| syntax.relation(word) == "fixed").unwrap_or(word);
        let joins = syntax.upos[word].only_joins() || matches!(syntax.relation(first), "det" | "case");
        (joins || pronoun) && syntax.parent(first).is_some_and(|head| source.end <= head)
    };
    let own = |source: &Range<usize>| {
        let mut left = source.start..day_of_speech(document, source).unwrap_or(source.end);
        while let Some(last) = left.clone().rev().find(|w| !mark(w)).filter(|&w| leads_on(source, w)) {
            left.end = last;
        }
        let noun = |p: usize| p < left.end && matches!(syntax.upos[p], Upos::Noun | Upos::Propn | Upos::Pron);
        let led = |w: usize| syntax.relation(w) == "case" && syntax.parent(w).is_some_and(|p| p > w && noun(p));
        left.start += usize::from(left.len() > 1 && led(left.start));
        if left.end < source.end { trimmed(document, left) } else { left }
    };
    let source = document.attributions[a].source.iter().map(own).filter(|source| !source.is_empty()).collect();
    document.attributions[a].source = source;
}

/// Takes the verb of a cue out of a source: "[his office told] reporters" is who told and what he did.
pub(super) fn part(document: &mut Document, knowledge: &Knowledge, a: usize) {
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

/// Takes the noun of a report out of a cue that begins with a verb of its own, and gives the verb the noun's phrase as
/// its content. False where the cue has no such verb.
pub(super) fn divide(document: &mut Document, knowledge: &Knowledge, a: usize, report: &Report) -> bool {
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
pub(super) fn mend(
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
    // "..., the owners, a paper reported": who stands apart from what closes the sentence does not report it.
    let far = |r: &Range<usize>| attribution.source.iter().all(|s| s.end < r.start);
    let off = report.closing && report.source.as_ref().is_some_and(far);
    // "Ana Ruiz was quoted as saying".
    let lacking = attribution.source.is_empty() && report.clausal;
    if own
        || off
        || lacking
        || named()
        || misplaced
        || ((report.closing || report.nominal) && attribution.source.iter().all(wider))
    {
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

/// Leaves out what was read across another statement: one whose source begins with another's verb, "[adding if proof] was found".
pub(super) fn leave_torn(document: &mut Document) {
    let syntax = &document.syntax;
    let cues: Vec<usize> = document.attributions.iter().flat_map(|a| &a.cue).map(|cue| syntax.head_of(cue)).collect();
    let torn = |a: &Attribution| {
        let first = a.source.first().map(|s| s.start);
        first.is_some_and(|w| syntax.is_participle(w) && cues.contains(&w) && !a.is_cued_by(w))
    };
    document.attributions.retain(|a| !torn(a));
}

/// Leaves out sources that nobody is: what is said of him is none of his, nor is a quality ("[stronger than] estimated"),
/// "there" or a day, nor a phrase of another sentence than the cue's.
pub(super) fn leave_voiceless(document: &mut Document) {
    let mut attributions = std::mem::take(&mut document.attributions);
    let syntax = &document.syntax;
    let quality = |s: &Range<usize>| {
        let head = syntax.head_of(s);
        let apart = matches!(syntax.relation(head), "advcl" | "xcomp" | "parataxis");
        syntax.upos[head] == Upos::Adj && apart && document.word(head).starts_with(char::is_lowercase)
    };
    let empty = |s: &Range<usize>| {
        let day = document.time_around(s).is_some_and(|t| t.kind != TimeKind::Set);
        day || s.len() == 1 && syntax.relation(s.start) == "expl"
    };
    for Attribution { source, content, cue, .. } in &mut attributions {
        let told = |s: &Range<usize>| content.iter().any(|c| c.start <= s.start && s.end <= c.end);
        let far = |s: &Range<usize>| cue.first().is_some_and(|c| !document.sentence_around(c.start).contains(&s.start));
        source.retain(|s| !told(s) && !quality(s) && !empty(s) && !far(s));
    }
    document.attributions = attributions;
}

/// Gives a participle right behind another cue, or behind what is said, the source of that: "she said, [adding] that", "she
/// said the two had much in common, [stressing] that". People that the content names may stress it themselves.
pub(super) fn add_to(document: &mut Document, a: usize) {
    let syntax = &document.syntax;
    let attributions = &document.attributions;
    let Some(cue) = attributions[a].cue.first() else { return };
    let head = syntax.head_of(cue);
    let comma = cue.start.checked_sub(1).filter(|&i| document.word(i) == ",");
    let Some(comma) = comma.filter(|_| syntax.is_participle(head)) else { return };
    let sourced = |b: usize| b != a && !attributions[b].source.is_empty();
    let behind_cue = |&b: &usize| sourced(b) && attributions[b].cue.last().is_some_and(|c| c.end == comma);
    let people = |span: &Range<usize>| {
        let who = syntax.head_of(span);
        document.mentions.iter().any(|m| m.head == who && m.kind == MentionKind::Person)
    };
    let own = attributions[a].source.first();
    let behind_content = |&b: &usize| {
        let noun = |s: &Range<usize>| syntax.upos[syntax.head_of(s)] != Upos::Pron;
        let told = |s: &Range<usize>| attributions[b].tells(s.start) && noun(s) && !people(s);
        sourced(b) && attributions[b].tells(comma - 1) && own.is_some_and(told)
    };
    let all = 0..attributions.len();
    let Some(b) = all.clone().find(behind_cue).or_else(|| all.clone().find(behind_content)) else { return };
    document.attributions[a].source = document.attributions[b].source.clone();
    for content in &mut document.attributions[b].content {
        if content.start < comma && comma < content.end {
            content.end = comma;
        }
    }
}

/// Gives a cue the quotation right before it that it governs, where other words of its sentence were taken for what is said:
/// "'[They paid],' he said in a speech, in which he thanked them".
pub(super) fn quote(document: &mut Document, a: usize, report: &Report, quoted: &[bool]) {
    let content = &report.content;
    let before = report.clausal && content.end <= report.cue && quoted[content.start] && quoted[content.end - 1];
    let attribution = &mut document.attributions[a];
    let there = |c: &Range<usize>| c.start < content.end && content.start < c.end;
    if before && !quoted[report.cue] && !attribution.content.iter().any(there) {
        attribution.content.retain(|c| quoted[c.start]);
        attribution.content.insert(0, content.clone());
    }
}

#[cfg(test)]
mod tests {
    use super::super::complete;
    use super::*;
    use crate::testing::{document, one, owned, texts, told};

    #[test]
    fn a_content_is_divided_by_its_own_cue_only() {
        let mut a = Attribution { cue: one(3..4), content: vec![0..2, 5..7, 9..12], ..Default::default() };
        fill(&mut a);
        assert_eq!(a.content, [0..2, 5..12]);
    }

    #[test]
    fn a_subject_before_what_is_said_is_its_source() {
        let mut d = document("Peru/PROPN/1/nsubj claim/VERB/1/root to/PART/3/mark pay/VERB/1/xcomp ./PUNCT/1/punct");
        d.attributions.push(Attribution { cue: one(1..2), content: vec![0..1, 2..4], ..Default::default() });
        sort(&mut d, &Knowledge::builtin(), 0);
        assert_eq!(texts(&d), owned(&[("Peru", "claim", "to pay")]));
    }

    #[test]
    fn a_source_does_not_begin_within_a_name() {
        let mut d =
            document("Ana/PROPN/2/nsubj Ruiz/PROPN/0/flat claimed/VERB/2/root ships/NOUN/4/nsubj sank/VERB/2/ccomp");
        d.attributions.push(Attribution {
            source: one(1..2),
            cue: one(2..3),
            content: vec![0..1, 3..5],
            ..Default::default()
        });
        complete(&mut d, &Knowledge::builtin());
        assert_eq!(texts(&d), owned(&[("Ana Ruiz", "claimed", "ships sank")]));
    }

    #[test]
    fn what_a_participle_adds_is_said_by_who_spoke_before() {
        let mut d = document(
            "Peru/PROPN/1/nsubj said/VERB/1/root ships/NOUN/3/nsubj sank/VERB/1/ccomp ,/PUNCT/5/punct adding/VERB/3/advcl they/PRON/7/nsubj leaked/VERB/5/ccomp",
        );
        d.syntax.feats[5] = "VerbForm=Ger";
        for (source, cue, content) in [(0..1, 1..2, 2..8), (2..3, 5..6, 6..8)] {
            d.attributions.push(told(source, cue, content));
        }
        complete(&mut d, &Knowledge::builtin());
        assert_eq!(texts(&d), owned(&[("Peru", "said", "ships sank"), ("Peru", "adding", "they leaked")]));
    }

    #[test]
    fn a_source_does_not_end_before_its_noun() {
        let mut d =
            document("The/DET/1/det navy/NOUN/2/nsubj claimed/VERB/2/root ships/NOUN/4/nsubj sank/VERB/2/ccomp");
        d.attributions.push(told(0..1, 2..3, 3..5));
        complete(&mut d, &Knowledge::builtin());
        assert_eq!(texts(&d), owned(&[("The navy", "claimed", "ships sank")]));
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
    fn a_source_does_not_hold_its_cue() {
        let mut d = document(
            "Ships/NOUN/1/nsubj sank/VERB/5/ccomp ,/PUNCT/5/punct the/DET/4/det navy/NOUN/5/nsubj claims/VERB/5/root",
        );
        d.attributions.push(Attribution { source: one(3..6), content: one(0..5), ..Default::default() });
        complete(&mut d, &Knowledge::builtin());
        assert_eq!(texts(&d), owned(&[("the navy", "claims", "Ships sank")]));
    }

    #[test]
    fn a_source_ends_with_a_word_of_its_own() {
        let sources = |said: &str| {
            let mut d = document(said);
            d.attributions.push(Attribution { source: one(0..d.words.len() - 1), ..Default::default() });
            loosen(&mut d, 0);
            d.attributions[0].source.iter().map(|s| d.slice(s).to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(sources("a/DET/1/det poll/NOUN/1/root on/ADP/3/case elections/NOUN/1/nmod"), ["a poll"]);
        let such = "men/NOUN/0/root such/ADJ/3/case as/ADP/1/fixed Ruiz/PROPN/0/nmod";
        assert_eq!(sources(such), ["men"]);
        let clause = "Ruiz/PROPN/0/root ,/PUNCT/4/punct who/PRON/4/nsubj is/AUX/4/cop here/ADV/0/acl:relcl";
        assert_eq!(sources(clause), ["Ruiz"]);
        assert_eq!(sources("Ruiz/PROPN/3/nsubj ,/PUNCT/0/punct 39/NUM/0/nummod left/VERB/3/root"), ["Ruiz , 39"]);
        assert_eq!(sources("Peru/PROPN/2/nmod:poss 's/PART/0/case ships/NOUN/2/root"), ["Peru 's"]);
        assert_eq!(sources("the/DET/1/det talks/NOUN/1/root"), Vec::<String>::new());
    }

    #[test]
    fn pieces_of_a_clause_become_the_clause() {
        let mut d = document(
            "Ships/NOUN/1/nsubj fired/VERB/1/root twice/ADV/1/advmod ,/PUNCT/5/punct Peru/PROPN/5/nsubj claimed/VERB/1/parataxis",
        );
        d.attributions.push(told(4..5, 5..6, 2..3));
        complete(&mut d, &Knowledge::builtin());
        assert_eq!(texts(&d), owned(&[("Peru", "claimed", "Ships fired twice")]));
    }

    #[test]
    fn who_stands_apart_from_what_closes_the_sentence_does_not_report_it() {
        let mut d = document(
            "Lands/NOUN/1/nsubj return/VERB/7/parataxis to/ADP/3/case owners/NOUN/1/obl ,/PUNCT/1/punct a/DET/6/det paper/NOUN/7/dep reported/VERB/7/root Friday/PROPN/7/obl",
        );
        d.syntax.lemma[7] = "report".to_owned();
        d.attributions.push(told(3..4, 7..8, 0..3));
        complete(&mut d, &Knowledge::builtin());
        assert_eq!(texts(&d), owned(&[("a paper", "reported", "Lands return to owners")]));
    }

    #[test]
    fn what_an_earlier_sentence_says_is_not_said_again() {
        let mut d = document(
            "Two/NUM/1/nsubj ships/NOUN/2/nsubj sank/VERB/2/root ./PUNCT/2/punct Peru/PROPN/5/nsubj says/VERB/5/root men/NOUN/7/nsubj drowned/VERB/5/ccomp",
        );
        d.sentences = vec![0..4, 4..8];
        d.attributions.push(Attribution {
            source: one(4..5),
            cue: one(5..6),
            content: vec![0..3, 6..8],
            ..Default::default()
        });
        complete(&mut d, &Knowledge::builtin());
        assert_eq!(texts(&d), owned(&[("Peru", "says", "men drowned")]));
    }

    #[test]
    fn nobody_speaks_from_another_sentence() {
        let mut d = document(
            "Peru/PROPN/1/nsubj won/VERB/1/root ./PUNCT/1/punct Calls/NOUN/3/root for/ADP/5/case talks/NOUN/3/nmod",
        );
        d.sentences = vec![0..3, 3..6];
        d.attributions.push(told(0..1, 3..5, 5..6));
        leave_voiceless(&mut d);
        assert_eq!(texts(&d), owned(&[("", "Calls for", "talks")]));
    }
}
