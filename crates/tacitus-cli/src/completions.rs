//! `tacitus completions`: what a shell needs to complete commands and flags.

use std::process::ExitCode;

use clap::Args;
use clap_complete::Shell;

use crate::plan;

/// Write the completions of a shell
#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLES)]
pub struct Arguments {
    /// Which shell
    shell: Shell,
}

const EXAMPLES: &str = "\
Examples:
  tacitus completions bash > ~/.local/share/bash-completion/completions/tacitus
  tacitus completions zsh > ~/.zfunc/_tacitus
  tacitus completions fish > ~/.config/fish/completions/tacitus.fish";

pub fn run(arguments: Arguments) -> anyhow::Result<ExitCode> {
    let mut out = Vec::new();
    clap_complete::generate(arguments.shell, &mut crate::command(), "tacitus", &mut out);
    plan::print(&out)
}
