//! The program: reads the command line, runs what was asked for, and reports at the edge.

mod cli;

use std::process::ExitCode;

fn main() -> ExitCode {
    cli::main()
}
