//! The whole chain in one place: book + policy + as-of date → scores, grades, notes, stamp.

mod ageing;
mod behaviour_table;
mod block;
mod cells;
mod concentration;
mod conditions;
mod credit_table;
mod customer;
mod explain;
mod kinds;
mod next_step;
mod partition;
mod places;
mod portfolio_table;
mod ranking;
mod score_table;
mod slices;
mod stamp;
mod stored;
mod table;
mod typed;
mod unrated;
mod value;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

pub use ageing::AgeBand;
pub use block::RowBlock;
pub use cells::{Cells, CodeCells, NumberCells, TextCells};
pub use concentration::{Concentration, ConcentrationPoint};
pub use customer::CustomerRow;
pub(crate) use customer::Row;
pub use kinds::ResultKind;
pub use partition::{GradedPartition, Partition, PopulationShare, RankingShare};
use places::Places;
use portfolio_table::Totals;
pub use slices::SliceTable;
pub use stamp::Stamp;
pub use stored::StoredTable;
pub(crate) use table::MadeRows;
pub use table::{ResultColumn, ResultTable};
pub use value::Value;

use crate::book::{Book, InputDigests, micros};
use crate::calendar::Window;
use crate::error::{Error, Problem, ProblemCode, quote};
use crate::facts::Facts;
use crate::grading::{CustomerGrades, Grader, PortfolioFacts, PortfolioMetrics, portfolio_metrics};
use crate::labels::Language;
use crate::notes::{Note, NoteCode, sorted};
use crate::parallel::{among_workers, join};
use crate::parts;
use crate::policy::{Policy, ScoreRule, VolumeBasis};
use crate::remedies::{self, Case, Remedy};
use crate::scoring::{Population, profit_of_all_lines};

/// Scores, grades and ranks of every member of a book, with notes and stamp.
#[derive(Clone, Debug)]
pub struct Assessment {
    /// What it was made from.
    pub stamp: Stamp,
    /// What was noticed beside the result, the most helpful first.
    pub notes: Vec<Note>,
    /// How many customers have which grade.
    pub distribution: Distribution,
    /// Problems of rows that were left out ([`BadRows::Skip`](crate::book::BadRows::Skip)).
    pub rejected: Vec<Problem>,
    inputs: Option<InputDigests>,
    pub(crate) policy: Policy,
    pub(crate) facts: Facts,
    pub(crate) population: Population,
    grades: Vec<CustomerGrades>,
    /// Customers in the order of the score table.
    order: Vec<u32>,
    places: Places,
    /// Of a partition: what the customers of all of them add up to.
    totals: Option<Totals>,
    score_columns: Vec<ResultColumn>,
    overdue_code: String,
}

/// How many customers have which grade. Grades from ranks are relative to the customers handed in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Distribution {
    /// Rated customers by grade, best first.
    pub grades: Vec<GradeCount>,
    /// Customers without a composite.
    pub unrated: u64,
    /// New customers.
    pub new: u64,
    /// All customers.
    pub total: u64,
}

impl Distribution {
    /// Counts other customers too, graded under the same policy.
    fn add(&mut self, other: &Self) {
        for (own, more) in self.grades.iter_mut().zip(&other.grades) {
            own.customers = own.customers.saturating_add(more.customers);
        }
        self.unrated = self.unrated.saturating_add(other.unrated);
        self.new = self.new.saturating_add(other.new);
        self.total = self.total.saturating_add(other.total);
    }
}

/// The customers of one grade.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GradeCount {
    /// The grade.
    pub grade: String,
    /// How many rated customers have it.
    pub customers: u64,
}

/// The customers of one value class.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClassCount {
    /// The class.
    pub value_class: String,
    /// How many customers are of it.
    pub customers: u64,
}

