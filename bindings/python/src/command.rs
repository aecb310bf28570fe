//! `python -m keyaccount`: the command of the Rust crate.

use std::ffi::OsString;
use std::io::{self, BufWriter, IsTerminal};

use keyaccount_cli::{Exit, Streams, run};
use pyo3::prelude::*;

/// Runs the `keyaccount` command in this process and returns its exit code.
///
/// `arguments` are those of the command line, its own name first. It writes to the standard output and
/// standard error of the process, not to `sys.stdout`. The exit codes: 0 done, 1 done with findings,
/// 2 refused.
#[pyfunction]
pub(crate) fn run_command(py: Python<'_>, arguments: Vec<OsString>) -> u8 {
    py.detach(|| {
        let (stdout, stderr) = (io::stdout(), io::stderr());
        let (to_terminal, errors_to_terminal) = (stdout.is_terminal(), stderr.is_terminal());
        let mut streams = Streams {
            stdout: Box::new(BufWriter::new(stdout)),
            stderr: Box::new(stderr),
            stdout_is_terminal: to_terminal,
            stderr_is_terminal: errors_to_terminal,
            colour: true,
            width: None,
        };
        match run(arguments, &mut streams) {
            Exit::Done => 0,
            Exit::Findings => 1,
            Exit::Refused => 2,
        }
    })
}
