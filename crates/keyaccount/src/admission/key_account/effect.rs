//! Whether the status of key account is in effect (A39).

use super::KeyAccounts;
use crate::admission::{Lacking, lacks_besides};
use crate::assessment::Row;
use crate::book::Table;
use crate::error::Error;
use crate::explanation::unknown_customer;
use crate::policy::AdmissionFact;
use crate::reason::{Reason, ReasonCode};
use crate::verdict::{NeededChange, ObligationCode, Verdict, VerdictOutcome};

impl KeyAccounts<'_> {
    /// Whether the status of key account is in effect: the customer may be admitted, its request has gone
    /// through every approval, and a contract that has not ended is signed (A39).
    ///
    /// # Errors
    /// An id the assessment does not have; the nearest one is named.
    pub fn in_effect(&self, customer_id: &str, request_executable: bool) -> Result<Verdict, Error> {
        let row = self.row(customer_id).ok_or_else(|| unknown_customer(self.assessment, customer_id))?;
        let mut verdict = self.verdict(row, self.assessment.stamp.clone());
        verdict.obligations.retain(|obligation| obligation.code == ObligationCode::PersonOnRequest);
        let executable = (!request_executable).then(|| {
            let reason = Reason::new(ReasonCode::RequestNotExecutable, self.rules.clause.as_deref());
            (VerdictOutcome::Deny, reason, NeededChange::End)
        });
        let unsigned = self.unsigned(row, &verdict);
        lacks_besides(&mut verdict, executable.into_iter().chain(unsigned).collect());
        Ok(verdict)
    }

    /// What is lacking without a signed contract, unless the verdict says so already.
    fn unsigned(&self, row: Row<'_>, verdict: &Verdict) -> Option<Lacking> {
        let signed = AdmissionFact::SignedContract.name();
        let clause = self.rules.clause.as_deref();
        let says = |fact: &str| verdict.reasons.iter().any(|reason| reason.about.as_deref() == Some(fact));
        if verdict.outcome != VerdictOutcome::Permit && says(signed) {
            return None;
        }
        if !self.supplied.contracts {
            let reason = Reason::new(ReasonCode::NotSupplied, clause).about(signed);
            let supply = NeededChange::Supply { table: Table::Contracts.name().to_owned() };
            return Some((VerdictOutcome::Indeterminate, reason, supply));
        }
        let customer = row.customer.id;
        // One that is there, or that another step brings, is only to be signed.
        let is_there = self.contracts.are_there(customer)
            || verdict.outcome != VerdictOutcome::Permit && says(AdmissionFact::Contract.name());
        let lacks = is_there.then(|| "signed_on".to_owned()).into_iter().collect();
        let sign = NeededChange::Document { document: "contract".to_owned(), lacks };
        let reason = Reason::new(ReasonCode::ContractUnsigned, clause);
        (!self.contracts.are_signed(customer)).then_some((VerdictOutcome::Deny, reason, sign))
    }
}