/// Scores and grades every member of a book as of a day.
///
/// ```
/// use chrono::NaiveDate;
/// use keyaccount::{Policy, assess};
/// use keyaccount::book::{BookBuilder, BookSettings, OrderLine};
///
/// let day = |y, m, d| NaiveDate::from_ymd_opt(y, m, d).unwrap();
/// let mut book = BookBuilder::new(BookSettings::default());
/// for (order, customer, amount, cost) in [("1", "Anshan Steel", 120_000, 90_000), ("2", "Baltic Foods", 80_000, 70_000)] {
///     book.push(OrderLine {
///         customer_id: Some(customer.into()),
///         ordered_on: Some(day(2025, 9, 30)),
///         amount: Some(amount.into()),
///         cost: Some(cost.into()),
///         ..OrderLine::new(order.into())
///     });
/// }
/// let policy = Policy::shipped("standard").unwrap();
/// let result = assess(&book.finish()?, &policy, day(2026, 6, 30))?;
/// let best = result.customer("Anshan Steel").unwrap();
/// assert_eq!(best.text("composite_score"), "100.00");
/// assert_eq!(best.text("grade"), "A");
/// # Ok::<(), keyaccount::Error>(())
/// ```
///
/// # Errors
/// Everything [`Facts::measure`] refuses; score bands in money under a policy of another currency;
/// totals that need more than 38 digits.
pub fn assess(book: &Book, policy: &Policy, as_of: NaiveDate) -> Result<Assessment, Error> {
    let facts = Facts::measure(book, policy, as_of)?;
    let (digests, assessed) = join(|| book.input_digests(as_of), || assess_facts(facts, policy));
    let mut assessed = assessed?;
    assessed.add_input_digests(digests);
    assessed.add_rejected(book);
    Ok(assessed)
}

/// [`assess`] without the input digest, which costs more than all the rest: for whoever scores often and
/// keeps the book anyway. Scores, grades and notes are the same. The stamp has no input digest, so nobody
/// can tell later whether a book at hand is the one it was made from; it can be added
/// ([`Assessment::add_input_digests`]).
///
/// ```
/// use chrono::NaiveDate;
/// use keyaccount::{Policy, assess, assess_without_digest};
/// use keyaccount::book::{BookBuilder, BookSettings, Customer, Table};
///
/// let mut book = BookBuilder::new(BookSettings::default());
/// book.push(Customer::new("Anshan Steel".into()));
/// book.declare(Table::OrderLines);
/// let book = book.finish()?;
/// let policy = Policy::shipped("standard").unwrap();
/// let as_of = NaiveDate::from_ymd_opt(2026, 6, 30).unwrap();
/// let mut result = assess_without_digest(&book, &policy, as_of)?;
/// assert_eq!(result.stamp.input_digest, "");
/// result.add_input_digests(book.input_digests(as_of));
/// assert_eq!(result.stamp, assess(&book, &policy, as_of)?.stamp);
/// # Ok::<(), keyaccount::Error>(())
/// ```
///
/// # Errors
/// As [`assess`].
pub fn assess_without_digest(book: &Book, policy: &Policy, as_of: NaiveDate) -> Result<Assessment, Error> {
    let mut assessed = assess_facts(Facts::measure(book, policy, as_of)?, policy)?;
    assessed.add_rejected(book);
    Ok(assessed)
}

/// Scores and grades the members of a book against a population measured before, exactly as in the
/// run that measured it. `priority_rank`, a place in the list of that run, stays empty.
///
/// # Errors
/// As [`assess`]; a population of another policy or another day.
pub fn assess_against(
    book: &Book,
    policy: &Policy,
    as_of: NaiveDate,
    population: &Population,
) -> Result<Assessment, Error> {
    let population = population.clone().prepared(policy, as_of)?;
    let mut facts = Facts::measure(book, policy, as_of)?;
    if facts.currency != population.currency() {
        let found = format!("a book in {}", quote(&facts.currency));
        let expected = format!("money in {}, as in the population", quote(population.currency()));
        return Err(Problem::new(ProblemCode::CurrencyMismatch, found, expected).into());
    }
    // What the book at hand lacks altogether, the population may still have.
    facts.has_order_data |= population.has_order_data();
    facts.has_cost_data |= population.has_cost_data();
    let grades = grade_all(&facts, &population, policy)?;
    let places = in_order(&facts, &grades, &population, policy);
    let mut assessed = Assessment::new(facts, population, grades, places, policy);
    for grades in &mut assessed.grades {
        grades.priority_rank = None;
    }
    let digests = book.input_digests(as_of);
    assessed.stamp.input_digest.clone_from(&digests.input);
    assessed.inputs = Some(digests);
    assessed.stamp.population_digest = Some(assessed.population.digest());
    assessed.add_rejected(book);
    Ok(assessed)
}

