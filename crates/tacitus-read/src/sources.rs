//! What a command line is given: files, folders, globs and standard input.
//!
//! A folder is walked in sorted order, links followed, for files whose names end as a known format's do; hidden files
//! and folders in it are passed over. A name that does not exist and holds `*`, `?` or `[` is a pattern. `-`, or
//! nothing at all, is standard input.

use std::collections::VecDeque;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Cursor, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use tacitus::{Dyad, Input};
use walkdir::WalkDir;

use crate::{Error, Format, Found, Kind, Options, Place, dyads, jsonl, text};

/// Documents from files, folders, globs and standard input, in the order in which these are named.
pub struct Documents(Each<Input>);

impl Documents {
    /// Reads from what is named; from standard input where nothing is.
    pub fn new(names: Vec<PathBuf>, options: Options) -> Self {
        Documents(Each::new(names, options, open_documents))
    }
}

impl Iterator for Documents {
    type Item = Result<Found<Input>, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        self.0.next()
    }
}

/// Requests for [`dyads`] from files, folders, globs and standard input, in the order in which these are named.
pub struct Dyads(Each<Dyad>);

impl Dyads {
    /// Reads from what is named; from standard input where nothing is.
    pub fn new(names: Vec<PathBuf>, options: Options) -> Self {
        Dyads(Each::new(names, options, |path, options| Ok(Box::new(dyads::read(open(path)?, path, options)))))
    }
}

impl Iterator for Dyads {
    type Item = Result<Found<Dyad>, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        self.0.next()
    }
}

type Items<T> = Box<dyn Iterator<Item = Result<Found<T>, Error>> + Send>;
type Opener<T> = fn(&Arc<Path>, &Options) -> io::Result<Items<T>>;

/// One file after the other, each through the reader that `open` gives it.
struct Each<T> {
    files: Files,
    options: Options,
    open: Opener<T>,
    items: Option<Items<T>>,
}

impl<T> Each<T> {
    fn new(names: Vec<PathBuf>, options: Options, open: Opener<T>) -> Self {
        Each { files: Files::new(names), options, open, items: None }
    }
}

impl<T> Iterator for Each<T> {
    type Item = Result<Found<T>, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(item) = self.items.as_mut().and_then(|items| items.next()) {
                return Some(item);
            }
            let path: Arc<Path> = match self.files.next()? {
                Ok(path) => path.into(),
                Err(error) => return Some(Err(error)),
            };
            if self.options.avoid.as_ref().is_some_and(|output| output.is(&path)) {
                // Inside a folder nobody asked for it by name.
                if self.files.walking.is_some() {
                    continue;
                }
                return Some(Err(Error::new(Place::file(path), Kind::IsOutput)));
            }
            match (self.open)(&path, &self.options) {
                Ok(items) => self.items = Some(items),
                Err(error) => return Some(Err(Error::new(Place::file(path), Kind::Io(error)))),
            }
        }
    }
}

/// The files that names stand for.
struct Files {
    names: VecDeque<PathBuf>,
    walking: Option<Walk>,
}

struct Walk {
    folder: PathBuf,
    entries: Box<dyn Iterator<Item = walkdir::Result<walkdir::DirEntry>> + Send>,
    found: bool,
}

impl Files {
    fn new(names: Vec<PathBuf>) -> Self {
        let names = if names.is_empty() { vec![PathBuf::from("-")] } else { names };
        Files { names: names.into(), walking: None }
    }

