//! Tables keyed by lower-case word, looked up without allocating.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// The longest key, in bytes; longer words are never looked up.
const LONGEST: usize = 32;

/// Fowler, Noll and Vo's hash: short keys, trusted tables.
#[derive(Default)]
struct Fnv(u64);

impl Hasher for Fnv {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
}

/// A table from lower-case word to what is known of it.
pub(crate) struct Lookup<T> {
    entries: HashMap<&'static str, T, BuildHasherDefault<Fnv>>,
    /// Which lengths of key occur, one bit each: most words of a text are of no use to us.
    lengths: u64,
}

impl<T> Lookup<T> {
    /// The table whose rows `entry` turns into keys and entries; rows it rejects are left out.
    pub(crate) fn new(table: &'static str, mut entry: impl FnMut(&[&'static str]) -> Option<T>) -> Self {
        let mut lookup = Self { entries: HashMap::default(), lengths: 0 };
        for row in rows(table) {
            let fields: Vec<&str> = row.split('\t').collect();
            if let Some(value) = entry(&fields) {
                lookup.lengths |= 1 << fields[0].len().min(LONGEST);
                lookup.entries.insert(fields[0], value);
            }
        }
        lookup
    }

    /// What the table says of `word`, in whatever case it is written.
    pub(crate) fn get(&self, word: &str) -> Option<&T> {
        let bytes = word.as_bytes();
        if bytes.len() > LONGEST || self.lengths & (1 << bytes.len()) == 0 {
            return None;
        }
        if !bytes.iter().any(u8::is_ascii_uppercase) {
            return self.entries.get(word);
        }
        let mut lower = [0; LONGEST];
        let lower = &mut lower[..bytes.len()];
        lower.copy_from_slice(bytes);
        lower.make_ascii_lowercase();
        self.entries.get(std::str::from_utf8(lower).ok()?)
    }

    #[cfg(test)]
    pub(crate) fn len(&self) -> usize {
        self.entries.len()
    }
}

/// The rows of a table, without its comments.
pub(crate) fn rows(table: &'static str) -> impl Iterator<Item = &'static str> {
    table.lines().filter(|line| !line.starts_with("# ") && !line.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_does_not_matter_and_length_is_bounded() {
        let lookup = Lookup::new("# comment\nmay\t5\nkm\t1\n", |row| row[1].parse::<u8>().ok());
        assert_eq!(lookup.get("May"), Some(&5));
        assert_eq!(lookup.get("KM"), Some(&1));
        assert_eq!(lookup.get("comment"), None);
        assert_eq!(lookup.get(&"may".repeat(40)), None);
        assert_eq!(lookup.get("é"), None);
        assert_eq!(lookup.len(), 2);
    }
}
