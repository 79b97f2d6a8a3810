//! `tacitus convert`: records in one format in, the same in another out.

use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, bail};
use clap::{Args, ValueEnum};
use tacitus::record::Record;
use tacitus_read::{Avoid, Options, Place, Records};
use tacitus_write::{Format, Kind, Outcome, Stored};

use crate::journal::Counts;
use crate::progress::Progress;
use crate::record_format::RecordFormat;
use crate::report::{self, Report};
use crate::stream;

/// Write records that were coded before in another format: tables, pages, the formats of others, or JSON lines again
///
/// Every table has a row for each thing that was found (a mention, a statement, an event, ...), with the document's id
/// (`document`), the document's place in the data (`document_row`) and the row's place in the document (`position`).
/// From Parquet, CSV and SQLite records come back as they were. The output has its name only when it is whole, and then
/// replaces what was there.
#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLES)]
pub struct Arguments {
    /// Records: JSON lines, or a folder or file that this command made of them; `-`, or nothing, is standard input
    ///
    /// JSON lines may be compressed (gzip, Zstandard, bzip2).
    #[arg(value_name = "INPUT")]
    inputs: Vec<PathBuf>,

    /// Format of the input [default: by its content]
    #[arg(long, value_enum, value_name = "FORMAT", help_heading = "Input")]
    from: Option<Source>,

    /// Longest text of a document, in bytes; the record may be several times as long
    #[arg(long, value_name = "BYTES", default_value_t = 4_000_000, help_heading = "Input")]
    max_document_bytes: usize,

    /// Format of the output
    #[arg(short, long, value_enum, value_name = "FORMAT", help_heading = "Output")]
    to: RecordFormat,

    /// Write to this file or folder [default: standard output, where the format allows it]
    #[arg(short, long, value_name = "PATH", help_heading = "Output")]
    output: Option<PathBuf>,

    /// No progress and no closing line; errors are still told
    #[arg(short, long, help_heading = "Running")]
    quiet: bool,
}

const EXAMPLES: &str = "\
Examples:
  tacitus convert records.jsonl --to parquet --output tables/
  duckdb -c \"SELECT type, count(*) FROM 'tables/events.parquet' GROUP BY type\"
  tacitus convert records.jsonl.gz --to sqlite --output records.db
  tacitus convert 2022.jsonl 2023.jsonl --to csv --output tables/
  tacitus convert tables/ --to jsonl | jq .events
  tacitus convert records.jsonl --to gdelt > events.tsv
  tacitus convert records.jsonl --to html --output pages/
  tacitus code news/ | tacitus convert --to parquet --output tables/

Exit status: 0 all records were written, 1 none was or the usage is bad, 2 some failed.";

/// A format that records are read from.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum Source {
    /// One JSON object a line
    Jsonl,
    /// A folder with a Parquet file a table
    Parquet,
    /// A folder with a CSV file a table
    Csv,
    /// One SQLite file
    Sqlite,
}

impl Source {
    fn stored(self) -> Option<Stored> {
        match self {
            Source::Jsonl => None,
            Source::Parquet => Some(Stored::Parquet),
            Source::Csv => Some(Stored::Csv),
            Source::Sqlite => Some(Stored::Sqlite),
        }
    }
}

pub fn run(arguments: Arguments) -> anyhow::Result<ExitCode> {
    let Arguments { mut inputs, from, max_document_bytes, to: RecordFormat(format), output, quiet } = arguments;
    if inputs.is_empty() {
        inputs.push("-".into());
    }
    let output = output.as_deref();
    check(&inputs, format, output)?;
    if !quiet && io::stdin().is_terminal() && inputs.iter().any(|name| name.as_os_str() == "-") {
        report::complain(format_args!("reading from the keyboard; Ctrl-D ends the input"));
    }
    let options = Options { max_document_bytes, ..Options::default() };
    let records = inputs.into_iter().flat_map(move |input| records(input, from, &options));
    let to_terminal = output.is_none() && io::stdout().is_terminal();
    let progress = match !quiet && !to_terminal && io::stderr().is_terminal() {
        true => Progress::visible(Counts::default(), Vec::new(), Vec::new()),
        false => Progress::silent(),
    };
    let mut report = Report::new(Counts::default(), progress);
    let written = tacitus_write::convert(records, format, output, |place, outcome| match outcome {
        Outcome::Written(record) => report.done(stream::words(&record.text), false, 0),
        Outcome::Unread(reason) => report.failed(place, &reason, 0),
        Outcome::Unfit(error) => report.failed(place, &error.to_string(), 0),
    });
    let status = report.finish();
    match written {
        Err(error) if error.kind != Kind::Closed => {
            let output = output.map_or("<stdout>".into(), Path::to_string_lossy);
            bail!("{output}: {error}")
        }
        _ => Ok(status),
    }
}

/// Refuses outputs that cannot be, before anything is read.
fn check(inputs: &[PathBuf], format: Format, output: Option<&Path>) -> anyhow::Result<()> {
    let Some(output) = output else {
        if format.is_stream() {
            return Ok(());
        }
        bail!("this format needs a name to write to: --output PATH");
    };
    let Ok(there) = output.canonicalize() else { return Ok(()) };
    let avoid = Avoid::file(output).unwrap_or(None);
    let is_it = |input: &&PathBuf| {
        avoid.as_ref().is_some_and(|avoid| avoid.is(input)) || input.canonicalize().is_ok_and(|input| input == there)
    };
    match inputs.iter().find(is_it) {
        Some(input) => bail!("{}: {} is an input; it was not overwritten", output.display(), input.display()),
        None => Ok(()),
    }
}

/// Writes records that a run has left in JSON lines as the output that was asked for.
pub fn spooled(spool: &Path, output: &Path, format: Format) -> anyhow::Result<()> {
    let options = Options { max_document_bytes: usize::MAX, ..Options::default() };
    let mut fault = None;
    let records = records(spool.to_owned(), Some(Source::Jsonl), &options);
    let written = tacitus_write::convert(records, format, Some(output), |place, outcome| match outcome {
        Outcome::Written(_) => {}
        Outcome::Unread(reason) => fault = fault.take().or(Some(format!("{place}: {reason}"))),
        Outcome::Unfit(error) => fault = fault.take().or(Some(format!("{place}: {error}"))),
    });
    written.with_context(|| output.display().to_string())?;
    match fault {
        Some(fault) => bail!("{fault}; the records are in {}", spool.display()),
        None => Ok(()),
    }
}

/// A record with its place, or why there is none.
type Item = (Place, Result<Record, String>);

/// The records of one input.
fn records(input: PathBuf, from: Option<Source>, options: &Options) -> Box<dyn Iterator<Item = Item>> {
    let stored = match from {
        Some(from) => from.stored(),
        None => Stored::tell(&input),
    };
    let Some(stored) = stored else {
        return Box::new(Records::new(vec![input], options.clone()).map(|item| match item {
            Ok(found) => (found.place, Ok(found.value)),
            Err(error) => (error.place, Err(error.kind.to_string())),
        }));
    };
    let place = Place::file(&input);
    match stored.read(&input) {
        Ok(records) => Box::new(records.map(move |record| (place.clone(), record.map_err(|error| error.to_string())))),
        Err(error) => Box::new(std::iter::once((place, Err(error.to_string())))),
    }
}
