//! The packed knowledge: one run of bytes, searched where it lies.
//!
//! [`layout`] says what stands where, [`packer`] writes it. The index that the build embeds and the file that an
//! import writes are of one form; what is in them differs.

mod layout;
mod packer;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::{self, Cursor};
use std::ops::Range;
use std::sync::Arc;

use crate::compile::Compiled;
use crate::entry::Entry;
use crate::error::{Error, ErrorKind};
use crate::lookup::How;
use crate::normalise::{Case, normalise};
use crate::vocabulary::Vocabulary;

pub use packer::{Packer, Posting};

/// Packs what the tables say.
pub(crate) fn pack(compiled: &Compiled) -> io::Result<Vec<u8>> {
    let mut packer = Packer::new(Cursor::new(Vec::new()), Cursor::new(Vec::new()))?;
    let mut keys: BTreeMap<String, Vec<Posting>> = BTreeMap::new();
    for entry in &compiled.entries {
        let (key, posting) = Posting::id(&entry.id, packer.entry(entry)?);
        keys.entry(key).or_default().push(posting);
    }
    for alias in &compiled.aliases {
        if let Some((key, posting)) = Posting::name(&alias.text, alias.how, alias.entry as u32) {
            keys.entry(key).or_default().push(posting);
        }
    }
    for (key, postings) in keys {
        packer.key(&key, postings)?;
    }
    Ok(packer.finish_with(&compiled.vocabulary)?.into_inner())
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

/// The packed knowledge, opened. Clones share the bytes.
#[derive(Clone)]
pub(crate) struct Index {
    map: fst::Map<Section>,
    postings: Section,
    offsets: Section,
    packed: Section,
    words: Section,
}

impl Index {
    /// Opens bytes that a [`Packer`] made; `name` is what errors call them.
    ///
    /// Bytes that the program carries are `trusted`: they open without being read from end to end.
    pub(crate) fn open(bytes: Cow<'static, [u8]>, name: &str, trusted: bool) -> Result<Index, Error> {
        let error = |kind, message: String| Error::new(kind, name, 0, message);
        let ranges = layout::sections(&bytes, trusted).map_err(|(kind, message)| error(kind, message))?;
        let bytes = Arc::new(bytes);
        let [packed, offsets, postings, map, words] = ranges.map(|range| Section { bytes: Arc::clone(&bytes), range });
        let map = fst::Map::new(map).map_err(|cause| error(ErrorKind::Damaged, cause.to_string()))?;
        Ok(Index { map, postings, offsets, packed, words })
    }

    /// How many entries there are.
    pub(crate) fn count(&self) -> usize {
        (self.offsets.as_ref().len() / 8).saturating_sub(1)
    }

    /// The numbers of the entries filed under a name, of those that admit the case of the text; each once, with the
    /// best of the ways in which the name is tied to it.
    pub(crate) fn find(&self, name: &str) -> Vec<(usize, How)> {
        let mut found: Vec<(usize, How)> = Vec::new();
        for posting in self.postings(&normalise(name)) {
            let case = match posting.case {
                0 => Case::Any,
                1 => Case::Initial,
                _ => Case::Upper,
            };
            let entry = posting.entry as usize;
            // Postings are sorted by entry and then by how: the best comes first.
            if case.admits(name) && found.last().is_none_or(|(last, _)| *last != entry) {
                found.push((entry, posting.how));
            }
        }
        found
    }

    /// The number of the entry with an id.
    pub(crate) fn by_id(&self, id: &str) -> Option<usize> {
        self.postings(&packer::id_key(id)).first().map(|posting| posting.entry as usize)
    }

    /// Unpacks an entry.
    pub(crate) fn entry(&self, number: usize) -> Option<Entry> {
        let bound = |at: usize| layout::read_u64(self.offsets.as_ref(), 8 * at).map(|at| at as usize);
        let bytes = self.packed.as_ref().get(bound(number)?..bound(number + 1)?)?;
        postcard::from_bytes(bytes).ok()
    }

    /// Unpacks the vocabulary.
    pub(crate) fn vocabulary(&self) -> Vocabulary {
        postcard::from_bytes(self.words.as_ref()).unwrap_or_default()
    }

    fn postings(&self, key: &str) -> Vec<Posting> {
        let bytes = self.map.get(key).and_then(|at| self.postings.as_ref().get(at as usize..));
        bytes.and_then(|bytes| postcard::take_from_bytes(bytes).ok()).map_or_else(Vec::new, |(list, _)| list)
    }
}
