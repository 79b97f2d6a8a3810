//! Compressed streams, known by their first bytes: gzip, Zstandard and bzip2, of one or several parts.

use std::io::{self, BufRead, Read};

use bzip2::bufread::MultiBzDecoder;
use flate2::bufread::MultiGzDecoder;
use ruzstd::decoding::errors::{FrameDecoderError, ReadFrameHeaderError};
use ruzstd::decoding::{BlockDecodingStrategy, FrameDecoder};

/// A way to compress a stream.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Compression {
    Gzip,
    Zstd,
    Bzip2,
}

impl Compression {
    /// The one that a stream begins with.
    pub fn of(head: &[u8]) -> Option<Compression> {
        match *head {
            [0x1F, 0x8B, 8, ..] => Some(Compression::Gzip),
            // A frame, or one of those that are passed over.
            [0x28, 0xB5, 0x2F, 0xFD, ..] | [0x50..=0x5F, 0x2A, 0x4D, 0x18, ..] => Some(Compression::Zstd),
            [b'B', b'Z', b'h', b'1'..=b'9', b'1', b'A', b'Y', b'&', b'S', b'Y', ..] => Some(Compression::Bzip2),
            _ => None,
        }
    }

    /// What a stream was made from.
    pub fn decode<'r>(self, reader: impl BufRead + Send + 'r) -> Box<dyn Read + Send + 'r> {
        match self {
            Compression::Gzip => Box::new(MultiGzDecoder::new(reader)),
            Compression::Zstd => Box::new(Zstd { reader, frame: FrameDecoder::new() }),
            Compression::Bzip2 => Box::new(MultiBzDecoder::new(reader)),
        }
    }
}

/// The frames of a Zstandard stream, one after the other; the library decodes one.
struct Zstd<R> {
    reader: R,
    frame: FrameDecoder,
}

impl<R: BufRead> Zstd<R> {
    /// Opens the next frame; false after the last.
    fn open(&mut self) -> io::Result<bool> {
        while !self.reader.fill_buf()?.is_empty() {
            match self.frame.reset(&mut self.reader) {
                Ok(()) => return Ok(true),
                Err(FrameDecoderError::ReadFrameHeaderError(ReadFrameHeaderError::SkipFrame { length, .. })) => {
                    io::copy(&mut self.reader.by_ref().take(length.into()), &mut io::sink())?;
                }
                Err(error) => return Err(damaged(error)),
            }
        }
        Ok(false)
    }

    /// Holds the sum that a frame ends with against what was made of it: the library leaves that to its callers.
    fn check(&self) -> io::Result<()> {
        let written = self.frame.get_checksum_from_data();
        if written.is_some() && written != self.frame.get_calculated_checksum() {
            return Err(invalid("damaged Zstandard stream: its checksum does not fit"));
        }
        Ok(())
    }
}

impl<R: BufRead> Read for Zstd<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if buffer.is_empty() {
            return Ok(0);
        }
        while self.frame.can_collect() == 0 {
            if !self.frame.is_finished() {
                let step = BlockDecodingStrategy::UptoBlocks(1);
                self.frame.decode_blocks(&mut self.reader, step).map_err(damaged)?;
                continue;
            }
            self.check()?;
            if !self.open()? {
                return Ok(0);
            }
        }
        self.frame.read(buffer)
    }
}

/// The library's messages tell of its own parts.
fn damaged(error: FrameDecoderError) -> io::Error {
    match error {
        FrameDecoderError::WindowSizeTooBig { .. } => {
            invalid("this Zstandard stream asks for more than 128 MB of memory; compress it without --long or --ultra")
        }
        FrameDecoderError::DictNotProvided { .. } => invalid("this Zstandard stream was made with a dictionary"),
        _ => invalid("damaged Zstandard stream"),
    }
}

fn invalid(message: &'static str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, message)
}

#[cfg(test)]
pub(crate) mod tests {
    use std::io::Write;

    use proptest::prelude::*;

    use super::*;

    pub(crate) fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    pub(crate) fn zstd(bytes: &[u8]) -> Vec<u8> {
        ruzstd::encoding::compress_to_vec(bytes, ruzstd::encoding::CompressionLevel::Fastest)
    }

    pub(crate) fn bzip2(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = bzip2::write::BzEncoder::new(Vec::new(), bzip2::Compression::fast());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    fn decode(bytes: &[u8]) -> io::Result<Vec<u8>> {
        let mut out = Vec::new();
        Compression::of(bytes).unwrap().decode(bytes).read_to_end(&mut out)?;
        Ok(out)
    }

    #[test]
    fn each_comes_back_and_so_do_parts() {
        for encode in [gzip, zstd, bzip2] {
            let parts = [encode(b"One. "), encode(&b"Two. ".repeat(50_000)), encode(b"")].concat();
            assert_eq!(decode(&parts).unwrap(), [&b"One. "[..], &b"Two. ".repeat(50_000)].concat());
        }
        let skipped = [&[0x50, 0x2A, 0x4D, 0x18, 3, 0, 0, 0, 9, 9, 9][..], &zstd(b"One.")].concat();
        assert_eq!(decode(&skipped).unwrap(), b"One.");
    }

    #[test]
    fn half_a_stream_is_an_error() {
        for encode in [gzip, zstd, bzip2] {
            let whole = encode(&b"One two three. ".repeat(1000));
            assert!(decode(&whole[..whole.len() / 2]).is_err());
        }
    }

    #[test]
    fn a_checksum_that_does_not_fit_is_an_error() {
        for encode in [gzip, zstd, bzip2] {
            let mut whole = encode(b"One two three.");
            // All three end with it; bzip2 fills up its last byte.
            let at = whole.len() - 2;
            whole[at] ^= 0x10;
            assert!(decode(&whole).is_err());
            assert!(decode(&[whole, encode(b"Four.")].concat()).is_err());
        }
    }

    proptest! {
        #[test]
        fn arbitrary_bytes_never_panic(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
            for magic in [&[0x1F, 0x8B, 8][..], &[0x28, 0xB5, 0x2F, 0xFD], &[0x51, 0x2A, 0x4D, 0x18], b"BZh91AY&SY"] {
                let _ = decode(&[magic, &bytes].concat());
            }
        }
    }
}
