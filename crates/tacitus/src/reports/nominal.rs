//! Reports by nouns: "Peru's claim that", "a report by the paper that", "U.S. accusations that", "the count of".

use std::ops::Range;

use tacitus_knowledge::Knowledge;

use super::{DISPUTING, Report, trimmed};
use crate::acts;
use crate::document::{Document, Upos};
use crate::peoples;

/// The report of which a noun is the cue, if it is told whose it is or somebody disputes it: "denied [reports] that".
pub(super) fn at(document: &Document, knowledge: &Knowledge, word: usize) -> Option<Report> {
    acts::noun(document, knowledge, word)?;
    let sentence = document.sentence_around(word).clone();
    let (content, from) = match that_clause(document, word, &sentence) {
        Some(clause) => (clause.clone(), clause.start),
        None => (disputed_matter(document, knowledge, word, &sentence)?, word + 1),
    };
    let source = source(document, knowledge, word, from, &sentence);
    let content = trimmed(document, content);
    let whose = source.is_some() || is_disputed(document, knowledge, word);
    (content.len() > 1 && whose).then_some(Report { cue: word, source, content, nominal: true, ..Report::default() })
}

/// Whose a noun of saying is that heads a phrase: of "a statement by the agency" the agency's.
pub fn owner(document: &Document, knowledge: &Knowledge, phrase: &Range<usize>) -> Option<Range<usize>> {
    let noun = document.syntax.head_of(phrase);
    acts::noun(document, knowledge, noun)?;
    let sentence = document.sentence_around(noun).clone();
    source(document, knowledge, noun, phrase.end.max(noun + 1), &sentence)
}

/// Where the phrase of a noun begins.
pub fn phrase_start(document: &Document, noun: usize) -> usize {
    let sentence = document.sentence_around(noun);
    document.syntax.subtree(noun, sentence).start.min(noun)
}

/// The clause with "that" that says what the noun tells: it depends on the noun or comes right behind it.
fn that_clause(document: &Document, noun: usize, sentence: &Range<usize>) -> Option<Range<usize>> {
    let syntax = &document.syntax;
    let mark = |i: usize| syntax.relation(i) == "mark" && syntax.lemma[i] == "that";
    let next = (noun + 1..sentence.end).find(|&i| i == noun + 1 && mark(i));
    let governed = || {
        let clause = |&c: &usize| c > noun && matches!(syntax.relation(c), "acl" | "ccomp" | "advcl");
        syntax
            .children(noun, sentence)
            .filter(clause)
            .find_map(|c| syntax.children(c, sentence).find(|&i| mark(i) && i > noun))
    };
    if let Some(mark) = next.or_else(governed) {
        let verb = syntax.parent(mark).filter(|&v| v > mark)?;
        return Some(mark..syntax.subtree(verb, sentence).end);
    }
    if let Some(clause) = beside(document, noun, sentence).or_else(|| predicate(document, noun, sentence)) {
        return Some(clause);
    }
    // "That" without its place in the tree: it opens the last words of the noun's phrase.
    let end = syntax.subtree(noun, sentence).end;
    let loose = |&i: &usize| syntax.upos[i] == Upos::Sconj && syntax.lemma[i] == "that" && syntax.is_below(i, noun);
    let that = (noun + 1..end).find(loose);
    that.or_else(|| infinitive(document, noun, sentence)).map(|start| start..end)
}

/// The clause behind a noun that hangs on the verb that has the noun as its object: "denied [reports] in the press that".
fn beside(document: &Document, noun: usize, sentence: &Range<usize>) -> Option<Range<usize>> {
    let syntax = &document.syntax;
    let verb = syntax.parent(noun).filter(|&v| v < noun && syntax.relation(noun) == "obj")?;
    let mut end = syntax.subtree(noun, sentence).end;
    // "Reports [in the press]" may hang on the verb as well.
    if let Some(place) = syntax.children(verb, sentence).find(|&c| c > noun && syntax.subtree(c, sentence).start == end)
        && syntax.relation(place) == "obl"
    {
        end = syntax.subtree(place, sentence).end;
    }
    let mark = (end..sentence.end).next().filter(|&i| syntax.relation(i) == "mark" && syntax.lemma[i] == "that")?;
    let clause = syntax.parent(mark).filter(|&c| c > mark && syntax.parent(c) == Some(verb))?;
    (syntax.relation(clause) == "ccomp").then(|| mark..syntax.subtree(clause, sentence).end)
}

