//! What a command line is given: files, folders, globs and standard input.
//!
//! A folder is walked in sorted order, links followed, for files whose names end as a known format's do; hidden files
//! and folders in it are passed over. A name that does not exist and holds `*`, `?` or `[` is a pattern. `-`, or
//! nothing at all, is standard input.

use std::fs::{File, metadata};
use std::io::{self, BufReader, Read};
use std::iter::once;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use tacitus::record::Record;
use tacitus::{Dyad, Input};

use crate::content::Stream;
use crate::expansion::Meter;
use crate::files::Files;
use crate::opening::{self, Opening};
use crate::position::Digest;
use crate::{Avoid, Error, Found, Kind, Options, Place, Position, dyads, records};

/// Documents from files, folders, globs and standard input, in the order in which these are named.
pub type Documents = Source<Input>;

/// Requests for [`dyads`] from files, folders, globs and standard input, in the order in which these are named.
pub type Dyads = Source<Dyad>;

/// [`records`] from files, folders, globs and standard input, in the order in which these are named.
pub type Records = Source<Record>;

/// What is read of a file at a time.
const BUFFER: usize = 128 * 1024;

pub(crate) type Items<T> = Box<dyn Iterator<Item = Result<Found<T>, Error>> + Send>;
type Opener<T> = fn(Opening, Stream) -> Result<Items<T>, Kind>;

/// One file after the other, each through the reader of its format.
pub struct Source<T> {
    files: Files,
    options: Arc<Options>,
    open: Opener<T>,
    items: Option<Items<T>>,
    position: Position,
    /// Bytes of the files before the last one.
    before: u64,
    /// Bytes of the last file, where it is known how many.
    size: Option<u64>,
    meter: Meter,
}

/// The inputs are not those that a position was told of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Changed;

impl Source<Input> {
    /// Reads documents from what is named; from standard input where nothing is.
    pub fn new(names: Vec<PathBuf>, options: Options) -> Self {
        Source::of(names, options, opening::documents)
    }

    /// Reads from anything that reads, as from a file of this name: told by content, unpacked, and read.
    ///
    /// ```
    /// use tacitus_read::{Documents, Options};
    ///
    /// let page = "<html><body><article><p>Talks opened in Geneva.</p></article></body></html>";
    /// let mut documents = Documents::from_reader(page.as_bytes(), "talks".as_ref(), Options::default());
    /// assert_eq!(documents.next().unwrap().unwrap().value.text, "Talks opened in Geneva.");
    /// ```
    pub fn from_reader(reader: impl Read + Send + 'static, path: &Path, options: Options) -> Self {
        let mut source = Source::of(vec![], options, opening::documents);
        source.files = Files::none();
        let path: Arc<Path> = path.into();
        let stream: Stream = Box::new(BufReader::with_capacity(BUFFER, source.meter.count(reader)));
        let items =
            opening::documents(Opening::new(path.clone(), source.options.clone(), source.meter.clone()), stream);
        let failed = |kind| Box::new(once(Err(Error::new(Place::file(path), kind)))) as Items<Input>;
        source.items = Some(items.unwrap_or_else(failed));
        source
    }
}

impl Source<Dyad> {
    /// Reads requests from what is named; from standard input where nothing is.
    pub fn new(names: Vec<PathBuf>, options: Options) -> Self {
        Source::of(names, options, |opening, stream| {
            let stream = opening.decompressed(stream)?;
            Ok(Box::new(dyads::read(stream, &opening.path, &opening.options)))
        })
    }
}

impl Source<Record> {
    /// Reads records from what is named; from standard input where nothing is.
    pub fn new(names: Vec<PathBuf>, options: Options) -> Self {
        Source::of(names, options, |opening, stream| {
            let stream = opening.decompressed(stream)?;
            Ok(Box::new(records::read(stream, &opening.path, &opening.options)))
        })
    }
}

