//! Every flag that more than one subcommand has, defined once.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use jiff::civil::Date;
use tacitus_knowledge::Knowledge;

/// What is read.
#[derive(Debug, Args)]
pub struct Inputs {
    /// Files, folders and patterns; `-`, or nothing, is standard input
    ///
    /// A folder is searched, in sorted order, for files that end in .txt, .text, .md, .jsonl or .ndjson; hidden ones
    /// are passed over. A pattern (`news/**/*.txt`) may be left to this program by quoting it.
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

    /// Format of the input [default: by file name, else by the first character]
    ///
    /// A name that ends in .txt, .text or .md is text, one that ends in .jsonl or .ndjson is JSON Lines. Standard
    /// input, and a file of another name, is JSON Lines if it begins with `{`, else text.
    #[arg(long, value_enum, value_name = "FORMAT", help_heading = "Input")]
    pub from: Option<InputFormat>,

    /// Day of publication (YYYY-MM-DD) of documents that give none: text, and JSON lines without `published`
    ///
    /// "Monday" and "last week" are resolved against it.
    #[arg(long, value_name = "DATE", value_parser = date, help_heading = "Input")]
    pub published: Option<Date>,
}

/// A format that documents are read from.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum InputFormat {
    /// One document a file
    Text,
    /// One JSON object a line: `text`; `id`, `title`, `published` and `source` or `url` where there are such
    Jsonl,
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
}
