//! Order volume and profit read out.

use rust_decimal::Decimal;

use super::page::Page;
use super::words;
use crate::decimal::{Exact, Score};
use crate::explanation::{Audience, ProfitStep, RankStep, ScoreFormula, VolumeStep};
use crate::labels::sentences::Sentence;
use crate::measure::{Bound, Measure, grouped, grouped_plain};
use crate::policy::VolumeBasis;

impl Page {
    pub(super) fn volume(&mut self, volume: &VolumeStep, audience: Audience) {
        let score = volume.score.map(|score| score.to_string());
        let heading = if score.is_some() { words::VOLUME } else { words::VOLUME_WITHOUT };
        let clause = self.clause(volume.clause.as_deref());
        let values = [("score", score.as_deref().unwrap_or_default())];
        self.section(&format!("{}{clause}", heading.fill(self.language, &values)));
        if let Some(value) = volume.value {
            let orders = if volume.orders == 1 { words::ONE_ORDER } else { words::ORDERS };
            let orders = orders.fill(self.language, &[("n", &volume.orders.to_string())]);
            let (sentence, value) = match volume.basis {
                VolumeBasis::Amount => (words::ORDER_AMOUNT, grouped(value)),
                VolumeBasis::Quantity => (words::ORDER_QUANTITY, grouped_plain(value)),
            };
            let (first, last) = (volume.window.first.to_string(), volume.window.last.to_string());
            let values = [("first", first.as_str()), ("last", &last), ("value", &value), ("orders", &orders)];
            self.say(sentence, &values);
        }
        if let Some(share) = volume.share {
            self.say(words::SHARE, &[("share", &share.to_string())]);
        }
        if let (Some(score), Audience::Customer, None) = (volume.score, audience, &volume.formula) {
            let is_above_zero = volume.value.is_some_and(Exact::is_positive);
            let sentence = if is_above_zero { words::BY_PLACE } else { words::NOT_ABOVE_ZERO };
            self.say(sentence, &[("score", &score.to_string())]);
        }
        let is_money = volume.basis == VolumeBasis::Amount;
        if let (Some(formula), Some(score)) = (&volume.formula, volume.score) {
            let is_above_zero = volume.value.is_some_and(Exact::is_positive);
            self.formula(formula, score, is_money, is_above_zero, words::VOLUME_PLACE);
        }
        if let Some(unrated) = &volume.unrated {
            self.say(words::NOT_SCORED, &[("reason", &unrated.sentence(self.language))]);
        }
    }

    pub(super) fn profit(&mut self, profit: &ProfitStep, audience: Audience) {
        let score = profit.score.map(|score| score.to_string());
        let heading = if score.is_some() { words::PROFIT } else { words::PROFIT_WITHOUT };
        let clause = self.clause(profit.clause.as_deref());
        let values = [("score", score.as_deref().unwrap_or_default())];
        self.section(&format!("{}{clause}", heading.fill(self.language, &values)));
        self.measured_profit(profit);
        if let (Some(formula), Some(score)) = (&profit.formula, profit.score) {
            let is_above_zero = profit.profit.is_some_and(Exact::is_positive);
            self.formula(formula, score, true, is_above_zero, words::PROFIT_PLACE);
        }
        if let Some(lines) = profit.lines_without_cost.filter(|lines| *lines > 0) {
            self.say(words::WITHOUT_COST, &[("n", &lines.to_string())]);
        }
        match (&profit.unrated, profit.score, audience) {
            (Some(unrated), _, _) => {
                self.say(words::NOT_SCORED, &[("reason", &unrated.sentence(self.language))]);
            }
            (None, None, _) => self.say(words::NOT_SCORED_PLAIN, &[]),
            (None, Some(_), Audience::Customer) => self.say(words::PROFIT_BY_PLACE, &[]),
            (None, Some(_), Audience::Internal) => {}
        }
    }

