//! The steps of remedies, done in a book.

use chrono::NaiveDate;
use keyaccount::book::{
    BookBuilder, Code, Contact, Contract, Customer, CustomerKind, Evaluation, EvaluationLevel, EvidenceKind,
    GradeOverride, Invoice, OfficialRank, OrderLine, Product, ProspectAssessment,
};
use keyaccount::{Measure, NeededChange, Policy, ReasonCode, RemedyStep, Verdict, VipListing, assess};
use keyaccount_tests::{AdmissionVector, Ask, Tables, read_files, vectors};
use rust_decimal::Decimal;

/// The customer of every vector.
const A: &str = "A";

/// How much of a step is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Done {
    Whole,
    OneLess,
}

/// A vector in which steps are done.
pub struct World<'a> {
    vector: &'a AdmissionVector,
    tables: Tables,
    ask: Ask,
    pub as_of: NaiveDate,
}

fn again(ask: &Ask) -> Ask {
    match ask {
        Ask::KeyAccount { customer, stock_held } => {
            Ask::KeyAccount { customer: customer.clone(), stock_held: *stock_held }
        }
        Ask::InEffect { customer, request_executable } => {
            Ask::InEffect { customer: customer.clone(), request_executable: *request_executable }
        }
        Ask::Vip { customer } => Ask::Vip { customer: customer.clone() },
        Ask::List(listing) => Ask::List(listing.clone()),
        Ask::Renew { customer, listed_on } => {
            Ask::Renew { customer: customer.clone(), listed_on: *listed_on }
        }
    }
}

/// The tables of a vector of key accounts.
fn tables_of(id: &str) -> Tables {
    let files = read_files::<AdmissionVector>(&vectors().join("admission")).unwrap();
    let vectors = files.into_iter().flat_map(|(_, content)| content.vectors);
    vectors.into_iter().find(|vector| vector.id == id).unwrap().book
}

/// How far one unit of a measure is, and the number itself.
fn number(measure: &Measure) -> Decimal {
    match measure {
        Measure::Money(number) | Measure::Number(number) => number.to_decimal().unwrap(),
        Measure::Percent(number) | Measure::PercentPoints(number) => *number,
        Measure::Points(score) => score.to_string().parse().unwrap(),
        other => panic!("{other:?}"),
    }
}

fn text(measure: &Measure) -> &str {
    match measure {
        Measure::Text(text) | Measure::Grade(text) => text,
        Measure::CreditBand { name, .. } => name,
        other => panic!("{other:?}"),
    }
}

impl<'a> World<'a> {
    pub fn new(vector: &'a AdmissionVector, ask: &Ask) -> Self {
        Self { vector, tables: vector.book.clone(), ask: again(ask), as_of: vector.as_of }
    }

    pub fn verdict(&self, policy: &Policy) -> Verdict {
        let mut book = BookBuilder::new(self.vector.settings.build());
        self.tables.clone().add_to(&mut book);
        let book = book.finish_deferred();
        let assessment = assess(&book, policy, self.as_of).unwrap();
        self.ask.of(&assessment, &book).unwrap().0
    }

    /// Whether a step can be done by one unit less: a cent, a point, a rank, a grade.
    pub fn has_less(step: &RemedyStep) -> bool {
        match (&step.change, step.about.as_deref()) {
            (NeededChange::More { .. }, _) => true,
            (NeededChange::Become { .. }, Some("grade" | "good_credit")) => true,
            (NeededChange::Become { .. }, _) => step.code == ReasonCode::OfficialRank,
            _ => false,
        }
    }

