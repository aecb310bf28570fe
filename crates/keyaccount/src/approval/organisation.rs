//! Who holds which role since when and where, and who may stand in (§3.3, BOOK §1 `people`,
//! `role_holders`, `delegations`).

use chrono::NaiveDate;
use hashbrown::HashMap;
use serde::{Deserialize, Serialize};

use super::checks::Checks;
use crate::decimal::Exact;
use crate::error::{Error, Problem, ProblemCode, quote};
use crate::ids::{DelegationId, PersonId};
use crate::policy::RequestKind;

/// A person who may act.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Person {
    /// The id, which acts name.
    pub person_id: PersonId,
    /// The name as people read it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
}

/// A role somebody holds, from day to day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RoleHolder {
    /// Who.
    pub person_id: PersonId,
    /// Which role, as the policy names it.
    pub role: String,
    /// The unit it is held in. Only roles that the policy binds to units look at it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// The first day.
    pub valid_from: NaiveDate,
    /// The last day, included; no end if left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_to: Option<NaiveDate>,
}

/// A written authority to act in another's place (书面授权, R191, §5.4).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Delegation {
    /// The id, which acts name.
    pub delegation_id: DelegationId,
    /// Who grants it.
    pub principal: PersonId,
    /// The role of the principal's that it is about.
    pub role: String,
    /// Who stands in.
    pub delegate: PersonId,
    /// The paper that grants it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub written_ref: Option<String>,
    /// The day of the paper.
    pub issued_on: NaiveDate,
    /// The first day it holds.
    pub valid_from: NaiveDate,
    /// The last day it holds, included.
    pub valid_to: NaiveDate,
    /// The largest amount it covers; any if left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_amount: Option<Exact>,
    /// What kinds of request it covers; every kind if left out, none if empty.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scope: Option<Vec<RequestKind>>,
    /// The day it was revoked, which is the last day it holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub revoked_on: Option<NaiveDate>,
}

/// People, the roles they hold and the delegations between them, found by person and by id.
///
/// Reads and writes as `{people, role_holders, delegations}`. Whoever holds a role or stands in need not be
/// listed in `people`, which gives names.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(try_from = "Tables", into = "Tables")]
pub struct Organisation {
    tables: Tables,
    /// Positions by person.
    holdings: HashMap<PersonId, Vec<u32>>,
    /// Positions by delegate.
    received: HashMap<PersonId, Vec<u32>>,
    /// Position by id.
    by_id: HashMap<DelegationId, u32>,
    names: HashMap<PersonId, u32>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Tables {
    #[serde(default)]
    people: Vec<Person>,
    #[serde(default)]
    role_holders: Vec<RoleHolder>,
    #[serde(default)]
    delegations: Vec<Delegation>,
}

impl PartialEq for Organisation {
    fn eq(&self, other: &Self) -> bool {
        self.tables == other.tables
    }
}

impl Eq for Organisation {}

impl Organisation {
    /// An organisation of these tables.
    ///
    /// # Errors
    /// Everything that is wrong with them, at once: a blank id or one of more than 64 characters, a person or
    /// delegation listed twice, a `valid_to` before its `valid_from`, an amount of more than six decimals.
    pub fn new(
        people: Vec<Person>,
        role_holders: Vec<RoleHolder>,
        delegations: Vec<Delegation>,
    ) -> Result<Self, Error> {
        Self::of(Tables { people, role_holders, delegations })
    }

    pub(super) fn of(tables: Tables) -> Result<Self, Error> {
        let mut organisation = Self::default();
        let mut checks = Checks::default();
        let at = |position: usize| u32::try_from(position).unwrap_or(u32::MAX);
        let twice = |id: &str| Problem::new(ProblemCode::Duplicate, quote(id), "an id that is given once");
        for (position, person) in tables.people.iter().enumerate() {
            let path = format!("people[{position}].person_id");
            checks.id(&path, &person.person_id);
            checks.text(&format!("people[{position}].name"), person.name.as_deref());
            if organisation.names.insert(person.person_id.clone(), at(position)).is_some() {
                checks.problem(path, twice(&person.person_id));
            }
        }
        for (position, holder) in tables.role_holders.iter().enumerate() {
            let path = format!("role_holders[{position}]");
            checks.role_holder(&path, holder);
            organisation.holdings.entry_ref(&holder.person_id).or_default().push(at(position));
        }
        for (position, delegation) in tables.delegations.iter().enumerate() {
            let path = format!("delegations[{position}]");
            checks.delegation(&path, delegation);
            organisation.received.entry_ref(&delegation.delegate).or_default().push(at(position));
            if organisation.by_id.insert(delegation.delegation_id.clone(), at(position)).is_some() {
                checks.problem(format!("{path}.delegation_id"), twice(&delegation.delegation_id));
            }
        }
        if !checks.problems.is_empty() {
            return Err(Error::new(checks.problems));
        }
        organisation.tables = tables;
        Ok(organisation)
    }

