//! What may happen to an access request next: one set of rules for what is asked now and what is read back.

use chrono::{NaiveDate, NaiveDateTime};

use super::attempt::{CustomerFile, MAX_FIELDS};
use super::event::{
    AccessAct, AccessAsk, AccessEvent, AccessEventKind, AccessStep, Decided, Requested, UseOfGrant, Used,
};
use super::policy::AccessPolicy;
use super::registers::{AccessRegisters, Nda};
use super::request::{AccessNeed, AccessPhase, AccessRequest};
use crate::approval::{Authority, Need, Organisation, RoleHolder, is_day, is_id, is_text};
use crate::book::Code;
use crate::ids::{GrantId, PersonId};
use crate::policy::{AccessForm, ArchiveAction, Permission, RequestKind};
use crate::reason::{Reason, ReasonCode};
use crate::verdict::{Verdict, VerdictOutcome};

/// A refusal: what it comes to, the rule that is not met and what that is about.
#[derive(Clone, Debug)]
pub(super) struct Fault {
    pub(super) outcome: VerdictOutcome,
    pub(super) code: ReasonCode,
    pub(super) about: String,
}

impl Fault {
    pub(super) fn deny(code: ReasonCode, about: impl Into<String>) -> Self {
        Self { outcome: VerdictOutcome::Deny, code, about: about.into() }
    }

    fn not_supplied(table: &str) -> Self {
        Self { outcome: VerdictOutcome::Indeterminate, ..Self::deny(ReasonCode::NotSupplied, table) }
    }

    pub(super) fn verdict(&self, rules: &AccessPolicy, at: NaiveDateTime) -> Verdict {
        let reason = Reason::new(self.code, rules.access.clause.as_deref());
        let reason = if self.about.is_empty() { reason } else { reason.about(&*self.about) };
        Verdict::new(self.outcome, vec![reason], rules.stamp(at.date()))
    }
}

type Judged<T = ()> = Result<T, Fault>;

fn deny<T>(code: ReasonCode, about: impl Into<String>) -> Judged<T> {
    Err(Fault::deny(code, about))
}

impl AccessAsk {
    /// The action that is decided on: of the two views the form decides.
    pub(super) const fn effective(&self) -> ArchiveAction {
        match (self.action, self.form) {
            (ArchiveAction::ViewPaperExtract, AccessForm::Electronic) => ArchiveAction::ViewElectronic,
            (ArchiveAction::ViewElectronic, AccessForm::Paper) => ArchiveAction::ViewPaperExtract,
            (action, _) => action,
        }
    }
}

impl Decided {
    /// Who takes part: whoever acts, and in whose place.
    pub(super) fn persons(&self, by: &str) -> Vec<PersonId> {
        persons(&self.authority, by).map(PersonId::from).collect()
    }
}

fn persons<'p>(authority: &'p Authority, by: &'p str) -> impl Iterator<Item = &'p str> {
    [Some(by), authority.found().principal()].into_iter().flatten()
}

/// The first event, in the role of whoever asks that comes furthest.
pub(super) fn open_event(
    mut ask: AccessAsk,
    by: &str,
    at: NaiveDateTime,
    rules: &AccessPolicy,
    registers: &AccessRegisters,
) -> Judged<AccessEvent> {
    let Some(organisation) = &registers.organisation else { return Err(Fault::not_supplied("role_holders")) };
    let on = at.date();
    let held = |holding: &&RoleHolder| holds_on(holding, on);
    // A file is its owner's department's; who asks does not choose it.
    for file in ask.files.iter_mut().filter(|file| file.department.is_none()) {
        file.department = file.owner.as_deref().and_then(|owner| only_unit(organisation, owner, on));
    }
    let mut units = organisation.held_by(by).filter(held).filter_map(|one| one.unit.as_deref()).peekable();
    if ask.files.is_empty() && units.peek().is_some() && !units.any(|unit| unit == ask.department) {
        return deny(ReasonCode::NotYourUnit, &*ask.department);
    }
    let top = rules.access.second_approver.as_deref();
    let is_top = top.is_some_and(|top| organisation.held_by(by).filter(held).any(|one| one.role == top));
    let own_level = rules.access.approver.as_deref().is_some_and(|approver| {
        let mut own = organisation.held_by(by).filter(held).filter(|holding| holding.role == approver);
        own.any(|holding| !is_of_unit(rules, approver) || holding.unit.as_deref() == Some(&ask.department))
    });
    let mut refused = Fault::deny(ReasonCode::Outside, by);
    let mut best: Option<(bool, Requested)> = None;
    for holding in organisation.held_by(by).filter(held) {
        let (ask, holding, rules) = (ask.clone(), holding.clone(), rules.clone());
        let requested = Requested { ask, holding, own_level, rules };
        match need_of(&requested, by, at) {
            // The general manager's own is denied, in whatever role he asks.
            Ok(_) if is_top => refused = Fault::deny(ReasonCode::NobodyAbove, by),
            Ok(need) => {
                let two = need.second.is_some();
                // The most generous role asks.
                if best.as_ref().is_none_or(|(before, _)| !two && *before) {
                    best = Some((two, requested));
                }
            }
            // Who needs not ask in one role does not ask in another.
            Err(fault) if fault.code == ReasonCode::NoApprovalNeeded => return Err(fault),
            Err(fault) if refused.code == ReasonCode::Outside => refused = fault,
            Err(_) => {}
        }
    }
    let (_, requested) = best.ok_or(refused)?;
    Ok(AccessEvent { at, by: by.into(), what: AccessEventKind::Request(Box::new(requested)) })
}

