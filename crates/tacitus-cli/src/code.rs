//! `tacitus code`: documents in, records out.

mod repeats;

use std::process::ExitCode;
use std::sync::Arc;

use clap::{Args, ValueEnum};
use tacitus::Coder;
use tacitus_read::Documents;
use tacitus_write::{Format, jsonl};

use crate::delivery::Written;
use crate::flags::{self, Known, Running};
use crate::plan::{Plan, Setting};
use crate::record_format::RecordFormat;
use crate::stream::{self, Work};

/// Write the record of each document: statements, events, disputes, entities, times
///
/// One JSON object a document, in the order of the input. Offsets count Unicode characters of `text`, which the record
/// carries. A document that cannot be coded is named on standard error, and the others go on.
#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLES)]
pub struct Arguments {
    #[command(flatten)]
    documents: flags::Documents,
    #[command(flatten)]
    known: Known,
    #[command(flatten)]
    running: Running<RecordFormat>,

    /// What to do with a document that repeats an earlier one, word for word or nearly so
    ///
    /// A near repeat says next to nothing that the earlier one does not say: a wire story with small edits, another
    /// headline, a line of the paper's own, or cut at the end. What has other figures or names in the same words, or
    /// says more, is none. The last half million different documents at least are remembered, in under 500 bytes each.
    #[arg(long, value_enum, value_name = "WHAT", default_value = "code", help_heading = "Output")]
    duplicates: Repeats,
}

/// What becomes of documents that repeat others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Repeats {
    /// Code them like all others
    Code,
    /// Write them without rows, and with `duplicate_of`, which names the first
    Mark,
    /// Leave them out
    Drop,
}

const EXAMPLES: &str = "\
Examples:
  tacitus code report.txt --published 2023-01-30
  tacitus code news/ 'archive/**/*.jsonl.gz' --output records.jsonl
  tacitus code page.html feed.rss CC-NEWS-20230130.warc.gz
  tacitus code reports.csv --text-column body --map id=number,published=day
  tacitus code news/ --knowledge mine.tacitus > records.jsonl
  cat wire.jsonl | tacitus code --jobs 4 > records.jsonl
  tacitus code wire/ --duplicates mark --errors failed.jsonl --output records.jsonl
  tacitus code archive/ --output records.jsonl --resume
  tacitus code news/ --format parquet --output tables/
  tacitus code report.txt | jq -r '.events[] | [.type, .date] | @tsv'

Exit status: 0 all documents were coded, 1 none was or the usage is bad, 2 some failed.";

pub fn run(arguments: Arguments) -> anyhow::Result<ExitCode> {
    let RecordFormat(format) = arguments.running.format();
    let convert = (format != Format::Jsonl).then_some(format);
    let coder = Coder::with_knowledge(arguments.known.open()?)?;
    let named = |value: &dyn std::fmt::Debug| format!("{value:?}").to_lowercase();
    let mut flags = vec![("--duplicates", named(&arguments.duplicates)), ("--format", named(&format))];
    flags.extend(arguments.known.setting().map(|files| ("--knowledge", files)));
    let setting = Setting { command: "code", model: coder.model(), flags, convert };
    let Some(mut plan) = Plan::documents(arguments.documents, arguments.running, setting)? else {
        return Ok(ExitCode::SUCCESS);
    };
    if arguments.duplicates == Repeats::Code {
        let items = stream::items(plan.source(Documents::new)?);
        let work: Work<_, Vec<u8>> = Arc::new(move |inputs| {
            coder.code(inputs).into_iter().map(|record| record.map(|r| jsonl::record(&r))).collect()
        });
        return stream::to_sink(plan, items, work);
    }
    let items = repeats::sift(&mut plan, arguments.duplicates == Repeats::Drop)?;
    let work: Work<_, Written> = Arc::new(move |pieces| repeats::code(&coder, pieces));
    stream::to_sink(plan, items, work)
}
