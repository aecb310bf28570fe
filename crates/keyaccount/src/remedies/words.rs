//! Remedies in one sentence each, in English and Chinese.

use chrono::NaiveDate;

use super::{Change, Lever, MissingScore, Raise, Reached, Remedy, RemedyOutcome, Unreachable};
use crate::decimal::{Exact, PUBLISHED_SCALE};
use crate::labels::remedies as words;
use crate::labels::sentences::{self, Sentence};
use crate::labels::{self, Language};
use crate::reason::ReasonCode;
use crate::scoring::Unrated;

impl Remedy {
    /// What gives a better grade, or why nothing does, in one sentence.
    #[must_use]
    pub fn sentence(&self, language: Language) -> String {
        match &self.outcome {
            RemedyOutcome::Reached(reached) => reached.sentence(&self.lever, language),
            RemedyOutcome::Unreachable(reason) => {
                let lever = self.lever.in_words(language);
                let why = reason.sentence(&self.lever, language);
                words::WHY.fill(language, &[("lever", &lever), ("why", &why)])
            }
        }
    }
}

impl Reached {
    fn sentence(&self, lever: &Lever, language: Language) -> String {
        let grade = self.grade.to.as_str();
        let fill = |sentence: Sentence, by: &str, from: &str, to: &str| {
            let dimension = lever.in_words(language);
            let lifted = self.lifted(lever, language);
            let values = [
                ("by", by),
                ("from", from),
                ("to", to),
                ("dimension", &dimension),
                ("lifted", &lifted),
                ("grade", grade),
            ];
            sentence.fill(language, &values)
        };
        let raised = |sentence: Sentence, Raise { from, by, to, .. }: &Raise| {
            fill(sentence, &grouped(*by), &grouped(*from), &grouped(*to))
        };
        match &self.change {
            Change::Points { from, by, to } => {
                let sentence = if *lever == Lever::Prospect { words::PROSPECT_POINTS } else { words::POINTS };
                fill(sentence, &by.to_string(), &from.to_string(), &to.to_string())
            }
            Change::Money(raise) if *lever == Lever::Profit => raised(words::PROFIT_AMOUNT, raise),
            Change::Money(raise) => raised(words::ORDER_AMOUNT, raise),
            Change::Quantity(raise) => raised(words::ORDER_QUANTITY, raise),
            Change::Ends => {
                let ending = lever.in_words(language);
                words::ENDED.fill(language, &[("ending", &ending), ("grade", grade)])
            }
        }
    }

    /// What the change lifts: the score of the dimension where it is not the change itself, the composite,
    /// caps.
    fn lifted(&self, lever: &Lever, language: Language) -> String {
        let mut lifted = Vec::new();
        let scores = [
            (words::VOLUME_SCORE, self.score.filter(|_| *lever == Lever::Volume)),
            (
                words::PROFIT_SCORE,
                self.score
                    .filter(|_| *lever == Lever::Profit && !matches!(self.change, Change::Points { .. })),
            ),
            (words::COMPOSITE_SCORE, self.composite),
        ];
        for (sentence, score) in scores {
            if let Some(score) = score.filter(|score| score.from != score.to) {
                lifted.push(sentence.fill(language, &[("score", &score.to.to_string())]));
            }
        }
        for cap in &self.caps_lifted {
            let cap = labels::read("caps", cap, language);
            lifted.push(words::THE_CAP.fill(language, &[("cap", &cap)]));
        }
        language.together(&lifted)
    }
}

impl Lever {
    /// The name of a dimension; for a condition, what ends it.
    fn in_words(&self, language: Language) -> String {
        let fill = |sentence: Sentence, values: &[(&str, &str)]| sentence.fill(language, values);
        let named = |code: &str| sentences::dimension(code, language).to_owned();
        let from = |dated: Sentence, undated: Sentence, until: Option<NaiveDate>, values: &[(&str, &str)]| {
            let date = until.map(|date| date.to_string()).unwrap_or_default();
            let mut values = values.to_vec();
            values.push(("date", &date));
            if until.is_some() { fill(dated, &values) } else { fill(undated, &values) }
        };
        let leave = |veto: &str, until| {
            let what = labels::read("vetoes", veto, language);
            from(words::LEAVE_ON, words::LEAVE, until, &[("what", &what)])
        };
        match self {
            Self::Credit => named("credit"),
            Self::Volume => named("volume"),
            Self::Profit => named("profit"),
            Self::Own(name) => named(name),
            Self::Prospect => sentences::PROSPECT.text(language).to_owned(),
            Self::Overdue { days_above, worst_days } => {
                let (days, worst) = (days_above.to_string(), worst_days.to_string());
                fill(words::SETTLE, &[("days", &days), ("worst", &worst)])
            }
            Self::LegalTrouble => words::RESOLVE.text(language).to_owned(),
            Self::WriteOff { until } => leave("write_off", *until),
            Self::WilfulDefault { until } => leave("wilful_default", *until),
            Self::BouncedBill { until } => leave("bounced_bill", *until),
            Self::DocumentsMissing => words::COMPLETE.text(language).to_owned(),
            Self::ShortRelationship { months, until } => {
                from(words::LAST_FROM, words::LAST, *until, &[("months", &months.to_string())])
            }
            Self::Approval { until } => from(words::EXPIRE_FROM, words::EXPIRE, *until, &[]),
        }
    }