/// Scores and grades measured facts, which may come from several books ([`Facts::merge`]). The stamp
/// has no input digest.
///
/// # Errors
/// Facts measured under another policy; score bands in money under a policy of another currency; totals
/// that need more than 38 digits.
pub fn assess_facts(facts: Facts, policy: &Policy) -> Result<Assessment, Error> {
    if facts.policy_digest != policy.digest_ref() {
        let found = "facts measured under another policy";
        return Err(Problem::new(ProblemCode::PolicyMismatch, found, "facts of the policy at hand").into());
    }
    among_workers(|| {
        let population = Population::measure(&facts, policy)?;
        let grades = grade_all(&facts, &population, policy)?;
        let (places, composites) = join(
            || in_order(&facts, &grades, &population, policy),
            || Population::rank_composites(grades.iter().filter_map(|grades| grades.composite.ok())),
        );
        Ok(Assessment::new(facts, population.with_composites(composites), grades, places, policy))
    })
}

/// The order of the score table, and where each customer stands among the facts.
fn in_order(
    facts: &Facts,
    grades: &[CustomerGrades],
    population: &Population,
    policy: &Policy,
) -> (Vec<u32>, Places) {
    join(
        || ranking::order(facts, grades, population, &policy.composite().bands),
        || Places::of(facts.customers.iter().map(|customer| customer.id)),
    )
}

fn grade_all(facts: &Facts, population: &Population, policy: &Policy) -> Result<Vec<CustomerGrades>, Error> {
    check_currency(facts, policy)?;
    let grader = Grader::new(facts, population, policy);
    parts::each(facts.len(), |at| grader.grade(facts.customers.get(at)?)).map_err(|at| {
        let id = facts.customers.get(at).map_or("", |customer| facts.id(customer));
        let found = format!("numbers of customer {} that need more than 38 digits", quote(id));
        Problem::new(ProblemCode::OutOfRange, found, "totals that can be held exactly").into()
    })
}

/// Bands of money mean nothing for a book in another currency.
fn check_currency(facts: &Facts, policy: &Policy) -> Result<(), Error> {
    let by_amount =
        policy.volume().basis == VolumeBasis::Amount && matches!(policy.volume().score, ScoreRule::Bands(_));
    let by_profit = matches!(policy.profit().score, ScoreRule::Bands(_));
    if facts.other_currency && (by_amount || by_profit) {
        let problem = Problem::new(
            ProblemCode::CurrencyMismatch,
            "a book in another currency than the policy's score bands",
            format!("money in {}", policy.header().currency),
        );
        let path = if by_amount { "volume.score" } else { "profit.score" };
        return Err(problem
            .path(path)
            .remedy("convert the book, or use a policy with bands in its currency")
            .into());
    }
    Ok(())
}

/// How many customers are rated in profit although some of their lines have no cost. Where every line must
/// have one, nobody is.
fn rated_without_lines(facts: &Facts, grades: &[CustomerGrades], policy: &Policy) -> u64 {
    if profit_of_all_lines(policy.profit()) {
        return 0;
    }
    let members = facts.customers.iter().zip(grades);
    members.filter(|(f, g)| f.orders.uncosted_lines > 0 && g.profit.is_ok()).count() as u64
}

/// What there is to note of a result, beside what was noticed when the book was measured.
fn of_results(
    facts: &Facts,
    population: &Population,
    distribution: &Distribution,
    rated_without_lines: u64,
    policy: &Policy,
) -> Vec<Note> {
    let mut notes = vec![Note::new(NoteCode::CustomersRead, distribution.total)];
    if let Some(from) = policy.header().effective_from.filter(|from| *from > facts.as_of) {
        notes.push(Note::new(NoteCode::PolicyNotInForce, 1).about(from.to_string()));
    }
    if population.is_partial() {
        notes.push(Note::new(NoteCode::PartialPopulation, 1));
    }
    if facts.other_currency {
        notes.push(Note::new(NoteCode::OtherCurrency, 1));
    }
    if rated_without_lines > 0 {
        notes.push(Note::new(NoteCode::UncostedLines, rated_without_lines));
    }
    notes
}

