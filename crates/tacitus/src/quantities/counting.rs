//! What a number counts: a thing, a measure, pounds that are a mass.

use super::numbers::Number;
use super::vocabulary::{self, Term};
use super::{REACH, Reader};

/// What a number counts.
pub(super) enum Counted {
    /// A thing or a measure: the word after its noun, and its name.
    Noun(usize, String),
    /// Time: an age, a length.
    Time,
    Nothing,
}

impl Reader<'_> {
    /// Whether the pounds at `end` are a mass: of a thing ("pounds of heroin"), or beside kilograms.
    pub(super) fn is_mass(&self, i: usize, end: usize) -> bool {
        if !(self.is(end, "pounds") || self.is(end, "pound")) {
            return false;
        }
        let of = self.is(end + 1, "of") || (self.word(end + 1) == ")" && self.is(end + 2, "of"));
        let beside = self.before(i) == "("
            && i > 1
            && matches!(vocabulary::term(self.words.text(i - 2, self.text)), Some(Term::Measure(unit)) if unit != "pound");
        of || beside
    }

    /// What the number that ends at `i` counts.
    pub(super) fn counted(&self, i: usize, number: &Number) -> Counted {
        let hyphen = usize::from(self.word(i) == "-");
        let mut at = i + hyphen;
        at += usize::from(number.partitive && self.is(at, "of"));
        let begin = at;
        let one = number.value == Some(1.0);
        while at < begin + REACH {
            let word = self.word(at);
            if !word.starts_with(char::is_alphabetic) {
                break;
            }
            match vocabulary::term(word) {
                Some(Term::NoUnit) => {
                    return if at == begin { Counted::Time } else { Counted::Nothing };
                }
                Some(Term::Measure(unit)) => return Counted::Noun(at + 1, unit.into()),
                Some(Term::Power(power)) => {
                    if let Some(Term::Measure(unit)) = vocabulary::term(self.word(at + 1)) {
                        return Counted::Noun(at + 2, format!("{power} {unit}"));
                    }
                }
                Some(Term::Adjective) => {}
                // "six missing miners"
                Some(Term::State(_)) if self.is_attribute(at) => {}
                Some(Term::Head(_) | Term::State(_)) | None => {
                    // "a 10-member council", "one soldier": the singular is what is counted.
                    let single = hyphen == 1 || (one && !vocabulary::adjectival(word));
                    let plural = vocabulary::singular(word);
                    if one && plural.is_some() {
                        break;
                    }
                    if let Some(noun) = plural {
                        return Counted::Noun(at + 1, self.with_modifier(begin, at, noun));
                    }
                    if single && word.starts_with(char::is_lowercase) {
                        return Counted::Noun(at + 1, word.to_lowercase());
                    }
                }
                // "US soldiers" are not us.
                Some(Term::Stop) if word.len() > 1 && !word.bytes().any(|b| b.is_ascii_lowercase()) => {}
                _ => break,
            }
            at += 1;
        }
        Counted::Nothing
    }

    /// Whether the word, which may count on its own ("six missing"), stands before the plural of what is counted.
    pub(super) fn is_attribute(&self, at: usize) -> bool {
        let next = self.word(at + 1);
        next.starts_with(char::is_lowercase)
            && matches!(vocabulary::term(next), None | Some(Term::Head(_)))
            && vocabulary::singular(next).is_some()
    }

    /// The noun with the noun before it, if there is one that is no adjective: "artillery round".
    pub(super) fn with_modifier(&self, begin: usize, at: usize, noun: String) -> String {
        if at == begin {
            return noun;
        }
        let before = self.word(at - 1);
        if !before.starts_with(char::is_lowercase)
            || vocabulary::term(before).is_some()
            || vocabulary::adjectival(before)
        {
            return noun;
        }
        format!("{before} {noun}")
    }
}
