//! What a book says of people, papers, contracts and files: what decisions are asked with.

use std::sync::Arc;

use chrono::NaiveDate;
use keyaccount::approval as core;
use keyaccount::approval::{Circumstances, Papers};
use keyaccount::archive as archive_core;
use keyaccount::book::Book;
use pyo3::prelude::*;
use pyo3::types::PyString;

use crate::approval::{Case, Organisation};
use crate::archive::desk::{AccessPolicy, AccessRegisters, code};
use crate::book::BookData;
use crate::errors::raise;
use crate::plain::to_plain;
use crate::text::Text;

type Plain<'py> = PyResult<Bound<'py, PyAny>>;

/// People, role holders and delegations as they are visible on a day.
#[pyfunction]
pub(crate) fn organisation_of_book(
    py: Python<'_>,
    book: &BookData,
    as_of: NaiveDate,
) -> PyResult<Organisation> {
    let source = Arc::clone(&book.0);
    let made = py.detach(|| source.with(|book| core::Organisation::of_book(book, as_of)));
    made.map(Organisation::new).map_err(raise)
}

/// The registers of access as they are visible on a day.
#[pyfunction]
pub(crate) fn registers_of_book(
    py: Python<'_>,
    book: &BookData,
    as_of: NaiveDate,
) -> PyResult<AccessRegisters> {
    let source = Arc::clone(&book.0);
    let made = py.detach(|| source.with(|book| archive_core::AccessRegisters::of_book(book, as_of)));
    AccessRegisters::new(made.map_err(raise)?)
}

/// What a book has of a customer's papers on a day, as plain `Papers`.
#[pyfunction]
#[pyo3(signature = (book, customer_id, contract_id, on))]
pub(crate) fn papers_of_book<'py>(
    py: Python<'py>,
    book: &BookData,
    customer_id: Text,
    contract_id: Option<Text>,
    on: NaiveDate,
) -> Plain<'py> {
    to_plain(
        py,
        &py.detach(|| book.0.with(|book| Papers::of_book(book, &customer_id, contract_id.as_deref(), on))),
    )
}

/// What a book says of a customer on the day of a submission, as plain `Circumstances`.
#[pyfunction]
pub(crate) fn circumstances_of_book<'py>(
    py: Python<'py>,
    book: &BookData,
    customer_id: Text,
    on: NaiveDate,
) -> Plain<'py> {
    to_plain(py, &py.detach(|| book.0.with(|book| Circumstances::of_book(book, &customer_id, on))))
}

/// The file of a customer as it is on a day, for something that is to be done with it; `None` if there is none.
#[pyfunction]
pub(crate) fn file_of_book<'py>(
    py: Python<'py>,
    book: &BookData,
    customer_id: Text,
    action: &Bound<'py, PyString>,
    rules: &AccessPolicy,
    as_of: NaiveDate,
) -> Plain<'py> {
    let action = code("action", action)?;
    let file =
        |book: &Book| archive_core::CustomerFile::of_book(book, &customer_id, action, &rules.0.access, as_of);
    to_plain(py, &py.detach(|| book.0.with(file)))
}

/// The case of a contract that was handed in by a day: a draft.
#[pyfunction]
#[pyo3(signature = (book, contract_id, on, applicant))]
pub(crate) fn case_of_contract(
    py: Python<'_>,
    book: &BookData,
    contract_id: Text,
    on: NaiveDate,
    applicant: Option<Text>,
) -> PyResult<Case> {
    let case = py
        .detach(|| book.0.with(|book| core::Case::of_contract(book, &contract_id, on, applicant.as_deref())));
    case.map(Case).map_err(raise)
}
