//! How an approval case reads: where it stands, who may act, what happened to it.

use std::borrow::Cow;

use super::Language;
use super::sentences::sentences;
use crate::approval::Phase;
use crate::book::Code;
use crate::policy::{BasicField, DocumentKind, DocumentTest, IncidentStep, NoticeContent, RetentionRules};
use crate::reason::ReasonCode;

sentences! {
    // Where it stands.
    DRAFT "draft" "草稿",
    SUBMITTED "submitted" "已提交",
    IN_PROGRESS "in progress, step {step}" "审批中，第{step}步",
    EXECUTABLE "executable" "可执行",
    REJECTED "rejected" "已否决",
    WITHDRAWN "withdrawn" "已撤回",
    HEAD "{case}: {phase}, round {round}" "{case}：{phase}，第{round}轮",
    // What it is about.
    TERMS "{kind}, customer {customer}, {amount}, applicant {applicant}, unit {unit}"
        "{kind}，客户{customer}，{amount}，申请人{applicant}，单位{unit}",
    AMOUNT "amount {amount}" "合同额{amount}",
    ESTIMATE "estimated amount of a year {amount}" "预计年度合同额{amount}",
    NO_AMOUNT "no amount" "无金额",
    TAKES "approval: {tier}" "审批级别：{tier}",
    TIER_FROM "{tier} (from {from} on)" "{tier}（{from}起）",
    TIER_BETWEEN "{tier} ({from} to {to})" "{tier}（{from}至{to}）",
    UNDER "under {policy} {version}, digest {digest}" "依据制度{policy} {version}，摘要{digest}",
    // Who may act.
    SUBMISSION "To submit it on {date}: {outcome}" "{date}提交：{outcome}",
    STEP "Step {step}: {what}" "第{step}步：{what}",
    STEP_CLAUSE "{step} (clause {clause})" "{step}（依据：{clause}）",
    MAY "may on {date}: {who}" "{date}可办理：{who}",
    MAY_NOT "may not: {who}" "不可办理：{who}",
    ONCE_SUBMITTED "Once it is submitted" "提交之后",
    NOT_TWICE "nobody takes part in two of the steps that sign or approve" "签署、批准各步骤不得由同一人参与",
    NOBODY_MAY "nobody may on {date}" "{date}无人可办理",
    BY_ROLE "by role" "凭职务",
    BY_PAPER "for {principal} by {paper}, through {to}" "代{principal}，凭{paper}，有效至{to}",
    PAPER_CLAUSE "clause {clause}" "依据：{clause}",
    // What happened.
    DID "{date} {who}: {what}" "{date} {who}：{what}",
    SUBMITS "submits; approval: {tier}" "提交；审批级别：{tier}",
    STANDS_IN "{who} on behalf of {principal} ({paper})" "{who}代{principal}（{paper}）",
    RETURNS "returns it at the step of the {role}" "{role}环节退回",
    REJECTS "rejects it at the step of the {role}" "{role}环节否决",
    AMENDS "changes the terms: {changes}" "变更内容：{changes}",
    VOIDS "{what}; void: {signatures}" "{what}；此前签署作废：{signatures}",
    SIGNED "{who} on {date} ({what})" "{who}于{date}（{what}）",
    WITHDRAWS "withdraws it" "撤回",
    SAYS "{what}, “{opinion}”" "{what}，“{opinion}”",
    CHANGED "{term} from {from} to {to}" "{term}由{from}变为{to}",
    NOTHING "nothing" "无",
    CUSTOMER "customer" "客户",
    TOTAL "amount" "合同额",
    YEARLY "estimated amount of a year" "预计年度合同额",
    AGREED_PRICE "agreed price" "约定价格",
    FLOOR_PRICE "settlement floor price" "结算底价",
    TEXT "contract text" "合同文本",
}

impl Phase {
    /// Where the case stands as people read it, such as "in progress, step 2" or 审批中，第2步.
    #[must_use]
    pub fn reading(self, language: Language) -> String {
        let sentence = match self {
            Self::Draft => DRAFT,
            Self::Submitted => SUBMITTED,
            Self::InProgress { step } => {
                return IN_PROGRESS.fill(language, &[("step", &step.to_string())]);
            }
            Self::Executable => EXECUTABLE,
            Self::Rejected => REJECTED,
            Self::Withdrawn => WITHDRAWN,
        };
        sentence.text(language).to_owned()
    }
}

