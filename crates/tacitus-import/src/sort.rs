//! Sorts more rows than memory holds: sorted runs go to files without a name and are merged.

use std::cmp::{Ordering, Reverse};
use std::collections::BinaryHeap;
use std::fs::File;
use std::io::{self, BufReader, BufWriter, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

/// Rows of a key and a value, gathered in any order.
pub(crate) struct Sorter {
    folder: PathBuf,
    budget: usize,
    /// Rows one after the other: lengths of key and value, key, value.
    rows: Vec<u8>,
    starts: Vec<usize>,
    runs: Vec<File>,
}

impl Sorter {
    /// A sorter that keeps at most about `budget` bytes in memory and puts the rest into files in `folder`.
    pub(crate) fn new(folder: &Path, budget: usize) -> Sorter {
        Sorter { folder: folder.to_owned(), budget, rows: Vec::new(), starts: Vec::new(), runs: Vec::new() }
    }

    /// Adds a row.
    pub(crate) fn push(&mut self, key: &[u8], value: &[u8]) -> io::Result<()> {
        let length = |bytes: &[u8]| u32::try_from(bytes.len()).map(u32::to_le_bytes).map_err(io::Error::other);
        let needed = 8 + key.len() + value.len();
        if !self.starts.is_empty() && self.rows.len() + 8 * self.starts.len() + needed > self.budget {
            self.spill()?;
        }
        self.starts.push(self.rows.len());
        for part in [&length(key)?, &length(value)?, key, value] {
            self.rows.extend_from_slice(part);
        }
        Ok(())
    }

    /// The rows by key; those of one key in the order in which they came.
    pub(crate) fn finish(mut self) -> io::Result<Sorted> {
        self.spill()?;
        self.rows = Vec::new();
        let mut sorted = Sorted { runs: Vec::new(), heads: BinaryHeap::new() };
        for (number, mut file) in self.runs.into_iter().enumerate() {
            file.seek(SeekFrom::Start(0))?;
            sorted.runs.push(BufReader::with_capacity(1 << 16, file));
            sorted.refill(number)?;
        }
        Ok(sorted)
    }

    fn spill(&mut self) -> io::Result<()> {
        if self.starts.is_empty() {
            return Ok(());
        }
        // A stable sort: rows of one key stay in the order in which they came.
        self.starts.sort_by(|a, b| key_at(&self.rows, *a).cmp(key_at(&self.rows, *b)));
        let mut out = BufWriter::with_capacity(1 << 16, tempfile::tempfile_in(&self.folder)?);
        for start in &self.starts {
            let end = start + 8 + u32_at(&self.rows, *start) + u32_at(&self.rows, start + 4);
            out.write_all(&self.rows[*start..end])?;
        }
        self.runs.push(out.into_inner().map_err(io::IntoInnerError::into_error)?);
        self.rows.clear();
        self.starts.clear();
        Ok(())
    }
}

fn u32_at(rows: &[u8], at: usize) -> usize {
    rows[at..at + 4].iter().rev().fold(0, |number, byte| number << 8 | usize::from(*byte))
}

fn key_at(rows: &[u8], start: usize) -> &[u8] {
    &rows[start + 8..start + 8 + u32_at(rows, start)]
}

/// A key with all of its values.
pub(crate) type Group = (Vec<u8>, Vec<Vec<u8>>);

/// Sorted rows, read from all runs at the same time.
pub(crate) struct Sorted {
    runs: Vec<BufReader<File>>,
    heads: BinaryHeap<Reverse<Head>>,
}

/// The next row of a run.
#[derive(PartialEq, Eq)]
struct Head {
    key: Vec<u8>,
    run: usize,
    value: Vec<u8>,
}

impl Ord for Head {
    fn cmp(&self, other: &Self) -> Ordering {
        // An earlier run has what came earlier.
        self.key.cmp(&other.key).then(self.run.cmp(&other.run))
    }
}

impl PartialOrd for Head {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Sorted {
    /// The next key with all of its values.
    pub(crate) fn next_group(&mut self) -> io::Result<Option<Group>> {
        let Some(Reverse(first)) = self.heads.pop() else { return Ok(None) };
        self.refill(first.run)?;
        let mut values = vec![first.value];
        while self.heads.peek().is_some_and(|Reverse(head)| head.key == first.key) {
            let Some(Reverse(head)) = self.heads.pop() else { break };
            self.refill(head.run)?;
            values.push(head.value);
        }
        Ok(Some((first.key, values)))
    }

    fn refill(&mut self, run: usize) -> io::Result<()> {
        let file = &mut self.runs[run];
        let mut lengths = [0; 8];
        match file.read(&mut lengths)? {
            0 => return Ok(()),
            count => file.read_exact(&mut lengths[count..])?,
        }
        let (mut key, mut value) = (vec![0; u32_at(&lengths, 0)], vec![0; u32_at(&lengths, 4)]);
        file.read_exact(&mut key)?;
        file.read_exact(&mut value)?;
        self.heads.push(Reverse(Head { key, run, value }));
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn the_same_for_any_budget(rows in prop::collection::vec(("[a-c]{0,2}", any::<u16>()), 0..200), budget in 1_usize..400) {
            let mut sorter = Sorter::new(&std::env::temp_dir(), budget);
            for (key, value) in &rows {
                sorter.push(key.as_bytes(), &value.to_le_bytes()).unwrap();
            }
            let mut sorted = sorter.finish().unwrap();
            let mut expected = rows.clone();
            expected.sort_by(|a, b| a.0.cmp(&b.0));
            let mut found = Vec::new();
            while let Some((key, values)) = sorted.next_group().unwrap() {
                let key = String::from_utf8(key).unwrap();
                prop_assert!(found.last().is_none_or(|(last, _)| *last != key));
                found.extend(values.iter().map(|v| (key.clone(), u16::from_le_bytes([v[0], v[1]]))));
            }
            prop_assert_eq!(found, expected);
        }
    }
}
