//! §6.2, §6.3 and §6.3a once more, as short as they can be said; nothing here comes from the policy.

use chrono::NaiveDateTime;
use keyaccount::PersonId;
use keyaccount::archive::{AccessAct, AccessAsk, AccessStep, Attempt, CustomerFile, FileStatus};
use keyaccount::{AccessForm, ArchiveAction};

use super::world::{World, day, hour};

/// Ways to get the rules wrong. Each must be noticed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    AgreementIgnored,
    LastDayOfAnAgreementExcluded,
    LastDayOfARoleExcluded,
    GrantNeverEnds,
    LastDayOfAGrantExcluded,
    GrantCountedFromTheHandOut,
    FieldIgnored,
    FormIgnored,
    SelfApprovalAllowed,
    AnyDepartmentApproves,
    SecondByTheSamePerson,
    LevelThreeNeedsOne,
    RevocationIgnored,
    OwnLevelStays,
    NoPurposeNeeded,
    StaffOnScreens,
    FrozenFilesAreOpen,
    OwnCustomersOfAnybody,
    ManagersEverywhere,
    TimeGoesBack,
    UsedByAnybody,
    ApproverWithoutAgreement,
    DeputiesOfOnePrincipal,
    DeputyForever,
    TheTopAsks,
    FileAsItWas,
    LevelAsItWas,
    UsedBeforeTheHandOut,
    AnyDepartmentForTheBase,
}

impl Fault {
    pub const ALL: [Self; 29] = [
        Self::AgreementIgnored,
        Self::LastDayOfAnAgreementExcluded,
        Self::LastDayOfARoleExcluded,
        Self::GrantNeverEnds,
        Self::LastDayOfAGrantExcluded,
        Self::GrantCountedFromTheHandOut,
        Self::FieldIgnored,
        Self::FormIgnored,
        Self::SelfApprovalAllowed,
        Self::AnyDepartmentApproves,
        Self::SecondByTheSamePerson,
        Self::LevelThreeNeedsOne,
        Self::RevocationIgnored,
        Self::OwnLevelStays,
        Self::NoPurposeNeeded,
        Self::StaffOnScreens,
        Self::FrozenFilesAreOpen,
        Self::OwnCustomersOfAnybody,
        Self::ManagersEverywhere,
        Self::TimeGoesBack,
        Self::UsedByAnybody,
        Self::ApproverWithoutAgreement,
        Self::DeputiesOfOnePrincipal,
        Self::DeputyForever,
        Self::TheTopAsks,
        Self::FileAsItWas,
        Self::LevelAsItWas,
        Self::UsedBeforeTheHandOut,
        Self::AnyDepartmentForTheBase,
    ];
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum At {
    Nothing,
    Requested,
    Once,
    Approved,
    Granted,
    Expired,
    Revoked,
    Refused,
    Withdrawn,
}

/// The cells of the table: allowed, own, one approval, two, denied.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Cell {
    A,
    O,
    P,
    P2,
    D,
}

use Cell::{A, D, O, P, P2};

/// AM DS DM MT ST AU GM.
const ROLES: [&str; 7] = [
    "account_manager",
    "department_supervisor",
    "department_manager",
    "maintainer",
    "staff",
    "auditor",
    "general_manager",
];

fn cell(role: &str, action: ArchiveAction) -> Cell {
    let row = match action {
        ArchiveAction::ViewPaperExtract => [O, A, A, A, P, A, D],
        ArchiveAction::ViewElectronic => [O, A, A, A, D, A, D],
        ArchiveAction::Search => [P, P, A, A, P, A, D],
        ArchiveAction::Export => [D, D, P2, P, D, D, D],
        ArchiveAction::Restore => [D, D, D, P, D, D, D],
        ArchiveAction::Dispose => [D, D, D, P2, D, D, D],
        ArchiveAction::Maintain => [D, D, D, A, D, D, D],
        _ => [D; 7],
    };
    ROLES.iter().position(|name| *name == role).map_or(D, |at| row[at])
}

/// Of the two views the form decides.
fn effective(action: ArchiveAction, form: AccessForm) -> ArchiveAction {
    match action {
        ArchiveAction::ViewPaperExtract | ArchiveAction::ViewElectronic => match form {
            AccessForm::Paper => ArchiveAction::ViewPaperExtract,
            AccessForm::Electronic => ArchiveAction::ViewElectronic,
        },
        other => other,
    }
}

fn of_base(action: ArchiveAction) -> bool {
    matches!(action, ArchiveAction::Search | ArchiveAction::Restore)
}

fn shows(action: ArchiveAction) -> bool {
    matches!(
        action,
        ArchiveAction::Search
            | ArchiveAction::Export
            | ArchiveAction::ViewElectronic
            | ArchiveAction::ViewPaperExtract
    )
}

