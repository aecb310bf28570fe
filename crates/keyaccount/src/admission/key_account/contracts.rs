//! Contracts as admission counts them: handed in by the day, neither ended nor come to nothing (A39).

use hashbrown::HashMap;

use super::KeyAccounts;
use crate::assessment::Row;
use crate::book::store::Agreed;
use crate::book::{Book, ContractStatus, NO_DAY};
use crate::calendar::Day;
use crate::measure::{Bound, Measure};
use crate::policy::AdmissionFact;
use crate::reason::{Reason, ReasonCode};
use crate::verdict::Verdict;

/// The contracts of every customer, by the assessment's number of its id.
#[derive(Clone, Debug, Default)]
pub(in crate::admission) struct Contracts {
    /// Whether one of those that count is signed.
    counted: HashMap<u32, bool>,
    /// The last day of the contract that ended last.
    ended: HashMap<u32, (i32, String)>,
}

/// What a contract counts for on a day.
enum Counts {
    Signed,
    Draft,
    /// It ended on a day.
    Ended(i32),
    Nothing,
}

impl Counts {
    fn of(contract: &Agreed, today: i32) -> Self {
        let status = contract.status.unwrap_or_default();
        if contract.submitted_on > today || !status.counts() {
            return Self::Nothing;
        }
        if contract.ends_on != NO_DAY && contract.ends_on < today {
            return Self::Ended(contract.ends_on);
        }
        match status {
            ContractStatus::Closed => Self::Nothing,
            // A day says more than a status, which has none.
            _ if contract.signed_on != NO_DAY && contract.signed_on <= today => Self::Signed,
            ContractStatus::Signed | ContractStatus::Effective if contract.signed_on == NO_DAY => {
                Self::Signed
            }
            _ => Self::Draft,
        }
    }
}

impl Contracts {
    /// The contracts of a book; `number` gives the assessment's number of a customer of the book.
    pub(super) fn of(book: &Book, today: i32, number: impl Fn(u32) -> Option<u32>) -> Self {
        let mut contracts = Self::default();
        for contract in &book.contracts {
            let Some(customer) = number(contract.customer) else { continue };
            match Counts::of(contract, today) {
                Counts::Signed => *contracts.counted.entry(customer).or_default() = true,
                Counts::Draft => *contracts.counted.entry(customer).or_default() |= false,
                Counts::Ended(on) => {
                    let id = || book.texts.text(contract.contract).to_owned();
                    let last = contracts.ended.entry(customer).or_insert_with(|| (on, id()));
                    if on > last.0 {
                        *last = (on, id());
                    }
                }
                Counts::Nothing => {}
            }
        }
        contracts
    }

    /// Whether a customer has one that counts, signed or being approved.
    pub(in crate::admission) fn are_there(&self, customer: u32) -> bool {
        self.counted.contains_key(&customer)
    }

    /// Whether a customer has one that counts and is signed.
    pub(in crate::admission) fn are_signed(&self, customer: u32) -> bool {
        self.counted.get(&customer) == Some(&true)
    }
}

impl KeyAccounts<'_> {
    /// Where a contract is what is lacking, the one that ended last is named.
    pub(super) fn name_ended_contracts(&self, row: Row<'_>, verdict: &mut Verdict) {
        let lacks = verdict.reasons.iter().any(|reason| {
            let about = reason.about.as_deref();
            reason.code == ReasonCode::ConditionNotMet
                && [AdmissionFact::Contract, AdmissionFact::SignedContract]
                    .iter()
                    .any(|f| about == Some(f.name()))
        });
        if let Some((on, contract)) = self.contracts.ended.get(&row.customer.id).filter(|_| lacks) {
            let as_of = Measure::Date(self.assessment.stamp.as_of);
            let mut reason = Reason::new(ReasonCode::ContractEnded, self.rules.clause.as_deref());
            reason = reason.about(contract.clone()).required(Bound::Since(as_of));
            verdict.warnings.push(reason.actual(Day::from_number(*on).date().map(Measure::Date)));
        }
    }
}
