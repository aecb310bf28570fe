//! Key accounts: whom the definition of the policy admits (§5.1).

mod changes;
mod contracts;
mod effect;
mod reasons;

use std::sync::Arc;

use hashbrown::HashMap;

use self::contracts::Contracts;
use super::facts::Told;
use super::{mark_automated, no_section};
use crate::assessment::{Assessment, Row, Stamp};
use crate::book::{Book, Code, CustomerKind, EvaluationLevel, Table};
use crate::calendar::Day;
use crate::decimal::Exact;
use crate::error::{Error, Problem, ProblemCode, quote};
use crate::explanation::unknown_customer;
use crate::grading::{FactValue, compare};
use crate::policy::{AdmissionFact, Fact, KeyAccountRules, Predicate, Test};
use crate::reason::{Reason, ReasonCode};
use crate::verdict::{
    Answer, Obligation, ObligationCode, RemedyStep, Verdict, VerdictOutcome, VerdictRemedy,
};

/// The definition of key accounts of a policy, held against the customers of an assessed book.
///
/// [`decide`](Self::decide) gives the outcome at once, [`explain`](Self::explain) the whole verdict; both
/// are of the same evaluation. A condition holds, does not hold, or cannot be told because a register was
/// not supplied; missing is never zero. With `all`, one condition that does not hold is a deny, whatever
/// else is missing; with `any`, one that holds is a permit.
///
/// Clones share what is known of the book; only the stock held is each clone's own.
#[derive(Clone, Debug)]
pub struct KeyAccounts<'a> {
    pub(super) assessment: &'a Assessment,
    rules: &'a KeyAccountRules,
    pub(super) supplied: Supplied,
    /// By the number of the customer's id.
    evaluations: Arc<HashMap<u32, EvaluationLevel>>,
    pub(super) contracts: Arc<Contracts>,
    stock: HashMap<u32, Exact>,
    has_stock: bool,
}

/// Which registers that only decisions read are there.
#[derive(Clone, Copy, Debug)]
pub(super) struct Supplied {
    pub(super) customers: bool,
    pub(super) contracts: bool,
    pub(super) assessments: bool,
    pub(super) evaluations: bool,
}

/// Whether a test passes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Passes {
    Yes,
    No(ReasonCode),
    Unknown(ReasonCode),
}

impl Passes {
    fn of(told: Told<'_>, test: &Test<AdmissionFact>) -> Self {
        match told {
            Told::Value(value) if compare(value, &test.comparison) => Self::Yes,
            Told::Value(_) => Self::No(ReasonCode::ConditionNotMet),
            Told::NotOnRecord(_) | Told::New | Told::Established => Self::No(ReasonCode::NotOnRecord),
            Told::NotSupplied(_) => Self::Unknown(ReasonCode::NotSupplied),
            Told::OtherCurrency => Self::Unknown(ReasonCode::OtherCurrency),
            Told::PartialPopulation => Self::Unknown(ReasonCode::PartialPopulation),
        }
    }
}

impl Assessment {
    /// The policy's definition of key accounts, held against this assessment. Contracts, evaluations and
    /// whatever else only decisions read come from the book that was assessed.
    ///
    /// # Errors
    /// A policy without `[admission.key_account]`; another book than the one that was assessed.
    pub fn key_accounts(&self, book: &Book) -> Result<KeyAccounts<'_>, Error> {
        let Some(rules) = &self.policy.admission().key_account else {
            return Err(no_section("admission.key_account").into());
        };
        self.check_book(book)?;
        let today = Day::from(self.stamp.as_of).number();
        let number = |of: u32| self.facts.ids.find(book.customer_ids.text(of));
        let evaluations = book.evaluated(today).filter_map(|(of, level)| Some((number(of)?, level)));
        Ok(KeyAccounts {
            assessment: self,
            rules,
            supplied: Supplied {
                customers: book.has(Table::Customers),
                contracts: book.has(Table::Contracts),
                assessments: book.has(Table::ProspectAssessments),
                evaluations: book.has(Table::Evaluations),
            },
            evaluations: Arc::new(evaluations.collect()),
            contracts: Arc::new(Contracts::of(book, today, number)),
            stock: HashMap::new(),
            has_stock: false,
        })
    }
}