/// The unit in which somebody works that day, if it is but one.
fn only_unit(organisation: &Organisation, person: &str, on: NaiveDate) -> Option<String> {
    let held = organisation.held_by(person).filter(|holding| holds_on(holding, on));
    let mut units = held.filter_map(|holding| holding.unit.as_deref());
    let first = units.next()?;
    units.all(|unit| unit == first).then(|| first.to_owned())
}

fn holds_on(holding: &RoleHolder, on: NaiveDate) -> bool {
    holding.valid_from <= on && holding.valid_to.is_none_or(|last| on <= last)
}

/// Whether a role is bound to its department.
fn is_of_unit(rules: &AccessPolicy, role: &str) -> bool {
    rules.access.unit_roles.iter().any(|name| name == role)
}

/// Which approvals a request takes, or why it cannot be made.
pub(super) fn need_of(requested: &Requested, by: &str, at: NaiveDateTime) -> Judged<AccessNeed> {
    let Requested { ask, holding, own_level, rules } = requested;
    let access = &rules.access;
    well_formed(ask, by, at)?;
    let on = at.date();
    if holding.person_id != by || on < holding.valid_from || holding.valid_to.is_some_and(|last| last < on) {
        return deny(ReasonCode::NotInRole, by);
    }
    let action = ask.effective();
    if !action.may_be_requested() {
        let external = action == ArchiveAction::DiscloseExternal;
        let code = if external { ReasonCode::ExternalDisclosure } else { ReasonCode::NeverGranted };
        return deny(code, action.code());
    }
    if action.shows_data() && access.paper_only.contains(&holding.role) && ask.form == AccessForm::Electronic
    {
        return deny(ReasonCode::PaperOnly, &*holding.role);
    }
    if !access.forms.contains(&ask.form) {
        return deny(ReasonCode::NeverGranted, ask.form.code());
    }
    if let Some(fields) = &access.fields
        && let Some(field) = ask.fields.iter().find(|field| !fields.contains(field))
    {
        return deny(ReasonCode::NeverGranted, &**field);
    }
    let two = two_approvals(requested, by)?;
    let first = if *own_level { &access.second_approver } else { &access.approver };
    let above = |role: &Option<String>| match role {
        Some(role) if access.second_approver.as_deref() != Some(&holding.role) => Ok(role.clone()),
        _ => deny(ReasonCode::NobodyAbove, by),
    };
    let second = if two { Some(above(&access.second_approver)?) } else { None };
    Ok(AccessNeed { first: above(first)?, second })
}

