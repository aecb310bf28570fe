//! Vectors of approval: a case, what is asked of it step by step, and what each must come to.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use keyaccount::approval::{Circumstances, Phase};
use keyaccount::approval::{Decision, Delegation, Organisation, Papers, Person, RoleHolder, Rules, Terms};
use keyaccount::{DelegationId, Error, Language, PersonId, PolicyDocument, RequestKind};
use serde::Deserialize;
use serde_json::Value;

/// A case with what happens to it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ApprovalVector {
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
    /// A section cut out of its text, from its heading to the next.
    #[serde(default)]
    pub without_section: Option<String>,
    /// Who of [`organisation`] holds no role.
    #[serde(default)]
    pub without_roles_of: Vec<PersonId>,
    /// Who holds a role beside [`organisation`].
    #[serde(default)]
    pub role_holders: Vec<RoleHolder>,
    /// Who stands in.
    #[serde(default)]
    pub delegations: Vec<Delegation>,
    /// What is asked for.
    #[serde(default = "key_account")]
    pub kind: RequestKind,
    /// The terms the case is opened with.
    pub terms: Terms,
    /// What is asked, in order.
    pub asked: Vec<Asked>,
}

fn standard() -> String {
    "standard".to_owned()
}

const fn key_account() -> RequestKind {
    RequestKind::KeyAccount
}

/// Something asked of a case, and what it must come to.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Asked {
    /// The day.
    pub on: NaiveDate,
    /// Who asks; the applicant `wang` if left out.
    #[serde(default = "wang")]
    pub by: String,
    /// What is asked.
    pub what: Question,
    /// What it must come to.
    pub expect: Expected,
}

fn wang() -> String {
    "wang".to_owned()
}

/// What can be asked.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Question {
    /// To submit the case with all its papers but for these changes.
    Submit {
        /// Documents that are not there.
        #[serde(default)]
        without: Vec<String>,
        /// Documents that are others, whole.
        #[serde(default)]
        papers: BTreeMap<String, Value>,
        /// What is known beside.
        #[serde(default)]
        circumstances: Option<Circumstances>,
    },
    /// To act on a step.
    Act {
        /// What is decided.
        decision: Decision,
        /// In which role.
        role: String,
        /// By which delegation.
        #[serde(default)]
        delegation: Option<String>,
        /// On these terms rather than those of the case as it is now.
        #[serde(default)]
        on_terms: Option<Box<Terms>>,
    },
    /// To amend the terms.
    Amend(Box<Terms>),
    /// To withdraw.
    Withdraw,
    /// Who may act, by id; everybody else may not.
    WhoMayAct {
        /// Person and delegation, if it takes one.
        may: Vec<(PersonId, Option<DelegationId>)>,
        /// Why others may not: the codes by person, those that are named.
        #[serde(default)]
        may_not: BTreeMap<PersonId, Vec<String>>,
    },
}

/// What it must come to. What is not named is not checked.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Expected {
    /// `permit`, `deny` or `indeterminate`.
    pub outcome: Option<String>,
    /// Every reason: `code` or `code: what it is about`.
    pub reasons: Option<Vec<String>>,
    /// What each reason found and required, how far apart they are, and its clause: `actual`, `required`,
    /// `shortfall` and `clause` as JSON has them. `{digest}` is the digest of the case and `{named}` the one
    /// the act named, which nobody works out by hand.
    pub grounds: Option<Vec<Value>>,
    /// The first reason in words.
    pub first_reason: BTreeMap<Language, String>,
    /// Every warning, as reasons are written.
    pub warnings: Option<Vec<String>>,
    /// What each warning found and required, as `grounds`.
    pub warned: Option<Vec<Value>>,
    /// Every obligation: `code` or `code: role`.
    pub obligations: Option<Vec<String>>,
    /// Every remedy: its steps in English, joined by `; `.
    pub remedies: Option<Vec<String>>,
    /// Where the case stands afterwards.
    pub phase: Option<Phase>,
    /// The round afterwards.
    pub round: Option<u32>,
    /// The tier afterwards.
    pub tier: Option<String>,
}

