//! What is known about a customer beside the request itself: what the book says, and contracts linked to
//! this one.

use chrono::{Days, NaiveDate};
use hashbrown::HashSet;
use serde::{Deserialize, Serialize};

use super::checks::{Checks, is_id, is_number};
use super::of_book::{attribute, contracts};
use super::papers::is_filled;
pub use crate::book::ContractStatus;
use crate::book::{Book, Code, CustomerKind};
use crate::decimal::Exact;
use crate::facts::ledger;
use crate::ids::{ContractId, CustomerId};

/// What a submission looks up about the customer. What is left out is not known, which is never the same as
/// no or nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Circumstances {
    /// Whether there is an order or an invoice from before the submission.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub prior_business: Option<bool>,
    /// Whether the customer is an individual. Where it is not known, what is asked of others is asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub individual: Option<bool>,
    /// The customer's open amount in the book.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub open_amount: Option<Exact>,
    /// The customer's unified social credit code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub uscc: Option<String>,
    /// The customer's parent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parent_id: Option<CustomerId>,
    /// Other contracts, of whomever; those linked to this one are found among them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub contracts: Vec<OtherContract>,
}

/// Another contract (BOOK §1 `contracts`).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OtherContract {
    /// Its id. A contract with the id of the case is the case itself.
    pub contract_id: ContractId,
    /// The customer.
    pub customer_id: CustomerId,
    /// The customer's unified social credit code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub uscc: Option<String>,
    /// The customer's parent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent_id: Option<CustomerId>,
    /// The total amount, tax included.
    pub amount: Exact,
    /// The day it was submitted.
    pub submitted_on: NaiveDate,
    /// Where it stands; submitted if left out.
    #[serde(default)]
    pub status: ContractStatus,
}

/// What contracts are held against.
#[derive(Clone, Copy, Debug)]
pub(super) struct Linked<'a> {
    pub(super) case: &'a str,
    pub(super) customer: &'a str,
    pub(super) circumstances: &'a Circumstances,
    pub(super) submitted_on: NaiveDate,
    pub(super) window_days: u32,
}

impl<'a> Linked<'a> {
    /// The contracts linked to the case: same customer, same USCC or same parent, neither rejected nor
    /// withdrawn, submitted at most so many days before (§5.6a). Each id once.
    pub(super) fn contracts(self) -> Vec<&'a OtherContract> {
        let mut seen = HashSet::new();
        let mut linked = Vec::new();
        for contract in &self.circumstances.contracts {
            if self.is_linked(contract) && seen.insert(contract.contract_id.as_str()) {
                linked.push(contract);
            }
        }
        linked
    }

    fn is_linked(self, other: &OtherContract) -> bool {
        // A blank code is nobody's.
        let same = |a: Option<&str>, b: Option<&str>| is_filled(a) && a == b;
        let first = self.submitted_on.checked_sub_days(Days::new(u64::from(self.window_days)));
        other.status.counts()
            && other.contract_id != self.case
            && other.amount.is_positive()
            && first.is_none_or(|first| first <= other.submitted_on)
            && other.submitted_on <= self.submitted_on
            && (other.customer_id == self.customer
                || same(other.uscc.as_deref(), self.circumstances.uscc.as_deref())
                || same(other.parent_id.as_deref(), self.circumstances.parent_id.as_deref()))
    }
}

impl Circumstances {
    /// What a book says of a customer on the day of a submission: business before that day, the open amount
    /// on it, kind, USCC and parent, its contracts and those of customers with the same USCC or parent. Of a
    /// customer that no table names, there was no business.
    #[must_use]
    pub fn of_book(book: &Book, customer_id: &str, on: NaiveDate) -> Self {
        let customer = book.customer_ids.find(customer_id);
        let ledger = ledger(book, customer, on);
        let attribute = |name: &str| attribute(book, customer_id, name).map(str::to_owned);
        Self {
            prior_business: ledger.traded_before,
            individual: attribute("kind").map(|kind| kind == CustomerKind::Individual.code()),
            open_amount: ledger.open,
            uscc: attribute("uscc"),
            parent_id: attribute("parent_id").map(Into::into),
            contracts: contracts(book, customer_id, on),
        }
    }

    /// Whether they could be written down and read back: see [`check`](Self::check).
    pub(super) fn is_sound(&self) -> bool {
        let sound = |contract: &OtherContract| {
            is_id(&contract.contract_id) && is_id(&contract.customer_id) && is_number(contract.amount)
        };
        self.open_amount.is_none_or(is_number)
            && self.parent_id.as_deref().is_none_or(is_id)
            && self.contracts.iter().all(sound)
    }

    pub(super) fn check(&self, path: &str, checks: &mut Checks) {
        checks.number(&format!("{path}.open_amount"), self.open_amount);
        checks.some_id(&format!("{path}.parent_id"), self.parent_id.as_deref());
        for (at, contract) in self.contracts.iter().enumerate() {
            let path = format!("{path}.contracts[{at}]");
            checks.id(&format!("{path}.contract_id"), &contract.contract_id);
            checks.id(&format!("{path}.customer_id"), &contract.customer_id);
            checks.number(&format!("{path}.amount"), Some(contract.amount));
        }
    }
}
