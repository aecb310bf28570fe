//! What a book says about itself, as keyword arguments: the settings of `book.toml`.

use chrono::NaiveDate;
use keyaccount::book::{
    AmountsBasis, BadRows, BookSettings, MissingCustomer, UnappliedCredit, UnknownCustomers, UnknownInvoices,
};
use keyaccount::{Problem, ProblemCode, quote};
use keyaccount_arrow::{ReadOptions, Tz};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::PyDict;

use crate::errors::raise;
use crate::text::Text;

/// The settings of a book made of frames.
#[derive(FromPyObject)]
#[pyo3(from_item_all)]
pub(crate) struct Settings {
    currency: Option<Text>,
    amounts: Option<Text>,
    unknown_customers: Option<Text>,
    missing_customer: Option<Text>,
    unknown_invoices: Option<Text>,
    unapplied_credit: Option<Text>,
    history_from: Option<NaiveDate>,
    partial: bool,
    zone: Option<Text>,
    money_decimals: Option<u8>,
    skip_bad_rows: bool,
}

impl Settings {
    /// The settings by their names, all of which are there.
    pub(crate) fn of(settings: &Bound<'_, PyDict>) -> PyResult<Self> {
        settings.extract().map_err(|error: PyErr| match error.cause(settings.py()) {
            // A problem is one however deep it lies.
            Some(cause) if cause.is_instance_of::<PyValueError>(settings.py()) => cause,
            _ => error,
        })
    }

    /// The settings the core knows, and how Arrow's cells are read.
    pub(crate) fn read(&self) -> PyResult<(BookSettings, ReadOptions)> {
        let amounts = [("incl", AmountsBasis::Inclusive), ("excl", AmountsBasis::Exclusive)];
        let unknown = [("add", UnknownCustomers::Add), ("skip", UnknownCustomers::Skip)];
        let settings = BookSettings {
            currency: self.currency.clone().map(Text::into_string),
            amounts: chosen("amounts", self.amounts.as_deref(), &amounts)?,
            unknown_customers: chosen("unknown_customers", self.unknown_customers.as_deref(), &unknown)?
                .unwrap_or_default(),
            missing_customer: chosen(
                "missing_customer",
                self.missing_customer.as_deref(),
                &[("skip", MissingCustomer::Skip)],
            )?
            .unwrap_or_default(),
            unknown_invoices: chosen(
                "unknown_invoices",
                self.unknown_invoices.as_deref(),
                &[("skip", UnknownInvoices::Skip)],
            )?
            .unwrap_or_default(),
            unapplied_credit: chosen(
                "unapplied_credit",
                self.unapplied_credit.as_deref(),
                &[("report", UnappliedCredit::Report)],
            )?
            .unwrap_or_default(),
            history_from: self.history_from,
            partial: self.partial,
            bad_rows: if self.skip_bad_rows { BadRows::Skip } else { BadRows::Refuse },
        };
        let zone = self.zone.as_deref().map(zone).transpose()?;
        Ok((settings, ReadOptions { money_decimals: self.money_decimals, zone }))
    }
}

fn chosen<T: Copy>(name: &str, stated: Option<&str>, choices: &[(&str, T)]) -> PyResult<Option<T>> {
    let Some(stated) = stated else { return Ok(None) };
    let choice = choices.iter().find(|(code, _)| *code == stated).map(|(_, choice)| *choice);
    choice.map(Some).ok_or_else(|| {
        let codes: Vec<_> = choices.iter().map(|(code, _)| format!("`{code}`")).collect();
        let problem = Problem::new(ProblemCode::UnknownCode, quote(stated), codes.join(" or ")).path(name);
        raise(problem.remedy("leave it out for the strictest reading"))
    })
}

fn zone(name: &str) -> PyResult<Tz> {
    name.parse().map_err(|_| {
        let expected = "the name of a time zone, such as `Asia/Shanghai`";
        raise(Problem::new(ProblemCode::UnknownCode, quote(name), expected).path("zone"))
    })
}
