//! What a reader sees at once of two mentions: their forms, distance and shared words. The twin of `training/pairs.py`,
//! on which the tables of the coreference head were trained.

use crate::document::{Document, MentionKind};
use crate::record::Form;

/// Pronouns that stand for the same kind of thing; their rows come first in the tables of classes.
const PRONOUNS: [&[&str]; 9] = [
    &["i", "me", "my", "mine", "myself"],
    &["we", "us", "our", "ours", "ourselves"],
    &["you", "your", "yours", "yourself", "yourselves"],
    &["he", "him", "his", "himself"],
    &["she", "her", "hers", "herself"],
    &["it", "its", "itself"],
    &["they", "them", "their", "theirs", "themselves"],
    &["this", "that", "these", "those"],
    &["who", "whom", "whose", "which"],
];

/// The rows of [`PRONOUNS`] that stand for who speaks: alone, and with others.
const FIRST: std::ops::Range<usize> = 0..2;

/// The rows of [`PRONOUNS`] that stand for one person who is spoken of.
const PERSONAL: std::ops::Range<usize> = 3..5;

/// Classes of mentions: pronouns by what they stand for, names and nominals by kind, nominals of several apart.
pub const CLASSES: usize = PRONOUNS.len() + 1 + 3 * KINDS;
/// Person, organisation, place, anything else.
const KINDS: usize = 4;
/// Name, nominal, pronoun.
pub const FORMS: usize = 3;
/// Buckets of the distance in mentions.
pub const NEAR: usize = 10;
/// Buckets of the distance in sentences.
pub const SENTENCES: usize = 8;
/// Combinations of what two mentions share.
pub const MATCHES: usize = 16;
/// Earlier mentions that a mention looks back on.
pub const REACH: usize = 120;

/// Words that do not tell one phrase from another.
const LEADING: [&str; 9] = ["the", "a", "an", "this", "that", "these", "those", "'s", "’s"];

/// The rows of a pair of mentions in the head's tables, the later mention first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pair {
    /// Their classes, below [`CLASSES`].
    pub classes: (usize, usize),
    /// Their forms, below [`FORMS`].
    pub forms: (usize, usize),
    /// The bucket of their distance in mentions, below [`NEAR`].
    pub near: usize,
    /// The bucket of their distance in sentences, below [`SENTENCES`].
    pub sentences: usize,
    /// What they share, below [`MATCHES`].
    pub matches: usize,
}

/// One mention as pairs are made of it.
#[derive(Debug)]
pub struct Seen {
    /// Its row in the tables of classes.
    pub class: usize,
    form: usize,
    /// Its telling words in small letters, in order.
    content: Vec<String>,
    head: String,
    start: usize,
    end: usize,
    sentence: usize,
}

impl Seen {
    /// Looks at mention `m`.
    pub fn new(document: &Document, m: usize) -> Self {
        let mention = &document.mentions[m];
        let word = |i: usize| document.word(i).to_lowercase();
        let head = word(mention.head);
        let plural = document.syntax.has(mention.head, "Number=Plur");
        let telling = |w: &String| !LEADING.contains(&w.as_str()) && w.chars().any(|c| c.is_alphanumeric() || c == '_');
        Seen {
            class: class(mention.form, mention.kind, &head, plural),
            form: form_row(mention.form),
            content: mention.span.clone().map(word).filter(telling).collect(),
            head,
            start: mention.span.start,
            end: mention.span.end,
            sentence: document.sentence_of(mention.head),
        }
    }

    /// This mention and an earlier one, `distance` mentions before it.
    pub fn after(&self, earlier: &Seen, distance: usize) -> Pair {
        Pair {
            classes: (self.class, earlier.class),
            forms: (self.form, earlier.form),
            near: bucket(distance, NEAR),
            sentences: bucket(self.sentence.saturating_sub(earlier.sentence), SENTENCES),
            matches: self.matches(earlier),
        }
    }

    /// 1 the same words, 2 the same head, 4 the later's words are all in the earlier, 8 one lies in the other.
    fn matches(&self, earlier: &Seen) -> usize {
        let some = !self.content.is_empty();
        let same = some && self.content == earlier.content;
        let within = some && self.content.iter().all(|w| earlier.content.contains(w));
        let nested = earlier.start <= self.start && self.end <= earlier.end;
        usize::from(same)
            + 2 * usize::from(self.head == earlier.head)
            + 4 * usize::from(within)
            + 8 * usize::from(nested)
    }
}

/// Whether a word stands for one person who is spoken of: "he", "her".
pub fn is_personal(word: &str) -> bool {
    let word = word.to_lowercase();
    PRONOUNS[PERSONAL].iter().any(|pronouns| pronouns.contains(&word.as_str()))
}

/// Whether a word by which a speaker speaks of himself stands for several, "we", or for him alone, "I"; `None` for other words.
pub fn first_person(word: &str) -> Option<bool> {
    let word = word.to_lowercase();
    PRONOUNS[FIRST].iter().position(|pronouns| pronouns.contains(&word.as_str())).map(|row| row > 0)
}

fn form_row(form: Form) -> usize {
    match form {
        Form::Name => 0,
        Form::Nominal => 1,
        Form::Pronoun => 2,
    }
}

fn class(form: Form, kind: MentionKind, head: &str, plural: bool) -> usize {
    let block = match form {
        Form::Pronoun => return PRONOUNS.iter().position(|p| p.contains(&head)).unwrap_or(PRONOUNS.len()),
        Form::Name => 0,
        Form::Nominal if plural => 2,
        Form::Nominal => 1,
    };
    let kind = match kind {
        MentionKind::Person => 0,
        MentionKind::Organization => 1,
        MentionKind::Place => 2,
        _ => 3,
    };
    PRONOUNS.len() + 1 + block * KINDS + kind
}

/// Exact to 4, then by powers of two.
fn bucket(distance: usize, most: usize) -> usize {
    let (mut out, mut bound) = (distance.min(4), 4);
    while distance > bound && out < most - 1 {
        out += 1;
        bound *= 2;
    }
    out.min(most - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distances_fall_into_their_buckets() {
        assert_eq!([0, 3, 4, 5, 8, 9, 17, 500].map(|d| bucket(d, NEAR)), [0, 3, 4, 5, 5, 6, 7, 9]);
        assert_eq!(bucket(500, SENTENCES), 7);
    }

    #[test]
    fn classes_are_distinct_and_in_range() {
        assert_eq!(class(Form::Pronoun, MentionKind::Person, "she", false), 4);
        assert_eq!(class(Form::Pronoun, MentionKind::Person, "whoever", false), 9);
        assert_eq!(class(Form::Name, MentionKind::Person, "ana", false), 10);
        assert_eq!(class(Form::Nominal, MentionKind::Time, "days", true), CLASSES - 1);
    }
}
