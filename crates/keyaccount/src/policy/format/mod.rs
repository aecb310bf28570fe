//! What a policy file may say: the one declaration behind its check, its defaults and its schema.
//!
//! What is listed (bands, weights, rules) must be written out, because what a policy does not list
//! does not apply. Plain numbers and choices default to those of the standard policy.

mod admission;
mod approval;
mod archive;
mod composite;
mod composition;
mod credit;
mod dimensions;
mod privacy;
mod watch;

use crate::document::{Bound, Doc, Field, Kind, TableSpec, TextForm};

/// A policy file.
pub(crate) static POLICY: TableSpec = TableSpec {
    of_sections: true,
    fields: &[
        Field::required(
            "policy",
            Kind::Table(&HEADER),
            "what the policy is called, since when it holds and who signed it",
            "制度名称、生效日期与签署",
        ),
        Field::required(
            "credit",
            Kind::Table(&credit::CREDIT),
            "how payment behaviour becomes points, grades, vetoes, caps and terms",
            "信用状况",
        ),
        Field::optional("volume", Kind::Table(&dimensions::VOLUME), "order volume", "下单量").or("{}"),
        Field::optional("profit", Kind::Table(&dimensions::PROFIT), "profit contribution", "利润").or("{}"),
        Field::optional(
            "prospect",
            Kind::Table(&dimensions::PROSPECT),
            "the promise of new customers",
            "发展潜力(新客户)",
        )
        .or("{}"),
        Field::required(
            "composite",
            Kind::Table(&composite::COMPOSITE),
            "weights, bands and caps of the grade over all dimensions",
            "综合加权",
        ),
        Field::optional(
            "value_class",
            Kind::Table(&dimensions::VALUE_CLASS),
            "classes by the value a customer brings",
            "价值分类",
        )
        .or("{}"),
        Field::optional(
            "behaviour",
            Kind::Table(&dimensions::BEHAVIOUR),
            "recency, frequency, money, and the deal stage",
            "购买行为",
        )
        .or("{}"),
        Field::optional(
            "review",
            Kind::Table(&dimensions::REVIEW),
            "when a grade is due for reassessment",
            "等级复评",
        )
        .or("{}"),
        Field::optional(
            "admission",
            Kind::Table(&admission::ADMISSION),
            "who becomes a key account, and who a VIP",
            "大客户与贵宾客户的确定",
        ),
        Field::optional(
            "approval",
            Kind::Table(&approval::APPROVAL),
            "who signs which contract, in what order and on which papers",
            "合同审批",
        ),
        Field::optional(
            "archive",
            Kind::Table(&archive::ARCHIVE),
            "who may do what with customer files",
            "客户档案",
        ),
    ],
    one_of: &[],
};

/// The title of the schema.
pub(super) const TITLE: Doc = Doc { en: "keyaccount policy", zh: "客户管理制度" };

static HEADER: TableSpec = TableSpec::of(&[
    Field::required(
        "format",
        Kind::Integer { min: 1, max: i64::MAX },
        "of this file's grammar: 1",
        "文件格式版本",
    ),
    Field::required("name", NAME, "the name used in results", "制度代号"),
    Field::optional("title", FREE, "the title as printed", "制度标题"),
    Field::optional("number", FREE, "the document number", "文件编号"),
    Field::required("version", NAME, "the version; a changed policy gets a new one", "版本"),
    Field::optional("effective_from", Kind::Date, "the day it comes into force", "生效日期"),
    Field::optional("prepared_by", FREE, "who prepared it", "编制人"),
    Field::optional("prepared_on", Kind::Date, "when it was prepared", "编制日期"),
    Field::optional("reviewed_by", FREE, "who reviewed it", "审核人"),
    Field::optional("reviewed_on", Kind::Date, "when it was reviewed", "审核日期"),
    Field::optional("approved_by", FREE, "who approved it", "批准人"),
    Field::optional("approved_on", Kind::Date, "when it was approved", "批准日期"),
    Field::optional("currency", Kind::Text(TextForm::Currency), "ISO 4217 code of all its money", "币种")
        .or("\"CNY\""),
    Field::optional(
        "extends",
        FREE,
        "the policy to start from, such as \"standard@1\"; its lists and maps of names are replaced as a whole",
        "所继承的制度",
    ),
]);

const FREE: Kind = Kind::Text(TextForm::Free);
const NAME: Kind = Kind::Text(TextForm::Name);

const CLAUSE: Field = Field::optional("clause", FREE, "where the written policy says it", "制度条款出处");

const MILLION: i128 = 1_000_000;

/// The greatest number a policy may hold: as many digits as an input may have.
const GREATEST: i128 = 9_999_999_999_999_999_999_999_999_999;

/// Any amount, negative ones too.
const AMOUNT: Kind = Kind::Decimal { min: Bound::From(-GREATEST), max: GREATEST, places: 6 };

/// An amount of 0 or more.
const AMOUNT_FROM_ZERO: Kind = Kind::Decimal { min: Bound::From(0), max: GREATEST, places: 6 };

/// A share or a weight that counts: above 0, at most 1.
const SHARE: Kind = Kind::Decimal { min: Bound::Above(0), max: MILLION, places: 6 };

/// 0–100 with the decimals of a published score.
const SCORE: Kind = Kind::Decimal { min: Bound::From(0), max: 100 * MILLION, places: 2 };

/// A count of months that makes a window.
const MONTHS: Kind = Kind::Integer { min: 1, max: 1_200 };

/// A count of days, none included.
const DAYS: Kind = Kind::Integer { min: 0, max: 36_500 };

/// A count of days that makes a window.
const DAYS_OF_A_WINDOW: Kind = Kind::Integer { min: 1, max: 36_500 };

/// Named bands of a score, best first. The bounds are held inside 0–100 by the check, which knows
/// the first band from the others.
const BANDS: Kind = Kind::List(&Kind::Table(&TableSpec::of(&[
    Field::required("name", NAME, "the band's name", "等级名称"),
    Field::required(
        "at_least",
        Kind::Decimal { min: Bound::From(-GREATEST), max: GREATEST, places: 2 },
        "the least score, included",
        "最低分(含)",
    ),
    CLAUSE,
])));
