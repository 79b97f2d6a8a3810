//! Formats that are a folder with files for every document.

use std::collections::HashMap;
use std::ffi::OsStr;
use std::fs::{self, File};
use std::path::Path;

use tacitus::record::Record;

use crate::fresh::Fresh;
use crate::{Error, Writer};

/// A file's ending, such as `.txt`, and what is in it.
pub type Page = (&'static str, Vec<u8>);

/// A writer of what `encode` makes of each record: files with the document's name and different endings. `members` says
/// of a file's name whether it can be one of these or of the `common` ones, which every such folder has: a folder that
/// holds others is not replaced.
///
/// Files are named by the documents' ids, without what a file's name may not have; where that leaves two of the same
/// name, the second gets a number.
///
/// # Errors
/// Where the folder cannot be made, or is there and holds other files.
pub fn create(
    folder: &Path,
    members: fn(&OsStr) -> bool,
    common: &[(&str, String)],
    encode: impl Fn(&Record) -> Vec<Page> + 'static,
) -> Result<Box<dyn Writer>, Error> {
    let fresh = Fresh::folder(folder, members)?;
    for (name, content) in common {
        fs::write(fresh.path().join(name), content)?;
    }
    Ok(Box::new(Pages { fresh, encode, taken: HashMap::new() }))
}

struct Pages<E> {
    fresh: Fresh,
    encode: E,
    /// Names that were given, in small letters, and how often they were wanted.
    taken: HashMap<String, usize>,
}

impl<E: Fn(&Record) -> Vec<Page>> Writer for Pages<E> {
    fn put(&mut self, record: &Record) -> Result<(), Error> {
        let name = self.name(&record.id);
        for (ending, content) in (self.encode)(record) {
            fs::write(self.fresh.path().join(format!("{name}{ending}")), content)?;
        }
        Ok(())
    }

    fn finish(self: Box<Self>) -> Result<(), Error> {
        File::open(self.fresh.path()).and_then(|folder| folder.sync_all())?;
        Ok(self.fresh.finish()?)
    }
}

impl<E> Pages<E> {
    /// A name that no other document has, on no system.
    fn name(&mut self, id: &str) -> String {
        const LONGEST: usize = 100;
        let plain = |c: char| if c.is_alphanumeric() || matches!(c, '-' | '_' | '.') { c } else { '_' };
        let name: String = id.chars().map(plain).collect();
        let name = name[..name.floor_char_boundary(LONGEST)].trim_matches('.');
        let base = if name.is_empty() { "document" } else { name };
        let mut name = base.to_owned();
        loop {
            let wanted = self.taken.entry(name.to_lowercase()).or_default();
            *wanted += 1;
            if *wanted == 1 {
                return name;
            }
            name = format!("{base}-{wanted}");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(id: &str) -> Record {
        let json = serde_json::json!({"schema": "tacitus/1", "model": "m@1", "id": id, "source": null, "title": null,
            "published": null, "language": "en", "text": id, "sentences": [], "entities": [], "times": [],
            "places": [], "quantities": [], "statements": [], "events": [], "disputes": []});
        serde_json::from_value(json).unwrap()
    }

    #[test]
    fn every_document_has_files_of_its_own() {
        let root = tempfile::tempdir().unwrap();
        let output = root.path().join("pages");
        let members = |name: &OsStr| name.to_string_lossy().ends_with(".txt");
        let encode = |record: &Record| vec![(".txt", record.text.clone().into_bytes())];
        let mut writer = create(&output, members, &[("all.txt", "of all".to_owned())], encode).unwrap();
        let ids = ["a", "../A", "A", "", "https://news.example/é?b", "a-2", "..", "a"];
        ids.iter().for_each(|id| writer.put(&record(id)).unwrap());
        assert!(!output.exists());
        writer.finish().unwrap();
        let mut names: Vec<_> =
            fs::read_dir(&output).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        let expected = [
            "A-2.txt",
            "_A.txt",
            "a-2-2.txt",
            "a-3.txt",
            "a.txt",
            "all.txt",
            "document-2.txt",
            "document.txt",
            "https___news.example_é_b.txt",
        ];
        assert_eq!(names, expected);
    }
}
