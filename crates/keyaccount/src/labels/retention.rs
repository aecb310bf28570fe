//! How classes of records, their triggers and what becomes of them read.

use std::borrow::Cow;

use super::{Label, Language, read_one};
use crate::book::Code;
use crate::policy::{Disposition, RetentionKind, RetentionRules, RetentionTrigger};

impl RetentionRules {
    /// A class of records as people read it: those of the shipped policies in the language asked for, any
    /// other as it is written.
    #[must_use]
    pub fn class_reading(class: &str, language: Language) -> Cow<'_, str> {
        read_one(CLASSES, class, language)
    }
}

impl RetentionTrigger {
    /// From when a period counts as people read it, such as "end of the contract" or 合同终止.
    #[must_use]
    pub fn reading(self, language: Language) -> Cow<'static, str> {
        read_one(TRIGGERS, self.code(), language)
    }
}

impl RetentionKind {
    /// Whether a period is the longest as people read it.
    #[must_use]
    pub fn reading(self, language: Language) -> Cow<'static, str> {
        read_one(KINDS, self.code(), language)
    }
}

impl Disposition {
    /// What becomes of records as people read it, such as "delete" or 删除.
    #[must_use]
    pub fn reading(self, language: Language) -> Cow<'static, str> {
        read_one(DISPOSITIONS, self.code(), language)
    }
}

const CLASSES: &[Label] = &[
    Label::new("accounting_vouchers", "accounting vouchers and invoices", "会计凭证、发票及作为凭证的对账单"),
    Label::new(
        "bank_statements",
        "bank reconciliations and periodic statements",
        "银行对账单及月度、季度报表",
    ),
    Label::new("contracts", "contracts, approvals and delegations", "合同、审批及授权文件"),
    Label::new("online_transactions", "online transaction records", "电子商务交易记录"),
    Label::new("customer_card", "cards of customers dealt with", "往来客户信息卡"),
    Label::new("prospects", "prospects never converted", "未成交的潜在客户资料"),
    Label::new("contact_logs", "contact, visit, phone and message logs", "联系、拜访、电话及短信记录"),
    Label::new("consent_evidence", "evidence of consent and opt-out", "同意及退订的证明"),
    Label::new("complaints", "complaints and identified surveys", "投诉及实名调查"),
    Label::new("gift_ledger", "gift ledger", "礼品台账"),
    Label::new("access_logs", "access and audit logs", "使用及审计记录"),
    Label::new("impact_assessments", "impact assessments", "个人信息保护影响评估"),
    Label::new("disposal_lists", "disposal lists", "销毁清册"),
];

const TRIGGERS: &[Label] = &[
    Label::new("year_end", "end of the year", "会计年度终了"),
    Label::new("contract_end", "end of the contract", "合同终止"),
    Label::new("transaction_completed", "completion of the transaction", "交易完成"),
    Label::new("relation_ended", "end of the relation", "往来终止"),
    Label::new("last_contact", "last contact", "最后一次联系"),
    Label::new("event", "the event", "事项发生"),
    Label::new("withdrawal_or_last_message", "withdrawal or last message", "撤回同意或最后一次发送"),
    Label::new("closed", "closing of the matter", "事项办结"),
    Label::new("completed", "completion of the work", "工作完成"),
    Label::new("none", "nothing", "不适用"),
];

const KINDS: &[Label] =
    &[Label::new("fixed", "fixed", "固定期限"), Label::new("minimum", "at least", "最低期限")];

const DISPOSITIONS: &[Label] =
    &[Label::new("delete", "delete", "删除"), Label::new("anonymise", "anonymise", "匿名化")];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::Policy;

    #[test]
    fn every_code_and_shipped_class_reads_in_both_languages() {
        let policy = Policy::shipped("standard").unwrap();
        let rules = policy.archive().retention.as_ref().unwrap();
        for language in Language::ALL {
            let read = |code: &str, reading: &str| {
                assert!(!reading.contains('_') && !reading.is_empty(), "{code}: {reading}");
                assert_eq!(reading.is_ascii(), language == Language::English, "{code}: {reading}");
            };
            rules
                .classes
                .iter()
                .for_each(|c| read(&c.name, &RetentionRules::class_reading(&c.name, language)));
            RetentionTrigger::ALL.iter().for_each(|t| read(t.code(), &t.reading(language)));
            RetentionKind::ALL.iter().for_each(|kind| read(kind.code(), &kind.reading(language)));
            Disposition::ALL.iter().for_each(|then| read(then.code(), &then.reading(language)));
        }
        assert_eq!(CLASSES.len(), rules.classes.len());
        assert_eq!(RetentionRules::class_reading("设计图纸", Language::English), "设计图纸");
    }
}
