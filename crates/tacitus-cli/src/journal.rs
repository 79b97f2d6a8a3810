//! How far a run has come, in a small file beside its output: what `--resume` goes on from.
//!
//! The file says which command it was, behind which document it is, and how long the output and the file of errors
//! were there. It is replaced as a whole, after what it speaks of was synced: so whatever stops the run, the file tells
//! of bytes that are there, and what stands behind them is cut off. When the run is done it goes.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use tacitus_read::Position;

/// What the output depends on, by the names of the flags: the command, its inputs, the model.
pub type Settings = BTreeMap<String, String>;

/// How far a run has come.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct State {
    /// What the output depends on.
    pub run: Settings,
    /// Behind which document.
    pub position: Position,
    /// Bytes of the output.
    pub output: u64,
    /// Bytes of the file of errors.
    pub errors: u64,
    /// Documents and words.
    pub counts: Counts,
    /// All documents are done, and what is left is to make the output of them.
    pub complete: bool,
}

/// What came through and what did not.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Counts {
    /// Documents that came through, those that repeat others among them.
    pub done: u64,
    /// Documents that failed.
    pub failed: u64,
    /// Documents that repeat others.
    pub repeated: u64,
    /// Words of those that came through.
    pub words: u64,
}

/// The file with a run's state.
#[derive(Debug)]
pub struct Journal {
    path: PathBuf,
    /// What it is to say next.
    pub state: State,
}

impl Journal {
    /// The journal of a run that begins.
    pub fn new(output: &Path, run: Settings) -> Journal {
        Journal { path: beside(output, ".progress"), state: State { run, ..State::default() } }
    }

    /// The journal that an earlier run has left beside its output.
    ///
    /// # Errors
    /// The file cannot be read, or is no journal.
    pub fn left(output: &Path) -> anyhow::Result<Option<Journal>> {
        let path = beside(output, ".progress");
        let bytes = match fs::read(&path) {
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            bytes => bytes.map_err(|error| anyhow::anyhow!("{}: {error}", path.display()))?,
        };
        match serde_json::from_slice(&bytes) {
            Ok(state) => Ok(Some(Journal { path, state })),
            Err(error) => anyhow::bail!(
                "{}: this does not tell how far a run has come ({error}); if you do not need it, delete it",
                path.display()
            ),
        }
    }

    /// Where it lies.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// What another run has otherwise: the flag, its value here and there.
    pub fn difference(&self, other: &Settings) -> Option<String> {
        let keys = self.state.run.keys().chain(other.keys());
        let key = { keys }.find(|key| self.state.run.get(*key) != other.get(*key))?;
        let value = |run: &Settings| run.get(key).map_or("not given".to_owned(), |value| format!("`{value}`"));
        Some(format!("{key} was {}, and is {}", value(&self.state.run), value(other)))
    }

    /// Puts the state down.
    ///
    /// # Errors
    /// What the operating system says; the file is then as it was.
    pub fn save(&self) -> io::Result<()> {
        let new = beside(&self.path, ".new");
        let mut line = serde_json::to_vec(&self.state)?;
        line.push(b'\n');
        let mut file = File::create(&new)?;
        file.write_all(&line)?;
        file.sync_data()?;
        fs::rename(&new, &self.path)?;
        sync_folder(&self.path);
        Ok(())
    }

    /// Takes the file away: the run is done.
    pub fn remove(self) {
        // Where a file cannot be taken away, `--resume` finds everything done and nothing is lost.
        let _ = fs::remove_file(beside(&self.path, ".new"));
        let _ = fs::remove_file(&self.path);
        sync_folder(&self.path);
    }
}

/// A file beside another one, whose name goes on.
pub fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(ending);
    path.with_file_name(name)
}

/// Waits until names in the file's folder would outlast a power cut, where the system can say.
fn sync_folder(path: &Path) {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    if let Ok(folder) = File::open(folder) {
        let _ = folder.sync_all();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_journal_comes_back_and_goes() {
        let folder = tempfile::tempdir().unwrap();
        let output = folder.path().join("out.jsonl");
        assert!(Journal::left(&output).unwrap().is_none());
        let mut journal = Journal::new(&output, Settings::from([("from".to_owned(), "text".to_owned())]));
        journal.state.output = 7;
        journal.save().unwrap();
        let left = Journal::left(&output).unwrap().unwrap();
        assert_eq!(left.state, journal.state);
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
        left.remove();
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
        fs::write(beside(&output, ".progress"), "my notes").unwrap();
        assert!(Journal::left(&output).unwrap_err().to_string().contains("out.jsonl.progress: this does not tell"));
    }

    #[test]
    fn what_differs_is_named() {
        let settings = |from: &str| Settings::from([("from".to_owned(), from.to_owned())]);
        let journal = Journal::new("out".as_ref(), settings("text"));
        assert_eq!(journal.difference(&settings("text")), None);
        assert_eq!(journal.difference(&settings("html")).unwrap(), "from was `text`, and is `html`");
        assert_eq!(journal.difference(&Settings::new()).unwrap(), "from was `text`, and is not given");
    }
}
