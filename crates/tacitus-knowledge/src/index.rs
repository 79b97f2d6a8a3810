//! The packed knowledge: one run of bytes, searched where it lies.
//!
//! Layout: a magic word; the lengths of the five sections as little-endian
//! `u32`; the sections: the fst map from key to an offset into the postings,
//! the postings (a postcard list of [`Posting`] at each offset), the offsets of
//! the entries, the entries (postcard), and the vocabulary (postcard).

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

use serde::{Deserialize, Serialize};

use crate::compile::Compiled;
use crate::entry::Entry;
use crate::lookup::How;
use crate::normalise::{Case, normalise};
use crate::vocabulary::Vocabulary;

const MAGIC: &[u8; 8] = b"TACKNOW1";
const SECTIONS: usize = 5;

/// One entry that a key may mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
struct Posting {
    entry: u32,
    how: How,
    /// [`Case`] as a number: 0 any, 1 initial, 2 upper.
    case: u8,
}

/// Packs what the tables say.
pub(crate) fn pack(compiled: &Compiled) -> Vec<u8> {
    let mut keys: BTreeMap<String, Vec<Posting>> = BTreeMap::new();
    for alias in &compiled.aliases {
        let case = Case::demanded_by(&alias.text) as u8;
        let posting = Posting { entry: alias.entry as u32, how: alias.how, case };
        keys.entry(normalise(&alias.text)).or_default().push(posting);
    }
    for (at, entry) in compiled.entries.iter().enumerate() {
        keys.entry(id_key(&entry.id)).or_default().push(Posting { entry: at as u32, how: How::Name, case: 0 });
    }
    let mut postings = Vec::new();
    let mut map = fst::MapBuilder::memory();
    for (key, mut list) in keys {
        list.sort();
        list.dedup();
        map.insert(key, postings.len() as u64).expect("keys come sorted from a BTreeMap");
        postings.extend(encode(&list));
    }
    let map = map.into_inner().expect("writing to memory cannot fail");
    let mut offsets = Vec::new();
    let mut entries = Vec::new();
    for entry in &compiled.entries {
        offsets.extend((entries.len() as u32).to_le_bytes());
        entries.extend(encode(entry));
    }
    offsets.extend((entries.len() as u32).to_le_bytes());
    let sections = [map, postings, offsets, entries, encode(&compiled.vocabulary)];
    let mut out = MAGIC.to_vec();
    for section in &sections {
        out.extend((section.len() as u32).to_le_bytes());
    }
    out.extend(sections.into_iter().flatten());
    out
}

fn encode<T: Serialize>(value: &T) -> Vec<u8> {
    postcard::to_stdvec(value).expect("plain structs always encode")
}

/// The key of an id: no normalised name holds a control character.
fn id_key(id: &str) -> String {
    format!("\u{1}{id}")
}

/// A part of the packed bytes.
#[derive(Clone)]
struct Section {
    bytes: Arc<Cow<'static, [u8]>>,
    range: Range<usize>,
}

impl AsRef<[u8]> for Section {
    fn as_ref(&self) -> &[u8] {
        &self.bytes[self.range.clone()]
    }
}

/// The packed knowledge, opened. Entries are unpacked when first asked for.
pub(crate) struct Index {
    map: fst::Map<Section>,
    postings: Section,
    offsets: Section,
    packed: Section,
    entries: Vec<OnceLock<Entry>>,
    words: Section,
}

impl Index {
    /// Opens bytes that [`pack`] made.
    pub(crate) fn open(bytes: Cow<'static, [u8]>) -> Index {
        assert!(bytes.starts_with(MAGIC), "not a packed knowledge index of this version");
        let bytes = Arc::new(bytes);
        let mut start = MAGIC.len() + 4 * SECTIONS;
        let sections: [Section; SECTIONS] = std::array::from_fn(|i| {
            let length = read_u32(&bytes, MAGIC.len() + 4 * i);
            let range = start..start + length;
            start = range.end;
            Section { bytes: Arc::clone(&bytes), range }
        });
        let [map, postings, offsets, packed, words] = sections;
        let count = offsets.as_ref().len() / 4 - 1;
        Index {
            map: fst::Map::new(map).expect("pack wrote an fst"),
            postings,
            offsets,
            packed,
            entries: std::iter::repeat_with(OnceLock::new).take(count).collect(),
            words,
        }
    }

    /// The entries filed under a name, of those that admit the case of the text.
    pub(crate) fn find(&self, name: &str) -> Vec<(&Entry, How)> {
        let mut found: Vec<(&Entry, How)> = Vec::new();
        for posting in self.postings(&normalise(name)) {
            let case = match posting.case {
                0 => Case::Any,
                1 => Case::Initial,
                _ => Case::Upper,
            };
            let entry = self.entry(posting.entry as usize);
            // Postings are sorted by entry and then by how: the best comes first.
            if case.admits(name) && found.last().is_none_or(|(last, _)| last.id != entry.id) {
                found.push((entry, posting.how));
            }
        }
        found
    }

    /// The entry with an id.
    pub(crate) fn by_id(&self, id: &str) -> Option<&Entry> {
        self.postings(&id_key(id)).first().map(|posting| self.entry(posting.entry as usize))
    }

    /// All entries, unpacking those that were not asked for yet.
    pub(crate) fn entries(&self) -> impl Iterator<Item = &Entry> {
        (0..self.entries.len()).map(|at| self.entry(at))
    }

    /// Unpacks the vocabulary.
    pub(crate) fn vocabulary(&self) -> Vocabulary {
        postcard::from_bytes(self.words.as_ref()).expect("pack wrote the vocabulary")
    }

    fn postings(&self, key: &str) -> Vec<Posting> {
        match self.map.get(key) {
            Some(at) => {
                let bytes = &self.postings.as_ref()[at as usize..];
                postcard::take_from_bytes(bytes).expect("pack wrote the postings").0
            }
            None => Vec::new(),
        }
    }

    fn entry(&self, at: usize) -> &Entry {
        self.entries[at].get_or_init(|| {
            let offsets = self.offsets.as_ref();
            let (from, to) = (read_u32(offsets, 4 * at), read_u32(offsets, 4 * at + 4));
            postcard::from_bytes(&self.packed.as_ref()[from..to]).expect("pack wrote the entries")
        })
    }
}

fn read_u32(bytes: &[u8], at: usize) -> usize {
    u32::from_le_bytes([bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]]) as usize
}
