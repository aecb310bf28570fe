//! The one shape of a decision: may this be admitted, signed, seen, disposed of.
//!
//! A capability has a fast path that gives an [`Answer`] and an explanation that gives a [`Verdict`]; both
//! give the same outcome. The record holds values, not sentences; [`Verdict::text`] reads it out.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::assessment::Stamp;
use crate::ids::{DelegationId, PersonId};
use crate::labels::Language;
use crate::labels::about;
use crate::labels::roles::role as role_reading;
use crate::labels::sentences::Sentence;
use crate::labels::{case as case_words, verdict as words};
use crate::measure::Measure;
use crate::reason::{Reason, ReasonCode};

/// What a decision comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum VerdictOutcome {
    /// It may be done.
    Permit,
    /// It may not be done. Waiting for somebody's approval is a deny with the reason `needs_approval`.
    Deny,
    /// It cannot be told, since a whole register was not supplied, or does not say what decides. Whoever asks
    /// takes it for a deny.
    Indeterminate,
}

impl VerdictOutcome {
    /// Every outcome.
    pub const ALL: [Self; 3] = [Self::Permit, Self::Deny, Self::Indeterminate];

    /// `permit`, `deny` or `indeterminate`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Permit => "permit",
            Self::Deny => "deny",
            Self::Indeterminate => "indeterminate",
        }
    }

    /// As people read it.
    #[must_use]
    pub const fn reading(self, language: Language) -> &'static str {
        match self {
            Self::Permit => words::PERMIT,
            Self::Deny => words::DENY,
            Self::Indeterminate => words::INDETERMINATE,
        }
        .text(language)
    }
}

/// The answer of a fast path: what it comes to, and what decided it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Answer {
    /// What it comes to.
    pub outcome: VerdictOutcome,
    /// The first thing that decided, in the order of the policy; the first of the verdict's reasons.
    pub rule: Option<ReasonCode>,
}

/// A decision with its grounds.
///
/// `Serialize` and `Deserialize` give the same record back; what is empty is left out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Verdict {
    /// What it comes to.
    pub outcome: VerdictOutcome,
    /// What decided it, in the order of the policy: of a permit the conditions that hold, otherwise every
    /// one that does not hold or cannot be told.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reasons: Vec<Reason>,
    /// What would turn a deny or an indeterminate decision into a permit: each remedy alone is enough.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub remedies: Vec<VerdictRemedy>,
    /// What must follow if it is acted on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub obligations: Vec<Obligation>,
    /// What does not decide but should be known.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub warnings: Vec<Reason>,
    /// What it was made from; `as_of` is the day it holds for, and `input_digest` is empty where nothing
    /// but the question itself was looked at.
    pub stamp: Stamp,
}

/// One way to turn a decision: every step of it is needed, and with all of them the decision is a permit.
///
/// **Guaranteed** where no step is [`Unreachable`](NeededChange::Unreachable): with every step done the
/// decision turns; with one step left out, or done by one unit less, it does not. Everything else is held
/// as it is. Where a step is to [supply](NeededChange::Supply) what is missing, to
/// [state](NeededChange::State) what is blank, to [wait](NeededChange::From) or to submit a case, what
/// then shows decides.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct VerdictRemedy {
    /// The steps, in the order of the reasons they answer.
    pub steps: Vec<RemedyStep>,
}

impl VerdictRemedy {
    /// A remedy of one step.
    #[must_use]
    pub fn of(step: RemedyStep) -> Self {
        Self { steps: vec![step] }
    }

    /// Whether every step can be done.
    #[must_use]
    pub fn is_reachable(&self) -> bool {
        !self.steps.iter().any(|step| step.change == NeededChange::Unreachable)
    }
}

/// What would make one reason fall away.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RemedyStep {
    /// The reason it answers.
    pub code: ReasonCode,
    /// What that is about, as in the [`Reason`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub about: Option<String>,
    /// The smallest change that does.
    pub change: NeededChange,
}

