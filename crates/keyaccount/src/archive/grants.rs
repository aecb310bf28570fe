//! Whether a grant covers an attempt: action, time, form, fields, and who approved it (§6.3, §6.3a).

use chrono::NaiveDate;

use super::attempt::{Attempt, CustomerFile};
use super::decide::{Finding, Way, nearness};
use super::desk::{AccessDesk, Granted};
use super::registers::AccessGrant;
use crate::approval::Need;
use crate::policy::{AccessForm, ArchiveAction, RequestKind};
use crate::reason::ReasonCode;

impl<'a> AccessDesk<'a> {
    /// The owning department: as stated, or else where the owner holds a role that day.
    pub(super) fn department<'f>(&self, file: &'f CustomerFile, on: NaiveDate) -> Option<&'f str>
    where
        'a: 'f,
    {
        if let Some(department) = &file.department {
            return Some(department);
        }
        let owner = self.person(file.owner.as_deref()?);
        self.held(owner).iter().filter(|held| held.on(on)).find_map(|held| held.holding.unit.as_deref())
    }

    /// What the grants of an attempt come to; the nearest fault if none covers it.
    pub(super) fn by_grant(
        &self,
        attempt: &Attempt,
        file: Option<&CustomerFile>,
        form: AccessForm,
        two: bool,
    ) -> Finding<'a> {
        // What is never granted is not granted by a row either.
        let access = &self.policy.access;
        let known = |field: &String| access.fields.as_ref().is_none_or(|fields| fields.contains(field));
        if !attempt.effective().may_be_requested() || !attempt.fields.iter().all(known) {
            return Finding::MayNot(ReasonCode::NeverGranted, None);
        }
        let customer = file.map(|file| file.customer_id.as_str());
        let mut best = Finding::MayNot(ReasonCode::NeedsApproval, None);
        for granted in self.grants(self.person(&attempt.by), customer) {
            if !speaks_of(granted.grant, attempt) {
                continue;
            }
            match self.fault(attempt, file, form, two, granted) {
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

    /// Why a grant does not cover an attempt.
    fn fault(
        &self,
        attempt: &Attempt,
        file: Option<&CustomerFile>,
        form: AccessForm,
        two: bool,
        granted: &Granted<'_>,
    ) -> Option<ReasonCode> {
        let Granted { grant, ends } = granted;
        if grant.revoked_at.is_some_and(|revoked| revoked <= attempt.at) {
            return Some(ReasonCode::GrantRevoked);
        }
        if *ends <= attempt.at {
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
        self.approval_fault(grant, file, two)
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
        let access = &self.policy.access;
        let known = |field: &String| access.fields.as_ref().is_none_or(|fields| fields.contains(field));
        if !attempt.effective().may_be_requested() || !attempt.fields.iter().all(known) {
            return Some(ReasonCode::NeverGranted);
        }
        let is_his = grant.requester == attempt.by && grant.customer_id.as_deref() == customer;
        if !is_his || !speaks_of(grant, attempt) {
            return Some(ReasonCode::NeedsApproval);
        }
        let ends = grant.expires_at.min(access.grant_ends(grant.given_at()));
        let fault = self.fault(attempt, None, form, two, &Granted { grant, ends });
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
    fn approval_fault(
        &self,
        grant: &AccessGrant,
        file: Option<&CustomerFile>,
        two: bool,
    ) -> Option<ReasonCode> {
        let on = grant.decided_at.date();
        let department = file.map(|file| self.department(file, on));
        let second_by = grant.second_by.as_deref();
        if grant.decided_by == grant.requester || second_by == Some(&grant.requester) {
            return Some(ReasonCode::SelfApproval);
        }
        let access = &self.policy.access;
        let first = access.approver.as_deref();
        // An approver's own request goes to the next level up.
        let asked_on = grant.requested_at.unwrap_or(grant.decided_at).date();
        let own = first.is_some_and(|role| {
            let department = file.map(|file| self.department(file, asked_on));
            let held = |on| self.holds(&grant.requester, role, department, on);
            held(asked_on) || held(on)
        });
        let above = access.second_approver.as_deref().filter(|_| own);
        // A grant for the whole base does not say which department it was asked for, so which of the two
        // levels decided is not known.
        let first = first.filter(|_| !own || department.is_none());
        let excluded = [Some(grant.requester.as_str()), second_by];
        let mut firsts = [first, above].into_iter().flatten();
        if !firsts.any(|role| self.entitled(&grant.decided_by, role, department, on, excluded)) {
            return Some(ReasonCode::ApproverNotEntitled);
        }
        // A second approval that is stated prolongs the grant, so it must be one.
        if !two && second_by.is_none() {
            return None;
        }
        let Some(second_by) = second_by.filter(|second| *second != grant.decided_by) else {
            return Some(ReasonCode::NeedsSecondApproval);
        };
        let excluded = [Some(grant.requester.as_str()), Some(grant.decided_by.as_str())];
        let on = grant.given_at().date();
        let department = file.map(|file| self.department(file, on));
        let second = access.second_approver.as_deref();
        let entitled = second.is_some_and(|role| self.entitled(second_by, role, department, on, excluded));
        (!entitled).then_some(ReasonCode::ApproverNotEntitled)
    }

    /// Whether a person holds a role on a day, for the files of a department where it is bound to one; any
    /// department where nothing but the whole base is asked for.
    pub(super) fn holds(
        &self,
        person: &str,
        role: &str,
        department: Option<Option<&str>>,
        on: NaiveDate,
    ) -> bool {
        let bound = self.policy.access.unit_roles.iter().any(|name| name == role);
        self.held(self.person(person)).iter().any(|held| {
            let holding = held.holding;
            let here = match department {
                Some(department) if bound => department.is_some() && holding.unit.as_deref() == department,
                _ => true,
            };
            held.on(on) && here && holding.role == role
        })
    }

    /// Whether a person holds a role, or stands in for somebody who does and is none of those excluded.
    pub(super) fn entitled(
        &self,
        person: &str,
        role: &str,
        department: Option<Option<&str>>,
        on: NaiveDate,
        excluded: [Option<&str>; 2],
    ) -> bool {
        if self.holds(person, role, department, on) {
            return true;
        }
        let Some(organisation) = &self.registers.organisation else { return false };
        let need = Need {
            role,
            unit: None,
            on,
            amount: None,
            kind: RequestKind::ArchiveAccess,
            delegation: self.policy.delegation.as_ref(),
        };
        organisation.papers_that_serve(person, need).any(|paper| {
            !excluded.contains(&Some(&paper.principal)) && self.holds(&paper.principal, role, department, on)
        })
    }
}

/// Whether a grant that has been decided on is about what is attempted.
fn speaks_of(grant: &AccessGrant, attempt: &Attempt) -> bool {
    let action = grant.action.unwrap_or(ArchiveAction::ViewPaperExtract);
    grant.given_at() <= attempt.at && action.is_like(attempt.effective())
}

/// Whether an attempt names no field where a grant names its own.
pub(super) fn asks_for_all(attempt: &Attempt) -> bool {
    attempt.fields.is_empty() && attempt.effective().hands_out_fields()
}
