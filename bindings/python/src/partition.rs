//! Partitions of books that are too large for one machine: what travels between machines, as text.

use chrono::NaiveDate;
use keyaccount::{Error, GradedPartition, Partition, PopulationShare, Problem, ProblemCode, RankingShare};
use pyo3::prelude::*;

use crate::book::BookData;
use crate::errors::{self, raise};
use crate::policy::Policy;
use crate::result::Result;
use crate::text::Text;
use crate::work::beside;

/// Does something with the customers of a partition, measured, on a thread of its own.
fn measured<T: Send + 'static>(
    py: Python<'_>,
    book: &BookData,
    policy: &Policy,
    as_of: NaiveDate,
    act: impl FnOnce(Partition<'_>) -> core::result::Result<T, Error> + Send + 'static,
) -> PyResult<T> {
    let (source, rules) = (book.0.clone(), policy.0.clone());
    let made = beside(py, false, move |_| source.with(|book| act(Partition::measure(book, &rules, as_of)?)))?;
    made.map_err(raise)
}

/// Scores and grades the customers of a partition against the population of all.
fn graded<T: Send + 'static>(
    py: Python<'_>,
    (book, policy, as_of): (&BookData, &Policy, NaiveDate),
    population: Text,
    act: impl FnOnce(GradedPartition) -> core::result::Result<T, Error> + Send + 'static,
) -> PyResult<T> {
    measured(py, book, policy, as_of, move |partition| {
        act(partition.grade(&PopulationShare::from_json(&population)?)?)
    })
}

/// What the customers of a partition add to the population, and the problems of rows that are left out.
#[pyfunction]
pub(crate) fn population_share(
    py: Python<'_>,
    book: &BookData,
    policy: &Policy,
    as_of: NaiveDate,
) -> PyResult<(String, Vec<errors::Problem>)> {
    measured(py, book, policy, as_of, |partition| {
        let rejected = partition.rejected().map(errors::Problem::from).collect();
        Ok((partition.population_share()?.to_json(), rejected))
    })
}

/// What several partitions together, at least one, add to the population.
#[pyfunction]
pub(crate) fn merge_population_shares(py: Python<'_>, shares: Vec<Text>) -> PyResult<String> {
    let merged = beside(py, false, move |_| {
        let parsed = shares.iter().map(|share| PopulationShare::from_json(share)).collect();
        Ok(merged(parsed, PopulationShare::merge)?.to_json())
    })?;
    merged.map_err(|error: Error| raise(error))
}

/// What the customers of a partition add to the order of all.
#[pyfunction]
pub(crate) fn ranking_share(
    py: Python<'_>,
    book: &BookData,
    policy: &Policy,
    as_of: NaiveDate,
    population: Text,
) -> PyResult<String> {
    graded(py, (book, policy, as_of), population, |graded| Ok(graded.ranking_share().to_json()))
}

/// What several partitions together, at least one, add to the order of all.
#[pyfunction]
pub(crate) fn merge_ranking_shares(py: Python<'_>, shares: Vec<Text>) -> PyResult<String> {
    let merged = beside(py, false, move |_| {
        let parsed = shares.iter().map(|share| RankingShare::from_json(share)).collect();
        Ok(merged(parsed, RankingShare::merge)?.to_json())
    })?;
    merged.map_err(|error: Error| raise(error))
}

/// The result of a partition, and the place of each row of its score table in that of the whole book, from
/// 0.
#[pyfunction]
pub(crate) fn finish_partition(
    py: Python<'_>,
    book: &BookData,
    policy: &Policy,
    as_of: NaiveDate,
    population: Text,
    ranking: Text,
) -> PyResult<(Result, Vec<u64>)> {
    let (mut assessment, places) = graded(py, (book, policy, as_of), population, move |graded| {
        graded.finish_placed(&RankingShare::from_json(&ranking)?)
    })?;
    assessment.add_notes(book.0.notes());
    Ok((Result::new(assessment, book.0.clone(), policy.clone()), places))
}

/// Merges neighbours, then what they come to, and so on, so that no share is merged often.
fn merged<S>(
    shares: core::result::Result<Vec<S>, Error>,
    merge: impl Fn(S, S) -> core::result::Result<S, Error>,
) -> core::result::Result<S, Error> {
    let mut shares = shares?;
    while shares.len() > 1 {
        let mut pairs = Vec::with_capacity(shares.len().div_ceil(2));
        let mut rest = shares.into_iter();
        while let Some(one) = rest.next() {
            pairs.push(match rest.next() {
                Some(other) => merge(one, other)?,
                None => one,
            });
        }
        shares = pairs;
    }
    shares.pop().ok_or_else(|| Problem::new(ProblemCode::Missing, "no shares", "at least one").into())
}
