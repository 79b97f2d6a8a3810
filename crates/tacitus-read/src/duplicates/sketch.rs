//! What is kept of a text to know it again.
//!
//! Two things. The *runs* of a text are its sequences of five words, hashed; of these the lowest are kept, which is a
//! fair sample of them, and one that two texts take from the same runs. The *slots* are its numbers and names, each
//! with the words around it: where the same words surround another number or name, two texts were made from one
//! mould, such as the closing prices of two days, and neither repeats the other.

use xxhash_rust::xxh3::{Xxh3, xxh3_64};

/// Words of a run.
const RUN: usize = 5;
/// Words on either side of a slot.
const AROUND: usize = 2;
/// Runs that are kept.
pub(super) const KEPT_RUNS: usize = 64;
/// Slots that are kept.
const KEPT_SLOTS: usize = 24;
/// Runs that two texts must be compared by, at least.
const FEWEST_RUNS: usize = 12;
/// The share of runs that makes a text a copy. One word changed in twenty leaves it above, a new paragraph in four below.
const COPY: f64 = 0.75;
/// The share of slots that may be filled otherwise in a copy; one may in any case, if there are so many.
const OTHERWISE: f64 = 0.1;
const FEWEST_SLOTS: u32 = 4;

/// All of a text that is compared.
#[derive(Debug, Default)]
pub(super) struct Sketch {
    /// A hash of the text, of which white space counts as one space.
    pub exact: u64,
    /// Hashes of its runs, sorted, each once.
    pub runs: Vec<u64>,
    slots: Vec<Slot>,
    words: Vec<Word>,
}

/// A number or name: above a hash of what is around it, in the last twelve bits one of itself.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Slot(u32);

impl Slot {
    fn new(around: u64, inside: u64) -> Slot {
        Slot(around as u32 & !0xFFF | inside as u32 & 0xFFF)
    }

    fn around(self) -> u32 {
        self.0 >> 12
    }
}

#[derive(Debug, Clone, Copy)]
struct Word {
    hash: u64,
    /// A number, or a word with a capital.
    telling: bool,
}

impl Word {
    /// What it is around a slot: itself, or where it is one too, no more than that.
    fn frame(&self) -> u64 {
        if self.telling { 0 } else { self.hash }
    }
}

/// What is kept of a text.
#[derive(Debug)]
pub(super) struct Kept {
    /// The lowest runs, of each as many bits as tell it from the others.
    runs: [u16; KEPT_RUNS],
    slots: [Slot; KEPT_SLOTS],
    run_count: u8,
    slot_count: u8,
    /// The upper half of the highest run that is kept; all where the text has no more.
    limit: u32,
}

impl Sketch {
    /// Makes the sketch of another text, in the same memory.
    pub fn draw(&mut self, text: &str) {
        let mut exact = Xxh3::new();
        for piece in text.split_whitespace() {
            exact.update(piece.as_bytes());
            exact.update(b" ");
        }
        self.exact = exact.digest();
        self.divide(text);
        let hash = |words: &mut dyn Iterator<Item = u64>| {
            let mut bytes = [0; RUN * 8];
            for (place, word) in bytes.chunks_exact_mut(8).zip(words) {
                place.copy_from_slice(&word.to_le_bytes());
            }
            xxh3_64(&bytes)
        };
        self.runs.clear();
        self.runs.extend(self.words.windows(RUN).map(|run| hash(&mut run.iter().map(|word| word.hash))));
        self.runs.sort_unstable();
        self.runs.dedup();
        self.slots.clear();
        self.slots.extend(self.words.windows(2 * AROUND + 1).filter(|words| words[AROUND].telling).map(|words| {
            let mut around = words[..AROUND].iter().chain(&words[AROUND + 1..]).map(Word::frame);
            Slot::new(hash(&mut around), words[AROUND].hash)
        }));
        self.slots.sort_unstable();
        self.slots.dedup();
    }

    /// Divides a text into words: letters and digits, without case, whatever stands between them.
    fn divide(&mut self, text: &str) {
        self.words.clear();
        let mut word = String::new();
        let mut telling = false;
        let mut letters = text.chars().peekable();
        let mut before = ' ';
        while let Some(letter) = letters.next() {
            let in_number = matches!(letter, '.' | ',') && before.is_ascii_digit();
            if letter.is_alphanumeric() {
                telling |= letter.is_ascii_digit() || (word.is_empty() && letter.is_uppercase());
                word.extend(letter.to_lowercase());
            } else if in_number && letters.peek().is_some_and(char::is_ascii_digit) {
                word.push(letter);
            } else if !word.is_empty() {
                self.words.push(Word { hash: xxh3_64(word.as_bytes()), telling });
                word.clear();
                telling = false;
            }
            before = letter;
        }
        if !word.is_empty() {
            self.words.push(Word { hash: xxh3_64(word.as_bytes()), telling });
        }
    }

