//! On what authority somebody acts: a role of one's own, or a delegation from its holder (§5.3, §5.4).
//!
//! One set of rules serves acting now, where the organisation is at hand, and replaying a case, where only
//! what the act wrote down is.

use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};

use super::organisation::{Delegation, Organisation, RoleHolder};
use crate::calendar::Day;
use crate::decimal::Exact;
use crate::policy::{DelegationRules, RequestKind};
use crate::reason::ReasonCode;

/// What a step needs of whoever acts.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Need<'a> {
    /// The role.
    pub(crate) role: &'a str,
    /// The unit the role must be held in, if it is bound to units.
    pub(crate) unit: Option<&'a str>,
    /// The day of the act.
    pub(crate) on: NaiveDate,
    /// The amount of the case.
    pub(crate) amount: Option<Exact>,
    /// What is asked for.
    pub(crate) kind: RequestKind,
    /// Who may stand in; nobody without.
    pub(crate) delegation: Option<&'a DelegationRules>,
}

/// The authority an act was accepted on, as it was on that day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Authority {
    /// The role, held by whoever acts or by the principal.
    pub holding: RoleHolder,
    /// The delegation by which whoever acts stands in for the principal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub delegation: Option<Delegation>,
}

/// An authority as it is found, nothing copied.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Found<'o> {
    pub(crate) holding: &'o RoleHolder,
    pub(crate) delegation: Option<&'o Delegation>,
}

impl Authority {
    pub(crate) const fn found(&self) -> Found<'_> {
        Found { holding: &self.holding, delegation: self.delegation.as_ref() }
    }
}

impl<'o> Found<'o> {
    /// The person in whose place somebody acts.
    pub(crate) fn principal(self) -> Option<&'o str> {
        self.delegation.map(|delegation| delegation.principal.as_str())
    }

    pub(crate) fn owned(self) -> Authority {
        Authority { holding: self.holding.clone(), delegation: self.delegation.cloned() }
    }

    /// Why the authority, as it was written down, does not entitle `actor`.
    pub(crate) fn fault(self, actor: &str, need: Need<'_>) -> Option<ReasonCode> {
        let Some(delegation) = self.delegation else {
            let own = self.holding.person_id == actor;
            return if own { holding_fault(self.holding, need) } else { Some(ReasonCode::NotInRole) };
        };
        delegation_faults(delegation, actor, need).into_iter().flatten().next().or_else(|| {
            let held = self.holding.person_id == delegation.principal;
            (!held || holding_fault(self.holding, need).is_some()).then_some(ReasonCode::PrincipalLacksRole)
        })
    }
}

impl Delegation {
    /// The first reason why it does not serve `actor`, its principal's role aside.
    pub(crate) fn fault(&self, actor: &str, need: Need<'_>) -> Option<ReasonCode> {
        delegation_faults(self, actor, need).into_iter().flatten().next()
    }
}

impl Organisation {
    /// The authority of `actor` under a delegation, or by a role of his own; or the first thing that is
    /// missing.
    pub(crate) fn authority(
        &self,
        actor: &str,
        delegation: Option<&str>,
        need: Need<'_>,
    ) -> Result<Found<'_>, ReasonCode> {
        let Some(id) = delegation else {
            let holding = self.holding(actor, need)?;
            return Ok(Found { holding, delegation: None });
        };
        let delegation = self.delegation(id).ok_or(ReasonCode::UnknownDelegation)?;
        if let Some(fault) = delegation_faults(delegation, actor, need).into_iter().flatten().next() {
            return Err(fault);
        }
        let held = self.holding(&delegation.principal, need);
        let holding = held.map_err(|_| ReasonCode::PrincipalLacksRole)?;
        Ok(Found { holding, delegation: Some(delegation) })
    }

    /// The first of a person's roles that serves, or why the one that comes nearest does not.
    pub(crate) fn holding(&self, person: &str, need: Need<'_>) -> Result<&RoleHolder, ReasonCode> {
        let mut nearest = ReasonCode::NotInRole;
        for holding in self.held_by(person) {
            match holding_fault(holding, need) {
                None => return Ok(holding),
                // Another day is nearer than another unit, and that is nearer than another role.
                Some(fault) if rank(fault) > rank(nearest) => nearest = fault,
                Some(_) => {}
            }
        }
        Err(nearest)
    }
}

