//! Where encoded documents go: each whole, or not at all.

use std::fs::{File, TryLockError};
use std::io::{self, ErrorKind, Seek, SeekFrom, Write};
use std::path::Path;

use crate::Error;

/// Something that can be written to, and perhaps made shorter again.
pub trait Target: Write {
    /// Takes back the last bytes that were written; `false` where that cannot be done, as in a pipe.
    ///
    /// # Errors
    /// What the operating system says.
    fn take_back(&mut self, bytes: u64) -> io::Result<bool> {
        let _ = bytes;
        Ok(false)
    }

    /// Waits until what was written would outlast a power cut, where that can be said of the target at all.
    ///
    /// # Errors
    /// What the operating system says.
    fn sync(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// A vector, for tests and for callers that keep what is written.
impl Target for Vec<u8> {
    fn take_back(&mut self, bytes: u64) -> io::Result<bool> {
        self.truncate(self.len().saturating_sub(bytes as usize));
        Ok(true)
    }
}

/// A file, or whatever standard output is.
#[derive(Debug)]
pub struct Output(File);

impl Output {
    /// A new file, or an old one emptied.
    ///
    /// # Errors
    /// What the operating system says.
    pub fn create(path: &Path) -> io::Result<Output> {
        File::create(path).map(Output)
    }

    /// A file as it is, or a new one. Nothing is to be written before it was [cut](Output::cut_to).
    ///
    /// # Errors
    /// What the operating system says; [`ErrorKind::WouldBlock`] where another program, or another output of this
    /// one, has opened the file in this way and not closed it.
    pub fn open(path: &Path) -> io::Result<Output> {
        let file = File::options().write(true).create(true).truncate(false).open(path)?;
        match file.try_lock() {
            Err(TryLockError::WouldBlock) => Err(ErrorKind::WouldBlock.into()),
            // Not every file system has locks, and not every file: a terminal is written to as well.
            _ => Ok(Output(file)),
        }
    }

    /// Whether it is a file, and not a pipe or a terminal.
    pub fn is_file(&self) -> bool {
        self.0.metadata().is_ok_and(|found| found.is_file())
    }

    /// Keeps so many bytes from the beginning; what is written comes behind them.
    ///
    /// # Errors
    /// What the operating system says; [`ErrorKind::UnexpectedEof`] where there are fewer.
    pub fn cut_to(&mut self, length: u64) -> io::Result<()> {
        if self.0.metadata()?.len() < length {
            return Err(ErrorKind::UnexpectedEof.into());
        }
        self.0.set_len(length)?;
        self.0.seek(SeekFrom::Start(length))?;
        Ok(())
    }

    /// Standard output, without the buffer that Rust puts before it: the sink's calls are whole documents already.
    ///
    /// # Errors
    /// What the operating system says.
    #[cfg(unix)]
    pub fn standard() -> io::Result<Output> {
        use std::os::fd::AsFd;
        Ok(Output(File::from(io::stdout().as_fd().try_clone_to_owned()?)))
    }

    /// Standard output, without the buffer that Rust puts before it: the sink's calls are whole documents already.
    ///
    /// # Errors
    /// What the operating system says.
    #[cfg(windows)]
    pub fn standard() -> io::Result<Output> {
        use std::os::windows::io::AsHandle;
        Ok(Output(File::from(io::stdout().as_handle().try_clone_to_owned()?)))
    }
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

impl Target for Output {
    fn take_back(&mut self, bytes: u64) -> io::Result<bool> {
        if !self.0.metadata()?.is_file() {
            return Ok(false);
        }
        // Only what stands at the end can be ours to cut.
        let here = self.0.stream_position()?;
        if here != self.0.metadata()?.len() || here < bytes {
            return Ok(false);
        }
        self.0.set_len(here - bytes)?;
        self.0.seek(SeekFrom::Start(here - bytes))?;
        Ok(true)
    }

    fn sync(&mut self) -> io::Result<()> {
        if self.is_file() { self.0.sync_data() } else { Ok(()) }
    }
}

/// Puts documents into a target, one call each where the system allows, and takes back what it could not finish.
#[derive(Debug)]
pub struct Sink<T> {
    target: T,
    length: u64,
}

impl<T: Target> Sink<T> {
    /// A sink that writes to `target`.
    pub fn new(target: T) -> Self {
        Sink { target, length: 0 }
    }

    /// A sink whose target holds so many bytes of whole documents already.
    pub fn behind(target: T, length: u64) -> Self {
        Sink { target, length }
    }

    /// How many bytes of whole documents there are.
    pub fn length(&self) -> u64 {
        self.length
    }

    /// Waits until what was put would outlast a power cut.
    ///
    /// # Errors
    /// What the operating system says.
    pub fn sync(&mut self) -> Result<(), Error> {
        self.target.sync().map_err(|error| Error::new(error, 0))
    }

    /// Writes one document's bytes, all of them or none.
    ///
    /// # Errors
    /// Says why, and how many bytes of the document are left where they could not be taken back. After an error the
    /// sink may be used again: a full disk may have been cleared.
    pub fn put(&mut self, document: &[u8]) -> Result<(), Error> {
        let mut written = 0;
        while written < document.len() {
            let error = match self.target.write(&document[written..]) {
                Ok(0) => ErrorKind::WriteZero.into(),
                Ok(count) => {
                    written += count;
                    continue;
                }
                Err(error) if error.kind() == ErrorKind::Interrupted => continue,
                Err(error) => error,
            };
            let whole = written == 0 || self.target.take_back(written as u64).unwrap_or(false);
            return Err(Error::new(error, if whole { 0 } else { written as u64 }));
        }
        self.length += document.len() as u64;
        self.target.flush().map_err(|error| Error::new(error, 0))
    }

    /// The target, with everything in it that was put.
    pub fn into_inner(self) -> T {
        self.target
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Kind;

    /// A disk of a few bytes that writes no more than three at a time.
    struct Disk {
        file: Vec<u8>,
        room: usize,
        shrinks: bool,
    }

    impl Write for Disk {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            let count = bytes.len().min(3).min(self.room - self.file.len());
            if count == 0 {
                return Err(ErrorKind::StorageFull.into());
            }
            self.file.extend_from_slice(&bytes[..count]);
            Ok(count)
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    impl Target for Disk {
        fn take_back(&mut self, bytes: u64) -> io::Result<bool> {
            if self.shrinks { self.file.take_back(bytes) } else { Ok(false) }
        }
    }

    #[test]
    fn a_full_disk_leaves_whole_lines() {
        let mut sink = Sink::new(Disk { file: vec![], room: 12, shrinks: true });
        sink.put(b"first\n").unwrap();
        let error = sink.put(b"the second\n").unwrap_err();
        assert_eq!((error.kind, error.torn), (Kind::Full, 0));
        sink.put(b"third\n").unwrap();
        assert_eq!(sink.into_inner().file, b"first\nthird\n");
    }

    #[test]
    fn what_cannot_be_taken_back_is_reported() {
        let mut sink = Sink::new(Disk { file: vec![], room: 12, shrinks: false });
        sink.put(b"first\n").unwrap();
        assert_eq!(sink.put(b"the second\n").unwrap_err().torn, 6);
    }

    #[test]
    fn a_file_is_cut_to_its_last_whole_line() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("out");
        let mut output = Output::create(&path).unwrap();
        output.write_all(b"first\nsec").unwrap();
        assert!(output.take_back(3).unwrap());
        output.write_all(b"third\n").unwrap();
        assert_eq!(std::fs::read(&path).unwrap(), b"first\nthird\n");
    }

    #[test]
    fn a_file_is_gone_on_with() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("out");
        std::fs::write(&path, "first\nsec").unwrap();
        let mut output = Output::open(&path).unwrap();
        assert_eq!(Output::open(&path).unwrap_err().kind(), ErrorKind::WouldBlock);
        assert_eq!(output.cut_to(10).unwrap_err().kind(), ErrorKind::UnexpectedEof);
        output.cut_to(6).unwrap();
        let mut sink = Sink::behind(output, 6);
        sink.put(b"second\n").unwrap();
        sink.sync().unwrap();
        assert_eq!(sink.length(), 13);
        assert_eq!(std::fs::read(&path).unwrap(), b"first\nsecond\n");
    }
}
