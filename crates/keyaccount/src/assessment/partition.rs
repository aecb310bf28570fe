//! A book in partitions, each with some of the customers, scored on as many machines: the same rows as
//! of the whole book (BOOK §5).
//!
//! Twice something small goes round: what each partition adds to the population
//! ([`PopulationShare`]), then what it adds to the order of all customers ([`RankingShare`]).

mod population_share;
mod ranking_share;

use chrono::NaiveDate;
use serde::{Serialize, de::DeserializeOwned};

pub use population_share::PopulationShare;
pub use ranking_share::RankingShare;

use super::places::Places;
use super::ranking;
use super::{Assessment, check_currency, grade_all};
use crate::book::Book;
use crate::document::json_problem;
use crate::error::{Error, Problem, ProblemCode};
use crate::facts::Facts;
use crate::grading::CustomerGrades;
use crate::policy::Policy;
use crate::scoring::Population;

/// What the shares of this library are written in.
const SHARE_FORMAT: u32 = 1;

/// Some of the customers of a book, with all of their rows, measured.
///
/// A partition is a book of its own. All partitions of a book have the same settings and the same
/// tables, if need be without rows ([`BookBuilder::declare`](crate::book::BookBuilder::declare)); tables
/// no row of which can name a customer ([`Table::is_shared`](crate::book::Table::is_shared)), such as
/// products, are whole in each. A row belongs where its customer is, be it that only its order or its
/// invoice says who that is; rows of nobody known stand in any one of them.
///
/// ```
/// use chrono::NaiveDate;
/// use keyaccount::book::{Book, BookBuilder, BookSettings, OrderLine};
/// use keyaccount::{Partition, Policy, assess};
///
/// let policy = Policy::shipped("standard").unwrap();
/// let as_of = NaiveDate::from_ymd_opt(2026, 6, 30).unwrap();
/// let rows = [("Anshan Steel", 120_000, 90_000), ("Baltic Foods", 80_000, 70_000)];
/// let book = |rows: &[(&'static str, i64, i64)]| -> Result<Book, keyaccount::Error> {
///     let mut book = BookBuilder::new(BookSettings::default());
///     for (customer, amount, cost) in rows {
///         book.push(OrderLine {
///             customer_id: Some((*customer).into()),
///             ordered_on: NaiveDate::from_ymd_opt(2025, 9, 30),
///             amount: Some((*amount).into()),
///             cost: Some((*cost).into()),
///             ..OrderLine::new((*customer).into())
///         });
///     }
///     book.finish()
/// };
/// let books = [book(&rows[..1])?, book(&rows[1..])?];
/// let measure = |book| Partition::measure(book, &policy, as_of);
///
/// let population = measure(&books[0])?.population_share()?.merge(measure(&books[1])?.population_share()?)?;
/// let mut graded = Vec::new();
/// for book in &books {
///     graded.push(measure(book)?.grade(&population)?);
/// }
/// let ranking = graded[0].ranking_share().merge(graded[1].ranking_share())?;
///
/// let whole = assess(&book(&rows)?, &policy, as_of)?;
/// for (graded, customer) in graded.into_iter().zip(["Anshan Steel", "Baltic Foods"]) {
///     let result = graded.finish(&ranking)?;
///     let row = result.customer(customer).unwrap();
///     assert_eq!(row.text("priority_rank"), whole.customer(customer).unwrap().text("priority_rank"));
///     assert_eq!(result.stamp, whole.stamp);
/// }
/// # Ok::<(), keyaccount::Error>(())
/// ```
#[derive(Debug)]
pub struct Partition<'b> {
    book: &'b Book,
    policy: &'b Policy,
    facts: Facts,
    /// Whether anything in this partition says what goods cost; its facts are measured as if so.
    has_cost_data: bool,
}

impl<'b> Partition<'b> {
    /// Measures the customers of a partition.
    ///
    /// # Errors
    /// As [`assess`](crate::assess); line numbers count the rows of the partition.
    pub fn measure(book: &'b Book, policy: &'b Policy, as_of: NaiveDate) -> Result<Self, Error> {
        let mut facts = Facts::measure_part(book, policy, as_of)?;
        check_currency(&facts, policy)?;
        let has_cost_data = core::mem::replace(&mut facts.has_cost_data, true);
        Ok(Self { book, policy, facts, has_cost_data })
    }

    /// How many customers it has.
    #[must_use]
    pub fn customers(&self) -> usize {
        self.facts.len()
    }

    /// The problems of rows that were left out: those of reading, then those that only measuring found.
    pub fn rejected(&self) -> impl Iterator<Item = &Problem> {
        self.book.rejected().iter().chain(&self.facts.rejected)
    }

