//! Rules and registers, found by person and by customer.

use chrono::{NaiveDate, NaiveDateTime};
use hashbrown::HashMap;

use super::authority::{Serves, spans_by};
use super::policy::AccessPolicy;
use super::registers::{AccessGrant, AccessRegisters, Nda};
use super::spans::{Home, Homes, Spans};
use crate::approval::RoleHolder;
use crate::error::Error;
use crate::policy::{AccessRules, ArchiveAction, Permission};

/// The desk at which attempts are decided: the rules of a policy over the registers of an organisation, with
/// every id resolved once.
#[derive(Clone, Debug)]
pub struct AccessDesk<'a> {
    pub(super) policy: &'a AccessPolicy,
    pub(super) registers: &'a AccessRegisters,
    /// What each role may do, action by action, in the order of [`ArchiveAction::ALL`].
    matrix: Vec<Permission>,
    pub(super) roles: Vec<RoleTraits>,
    people: HashMap<&'a str, u32>,
    held: Vec<Vec<Held<'a>>>,
    ndas: Vec<Vec<&'a Nda>>,
    signed: Vec<Spans>,
    homes: Vec<Homes<'a>>,
    /// The roles that approve first and second, by their positions.
    pub(super) first: Option<u16>,
    pub(super) second: Option<u16>,
    /// Units by name, from 1 on.
    pub(super) units: HashMap<&'a str, u32>,
    /// When a person holds a role in a unit; in any is unit 0.
    pub(super) holdings: HashMap<(u32, u16, u32), Spans>,
    /// When a person works in a unit.
    within: HashMap<(u32, u32), Spans>,
    /// By whom and in which role somebody was given authority to decide.
    pub(super) papers: HashMap<(u32, u16), Vec<Serves<'a>>>,
    customers: HashMap<&'a str, u32>,
    /// Grants by requester and customer, the latest decided first; the whole base is customer 0.
    grants: HashMap<(u32, u32), Vec<Granted<'a>>>,
}

/// What is said of a role beside its permissions.
#[derive(Clone, Copy, Debug)]
pub(super) struct RoleTraits {
    pub(super) of_unit: bool,
    pub(super) paper_only: bool,
    /// Nothing at all is open to it.
    pub(super) closed: bool,
}

/// A role somebody holds, as the policy knows it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Held<'a> {
    /// Its position among the policy's roles, if it is one of them.
    pub(super) role: Option<u16>,
    pub(super) holding: &'a RoleHolder,
}

impl Held<'_> {
    pub(super) fn on(&self, day: NaiveDate) -> bool {
        self.holding.valid_from <= day && self.holding.valid_to.is_none_or(|last| day <= last)
    }
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Granted<'a> {
    pub(super) grant: &'a AccessGrant,
    /// The first instant it no longer holds, by its own word and by the policy's limit.
    pub(super) ends: NaiveDateTime,
}

impl<'a> AccessDesk<'a> {
    /// A desk over these rules and registers.
    ///
    /// # Errors
    /// What [`AccessRegisters::check`] refuses.
    pub fn new(policy: &'a AccessPolicy, registers: &'a AccessRegisters) -> Result<Self, Error> {
        registers.check()?;
        Ok(Self::unchecked(policy, registers))
    }