/// How many rows of each table were refused.
fn refused_rows(rejected: &[Problem]) -> BTreeMap<&str, u64> {
    let rows: BTreeSet<_> = rejected.iter().map(|p| (p.file.as_deref().unwrap_or(""), p.line)).collect();
    let mut by_table: BTreeMap<&str, u64> = BTreeMap::new();
    for (table, _) in rows {
        let count = by_table.entry(table).or_default();
        *count = count.saturating_add(1);
    }
    by_table
}

impl Assessment {
    fn new(
        mut facts: Facts,
        population: Population,
        mut grades: Vec<CustomerGrades>,
        (order, places): (Vec<u32>, Places),
        policy: &Policy,
    ) -> Self {
        ranking::rank(&mut grades, &order, &population, |place| u32::try_from(place).ok());
        let distribution = ranking::distribution(&grades, policy);
        let why = unrated::why_mostly_unrated(&distribution, || unrated::wants(&facts, &grades, policy));
        let uncosted = rated_without_lines(&facts, &grades, policy);
        let noticed = core::mem::take(&mut facts.noticed).notes(facts.has_cost_data);
        let of_results = of_results(&facts, &population, &distribution, uncosted, policy);
        let notes = sorted(noticed.into_iter().chain(why).chain(of_results).collect());
        let rejected = core::mem::take(&mut facts.rejected);
        let assessed = Self::ranked(facts, population, grades, (order, places), policy);
        Self { notes, distribution, rejected, ..assessed }
    }

    /// Of customers that have their ranks already, distribution and notes still to come.
    fn ranked(
        facts: Facts,
        population: Population,
        grades: Vec<CustomerGrades>,
        (order, places): (Vec<u32>, Places),
        policy: &Policy,
    ) -> Self {
        Self {
            stamp: Stamp::new(policy, facts.as_of),
            notes: Vec::new(),
            distribution: ranking::distribution(&[], policy),
            rejected: Vec::new(),
            score_columns: score_table::columns(policy),
            overdue_code: score_table::overdue_code(policy),
            inputs: None,
            policy: policy.clone(),
            totals: None,
            facts,
            population,
            grades,
            order,
            places,
        }
    }

    /// Of nobody yet: customers are scored one at a time with [`show`](Self::show).
    pub(crate) fn of_nobody(facts: Facts, population: Population, policy: &Policy) -> Self {
        let nobody = in_order(&facts, &[], &population, policy);
        Self::new(facts, population, Vec::new(), nobody, policy)
    }

