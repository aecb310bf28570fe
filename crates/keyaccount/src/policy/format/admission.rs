//! `[admission]`

use super::composite::LITERAL;
use super::{AMOUNT, CLAUSE, GREATEST, MILLION, MONTHS, NAME, SCORE};
use crate::book::{Code, OfficialRank};
use crate::document::{Bound, Field, Kind, TableSpec};
use crate::policy::{AdmissionFact, KeyAccountPreset, VipProducts, VipRoute};

pub(super) static ADMISSION: TableSpec = TableSpec::of(&[
    Field::optional("key_account", Kind::Table(&KEY_ACCOUNT), "what makes a key account", "大客户的认定条件"),
    Field::optional("vip", Kind::Table(&VIP), "who may be a VIP customer", "贵宾客户的条件"),
]);

static KEY_ACCOUNT: TableSpec = TableSpec::of(&[
    CLAUSE,
    Field::optional(
        "when",
        Kind::OneOf(&[Kind::Table(&PRESET), Kind::Table(&TEST), Kind::Table(&ALL), Kind::Table(&ANY)]),
        "the definition: a preset, or conditions of your own",
        "认定条件",
    )
    .or("{ preset = \"contract_and_credit\" }"),
]);

/// Money above nothing.
const MONEY: Kind = Kind::Decimal { min: Bound::Above(0), max: GREATEST, places: 6 };

static PRESET: TableSpec = TableSpec::of(&[
    Field::required("preset", Kind::Choice(KeyAccountPreset::CODES), "a definition by its name", "预设定义"),
    Field::optional(
        "min_amount",
        MONEY,
        "the order amount of twelve months; 1000000",
        "近12个月下单金额下限",
    ),
    Field::optional(
        "min_share",
        Kind::Decimal { min: Bound::Above(0), max: 100 * MILLION, places: 2 },
        "the share of the order volume of all, in percent; 5",
        "下单占比下限(%)",
    ),
    Field::optional(
        "min_position",
        Kind::Decimal { min: Bound::From(MILLION), max: 5 * MILLION, places: 4 },
        "the rating of its place in the industry, 1 to 5; 4",
        "行业地位评分下限",
    ),
    Field::optional("min_prospect", SCORE, "the prospect score; 80", "潜力得分下限"),
    Field::optional("size", NAME, "the size that counts as large; large", "视为大型的规模"),
]);

static ALL: TableSpec =
    TableSpec::of(&[Field::required("all", Kind::List(&Kind::Table(&TEST)), "every test holds", "全部满足")]);

static ANY: TableSpec = TableSpec::of(&[Field::required(
    "any",
    Kind::List(&Kind::Table(&TEST)),
    "at least one test holds",
    "满足其一",
)]);

static TEST: TableSpec = TableSpec {
    of_sections: false,
    fields: &[
        Field::required(
            "fact",
            Kind::Choice(AdmissionFact::NAMES),
            "what is asked about the customer",
            "事实",
        ),
        Field::optional("at_least", AMOUNT, "not below", "不低于"),
        Field::optional("at_most", AMOUNT, "not above", "不高于"),
        Field::optional("above", AMOUNT, "strictly above", "高于"),
        Field::optional("below", AMOUNT, "strictly below", "低于"),
        Field::optional("is", LITERAL, "equal", "等于"),
        Field::optional("in", Kind::List(&LITERAL), "equal to one of these", "属于"),
    ],
    one_of: &[&["at_least", "at_most", "above", "below", "is", "in"]],
};

const ROUTES: Kind = Kind::List(&Kind::Choice(VipRoute::CODES));

static VIP: TableSpec = TableSpec::of(&[
    CLAUSE,
    Field::optional("apply_by", ROUTES, "what lets a customer apply; any one of them", "申请条件(满足其一)")
        .or("[\"single_order\", \"period\", \"official\"]"),
    Field::optional("renew_by", ROUTES, "what renews a listing; any one of them", "续期条件(满足其一)")
        .or("[\"single_order\", \"period\"]"),
    Field::optional(
        "within_months",
        MONTHS,
        "the months before the as-of day inside which the order or the period lies",
        "有效统计月数",
    )
    .or("12"),
    Field::optional("valid_months", MONTHS, "how many months a listing holds", "有效期(月)").or("12"),
    Field::optional("single_order", Kind::Table(&SINGLE_ORDER), "what one order comes to", "单笔订单")
        .or("{}"),
    Field::optional("period", Kind::Table(&PERIOD), "what the purchases of a period come to", "累计购买")
        .or("{}"),
    Field::optional("official", Kind::Table(&OFFICIAL), "public officials", "行政单位人员").or("{}"),
    Field::optional("approval", Kind::Table(&APPROVAL), "who lists a customer", "审批").or("{}"),
]);

const PRODUCTS: Field =
    Field::optional("products", Kind::Choice(VipProducts::CODES), "the lines that count", "计入的产品")
        .or("\"high_end\"");

static SINGLE_ORDER: TableSpec = TableSpec::of(&[
    Field::optional("at_least", MONEY, "the least amount, included", "最低金额(含)").or("10000"),
    PRODUCTS,
]);

static PERIOD: TableSpec = TableSpec::of(&[
    Field::optional("at_least", MONEY, "the least amount, included", "最低金额(含)").or("20000"),
    PRODUCTS,
    Field::optional(
        "window",
        Kind::OneOf(&[Kind::Choice(&["calendar_month"]), Kind::Integer { min: 1, max: 366 }]),
        "`calendar_month`, or a number of days in a row",
        "统计期(自然月，或连续天数)",
    )
    .or("\"calendar_month\""),
]);

static OFFICIAL: TableSpec = TableSpec::of(&[
    Field::optional(
        "from",
        Kind::Choice(OfficialRank::CODES),
        "the lowest rank that may apply",
        "最低级别(含)",
    )
    .or("\"deputy_division\""),
    Field::optional("sign_off", NAME, "the role whose sign-off a listing needs first", "合规签字角色")
        .or("\"compliance\""),
]);

static APPROVAL: TableSpec = TableSpec::of(&[
    Field::optional("self_applied", NAME, "who lists a customer that applied itself", "自行申请的批准人")
        .or("\"department_manager\""),
    Field::optional(
        "company_proposed",
        NAME,
        "who lists a customer the company proposes",
        "公司上报的批准人",
    )
    .or("\"sales_director\""),
]);