/// A request as the rules have it.
#[derive(Clone, Debug)]
pub struct Model<'w> {
    world: &'w World,
    fault: Option<Fault>,
    pub at: At,
    ask: AccessAsk,
    requester: PersonId,
    two: bool,
    own_level: bool,
    role: &'static str,
    /// Who approved first, and in whose place.
    first: Vec<PersonId>,
    decided: i64,
    handed_out: i64,
    revoked: Option<NaiveDateTime>,
    last: NaiveDateTime,
}

impl<'w> Model<'w> {
    pub fn new(world: &'w World, fault: Option<Fault>, ask: AccessAsk, requester: &str, at: i64) -> Self {
        Self {
            world,
            fault,
            at: At::Nothing,
            ask,
            requester: requester.into(),
            two: false,
            own_level: false,
            role: "",
            first: Vec::new(),
            decided: 0,
            handed_out: 0,
            revoked: None,
            last: hour(at),
        }
    }

    fn wrong(&self, fault: Fault) -> bool {
        self.fault == Some(fault)
    }

    fn held(&self, person: &str, at: NaiveDateTime) -> Vec<(&'static str, &'static str)> {
        let late = i64::from(self.wrong(Fault::LastDayOfARoleExcluded));
        let on = at.date();
        let held = self.world.held.iter().filter(|(by, _, _, from, to)| {
            *by == person && day(*from) <= on && to.is_none_or(|to| on <= day(to - late))
        });
        held.map(|(_, role, unit, ..)| (*role, *unit)).collect()
    }

    fn is_bound_to_secrecy(&self, person: &str, at: NaiveDateTime) -> bool {
        let late = i64::from(self.wrong(Fault::LastDayOfAnAgreementExcluded));
        let on = at.date();
        self.wrong(Fault::AgreementIgnored)
            || self.world.signed.iter().any(|(by, from, to)| {
                *by == person && day(*from) <= on && to.is_none_or(|to| on <= day(to - late))
            })
    }

    /// Whether a person holds a role for the files of a department.
    fn has(&self, person: &str, role: &str, department: Option<&str>, at: NaiveDateTime) -> bool {
        self.held(person, at).iter().any(|(held, unit)| {
            let bound = role == "department_manager" && !self.wrong(Fault::AnyDepartmentApproves);
            *held == role && (!bound || department.is_none_or(|department| department == *unit))
        })
    }

    /// What a role needs on a file, if it may at all: nothing, one approval or two.
    fn needs(
        &self,
        (role, unit): (&str, &str),
        person: &str,
        action: ArchiveAction,
        form: AccessForm,
        file: Option<&CustomerFile>,
        department: Option<&str>,
    ) -> Option<u8> {
        let paper_alone = role == "staff" && !self.wrong(Fault::StaffOnScreens);
        if paper_alone && shows(action) && form == AccessForm::Electronic {
            return None;
        }
        let Some(file) = file else {
            return match cell(role, action) {
                A => Some(0),
                P => Some(1),
                P2 => Some(2),
                O | D => None,
            };
        };
        let frozen = file.status == FileStatus::Frozen && !self.wrong(Fault::FrozenFilesAreOpen);
        let not_filed = action == ArchiveAction::Maintain && file.status != FileStatus::Filed;
        if frozen || not_filed {
            return None;
        }
        let strict =
            !matches!(file.level.as_deref(), Some("L1" | "L2")) && !self.wrong(Fault::LevelThreeNeedsOne);
        let one = 1 + u8::from(strict);
        let elsewhere = role == "department_manager"
            && department != Some(unit)
            && !self.wrong(Fault::ManagersEverywhere);
        match cell(role, action) {
            A if elsewhere => Some(one),
            A => Some(0),
            O => (self.wrong(Fault::OwnCustomersOfAnybody) || file.owner.as_deref() == Some(person))
                .then_some(0),
            P => Some(one),
            P2 => Some(2),
            D => None,
        }
    }

