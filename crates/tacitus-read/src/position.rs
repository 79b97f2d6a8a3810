//! How far a reader has come, so that a later one can go on from there.

use std::fs::Metadata;
use std::path::Path;
use std::time::UNIX_EPOCH;

use serde::{Deserialize, Serialize};
use tacitus::record::Record;
use tacitus::{Dyad, Input};
use xxhash_rust::xxh3::Xxh3;

use crate::{Error, Found};

/// How far a reader has come: behind which item.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Position {
    /// How many files were begun; a name that leads to none counts as one.
    pub files: u64,
    /// How many items the last of them has given.
    pub items: u64,
    /// How many bytes were read of all of them, before anything was decompressed.
    pub bytes: u64,
    /// A hash of their names, sizes and times of change.
    pub inputs: u64,
    /// A hash of the last item.
    pub item: u64,
}

impl Position {
    /// Whether both are behind the same item of the same files.
    pub fn is_at(&self, other: &Position) -> bool {
        Position { bytes: 0, ..*self } == Position { bytes: 0, ..*other }
    }

    /// Whether this one is not yet where the other one is.
    pub fn is_before(&self, other: &Position) -> bool {
        (self.files, self.items) < (other.files, other.items)
    }

    /// Behind nothing of the next file, which has this name and, unless there is none, these properties.
    pub(crate) fn next_file(&self, name: &Path, file: Option<&Metadata>) -> Position {
        let mut hash = Xxh3::new();
        hash.update(&self.inputs.to_le_bytes());
        hash.update(name.as_os_str().as_encoded_bytes());
        // What comes through a pipe has no size, and its times are those of the pipe.
        if let Some(file) = file.filter(|file| file.is_file()) {
            let changed = file.modified().ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok());
            hash.update(&file.len().to_le_bytes());
            hash.update(&changed.map_or(0, |time| time.as_nanos()).to_le_bytes());
        }
        Position { files: self.files + 1, items: 0, inputs: hash.digest(), ..*self }
    }

    /// Behind this item of the same file, of which so many bytes have been read.
    pub(crate) fn next_item<T: Digest>(&self, item: &Result<Found<T>, Error>, bytes: u64) -> Position {
        let mut hash = Xxh3::new();
        match item {
            Ok(found) => found.value.digest(&mut hash),
            Err(error) => hash.update(error.to_string().as_bytes()),
        }
        Position { items: self.items + 1, bytes, item: hash.digest(), ..*self }
    }
}

/// What is read can be told from another by a hash.
pub trait Digest {
    /// Adds to a hash what it is known by.
    fn digest(&self, hash: &mut Xxh3);
}

impl Digest for Input {
    fn digest(&self, hash: &mut Xxh3) {
        hash.update(self.id.as_deref().unwrap_or_default().as_bytes());
        hash.update(self.text.as_bytes());
    }
}

impl Digest for Record {
    fn digest(&self, hash: &mut Xxh3) {
        hash.update(self.id.as_bytes());
        hash.update(self.text.as_bytes());
    }
}

impl Digest for Dyad {
    fn digest(&self, hash: &mut Xxh3) {
        hash.update(self.id.as_bytes());
        hash.update(self.text.as_bytes());
    }
}
