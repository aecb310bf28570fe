//! `[approval]`

use super::{AMOUNT_FROM_ZERO, CLAUSE, DAYS_OF_A_WINDOW, NAME};
use crate::book::Code;
use crate::document::{Field, Kind, Names, TableSpec};
use crate::policy::{
    BasicField, Boundary, DocumentKind, DocumentTest, DocumentWhen, Redelegation, RequestKind, StepAct,
};

pub(super) static APPROVAL: TableSpec = TableSpec::of(&[
    CLAUSE,
    Field::required("roles", NAMES, "the roles that act, in the order they are shown", "角色"),
    Field::optional(
        "unit_roles",
        NAMES,
        "those that act only for the unit in which they are held",
        "仅限本单位的角色",
    )
    .or("[]"),
    Field::optional(
        "shared_roles",
        NAMES,
        "those that several persons hold at a time, as in a department; every other is held by one",
        "可由多人担任的角色（其余各由一人担任）",
    )
    .or("[]"),
    Field::optional(
        "boundary",
        Kind::Choice(Boundary::CODES),
        "where an amount belongs that is the edge of two tiers: the higher one, the lower one, or neither",
        "金额恰为两档界限时的归属",
    )
    .or("\"higher\""),
    Field::optional(
        "no_amount",
        Kind::OneOf(&[Kind::Choice(&["refuse"]), Kind::Table(&TIER_NAMED)]),
        "a contract without any amount: `refuse`, or the tier it belongs to",
        "合同没有金额时：拒绝，或适用的档次",
    )
    .or("\"refuse\""),
    Field::optional(
        "below_floor_price",
        Kind::OneOf(&[Kind::Choice(&["by_amount", "refuse"]), Kind::Table(&TIER_NAMED)]),
        "a price below the settlement floor price: `by_amount`, `refuse`, or the least tier it needs",
        "低于结算底价时：按金额、拒绝，或至少适用的档次",
    )
    .or("\"by_amount\""),
    Field::optional(
        "split_window_days",
        Kind::OneOf(&[Kind::Choice(&["never"]), DAYS_OF_A_WINDOW]),
        "contracts of so many days before count when a split is suspected, which is a warning only; or `never`",
        "拆分合同的核查天数（仅作提示）；`never` 为不核查",
    )
    .or("\"never\""),
    Field::optional(
        "segregation",
        Kind::Bool,
        "whether no person may take part in two deciding acts of one request",
        "同一人是否不得办理同一申请的两个决定步骤",
    )
    .or("true"),
    Field::required(
        "tiers",
        Kind::List(&Kind::Table(&TIER)),
        "ranges of the amount by rising amount, without gaps, each with its steps",
        "审批档次（金额由低到高，首尾相接）",
    ),
    Field::optional(
        "documents",
        Kind::Map { keys: Names::Known(DocumentKind::CODES), values: &Kind::Table(&DOCUMENT) },
        "what must be there when a contract is submitted; what is not listed is not required",
        "申请资料（未列明的不要求）",
    )
    .or("{}"),
    Field::optional(
        "delegation",
        Kind::Table(&DELEGATION),
        "when somebody may act in another's place; nobody may if absent",
        "授权代办（未规定的不得代办）",
    ),
]);

static TIER_NAMED: TableSpec =
    TableSpec::of(&[Field::required("tier", NAME, "the name of a tier", "档次名称")]);

static TIER: TableSpec = TableSpec::of(&[
    Field::required("name", NAME, "the tier's name", "档次名称"),
    CLAUSE,
    Field::required(
        "from",
        AMOUNT_FROM_ZERO,
        "where it begins: 0 for the first tier, where the one before ends for any other",
        "起点（首档为0，其余为上一档的终点）",
    ),
    Field::optional(
        "to",
        AMOUNT_FROM_ZERO,
        "where it ends; absent in the last tier, which has no end",
        "终点（末档不设终点）",
    ),
    Field::required(
        "steps",
        Kind::List(&Kind::Table(&STEP)),
        "the steps, in strict order",
        "办理步骤（按顺序）",
    ),
]);

static STEP: TableSpec = TableSpec::of(&[
    Field::required(
        "act",
        Kind::Choice(StepAct::CODES),
        "`sign` and `approve` decide, `file` puts on record",
        "签署、批准（均为决定），或备案",
    ),
    Field::required("role", NAME, "the role that does it", "角色"),
    CLAUSE,
]);

static DOCUMENT: TableSpec = TableSpec::of(&[
    CLAUSE,
    Field::required("when", Kind::Choice(DocumentWhen::CODES), "when it is required", "何时须提供"),
    Field::required("needs", TESTS, "what makes it complete", "完备的条件"),
    Field::optional("warns", TESTS, "what is only warned of when it does not hold", "不符时仅作提示的事项")
        .or("[]"),
    Field::optional(
        "fields",
        Kind::List(&Kind::Choice(BasicField::CODES)),
        "of the test `fields`: those that must be filled",
        "须填写的项目",
    )
    .or("[]"),
]);

static DELEGATION: TableSpec = TableSpec::of(&[
    CLAUSE,
    Field::optional(
        "max_days",
        // What outlasts a year is an office, nobody's absence.
        Kind::Integer { min: 1, max: 366 },
        "the most days a delegation may hold after its first",
        "授权最长天数",
    )
    .or("90"),
    Field::optional(
        "written",
        Kind::Bool,
        "whether it must name the paper that grants it",
        "是否须有书面授权文件",
    )
    .or("true"),
    Field::optional(
        "redelegation",
        Kind::Choice(Redelegation::CODES),
        "whether a delegate may pass it on: `never`",
        "能否转授权（一律不得）",
    )
    .or("\"never\""),
    Field::required(
        "scopes",
        Kind::List(&Kind::Choice(RequestKind::CODES)),
        "what may be delegated at all",
        "可授权的事项",
    ),
]);

const NAMES: Kind = Kind::List(&NAME);

const TESTS: Kind = Kind::List(&Kind::Choice(DocumentTest::CODES));
