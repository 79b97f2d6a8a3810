//! Lines of bounded length: a line that is too long is passed over without being kept.

use std::io::{self, BufRead, ErrorKind};

/// Reads lines, of which it holds one at a time and no more of it than the limit.
pub(crate) struct Lines<R> {
    reader: R,
    limit: usize,
    buffer: Vec<u8>,
    number: u64,
    offset: u64,
}

/// One line, without its end.
pub(crate) struct Line<'a> {
    /// Counted from one.
    pub number: u64,
    /// Where it begins, in bytes from the start of the input.
    pub offset: u64,
    /// Its bytes; `None` where they are more than the limit.
    pub bytes: Option<&'a [u8]>,
}

impl<R: BufRead> Lines<R> {
    pub fn new(reader: R, limit: usize) -> Self {
        Lines { reader, limit, buffer: Vec::new(), number: 0, offset: 0 }
    }

    /// The number of the line that comes next, or that could not be read.
    pub fn coming(&self) -> u64 {
        self.number + 1
    }

    /// The next line; `None` after the last.
    pub fn next(&mut self) -> io::Result<Option<Line<'_>>> {
        // One long line must not set the memory for all that follow.
        self.buffer.clear();
        self.buffer.shrink_to(1 << 20);
        let start = self.offset;
        let mut fits = true;
        loop {
            let chunk = match self.reader.fill_buf() {
                Ok(chunk) => chunk,
                Err(error) if error.kind() == ErrorKind::Interrupted => continue,
                Err(error) => return Err(error),
            };
            let at_end = chunk.is_empty();
            if at_end && self.offset == start {
                return Ok(None);
            }
            let line_end = memchr::memchr(b'\n', chunk);
            let kept = line_end.unwrap_or(chunk.len());
            let used = line_end.map_or(chunk.len(), |end| end + 1);
            fits &= self.buffer.len() + kept <= self.limit;
            if fits {
                self.buffer.extend_from_slice(&chunk[..kept]);
            } else {
                self.buffer = Vec::new();
            }
            self.reader.consume(used);
            self.offset += used as u64;
            if at_end || line_end.is_some() {
                self.number += 1;
                let bytes = fits.then_some(self.buffer.strip_suffix(b"\r").unwrap_or(&self.buffer));
                return Ok(Some(Line { number: self.number, offset: start, bytes }));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::BufReader;

    use super::*;

    fn all(input: &[u8], limit: usize, buffer: usize) -> Vec<(u64, u64, Option<Vec<u8>>)> {
        let mut lines = Lines::new(BufReader::with_capacity(buffer, input), limit);
        let mut out = Vec::new();
        while let Some(line) = lines.next().unwrap() {
            out.push((line.number, line.offset, line.bytes.map(<[u8]>::to_vec)));
        }
        out
    }

    #[test]
    fn lines_are_counted_and_placed() {
        let expected = vec![(1, 0, Some(b"ab".to_vec())), (2, 4, Some(vec![])), (3, 5, Some(b"c".to_vec()))];
        assert_eq!(all(b"ab\r\n\nc", 10, 2), expected);
        assert_eq!(all(b"ab\r\n\nc\n", 10, 1), expected);
        assert_eq!(all(b"", 10, 8), vec![]);
    }

    #[test]
    fn a_long_line_is_passed_over_and_the_next_is_whole() {
        let expected = vec![(1, 0, Some(b"abc".to_vec())), (2, 4, None), (3, 13, Some(b"de".to_vec()))];
        for buffer in [1, 3, 100] {
            assert_eq!(all(b"abc\n12345678\nde\n", 3, buffer), expected);
        }
    }

    #[test]
    fn a_long_line_is_not_kept() {
        let mut lines = Lines::new(BufReader::new(io::Read::take(io::repeat(b'x'), 50_000_000)), 1000);
        assert!(lines.next().unwrap().unwrap().bytes.is_none());
        assert!(lines.buffer.capacity() < 100_000);
    }
}