    /// What is kept of it.
    pub fn keep(&self) -> Kept {
        let run_count = self.runs.len().min(KEPT_RUNS);
        let slot_count = self.slots.len().min(KEPT_SLOTS);
        let mut kept = Kept {
            runs: [0; KEPT_RUNS],
            slots: [Slot::default(); KEPT_SLOTS],
            run_count: run_count as u8,
            slot_count: slot_count as u8,
            limit: if self.runs.len() > KEPT_RUNS { upper(self.runs[KEPT_RUNS - 1]) } else { u32::MAX },
        };
        for (place, run) in kept.runs.iter_mut().zip(&self.runs) {
            *place = *run as u16;
        }
        kept.slots[..slot_count].copy_from_slice(&self.slots[..slot_count]);
        kept
    }

    /// The share of this text's runs that another one has too, where it is a copy of that; else `None`.
    pub fn repeats(&self, original: &Kept) -> Option<f64> {
        let compared = self.runs.partition_point(|run| upper(*run) <= original.limit);
        let theirs = &original.runs[..original.run_count.into()];
        let shared = self.runs[..compared].iter().filter(|run| theirs.contains(&(**run as u16))).count();
        let share = shared as f64 / compared as f64;
        (compared >= FEWEST_RUNS && share >= COPY && !self.is_filled_otherwise(original)).then_some(share)
    }

    /// Whether the same words surround other numbers and names here than there.
    fn is_filled_otherwise(&self, original: &Kept) -> bool {
        let theirs = &original.slots[..original.slot_count.into()];
        let (mut same, mut other) = (0u32, 0u32);
        for theirs in theirs.chunk_by(|a, b| a.around() == b.around()) {
            let around = theirs[0].around();
            let start = self.slots.partition_point(|slot| slot.around() < around);
            let ours = &self.slots[start..];
            let ours = &ours[..ours.partition_point(|slot| slot.around() == around)];
            if ours.is_empty() {
                continue;
            }
            if ours.iter().all(|slot| theirs.contains(slot)) {
                same += 1;
            } else {
                other += 1;
            }
        }
        let compared = same + other;
        f64::from(other) > OTHERWISE * f64::from(compared) && (other > 1 || compared < FEWEST_SLOTS)
    }
}

fn upper(hash: u64) -> u32 {
    (hash >> 32) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    fn share(original: &str, copy: &str) -> Option<f64> {
        let sketch = |text: &str| {
            let mut sketch = Sketch::default();
            sketch.draw(text);
            sketch
        };
        sketch(copy).repeats(&sketch(original).keep())
    }

    const STORY: &str = "The harbour master of Port Ellery said on Tuesday that two ferries had collided in thick fog \
        shortly after dawn, and that eleven passengers were taken to hospital with light injuries. Divers searched the \
        water for several hours, but nobody was missing. The company that runs the ferries, Coastline, apologised and \
        promised an inquiry. Fishermen had complained about the lights on the breakwater since the winter storms, and \
        the town council had voted to replace them in the coming year.";

    #[test]
    fn a_cut_and_an_added_line_leave_a_copy() {
        assert_eq!(share(STORY, STORY), Some(1.0));
        assert!(share(STORY, &STORY[..300]).is_some());
        assert!(share(STORY, &format!("By Anna Reed, Evening Courier\n\n{STORY}")).is_some());
        assert!(share(STORY, &STORY.replace("several hours", "most of the day")).is_some());
        assert_eq!(share(STORY, &STORY.replace('\'', "’").to_uppercase().to_lowercase()), Some(1.0));
    }

    #[test]
    fn what_says_more_is_no_copy() {
        let more = "The minister of transport travelled to the town and told reporters that all ferries would stay in \
            port until their crews had been questioned. An opposition party asked for his resignation.";
        assert_eq!(share(STORY, &format!("{STORY} {more}")), None);
        assert_eq!(share(STORY, more), None);
    }

    #[test]
    fn other_figures_in_the_same_words_are_another_report() {
        let closing = |gold: &str, silver: &str, day: &str| {
            format!(
                "Precious metals closed higher on {day} in quiet trade ahead of the holiday, dealers said. Gold ended \
                 the session at {gold} dollars an ounce in the spot market, while silver was fixed at {silver} dollars \
                 an ounce in the afternoon. Traders expect prices to stay in a narrow range until the central bank \
                 meets, since few of them want to take new positions before it has told its intentions."
            )
        };
        let first = closing("412.50", "7.31", "Monday");
        assert!(share(&first, &first.replace("dealers said", "brokers said")).is_some());
        assert_eq!(share(&first, &closing("409.10", "7.12", "Thursday")), None);
    }
}