    pub(super) fn unchecked(policy: &'a AccessPolicy, registers: &'a AccessRegisters) -> Self {
        let access = &*policy.access;
        let mut desk = Self {
            policy,
            registers,
            matrix: matrix(access),
            roles: traits(access),
            people: HashMap::new(),
            held: Vec::new(),
            ndas: Vec::new(),
            signed: Vec::new(),
            homes: Vec::new(),
            first: position(access, access.approver.as_deref()),
            second: position(access, access.second_approver.as_deref()),
            units: HashMap::new(),
            holdings: HashMap::new(),
            within: HashMap::new(),
            papers: HashMap::new(),
            customers: HashMap::new(),
            grants: HashMap::new(),
        };
        let mut known: HashMap<&str, u16> = HashMap::new();
        for (at, role) in (0..).zip(&access.roles) {
            known.entry(role).or_insert(at);
        }
        for holding in registers.organisation.iter().flat_map(|known| known.role_holders()) {
            let person = desk.enter(&holding.person_id);
            let role = known.get(holding.role.as_str()).copied();
            if let Some(held) = desk.held.get_mut(person as usize) {
                held.push(Held { role, holding });
            }
        }
        for nda in registers.ndas.iter().flatten() {
            let person = desk.enter(&nda.person_id);
            if let Some(signed) = desk.ndas.get_mut(person as usize) {
                signed.push(nda);
            }
        }
        desk.index();
        for grant in registers.grants.iter().flatten() {
            let person = desk.enter(&grant.requester);
            let customer = match grant.customer_id.as_deref() {
                None => 0,
                Some(id) => {
                    let next = u32::try_from(desk.customers.len()).unwrap_or(u32::MAX).saturating_add(1);
                    *desk.customers.entry(id).or_insert(next)
                }
            };
            let ends = grant.expires_at.min(access.grant_ends(grant.given_at()));
            desk.grants.entry((person, customer)).or_default().push(Granted { grant, ends });
        }
        for granted in desk.grants.values_mut() {
            granted.sort_by_key(|granted| std::cmp::Reverse(granted.grant.holds_from()));
        }
        desk
    }

    /// When what is held, signed and delegated holds.
    fn index(&mut self) {
        let mut holdings: HashMap<(u32, u16, u32), Vec<(NaiveDate, NaiveDate)>> = HashMap::new();
        let mut within: HashMap<(u32, u32), Vec<(NaiveDate, NaiveDate)>> = HashMap::new();
        for (person, held) in (0..).zip(&self.held) {
            let mut homes = Vec::new();
            for Held { role, holding } in held {
                let (from, to) = (holding.valid_from, holding.valid_to.unwrap_or(NaiveDate::MAX));
                let unit = holding.unit.as_deref().map(|unit| {
                    homes.push((from, to, unit));
                    let next = u32::try_from(self.units.len()).unwrap_or(u32::MAX).saturating_add(1);
                    *self.units.entry(unit).or_insert(next)
                });
                if let Some(unit) = unit {
                    within.entry((person, unit)).or_default().push((from, to));
                }
                if let Some(role) = *role {
                    holdings.entry((person, role, 0)).or_default().push((from, to));
                    if let Some(unit) = unit {
                        holdings.entry((person, role, unit)).or_default().push((from, to));
                    }
                }
            }
            self.homes.push(Homes::of(&homes));
        }
        (self.holdings, self.within) = (spans_by(holdings), spans_by(within));
        let signed = self.ndas.iter().map(|signed| {
            Spans::of(
                signed.iter().map(|nda| (nda.signed_on, nda.valid_to.unwrap_or(NaiveDate::MAX))).collect(),
            )
        });
        self.signed = signed.collect();
        for paper in self.registers.organisation.iter().flat_map(|known| known.delegations()) {
            let deciding = [self.first, self.second].into_iter().flatten();
            let access = &self.policy.access;
            let mut role = deciding.filter(|role| access.roles.get(usize::from(*role)) == Some(&paper.role));
            if let (Some(role), Some(serves)) = (role.next(), self.serves(paper))
                && let Some(delegate) = self.delegate(&paper.delegate)
            {
                self.papers.entry((delegate, role)).or_default().push(serves);
            }
        }
    }

    /// Somebody who stands in; he need hold no role himself.
    fn delegate(&mut self, person: &'a str) -> Option<u32> {
        let at = self.enter(person);
        let known = usize::try_from(at).ok()?.saturating_add(1);
        if self.homes.len() < known {
            self.homes.resize(known, Homes::default());
            self.signed.resize(known, Spans::default());
        }
        Some(at)
    }

