//! `[duties]`

use super::{CLAUSE, DAYS, DAYS_OF_A_WINDOW, FREE, MONTHS, NAME};
use crate::book::{Code, ContactKind};
use crate::document::{Field, Kind, Names, TableSpec};
use crate::policy::{CallStage, DutyKind, LeapBirthday};

pub(super) static DUTIES: TableSpec = TableSpec::of(&[
    CLAUSE,
    Field::optional(
        "calls",
        Kind::Table(&CALLS),
        "when customers are called, and on what occasions",
        "客户联系的间隔与时机",
    ),
    Field::optional(
        "archive",
        Kind::Map { keys: Names::Known(DutyKind::CODES), values: &Kind::Table(&DUTY) },
        "what must be done around customer files; what is not listed is no duty",
        "档案职责（未列明的不要求）",
    )
    .or("{}"),
]);

static CALLS: TableSpec = TableSpec::of(&[
    CLAUSE,
    Field::optional(
        "not_yet_closed",
        NEVER_OR_INTERVAL,
        "from the last contact of a customer who has not closed a deal yet to the next",
        "未成交客户的联系间隔",
    )
    .or("{ days = 7 }"),
    Field::optional(
        "closed",
        NEVER_OR_INTERVAL,
        "from the last close contact of a customer who has closed a deal to the next",
        "已成交客户的密切联系间隔",
    )
    .or("{ months = 1 }"),
    Field::required(
        "close_contacts",
        Kind::List(&Kind::Choice(ContactKind::CODES)),
        "what counts as close contact",
        "视为密切联系的方式",
    ),
    Field::optional(
        "intervals",
        Kind::List(&Kind::Table(&INTERVAL_RULE)),
        "other intervals for some grades or value classes; the first that fits counts",
        "按客户等级或价值分类另定的间隔（适用首个相符的）",
    )
    .or("[]"),
    Field::optional(
        "revisit_days",
        NEVER_OR_DAYS,
        "days after the first visit to call again, or `never`",
        "首访后再次联系的天数；`never` 为不安排",
    )
    .or("14"),
    Field::optional(
        "milestone_working_days",
        NEVER_OR_DAYS,
        "working days after a milestone to follow it up, or `never`",
        "节点达成后跟进的工作日数；`never` 为不安排",
    )
    .or("2"),
    Field::optional(
        "signing_lead_days",
        LEAD_DAYS,
        "days before a signing on which to remind of it; 0 is the day itself",
        "签约日前的提醒天数（0为当日）",
    )
    .or("[7, 3, 1, 0]"),
    Field::optional(
        "material_lead_days",
        LEAD_DAYS,
        "days before papers are due on which to remind of them; 0 is the day itself",
        "资料递交期限前的提醒天数（0为当日）",
    )
    .or("[7, 3, 1, 0]"),
    Field::optional(
        "birthday",
        Kind::OneOf(&[NEVER, Kind::Table(&BIRTHDAY)]),
        "when birthdays are reminded of, or `never`",
        "生日提醒；`never` 为不提醒",
    )
    .or("{ lead_days = 3 }"),
    Field::optional(
        "holiday_greetings",
        Kind::Bool,
        "whether greetings are sent on the days of the calendar given",
        "是否在所给日历的节日发送问候",
    )
    .or("true"),
]);

static BIRTHDAY: TableSpec = TableSpec::of(&[
    Field::required("lead_days", LEAD, "days before the birthday", "提前天数"),
    Field::optional(
        "leap_day",
        Kind::Choice(LeapBirthday::CODES),
        "the birthday of those born on 29 February in a common year",
        "2月29日出生者在平年的生日",
    )
    .or("\"02-28\""),
]);

const NEVER: Kind = Kind::Choice(&["never"]);

const NEVER_OR_INTERVAL: Kind = Kind::OneOf(&[NEVER, Kind::Table(&INTERVAL)]);

const NEVER_OR_DAYS: Kind = Kind::OneOf(&[NEVER, DAYS_OF_A_WINDOW]);

/// A reminder more than a year ahead would belong to the year before.
const LEAD: Kind = Kind::Integer { min: 0, max: 366 };

const LEAD_DAYS: Kind = Kind::List(&LEAD);

const OF_DAYS: Field = Field::optional("days", DAYS, "calendar days", "自然日");

/// Ten years of working days.
const OF_WORKING_DAYS: Field =
    Field::optional("working_days", Kind::Integer { min: 0, max: 2_600 }, "working days", "工作日");

const OF_MONTHS: Field = Field::optional("months", MONTHS, "months", "月");

const ONE_LENGTH: &[&[&str]] = &[&["days", "working_days", "months"]];

static INTERVAL: TableSpec =
    TableSpec { of_sections: false, fields: &[OF_DAYS, OF_WORKING_DAYS, OF_MONTHS], one_of: ONE_LENGTH };

static INTERVAL_RULE: TableSpec = TableSpec {
    of_sections: false,
    fields: &[
        CLAUSE,
        Field::required(
            "stage",
            Kind::Choice(CallStage::CODES),
            "whose interval it takes the place of",
            "所适用的成交阶段",
        ),
        Field::optional("grade", NAME, "for customers of this grade", "适用的客户等级"),
        Field::optional("value_class", NAME, "for customers of this value class", "适用的价值分类"),
        OF_DAYS,
        OF_WORKING_DAYS,
        OF_MONTHS,
    ],
    one_of: ONE_LENGTH,
};

static DUTY: TableSpec = TableSpec {
    of_sections: false,
    fields: &[
        CLAUSE,
        Field::optional("basis", FREE, "what it rests on: a law, or `chosen`", "根据（法律或自定）"),
        Field::optional("enabled", Kind::Bool, "whether it is in force", "是否执行").or("true"),
        Field::optional("role", NAME, "the role that does it", "责任角色"),
        OF_DAYS,
        OF_WORKING_DAYS,
        OF_MONTHS,
        Field::optional(
            "warn_days",
            DAYS,
            "shown once more than so many days have gone by, instead of on the last day alone",
            "超过该天数即提示（缺省为到期日当天）",
        ),
    ],
    one_of: ONE_LENGTH,
};
