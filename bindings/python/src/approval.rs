//! Approval: the rules of a policy, the people of an organisation, and cases.

use std::sync::Arc;

use chrono::NaiveDate;
use keyaccount::approval as core;
use keyaccount::approval::{Circumstances, SubmitRequest, Terms};
use keyaccount::{CustomerId, Problem, ProblemCode, Stamp, Verdict};
use pyo3::prelude::*;
use serde::Serialize;

use crate::answers::number;
use crate::errors::raise;
use crate::exact::some_exact;
use crate::language::language;
use crate::plain::{from_plain, to_plain};
use crate::policy::Policy;
use crate::text::{Text, strings};

type Plain<'py> = PyResult<Bound<'py, PyAny>>;

/// What something that was asked for came to: where it stands then, or the verdict that refuses it.
#[derive(Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Done<T> {
    /// It was done.
    Done(T),
    /// It was refused; nothing has changed.
    Refused(Box<Verdict>),
}

impl<T> From<Result<T, Box<Verdict>>> for Done<T> {
    fn from(result: Result<T, Box<Verdict>>) -> Self {
        match result {
            Ok(done) => Self::Done(done),
            Err(verdict) => Self::Refused(verdict),
        }
    }
}

/// A policy without the section a decision needs.
pub(crate) fn missing_section(section: &str, expected: &str) -> PyErr {
    let found = format!("a policy without `[{section}]`");
    let problem = Problem::new(ProblemCode::Missing, found, expected).path(section);
    raise(problem.remedy("start from a shipped policy with `extends`, or write the section"))
}

/// The approval rules of a policy.
#[pyclass(frozen, eq, module = "keyaccount._core")]
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct ApprovalRules {
    pub(crate) rules: core::Rules,
    stamp: Stamp,
}

#[pymethods]
impl ApprovalRules {
    #[staticmethod]
    fn of(policy: &Policy) -> PyResult<Self> {
        let rules = core::Rules::of(&policy.0);
        let rules = rules.ok_or_else(|| missing_section("approval", "one that says who signs what"))?;
        Ok(Self { rules, stamp: Stamp::new(&policy.0, NaiveDate::MIN) })
    }

    /// The tiers, lowest amounts first.
    fn tiers<'py>(&self, py: Python<'py>) -> Plain<'py> {
        to_plain(py, &self.rules.approval.tiers)
    }

    /// The tier from 1, or 0 if the contract is refused, and the number of the answer, as one integer.
    #[pyo3(signature = (amount, framework_estimate, agreed_price, settlement_floor_price))]
    fn route(
        &self,
        amount: Option<&Bound<'_, PyAny>>,
        framework_estimate: Option<&Bound<'_, PyAny>>,
        agreed_price: Option<&Bound<'_, PyAny>>,
        settlement_floor_price: Option<&Bound<'_, PyAny>>,
    ) -> PyResult<u64> {
        let routed = self.rules.approval.decide_route(&Terms {
            customer: CustomerId::default(),
            amount: some_exact("amount", amount)?,
            framework_estimate: some_exact("framework_estimate", framework_estimate)?,
            agreed_price: some_exact("agreed_price", agreed_price)?,
            settlement_floor_price: some_exact("settlement_floor_price", settlement_floor_price)?,
            text_digest: None,
        });
        let tier = routed.tier.map_or(0, |tier| (tier as u64).wrapping_add(1));
        Ok((tier << 32) | u64::from(number(routed.answer)))
    }

    /// The verdict of a route, with a warning for contracts that may have been split from it.
    fn explain_route<'py>(
        &self,
        py: Python<'py>,
        terms: &Bound<'py, PyAny>,
        on: NaiveDate,
        circumstances: &Bound<'py, PyAny>,
    ) -> Plain<'py> {
        let terms: Terms = from_plain("terms", terms)?;
        let circumstances: Circumstances = from_plain("circumstances", circumstances)?;
        let stamp = Stamp { as_of: on, ..self.stamp.clone() };
        to_plain(py, &self.rules.approval.explain_route_among(&terms, &circumstances, stamp))
    }
}

/// People, the roles they hold and the delegations between them.
#[pyclass(frozen, eq, module = "keyaccount._core")]
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Organisation(pub(crate) Arc<core::Organisation>);

impl Organisation {
    pub(crate) fn new(organisation: core::Organisation) -> Self {
        Self(Arc::new(organisation))
    }
}

