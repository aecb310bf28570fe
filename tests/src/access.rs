//! Vectors of access to customer files: the matrix cell by cell, and single attempts.

use std::collections::BTreeMap;

use chrono::{NaiveDate, NaiveDateTime};
use keyaccount::approval::{Delegation, Organisation, Person, RoleHolder};
use keyaccount::archive::{
    AccessGrant, AccessPolicy, AccessRegisters, Attempt, CustomerFile, FileStatus, Nda,
};
use keyaccount::{AccessForm, ArchiveAction, Error, PersonId, PolicyDocument};
use serde::Deserialize;

/// A vector of either kind.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AccessVector {
    /// Unique in its file.
    pub id: String,
    /// How the expected values were worked out.
    pub arithmetic: String,
    /// The name of a shipped policy.
    #[serde(default = "standard")]
    pub policy: String,
    /// Values changed in it, path by path, as `--set` takes them.
    #[serde(default)]
    pub set: BTreeMap<String, String>,
    /// What is asked, and what it must come to.
    pub asks: Question,
}

fn standard() -> String {
    "standard".to_owned()
}

/// What is asked.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Question {
    /// Every action: `A`, `O`, `P`, `P2` or `D` for the roles of [`COLUMNS`], in their order.
    Matrix(BTreeMap<String, String>),
    /// One attempt.
    Attempt(Box<Asked>),
}

/// The columns of the matrix: the person of each.
pub const COLUMNS: [(&str, &str); 10] = [
    ("account_manager", "lin"),
    ("department_supervisor", "bai"),
    ("department_manager", "qin"),
    ("maintainer", "wei"),
    ("filing_specialist", "he"),
    ("staff", "xu"),
    ("backup_operator", "lu"),
    ("auditor", "mo"),
    ("outside", "ex"),
    ("general_manager", "tang"),
];

/// An attempt, the registers it meets and what it must come to.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Asked {
    /// When.
    pub at: NaiveDateTime,
    /// Who.
    pub by: String,
    /// What.
    pub action: ArchiveAction,
    /// Without any file.
    #[serde(default)]
    pub no_file: bool,
    /// What is other in the file of K1: of `lin`, in `sales`, level `L1`, filed.
    #[serde(default)]
    pub owner: Option<String>,
    /// The department; an empty text for none.
    #[serde(default)]
    pub department: Option<String>,
    /// The level; an empty text for none.
    #[serde(default)]
    pub level: Option<String>,
    /// The status.
    #[serde(default)]
    pub status: Option<FileStatus>,
    /// Which fields.
    #[serde(default)]
    pub fields: Vec<String>,
    /// In which form.
    #[serde(default)]
    pub form: Option<AccessForm>,
    /// Whose request is decided on.
    #[serde(default)]
    pub requester: Option<String>,
    /// Of deciding on a request: what it asks for.
    #[serde(default)]
    pub requested: Option<ArchiveAction>,
    /// Who holds a role beside those of [`registers`].
    #[serde(default)]
    pub role_holders: Vec<RoleHolder>,
    /// Who stands in.
    #[serde(default)]
    pub delegations: Vec<Delegation>,
    /// Whose agreements there are none of, although [`registers`] has some.
    #[serde(default)]
    pub unsigned: Vec<PersonId>,
    /// Agreements instead of those of [`registers`], whole.
    #[serde(default)]
    pub ndas: Option<Vec<Nda>>,
    /// Grants.
    #[serde(default)]
    pub grants: Vec<AccessGrant>,
    /// Registers that are not supplied: `role_holders`, `ndas`, `grants`.
    #[serde(default)]
    pub not_supplied: Vec<String>,
    /// What it must come to.
    pub expect: Expected,
}

/// What it must come to. What is not named is not checked.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Expected {
    /// `permit`, `deny` or `indeterminate`.
    pub outcome: String,
    /// Every reason: `code` or `code: what it is about`; the first is the rule.
    pub reasons: Vec<String>,
    /// Every remedy: its steps in English, joined by `; `.
    #[serde(default)]
    pub remedies: Option<Vec<String>>,
    /// Every obligation in English.
    #[serde(default)]
    pub obligations: Option<Vec<String>>,
    /// Every reason in Chinese.
    #[serde(default)]
    pub chinese: Option<Vec<String>>,
}

