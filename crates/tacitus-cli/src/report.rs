//! Counts, complaints and the exit status.

use std::fmt::{self, Display};
use std::io::Write;
use std::process::ExitCode;

use tacitus_read::Place;

use crate::progress::Progress;

/// Nothing was done, or the usage is bad.
pub const NOTHING_DONE: ExitCode = ExitCode::FAILURE;

/// Says something on standard error. That nobody may be listening there is no reason to stop.
pub fn complain(message: fmt::Arguments<'_>) {
    let _ = writeln!(std::io::stderr().lock(), "tacitus: {message}");
}

/// Counts documents and says what is wrong with some.
pub struct Report {
    done: u64,
    failed: u64,
    words: u64,
    progress: Progress,
}

impl Report {
    /// With or without progress on standard error.
    pub fn new(progress: bool) -> Self {
        Report { done: 0, failed: 0, words: 0, progress: Progress::new(progress) }
    }

    /// A document of so many words came through.
    pub fn done(&mut self, words: usize) {
        self.done += 1;
        self.words += words as u64;
        self.progress.show(self.done, self.failed, self.words);
    }

    /// A document failed.
    pub fn failed(&mut self, place: &Place, reason: &dyn Display) {
        self.failed += 1;
        self.progress.aside(|| complain(format_args!("{place}: {reason}")));
        self.progress.show(self.done, self.failed, self.words);
    }

    /// How many documents came through.
    pub fn count(&self) -> u64 {
        self.done
    }

    /// Ends the progress, and says how it all went.
    pub fn finish(self) -> ExitCode {
        self.progress.finish(self.done, self.failed, self.words);
        match (self.done, self.failed) {
            (_, 0) => ExitCode::SUCCESS,
            (0, _) => NOTHING_DONE,
            _ => ExitCode::from(2),
        }
    }
}
