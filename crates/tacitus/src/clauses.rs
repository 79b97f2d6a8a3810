//! Words that say how real it is what stands below them, and who does it: the table `knowledge/clauses.tsv`.

use std::sync::LazyLock;

use crate::document::{Document, Upos};
use crate::quantities::lookup::Lookup;
use crate::stems;

/// What a word does to what it governs or opens; the table's first lines say what each means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Class {
    Urged,
    Refused,
    Planned,
    Possible,
    Tried,
    Ongoing,
    Actual,
    Undone,
    Ended,
    Light,
    Occur,
    May,
    Would,
    Will,
    Ought,
    Can,
    Negative,
    Nearly,
    Without,
    If,
    Open,
    Doubt,
    Example,
    Contrary,
    Contrast,
    Apart,
    True,
    False,
    Innocent,
    Account,
}

/// Who does what a verb governs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doer {
    /// The verb's subject: "refused to".
    Subject,
    /// Its object: "urged somebody to".
    Object,
}

static TABLE: &str = include_str!("../../../knowledge/clauses.tsv");

static WORDS: LazyLock<Lookup<(Class, Doer)>> = LazyLock::new(|| {
    Lookup::new(TABLE, |row| {
        let [_, class, doer] = *row else { return None };
        Some((class_of(class)?, if doer == "object" { Doer::Object } else { Doer::Subject }))
    })
});

fn class_of(name: &str) -> Option<Class> {
    Some(match name {
        "urged" => Class::Urged,
        "refused" => Class::Refused,
        "planned" => Class::Planned,
        "possible" => Class::Possible,
        "tried" => Class::Tried,
        "ongoing" => Class::Ongoing,
        "actual" => Class::Actual,
        "undone" => Class::Undone,
        "ended" => Class::Ended,
        "light" => Class::Light,
        "occur" => Class::Occur,
        "may" => Class::May,
        "would" => Class::Would,
        "will" => Class::Will,
        "ought" => Class::Ought,
        "can" => Class::Can,
        "negative" => Class::Negative,
        "nearly" => Class::Nearly,
        "without" => Class::Without,
        "if" => Class::If,
        "open" => Class::Open,
        "doubt" => Class::Doubt,
        "example" => Class::Example,
        "contrary" => Class::Contrary,
        "contrast" => Class::Contrast,
        "apart" => Class::Apart,
        "true" => Class::True,
        "false" => Class::False,
        "innocent" => Class::Innocent,
        "account" => Class::Account,
        _ => return None,
    })
}

/// What the table says of a word, by its lemma or its form.
pub fn class(document: &Document, i: usize) -> Option<Class> {
    entry(document, i).map(|e| e.0)
}

/// Who does what the word governs, where the table has it.
pub fn doer(document: &Document, i: usize) -> Option<Doer> {
    entry(document, i).map(|e| e.1)
}

fn entry(document: &Document, i: usize) -> Option<(Class, Doer)> {
    let (lemma, form) = (&document.syntax.lemma[i], document.word(i));
    if document.syntax.deprel.get(i + 1) == Some(&"compound:prt") {
        // "Called off" is not "called".
        return WORDS.get(&format!("{lemma} {}", document.word(i + 1))).or_else(|| WORDS.get(lemma)).copied();
    }
    // A verb whose form was left as it is: "failed" of "fail".
    let unread = || document.syntax.upos[i] == Upos::Verb && lemma.eq_ignore_ascii_case(form);
    let by_stem = || unread().then(|| stems::of(lemma).find_map(|stem| WORDS.get(&stem))).flatten();
    // "Cancelled" of "cancel".
    let single = || stems::single(lemma).filter(|_| document.syntax.upos[i] == Upos::Verb);
    let by_single = || single().and_then(|stem| WORDS.get(&stem));
    WORDS.get(lemma).or_else(|| WORDS.get(form)).or_else(by_stem).or_else(by_single).copied()
}

/// Whether a noun names some of those meant: "Peru" of "nations like Peru".
pub fn is_example(document: &Document, noun: usize) -> bool {
    let syntax = &document.syntax;
    let mut below = syntax.children(noun, document.sentence_around(noun));
    below.any(|c| c < noun && syntax.relation(c) == "case" && class(document, c) == Some(Class::Example))
}

impl Class {
    /// Whether words of the class are modal verbs.
    pub fn is_modal(self) -> bool {
        matches!(self, Class::May | Class::Would | Class::Will | Class::Ought | Class::Can)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quantities::lookup::rows;
    use crate::testing::document;

    #[test]
    fn every_row_of_the_table_is_read() {
        let mut seen = std::collections::HashSet::new();
        for row in rows(TABLE).skip(1) {
            let cells: Vec<&str> = row.split('\t').collect();
            assert_eq!(cells.len(), 3, "{row}");
            assert!(class_of(cells[1]).is_some() && matches!(cells[2], "subject" | "object" | ""), "{row}");
            assert!(seen.insert(cells[0]), "{row} is there twice");
        }
    }

    #[test]
    fn words_are_met_by_lemma_or_form() {
        let d = document("Unless/SCONJ/1/mark urge/VERB/1/root refuse/VERB/1/xcomp");
        assert_eq!(class(&d, 0), Some(Class::If));
        assert_eq!((class(&d, 1), doer(&d, 1)), (Some(Class::Urged), Some(Doer::Object)));
        assert_eq!(doer(&d, 2), Some(Doer::Subject));
        let d = document("They/PRON/1/nsubj failed/VERB/1/root");
        assert_eq!(class(&d, 1), Some(Class::Undone), "the lemma was not found");
        let d = document("They/PRON/1/nsubj call/VERB/1/root off/ADP/1/compound:prt strikes/NOUN/1/obj");
        assert_eq!(class(&d, 1), Some(Class::Undone));
    }
}
