//! Every flag that more than one subcommand has, defined once.

use std::path::PathBuf;
use std::time::UNIX_EPOCH;

use clap::{Args, ValueEnum};
use jiff::civil::Date;
use tacitus_knowledge::Knowledge;
use tacitus_read::{Format, Names, Role};

use crate::journal::Settings;

/// What is read.
#[derive(Debug, Args)]
pub struct Inputs {
    /// Files, folders and patterns; `-`, or nothing, is standard input
    ///
    /// Files may be compressed (gzip, Zstandard, bzip2), and folders packed (tar, zip). A folder is searched in sorted
    /// order, an archive in its own, for files whose names end as a known format's do, such as .txt, .html, .jsonl,
    /// .csv, .parquet and .warc.gz; hidden ones are passed over. A pattern (`news/**/*.txt`) may be left to this program by
    /// quoting it. Nothing is ever fetched from the network.
    #[arg(value_name = "INPUT")]
    pub inputs: Vec<PathBuf>,

    /// Longest text of a document, in bytes; a longer one is an error, and the others go on
    #[arg(long, value_name = "BYTES", default_value_t = 4_000_000, help_heading = "Input")]
    pub max_document_bytes: usize,
}

/// What is read where it is documents.
#[derive(Debug, Args)]
pub struct Documents {
    #[command(flatten)]
    pub inputs: Inputs,

    /// Format of the input [default: by its content, or where that leaves it open, by file name]
    ///
    /// What is compressed or packed is unpacked in any case; this is the format of what is inside.
    #[arg(long, value_enum, value_name = "FORMAT", help_heading = "Input")]
    pub from: Option<InputFormat>,

    /// Fields and columns by other names: text=body,published=date
    ///
    /// The fields are id, text, published, title and source. Usual names for them (maintext, body, date_publish, url,
    /// headline, ...) are known; one that is given here stands alone.
    #[arg(long, value_name = "FIELD=NAME,...", value_parser = mapping, value_delimiter = ',', help_heading = "Input")]
    pub map: Vec<(Role, String)>,

    /// Column of a table that holds the text: the same as --map text=NAME
    #[arg(long, value_name = "NAME", help_heading = "Input")]
    pub text_column: Option<String>,

    /// Day of publication (YYYY-MM-DD) of documents that give none
    ///
    /// "Monday" and "last week" are resolved against it. Without this flag the day may be found in the dateline, the
    /// URL, or the file's name.
    #[arg(long, value_name = "DATE", value_parser = date, help_heading = "Input")]
    pub published: Option<Date>,
}

/// A format that documents are read from.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum InputFormat {
    /// Plain text, one document a file
    Text,
    /// Markdown, one document a file; its front matter is read
    #[value(alias = "md")]
    Markdown,
    /// A web page, one document a file: the article on it
    Html,
    /// One JSON object a line: `text`; `id`, `title`, `published` and `source` or `url` where there are such
    Jsonl,
    /// A JSON array of such objects
    Json,
    /// A table with a header, divided by commas, tabs, semicolons or bars; one document a row
    #[value(alias = "tsv")]
    Csv,
    /// Parquet, one document a row
    Parquet,
    /// RSS or Atom, one document an item
    #[value(aliases = ["rss", "atom"])]
    Feed,
    /// A web archive, one document a page
    Warc,
    /// The XML of PETRARCH, one document a sentence or story
    #[value(alias = "xml")]
    Petrarch,
}

impl Inputs {
    /// What the output depends on, as a journal has it.
    pub fn settings(&self) -> Settings {
        let names: Vec<String> = self.inputs.iter().map(|name| name.display().to_string()).collect();
        Settings::from([
            ("the input".to_owned(), names.join(" ")),
            ("--max-document-bytes".to_owned(), self.max_document_bytes.to_string()),
        ])
    }
}

impl Documents {
    /// What the output depends on, as a journal has it.
    pub fn settings(&self) -> Settings {
        let map: Vec<String> = self.map.iter().map(|(role, name)| format!("{role:?}={name}").to_lowercase()).collect();
        let flags = [
            ("--from", self.from.map(|from| format!("{from:?}").to_lowercase())),
            ("--map", (!map.is_empty()).then(|| map.join(","))),
            ("--text-column", self.text_column.clone()),
            ("--published", self.published.map(|day| day.to_string())),
        ];
        let given = flags.into_iter().filter_map(|(flag, value)| Some((flag.to_owned(), value?)));
        self.inputs.settings().into_iter().chain(given).collect()
    }

    /// What fields and columns are called.
    pub fn names(&self) -> Names {
        let mut names = Names::default();
        let column = self.text_column.iter().map(|name| (Role::Text, name.clone()));
        for (role, name) in self.map.iter().cloned().chain(column) {
            names.map(role, name);
        }
        names
    }
}

