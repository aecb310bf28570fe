//! What is due of a book that was scored.

use std::sync::Arc;

use keyaccount::due as core;
use keyaccount::due::{DueKind, DuePart, Looking, Regularity};
use keyaccount::{Assessment, Error};
use pyo3::prelude::*;
use serde::Serialize;

use crate::book::Source;
use crate::due::WorkCalendar;
use crate::due_forms::optional;
use crate::errors::raise;
use crate::plain::{from_plain, to_plain};
use crate::result::Result as Scored;
use crate::table::Table;
use crate::text::Text;
use crate::work::beside;

type Plain<'py> = PyResult<Bound<'py, PyAny>>;

/// What is due of a book at an instant of the day it was scored on.
#[pyclass(frozen, module = "keyaccount._core")]
pub(crate) struct BookDue(Arc<Inner>);

struct Inner {
    assessment: Arc<Assessment>,
    source: Arc<Source>,
    calendar: WorkCalendar,
    looking: Looking,
}

impl Inner {
    fn ask<R>(&self, act: impl FnOnce(&core::BookDue<'_>) -> R) -> Result<R, Error> {
        self.source.with(|book| Ok(act(&self.assessment.due(book, &self.calendar.0, self.looking)?)))
    }
}

impl BookDue {
    /// Asks beside Python, so that Ctrl-C is heard.
    fn ask<R: Send + 'static>(
        &self,
        py: Python<'_>,
        act: impl FnOnce(&core::BookDue<'_>) -> R + Send + 'static,
    ) -> PyResult<R> {
        let inner = self.0.clone();
        beside(py, false, move |_| inner.ask(act))?.map_err(raise)
    }

    fn plain<'py, R: Serialize + Send + 'static>(
        &self,
        py: Python<'py>,
        act: impl FnOnce(&core::BookDue<'_>) -> R + Send + 'static,
    ) -> Plain<'py> {
        to_plain(py, &self.ask(py, act)?)
    }

    fn listed(
        &self,
        py: Python<'_>,
        kinds: &Bound<'_, PyAny>,
        person: Option<Text>,
        more: &Bound<'_, PyAny>,
    ) -> PyResult<core::DueList> {
        let kinds: Vec<DueKind> = from_plain("kinds", kinds)?;
        let more: Vec<DuePart> = from_plain("more", more)?;
        self.ask(py, move |due| {
            let mut list = match person.as_deref() {
                Some(person) => due.list_for(person, &kinds),
                None => due.list(&kinds),
            };
            list.merge(more);
            list
        })
    }
}

#[pymethods]
impl BookDue {
    #[staticmethod]
    fn of(
        py: Python<'_>,
        result: &Scored,
        calendar: &WorkCalendar,
        looking: &Bound<'_, PyAny>,
    ) -> PyResult<Self> {
        let (assessment, source) = (result.assessment.clone(), result.source.clone());
        let looking = from_plain("looking", looking)?;
        let due = Self(Arc::new(Inner { assessment, source, calendar: calendar.clone(), looking }));
        // Another instant than one of the day that was scored is refused at once.
        due.ask(py, |_| ())?;
        Ok(due)
    }

    fn looking<'py>(&self, py: Python<'py>) -> Plain<'py> {
        to_plain(py, &self.0.looking)
    }

    /// The list, with more parts of the same instant.
    #[pyo3(signature = (kinds, person, more))]
    fn due_list<'py>(
        &self,
        py: Python<'py>,
        kinds: &Bound<'py, PyAny>,
        person: Option<Text>,
        more: &Bound<'py, PyAny>,
    ) -> Plain<'py> {
        to_plain(py, &self.listed(py, kinds, person, more)?)
    }

    /// The same list as an Arrow table.
    #[pyo3(signature = (kinds, person, more, lang))]
    fn table(
        &self,
        py: Python<'_>,
        kinds: &Bound<'_, PyAny>,
        person: Option<Text>,
        more: &Bound<'_, PyAny>,
        lang: Option<Text>,
    ) -> PyResult<Table> {
        let (language, list) = (optional(lang)?, self.listed(py, kinds, person, more)?);
        py.detach(|| Table::of(&list.table(language).table(), &list.stamp)).map_err(raise)
    }

    fn calls_of<'py>(&self, py: Python<'py>, customer_id: Text) -> Plain<'py> {
        let part = self.ask(py, move |due| due.calls_of(&customer_id))?.map_err(raise)?;
        to_plain(py, &part)
    }

    fn calls<'py>(&self, py: Python<'py>) -> Plain<'py> {
        self.plain(py, |due| due.calls())
    }

    fn duties<'py>(&self, py: Python<'py>) -> Plain<'py> {
        self.plain(py, |due| due.duties())
    }

    fn retention<'py>(&self, py: Python<'py>) -> Plain<'py> {
        self.plain(py, |due| due.retention())
    }

    fn holds<'py>(&self, py: Python<'py>) -> Plain<'py> {
        self.plain(py, |due| due.holds())
    }

    fn kept_records<'py>(&self, py: Python<'py>) -> Plain<'py> {
        self.plain(py, |due| due.kept_records())
    }

    fn roles_of(&self, py: Python<'_>, person: Text) -> PyResult<Vec<String>> {
        self.ask(py, move |due| due.roles_of(&person))
    }

    fn regularity<'py>(&self, py: Python<'py>, weeks: u32) -> Plain<'py> {
        self.plain(py, move |due| due.regularity(weeks))
    }

    /// How regularly every customer was contacted, as an Arrow table.
    fn regularity_table(&self, py: Python<'_>, weeks: u32) -> PyResult<Table> {
        let regular = self.ask(py, move |due| due.regularity(weeks))?;
        let stored = Regularity::table(&regular);
        py.detach(|| Table::of(&stored.table(), &self.0.assessment.stamp)).map_err(raise)
    }
}
