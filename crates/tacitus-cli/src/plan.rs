//! Flags, checked and turned into what the work needs, before anything is read or overwritten.

use std::io::{self, ErrorKind, IsTerminal};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::thread::available_parallelism;

use anyhow::{Context, bail};
use clap::ValueEnum;
use tacitus_read::{Avoid, Digest, Options, Position, Source};
use tacitus_write::{Format, Kind, Output, Sink};

use crate::delivery::{Conversion, Delivery, Target};
use crate::flags::{Documents, Inputs, Running};
use crate::journal::{Journal, Settings, State, beside};
use crate::progress::Progress;
use crate::report::{self, Report};

/// What the work needs.
pub struct Plan {
    /// What is read.
    pub names: Vec<PathBuf>,
    /// How it is read.
    pub options: Options,
    /// How many threads work, at least one.
    pub jobs: usize,
    /// Behind which document the work begins.
    pub position: Position,
    /// Where results go.
    pub delivery: Delivery,
}

/// What a subcommand adds to its flags.
pub struct Setting<'a> {
    /// Its name.
    pub command: &'static str,
    /// The model that it works with.
    pub model: &'a str,
    /// Flags of its own that the output depends on, with their values.
    pub flags: Vec<(&'static str, String)>,
    /// The format that is made of the records when all are there, where they are not the output themselves.
    pub convert: Option<Format>,
}

impl Setting<'_> {
    fn settings(&self, inputs: Settings) -> Settings {
        let flags = self.flags.iter().map(|(flag, value)| (*flag, value.as_str()));
        let program =
            [("the command", self.command), ("the program", env!("CARGO_PKG_VERSION")), ("the model", self.model)];
        inputs.into_iter().chain(flags.chain(program).map(|(key, value)| (key.to_owned(), value.to_owned()))).collect()
    }
}

impl Plan {
    /// For subcommands that read documents. `None` where there is nothing left to do, which was said.
    pub fn documents<F: Formats>(
        documents: Documents,
        running: Running<F>,
        setting: Setting,
    ) -> anyhow::Result<Option<Plan>> {
        let (names, settings) = (documents.names(), setting.settings(documents.settings()));
        let (published, from) = (documents.published, documents.from);
        let Some(mut plan) = Plan::of(documents.inputs, running, settings, setting.convert)? else { return Ok(None) };
        plan.options.names = names;
        plan.options.published = published;
        plan.options.from = from.map(Into::into);
        Ok(Some(plan))
    }

    /// For subcommands that read anything else.
    pub fn new<F: Formats>(inputs: Inputs, running: Running<F>, setting: Setting) -> anyhow::Result<Option<Plan>> {
        let settings = setting.settings(inputs.settings());
        Plan::of(inputs, running, settings, setting.convert)
    }

    fn of<F: Formats>(
        inputs: Inputs,
        running: Running<F>,
        settings: Settings,
        convert: Option<Format>,
    ) -> anyhow::Result<Option<Plan>> {
        let names = inputs.inputs;
        let (output, errors) = (running.output.as_deref(), running.errors.as_deref());
        if let (Some(path), true) = (output, output == errors) {
            bail!("{}: this cannot be both the output and the file of errors", path.display());
        }
        let failures = errors.map(|path| ("--errors".to_owned(), path.display().to_string()));
        let settings: Settings = settings.into_iter().chain(failures).collect();
        for path in [output, errors].into_iter().flatten() {
            if let Some(name) = file(path)?.and_then(|file| names.iter().find(|name| file.is(name))) {
                bail!("{}: {} is an input; it was not overwritten", path.display(), name.display());
            }
        }
        let left = output.map(Journal::left).transpose()?.flatten();
        if let Some(path) = output.filter(|path| running.resume && left.is_none() && is_there(path)) {
            if !running.quiet {
                let path = path.display();
                report::complain(format_args!("{path}: no run was interrupted here; there is nothing to resume"));
            }
            return Ok(None);
        }
        let conversion = match (convert, output) {
            (None, _) => None,
            (Some(format), Some(path)) if path.file_name().is_some() => {
                Some(Conversion { spool: beside(path, ".spool.jsonl"), output: path.to_owned(), format })
            }
            (Some(_), _) => bail!("this format is made when all is coded, and needs a name: --output PATH"),
        };
        let written = conversion.as_ref().map_or(output, |conversion| Some(conversion.spool.as_path()));
        let opened = written.map(|path| Ok::<_, anyhow::Error>((path, open(path)?))).transpose()?;
        let errors = errors.map(|path| Ok::<_, anyhow::Error>((path, open(path)?))).transpose()?;
        let journal = output.map(|path| begin(path, left, running.resume, settings)).transpose()?;
        let state = journal.as_ref().map_or(State::default(), |journal| journal.state.clone());
        let is_file = opened.as_ref().is_some_and(|(_, output)| output.is_file());
        if running.resume && !is_file {
            bail!("--resume needs an output that is a file");
        }
        let journal = journal.filter(|_| is_file).and_then(|journal| {
            // Before anything is cut off: from here on the output is ours.
            match journal.save() {
                Ok(()) => Some(journal),
                Err(error) => {
                    let path = journal.path().display();
                    report::complain(format_args!("{path}: {error}; if this run is interrupted, it cannot be resumed"));
                    None
                }
            }
        });
        let output = match opened {
            Some((path, output)) => cut(path, output, state.output)?,
            None => {
                let output = Output::standard().map_err(|error| cannot("<stdout>", &error))?;
                Target { sink: Sink::new(output), label: "<stdout>".to_owned() }
            }
        };
        let errors = errors.map(|(path, file)| cut(path, file, state.errors)).transpose()?;

        let mut avoid = Vec::new();
        let paths =
            [running.output.as_deref(), running.errors.as_deref(), conversion.as_ref().map(|c| c.spool.as_path())];
        for path in paths.into_iter().flatten() {
            avoid.extend(file(path)?);
        }
        if running.output.is_none() {
            // Without standard output (`>&-`) there is nothing to avoid; the writer will say what is wrong.
            avoid.extend(Avoid::standard_output().unwrap_or(None));
        }
        let to_terminal = running.output.is_none() && io::stdout().is_terminal();
        let from_keyboard = names.is_empty() || names.iter().any(|name| name.as_os_str() == "-");
        if from_keyboard && !running.quiet && io::stdin().is_terminal() {
            report::complain(format_args!("reading from the keyboard; Ctrl-D ends the input"));
        }
        let progress = match !running.quiet && !to_terminal && io::stderr().is_terminal() {
            true => Progress::visible(state.counts, names.clone(), avoid.clone()),
            false => Progress::silent(),
        };
        let jobs = match running.jobs {
            0 => available_parallelism().map_or(1, usize::from),
            jobs => jobs.into(),
        };
        let options = Options { max_document_bytes: inputs.max_document_bytes, avoid, ..Options::default() };
        let report = Report::new(state.counts, progress);
        let delivery = Delivery::new(output, errors, journal, conversion, report);
        Ok(Some(Plan { names, options, jobs, position: state.position, delivery }))
    }