/// What a request must hold whatever the rules are.
fn well_formed(ask: &AccessAsk, by: &str, at: NaiveDateTime) -> Judged {
    let ids =
        [ask.request_id.as_str(), &ask.department].into_iter().chain(ask.fields.iter().map(String::as_str));
    let of_files = ask.files.iter().flat_map(|file| {
        [Some(&*file.customer_id), file.owner.as_deref(), file.department.as_deref(), file.level.as_deref()]
    });
    let few = ask.fields.len() <= MAX_FIELDS;
    let sound = few && is_id(by) && is_day(at.date()) && is_text(&ask.purpose);
    if !sound || !ids.chain(of_files.flatten()).all(is_id) {
        return deny(ReasonCode::UnsoundTerms, &*ask.request_id);
    }
    if ask.purpose.trim().is_empty() {
        return deny(ReasonCode::NoPurpose, &*ask.request_id);
    }
    let mut customers = hashbrown::HashSet::new();
    if let Some(twice) = ask.files.iter().find(|file| !customers.insert(&file.customer_id)) {
        return deny(ReasonCode::UnsoundTerms, &*twice.customer_id);
    }
    let action = ask.effective();
    let no_file = ask.files.is_empty() != action.is_of_whole_base();
    if no_file || action.hands_out_fields() && ask.fields.is_empty() {
        return deny(ReasonCode::NothingAsked, &*ask.request_id);
    }
    Ok(())
}

/// Whether two approvals are needed; an error if none is, or if none would do.
fn two_approvals(requested: &Requested, by: &str) -> Judged<bool> {
    let Requested { ask, holding, rules, .. } = requested;
    let given = rules.access.permission(&holding.role, ask.effective());
    if ask.files.is_empty() {
        if holding.unit.as_ref().is_some_and(|unit| *unit != ask.department) {
            return deny(ReasonCode::NotYourUnit, &*ask.department);
        }
        return match given {
            Permission::NeedsApproval => Ok(false),
            Permission::NeedsTwoApprovals => Ok(true),
            Permission::Allow => deny(ReasonCode::NoApprovalNeeded, &*holding.role),
            Permission::OwnCustomers | Permission::Deny => deny(ReasonCode::NotPermitted, &*holding.role),
        };
    }
    let mut needed = None;
    for file in &ask.files {
        if let Some(two) = two_for_file(requested, given, file, by)? {
            needed = Some(needed.unwrap_or(false) || two);
        }
    }
    needed.ok_or_else(|| Fault::deny(ReasonCode::NoApprovalNeeded, &*holding.role))
}

/// Whether a file needs two approvals, one or none.
fn two_for_file(
    requested: &Requested,
    given: Permission,
    file: &CustomerFile,
    by: &str,
) -> Judged<Option<bool>> {
    let Requested { ask, holding, rules, .. } = requested;
    let access = &rules.access;
    match &file.department {
        None => return deny(ReasonCode::DepartmentUnknown, &*file.customer_id),
        Some(department) if *department != ask.department => {
            return deny(ReasonCode::SeveralDepartments, &*file.customer_id);
        }
        Some(_) => {}
    }
    if given != Permission::Deny && !ask.effective().statuses().contains(&file.status) {
        return deny(ReasonCode::WrongStatus, &*file.customer_id);
    }
    let elsewhere =
        access.unit_roles.contains(&holding.role) && holding.unit.as_ref() != Some(&ask.department);
    match given {
        Permission::Deny => deny(ReasonCode::NotPermitted, &*holding.role),
        Permission::OwnCustomers if file.owner.as_deref() == Some(by) => Ok(None),
        Permission::OwnCustomers => deny(ReasonCode::NotOwnCustomer, &*file.customer_id),
        Permission::Allow if !elsewhere => Ok(None),
        Permission::NeedsTwoApprovals => Ok(Some(true)),
        Permission::Allow | Permission::NeedsApproval => {
            Ok(Some(access.turns_into_two(file.level.as_deref())))
        }
    }
}

impl AccessRequest {
    /// An act as an event, with the evidence the registers hold for it.
    pub(super) fn event_of(&self, act: &AccessAct, registers: &AccessRegisters) -> Judged<AccessEvent> {
        let decided = |roles: &[&str]| self.decided(act, roles, registers).map(Box::new);
        let first = self.state.need.first.as_str();
        let second = self.rules().access.second_approver.as_deref().unwrap_or(first);
        let due = if self.phase() == AccessPhase::ApprovedOnce { second } else { first };
        // What cannot happen whoever acts is told before anything is looked up.
        self.in_turn(&act.step)?;
        let what = match &act.step {
            AccessStep::Approve => AccessEventKind::Approve(decided(&[first])?),
            AccessStep::ApproveSecond => AccessEventKind::ApproveSecond(decided(&[second])?),
            AccessStep::Refuse => AccessEventKind::Refuse(decided(&[due])?),
            AccessStep::Withdraw => AccessEventKind::Withdraw,
            AccessStep::Grant { grant_id } => {
                let Some(grants) = &registers.grants else { return Err(Fault::not_supplied("grants")) };
                let Decided { authority, nda, .. } = *decided(&[first, second])?;
                if grants.iter().any(|grant| grant.grant_id == *grant_id) {
                    return deny(ReasonCode::GrantIdTaken, &**grant_id);
                }
                AccessEventKind::Grant { grant_id: grant_id.clone(), authority: Box::new(authority), nda }
            }
            AccessStep::Use(of) => AccessEventKind::Use(Box::new(self.used(act, of, registers)?)),
            AccessStep::Expire => AccessEventKind::Expire,
            AccessStep::Revoke => AccessEventKind::Revoke(decided(&[first, second])?),
        };
        Ok(AccessEvent { at: act.at, by: act.by.clone(), what })
    }

