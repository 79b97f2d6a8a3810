//! The command line: arguments in, exit status out.
//!
//! Each subcommand is one file, which says what it reads, what the library does with it and how the result is encoded.
//! What they share is in four places. `flags` defines every flag once; help, the manual page and completions derive
//! from it. `plan` turns flags into one checked struct before anything is read or overwritten. `stream` carries
//! documents from the reader to the output: a thread that reads and groups, threads that work on a group at a time,
//! and the calling thread, which writes in the order of the input, so that the bytes that come out do not depend on
//! the number of threads. `report` counts, complains on standard error as `tacitus: path:line: reason`, and decides
//! the exit status: 0 when every document came through, 1 when none did or the usage is bad, 2 when some failed.
//!
//! ```
//! let command = tacitus_cli::command();
//! assert!(command.find_subcommand("code").is_some());
//! command.debug_assert();
//! ```

mod code;
mod completions;
mod convert;
mod delivery;
mod errors;
mod flags;
mod journal;
mod knowledge;
mod man;
mod parse;
mod plan;
mod progress;
mod record_format;
mod relate;
mod report;
mod show;
mod stream;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::{CommandFactory, Parser, Subcommand};

/// The whole command line, for whoever makes documentation from it.
pub fn command() -> clap::Command {
    Cli::command()
}

/// Runs the program with its arguments, of which the first is its name.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let cli = match Cli::try_parse_from(arguments) {
        Ok(cli) => cli,
        Err(error) => {
            // Help asked for goes to standard output; a reader that has gone away is no matter.
            let _ = error.print();
            return if error.use_stderr() { report::NOTHING_DONE } else { ExitCode::SUCCESS };
        }
    };
    stream::silence_worker_panics();
    cli.run().unwrap_or_else(|error| {
        report::complain(format_args!("{error:#}"));
        report::NOTHING_DONE
    })
}

/// Turns news reports into records: who said what, who did what to whom, when, where, and who disputes it.
///
/// Nothing is sent anywhere and nothing is downloaded: the model is inside the program.
#[derive(Debug, Parser)]
#[command(name = "tacitus", disable_version_flag = true, arg_required_else_help = true, after_long_help = EXAMPLES)]
struct Cli {
    /// Print the versions of the program, its model and the record's format
    #[arg(short = 'V', long)]
    version: bool,

    #[command(subcommand)]
    command: Option<Command>,
}

const EXAMPLES: &str = "\
Examples:
  tacitus show report.txt                        read a report with what was found in it
  tacitus code report.txt                        its record, one line of JSON
  tacitus code news/ --output records.jsonl      a folder, all cores
  tacitus code wire.jsonl.gz page.html table.csv formats are told by content
  tacitus code < wire.jsonl.gz | jq .events
  tacitus convert records.jsonl --to parquet --output tables/
  tacitus knowledge lookup Kremlin               what a name means, and why

Exit status: 0 all documents came through, 1 none did or the usage is bad, 2 some failed.";

#[derive(Debug, Subcommand)]
enum Command {
    Code(code::Arguments),
    Convert(convert::Arguments),
    Show(show::Arguments),
    Parse(parse::Arguments),
    Relate(relate::Arguments),
    Knowledge(knowledge::Arguments),
    Completions(completions::Arguments),
    Man(man::Arguments),
}

impl Cli {
    fn run(self) -> anyhow::Result<ExitCode> {
        if self.version {
            return version();
        }
        match self.command {
            Some(Command::Code(arguments)) => code::run(arguments),
            Some(Command::Convert(arguments)) => convert::run(arguments),
            Some(Command::Show(arguments)) => show::run(arguments),
            Some(Command::Parse(arguments)) => parse::run(arguments),
            Some(Command::Relate(arguments)) => relate::run(arguments),
            Some(Command::Knowledge(arguments)) => knowledge::run(arguments),
            Some(Command::Completions(arguments)) => completions::run(arguments),
            Some(Command::Man(arguments)) => man::run(arguments),
            None => anyhow::bail!("no command; `tacitus --help` lists them"),
        }
    }
}

fn version() -> anyhow::Result<ExitCode> {
    let coder = tacitus::Coder::new()?;
    let (program, model, schema) = (env!("CARGO_PKG_VERSION"), coder.model(), tacitus::record::SCHEMA);
    plan::print(format!("tacitus {program}\nmodel {model}\nschema {schema}\n").as_bytes())
}
