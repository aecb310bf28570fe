//! Single steps of the arithmetic, as `keyaccount.functions` offers them.

use chrono::{Datelike, NaiveDate};
use indexmap::IndexMap;
use keyaccount::{CreditTerms, PortfolioFacts, Problem, ProblemCode, Score, Window, quote};
use pyo3::prelude::*;

use crate::day::Day;
use crate::errors::raise;
use crate::exact::{Count, Number};
use crate::plain::to_plain;
use crate::policy::Policy;
use crate::text::Text;

type Plain<'py> = PyResult<Bound<'py, PyAny>>;

/// A number that must have no decimals.
fn whole(name: &str, number: Number) -> PyResult<i128> {
    let number = number.named(name)?;
    number.at_scale(0).ok_or_else(|| {
        raise(Problem::new(ProblemCode::OutOfRange, quote(&number.to_string()), "a whole number").path(name))
    })
}

/// A published score.
fn published(name: &str, number: Number) -> PyResult<Score> {
    let number = number.named(name)?;
    let found = number.at_scale(2).and_then(Score::from_hundredths);
    found.ok_or_else(|| {
        let expected = "a score between 0.00 and 100.00";
        raise(Problem::new(ProblemCode::OutOfRange, quote(&number.to_string()), expected).path(name))
    })
}

/// A day that Python has, or what was found instead.
fn of_python(day: Option<NaiveDate>, found: impl FnOnce() -> String) -> PyResult<NaiveDate> {
    day.filter(|day| (1..=9999).contains(&day.year())).ok_or_else(|| beyond_calendars(&found()))
}

fn beyond_calendars(found: &str) -> PyErr {
    raise(Problem::new(ProblemCode::OutOfRange, quote(found), "a day of the years 1 to 9999"))
}

fn text(number: Option<impl ToString>) -> Option<String> {
    number.map(|number| number.to_string())
}

/// The quotient, rounded, in units of so many decimals.
#[pyfunction]
pub(crate) fn round_ratio(
    numerator: Number,
    denominator: Number,
    places: Count<u8>,
) -> PyResult<Option<i128>> {
    let (numerator, denominator) = (whole("numerator", numerator)?, whole("denominator", denominator)?);
    Ok(keyaccount::round_ratio(numerator, denominator, *places))
}

/// The same day some months later.
#[pyfunction]
pub(crate) fn add_months(py: Python<'_>, day: Day, months: Count<i32>) -> Plain<'_> {
    let day = day.of("day")?;
    let months = *months;
    let later = keyaccount::add_months(day, months);
    to_plain(py, &of_python(later, || format!("{day} and {months} months"))?)
}

/// The first and the last day of a window.
#[pyfunction]
pub(crate) fn window(py: Python<'_>, as_of: Day, months: Count<u32>) -> Plain<'_> {
    let as_of = as_of.of("as_of")?;
    let months = *months;
    let first = Window::ending(as_of, months).first.date();
    let first = of_python(first, || format!("{months} months before {as_of}"))?;
    to_plain(py, &(first, as_of))
}

/// Ten-thousandths of a point of credit.
#[pyfunction]
pub(crate) fn credit_points(policy: &Policy, days_late: Count<i32>) -> u32 {
    policy.0.credit().curve.points(*days_late)
}

/// The credit grade of a score.
#[pyfunction]
pub(crate) fn credit_band(policy: &Policy, score: Number) -> PyResult<String> {
    let bands = &policy.0.credit().bands;
    Ok(bands.name(bands.of(published("score", score)?)).to_owned())
}

/// The grade of a composite score, before caps.
#[pyfunction]
pub(crate) fn composite_band(policy: &Policy, score: Number) -> PyResult<String> {
    let bands = &policy.0.composite().bands;
    Ok(bands.name(bands.of(published("score", score)?)).to_owned())
}

/// The coefficient, in plain digits, and the days of a credit grade.
#[pyfunction]
pub(crate) fn credit_terms(policy: &Policy, grade: Text) -> PyResult<(String, u32)> {
    let terms = policy.0.credit().terms_of(&grade).map_err(raise)?;
    Ok((terms.coefficient.to_string(), terms.term_days))
}

/// The credit limit, in plain digits.
#[pyfunction]
pub(crate) fn credit_limit(
    sales: Number,
    months: Count<u32>,
    coefficient: Number,
    term_days: Count<u32>,
) -> PyResult<Option<String>> {
    let coefficient = coefficient.decimal("coefficient")?;
    let terms = CreditTerms { clause: None, coefficient, term_days: *term_days };
    Ok(text(keyaccount::credit_limit(sales.named("sales")?, *months, &terms)))
}

/// The measures of a portfolio, as plain `PortfolioMetrics`.
#[pyfunction]
pub(crate) fn portfolio_metrics(
    py: Python<'_>,
    begin_receivables: Number,
    credit_sales: Number,
    end_receivables: Number,
    end_current: Number,
    days: Count<u32>,
) -> Plain<'_> {
    let facts = PortfolioFacts {
        begin_receivables: begin_receivables.named("begin_receivables")?,
        credit_sales: credit_sales.named("credit_sales")?,
        end_receivables: end_receivables.named("end_receivables")?,
        end_current: end_current.named("end_current")?,
        days: *days,
    };
    to_plain(py, &keyaccount::portfolio_metrics(&facts))
}

/// Running shares of the total in percent, in plain digits.
#[pyfunction]
pub(crate) fn cumulative_shares(values: Vec<Number>) -> PyResult<Option<Vec<String>>> {
    let values = values.into_iter().map(|value| value.named("values")).collect::<PyResult<Vec<_>>>()?;
    let shares = keyaccount::cumulative_shares(values);
    Ok(shares.map(|shares| shares.iter().map(ToString::to_string).collect()))
}

/// The composite of the scores of the dimensions, in plain digits.
#[pyfunction]
pub(crate) fn composite_score(
    policy: &Policy,
    scores: IndexMap<Text, Option<Number>>,
) -> PyResult<Option<String>> {
    let scores = scores.into_iter().map(|(name, number)| {
        let score = number.map(|number| published(&format!("scores.{}", &*name), number)).transpose()?;
        Ok((name, score))
    });
    let scores = scores.collect::<PyResult<Vec<_>>>()?;
    let composite = policy.0.composite().score_of(scores.iter().map(|(name, score)| (&**name, *score)));
    Ok(text(composite.map_err(raise)?))
}

/// The quintile of a rank.
#[pyfunction]
pub(crate) fn quintile(rank: Count<usize>, of: Count<usize>) -> u8 {
    keyaccount::quintile(*rank, *of)
}

/// The growth in percent, in plain digits.
#[pyfunction]
pub(crate) fn growth(current: Number, previous: Number) -> PyResult<Option<String>> {
    Ok(text(keyaccount::growth(current.named("current")?, previous.named("previous")?)))
}

/// The day the next assessment is due.
#[pyfunction]
pub(crate) fn reassessment_due<'py>(py: Python<'py>, policy: &Policy, last: Day) -> Plain<'py> {
    let last = last.of("last")?;
    let due = keyaccount::reassessment_due(last, policy.0.review());
    to_plain(py, &of_python(due, || format!("the assessment after {last}"))?)
}
