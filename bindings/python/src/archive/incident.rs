//! Leaks, and the response to them.

use chrono::NaiveDateTime;
use keyaccount::archive::incident as core;
use pyo3::prelude::*;

use crate::answers::number;
use crate::approval::{Done, Organisation};
use crate::errors::raise;
use crate::language::language;
use crate::plain::{from_plain, to_plain};
use crate::policy::Policy;
use crate::text::{Text, strings};

type Plain<'py> = PyResult<Bound<'py, PyAny>>;

/// A leak and the response to it.
#[pyclass(eq, module = "keyaccount._core")]
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Incident(core::Incident);

#[pymethods]
impl Incident {
    #[staticmethod]
    fn open(
        id: Text,
        detected_at: NaiveDateTime,
        jurisdictions: &Bound<'_, PyAny>,
        policy: &Policy,
        staff_accounts: Vec<Text>,
        customer_accounts: Vec<Text>,
    ) -> PyResult<Self> {
        let jurisdictions = from_plain("jurisdictions", jurisdictions)?;
        let opened = core::Incident::open(&*id, detected_at, jurisdictions, &policy.0);
        let opened = opened
            .and_then(|incident| incident.with_accounts(strings(staff_accounts), strings(customer_accounts)));
        opened.map(Self).map_err(raise)
    }

    #[staticmethod]
    fn from_json(text: Text, file: Text) -> PyResult<Self> {
        core::Incident::from_json(&file, &text).map(Self).map_err(raise)
    }

    fn to_json(&self) -> String {
        self.0.to_json()
    }

    fn copy(&self) -> Self {
        self.clone()
    }

    fn check_policy(&self, policy: &Policy) -> PyResult<()> {
        self.0.check_policy(&policy.0).map_err(raise)
    }

    #[getter]
    fn id(&self) -> &str {
        self.0.id()
    }

    fn opened<'py>(&self, py: Python<'py>) -> Plain<'py> {
        to_plain(py, self.0.opened())
    }

    fn events<'py>(&self, py: Python<'py>) -> Plain<'py> {
        to_plain(py, self.0.events())
    }

    fn report<'py>(&self, py: Python<'py>, at: NaiveDateTime) -> Plain<'py> {
        to_plain(py, &self.0.report(at))
    }

    fn due<'py>(&self, py: Python<'py>, now: NaiveDateTime) -> Plain<'py> {
        to_plain(py, &self.0.due(now))
    }

    fn decide(&self, event: &Bound<'_, PyAny>) -> PyResult<u32> {
        Ok(number(self.0.decide(&from_plain("event", event)?)))
    }

    fn explain<'py>(&self, py: Python<'py>, event: &Bound<'py, PyAny>) -> Plain<'py> {
        to_plain(py, &self.0.explain(&from_plain("event", event)?))
    }

    fn record<'py>(&mut self, py: Python<'py>, event: &Bound<'py, PyAny>) -> Plain<'py> {
        to_plain(py, &Done::from(self.0.record(from_plain("event", event)?)))
    }

    fn history(&self, lang: Text, organisation: &Organisation) -> PyResult<Vec<String>> {
        Ok(self.0.history(language(&lang)?, &organisation.0))
    }
}
