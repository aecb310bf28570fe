//! Whether somebody may decide on another's request: which level, and which department (§6.3, §6.3a).

use super::attempt::{Attempt, CustomerFile};
use super::authority::Scope;
use super::decide::{Finding, Look, Way};
use super::desk::{AccessDesk, Held};
use crate::policy::{AccessForm, ArchiveAction, Permission};
use crate::reason::ReasonCode;

/// Who decides on somebody's request.
#[derive(Clone, Copy, Debug)]
pub(super) struct Levels<'f> {
    pub(super) first: Option<u16>,
    pub(super) second: Option<u16>,
    pub(super) scope: Scope<'f>,
}

impl<'a> AccessDesk<'a> {
    /// Whether a role may decide on the request of whoever is named: the department's manager first, the next
    /// level up on a manager's own and where two approvals are needed.
    pub(super) fn of_deciding(&self, look: &Look<'a, '_>, held: Held<'a>, role: u16) -> Finding<'a> {
        let no = |code| Finding::MayNot(code, None);
        if self.permission(role, ArchiveAction::GrantAccess) != Permission::Allow {
            return no(ReasonCode::NotPermitted);
        }
        let levels = match self.levels(look.attempt) {
            Ok(levels) => levels,
            Err(code) => return no(code),
        };
        if ![levels.first, levels.second].contains(&Some(role)) {
            return no(ReasonCode::OtherLevel);
        }
        let here = match levels.scope {
            Scope::Any => true,
            Scope::Of(unit) => held.holding.unit.as_deref() == Some(unit),
            Scope::Unknown => false,
        };
        if self.traits(role).of_unit && !here {
            return no(ReasonCode::NotYourUnit);
        }
        Finding::May(Way::Role)
    }

    /// What the one holds in whose place somebody decides on another's request, with a delegation in force
    /// (§5.4).
    pub(super) fn stands_in(&self, attempt: &Attempt) -> Option<Held<'a>> {
        if attempt.action != ArchiveAction::GrantAccess {
            return None;
        }
        let (levels, on) = (self.levels(attempt).ok()?, attempt.at.date());
        let decides = |role: &u16| self.permission(*role, ArchiveAction::GrantAccess) == Permission::Allow;
        [levels.first, levels.second].into_iter().flatten().filter(decides).find_map(|role| {
            let authorities = self.authorities(&attempt.by, role, levels.scope, on);
            let principal = authorities.without([attempt.requester.as_deref(), None]).principal()?;
            let held = self.held(self.person(principal)).iter().filter(|held| held.on(on));
            held.copied().find(|held| held.role == Some(role))
        })
    }

    /// Which levels decide on the request an attempt is about, or why there is none.
    pub(super) fn levels<'f>(&self, attempt: &'f Attempt) -> Result<Levels<'f>, ReasonCode>
    where
        'a: 'f,
    {
        let on = attempt.at.date();
        let asked = attempt.asked();
        let file = match &attempt.file {
            _ if asked.is_of_whole_base() => None,
            None => return Err(ReasonCode::NoFileNamed),
            Some(file) => Some(file),
        };
        if file.is_some_and(|file| !ArchiveAction::GrantAccess.statuses().contains(&file.status)) {
            return Err(ReasonCode::WrongStatus);
        }
        let Some(asker) = attempt.requester.as_deref() else { return Err(ReasonCode::NoRequesterNamed) };
        if asker == attempt.by {
            return Err(ReasonCode::SelfApproval);
        }
        if !asked.may_be_requested() {
            return Err(ReasonCode::NothingToDecide);
        }
        if self.is_top(asker, on) {
            return Err(ReasonCode::NobodyAbove);
        }
        let Some(approvals) = self.approvals(asker, attempt, asked, file).filter(|needed| *needed > 0) else {
            return Err(ReasonCode::NothingToDecide);
        };
        let mut stated = None;
        if let (None, Some(department)) = (file, &attempt.file) {
            stated = department.department.as_deref();
        }
        let scope = self.scope(asker, stated, file, on);
        let own = self.first.is_some_and(|first| self.holds(asker, first, scope, on));
        let first = if own { self.second } else { self.first };
        Ok(Levels { first, second: self.second.filter(|_| approvals > 1), scope })
    }

    /// How many approvals somebody needs for something: none, one, two; nothing where no approval helps. Of
    /// several roles the most generous asks.
    fn approvals(
        &self,
        asker: &str,
        attempt: &Attempt,
        asked: ArchiveAction,
        file: Option<&CustomerFile>,
    ) -> Option<u8> {
        let on = attempt.at.date();
        let department = file.and_then(|file| self.department(file, on));
        let of_role = |held: &Held<'_>| {
            let role = held.role?;
            let traits = self.traits(role);
            if traits.paper_only && asked.shows_data() && attempt.form == Some(AccessForm::Electronic) {
                return None;
            }
            let strict = file.is_some_and(|file| self.policy.access.turns_into_two(file.level.as_deref()));
            let one = if strict { 2 } else { 1 };
            let here = department.is_some() && held.holding.unit.as_deref() == department;
            match self.permission(role, asked) {
                Permission::Allow if file.is_some() && traits.of_unit && !here => Some(one),
                Permission::Allow => Some(0),
                Permission::OwnCustomers => {
                    let own = file.is_some_and(|file| file.owner.as_deref() == Some(asker));
                    own.then_some(0)
                }
                Permission::NeedsApproval => Some(one),
                Permission::NeedsTwoApprovals => Some(2),
                Permission::Deny => None,
            }
        };
        let held = self.held(self.person(asker)).iter().filter(|held| held.on(on));
        held.filter_map(of_role).min()
    }
}

impl Attempt {
    /// What the request asks for that is decided on; viewing in the form stated, else on paper, if left out.
    pub(super) const fn asked(&self) -> ArchiveAction {
        match (self.requested, self.form) {
            (Some(ArchiveAction::ViewElectronic), Some(AccessForm::Paper)) => ArchiveAction::ViewPaperExtract,
            (Some(ArchiveAction::ViewPaperExtract) | None, Some(AccessForm::Electronic)) => {
                ArchiveAction::ViewElectronic
            }
            (Some(asked), _) => asked,
            (None, _) => ArchiveAction::ViewPaperExtract,
        }
    }
}
