//! `tacitus relate`: known pairs of actors and recipients in, their relations out.

use std::process::ExitCode;
use std::sync::Arc;

use clap::{Args, ValueEnum};
use tacitus::Coder;
use tacitus_read::Dyads;
use tacitus_write::relate;

use crate::flags::{Inputs, Running};
use crate::plan::{Plan, Setting};
use crate::stream::{self, Work};

/// Say how given actors relate to given recipients, in PLOVER's sixteen types
///
/// Reads one JSON object a line, {"id", "text", "actor": [[start, end], ...], "recipient": [[start, end], ...]}, with
/// offsets in Unicode characters, end exclusive. Writes one a line, {"id", "type", "scores"}: the likeliest type, and
/// the share of each of the sixteen, which sum to one.
#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLES)]
pub struct Arguments {
    #[command(flatten)]
    inputs: Inputs,
    #[command(flatten)]
    running: Running<RelationFormat>,
}

const EXAMPLES: &str = "\
Examples:
  echo '{\"id\": 1, \"text\": \"Iran accused Iraq of aggression.\", \"actor\": [[0, 4]], \"recipient\": [[13, 17]]}' |
    tacitus relate
  tacitus relate dyads.jsonl --output relations.jsonl

Exit status: 0 all lines were answered, 1 none was or the usage is bad, 2 some failed.";

/// A format that relations are written in.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum RelationFormat {
    /// One JSON object a line
    Jsonl,
}

pub fn run(arguments: Arguments) -> anyhow::Result<ExitCode> {
    let encode = match arguments.running.format() {
        RelationFormat::Jsonl => relate::relation,
    };
    let coder = Coder::new()?;
    let setting = Setting { command: "relate", model: coder.model(), flags: Vec::new(), convert: None };
    let Some(mut plan) = Plan::new(arguments.inputs, arguments.running, setting)? else { return Ok(ExitCode::SUCCESS) };
    let items = stream::items(plan.source(Dyads::new)?);
    let work: Work<_, Vec<u8>> =
        Arc::new(move |dyads| coder.relate(dyads).into_iter().map(|relation| relation.map(|r| encode(&r))).collect());
    stream::to_sink(plan, items, work)
}
