//! The registers a decision looks at: role holders, non-disclosure agreements, grants (BOOK §1).

use chrono::{NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};

use crate::approval::{Checks, Organisation};
use crate::error::{Error, Problem, ProblemCode, quote};
use crate::ids::{CustomerId, GrantId, PersonId};
use crate::policy::{AccessForm, ArchiveAction};

/// A non-disclosure agreement somebody signed (保密协议, R167).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Nda {
    /// Who.
    pub person_id: PersonId,
    /// The day it was signed, the first it holds.
    pub signed_on: NaiveDate,
    /// The last day it holds, included; no end if left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_to: Option<NaiveDate>,
}

/// An approved access request for one customer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AccessGrant {
    /// The id.
    pub grant_id: GrantId,
    /// Who may use it, and nobody else.
    pub requester: PersonId,
    /// What for; viewing in its form if left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub action: Option<ArchiveAction>,
    /// For which customer; for the whole base if left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub customer_id: Option<CustomerId>,
    /// Which fields, and no others.
    pub fields: Vec<String>,
    /// In which form, and no other.
    pub form: AccessForm,
    /// When it was asked for, which decides whether whoever asked stood at the approver's level; when it was
    /// approved if left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub requested_at: Option<NaiveDateTime>,
    /// Who approved it.
    pub decided_by: PersonId,
    /// Who approved it second.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub second_by: Option<PersonId>,
    /// When it was approved.
    pub decided_at: NaiveDateTime,
    /// When it was approved second; at the same time if left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub second_at: Option<NaiveDateTime>,
    /// When it was handed out, before which it is nothing; when it was last approved if left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub granted_at: Option<NaiveDateTime>,
    /// Of a grant for the whole base: the department whose manager approved, one that whoever asked worked in;
    /// the only one if left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub department: Option<String>,
    /// The first instant it no longer holds: 24:00 of its last day. No later than the policy allows counts.
    pub expires_at: NaiveDateTime,
    /// The first instant at which it is revoked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub revoked_at: Option<NaiveDateTime>,
}

/// The registers. One that was not supplied leaves what depends on it undecided; an empty one says that
/// there is nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AccessRegisters {
    /// Who holds which role, since when and in which department; and who stands in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organisation: Option<Organisation>,
    /// Agreements signed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ndas: Option<Vec<Nda>>,
    /// Requests approved.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub grants: Option<Vec<AccessGrant>>,
}

impl AccessRegisters {
    /// Everything that is wrong with them.
    ///
    /// # Errors
    /// All at once: a blank id or one of more than 64 characters, an agreement that ends before it is signed, a
    /// grant listed twice for one customer, one that ends or is revoked before it was decided on.
    pub fn check(&self) -> Result<(), Error> {
        let mut checks = Checks::default();
        for (at, nda) in self.ndas.iter().flatten().enumerate() {
            nda.check(&format!("ndas[{at}]"), &mut checks);
        }
        let mut seen = hashbrown::HashSet::new();
        for (at, grant) in self.grants.iter().flatten().enumerate() {
            let path = format!("grants[{at}]");
            grant.check(&path, &mut checks);
            if !seen.insert((grant.grant_id.as_str(), grant.customer_id.as_deref())) {
                let found = quote(&grant.grant_id);
                let problem =
                    Problem::new(ProblemCode::Duplicate, found, "an id that is given once a customer");
                checks.problem(format!("{path}.grant_id"), problem);
            }
        }
        if checks.problems.is_empty() { Ok(()) } else { Err(Error::new(checks.problems)) }
    }
}

impl Nda {
    /// Whether it holds on a day.
    #[must_use]
    pub fn holds(&self, on: NaiveDate) -> bool {
        self.signed_on <= on && self.valid_to.is_none_or(|last| on <= last)
    }