/// The clause that is said to be what a noun tells: "the official [line] was that".
fn predicate(document: &Document, noun: usize, sentence: &Range<usize>) -> Option<Range<usize>> {
    let syntax = &document.syntax;
    let is_be = |i: usize| syntax.upos[i] == Upos::Aux && syntax.lemma[i] == "be";
    let opens = |&i: &usize| syntax.relation(i) == "mark" && syntax.lemma[i] == "that" && is_be(i - 1);
    let mark = (noun + 2..sentence.end).find(opens)?;
    let clause = syntax.parent(mark).filter(|&c| c > mark)?;
    let tied = [syntax.parent(noun), syntax.parent(mark - 1)];
    let subject = syntax.relation(noun) == "nsubj" && (tied[0] == tied[1] || tied[0] == Some(clause));
    let between = (noun + 1..mark - 1).any(|i| syntax.upos[i] == Upos::Verb);
    (subject && !between).then(|| mark..syntax.subtree(clause, sentence).end)
}

/// Where the infinitive begins that says what a noun tells: "the claim [to have] withdrawn".
fn infinitive(document: &Document, noun: usize, sentence: &Range<usize>) -> Option<usize> {
    let syntax = &document.syntax;
    let to = (noun + 1..sentence.end).next().filter(|&i| document.word(i) == "to" && syntax.relation(i) == "mark")?;
    let verb = syntax.parent(to).filter(|&v| v > to && syntax.parent(v) == Some(noun))?;
    (syntax.relation(verb) == "acl").then_some(to)
}

/// What a noun is of, where it is disputed: "disputed the count of", "dismissed criticism by Peru of".
fn disputed_matter(
    document: &Document,
    knowledge: &Knowledge,
    noun: usize,
    sentence: &Range<usize>,
) -> Option<Range<usize>> {
    let syntax = &document.syntax;
    let phrase = noun + 1..syntax.subtree(noun, sentence).end;
    let of = |i: usize| syntax.relation(i) == "case" && document.word(i) == "of";
    let matter = phrase.clone().filter(|&i| of(i)).find_map(|i| syntax.parent(i).filter(|&m| m > i))?;
    let nominal = syntax.relation(matter) == "nmod" && is_disputed(document, knowledge, noun);
    nominal.then(|| syntax.subtree(matter, sentence))
}

/// Whether a noun is what a verb denies, rejects, confirms or leaves open: its object, or the subject of its passive.
fn is_disputed(document: &Document, knowledge: &Knowledge, noun: usize) -> bool {
    let syntax = &document.syntax;
    let Some(verb) = syntax.parent(noun) else { return false };
    // "Comment on reports", "comment nor elaborate on reports".
    let on = || syntax.relation(noun) == "obl" && document.has_preposition(noun, &["on"]);
    let act = acts::verb(document, knowledge, verb);
    match syntax.deprel[noun] {
        "obj" | "nsubj:pass" => act.is_some_and(|a| DISPUTING.contains(&a) || a == "decline"),
        _ => act == Some("assert") && on(),
    }
}

