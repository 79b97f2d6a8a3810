//! The program `tacitus`: see the library of this crate.

use std::process::ExitCode;

fn main() -> ExitCode {
    tacitus_cli::run(std::env::args_os())
}
