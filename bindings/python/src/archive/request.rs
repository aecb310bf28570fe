//! Access requests.

use chrono::NaiveDateTime;
use keyaccount::archive as core;
use pyo3::prelude::*;

use super::desk::{AccessPolicy, AccessRegisters};
use crate::answers::number;
use crate::approval::{Done, Organisation};
use crate::errors::raise;
use crate::language::language;
use crate::plain::{from_plain, to_plain};
use crate::text::Text;

type Plain<'py> = PyResult<Bound<'py, PyAny>>;

/// An access request: what is asked, and what happened to it.
#[pyclass(eq, module = "keyaccount._core")]
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct AccessRequest(core::AccessRequest);

#[pymethods]
impl AccessRequest {
    /// The request, or else the verdict that refuses it.
    #[staticmethod]
    fn open<'py>(
        py: Python<'py>,
        ask: &Bound<'py, PyAny>,
        by: Text,
        at: NaiveDateTime,
        rules: &AccessPolicy,
        registers: &AccessRegisters,
    ) -> PyResult<(Option<Self>, Option<Bound<'py, PyAny>>)> {
        match core::AccessRequest::open(from_plain("ask", ask)?, &by, at, &rules.0, &registers.0) {
            Ok(request) => Ok((Some(Self(request)), None)),
            Err(verdict) => Ok((None, Some(to_plain(py, &*verdict)?))),
        }
    }

    #[staticmethod]
    fn from_json(text: Text, file: Text) -> PyResult<Self> {
        core::AccessRequest::from_json(&file, &text).map(Self).map_err(raise)
    }

    fn to_json(&self) -> String {
        self.0.to_json()
    }

    fn copy(&self) -> Self {
        self.clone()
    }

    #[getter]
    fn requester(&self) -> &str {
        self.0.requester()
    }

    #[getter]
    fn ends(&self) -> Option<NaiveDateTime> {
        self.0.ends()
    }

    fn ask<'py>(&self, py: Python<'py>) -> Plain<'py> {
        to_plain(py, self.0.ask())
    }

    fn events<'py>(&self, py: Python<'py>) -> Plain<'py> {
        to_plain(py, self.0.events())
    }

    fn phase<'py>(&self, py: Python<'py>) -> Plain<'py> {
        to_plain(py, &self.0.phase())
    }

    fn need<'py>(&self, py: Python<'py>) -> Plain<'py> {
        to_plain(py, self.0.need())
    }

    fn grants<'py>(&self, py: Python<'py>) -> Plain<'py> {
        to_plain(py, &self.0.grants())
    }

    fn decide(&self, act: &Bound<'_, PyAny>, registers: &AccessRegisters) -> PyResult<u32> {
        Ok(number(self.0.decide(&from_plain("act", act)?, &registers.0)))
    }

    fn explain<'py>(
        &self,
        py: Python<'py>,
        act: &Bound<'py, PyAny>,
        registers: &AccessRegisters,
    ) -> Plain<'py> {
        to_plain(py, &self.0.explain(&from_plain("act", act)?, &registers.0))
    }

    fn take<'py>(
        &mut self,
        py: Python<'py>,
        act: &Bound<'py, PyAny>,
        registers: &AccessRegisters,
    ) -> Plain<'py> {
        to_plain(py, &Done::from(self.0.take(&from_plain("act", act)?, &registers.0)))
    }

    fn who_may(
        &self,
        act: &Bound<'_, PyAny>,
        registers: &AccessRegisters,
    ) -> PyResult<Vec<(String, Option<String>)>> {
        let may = self.0.who_may(&from_plain("act", act)?, &registers.0).into_iter();
        Ok(may.map(|(person, paper)| (person.into(), paper.map(Into::into))).collect())
    }

    fn history(&self, lang: Text, organisation: &Organisation) -> PyResult<Vec<String>> {
        Ok(self.0.history(language(&lang)?, &organisation.0))
    }
}
