//! Disclosure that the law compels: a record of its own, never an exception in the matrix (§6.2).

use chrono::{NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};

use super::attempt::MAX_FIELDS;
use super::log::{LogEntry, LogOutcome};
use super::policy::AccessPolicy;
use crate::approval::{Checks, Organisation};
use crate::error::{Error, Problem, ProblemCode, quote};
use crate::ids::{CompulsionId, CustomerId, PersonId};
use crate::policy::ArchiveAction;
use crate::reason::ReasonCode;

/// What an authority compelled the organisation to disclose, and who answered for it: the general manager and
/// the legal department, two persons. It opens no door; whoever hands out the data enters it in the log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LegalCompulsion {
    /// The record's id.
    pub compulsion_id: CompulsionId,
    /// Who compels: a court, an authority.
    pub authority: String,
    /// The order, by its reference.
    pub order_ref: String,
    /// The day of the order.
    pub ordered_on: NaiveDate,
    /// Whose files.
    pub customers: Vec<CustomerId>,
    /// Which fields, at most 64.
    pub fields: Vec<String>,
    /// Who answers for it as general manager.
    pub general_manager: PersonId,
    /// Who answers for it as legal department.
    pub legal: PersonId,
    /// When it was decided, not before the day of the order.
    pub decided_at: NaiveDateTime,
}

impl LegalCompulsion {
    /// Everything that is wrong with the record.
    ///
    /// # Errors
    /// All at once: a blank id or text, no customer, no field or more than 64, one person in both places, a decision before the
    /// order.
    pub fn check(&self) -> Result<(), Error> {
        let mut checks = Checks::default();
        for (path, id) in [
            ("compulsion_id", self.compulsion_id.as_str()),
            ("general_manager", &self.general_manager),
            ("legal", &self.legal),
        ] {
            checks.id(path, id);
        }
        for (path, text) in [("authority", &self.authority), ("order_ref", &self.order_ref)] {
            checks.text(path, Some(text));
            if text.trim().is_empty() {
                checks.problem(
                    path,
                    Problem::new(ProblemCode::Missing, "a blank", "who compels, and by which order"),
                );
            }
        }
        let customers: Vec<&str> = self.customers.iter().map(CustomerId::as_str).collect();
        let fields: Vec<&str> = self.fields.iter().map(String::as_str).collect();
        for (path, all) in [("customers", customers), ("fields", fields)] {
            if all.is_empty() {
                checks
                    .problem(path, Problem::new(ProblemCode::Missing, "an empty list", "what is disclosed"));
            }
            for (at, id) in all.iter().enumerate() {
                checks.id(&format!("{path}[{at}]"), id);
            }
        }
        if self.fields.len() > MAX_FIELDS {
            let found = format!("{} fields", self.fields.len());
            let expected = format!("at most {MAX_FIELDS} fields");
            checks.problem("fields", Problem::new(ProblemCode::TooLarge, found, expected));
        }
        checks.day("ordered_on", self.ordered_on);
        if self.general_manager == self.legal {
            let found = format!("{}, who answers as general manager already", quote(&self.legal));
            checks.problem("legal", Problem::new(ProblemCode::SelfApproval, found, "another person"));
        }
        if self.decided_at.date() < self.ordered_on {
            let found = format!("`{}`, which is before `{}`", self.decided_at, self.ordered_on);
            let problem =
                Problem::new(ProblemCode::DatesOutOfOrder, found, "the day of the order or a later one");
            checks.problem("decided_at", problem);
        }
        if checks.problems.is_empty() { Ok(()) } else { Err(Error::new(checks.problems)) }
    }

    /// The same, and whether both held their offices on the day it was decided: the role that approves second,
    /// which is the general manager's, and the one that is the legal department's.
    ///
    /// # Errors
    /// What [`check`](Self::check) refuses; somebody who did not hold the role that day; a policy without a
    /// second approver.
    pub fn check_offices(
        &self,
        rules: &AccessPolicy,
        organisation: &Organisation,
        legal_role: &str,
    ) -> Result<(), Error> {
        let mut problems = self.check().err().map(Error::into_problems).unwrap_or_default();
        let on = self.decided_at.date();
        let general_manager = rules.access.second_approver.as_deref().unwrap_or_default();
        for (path, person, role) in
            [("general_manager", &self.general_manager, general_manager), ("legal", &self.legal, legal_role)]
        {
            let mut held = organisation.held_by(person).filter(|held| held.role == role);
            if !held.any(|held| held.valid_from <= on && held.valid_to.is_none_or(|last| on <= last)) {
                let found = format!("{}, who was not {} on {on}", quote(person), quote(role));
                let problem = Problem::new(ProblemCode::UnknownCode, found, "whoever held the role that day");
                let remedy = "name the holder of the role, or enter him in role_holders";
                problems.push(problem.path(path).remedy(remedy));
            }
        }
        if problems.is_empty() { Ok(()) } else { Err(Error::new(problems)) }
    }

