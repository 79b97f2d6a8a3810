//! `tacitus show`: documents in, and what was found in them as a person reads it.

pub mod look;
mod page;
mod rows;
pub mod table;
mod text;

use std::io::{self, IsTerminal};
use std::process::ExitCode;
use std::sync::Arc;

use clap::{Args, ValueEnum};
use tacitus::Coder;
use tacitus_read::Documents;

use crate::flags::{self, Known, Running};
use crate::plan::{Plan, Setting};
use crate::stream::{self, Work};
use look::Look;

/// Show documents with what was found in them: the text marked, and tables below
///
/// Sources, cues and contents of statements are marked, and triggers, actors and recipients of events. The marks carry
/// numbers, which are those of the tables: s1 is a statement, v1 an event, d1 a dispute, e1 an entity, t1 a time.
/// Without colour the marks are brackets.
#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLES)]
pub struct Arguments {
    #[command(flatten)]
    documents: flags::Documents,
    #[command(flatten)]
    known: Known,
    #[command(flatten)]
    running: Running<PageFormat>,

    /// Colours instead of brackets; `auto`: on a terminal, unless NO_COLOR is set
    #[arg(long, value_enum, value_name = "WHEN", default_value = "auto", help_heading = "Output")]
    color: When,

    /// Columns to fill [default: the terminal's width, or 100]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(40..=500), help_heading = "Output")]
    width: Option<u16>,
}

const EXAMPLES: &str = "\
Examples:
  tacitus show report.txt --published 2023-01-30
  tacitus show news/ --color always | less -R
  curl -s https://example.org/report.html | tacitus show

Exit status: 0 all documents were shown, 1 none was or the usage is bad, 2 some failed.";

/// A format that documents are shown in.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum PageFormat {
    /// The marked text, and tables below it
    Page,
}

#[derive(Debug, Clone, Copy, PartialEq, ValueEnum)]
enum When {
    /// On a terminal, unless NO_COLOR is set
    Auto,
    /// Everywhere
    Always,
    /// Nowhere
    Never,
}

pub fn run(arguments: Arguments) -> anyhow::Result<ExitCode> {
    let PageFormat::Page = arguments.running.format();
    let to_terminal = arguments.running.output.is_none() && io::stdout().is_terminal();
    let look = Look::fit(to_terminal);
    let color = match arguments.color {
        When::Always => true,
        When::Never => false,
        When::Auto => look.color,
    };
    let look = Look { color, width: arguments.width.map_or(look.width, usize::from) };
    let knowledge = arguments.known.open()?;
    let coder = Coder::with_knowledge(knowledge)?;
    let mut flags = vec![("--width", look.width.to_string()), ("--color", look.color.to_string())];
    flags.extend(arguments.known.setting().map(|files| ("--knowledge", files)));
    let setting = Setting { command: "show", model: coder.model(), flags, convert: None };
    let Some(mut plan) = Plan::documents(arguments.documents, arguments.running, setting)? else {
        return Ok(ExitCode::SUCCESS);
    };
    let items = stream::items(plan.source(Documents::new)?);
    let work: Work<_, _> = Arc::new(move |inputs| {
        let page = |record| page::page(&record, look).into_bytes();
        coder.code(inputs).into_iter().map(|record| record.map(page)).collect()
    });
    stream::to_sink(plan, items, work)
}
