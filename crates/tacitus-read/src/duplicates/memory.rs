//! The texts that were met, as many as there is room for.

use std::collections::HashMap;

use super::sketch::{Kept, Sketch};

/// Runs under which a text is filed, the lowest ones.
const FILED: usize = 12;
/// Runs by which a text is looked for.
const LOOKED_FOR: usize = 24;

/// Some texts that came one after the other.
#[derive(Debug, Default)]
pub(super) struct Memory {
    exact: HashMap<u64, u32>,
    files: Files,
    kept: Vec<Kept>,
    ids: String,
    id_ends: Vec<usize>,
}

impl Memory {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.kept.len()
    }

    /// Adds a text.
    pub fn add(&mut self, id: &str, sketch: &Sketch) {
        let number = self.kept.len() as u32;
        self.exact.insert(sketch.exact, number);
        for run in sketch.runs.iter().take(FILED) {
            self.files.add(*run as u32, number);
        }
        self.kept.push(sketch.keep());
        self.ids.push_str(id);
        self.id_ends.push(self.ids.len());
    }

    /// The same text.
    pub fn same(&self, sketch: &Sketch) -> Option<&str> {
        self.exact.get(&sketch.exact).map(|number| self.id(*number))
    }

    /// The text that this one is most of all a copy of, the first of equals, and the share that they have in common.
    pub fn like(&self, sketch: &Sketch) -> Option<(&str, f64)> {
        let mut met: Vec<u32> = Vec::new();
        for run in sketch.runs.iter().take(LOOKED_FOR) {
            met.extend(self.files.find(*run as u32));
        }
        met.sort_unstable();
        met.dedup();
        let mut best: Option<(u32, f64)> = None;
        for number in met {
            if let Some(share) = sketch.repeats(&self.kept[number as usize])
                && best.is_none_or(|(_, highest)| share > highest)
            {
                best = Some((number, share));
            }
        }
        best.map(|(number, share)| (self.id(number), share))
    }

    fn id(&self, number: u32) -> &str {
        let number = number as usize;
        let start = if number == 0 { 0 } else { self.id_ends[number - 1] };
        &self.ids[start..self.id_ends[number]]
    }
}

/// Which texts have a run: an open table of both, eight bytes an entry.
#[derive(Debug, Default)]
struct Files {
    /// The run above, the text's number, counted from one, below; zero where nothing is.
    entries: Vec<u64>,
    count: usize,
}

/// Texts under one run. What more texts have in common is a phrase of many, and tells nothing.
const MOST: usize = 8;

impl Files {
    fn add(&mut self, run: u32, number: u32) {
        if 4 * (self.count + 1) > 3 * self.entries.len() {
            let longer = vec![0; (2 * self.entries.len()).max(1024)];
            for entry in std::mem::replace(&mut self.entries, longer).into_iter().filter(|entry| *entry != 0) {
                let place = self.places((entry >> 32) as u32).find(|place| self.entries[*place] == 0);
                self.entries[place.expect("a quarter is free")] = entry;
            }
        }
        let entry = u64::from(run) << 32 | u64::from(number + 1);
        let (mut under, mut oldest) = (0, (u64::MAX, 0));
        for place in self.places(run) {
            let there = self.entries[place];
            if there == 0 {
                // The eighth makes room: copies come soon after the original as a rule.
                let full = under >= MOST;
                self.entries[if full { oldest.1 } else { place }] = entry;
                self.count += usize::from(!full);
                return;
            }
            if there >> 32 == u64::from(run) {
                under += 1;
                oldest = oldest.min((there, place));
            }
        }
    }

    fn find(&self, run: u32) -> impl Iterator<Item = u32> {
        let there = self.places(run).map(|place| self.entries[place]).take_while(|entry| *entry != 0);
        there.filter(move |entry| entry >> 32 == u64::from(run)).map(|entry| entry as u32 - 1)
    }

    /// Where a run may stand, beginning with the likeliest place.
    fn places(&self, run: u32) -> impl Iterator<Item = usize> + use<> {
        let length = self.entries.len();
        let first = (u64::from(run).wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 32) as usize;
        (0..length).map(move |step| (first + step) & (length - 1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_run_has_its_latest_texts() {
        let mut files = Files::default();
        for number in 0..20 {
            files.add(7, number);
            files.add(1000 + number, number);
        }
        let mut under: Vec<u32> = files.find(7).collect();
        under.sort_unstable();
        assert_eq!(under, (12..20).collect::<Vec<_>>());
        assert_eq!(files.find(1003).collect::<Vec<_>>(), [3]);
        assert_eq!(files.find(999).count(), 0);
    }

    #[test]
    fn the_table_grows() {
        let mut files = Files::default();
        (0..10_000).for_each(|number| files.add(number % 5000, number));
        assert!((0..5000).all(|run| files.find(run).eq([run, run + 5000])));
    }
}