    /// Whether the request may be made.
    pub fn opens(&mut self) -> bool {
        let ask = self.ask.clone();
        let at = self.last;
        let action = effective(ask.action, ask.form);
        let purpose = self.wrong(Fault::NoPurposeNeeded) || !ask.purpose.trim().is_empty();
        let named = ask.files.is_empty() == of_base(action);
        let listed = !ask.fields.is_empty() || !shows(action) || action == ArchiveAction::Search;
        let grantable = ask.fields.iter().all(|field| field != "secret");
        let department = ask.files.iter().all(|file| file.department.as_ref() == Some(&ask.department));
        if !(purpose && named && listed && grantable && department)
            || action == ArchiveAction::DiscloseExternal
        {
            return false;
        }
        if self.is_top(&self.requester, at) {
            return false;
        }
        let mut needed: Option<(u8, &'static str)> = None;
        for held in self.held(&self.requester, at) {
            // Of the whole base everybody asks his own department.
            if of_base(action) && held.1 != ask.department && !self.wrong(Fault::AnyDepartmentForTheBase) {
                continue;
            }
            let file = ask.files.first();
            let needs = self.needs(held, &self.requester, action, ask.form, file, Some(&ask.department));
            if let Some(needs) = needs
                && needed.is_none_or(|(before, _)| needs < before)
            {
                needed = Some((needs, held.0));
            }
        }
        let Some((needed @ 1.., role)) = needed else { return false };
        self.own_level = self.has(&self.requester, "department_manager", Some(&ask.department), at);
        (self.two, self.role, self.at) = (needed == 2, role, At::Requested);
        true
    }

    fn first_role(&self) -> &'static str {
        let raised = self.own_level && !self.wrong(Fault::OwnLevelStays);
        if raised { "general_manager" } else { "department_manager" }
    }

    /// The general manager, whose own requests are denied.
    fn is_top(&self, person: &str, at: NaiveDateTime) -> bool {
        !self.wrong(Fault::TheTopAsks) && self.has(person, "general_manager", None, at)
    }

    /// Who takes part in a decision: whoever acts, and in whose place; nobody if it may not be.
    fn deciders(&self, act: &AccessAct, roles: &[&str]) -> Option<Vec<PersonId>> {
        let department = Some(self.ask.department.as_str());
        let on = act.at.date();
        let mut persons = vec![act.by.clone()];
        match &act.delegation {
            None => {
                roles.iter().any(|role| self.has(&act.by, role, department, act.at)).then_some(())?;
            }
            Some(id) => {
                let paper = self.world.papers.iter().find(|paper| paper.id == id)?;
                let today = day(paper.from) <= on && on <= day(paper.to);
                let serves = paper.delegate == act.by
                    && paper.delegate != paper.principal
                    && roles.contains(&paper.role)
                    && (today || self.wrong(Fault::DeputyForever))
                    && self.has(paper.principal, paper.role, department, act.at);
                serves.then_some(())?;
                persons.push(paper.principal.into());
            }
        }
        Some(persons)
    }

    fn may_decide(&self, act: &AccessAct, roles: &[&str]) -> bool {
        let Some(persons) = self.deciders(act, roles) else { return false };
        let own = persons.contains(&self.requester) && !self.wrong(Fault::SelfApprovalAllowed);
        let bound = self.wrong(Fault::ApproverWithoutAgreement) || self.is_bound_to_secrecy(&act.by, act.at);
        !own && bound
    }

    /// Whether a file may still be used as it is now.
    fn still(&self, file: Option<&CustomerFile>) -> bool {
        let Some(file) = file else { return true };
        let gone = matches!(file.status, FileStatus::Frozen | FileStatus::Disposed);
        let strict = !matches!(file.level.as_deref(), Some("L1" | "L2"));
        let gone = gone && !self.wrong(Fault::FileAsItWas) && !self.wrong(Fault::FrozenFilesAreOpen);
        let one_does = self.wrong(Fault::LevelAsItWas) || self.wrong(Fault::LevelThreeNeedsOne);
        let raised = strict && !self.two && !one_does;
        !gone && !raised
    }

    /// 24:00 of the day of the last approval + 7.
    fn is_over(&self, at: NaiveDateTime) -> bool {
        let days = 8 - i64::from(self.wrong(Fault::LastDayOfAGrantExcluded));
        !self.wrong(Fault::GrantNeverEnds) && hour((self.decided.div_euclid(24) + days) * 24) <= at
    }

    fn covers(&self, fields: &[String], form: AccessForm, action: ArchiveAction) -> bool {
        let hands_out = shows(action) && action != ArchiveAction::Search;
        let within = fields.iter().all(|field| self.ask.fields.contains(field));
        (self.wrong(Fault::FormIgnored) || form == self.ask.form)
            && (self.wrong(Fault::FieldIgnored) || within && !(fields.is_empty() && hands_out))
    }