#[pymethods]
impl Organisation {
    #[staticmethod]
    fn of(
        people: &Bound<'_, PyAny>,
        role_holders: &Bound<'_, PyAny>,
        delegations: &Bound<'_, PyAny>,
    ) -> PyResult<Self> {
        let people = from_plain("people", people)?;
        let holders = from_plain("role_holders", role_holders)?;
        let delegations = from_plain("delegations", delegations)?;
        core::Organisation::new(people, holders, delegations).map(Self::new).map_err(raise)
    }

    #[staticmethod]
    fn of_tables(tables: &Bound<'_, PyAny>) -> PyResult<Self> {
        from_plain("", tables).map(Self::new)
    }

    /// `{people, role_holders, delegations}`
    fn tables<'py>(&self, py: Python<'py>) -> Plain<'py> {
        to_plain(py, &*self.0)
    }

    fn concerning(&self, roles: Vec<Text>) -> PyResult<Self> {
        self.0.concerning(&strings(roles)).map(Self::new).map_err(raise)
    }

    fn delegation<'py>(&self, py: Python<'py>, id: Text) -> Plain<'py> {
        to_plain(py, &self.0.delegation(&id))
    }

    fn name(&self, person: Text) -> String {
        self.0.name(&person).to_owned()
    }

    fn everybody(&self) -> Vec<String> {
        self.0.everybody().into_iter().map(|person| person.to_string()).collect()
    }
}

/// An approval case: what it was opened with, and what happened to it.
#[pyclass(eq, module = "keyaccount._core")]
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Case(pub(crate) core::Case);

#[pymethods]
impl Case {
    #[staticmethod]
    fn open(
        id: Text,
        kind: &Bound<'_, PyAny>,
        applicant: Text,
        unit: Text,
        terms: &Bound<'_, PyAny>,
    ) -> PyResult<Self> {
        let (kind, terms) = (from_plain("kind", kind)?, from_plain("terms", terms)?);
        core::Case::open(&*id, kind, &*applicant, &*unit, terms).map(Self).map_err(raise)
    }

    #[staticmethod]
    fn from_json(text: Text, file: Text) -> PyResult<Self> {
        core::Case::from_json(&file, &text).map(Self).map_err(raise)
    }

    fn to_json(&self) -> String {
        self.0.to_json()
    }

    fn copy(&self) -> Self {
        self.clone()
    }

    #[getter]
    fn id(&self) -> &str {
        self.0.id()
    }

    #[getter]
    fn round(&self) -> u32 {
        self.0.round()
    }

