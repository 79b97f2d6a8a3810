//! Files in two bytes a character, as some programs of Windows write them, known by their mark.

use std::io::{self, BufRead, Read};

/// Which byte of two comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Order {
    Little,
    Big,
}

/// The same stream in UTF-8, without its mark.
pub(crate) struct Utf16<R> {
    reader: R,
    order: Order,
    /// What was made and not yet given.
    ready: Vec<u8>,
    given: usize,
    /// Bytes that were read.
    count: u64,
    /// What is told once all that came before it has been given.
    failed: Option<io::Error>,
}

/// Characters that are made at a time.
const STEP: usize = 4096;

impl<R: BufRead> Utf16<R> {
    pub fn new(reader: R, order: Order) -> Self {
        Utf16 { reader, order, ready: Vec::new(), given: 0, count: 0, failed: None }
    }

    /// The next two bytes as one number; `None` at the end.
    fn unit(&mut self) -> io::Result<Option<u16>> {
        let mut pair = [0; 2];
        let mut filled = 0;
        while filled < 2 {
            match self.reader.read(&mut pair[filled..]) {
                Ok(0) if filled == 0 => return Ok(None),
                Ok(0) => return Err(self.damaged()),
                Ok(count) => filled += count,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        self.count += 2;
        Ok(Some(match self.order {
            Order::Little => u16::from_le_bytes(pair),
            Order::Big => u16::from_be_bytes(pair),
        }))
    }

    fn character(&mut self) -> io::Result<Option<char>> {
        let Some(first) = self.unit()? else { return Ok(None) };
        let here = self.count;
        let pair = match first {
            0xD800..=0xDBFF => [Some(first), self.unit()?],
            _ => [Some(first), None],
        };
        match char::decode_utf16(pair.into_iter().flatten()).next() {
            Some(Ok(character)) => Ok(Some(character)),
            _ => {
                self.count = here - 2;
                Err(self.damaged())
            }
        }
    }

    fn damaged(&self) -> io::Error {
        io::Error::new(io::ErrorKind::InvalidData, format!("not UTF-16 at byte {}", self.count))
    }
}

impl<R: BufRead> Read for Utf16<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.given == self.ready.len() {
            if let Some(error) = self.failed.take() {
                return Err(error);
            }
            self.ready.clear();
            self.given = 0;
            for _ in 0..STEP {
                match self.character() {
                    Ok(Some('\u{feff}')) if self.count == 2 => {}
                    Ok(Some(character)) => self.ready.extend(character.encode_utf8(&mut [0; 4]).bytes()),
                    Ok(None) => break,
                    Err(error) if self.ready.is_empty() => return Err(error),
                    Err(error) => {
                        self.failed = Some(error);
                        break;
                    }
                }
            }
        }
        let count = (&self.ready[self.given..]).read(buffer)?;
        self.given += count;
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn decode(bytes: &[u8], order: Order) -> Result<String, String> {
        let mut text = String::new();
        match Utf16::new(bytes, order).read_to_string(&mut text) {
            Ok(_) => Ok(text),
            Err(error) => Err(error.to_string()),
        }
    }

    #[test]
    fn damage_is_placed() {
        assert_eq!(decode(b"\xFF\xFEA\0\xFF", Order::Little).unwrap_err(), "not UTF-16 at byte 4");
        assert_eq!(decode(b"\xFE\xFF\0A\xD8\0\0B", Order::Big).unwrap_err(), "not UTF-16 at byte 4");
        assert_eq!(decode(b"\xDC\0", Order::Big).unwrap_err(), "not UTF-16 at byte 0");
    }

    proptest! {
        #[test]
        fn text_comes_back_unchanged(text: String) {
            let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
            let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
            prop_assert_eq!(decode(&[b"\xFE\xFF", &big[..]].concat(), Order::Big), Ok(text.clone()));
            prop_assert_eq!(decode(&[b"\xFF\xFE", &little[..]].concat(), Order::Little), Ok(text));
        }
    }
}
