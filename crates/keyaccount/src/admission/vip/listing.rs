//! Listing VIP customers, and renewing listings: who must have approved, and until when it holds (R104, R108,
//! A15–A17).

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::Vips;
use super::official::Official;
use crate::admission::{Lacking, lacks_besides};
use crate::assessment::Row;
use crate::calendar::{Day, add_months};
use crate::error::{Error, Problem, ProblemCode};
use crate::ids::CustomerId;
use crate::labels::admission::COMPANY_PROPOSED;
use crate::measure::{Bound, Measure};
use crate::reason::{Reason, ReasonCode};
use crate::verdict::{
    NeededChange, Obligation, ObligationCode, RemedyStep, Verdict, VerdictOutcome, VerdictRemedy,
};

/// Who brings a listing about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum VipChannel {
    /// The customer applied itself (R104).
    SelfApplied,
    /// The company proposes it (R108): it need not meet what lets others apply.
    CompanyProposed,
}

/// A listing asked for, on the assessment's as-of day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct VipListing {
    /// Who is to be listed.
    pub customer_id: CustomerId,
    /// Who brings it about.
    pub channel: VipChannel,
    /// The role that approved it, if one did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub approved_by: Option<String>,
    /// Whether compliance signed it off.
    #[serde(default)]
    pub signed_off: bool,
}