impl KeyAccounts<'_> {
    /// The value of stock held for each customer, which counts as capital occupied (R180). Who is not
    /// named has none; ids the assessment does not have are passed over.
    ///
    /// # Errors
    /// A value below zero.
    pub fn with_stock_held<'i>(
        mut self,
        stock: impl IntoIterator<Item = (&'i str, Exact)>,
    ) -> Result<Self, Error> {
        let ids = &self.assessment.facts.ids;
        self.stock.clear();
        for (id, value) in stock {
            if value < Exact::ZERO {
                let found = format!("stock of {value} held for {}", quote(id));
                let problem = Problem::new(ProblemCode::OutOfRange, found, "a value of zero or more");
                return Err(problem.path("stock_held").into());
            }
            if let Some(customer) = ids.find(id) {
                self.stock.insert(customer, value);
            }
        }
        self.has_stock = true;
        Ok(self)
    }

    pub(super) fn stock_held(&self, customer: u32) -> Option<Exact> {
        self.stock.get(&customer).copied()
    }

    pub(super) fn evaluation(&self, customer: u32) -> Option<EvaluationLevel> {
        self.evaluations.get(&customer).copied()
    }

    fn row(&self, customer_id: &str) -> Option<Row<'_>> {
        self.assessment.place(customer_id).and_then(|at| self.assessment.row(at))
    }

    /// Whether a customer may be admitted, without allocation; `None` for an id the assessment does not
    /// have. The rule is the code of the first reason of the [verdict](Self::explain).
    #[must_use]
    pub fn decide(&self, customer_id: &str) -> Option<Answer> {
        self.row(customer_id).map(|row| self.answer(row))
    }

    pub(super) fn answer(&self, row: Row<'_>) -> Answer {
        let is_any = matches!(self.rules.when, Predicate::Any(_));
        let (mut unknown, mut denied, mut rule) = (false, false, None);
        for test in self.rules.when.tests() {
            let lacks = match Passes::of(self.told(row, test.fact), test) {
                Passes::Yes if is_any => {
                    let rule = Some(ReasonCode::ConditionMet);
                    return Answer { outcome: VerdictOutcome::Permit, rule };
                }
                Passes::Yes => continue,
                Passes::No(code) => {
                    denied = true;
                    code
                }
                Passes::Unknown(code) => {
                    unknown = true;
                    code
                }
            };
            rule = rule.or(Some(lacks));
        }
        let outcome = match (is_any, denied, unknown) {
            (false, true, _) | (true, true, false) => VerdictOutcome::Deny,
            (_, _, true) => VerdictOutcome::Indeterminate,
            (_, false, false) => VerdictOutcome::Permit,
        };
        Answer { outcome, rule: rule.or(Some(ReasonCode::ConditionMet)) }
    }

    /// What it comes to, and how many conditions of a refusal do not hold or cannot be told.
    pub(super) fn standing(&self, row: Row<'_>) -> (VerdictOutcome, usize) {
        let passes = |test: &&Test<AdmissionFact>| Passes::of(self.told(row, test.fact), test) == Passes::Yes;
        let tests = self.rules.when.tests();
        (self.answer(row).outcome, tests.len().saturating_sub(tests.iter().filter(passes).count()))
    }

    /// Whether a customer may be admitted, with every condition that decides, what would turn it, and what
    /// must follow.
    ///
    /// # Errors
    /// An id the assessment does not have; the nearest one is named.
    pub fn explain(&self, customer_id: &str) -> Result<Verdict, Error> {
        let row = self.row(customer_id).ok_or_else(|| unknown_customer(self.assessment, customer_id))?;
        Ok(self.verdict(row, self.assessment.stamp.clone()))
    }

    pub(super) fn verdict(&self, row: Row<'_>, stamp: Stamp) -> Verdict {
        let outcome = self.answer(row).outcome;
        let clause = self.rules.clause.as_deref();
        let judged = self.rules.when.tests().iter().map(|test| {
            let told = self.told(row, test.fact);
            (test, told, Passes::of(told, test))
        });
        let decides = |passes| (passes == Passes::Yes) == (outcome == VerdictOutcome::Permit);
        let deciding: Vec<_> = judged.filter(|(.., passes)| decides(*passes)).collect();
        let reasons: Vec<_> = deciding
            .iter()
            .map(|(test, told, passes)| {
                let code = match passes {
                    Passes::Yes => ReasonCode::ConditionMet,
                    Passes::No(code) | Passes::Unknown(code) => *code,
                };
                self.reason(row, code, test, *told)
            })
            .collect();
        let mut verdict = Verdict::new(outcome, reasons, stamp);
        if outcome == VerdictOutcome::Permit {
            verdict.obligations.push(Obligation::new(ObligationCode::Apply, clause));
            if !self.contracts.are_signed(row.customer.id) {
                verdict.obligations.push(Obligation::new(ObligationCode::SignContract, clause));
            }
        } else {
            let steps = deciding.iter().zip(&verdict.reasons).map(|((test, told, _), reason)| {
                RemedyStep::answering(reason, self.change(row, test, *told))
            });
            verdict.remedies = match self.rules.when {
                Predicate::Any(_) => steps.map(VerdictRemedy::of).collect(),
                _ => vec![VerdictRemedy { steps: steps.collect() }],
            };
        }
        let asks_capital = |test: &Test<AdmissionFact>| test.fact == AdmissionFact::CapitalOccupied;
        let denied =
            deciding.iter().any(|(test, ..)| asks_capital(test)) && outcome != VerdictOutcome::Permit;
        if denied && !self.has_stock {
            verdict.warnings.push(Reason::new(ReasonCode::StockNotCounted, clause));
        }
        self.name_ended_contracts(row, &mut verdict);
        mark_automated(&mut verdict, self.customer_kind(row), clause);
        verdict
    }

    pub(super) fn customer_kind(&self, row: Row<'_>) -> Option<CustomerKind> {
        match row.asked().value(Fact::Kind)? {
            FactValue::Text(code) => CustomerKind::from_code(code),
            _ => None,
        }
    }
}
