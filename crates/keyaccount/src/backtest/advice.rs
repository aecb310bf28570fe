//! The part of the summary that is about a proposal.

use rust_decimal::Decimal;

use super::outcomes::OutcomeKind;
use super::proposal::{Advice, Calibrated, Proposal, ProposedValue, Quality};
use super::summary::{Summary, plain};
use crate::decimal::PUBLISHED_SCALE;
use crate::labels::sentences::Sentence;
use crate::labels::{self, backtest as say};

impl Summary {
    pub(super) fn proposal(&mut self, proposal: &Proposal, kind: OutcomeKind) {
        self.blank();
        let is_curve = proposal.calibrated == Calibrated::Curve;
        self.line(if is_curve { say::CURVE } else { say::WEIGHTS }, &[]);
        if !is_curve {
            self.line(say::TRIED, &[("tried", &proposal.tried.to_string())]);
        }
        let before = core::iter::once(None).chain(proposal.values.iter().map(Some));
        for (at, (before, value)) in before.zip(&proposal.values).enumerate() {
            let is_last = at.saturating_add(1) == proposal.values.len();
            let span = is_curve.then(|| self.span(before, value, is_last));
            self.value(value, span.as_deref(), kind);
        }
        if proposal.left_out > 0 {
            self.line(say::LEFT_OUT, &[("customers", &self.customers(proposal.left_out))]);
        }
        self.line(say::SPLIT, &[]);
        self.quality(say::ON_TRAINING, &proposal.training);
        self.quality(say::ON_HELD_OUT, &proposal.held_out);
        let (advice, has_lines) = match proposal.advice {
            Advice::Adopt => (say::ADOPT, true),
            Advice::Unproven => (say::UNPROVEN, true),
            Advice::Keep => (say::KEEP, false),
            Advice::NothingBetter => (say::NOTHING_BETTER, false),
            Advice::Undecided => (say::UNDECIDED, false),
        };
        self.line(advice, &[]);
        if has_lines {
            self.blank();
            self.line(say::LINES, &[]);
            self.blank();
            self.text.push_str(&proposal.toml);
        }
    }

    /// Which payments stand at an anchor of the curve.
    fn span(&self, before: Option<&ProposedValue>, value: &ProposedValue, is_last: bool) -> String {
        let Some(before) = before else { return say::ON_TIME.text(self.language).to_owned() };
        let from = before.name.parse::<u32>().unwrap_or_default().saturating_add(1).to_string();
        let sentence = if is_last { say::LATER } else { say::BETWEEN };
        sentence.fill(self.language, &[("from", &from), ("to", &value.name)])
    }

    fn value(&mut self, value: &ProposedValue, span: Option<&str>, kind: OutcomeKind) {
        let name = match span {
            Some(_) => say::DAYS_LATE.fill(self.language, &[("days", &value.name)]),
            None => labels::read("measure", &value.name, self.language),
        };
        let [least, most, present, proposed] =
            [value.least, value.most, value.present, value.proposed].map(plain);
        let sentence = if value.present == value.proposed { say::UNCHANGED } else { say::CHANGED };
        let values = [("present", &*present), ("proposed", &proposed), ("least", &least), ("most", &most)];
        let values: Vec<_> = values.into_iter().chain([("name", &*name)]).collect();
        let mut line = format!("  {}", sentence.fill(self.language, &values));
        if let (Some(payments), Some(span)) = (value.payments, span) {
            let sentence = match (payments, kind.is_yes_no()) {
                (0, _) => say::BUCKET_EMPTY,
                (_, true) => say::BUCKET_BAD,
                (_, false) => say::BUCKET_MEAN,
            };
            let outcome = value.outcome.map(|o| if kind.is_yes_no() { o.to_string() } else { plain(o) });
            let (payments, outcome) = (self.payments(payments), outcome.unwrap_or_default());
            let values = [("span", span), ("payments", &payments), ("outcome", &outcome)];
            line.push_str(&sentence.fill(self.language, &values));
        }
        self.text.push_str(&line);
        self.blank();
    }

    fn quality(&mut self, sentence: Sentence, quality: &Quality) {
        let (Some(before), Some(after)) = (quality.auc_before, quality.auc_after) else { return };
        // Four decimals of a share are two of a percentage.
        let hundred = |share: Decimal| {
            let mut percent = share.saturating_mul(Decimal::ONE_HUNDRED);
            percent.rescale(u32::from(PUBLISHED_SCALE));
            percent.to_string()
        };
        let (customers, before, after) = (self.customers(quality.customers), hundred(before), hundred(after));
        self.line(sentence, &[("customers", &customers), ("before", &before), ("after", &after)]);
    }
}