    /// Scores and grades one customer against the population, in place of the one that was shown before.
    /// What needs the composites of all stays empty.
    pub(crate) fn show(
        &mut self,
        customer: crate::facts::CustomerFacts,
        policy: &Policy,
    ) -> Result<CustomerRow<'_>, Error> {
        self.places = Places::of([customer.id]);
        self.order = vec![0];
        self.facts.customers = [customer].into_iter().collect();
        self.grades = grade_all(&self.facts, &self.population, policy)?;
        Ok(CustomerRow { assessment: self, at: 0 })
    }

    fn add_rejected(&mut self, book: &Book) {
        self.rejected.splice(0..0, book.rejected().iter().cloned());
        let refused = refused_rows(&self.rejected);
        let notes = refused.into_iter().map(|(table, n)| Note::new(NoteCode::SkippedBadRows, n).about(table));
        self.notes.extend(notes);
        self.notes = sorted(core::mem::take(&mut self.notes));
    }

    /// The score table: one row for each member, rated customers by priority, then unrated ones by
    /// id, then new ones by prospect score (BOOK §4).
    #[must_use]
    pub fn table(&self) -> ResultTable<'_> {
        let plain = self.score_columns.len().saturating_sub(explain::COLUMNS.len());
        let columns = self.score_columns.get(..plain).unwrap_or_default();
        ResultTable::of_customers(self, columns, Language::English)
    }

    /// The score table followed by `main_reason`, what decided the grade, and `next_step`, the smallest
    /// thing that would lift it, one sentence each in the language (BOOK §5).
    #[must_use]
    pub fn explained_table(&self, language: Language) -> ResultTable<'_> {
        ResultTable::of_customers(self, &self.score_columns, language)
    }

    /// Average monthly sales, limit, term, exposure and hold of each member, in the order of the score
    /// table.
    #[must_use]
    pub fn credit_table(&self) -> ResultTable<'_> {
        ResultTable::of_customers(self, credit_table::COLUMNS, Language::English)
    }

    /// Recency, frequency, money, growth, deal stage and reassessment of each member, in the order of
    /// the score table.
    #[must_use]
    pub fn behaviour_table(&self) -> ResultTable<'_> {
        ResultTable::of_customers(self, behaviour_table::COLUMNS, Language::English)
    }

    /// The row of one customer in the score table.
    #[must_use]
    pub fn customer(&self, customer_id: &str) -> Option<CustomerRow<'_>> {
        Some(CustomerRow { assessment: self, at: self.place(customer_id)? })
    }

    /// Where a customer stands among the facts and grades.
    pub(crate) fn place(&self, customer_id: &str) -> Option<u32> {
        self.places.of_number(self.facts.ids.find(customer_id)?)
    }

    /// The same by the number of the id.
    pub(crate) fn place_of(&self, number: u32) -> Option<u32> {
        self.places.of_number(number)
    }

    /// Refuses a book that is not the one that was assessed. The very book is known at once, since facts
    /// share its ids; another with the same content by the input digest, where the stamp has one.
    pub(crate) fn check_book(&self, book: &Book) -> Result<(), Error> {
        let is_same = Arc::ptr_eq(&book.customer_ids, &self.facts.ids) && book.edits == self.facts.edits;
        if is_same {
            return Ok(());
        }
        if self.stamp.input_digest.is_empty() {
            // Whether it was edited is all that can be told.
            if book.edits == self.facts.edits {
                return Ok(());
            }
            let found = "a book that was edited since";
            return Err(Problem::new(ProblemCode::BookMismatch, found, "the book as it was assessed").into());
        }
        let found = book.input_digest(self.facts.as_of);
        if found == self.stamp.input_digest {
            return Ok(());
        }
        let found = format!("a book of input digest {}", quote(&found));
        let expected = format!("the book assessed, {}", quote(&self.stamp.input_digest));
        Err(Problem::new(ProblemCode::BookMismatch, found, expected).into())
    }

    /// For each dimension of a customer alone, and for each condition that holds, the smallest change that
    /// gives a better grade, or why there is none; `None` if there is no such customer. [`Remedy`] says
    /// what is guaranteed of it.
    ///
    /// ```
    /// use chrono::NaiveDate;
    /// use keyaccount::{Language, Lever, Policy, assess};
    /// use keyaccount::book::{BookBuilder, BookSettings, OrderLine};
    ///
    /// let mut book = BookBuilder::new(BookSettings::default());
    /// for (customer, amount, cost) in [("Anshan Steel", 120_000, 90_000), ("Baltic Foods", 80_000, 70_000)] {
    ///     book.push(OrderLine {
    ///         customer_id: Some(customer.into()),
    ///         ordered_on: NaiveDate::from_ymd_opt(2025, 9, 30),
    ///         amount: Some(amount.into()),
    ///         cost: Some(cost.into()),
    ///         ..OrderLine::new(customer.into())
    ///     });
    /// }
    /// let as_of = NaiveDate::from_ymd_opt(2026, 6, 30).unwrap();
    /// let result = assess(&book.finish()?, &Policy::shipped("standard").unwrap(), as_of)?;
    /// // Half of full marks in both, and no payments: 50.00, grade C.
    /// let remedies = result.remedies("Baltic Foods").unwrap();
    /// let profit = remedies.iter().find(|remedy| remedy.lever == Lever::Profit).unwrap();
    /// assert_eq!(
    ///     profit.sentence(Language::English),
    ///     "20,000.00 more profit in the window (from 10,000.00 to 30,000.00) \
    ///      brings a profit score of 100.00 and a composite score of 83.33: grade A"
    /// );
    /// assert!(profit.concerns_others());
    /// # Ok::<(), keyaccount::Error>(())
    /// ```
    #[must_use]
    pub fn remedies(&self, customer_id: &str) -> Option<Vec<Remedy>> {
        let row = self.row(self.place(customer_id)?)?;
        Some(remedies::find(&Case {
            facts: &self.facts,
            customer: row.customer,
            population: &self.population,
            policy: &self.policy,
            grades: row.grades,
        }))
    }

    /// Metrics of the whole book over the credit window.
    #[must_use]
    pub fn portfolio(&self) -> PortfolioMetrics {
        let r = self.facts.receivables;
        let window = Window::ending(self.facts.as_of, self.policy.credit().window_months);
        portfolio_metrics(&PortfolioFacts {
            begin_receivables: micros(r.begin),
            credit_sales: micros(r.credit_sales),
            end_receivables: micros(r.end),
            end_current: micros(r.end_current),
            days: u32::try_from(window.days()).unwrap_or(0),
        })
    }

    /// The population, with which single customers can be scored later ([`assess_against`]).
    #[must_use]
    pub const fn population(&self) -> &Population {
        &self.population
    }

    /// Puts the input digest on an assessment made without it ([`assess_without_digest`]), so that it is the
    /// one [`assess`] gives. The digests must be those of the book that was assessed, on the day of the
    /// stamp: [`Book::input_digests`], which may be at work while the result is being written.
    pub fn add_input_digests(&mut self, digests: InputDigests) {
        if self.stamp.population_digest.is_none() {
            self.population.stamp(&digests.input);
        }
        self.stamp.input_digest.clone_from(&digests.input);
        self.inputs = Some(digests);
    }

    /// Puts notes of whoever read the book among those there are, in their order.
    pub fn add_notes(&mut self, notes: impl IntoIterator<Item = Note>) {
        self.notes.extend(notes);
        self.notes = sorted(core::mem::take(&mut self.notes));
    }

    /// What the input digest of the stamp is made of, table by table; `None` if it was not asked for.
    #[must_use]
    pub const fn input_digests(&self) -> Option<&InputDigests> {
        self.inputs.as_ref()
    }

    /// The policy it was made under.
    #[must_use]
    pub const fn policy(&self) -> &Policy {
        &self.policy
    }
}