const FIRST: NaiveDate = NaiveDate::from_ymd_opt(2026, 1, 1).unwrap();

/// Somebody for every column, a second department manager (`song`, of `trade`) and a second general manager
/// (`ren`), all of them bound to secrecy.
///
/// # Errors
/// What the organisation is refused for.
pub fn registers(more: &[RoleHolder], delegations: &[Delegation]) -> Result<AccessRegisters, Error> {
    let inside =
        COLUMNS.iter().filter(|(role, _)| *role != "outside").map(|(role, person)| (*role, *person, "sales"));
    let inside =
        inside.chain([("department_manager", "song", "trade"), ("general_manager", "ren", "head office")]);
    let holder = |(role, person, unit): (&str, &str, &str)| RoleHolder {
        person_id: person.into(),
        role: role.to_owned(),
        unit: Some(unit.to_owned()),
        valid_from: FIRST,
        valid_to: None,
    };
    let mut holders: Vec<_> = inside.map(holder).collect();
    holders.extend(more.iter().cloned());
    let people = holders.iter().map(|holder| holder.person_id.clone()).chain(["ex".into()]);
    let signed = people.map(|person_id| Nda { person_id, signed_on: FIRST, valid_to: None });
    let ndas = signed.collect();
    Ok(AccessRegisters {
        organisation: Some(Organisation::new(Vec::<Person>::new(), holders, delegations.to_vec())?),
        ndas: Some(ndas),
        grants: Some(Vec::new()),
    })
}

/// The file of K1.
#[must_use]
pub fn file() -> CustomerFile {
    CustomerFile {
        customer_id: "K1".into(),
        owner: Some("lin".into()),
        department: Some("sales".to_owned()),
        level: Some("L1".to_owned()),
        status: FileStatus::Filed,
    }
}

impl AccessVector {
    /// The rules of the policy with the values set in it.
    ///
    /// # Errors
    /// What the policy is refused for.
    pub fn rules(&self) -> Result<Option<AccessPolicy>, Error> {
        let source = keyaccount::Policy::shipped_source(&self.policy).unwrap_or("");
        let mut document = PolicyDocument::parse(&self.policy, source)?;
        for (path, value) in &self.set {
            document.set(path, value)?;
        }
        Ok(AccessPolicy::of(&document.resolve()?))
    }
}

impl Asked {
    /// The attempt.
    #[must_use]
    pub fn attempt(&self) -> Attempt {
        let stated = |text: &Option<String>, usual: Option<String>| match text {
            None => usual,
            Some(text) => (!text.is_empty()).then(|| text.clone()),
        };
        let usual = file();
        let file = CustomerFile {
            owner: stated(&self.owner, usual.owner.map(Into::into)).map(Into::into),
            department: stated(&self.department, usual.department),
            level: stated(&self.level, usual.level),
            status: self.status.unwrap_or(usual.status),
            customer_id: usual.customer_id,
        };
        Attempt {
            file: (!self.no_file).then_some(file),
            fields: self.fields.clone(),
            form: self.form,
            requester: self.requester.clone().map(Into::into),
            requested: self.requested,
            ..Attempt::new(self.at, &*self.by, self.action)
        }
    }

    /// The registers it meets.
    ///
    /// # Errors
    /// What the organisation is refused for.
    pub fn registers(&self) -> Result<AccessRegisters, Error> {
        let mut registers = registers(&self.role_holders, &self.delegations)?;
        for ndas in registers.ndas.iter_mut() {
            ndas.retain(|nda| !self.unsigned.contains(&nda.person_id));
        }
        if let Some(ndas) = &self.ndas {
            registers.ndas = Some(ndas.clone());
        }
        registers.grants = Some(self.grants.clone());
        for table in &self.not_supplied {
            match table.as_str() {
                "role_holders" => registers.organisation = None,
                "ndas" => registers.ndas = None,
                _ => registers.grants = None,
            }
        }
        Ok(registers)
    }
}
