//! Who decides on requests, in which role, for which department, and in whose place (§6.3, §6.3a, §5.4).

use chrono::NaiveDate;
use hashbrown::HashMap;

use super::attempt::CustomerFile;
use super::desk::AccessDesk;
use super::registers::AccessGrant;
use super::spans::{Home, Spans};
use crate::approval::{Delegation, Need};
use crate::policy::RequestKind;

/// So many principals of one delegate are looked at: enough to find one who is neither of the two excluded
/// and one who differs from that of the other approval.
const PRINCIPALS: usize = 4;

/// Whose managers decide.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Scope<'f> {
    /// Those of this department.
    Of(&'f str),
    /// Those of any: it is about the whole base, and whoever asks belongs to none.
    Any,
    /// Which department it is is not known, so no manager of one decides.
    Unknown,
}

/// A delegation that meets every rule but whether its principal holds the role.
#[derive(Clone, Copy, Debug)]
pub(super) struct Serves<'a> {
    from: NaiveDate,
    to: NaiveDate,
    principal: &'a str,
    id: &'a str,
}

impl<'a> Serves<'a> {
    /// Its id, if it is from this principal and holds that day.
    pub(super) fn of(&self, principal: &str, on: NaiveDate) -> Option<&'a str> {
        (self.principal == principal && self.from <= on && on <= self.to).then_some(self.id)
    }
}

/// On whose authority somebody decides: his own, that of those he stands in for, or nobody's.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Authorities<'a> {
    own: bool,
    principals: [Option<&'a str>; PRINCIPALS],
}

impl<'a> Authorities<'a> {
    /// The same without standing in for these.
    pub(super) fn without(mut self, excluded: [Option<&str>; 2]) -> Self {
        for principal in &mut self.principals {
            if principal.is_some_and(|principal| excluded.contains(&Some(principal))) {
                *principal = None;
            }
        }
        self
    }

    /// In whose place alone it is.
    pub(super) fn principal(&self) -> Option<&'a str> {
        self.principals.into_iter().flatten().next().filter(|_| !self.own)
    }

    pub(super) fn is_none(&self) -> bool {
        !self.own && self.principals.iter().all(Option::is_none)
    }

    /// Whether two decisions can be those of two persons: not both in the place of one.
    pub(super) fn differ(&self, other: &Self) -> bool {
        if self.own || other.own {
            return true;
        }
        let all = |authorities: &Self| authorities.principals.into_iter().flatten();
        all(self).any(|one| all(other).any(|two| one != two))
    }
}

/// What was found of authorities, where so many grants are looked at that it is worth keeping.
pub(super) type Found<'f, 'a> = Option<HashMap<(&'f str, u16, NaiveDate, Scope<'f>), Authorities<'a>>>;

