//! Writes a packed index from front to back, holding a few bytes an entry.

use std::io::{self, Read, Seek, SeekFrom, Write};

use serde::{Deserialize, Serialize};

use super::layout::{HEADER, Header, SECTIONS, Sum, Summing};
use crate::entry::Entry;
use crate::lookup::How;
use crate::normalise::{Case, normalise};
use crate::vocabulary::{Role, Vocabulary};

/// One entry that a key may mean. The order is that in which a key's postings are packed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Posting {
    pub(super) entry: u32,
    pub(super) how: How,
    /// [`Case`] as a number: 0 any, 1 initial, 2 upper.
    pub(super) case: u8,
}

impl Posting {
    /// Files an entry under its id.
    pub fn id(id: &str, entry: u32) -> (String, Posting) {
        (id_key(id), Posting { entry, how: How::Name, case: 0 })
    }

    /// Files an entry under a name; nothing for a name without a letter or digit.
    pub fn name(name: &str, how: How, entry: u32) -> Option<(String, Posting)> {
        let key = normalise(name);
        (!key.is_empty()).then(|| (key, Posting { entry, how, case: Case::demanded_by(name) as u8 }))
    }
}

/// The key of an id: no normalised name holds a control character.
pub(super) fn id_key(id: &str) -> String {
    format!("\u{1}{id}")
}

/// Writes a knowledge file: first every entry, then every key with its postings, in the order of the keys' bytes.
///
/// Holds eight bytes an entry and nothing a key, so files larger than the memory can be made. `scratch` is room for
/// the map of the keys while it grows. The vocabulary of a knowledge file is its roles.
///
/// ```
/// use std::io::Cursor;
/// use tacitus_knowledge::{Entry, How, Kind, Knowledge, Packer, Posting};
///
/// let mut packer = Packer::new(Cursor::new(Vec::new()), Cursor::new(Vec::new()))?;
/// let entry = Entry::new("wikidata:Q1".to_owned(), "Ministry of Tides", Kind::Organisation);
/// let number = packer.entry(&entry)?;
/// let mut keys = vec![Posting::id(&entry.id, number)];
/// keys.extend(Posting::name(&entry.name, How::Name, number));
/// keys.sort();
/// for (key, posting) in keys {
///     packer.key(&key, vec![posting])?;
/// }
/// let bytes = packer.finish(Vec::new())?.into_inner();
/// let knowledge = Knowledge::builtin().with_bytes("tides.tacitus", bytes)?;
/// assert_eq!(knowledge.lookup("the Ministry of Tides", None)[0].entry.id, "wikidata:Q1");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct Packer<W, S: Write> {
    out: Summing<W>,
    offsets: Vec<u64>,
    lengths: [u64; SECTIONS],
    /// The map, begun with the first key.
    map: Option<fst::MapBuilder<S>>,
    scratch: Option<S>,
}

impl<W: Write + Seek, S: Read + Write + Seek> Packer<W, S> {
    /// A packer that writes to the beginning of `out`.
    ///
    /// # Errors
    /// What the writer says.
    pub fn new(mut out: W, scratch: S) -> io::Result<Self> {
        out.write_all(&[0; HEADER])?;
        let out = Summing { out, sum: Sum::default(), written: 0 };
        Ok(Packer { out, offsets: vec![0], lengths: [0; SECTIONS], map: None, scratch: Some(scratch) })
    }

    /// Adds an entry and returns its number, from zero.
    ///
    /// # Errors
    /// What the writer says; a number that does not fit 32 bits.
    pub fn entry(&mut self, entry: &Entry) -> io::Result<u32> {
        debug_assert!(self.map.is_none(), "entries come before keys");
        let number = u32::try_from(self.offsets.len() - 1).map_err(io::Error::other)?;
        self.out.write_all(&encode(entry)?)?;
        self.offsets.push(self.out.written);
        Ok(number)
    }

    /// Adds a key with what is filed under it. Keys come in the order of their bytes, each once.
    ///
    /// # Errors
    /// What the writer says; a key out of order.
    pub fn key(&mut self, key: &str, mut postings: Vec<Posting>) -> io::Result<()> {
        if let Some(scratch) = self.scratch.take() {
            self.end_entries()?;
            self.map = Some(fst::MapBuilder::new(scratch).map_err(io::Error::other)?);
        }
        let at = self.out.written - self.lengths[0] - self.lengths[1];
        if let Some(map) = &mut self.map {
            map.insert(key, at).map_err(io::Error::other)?;
        }
        postings.sort_unstable();
        postings.dedup();
        self.out.write_all(&encode(&postings)?)
    }

    /// Writes the rest and the header, and gives the writer back.
    ///
    /// # Errors
    /// What the writer says.
    pub fn finish(self, roles: Vec<Role>) -> io::Result<W> {
        self.finish_with(&Vocabulary { roles, ..Vocabulary::default() })
    }

    pub(crate) fn finish_with(mut self, vocabulary: &Vocabulary) -> io::Result<W> {
        if let Some(scratch) = self.scratch.take() {
            self.end_entries()?;
            self.map = Some(fst::MapBuilder::new(scratch).map_err(io::Error::other)?);
        }
        self.lengths[2] = self.out.written - self.lengths[0] - self.lengths[1];
        if let Some(map) = self.map.take() {
            let mut scratch = map.into_inner().map_err(io::Error::other)?;
            scratch.seek(SeekFrom::Start(0))?;
            self.lengths[3] = io::copy(&mut scratch, &mut self.out)?;
        }
        let vocabulary = encode(vocabulary)?;
        self.lengths[4] = vocabulary.len() as u64;
        self.out.write_all(&vocabulary)?;
        let Summing { mut out, sum, .. } = self.out;
        out.seek(SeekFrom::Start(0))?;
        out.write_all(&Header { lengths: self.lengths, sum }.bytes())?;
        out.flush()?;
        Ok(out)
    }

    fn end_entries(&mut self) -> io::Result<()> {
        self.lengths[0] = self.out.written;
        for offset in &self.offsets {
            self.out.write_all(&offset.to_le_bytes())?;
        }
        self.lengths[1] = self.out.written - self.lengths[0];
        Ok(())
    }
}

fn encode<T: Serialize>(value: &T) -> io::Result<Vec<u8>> {
    postcard::to_stdvec(value).map_err(io::Error::other)
}
