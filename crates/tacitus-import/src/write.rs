//! The sorted rows become a knowledge file, which takes the place of the old one when it is whole.

use std::fs::{self, File};
use std::io::{self, BufWriter, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use tacitus_knowledge::{Entry, How, Kind, Knowledge, Packer, Posting, Role, surnames};

use crate::addition::Addition;
use crate::import::Summary;
use crate::sort::{Sorted, Sorter};
use crate::wikidata::Offices;

/// What the writing needs to know.
pub(crate) struct Writing<'a> {
    pub(crate) knowledge: &'a Knowledge,
    pub(crate) offices: Offices,
    pub(crate) surnames: bool,
    pub(crate) folder: &'a Path,
    pub(crate) memory: usize,
}

impl Writing<'_> {
    /// Packs the rows, those of one id as one entry.
    pub(crate) fn pack<W: Write + Seek>(
        &self,
        mut additions: Sorted,
        out: W,
        roles: Vec<Role>,
        summary: &mut Summary,
    ) -> io::Result<W> {
        let scratch = Scratch(BufWriter::new(tempfile::tempfile_in(self.folder)?));
        let mut packer = Packer::new(out, scratch)?;
        let mut keys = Sorter::new(self.folder, self.memory);
        while let Some((_, rows)) = additions.next_group()? {
            let Some(Addition { entry, names, .. }) = self.merge(rows)? else { continue };
            let number = packer.entry(&entry)?;
            summary.entries += 1;
            summary.met += u64::from(self.knowledge.entry(&entry.id).is_some());
            let named = names.iter().filter_map(|(name, how)| Posting::name(name, *how, number));
            for (key, posting) in std::iter::once(Posting::id(&entry.id, number)).chain(named) {
                keys.push(key.as_bytes(), &postcard::to_stdvec(&posting).map_err(io::Error::other)?)?;
            }
        }
        let mut keys = keys.finish()?;
        while let Some((key, postings)) = keys.next_group()? {
            let key = String::from_utf8(key).map_err(io::Error::other)?;
            let postings: Result<Vec<Posting>, _> = postings.iter().map(|p| postcard::from_bytes(p)).collect();
            packer.key(&key, postings.map_err(io::Error::other)?)?;
        }
        packer.finish(roles)
    }

    /// The rows of one id as one entry, with its offices resolved.
    fn merge(&self, rows: Vec<Vec<u8>>) -> io::Result<Option<Addition>> {
        let mut whole: Option<Addition> = None;
        for row in rows {
            let row: Addition = postcard::from_bytes(&row).map_err(io::Error::other)?;
            match &mut whole {
                Some(whole) => whole.merge(row),
                None => whole = Some(row),
            }
        }
        let Some(mut whole) = whole else { return Ok(None) };
        if whole.entry.kind == Kind::Person {
            self.hold_offices(&mut whole);
        } else if whole.entry.code.is_none() && whole.entry.kind != Kind::Place {
            whole.entry.code = code(&whole.entry);
        }
        Ok(Some(whole))
    }

    /// A person's offices, earliest first, with what follows from them.
    fn hold_offices(&self, addition: &mut Addition) {
        let posts = std::mem::take(&mut addition.posts);
        let entry = &mut addition.entry;
        let citizen = entry.country.clone();
        let mut held = Entry::new(entry.id.clone(), "", Kind::Person);
        held.offices = posts.iter().filter_map(|post| self.offices.of(post, citizen.as_deref())).collect();
        tacitus_knowledge::combine(entry, held);
        if entry.country.is_none() {
            entry.country = entry.offices.iter().rev().find_map(|office| office.country.clone());
        }
        for office in &entry.offices {
            for sector in &office.sectors {
                if !entry.sectors.contains(sector) {
                    entry.sectors.push(sector.clone());
                }
            }
        }
        if entry.code.is_none() {
            entry.code = entry.offices.last().and_then(|office| office.code.clone());
        }
        if self.surnames {
            let bare = surnames(&addition.entry.name, addition.entry.country.as_deref());
            bare.iter().for_each(|surname| addition.name(surname, How::Surname));
        }
    }
}

/// Country or international code followed by sectors.
fn code(entry: &Entry) -> Option<String> {
    let code: String = entry.country.iter().chain(&entry.sectors).map(String::as_str).collect();
    Some(code).filter(|code| !code.is_empty())
}

/// A file that is written in large pieces, and then read.
struct Scratch(BufWriter<File>);

impl Write for Scratch {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

impl Seek for Scratch {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.0.seek(to)
    }
}

impl Read for Scratch {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.0.flush()?;
        self.0.get_mut().read(buffer)
    }
}

/// The folder of a file.
pub(crate) fn folder(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Writes `path` by way of `path.new`: until all is on the disk, what was there before stays.
pub(crate) fn replace(path: &Path, write: impl FnOnce(File) -> io::Result<File>) -> io::Result<()> {
    let mut new = path.as_os_str().to_owned();
    new.push(".new");
    let new = PathBuf::from(new);
    let written = File::create(&new).and_then(write).and_then(|file| file.sync_all());
    let moved = written.and_then(|()| fs::rename(&new, path));
    if moved.is_err() {
        // Half a file is of no use to anyone; that it cannot be removed changes nothing about the error.
        let _ = fs::remove_file(&new);
        return moved;
    }
    // The folder has the new name only when it is written too; not every system lets one.
    let _ = File::open(folder(path)).and_then(|folder| folder.sync_all());
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stops_half_way_leaves_the_old_file() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("k.tacitus");
        fs::write(&path, "old").unwrap();
        let failed = replace(&path, |mut file| {
            file.write_all(b"half")?;
            Err(io::Error::other("full"))
        });
        assert!(failed.is_err());
        assert_eq!(fs::read_to_string(&path).unwrap(), "old");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
        replace(&path, |mut file| file.write_all(b"new").map(|()| file)).unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "new");
    }
}