/// The names of every column, by table, those of the user's own left out.
#[cfg(test)]
pub(crate) fn every_column() -> Vec<(&'static str, Vec<&'static str>)> {
    let names = |columns: &'static [ResultColumn]| columns.iter().map(ResultColumn::name).collect::<Vec<_>>();
    vec![
        ("scores", score_table::every_fixed_column()),
        ("credit", names(credit_table::COLUMNS)),
        ("behaviour", names(behaviour_table::COLUMNS)),
        ("slices", names(slices::COLUMNS)),
        ("portfolio", names(portfolio_table::COLUMNS)),
        ("steps", crate::explanation::STEP_COLUMNS.to_vec()),
        ("backtest", crate::backtest::TABLE_COLUMNS.to_vec()),
        ("moves", crate::comparison::MOVE_COLUMNS.to_vec()),
        ("matrix", crate::comparison::MATRIX_COLUMNS.to_vec()),
        ("policy changes", crate::comparison::POLICY_COLUMNS.to_vec()),
        ("admission", crate::admission::ADMISSION_COLUMNS.to_vec()),
        ("vip register", crate::admission::REGISTER_COLUMNS.to_vec()),
        ("due", crate::due::DUE_COLUMNS.to_vec()),
        ("regularity", crate::due::REGULARITY_COLUMNS.to_vec()),
    ]
}

/// The metrics of every portfolio, those of grades left out.
#[cfg(test)]
pub(crate) fn every_metric() -> Vec<&'static str> {
    portfolio_table::names()
}
