//! Several indexes as one: the first is built in, each later one adds to what those before it know.
//!
//! An entry whose id an earlier index has too is one entry, put together when it is first asked for.

use std::collections::HashSet;
use std::sync::OnceLock;

use crate::combine::combine;
use crate::entry::Entry;
use crate::index::Index;
use crate::lookup::How;

/// An entry that a name was found for.
pub(crate) struct Found<'k> {
    pub(crate) entry: &'k Entry,
    pub(crate) how: How,
    /// Whether only an imported index files it under the name.
    pub(crate) imported: bool,
}

pub(crate) struct Layers {
    layers: Vec<Layer>,
}

struct Layer {
    index: Index,
    /// The entries that were asked for. Boxed: most of a large index never is.
    entries: Vec<OnceLock<Option<Box<Entry>>>>,
}

impl Layers {
    pub(crate) fn new(indexes: impl IntoIterator<Item = Index>) -> Layers {
        let layer = |index: Index| {
            let entries = std::iter::repeat_with(OnceLock::new).take(index.count()).collect();
            Layer { index, entries }
        };
        Layers { layers: indexes.into_iter().map(layer).collect() }
    }

    /// The indexes, the built-in one first.
    pub(crate) fn indexes(&self) -> impl Iterator<Item = &Index> {
        self.layers.iter().map(|layer| &layer.index)
    }

    /// The entries filed under a name. What an earlier index says of the tie holds.
    pub(crate) fn find(&self, name: &str) -> Vec<Found<'_>> {
        let mut found: Vec<Found<'_>> = Vec::new();
        for (at, layer) in self.layers.iter().enumerate() {
            for (number, how) in layer.index.find(name) {
                let Some(entry) = self.entry(at, number).map(|entry| self.newest(at, entry)) else { continue };
                if found.iter().all(|other| other.entry.id != entry.id) {
                    found.push(Found { entry, how, imported: at > 0 });
                }
            }
        }
        found
    }

    /// The entry with an id.
    pub(crate) fn by_id(&self, id: &str) -> Option<&Entry> {
        self.by_id_below(self.layers.len(), id)
    }

    /// All entries, each once, in the order of the indexes.
    pub(crate) fn entries(&self) -> impl Iterator<Item = &Entry> {
        let mut seen = HashSet::new();
        let several = self.layers.len() > 1;
        let all = self.layers.iter().enumerate().flat_map(|(at, layer)| (0..layer.entries.len()).map(move |n| (at, n)));
        all.filter_map(|(at, number)| self.entry(at, number).map(|entry| self.newest(at, entry)))
            .filter(move |entry| !several || seen.insert(entry.id.as_str()))
    }

    fn by_id_below(&self, end: usize, id: &str) -> Option<&Entry> {
        (0..end).rev().find_map(|at| self.entry(at, self.layers[at].index.by_id(id)?))
    }

    /// The entry of a later index that continues one of the index at `at`, or that itself.
    fn newest<'k>(&'k self, at: usize, entry: &'k Entry) -> &'k Entry {
        let later = (at + 1..self.layers.len()).rev();
        later.filter_map(|at| self.entry(at, self.layers[at].index.by_id(&entry.id)?)).next().unwrap_or(entry)
    }

    /// An entry of one index together with what the earlier ones say of it.
    fn entry(&self, at: usize, number: usize) -> Option<&Entry> {
        let layer = &self.layers[at];
        let unpack = || {
            let own = layer.index.entry(number)?;
            let entry = match self.by_id_below(at, &own.id) {
                Some(base) => {
                    let mut entry = base.clone();
                    combine(&mut entry, own);
                    entry
                }
                None => own,
            };
            Some(Box::new(entry))
        };
        layer.entries.get(number)?.get_or_init(unpack).as_deref()
    }
}
