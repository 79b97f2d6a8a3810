//! Outputs that get their names when they are whole.
//!
//! A file or folder is written beside the place where it shall be, under its name and `.new`. A run that was killed
//! leaves that, and the next one begins it anew.

use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

/// An output in the making, taken away again where it is not finished.
#[derive(Debug)]
pub(crate) struct Fresh {
    target: PathBuf,
    work: PathBuf,
    /// For a folder: which files may be in it, and in the one that it replaces.
    members: Option<fn(&OsStr) -> bool>,
    finished: bool,
}

impl Fresh {
    /// A file, to be made at [`path`](Fresh::path).
    pub fn file(target: &Path) -> io::Result<Fresh> {
        let fresh = Fresh::new(target, None)?;
        if fresh.target.is_dir() {
            return Err(refused(&fresh.target, "is a folder"));
        }
        match fs::remove_file(&fresh.work) {
            Err(error) if error.kind() != ErrorKind::NotFound => Err(error),
            _ => Ok(fresh),
        }
    }

    /// An empty folder at [`path`](Fresh::path). One that is already at the target is replaced only where it holds
    /// nothing but such `members`.
    pub fn folder(target: &Path, members: fn(&OsStr) -> bool) -> io::Result<Fresh> {
        let fresh = Fresh::new(target, Some(members))?;
        replaceable(&fresh.target, members)?;
        clear(&fresh.work, members)?;
        fs::create_dir(&fresh.work)?;
        Ok(fresh)
    }

    fn new(target: &Path, members: Option<fn(&OsStr) -> bool>) -> io::Result<Fresh> {
        // A link stays one, and what it leads to is replaced.
        let target = match fs::canonicalize(target) {
            Err(error) if error.kind() == ErrorKind::NotFound => target.to_owned(),
            target => target?,
        };
        let name = target.file_name().ok_or_else(|| refused(&target, "is no name for an output"))?;
        let beside = |ending: &str| target.with_file_name([name, OsStr::new(ending)].join(OsStr::new("")));
        Ok(Fresh { work: beside(".new"), target, members, finished: false })
    }

    /// Where it is made.
    pub fn path(&self) -> &Path {
        &self.work
    }

    /// Gives it its name. All files in it must be closed and synced.
    pub fn finish(mut self) -> io::Result<()> {
        match self.members {
            Some(members) if self.target.is_dir() => {
                let old = self.work.with_extension("old");
                clear(&old, members)?;
                fs::rename(&self.target, &old)?;
                fs::rename(&self.work, &self.target)?;
                clear(&old, members)?;
            }
            _ => fs::rename(&self.work, &self.target)?,
        }
        self.finished = true;
        // The name is safe when the folder it stands in is. Not every system lets one ask for that.
        let folder = self.target.parent().filter(|folder| !folder.as_os_str().is_empty());
        let _ = File::open(folder.unwrap_or(Path::new("."))).and_then(|folder| folder.sync_all());
        Ok(())
    }
}

impl Drop for Fresh {
    fn drop(&mut self) {
        if !self.finished {
            let _ = match self.members {
                Some(members) => clear(&self.work, members),
                None => fs::remove_file(&self.work),
            };
        }
    }
}

/// Refuses what is there and is not ours.
fn replaceable(folder: &Path, members: fn(&OsStr) -> bool) -> io::Result<()> {
    let entries = match fs::read_dir(folder) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
        Err(error) if error.kind() == ErrorKind::NotADirectory => return Err(refused(folder, "is a file")),
        entries => entries?,
    };
    let names = entries.map(|entry| Ok(entry?.file_name())).collect::<io::Result<Vec<_>>>()?;
    // Of several the first by name: folders list their files in any order.
    match names.iter().filter(|name| !members(name)).min() {
        Some(name) => Err(refused(folder, &format!("has another file in it, {}", name.display()))),
        None => Ok(()),
    }
}

/// Takes a folder of ours away, if there is one.
fn clear(folder: &Path, members: fn(&OsStr) -> bool) -> io::Result<()> {
    replaceable(folder, members)?;
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

fn refused(path: &Path, reason: &str) -> io::Error {
    io::Error::new(ErrorKind::AlreadyExists, format!("{} {reason}; it was not replaced", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ours(name: &OsStr) -> bool {
        name == "a.csv"
    }

    #[test]
    fn a_file_is_there_when_it_is_whole() {
        let root = tempfile::tempdir().unwrap();
        let target = root.path().join("out.db");
        fs::write(&target, "old").unwrap();
        fs::write(root.path().join("out.db.new"), "left by a run that was killed").unwrap();
        let fresh = Fresh::file(&target).unwrap();
        fs::write(fresh.path(), "half").unwrap();
        drop(fresh);
        assert_eq!(fs::read(&target).unwrap(), b"old");
        let fresh = Fresh::file(&target).unwrap();
        fs::write(fresh.path(), "whole").unwrap();
        fresh.finish().unwrap();
        assert_eq!(fs::read(&target).unwrap(), b"whole");
        assert_eq!(fs::read_dir(root.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_folder_replaces_its_like_alone() {
        let root = tempfile::tempdir().unwrap();
        let target = root.path().join("out");
        for content in ["one", "two"] {
            let fresh = Fresh::folder(&target, ours).unwrap();
            fs::write(fresh.path().join("a.csv"), content).unwrap();
            fresh.finish().unwrap();
            assert_eq!(fs::read_to_string(target.join("a.csv")).unwrap(), content);
        }
        assert_eq!(fs::read_dir(root.path()).unwrap().count(), 1);
        fs::write(target.join("thesis.txt"), "mine").unwrap();
        let message = Fresh::folder(&target, ours).unwrap_err().to_string();
        assert!(message.ends_with("out has another file in it, thesis.txt; it was not replaced"), "{message}");
        assert!(Fresh::folder(root.path(), ours).is_err());
        assert!(Fresh::file(&target).is_err());
    }
}