impl<'a> AccessDesk<'a> {
    /// The owning department: as stated, or else where the owner works that day.
    pub(super) fn department<'f>(&self, file: &'f CustomerFile, on: NaiveDate) -> Option<&'f str>
    where
        'a: 'f,
    {
        if let Some(department) = &file.department {
            return Some(department);
        }
        match self.home(self.person(file.owner.as_deref()?), on) {
            Home::One(unit) => Some(unit),
            Home::Unstated | Home::Several => None,
        }
    }

    /// Whose managers decide on what is asked for: of a file the owning department's; of the whole base those
    /// of the department of whoever asks, which he cannot choose.
    pub(super) fn scope<'f>(
        &self,
        asker: &str,
        stated: Option<&'f str>,
        file: Option<&'f CustomerFile>,
        on: NaiveDate,
    ) -> Scope<'f>
    where
        'a: 'f,
    {
        if let Some(file) = file {
            return self.department(file, on).map_or(Scope::Unknown, Scope::Of);
        }
        let asker = self.person(asker);
        match (stated, self.home(asker, on)) {
            (None, Home::Unstated) => Scope::Any,
            (Some(stated), Home::Unstated) => Scope::Of(stated),
            (None, Home::One(unit)) => Scope::Of(unit),
            (Some(stated), Home::One(unit)) if stated == unit => Scope::Of(stated),
            (Some(stated), Home::Several) if self.works_in(asker, stated, on) => Scope::Of(stated),
            _ => Scope::Unknown,
        }
    }

    /// Whose managers decided on a grant, by what held on a day; of the whole base on the day it was asked for.
    pub(super) fn scope_of<'f>(
        &self,
        grant: &'f AccessGrant,
        file: Option<&'f CustomerFile>,
        on: NaiveDate,
    ) -> Scope<'f>
    where
        'a: 'f,
    {
        if file.is_none() && grant.customer_id.is_some() {
            // A log says whose file it was, not which department's: none is held against anybody.
            return Scope::Any;
        }
        let on = if file.is_some() { on } else { grant.requested_at.unwrap_or(grant.decided_at).date() };
        self.scope(&grant.requester, grant.department.as_deref(), file, on)
    }

    /// Whether a person holds a role on a day, for a department where it is bound to one.
    pub(super) fn holds(&self, person: &str, role: u16, scope: Scope<'_>, on: NaiveDate) -> bool {
        let Some(person) = self.person(person) else { return false };
        let unit = match scope {
            Scope::Of(_) | Scope::Unknown if !self.traits(role).of_unit => 0,
            Scope::Any => 0,
            Scope::Of(unit) => match self.units.get(unit) {
                Some(unit) => *unit,
                None => return false,
            },
            Scope::Unknown => return false,
        };
        self.holdings.get(&(person, role, unit)).is_some_and(|spans| spans.contain(on))
    }

    /// Whether somebody is of those above whom nobody approves (§6.3a).
    pub(super) fn is_top(&self, person: &str, on: NaiveDate) -> bool {
        self.second.is_some_and(|role| self.holds(person, role, Scope::Any, on))
    }

    /// Whether somebody's agreement holds on a day, where one is asked for and agreements are known at all.
    pub(super) fn is_bound(&self, person: &str, on: NaiveDate) -> bool {
        !self.policy.access.nda
            || self.registers.ndas.is_none()
            || self.signed(self.person(person)).is_some_and(|spans| spans.contain(on))
    }

    /// On whose authority somebody decides in a role.
    pub(super) fn authorities(
        &self,
        person: &str,
        role: u16,
        scope: Scope<'_>,
        on: NaiveDate,
    ) -> Authorities<'a> {
        let mut found =
            Authorities { own: self.holds(person, role, scope, on), principals: [None; PRINCIPALS] };
        let Some(delegate) = self.person(person) else { return found };
        let papers = self.papers.get(&(delegate, role)).map_or(&[][..], Vec::as_slice);
        let mut many = 0;
        for paper in papers.iter().filter(|paper| paper.from <= on && on <= paper.to) {
            let known = found.principals.contains(&Some(paper.principal));
            if known || !self.holds(paper.principal, role, scope, on) {
                continue;
            }
            let Some(place) = found.principals.get_mut(many) else { break };
            *place = Some(paper.principal);
            many = many.saturating_add(1);
        }
        found
    }

    /// The same, looked up once where many grants are looked at.
    pub(super) fn authorities_known<'f>(
        &self,
        found: &mut Found<'f, 'a>,
        person: &'f str,
        role: u16,
        scope: Scope<'f>,
        on: NaiveDate,
    ) -> Authorities<'a> {
        match found {
            None => self.authorities(person, role, scope, on),
            Some(found) => *found
                .entry((person, role, on, scope))
                .or_insert_with(|| self.authorities(person, role, scope, on)),
        }
    }

    /// The days on which a delegation serves in a role, its principal's own role aside.
    pub(super) fn serves(&self, paper: &'a Delegation) -> Option<Serves<'a>> {
        let from = paper.issued_on.max(paper.valid_from);
        let need = Need {
            role: &paper.role,
            unit: None,
            on: from,
            amount: None,
            kind: RequestKind::ArchiveAccess,
            delegation: self.policy.delegation.as_ref(),
        };
        let to = paper.revoked_on.map_or(paper.valid_to, |last| last.min(paper.valid_to));
        let sound = paper.fault(&paper.delegate, need).is_none();
        sound.then_some(Serves { from, to, principal: &paper.principal, id: &paper.delegation_id })
    }
}

/// Rows of a register as the spans of their keys.
pub(super) fn spans_by<K: std::hash::Hash + Eq>(
    rows: HashMap<K, Vec<(NaiveDate, NaiveDate)>>,
) -> HashMap<K, Spans> {
    rows.into_iter().map(|(key, spans)| (key, Spans::of(spans))).collect()
}
