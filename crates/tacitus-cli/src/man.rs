//! `tacitus man`: the manual pages.

use std::process::ExitCode;

use anyhow::Context;
use clap::Args;
use clap_mangen::Man;

use crate::plan;

/// Write the manual page of the program or of one of its commands
#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLES)]
pub struct Arguments {
    /// The command, with its own command where it has such [default: the program itself]
    command: Vec<String>,
}

const EXAMPLES: &str = "\
Examples:
  tacitus man | man -l -
  tacitus man code > ~/.local/share/man/man1/tacitus-code.1
  tacitus man knowledge import | man -l -";

pub fn run(arguments: Arguments) -> anyhow::Result<ExitCode> {
    let mut program = crate::command();
    program.build();
    let mut page = &program;
    for name in &arguments.command {
        page = page.find_subcommand(name).with_context(|| format!("there is no command `{name}`"))?;
    }
    // The page of a command stands by itself, under its full name.
    let name = std::iter::once("tacitus".to_owned()).chain(arguments.command).collect::<Vec<_>>().join("-");
    let page = page.clone().name(name).version(env!("CARGO_PKG_VERSION"));
    let mut out = Vec::new();
    Man::new(page).render(&mut out)?;
    plan::print(&out)
}
