//! The `keyaccount` command.

use std::io::{self, BufWriter, IsTerminal};
use std::process::ExitCode;

use keyaccount_cli::{Streams, run};

fn main() -> ExitCode {
    // No lock is held: the progress bar writes to standard error from a thread of its own.
    let (stdout, stderr) = (io::stdout(), io::stderr());
    let (to_terminal, errors_to_terminal) = (stdout.is_terminal(), stderr.is_terminal());
    let mut streams = Streams {
        stdout: Box::new(BufWriter::new(stdout)),
        stderr: Box::new(stderr),
        stdout_is_terminal: to_terminal,
        stderr_is_terminal: errors_to_terminal,
        // https://no-color.org: any value but the empty one.
        colour: std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
            && std::env::var_os("TERM").is_none_or(|value| value != "dumb"),
        width: comfy_table::Table::new().width(),
    };
    run(std::env::args_os(), &mut streams).into()
}
