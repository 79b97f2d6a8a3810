//! A stream that bytes can be given back to, for formats where it turns out later that what was read is not what it
//! seemed.

use std::io::{self, BufRead, Cursor, Read};

/// Gives what was given back, and then the stream.
pub(crate) struct Again<R> {
    back: Cursor<Vec<u8>>,
    reader: R,
    left: usize,
}

/// How much may be given back. A file of nothing but damage would be read again and again.
const MOST: usize = 256 << 20;

impl<R: BufRead> Again<R> {
    pub fn new(reader: R) -> Self {
        Again { back: Cursor::default(), reader, left: MOST }
    }

    /// Gives bytes back; false where that was done too often.
    pub fn give_back(&mut self, bytes: &[u8]) -> bool {
        let Some(left) = self.left.checked_sub(bytes.len()) else { return false };
        self.left = left;
        let rest = &self.back.get_ref()[self.back.position() as usize..];
        self.back = Cursor::new([bytes, rest].concat());
        true
    }

    fn is_back(&self) -> bool {
        self.back.position() < self.back.get_ref().len() as u64
    }
}

impl<R: BufRead> Read for Again<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.is_back() { self.back.read(buffer) } else { self.reader.read(buffer) }
    }
}

impl<R: BufRead> BufRead for Again<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.is_back() { self.back.fill_buf() } else { self.reader.fill_buf() }
    }

    fn consume(&mut self, count: usize) {
        if self.is_back() {
            self.back.consume(count);
        } else {
            self.reader.consume(count);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_given_back_comes_first() {
        let mut again = Again::new(&b"de"[..]);
        assert!(again.give_back(b"c"));
        assert!(again.give_back(b"ab"));
        let mut all = String::new();
        again.read_to_string(&mut all).unwrap();
        assert_eq!(all, "abcde");
        assert!(!again.give_back(&vec![0; MOST + 1]));
    }
}
