//! Results: scores, grades and their reasons.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use chrono::{NaiveDate, NaiveDateTime, TimeDelta};
use indexmap::IndexMap;
use keyaccount::{Assessment, Audience, KeyAccounts, Verdict, VipListing, Vips};
use keyaccount_files::{FileFormat, ReadError, ResultForm, TableKind, read_listings};
use pyo3::exceptions::PyKeyError;
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyList, PyString};

use crate::admitted::Admitted;
use crate::book::Source;
use crate::day::Day;
use crate::errors::{self, raise};
use crate::exact::Number;
use crate::explanation::{Explanation, Remedy};
use crate::foreign::{DueOfBook, OneVerdict, Texts};
use crate::language::language;
use crate::pickled::cannot_pickle;
use crate::plain::{from_plain, to_plain};
use crate::policy::Policy;
use crate::table::Table;
use crate::text::{Place, Text, text};
use crate::told::{self, Cell, Distribution, Note, Stamp};
use crate::work::beside;

/// A whole book scored on one day: scores, grades and ranks of every customer, with notes and stamp.
///
/// `result["K001"]` is the row of one customer as a dictionary, `len(result)` how many there are,
/// `"K001" in result` whether one is there, and `for customer_id in result` goes over their ids.
#[pyclass(frozen, module = "keyaccount._core")]
pub(crate) struct Result {
    pub(crate) assessment: Arc<Assessment>,
    pub(crate) source: Arc<Source>,
    policy: Policy,
    /// Tables are made when they are first asked for.
    tables: Mutex<HashMap<TableKind, Table>>,
    admitted: Admitted,
}

impl Result {
    pub(crate) fn new(assessment: Assessment, source: Arc<Source>, policy: Policy) -> Self {
        Self {
            assessment: Arc::new(assessment),
            source,
            policy,
            tables: Mutex::default(),
            admitted: Admitted::default(),
        }
    }

    fn table(&self, py: Python<'_>, kind: TableKind) -> PyResult<Table> {
        let made = || self.tables.lock().unwrap_or_else(PoisonError::into_inner).get(&kind).cloned();
        if let Some(table) = made() {
            return Ok(table);
        }
        let table = self.make(py, kind, None)?;
        let mut tables = self.tables.lock().unwrap_or_else(PoisonError::into_inner);
        Ok(tables.entry(kind).or_insert(table).clone())
    }

    fn make(&self, py: Python<'_>, kind: TableKind, lang: Option<keyaccount::Language>) -> PyResult<Table> {
        let (assessment, source) = (self.assessment.clone(), self.source.clone());
        let table = beside(py, false, move |_| {
            source
                .with(|book| kind.with(&assessment, book, lang, |table| Table::of(table, &assessment.stamp)))
        })?;
        table.and_then(|table| table).map_err(raise)
    }

    fn write(&self, py: Python<'_>, path: Place, form: ResultForm) -> PyResult<()> {
        let (assessment, source) = (self.assessment.clone(), self.source.clone());
        let written = beside(py, false, move |_| {
            source.with(|book| keyaccount_cli::write_result(&path, &form, &assessment, book, source.skips()))
        })?;
        written.map_err(raise)
    }

    /// Does something with the verdicts on everybody.
    fn admission(
        &self,
        py: Python<'_>,
        act: impl FnOnce(&Assessment, &keyaccount::book::Book) -> core::result::Result<Table, ReadError>
        + Send
        + 'static,
    ) -> PyResult<Table> {
        let (assessment, source) = (self.assessment.clone(), self.source.clone());
        beside(py, false, move |_| source.with(|book| act(&assessment, book)))?.map_err(raise)
    }
}

impl Result {
    /// The policy's definition of key accounts, with stock held for a customer.
    fn key_accounts_with(
        &self,
        py: Python<'_>,
        customer_id: &str,
        stock_held: Option<Number>,
    ) -> PyResult<Cow<'_, KeyAccounts<'_>>> {
        let asked = self.admitted.key_accounts(py, &self.assessment, &self.source)?;
        let Some(stock) = stock_held else { return Ok(Cow::Borrowed(asked)) };
        let with_stock = asked.clone().with_stock_held([(customer_id, stock.named("stock_held")?)]);
        with_stock.map(Cow::Owned).map_err(raise)
    }

