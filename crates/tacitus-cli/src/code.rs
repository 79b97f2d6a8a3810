//! `tacitus code`: documents in, records out.

use std::process::ExitCode;
use std::sync::Arc;

use clap::{Args, ValueEnum};
use tacitus::Coder;
use tacitus_write::jsonl;

use crate::flags::{Documents, Known, Running};
use crate::plan::Plan;
use crate::stream::{self, Work};

/// Write the record of each document: statements, events, disputes, entities, times
///
/// One JSON object a document, in the order of the input. Offsets count Unicode characters of `text`, which the record
/// carries. A document that cannot be coded is named on standard error, and the others go on.
#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLES)]
pub struct Arguments {
    #[command(flatten)]
    documents: Documents,
    #[command(flatten)]
    known: Known,
    #[command(flatten)]
    running: Running<RecordFormat>,
}

const EXAMPLES: &str = "\
Examples:
  tacitus code report.txt --published 2023-01-30
  tacitus code news/ 'archive/**/*.jsonl.gz' --output records.jsonl
  tacitus code page.html feed.rss CC-NEWS-20230130.warc.gz
  tacitus code reports.csv --text-column body --map id=number,published=day
  tacitus code news/ --knowledge mine.tacitus > records.jsonl
  cat wire.jsonl | tacitus code --jobs 4 > records.jsonl
  tacitus code report.txt | jq -r '.events[] | [.type, .date] | @tsv'

Exit status: 0 all documents were coded, 1 none was or the usage is bad, 2 some failed.";

/// A format that records are written in.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum RecordFormat {
    /// One JSON object a line
    Jsonl,
}

pub fn run(arguments: Arguments) -> anyhow::Result<ExitCode> {
    let encode = match arguments.running.format() {
        RecordFormat::Jsonl => jsonl::record,
    };
    let knowledge = arguments.known.open()?;
    let mut plan = Plan::documents(arguments.documents, arguments.running)?;
    let coder = Coder::with_knowledge(knowledge)?;
    let work: Work<_, _> =
        Arc::new(move |inputs| coder.code(inputs).into_iter().map(|record| record.map(|r| encode(&r))).collect());
    let items = plan.take_documents();
    stream::to_sink(plan, items, |input| stream::words(&input.text), work)
}
