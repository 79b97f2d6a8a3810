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
    /// The command [default: the program itself]
    command: Option<String>,
}

const EXAMPLES: &str = "\
Examples:
  tacitus man | man -l -
  tacitus man code > ~/.local/share/man/man1/tacitus-code.1";

pub fn run(arguments: Arguments) -> anyhow::Result<ExitCode> {
    let mut program = crate::command().version(env!("CARGO_PKG_VERSION"));
    program.build();
    let page = match arguments.command {
        None => program,
        Some(name) => {
            let found = program.find_subcommand(&name).with_context(|| format!("there is no command `{name}`"))?;
            // The page of a command stands by itself, under its full name.
            found.clone().name(format!("tacitus-{name}")).version(env!("CARGO_PKG_VERSION"))
        }
    };
    let mut out = Vec::new();
    Man::new(page).render(&mut out)?;
    plan::print(&out)
}
