//! When an event happened: which of a sentence's times is its own, and the day that this time gives.
//!
//! A time dates the predicate it modifies, and what shares that predicate's clause: its objects, a second predicate
//! with the same subject, a participle beside it ("signed on Saturday, ending the dispute"). It dates nothing across
//! the border of a clause with a subject or a conjunction of its own, nothing that only a noun's attribute would date
//! ("reversed the 2002 decree"), and nothing that is told in a content which the time stands outside of.

use jiff::civil::{Date, ISOWeekDate, Weekday};

use crate::document::{Document, Upos};
use crate::times::TimeKind;

/// Prepositions under which a noun shares the time of the verb that governs it; under others ("after the attack", "on
/// charges") it has a time of its own, and under "for" if the verb tells an event ("held on Friday for spying").
const SHARING: [&str; 7] = ["in", "during", "at", "by", "with", "of", "amid"];

/// Prepositions that make a day the border of a stretch: nothing is dated by it.
const BORDERS: [&str; 10] = ["since", "until", "till", "through", "after", "before", "by", "from", "between", "to"];

/// The date or time that belongs to a predicate: the nearest in the tree, within its sentence. `attribution` is the
/// one in whose content the predicate stands.
pub fn time_of(document: &Document, predicate: usize, attribution: Option<usize>) -> Option<usize> {
    let syntax = &document.syntax;
    let sentence = document.sentence_of(predicate);
    let words = &document.sentences[sentence];
    let first = document.times.partition_point(|t| t.start < words.start);
    document.times[first..]
        .iter()
        .enumerate()
        .take_while(|(_, t)| t.start < words.end)
        .filter(|(_, t)| matches!(t.kind, TimeKind::Date | TimeKind::Time) && day(&t.value).is_some())
        .filter(|(_, t)| !attribution.is_some_and(|a| dates_the_cue(document, a, t.start, predicate)))
        .filter_map(|(k, t)| {
            let head = syntax.head_of(&(t.start..t.end));
            distance(document, head, predicate).map(|d| (d, t.start.abs_diff(predicate), first + k))
        })
        .min()
        .map(|(_, _, k)| k)
}

/// Whether the cue of an attribution stands between a time outside of its content and a predicate in it: "struck Iran,
/// it said Monday". What the cue itself has as its object is dated with it: "on Monday repeated his plea".
fn dates_the_cue(document: &Document, attribution: usize, time: usize, predicate: usize) -> bool {
    let attribution = &document.attributions[attribution];
    let between = time.min(predicate)..time.max(predicate);
    let above = document.syntax.parent(predicate).filter(|_| document.syntax.relation(predicate) == "obj");
    if above.is_some_and(|cue| attribution.is_cued_by(cue)) {
        return false;
    }
    !attribution.tells(time) && attribution.cue.iter().any(|cue| between.contains(&cue.start))
}

/// The day, month or year that a time gives an event; nothing where the time only bounds it ("since Monday").
pub fn date_of(document: &Document, time: usize) -> Option<String> {
    let time = &document.times[time];
    let head = document.syntax.head_of(&(time.start..time.end));
    let before = time.start.checked_sub(1);
    let case = document
        .syntax
        .children(head, document.sentence_around(head))
        .filter(|&c| c < time.start && document.syntax.relation(c) == "case")
        .last()
        .or(before.filter(|&b| document.syntax.upos[b] == Upos::Adp));
    let border = case.is_some_and(|c| BORDERS.contains(&document.word(c).to_lowercase().as_str()));
    // "by the end of the year" is within the year.
    let within = time.value.len() < "YYYY-MM-DD".len() && time.end - time.start > 2;
    if border && !within { None } else { day(&time.value) }
}

/// How far a modifier is from a predicate it can modify: steps up from the modifier to the predicate, or to a
/// predicate above it in whose clause the predicate stands. `None` where another clause lies between.
fn distance(document: &Document, modifier: usize, predicate: usize) -> Option<usize> {
    let syntax = &document.syntax;
    let mut at = modifier;
    for steps in 0..8 {
        if at == predicate {
            return Some(steps);
        }
        // A time inside a subordinate clause does not date what governs the clause.
        if steps > 0 && is_clause(document, at) {
            break;
        }
        let Some(above) = syntax.parent(at) else { break };
        // An attribute dates its noun alone: "the 2002 decree", "Monday's vote".
        let nominal = matches!(syntax.upos[above], Upos::Noun | Upos::Propn | Upos::Pron | Upos::Num);
        if nominal && above != predicate && (at < above || steps > 1) && !dated_subject(document, above) {
            break;
        }
        at = above;
    }
    let clause = syntax.parent(modifier)?;
    // The predicate may share the clause of what the time modifies: "on Monday repeated his plea".
    let mut up = predicate;
    for steps in 1..5 {
        if !shares(document, up) {
            return None;
        }
        up = syntax.parent(up)?;
        if up == clause {
            return Some(8 + steps);
        }
    }
    None
}