impl ApprovalVector {
    /// The rules of the policy with the values set in it.
    ///
    /// # Errors
    /// A policy that does not exist or does not pass its check.
    pub fn rules(&self) -> Result<Rules, Error> {
        let source = keyaccount::Policy::shipped_source(&self.policy).unwrap_or("");
        let mut cut = false;
        let kept = source.lines().filter(|line| {
            if line.starts_with('[') {
                let heading = line.split(']').next().unwrap_or(line);
                cut = self.without_section.as_deref().is_some_and(|section| heading == format!("[{section}"));
            }
            !cut
        });
        let text = kept.collect::<Vec<_>>().join("\n");
        let mut document = PolicyDocument::parse(&self.policy, &text)?;
        for (path, value) in &self.set {
            document.set(path, value)?;
        }
        let policy = document.resolve()?;
        Rules::of(&policy).ok_or_else(|| Error::new(Vec::new()))
    }

    /// The people of [`organisation`], and what the vector adds.
    ///
    /// # Errors
    /// Tables that are not sound.
    pub fn organisation(&self) -> Result<Organisation, Error> {
        let all = organisation(&self.role_holders, &self.delegations)?;
        let holders = all.role_holders().iter().enumerate().filter(|(at, holder)| {
            // Those it adds stand behind the others.
            let added = all.role_holders().len().saturating_sub(self.role_holders.len()) <= *at;
            added || !self.without_roles_of.contains(&holder.person_id)
        });
        let holders = holders.map(|(_, holder)| holder.clone()).collect();
        Organisation::new(all.people().to_vec(), holders, self.delegations.clone())
    }
}

/// The people all vectors know, in their roles since 2026-01-01: `wang` is the branch manager of `north`,
/// which applies, and `gao` that of `south`; `zhao` and `qian` are the key account department; `sun` is the
/// deputy sales director, `li` the sales director; `zhou` holds no role.
///
/// # Errors
/// More role holders or delegations that are not sound.
pub fn organisation(holders: &[RoleHolder], delegations: &[Delegation]) -> Result<Organisation, Error> {
    let people = [
        ("wang", "王建国"),
        ("gao", "高远"),
        ("zhao", "赵敏"),
        ("qian", "钱程"),
        ("sun", "孙丽"),
        ("li", "李刚"),
        ("zhou", "周全"),
    ];
    let people = people.map(|(id, name)| Person { person_id: id.into(), name: Some(name.to_owned()) });
    let roles = [
        ("wang", "branch_manager", Some("north")),
        ("gao", "branch_manager", Some("south")),
        ("zhao", "key_account_dept", None),
        ("qian", "key_account_dept", None),
        ("sun", "deputy_sales_director", None),
        ("li", "sales_director", None),
    ];
    let mut role_holders = Vec::new();
    for (person, role, unit) in roles {
        role_holders.push(RoleHolder {
            person_id: person.into(),
            role: role.to_owned(),
            unit: unit.map(str::to_owned),
            valid_from: NaiveDate::from_ymd_opt(2026, 1, 1).unwrap_or_default(),
            valid_to: None,
        });
    }
    role_holders.extend(holders.iter().cloned());
    Organisation::new(people.to_vec(), role_holders, delegations.to_vec())
}

/// Papers that are complete: everything §5.5 asks for, nothing owed.
///
/// # Errors
/// Nothing, unless the form of papers has changed.
pub fn papers(without: &[String], changed: &BTreeMap<String, Value>) -> Result<Papers, serde_json::Error> {
    let signed = serde_json::json!({"signed_by_us": true, "signed_by_customer": true, "customer_seal": true});
    let mut papers = serde_json::json!({
        "application_form": {},
        "draft_contract": {},
        "reconciliation_statement": signed,
        "basic_situation": {
            "legal_name": "华岳精细化工有限公司", "kind": "enterprise", "identification": "91350100M000100Y43",
            "address": "福州市鼓楼区", "contact_name": "陈晓", "phone": "0591-0000000", "industry": "chemicals",
            "region": "fujian", "owner": "wang", "opened_on": "2024-03-01"
        },
        "business_licence": {"valid_to": "2030-12-31"},
        "tax_certificate": {},
        "principal_contact": {"name": "陈晓", "phone": "0591-0000000"},
        "past_business": {"amount": "350000", "period": "2025"},
        "arrears_statement": {"owes": false},
        "branch_evaluation": {"text": "合作稳定", "level": "good"}
    });
    if let Some(papers) = papers.as_object_mut() {
        papers.retain(|document, _| !without.contains(document));
        for (document, value) in changed {
            papers.insert(document.clone(), value.clone());
        }
    }
    serde_json::from_value(papers)
}
