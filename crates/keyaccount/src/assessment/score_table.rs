//! The columns of the score table (BOOK §4): facts wherever they were measured, scores, ranks, shares
//! and grades only where rated.

use rust_decimal::Decimal;

use super::Row;
use super::explain;
use super::table::{RATING_SUFFIX, ResultColumn};
use super::value::Value;
use crate::book::micros;
use crate::decimal::{Exact, PUBLISHED_SCALE, percent};
use crate::facts::{Veto, rated_dimensions};
use crate::policy::{Band, CreditCap, GradeCap, Policy};
use crate::scoring::{Unrated, credit_cap_holds, measured_profit, measured_volume, profit_margin};

/// The columns, with one for each of the policy's own dimensions; the sentences come last.
pub(super) fn columns(policy: &Policy) -> Vec<ResultColumn> {
    let mut columns = BEFORE_RATINGS.to_vec();
    let rated = rated_dimensions(policy).enumerate();
    columns.extend(
        rated.map(|(position, name)| ResultColumn::rating(format!("{name}{RATING_SUFFIX}"), position)),
    );
    columns.extend_from_slice(AFTER_RATINGS);
    columns.extend_from_slice(explain::COLUMNS);
    columns
}

/// The names of all columns but those of the policy's own dimensions.
#[cfg(test)]
pub(super) fn every_fixed_column() -> Vec<&'static str> {
    [BEFORE_RATINGS, AFTER_RATINGS, explain::COLUMNS].into_iter().flatten().map(ResultColumn::name).collect()
}

const BEFORE_RATINGS: &[ResultColumn] = &[
    ResultColumn::fixed("customer_id", |row| Value::from(row.id())),
    ResultColumn::fixed("name", |row| row.name().map_or(Value::Empty, Value::from)),
    ResultColumn::fixed("track", |row| Value::code(row.grades.track.code())),
    ResultColumn::fixed("credit_score", |row| Value::from(row.grades.credit.score.ok())),
    ResultColumn::fixed("credit_grade", |row| row.credit_band(row.grades.credit.grade)),
    ResultColumn::fixed("credit_unrated", |row| reason(row.grades.credit.score.err())),
    ResultColumn::fixed("weighted_days_late", |row| Value::from(row.customer.weighted_days_late())),
    ResultColumn::fixed("on_time_rate", |row| Value::from(row.customer.on_time_rate())),
    ResultColumn::fixed("max_days_late", |row| {
        row.if_slices(|| Value::Integer(i64::from(row.customer.credit.max_days)))
    }),
    ResultColumn::fixed("overdue_amount", |row| row.overdue_amount().map_or(Value::Empty, money)),
    ResultColumn::fixed("vetoes", |row| row.vetoes()),
    ResultColumn::fixed("credit_caps", |row| row.credit_caps()),
    ResultColumn::fixed("order_amount", |row| row.order_amount().map_or(Value::Empty, money)),
    ResultColumn::fixed("order_quantity", |row| {
        if row.customer.orders.has_quantity {
            Value::Quantity(row.assessment.facts.quantity(row.customer.orders.quantity()))
        } else {
            Value::Empty
        }
    }),
    ResultColumn::fixed("order_count", |row| {
        row.if_orders(|| Value::Integer(i64::from(row.customer.orders.orders)))
    }),
    ResultColumn::fixed("volume_rank", |row| Value::from(row.grades.volume.ok().map(|(rank, _)| rank))),
    ResultColumn::fixed("volume_score", |row| Value::from(row.grades.volume.ok().map(|(_, score)| score))),
    ResultColumn::fixed("volume_share", |row| Value::from(row.volume_share())),
    ResultColumn::fixed("volume_unrated", |row| reason(row.grades.volume.err())),
    ResultColumn::fixed("profit", |row| row.profit().map_or(Value::Empty, money)),
    ResultColumn::fixed("margin_percent", |row| Value::from(row.margin_percent())),
    ResultColumn::fixed("profit_rank", |row| Value::from(row.grades.profit.ok().map(|(rank, _)| rank))),
    ResultColumn::fixed("profit_score", |row| Value::from(row.grades.profit.ok().map(|(_, score)| score))),
    ResultColumn::fixed("profit_unrated", |row| reason(row.grades.profit.err())),
];