impl RemedyStep {
    /// A step that answers `reason`.
    #[must_use]
    pub fn answering(reason: &Reason, change: NeededChange) -> Self {
        Self { code: reason.code, about: reason.about.clone(), change }
    }

    /// What it says, in one clause without a full stop.
    #[must_use]
    pub fn sentence(&self, language: Language) -> String {
        let mut said = self.code.reading(language).to_owned();
        if let Some(about) = &self.about {
            said.push_str(&language.brackets(&about::about(self.code, about, language)));
        }
        said.push_str(language.colon());
        said.push_str(&match &self.change {
            NeededChange::Become { one_of } => {
                let read = |value| about::value_of(self.code, self.about.as_deref(), value, language);
                let one_of = one_of.iter().map(|value| read(value).into_owned()).collect();
                NeededChange::Become { one_of }.words(self.act(), language)
            }
            change => change.words(self.act(), language),
        });
        said
    }

    /// What somebody who acts does about it.
    fn act(&self) -> Sentence {
        match (self.code, self.about.as_deref(), &self.change) {
            (_, _, NeededChange::Act { role, .. }) if role == "witness" => words::ATTENDS,
            (ReasonCode::SignOffMissing, ..) => words::SIGNS_OFF,
            // Who may be an official is signed off too (A15).
            (_, Some(about), _) if about == ReasonCode::OfficialRank.code() => words::SIGNS_OFF,
            (ReasonCode::FieldNotGranted, ..) => words::GRANTS,
            (ReasonCode::OutOfSequence, ..) => words::TAKES_STEP,
            (ReasonCode::OtherLevel, ..) => words::DECIDES,
            (
                ReasonCode::NeedsApproval
                | ReasonCode::NeedsSecondApproval
                | ReasonCode::GrantExpired
                | ReasonCode::GrantRevoked
                | ReasonCode::ApproverNotEntitled
                | ReasonCode::SelfApproval,
                ..,
            ) => words::APPROVES,
            _ => words::DOES,
        }
    }
}

/// How something would have to change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum NeededChange {
    /// Supply what is missing.
    Supply {
        /// The table of the book that would hold it.
        table: String,
    },
    /// Fill in what is blank.
    State {
        /// The field.
        field: String,
    },
    /// Put a document on file, or complete it.
    Document {
        /// The document's code in the policy.
        document: String,
        /// What it lacks; empty if it is not there at all.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        lacks: Vec<String>,
    },
    /// Let somebody act.
    Act {
        /// The role that acts.
        role: String,
        /// Who holds it or stands in; empty where anybody with the role will do.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        person: Option<PersonId>,
        /// The delegation by which a person stands in for the holder of the role.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        delegation: Option<DelegationId>,
    },
    /// Wait: it may be done from this day on.
    From {
        /// The first day.
        on: NaiveDate,
    },
    /// So much more.
    More {
        /// How much more.
        by: Measure,
        /// What it comes to.
        to: Measure,
    },
    /// So much less.
    Less {
        /// How much less.
        by: Measure,
        /// What it comes to.
        to: Measure,
    },
    /// Become one of these.
    Become {
        /// Values that are enough; any of them.
        one_of: Vec<Measure>,
    },
    /// Change the terms of a case, which makes it a draft again.
    Amend,
    /// The condition ends.
    End,
    /// Nothing does.
    Unreachable,
}