    /// What its customers add to the population, with what was noticed and the sums the input digest is
    /// made of.
    ///
    /// # Errors
    /// Totals that need more than 38 digits.
    pub fn population_share(&self) -> Result<PopulationShare, Error> {
        PopulationShare::of(self)
    }

    /// Scores and grades its customers against the population of all partitions.
    ///
    /// # Errors
    /// A population of another policy, day, version or currency; as [`assess`](crate::assess).
    pub fn grade(mut self, whole: &PopulationShare) -> Result<GradedPartition, Error> {
        whole.check(self.policy, self.facts.as_of, &self.facts.currency)?;
        whole.set(&mut self.facts)?;
        let population = whole.population(self.policy)?;
        let grades = grade_all(&self.facts, &population, self.policy)?;
        let order = ranking::order(&self.facts, &grades, &population, &self.policy.composite().bands);
        Ok(GradedPartition {
            whole: whole.summary(),
            rejected: self.book.rejected().to_vec(),
            policy: self.policy.clone(),
            facts: self.facts,
            population,
            grades,
            order,
        })
    }
}

/// A partition whose customers are scored and graded, and not ranked yet.
#[derive(Debug)]
pub struct GradedPartition {
    whole: population_share::Summary,
    rejected: Vec<Problem>,
    policy: Policy,
    facts: Facts,
    population: Population,
    grades: Vec<CustomerGrades>,
    /// Customers in the order of the score table.
    order: Vec<u32>,
}

impl GradedPartition {
    /// What its customers add to the order of all, with what their grades add up to.
    #[must_use]
    pub fn ranking_share(&self) -> RankingShare {
        RankingShare::of(self)
    }

    /// The result: the customers of the partition as in the run of the whole book, with the ranks, notes,
    /// distribution, portfolio and stamp of the whole. Rejected rows are those of the partition.
    ///
    /// Of the notes one may count less than that of the whole book: order ids that several customers use
    /// (`shared_order_ids`) are counted within partitions only.
    ///
    /// # Errors
    /// A ranking of another policy, day, version or book, or of only some of the partitions.
    pub fn finish(self, ranking: &RankingShare) -> Result<Assessment, Error> {
        Ok(self.finish_placed(ranking)?.0)
    }

    /// The same, with the place of each row of the score table in that of the whole book, the first being
    /// 0: for whoever puts the rows of all partitions together.
    ///
    /// # Errors
    /// As [`finish`](Self::finish).
    pub fn finish_placed(self, ranking: &RankingShare) -> Result<(Assessment, Vec<u64>), Error> {
        let places = ranking.places(&self)?;
        let Self { whole, mut rejected, policy, facts, population, mut grades, order } = self;
        let population = population.with_composites(Population::rank_composites(ranking.composites()));
        ranking::rank(&mut grades, &order, &population, |at| places.get(at)?.to_owned().try_into().ok());
        rejected.extend(facts.rejected.iter().cloned());
        let notes = ranking.notes(&facts, &population, whole.noticed, &policy);
        let table_order = (order, Places::of(facts.customers.iter().map(|customer| customer.id)));
        let mut assessed = Assessment::ranked(facts, population, grades, table_order, &policy);
        assessed.distribution = ranking.distribution().clone();
        assessed.notes = notes;
        assessed.rejected = rejected;
        assessed.totals = Some(whole.totals);
        assessed.add_input_digests(whole.inputs);
        Ok((assessed, places))
    }
}

/// A share as text.
fn to_json(share: &impl Serialize) -> String {
    // Shares are plain data, so writing them cannot fail.
    serde_json::to_string(share).unwrap_or_default()
}

/// A share from its text; `what` it is called.
fn from_json<S: DeserializeOwned>(text: &str, what: &str) -> Result<S, Error> {
    #[derive(serde::Deserialize)]
    struct Format {
        format: u32,
    }
    let expected = format!("{what} of format {SHARE_FORMAT}, as this library writes it");
    let syntax = |error: &serde_json::Error| {
        Error::from(Problem {
            code: ProblemCode::Syntax,
            line: None,
            column: None,
            ..json_problem(error, text, &expected)
        })
    };
    let Format { format } = serde_json::from_str(text).map_err(|error| syntax(&error))?;
    if format > SHARE_FORMAT {
        let found = format!("{what} of format {format}");
        let problem = Problem::new(ProblemCode::FormatTooNew, found, expected).path("format");
        return Err(problem.remedy("use one version of the library for all partitions").into());
    }
    serde_json::from_str(text).map_err(|error| syntax(&error))
}