    /// What the access log keeps of it: an entry for every customer, under the id of the record.
    #[must_use]
    pub fn entries(&self, rules: &AccessPolicy) -> Vec<LogEntry> {
        let role = rules.access.second_approver.as_deref().unwrap_or_default();
        let of = |customer: &CustomerId| LogEntry {
            at: self.decided_at,
            actor: self.general_manager.clone(),
            role: Some(role.to_owned()),
            action: ArchiveAction::DiscloseExternal,
            customer_id: Some(customer.clone()),
            fields: self.fields.clone(),
            fields_left_out: 0,
            form: None,
            outcome: LogOutcome::Allowed,
            rule: Some(ReasonCode::LegalCompulsion.code().to_owned()),
            // What it was done under stands in one place of the log.
            grant_id: Some(self.compulsion_id.as_str().into()),
            policy: rules.policy_digest.clone(),
        };
        self.customers.iter().map(of).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::approval::RoleHolder;
    use crate::archive::LogHead;
    use crate::policy::Policy;

    fn compelled() -> LegalCompulsion {
        let record = r#"{ "compulsion_id": "L1", "authority": "法院", "order_ref": "2026民初1号",
            "ordered_on": "2026-11-01", "customers": ["K1", "K2"], "fields": ["name", "orders"],
            "general_manager": "tang", "legal": "fa", "decided_at": "2026-11-04T12:00:00" }"#;
        serde_json::from_str(record).unwrap()
    }

    fn paths(result: Result<(), Error>) -> Vec<String> {
        let problems = result.err().map(Error::into_problems).unwrap_or_default();
        problems.into_iter().map(|problem| problem.path).collect()
    }

    #[test]
    fn two_offices_answer_for_it() {
        let rules = AccessPolicy::of(&Policy::shipped("standard").unwrap()).unwrap();
        let holder = |person: &str, role: &str, to: Option<&str>| RoleHolder {
            person_id: person.into(),
            role: role.to_owned(),
            unit: None,
            valid_from: "2026-01-01".parse().unwrap(),
            valid_to: to.map(|day| day.parse().unwrap()),
        };
        let known = |to| {
            let holders = vec![holder("tang", "general_manager", None), holder("fa", "legal", to)];
            Organisation::new(Vec::new(), holders, Vec::new()).unwrap()
        };
        assert_eq!(compelled().check_offices(&rules, &known(Some("2026-11-04")), "legal"), Ok(()));
        let found = |record: LegalCompulsion, to| paths(record.check_offices(&rules, &known(to), "legal"));
        assert_eq!(found(compelled(), Some("2026-11-03")), ["legal"]);
        let swapped = LegalCompulsion { general_manager: "fa".into(), legal: "tang".into(), ..compelled() };
        assert_eq!(found(swapped, None), ["general_manager", "legal"]);
        let alone = LegalCompulsion { legal: "tang".into(), ..compelled() };
        assert_eq!(paths(alone.check()), ["legal"]);
        let early = LegalCompulsion { ordered_on: "2026-11-05".parse().unwrap(), ..compelled() };
        assert_eq!(paths(early.check()), ["decided_at"]);
        let nothing = LegalCompulsion { customers: Vec::new(), fields: Vec::new(), ..compelled() };
        assert_eq!(paths(nothing.check()), ["customers", "fields"]);
        let many = LegalCompulsion { fields: vec!["name".to_owned(); 65], ..compelled() };
        assert_eq!(paths(many.check()), ["fields"]);
    }

    #[test]
    fn every_customer_of_it_is_logged() {
        let rules = AccessPolicy::of(&Policy::shipped("standard").unwrap()).unwrap();
        let mut head = LogHead::new();
        head.open("2026-11-04T08:00:00".parse().unwrap()).unwrap();
        let entries = compelled().entries(&rules);
        let customers: Vec<_> = entries.iter().filter_map(|entry| entry.customer_id.as_deref()).collect();
        assert_eq!(customers, ["K1", "K2"]);
        for entry in &entries {
            assert_eq!((entry.grant_id.as_deref(), entry.outcome), (Some("L1"), LogOutcome::Allowed));
            head.append(entry).unwrap();
        }
    }
}
