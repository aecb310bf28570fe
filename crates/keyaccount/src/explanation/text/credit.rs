//! Credit read out.

use rust_decimal::Decimal;

use super::head::finished;
use super::page::{Page, number, text};
use super::words;
use crate::book::Code;
use crate::decimal::{Exact, PUBLISHED_SCALE};
use crate::explanation::{CreditStep, CreditTermsStep, ExplainedSlice, ReportedFacts};
use crate::labels;
use crate::measure::{Measure, aligned, grouped};

impl Page {
    pub(super) fn credit(&mut self, credit: &CreditStep) {
        let score = credit.score.map(|score| score.to_string());
        let grade = credit.grade.as_deref();
        let heading = match (&score, grade) {
            (Some(_), _) => words::CREDIT,
            (None, Some(_)) => words::CREDIT_VETOED,
            (None, None) => words::CREDIT_WITHOUT,
        };
        let values = [("score", score.as_deref().unwrap_or_default()), ("grade", grade.unwrap_or_default())];
        let clause = self.clause(credit.clause.as_deref());
        self.section(&format!("{}{clause}", heading.fill(self.language, &values)));
        let (first, last) = (credit.window.first.to_string(), credit.window.last.to_string());
        let days = [("first", first.as_str()), ("last", last.as_str())];
        if credit.slices.is_empty() {
            self.say(words::NOTHING_COUNTED, &days);
        } else {
            self.say(words::COUNTED, &days);
            if credit.grace_days > 0 {
                let grace = Measure::days(credit.grace_days).words(self.language);
                self.say(words::GRACE, &[("days", &grace)]);
            }
            self.slices(credit);
        }
        if let Some(division) = &credit.division {
            let division = self.division(division);
            self.say(words::SCORE_IS, &[("division", &division)]);
        }
        if let (Some(unrated), false) = (&credit.unrated, credit.slices.is_empty()) {
            self.say(words::NOT_SCORED, &[("reason", &unrated.sentence(self.language))]);
        }
        self.reached(credit);
        self.held(credit);
        if let Some(reported) = &credit.reported {
            self.reported(reported);
        }
        if let Some(terms) = &credit.terms {
            self.terms(terms);
        }
    }

    fn reached(&mut self, credit: &CreditStep) {
        let (Some(score), Some(band)) = (credit.score, &credit.band) else { return };
        let what = words::CREDIT_BAND.text(self.language);
        self.bands(&score.to_string(), what, band, credit.next_band.as_ref());
    }

    /// The vetoes and the limits of the credit grade.
    fn held(&mut self, credit: &CreditStep) {
        if credit.vetoes.is_empty() {
            self.say(words::NO_VETOES, &[]);
        } else {
            self.say(words::VETOES, &[]);
            self.reasons(&credit.vetoes);
            if let Some(band) = &credit.veto_band {
                self.say(words::VETOED_BAND, &[("band", band)]);
            }
        }
        if let Some(lifted) = &credit.caps_lifted {
            let said = finished(&lifted.sentence(self.language), self.language);
            self.line(&said);
        } else if credit.caps.is_empty() && credit.score.is_some() {
            self.say(words::NO_CREDIT_CAPS, &[]);
        }
        if !credit.caps.is_empty() {
            self.say(words::CREDIT_CAPS, &[]);
        }
        for cap in &credit.caps {
            let sentence = if cap.lowers { words::CREDIT_CAP_LOWERS } else { words::CREDIT_CAP_HARMLESS };
            let reason = cap.reason.sentence(self.language);
            self.item(&sentence.fill(self.language, &[("band", &cap.at_most), ("reason", &reason)]));
        }
        if let Some(grade) = &credit.grade {
            self.say(words::CREDIT_GRADE, &[("band", grade)]);
        }
    }

