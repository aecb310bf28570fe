//! Vectors of admission: questions about the customers of a book, each with its whole verdict.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use keyaccount::book::{Book, BookBuilder};
use keyaccount::{
    Answer, Assessment, Error, Exact, Obligation, Policy, Reason, ReasonCode, Verdict, VerdictOutcome,
    VerdictRemedy, VipListing,
};
use serde::Deserialize;

use crate::{Settings, Tables, standard_with};

/// A book with questions about its customers.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AdmissionVector {
    /// Unique in its file.
    pub id: String,
    /// How the expected verdicts were worked out.
    pub arithmetic: String,
    /// ISO date.
    pub as_of: NaiveDate,
    /// Values changed in the standard policy, path by path, as `--set` takes them.
    #[serde(default)]
    pub set: BTreeMap<String, String>,
    /// What the book says about itself.
    #[serde(default)]
    pub settings: Settings,
    /// The tables.
    pub book: Tables,
    /// What is asked.
    pub questions: Vec<AdmissionQuestion>,
}

/// A question and its verdict.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AdmissionQuestion {
    /// What is asked.
    pub ask: Ask,
    /// The verdict.
    pub expect: ExpectedVerdict,
}

/// What is asked about a customer.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
#[allow(missing_docs, reason = "the fields are named after the terms of the rules")]
pub enum Ask {
    /// May it be admitted as a key account?
    KeyAccount {
        customer: String,
        #[serde(default)]
        stock_held: Option<Exact>,
    },
    /// Is its status of key account in effect?
    InEffect { customer: String, request_executable: bool },
    /// May it apply to be a VIP?
    Vip { customer: String },
    /// May it be listed as a VIP?
    List(VipListing),
    /// Is its listing renewed?
    Renew { customer: String, listed_on: NaiveDate },
}

/// A verdict without its stamp. What is left out is empty.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExpectedVerdict {
    /// What it comes to.
    pub outcome: VerdictOutcome,
    /// The first reason in words.
    #[serde(default)]
    pub said: Option<Said>,
    /// What decided it, all of it, in order.
    #[serde(default)]
    pub reasons: Vec<Reason>,
    /// What would turn it.
    #[serde(default)]
    pub remedies: Vec<VerdictRemedy>,
    /// What must follow.
    #[serde(default)]
    pub obligations: Vec<Obligation>,
    /// What should be known.
    #[serde(default)]
    pub warnings: Vec<Reason>,
}

/// A sentence in every language.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs, reason = "the fields are named after the languages")]
pub struct Said {
    pub en: String,
    pub zh: String,
}

impl AdmissionVector {
    /// The standard policy with the values set in it.
    ///
    /// # Errors
    /// What the changed policy is refused for.
    pub fn policy(&self) -> Result<Policy, Error> {
        let set: Vec<_> = self.set.iter().map(|(path, value)| (path.as_str(), value.as_str())).collect();
        standard_with(&set)
    }

    /// The book.
    #[must_use]
    pub fn read_book(&self) -> Book {
        let mut book = BookBuilder::new(self.settings.build());
        self.book.clone().add_to(&mut book);
        book.finish_deferred()
    }
}

impl Ask {
    /// The verdict, and the answer of the fast path where there is one.
    ///
    /// # Errors
    /// What the library refuses.
    pub fn of(&self, assessment: &Assessment, book: &Book) -> Result<(Verdict, Option<Answer>), Error> {
        let key_accounts = || assessment.key_accounts(book);
        Ok(match self {
            Self::KeyAccount { customer, stock_held } => {
                let asked = key_accounts()?;
                let asked = match stock_held {
                    Some(stock) => asked.with_stock_held([(customer.as_str(), *stock)])?,
                    None => asked,
                };
                (asked.explain(customer)?, asked.decide(customer))
            }
            Self::InEffect { customer, request_executable } => {
                (key_accounts()?.in_effect(customer, *request_executable)?, None)
            }
            Self::Vip { customer } => {
                let asked = assessment.vips(book)?;
                (asked.explain(customer)?, asked.decide(customer))
            }
            Self::List(listing) => (assessment.vips(book)?.list(listing)?, None),
            Self::Renew { customer, listed_on } => {
                (assessment.vips(book)?.renew(customer, *listed_on)?, None)
            }
        })
    }
}

impl ExpectedVerdict {
    /// The first reason, which the fast path names.
    #[must_use]
    pub fn rule(&self) -> Option<ReasonCode> {
        self.reasons.first().map(|reason| reason.code)
    }
}
