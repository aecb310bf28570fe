//! Values with their unit, and bounds on them: what a reason says was found and was required.

use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::decimal::{Exact, PUBLISHED_SCALE, Score};
use crate::labels::Language;
use crate::labels::roles::role as role_in_words;
use crate::labels::sentences as words;
use crate::policy::{FactKind, StepAct};

/// A value with its unit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "unit", content = "value", rename_all = "snake_case")]
pub enum Measure {
    /// Points, 0–100.
    Points(Score),
    /// Money of the policy's currency, exact.
    Money(Exact),
    /// Percent.
    Percent(#[serde(with = "rust_decimal::serde::str")] Decimal),
    /// Percentage points: the difference of two percentages.
    PercentPoints(#[serde(with = "rust_decimal::serde::str")] Decimal),
    /// A quotient that is compared without dividing.
    Ratio {
        /// What is divided.
        part: Exact,
        /// By what.
        whole: Exact,
    },
    /// A plain number.
    Number(Exact),
    /// Days; averages have two decimals.
    Days(#[serde(with = "rust_decimal::serde::str")] Decimal),
    /// Months.
    Months(u32),
    /// A number of things.
    Count(u64),
    /// A number of dimensions.
    Dimensions(u64),
    /// A weight, 0–1.
    Weight(#[serde(with = "rust_decimal::serde::str")] Decimal),
    /// A day.
    Date(NaiveDate),
    /// Yes or no.
    YesNo(bool),
    /// A credit grade.
    CreditBand {
        /// Its name.
        name: String,
        /// The credit score it begins at.
        from: Option<Score>,
    },
    /// A grade over all dimensions.
    Grade(String),
    /// A text of the book.
    Text(String),
    /// A step of an approval.
    Step {
        /// What is done.
        act: StepAct,
        /// By which role.
        role: String,
    },
}

impl Measure {
    /// A number of this kind of fact.
    pub(crate) fn of_number(kind: FactKind, number: Exact) -> Self {
        let decimal = || number.to_decimal().unwrap_or_default();
        match kind {
            FactKind::Money => Self::Money(number),
            FactKind::Points => number
                .at_scale(PUBLISHED_SCALE)
                .and_then(Score::from_hundredths)
                .map_or(Self::Number(number), Self::Points),
            FactKind::Percent => Self::Percent(decimal()),
            FactKind::Days => Self::Days(decimal()),
            FactKind::Count => match number.at_scale(0).and_then(|count| u64::try_from(count).ok()) {
                Some(count) => Self::Count(count),
                None => Self::Number(number),
            },
            FactKind::Ratio | FactKind::Rating | FactKind::YesNo | FactKind::CreditBand | FactKind::Text => {
                Self::Number(number)
            }
        }
    }

    /// Whole days.
    pub(crate) fn days(days: impl Into<i64>) -> Self {
        Self::Days(Decimal::from(days.into()))
    }

    /// The value as people read it, with its unit.
    #[must_use]
    pub fn words(&self, language: Language) -> String {
        let unit = |sentence: words::Sentence, number: &str| sentence.fill(language, &[("n", number)]);
        match self {
            Self::Points(score) => unit(words::N_POINTS, &score.to_string()),
            Self::Money(money) => grouped(*money),
            Self::Percent(percent) => format!("{percent}%"),
            Self::PercentPoints(points) => unit(words::N_PERCENT_POINTS, &points.normalize().to_string()),
            Self::Ratio { part, whole } => format!("{} ÷ {}", grouped(*part), grouped(*whole)),
            Self::Number(number) => number.to_string(),
            Self::Days(days) if *days == Decimal::ONE => unit(words::ONE_DAY, "1"),
            Self::Days(days) => unit(words::N_DAYS, &days.to_string()),
            Self::Months(1) => unit(words::ONE_MONTH, "1"),
            Self::Months(months) => unit(words::N_MONTHS, &months.to_string()),
            Self::Count(count) => count.to_string(),
            Self::Dimensions(1) => unit(words::ONE_DIMENSION, "1"),
            Self::Dimensions(count) => unit(words::N_DIMENSIONS, &count.to_string()),
            Self::Weight(weight) => {
                let percent = weight.checked_mul(Decimal::ONE_HUNDRED).unwrap_or(*weight);
                unit(words::A_WEIGHT, &percent.normalize().to_string())
            }
            Self::Date(date) => date.to_string(),
            Self::YesNo(true) => words::YES.text(language).to_owned(),
            Self::YesNo(false) => words::NO.text(language).to_owned(),
            Self::Step { act, role } => {
                let (act, role) = (act.reading(language), role_in_words(role, language));
                words::STEP_BY.fill(language, &[("act", &act), ("role", &role)])
            }
            Self::CreditBand { name, .. } | Self::Grade(name) | Self::Text(name) => name.clone(),
        }
    }
}

/// Digits in groups of three, with two decimals or as many more as it has.
pub(crate) fn grouped(number: Exact) -> String {
    let exact = || number.to_string();
    let text = match number.at_scale(PUBLISHED_SCALE) {
        Some(_) => number.publish(PUBLISHED_SCALE).map_or_else(exact, |cents| cents.to_string()),
        None => exact(),
    };
    with_separators(&text)
}

/// Digits in groups of three, with no more decimals than it has.
pub(crate) fn grouped_plain(number: Exact) -> String {
    with_separators(&number.to_string())
}

/// Numbers of one column: digits in groups of three, all with the same number of decimals, at least
/// `least`.
pub(crate) fn aligned(numbers: &[Exact], least: u8) -> Vec<String> {
    let normal = numbers.iter().map(|number| number.normalised().scale());
    let places = normal.max().unwrap_or(0).max(least);
    let shown = |number: &Exact| number.publish(places).map_or_else(|| number.to_string(), |d| d.to_string());
    numbers.iter().map(|number| with_separators(&shown(number))).collect()
}

/// Digits in groups of three.
pub(crate) fn with_separators(text: &str) -> String {
    let (sign, unsigned) = text.strip_prefix('-').map_or(("", text), |rest| ("-", rest));
    let (whole, fraction) = unsigned.split_once('.').map_or((unsigned, None), |(w, f)| (w, Some(f)));
    let mut shown = sign.to_owned();
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && whole.len().saturating_sub(at) % 3 == 0 {
            shown.push(',');
        }
        shown.push(digit);
    }
    if let Some(fraction) = fraction {
        shown.push('.');
        shown.push_str(fraction);
    }
    shown
}

/// What a value is held against.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "is", content = "bound", rename_all = "snake_case")]
pub enum Bound {
    /// Not below.
    AtLeast(Measure),
    /// Not above.
    AtMost(Measure),
    /// Strictly above.
    Above(Measure),
    /// Strictly below.
    Below(Measure),
    /// Equal to one of these.
    OneOf(Vec<Measure>),
    /// Equal to none of these.
    OtherThan(Vec<Measure>),
    /// Before a day.
    Before(Measure),
    /// On a day or earlier.
    UpTo(Measure),
    /// On a day or later.
    Since(Measure),
}

impl Bound {
    /// The bound as people read it: `at least 60.00 points`, `不低于60.00分`.
    #[must_use]
    pub fn words(&self, language: Language) -> String {
        let one = |sentence: words::Sentence, measure: &Measure| {
            sentence.fill(language, &[("bound", &measure.words(language))])
        };
        let several = |measures: &[Measure]| {
            let readings: Vec<_> = measures.iter().map(|measure| measure.words(language)).collect();
            readings.join(words::OR.text(language))
        };
        match self {
            Self::AtLeast(Measure::CreditBand { name, from: Some(from) }) => {
                words::BAND_OR_BETTER.fill(language, &[("band", name), ("bound", &from.to_string())])
            }
            Self::AtLeast(bound) => one(words::AT_LEAST, bound),
            Self::AtMost(bound) => one(words::AT_MOST, bound),
            Self::Above(bound) => one(words::ABOVE, bound),
            Self::Below(bound) => one(words::BELOW, bound),
            Self::Before(bound) => one(words::BEFORE, bound),
            Self::UpTo(bound) => one(words::UP_TO, bound),
            Self::Since(bound) => one(words::SINCE, bound),
            Self::OneOf(bounds) => several(bounds),
            Self::OtherThan(bounds) => words::OTHER_THAN.fill(language, &[("bound", &several(bounds))]),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_grouped_in_threes_and_keep_every_digit() {
        let shown = |units, scale| grouped(Exact::new(units, scale));
        assert_eq!(shown(123_456_789, 2), "1,234,567.89");
        assert_eq!(shown(-100_000, 0), "-100,000.00");
        assert_eq!(shown(999, 0), "999.00");
        assert_eq!(shown(1_000_000_125, 3), "1,000,000.125");
        assert_eq!(shown(0, 6), "0.00");
        assert_eq!(grouped_plain(Exact::new(17_750_000, 0)), "17,750,000");
        let column = [Exact::new(12_875, 3), Exact::new(1_000, 0), Exact::new(5_000, 4)];
        assert_eq!(aligned(&column, 2), ["12.875", "1,000.000", "0.500"]);
        assert_eq!(aligned(&column[1..2], 2), ["1,000.00"]);
    }

    #[test]
    fn values_read_with_their_units() {
        let read = |measure: &Measure| Language::ALL.map(|language| measure.words(language));
        assert_eq!(read(&Measure::days(254_i32)), ["254 days", "254天"]);
        assert_eq!(read(&Measure::days(1_i32)), ["1 day", "1天"]);
        assert_eq!(read(&Measure::YesNo(false)), ["no", "否"]);
        let bound = Bound::AtLeast(Measure::Points(Score::from_hundredths(6_000).unwrap()));
        assert_eq!(Language::ALL.map(|l| bound.words(l)), ["at least 60.00 points", "不低于60.00分"]);
    }
}
