//! The roles of the shipped policies, as people read them: one table for all capabilities.

use std::borrow::Cow;

use super::{Label, Language, read_one};

pub(crate) const ROLES: &[Label] = &[
    Label::new("account_manager", "account manager", "客户经理"),
    Label::new("department_supervisor", "department supervisor", "部门主管"),
    Label::new("department_manager", "department manager", "部门经理"),
    Label::new("general_manager", "general manager", "总经理"),
    Label::new("branch_manager", "branch manager", "办事处经理"),
    Label::new("key_account_dept", "key account department", "大客户管理部"),
    Label::new("deputy_sales_director", "deputy sales director", "销售副总监"),
    Label::new("sales_director", "sales director", "销售总监"),
    Label::new("compliance", "compliance department", "合规部门"),
    Label::new("maintainer", "designated maintainer", "指定维护人员"),
    Label::new("filing_specialist", "filing specialist", "档案专员"),
    Label::new("staff", "other staff", "其他员工"),
    Label::new("backup_operator", "backup operator", "备份管理员"),
    Label::new("auditor", "auditor", "审计人员"),
    Label::new("outside", "anybody outside", "公司以外人员"),
    Label::new("witness", "another named witness", "其他监销人"),
];

/// A role in the language asked for; one of the user's own as it is written.
pub(crate) fn role(name: &str, language: Language) -> Cow<'_, str> {
    read_one(ROLES, name, language)
}
