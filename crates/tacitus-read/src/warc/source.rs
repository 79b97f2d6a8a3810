//! Finding records: their heads, what ends them, and where the next one begins behind damage.

use std::io::{self, BufRead, Read};

use crate::again::Again;

const LONGEST_HEAD: u64 = 64 * 1024;
const BEGINNING: &[u8] = b"WARC/";

/// The bytes of a web archive.
pub(super) struct Source<R>(Again<R>);

impl<R: BufRead> Source<R> {
    pub fn new(reader: R) -> Self {
        Source(Again::new(reader))
    }

    /// What is read of a block.
    pub fn take(&mut self, length: u64) -> impl Read {
        self.0.by_ref().take(length)
    }

    /// A record's head to its empty line, or as much of it as any head may have; `None` at the end.
    pub fn head(&mut self) -> io::Result<Option<Vec<u8>>> {
        let mut head = Vec::new();
        loop {
            let start = head.len();
            let left = LONGEST_HEAD - start as u64;
            self.0.by_ref().take(left).read_until(b'\n', &mut head)?;
            let line = head[start..].trim_ascii();
            match (line.is_empty(), start) {
                (true, 0) if head.is_empty() => return Ok(None),
                // The lines that end the record before.
                (true, 0) => head.clear(),
                (true, _) => return Ok(Some(head)),
                (false, _) if head.len() as u64 >= LONGEST_HEAD => return Ok(Some(head)),
                (false, _) => {}
            }
        }
    }

    /// Goes to the next record: in what was taken of the source, behind its first line, or in what follows.
    pub fn recover(&mut self, taken: &[u8]) -> io::Result<()> {
        let sign = [b"\n", BEGINNING].concat();
        if let Some(at) = memchr::memmem::find(taken, &sign)
            && self.0.give_back(&taken[at + 1..])
        {
            return Ok(());
        }
        // The last line may go on.
        let last = memchr::memrchr(b'\n', taken).map(|end| &taken[end + 1..]);
        let mut begins = last.is_some_and(|last| self.0.give_back(last));
        let mut line = Vec::new();
        loop {
            line.clear();
            self.0.by_ref().take(LONGEST_HEAD).read_until(b'\n', &mut line)?;
            if line.is_empty() {
                return Ok(());
            }
            if begins && line.starts_with(BEGINNING) && self.0.give_back(&line) {
                return Ok(());
            }
            begins = line.ends_with(b"\n");
        }
    }

    /// Whether what ends a block stands here: two line ends, the next record, or the end.
    pub fn is_at_end_of_block(&mut self) -> io::Result<bool> {
        let mut breaks = 0;
        while breaks < 2 {
            match self.0.fill_buf()?.first() {
                Some(b'\r') => {}
                Some(b'\n') => breaks += 1,
                other => return Ok(other.is_none_or(|byte| *byte == BEGINNING[0])),
            }
            self.0.consume(1);
        }
        Ok(true)
    }
}