    fn slices(&mut self, credit: &CreditStep) {
        let has_score = credit.score.is_some();
        let mut columns = vec![
            text(words::INVOICE),
            number(words::AMOUNT),
            text(words::STATE),
            text(words::DUE),
            text(words::SETTLED),
            number(words::LATE),
            number(words::EXCUSED),
            number(words::EFFECTIVE),
            number(words::POINTS),
            number(words::WEIGHTED),
        ];
        if has_score {
            columns.push(number(words::ADDS));
        }
        let points: Vec<Exact> = credit.slices.iter().map(|slice| slice.points.into()).collect();
        let amounts: Vec<Exact> = credit.slices.iter().map(|slice| slice.amount).collect();
        let weighted: Vec<Exact> = credit.slices.iter().map(|slice| slice.weighted).collect();
        let sum_of = |values: &[Exact]| {
            values.iter().copied().try_fold(Exact::ZERO, Exact::checked_add).unwrap_or_default()
        };
        let column = |mut values: Vec<Exact>| {
            values.push(sum_of(&values));
            let mut cells = aligned(&values, PUBLISHED_SCALE);
            let total = cells.pop().unwrap_or_default();
            (cells, total)
        };
        let points = aligned(&points, PUBLISHED_SCALE);
        let (amounts, amount) = column(amounts);
        let (weighted, sum) = column(weighted);
        let numbers = points.iter().zip(&amounts).zip(&weighted);
        let rows: Vec<_> = credit
            .slices
            .iter()
            .zip(numbers)
            .map(|(slice, ((points, amount), weighted))| self.slice(slice, [amount, points, weighted]))
            .collect();
        let mut total = vec![String::new(); columns.len()];
        let mut put = |at: usize, cell: String| {
            if let Some(slot) = total.get_mut(at) {
                *slot = cell;
            }
        };
        put(0, words::TOTAL.text(self.language).to_owned());
        put(1, amount);
        put(9, sum);
        put(10, credit.score.map(|score| score.to_string()).unwrap_or_default());
        self.table(&columns, &rows, Some(total));
        for slice in &credit.slices {
            for excused in &slice.excused {
                let code = format!("{}:{}", excused.kind.code(), excused.days);
                let reason = labels::read("excused_by", &code, self.language);
                let clause = self.clause(excused.clause.as_deref());
                let values =
                    [("invoice", slice.invoice_id.as_str()), ("reason", &reason), ("clause", &clause)];
                self.say(words::EXCUSED_LINE, &values);
            }
        }
    }

    fn slice(&self, slice: &ExplainedSlice, [amount, points, weighted]: [&String; 3]) -> Vec<String> {
        let excused = slice.excused.iter().fold(0_u32, |sum, by| sum.saturating_add(by.days));
        let mut cells = vec![
            slice.invoice_id.clone().into(),
            amount.clone(),
            labels::read("state", slice.state.code(), self.language),
            slice.due_on.to_string(),
            slice.settled_on.map(|date| date.to_string()).unwrap_or_default(),
            slice.days_late.to_string(),
            if excused > 0 { excused.to_string() } else { String::new() },
            slice.effective_days.to_string(),
            points.clone(),
            weighted.clone(),
        ];
        cells.extend(slice.adds.map(|adds| adds.to_string()));
        cells
    }

    fn reported(&mut self, reported: &ReportedFacts) {
        self.say(words::REPORTED, &[]);
        let fill = |sentence: labels::sentences::Sentence, values: &[(&str, &str)]| {
            sentence.fill(self.language, values)
        };
        let worst = Measure::days(reported.max_days_late).words(self.language);
        let lines = [
            fill(words::DAYS_LATE_LINE, &[("division", &self.division(&reported.weighted_days_late))]),
            fill(
                words::ON_TIME_LINE,
                &[
                    ("part", &reported.on_time.to_string()),
                    ("whole", &reported.slices.to_string()),
                    ("percent", &reported.on_time_rate.published.to_string()),
                ],
            ),
            fill(words::WORST_LINE, &[("days", &worst)]),
            fill(words::OVERDUE_LINE, &[("amount", &grouped(reported.overdue_amount))]),
        ];
        for line in lines {
            self.item(&line);
        }
    }

    fn terms(&mut self, terms: &CreditTermsStep) {
        let coefficient = terms.coefficient.normalize().to_string();
        let months = Measure::Months(terms.months).words(self.language);
        let term = Measure::days(terms.term_days).words(self.language);
        let money = |amount: Option<Decimal>| amount.map(|amount| grouped(amount.into())).unwrap_or_default();
        let (average, limit) = (money(terms.average_monthly_sales), money(terms.limit));
        let sales = grouped(terms.sales);
        let values = [
            ("sales", sales.as_str()),
            ("months", &months),
            ("average", &average),
            ("term", &term),
            ("coefficient", &coefficient),
            ("limit", &limit),
        ];
        let sentence = if terms.coefficient.is_zero() {
            words::NO_LIMIT
        } else if terms.limit.is_some() && terms.months > 0 {
            words::LIMIT_LINE
        } else {
            words::LIMIT_UNKNOWN
        };
        let said = sentence.fill(self.language, &values);
        let clause = self.clause(terms.clause.as_deref());
        self.line(&format!("{said}{clause}"));
        if let Some(exposure) = terms.exposure {
            self.say(words::EXPOSURE_LINE, &[("amount", &grouped(exposure))]);
        }
        if !terms.hold.is_empty() {
            self.say(words::ON_HOLD, &[]);
            self.reasons(&terms.hold);
        }
    }
}
