//! How roles, actions and permissions of `[archive.access]` read.

use std::borrow::Cow;

use super::sentences::sentences;
use super::{Label, Language, read_one};
use crate::book::Code;
use crate::policy::{AccessForm, AccessRules, ArchiveAction, Permission};

sentences! {
    // Where a request stands.
    REQUESTED "requested" "已申请",
    APPROVED_ONCE "approved once" "已一级批准",
    APPROVED "approved" "已批准",
    GRANTED "granted" "已发放",
    EXPIRED "expired" "已到期",
    REVOKED "revoked" "已撤销",
    REFUSED "refused" "已驳回",
    WITHDRAWN "withdrawn" "已撤回",
    // What happened to it.
    ASKS
        "asks to {action}, {customers}, fields {fields}, {form}; purpose “{purpose}”"
        "申请{action}：{customers}，内容{fields}，{form}；用途“{purpose}”",
    WHOLE_BASE "the whole base" "全部客户",
    APPROVES "approves as {role}" "以{role}身份批准",
    APPROVES_SECOND "approves second as {role}" "以{role}身份作第二级批准",
    REFUSES "refuses as {role}" "以{role}身份驳回",
    GIVES_UP "gives it up" "撤回申请",
    GRANTS "hands out grant {grant}, through {last}" "发放{grant}，有效至{last}",
    USES "uses it: {customer}, fields {fields}, {form}" "使用：{customer}，内容{fields}，{form}",
    ENDS "the grant has ended" "使用期满",
    REVOKES "takes it back as {role}" "以{role}身份撤销",
}

impl ArchiveAction {
    /// The action as people read it, such as "search the whole base" or 在客户群中查找客户.
    #[must_use]
    pub fn reading(self, language: Language) -> Cow<'static, str> {
        read_one(ACTIONS, self.code(), language)
    }
}

impl Permission {
    /// The permission as people read it, such as "needs approval" or 须经批准.
    #[must_use]
    pub fn reading(self, language: Language) -> Cow<'static, str> {
        read_one(PERMISSIONS, self.code(), language)
    }
}

impl AccessForm {
    /// The form as people read it: "on paper" or 纸质.
    #[must_use]
    pub fn reading(self, language: Language) -> Cow<'static, str> {
        read_one(FORMS, self.code(), language)
    }
}

/// A field of the shipped policies as people read it, any other as it is written.
pub(crate) fn field_reading(field: &str, language: Language) -> Cow<'_, str> {
    read_one(FIELDS, field, language)
}

/// A document of access as people read it, any other as it is written.
pub(crate) fn document(code: &str, language: Language) -> Cow<'_, str> {
    read_one(DOCUMENTS, code, language)
}

/// What a reason of access is about, or a value it speaks of: a role, an action, a form or a status.
pub(crate) fn of_access(text: &str, language: Language) -> Cow<'_, str> {
    let tables = [super::roles::ROLES, ACTIONS, FORMS, STATUSES];
    let label = tables.into_iter().flatten().find(|label| label.code == text);
    label.map_or(Cow::Borrowed(text), |label| Cow::Borrowed(label.reading(language)))
}

/// Fields one after the other.
pub(crate) fn fields(fields: &str, language: Language) -> String {
    let fields: Vec<_> = fields.split(", ").map(|field| field_reading(field, language)).collect();
    fields.join(language.list_comma())
}

impl AccessRules {
    /// A role as people read it: those of the shipped policies in the language asked for, any other
    /// as it is written.
    #[must_use]
    pub fn role_reading(role: &str, language: Language) -> Cow<'_, str> {
        super::roles::role(role, language)
    }
}

