//! The scores of a past day held against what happened afterwards.

use std::sync::Arc;

use indexmap::IndexMap;
use keyaccount::{Allowed, CurveBounds, OutcomeKind, Outcomes, Problem, ProblemCode, WeightBounds, quote};
use keyaccount_files::{ReadError, read_outcomes};
use pyo3::prelude::*;
use rust_decimal::Decimal;

use crate::errors::raise;
use crate::exact::Number;
use crate::frames::batches;
use crate::language::language;
use crate::result::Result;
use crate::table::Table;
use crate::text::{Place, Text, text};
use crate::told::plain;
use crate::work::beside;

/// Holds a result against outcomes: a frame, or a CSV file, with `customer_id`, `outcome` and perhaps `on`,
/// the day it was observed. Outcomes on or before the result's day are left out and counted.
///
/// `kind` says what an outcome means: `bad` and `good` are yes or no, `higher_is_worse` and
/// `higher_is_better` numbers (decimals, not floats).
///
/// `calibrate` proposes other values for the policy, `weights` of the composite or points of the credit
/// `curve`, each within `bounds` (the least and the most, by the dimension's name or by days late) and
/// weights in steps of `step`. Nothing is changed: a proposal is TOML to be decided on.
///
/// Raises `KeyaccountError` for what is wrong with outcomes and bounds.
#[pyfunction]
#[pyo3(signature = (result, outcomes, kind, *, calibrate = None, bounds = None, step = None))]
pub(crate) fn backtest(
    py: Python<'_>,
    result: &Bound<'_, Result>,
    outcomes: &Bound<'_, PyAny>,
    kind: Text,
    calibrate: Option<Text>,
    bounds: Option<IndexMap<Text, (Number, Number)>>,
    step: Option<Number>,
) -> PyResult<Backtest> {
    let kind = outcome_kind(&kind)?;
    let (assessment, source) = (result.get().assessment.clone(), result.get().source.clone());
    let after = assessment.stamp.as_of;
    let read: Outcomes = match outcomes.extract::<Place>() {
        Ok(path) => py.detach(|| read_outcomes(&path, kind, after)).map_err(raise)?,
        Err(_) => {
            let rows = batches("outcomes", outcomes)?;
            py.detach(|| keyaccount_arrow::read_outcomes(&rows, kind, after)).map_err(raise)?
        }
    };
    let decimal = |number: Number| number.decimal("bounds");
    let bounds = bounds.unwrap_or_default().into_iter();
    let bounds = bounds
        .map(|(name, (least, most)): (Text, _)| Ok((name.into_string(), (decimal(least)?, decimal(most)?))));
    let step = step.map(|step| step.decimal("step")).transpose()?;
    let wanted = Calibration::of(calibrate.as_deref(), bounds.collect::<PyResult<_>>()?, step)?;
    let found = beside(py, false, move |_| {
        let mut found = keyaccount::backtest(&assessment, &read)?;
        let proposal = match &wanted {
            None => None,
            Some(Calibration::Weights(bounds)) => {
                Some(keyaccount::propose_weights(&assessment, &read, bounds)?)
            }
            Some(Calibration::Curve(bounds)) => {
                Some(source.with(|book| keyaccount::propose_curve(&assessment, book, &read, bounds))?)
            }
        };
        found.proposals.extend(proposal);
        Ok::<_, ReadError>(found)
    })?;
    Ok(Backtest(Arc::new(found.map_err(raise)?)))
}

/// What is to be calibrated, and how far it may go.
enum Calibration {
    Weights(WeightBounds),
    Curve(CurveBounds),
}

impl Calibration {
    fn of(
        what: Option<&str>,
        bounds: IndexMap<String, (Decimal, Decimal)>,
        step: Option<Decimal>,
    ) -> PyResult<Option<Self>> {
        let allowed = |(least, most)| Allowed { least, most };
        Ok(match what {
            None => None,
            Some("weights") => {
                let bounds = bounds.into_iter().map(|(name, bound)| (name, allowed(bound))).collect();
                let usual = WeightBounds::default();
                Some(Self::Weights(WeightBounds { bounds, step: step.unwrap_or(usual.step) }))
            }
            Some("curve") => {
                let by_days = |(days, bound): (String, _)| match days.parse::<u32>() {
                    Ok(days) => Ok((days, allowed(bound))),
                    Err(_) => {
                        let expected = "days late, such as `30`";
                        Err(raise(
                            Problem::new(ProblemCode::BadNumber, quote(&days), expected).path("bounds"),
                        ))
                    }
                };
                let bounds = bounds.into_iter().map(by_days).collect::<PyResult<_>>()?;
                Some(Self::Curve(CurveBounds { bounds }))
            }
            Some(other) => {
                let problem = Problem::new(ProblemCode::UnknownCode, quote(other), "`weights` or `curve`");
                return Err(raise(problem.path("calibrate")));
            }
        })
    }
}

fn outcome_kind(code: &str) -> PyResult<OutcomeKind> {
    serde_json::from_value(code.into()).map_err(|_| {
        let codes = OutcomeKind::ALL.iter().filter_map(|kind| serde_json::to_string(kind).ok());
        let codes: Vec<_> = codes.map(|code| code.replace('"', "`")).collect();
        raise(Problem::new(ProblemCode::UnknownCode, quote(code), codes.join(", ")).path("kind"))
    })
}

/// How well the scores of a past day foretold what happened.
#[pyclass(frozen, module = "keyaccount._core")]
pub(crate) struct Backtest(Arc<keyaccount::Backtest>);

#[pymethods]
impl Backtest {
    /// Outcomes by grade and by group of scores, for each score and measure.
    #[getter]
    fn table(&self, py: Python<'_>) -> PyResult<Table> {
        py.detach(|| Table::of(&self.0.table().table(), &self.0.stamp)).map_err(raise)
    }

    /// The proposals that were asked for, as the TOML that would carry them out.
    #[getter]
    fn proposals(&self) -> Vec<String> {
        self.0.proposals.iter().map(|proposal| proposal.toml.clone()).collect()
    }

    /// The back-test summed up as text, proposals with what speaks for and against them.
    #[pyo3(signature = (lang: "str" = "en"))]
    fn summary(&self, #[pyo3(from_py_with = text)] lang: &str) -> PyResult<String> {
        Ok(self.0.summary(language(lang)?))
    }

    /// Everything as dictionaries and lists; decimals and days are texts.
    #[pyo3(signature = () -> "dict[str, object]")]
    fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        plain(py, &*self.0)
    }

    fn __str__(&self) -> String {
        self.0.summary(keyaccount::Language::English)
    }

    fn __repr__(&self) -> String {
        let counts = &self.0.outcomes;
        format!("<Backtest: {} outcomes known of {} customers>", counts.known, counts.customers)
    }

    fn _repr_html_(slf: &Bound<'_, Self>) -> PyResult<String> {
        slf.py().import("keyaccount._html")?.call_method1("text", (slf.get().__str__(),))?.extract()
    }
}