    /// The authority of an act in the first of these roles that entitles.
    fn decided(&self, act: &AccessAct, roles: &[&str], registers: &AccessRegisters) -> Judged<Decided> {
        let Some(organisation) = &registers.organisation else {
            return Err(Fault::not_supplied("role_holders"));
        };
        if act.by == self.state.requester && !matches!(act.step, AccessStep::Revoke) {
            return deny(ReasonCode::SelfApproval, &*act.by);
        }
        let mut fault = ReasonCode::NotInRole;
        for role in roles {
            let need = self.need_for(role, act.at);
            match organisation.authority(&act.by, act.delegation.as_deref(), need) {
                Ok(found) => {
                    let nda = self.agreement_for(act, registers)?;
                    return Ok(Decided { authority: found.owned(), nda, opinion: act.opinion.clone() });
                }
                Err(code) => fault = code,
            }
        }
        deny(fault, &*act.by)
    }

    /// The agreement of whoever acts, as evidence; taking a grant back opens nothing, so it takes none.
    fn agreement_for(&self, act: &AccessAct, registers: &AccessRegisters) -> Judged<Option<Nda>> {
        if !self.rules().access.nda || matches!(act.step, AccessStep::Revoke) {
            return Ok(None);
        }
        let Some(ndas) = &registers.ndas else { return Err(Fault::not_supplied("ndas")) };
        let on = act.at.date();
        Ok(ndas.iter().find(|nda| nda.person_id == act.by && nda.holds(on)).cloned())
    }

    /// Whether an agreement binds whoever acts, where one is asked for.
    fn bound(&self, nda: Option<&Nda>, by: &str, at: NaiveDateTime) -> Judged {
        let signed = |nda: &Nda| nda.person_id == by && nda.holds(at.date());
        if self.rules().access.nda && !nda.is_some_and(signed) {
            return deny(ReasonCode::NoNda, by);
        }
        Ok(())
    }

    fn need_for<'n>(&'n self, role: &'n str, at: NaiveDateTime) -> Need<'n> {
        let bound = is_of_unit(self.rules(), role);
        Need {
            role,
            unit: bound.then_some(self.ask().department.as_str()),
            on: at.date(),
            amount: None,
            kind: RequestKind::ArchiveAccess,
            delegation: self.rules().delegation.as_ref(),
        }
    }

    /// The role in which an act would be done.
    pub(super) fn role_of(&self, act: &AccessAct, registers: &AccessRegisters) -> Option<String> {
        match self.event_of(act, registers).ok()?.what {
            AccessEventKind::Approve(decided)
            | AccessEventKind::ApproveSecond(decided)
            | AccessEventKind::Refuse(decided)
            | AccessEventKind::Revoke(decided) => Some(decided.authority.holding.role),
            AccessEventKind::Grant { authority, .. } => Some(authority.holding.role),
            _ => Some(self.state.requested.holding.role.clone()),
        }
    }

    fn used(&self, act: &AccessAct, of: &UseOfGrant, registers: &AccessRegisters) -> Judged<Used> {
        let Some(organisation) = &registers.organisation else {
            return Err(Fault::not_supplied("role_holders"));
        };
        let on = act.at.date();
        let role = &self.state.requested.holding.role;
        let held = |holding: &&RoleHolder| holding.role == *role && holds_on(holding, on);
        let holding = organisation.held_by(&act.by).find(held).cloned();
        if act.by != self.state.requester {
            return deny(ReasonCode::NotTheApplicant, &*act.by);
        }
        let Some(holding) = holding else { return deny(ReasonCode::RoleNoLongerHeld, &*act.by) };
        let top = self.rules().access.second_approver.as_deref();
        let mut roles = organisation.held_by(&act.by).filter(|holding| holds_on(holding, on));
        if roles.any(|holding| Some(holding.role.as_str()) == top) {
            return deny(ReasonCode::NobodyAbove, &*act.by);
        }
        let nda = self.agreement_for(act, registers)?;
        Ok(Used { of: of.clone(), holding, nda })
    }

