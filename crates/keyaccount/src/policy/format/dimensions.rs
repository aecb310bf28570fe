//! `[volume]`, `[profit]`, `[prospect]`, `[value_class]`, `[behaviour]`, `[review]`

use super::{AMOUNT, CLAUSE, MILLION, MONTHS, NAME, SCORE, SHARE};
use crate::book::Code;
use crate::document::{Bound, Field, Kind, Names, TableSpec, TextForm};
use crate::policy::{Axis, Criterion, ValueBasis, VolumeBasis};

pub(super) static VOLUME: TableSpec = TableSpec::of(&[
    CLAUSE,
    Field::optional("basis", Kind::Choice(VolumeBasis::CODES), "what is added up", "统计口径")
        .or("\"amount\""),
    Field::optional("window_years", Kind::Integer { min: 1, max: 2 }, "1 or 2 years", "统计年数").or("1"),
    SCORE_RULE,
    Field::optional(
        "rank_within",
        Kind::Choice(Axis::CODES),
        "rank only against customers that share this attribute",
        "分组排名",
    ),
]);

pub(super) static PROFIT: TableSpec = TableSpec::of(&[
    CLAUSE,
    Field::optional("window_months", MONTHS, "months of the window", "统计月数").or("12"),
    SCORE_RULE,
    Field::optional(
        "fallback_margin",
        Kind::Decimal { min: Bound::From(0), max: MILLION, places: 6 },
        "the margin rate of lines without cost data; without it such a customer is unrated",
        "缺少成本时的毛利率",
    ),
    Field::optional(
        "min_costed_share",
        SHARE,
        "the least share of turnover whose lines must have cost data (1 = every line)",
        "有成本数据的最低金额占比",
    )
    .or("1"),
]);

const SCORE_RULE: Field =
    Field::optional("score", Kind::OneOf(SCORE_RULES), "how the measured value becomes a score", "评分方法")
        .or("\"rank\"");

const SCORE_RULES: &[Kind] = &[Kind::Choice(&["rank", "max_ratio"]), Kind::Table(&SCORE_BANDS)];

static SCORE_BANDS: TableSpec = TableSpec::of(&[Field::required(
    "bands",
    Kind::List(&Kind::Table(&TableSpec::of(&[
        Field::required("at_least", AMOUNT, "the least value, included", "最低值(含)"),
        Field::required("score", SCORE, "the score it earns", "得分"),
        CLAUSE,
    ]))),
    "bands of the value, highest first; below the last the score is 0",
    "分档",
)]);

pub(super) static PROSPECT: TableSpec = TableSpec::of(&[
    CLAUSE,
    Field::optional(
        "new_customer_months",
        Kind::Integer { min: 0, max: 1_200 },
        "a customer whose first trade is less than this many months old is new",
        "新客户期限(月)",
    )
    .or("3"),
    Field::optional(
        "criteria",
        Kind::Map { keys: Names::Known(Criterion::CODES), values: &SHARE },
        "the weights of the criteria, which sum to 1",
        "考察指标权重",
    )
    .or("{ scale = 0.20, financial_strength = 0.20, industry_position = 0.15, growth_potential = 0.25, need_fit = 0.10, competition_cost = 0.10 }"),
    Field::optional("min_weight", SHARE, "the least weight of rated criteria", "已评指标最低权重").or("0.6"),
    Field::optional("valid_months", MONTHS, "months an assessment stays valid", "考察有效期(月)").or("6"),
]);

pub(super) static VALUE_CLASS: TableSpec = TableSpec::of(&[
    CLAUSE,
    Field::optional("basis", Kind::Choice(ValueBasis::CODES), "what value means", "价值口径").or("\"profit\""),
    Field::optional(
        "classes",
        Kind::List(&Kind::Table(&CLASS)),
        "the classes, best first; the last takes everybody else",
        "价值类别",
    )
    .or("[{ name = \"high\", before_below = 80 }, { name = \"medium\", before_below = 95 }, { name = \"low\" }]"),
]);

static CLASS: TableSpec = TableSpec::of(&[
    Field::required("name", NAME, "the class's name", "类别名称"),
    Field::optional(
        "before_below",
        Kind::Decimal { min: Bound::Above(0), max: 100 * MILLION, places: 6 },
        "the share of all value, in percent, held by customers with strictly more is below this",
        "此前累计占比低于(%)",
    ),
    CLAUSE,
]);

pub(super) static BEHAVIOUR: TableSpec = TableSpec::of(&[
    CLAUSE,
    Field::optional("window_months", MONTHS, "months of the window", "统计月数").or("24"),
    Field::optional(
        "new_deal_days",
        Kind::Integer { min: 0, max: 36_500 },
        "a customer without contract and order created at most this many days ago is new",
        "新客户天数",
    )
    .or("7"),
]);

pub(super) static REVIEW: TableSpec = TableSpec {
    of_sections: false,
    fields: &[
        CLAUSE,
        Field::optional("every_months", MONTHS, "months after the last assessment", "复评间隔(月)").or("6"),
        Field::optional(
            "yearly_by",
            Kind::Text(TextForm::MonthDay),
            "the day of the year after the last assessment, such as \"03-31\"",
            "每年复评截止日",
        ),
    ],
    one_of: &[&["every_months", "yearly_by"]],
};
