//! Whether an attempt may be made: outside, agreement, permission, own customers, grants, in this order.
//!
//! Nothing here allocates; the verdict asks the same functions.

use chrono::NaiveDate;

use super::attempt::{Attempt, CustomerFile, MAX_FIELDS};
use super::desk::{AccessDesk, Granted, Held};
use crate::policy::{AccessForm, ArchiveAction, Permission};
use crate::reason::ReasonCode;
use crate::verdict::{Answer, VerdictOutcome};

/// What one role comes to.
#[derive(Clone, Copy, Debug)]
pub(super) enum Finding<'a> {
    May(Way<'a>),
    MayNot(ReasonCode, Option<Granted<'a>>),
    /// The register of grants was not supplied.
    Unknown,
}

/// What an attempt is permitted by. The most generous comes first.
#[derive(Clone, Copy, Debug)]
pub(super) enum Way<'a> {
    Role,
    Own,
    Grant(Granted<'a>),
}

/// What an attempt comes to, and by which of the roles held.
#[derive(Clone, Copy, Debug)]
pub(super) struct Judged<'a> {
    pub(super) outcome: VerdictOutcome,
    pub(super) rule: ReasonCode,
    pub(super) held: Option<Held<'a>>,
    pub(super) way: Option<Way<'a>>,
}

/// Whether an agreement holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Agreement {
    Holds,
    None,
    Unknown,
}

/// An attempt with what need be looked up but once for all the roles of whoever makes it.
#[derive(Clone, Debug)]
pub(super) struct Look<'a, 'f> {
    pub(super) attempt: &'f Attempt,
    pub(super) on: NaiveDate,
    pub(super) person: Option<u32>,
    department: Option<&'f str>,
    /// What the grants come to, by form and by the number of approvals.
    by_grant: [Option<Finding<'a>>; 4],
}

impl<'a> AccessDesk<'a> {
    /// Whether somebody may do it, and by which rule. Allocates nothing, unless a customer has more grants than
    /// anybody hands out.
    #[must_use]
    pub fn decide(&self, attempt: &Attempt) -> Answer {
        self.judge(attempt, true).answer()
    }

    /// The same with or without looking at agreements.
    pub(super) fn judge(&self, attempt: &Attempt, with_nda: bool) -> Judged<'a> {
        let agreement = if with_nda { self.agreement(attempt) } else { Agreement::Holds };
        let deny = |rule| Judged { outcome: VerdictOutcome::Deny, rule, held: None, way: None };
        // What no log could hold is not permitted.
        if attempt.fields.len() > MAX_FIELDS {
            return deny(ReasonCode::UnsoundTerms);
        }
        let external = attempt.action == ArchiveAction::DiscloseExternal;
        if self.registers.organisation.is_none() {
            return match (agreement, external) {
                (Agreement::None, _) => deny(ReasonCode::NoNda),
                (_, true) => deny(ReasonCode::ExternalDisclosure),
                _ => Judged { outcome: VerdictOutcome::Indeterminate, ..deny(ReasonCode::NotSupplied) },
            };
        }
        let deputy = self.stands_in(attempt);
        if let Some(code) = self.outside(attempt).filter(|_| deputy.is_none()) {
            return deny(code);
        }
        if agreement == Agreement::None {
            return deny(ReasonCode::NoNda);
        }
        if external {
            return deny(ReasonCode::ExternalDisclosure);
        }
        let own = self.best(attempt);
        let in_place = deputy.filter(|_| !matches!(own, Some((_, Finding::May(_)))));
        let in_place = in_place.map(|principal| (principal, Finding::May(Way::Role)));
        let Some((held, finding)) = in_place.or(own) else { return deny(ReasonCode::NotPermitted) };
        let judged = |outcome, rule, way| Judged { outcome, rule, held: Some(held), way };
        match finding {
            Finding::MayNot(code, _) => judged(VerdictOutcome::Deny, code, None),
            Finding::May(way) if agreement == Agreement::Holds => {
                judged(VerdictOutcome::Permit, way.code(), Some(way))
            }
            Finding::May(_) | Finding::Unknown => {
                judged(VerdictOutcome::Indeterminate, ReasonCode::NotSupplied, None)
            }
        }
    }

    pub(super) fn agreement(&self, attempt: &Attempt) -> Agreement {
        if !self.policy.access.nda {
            return Agreement::Holds;
        }
        if self.registers.ndas.is_none() {
            return Agreement::Unknown;
        }
        if self.is_bound(&attempt.by, attempt.at.date()) { Agreement::Holds } else { Agreement::None }
    }

    /// Why somebody is none of those to whom files are open.
    fn outside(&self, attempt: &Attempt) -> Option<ReasonCode> {
        let held = self.held(self.person(&attempt.by));
        let on = attempt.at.date();
        if held.iter().any(|held| held.on(on)) {
            let closed = |held: &Held<'_>| held.role.is_some_and(|role| self.traits(role).closed);
            return held.iter().filter(|held| held.on(on)).all(closed).then_some(ReasonCode::Outside);
        }
        // What is yet to come can be waited for.
        let later = held.iter().any(|held| on < held.holding.valid_from);
        Some(match (held.is_empty(), later) {
            (true, _) => ReasonCode::Outside,
            (false, true) => ReasonCode::RoleNotYetHeld,
            (false, false) => ReasonCode::RoleNoLongerHeld,
        })
    }

