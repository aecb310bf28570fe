//! `[archive]`

use super::composition::COMPOSITION;
use super::privacy::PRIVACY;
use super::watch::LOG;
use super::{CLAUSE, FREE, NAME};
use crate::book::Code;
use crate::document::{Field, Kind, TableSpec};
use crate::policy::AccessForm;

pub(super) static ARCHIVE: TableSpec = TableSpec::of(&[
    Field::optional(
        "access",
        Kind::Table(&ACCESS),
        "which role may do what with customer files; what is not said is denied",
        "客户档案使用权限（未列明的一律禁止）",
    ),
    Field::optional("log", Kind::Table(&LOG), "what the access log is searched for", "使用记录的检查"),
    Field::optional(
        "privacy",
        Kind::Table(&PRIVACY),
        "how what identifies a person is taken out",
        "去标识化与匿名化",
    ),
    Field::optional(
        "composition",
        Kind::Table(&COMPOSITION),
        "what a customer's file is made of, and how fresh it must be",
        "档案的组成与质量",
    ),
]);

static ACCESS: TableSpec = TableSpec::of(&[
    CLAUSE,
    Field::required("roles", NAMES, "the roles, in the order they are shown", "角色"),
    Field::optional("approver", NAME, "the role that approves access requests", "使用申请的批准人"),
    Field::optional(
        "second_approver",
        NAME,
        "the role that approves second, and decides on requests of the approver's own",
        "第二批准人（批准人本人的申请亦由其决定）",
    ),
    Field::optional(
        "nda",
        Kind::Bool,
        "whether a signed, unexpired non-disclosure agreement comes before everything",
        "是否须先签订保密协议（未签或已到期的一律禁止）",
    )
    .or("true"),
    Field::optional(
        "grant_days",
        // What is needed for longer than a year is a permission, not a grant.
        Kind::Integer { min: 1, max: 366 },
        "a grant ends at 24:00 of the day it was decided on and so many days",
        "批准后的使用天数（含末日）",
    )
    .or("7"),
    Field::optional(
        "unit_roles",
        NAMES,
        "those allowed in their own department only; elsewhere they need approval",
        "权限限于本部门的角色（其他部门的须经批准）",
    )
    .or("[]"),
    Field::optional(
        "paper_only",
        NAMES,
        "those that see nothing but paper extracts of the listed fields",
        "只能使用纸质摘录的角色",
    )
    .or("[]"),
    Field::optional("fields", NAMES, "the fields that may be granted; any if absent", "可以批准使用的内容"),
    Field::optional(
        "forms",
        Kind::List(&Kind::Choice(AccessForm::CODES)),
        "the forms that may be granted",
        "可以批准的使用形式",
    )
    .or("[\"paper\", \"electronic\"]"),
    Field::optional(
        "levels",
        Kind::List(&Kind::Table(&LEVEL)),
        "levels of confidentiality, the least first; company grades, not those of State secrets",
        "公司密级（由低到高，非国家秘密密级）",
    )
    .or("[]"),
    Field::required(
        "permissions",
        Kind::Table(&PERMISSIONS),
        "who may perform each action; every action is listed",
        "各项操作的权限（须逐项列明）",
    ),
]);

static LEVEL: TableSpec = TableSpec::of(&[
    Field::required("name", NAME, "the level's name", "密级代号"),
    Field::optional("title", FREE, "what it is called", "密级名称"),
    CLAUSE,
    Field::optional("grades", NAMES, "the final grades whose customers have it", "适用的客户等级").or("[]"),
    Field::optional(
        "unrated",
        Kind::Bool,
        "whether customers without a grade have it",
        "是否适用于未评级客户",
    )
    .or("false"),
    Field::optional(
        "key_accounts",
        Kind::Bool,
        "whether key accounts have it, whatever their grade",
        "是否适用于大客户",
    )
    .or("false"),
    Field::optional(
        "two_approvals",
        Kind::Bool,
        "whether what needs an approval needs two",
        "须经批准的是否改为两级批准",
    )
    .or("false"),
]);

static PERMISSIONS: TableSpec = TableSpec::of(&[
    action("submit_change", "hand in a new customer or a change", "提交新客户或变更内容"),
    action("enter_basic_info", "fill in the basic information card of a draft", "填写基本信息卡（建档期间）"),
    action(
        "enter_dynamic_info",
        "add what has become known, without changing anything",
        "补充动态信息（只增不改）",
    ),
    action("maintain", "edit a filed archive", "维护已归档的档案"),
    action("file_papers", "put papers on file", "纸质资料归档"),
    action("search", "look for customers in the whole base", "在客户群中查找客户"),
    action("view_electronic", "open the electronic file", "查阅电子档案"),
    action("view_paper_extract", "use a paper extract of listed fields", "使用纸质摘录"),
    action("export", "export or copy data", "导出、复制数据"),
    action(
        "disclose_external",
        "hand anything to anybody outside: `deny = \"all\"`",
        "向公司以外的任何人提供（一律禁止）",
    ),
    action("backup", "make a backup", "备份"),
    action("restore", "put a backup back", "恢复备份"),
    action("grant_access", "decide on access requests", "审批使用申请"),
    action("audit", "audit the files and read the access log", "审计及查看使用记录"),
    action("anonymise", "remove what identifies a person", "匿名化处理"),
    action("dispose", "destroy files whose retention has ended", "销毁保管期满的档案"),
    action("set_confidentiality", "set a file's level of confidentiality", "确定密级"),
]);

/// An action. Not a plain table, so that a policy that `extends` another replaces who may perform the
/// action as a whole: a role left in one list by oversight would keep a permission nobody sees.
const fn action(key: &'static str, en: &'static str, zh: &'static str) -> Field {
    Field::optional(key, Kind::OneOf(WHOLE), en, zh)
}

const WHOLE: &[Kind] = &[Kind::Table(&ACTION)];

static ACTION: TableSpec = TableSpec::of(&[
    CLAUSE,
    Field::optional("allow", NAMES, "roles that may", "允许的角色"),
    Field::optional(
        "own",
        NAMES,
        "roles that may for the customers in their charge",
        "仅限本人负责客户的角色",
    ),
    Field::optional("approval", NAMES, "roles that need an approved access request", "须经批准的角色"),
    Field::optional(
        "two_approvals",
        NAMES,
        "roles that need the second approver's approval too",
        "须经两级批准的角色",
    ),
    Field::optional("deny", Kind::Choice(&["all"]), "`all`: nobody may, and that is meant", "一律禁止"),
]);

const NAMES: Kind = Kind::List(&NAME);