const AFTER_RATINGS: &[ResultColumn] = &[
    ResultColumn::fixed("prospect_score", |row| Value::from(row.prospect())),
    ResultColumn::fixed("prospect_grade", |row| {
        row.band(row.prospect().map(|score| row.assessment.policy.composite().bands.of(score)))
    }),
    ResultColumn::fixed("composite_score", |row| Value::from(row.grades.composite.ok())),
    ResultColumn::fixed("composite_unrated", |row| reason(row.grades.composite.err())),
    ResultColumn::fixed("raw_grade", |row| row.band(row.grades.raw)),
    ResultColumn::fixed("caps", |row| row.caps()),
    ResultColumn::fixed("computed_grade", |row| row.band(row.grades.computed)),
    ResultColumn::fixed("grade", |row| row.band(row.grades.grade)),
    ResultColumn::fixed("override_by", |row| {
        row.customer
            .approved()
            .as_ref()
            .map_or(Value::Empty, |approved| Value::from(approved.approved_by.as_str()))
    }),
    ResultColumn::fixed("value_class", |row| row.value_class().map_or(Value::Empty, Value::code)),
    ResultColumn::fixed("score_rank", |row| Value::from(row.grades.score_rank)),
    ResultColumn::fixed("priority_rank", |row| Value::from(row.grades.priority_rank)),
];

fn reason(unrated: Option<Unrated>) -> Value<'static> {
    unrated.map_or(Value::Empty, |reason| Value::code(reason.code()))
}

/// Codes joined by `;`. Mostly there is none or one, which is not copied.
pub(super) fn joined<'a>(mut codes: impl Iterator<Item = &'a str>) -> Value<'a> {
    let Some(first) = codes.next() else { return Value::Empty };
    let Some(second) = codes.next() else { return Value::code(first) };
    let mut all = [first, second].join(";");
    for code in codes {
        all.push(';');
        all.push_str(code);
    }
    Value::code(all)
}

/// The code of the veto for days overdue, which names the days.
pub(super) fn overdue_code(policy: &Policy) -> String {
    format!("overdue_{}", policy.credit().vetoes.overdue_days_above.unwrap_or_default())
}

/// An amount, published.
pub(super) fn money(value: Exact) -> Value<'static> {
    Value::from(value.publish(PUBLISHED_SCALE))
}

