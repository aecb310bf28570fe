//! Whether a grant covers an attempt: action, time, form, fields, and who approved it (§6.3, §6.3a).

use hashbrown::HashMap;

use super::attempt::{Attempt, CustomerFile};
use super::authority::{Authorities, Found};
use super::decide::{Finding, Way, nearness};
use super::desk::{AccessDesk, Granted};
use super::registers::AccessGrant;
use crate::policy::{AccessForm, ArchiveAction};
use crate::reason::ReasonCode;

/// Of more grants than these to one person for one customer, authorities are remembered.
const MANY: usize = 64;

impl<'a> AccessDesk<'a> {
    /// What the grants of an attempt come to; the nearest fault if none covers it.
    pub(super) fn by_grant(
        &self,
        attempt: &Attempt,
        file: Option<&CustomerFile>,
        form: AccessForm,
        two: bool,
    ) -> Finding<'a> {
        if !self.is_grantable(attempt) {
            return Finding::MayNot(ReasonCode::NeverGranted, None);
        }
        let customer = file.map(|file| file.customer_id.as_str());
        let mut best = Finding::MayNot(ReasonCode::NeedsApproval, None);
        let all = self.grants(self.person(&attempt.by), customer);
        let mut found: Found<'_, 'a> = (all.len() > MANY).then(HashMap::new);
        for granted in all {
            if !speaks_of(granted.grant, attempt) {
                continue;
            }
            match self.fault(attempt, file, form, two, *granted, &mut found) {
                None => return Finding::May(Way::Grant(*granted)),
                Some(code) => {
                    let finding = Finding::MayNot(code, Some(*granted));
                    if nearness(&best) < nearness(&finding) {
                        best = finding;
                    }
                }
            }
        }
        best
    }

    /// Whether the policy grants such a thing at all: what it never grants, no row grants either.
    fn is_grantable(&self, attempt: &Attempt) -> bool {
        let fields = self.policy.access.fields.as_ref();
        let known = |field: &String| fields.is_none_or(|fields| fields.contains(field));
        attempt.effective().may_be_requested() && attempt.fields.iter().all(known)
    }

    /// Why a grant does not cover an attempt.
    fn fault<'f>(
        &self,
        attempt: &Attempt,
        file: Option<&'f CustomerFile>,
        form: AccessForm,
        two: bool,
        granted: Granted<'a>,
        found: &mut Found<'f, 'a>,
    ) -> Option<ReasonCode>
    where
        'a: 'f,
    {
        let Granted { grant, ends } = granted;
        if grant.revoked_at.is_some_and(|revoked| revoked <= attempt.at) {
            return Some(ReasonCode::GrantRevoked);
        }
        if ends <= attempt.at {
            return Some(ReasonCode::GrantExpired);
        }
        if grant.form != form {
            return Some(match grant.form {
                AccessForm::Paper => ReasonCode::PaperOnly,
                AccessForm::Electronic => ReasonCode::FormNotGranted,
            });
        }
        if asks_for_all(attempt) || attempt.fields.iter().any(|field| !grant.fields.contains(field)) {
            return Some(ReasonCode::FieldNotGranted);
        }
        if !self.policy.access.forms.contains(&form) {
            return Some(ReasonCode::FormNotGranted);
        }
        self.approval_fault(grant, file, two, found)
    }

    /// Why a grant does not cover what a log says was done. Of the file nothing but its customer is known: who
    /// approved is held against every department, and one approval is enough unless the action needs two.
    pub(super) fn fault_of_logged(
        &self,
        attempt: &Attempt,
        customer: Option<&str>,
        form: AccessForm,
        two: bool,
        grant: &AccessGrant,
    ) -> Option<ReasonCode> {
        if !self.is_grantable(attempt) {
            return Some(ReasonCode::NeverGranted);
        }
        let is_his = grant.requester == attempt.by && grant.customer_id.as_deref() == customer;
        if !is_his || !speaks_of(grant, attempt) {
            return Some(ReasonCode::NeedsApproval);
        }
        let ends = grant.expires_at.min(self.policy.access.grant_ends(grant.given_at()));
        let fault = self.fault(attempt, None, form, two, Granted { grant, ends }, &mut None);
        // Who holds which role was not supplied: what can be told without is told first.
        if fault == Some(ReasonCode::ApproverNotEntitled) && self.registers.organisation.is_none() {
            let second = grant.second_by.as_ref().filter(|second| **second != grant.decided_by);
            return Some(match second {
                None if two || grant.second_by.is_some() => ReasonCode::NeedsSecondApproval,
                _ => ReasonCode::NotSupplied,
            });
        }
        fault
    }

    /// Whether whoever approved a grant was entitled to.
    fn approval_fault<'f>(
        &self,
        grant: &'f AccessGrant,
        file: Option<&'f CustomerFile>,
        two: bool,
        found: &mut Found<'f, 'a>,
    ) -> Option<ReasonCode>
    where
        'a: 'f,
    {
        let second_by = grant.second_by.as_deref();
        if grant.decided_by == grant.requester || second_by == Some(&grant.requester) {
            return Some(ReasonCode::SelfApproval);
        }
        let Some(firsts) = self.first_approval(grant, file, found) else {
            return Some(ReasonCode::ApproverNotEntitled);
        };
        // A second approval that is stated prolongs the grant, so it must be one.
        if !two && second_by.is_none() {
            return None;
        }
        let Some(second_by) = second_by.filter(|second| *second != grant.decided_by) else {
            return Some(ReasonCode::NeedsSecondApproval);
        };
        let on = grant.given_at().date();
        let excluded = [Some(grant.requester.as_str()), Some(grant.decided_by.as_str())];
        let seconds = self.second.map(|role| {
            let scope = self.scope_of(grant, file, on);
            self.authorities_known(found, second_by, role, scope, on).without(excluded)
        });
        match seconds.filter(|seconds| !seconds.is_none() && self.is_bound(second_by, on)) {
            None => Some(ReasonCode::ApproverNotEntitled),
            // Two who stand in for one person are one person.
            Some(seconds) => (!firsts.differ(&seconds)).then_some(ReasonCode::NeedsSecondApproval),
        }
    }

    /// On whose authority a grant was approved first; nothing if that was none.
    pub(super) fn first_approval<'f>(
        &self,
        grant: &'f AccessGrant,
        file: Option<&'f CustomerFile>,
        found: &mut Found<'f, 'a>,
    ) -> Option<Authorities<'a>>
    where
        'a: 'f,
    {
        let on = grant.decided_at.date();
        let asked_on = grant.requested_at.unwrap_or(grant.decided_at).date();
        let asker = &grant.requester;
        // The general manager's own is denied, in whatever role he asks.
        if self.is_top(asker, asked_on) || self.is_top(asker, on) || !self.is_bound(&grant.decided_by, on) {
            return None;
        }
        // An approver's own request goes to the next level up.
        let own = self.first.is_some_and(|first| {
            [asked_on, on].iter().any(|on| self.holds(asker, first, self.scope_of(grant, file, *on), *on))
        });
        let scope = self.scope_of(grant, file, on);
        let excluded = [Some(asker.as_str()), grant.second_by.as_deref()];
        let mut decided = |role: Option<u16>| {
            let firsts = self.authorities_known(found, &grant.decided_by, role?, scope, on).without(excluded);
            (!firsts.is_none()).then_some(firsts)
        };
        if !own {
            return decided(self.first);
        }
        // Of a file whose department is not known, it may have been another department's manager.
        let of_unknown = file.is_none() && grant.customer_id.is_some();
        decided(self.second).or_else(|| decided(self.first.filter(|_| of_unknown)))
    }
}

/// Whether a grant that has been decided on is about what is attempted.
fn speaks_of(grant: &AccessGrant, attempt: &Attempt) -> bool {
    let action = grant.action.unwrap_or(ArchiveAction::ViewPaperExtract);
    grant.holds_from() <= attempt.at && action.is_like(attempt.effective())
}

/// Whether an attempt names no field where a grant names its own.
pub(super) fn asks_for_all(attempt: &Attempt) -> bool {
    attempt.fields.is_empty() && attempt.effective().hands_out_fields()
}
