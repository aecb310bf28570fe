//! Disclosure that the law compels: a record of its own, never an exception in the matrix (§6.2).

use chrono::{NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};

use crate::approval::Checks;
use crate::error::{Error, Problem, ProblemCode, quote};

/// What an authority compelled the organisation to disclose, and who answered for it: the general manager and
/// the legal department, two persons. It opens no door; whoever hands out the data enters it in the log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LegalCompulsion {
    /// The record's id.
    pub compulsion_id: String,
    /// Who compels: a court, an authority.
    pub authority: String,
    /// The order, by its reference.
    pub order_ref: String,
    /// The day of the order.
    pub ordered_on: NaiveDate,
    /// Whose files.
    pub customers: Vec<String>,
    /// Which fields.
    pub fields: Vec<String>,
    /// Who answers for it as general manager.
    pub general_manager: String,
    /// Who answers for it as legal department.
    pub legal: String,
    /// When it was decided, not before the day of the order.
    pub decided_at: NaiveDateTime,
}

impl LegalCompulsion {
    /// Everything that is wrong with the record.
    ///
    /// # Errors
    /// All at once: a blank id or text, no customer, no field, one person in both places, a decision before the
    /// order.
    pub fn check(&self) -> Result<(), Error> {
        let mut checks = Checks::default();
        for (path, id) in [
            ("compulsion_id", &self.compulsion_id),
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
        for (path, all) in [("customers", &self.customers), ("fields", &self.fields)] {
            if all.is_empty() {
                checks
                    .problem(path, Problem::new(ProblemCode::Missing, "an empty list", "what is disclosed"));
            }
            for (at, id) in all.iter().enumerate() {
                checks.id(&format!("{path}[{at}]"), id);
            }
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
}
