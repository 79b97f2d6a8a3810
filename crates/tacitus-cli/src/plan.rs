//! Flags, checked and turned into what the work needs, before anything is read or overwritten.

use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::thread::available_parallelism;

use anyhow::Context;
use clap::ValueEnum;
use tacitus_read::{Avoid, Options};
use tacitus_write::{Kind, Output, Sink};

use crate::flags::{Documents, Inputs, Running};
use crate::report::{self, Report};

/// What the work needs.
pub struct Plan {
    /// What is read.
    pub names: Vec<PathBuf>,
    /// How it is read.
    pub options: Options,
    /// How many threads work, at least one.
    pub jobs: usize,
    /// Where encoded documents go.
    pub sink: Sink<Output>,
    /// What messages call that.
    pub output: String,
    /// Who counts and complains.
    pub report: Report,
}

impl Plan {
    /// For subcommands that read documents.
    pub fn documents<F: Formats>(documents: Documents, running: Running<F>) -> anyhow::Result<Plan> {
        let names = documents.names();
        let mut plan = Plan::new(documents.inputs, running)?;
        plan.options.names = names;
        plan.options.published = documents.published;
        plan.options.from = documents.from.map(Into::into);
        Ok(plan)
    }

    /// The documents that are to be read.
    pub fn take_documents(&mut self) -> tacitus_read::Documents {
        tacitus_read::Documents::new(std::mem::take(&mut self.names), std::mem::take(&mut self.options))
    }

    /// For subcommands that read anything else.
    pub fn new<F: Formats>(inputs: Inputs, running: Running<F>) -> anyhow::Result<Plan> {
        let names = inputs.inputs;
        let avoid = avoid(running.output.as_deref())?;
        if let (Some(output), Some(avoid)) = (&running.output, &avoid)
            && let Some(name) = names.iter().find(|name| avoid.is(name))
        {
            anyhow::bail!("{}: {} is an input; it was not overwritten", output.display(), name.display());
        }
        let (output, label) = match &running.output {
            Some(path) => (Output::create(path), path.display().to_string()),
            None => (Output::standard(), "<stdout>".to_owned()),
        };
        let output = output.map_err(|error| anyhow::anyhow!("{label}: cannot be written to: {error}"))?;
        let avoid = match avoid {
            None => self::avoid(running.output.as_deref())?,
            avoid => avoid,
        };
        let to_terminal = running.output.is_none() && io::stdout().is_terminal();
        let progress = !running.quiet && !to_terminal && io::stderr().is_terminal();
        let from_keyboard = names.is_empty() || names.iter().any(|name| name.as_os_str() == "-");
        if from_keyboard && !running.quiet && io::stdin().is_terminal() {
            report::complain(format_args!("reading from the keyboard; Ctrl-D ends the input"));
        }
        let jobs = match running.jobs {
            0 => available_parallelism().map_or(1, usize::from),
            jobs => jobs.into(),
        };
        let options = Options { max_document_bytes: inputs.max_document_bytes, avoid, ..Options::default() };
        Ok(Plan { names, options, jobs, sink: Sink::new(output), output: label, report: Report::new(progress) })
    }
}

/// The formats that a subcommand writes.
pub trait Formats: ValueEnum + Clone + Send + Sync + 'static {}

impl<F: ValueEnum + Clone + Send + Sync + 'static> Formats for F {}

/// The file that the output goes to, where it exists and is one.
fn avoid(output: Option<&Path>) -> anyhow::Result<Option<Avoid>> {
    match output {
        Some(path) if !path.exists() => Ok(None),
        Some(path) => Avoid::file(path).with_context(|| path.display().to_string()),
        // Without standard output (`>&-`) there is nothing to avoid; the writer will say what is wrong.
        None => Ok(Avoid::standard_output().unwrap_or(None)),
    }
}

/// Writes a text of our own, such as a manual page, to standard output.
pub fn print(text: &[u8]) -> anyhow::Result<ExitCode> {
    match Sink::new(Output::standard()?).put(text) {
        Err(error) if error.kind != Kind::Closed => Err(error).context("<stdout>"),
        _ => Ok(ExitCode::SUCCESS),
    }
}
