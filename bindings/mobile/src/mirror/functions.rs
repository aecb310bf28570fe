// Written by bindings/mobile/generate/mirror.py from the core's public surface: change that, not this.
//! The functions of the core that stand alone.

#[allow(unused_imports, reason = "one list for all files")]
use super::names::*;
use crate::errors::KeyaccountError;
use crate::errors::guarded;
use crate::values::CalendarDate;
use crate::values::CalendarTime;
use crate::values::Position;
use crate::values::Whole;
use keyaccount::Exact;
use rust_decimal::Decimal;

/// The same day `months` later (earlier if negative), or the month's last day if it does not exist
/// (Civil Code art. 202). `None` beyond what a calendar holds.
#[uniffi::export]
pub fn add_months(date: CalendarDate, months: i32) -> Option<CalendarDate> {
    keyaccount::add_months(date, months)
}

/// Whether a text is a unified social credit code: 18 characters of its alphabet, the last of which is
/// the check digit of the others (weights 3^i mod 31).
#[uniffi::export]
pub fn is_valid_uscc(code: String) -> bool {
    keyaccount::approval::is_valid_uscc(&code)
}

/// The problem of a number that was refused; `text` is how it was written.
#[uniffi::export]
pub fn number_problem(text: String, error: NumberError) -> Problem {
    keyaccount::book::number_problem(&text, error)
}

/// Reads a date in ISO 8601 such as `2026-02-28`.
#[uniffi::export]
pub fn written_date(text: String) -> Result<CalendarDate, KeyaccountError> {
    guarded(|| Ok(keyaccount::book::written_date(&text)?))
}

/// Reads whole days, or `all`.
#[uniffi::export]
pub fn written_days(text: String) -> Result<ExcusedDays, KeyaccountError> {
    guarded(|| Ok(keyaccount::book::written_days(&text)?))
}

/// Reads a date in ISO 8601, with or without a time: `2026-02-28`, `2026-02-28T09:30`,
/// `2026-02-28 09:30:15`. Fractions of a second are read and dropped.
#[uniffi::export]
pub fn written_moment(text: String) -> Result<Moment, KeyaccountError> {
    guarded(|| Ok(keyaccount::book::written_moment(&text)?))
}

/// Reads a plain decimal such as `-1234.5`.
#[uniffi::export]
pub fn written_number(text: String) -> Result<Decimal, KeyaccountError> {
    guarded(|| Ok(keyaccount::book::written_number(&text)?))
}

/// Reads `true`/`false`, `yes`/`no`, `1`/`0`, `是`/`否`, in any letter case.
#[uniffi::export]
pub fn written_yes_no(text: String) -> Result<bool, KeyaccountError> {
    guarded(|| Ok(keyaccount::book::written_yes_no(&text)?))
}

/// The reasons to hold an account; none means it is free.
#[uniffi::export]
pub fn credit_hold(
    exposure: Exact,
    limit: Option<Decimal>,
    worst_open_days: u32,
    hold_days_above: u32,
) -> Result<Vec<HoldReason>, KeyaccountError> {
    guarded(|| Ok(keyaccount::credit_hold(exposure, limit, worst_open_days, hold_days_above)))
}

/// Average monthly sales × term ÷ 30 × coefficient, published. Sales are the sum over `months` months
/// that had any.
#[uniffi::export]
pub fn credit_limit(
    sales: Exact,
    months: u32,
    terms: CreditTerms,
) -> Result<Option<Decimal>, KeyaccountError> {
    guarded(|| Ok(keyaccount::credit_limit(sales, months, &terms)))
}

/// Cumulative shares of `total` in percent, two decimals, in the order of `values`: the share curve of
/// order volume (§4.3) and the whale curve of profit (§4.4), which may exceed 100.
#[uniffi::export]
pub fn cumulative_shares(values: Vec<Exact>) -> Result<Option<Vec<Decimal>>, KeyaccountError> {
    guarded(|| Ok(keyaccount::cumulative_shares(values)))
}

/// The stage of a deal; `new_days` is how many days a customer without contract and order stays new,
/// the day of creation not counted.
#[uniffi::export]
pub fn deal_stage(facts: DealFacts, as_of: CalendarDate, new_days: u32) -> DealStage {
    keyaccount::deal_stage(facts, as_of, new_days)
}

/// The width of the widest line of a text, in digits: a Chinese character takes the room of two.
#[uniffi::export]
pub fn display_width(text: String) -> Position {
    keyaccount::display_width(&text)
}

/// The share of ISO weeks with at least one contact (A25): of the weeks a day of `from` to `to` lies in.
/// `None` if the span ends before it begins.
#[uniffi::export]
pub fn weekly_contact(
    contacts: Vec<CalendarTime>,
    from: CalendarDate,
    to: CalendarDate,
) -> Option<WeeklyContact> {
    keyaccount::due::weekly_contact(contacts, from, to)
}

/// (this − previous) ÷ previous in percent, published; empty unless the previous window is above zero.
#[uniffi::export]
pub fn growth(this: Exact, previous: Exact) -> Result<Option<Decimal>, KeyaccountError> {
    guarded(|| Ok(keyaccount::growth(this, previous)))
}

/// Works the metrics out of the receivables.
#[uniffi::export]
pub fn portfolio_metrics(facts: PortfolioFacts) -> Result<PortfolioMetrics, KeyaccountError> {
    guarded(|| Ok(keyaccount::portfolio_metrics(&facts)))
}

/// Quintile of a competition rank among `n`: 5 − floor(5 × (rank − 1) ÷ n), 5 the best.
#[uniffi::export]
pub fn quintile(rank: Position, n: Position) -> Result<u8, KeyaccountError> {
    guarded(|| Ok(keyaccount::quintile(rank, n)))
}

/// A value as errors and notes show it: in backticks, at most 80 characters, control characters
/// escaped.
#[uniffi::export]
pub fn quote(value: String) -> String {
    keyaccount::quote(&value)
}

/// Rounds `numerator ÷ denominator` to `places` decimals, **half away from zero** (四舍五入),
/// and returns the result as an integer of that scale.
#[uniffi::export]
pub fn round_ratio(
    numerator: Whole,
    denominator: Whole,
    places: u8,
) -> Result<Option<Whole>, KeyaccountError> {
    guarded(|| Ok(keyaccount::round_ratio(numerator, denominator, places)))
}
