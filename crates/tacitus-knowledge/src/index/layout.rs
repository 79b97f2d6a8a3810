//! What stands where in a packed index, and how a wrong or damaged one is told.
//!
//! A magic word; the version as a little-endian `u32` and four bytes of zero; the lengths of the five sections as
//! `u64`; a checksum of all that follows it and of the lengths; the sections.

use std::io::{self, Write};
use std::ops::Range;

use crate::error::ErrorKind;

const MAGIC: &[u8; 8] = b"TACKNOW\0";
/// Goes up whenever an older program could not read what a newer one packs, or the other way round.
const VERSION: u32 = 3;

/// How many sections there are: entries, offsets of the entries, postings, map of the keys, vocabulary.
pub(super) const SECTIONS: usize = 5;
/// Bytes before the first section.
pub(super) const HEADER: usize = 64;

/// What the first bytes of an index say.
pub(super) struct Header {
    pub(super) lengths: [u64; SECTIONS],
    pub(super) sum: Sum,
}

impl Header {
    /// The header as it is written.
    pub(super) fn bytes(&self) -> [u8; HEADER] {
        let mut out = [0; HEADER];
        out[..8].copy_from_slice(MAGIC);
        out[8..12].copy_from_slice(&VERSION.to_le_bytes());
        for (at, length) in self.lengths.iter().enumerate() {
            out[16 + 8 * at..24 + 8 * at].copy_from_slice(&length.to_le_bytes());
        }
        out[56..].copy_from_slice(&self.sum.with_lengths(&self.lengths).to_le_bytes());
        out
    }
}

/// Where the sections are in the bytes of an index. `trusted` bytes, which are part of the program, are not summed up.
pub(super) fn sections(bytes: &[u8], trusted: bool) -> Result<[Range<usize>; SECTIONS], (ErrorKind, String)> {
    let foreign = (ErrorKind::Foreign, "this is no file of `tacitus knowledge import`".to_owned());
    let damaged = |message: &str| (ErrorKind::Damaged, message.to_owned());
    if bytes.get(..8) != Some(MAGIC.as_slice()) {
        return Err(if MAGIC.starts_with(bytes) { damaged("the file ends in its first bytes") } else { foreign });
    }
    if bytes.len() < HEADER {
        return Err(damaged("the file ends in its first bytes"));
    }
    let version = u32::from_le_bytes([bytes[8], bytes[9], bytes[10], bytes[11]]);
    if version != VERSION {
        let message = format!("the file is of version {version}, this program reads version {VERSION}: import again");
        return Err((ErrorKind::Version, message));
    }
    let lengths: [u64; SECTIONS] = std::array::from_fn(|at| read_u64(bytes, 16 + 8 * at).unwrap_or(u64::MAX));
    let mut start = HEADER as u64;
    let mut ranges: [Range<usize>; SECTIONS] = std::array::from_fn(|_| 0..0);
    for (range, length) in ranges.iter_mut().zip(lengths) {
        let end = start.checked_add(length).filter(|end| *end <= bytes.len() as u64);
        let end = end.ok_or_else(|| damaged("the file is cut off"))?;
        *range = start as usize..end as usize;
        start = end;
    }
    if start != bytes.len() as u64 {
        return Err(damaged("the file goes on after its end"));
    }
    if !trusted {
        let mut sum = Sum::default();
        sum.add(&bytes[HEADER..]);
        if Some(sum.with_lengths(&lengths)) != read_u64(bytes, 56) {
            return Err(damaged("the file is damaged: its checksum does not fit"));
        }
    }
    Ok(ranges)
}

/// A little-endian number, where the bytes reach so far.
pub(super) fn read_u64(bytes: &[u8], at: usize) -> Option<u64> {
    let bytes = bytes.get(at..at.checked_add(8)?)?;
    Some(u64::from_le_bytes(bytes.try_into().ok()?))
}

/// A checksum against accidents (FNV-1a, 64 bits): every changed byte changes it.
#[derive(Clone, Copy)]
pub(super) struct Sum(u64);

impl Default for Sum {
    fn default() -> Self {
        Sum(0xcbf2_9ce4_8422_2325)
    }
}

impl Sum {
    fn add(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }

    fn with_lengths(mut self, lengths: &[u64]) -> u64 {
        lengths.iter().for_each(|length| self.add(&length.to_le_bytes()));
        self.0
    }
}

/// A writer that counts and sums up what goes through it.
pub(super) struct Summing<W> {
    pub(super) out: W,
    pub(super) sum: Sum,
    pub(super) written: u64,
}

impl<W: Write> Write for Summing<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let count = self.out.write(bytes)?;
        self.sum.add(&bytes[..count]);
        self.written += count as u64;
        Ok(count)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}
