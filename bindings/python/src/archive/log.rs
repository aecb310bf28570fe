//! The access log: made line by line, verified and searched.

use std::fs::File;
use std::io::{BufRead, BufReader};

use chrono::NaiveDateTime;
use keyaccount::archive as core;
use keyaccount::archive::{Checkpoint, LegalCompulsion, LogEntry, LogVerifier};
use pyo3::PyTypeInfo;
use pyo3::inspect::PyStaticExpr;
use pyo3::prelude::*;
use pyo3::type_hint_union;
use pyo3::types::PyBytes;

use super::desk::AccessRegisters;
use crate::approval::missing_section;
use crate::errors::raise;
use crate::plain::{from_plain, to_plain};
use crate::policy::Policy;
use crate::text::{Place, Text, strings};

type Plain<'py> = PyResult<Bound<'py, PyAny>>;

/// Where a log stands after its last line; it makes the next one.
#[pyclass(module = "keyaccount._core")]
pub(crate) struct LogHead(core::LogHead);

#[pymethods]
impl LogHead {
    /// Of a log without a line, or of one that stands as a plain head says.
    #[new]
    fn new(head: Option<&Bound<'_, PyAny>>) -> PyResult<Self> {
        match head {
            Some(head) => Ok(Self(from_plain("head", head)?)),
            None => Ok(Self(core::LogHead::new())),
        }
    }

    fn open(&mut self, at: NaiveDateTime) -> PyResult<String> {
        self.0.open(at).map_err(raise)
    }

    fn append(&mut self, entry: &Bound<'_, PyAny>) -> PyResult<String> {
        let entry: LogEntry = from_plain("entry", entry)?;
        self.0.append(&entry).map_err(raise)
    }

    fn checkpoint<'py>(&self, py: Python<'py>) -> Plain<'py> {
        to_plain(py, &self.0.checkpoint())
    }

    fn state<'py>(&self, py: Python<'py>) -> Plain<'py> {
        to_plain(py, &self.0)
    }
}

/// A log: a file, or its bytes.
pub(crate) enum LogSource<'py> {
    Bytes(Bound<'py, PyBytes>),
    Path(Place),
}

impl<'a, 'py> FromPyObject<'a, 'py> for LogSource<'py> {
    type Error = PyErr;

    const INPUT_TYPE: PyStaticExpr =
        type_hint_union!(PyBytes::TYPE_HINT, <Place as FromPyObject<'_, '_>>::INPUT_TYPE);

    fn extract(value: Borrowed<'a, 'py, PyAny>) -> PyResult<Self> {
        match value.cast::<PyBytes>() {
            Ok(bytes) => Ok(Self::Bytes(bytes.to_owned())),
            Err(_) => value.extract().map(Self::Path),
        }
    }
}

impl LogSource<'_> {
    /// Runs something that reads the log, without the interpreter's lock.
    fn read<T: Send>(
        &self,
        py: Python<'_>,
        run: impl FnOnce(&mut dyn BufRead) -> std::io::Result<T> + Send,
    ) -> PyResult<T> {
        match self {
            Self::Bytes(bytes) => {
                let mut bytes = bytes.as_bytes();
                Ok(py.detach(|| run(&mut bytes))?)
            }
            Self::Path(path) => Ok(py.detach(|| run(&mut BufReader::new(File::open(&**path)?)))?),
        }
    }
}

/// What verifying a log against a checkpoint found, and what searching it by a policy found.
#[pyfunction]
#[pyo3(signature = (log, checkpoint, policy, registers, compulsions, also_of))]
pub(crate) fn verify_log<'py>(
    py: Python<'py>,
    log: LogSource<'py>,
    checkpoint: &Bound<'py, PyAny>,
    policy: Option<&Policy>,
    registers: Option<&AccessRegisters>,
    compulsions: &Bound<'py, PyAny>,
    also_of: Vec<Text>,
) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyAny>)> {
    let checkpoint: Option<Checkpoint> = from_plain("checkpoint", checkpoint)?;
    let compulsions: Vec<LegalCompulsion> = from_plain("compulsions", compulsions)?;
    let rules = policy.map(|policy| log_policy(policy, strings(also_of))).transpose()?;
    let nobody = core::AccessRegisters::default();
    let registers = registers.map_or(&nobody, |registers| &registers.0);
    let watch = rules.as_ref().map(|rules| rules.watch(registers)?.with_compulsions(&compulsions));
    let mut watch = watch.transpose().map_err(raise)?;
    let verified = log.read(py, |reader| {
        let mut visit = |line: u64, entry: &LogEntry| {
            if let Some(watch) = &mut watch {
                watch.see(line, entry);
            }
        };
        let mut verifier = LogVerifier::new(checkpoint);
        verifier.read_from(reader, &mut visit)?;
        Ok(verifier.finish_with(&mut visit))
    })?;
    Ok((to_plain(py, &verified)?, to_plain(py, &watch.map(core::LogWatch::finish))?))
}

/// The entries of a log as an auditor reads them, those of a sound log alone.
#[pyfunction]
pub(crate) fn audited_entries<'py>(py: Python<'py>, log: LogSource<'py>, policy: &Policy) -> Plain<'py> {
    let rules = log_policy(policy, Vec::new())?;
    let entries = log.read(py, |reader| {
        let mut entries = Vec::new();
        let mut visit = |line: u64, entry: &LogEntry| entries.push(rules.audited(line, entry));
        let mut verifier = LogVerifier::new(None);
        verifier.read_from(reader, &mut visit)?;
        let _ = verifier.finish_with(&mut visit);
        Ok(entries)
    })?;
    to_plain(py, &entries)
}

/// The checkpoint of a text that was kept, as a plain value.
#[pyfunction]
pub(crate) fn read_checkpoint<'py>(py: Python<'py>, text: Text, file: Text) -> Plain<'py> {
    to_plain(py, &Checkpoint::from_json(&file, &text).map_err(raise)?)
}

/// What a signature of a checkpoint is made over.
#[pyfunction]
pub(crate) fn signed_bytes<'py>(
    py: Python<'py>,
    checkpoint: &Bound<'py, PyAny>,
) -> PyResult<Bound<'py, PyBytes>> {
    let checkpoint: Checkpoint = from_plain("checkpoint", checkpoint)?;
    Ok(PyBytes::new(py, &checkpoint.signed_bytes()))
}

/// What a text is entered in the log as.
#[pyfunction]
pub(crate) fn log_mark(text: Text) -> String {
    LogEntry::mark(&text)
}

/// The checkpoint with a signature, as a plain value.
#[pyfunction]
pub(crate) fn sign_checkpoint<'py>(
    py: Python<'py>,
    checkpoint: &Bound<'py, PyAny>,
    signature: &[u8],
) -> Plain<'py> {
    let checkpoint: Checkpoint = from_plain("checkpoint", checkpoint)?;
    to_plain(py, &checkpoint.signed(signature))
}

fn log_policy(policy: &Policy, also_of: Vec<String>) -> PyResult<core::LogPolicy> {
    let rules = core::LogPolicy::of(&policy.0);
    let rules =
        rules.ok_or_else(|| missing_section("archive.log", "one that says what the log is searched for"))?;
    Ok(also_of.into_iter().fold(rules, core::LogPolicy::also_of))
}