    /// Whether an act may be done; and if so, does it.
    pub fn takes(&mut self, act: &AccessAct) -> bool {
        let hours = (act.at - hour(0)).num_hours();
        let deciders = [self.first_role(), "general_manager"];
        let in_time = self.last <= act.at || self.wrong(Fault::TimeGoesBack);
        let open = matches!(self.at, At::Requested | At::Once);
        let may = in_time
            && match &act.step {
                AccessStep::Approve => self.at == At::Requested && self.may_decide(act, &deciders[..1]),
                AccessStep::ApproveSecond => {
                    let persons = self.deciders(act, &deciders[1..]).unwrap_or_default();
                    let alone = self.wrong(Fault::DeputiesOfOnePrincipal);
                    let again = persons.iter().take(if alone { 1 } else { 2 }).any(|one| {
                        if alone { self.first.first() == Some(one) } else { self.first.contains(one) }
                    });
                    let again = again && !self.wrong(Fault::SecondByTheSamePerson);
                    self.at == At::Once && !again && self.may_decide(act, &deciders[1..])
                }
                AccessStep::Refuse => {
                    let due = if self.at == At::Once { &deciders[1..] } else { &deciders[..1] };
                    open && self.may_decide(act, due)
                }
                AccessStep::Withdraw => (open || self.at == At::Approved) && act.by == self.requester,
                AccessStep::Grant { .. } => {
                    self.at == At::Approved && !self.is_over(act.at) && self.may_decide(act, &deciders)
                }
                AccessStep::Use(of) => {
                    let customer = |file: Option<&CustomerFile>| file.map(|file| file.customer_id.clone());
                    let named = customer(of.file.as_ref()) == customer(self.ask.files.first());
                    let by = act.by == self.requester || self.wrong(Fault::UsedByAnybody);
                    let holds = self.held(&act.by, act.at).iter().any(|(role, _)| *role == self.role);
                    let action = effective(self.ask.action, self.ask.form);
                    self.at == At::Granted
                        && by
                        && holds
                        && self.is_bound_to_secrecy(&act.by, act.at)
                        && !self.is_over(act.at)
                        && named
                        && self.still(of.file.as_ref())
                        && !self.is_top(&act.by, act.at)
                        && self.covers(&of.fields, of.form, action)
                }
                AccessStep::Expire => matches!(self.at, At::Approved | At::Granted) && self.is_over(act.at),
                AccessStep::Revoke => {
                    matches!(self.at, At::Approved | At::Granted) && self.deciders(act, &deciders).is_some()
                }
            };
        if !may {
            return false;
        }
        self.last = self.last.max(act.at);
        match &act.step {
            AccessStep::Approve => {
                self.first = self.deciders(act, &deciders).unwrap_or_default();
                self.decided = hours;
                self.at = if self.two { At::Once } else { At::Approved };
            }
            AccessStep::ApproveSecond => (self.decided, self.at) = (hours, At::Approved),
            AccessStep::Refuse => self.at = At::Refused,
            AccessStep::Withdraw => self.at = At::Withdrawn,
            AccessStep::Grant { .. } => {
                if self.wrong(Fault::GrantCountedFromTheHandOut) {
                    self.decided = hours;
                }
                self.handed_out = hours;
                self.at = At::Granted;
            }
            AccessStep::Use(_) => {}
            AccessStep::Expire => self.at = At::Expired,
            AccessStep::Revoke => (self.revoked, self.at) = (Some(act.at), At::Revoked),
        }
        true
    }

    /// Whether somebody may do something, with what the request has granted so far.
    pub fn permits(&self, attempt: &Attempt, handed_out: bool) -> bool {
        let form = attempt.form.unwrap();
        let action = effective(attempt.action, form);
        if action == ArchiveAction::DiscloseExternal || !self.is_bound_to_secrecy(&attempt.by, attempt.at) {
            return false;
        }
        let file = attempt.file.as_ref().filter(|_| !of_base(action));
        if file.is_none() && !of_base(action) {
            return false;
        }
        let department = file.and_then(|file| file.department.as_deref());
        self.held(&attempt.by, attempt.at).into_iter().any(|held| {
            match self.needs(held, &attempt.by, action, form, file, department) {
                None => false,
                Some(0) => true,
                Some(_) if self.is_top(&attempt.by, attempt.at) => false,
                Some(needed) => handed_out && self.grants(attempt, action, form, needed == 2),
            }
        })
    }

    fn grants(&self, attempt: &Attempt, action: ArchiveAction, form: AccessForm, two: bool) -> bool {
        let views =
            |action| matches!(action, ArchiveAction::ViewElectronic | ArchiveAction::ViewPaperExtract);
        let asked = effective(self.ask.action, self.ask.form);
        let same = asked == action || views(asked) && views(action);
        let named = self.ask.files.first().map(|file| &file.customer_id);
        let customer = attempt.file.as_ref().filter(|_| !of_base(action)).map(|file| &file.customer_id);
        let revoked = self.revoked.is_some_and(|revoked| revoked <= attempt.at);
        let by = attempt.by == self.requester || self.wrong(Fault::UsedByAnybody);
        same && by
            && named == customer
            && hour(self.decided) <= attempt.at
            && (self.wrong(Fault::UsedBeforeTheHandOut) || hour(self.handed_out) <= attempt.at)
            && !self.is_over(attempt.at)
            && (self.wrong(Fault::RevocationIgnored) || !revoked)
            && self.covers(&attempt.fields, form, action)
            && (!two || self.two)
    }
}
