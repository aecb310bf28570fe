//! Which documents a request needs, which are missing and why (§5.5, R184–R187).

use chrono::NaiveDate;

use super::circumstances::Circumstances;
use super::papers::{ArrearsStatement, Papers, is_filled};
use super::terms::Terms;
use super::uscc::is_valid_uscc;
use crate::book::{Code, CustomerKind};
use crate::decimal::Exact;
use crate::measure::{Bound, Measure};
use crate::policy::{Approval, BasicField, DocumentKind, DocumentRule, DocumentTest, DocumentWhen};
use crate::reason::{Reason, ReasonCode};
use crate::verdict::{NeededChange, RemedyStep, VerdictOutcome};

/// What documents are judged on.
#[derive(Clone, Copy, Debug)]
pub(super) struct File<'a> {
    pub(super) terms: &'a Terms,
    pub(super) papers: &'a Papers,
    pub(super) circumstances: &'a Circumstances,
    /// The day of submission.
    pub(super) on: NaiveDate,
}

/// How documents fare.
#[derive(Clone, Debug, Default)]
pub(super) struct Judged {
    /// Why the request may not be submitted.
    pub(super) reasons: Vec<Reason>,
    /// What would mend it, in the order of the reasons.
    pub(super) steps: Vec<RemedyStep>,
    pub(super) warnings: Vec<Reason>,
}

impl<'a> File<'a> {
    /// Whether what was handed in could be written down and read back.
    pub(super) fn is_sound(self) -> bool {
        self.papers.is_sound() && self.circumstances.is_sound()
    }

    /// Whether a document is required; nothing if that is not known.
    fn is_required(self, when: DocumentWhen) -> Option<bool> {
        match when {
            DocumentWhen::Always => Some(true),
            DocumentWhen::PriorBusiness => self.circumstances.prior_business,
            // Where it is not known, the stricter holds.
            DocumentWhen::NotIndividual => Some(self.circumstances.individual != Some(true)),
        }
    }

    /// Whether a test holds of a document that is there; nothing if that cannot be told.
    fn holds(self, rule: &DocumentRule, test: DocumentTest) -> Option<bool> {
        let paper = self.papers.paper(rule.document);
        let of_paper = |holds: fn(&super::papers::Paper) -> bool| paper.is_some_and(holds);
        let contact = self.papers.principal_contact.as_ref();
        let evaluation = self.papers.branch_evaluation.as_ref();
        let arrears = self.papers.arrears_statement.as_ref();
        Some(match test {
            DocumentTest::Present => self.papers.has(rule.document),
            DocumentTest::PresentOrUscc => {
                let licence = self.papers.business_licence.as_ref();
                let uscc = licence.and_then(|licence| licence.uscc.as_deref());
                self.papers.has(rule.document) || uscc.is_some_and(is_valid_uscc)
            }
            DocumentTest::SignedByUs => of_paper(|paper| paper.signed_by_us),
            DocumentTest::SignedByCustomer => of_paper(|paper| paper.signed_by_customer),
            DocumentTest::CustomerSeal => of_paper(|paper| paper.customer_seal),
            DocumentTest::NotExpired => {
                paper.is_some_and(|paper| paper.valid_to.is_none_or(|last| self.on <= last))
            }
            DocumentTest::FloorPrice => {
                self.terms.settlement_floor_price.is_some_and(|price| price.is_positive())
            }
            DocumentTest::Fields => self.blank_fields(rule).next().is_none(),
            DocumentTest::Name => is_filled(contact.and_then(|contact| contact.name.as_deref())),
            DocumentTest::Phone => is_filled(contact.and_then(|contact| contact.phone.as_deref())),
            DocumentTest::AmountAndPeriod => self.papers.past_business.as_ref().is_some_and(|past| {
                let stated = past.amount.is_some() && is_filled(past.period.as_deref());
                // None, and yet so much, is no answer.
                if past.none { past.amount.is_none_or(|amount| !amount.is_positive()) } else { stated }
            }),
            DocumentTest::AnswerAndAmount => arrears.is_some_and(|arrears| arrears.declared().is_some()),
            DocumentTest::AgreesWithLedger => match self.declared() {
                Some(declared) => declared == self.circumstances.open_amount?,
                None => false,
            },
            DocumentTest::Text => is_filled(evaluation.and_then(|evaluation| evaluation.text.as_deref())),
            DocumentTest::Level => evaluation.is_some_and(|evaluation| evaluation.level.is_some()),
        })
    }

