//! `tacitus parse`: documents in, CoNLL-U out.

use std::process::ExitCode;
use std::sync::Arc;

use clap::{Args, ValueEnum};
use tacitus::{Coder, Input};
use tacitus_read::{Documents, Found, Place};
use tacitus_write::conllu;

use crate::flags::{self, Running};
use crate::plan::{Plan, Setting};
use crate::stream::{self, Item, Work};

/// Write sentences, words, parts of speech and dependency trees
///
/// Universal Dependencies v2 in CoNLL-U. MISC has start_char and end_char, which count Unicode characters of the
/// document. A document without an id gets one from its file's name and line.
#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLES)]
pub struct Arguments {
    #[command(flatten)]
    documents: flags::Documents,
    #[command(flatten)]
    running: Running<ParseFormat>,
}

const EXAMPLES: &str = "\
Examples:
  tacitus parse report.txt
  echo \"They didn't sign.\" | tacitus parse
  tacitus parse news/ --output news.conllu

Exit status: 0 all documents were parsed, 1 none was or the usage is bad, 2 some failed.";

/// A format that parses are written in.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum ParseFormat {
    /// Ten columns a word
    Conllu,
}

pub fn run(arguments: Arguments) -> anyhow::Result<ExitCode> {
    let encode = match arguments.running.format() {
        ParseFormat::Conllu => |document: &_| conllu::document(document).into_bytes(),
    };
    let coder = Coder::new()?;
    let setting = Setting { command: "parse", model: coder.model(), flags: Vec::new(), convert: None };
    let Some(mut plan) = Plan::documents(arguments.documents, arguments.running, setting)? else {
        return Ok(ExitCode::SUCCESS);
    };
    let items = stream::items(plan.source(Documents::new)?).map(named);
    let work: Work<_, Vec<u8>> =
        Arc::new(move |inputs| coder.parse(inputs).into_iter().map(|parse| parse.map(|p| encode(&p))).collect());
    stream::to_sink(plan, items, work)
}

/// The same document, with an id.
fn named(mut item: Item<Input>) -> Item<Input> {
    if let Ok(Found { place, value }) = &mut item.found {
        value.id.get_or_insert_with(|| name(place));
    }
    item
}

fn name(place: &Place) -> String {
    let stem = match place.path.file_stem() {
        Some(stem) if !place.is_standard_input() => stem.to_string_lossy(),
        _ => "stdin".into(),
    };
    match place.line.or(place.record) {
        Some(number) => format!("{stem}-{number}"),
        None => stem.into_owned(),
    }
}
