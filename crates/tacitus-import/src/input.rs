//! A file, plain or compressed, line by line. How it is compressed is told by its content.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use crate::error::{Error, Fault, Kind, Place};
use crate::watch::Progress;

/// The longest line that is read. The longest entities of Wikidata have a few million bytes.
const LONGEST: usize = 64 << 20;

/// A line without its end, with its number.
pub(crate) type Line<'l> = (u64, Result<&'l str, Fault>);

/// The lines of a file.
pub(crate) struct Lines {
    place: Place,
    reader: Box<dyn BufRead>,
    compressed: bool,
    read: Arc<AtomicU64>,
    total: Option<u64>,
    count: u64,
    line: Vec<u8>,
}

impl Lines {
    /// Opens a file; `-` is standard input.
    pub(crate) fn open(path: &Path) -> Result<Lines, Error> {
        let place = Place::file(path);
        let fail = |cause| Error::new(place.clone(), Kind::Read(cause));
        let (raw, total): (Box<dyn Read>, _) = if path.as_os_str() == "-" {
            (Box::new(io::stdin()), None)
        } else {
            let file = File::open(path).map_err(fail)?;
            let about = file.metadata().map_err(fail)?;
            (Box::new(file), about.is_file().then_some(about.len()))
        };
        let read = Arc::new(AtomicU64::new(0));
        let mut raw = BufReader::with_capacity(1 << 16, Counted { raw, read: Arc::clone(&read) });
        let head = raw.fill_buf().map_err(fail)?;
        let (head, empty) = (head.get(..4).unwrap_or(head), head.is_empty());
        let mut compressed = true;
        let reader: Box<dyn BufRead> = match head {
            _ if empty => return Err(Error::new(place, Kind::Empty)),
            [0x1f, 0x8b, ..] => Box::new(BufReader::with_capacity(1 << 17, flate2::bufread::MultiGzDecoder::new(raw))),
            [b'B', b'Z', b'h', _] => {
                Box::new(BufReader::with_capacity(1 << 17, bzip2::bufread::MultiBzDecoder::new(raw)))
            }
            [0x28, 0xb5, 0x2f, 0xfd] => return Err(Error::new(place, Kind::Compression("Zstandard"))),
            [0xfd, b'7', b'z', b'X'] => return Err(Error::new(place, Kind::Compression("xz"))),
            [b'P', b'K', 3, 4] => return Err(Error::new(place, Kind::Compression("a ZIP archive"))),
            _ => {
                compressed = false;
                Box::new(raw)
            }
        };
        Ok(Lines { place, reader, compressed, read, total, count: 0, line: Vec::new() })
    }

    /// The file.
    pub(crate) fn place(&self) -> &Place {
        &self.place
    }

    /// How far the reading has come; `kept` is for the caller to say.
    pub(crate) fn progress(&self, kept: u64) -> Progress {
        Progress { read: self.read.load(Ordering::Relaxed), total: self.total, lines: self.count, kept }
    }

    /// The next line without its end, with its number.
    pub(crate) fn next(&mut self) -> Result<Option<Line<'_>>, Error> {
        self.line.clear();
        let failed = |cause| {
            let kind = if self.compressed { Kind::Compressed(cause) } else { Kind::Read(cause) };
            Error::new(self.place.clone(), kind)
        };
        let limit = LONGEST as u64 + 1;
        if self.reader.by_ref().take(limit).read_until(b'\n', &mut self.line).map_err(failed)? == 0 {
            return Ok(None);
        }
        self.count += 1;
        if self.line.len() > LONGEST && self.line.last() != Some(&b'\n') {
            self.line = Vec::new();
            self.skip_line().map_err(|cause| Error::new(self.place.clone(), Kind::Read(cause)))?;
            return Ok(Some((self.count, Err(Fault::TooLong(LONGEST)))));
        }
        let line = self.line.strip_suffix(b"\n").unwrap_or(&self.line);
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        // A byte order mark is no part of the first line.
        let line = if self.count == 1 { line.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(line) } else { line };
        Ok(Some((self.count, std::str::from_utf8(line).map_err(|_| Fault::Utf8))))
    }

    fn skip_line(&mut self) -> io::Result<()> {
        loop {
            let chunk = self.reader.fill_buf()?;
            let end = chunk.iter().position(|byte| *byte == b'\n');
            let length = end.map_or(chunk.len(), |end| end + 1);
            self.reader.consume(length);
            if end.is_some() || length == 0 {
                return Ok(());
            }
        }
    }
}

struct Counted {
    raw: Box<dyn Read>,
    read: Arc<AtomicU64>,
}

impl Read for Counted {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.raw.read(buffer)?;
        self.read.fetch_add(count as u64, Ordering::Relaxed);
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    fn lines(bytes: &[u8]) -> Result<Vec<Result<String, Fault>>, Error> {
        let mut file = tempfile::NamedTempFile::new().unwrap();
        file.write_all(bytes).unwrap();
        let mut lines = Lines::open(file.path())?;
        let mut out = Vec::new();
        while let Some((_, line)) = lines.next()? {
            out.push(line.map(str::to_owned));
        }
        Ok(out)
    }

    fn gzip(text: &[u8]) -> Vec<u8> {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        encoder.write_all(text).unwrap();
        encoder.finish().unwrap()
    }

    fn bzip2(text: &[u8]) -> Vec<u8> {
        let mut encoder = bzip2::write::BzEncoder::new(Vec::new(), bzip2::Compression::fast());
        encoder.write_all(text).unwrap();
        encoder.finish().unwrap()
    }

    #[test]
    fn compression_is_told_by_content_and_streams_follow_each_other() {
        let expected: Vec<Result<String, Fault>> = ["a", "", "ü"].map(|line| Ok(line.to_owned())).to_vec();
        assert_eq!(lines("\u{feff}a\r\n\nü".as_bytes()).unwrap(), expected);
        for compress in [gzip, bzip2] {
            let whole = [compress(b"a\n"), compress("\nü\n".as_bytes())].concat();
            assert_eq!(lines(&whole).unwrap(), expected);
            let error = lines(&whole[..whole.len() - 6]).unwrap_err();
            assert!(matches!(error.kind, Kind::Compressed(_)), "{error}");
        }
    }

    #[test]
    fn what_cannot_be_read_is_told() {
        assert!(matches!(lines(b"").unwrap_err().kind, Kind::Empty));
        assert!(matches!(lines(b"\x28\xb5\x2f\xfdx").unwrap_err().kind, Kind::Compression("Zstandard")));
        assert_eq!(lines(b"a\n\xff\nb\n").unwrap()[1], Err(Fault::Utf8));
        assert!(matches!(Lines::open(Path::new("there/is/none")).err().unwrap().kind, Kind::Read(_)));
        assert!(matches!(Lines::open(Path::new(".")).err().unwrap().kind, Kind::Read(_)));
    }

    #[test]
    fn a_line_too_long_costs_itself_alone() {
        let mut bytes = vec![b'a'; LONGEST + 10];
        bytes.extend(b"\nb\n");
        let lines = lines(&bytes).unwrap();
        assert_eq!(lines, [Err(Fault::TooLong(LONGEST)), Ok("b".to_owned())]);
    }
}