impl NeededChange {
    /// What it says; `act` is what whoever acts does.
    fn words(&self, act: Sentence, language: Language) -> String {
        let fill = |sentence: Sentence, values: &[(&str, &str)]| sentence.fill(language, values);
        let both = |sentence: Sentence, by: &Measure, to: &Measure| {
            fill(sentence, &[("by", &by.words(language)), ("to", &to.words(language))])
        };
        match self {
            Self::Supply { table } => fill(words::SUPPLY, &[("table", table)]),
            Self::State { field } => fill(words::STATE, &[("field", field)]),
            Self::Document { document, lacks } if lacks.is_empty() => {
                fill(words::ADD_DOCUMENT, &[("document", &case_words::document(document, language))])
            }
            Self::Document { document, lacks } => {
                let document = case_words::document(document, language);
                let lacks: Vec<_> = lacks.iter().map(|lack| case_words::lack(lack, language)).collect();
                let lacks = lacks.join(language.list_comma());
                fill(words::COMPLETE_DOCUMENT, &[("document", &document), ("lacks", &lacks)])
            }
            Self::Act { role, person, delegation } => {
                let role: &str = &role_reading(role, language);
                let does = act.text(language);
                match (person, delegation) {
                    (Some(person), Some(paper)) => fill(
                        words::ACT_BY_DELEGATION,
                        &[("person", person), ("does", does), ("role", role), ("delegation", paper)],
                    ),
                    (Some(person), None) => {
                        fill(words::ACT_BY, &[("person", person), ("does", does), ("role", role)])
                    }
                    (None, _) => fill(words::ACT, &[("role", role), ("does", does)]),
                }
            }
            Self::From { on } => fill(words::FROM, &[("date", &on.to_string())]),
            Self::More { by, to } => both(words::MORE, by, to),
            Self::Less { by, to } => both(words::LESS, by, to),
            Self::Become { one_of } => {
                let values: Vec<_> = one_of.iter().map(|value| value.words(language)).collect();
                fill(words::BECOME, &[("values", &values.join(words::OR.text(language)))])
            }
            Self::Amend => words::AMEND.text(language).to_owned(),
            Self::End => words::END.text(language).to_owned(),
            Self::Unreachable => words::UNREACHABLE.text(language).to_owned(),
        }
    }
}

macro_rules! obligations {
    ($($(#[$doc:meta])* $name:ident $code:literal $english:literal $chinese:literal,)+) => {
        /// What must follow a decision. Stable codes in `snake_case`.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum ObligationCode { $($(#[$doc])* #[serde(rename = $code)] $name,)+ }

        impl ObligationCode {
            /// Every code there is.
            pub const ALL: &'static [Self] = &[$(Self::$name,)+];

            /// The stable code.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self { $(Self::$name => $code,)+ }
            }

            const fn sentence(self) -> Sentence {
                match self { $(Self::$name => Sentence::new($english, $chinese),)+ }
            }
        }
    };
}

obligations! {
    /// File it for the record.
    File "file" "file it for the record" "备案",
    /// Enter it in the log.
    Log "log" "enter it in the log" "记入日志",
    /// It ends.
    Expires "expires" "it holds no longer than this day" "到期失效",
    /// Apply for it again.
    Renew "renew" "renew it before it ends" "到期前办理续期",
    /// A step of an approval: have it signed.
    Sign "sign" "have it signed" "签署",
    /// A step of an approval: have it approved.
    Approve "approve" "have it approved" "批准",
    /// Keep the written authority of whoever stood in with the case.
    KeepAuthority "keep_authority" "keep the written authority with the case" "授权书随案保存",
    /// Have the contract signed.
    SignContract "sign_contract" "have the contract signed; until then it has no effect"
        "签订合同，签订前不生效",
    /// Have compliance sign it off.
    ComplianceSignOff "compliance_sign_off" "have it signed off by compliance first"
        "事先取得合规部门签字同意",
    /// Apply for it, and have the request approved.
    Apply "apply" "apply for it and have the request approved" "提出申请并经审批",
    /// Give no gifts and no benefits.
    NoGifts "no_gifts" "give no gifts and no benefits" "不得馈赠礼品或给予利益",
    /// Hand it out on paper alone.
    PaperOnly "paper_only" "on paper only, and these fields only" "仅限纸质，且仅限下列内容",
    /// Explain it and let a person decide, if asked to.
    PersonOnRequest "person_on_request"
        "explain it, and let a person decide anew, when the person concerned asks for it"
        "当事人要求时，予以说明并由人工重新决定",
    /// Delete it.
    Delete "delete" "delete it" "删除",
    /// Anonymise it.
    Anonymise "anonymise" "anonymise it" "匿名化",
    /// Let a named person attend who takes no other part.
    Witness "witness" "let named witnesses attend who take no other part" "由未参与其他环节的监销人到场监销",
    /// Write the contact down on the day it was (R70).
    LogContact "log_contact" "log the contact the same day" "当日登记联系情况",
    /// Enter it on the disposal list.
    EnterDisposalList "enter_disposal_list" "enter it on the disposal list" "记入销毁清册",
}

/// What must follow if a decision is acted on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Obligation {
    /// What.
    pub code: ObligationCode,
    /// Where the written policy says it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clause: Option<String>,
    /// What it is about: a contract, a register.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub about: Option<String>,
    /// The role that must see to it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
    /// The last day for it, included.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<NaiveDate>,
}