    fn measured_profit(&mut self, profit: &ProfitStep) {
        let (Some(of_lines), Some(cost), Some(whole)) =
            (profit.of_lines, profit.cost_to_serve, profit.profit)
        else {
            return;
        };
        let (first, last) = (profit.window.first.to_string(), profit.window.last.to_string());
        let (lines, shown_cost, sum) = (grouped(of_lines), grouped(cost), grouped(whole));
        let values = [
            ("first", first.as_str()),
            ("last", &last),
            ("lines", &lines),
            ("cost", &shown_cost),
            ("profit", &sum),
        ];
        let sentence = if cost == Exact::ZERO { words::PROFIT_LINE_PLAIN } else { words::PROFIT_LINE };
        self.say(sentence, &values);
        let (Some(margin), Some(amount)) = (&profit.margin, profit.amount) else { return };
        let division = self.result(margin);
        let (amount, population) = (grouped(amount), profit.population_margin);
        let population = population.map(|margin| margin.to_string());
        let mut values = vec![("profit", sum.as_str()), ("amount", &amount), ("division", &division)];
        match &population {
            Some(population) => {
                values.push(("population", population));
                self.say(words::MARGIN_LINE, &values);
            }
            None => self.say(words::MARGIN_ALONE, &values),
        }
    }

    fn formula(
        &mut self,
        formula: &ScoreFormula,
        score: Score,
        is_money: bool,
        is_above_zero: bool,
        place: Sentence,
    ) {
        let published = score.to_string();
        match formula {
            // Only against customers measured before: in a run of its own a value is one of those it is
            // compared with.
            ScoreFormula::Rank(RankStep { division: None, .. })
            | ScoreFormula::MaxRatio { division: None, .. }
                if is_above_zero =>
            {
                self.say(words::NOBODY_TO_COMPARE, &[("score", &published)]);
            }
            ScoreFormula::Rank(rank) => self.rank(rank, &published, place),
            ScoreFormula::MaxRatio { division: Some(division), within, .. } => {
                let within = self.within(within.as_deref());
                let exceeds = division.published > Decimal::from(100);
                let division = self.division(division);
                self.say(words::RATIO_FORMULA, &[("within", &within), ("division", &division)]);
                if exceeds {
                    self.say(words::FULL_MARKS_AT_MOST, &[("score", &published)]);
                }
            }
            ScoreFormula::MaxRatio { division: None, .. } => {
                self.say(words::NOT_ABOVE_ZERO, &[("score", &published)]);
            }
            ScoreFormula::Band { at_least: Some(bound), clause } => {
                let bound = Exact::from(*bound).normalised();
                let measure = if is_money { Measure::Money(bound) } else { Measure::Number(bound) };
                let bound = Bound::AtLeast(measure).words(self.language);
                let clause = self.clause(clause.as_deref());
                let values = [("bound", bound.as_str()), ("score", &published), ("clause", &clause)];
                self.say(words::BAND_FORMULA, &values);
            }
            ScoreFormula::Band { at_least: None, .. } => {
                self.say(words::BAND_BELOW, &[("score", &published)])
            }
        }
    }

    fn rank(&mut self, rank: &RankStep, published: &str, place: Sentence) {
        let Some(division) = &rank.division else {
            self.say(words::NOT_ABOVE_ZERO, &[("score", published)]);
            return;
        };
        let (number, of) = (rank.rank.to_string(), rank.of.to_string());
        let (within, division) = (self.within(rank.within.as_deref()), self.result(division));
        let values = [("rank", number.as_str()), ("of", &of), ("within", &within), ("division", &division)];
        self.say(place, &values);
        self.say(words::RANK_FORMULA, &values);
    }

    fn within(&self, group: Option<&str>) -> String {
        match group {
            Some("") => words::WITHIN_NO_GROUP.text(self.language).to_owned(),
            Some(group) => words::WITHIN.fill(self.language, &[("group", group)]),
            None => String::new(),
        }
    }
}
