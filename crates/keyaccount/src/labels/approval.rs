//! How roles, tiers, acts, documents and what they need read.

use std::borrow::Cow;

use super::{Label, Language, read_one};
use crate::book::Code;
use crate::policy::{
    Approval, ApprovalTier, BasicField, DocumentKind, DocumentTest, DocumentWhen, RequestKind, StepAct,
};

impl Approval {
    /// A role as people read it: those of the shipped policies in the language asked for, any other
    /// as it is written.
    #[must_use]
    pub fn role_reading(role: &str, language: Language) -> Cow<'_, str> {
        super::roles::role(role, language)
    }
}

impl ApprovalTier {
    /// The tier as people read it: `tier_2` is "tier 2" or 第2档, any other name stays as it is written.
    #[must_use]
    pub fn reading(&self, language: Language) -> Cow<'_, str> {
        tier(&self.name, language)
    }
}

/// A tier as people read it, by its name.
pub(crate) fn tier(name: &str, language: Language) -> Cow<'_, str> {
    read_one(TIERS, name, language)
}

macro_rules! readings {
    ($($name:ident $labels:ident $of:literal)+) => {$(
        impl $name {
            #[doc = $of]
            #[must_use]
            pub fn reading(self, language: Language) -> Cow<'static, str> {
                read_one($labels, self.code(), language)
            }
        }
    )+};
}

readings! {
    StepAct ACTS "The act as people read it, such as \"sign\" or 签署."
    DocumentKind DOCUMENTS "The document as people read it, such as \"business licence\" or 营业执照."
    DocumentWhen WHEN "When it is required as people read it, such as \"always\" or 一律提供."
    DocumentTest TESTS "What is needed as people read it, such as \"customer's official seal\" or 加盖客户公章."
    BasicField FIELDS "The field as people read it, such as \"legal name\" or 单位名称."
    RequestKind REQUESTS "What is asked for as people read it, such as \"key account contracts\" or 大客户合同."
}

const TIERS: &[Label] = &[Label::new("tier_{}", "tier {}", "第{}档")];

const ACTS: &[Label] = &[
    Label::new("sign", "sign", "签署"),
    Label::new("approve", "approve", "批准"),
    Label::new("file", "file", "备案"),
];

const DOCUMENTS: &[Label] = &[
    Label::new("application_form", "application form", "大客户申请表"),
    Label::new("draft_contract", "blank contract or draft", "空白合同文本或草稿"),
    Label::new("reconciliation_statement", "reconciliation statement", "对账单"),
    Label::new("basic_situation", "basic situation", "客户基本情况"),
    Label::new("business_licence", "business licence", "营业执照"),
    Label::new("tax_certificate", "tax registration certificate", "税务登记证"),
    Label::new("principal_contact", "contact details of the person in charge", "主要负责人的联系方式"),
    Label::new("past_business", "business already done", "已发生的业务"),
    Label::new("arrears_statement", "whether the customer owes us money", "是否欠我公司货款"),
    Label::new("branch_evaluation", "the branch's evaluation of the customer", "办事处对客户的评价"),
];

const WHEN: &[Label] = &[
    Label::new("always", "always", "一律提供"),
    Label::new("prior_business", "where business was done before", "已发生业务的须提供"),
    Label::new("not_individual", "unless the customer is an individual", "客户为个人的除外"),
];

const TESTS: &[Label] = &[
    Label::new("present", "the paper", "已提供"),
    Label::new(
        "present_or_uscc",
        "the paper, or a business licence with a valid unified social credit code",
        "已提供，或营业执照载有有效的统一社会信用代码",
    ),
    Label::new("signed_by_us", "our signature", "我方签字"),
    Label::new("signed_by_customer", "the customer's signature", "客户签字"),
    Label::new("customer_seal", "the customer's official seal", "加盖客户公章"),
    Label::new("not_expired", "not expired", "在有效期内"),
    Label::new("floor_price", "a settlement floor price above 0", "载明大于零的结算底价"),
    Label::new("fields", "the fields listed", "填写规定的项目"),
    Label::new("name", "the name", "姓名"),
    Label::new("phone", "the phone number", "电话"),
    Label::new(
        "amount_and_period",
        "the amount and the period, or that there was none",
        "金额和期间（没有的注明“无”）",
    ),
    Label::new("answer_and_amount", "yes or no, and with yes the amount", "是或否；是的，注明金额"),
    Label::new("agrees_with_ledger", "agreement with the open amount of the books", "与账面未收金额一致"),
    Label::new("text", "a text", "文字评价"),
    Label::new("level", "a level", "评价等级"),
];

const FIELDS: &[Label] = &[
    Label::new("legal_name", "legal name", "单位名称"),
    Label::new("kind", "kind of customer", "客户性质"),
    Label::new(
        "identification",
        "unified social credit code or identity reference",
        "统一社会信用代码或证件号",
    ),
    Label::new("address", "address", "地址"),
    Label::new("contact_name", "primary contact", "主要联系人"),
    Label::new("phone", "phone", "联系电话"),
    Label::new("industry", "industry", "行业"),
    Label::new("region", "region", "地区"),
    Label::new("owner", "who is in charge", "负责人员"),
    Label::new("opened_on", "date of opening", "建档日期"),
];

const REQUESTS: &[Label] = &[
    Label::new("key_account", "key account contracts", "大客户合同"),
    Label::new("vip", "listing as a VIP", "贵宾客户认定"),
    Label::new("archive_access", "use of customer files", "客户档案使用"),
    Label::new("gift", "gifts", "礼品赠送"),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::seed;

    #[test]
    fn every_code_and_shipped_name_reads_in_both_languages() {
        fn all<T: Code>(all: &[T], labels: &[Label], reading: impl Fn(T, Language) -> Cow<'static, str>) {
            assert_eq!(all.len(), labels.len());
            for language in Language::ALL {
                all.iter().for_each(|one| read(one.code(), &reading(*one, language), language));
            }
        }
        fn read(code: &str, reading: &str, language: Language) {
            assert!(!reading.contains('_') && !reading.is_empty(), "{code}: {reading}");
            let chinese = reading.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
            assert_eq!(chinese, language == Language::Chinese, "{code}: {reading}");
        }
        all(StepAct::ALL, ACTS, StepAct::reading);
        all(DocumentKind::ALL, DOCUMENTS, DocumentKind::reading);
        all(DocumentWhen::ALL, WHEN, DocumentWhen::reading);
        all(DocumentTest::ALL, TESTS, DocumentTest::reading);
        all(BasicField::ALL, FIELDS, BasicField::reading);
        all(RequestKind::ALL, REQUESTS, RequestKind::reading);
        let approval = seed::approval();
        for language in Language::ALL {
            approval
                .roles
                .iter()
                .for_each(|role| read(role, &Approval::role_reading(role, language), language));
            approval.tiers.iter().for_each(|tier| read(&tier.name, &tier.reading(language), language));
        }
        assert_eq!(approval.tiers[1].reading(Language::Chinese), "第2档");
        assert_eq!(Approval::role_reading("渠道经理", Language::English), "渠道经理");
    }
}
