//! The written policy, checked when it is loaded.

use std::sync::Arc;

use keyaccount::{Language, PolicyDocument, Problem, ProblemCode, Stamp, nearest, quote};

use crate::errors::{KeyaccountError, guarded};
use crate::values::CalendarDate;

/// A checked policy. It can be used by any number of threads at a time.
#[derive(Debug, uniffi::Object)]
pub struct Policy {
    pub(crate) core: keyaccount::Policy,
}

/// What a policy is called, since when it holds, and in which money it counts.
#[derive(Debug, uniffi::Record)]
pub struct PolicyHeader {
    /// The name used in results.
    pub name: String,
    /// Its version.
    pub version: String,
    /// The title as printed.
    pub title: Option<String>,
    /// The document number.
    pub number: Option<String>,
    /// The first day it holds.
    pub effective_from: Option<CalendarDate>,
    /// ISO 4217 code of the money it counts in.
    pub currency: String,
}

/// One value of a policy file that is to be another, such as `composite.weights.credit` = `0.5`.
#[derive(Debug, uniffi::Record)]
pub struct PolicySetting {
    /// Where it stands, e.g. `credit.grace_days`.
    pub path: String,
    /// The value as a policy file writes it.
    pub value: String,
}

#[uniffi::export]
impl Policy {
    /// Reads a policy file. `file` is the name that problems carry.
    ///
    /// Refused with everything that is wrong at once: unknown keys, weights that do not sum to 1, tiers with gaps,
    /// a band no score reaches.
    #[uniffi::constructor]
    pub fn from_text(file: String, text: String) -> Result<Arc<Self>, KeyaccountError> {
        guarded(|| Ok(Arc::new(Self { core: keyaccount::Policy::from_text(&file, &text)? })))
    }

    /// Reads a policy file with some of its values set anew.
    #[uniffi::constructor]
    pub fn with_settings(
        file: String,
        text: String,
        settings: Vec<PolicySetting>,
    ) -> Result<Arc<Self>, KeyaccountError> {
        guarded(|| {
            let mut document = PolicyDocument::parse(&file, &text)?;
            for PolicySetting { path, value } in &settings {
                document.set(path, value)?;
            }
            Ok(Arc::new(Self { core: document.resolve()? }))
        })
    }

    /// One of the policies that come with the library, such as `standard`.
    #[uniffi::constructor]
    pub fn shipped(name: String) -> Result<Arc<Self>, KeyaccountError> {
        guarded(|| {
            let core =
                keyaccount::Policy::shipped(&name).ok_or_else(|| {
                    let near = nearest(&name, keyaccount::Policy::shipped_names());
                    let problem = Problem::new(ProblemCode::UnknownCode, quote(&name), "a shipped policy");
                    Box::new(near.map_or(problem.clone(), |near| {
                        problem.remedy(format!("did you mean {}?", quote(near)))
                    }))
                })?;
            Ok(Arc::new(Self { core }))
        })
    }

    /// What the policy is called and since when it holds.
    pub fn header(&self) -> PolicyHeader {
        let header = self.core.header();
        PolicyHeader {
            name: header.name.clone(),
            version: header.version.clone(),
            title: header.title.clone(),
            number: header.number.clone(),
            effective_from: header.effective_from,
            currency: header.currency.clone(),
        }
    }

    /// SHA-256 over what the policy says, 64 hexadecimal digits: equal policies have equal digests.
    pub fn digest(&self) -> String {
        self.core.digest()
    }

    /// The whole policy as a file, with nothing left to defaults.
    pub fn to_toml(&self) -> String {
        self.core.to_toml()
    }

    /// The policy printed for people, as plain text.
    pub fn text(&self, language: Language) -> String {
        self.core.document(language).to_text()
    }

    /// The policy printed for people, as Markdown.
    pub fn markdown(&self, language: Language) -> String {
        self.core.document(language).to_markdown()
    }

    /// The stamp of what is decided under it on a day.
    pub fn stamp(&self, as_of: CalendarDate) -> Stamp {
        Stamp::new(&self.core, as_of)
    }
}

/// The names of the policies that come with the library.
#[uniffi::export]
pub fn shipped_policy_names() -> Vec<String> {
    keyaccount::Policy::shipped_names().map(str::to_owned).collect()
}

/// The file of a policy that comes with the library, with its comments; nothing for another name.
#[uniffi::export]
pub fn shipped_policy_source(name: String) -> Option<String> {
    keyaccount::Policy::shipped_source(&name).map(str::to_owned)
}

/// A section the policy must have for what is asked.
pub(crate) fn lacks(policy: &keyaccount::Policy, section: &str) -> KeyaccountError {
    let found = format!("the policy {} without `[{section}]`", quote(&policy.header().name));
    let problem = Problem::new(ProblemCode::Missing, found, "a policy with this section");
    let remedy = "start from a shipped policy with `extends`, or write the section";
    Box::new(problem.path(section).remedy(remedy)).into()
}