impl<T: Digest + Send + 'static> Source<T> {
    fn of(names: Vec<PathBuf>, options: Options, open: Opener<T>) -> Self {
        let (files, options) = (Files::new(names), Arc::new(options));
        let (position, meter) = (Position::default(), Meter::default());
        Source { files, options, open, items: None, position, before: 0, size: None, meter }
    }

    /// How far it has come: behind the item that it gave last.
    pub fn position(&self) -> Position {
        self.position
    }

    /// Goes to where another reader of the same inputs had come, from the beginning. Files that were done are not
    /// opened, and what was done of the last is passed over as cheaply as its format allows.
    ///
    /// # Errors
    /// A file was added, taken away or changed.
    pub fn skip_to(&mut self, position: &Position) -> Result<(), Changed> {
        let mut last = None;
        while self.position.files < position.files {
            last = Some(self.next_file().ok_or(Changed)?);
        }
        let Some(last) = last else { return Ok(()) };
        if self.position.inputs != position.inputs || position.items == 0 {
            return Err(Changed);
        }
        let mut items = self.items_of(last);
        let item = items.nth(position.items as usize - 1).ok_or(Changed)?;
        self.items = Some(items);
        self.position.items = position.items - 1;
        self.position = self.position.next_item(&item, self.before + self.meter.read());
        if self.position.is_at(position) { Ok(()) } else { Err(Changed) }
    }

    /// The next file that is to be read, or what is wrong with a name.
    fn next_file(&mut self) -> Option<Result<Arc<Path>, Error>> {
        loop {
            let file = self.files.next()?;
            let is_output = |path: &Path| self.options.avoid.iter().any(|output| output.is(path));
            let file = match file {
                // Inside a folder nobody asked for it by name.
                Ok(path) if is_output(&path) && self.files.in_folder() => continue,
                Ok(path) if is_output(&path) => Err(Error::new(Place::file(path), Kind::IsOutput)),
                file => file,
            };
            self.before += self.size.unwrap_or_else(|| self.meter.read());
            self.meter = Meter::default();
            let found = file.as_ref().ok().and_then(|path| metadata(path).ok());
            self.size = found.as_ref().filter(|found| found.is_file()).map(|found| found.len());
            let name = match &file {
                Ok(path) => path,
                Err(error) => &*error.place.path,
            };
            self.position = self.position.next_file(name, found.as_ref());
            return Some(file.map(Arc::from));
        }
    }

    fn items_of(&self, file: Result<Arc<Path>, Error>) -> Items<T> {
        let items = file.and_then(|path| self.open_file(&path).map_err(|kind| Error::new(Place::file(path), kind)));
        items.unwrap_or_else(|error| Box::new(once(Err(error))))
    }

    fn open_file(&self, path: &Arc<Path>) -> Result<Items<T>, Kind> {
        let stream: Stream = if path.as_os_str() == "-" {
            Box::new(BufReader::new(self.meter.count(io::stdin())))
        } else {
            Box::new(BufReader::with_capacity(BUFFER, self.meter.count(File::open(path)?)))
        };
        (self.open)(Opening::new(path.clone(), self.options.clone(), self.meter.clone()), stream)
    }
}

impl<T: Digest + Send + 'static> Iterator for Source<T> {
    type Item = Result<Found<T>, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(item) = self.items.as_mut().and_then(|items| items.next()) {
                self.position = self.position.next_item(&item, self.before + self.meter.read());
                return Some(item);
            }
            let file = self.next_file()?;
            self.items = Some(self.items_of(file));
        }
    }
}

/// How many bytes all inputs have; `None` where one is a pipe, which does not tell.
pub fn total_bytes(names: Vec<PathBuf>, avoid: &[Avoid]) -> Option<u64> {
    let size = |path: PathBuf| {
        let file = metadata(&path).ok()?;
        file.is_file().then(|| if avoid.iter().any(|output| output.is(&path)) { 0 } else { file.len() })
    };
    Files::new(names).filter_map(Result::ok).map(size).sum()
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
        let avoid = || Vec::from_iter(Avoid::file(&root.path().join("in/b.txt")).unwrap());
        let found = read(root.path(), &["in", "in/b.txt"], Options { avoid: avoid(), ..Options::default() });
        assert_eq!(found[1], "in/sub/c.text");
        assert_eq!(found[4], "in/b.txt: this file is also the output; it was not read");
    }

    #[test]
    fn a_reader_goes_on_where_another_has_stopped() {
        let root = folder();
        let names = || ["in", "gone.txt", "in/sub/f.jsonl"].map(|name| root.path().join(name)).to_vec();
        let read = || Documents::new(names(), Options::default());
        let all: Vec<String> = read().map(|item| format!("{item:?}")).collect();
        assert_eq!(all.len(), 8);
        for done in 0..=8 {
            let mut first = read();
            assert_eq!(first.by_ref().take(done).count(), done);
            let mut second = read();
            second.skip_to(&first.position()).unwrap();
            assert!(second.position().is_at(&first.position()));
            assert_eq!(second.map(|item| format!("{item:?}")).collect::<Vec<_>>(), all[done..]);
        }
        assert_eq!(total_bytes(names(), &[]), Some(6 + 6 + 6 + 28 + 28));
        assert_eq!(total_bytes(vec!["-".into()], &[]), None);
    }

    #[test]
    fn changed_inputs_are_noticed() {
        let root = folder();
        let read = || Documents::new(vec![root.path().join("in")], Options::default());
        let behind = |count: usize| {
            let mut items = read();
            assert_eq!(items.by_ref().take(count).count(), count);
            items.position()
        };
        let (third, fourth) = (behind(3), behind(4));
        fs::write(root.path().join("in/sub/f.jsonl"), "{\"text\":\"C.\"}\n{\"text\":\"B.\"}\n").unwrap();
        assert_eq!(read().skip_to(&third), Ok(()));
        assert_eq!(read().skip_to(&fourth), Err(Changed));
        fs::write(root.path().join("in/aa.txt"), "Words.").unwrap();
        assert_eq!(read().skip_to(&third), Err(Changed));
        fs::remove_dir_all(root.path().join("in")).unwrap();
        assert_eq!(read().skip_to(&third), Err(Changed));
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
