//! Why a run was refused.

use std::io;

use keyaccount::{Error, Problem};
use keyaccount_files::{ReadError, WriteError};

/// Why a run was refused.
#[derive(Debug)]
pub enum Failure {
    /// Problems of a policy, a manifest, a book or an argument.
    Problems(ReadError),
    /// Output that could not be written.
    Io(io::Error),
}

impl From<ReadError> for Failure {
    fn from(error: ReadError) -> Self {
        Self::Problems(error)
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self::Problems(error.into())
    }
}

impl From<Problem> for Failure {
    fn from(problem: Problem) -> Self {
        Self::Problems(problem.into())
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

impl From<WriteError> for Failure {
    fn from(error: WriteError) -> Self {
        match error {
            WriteError::Problem(error) => error.into(),
            WriteError::Io(error) => Self::Io(error),
        }
    }
}
