//! How the parts of customer files, the fields of the visitor register and the treatments of columns read.

use std::borrow::Cow;

use super::{Label, Language, read_one};
use crate::book::Code;
use crate::policy::{ArchivePart, RegisterField, Treatment};

impl ArchivePart {
    /// The part as people read it, such as "basic information card" or 客户基本信息卡.
    #[must_use]
    pub fn reading(self, language: Language) -> Cow<'static, str> {
        read_one(PARTS, self.code(), language)
    }
}

impl RegisterField {
    /// The field as people read it, such as "purchase intent" or 购买意向.
    #[must_use]
    pub fn reading(self, language: Language) -> Cow<'static, str> {
        read_one(REGISTER, self.code(), language)
    }
}

impl Treatment {
    /// What is left of a cell, as people read it, such as "the year" or 仅保留年份.
    #[must_use]
    pub fn reading(self, language: Language) -> Cow<'static, str> {
        read_one(TREATMENTS, self.code(), language)
    }
}

const PARTS: &[Label] = &[
    Label::new("basic_card", "basic information card", "客户基本信息卡"),
    Label::new("assessment_report", "consumption assessment report", "消费评估报告"),
    Label::new("supply_contract", "supply contract", "供货合同"),
    Label::new("sales_report", "sales statistics report", "销售统计报表"),
    Label::new("relationship_network", "relationship network", "关系网络"),
];

const REGISTER: &[Label] = &[
    Label::new("name", "name", "姓名"),
    Label::new("visit_date", "day of the visit", "拜访日期"),
    Label::new("phone", "phone", "联系电话"),
    Label::new("appearance", "appearance", "外貌特征"),
    Label::new("work_unit", "work unit", "工作单位"),
    Label::new("home_address", "home address", "家庭住址"),
    Label::new("purchase_intent", "purchase intent", "购买意向"),
    Label::new("visit_notes", "notes on the visit", "拜访情况"),
];

const TREATMENTS: &[Label] = &[
    Label::new("remove", "removed", "删除"),
    Label::new("keep", "kept", "保留"),
    Label::new("group", "kept, and grouped by", "保留，并作为分组特征"),
    Label::new("pseudonym", "a pseudonym of the id", "以编号的假名代替"),
    Label::new(
        "pseudonym_of_subject",
        "a pseudonym made from the id of whom it belongs to",
        "以所属人编号生成的假名代替",
    ),
    Label::new("phone", "the first three digits and the last four", "保留前三位和后四位"),
    Label::new("area_code", "the first six digits", "保留前六位"),
    Label::new("email", "the first character and the domain", "保留首字符和域名"),
    Label::new("city", "the city", "保留至城市"),
    Label::new("province", "the province", "保留至省份"),
    Label::new("year", "the year", "保留年份"),
    Label::new("birth_band", "the band of years", "保留年份段"),
    Label::new("amount_band", "the band of amounts", "保留金额段"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_reads_in_both_languages() {
        let read = |codes: &[&str], labels: &[Label]| {
            assert_eq!(codes.len(), labels.len());
            for (code, label) in codes.iter().zip(labels) {
                assert_eq!(*code, label.code);
                assert!(
                    label.english.is_ascii() && !label.chinese.is_ascii() && !label.english.contains('_')
                );
            }
        };
        read(ArchivePart::CODES, PARTS);
        read(RegisterField::CODES, REGISTER);
        read(Treatment::CODES, TREATMENTS);
    }
}