    /// The arrears declared, if that is done in full.
    fn declared(self) -> Option<Exact> {
        self.papers.arrears_statement.as_ref().and_then(ArrearsStatement::declared)
    }

    /// Whether a test fails by what was handed in alone: what is declared in full is held against the book
    /// apart.
    fn fails(self, rule: &DocumentRule, test: DocumentTest) -> bool {
        let against_book = test == DocumentTest::AgreesWithLedger && self.declared().is_some();
        !against_book && self.holds(rule, test) == Some(false)
    }

    fn blank_fields<'r>(self, rule: &'r DocumentRule) -> impl Iterator<Item = &'static str> + use<'r, 'a> {
        let card = self.papers.basic_situation.as_ref();
        let blank = move |field: &&BasicField| !card.is_some_and(|card| card.is_filled(**field));
        rule.fields.iter().filter(blank).map(|field| field.code())
    }

    /// What a document lacks of these tests, nothing in it if it is not there at all; nothing if it lacks
    /// nothing.
    fn lacks(self, rule: &DocumentRule, tests: &[DocumentTest]) -> Option<Vec<&'static str>> {
        let mut failing = tests.iter().filter(|test| self.fails(rule, **test)).peekable();
        failing.peek()?;
        let mut lacks = Vec::new();
        if self.papers.has(rule.document) {
            for test in failing {
                match test {
                    DocumentTest::Fields => lacks.extend(self.blank_fields(rule)),
                    test => lacks.push(test.code()),
                }
            }
        }
        Some(lacks)
    }

    /// The first thing that keeps the documents from being complete, without allocating.
    pub(super) fn first_fault(self, approval: &Approval) -> Option<(VerdictOutcome, ReasonCode)> {
        let mut unknown = None;
        for rule in &approval.documents {
            let required = self.is_required(rule.when);
            if required == Some(false) {
                continue;
            }
            for test in &rule.needs {
                let (outcome, code) = match (self.holds(rule, *test), required) {
                    (Some(true), _) => continue,
                    (Some(false), Some(_)) if self.fails(rule, *test) => {
                        (VerdictOutcome::Deny, ReasonCode::MissingDocuments)
                    }
                    (Some(false), Some(_)) => (VerdictOutcome::Deny, ReasonCode::ArrearsMismatch),
                    _ => (VerdictOutcome::Indeterminate, ReasonCode::NotSupplied),
                };
                match outcome {
                    VerdictOutcome::Deny => return Some((outcome, code)),
                    _ => unknown = unknown.or(Some((outcome, code))),
                }
            }
        }
        unknown
    }

    /// Every document that is missing or cannot be judged, what would mend it, and what is only warned of.
    pub(super) fn judge(self, approval: &Approval) -> Judged {
        let mut judged = Judged::default();
        let mut unknown = Judged::default();
        for rule in &approval.documents {
            let clause = rule.clause.as_deref().or(approval.clause.as_deref());
            let required = self.is_required(rule.when);
            judged.warnings.extend(self.contradiction(rule, clause));
            if required == Some(false) {
                continue;
            }
            match (self.lacks(rule, &rule.needs), required) {
                (None, _) => {}
                (Some(_), None) => unknown.supply(&["order_lines"], rule.document, clause),
                (Some(lacks), Some(_)) => {
                    let reason = missing(rule, &lacks, clause);
                    let lacks = lacks.iter().map(|lack| (*lack).to_owned()).collect();
                    let document = rule.document.code().to_owned();
                    let change = NeededChange::Document { document, lacks };
                    judged.steps.push(RemedyStep::answering(&reason, change));
                    judged.reasons.push(reason);
                }
            }
            if let Some(lacks) = self.lacks(rule, &rule.warns) {
                judged.warnings.push(missing(rule, &lacks, clause));
            }
            self.judge_ledger(rule, clause, &mut judged, &mut unknown);
        }
        // What is missing for certain comes first.
        judged.reasons.append(&mut unknown.reasons);
        judged.steps.append(&mut unknown.steps);
        judged.warnings.append(&mut unknown.warnings);
        judged
    }

    /// What a document says that the book says otherwise: whether there was business before, and who the
    /// customer is. Arrears are held against the ledger apart.
    fn contradiction(self, rule: &DocumentRule, clause: Option<&str>) -> Option<Reason> {
        let (papers, known) = (self.papers, self.circumstances);
        let text = |text: &str| Measure::Text(text.to_owned());
        let about = |code| Reason::new(code, clause).about(rule.document.code());
        let business = |stated: Option<bool>| {
            let (stated, known) = stated.zip(known.prior_business)?;
            (stated != known).then(|| {
                about(ReasonCode::BusinessDisagrees)
                    .actual(Measure::YesNo(stated))
                    .required(Bound::OneOf(vec![Measure::YesNo(known)]))
            })
        };
        match rule.document {
            // A statement of what both sides owe is of business done.
            DocumentKind::ReconciliationStatement => {
                business(papers.reconciliation_statement.as_ref().map(|_| true))
            }
            DocumentKind::PastBusiness => {
                let past = papers.past_business.as_ref()?;
                let done = past.amount.is_some_and(Exact::is_positive);
                business(if past.none { Some(false) } else { done.then_some(true) })
            }
            DocumentKind::BusinessLicence => {
                let licence = papers.business_licence.as_ref()?.uscc.as_deref();
                let (stated, known) = licence.zip(known.uscc.as_deref())?;
                let differ =
                    is_filled(Some(stated)) && is_filled(Some(known)) && stated.trim() != known.trim();
                differ.then(|| {
                    about(ReasonCode::IdentityDisagrees)
                        .actual(text(stated))
                        .required(Bound::OneOf(vec![text(known)]))
                })
            }
            DocumentKind::BasicSituation => {
                let stated = papers.basic_situation.as_ref()?.kind.as_deref()?;
                let known = known.individual?;
                let individual = CustomerKind::Individual;
                let differ = (CustomerKind::from_code(stated)? == individual) != known;
                let required = vec![text(individual.code())];
                differ.then(|| {
                    about(ReasonCode::IdentityDisagrees).actual(text(stated)).required(match known {
                        true => Bound::OneOf(required),
                        false => Bound::OtherThan(required),
                    })
                })
            }
            _ => None,
        }
    }

    /// Holds the declared arrears against the book, if the policy asks for that.
    fn judge_ledger(
        self,
        rule: &DocumentRule,
        clause: Option<&str>,
        judged: &mut Judged,
        unknown: &mut Judged,
    ) {
        let needed = rule.needs.contains(&DocumentTest::AgreesWithLedger);
        let warned = rule.warns.contains(&DocumentTest::AgreesWithLedger);
        let Some(declared) = self.declared().filter(|_| needed || warned) else { return };
        let Some(open) = self.circumstances.open_amount else {
            if needed {
                unknown.supply(LEDGER, rule.document, clause);
            } else {
                unknown.warnings.push(not_supplied(LEDGER, rule.document, clause));
            }
            return;
        };
        if declared == open {
            return;
        }
        let apart = declared.minus(open).map(|apart| Measure::Money(apart.magnitude()));
        let reason = Reason::new(ReasonCode::ArrearsMismatch, clause)
            .about(rule.document.code())
            .actual(Measure::Money(declared))
            .required(Bound::OneOf(vec![Measure::Money(open)]))
            .shortfall(apart);
        if needed {
            let change = NeededChange::Become { one_of: vec![Measure::Money(open)] };
            judged.steps.push(RemedyStep::answering(&reason, change));
            judged.reasons.push(reason);
        } else {
            judged.warnings.push(reason);
        }
    }
}

/// What the open amount of a customer is made of; one of them alone says nothing of it.
const LEDGER: &[&str] = &["invoices", "settlements"];

impl Judged {
    fn supply(&mut self, tables: &[&str], document: DocumentKind, clause: Option<&str>) {
        let reason = not_supplied(tables, document, clause);
        for table in tables {
            let change = NeededChange::Supply { table: (*table).to_owned() };
            self.steps.push(RemedyStep::answering(&reason, change));
        }
        self.reasons.push(reason);
    }
}

fn not_supplied(tables: &[&str], document: DocumentKind, clause: Option<&str>) -> Reason {
    Reason::new(ReasonCode::NotSupplied, clause).about(format!("{}: {}", tables.join(", "), document.code()))
}

fn missing(rule: &DocumentRule, lacks: &[&str], clause: Option<&str>) -> Reason {
    let document = rule.document.code();
    let about = match lacks {
        [] => document.to_owned(),
        lacks => format!("{document}: {}", lacks.join(", ")),
    };
    Reason::new(ReasonCode::MissingDocuments, clause).about(about)
}