    fn enter(&mut self, person: &'a str) -> u32 {
        let next = u32::try_from(self.held.len()).unwrap_or(u32::MAX);
        *self.people.entry(person).or_insert_with(|| {
            self.held.push(Vec::new());
            self.ndas.push(Vec::new());
            next
        })
    }

    /// The rules.
    #[must_use]
    pub const fn policy(&self) -> &'a AccessPolicy {
        self.policy
    }

    pub(super) fn person(&self, id: &str) -> Option<u32> {
        self.people.get(id).copied()
    }

    pub(super) fn held(&self, person: Option<u32>) -> &[Held<'a>] {
        person.and_then(|at| self.held.get(at as usize)).map_or(&[], Vec::as_slice)
    }

    pub(super) fn ndas(&self, person: Option<u32>) -> &[&'a Nda] {
        person.and_then(|at| self.ndas.get(at as usize)).map_or(&[], Vec::as_slice)
    }

    /// When somebody's agreements hold.
    pub(super) fn signed(&self, person: Option<u32>) -> Option<&Spans> {
        self.signed.get(person? as usize)
    }

    /// In which unit somebody works that day.
    pub(super) fn home(&self, person: Option<u32>, on: NaiveDate) -> Home<'a> {
        person.and_then(|at| self.homes.get(at as usize)).map_or(Home::Unstated, |homes| homes.on(on))
    }

    /// Whether somebody works in a unit that day.
    pub(super) fn works_in(&self, person: Option<u32>, unit: &str, on: NaiveDate) -> bool {
        let key = person.zip(self.units.get(unit).copied());
        key.and_then(|key| self.within.get(&key)).is_some_and(|spans| spans.contain(on))
    }

    pub(super) fn role_at(&self, role: Option<u16>) -> Option<&'a str> {
        self.policy.access.roles.get(usize::from(role?)).map(String::as_str)
    }

    pub(super) fn grants(&self, person: Option<u32>, customer: Option<&str>) -> &[Granted<'a>] {
        let customer = match customer {
            None => Some(0),
            Some(id) => self.customers.get(id).copied(),
        };
        let granted = person.zip(customer).and_then(|key| self.grants.get(&key));
        granted.map_or(&[], Vec::as_slice)
    }

    pub(super) fn permission(&self, role: u16, action: ArchiveAction) -> Permission {
        let at = (action as usize).saturating_mul(self.roles.len()).saturating_add(usize::from(role));
        self.matrix.get(at).copied().unwrap_or(Permission::Deny)
    }

    pub(super) fn traits(&self, role: u16) -> RoleTraits {
        let closed = RoleTraits { of_unit: false, paper_only: false, closed: true };
        self.roles.get(usize::from(role)).copied().unwrap_or(closed)
    }
}

fn position(access: &AccessRules, role: Option<&str>) -> Option<u16> {
    let at = access.roles.iter().position(|name| Some(name.as_str()) == role)?;
    u16::try_from(at).ok()
}

fn matrix(access: &AccessRules) -> Vec<Permission> {
    let of_action = |action: &ArchiveAction| {
        let rule = access.actions.iter().find(|rule| rule.action == *action);
        (0..access.roles.len()).map(move |role| {
            rule.and_then(|rule| rule.permissions.get(role)).copied().unwrap_or(Permission::Deny)
        })
    };
    ArchiveAction::ALL.iter().flat_map(of_action).collect()
}

fn traits(access: &AccessRules) -> Vec<RoleTraits> {
    let of = |(at, role): (usize, &String)| RoleTraits {
        of_unit: access.unit_roles.contains(role),
        paper_only: access.paper_only.contains(role),
        closed: access
            .actions
            .iter()
            .all(|rule| rule.permissions.get(at).is_none_or(|given| *given == Permission::Deny)),
    };
    access.roles.iter().enumerate().map(of).collect()
}