    fn vip_rules(&self, py: Python<'_>) -> PyResult<&Vips<'_>> {
        self.admitted.vips(py, &self.assessment, &self.source)
    }
}

/// A verdict as a record of Python.
fn verdict(
    py: Python<'_>,
    verdict: core::result::Result<Verdict, keyaccount::Error>,
) -> PyResult<OneVerdict<'_>> {
    let plain = to_plain(py, &verdict.map_err(raise)?)?;
    py.import("keyaccount._decided")?.call_method1("verdict", (plain,)).map(OneVerdict)
}

fn optional(lang: Option<Text>) -> PyResult<Option<keyaccount::Language>> {
    lang.as_deref().map(language).transpose()
}

#[pymethods]
impl Result {
    /// The policy it was made under.
    #[getter]
    fn policy(&self) -> Policy {
        self.policy.clone()
    }

    /// The day it holds for.
    #[getter]
    fn as_of(&self) -> NaiveDate {
        self.assessment.stamp.as_of
    }

    /// What it was made from.
    #[getter]
    fn stamp(&self) -> Stamp {
        Stamp::from(&self.assessment.stamp)
    }

    /// What was noticed beside it, the most helpful first.
    #[getter]
    fn notes(&self) -> Vec<Note> {
        told::notes(&self.assessment.notes)
    }

    /// How many customers have which grade.
    #[getter]
    fn distribution(&self) -> Distribution {
        Distribution(self.assessment.distribution.clone())
    }

    /// The problems of rows that were left out.
    #[getter]
    fn rejected(&self) -> Vec<errors::Problem> {
        self.assessment.rejected.iter().map(errors::Problem::from).collect()
    }

    /// Scores, grades and ranks: one row for each customer, rated ones by priority, then unrated ones,
    /// then new ones. Scores have two decimals, from 0 to 100.
    #[getter]
    fn scores(&self, py: Python<'_>) -> PyResult<Table> {
        self.table(py, TableKind::Scores)
    }

    /// The arithmetic of credit, one row for each payment.
    #[getter]
    fn slices(&self, py: Python<'_>) -> PyResult<Table> {
        self.table(py, TableKind::Slices)
    }

    /// Credit limit, exposure and hold of each customer.
    #[getter]
    fn credit(&self, py: Python<'_>) -> PyResult<Table> {
        self.table(py, TableKind::Credit)
    }

    /// Recency, frequency, money, growth and deal stage of each customer.
    #[getter]
    fn behaviour(&self, py: Python<'_>) -> PyResult<Table> {
        self.table(py, TableKind::Behaviour)
    }

    /// Metrics of the whole book.
    #[getter]
    fn portfolio(&self, py: Python<'_>) -> PyResult<Table> {
        self.table(py, TableKind::Portfolio)
    }

    /// The score table followed by `main_reason`, what decided the grade, and `next_step`, the smallest
    /// thing that would lift it, one sentence each.
    #[pyo3(signature = (lang: "str" = "en"))]
    fn explained(&self, py: Python<'_>, #[pyo3(from_py_with = text)] lang: &str) -> PyResult<Table> {
        self.make(py, TableKind::Scores, Some(language(lang)?))
    }

    /// Every step of the arithmetic of one customer. `audience` is `internal`, or `customer` for a copy
    /// to hand out: nothing about other customers, no amounts of profit, costs or margins, no names of our people.
    ///
    /// Raises `KeyaccountError` for a customer that is not there, with the nearest id.
    #[pyo3(signature = (customer_id, lang: "str" = "en", audience: "str" = "internal"))]
    fn explain(
        &self,
        py: Python<'_>,
        customer_id: Text,
        #[pyo3(from_py_with = text)] lang: &str,
        #[pyo3(from_py_with = text)] audience: &str,
    ) -> PyResult<Explanation> {
        let (lang, audience) = (language(lang)?, audience.parse::<Audience>().map_err(raise)?);
        let (assessment, source) = (self.assessment.clone(), self.source.clone());
        let explained =
            beside(py, false, move |_| source.with(|book| assessment.explain(book, &customer_id, audience)))?;
        Ok(Explanation::new(explained.map_err(raise)?, lang))
    }

