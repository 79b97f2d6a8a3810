//! Archives: tar and zip, whose members are read as the files of a folder are, in the order of the archive.
//!
//! One member at a time is unpacked, into memory while it is small and into a temporary file without a name beyond
//! that. A member that cannot be unpacked costs itself, as long as the archive tells where the next one begins.

use std::io::{self, BufReader, Read, Seek, SeekFrom};
use std::path::{Component, Path, PathBuf};

use tacitus::Input;
use tempfile::SpooledTempFile;
use zip::ZipArchive;

use crate::content::Stream;
use crate::opening::{self, Opening};
use crate::sources::Items;
use crate::{Error, Found, Kind, Place, format};

/// What is kept in memory of a member.
const IN_MEMORY: usize = 16 << 20;

/// The documents of a tape archive.
pub(crate) fn tar(opening: Opening, stream: Stream) -> Members<Tar> {
    Members::new(opening, Tar { stream })
}

/// The documents of a zip archive.
pub(crate) fn zip(opening: Opening, stream: Stream) -> Result<Members<Zip>, Kind> {
    // Its table of contents is at the end.
    let mut archive = ZipArchive::new(spool(stream)?).map_err(zip_kind)?;
    // A member whose head is damaged costs itself, when its turn comes.
    if archive.has_overlapping_files().unwrap_or(false) {
        let reason = "members lie on each other, as those of archive bombs do".to_owned();
        return Err(Kind::Malformed { format: "a zip archive", reason });
    }
    Ok(Members::new(opening, Zip { archive, next: 0, told: false }))
}

/// An archive that gives one member after the other.
pub(crate) trait Archive {
    /// The next member that is to be read, if there is one.
    ///
    /// # Errors
    /// What is wrong with the archive, after which there is no more, or with a member.
    fn next(&mut self, opening: &Opening) -> Result<Option<Member>, Kind>;
}

/// A member, unpacked.
pub(crate) struct Member {
    name: PathBuf,
    content: Result<SpooledTempFile, Kind>,
}

/// The documents of all members.
pub(crate) struct Members<A> {
    archive: A,
    opening: Opening,
    items: Option<Items<Input>>,
    found: bool,
    over: bool,
}

impl<A: Archive> Members<A> {
    fn new(opening: Opening, archive: A) -> Self {
        Members { archive, opening, items: None, found: false, over: false }
    }

    fn end(&mut self, kind: Kind) -> Option<Result<Found<Input>, Error>> {
        self.over = true;
        Some(Err(Error::new(Place::file(&self.opening.path), kind)))
    }
}

impl<A: Archive> Iterator for Members<A> {
    type Item = Result<Found<Input>, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(item) = self.items.as_mut().and_then(|items| items.next()) {
                return Some(item);
            }
            self.items = None;
            if self.over {
                return None;
            }
            let member = match self.archive.next(&self.opening) {
                Ok(Some(member)) => member,
                Ok(None) if self.found => return None,
                Ok(None) => return self.end(Kind::NothingToRead),
                Err(kind) => return self.end(kind),
            };
            self.found = true;
            let opening = self.opening.member(&member.name);
            let place = Place::file(&opening.path);
            let stream = |content| Box::new(BufReader::new(content)) as Stream;
            match member.content.and_then(|content| opening::documents(opening, stream(content))) {
                Ok(items) => self.items = Some(items),
                Err(kind) => {
                    // So would all that follow: they are held against the same count.
                    self.over = matches!(kind, Kind::Expands { .. });
                    return Some(Err(Error::new(place, kind)));
                }
            }
        }
    }
}

/// A tape archive: heads and contents one after the other.
pub(crate) struct Tar {
    stream: Stream,
}

impl Archive for Tar {
    fn next(&mut self, _: &Opening) -> Result<Option<Member>, Kind> {
        const BLOCK: u64 = 512;
        // A head with a long name is a few blocks.
        const LONGEST_HEAD: u64 = 1 << 20;
        loop {
            let damaged = |error: io::Error| Kind::Malformed { format: "a tar archive", reason: error.to_string() };
            let mut archive = ::tar::Archive::new(self.stream.by_ref().take(LONGEST_HEAD));
            let Some(entry) = archive.entries().map_err(damaged)?.next() else { return Ok(None) };
            let entry = entry.map_err(damaged)?;
            let (name, size) = (entry.path().map_err(damaged)?.into_owned(), entry.size());
            if entry.header().entry_type().is_gnu_sparse() {
                return Err(Kind::Unsupported { what: "a tar archive with sparse files".to_owned() });
            }
            let wanted = entry.header().entry_type().is_file() && is_wanted(&name);
            let mut content = self.stream.by_ref().take(size);
            let spooled = wanted.then(|| spool(&mut content));
            // What was not wanted, or could not be kept.
            io::copy(&mut content, &mut io::sink())?;
            if content.limit() > 0 {
                return Err(Kind::Malformed {
                    format: "a tar archive",
                    reason: "the last member does not end".to_owned(),
                });
            }
            io::copy(&mut self.stream.by_ref().take(size.next_multiple_of(BLOCK) - size), &mut io::sink())?;
            if let Some(content) = spooled {
                return Ok(Some(Member { name, content }));
            }
        }
    }
}

/// A zip archive: members in any order, and a table of them.
pub(crate) struct Zip {
    archive: ZipArchive<SpooledTempFile>,
    next: usize,
    /// Whether it was looked at for members of one name.
    told: bool,
}

impl Archive for Zip {
    fn next(&mut self, opening: &Opening) -> Result<Option<Member>, Kind> {
        while self.next < self.archive.len() {
            let number = self.next;
            self.next += 1;
            let name = match self.archive.name_for_index(number) {
                Some(Ok(name)) => PathBuf::from(name.into_owned()),
                _ => PathBuf::from(number.to_string()),
            };
            let member = match self.archive.by_index(number) {
                Ok(member) if !member.is_file() || !is_wanted(&name) => continue,
                Ok(member) => spool(opening.meter.bound(member)),
                Err(_) if !is_wanted(&name) => continue,
                Err(error) => Err(zip_kind(error)),
            };
            return Ok(Some(Member { name, content: member }));
        }
        // The table is kept by name.
        match std::mem::replace(&mut self.told, true) {
            false if self.archive.has_duplicate_names() => Err(Kind::Malformed {
                format: "a zip archive",
                reason: "several members have one name; of those the last alone was read".to_owned(),
            }),
            _ => Ok(None),
        }
    }
}

/// Keeps a stream to be read from its beginning.
fn spool(mut stream: impl Read) -> Result<SpooledTempFile, Kind> {
    let mut file = SpooledTempFile::new(IN_MEMORY);
    io::copy(&mut stream, &mut file)?;
    file.seek(SeekFrom::Start(0))?;
    Ok(file)
}

/// Whether a member is read: by the same rule as a file in a folder.
fn is_wanted(name: &Path) -> bool {
    let hidden = |part: Component| {
        let part = part.as_os_str().as_encoded_bytes();
        (part.starts_with(b".") && part != b"." && part != b"..") || part == b"__MACOSX"
    };
    !name.components().any(hidden) && format::is_wanted(name)
}

fn zip_kind(error: zip::result::ZipError) -> Kind {
    match error {
        zip::result::ZipError::Io(error) => error.into(),
        error => Kind::Malformed { format: "a zip archive", reason: error.to_string() },
    }
}

#[cfg(test)]
mod tests;
