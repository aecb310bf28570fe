//! Key accounts: whom the definition of the policy admits, and what each other customer lacks (§5.1).

use hashbrown::HashMap;

use super::facts::Told;
use super::{less, mark_automated, more, no_section};
use crate::assessment::{Assessment, Row, Stamp};
use crate::book::{Book, Code, CustomerKind, EvaluationLevel, Table};
use crate::calendar::{Day, Window};
use crate::decimal::{Exact, PUBLISHED_SCALE, Score};
use crate::error::Error;
use crate::explanation::unknown_customer;
use crate::grading::{FactValue, compare};
use crate::measure::{Bound, Measure};
use crate::policy::{AdmissionFact, Comparison, Fact, FactKind, KeyAccountRules, Literal, Predicate, Test};
use crate::reason::{Reason, ReasonCode};
use crate::verdict::{
    Answer, NeededChange, Obligation, ObligationCode, RemedyStep, Verdict, VerdictOutcome, VerdictRemedy,
};

/// The definition of key accounts of a policy, held against the customers of an assessed book.
///
/// [`decide`](Self::decide) gives the outcome at once, [`explain`](Self::explain) the whole verdict; both
/// are of the same evaluation. A condition holds, does not hold, or cannot be told because a register was
/// not supplied; missing is never zero. With `all`, one condition that does not hold is a deny, whatever
/// else is missing; with `any`, one that holds is a permit.
#[derive(Clone, Debug)]
pub struct KeyAccounts<'a> {
    pub(super) assessment: &'a Assessment,
    rules: &'a KeyAccountRules,
    pub(super) supplied: Supplied,
    /// By the number of the customer's id.
    evaluations: HashMap<u32, EvaluationLevel>,
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
            evaluations: evaluations.collect(),
            stock: HashMap::new(),
            has_stock: false,
        })
    }
}