    /// For each dimension alone, and for each condition that holds, the smallest change that gives the
    /// customer a better grade, or why there is none.
    ///
    /// Raises `KeyaccountError` for a customer that is not there, with the nearest id.
    #[pyo3(signature = (customer_id, lang: "str" = "en"))]
    fn remedies(
        &self,
        py: Python<'_>,
        customer_id: Text,
        #[pyo3(from_py_with = text)] lang: &str,
    ) -> PyResult<Vec<Remedy>> {
        let lang = language(lang)?;
        let found = py.detach(|| self.assessment.remedies(&customer_id));
        let found = found.ok_or_else(|| raise(self.assessment.unknown_customer(&customer_id)))?;
        Ok(found.into_iter().map(|remedy| Remedy::new(remedy, lang)).collect())
    }

    /// Who may be admitted as a key account, and by how much each other customer misses it. In a language
    /// it also says so in sentences.
    ///
    /// Raises `KeyaccountError` if the policy has no rules for key accounts.
    #[pyo3(signature = (lang = None))]
    fn key_accounts(&self, py: Python<'_>, lang: Option<Text>) -> PyResult<Table> {
        let lang = optional(lang)?;
        self.admission(py, move |assessment, book| {
            let accounts = assessment.key_accounts(book)?;
            Ok(Table::of(&accounts.verdicts().table(lang).table(), &assessment.stamp)?)
        })
    }

    /// Who may apply to be a VIP. In a language it also says why in sentences.
    ///
    /// Raises `KeyaccountError` if the policy has no rules for VIPs.
    #[pyo3(signature = (lang = None))]
    fn vips(&self, py: Python<'_>, lang: Option<Text>) -> PyResult<Table> {
        let lang = optional(lang)?;
        self.admission(py, move |assessment, book| {
            let vips = assessment.vips(book)?;
            Ok(Table::of(&vips.verdicts().table(lang).table(), &assessment.stamp)?)
        })
    }