/// Whether a noun's own date is that of the verb too: an event as the subject, "Friday's bombing killed".
fn dated_subject(document: &Document, noun: usize) -> bool {
    document.syntax.relation(noun) == "nsubj" && document.events.iter().any(|e| e.trigger == noun)
}

/// Whether the word heads a clause whose times are its own.
fn is_clause(document: &Document, at: usize) -> bool {
    let syntax = &document.syntax;
    match syntax.relation(at) {
        "ccomp" | "acl" | "advcl" | "parataxis" | "csubj" => true,
        // "agreed to meet on Monday": the day is that of the meeting.
        "xcomp" => syntax.has(at, "VerbForm=Inf") && !crate::tense::is_done(document, at),
        "conj" => own_subject(document, at),
        _ => false,
    }
}

/// Whether a word shares the time of the word above it.
fn shares(document: &Document, at: usize) -> bool {
    let syntax = &document.syntax;
    let sentence = document.sentence_around(at);
    match syntax.relation(at) {
        "obj" | "nsubj" | "compound" | "amod" => true,
        "obl" | "nmod" => syntax.children(at, sentence).find(|&c| syntax.relation(c) == "case").is_none_or(|c| {
            match document.word(c).to_lowercase().as_str() {
                "for" => syntax.parent(at).is_some_and(|verb| document.events.iter().all(|e| e.trigger != verb)),
                preposition => SHARING.contains(&preposition),
            }
        }),
        "xcomp" => !syntax.has(at, "VerbForm=Inf") || crate::tense::is_done(document, at),
        "conj" => !own_subject(document, at),
        // "signed it, ending the dispute"; but "after signing it".
        "advcl" => {
            let participle = syntax.is_participle(at);
            let own = |c: usize| matches!(syntax.relation(c), "mark" | "case" | "nsubj" | "advmod");
            participle && !syntax.children(at, sentence).any(own)
        }
        _ => false,
    }
}

/// Whether a conjunct is a clause of its own.
fn own_subject(document: &Document, at: usize) -> bool {
    document.syntax.children(at, document.sentence_around(at)).any(|c| document.syntax.relation(c) == "nsubj")
}

/// The calendar part of a TIMEX3 value: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; of a week its month, if it has but one.
fn day(value: &str) -> Option<String> {
    let date = value.split('T').next()?;
    let mut parts = date.split('-');
    let numeric = |p: &str, n: usize| p.len() == n && p.bytes().all(|b| b.is_ascii_digit());
    let year = parts.next().filter(|p| numeric(p, 4))?;
    let mut out = year.to_owned();
    for part in parts.clone() {
        if !numeric(part, 2) {
            break;
        }
        out.push('-');
        out.push_str(part);
    }
    match parts.next().and_then(|part| part.strip_prefix('W')) {
        Some(week) => month_of_week(year.parse().ok()?, week.parse().ok()?, parts.next() == Some("WE")),
        None => Some(out),
    }
}