impl Obligation {
    /// An obligation without details.
    #[must_use]
    pub fn new(code: ObligationCode, clause: Option<&str>) -> Self {
        Self { code, clause: clause.map(str::to_owned), about: None, role: None, by: None }
    }

    /// The same obligation with what it is about.
    #[must_use]
    pub fn about(mut self, about: impl Into<String>) -> Self {
        self.about = Some(about.into());
        self
    }

    /// The same obligation with the role that must see to it.
    #[must_use]
    pub fn role(mut self, role: impl Into<String>) -> Self {
        self.role = Some(role.into());
        self
    }

    /// The same obligation with its last day.
    #[must_use]
    pub const fn by(mut self, day: NaiveDate) -> Self {
        self.by = Some(day);
        self
    }

    /// What it says, in one clause without a full stop.
    #[must_use]
    pub fn sentence(&self, language: Language) -> String {
        let mut said = self.code.sentence().text(language).to_owned();
        if let Some(about) = &self.about {
            said.push_str(language.colon());
            said.push_str(about);
        }
        let fill = |sentence: Sentence, value: &str| sentence.fill(language, &[("value", value)]);
        let details: Vec<_> = [
            self.role.as_deref().map(|role| fill(words::BY_ROLE, &role_reading(role, language))),
            self.by.map(|day| fill(words::BY_DAY, &day.to_string())),
            self.clause.as_deref().map(|clause| fill(words::CLAUSE, clause)),
        ]
        .into_iter()
        .flatten()
        .collect();
        if !details.is_empty() {
            said.push_str(&language.brackets(&details.join(language.comma())));
        }
        said
    }
}

impl Verdict {
    /// A verdict with its reasons and nothing else.
    #[must_use]
    pub const fn new(outcome: VerdictOutcome, reasons: Vec<Reason>, stamp: Stamp) -> Self {
        Self { outcome, reasons, remedies: Vec::new(), obligations: Vec::new(), warnings: Vec::new(), stamp }
    }

    /// What a fast path gives for it.
    #[must_use]
    pub fn answer(&self) -> Answer {
        Answer { outcome: self.outcome, rule: self.reasons.first().map(|reason| reason.code) }
    }

    /// The decision as people read it: the outcome, then a line for every reason, remedy, obligation and
    /// warning.
    #[must_use]
    pub fn text(&self, language: Language) -> String {
        let remedies = self.remedies.iter().map(|remedy| {
            let steps: Vec<_> = remedy.steps.iter().map(|step| step.sentence(language)).collect();
            steps.join(language.separator())
        });
        let reasons = |reasons: &[Reason]| reasons.iter().map(|reason| reason.sentence(language)).collect();
        let parts: [(Sentence, Vec<String>); 4] = [
            (words::REASONS, reasons(&self.reasons)),
            (words::REMEDIES, remedies.collect()),
            (words::OBLIGATIONS, self.obligations.iter().map(|o| o.sentence(language)).collect()),
            (words::WARNINGS, reasons(&self.warnings)),
        ];
        let mut text = self.outcome.reading(language).to_owned();
        for (heading, lines) in parts.iter().filter(|(_, lines)| !lines.is_empty()) {
            text.push('\n');
            text.push_str(heading.text(language));
            for line in lines {
                text.push_str("\n  ");
                text.push_str(line);
            }
        }
        text.push('\n');
        text
    }
}

#[cfg(test)]
mod tests;
