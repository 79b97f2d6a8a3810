//! A stream of bytes that knows on which line it is, for formats whose records are found byte by byte.

use std::io::{self, BufRead, BufReader, ErrorKind, Read};

/// Bytes one at a time.
pub(crate) struct Bytes<R> {
    // A buffer of our own: what is under it may be a boxed reader, and a call a byte would be dear.
    reader: BufReader<R>,
    line: u64,
}

impl<R: Read> Bytes<R> {
    pub fn new(reader: R) -> Self {
        Bytes { reader: BufReader::with_capacity(64 * 1024, reader), line: 1 }
    }

    /// The line of the next byte, counted from one.
    pub fn line(&self) -> u64 {
        self.line
    }

    /// The next byte; `None` after the last.
    #[inline]
    pub fn next(&mut self) -> io::Result<Option<u8>> {
        let byte = self.peek()?;
        if let Some(byte) = byte {
            self.reader.consume(1);
            self.line += u64::from(byte == b'\n');
        }
        Ok(byte)
    }

    /// The next byte, left where it is.
    #[inline]
    pub fn peek(&mut self) -> io::Result<Option<u8>> {
        loop {
            match self.reader.fill_buf() {
                Ok(chunk) => return Ok(chunk.first().copied()),
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
    }
}

/// The bytes of one record, of which no more is kept than the limit.
pub(crate) struct Bounded {
    bytes: Vec<u8>,
    limit: usize,
    fits: bool,
}

impl Bounded {
    pub fn new(limit: usize) -> Self {
        Bounded { bytes: Vec::new(), limit, fits: true }
    }

    /// Empties it. One long record must not set the memory for all that follow.
    pub fn clear(&mut self) {
        self.bytes.clear();
        self.bytes.shrink_to(1 << 20);
        self.fits = true;
    }

    #[inline]
    pub fn push(&mut self, byte: u8) {
        if !self.fits {
            return;
        }
        if self.bytes.len() < self.limit {
            self.bytes.push(byte);
        } else {
            self.fits = false;
            self.bytes = Vec::new();
        }
    }

    /// What was pushed, if it is no more than the limit.
    pub fn whole(&self) -> Option<&[u8]> {
        self.fits.then_some(&self.bytes)
    }
}

/// Whether one is in a string of JSON.
#[derive(Default)]
pub(crate) struct Quoted {
    /// Whether the next byte is a string's.
    pub inside: bool,
    escaped: bool,
}

impl Quoted {
    /// Whether a byte is a string's, or a quotation mark, and no sign of the structure.
    #[inline]
    pub fn hides(&mut self, byte: u8) -> bool {
        match (self.inside, byte) {
            (true, _) if self.escaped => self.escaped = false,
            (true, b'\\') => self.escaped = true,
            (_, b'"') => self.inside = !self.inside,
            (inside, _) => return inside,
        }
        true
    }
}