/// The month of a week, or of its weekend, if all its days lie in one; else their year, if it is one.
fn month_of_week(year: i16, week: i8, weekend: bool) -> Option<String> {
    let first = if weekend { Weekday::Saturday } else { Weekday::Monday };
    let day = |weekday| ISOWeekDate::new(year, week, weekday).map(Date::from).ok();
    let (first, last) = (day(first)?, day(Weekday::Sunday)?);
    if first.month() == last.month() {
        return Some(format!("{:04}-{:02}", first.year(), first.month()));
    }
    (first.year() == last.year()).then(|| format!("{:04}", first.year()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::document;
    use crate::times::TimeExpression;

    #[test]
    fn values_give_days_as_far_as_they_are_known() {
        assert_eq!(day("2023-01-29").as_deref(), Some("2023-01-29"));
        assert_eq!(day("1998-08-07T10:35").as_deref(), Some("1998-08-07"));
        assert_eq!(day("1996-12").as_deref(), Some("1996-12"));
        assert_eq!(day("1998-Q3").as_deref(), Some("1998"));
        assert_eq!(day("1998-W33").as_deref(), Some("1998-08"));
        assert_eq!(day("1998-W31").as_deref(), Some("1998"));
        assert_eq!(day("1998-W31-WE").as_deref(), Some("1998-08"));
        assert_eq!(day("1997-W01"), None);
        assert_eq!(day("P3D"), None);
        assert_eq!(day("PAST_REF"), None);
    }

    #[test]
    fn a_time_in_a_relative_clause_dates_that_clause() {
        let mut d = document(
            "Kim/PROPN/6/nsubj who/PRON/2/nsubj left/VERB/0/acl:relcl on/ADP/4/case Sunday/PROPN/2/obl ,/PUNCT/0/punct spoke/VERB/6/root Monday/PROPN/6/obl:tmod",
        );
        d.times = vec![
            TimeExpression { start: 4, end: 5, kind: TimeKind::Date, value: "2020-01-05".into() },
            TimeExpression { start: 7, end: 8, kind: TimeKind::Date, value: "2020-01-06".into() },
        ];
        assert_eq!(time_of(&d, 2, None), Some(0));
        assert_eq!(time_of(&d, 6, None), Some(1));
    }

    /// A document whose times are the words at these indices.
    fn dated(annotated: &str, feats: &[(usize, &'static str)], times: &[(usize, &str)]) -> Document {
        let mut d = document(annotated);
        for &(word, value) in feats {
            d.syntax.feats[word] = value;
        }
        d.times = times
            .iter()
            .map(|&(word, value)| TimeExpression {
                start: word,
                end: word + 1,
                kind: TimeKind::Date,
                value: value.into(),
            })
            .collect();
        d
    }

    #[test]
    fn a_noun_keeps_the_date_that_is_its_attribute() {
        let d = dated(
            "He/PRON/1/nsubj reversed/VERB/1/root the/DET/4/det 2002/NUM/4/nummod decree/NOUN/1/obj",
            &[],
            &[(3, "2002")],
        );
        assert_eq!(time_of(&d, 1, None), None);
        assert_eq!(time_of(&d, 4, None), Some(0));
    }

    #[test]
    fn the_day_of_a_meeting_is_not_that_of_the_agreement() {
        let d = dated(
            "They/PRON/1/nsubj agreed/VERB/1/root to/PART/3/mark meet/VERB/1/xcomp Monday/PROPN/3/obl:tmod",
            &[(3, "VerbForm=Inf")],
            &[(4, "2020-01-06")],
        );
        assert_eq!(time_of(&d, 1, None), None);
        assert_eq!(time_of(&d, 3, None), Some(0));
    }

    #[test]
    fn a_second_clause_has_a_time_of_its_own() {
        let said = "Iran/PROPN/1/nsubj left/VERB/1/root Monday/PROPN/1/obl:tmod and/CCONJ/5/cc Oman/PROPN/5/nsubj stayed/VERB/1/conj";
        let d = dated(said, &[], &[(2, "2020-01-06")]);
        assert_eq!(time_of(&d, 5, None), None);
        let same = "Iran/PROPN/1/nsubj left/VERB/1/root Monday/PROPN/1/obl:tmod and/CCONJ/4/cc protested/VERB/1/conj";
        assert_eq!(time_of(&dated(same, &[], &[(2, "2020-01-06")]), 4, None), Some(0));
    }

    #[test]
    fn what_a_source_says_is_not_dated_by_when_it_spoke() {
        let mut d = dated(
            "Iran/PROPN/1/nsubj struck/VERB/1/root ,/PUNCT/4/punct it/PRON/4/nsubj said/VERB/1/parataxis Monday/PROPN/1/obl:tmod",
            &[],
            &[(5, "2020-01-06")],
        );
        let (content, cue) = (vec![0..1, 1..2], std::iter::once(4..5).collect());
        d.attributions = vec![crate::document::Attribution { content, cue, ..Default::default() }];
        assert_eq!(time_of(&d, 1, Some(0)), None);
    }

    #[test]
    fn a_border_of_a_stretch_is_no_date() {
        let since = "It/PRON/1/nsubj shelled/VERB/1/root Homs/PROPN/1/obj since/ADP/4/case Monday/PROPN/1/obl";
        let d = dated(since, &[], &[(4, "2020-01-06")]);
        assert_eq!(time_of(&d, 1, None), Some(0));
        assert_eq!(date_of(&d, 0), None);
        let on = dated(&since.replace("since", "on"), &[], &[(4, "2020-01-06")]);
        assert_eq!(date_of(&on, 0).as_deref(), Some("2020-01-06"));
    }
}
