//! What becomes of the documents' results: bytes to the output, failures to the file of errors, and now and then a
//! note of how far all this has come.

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::{Duration, Instant};
use std::{fmt, fs};

use tacitus_write::{Error, Format, Kind, Output, Sink};

use crate::journal::Journal;
use crate::report::Report;
use crate::stream::Outcome;
use crate::{convert, errors};

/// A file with what messages call it.
pub struct Target {
    pub sink: Sink<Output>,
    pub label: String,
}

/// The last step of a run whose output is not written document by document.
pub struct Conversion {
    /// The records, as JSON lines; deleted when the output is there.
    pub spool: PathBuf,
    /// The output.
    pub output: PathBuf,
    /// Its format.
    pub format: Format,
}

/// What a document gives to the output.
pub struct Written {
    /// Its bytes; none where it has no place there.
    pub bytes: Vec<u8>,
    /// Whether it repeats another document.
    pub repeats: bool,
}

impl From<Vec<u8>> for Written {
    fn from(bytes: Vec<u8>) -> Written {
        Written { bytes, repeats: false }
    }
}

/// Takes results in order and keeps account of them.
pub struct Delivery {
    pub output: Target,
    pub errors: Option<Target>,
    /// Where the output is no file there is none.
    pub journal: Option<Journal>,
    pub conversion: Option<Conversion>,
    pub report: Report,
    noted: Instant,
    next_note: Duration,
}

/// When the first note is taken; each further one takes twice as long to come.
const FIRST: Duration = Duration::from_millis(100);
/// How often notes are taken in the long run; more seldom where that takes long.
const OFTEN: Duration = Duration::from_secs(2);
const SHARE_OF_TIME: u32 = 20;

/// Something could not be written: what, and why.
pub struct Stopped {
    label: String,
    error: Error,
}

impl fmt::Display for Stopped {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.label, self.error)
    }
}

impl Delivery {
    pub fn new(
        output: Target,
        errors: Option<Target>,
        journal: Option<Journal>,
        conversion: Option<Conversion>,
        report: Report,
    ) -> Delivery {
        Delivery { output, errors, journal, conversion, report, noted: Instant::now(), next_note: FIRST }
    }

    /// Whether all documents are done, by an earlier run.
    pub fn is_complete(&self) -> bool {
        self.journal.as_ref().is_some_and(|journal| journal.state.complete)
    }

    /// Takes the result of a document.
    pub fn take(&mut self, outcome: Outcome<Written>) -> Result<(), Stopped> {
        let put = |target: &mut Target, bytes: &[u8]| {
            target.sink.put(bytes).map_err(|error| Stopped { label: target.label.clone(), error })
        };
        match outcome.result {
            Ok(Written { bytes, repeats }) => {
                put(&mut self.output, &bytes)?;
                self.report.done(outcome.words, repeats, outcome.position.bytes);
            }
            Err(problem) => {
                let reason = problem.to_string();
                if let Some(errors) = &mut self.errors {
                    put(errors, &errors::line(&outcome.place, outcome.id.as_deref(), &reason))?;
                }
                self.report.failed(&outcome.place, &reason, outcome.position.bytes);
            }
        }
        if let Some(journal) = &mut self.journal {
            let lengths = (self.output.sink.length(), self.errors.as_ref().map_or(0, |errors| errors.sink.length()));
            journal.state.position = outcome.position;
            (journal.state.output, journal.state.errors) = lengths;
            journal.state.counts = self.report.counts();
            if self.noted.elapsed() >= self.next_note {
                self.note()?;
            }
        }
        Ok(())
    }

    /// Notes how far the run has come, after all that is there was made to last.
    fn note(&mut self) -> Result<(), Stopped> {
        let start = Instant::now();
        for target in [Some(&mut self.output), self.errors.as_mut()].into_iter().flatten() {
            target.sink.sync().map_err(|error| Stopped { label: target.label.clone(), error })?;
        }
        if let Some(journal) = &self.journal {
            // A note that cannot be taken costs nothing but the work since the last one.
            let _ = journal.save();
        }
        self.noted = Instant::now();
        self.next_note = OFTEN.min(2 * self.next_note).max(SHARE_OF_TIME * start.elapsed());
        Ok(())
    }

    /// Ends the run, which has taken all documents or was stopped.
    pub fn end(mut self, taken: Result<(), Stopped>) -> anyhow::Result<ExitCode> {
        let journaled = self.journal.is_some();
        let taken = match (taken, &mut self.journal) {
            (Ok(()), Some(journal)) => {
                journal.state.complete = true;
                self.note()
            }
            (Err(stopped), _) => {
                let _ = self.note();
                Err(stopped)
            }
            (taken, None) => taken,
        };
        let count = self.report.counts().done;
        let status = self.report.finish();
        match taken {
            Err(stopped) if stopped.error.kind == Kind::Closed => return Ok(status),
            Err(stopped) => {
                let advice = if journaled { "; with --resume the same command goes on from there" } else { "" };
                anyhow::bail!("{stopped}; {count} documents were written whole{advice}")
            }
            Ok(()) => {}
        }
        if let Some(Conversion { spool, output, format }) = &self.conversion {
            convert::spooled(spool, output, *format)?;
        }
        if let Some(journal) = self.journal {
            journal.remove();
        }
        if let Some(Conversion { spool, .. }) = self.conversion {
            fs::remove_file(&spool).map_err(|error| anyhow::anyhow!("{}: {error}", spool.display()))?;
        }
        Ok(status)
    }
}
