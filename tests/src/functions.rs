//! Vectors of single rules: one arithmetic step each.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::Deserialize;

/// One step with what must come of it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FunctionVector {
    /// Unique in its file.
    pub id: String,
    /// How the expected value was worked out.
    pub arithmetic: String,
    /// The step.
    pub function: Function,
}

/// A named curve of points by days late.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CurveName {
    /// Of the standard policy.
    Standard,
    /// Steps by month (§4.2.5), of the policy of that name.
    CnMonthlySteps,
}

/// Bands of the standard policy.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BandsName {
    /// Credit grades.
    Credit,
    /// Grades over all dimensions.
    Composite,
}

/// A reassessment cycle.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Cycle {
    /// The default.
    #[serde(rename = "every_6_months")]
    Every6Months,
    /// By 31 March.
    #[serde(rename = "yearly_by_31_march")]
    YearlyBy31March,
}

/// A step of arithmetic; `null` stands for a missing or refused value.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
#[allow(missing_docs, reason = "the fields are named after the terms of the rules")]
pub enum Function {
    /// A quotient, rounded.
    Round { numerator: String, denominator: String, places: u8, expect: Option<String> },
    /// Month arithmetic.
    AddMonths { date: NaiveDate, months: i32, expect: NaiveDate },
    /// The window of so many months that ends on a day.
    Window { as_of: NaiveDate, months: u32, first: NaiveDate },
    /// Points by effective days late.
    Points { curve: CurveName, days: i32, expect: String },
    /// The band of a score.
    Band { bands: BandsName, score: String, expect: String },
    /// Limit and term of a credit grade.
    CreditLimit { average_monthly_sales: String, grade: String, limit: String, term_days: u32 },
    /// Portfolio metrics.
    Portfolio {
        beginning_receivables: String,
        ending_receivables: String,
        ending_current: String,
        credit_sales: String,
        days: u32,
        dso: String,
        best_possible_dso: String,
        average_days_delinquent: String,
        cei: String,
    },
    /// Competition ranks and rank scores.
    Rank { values: Vec<String>, ranks: Vec<u32>, scores: Vec<String> },
    /// Scores in proportion to the greatest value.
    MaxRatio { values: Vec<String>, scores: Vec<String> },
    /// Running shares of the total in percent, in the order given.
    CumulativeShares { values: Vec<String>, cumulative: Vec<String> },
    /// Profit over amount in percent.
    Margin { profit: String, amount: String, expect: Option<String> },
    /// The score of mean ratings, criteria in the order of §4.5.
    Prospect { ratings: Vec<Option<String>>, expect: Option<String>, grade: Option<String> },
    /// The weighted score and its grade before caps.
    Composite {
        credit: Option<String>,
        volume: Option<String>,
        profit: Option<String>,
        score: Option<String>,
        grade: Option<String>,
    },
    /// Value classes.
    ValueClass { values: Vec<String>, expect: Vec<String> },
    /// Quintiles of recency, frequency, money.
    Quintiles { values: Vec<String>, smaller_is_better: bool, expect: Vec<u32> },
    /// Change against the window before, in percent.
    Growth { current: String, previous: String, expect: Option<String> },
    /// When a reassessment is due.
    ReviewDue { last: NaiveDate, cycle: Cycle, expect: NaiveDate },
    /// What roles may do with customer files under a policy, by name or in full: action by action,
    /// role by role in the order of `roles`.
    Access {
        #[serde(default)]
        policy: Option<String>,
        #[serde(default)]
        policy_text: Option<String>,
        roles: Vec<String>,
        expect: BTreeMap<String, Vec<String>>,
    },
}
