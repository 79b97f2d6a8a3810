//! Repeats: the same text again, and the wire story that forty papers print with small edits, under another headline,
//! with a line of their own, or cut at the end.
//!
//! A text repeats another if they are the same but for white space, or if next to all its sequences of words stand in
//! the other one too, by an estimate from samples, while the same words do not surround other figures and names. So
//! a shortened copy repeats the whole story, and the whole story, which says more, does not repeat a shortened one;
//! the closing prices of two days are two texts. In doubt a text is a new one: it is better coded twice than lost.
//!
//! What is remembered are texts that repeat none, the last [`ROOM`] of them at least and twice as many at most, in
//! under 500 bytes each. The answer depends on the texts and their order alone.

mod memory;
mod sketch;

use std::mem;

use tacitus::record::{Duplicate, Likeness};
use tacitus::{Input, id_of};

use memory::Memory;
use sketch::Sketch;

/// How many texts are remembered at least, if there are so many.
pub const ROOM: usize = 500_000;

/// Remembers documents, and tells those that repeat one.
///
/// ```
/// use tacitus::Input;
/// use tacitus::record::Likeness;
/// use tacitus_read::Duplicates;
///
/// let document = |id: &str, text: &str| Input { id: Some(id.into()), text: text.into(), ..Input::default() };
/// let mut duplicates = Duplicates::default();
/// assert_eq!(duplicates.see(&document("a", "Talks began\nin Oslo.")), None);
/// let repeat = duplicates.see(&document("b", "Talks began in Oslo.")).unwrap();
/// assert_eq!((repeat.id.as_str(), repeat.kind), ("a", Likeness::Exact));
/// ```
#[derive(Debug, Default)]
pub struct Duplicates {
    sketch: Sketch,
    /// The texts before those of `young`.
    old: Memory,
    young: Memory,
    room: Option<usize>,
}

impl Duplicates {
    /// Which of the documents before this one repeats; where it repeats none, it is remembered itself.
    ///
    /// A document that is plainly not in English is a new one and not remembered: it will not be coded.
    pub fn see(&mut self, input: &Input) -> Option<Duplicate> {
        self.sketch.draw(&input.text);
        let repeat = self.same().or_else(|| self.like());
        if repeat.is_none() && tacitus::language::check(&input.text).is_ok() {
            if self.young.len() >= self.room.unwrap_or(ROOM) {
                self.old = mem::take(&mut self.young);
            }
            self.young.add(&id_of(input), &self.sketch);
        }
        repeat
    }

    fn same(&self) -> Option<Duplicate> {
        let id = self.old.same(&self.sketch).or_else(|| self.young.same(&self.sketch))?;
        Some(Duplicate { id: id.to_owned(), kind: Likeness::Exact, similarity: 1.0 })
    }

    fn like(&self) -> Option<Duplicate> {
        let (old, young) = (self.old.like(&self.sketch), self.young.like(&self.sketch));
        let (id, share) = match (old, young) {
            (Some(old), Some(young)) if young.1 > old.1 => young,
            (old, young) => old.or(young)?,
        };
        // Two decimals are more than a sample of sixty can vouch for.
        Some(Duplicate { id: id.to_owned(), kind: Likeness::Near, similarity: (share * 100.0).round() / 100.0 })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn report(number: usize) -> Input {
        let text = format!(
            "Report {number} of the commission on bridge {number} says that {} of its bolts were loose, that the paint \
             was coming off on the side of the river, and that the engineers whom the town had sent there in spring \
             did not write down what they had seen.",
            number * 7
        );
        Input { id: Some(number.to_string()), text, ..Input::default() }
    }

    #[test]
    fn copies_name_the_first_text() {
        let mut duplicates = Duplicates::default();
        assert!((0..50).all(|number| duplicates.see(&report(number)).is_none()));
        let mut copy = report(3);
        copy.text = copy.text.replace("in spring", "last spring");
        let repeat = duplicates.see(&copy).unwrap();
        assert_eq!((repeat.id.as_str(), repeat.kind), ("3", Likeness::Near));
        assert!(repeat.similarity > 0.75 && repeat.similarity < 1.0, "{repeat:?}");
        assert_eq!(duplicates.see(&report(49)).unwrap().kind, Likeness::Exact);
    }

    #[test]
    fn what_is_far_back_is_forgotten() {
        let mut duplicates = Duplicates { room: Some(10), ..Duplicates::default() };
        assert!((0..35).all(|number| duplicates.see(&report(number)).is_none()));
        assert!((0..20).all(|number| duplicates.see(&report(number)).is_none()));
        assert!((10..20).all(|number| duplicates.see(&report(number)).is_some()));
        assert!(duplicates.old.len() <= 10 && duplicates.young.len() <= 10);
    }

    #[test]
    fn what_will_not_be_coded_is_not_remembered() {
        let text = "Der Ministerpräsident sagte am Montag, die Gespräche mit den Aufständischen seien bis zum Ende des \
                    Monats verschoben worden, was er sehr bedauere, und man werde sie bald wieder aufnehmen.";
        let input = Input { text: text.into(), ..Input::default() };
        let mut duplicates = Duplicates::default();
        assert_eq!((duplicates.see(&input), duplicates.see(&input)), (None, None));
    }
}