impl Vips<'_> {
    /// Whether a customer may be listed on the as-of day. Without the approval of the role the policy names
    /// it is a deny with the reason `needs_approval`, for a public official without a sign-off one with
    /// `sign_off_missing`; where it cannot be told whether it is an official, the sign-off is needed too
    /// (A15). Whoever applied itself must also be [permitted to apply](Self::explain).
    ///
    /// # Errors
    /// An id the assessment does not have; the nearest one is named.
    pub fn list(&self, listing: &VipListing) -> Result<Verdict, Error> {
        let row = self.found(&listing.customer_id)?;
        let bought = self.purchases.best(self.number(row));
        let mut verdict = self.routes(row, &bought, &self.rules.apply_by, i32::MIN);
        if listing.channel == VipChannel::CompanyProposed {
            verdict.outcome = VerdictOutcome::Permit;
            verdict.reasons.clear();
            verdict.remedies.clear();
            verdict.warnings.retain(|warning| warning.code != ReasonCode::ProductUnmarked);
        }
        // The sign-off is a condition here.
        verdict.obligations.retain(|obligation| obligation.code != ObligationCode::ComplianceSignOff);
        verdict.warnings.retain(|warning| warning.about.as_deref() != Some(ReasonCode::OfficialRank.code()));
        lacks_besides(&mut verdict, self.unsigned(row, listing));
        if !listing.signed_off && self.official(row) == Official::No {
            self.sign_off_new_officials(&mut verdict);
        }
        if verdict.outcome == VerdictOutcome::Permit {
            if listing.channel == VipChannel::CompanyProposed {
                let by = Measure::Text(self.rules.company_proposed.clone());
                let reason = Reason::new(ReasonCode::ConditionMet, self.clause());
                verdict.reasons.push(reason.about(COMPANY_PROPOSED).actual(by));
            }
            self.lasts(&mut verdict, self.assessment.stamp.as_of)?;
        }
        Ok(verdict)
    }

    /// The approval and the sign-off, where they are needed and not there.
    fn unsigned(&self, row: Row<'_>, listing: &VipListing) -> Vec<Lacking> {
        let act = |role: &str| NeededChange::Act { role: role.to_owned(), person: None, delegation: None };
        let reason = |code, about: &str| Reason::new(code, self.clause()).about(about);
        let approver = match listing.channel {
            VipChannel::SelfApplied => &self.rules.self_applied,
            VipChannel::CompanyProposed => &self.rules.company_proposed,
        };
        let mut lacking = Vec::new();
        if listing.approved_by.as_ref() != Some(approver) {
            let reason = reason(ReasonCode::NeedsApproval, approver);
            lacking.push((VerdictOutcome::Deny, reason, act(approver)));
        }
        let sign_off = &self.rules.official.sign_off;
        match self.official(row) {
            _ if listing.signed_off => {}
            Official::No => {}
            Official::Yes => {
                let reason = reason(ReasonCode::SignOffMissing, sign_off);
                lacking.push((VerdictOutcome::Deny, reason, act(sign_off)));
            }
            Official::Unknown(code) => {
                let reason = reason(code, ReasonCode::OfficialRank.code());
                lacking.push((VerdictOutcome::Indeterminate, reason, act(sign_off)));
            }
        }
        lacking
    }

    /// Who becomes an official in order to be listed needs the sign-off as well.
    fn sign_off_new_officials(&self, verdict: &mut Verdict) {
        let role = &self.rules.official.sign_off;
        let reason = Reason::new(ReasonCode::SignOffMissing, self.clause()).about(role);
        let act = NeededChange::Act { role: role.clone(), person: None, delegation: None };
        let becomes = |step: &RemedyStep| matches!(step.change, NeededChange::Become { .. });
        for remedy in verdict.remedies.iter_mut().filter(|remedy| remedy.steps.iter().any(becomes)) {
            remedy.steps.push(RemedyStep::answering(&reason, act.clone()));
        }
    }

    /// A listing from a day on holds through the same day of its last month (A17).
    fn lasts(&self, verdict: &mut Verdict, from: NaiveDate) -> Result<(), Error> {
        let until = self.listed_until(from)?;
        let clause = self.clause();
        verdict.obligations.push(Obligation::new(ObligationCode::Expires, clause).by(until));
        if !self.rules.renew_by.is_empty() {
            verdict.obligations.push(Obligation::new(ObligationCode::Renew, clause).by(until));
        }
        Ok(())
    }

    /// The last day of a listing made on a day, included.
    ///
    /// # Errors
    /// A day whose listing would end beyond what a calendar holds.
    pub fn listed_until(&self, listed_on: NaiveDate) -> Result<NaiveDate, Error> {
        let months = i32::try_from(self.rules.valid_months).unwrap_or(i32::MAX);
        let until = add_months(listed_on, months);
        until.ok_or_else(|| {
            let found = format!("a listing of `{listed_on}`");
            Problem::new(ProblemCode::OutOfRange, found, "a day whose listing ends within the calendar")
                .into()
        })
    }

    /// Whether the listing made on a day is renewed on the as-of day: it has not ended, and purchases after
    /// it was made meet one of the routes again.
    ///
    /// # Errors
    /// An id the assessment does not have, the nearest one is named; a listing made after the as-of day.
    pub fn renew(&self, customer_id: &str, listed_on: NaiveDate) -> Result<Verdict, Error> {
        let row = self.found(customer_id)?;
        let as_of = self.assessment.stamp.as_of;
        if listed_on > as_of {
            let found = format!("a listing of `{listed_on}`, after the as-of day `{as_of}`");
            return Err(Problem::new(ProblemCode::DatesOutOfOrder, found, "a listing that was made").into());
        }
        let until = self.listed_until(listed_on)?;
        let after = Day::from(listed_on).number();
        let bought = self.purchases.best_after(self.number(row), self.book, self.rules, after);
        let mut verdict = self.routes(row, &bought, &self.rules.renew_by, after);
        if as_of > until {
            if verdict.outcome == VerdictOutcome::Permit {
                verdict.reasons.clear();
            }
            verdict.outcome = VerdictOutcome::Deny;
            let reason = Reason::new(ReasonCode::ListingEnded, self.clause())
                .actual(Measure::Date(as_of))
                .required(Bound::UpTo(Measure::Date(until)));
            let step = RemedyStep::answering(&reason, NeededChange::Unreachable);
            verdict.remedies = vec![VerdictRemedy::of(step)];
            verdict.reasons.push(reason);
        }
        if verdict.outcome == VerdictOutcome::Permit {
            self.lasts(&mut verdict, until)?;
        }
        Ok(verdict)
    }
}