    /// Names of people.
    #[must_use]
    pub fn people(&self) -> &[Person] {
        &self.tables.people
    }

    /// Roles and who holds them.
    #[must_use]
    pub fn role_holders(&self) -> &[RoleHolder] {
        &self.tables.role_holders
    }

    /// Delegations.
    #[must_use]
    pub fn delegations(&self) -> &[Delegation] {
        &self.tables.delegations
    }

    /// The delegation with this id.
    #[must_use]
    pub fn delegation(&self, id: &str) -> Option<&Delegation> {
        self.tables.delegations.get(*self.by_id.get(id)? as usize)
    }

    /// Puts a delegation in the place of the one with its id, from and to the same people.
    pub(super) fn put_delegation(&mut self, delegation: Delegation) {
        let at = self.by_id.get(&delegation.delegation_id).copied();
        if let Some(old) = at.and_then(|at| self.tables.delegations.get_mut(at as usize)) {
            *old = delegation;
        }
    }

    /// A person's name, or else the id.
    #[must_use]
    pub fn name<'a>(&'a self, person: &'a str) -> &'a str {
        let listed = self.names.get(person).and_then(|at| self.tables.people.get(*at as usize));
        listed.and_then(|listed| listed.name.as_deref()).unwrap_or(person)
    }

    /// The roles a person holds or held, in the order of the table.
    pub(crate) fn held_by(&self, person: &str) -> impl Iterator<Item = &RoleHolder> {
        let positions = self.holdings.get(person).map_or(&[][..], Vec::as_slice);
        positions.iter().filter_map(|at| self.tables.role_holders.get(*at as usize))
    }

    /// The delegations to a person, in the order of the table.
    pub(crate) fn received_by(&self, person: &str) -> impl Iterator<Item = &Delegation> {
        let positions = self.received.get(person).map_or(&[][..], Vec::as_slice);
        positions.iter().filter_map(|at| self.tables.delegations.get(*at as usize))
    }

    /// Everybody who is listed, holds a role or stands in, each once, by id.
    #[must_use]
    pub fn everybody(&self) -> Vec<&PersonId> {
        let people = self.tables.people.iter().map(|person| &person.person_id);
        let holders = self.tables.role_holders.iter().map(|holder| &holder.person_id);
        let delegates = self.tables.delegations.iter().map(|delegation| &delegation.delegate);
        let mut everybody: Vec<_> = people.chain(holders).chain(delegates).collect();
        everybody.sort_unstable();
        everybody.dedup();
        everybody
    }
}

impl TryFrom<Tables> for Organisation {
    type Error = Error;

    fn try_from(tables: Tables) -> Result<Self, Error> {
        Self::of(tables)
    }
}

impl From<Organisation> for Tables {
    fn from(organisation: Organisation) -> Self {
        organisation.tables
    }
}

impl Checks {
    pub(crate) fn role_holder(&mut self, path: &str, holder: &RoleHolder) {
        self.id(&format!("{path}.person_id"), &holder.person_id);
        self.id(&format!("{path}.role"), &holder.role);
        self.some_id(&format!("{path}.unit"), holder.unit.as_deref());
        self.span(path, holder.valid_from, holder.valid_to);
    }

    pub(crate) fn delegation(&mut self, path: &str, delegation: &Delegation) {
        for (name, id) in [
            ("delegation_id", delegation.delegation_id.as_str()),
            ("principal", &delegation.principal),
            ("role", &delegation.role),
            ("delegate", &delegation.delegate),
        ] {
            self.id(&format!("{path}.{name}"), id);
        }
        self.text(&format!("{path}.written_ref"), delegation.written_ref.as_deref());
        self.day(&format!("{path}.issued_on"), delegation.issued_on);
        self.span(path, delegation.valid_from, Some(delegation.valid_to));
        self.number(&format!("{path}.max_amount"), delegation.max_amount);
        if let Some(revoked) = delegation.revoked_on {
            self.day(&format!("{path}.revoked_on"), revoked);
        }
    }
}
