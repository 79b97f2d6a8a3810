//! What a command line is given: files, folders, globs and standard input.
//!
//! A folder is walked in sorted order, links followed, for files whose names end as a known format's do; hidden files
//! and folders in it are passed over. A name that does not exist and holds `*`, `?` or `[` is a pattern. `-`, or
//! nothing at all, is standard input.

use std::fs::File;
use std::io::{self, BufReader};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use tacitus::record::Record;
use tacitus::{Dyad, Input};

use crate::content::Stream;
use crate::expansion::Meter;
use crate::files::Files;
use crate::opening::{self, Opening};
use crate::{Error, Found, Kind, Options, Place, dyads, records};

/// Documents from files, folders, globs and standard input, in the order in which these are named.
pub struct Documents(Each<Input>);

impl Documents {
    /// Reads from what is named; from standard input where nothing is.
    pub fn new(names: Vec<PathBuf>, options: Options) -> Self {
        Documents(Each::new(names, options, opening::documents))
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
        let open = |opening: Opening, stream| {
            let stream = opening.decompressed(stream)?;
            Ok(Box::new(dyads::read(stream, &opening.path, &opening.options)) as Items<Dyad>)
        };
        Dyads(Each::new(names, options, open))
    }
}

impl Iterator for Dyads {
    type Item = Result<Found<Dyad>, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        self.0.next()
    }
}

/// [`records`] from files, folders, globs and standard input, in the order in which these are named.
pub struct Records(Each<Record>);

impl Records {
    /// Reads from what is named; from standard input where nothing is.
    pub fn new(names: Vec<PathBuf>, options: Options) -> Self {
        let open = |opening: Opening, stream| {
            let stream = opening.decompressed(stream)?;
            Ok(Box::new(records::read(stream, &opening.path, &opening.options)) as Items<Record>)
        };
        Records(Each::new(names, options, open))
    }
}

impl Iterator for Records {
    type Item = Result<Found<Record>, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        self.0.next()
    }
}

pub(crate) type Items<T> = Box<dyn Iterator<Item = Result<Found<T>, Error>> + Send>;
type Opener<T> = fn(Opening, Stream) -> Result<Items<T>, Kind>;

/// One file after the other, each through the reader that `open` gives it.
struct Each<T> {
    files: Files,
    options: Arc<Options>,
    open: Opener<T>,
    items: Option<Items<T>>,
}

impl<T> Each<T> {
    fn new(names: Vec<PathBuf>, options: Options, open: Opener<T>) -> Self {
        Each { files: Files::new(names), options: Arc::new(options), open, items: None }
    }

    fn open_file(&self, path: &Arc<Path>) -> Result<Items<T>, Kind> {
        let meter = Meter::default();
        let stream: Stream = if path.as_os_str() == "-" {
            Box::new(BufReader::new(meter.count(io::stdin())))
        } else {
            Box::new(BufReader::with_capacity(128 * 1024, meter.count(File::open(path)?)))
        };
        (self.open)(Opening::new(path.clone(), self.options.clone(), meter), stream)
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
                if self.files.in_folder() {
                    continue;
                }
                return Some(Err(Error::new(Place::file(path), Kind::IsOutput)));
            }
            match self.open_file(&path) {
                Ok(items) => self.items = Some(items),
                Err(kind) => return Some(Err(Error::new(Place::file(path), kind))),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use tempfile::tempdir;

    use super::*;
    use crate::{Avoid, Format};

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
        assert_eq!(found, ["none: no file of a known format in it"]);
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