/// Whose the noun is: the possessor, the people whose adjective stands before it, or whom "by", "from" or "in" names
/// between it and what it says.
fn source(
    document: &Document,
    knowledge: &Knowledge,
    noun: usize,
    until: usize,
    sentence: &Range<usize>,
) -> Option<Range<usize>> {
    let syntax = &document.syntax;
    let owns = |c: usize| {
        let marked = || syntax.children(c, sentence).any(|i| i > c && document.is_possessive(i));
        c < noun && (syntax.deprel[c] == "nmod:poss" || (syntax.relation(c) == "nmod" && marked()))
    };
    if let Some(owner) = syntax.children(noun, sentence).find(|&c| owns(c)) {
        let mut span = syntax.subtree(owner, sentence);
        while span.end - 1 > owner && matches!(syntax.relation(span.end - 1), "case" | "punct") {
            span.end -= 1;
        }
        return Some(span);
    }
    // "A Peru Times report" is the paper's, "Peru accusations" are the country's.
    let (people, body) = (peoples::before(document, knowledge, noun), body(document, noun, sentence));
    let within = |people: &Range<usize>| body.as_ref().is_some_and(|b| b.start <= people.start && people.end <= b.end);
    if let Some(owner) = people.filter(|p| !within(p)).or_else(|| body.clone()) {
        return Some(owner);
    }
    let named = |i: usize| matches!(document.word(i), "by" | "from" | "in") && syntax.relation(i) == "case";
    let preposition = (noun + 1..until).find(|&i| named(i))?;
    let mut name = syntax.parent(preposition).filter(|&n| n > preposition && n < until)?;
    // A preposition may be hung on the beginning of its phrase: "by the state-run radio".
    while let Some(above) = syntax.parent(name).filter(|&above| name < above && above < until)
        && matches!(syntax.relation(name), "compound" | "amod" | "nummod")
    {
        name = above;
    }
    let span = syntax.subtree(name, sentence);
    let span = trimmed(document, preposition + 1..span.end.min(until).max(name + 1));
    (!span.is_empty()).then_some(span)
}

