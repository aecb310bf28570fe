//! Records with what holds them, as JSON: what retention is asked about where no book lists them.

use serde::{Deserialize, Serialize};

use super::judge::MOST_CLASSES;
use super::record::{Hold, KeptRecord};
use crate::approval::checks::Checks;
use crate::archive::written::{known_form, parse, placed};
use crate::error::{Error, Problem, ProblemCode};

/// The newest form of record files this library reads.
pub const RECORDS_SCHEMA: u64 = 1;

/// Records on file and what holds them.
///
/// ```json
/// { "keyaccount_records": 1,
///   "records": [ { "record_id": "HT-1", "customers": ["K1"],
///                  "kept_as": [ { "class": "contracts", "trigger_on": "2020-02-29" } ] } ],
///   "holds": [ { "customer_id": "K1", "record_class": "contracts", "from": "2026-01-01" } ] }
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RecordsFile {
    /// The form, [`RECORDS_SCHEMA`].
    pub keyaccount_records: u64,
    /// The records.
    pub records: Vec<KeptRecord>,
    /// What holds them; without it nothing is disposable.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub holds: Option<Vec<Hold>>,
}

#[derive(Debug, Deserialize)]
struct Head {
    keyaccount_records: u64,
}

const EXPECTED: &str = "records with their holds, as documented";

impl RecordsFile {
    /// Reads records and what holds them. `file` is the name that problems carry.
    ///
    /// # Errors
    /// A text that is not of this form, a key it does not have, a form newer than this library, a blank id,
    /// a day outside years 1–9999, a hold that ends before it begins.
    pub fn from_json(file: &str, text: &str) -> Result<Self, Error> {
        let head: Head = parse(file, text, EXPECTED)?;
        known_form(file, "keyaccount_records", head.keyaccount_records, RECORDS_SCHEMA)?;
        let read: Self = parse(file, text, EXPECTED)?;
        let mut checks = Checks::default();
        for (at, record) in read.records.iter().enumerate() {
            let path = format!("records[{at}]");
            checks.id(&format!("{path}.record_id"), &record.record_id);
            checks.some_id(&format!("{path}.department"), record.department.as_deref());
            if record.kept_as.len() > MOST_CLASSES {
                let found = format!("{} classes", record.kept_as.len());
                let problem = Problem::new(ProblemCode::TooLarge, found, "at most 100");
                checks.problem(format!("{path}.kept_as"), problem);
                continue;
            }
            for (i, customer) in record.customers.iter().enumerate() {
                checks.id(&format!("{path}.customers[{i}]"), customer);
            }
            for (i, kept) in record.kept_as.iter().enumerate() {
                checks.id(&format!("{path}.kept_as[{i}].class"), &kept.class);
                if let Some(day) = kept.trigger_on {
                    checks.day(&format!("{path}.kept_as[{i}].trigger_on"), day);
                }
            }
            if let Some(day) = record.consent_withdrawn_on {
                checks.day(&format!("{path}.consent_withdrawn_on"), day);
            }
        }
        for (at, hold) in read.holds.iter().flatten().enumerate() {
            let path = format!("holds[{at}]");
            checks.id(&format!("{path}.customer_id"), &hold.customer_id);
            checks.some_id(&format!("{path}.record_class"), hold.record_class.as_deref());
            checks.text(&format!("{path}.reason"), hold.reason.as_deref());
            checks.days(&path, ("from", hold.from), ("to", hold.to));
        }
        if checks.problems.is_empty() { Ok(read) } else { Err(placed(file, checks.problems)) }
    }
}