    /// Whether a step can be taken at all where the request stands.
    fn in_turn(&self, step: &AccessStep) -> Judged {
        use AccessPhase::{Approved, ApprovedOnce, Granted, Requested};
        let phase = self.phase();
        let id = &*self.ask().request_id;
        let open = matches!(phase, Requested | ApprovedOnce);
        let (may, code) = match step {
            AccessStep::Approve => (phase == Requested, ReasonCode::RequestNotOpen),
            AccessStep::ApproveSecond if phase == Requested => (false, ReasonCode::OutOfSequence),
            AccessStep::ApproveSecond => (phase == ApprovedOnce, ReasonCode::RequestNotOpen),
            AccessStep::Refuse => (open, ReasonCode::RequestNotOpen),
            AccessStep::Withdraw => (open || phase == Approved, ReasonCode::RequestNotOpen),
            AccessStep::Grant { .. } => {
                (phase == Approved, if open { ReasonCode::OutOfSequence } else { ReasonCode::RequestNotOpen })
            }
            AccessStep::Use(_) => (phase == Granted, ReasonCode::RequestNotGranted),
            AccessStep::Expire | AccessStep::Revoke => {
                (matches!(phase, Approved | Granted), ReasonCode::RequestNotGranted)
            }
        };
        if may { Ok(()) } else { deny(code, id) }
    }

    /// Whether an event could happen, by what it brings along.
    pub(super) fn judge(&self, event: &AccessEvent) -> Judged {
        let AccessEvent { at, by, what } = event;
        let id = &*self.ask().request_id;
        if self.events.last().is_some_and(|last| *at < last.at) {
            return deny(ReasonCode::BackDated, id);
        }
        if !is_day(at.date()) || !is_id(by) {
            return deny(ReasonCode::UnsoundTerms, id);
        }
        let over = self.ends().is_some_and(|ends| ends <= *at);
        match what {
            AccessEventKind::Request(_) => deny(ReasonCode::OutOfSequence, id),
            AccessEventKind::Approve(decided) => {
                self.in_turn(&AccessStep::Approve)?;
                self.by_authority(&decided.authority, by, *at, &[&self.state.need.first])?;
                self.bound(decided.nda.as_ref(), by, *at)
            }
            AccessEventKind::ApproveSecond(decided) => {
                self.in_turn(&AccessStep::ApproveSecond)?;
                self.by_authority(&decided.authority, by, *at, &self.seconds())?;
                self.by_another(&decided.authority, by)?;
                self.bound(decided.nda.as_ref(), by, *at)
            }
            AccessEventKind::Refuse(decided) => {
                self.in_turn(&AccessStep::Refuse)?;
                let due = self.phase() == AccessPhase::ApprovedOnce;
                let roles = if due { self.seconds() } else { vec![self.state.need.first.as_str()] };
                self.by_authority(&decided.authority, by, *at, &roles)?;
                self.bound(decided.nda.as_ref(), by, *at)
            }
            AccessEventKind::Withdraw => {
                self.in_turn(&AccessStep::Withdraw)?;
                if *by == self.state.requester { Ok(()) } else { deny(ReasonCode::NotTheApplicant, &**by) }
            }
            AccessEventKind::Grant { grant_id, authority, nda } => {
                self.in_turn(&AccessStep::Grant { grant_id: GrantId::default() })?;
                if over {
                    return deny(ReasonCode::GrantExpired, id);
                }
                if !is_id(grant_id) {
                    return deny(ReasonCode::UnsoundTerms, id);
                }
                self.by_authority(authority, by, *at, &self.deciders())?;
                self.bound(nda.as_ref(), by, *at)
            }
            AccessEventKind::Use(used) => {
                self.in_turn(&AccessStep::Use(used.of.clone()))?;
                self.usable(used, by, *at, over)
            }
            AccessEventKind::Expire => {
                self.in_turn(&AccessStep::Expire)?;
                if over { Ok(()) } else { deny(ReasonCode::GrantStillRuns, id) }
            }
            AccessEventKind::Revoke(decided) => {
                self.in_turn(&AccessStep::Revoke)?;
                self.has_authority(&decided.authority, by, *at, &self.deciders())
            }
        }
    }