/// Those who act that stand before a noun as its modifier: "a [police] account", "a [Karachi Courier] report".
fn body(document: &Document, noun: usize, sentence: &Range<usize>) -> Option<Range<usize>> {
    let syntax = &document.syntax;
    let mention = |c: usize| document.mentions.iter().any(|m| m.head == c && m.kind.is_actor() && m.span.end <= noun);
    let acts = |c: usize| mention(c) || syntax.upos[c] == Upos::Propn;
    let own = syntax.children(noun, sentence).find(|&c| c < noun && syntax.relation(c) == "compound" && acts(c))?;
    let mut span = trimmed(document, syntax.subtree(own, sentence));
    // A name's words may each hang on the noun.
    while span.end < noun && document.word(span.end).starts_with(char::is_uppercase) {
        span.end += 1;
    }
    Some(span)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::document;

    fn read(annotated: &str, word: usize) -> Option<(String, String)> {
        let d = document(annotated);
        let report = at(&d, &Knowledge::builtin(), word)?;
        Some((d.slice(&report.source?).to_owned(), d.slice(&report.content).to_owned()))
    }

    #[test]
    fn a_claim_has_its_owner_as_source() {
        let found = read(
            "Peru/PROPN/2/nmod:poss 's/PART/0/case claim/NOUN/6/nsubj that/SCONJ/5/mark ships/NOUN/5/nsubj sank/VERB/2/acl stands/VERB/6/root",
            2,
        );
        assert_eq!(found, Some(("Peru".to_owned(), "that ships sank".to_owned())));
    }

    #[test]
    fn a_preposition_may_hang_on_the_beginning_of_its_phrase() {
        let d = document(
            "statements/NOUN/7/nsubj by/ADP/3/case the/DET/6/det state/NOUN/5/compound -/PUNCT/5/punct run/VERB/6/amod radio/NOUN/0/nmod angered/VERB/7/root Peru/PROPN/7/obj",
        );
        let whose = owner(&d, &Knowledge::builtin(), &(0..7));
        assert_eq!(whose.map(|span| d.slice(&span).to_owned()).as_deref(), Some("the state - run radio"));
    }

    #[test]
    fn a_claim_may_be_an_infinitive() {
        let found = read(
            "Peru/PROPN/2/nmod:poss 's/PART/0/case claim/NOUN/6/nsubj to/PART/5/mark have/AUX/5/aux paid/VERB/2/acl stands/VERB/6/root",
            2,
        );
        assert_eq!(found, Some(("Peru".to_owned(), "to have paid".to_owned())));
    }

    #[test]
    fn a_report_by_somebody_is_that_one_s() {
        let found = read(
            "They/PRON/1/nsubj read/VERB/1/root a/DET/3/det report/NOUN/1/obj by/ADP/6/case the/DET/6/det Courier/PROPN/3/nmod that/SCONJ/9/mark ships/NOUN/9/nsubj sank/VERB/3/acl",
            3,
        );
        assert_eq!(found, Some(("the Courier".to_owned(), "that ships sank".to_owned())));
    }

    #[test]
    fn a_statement_by_somebody_is_that_one_s() {
        let d = document("A/DET/1/det statement/NOUN/1/root by/ADP/4/case the/DET/4/det Agency/PROPN/1/nmod");
        assert_eq!(owner(&d, &Knowledge::builtin(), &(0..5)), Some(3..5));
        let d = document("The/DET/1/det agency/NOUN/1/root in/ADP/3/case Peru/PROPN/1/nmod");
        assert_eq!(owner(&d, &Knowledge::builtin(), &(0..4)), None);
    }

    #[test]
    fn what_is_denied_is_somebody_s_statement_though_nobody_says_whose() {
        let d = document(
            "Chad/PROPN/1/nsubj denied/VERB/1/root reports/NOUN/1/obj of/ADP/5/case a/DET/5/det fire/NOUN/2/nmod",
        );
        let report = at(&d, &Knowledge::builtin(), 2).expect("it is disputed");
        assert_eq!((report.source, d.slice(&report.content)), (None, "of a fire"));
    }

    #[test]
    fn a_clause_may_hang_on_the_verb_above_or_be_the_predicate() {
        let found = read(
            "Chad/PROPN/1/nsubj denied/VERB/1/root reports/NOUN/1/obj in/ADP/4/case papers/NOUN/2/nmod that/SCONJ/7/mark it/PRON/7/nsubj paid/VERB/1/ccomp",
            2,
        );
        assert_eq!(found, Some(("papers".to_owned(), "that it paid".to_owned())));
        let found = read(
            "Chad/PROPN/2/nmod:poss 's/PART/0/case claim/NOUN/6/nsubj be/AUX/6/cop that/SCONJ/6/mark it/PRON/6/nsubj paid/VERB/6/root",
            2,
        );
        assert_eq!(found, Some(("Chad".to_owned(), "that it paid".to_owned())));
    }

    #[test]
    fn a_body_before_its_account_gives_it() {
        let mut d = document(
            "Chad/PROPN/1/nsubj rejected/VERB/1/root a/DET/4/det police/NOUN/4/compound account/NOUN/1/obj of/ADP/6/case it/PRON/4/nmod",
        );
        let mention = crate::mentions::describe(&d, 3..4, crate::document::MentionKind::Organization);
        d.mentions.push(mention);
        let report = at(&d, &Knowledge::builtin(), 4).expect("it is disputed");
        assert_eq!((report.source, d.slice(&report.content)), (Some(3..4), "of it"));
    }

    #[test]
    fn a_noun_without_owner_is_nobody_s_statement() {
        let found = read(
            "The/DET/1/det claim/NOUN/5/nsubj that/SCONJ/4/mark ships/NOUN/4/nsubj sank/VERB/1/acl spread/VERB/5/root",
            1,
        );
        assert_eq!(found, None);
    }

    #[test]
    fn a_paper_may_stand_before_its_report() {
        let found = read(
            "a/DET/3/det Quito/PROPN/3/compound Times/PROPN/3/compound report/NOUN/7/nsubj that/SCONJ/6/mark ships/NOUN/6/nsubj sank/VERB/3/acl stands/VERB/7/root",
            3,
        );
        assert_eq!(found, Some(("Quito Times".to_owned(), "that ships sank".to_owned())));
    }

    #[test]
    fn where_a_report_stands_may_hang_on_the_verb() {
        let found = read(
            "They/PRON/1/nsubj denied/VERB/1/root reports/NOUN/1/obj in/ADP/5/case the/DET/5/det press/NOUN/1/obl that/SCONJ/8/mark ships/NOUN/8/nsubj sank/VERB/1/ccomp",
            2,
        );
        assert_eq!(found, Some(("the press".to_owned(), "that ships sank".to_owned())));
    }
}
