//! Counts, complaints and the exit status.

use std::fmt;
use std::io::Write;
use std::process::ExitCode;

use tacitus_read::Place;

use crate::journal::Counts;
use crate::progress::Progress;

/// Nothing was done, or the usage is bad.
pub const NOTHING_DONE: ExitCode = ExitCode::FAILURE;

/// Says something on standard error. That nobody may be listening there is no reason to stop.
pub fn complain(message: fmt::Arguments<'_>) {
    let _ = writeln!(std::io::stderr().lock(), "tacitus: {message}");
}

/// Counts documents and says what is wrong with some.
pub struct Report {
    counts: Counts,
    progress: Progress,
}

impl Report {
    /// With or without progress, behind what an earlier run has done.
    pub fn new(counts: Counts, progress: Progress) -> Self {
        Report { counts, progress }
    }

    /// A document of so many words came through, when so many bytes of the input had been read.
    pub fn done(&mut self, words: usize, repeats: bool, bytes: u64) {
        self.counts.done += 1;
        self.counts.repeated += u64::from(repeats);
        self.counts.words += words as u64;
        self.progress.show(&self.counts, bytes);
    }

    /// A document failed, when so many bytes of the input had been read.
    pub fn failed(&mut self, place: &Place, reason: &str, bytes: u64) {
        self.counts.failed += 1;
        self.progress.aside(|| complain(format_args!("{place}: {reason}")));
        self.progress.show(&self.counts, bytes);
    }

    /// What came through and what did not.
    pub fn counts(&self) -> Counts {
        self.counts
    }

    /// Ends the progress, and says how it all went.
    pub fn finish(&self) -> ExitCode {
        self.progress.finish(&self.counts);
        match (self.counts.done, self.counts.failed) {
            (_, 0) => ExitCode::SUCCESS,
            (0, _) => NOTHING_DONE,
            _ => ExitCode::from(2),
        }
    }
}