    const fn is_dimension(&self) -> bool {
        matches!(self, Self::Credit | Self::Volume | Self::Profit | Self::Own(_) | Self::Prospect)
    }
}

impl Unreachable {
    fn sentence(&self, lever: &Lever, language: Language) -> String {
        match self {
            Self::BestAlready => sentences::KEEP.text(language).to_owned(),
            Self::Approved => sentences::APPROVED_ONLY.text(language).to_owned(),
            Self::NotRated { reason, missing } => {
                // Whose own score it is need not be said twice.
                let reason = match missing.as_slice() {
                    [] => Some(*reason),
                    [own] if own.dimension == *lever => Some(own.reason),
                    _ => None,
                };
                if let Some(reason) = reason {
                    return words::NOT_RATED.fill(language, &[("reason", why_unrated(reason, language))]);
                }
                let missing: Vec<String> = missing.iter().map(|missing| missing.in_words(language)).collect();
                words::NOT_RATED_FOR.fill(language, &[("missing", &missing.join(language.separator()))])
            }
            Self::NoWeight => words::NO_WEIGHT.text(language).to_owned(),
            Self::NotEnough { score, composite } => {
                let (score, composite) = (score.to_string(), composite.to_string());
                words::NOT_ENOUGH.fill(language, &[("score", &score), ("composite", &composite)])
            }
            Self::Held { caps, vetoes } => {
                let sentence = match (lever.is_dimension(), vetoes.is_empty()) {
                    (true, true) => words::HELD,
                    (true, false) => words::HELD_BY_VETO,
                    (false, true) => words::NOT_ALONE,
                    (false, false) => words::NOT_ALONE_BY_VETO,
                };
                let join = |texts: Vec<String>| texts.join(language.separator());
                let caps = join(caps.iter().map(|cap| labels::read("caps", cap, language)).collect());
                let also = join(vetoes.iter().map(|veto| veto.in_words(language)).collect());
                sentence.fill(language, &[("caps", &caps), ("also", &also)])
            }
            Self::ByScore => words::BY_SCORE.text(language).to_owned(),
            Self::NoBetterWithout { grade: Some(grade) } => {
                words::NO_BETTER.fill(language, &[("grade", grade)])
            }
            Self::NoBetterWithout { grade: None } => words::NO_GRADE.text(language).to_owned(),
            Self::OutOfRange => words::OUT_OF_RANGE.text(language).to_owned(),
        }
    }
}

impl MissingScore {
    fn in_words(&self, language: Language) -> String {
        let dimension = self.dimension.in_words(language);
        let reason = why_unrated(self.reason, language);
        let values = [("dimension", dimension.as_str()), ("reason", reason)];
        sentences::DIMENSION_MISSING.fill(language, &values)
    }
}

fn why_unrated(reason: Option<Unrated>, language: Language) -> &'static str {
    reason.map_or(ReasonCode::NoRating, ReasonCode::from).reading(language)
}

/// An amount with separators between thousands and at least two decimals, as many more as it has.
fn grouped(amount: Exact) -> String {
    let cents = amount.at_scale(PUBLISHED_SCALE).and_then(|_| amount.publish(PUBLISHED_SCALE));
    let plain = cents.map_or_else(|| amount.to_string(), |cents| cents.to_string());
    let (sign, digits) = plain.strip_prefix('-').map_or(("", plain.as_str()), |digits| ("-", digits));
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let mut grouped = String::from(sign);
    for (at, digit) in whole.chars().enumerate() {
        let left = whole.len().saturating_sub(at);
        if at > 0 && left.is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    if !fraction.is_empty() {
        grouped.push('.');
        grouped.push_str(fraction);
    }
    grouped
}
