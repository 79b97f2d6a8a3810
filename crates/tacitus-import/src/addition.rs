//! What one row of a source says of one thing, on its way through the sort.

use serde::{Deserialize, Serialize};
use tacitus_knowledge::{Entry, How, PartialDate, combine};

/// An entry with its names, and what is still to be resolved.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Addition {
    pub(crate) entry: Entry,
    pub(crate) names: Vec<(String, How)>,
    pub(crate) posts: Vec<Post>,
}

/// An office by the number of its Wikidata entity, whose name may come later in the dump.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub(crate) struct Post {
    pub(crate) position: u32,
    pub(crate) from: Option<PartialDate>,
    pub(crate) to: Option<PartialDate>,
}

impl Addition {
    /// An entry under its own name.
    pub(crate) fn new(entry: Entry) -> Addition {
        Addition { names: vec![(entry.name.clone(), How::Name)], entry, posts: Vec::new() }
    }

    /// Files the entry under a further name.
    pub(crate) fn name(&mut self, name: &str, how: How) {
        if self.names.iter().all(|(known, _)| known != name) {
            self.names.push((name.to_owned(), how));
        }
    }

    /// Adds what another row says of the same thing.
    pub(crate) fn merge(&mut self, more: Addition) {
        combine(&mut self.entry, more.entry);
        for (name, how) in more.names {
            self.name(&name, how);
        }
        self.posts.extend(more.posts);
    }
}