    fn seconds(&self) -> Vec<&str> {
        self.rules().access.second_approver.iter().map(String::as_str).collect()
    }

    fn deciders(&self) -> Vec<&str> {
        let mut roles = vec![self.state.need.first.as_str()];
        roles.extend(self.seconds());
        roles
    }

    /// Whether an authority entitles to decide, as it was written down; nobody decides for himself.
    fn by_authority(&self, authority: &Authority, by: &str, at: NaiveDateTime, roles: &[&str]) -> Judged {
        if persons(authority, by).any(|person| person == self.state.requester) {
            return deny(ReasonCode::SelfApproval, &*self.state.requester);
        }
        self.has_authority(authority, by, at, roles)
    }

    fn has_authority(&self, authority: &Authority, by: &str, at: NaiveDateTime, roles: &[&str]) -> Judged {
        let found = authority.found();
        let faults = roles.iter().map(|role| found.fault(by, self.need_for(role, at)));
        let mut nearest = Some(ReasonCode::NotInRole);
        for fault in faults {
            if fault.is_none() {
                return Ok(());
            }
            nearest = fault;
        }
        deny(nearest.unwrap_or(ReasonCode::NotInRole), by)
    }

    /// Two approvals are those of two persons.
    fn by_another(&self, authority: &Authority, by: &str) -> Judged {
        let again =
            persons(authority, by).find(|person| self.state.first_by.iter().any(|first| first == person));
        again.map_or(Ok(()), |person| deny(ReasonCode::SamePerson, person))
    }

    /// Whether a grant may be used so.
    fn usable(&self, used: &Used, by: &str, at: NaiveDateTime, over: bool) -> Judged {
        let Used { of, holding, nda } = used;
        let (ask, on) = (self.ask(), at.date());
        let grant = self.state.grant_id.as_deref().unwrap_or_default();
        if by != self.state.requester {
            return deny(ReasonCode::NotTheApplicant, by);
        }
        let role = &self.state.requested.holding.role;
        let held = holding.valid_from <= on && holding.valid_to.is_none_or(|last| on <= last);
        if holding.person_id != by || holding.role != *role || !held {
            return deny(ReasonCode::RoleNoLongerHeld, by);
        }
        self.bound(nda.as_ref(), by, at)?;
        if over {
            return deny(ReasonCode::GrantExpired, grant);
        }
        self.usable_file(of.file.as_ref())?;
        if of.form != ask.form {
            let paper = ask.form == AccessForm::Paper;
            return deny(if paper { ReasonCode::PaperOnly } else { ReasonCode::FormNotGranted }, grant);
        }
        if let Some(field) = of.fields.iter().find(|field| !ask.fields.contains(field)) {
            return deny(ReasonCode::FieldNotGranted, &**field);
        }
        if of.fields.is_empty() && ask.effective().hands_out_fields() {
            return deny(ReasonCode::FieldNotGranted, "");
        }
        Ok(())
    }

    /// Whether the file is one that was asked for, and whether it may still be used so as it is now.
    fn usable_file(&self, file: Option<&CustomerFile>) -> Judged {
        let ask = self.ask();
        let Some(file) = file else {
            let whole = ask.files.is_empty();
            return if whole { Ok(()) } else { deny(ReasonCode::NoFileNamed, ask.effective().code()) };
        };
        let customer = &*file.customer_id;
        if !ask.files.iter().any(|asked| asked.customer_id == customer) {
            return deny(ReasonCode::FieldNotGranted, customer);
        }
        if !ask.effective().statuses().contains(&file.status) {
            return deny(ReasonCode::WrongStatus, customer);
        }
        // Whoever approved decided for the department that owned it.
        if file.department.as_ref().is_some_and(|department| *department != ask.department) {
            return deny(ReasonCode::SeveralDepartments, customer);
        }
        if self.state.need.second.is_none() && self.rules().access.turns_into_two(file.level.as_deref()) {
            return deny(ReasonCode::NeedsSecondApproval, customer);
        }
        Ok(())
    }
}