impl From<InputFormat> for Format {
    fn from(format: InputFormat) -> Self {
        match format {
            InputFormat::Text => Format::Text,
            InputFormat::Markdown => Format::Markdown,
            InputFormat::Html => Format::Html,
            InputFormat::Jsonl => Format::Jsonl,
            InputFormat::Json => Format::Json,
            InputFormat::Csv => Format::Csv,
            InputFormat::Parquet => Format::Parquet,
            InputFormat::Feed => Format::Feed,
            InputFormat::Warc => Format::Warc,
            InputFormat::Petrarch => Format::Petrarch,
        }
    }
}

/// How the work is done and where the result goes. `F` are the formats that the subcommand writes.
#[derive(Debug, Args)]
pub struct Running<F: ValueEnum + Clone + Send + Sync + 'static> {
    /// Write to this file, which is emptied first [default: standard output]
    #[arg(short, long, value_name = "FILE", help_heading = "Output")]
    pub output: Option<PathBuf>,

    /// Format of the output [default: the first of those below]
    #[arg(short, long, value_enum, value_name = "FORMAT", help_heading = "Output")]
    format: Option<F>,

    /// Write a JSON object a line to this file for each document that failed, with its place, id and reason
    ///
    /// They are told on standard error too.
    #[arg(long, value_name = "FILE", help_heading = "Output")]
    pub errors: Option<PathBuf>,

    /// Go on where an interrupted run has stopped; otherwise the command must be the same
    ///
    /// While a run writes to a file, it notes in FILE.progress how far it has come. Whatever stopped it, the output is
    /// in the end what it would have been in one go. Inputs, model and flags must be the same as they were, but for
    /// --jobs and --quiet. Where nothing was begun, it begins.
    #[arg(long, requires = "output", help_heading = "Running")]
    pub resume: bool,

    /// Threads that work at the same time; 0: one a processor core. The output does not depend on it
    #[arg(short, long, value_name = "N", default_value_t = 0, value_parser = clap::value_parser!(u16).range(0..=1024), help_heading = "Running")]
    pub jobs: u16,

    /// No progress and no closing line; errors are still told
    #[arg(short, long, help_heading = "Running")]
    pub quiet: bool,
}

impl<F: ValueEnum + Clone + Send + Sync + 'static> Running<F> {
    /// The format of the output: the subcommand's first where none is named.
    pub fn format(&self) -> F {
        // A default in the attribute would be kept in one place for all `F`.
        self.format.clone().unwrap_or_else(|| F::value_variants()[0].clone())
    }
}

fn mapping(value: &str) -> Result<(Role, String), String> {
    let parsed =
        value.split_once('=').and_then(|(role, name)| Some((role.trim().parse().ok()?, name.trim().to_owned())));
    match parsed {
        Some((role, name)) if !name.is_empty() => Ok((role, name)),
        _ => Err("write FIELD=NAME, where FIELD is id, text, published, title or source".to_owned()),
    }
}

/// What is known of the world.
#[derive(Debug, Args)]
pub struct Known {
    /// A file of `tacitus knowledge import`, which adds to the built-in tables; may be given several times
    ///
    /// The file is held in memory.
    #[arg(long = "knowledge", value_name = "FILE", help_heading = "Input")]
    files: Vec<PathBuf>,
}

impl Known {
    /// What the output depends on, as a journal has it: the files as they are now.
    pub fn setting(&self) -> Option<String> {
        let of = |file: &PathBuf| {
            let found = file.metadata().ok();
            let changed = found.as_ref().and_then(|found| found.modified().ok()?.duration_since(UNIX_EPOCH).ok());
            let size = found.map_or(0, |found| found.len());
            format!("{} ({size} bytes of {} s)", file.display(), changed.map_or(0, |time| time.as_secs()))
        };
        (!self.files.is_empty()).then(|| self.files.iter().map(of).collect::<Vec<_>>().join(", "))
    }

    /// The built-in tables with what the files add.
    pub fn open(&self) -> anyhow::Result<Knowledge> {
        self.files.iter().try_fold(Knowledge::builtin(), |known, file| Ok(known.with_file(file)?))
    }
}

/// A day as flags have it: YYYY-MM-DD.
pub fn date(value: &str) -> Result<Date, String> {
    match value.parse::<Date>() {
        Ok(date) if value.len() == 10 => Ok(date),
        _ => Err("a day is written YYYY-MM-DD".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_written_in_one_way() {
        assert!(date("2023-01-30").is_ok());
        for bad in ["20230130", "2023-01-30T10", "30.1.2023", "2023-02-30", ""] {
            assert!(date(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_mapping_names_a_field() {
        assert_eq!(mapping("text=body=1"), Ok((Role::Text, "body=1".to_owned())));
        for bad in ["text", "text=", "body=text", "=", ""] {
            assert!(mapping(bad).is_err(), "{bad}");
        }
    }
}
