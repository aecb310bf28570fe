//! The rules of access, the registers, and the desk at which attempts are decided.

use std::sync::Arc;

use chrono::NaiveDateTime;
use keyaccount::archive as core;
use keyaccount::archive::{Attempt, CustomerFile};
use keyaccount::book::Code;
use keyaccount::{ArchiveAction, Problem, ProblemCode, nearest, quote};
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::types::PyString;
use self_cell::self_cell;

use crate::answers::number;
use crate::approval::{Organisation, missing_section};
use crate::errors::raise;
use crate::plain::{from_plain, to_plain};
use crate::policy::Policy;
use crate::text::{Text, unpaired};

type Plain<'py> = PyResult<Bound<'py, PyAny>>;

/// What a policy says of access to customer files, and who may stand in.
#[pyclass(frozen, eq, module = "keyaccount._core", from_py_object)]
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct AccessPolicy(pub(crate) Arc<core::AccessPolicy>);

#[pymethods]
impl AccessPolicy {
    #[staticmethod]
    fn of(policy: &Policy) -> PyResult<Self> {
        let rules = core::AccessPolicy::of(&policy.0);
        let rules =
            rules.ok_or_else(|| missing_section("archive.access", "one that says who may see a file"))?;
        Ok(Self(Arc::new(rules)))
    }

    /// The code of what a role may do.
    fn permission(&self, role: Text, action: &Bound<'_, PyString>) -> PyResult<&'static str> {
        Ok(self.0.access.permission(&role, code("action", action)?).code())
    }
}

/// Registers an attempt is held against: people, agreements, grants. One that was not supplied leaves what
/// depends on it undecided.
#[pyclass(frozen, eq, module = "keyaccount._core", from_py_object)]
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct AccessRegisters(pub(crate) Arc<core::AccessRegisters>);

impl AccessRegisters {
    pub(crate) fn new(registers: core::AccessRegisters) -> PyResult<Self> {
        registers.check().map_err(raise)?;
        Ok(Self(Arc::new(registers)))
    }
}

#[pymethods]
impl AccessRegisters {
    #[staticmethod]
    #[pyo3(signature = (organisation, ndas, grants))]
    fn of(
        organisation: Option<&Organisation>,
        ndas: &Bound<'_, PyAny>,
        grants: &Bound<'_, PyAny>,
    ) -> PyResult<Self> {
        Self::new(core::AccessRegisters {
            organisation: organisation.map(|known| (*known.0).clone()),
            ndas: from_plain("ndas", ndas)?,
            grants: from_plain("grants", grants)?,
        })
    }

    fn organisation(&self) -> Option<Organisation> {
        self.0.organisation.clone().map(|known| Organisation(Arc::new(known)))
    }

    fn ndas<'py>(&self, py: Python<'py>) -> Plain<'py> {
        to_plain(py, &self.0.ndas)
    }

    fn grants<'py>(&self, py: Python<'py>) -> Plain<'py> {
        to_plain(py, &self.0.grants)
    }
}

struct Rules {
    policy: Arc<core::AccessPolicy>,
    registers: Arc<core::AccessRegisters>,
}

type CoreDesk<'a> = core::AccessDesk<'a>;

self_cell!(
    /// A desk with the rules and the registers it looks into.
    struct DeskCell {
        owner: Rules,
        #[covariant]
        dependent: CoreDesk,
    }
);

/// The desk at which attempts are decided.
#[pyclass(frozen, module = "keyaccount._core")]
pub(crate) struct AccessDesk(DeskCell);

impl AccessDesk {
    pub(crate) fn desk(&self) -> &core::AccessDesk<'_> {
        self.0.borrow_dependent()
    }
}

#[pymethods]
impl AccessDesk {
    #[new]
    fn new(py: Python<'_>, policy: AccessPolicy, registers: AccessRegisters) -> PyResult<Self> {
        let rules = Rules { policy: policy.0, registers: registers.0 };
        let made =
            py.detach(|| DeskCell::try_new(rules, |rules| CoreDesk::new(&rules.policy, &rules.registers)));
        made.map(Self).map_err(raise)
    }

