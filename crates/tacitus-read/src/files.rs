//! The files that names stand for: those of folders and patterns among them.

use std::collections::VecDeque;
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use crate::{Error, Kind, Place, format};

/// The files that names stand for.
pub(crate) struct Files {
    names: VecDeque<PathBuf>,
    walking: Option<Walk>,
}

struct Walk {
    folder: PathBuf,
    entries: Box<dyn Iterator<Item = walkdir::Result<walkdir::DirEntry>> + Send>,
    found: bool,
}

impl Files {
    /// Standard input where nothing is named.
    pub fn new(names: Vec<PathBuf>) -> Self {
        let names = if names.is_empty() { vec![PathBuf::from("-")] } else { names };
        Files { names: names.into(), walking: None }
    }

    /// No file at all.
    pub fn none() -> Self {
        Files { names: VecDeque::new(), walking: None }
    }

    /// Whether the last file was met in a folder, and nobody asked for it by name.
    pub fn in_folder(&self) -> bool {
        self.walking.is_some()
    }

    /// Puts what a pattern matches at the front of the queue.
    fn expand(&mut self, pattern: &Path) -> Result<(), Kind> {
        let Some(text) = pattern.to_str().filter(|text| text.contains(['*', '?', '['])) else {
            return Err(Kind::NotFound);
        };
        let matches = glob::glob(text).map_err(|error| Kind::Pattern(error.to_string()))?;
        let matches = matches.map(|path| path.unwrap_or_else(|error| error.path().into()));
        // Nobody asked for a pipe by name, and it may never end.
        let special = |path: &PathBuf| path.metadata().is_ok_and(|what| !what.is_file() && !what.is_dir());
        let matches: Vec<PathBuf> = matches.filter(|path| !special(path)).collect();
        if matches.is_empty() {
            return Err(Kind::NoMatch);
        }
        for path in matches.into_iter().rev() {
            self.names.push_front(path);
        }
        Ok(())
    }
}

impl Iterator for Files {
    type Item = Result<PathBuf, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(walk) = &mut self.walking {
                match walk.entries.next() {
                    Some(Ok(entry)) if entry.file_type().is_file() && format::is_wanted(entry.path()) => {
                        walk.found = true;
                        return Some(Ok(entry.into_path()));
                    }
                    Some(Ok(_)) => continue,
                    Some(Err(error)) => {
                        walk.found = true;
                        let path = error.path().unwrap_or(&walk.folder).to_owned();
                        return Some(Err(Error::new(Place::file(path), Kind::Io(error.into()))));
                    }
                    None => {
                        let Some(Walk { folder, found, .. }) = self.walking.take() else { continue };
                        if !found {
                            return Some(Err(Error::new(Place::file(folder), Kind::NothingToRead)));
                        }
                    }
                }
            }
            let name = self.names.pop_front()?;
            if name.is_dir() {
                self.walking = Some(Walk { entries: walk(&name), folder: name, found: false });
            } else if name.as_os_str() == "-" || name.exists() || name.is_symlink() {
                return Some(Ok(name));
            } else if let Err(kind) = self.expand(&name) {
                return Some(Err(Error::new(Place::file(name), kind)));
            }
        }
    }
}

fn walk(folder: &Path) -> Box<dyn Iterator<Item = walkdir::Result<walkdir::DirEntry>> + Send> {
    let entries = WalkDir::new(folder).follow_links(true).sort_by_file_name().into_iter();
    Box::new(
        entries.filter_entry(|entry| entry.depth() == 0 || !entry.file_name().as_encoded_bytes().starts_with(b".")),
    )
}