    pub fn apply(&mut self, step: &RemedyStep, done: Done) {
        let less = done == Done::OneLess;
        let fact = match step.code {
            ReasonCode::ConditionNotMet
            | ReasonCode::NotOnRecord
            | ReasonCode::NotSupplied
            | ReasonCode::HighEndUnknown => step.about.as_deref().unwrap(),
            code => code.code(),
        };
        match (fact, &step.change) {
            (_, NeededChange::Act { .. }) => self.act(step),
            ("request_not_executable", NeededChange::End) => {
                let Ask::InEffect { request_executable, .. } = &mut self.ask else { panic!() };
                *request_executable = true;
            }
            ("contract" | "contract_unsigned", NeededChange::Document { lacks, .. }) => {
                if lacks.is_empty() {
                    self.contract(None);
                } else {
                    self.sign();
                }
            }
            ("contract", NeededChange::Supply { .. }) => self.contract(None),
            ("signed_contract", NeededChange::Supply { .. }) => {
                self.tables.contracts.get_or_insert_default();
                self.contract(Some(self.as_of));
            }
            ("capital_occupied", NeededChange::More { by, .. }) => {
                let amount = number(by) - Decimal::new(i64::from(less), 2);
                if !amount.is_zero() {
                    let due_on = self.as_of.checked_add_days(chrono::Days::new(30));
                    let new = Invoice::new("one more".into(), A.into(), self.as_of, amount);
                    self.tables.invoices.get_or_insert_default().push(Invoice { due_on, ..new });
                }
            }
            ("good_credit", change) => self.good_credit(change, less),
            ("order_amount_12m", NeededChange::More { by, .. }) => {
                self.buy(A, "one more", self.as_of, number(by) - Decimal::new(i64::from(less), 2), None);
            }
            ("volume_share", NeededChange::More { to, .. }) => {
                self.share(number(to) - Decimal::new(i64::from(less), 2));
            }
            ("position_rating", NeededChange::Supply { .. }) => self.rate(5, 1, None),
            ("position_rating", NeededChange::More { to, .. }) => {
                let to = i64::try_from(number(to)).unwrap();
                self.tables.prospect_assessments = Some(Vec::new());
                self.rate(to, if less { 9_999 } else { 1 }, less.then_some(to - 1));
            }
            ("prospect_score", NeededChange::More { to, .. }) => {
                let score = number(to) - Decimal::new(i64::from(less), 2);
                self.tables.prospect_assessments.get_or_insert_default().push(ProspectAssessment {
                    evidence_kind: Some(EvidenceKind::Enquiry),
                    override_score: Some(score),
                    override_reason: Some("seen".into()),
                    override_approver: Some("director".into()),
                    ..ProspectAssessment::new(A.into(), "one".into(), self.as_of)
                });
            }
            ("grade", NeededChange::Become { .. }) => {
                let grade = if less { "B" } else { "A" };
                let given =
                    GradeOverride::new(A.into(), grade.into(), "seen".into(), "director".into(), self.as_of);
                self.tables.grade_overrides.get_or_insert_default().push(given);
            }
            ("value_class", NeededChange::Become { .. }) => {
                self.buy(A, "one more", self.as_of, Decimal::from(1_000_000_000), None);
                let line = self.tables.order_lines.as_mut().unwrap().last_mut().unwrap();
                line.profit = Some(Decimal::from(900_000_000));
            }
            ("size", _) => self.customer().size = Some("large".into()),
            ("kind", change) => {
                let is_vip = !matches!(self.ask, Ask::KeyAccount { .. } | Ask::InEffect { .. });
                let kind = match change {
                    NeededChange::Become { one_of } => CustomerKind::from_code(text(&one_of[0])),
                    _ if is_vip => Some(CustomerKind::PublicUnit),
                    _ => Some(CustomerKind::Enterprise),
                };
                self.customer().kind = kind;
            }
            ("official_rank", change) => {
                let rank = match change {
                    NeededChange::Become { one_of } => OfficialRank::from_code(text(&one_of[0])).unwrap(),
                    _ => OfficialRank::Minister,
                };
                let at = OfficialRank::ALL.iter().position(|one| *one == rank).unwrap();
                let official_rank = Some(OfficialRank::ALL[at - usize::from(less)]);
                let contact = Contact::new("one more".into(), A.into(), "x".into());
                self.tables.contacts.get_or_insert_default().push(Contact { official_rank, ..contact });
            }
            ("single_order" | "period_purchases", NeededChange::More { by, .. }) => {
                self.purchase(step, number(by) - Decimal::new(i64::from(less), 2));
            }
            ("single_order" | "period_purchases", _) => self.mark_products(),
            other => panic!("{other:?}"),
        }
    }

    fn act(&mut self, step: &RemedyStep) {
        let Ask::List(VipListing { approved_by, signed_off, .. }) = &mut self.ask else { panic!("{step:?}") };
        match (step.code, &step.change) {
            (ReasonCode::NeedsApproval, NeededChange::Act { role, .. }) => *approved_by = Some(role.clone()),
            _ => *signed_off = true,
        }
    }

    fn contract(&mut self, signed_on: Option<NaiveDate>) {
        let contracts = self.tables.contracts.get_or_insert_default();
        let id = format!("one more {}", contracts.len());
        let contract = Contract::new(id.into(), A.into(), Decimal::ONE, self.as_of);
        contracts.push(Contract { signed_on, ..contract });
    }

    fn sign(&mut self) {
        let day = self.as_of;
        for contract in self.tables.contracts.get_or_insert_default() {
            contract.signed_on = Some(day);
        }
    }