    /// The number of the answer. `file` is any object with the attributes of a `CustomerFile`.
    #[pyo3(signature = (at, by, action, file, fields, form, requester, requested))]
    #[expect(
        clippy::too_many_arguments,
        reason = "the parts of one attempt, which has no time to be a record"
    )]
    fn decide(
        &self,
        at: NaiveDateTime,
        by: Text,
        action: &Bound<'_, PyString>,
        file: Option<&Bound<'_, PyAny>>,
        fields: Vec<Text>,
        form: Option<&Bound<'_, PyString>>,
        requester: Option<Text>,
        requested: Option<&Bound<'_, PyString>>,
    ) -> PyResult<u32> {
        let attempt = Attempt {
            at,
            by: by.into_string().into(),
            action: code("action", action)?,
            file: file.map(file_of).transpose()?,
            fields: fields.into_iter().map(Text::into_string).collect(),
            form: form.map(|form| code("form", form)).transpose()?,
            requester: requester.map(|person| person.into_string().into()),
            requested: requested.map(|action| code::<ArchiveAction>("requested", action)).transpose()?,
        };
        Ok(number(self.desk().decide(&attempt)))
    }

    fn explain<'py>(&self, py: Python<'py>, attempt: &Bound<'py, PyAny>) -> Plain<'py> {
        to_plain(py, &self.desk().explain(&from_plain("attempt", attempt)?))
    }

    fn grounds<'py>(&self, py: Python<'py>, attempt: &Bound<'py, PyAny>) -> Plain<'py> {
        to_plain(py, &self.desk().grounds(&from_plain("attempt", attempt)?))
    }

    fn entry<'py>(&self, py: Python<'py>, attempt: &Bound<'py, PyAny>) -> Plain<'py> {
        to_plain(py, &self.desk().entry(&from_plain("attempt", attempt)?))
    }

    fn actions_of<'py>(
        &self,
        py: Python<'py>,
        person: Text,
        file: &Bound<'py, PyAny>,
        at: NaiveDateTime,
    ) -> Plain<'py> {
        let file: Option<CustomerFile> = from_plain("file", file)?;
        to_plain(py, &self.desk().actions_of(&person, file.as_ref(), at))
    }

    fn who_may<'py>(&self, py: Python<'py>, attempt: &Bound<'py, PyAny>) -> Plain<'py> {
        to_plain(py, &self.desk().who_may(&from_plain("attempt", attempt)?))
    }
}

/// A member of a closed list by its code.
pub(crate) fn code<T: Code>(name: &str, text: &Bound<'_, PyString>) -> PyResult<T> {
    let text = text.to_cow().map_err(|error| unpaired(text.py(), error))?;
    T::from_code(&text).ok_or_else(|| {
        let expected = format!("one of `{}`", T::CODES.join("`, `"));
        let problem = Problem::new(ProblemCode::UnknownCode, quote(&text), expected).path(name);
        raise(match nearest(&text, T::CODES.iter().copied()) {
            Some(near) => problem.remedy(format!("did you mean {}?", quote(near))),
            None => problem,
        })
    })
}

/// A file from its attributes: a question asked a thousand times a second makes no dictionary of it.
fn file_of(file: &Bound<'_, PyAny>) -> PyResult<CustomerFile> {
    let py = file.py();
    let text = |name: &Bound<'_, PyString>| -> PyResult<Option<String>> {
        let value = file.getattr(name)?;
        if value.is_none() {
            return Ok(None);
        }
        match value.cast::<PyString>() {
            Ok(text) => Ok(Some(text.extract::<Text>()?.into_string())),
            Err(_) => {
                let found = format!("a value of type {}", quote(&value.get_type().name()?.to_string_lossy()));
                let path = format!("file.{name}");
                Err(raise(Problem::new(ProblemCode::WrongType, found, "a text").path(path)))
            }
        }
    };
    let status = file.getattr(intern!(py, "status"))?;
    let known = status.cast::<PyString>().ok().and_then(|text| {
        text.to_cow()
            .ok()
            .and_then(|text| core::FileStatus::ALL.into_iter().find(|status| status.code() == text))
    });
    Ok(CustomerFile {
        customer_id: text(intern!(py, "customer_id"))?.unwrap_or_default().into(),
        owner: text(intern!(py, "owner"))?.map(Into::into),
        department: text(intern!(py, "department"))?,
        level: text(intern!(py, "level"))?,
        status: match known {
            Some(status) => status,
            None => from_plain("file.status", &status)?,
        },
    })
}