const ACTIONS: &[Label] = &[
    Label::new("submit_change", "submit a new customer or a change", "提交新客户或变更内容"),
    Label::new("enter_basic_info", "enter basic information (drafts)", "填写基本信息（建档期间）"),
    Label::new("enter_dynamic_info", "add dynamic information", "补充动态信息"),
    Label::new("maintain", "edit filed archives", "维护已归档的档案"),
    Label::new("file_papers", "file papers", "纸质资料归档"),
    Label::new("search", "search the whole base", "在客户群中查找客户"),
    Label::new("view_electronic", "view electronic files", "查阅电子档案"),
    Label::new("view_paper_extract", "use paper extracts", "使用纸质摘录"),
    Label::new("export", "export or copy", "导出、复制"),
    Label::new("disclose_external", "disclose to anybody outside", "向公司以外的任何人提供"),
    Label::new("backup", "back up", "备份"),
    Label::new("restore", "restore a backup", "恢复备份"),
    Label::new("grant_access", "decide on access requests", "审批使用申请"),
    Label::new("audit", "audit, read the access log", "审计、查看使用记录"),
    Label::new("anonymise", "anonymise", "匿名化处理"),
    Label::new("dispose", "destroy after retention", "销毁保管期满的档案"),
    Label::new("set_confidentiality", "set confidentiality", "确定密级"),
];

const DOCUMENTS: &[Label] = &[Label::new("nda", "a signed non-disclosure agreement", "已签订的保密协议")];

const STATUSES: &[Label] = &[
    Label::new("draft", "draft", "建档中"),
    Label::new("filed", "filed", "已归档"),
    Label::new("frozen", "frozen", "已冻结"),
    Label::new("disposed", "disposed of", "已销毁"),
];

const FORMS: &[Label] =
    &[Label::new("paper", "on paper", "纸质"), Label::new("electronic", "electronic", "电子")];

const FIELDS: &[Label] = &[
    Label::new("name", "name", "单位名称"),
    Label::new("kind", "kind of customer", "客户性质"),
    Label::new("uscc", "unified social credit code", "统一社会信用代码"),
    Label::new("address", "address", "地址"),
    Label::new("contact", "contact", "联系人"),
    Label::new("phone", "phone", "联系电话"),
    Label::new("email", "e-mail", "电子邮箱"),
    Label::new("birthday", "birthday", "生日"),
    Label::new("industry", "industry", "行业"),
    Label::new("region", "region", "地区"),
    Label::new("owner", "who is in charge", "负责人员"),
    Label::new("preferences", "preferences", "需求与偏好"),
    Label::new("relationships", "relationships", "关系网络"),
    Label::new("price", "prices", "价格"),
    Label::new("orders", "orders", "订单"),
    Label::new("sales", "sales", "销售统计"),
    Label::new("credit", "credit", "信用状况"),
    Label::new("grade", "grade", "客户等级"),
    Label::new("contracts", "contracts", "合同"),
    Label::new("notes", "notes", "备注"),
];

const PERMISSIONS: &[Label] = &[
    Label::new("allow", "allowed", "允许"),
    Label::new("own", "own customers only", "仅限本人负责的客户"),
    Label::new("approval", "needs approval", "须经批准"),
    Label::new("two_approvals", "needs two approvals", "须经两级批准"),
    Label::new("deny", "denied", "禁止"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_action_permission_and_shipped_role_reads_in_both_languages() {
        for language in Language::ALL {
            let read = |code: &str, reading: &str| {
                assert!(!reading.contains('_') && !reading.is_empty(), "{code}: {reading}");
                assert_eq!(reading.is_ascii(), language == Language::English, "{code}: {reading}");
            };
            for action in ArchiveAction::ALL {
                read(action.code(), &action.reading(language));
            }
            for permission in Permission::ALL {
                read(permission.code(), &permission.reading(language));
            }
        }
        assert_eq!(ACTIONS.len(), ArchiveAction::ALL.len());
        assert_eq!(PERMISSIONS.len(), Permission::ALL.len());
        assert_eq!(AccessRules::role_reading("渠道经理", Language::English), "渠道经理");
    }
}