    /// Whether one customer may be admitted as a key account: every condition that decides with its actual
    /// and required value, what would turn it, and what must follow. `stock_held` is the value of stock held
    /// for it, in money, which counts as capital occupied; unless stated it counts as none, of which a refusal
    /// for capital warns.
    ///
    /// Raises `KeyaccountError` if the policy has no rules for key accounts, for a customer that is not
    /// there, with the nearest id, and for stock below zero.
    #[pyo3(signature = (customer_id, *, stock_held = None))]
    fn key_account<'py>(
        &self,
        py: Python<'py>,
        customer_id: Text,
        stock_held: Option<Number>,
    ) -> PyResult<OneVerdict<'py>> {
        verdict(py, self.key_accounts_with(py, &customer_id, stock_held)?.explain(&customer_id))
    }

    /// Whether the status of key account is in effect: the customer may be admitted, its request has gone
    /// through every approval (`request_executable`), and a contract that has not ended is signed.
    /// `stock_held` as in `key_account`.
    ///
    /// Raises `KeyaccountError` as `key_account` does.
    #[pyo3(signature = (customer_id, *, request_executable, stock_held = None))]
    fn key_account_in_effect<'py>(
        &self,
        py: Python<'py>,
        customer_id: Text,
        request_executable: bool,
        stock_held: Option<Number>,
    ) -> PyResult<OneVerdict<'py>> {
        let asked = self.key_accounts_with(py, &customer_id, stock_held)?;
        verdict(py, asked.in_effect(&customer_id, request_executable))
    }

    /// Whether one customer may apply to be a VIP: every way that is open, or what each lacks, and what must
    /// follow. Being permitted to apply is not being listed.
    ///
    /// Raises `KeyaccountError` if the policy has no rules for VIPs, and for a customer that is not there,
    /// with the nearest id.
    fn vip<'py>(&self, py: Python<'py>, customer_id: Text) -> PyResult<OneVerdict<'py>> {
        verdict(py, self.vip_rules(py)?.explain(&customer_id))
    }

    /// Whether one customer may be listed as a VIP on the day of the result. `channel` is who brings it
    /// about, `self_applied` or `company_proposed`; `approved_by` the role that approved it, `signed_off`
    /// whether compliance did.
    ///
    /// Raises `KeyaccountError` as `vip` does, and for another channel.
    #[pyo3(signature = (customer_id, *, channel, approved_by = None, signed_off = false))]
    fn list_vip<'py>(
        &self,
        py: Python<'py>,
        customer_id: Text,
        channel: &Bound<'_, PyString>,
        approved_by: Option<Text>,
        signed_off: bool,
    ) -> PyResult<OneVerdict<'py>> {
        let listing = VipListing {
            customer_id: customer_id.into_string().into(),
            channel: from_plain("channel", channel)?,
            approved_by: approved_by.map(Text::into_string),
            signed_off,
        };
        verdict(py, self.vip_rules(py)?.list(&listing))
    }

    /// Whether the listing of a VIP that was listed on a day is renewed on the day of the result.
    ///
    /// Raises `KeyaccountError` as `vip` does, and for an instant with a zone, whose day depends on where
    /// one stands.
    #[pyo3(signature = (customer_id, *, listed_on))]
    fn renew_vip<'py>(
        &self,
        py: Python<'py>,
        customer_id: Text,
        listed_on: Day,
    ) -> PyResult<OneVerdict<'py>> {
        let listed_on = listed_on.of("listed_on")?;
        verdict(py, self.vip_rules(py)?.renew(&customer_id, listed_on))
    }

    /// Until when each VIP of a register (a CSV file of `customer_id` and `listed_on`) is listed, and
    /// whose listing is renewed.
    ///
    /// Raises `KeyaccountError` for a register that cannot be read and for a policy without such rules.
    #[pyo3(signature = (register, lang = None))]
    fn vip_register(&self, py: Python<'_>, register: Place, lang: Option<Text>) -> PyResult<Table> {
        let lang = optional(lang)?;
        self.admission(py, move |assessment, book| {
            let listed = read_listings(&register)?;
            let (standings, _) = listed.standings(&assessment.vips(book)?)?;
            Ok(Table::of(&keyaccount::VipStanding::table(&standings, lang).table(), &assessment.stamp)?)
        })
    }

    /// Writes a table as CSV, and beside it the run file from which `keyaccount verify` makes it again.
    ///
    /// `table` is `scores` (which it is unless stated), `slices`, `credit`, `behaviour` or `portfolio`; `lang` puts headings and codes
    /// into a language. The file is written whole or not at all.
    #[pyo3(signature = (path, *, table = None, lang = None, escape_formulas = false))]
    fn to_csv(
        &self,
        py: Python<'_>,
        path: Place,
        table: Option<Text>,
        lang: Option<Text>,
        escape_formulas: bool,
    ) -> PyResult<()> {
        let (table, language) = (table.as_deref().map(kind).transpose()?, optional(lang)?);
        self.write(py, path, ResultForm { table, format: FileFormat::Csv, language, escape_formulas })
    }

    /// Writes a table (`table` as in `to_csv`) with stamp, notes and distribution as JSON, and beside it the
    /// run file.
    #[pyo3(signature = (path, *, table = None))]
    fn to_json(&self, py: Python<'_>, path: Place, table: Option<Text>) -> PyResult<()> {
        let table = table.as_deref().map(kind).transpose()?;
        let form = ResultForm { table, format: FileFormat::Json, language: None, escape_formulas: false };
        self.write(py, path, form)
    }

    /// Writes a workbook, a sheet for each table (or only one), with stamp, distribution and notes, and
    /// beside it the run file.
    #[pyo3(signature = (path, *, table = None, lang = None))]
    fn to_xlsx(&self, py: Python<'_>, path: Place, table: Option<Text>, lang: Option<Text>) -> PyResult<()> {
        let (table, language) = (table.as_deref().map(kind).transpose()?, optional(lang)?);
        self.write(py, path, ResultForm { table, format: FileFormat::Xlsx, language, escape_formulas: false })
    }

    /// What is due: calls, duties, records that must go. Without `at`, an instant of the day that was
    /// scored, the end of that day counts. What begins within `ahead` is listed as upcoming.
    ///
    /// Raises `KeyaccountError` for an instant of another day.
    #[pyo3(signature = (*, at = None, ahead = None, calendar = None))]
    fn due<'py>(
        slf: &Bound<'py, Self>,
        at: Option<NaiveDateTime>,
        ahead: Option<TimeDelta>,
        calendar: Option<Bound<'py, PyAny>>,
    ) -> PyResult<DueOfBook<'py>> {
        let named = PyDict::new(slf.py());
        named.set_item("at", at)?;
        named.set_item("ahead", ahead)?;
        named.set_item("calendar", calendar)?;
        slf.py().import("keyaccount.due")?.getattr("BookDue")?.call((slf,), Some(&named)).map(DueOfBook)
    }

    /// It never changes, so that a copy is the same.
    fn __copy__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __deepcopy__(slf: Py<Self>, _memo: &Bound<'_, PyAny>) -> Py<Self> {
        slf
    }

    fn __reduce__(&self) -> PyResult<String> {
        let remedy = "pickle `pyarrow.table(result.scores)`, or the book's files with policy and day";
        Err(cannot_pickle("a Result", remedy))
    }

    fn __len__(&self) -> usize {
        self.assessment.table().len()
    }

    /// The ids of the customers, in the order of the score table.
    fn __iter__<'py>(&self, py: Python<'py>) -> PyResult<Texts<'py>> {
        let table = self.assessment.table();
        let at = table.columns().iter().position(|column| column.name() == "customer_id").unwrap_or(0);
        let id = |row| table.row(row).nth(at).map(|id| id.to_string()).unwrap_or_default();
        PyList::new(py, (0..table.len()).map(id))?.try_iter().map(Texts)
    }

    fn __contains__(&self, customer_id: &Bound<'_, PyString>) -> bool {
        // A text that UTF-8 cannot hold is nobody's id.
        customer_id.to_cow().is_ok_and(|id| self.assessment.customer(&id).is_some())
    }

    /// The row of one customer: decimals as `Decimal`, days as `date`, what does not apply as `None`.
    ///
    /// Raises `KeyError` for a customer that is not there, with the nearest id, and `KeyaccountError` for a
    /// text that UTF-8 cannot hold.
    fn __getitem__(&self, customer_id: Text) -> PyResult<IndexMap<String, Option<Cell>>> {
        let customer = self
            .assessment
            .customer(&customer_id)
            .ok_or_else(|| PyKeyError::new_err(self.assessment.unknown_customer(&customer_id).to_string()))?;
        let table = self.assessment.table();
        let names = table.columns().iter().map(keyaccount::ResultColumn::name);
        let cell = |name: &str| customer.value(name).and_then(|value| Cell::of(&value));
        Ok(names.map(|name| (name.to_owned(), cell(name))).collect())
    }

    fn __repr__(&self) -> String {
        let stamp = &self.assessment.stamp;
        format!(
            "<Result of {} customers under {} {} as of {}>",
            self.__len__(),
            stamp.policy_name,
            stamp.policy_version,
            stamp.as_of
        )
    }

    fn _repr_html_(slf: &Bound<'_, Self>) -> PyResult<String> {
        slf.py().import("keyaccount._html")?.call_method1("result", (slf,))?.extract()
    }
}

/// The table with this name.
fn kind(name: &str) -> PyResult<TableKind> {
    let named = |kind: &TableKind| {
        serde_json::to_value(kind)
            .ok()
            .and_then(|value| value.as_str().map(str::to_owned))
            .unwrap_or_default()
    };
    TableKind::ALL.into_iter().find(|kind| named(kind) == name).ok_or_else(|| {
        let known: Vec<_> = TableKind::ALL.iter().map(named).collect();
        let expected = format!("one of `{}`", known.join("`, `"));
        let code = keyaccount::ProblemCode::UnknownCode;
        let problem = keyaccount::Problem::new(code, keyaccount::quote(name), expected).path("table");
        match keyaccount::nearest(name, known.iter().map(String::as_str)) {
            Some(near) => raise(problem.remedy(format!("did you mean `{near}`?"))),
            None => raise(problem),
        }
    })
}