    pub(super) fn look<'f>(&self, attempt: &'f Attempt) -> Look<'a, 'f>
    where
        'a: 'f,
    {
        let on = attempt.at.date();
        let department = attempt.file.as_ref().and_then(|file| self.department(file, on));
        Look { attempt, on, person: self.person(&attempt.by), department, by_grant: [None; 4] }
    }

    /// Of the roles held that day the one that comes nearest, the most generous of those that permit.
    fn best(&self, attempt: &Attempt) -> Option<(Held<'a>, Finding<'a>)> {
        let mut look = self.look(attempt);
        let mut best: Option<(Held<'a>, Finding<'a>)> = None;
        for held in self.held(look.person).iter().filter(|held| held.on(attempt.at.date())) {
            let finding = self.of_role(&mut look, *held);
            if best.is_none_or(|(_, nearest)| nearness(&nearest) < nearness(&finding)) {
                best = Some((*held, finding));
            }
        }
        best
    }

    /// What one role comes to.
    pub(super) fn of_role(&self, look: &mut Look<'a, '_>, held: Held<'a>) -> Finding<'a> {
        let no = |code| Finding::MayNot(code, None);
        let attempt = look.attempt;
        let action = attempt.effective();
        let Some(role) = held.role else { return no(ReasonCode::NotPermitted) };
        let traits = self.traits(role);
        let form = attempt.form_for(traits.paper_only);
        if traits.paper_only && action.shows_data() && form == AccessForm::Electronic {
            return no(ReasonCode::PaperOnly);
        }
        let mut permission = self.permission(role, action);
        if permission == Permission::Deny {
            let maintain = action == ArchiveAction::Maintain;
            return no(if maintain { ReasonCode::MaintainerOnly } else { ReasonCode::NotPermitted });
        }
        if action == ArchiveAction::GrantAccess {
            return self.of_deciding(look, held, role);
        }
        let file = match &attempt.file {
            _ if action.is_of_whole_base() => None,
            None => return no(ReasonCode::NoFileNamed),
            Some(file) => Some(file),
        };
        if let Some(file) = file {
            if !action.statuses().contains(&file.status) {
                return no(ReasonCode::WrongStatus);
            }
            if permission == Permission::Allow && traits.of_unit && !look.is_of(held) {
                permission = Permission::NeedsApproval;
            }
            if permission == Permission::NeedsApproval
                && self.policy.access.turns_into_two(file.level.as_deref())
            {
                permission = Permission::NeedsTwoApprovals;
            }
        }
        let owner = file.and_then(|file| file.owner.as_deref());
        match permission {
            Permission::Allow => Finding::May(Way::Role),
            // The whole base is in nobody's charge.
            Permission::OwnCustomers if owner == Some(&attempt.by) => Finding::May(Way::Own),
            Permission::OwnCustomers => no(ReasonCode::NotOwnCustomer),
            _ if self.is_top(&attempt.by, look.on) => no(ReasonCode::NobodyAbove),
            _ if self.registers.grants.is_none() => Finding::Unknown,
            _ => self.sought(look, file, form, permission == Permission::NeedsTwoApprovals),
        }
    }

    /// What the grants come to, looked up once for all roles.
    fn sought(
        &self,
        look: &mut Look<'a, '_>,
        file: Option<&CustomerFile>,
        form: AccessForm,
        two: bool,
    ) -> Finding<'a> {
        let at = usize::from(form == AccessForm::Paper).saturating_add(if two { 2 } else { 0 });
        if let Some(Some(known)) = look.by_grant.get(at) {
            return *known;
        }
        let finding = self.by_grant(look.attempt, file, form, two);
        if let Some(place) = look.by_grant.get_mut(at) {
            *place = Some(finding);
        }
        finding
    }
}

impl Look<'_, '_> {
    /// Whether a role is held in the department that owns the file.
    pub(super) fn is_of(&self, held: Held<'_>) -> bool {
        self.department.is_some() && held.holding.unit.as_deref() == self.department
    }
}

impl Judged<'_> {
    pub(super) const fn answer(&self) -> Answer {
        Answer { outcome: self.outcome, rule: Some(self.rule) }
    }
}

impl Way<'_> {
    pub(super) const fn code(self) -> ReasonCode {
        match self {
            Self::Role => ReasonCode::AllowedByRole,
            Self::Own => ReasonCode::OwnCustomer,
            Self::Grant(_) => ReasonCode::Granted,
        }
    }
}

/// How near a finding comes to a permit.
pub(super) const fn nearness(finding: &Finding<'_>) -> u8 {
    match finding {
        Finding::May(Way::Role) => 23,
        Finding::May(Way::Own) => 22,
        Finding::May(Way::Grant(_)) => 21,
        Finding::Unknown => 20,
        Finding::MayNot(ReasonCode::PaperOnly, Some(_)) => 10,
        Finding::MayNot(ReasonCode::SelfApproval, Some(_)) => 9,
        Finding::MayNot(code, _) => match code {
            ReasonCode::WrongStatus => 13,
            ReasonCode::NeedsSecondApproval => 12,
            ReasonCode::FieldNotGranted => 11,
            ReasonCode::FormNotGranted => 10,
            ReasonCode::ApproverNotEntitled => 9,
            ReasonCode::GrantRevoked | ReasonCode::GrantExpired => 8,
            ReasonCode::NeedsApproval => 7,
            ReasonCode::NoFileNamed | ReasonCode::NoRequesterNamed => 6,
            ReasonCode::SelfApproval | ReasonCode::NobodyAbove => 5,
            ReasonCode::NotYourUnit | ReasonCode::OtherLevel | ReasonCode::NothingToDecide => 4,
            ReasonCode::NotOwnCustomer => 3,
            ReasonCode::PaperOnly => 2,
            _ => 1,
        },
    }
}