    fn good_credit(&mut self, change: &NeededChange, less: bool) {
        let level = match change {
            NeededChange::Become { one_of } => EvaluationLevel::from_code(text(&one_of[0])),
            NeededChange::Supply { table } if table == "evaluations" => Some(EvaluationLevel::Good),
            _ => None,
        };
        if let Some(level) = level {
            let level = if less { EvaluationLevel::Fair } else { level };
            let evaluation = Evaluation::new(A.into(), level, self.as_of);
            return self.tables.evaluations.get_or_insert_default().push(evaluation);
        }
        // Paid as in the vectors at the edge of an A, with nothing else on record.
        let mut paid = tables_of(if less { "credit of 69.99" } else { "good credit from 70.00" });
        let settled: Vec<_> =
            paid.settlements.iter().flatten().filter_map(|one| one.invoice_id.clone()).collect();
        let mut invoices = paid.invoices.take().unwrap();
        invoices.retain(|invoice| settled.contains(&invoice.invoice_id));
        let day = self.as_of;
        let due = |invoice: &Invoice<'_>| invoice.due_on.is_some_and(|due| due <= day);
        let own = self.tables.invoices.take().unwrap_or_default();
        let open = own.into_iter().filter(|invoice| !due(invoice));
        let open = open
            .map(|invoice| Invoice { invoice_id: format!("{}, open", invoice.invoice_id).into(), ..invoice });
        invoices.extend(open);
        self.tables.invoices = Some(invoices);
        self.tables.settlements = paid.settlements;
        self.tables.credit_facts = None;
        self.tables.delay_reasons = None;
    }

    fn customer(&mut self) -> &mut Customer<'static> {
        let customers = self.tables.customers.get_or_insert_default();
        if !customers.iter().any(|one| one.customer_id == A) {
            customers.push(Customer::new(A.into()));
        }
        customers.iter_mut().find(|one| one.customer_id == A).unwrap()
    }

    fn buy(
        &mut self,
        customer: &str,
        order: &str,
        day: NaiveDate,
        amount: Decimal,
        product: Option<&'static str>,
    ) {
        self.tables.order_lines.get_or_insert_default().push(OrderLine {
            customer_id: Some(customer.to_owned().into()),
            ordered_on: Some(day),
            product_id: product.map(Into::into),
            amount: Some(amount),
            ..OrderLine::new(order.to_owned().into())
        });
    }

    /// The others order so much that the share comes to this, all else held as it is.
    fn share(&mut self, percent: Decimal) {
        let amount = |of_own: bool| -> Decimal {
            let lines = self.tables.order_lines.iter().flatten();
            let lines = lines.filter(|line| (line.customer_id.as_deref() == Some(A)) == of_own);
            lines.filter_map(|line| line.amount).sum()
        };
        let (own, others) = (amount(true), amount(false));
        let asked = (own * (Decimal::ONE_HUNDRED - percent) / percent).round_dp(6);
        let lines = self.tables.order_lines.iter().flatten();
        let other = lines.filter_map(|line| line.customer_id.clone()).find(|id| id != A).unwrap();
        self.buy(&other, "of another", self.as_of, asked - others, None);
    }

    /// So many assessors that rate the place in the industry so, and one more that may rate it otherwise.
    fn rate(&mut self, rating: i64, times: usize, otherwise: Option<i64>) {
        let ratings = std::iter::repeat_n(rating, times).chain(otherwise);
        let assessed: Vec<_> = ratings
            .enumerate()
            .map(|(at, rating)| ProspectAssessment {
                evidence_kind: Some(EvidenceKind::Enquiry),
                industry_position: Some(rating.into()),
                ..ProspectAssessment::new(A.into(), format!("assessor {at}").into(), self.as_of)
            })
            .collect();
        self.tables.prospect_assessments.get_or_insert_default().extend(assessed);
    }

    /// A line more of the order itself, or orders more on a day of the period, too small to count by
    /// themselves.
    fn purchase(&mut self, step: &RemedyStep, more: Decimal) {
        let is_order = step.code == ReasonCode::SingleOrder;
        let id = step.about.clone().filter(|_| is_order).unwrap_or_else(|| "one more".to_owned());
        let of_order = self.tables.order_lines.iter().flatten().find(|line| line.order_id == id);
        let day = match (of_order.and_then(|line| line.ordered_on), &step.about) {
            (Some(day), _) => day,
            (None, Some(period)) => {
                let last: Option<NaiveDate> = period.rsplit('/').next().and_then(|day| day.parse().ok());
                last.unwrap_or_else(|| format!("{}-28", &period[..7]).parse().unwrap()).min(self.as_of)
            }
            (None, None) => self.as_of,
        };
        let most = if is_order { more } else { Decimal::from(3_000) };
        let (mut rest, mut number) = (more, 0);
        while !rest.is_zero() {
            let id = if is_order { id.clone() } else { format!("{id} {number}") };
            self.buy(A, &id, day, rest.min(most), Some("HE"));
            rest -= rest.min(most);
            number += 1;
        }
    }

    /// Every product is high-end, those only returned are not.
    fn mark_products(&mut self) {
        let products = self.tables.products.get_or_insert_default();
        products.retain(|product| product.high_end.is_some() && product.valid_from.is_none());
        for line in self.tables.order_lines.iter_mut().flatten() {
            let id = line.product_id.get_or_insert("HE".into()).clone();
            if !products.iter().any(|product| product.product_id == id) {
                let high_end = Some(line.amount.is_some_and(|amount| amount > Decimal::ZERO));
                products.push(Product { high_end, ..Product::new(id) });
            }
        }
    }
}