impl KeyAccounts<'_> {
    /// The value of stock held for each customer, which counts as capital occupied (R180). Who is not
    /// named has none; ids the assessment does not have are passed over.
    #[must_use]
    pub fn with_stock_held<'i>(mut self, stock: impl IntoIterator<Item = (&'i str, Exact)>) -> Self {
        let ids = &self.assessment.facts.ids;
        self.stock = stock.into_iter().filter_map(|(id, value)| Some((ids.find(id)?, value))).collect();
        self.has_stock = true;
        self
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
            if !row.customer.has_signed_contract {
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
        mark_automated(&mut verdict, self.customer_kind(row), clause);
        verdict
    }

    pub(super) fn customer_kind(&self, row: Row<'_>) -> Option<CustomerKind> {
        match row.asked().value(Fact::Kind)? {
            FactValue::Text(code) => CustomerKind::from_code(code),
            _ => None,
        }
    }

    /// Whether the status of key account is in effect: the customer may be admitted, its request has gone
    /// through every approval, and a contract is signed (A39).
    ///
    /// # Errors
    /// An id the assessment does not have; the nearest one is named.
    pub fn in_effect(&self, customer_id: &str, request_executable: bool) -> Result<Verdict, Error> {
        let row = self.row(customer_id).ok_or_else(|| unknown_customer(self.assessment, customer_id))?;
        let mut verdict = self.verdict(row, self.assessment.stamp.clone());
        let clause = self.rules.clause.as_deref();
        verdict.obligations.retain(|obligation| obligation.code == ObligationCode::PersonOnRequest);
        let signed = match (self.supplied.contracts, row.customer.has_signed_contract) {
            (true, true) => None,
            (true, false) => Some((
                VerdictOutcome::Deny,
                Reason::new(ReasonCode::ContractUnsigned, clause),
                NeededChange::Document { document: "contract".to_owned(), lacks: Vec::new() },
            )),
            (false, _) => Some((
                VerdictOutcome::Indeterminate,
                Reason::new(ReasonCode::NotSupplied, clause).about(AdmissionFact::SignedContract.name()),
                NeededChange::Supply { table: Table::Contracts.name().to_owned() },
            )),
        };
        let executable = (!request_executable).then(|| {
            let reason = Reason::new(ReasonCode::RequestNotExecutable, clause);
            (VerdictOutcome::Deny, reason, NeededChange::End)
        });
        let lacking: Vec<_> = executable.into_iter().chain(signed).collect();
        if lacking.is_empty() {
            return Ok(verdict);
        }
        if verdict.outcome == VerdictOutcome::Permit {
            verdict.reasons.clear();
            verdict.remedies = vec![VerdictRemedy { steps: Vec::new() }];
            verdict.outcome = VerdictOutcome::Indeterminate;
        }
        for (outcome, reason, change) in lacking {
            for remedy in &mut verdict.remedies {
                remedy.steps.push(RemedyStep::answering(&reason, change.clone()));
            }
            verdict.reasons.push(reason);
            // What is certainly lacking denies, whatever else cannot be told.
            if outcome == VerdictOutcome::Deny {
                verdict.outcome = outcome;
            }
        }
        Ok(verdict)
    }

    /// A condition with what was found, what is asked for, and how far apart they are.
    fn reason(&self, row: Row<'_>, code: ReasonCode, test: &Test<AdmissionFact>, told: Told<'_>) -> Reason {
        let reason = Reason::new(code, self.rules.clause.as_deref()).about(test.fact.name());
        if test.fact == AdmissionFact::GoodCredit {
            return self.good_credit_reason(row, reason, test);
        }
        let actual = match told {
            Told::Value(value) => measure(row, test.fact, value),
            _ => None,
        };
        let apart = match (code, told) {
            (ReasonCode::ConditionNotMet, Told::Value(FactValue::Number(_))) => {
                match self.change(row, test, told) {
                    NeededChange::More { by, .. } | NeededChange::Less { by, .. } => Some(by),
                    _ => None,
                }
            }
            _ => None,
        };
        reason.actual(actual).required(required(row, test)).shortfall(apart)
    }

    fn good_credit_reason(&self, row: Row<'_>, reason: Reason, test: &Test<AdmissionFact>) -> Reason {
        let wants_good = compare(FactValue::YesNo(true), &test.comparison);
        let credit = row.assessment.policy.credit();
        let band = |band| measure(row, AdmissionFact::CreditGrade, FactValue::Text(credit.bands.name(band)));
        if row.grades.credit.grade.is_none() && row.customer.is_new {
            let text = |level: EvaluationLevel| Measure::Text(level.code().to_owned());
            let good = [EvaluationLevel::Good, EvaluationLevel::Excellent].map(text).to_vec();
            let asked = if wants_good { Bound::OneOf(good) } else { Bound::OtherThan(good) };
            return reason.actual(self.evaluation(row.customer.id).map(text)).required(asked);
        }
        let actual = row.grades.credit.grade.and_then(band);
        let asked = band(credit.good_from);
        let asked = asked.map(|good| if wants_good { Bound::AtLeast(good) } else { Bound::Below(good) });
        let score = row.grades.credit.score.ok().filter(|_| row.customer.credit.vetoes.is_empty());
        let from = credit.bands.iter().find(|(band, ..)| *band == credit.good_from).map(|(.., from)| from);
        let short = |(score, from): (Score, Score)| {
            let short = from.hundredths().checked_sub(score.hundredths()).filter(|short| *short > 0)?;
            Score::from_hundredths(short.into())
        };
        let apart = score.zip(from).filter(|_| wants_good).and_then(short).map(Measure::Points);
        reason.actual(actual).required(asked).shortfall(apart)
    }

    /// The smallest change of the fact that makes the test pass.
    fn change(&self, row: Row<'_>, test: &Test<AdmissionFact>, told: Told<'_>) -> NeededChange {
        let value = match told {
            Told::Value(value) => value,
            Told::NotOnRecord(table) | Told::NotSupplied(table) => {
                return NeededChange::Supply { table: table.name().to_owned() };
            }
            Told::New => return self.no_longer_new(row),
            Told::Established | Told::OtherCurrency | Told::PartialPopulation => {
                return NeededChange::Unreachable;
            }
        };
        let scale = match test.fact.kind() {
            FactKind::Rating => 4,
            _ => PUBLISHED_SCALE,
        };
        let measured = |number: Exact| match Measure::of_number(test.fact.kind(), number) {
            Measure::Money(money) => Measure::Money(money.normalised()),
            measure => measure,
        };
        match (&test.comparison, value) {
            (Comparison::AtLeast(bound), FactValue::Number(number)) => {
                more(measured, number, Exact::from(*bound), false, scale)
            }
            (Comparison::Above(bound), FactValue::Number(number)) => {
                more(measured, number, Exact::from(*bound), true, scale)
            }
            (Comparison::AtMost(bound), FactValue::Number(number)) => {
                less(measured, number, Exact::from(*bound), false, scale)
            }
            (Comparison::Below(bound), FactValue::Number(number)) => {
                less(measured, number, Exact::from(*bound), true, scale)
            }
            (Comparison::Is(_) | Comparison::In(_), _) => self.become_one(row, test),
            _ => NeededChange::Unreachable,
        }
    }

    fn become_one(&self, row: Row<'_>, test: &Test<AdmissionFact>) -> NeededChange {
        let wants = |yes| compare(FactValue::YesNo(yes), &test.comparison);
        let contract = |lacks: &[&str]| NeededChange::Document {
            document: "contract".to_owned(),
            lacks: lacks.iter().map(|lack| (*lack).to_owned()).collect(),
        };
        match test.fact {
            AdmissionFact::Contract if wants(true) => contract(&[]),
            AdmissionFact::SignedContract if wants(true) && row.customer.has_contract => {
                contract(&["signed_on"])
            }
            AdmissionFact::SignedContract if wants(true) => contract(&[]),
            AdmissionFact::Vetoed if wants(false) => NeededChange::End,
            AdmissionFact::GoodCredit if wants(true) => {
                let credit = row.assessment.policy.credit();
                let good =
                    credit.bands.iter().filter(|(band, ..)| band.position() <= credit.good_from.position());
                let bands = good
                    .map(|(_, name, from)| Measure::CreditBand { name: name.to_owned(), from: Some(from) });
                let levels = [EvaluationLevel::Good, EvaluationLevel::Excellent];
                let one_of = if row.grades.credit.grade.is_none() && row.customer.is_new {
                    levels.map(|level| Measure::Text(level.code().to_owned())).to_vec()
                } else {
                    bands.collect()
                };
                NeededChange::Become { one_of }
            }
            _ => NeededChange::Become { one_of: literals(row, test) },
        }
    }

    /// The first day on which the customer is no longer new.
    fn no_longer_new(&self, row: Row<'_>) -> NeededChange {
        let months = row.assessment.policy.prospect().new_customer_months;
        let trade = row.customer.first_trade();
        let on = trade.and_then(|day| Window::first_without(Day::from_number(day), months));
        on.map_or(NeededChange::Unreachable, |on| NeededChange::From { on })
    }
}

