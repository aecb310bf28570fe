//! How long records are kept, and how they go.

use std::sync::Arc;

use chrono::{NaiveDate, NaiveDateTime};
use keyaccount::archive::retention as core;
use keyaccount::archive::retention::{DisposalRules, Hold, KeptRecord, RecordsFile};
use keyaccount::due::DuePart;
use pyo3::prelude::*;

use crate::answers::number;
use crate::approval::{Done, Organisation, missing_section};
use crate::errors::raise;
use crate::language::language;
use crate::plain::{from_plain, to_plain};
use crate::policy::Policy;
use crate::text::Text;

type Plain<'py> = PyResult<Bound<'py, PyAny>>;

/// The retention schedule of a policy.
#[pyclass(frozen, module = "keyaccount._core")]
pub(crate) struct RetentionRules {
    policy: Arc<keyaccount::Policy>,
    rules: keyaccount::RetentionRules,
}

#[pymethods]
impl RetentionRules {
    #[staticmethod]
    fn of(policy: &Policy) -> PyResult<Self> {
        let rules = policy.0.archive().retention.clone();
        let expected = "one that says how long records are kept";
        let rules = rules.ok_or_else(|| missing_section("archive.retention", expected))?;
        Ok(Self { policy: policy.0.clone(), rules })
    }

    fn schedule<'py>(
        &self,
        py: Python<'py>,
        record: &Bound<'py, PyAny>,
        holds: &Bound<'py, PyAny>,
        as_of: NaiveDate,
    ) -> Plain<'py> {
        let (record, holds): (KeptRecord, Option<Vec<Hold>>) =
            (from_plain("record", record)?, from_plain("holds", holds)?);
        to_plain(py, &self.rules.schedule(&record, holds.as_deref(), as_of))
    }

    fn decide(&self, record: &Bound<'_, PyAny>, holds: &Bound<'_, PyAny>, as_of: NaiveDate) -> PyResult<u32> {
        let (record, holds): (KeptRecord, Option<Vec<Hold>>) =
            (from_plain("record", record)?, from_plain("holds", holds)?);
        Ok(number(self.rules.decide(&record, holds.as_deref(), as_of)))
    }

    fn explain<'py>(
        &self,
        py: Python<'py>,
        record: &Bound<'py, PyAny>,
        holds: &Bound<'py, PyAny>,
        as_of: NaiveDate,
    ) -> Plain<'py> {
        let (record, holds): (KeptRecord, Option<Vec<Hold>>) =
            (from_plain("record", record)?, from_plain("holds", holds)?);
        to_plain(py, &self.rules.explain(&self.policy, &record, holds.as_deref(), as_of))
    }

    fn must_go_this_month<'py>(
        &self,
        py: Python<'py>,
        records: &Bound<'py, PyAny>,
        holds: &Bound<'py, PyAny>,
        as_of: NaiveDate,
    ) -> Plain<'py> {
        let (records, holds): (Vec<KeptRecord>, Option<Vec<Hold>>) =
            (from_plain("records", records)?, from_plain("holds", holds)?);
        to_plain(py, &self.rules.must_go_this_month(&records, holds.as_deref(), as_of))
    }

    /// What must go and when that changes, as a plain `DuePart`.
    fn due<'py>(
        &self,
        py: Python<'py>,
        records: &Bound<'py, PyAny>,
        holds: &Bound<'py, PyAny>,
        now: NaiveDateTime,
        horizon: NaiveDate,
    ) -> Plain<'py> {
        let (records, holds): (Vec<KeptRecord>, Option<Vec<Hold>>) =
            (from_plain("records", records)?, from_plain("holds", holds)?);
        let (entries, next_change) = self.rules.due(&records, holds.as_deref(), now, horizon);
        to_plain(py, &DuePart { entries, next_change, ..DuePart::default() })
    }
}

/// A disposal: what happened to it, and where it stands by that.
#[pyclass(eq, module = "keyaccount._core")]
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Disposal(core::Disposal);

#[pymethods]
impl Disposal {
    #[staticmethod]
    #[pyo3(signature = (id, department, policy))]
    fn open(id: Text, department: Option<Text>, policy: &Policy) -> PyResult<Self> {
        let expected = "one with a retention schedule and who may dispose of records";
        let rules =
            DisposalRules::of(&policy.0).ok_or_else(|| missing_section("archive.retention", expected))?;
        core::Disposal::open(&*id, department.map(Text::into_string), rules).map(Self).map_err(raise)
    }

    #[staticmethod]
    fn from_json(text: Text, file: Text) -> PyResult<Self> {
        core::Disposal::from_json(&file, &text).map(Self).map_err(raise)
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

    #[getter]
    fn witnesses(&self) -> Vec<String> {
        self.0.witnesses().map(ToString::to_string).collect()
    }

    fn opened<'py>(&self, py: Python<'py>) -> Plain<'py> {
        to_plain(py, self.0.opened())
    }

    fn events<'py>(&self, py: Python<'py>) -> Plain<'py> {
        to_plain(py, self.0.events())
    }

    fn phase<'py>(&self, py: Python<'py>) -> Plain<'py> {
        to_plain(py, &self.0.phase())
    }

    fn records<'py>(&self, py: Python<'py>) -> Plain<'py> {
        to_plain(py, self.0.records())
    }

    fn entries<'py>(&self, py: Python<'py>) -> Plain<'py> {
        to_plain(py, &self.0.entries())
    }

    fn decide(
        &self,
        asked: &Bound<'_, PyAny>,
        organisation: &Organisation,
        holds: &Bound<'_, PyAny>,
    ) -> PyResult<u32> {
        let holds: Option<Vec<Hold>> = from_plain("holds", holds)?;
        Ok(number(self.0.decide(&from_plain("request", asked)?, &organisation.0, holds.as_deref())))
    }

    fn explain<'py>(
        &self,
        py: Python<'py>,
        asked: &Bound<'py, PyAny>,
        organisation: &Organisation,
        holds: &Bound<'py, PyAny>,
    ) -> Plain<'py> {
        let holds: Option<Vec<Hold>> = from_plain("holds", holds)?;
        to_plain(py, &self.0.explain(&from_plain("request", asked)?, &organisation.0, holds.as_deref()))
    }

    fn act<'py>(
        &mut self,
        py: Python<'py>,
        asked: &Bound<'py, PyAny>,
        organisation: &Organisation,
        holds: &Bound<'py, PyAny>,
    ) -> Plain<'py> {
        let holds: Option<Vec<Hold>> = from_plain("holds", holds)?;
        let done = self.0.act(from_plain("request", asked)?, &organisation.0, holds.as_deref());
        to_plain(py, &Done::from(done))
    }

    fn history(&self, lang: Text, organisation: &Organisation) -> PyResult<Vec<String>> {
        Ok(self.0.history(language(&lang)?, &organisation.0))
    }
}

/// Records on file and what holds them, from the text of a file, as a plain value.
#[pyfunction]
pub(crate) fn read_records<'py>(py: Python<'py>, text: Text, file: Text) -> Plain<'py> {
    to_plain(py, &RecordsFile::from_json(&file, &text).map_err(raise)?)
}
