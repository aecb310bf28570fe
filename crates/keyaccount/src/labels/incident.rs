//! How the steps of a leak response, its levels and the contents of notices read.

use std::borrow::Cow;

use super::{Label, Language, read_one};
use crate::book::Code;
use crate::policy::{ClockStart, IncidentRules, IncidentStep, Jurisdiction, NoticeContent, OperatorKind};

impl IncidentRules {
    /// A level as people read it: those of the shipped policies in the language asked for, any other as it
    /// is written.
    #[must_use]
    pub fn level_reading(level: &str, language: Language) -> Cow<'_, str> {
        read_one(LEVELS, level, language)
    }
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
    IncidentStep STEPS "The step as people read it, such as \"internal report\" or 内部上报."
    ClockStart STARTS "From when a clock runs as people read it."
    Jurisdiction PLACES "The place as people read it."
    NoticeContent CONTENTS "What a notice says as people read it."
    OperatorKind OPERATORS "What is operated as people read it."
}

const LEVELS: &[Label] = &[
    Label::new("larger", "larger", "较大"),
    Label::new("serious", "serious", "重大"),
    Label::new("particularly_serious", "particularly serious", "特别重大"),
];

const STEPS: &[Label] = &[
    Label::new("report", "internal report", "内部上报"),
    Label::new("contain", "containment", "控制（冻结账户、收回权限、保全日志）"),
    Label::new("assess", "assessment", "评估"),
    Label::new("notify_authority_cn", "notice to the authority in China", "向中国主管部门报告"),
    Label::new("notify_authority_eu", "notice to the authority in the EU", "向欧盟监管机构报告"),
    Label::new("notify_customers", "notice to the customers affected", "通知受影响的客户"),
    Label::new("close", "remedy, review and closing", "补救、复盘并结案"),
];

const STARTS: &[Label] =
    &[Label::new("detected", "detection", "发现"), Label::new("aware", "awareness", "知悉")];

const PLACES: &[Label] = &[Label::new("CN", "China", "中国"), Label::new("EU", "the EU", "欧盟")];

const CONTENTS: &[Label] = &[
    Label::new("data_types", "kinds of data", "信息种类"),
    Label::new("cause", "cause", "原因"),
    Label::new("harm", "possible harm", "可能造成的危害"),
    Label::new("measures", "measures taken", "已采取的补救措施"),
    Label::new("self_help", "what those affected can do", "个人可以采取的减轻危害的措施"),
    Label::new("contact", "contact", "联系方式"),
    Label::new("numbers", "numbers of persons and records", "人数和记录数"),
    Label::new("dpo", "data protection officer", "数据保护官"),
];

const OPERATORS: &[Label] = &[
    Label::new("ordinary", "ordinary operator", "一般网络运营者"),
    Label::new("critical_infrastructure", "operator of critical infrastructure", "关键信息基础设施运营者"),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::Policy;

    #[test]
    fn every_code_and_shipped_level_reads_in_both_languages() {
        let policy = Policy::shipped("standard").unwrap();
        let levels = &policy.archive().incident.as_ref().unwrap().levels;
        for language in Language::ALL {
            let read = |code: &str, reading: &str| {
                assert!(!reading.contains('_') && !reading.is_empty(), "{code}: {reading}");
                assert_eq!(reading.is_ascii(), language == Language::English, "{code}: {reading}");
            };
            levels.iter().for_each(|l| read(&l.name, &IncidentRules::level_reading(&l.name, language)));
            IncidentStep::ALL.iter().for_each(|step| read(step.code(), &step.reading(language)));
            ClockStart::ALL.iter().for_each(|start| read(start.code(), &start.reading(language)));
            Jurisdiction::ALL.iter().for_each(|place| read(place.code(), &place.reading(language)));
            NoticeContent::ALL.iter().for_each(|content| read(content.code(), &content.reading(language)));
            OperatorKind::ALL.iter().for_each(|kind| read(kind.code(), &kind.reading(language)));
        }
        assert_eq!(LEVELS.len(), levels.len());
        assert_eq!(IncidentRules::level_reading("一级", Language::English), "一级");
    }
}