    #[getter]
    fn digest(&self) -> &str {
        self.0.digest()
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

    fn terms<'py>(&self, py: Python<'py>) -> Plain<'py> {
        to_plain(py, self.0.terms())
    }

    fn tier<'py>(&self, py: Python<'py>) -> Plain<'py> {
        to_plain(py, &self.0.tier())
    }

    fn next_step<'py>(&self, py: Python<'py>) -> Plain<'py> {
        to_plain(py, &self.0.next_step())
    }

    fn decide_submit(&self, request: &Bound<'_, PyAny>, rules: &ApprovalRules) -> PyResult<u32> {
        Ok(number(self.0.decide_submit(&from_plain("request", request)?, &rules.rules)))
    }

    fn explain_submit<'py>(
        &self,
        py: Python<'py>,
        request: &Bound<'py, PyAny>,
        rules: &ApprovalRules,
    ) -> Plain<'py> {
        to_plain(py, &self.0.explain_submit(&from_plain("request", request)?, &rules.rules))
    }

    fn submit<'py>(
        &mut self,
        py: Python<'py>,
        request: &Bound<'py, PyAny>,
        rules: &ApprovalRules,
    ) -> Plain<'py> {
        to_plain(py, &Done::from(self.0.submit(from_plain("request", request)?, &rules.rules)))
    }

    #[pyo3(signature = (on, by, decision, role, delegation, digest, organisation))]
    fn decide_act(
        &self,
        on: NaiveDate,
        by: Text,
        decision: &Bound<'_, PyAny>,
        role: Text,
        delegation: Option<Text>,
        digest: Option<Text>,
        organisation: &Organisation,
    ) -> PyResult<u32> {
        let request = core::ActRequest {
            on,
            by: by.into_string().into(),
            decision: from_plain("decision", decision)?,
            role: role.into_string(),
            delegation: delegation.map(|paper| paper.into_string().into()),
            digest: digest.map_or_else(|| self.0.digest().to_owned(), Text::into_string),
            opinion: None,
        };
        Ok(number(self.0.decide_act(&request, &organisation.0)))
    }

    fn explain_act<'py>(
        &self,
        py: Python<'py>,
        request: &Bound<'py, PyAny>,
        organisation: &Organisation,
    ) -> Plain<'py> {
        to_plain(py, &self.0.explain_act(&from_plain("request", request)?, &organisation.0))
    }

    fn act<'py>(
        &mut self,
        py: Python<'py>,
        request: &Bound<'py, PyAny>,
        organisation: &Organisation,
    ) -> Plain<'py> {
        to_plain(py, &Done::from(self.0.act(from_plain("request", request)?, &organisation.0)))
    }

    fn decide_amend(&self, request: &Bound<'_, PyAny>) -> PyResult<u32> {
        Ok(number(self.0.decide_amend(&from_plain("request", request)?)))
    }

    fn explain_amend<'py>(&self, py: Python<'py>, request: &Bound<'py, PyAny>) -> Plain<'py> {
        to_plain(py, &self.0.explain_amend(&from_plain("request", request)?))
    }

    fn amend<'py>(&mut self, py: Python<'py>, request: &Bound<'py, PyAny>) -> Plain<'py> {
        to_plain(py, &Done::from(self.0.amend(from_plain("request", request)?)))
    }

    fn decide_withdraw(&self, request: &Bound<'_, PyAny>) -> PyResult<u32> {
        Ok(number(self.0.decide_withdraw(&from_plain("request", request)?)))
    }

    fn explain_withdraw<'py>(&self, py: Python<'py>, request: &Bound<'py, PyAny>) -> Plain<'py> {
        to_plain(py, &self.0.explain_withdraw(&from_plain("request", request)?))
    }

    fn withdraw<'py>(&mut self, py: Python<'py>, request: &Bound<'py, PyAny>) -> Plain<'py> {
        to_plain(py, &Done::from(self.0.withdraw(from_plain("request", request)?)))
    }

    fn who_may_act<'py>(&self, py: Python<'py>, on: NaiveDate, organisation: &Organisation) -> Plain<'py> {
        to_plain(py, &self.0.who_may_act(on, &organisation.0))
    }

    #[pyo3(signature = (on, organisation, rules, submission))]
    fn report<'py>(
        &self,
        py: Python<'py>,
        on: NaiveDate,
        organisation: &Organisation,
        rules: &ApprovalRules,
        submission: &Bound<'py, PyAny>,
    ) -> Plain<'py> {
        let submission: Option<SubmitRequest> = from_plain("submission", submission)?;
        to_plain(py, &self.0.report(on, &organisation.0, submission.as_ref(), &rules.rules))
    }

    fn report_text(
        &self,
        report: &Bound<'_, PyAny>,
        rules: &ApprovalRules,
        organisation: &Organisation,
        lang: Text,
    ) -> PyResult<String> {
        let report = from_plain("report", report)?;
        Ok(self.0.report_text(&report, &rules.rules, &organisation.0, language(&lang)?))
    }

    fn history(&self, lang: Text, organisation: &Organisation) -> PyResult<Vec<String>> {
        Ok(self.0.history(language(&lang)?, &organisation.0))
    }
}

/// Which of these cases await a person on a day, in their order, as plain values.
#[pyfunction]
pub(crate) fn my_acts<'py>(
    py: Python<'py>,
    cases: Vec<PyRef<'py, Case>>,
    person: Text,
    on: NaiveDate,
    organisation: &Organisation,
) -> Plain<'py> {
    to_plain(py, &core::my_acts(cases.iter().map(|case| &case.0), &person, on, &organisation.0))
}

/// Reads a case with its people, papers and circumstances.
#[pyfunction]
pub(crate) fn read_case_file<'py>(
    py: Python<'py>,
    text: Text,
    file: Text,
) -> PyResult<(Case, Organisation, Bound<'py, PyAny>, Bound<'py, PyAny>)> {
    let read = core::CaseFile::from_json(&file, &text).map_err(raise)?;
    let (papers, circumstances) = (to_plain(py, &read.papers)?, to_plain(py, &read.circumstances)?);
    Ok((Case(read.case), Organisation::new(read.organisation), papers, circumstances))
}

/// Whether a text is a unified social credit code: 18 characters of its alphabet, the last of which is
/// its check character (GB 32100).
#[pyfunction]
pub(crate) fn is_valid_uscc(code: Text) -> bool {
    core::is_valid_uscc(&code)
}