/// A document as people read it; one of the user's own as it is written.
pub(crate) fn document(code: &str, language: Language) -> Cow<'_, str> {
    let document = DocumentKind::from_code(code).map(|kind| kind.reading(language));
    // The notices and reports of an incident are documents too.
    let step = || IncidentStep::from_code(code).map(|step| step.reading(language));
    document.or_else(step).unwrap_or_else(|| super::archive::document(code, language))
}

/// What a document lacks, as people read it: what must hold of it, or a field of the card.
pub(crate) fn lack(code: &str, language: Language) -> Cow<'_, str> {
    let test = DocumentTest::from_code(code).map(|test| test.reading(language));
    let field = || BasicField::from_code(code).map(|field| field.reading(language));
    let content = || NoticeContent::from_code(code).map(|content| content.reading(language));
    test.or_else(field).or_else(content).unwrap_or(Cow::Borrowed(code))
}

/// What a reason is about, as people read it: documents by their names, tiers by theirs.
pub(crate) fn about(code: ReasonCode, about: &str, language: Language) -> Cow<'_, str> {
    match code {
        ReasonCode::MissingDocuments
        | ReasonCode::ArrearsMismatch
        | ReasonCode::BusinessDisagrees
        | ReasonCode::IdentityDisagrees
        | ReasonCode::NoticeIncomplete => {
            let Some((of, lacks)) = about.split_once(": ") else { return document(about, language) };
            let lacks: Vec<_> = lacks.split(", ").map(|code| lack(code, language)).collect();
            let lacks = lacks.join(language.list_comma());
            Cow::Owned(format!("{}{}{lacks}", document(of, language), language.colon()))
        }
        // Which tables were not supplied, and for which document.
        ReasonCode::NotSupplied => match about.split_once(": ") {
            Some((tables, of)) => {
                Cow::Owned(format!("{tables}{}{}", language.colon(), document(of, language)))
            }
            None => Cow::Borrowed(about),
        },
        ReasonCode::TierByAmount | ReasonCode::TierNoAmount | ReasonCode::TierBelowFloor => {
            super::approval::tier(about, language)
        }
        ReasonCode::RetentionEnded
        | ReasonCode::PersonalForGood
        | ReasonCode::ConsentWithdrawn
        | ReasonCode::RetentionRunning
        | ReasonCode::KeptPermanently
        | ReasonCode::TriggerNotKnown
        | ReasonCode::OtherBasisNotKnown => match about.split_once(": ") {
            // Of a disposal: which record, then which class.
            Some((record, class)) => {
                let class = RetentionRules::class_reading(class, language);
                Cow::Owned(format!("{record}{}{class}", language.colon()))
            }
            None => RetentionRules::class_reading(about, language),
        },
        ReasonCode::StepNotRequired
        | ReasonCode::StepDone
        | ReasonCode::StepByItself
        | ReasonCode::NotWaivable
        | ReasonCode::WaiverUndocumented
        | ReasonCode::NoticeEmpty
        | ReasonCode::StepsOpen
        | ReasonCode::ScaleNotKnown
        | ReasonCode::LawNotKnown => document(about, language),
        _ => Cow::Borrowed(about),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_reason_is_about_reads_in_both_languages() {
        let read = |code, text| Language::ALL.map(|language| about(code, text, language).into_owned());
        assert_eq!(
            read(ReasonCode::MissingDocuments, "reconciliation_statement: customer_seal, signed_by_us"),
            [
                "reconciliation statement: the customer's official seal, our signature",
                "对账单：加盖客户公章、我方签字"
            ]
        );
        assert_eq!(
            read(ReasonCode::MissingDocuments, "basic_situation: legal_name"),
            ["basic situation: legal name", "客户基本情况：单位名称"]
        );
        assert_eq!(read(ReasonCode::TierByAmount, "tier_2"), ["tier 2", "第2档"]);
        assert_eq!(read(ReasonCode::TierByAmount, "大额"), ["大额", "大额"]);
        assert_eq!(read(ReasonCode::SamePerson, "sun"), ["sun", "sun"]);
    }

    #[test]
    fn every_phase_reads_in_both_languages() {
        let phase = Phase::InProgress { step: 2 };
        assert_eq!(
            Language::ALL.map(|language| phase.reading(language)),
            ["in progress, step 2", "审批中，第2步"]
        );
    }
}
