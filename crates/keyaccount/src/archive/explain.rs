//! The verdict on an attempt: every reason with what was found and what is required.

use chrono::NaiveDate;

use super::attempt::{Attempt, CustomerFile, MAX_FIELDS};
use super::authority::Scope;
use super::decide::{Agreement, Finding, Judged, Way, nearness};
use super::desk::{AccessDesk, Granted, Held};
use super::grants::asks_for_all;
use super::policy::last_day;
use crate::book::Code;
use crate::measure::{Bound, Measure};
use crate::policy::{AccessForm, ArchiveAction, Permission};
use crate::reason::{Reason, ReasonCode};
use crate::verdict::{Obligation, ObligationCode, Verdict, VerdictOutcome};

impl AccessDesk<'_> {
    /// Whether somebody may do it: by which role, ownership or grant, or everything that is in the way; what
    /// would turn it; and what must follow.
    #[must_use]
    pub fn explain(&self, attempt: &Attempt) -> Verdict {
        let judged = self.judge(attempt, true);
        let reasons = self.reasons(attempt, &judged);
        let mut verdict = Verdict::new(judged.outcome, reasons, self.policy.stamp(attempt.at.date()));
        match judged.outcome {
            VerdictOutcome::Permit => verdict.obligations = self.obligations(attempt, &judged),
            _ => verdict.remedies = self.remedies(attempt, &judged, &verdict.reasons),
        }
        verdict
    }

    /// Why an attempt comes to what it does; the first decides.
    pub(super) fn reasons(&self, attempt: &Attempt, judged: &Judged<'_>) -> Vec<Reason> {
        if let (VerdictOutcome::Permit, Some(held), Some(way)) = (judged.outcome, judged.held, judged.way) {
            return vec![self.entitlement(attempt, held, way)];
        }
        let mut reasons = Vec::new();
        match judged.rule {
            ReasonCode::NoNda => {
                reasons.extend(self.agreement_reasons(attempt));
                // What else is in the way, so that nobody signs in vain.
                let rest = self.judge(attempt, false);
                if rest.outcome != VerdictOutcome::Permit {
                    reasons.extend(self.reasons(attempt, &rest));
                }
            }
            ReasonCode::NotSupplied => reasons.extend(self.not_supplied(attempt)),
            _ if judged.held.is_some() => reasons.extend(self.role_reasons(attempt)),
            code => reasons.push(self.reason(attempt, code, None, None)),
        }
        let mut told = hashbrown::HashSet::new();
        reasons.retain(|reason| told.insert((reason.code, reason.about.clone())));
        reasons
    }

    /// Of every role held that day why it does not permit, the nearest first.
    fn role_reasons(&self, attempt: &Attempt) -> Vec<Reason> {
        let mut findings = self.findings(attempt);
        // Stable: of equals the first held leads, as in the fast answer.
        findings.sort_by_key(|(_, finding)| std::cmp::Reverse(nearness(finding)));
        let mut reasons = Vec::new();
        for (held, finding) in findings {
            let Finding::MayNot(code, granted) = finding else { continue };
            reasons.push(self.reason(attempt, code, Some(held), granted));
            if code == ReasonCode::NeedsApproval && self.takes_two(attempt, held) {
                reasons.push(self.reason(attempt, ReasonCode::NeedsSecondApproval, Some(held), None));
            }
        }
        reasons
    }

    /// What every role held that day comes to.
    pub(super) fn findings(&self, attempt: &Attempt) -> Vec<(Held<'_>, Finding<'_>)> {
        let mut look = self.look(attempt);
        let held = self.held(look.person).iter().filter(|held| held.on(attempt.at.date()));
        held.map(|held| (*held, self.of_role(&mut look, *held))).collect()
    }

    /// Whether what a role needs is two approvals.
    pub(super) fn takes_two(&self, attempt: &Attempt, held: Held<'_>) -> bool {
        let action = attempt.effective();
        let given = held.role.map(|role| self.permission(role, action));
        let file = self.file_of(attempt);
        given == Some(Permission::NeedsTwoApprovals)
            || file.is_some_and(|file| self.policy.access.turns_into_two(file.level.as_deref()))
    }

    fn agreement_reasons(&self, attempt: &Attempt) -> Vec<Reason> {
        let on = attempt.at.date();
        let clause = self.policy.access.clause.as_deref();
        let of = |code| Reason::new(code, clause).about(&*attempt.by);
        let mut reasons = vec![of(ReasonCode::NoNda)];
        let ended = self.ndas(self.person(&attempt.by)).iter().filter_map(|nda| nda.valid_to);
        if let Some(last) = ended.filter(|last| *last < on).max() {
            let expired = of(ReasonCode::NdaExpired).actual(Measure::Date(last));
            reasons.push(expired.required(Bound::Since(Measure::Date(on))));
        }
        reasons
    }

    /// The registers whose absence leaves it undecided.
    fn not_supplied(&self, attempt: &Attempt) -> Vec<Reason> {
        let of = |table: &str| Reason::new(ReasonCode::NotSupplied, None).about(table);
        if self.registers.organisation.is_none() {
            return vec![of("role_holders")];
        }
        let grants = self.registers.grants.is_none()
            && self.judge(attempt, false).outcome == VerdictOutcome::Indeterminate;
        let ndas = self.agreement(attempt) == Agreement::Unknown;
        [ndas.then(|| of("ndas")), grants.then(|| of("grants"))].into_iter().flatten().collect()
    }

    fn clause(&self, action: ArchiveAction) -> Option<&str> {
        let access = &self.policy.access;
        let rule = access.actions.iter().find(|rule| rule.action == action);
        rule.and_then(|rule| rule.clause.as_deref()).or(access.clause.as_deref())
    }

    fn role_name(&self, held: Option<Held<'_>>) -> String {
        held.map(|held| held.holding.role.clone()).unwrap_or_default()
    }

    fn entitlement(&self, attempt: &Attempt, held: Held<'_>, way: Way<'_>) -> Reason {
        let action = attempt.effective();
        let reason = Reason::new(way.code(), self.clause(action));
        match way {
            Way::Role => reason.about(&*held.holding.role).actual(Measure::Text(action.code().to_owned())),
            Way::Own => reason.about(attempt.file.as_ref().map_or("", |file| &file.customer_id)),
            Way::Grant(granted) => {
                let last = Measure::Date(last_day(granted.ends));
                let on = Measure::Date(attempt.at.date());
                reason.about(&*granted.grant.grant_id).actual(on).required(Bound::UpTo(last))
            }
        }
    }

    fn reason(
        &self,
        attempt: &Attempt,
        code: ReasonCode,
        held: Option<Held<'_>>,
        granted: Option<Granted<'_>>,
    ) -> Reason {
        let action = attempt.effective();
        let on = attempt.at.date();
        let reason = Reason::new(code, self.clause(action));
        let texts = |all: &[String]| Bound::OneOf(all.iter().cloned().map(Measure::Text).collect());
        let text = |text: &str| Measure::Text(text.to_owned());
        let access = &self.policy.access;
        let customer = attempt.file.as_ref().map_or("", |file| &file.customer_id);
        match code {
            ReasonCode::NotPermitted | ReasonCode::MaintainerOnly => {
                let may = self.allowed_roles(action);
                let reason = reason.about(self.role_name(held)).actual(text(action.code()));
                if may.is_empty() { reason } else { reason.required(texts(&may)) }
            }
            ReasonCode::NotOwnCustomer => {
                let owner = attempt.file.as_ref().and_then(|file| file.owner.as_deref());
                let reason = reason.about(customer).required(texts(&[attempt.by.clone().into()]));
                owner.map_or(reason.clone(), |owner| reason.actual(text(owner)))
            }
            ReasonCode::NeedsApproval => reason.about(self.first_role(attempt, on).unwrap_or_default()),
            ReasonCode::NeedsSecondApproval => {
                reason.about(access.second_approver.as_deref().unwrap_or_default())
            }
            ReasonCode::FieldNotGranted => {
                let fields = granted.map(|granted| granted.grant.fields.as_slice()).unwrap_or_default();
                let missing: Vec<_> = attempt
                    .fields
                    .iter()
                    .filter(|field| !fields.contains(field))
                    .map(String::as_str)
                    .collect();
                let missing = missing.join(", ");
                let reason = reason.required(texts(fields));
                if asks_for_all(attempt) { reason } else { reason.about(missing) }
            }
            ReasonCode::NeverGranted => {
                let fields = access.fields.as_deref().unwrap_or_default();
                let never: Vec<_> = attempt
                    .fields
                    .iter()
                    .filter(|field| !fields.contains(field))
                    .map(String::as_str)
                    .collect();
                let reason = reason.required(texts(fields));
                if never.is_empty() { reason.about(action.code()) } else { reason.about(never.join(", ")) }
            }
            ReasonCode::PaperOnly | ReasonCode::FormNotGranted => {
                let paper_only =
                    held.and_then(|held| held.role).is_some_and(|role| self.traits(role).paper_only);
                let form = attempt.form_for(paper_only);
                let other = match form {
                    AccessForm::Paper => AccessForm::Electronic,
                    AccessForm::Electronic => AccessForm::Paper,
                };
                let about = granted
                    .map_or_else(|| self.role_name(held), |granted| granted.grant.grant_id.clone().into());
                let reason = reason.about(about).actual(text(form.code()));
                reason.required(Bound::OneOf(vec![text(other.code())]))
            }
            ReasonCode::GrantExpired | ReasonCode::GrantRevoked => {
                let Some(Granted { grant, ends }) = granted else { return reason };
                let ends =
                    if code == ReasonCode::GrantExpired { ends } else { grant.revoked_at.unwrap_or(ends) };
                let (reason, last) = (reason.about(&*grant.grant_id), last_day(ends));
                // What ended within the day held on it too: the day alone tells nothing.
                if on <= last {
                    return reason.actual(Measure::Date(last));
                }
                reason.actual(Measure::Date(on)).required(Bound::UpTo(Measure::Date(last)))
            }
            ReasonCode::ApproverNotEntitled => {
                let Some(Granted { grant, .. }) = granted else { return reason };
                let first = self.first_approval(grant, self.file_of(attempt), &mut None);
                reason.about(first.and(grant.second_by.as_deref()).unwrap_or(&grant.decided_by))
            }
            ReasonCode::WrongStatus => {
                let status = attempt.file.as_ref().map(|file| file.status.code()).unwrap_or_default();
                let may = action.statuses().iter().map(|status| text(status.code())).collect();
                reason.about(customer).actual(text(status)).required(Bound::OneOf(may))
            }
            ReasonCode::NotYourUnit => {
                let scope = self.levels(attempt).map(|levels| levels.scope);
                reason.about(if let Ok(Scope::Of(department)) = scope { department } else { "" })
            }
            ReasonCode::OtherLevel => {
                let levels = self.levels(attempt).ok();
                let may = levels.map(|levels| [levels.first, levels.second].map(|role| self.role_at(role)));
                let may: Vec<_> = may.into_iter().flatten().flatten().map(text).collect();
                reason.about(self.role_name(held)).required(Bound::OneOf(may))
            }
            ReasonCode::NobodyAbove | ReasonCode::NothingToDecide if action == ArchiveAction::GrantAccess => {
                reason.about(attempt.requester.as_deref().unwrap_or_default())
            }
            ReasonCode::UnsoundTerms => {
                let many = |many: usize| Measure::Count(u64::try_from(many).unwrap_or(u64::MAX));
                let found = many(attempt.fields.len());
                reason.about("fields").actual(found).required(Bound::AtMost(many(MAX_FIELDS)))
            }
            ReasonCode::NoRequesterNamed | ReasonCode::NoFileNamed | ReasonCode::ExternalDisclosure => {
                reason.about(action.code())
            }
            ReasonCode::RoleNotYetHeld => {
                let first = self.first_day(attempt);
                let reason = reason.about(&*attempt.by).actual(Measure::Date(on));
                match first {
                    Some(first) => reason.required(Bound::Since(Measure::Date(first))),
                    None => reason,
                }
            }
            _ => reason.about(&*attempt.by),
        }
    }

    /// The first day from which a role is held that is to come.
    pub(super) fn first_day(&self, attempt: &Attempt) -> Option<NaiveDate> {
        let held = self.held(self.person(&attempt.by)).iter();
        held.map(|held| held.holding.valid_from).filter(|from| attempt.at.date() < *from).min()
    }

    /// The roles to which an action is open without asking.
    fn allowed_roles(&self, action: ArchiveAction) -> Vec<String> {
        let roles = self.policy.access.roles.iter().enumerate().filter(|(at, _)| {
            let role = u16::try_from(*at).unwrap_or(u16::MAX);
            self.permission(role, action) == Permission::Allow
        });
        roles.map(|(_, role)| role.clone()).collect()
    }

    /// The file an attempt is about, if it is about one.
    pub(super) fn file_of<'f>(&self, attempt: &'f Attempt) -> Option<&'f CustomerFile> {
        attempt.file.as_ref().filter(|_| !attempt.effective().is_of_whole_base())
    }

    /// The role that approves first: the next level up where whoever asks is the approver himself.
    pub(super) fn first_role(&self, attempt: &Attempt, on: NaiveDate) -> Option<&str> {
        self.role_at(self.first_level(attempt, on))
    }

    pub(super) fn first_level(&self, attempt: &Attempt, on: NaiveDate) -> Option<u16> {
        let scope = self.scope(&attempt.by, None, self.file_of(attempt), on);
        let first = self.first?;
        if self.holds(&attempt.by, first, scope, on) { self.second } else { Some(first) }
    }

    fn obligations(&self, attempt: &Attempt, judged: &Judged<'_>) -> Vec<Obligation> {
        let action = attempt.effective();
        let clause = self.clause(action);
        let mut must = vec![Obligation::new(ObligationCode::Log, clause).about(action.code())];
        let paper_only =
            judged.held.and_then(|held| held.role).is_some_and(|role| self.traits(role).paper_only);
        if let Some(Way::Grant(granted)) = judged.way {
            let ends = Obligation::new(ObligationCode::Expires, clause).about(&*granted.grant.grant_id);
            must.push(ends.by(last_day(granted.ends)));
            let paper = granted.grant.form == AccessForm::Paper && action.shows_data();
            if paper || paper_only && action.shows_data() {
                let fields = granted.grant.fields.join(", ");
                must.push(Obligation::new(ObligationCode::PaperOnly, clause).about(fields));
            }
        }
        must
    }
}