    pub(super) fn check(&self, path: &str, checks: &mut Checks) {
        checks.id(&format!("{path}.person_id"), &self.person_id);
        checks.day(&format!("{path}.signed_on"), self.signed_on);
        if let Some(last) = self.valid_to.filter(|last| *last < self.signed_on) {
            let found = format!("`{last}`, which is before `{}`", self.signed_on);
            let problem =
                Problem::new(ProblemCode::DatesOutOfOrder, found, "the day it is signed or a later one");
            checks.problem(format!("{path}.valid_to"), problem);
        }
    }
}

impl AccessGrant {
    /// When the last approval was given, from which its days count.
    #[must_use]
    pub fn given_at(&self) -> NaiveDateTime {
        self.second_at.map_or(self.decided_at, |second| second.max(self.decided_at))
    }

    /// The first instant it may be used: approved and handed out.
    #[must_use]
    pub fn holds_from(&self) -> NaiveDateTime {
        self.granted_at.map_or(self.given_at(), |granted| granted.max(self.given_at()))
    }

    fn check(&self, path: &str, checks: &mut Checks) {
        for (name, id) in [
            ("grant_id", self.grant_id.as_str()),
            ("requester", &self.requester),
            ("decided_by", &self.decided_by),
        ] {
            checks.id(&format!("{path}.{name}"), id);
        }
        checks.some_id(&format!("{path}.customer_id"), self.customer_id.as_deref());
        checks.some_id(&format!("{path}.department"), self.department.as_deref());
        checks.some_id(&format!("{path}.second_by"), self.second_by.as_deref());
        for (at, field) in self.fields.iter().enumerate() {
            checks.id(&format!("{path}.fields[{at}]"), field);
        }
        checks.day(&format!("{path}.decided_at"), self.decided_at.date());
        if self.second_at.is_some() && self.second_by.is_none() {
            let problem = Problem::new(ProblemCode::Missing, "`second_at` alone", "who approved second");
            checks.problem(format!("{path}.second_by"), problem);
        }
        if let Some(asked) = self.requested_at {
            checks.day(&format!("{path}.requested_at"), asked.date());
            if asked > self.decided_at {
                let found = format!("`{asked}`, which is after `{}`", self.decided_at);
                let expected = "the instant it was decided or an earlier one";
                let problem = Problem::new(ProblemCode::DatesOutOfOrder, found, expected);
                checks.problem(format!("{path}.requested_at"), problem);
            }
        }
        for (name, later) in [
            ("second_at", self.second_at),
            ("granted_at", self.granted_at),
            ("expires_at", Some(self.expires_at)),
            ("revoked_at", self.revoked_at),
        ] {
            if let Some(later) = later.filter(|later| *later < self.decided_at) {
                let found = format!("`{later}`, which is before `{}`", self.decided_at);
                let problem = Problem::new(
                    ProblemCode::DatesOutOfOrder,
                    found,
                    "the instant it was decided or a later one",
                );
                checks.problem(format!("{path}.{name}"), problem);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(grant: &str) -> Vec<ProblemCode> {
        let whole = format!(
            r#"{{"grants": [{{"grant_id": "G1", "requester": "xu", "customer_id": "K1", "fields": ["name"],
            "form": "paper", "decided_by": "qin", "decided_at": "2026-11-02T15:30:00",
            "expires_at": "2026-11-10T00:00:00"{grant}}}]}}"#
        );
        let registers: AccessRegisters = serde_json::from_str(&whole).unwrap();
        match registers.check() {
            Ok(()) => Vec::new(),
            Err(error) => error.problems().iter().map(|problem| problem.code).collect(),
        }
    }

    #[test]
    fn a_second_day_needs_a_second_person_and_asking_comes_before_deciding() {
        assert_eq!(codes(""), []);
        let second = r#", "second_at": "2026-11-03T09:00:00""#;
        assert_eq!(codes(second), [ProblemCode::Missing]);
        assert_eq!(codes(&format!(r#"{second}, "second_by": "tang""#)), []);
        assert_eq!(codes(r#", "requested_at": "2026-11-02T15:30:00""#), []);
        assert_eq!(codes(r#", "requested_at": "2026-11-02T15:30:01""#), [ProblemCode::DatesOutOfOrder]);
    }
}