/// A value of a fact with its unit.
fn measure(row: Row<'_>, fact: AdmissionFact, value: FactValue<'_>) -> Option<Measure> {
    Some(match value {
        FactValue::YesNo(yes) => Measure::YesNo(yes),
        FactValue::Number(number) => Measure::of_number(fact.kind(), number),
        FactValue::Text(name) if fact == AdmissionFact::CreditGrade => {
            let from = row.assessment.policy.credit().bands.iter().find(|(_, band, _)| *band == name);
            Measure::CreditBand { name: name.to_owned(), from: from.map(|(.., from)| from) }
        }
        FactValue::Text(name) if fact == AdmissionFact::Grade => Measure::Grade(name.to_owned()),
        FactValue::Text(text) => Measure::Text(text.to_owned()),
        FactValue::Ratio(..) => return None,
    })
}

/// The values a test of texts or of yes and no asks for.
fn literals(row: Row<'_>, test: &Test<AdmissionFact>) -> Vec<Measure> {
    let several = match &test.comparison {
        Comparison::Is(one) => core::slice::from_ref(one),
        Comparison::In(several) => several.as_slice(),
        _ => &[],
    };
    let of = |literal: &Literal| match literal {
        Literal::YesNo(yes) => Some(Measure::YesNo(*yes)),
        Literal::Text(text) => measure(row, test.fact, FactValue::Text(text)),
        Literal::Number(number) => Some(Measure::of_number(test.fact.kind(), Exact::from(*number))),
    };
    several.iter().filter_map(of).collect()
}

fn required(row: Row<'_>, test: &Test<AdmissionFact>) -> Bound {
    let number = |bound: &rust_decimal::Decimal| Measure::of_number(test.fact.kind(), Exact::from(*bound));
    match &test.comparison {
        Comparison::AtLeast(bound) => Bound::AtLeast(number(bound)),
        Comparison::AtMost(bound) => Bound::AtMost(number(bound)),
        Comparison::Above(bound) => Bound::Above(number(bound)),
        Comparison::Below(bound) => Bound::Below(number(bound)),
        Comparison::Is(_) | Comparison::In(_) => Bound::OneOf(literals(row, test)),
    }
}