impl<'a> Row<'a> {
    pub(crate) fn id(self) -> &'a str {
        self.assessment.facts.id(self.customer)
    }

    fn band(self, band: Option<Band>) -> Value<'a> {
        band.map_or(Value::Empty, |band| Value::from(self.assessment.policy.composite().bands.name(band)))
    }

    pub(super) fn credit_band(self, band: Option<Band>) -> Value<'a> {
        band.map_or(Value::Empty, |band| Value::from(self.assessment.policy.credit().bands.name(band)))
    }

    pub(crate) fn prospect(self) -> Option<crate::decimal::Score> {
        self.grades.prospect.and_then(Result::ok)
    }

    /// A credit fact: empty without slices.
    fn if_slices(self, value: impl Fn() -> Value<'a>) -> Value<'a> {
        if self.customer.credit.slices > 0 { value() } else { Value::Empty }
    }

    /// An order fact: empty without order lines in the book.
    pub(super) fn if_orders(self, value: impl Fn() -> Value<'a>) -> Value<'a> {
        if self.assessment.facts.has_order_data { value() } else { Value::Empty }
    }

    pub(crate) fn name(self) -> Option<&'a str> {
        Some(self.assessment.facts.texts.text(self.customer.name)).filter(|name| !name.is_empty())
    }

    pub(crate) fn credit_grade_name(self) -> Option<&'a str> {
        let grade = self.grades.credit.grade?;
        Some(self.assessment.policy.credit().bands.name(grade))
    }

    /// Of the volume window; none without order lines in the book.
    pub(crate) fn order_amount(self) -> Option<Exact> {
        let facts = &self.assessment.facts;
        facts.has_order_data.then(|| facts.amount(self.customer.orders.amount()))
    }

    /// Of the profit window.
    pub(crate) fn profit(self) -> Option<Exact> {
        self.has_profit().then(|| measured_profit(&self.assessment.facts, self.customer)).flatten()
    }

    pub(crate) fn margin_percent(self) -> Option<Decimal> {
        self.has_profit().then(|| profit_margin(&self.assessment.facts, self.customer)).flatten()
    }

    /// Open and past due; none without slices.
    pub(crate) fn overdue_amount(self) -> Option<Exact> {
        (self.customer.credit.slices > 0).then(|| micros(self.customer.credit.overdue()))
    }

    /// The name of the value class.
    pub(crate) fn value_class(self) -> Option<&'a str> {
        let class = self.assessment.policy.value_class().classes.get(self.grades.value_class?)?;
        Some(class.name.as_str())
    }

    /// Profit is measured where every line that must have a cost has one.
    pub(crate) fn has_profit(self) -> bool {
        let facts = &self.assessment.facts;
        let known = crate::scoring::profit_rating(self.customer, self.assessment.policy.profit()).is_ok();
        facts.has_order_data && facts.has_cost_data && known
    }

    pub(crate) fn volume_share(self) -> Option<Decimal> {
        self.grades.volume.ok()?;
        let volume = measured_volume(&self.assessment.facts, self.customer, self.assessment.policy.volume());
        percent(volume, self.assessment.population.volume_total())
    }

    fn vetoes(self) -> Value<'a> {
        joined(self.veto_codes())
    }

    /// Every veto that holds, in the fixed order.
    pub(crate) fn veto_codes(self) -> impl Iterator<Item = &'a str> {
        let vetoes = self.customer.credit.vetoes;
        let holding = Veto::ALL.into_iter().filter(move |veto| vetoes.contains(*veto));
        holding.map(move |veto| self.veto_code(veto))
    }

    pub(crate) fn veto_code(self, veto: Veto) -> &'a str {
        match veto {
            Veto::WriteOff => "write_off",
            Veto::WilfulDefault => "wilful_default",
            Veto::Overdue => &self.assessment.overdue_code,
            Veto::LegalTrouble => "legal_trouble",
            Veto::BouncedBill => "bounced_bill",
        }
    }

    fn credit_caps(self) -> Value<'a> {
        joined(self.credit_caps_holding().map(|cap| cap.when.code()))
    }

    /// Every credit cap that holds for a credit-rated customer, whether or not it lowered the grade.
    pub(crate) fn credit_caps_holding(self) -> impl Iterator<Item = &'a CreditCap> {
        self.credit_caps_met().filter(move |_| self.grades.credit.score.is_ok())
    }

    /// The credit caps whose condition is met, whether or not there is a score to hold down.
    pub(crate) fn credit_caps_met(self) -> impl Iterator<Item = &'a CreditCap> {
        let caps = self.assessment.policy.credit().caps.iter();
        caps.filter(move |cap| credit_cap_holds(self.customer, cap.when))
    }

    fn caps(self) -> Value<'a> {
        joined(self.caps_holding().map(|cap| cap.name.as_str()))
    }

    /// Every cap that holds, also where it changed nothing.
    pub(crate) fn caps_holding(self) -> impl Iterator<Item = &'a GradeCap> {
        let caps = self.assessment.policy.composite().caps.iter().enumerate();
        caps.filter(move |(position, _)| self.grades.caps.contains(*position)).map(|(_, cap)| cap)
    }
}