    /// The reader of what is named, at the place where the work begins.
    pub fn source<T: Digest + Send + 'static>(
        &mut self,
        open: fn(Vec<PathBuf>, Options) -> Source<T>,
    ) -> anyhow::Result<Source<T>> {
        let mut source = open(std::mem::take(&mut self.names), std::mem::take(&mut self.options));
        if !self.delivery.is_complete() && source.skip_to(&self.position).is_err() {
            return Err(self.changed());
        }
        Ok(source)
    }

    /// What is said where the inputs are not those of the interrupted run.
    pub fn changed(&self) -> anyhow::Error {
        let path = self.delivery.journal.as_ref().map(|journal| journal.path().display().to_string());
        let path = path.unwrap_or_default();
        anyhow::anyhow!(
            "{path}: the input is not that of the run that was interrupted: a file was added, taken away or changed; \
             to begin anew, delete {path}"
        )
    }
}

/// The formats that a subcommand writes.
pub trait Formats: ValueEnum + Clone + Send + Sync + 'static {}

impl<F: ValueEnum + Clone + Send + Sync + 'static> Formats for F {}

/// The journal that is gone on with, or a new one.
fn begin(output: &Path, left: Option<Journal>, resume: bool, settings: Settings) -> anyhow::Result<Journal> {
    let untouched = |journal: &Journal| journal.state.position == Position::default();
    let Some(left) = left.filter(|journal| !untouched(journal)) else { return Ok(Journal::new(output, settings)) };
    let path = left.path().display();
    if !resume {
        bail!(
            "{}: a run was interrupted here, with {} documents done; go on with it by --resume, or delete {path} to \
             begin anew",
            output.display(),
            left.state.counts.done
        );
    }
    match left.difference(&settings) {
        Some(difference) => bail!("{path}: {difference}; to begin anew, delete this file"),
        None => Ok(left),
    }
}

/// Opens a file to write to, and leaves it as it is yet.
fn open(path: &Path) -> anyhow::Result<Output> {
    Output::open(path).map_err(|error| match error.kind() {
        ErrorKind::WouldBlock => anyhow::anyhow!("{}: another run writes to this file", path.display()),
        _ => cannot(&path.display().to_string(), &error),
    })
}

/// Keeps so much of a file and writes behind it.
fn cut(path: &Path, mut output: Output, length: u64) -> anyhow::Result<Target> {
    let label = path.display().to_string();
    if output.is_file() {
        output.cut_to(length).map_err(|error| match error.kind() {
            ErrorKind::UnexpectedEof => anyhow::anyhow!(
                "{label}: the file is shorter than the interrupted run has left it, and cannot be gone on with"
            ),
            _ => cannot(&label, &error),
        })?;
    }
    Ok(Target { sink: Sink::behind(output, length), label })
}

fn cannot(label: &str, error: &io::Error) -> anyhow::Error {
    anyhow::anyhow!("{label}: cannot be written to: {error}")
}

/// Whether there is something at a path: a file with something in it, or a folder.
fn is_there(path: &Path) -> bool {
    path.metadata().is_ok_and(|found| found.is_dir() || found.len() > 0)
}

/// The file of a path, where it exists and is one.
fn file(path: &Path) -> anyhow::Result<Option<Avoid>> {
    match path.metadata() {
        Ok(found) if found.is_file() => Avoid::file(path).with_context(|| path.display().to_string()),
        _ => Ok(None),
    }
}

/// Writes a text of our own, such as a manual page, to standard output.
pub fn print(text: &[u8]) -> anyhow::Result<ExitCode> {
    match Sink::new(Output::standard()?).put(text) {
        Err(error) if error.kind != Kind::Closed => Err(error).context("<stdout>"),
        _ => Ok(ExitCode::SUCCESS),
    }
}
