//! `tacitus knowledge`: what the program knows of the world, shown and added to.

mod import;
mod lookup;
mod telling;

use std::process::ExitCode;

use clap::{Args, Subcommand};

/// Show what a name means, or import knowledge of your own
#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLES, arg_required_else_help = true)]
pub struct Arguments {
    #[command(subcommand)]
    command: Command,
}

const EXAMPLES: &str = "\
Examples:
  tacitus knowledge lookup \"the Kremlin\" --on 2019-05-01
  tacitus knowledge import --out mine.tacitus --geonames cities15000.txt
  tacitus code news/ --knowledge mine.tacitus";

#[derive(Debug, Subcommand)]
enum Command {
    Lookup(lookup::Arguments),
    Import(import::Arguments),
}

pub fn run(arguments: Arguments) -> anyhow::Result<ExitCode> {
    match arguments.command {
        Command::Lookup(arguments) => lookup::run(arguments),
        Command::Import(arguments) => import::run(arguments),
    }
}