const fn rank(fault: ReasonCode) -> u8 {
    match fault {
        // What is yet to come can be waited for.
        ReasonCode::RoleNotYetHeld => 3,
        ReasonCode::RoleNoLongerHeld => 2,
        ReasonCode::NotYourUnit => 1,
        _ => 0,
    }
}

/// Why a role that is held does not serve.
pub(super) fn holding_fault(holding: &RoleHolder, need: Need<'_>) -> Option<ReasonCode> {
    if holding.role != need.role {
        Some(ReasonCode::NotInRole)
    } else if need.unit.is_some() && holding.unit.as_deref() != need.unit {
        Some(ReasonCode::NotYourUnit)
    } else if need.on < holding.valid_from {
        Some(ReasonCode::RoleNotYetHeld)
    } else if holding.valid_to.is_some_and(|last| last < need.on) {
        Some(ReasonCode::RoleNoLongerHeld)
    } else {
        None
    }
}

/// How many rules a delegation must meet by itself.
const RULES: usize = 11;

/// Every reason why a delegation does not serve `actor`, save whether its principal holds the role. The
/// first is the one that decides.
pub(super) fn delegation_faults(
    delegation: &Delegation,
    actor: &str,
    need: Need<'_>,
) -> [Option<ReasonCode>; RULES] {
    let Some(rules) = need.delegation else {
        let mut none = [None; RULES];
        if let Some(first) = none.first_mut() {
            *first = Some(ReasonCode::DelegationNotAllowed);
        }
        return none;
    };
    let d = delegation;
    let written = d.written_ref.as_deref().is_some_and(|paper| paper.chars().any(|c| !c.is_whitespace()));
    let covered =
        rules.scopes.contains(&need.kind) && d.scope.as_ref().is_none_or(|scope| scope.contains(&need.kind));
    let exceeded = match (d.max_amount, need.amount) {
        (None, _) => None,
        (Some(_), None) => Some(ReasonCode::DelegationAmountUnknown),
        (Some(most), Some(amount)) => (amount > most).then_some(ReasonCode::DelegationAmountExceeded),
    };
    let when = |holds: bool, code: ReasonCode| holds.then_some(code);
    [
        when(d.delegate != actor, ReasonCode::NotTheDelegate),
        when(d.role != need.role, ReasonCode::DelegationOtherRole),
        when(d.delegate == d.principal, ReasonCode::DelegateIsPrincipal),
        when(rules.written && !written, ReasonCode::NoWrittenRef),
        when(!covered, ReasonCode::DelegationScope),
        when(is_too_long(d, rules), ReasonCode::DelegationTooLong),
        when(need.on < d.issued_on, ReasonCode::DelegationNotIssued),
        when(need.on < d.valid_from, ReasonCode::DelegationNotYetValid),
        when(d.revoked_on.is_some_and(|last| last < need.on), ReasonCode::DelegationRevoked),
        when(d.valid_to < need.on, ReasonCode::DelegationExpired),
        exceeded,
    ]
}

/// Whether it runs longer than the policy allows.
fn is_too_long(delegation: &Delegation, rules: &DelegationRules) -> bool {
    let days = Day::from(delegation.valid_to).days_since(Day::from(delegation.valid_from));
    i64::from(days) > i64::from(rules.max_days)
}

/// The last day a delegation may hold under the policy; none beyond what a calendar holds.
pub(super) fn longest(delegation: &Delegation, rules: &DelegationRules) -> Option<NaiveDate> {
    delegation.valid_from.checked_add_days(Days::new(u64::from(rules.max_days)))
}