    /// Puts what a pattern matches at the front of the queue.
    fn expand(&mut self, pattern: &Path) -> Result<(), Kind> {
        let Some(text) = pattern.to_str().filter(|text| text.contains(['*', '?', '['])) else {
            return Err(Kind::NotFound);
        };
        let matches = glob::glob(text).map_err(|error| Kind::Pattern(error.to_string()))?;
        let matches: Vec<PathBuf> = matches.map(|path| path.unwrap_or_else(|error| error.path().into())).collect();
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
                    Some(Ok(entry)) if entry.file_type().is_file() && Format::of(entry.path()).is_some() => {
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

fn open(path: &Path) -> io::Result<Box<dyn BufRead + Send>> {
    if path.as_os_str() == "-" {
        return Ok(Box::new(BufReader::new(io::stdin())));
    }
    Ok(Box::new(BufReader::with_capacity(128 * 1024, File::open(path)?)))
}

fn open_documents(path: &Arc<Path>, options: &Options) -> io::Result<Items<Input>> {
    let mut reader = open(path)?;
    let format = match options.from.or_else(|| Format::of(path)) {
        Some(format) => format,
        None => {
            let (format, whole) = told_by_content(reader)?;
            reader = whole;
            format
        }
    };
    Ok(match format {
        Format::Text => Box::new(std::iter::once(text::read(reader, path, options))),
        Format::Jsonl => Box::new(jsonl::read(reader, path, options)),
    })
}

/// JSON Lines where the first character that is not white space is a brace, else text; with the reader as it was.
fn told_by_content(mut reader: Box<dyn BufRead + Send>) -> io::Result<(Format, Box<dyn BufRead + Send>)> {
    const FAR_ENOUGH: usize = 64 * 1024;
    let mut head = Vec::new();
    let first = |head: &[u8]| {
        let head = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head);
        head.trim_ascii_start().first().copied()
    };
    // The mark is three bytes that a pipe may bring one by one.
    while head.len() < FAR_ENOUGH && (head.len() < 4 || first(&head).is_none()) {
        let mut byte = [0; 1];
        match reader.read(&mut byte) {
            Ok(0) => break,
            Ok(_) => head.push(byte[0]),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    let format = if first(&head) == Some(b'{') { Format::Jsonl } else { Format::Text };
    Ok((format, Box::new(Cursor::new(head).chain(reader))))
}

#[cfg(test)]
mod tests {
    use std::fs;

    use tempfile::tempdir;

    use super::*;
    use crate::Avoid;

    /// Names of what is read, relative to `root`, or messages.
    fn read(root: &Path, names: &[&str], options: Options) -> Vec<String> {
        let names = names.iter().map(|name| root.join(name)).collect();
        let show = |place: &Place| place.to_string().replace(&format!("{}/", root.display()), "");
        let line = |item: Result<Found<Input>, Error>| match item {
            Ok(found) => show(&found.place),
            Err(error) => format!("{}: {}", show(&error.place), error.kind),
        };
        Documents::new(names, options).map(line).collect()
    }

    fn folder() -> tempfile::TempDir {
        let root = tempdir().unwrap();
        fs::create_dir_all(root.path().join("in/sub/.hidden")).unwrap();
        for name in ["in/b.txt", "in/a.md", "in/sub/c.text", "in/.d.txt", "in/sub/.hidden/e.txt", "in/photo.jpeg"] {
            fs::write(root.path().join(name), "Words.").unwrap();
        }
        fs::write(root.path().join("in/sub/f.jsonl"), "{\"text\":\"A.\"}\n{\"text\":\"B.\"}\n").unwrap();
        root
    }

    #[test]
    fn a_folder_is_walked_in_order() {
        let root = folder();
        let found = read(root.path(), &["in"], Options::default());
        assert_eq!(found, ["in/a.md", "in/b.txt", "in/sub/c.text", "in/sub/f.jsonl:1", "in/sub/f.jsonl:2"]);
    }

    #[test]
    fn globs_and_names_keep_their_order() {
        let root = folder();
        let found = read(root.path(), &["in/**/*.text", "in/b.txt", "in/*.none", "gone.txt"], Options::default());
        assert_eq!(
            found,
            [
                "in/sub/c.text",
                "in/b.txt",
                "in/*.none: no file matches this pattern",
                "gone.txt: no such file or folder"
            ]
        );
    }

    #[test]
    fn a_name_with_pattern_signs_that_exists_is_a_name() {
        let root = folder();
        fs::write(root.path().join("in/[1].txt"), "Words.").unwrap();
        assert_eq!(read(root.path(), &["in/[1].txt"], Options::default()), ["in/[1].txt"]);
    }

    #[test]
    fn a_folder_without_documents_says_so() {
        let root = tempdir().unwrap();
        fs::create_dir(root.path().join("none")).unwrap();
        let found = read(root.path(), &["none"], Options::default());
        assert_eq!(found, ["none: no .txt, .text, .md, .jsonl or .ndjson file in this folder"]);
    }

    #[test]
    fn an_unknown_ending_is_told_by_content() {
        let root = tempdir().unwrap();
        fs::write(root.path().join("a.json"), "\n \u{feff}").unwrap();
        fs::write(root.path().join("b.json"), "\u{feff}\n {\"text\":\"A.\"}").unwrap();
        fs::write(root.path().join("c"), "Words {.").unwrap();
        let found = read(root.path(), &["b.json", "c"], Options::default());
        assert_eq!(found, ["b.json:2", "c"]);
        let found = read(root.path(), &["c"], Options { from: Some(Format::Jsonl), ..Options::default() });
        assert_eq!(found, ["c:1: not JSON: expected value at column 1"]);
    }

    #[test]
    fn the_output_is_not_read() {
        let root = folder();
        let avoid = || Avoid::file(&root.path().join("in/b.txt")).unwrap();
        let found = read(root.path(), &["in", "in/b.txt"], Options { avoid: avoid(), ..Options::default() });
        assert_eq!(found[1], "in/sub/c.text");
        assert_eq!(found[4], "in/b.txt: this file is also the output; it was not read");
    }

    #[cfg(unix)]
    #[test]
    fn a_loop_of_links_ends() {
        let root = folder();
        std::os::unix::fs::symlink(root.path().join("in"), root.path().join("in/sub/loop")).unwrap();
        let found = read(root.path(), &["in"], Options::default());
        assert_eq!(found.len(), 6, "{found:?}");
    }
}
