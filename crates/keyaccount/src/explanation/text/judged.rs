//! What people judged, read out; then the composite, which takes it together with the rest.

use super::head::finished;
use super::page::{Page, number, text};
use super::words;
use crate::decimal::{Exact, PUBLISHED_SCALE, Score};
use crate::explanation::{CompositeStep, NextBand, ProspectStep, RatingStep, ReachedBand};
use crate::measure::{aligned, grouped};
use crate::reason::ReasonCode;

impl Page {
    pub(super) fn rating(&mut self, rating: &RatingStep) {
        let score = rating.score.map(|score| score.to_string());
        let heading = if score.is_some() { words::RATING } else { words::RATING_WITHOUT };
        let values =
            [("dimension", rating.dimension.as_str()), ("score", score.as_deref().unwrap_or_default())];
        self.section(&heading.fill(self.language, &values));
        if !rating.ratings.is_empty() {
            let columns = [text(words::ASSESSOR), text(words::ON), number(words::RATED)];
            let rows: Vec<_> = rating
                .ratings
                .iter()
                .map(|one| vec![one.assessor.clone().into(), one.on.to_string(), one.score.to_string()])
                .collect();
            self.table(&columns, &rows, None);
        }
        if let Some(mean) = rating.mean {
            self.say(words::MEAN_LINE, &[("mean", &mean.to_string())]);
        }
        if let Some(unrated) = &rating.unrated {
            self.say(words::NOT_SCORED, &[("reason", &unrated.sentence(self.language))]);
        }
    }

    pub(super) fn prospect(&mut self, prospect: &ProspectStep) {
        let score = prospect.score.map(|score| score.to_string());
        let heading = if score.is_some() { words::PROSPECT } else { words::PROSPECT_WITHOUT };
        let clause = self.clause(prospect.clause.as_deref());
        let values = [("score", score.as_deref().unwrap_or_default())];
        self.section(&format!("{}{clause}", heading.fill(self.language, &values)));
        if prospect.criteria.iter().any(|criterion| criterion.rating.is_some()) {
            self.criteria(prospect);
        }
        if let Some(division) = &prospect.division {
            let division = self.division(division);
            self.say(words::SCORE_IS, &[("division", &division)]);
        }
        if let Some(approved) = &prospect.approved {
            let on = approved.on.to_string();
            self.say(words::APPROVED_SCORE, &[("score", &grouped(approved.score)), ("on", &on)]);
            match (&approved.approved_by, &approved.justification) {
                (Some(by), Some(why)) => {
                    self.say(words::APPROVED_BY, &[("by", by), ("why", &finished(why, self.language))]);
                }
                (Some(by), None) => self.say(words::APPROVED_BY_ALONE, &[("by", by)]),
                (None, _) => {}
            }
        }
        if !prospect.assessments.is_empty() {
            let by: Vec<_> = prospect
                .assessments
                .iter()
                .map(|one| format!("{}{}", one.assessor, self.language.brackets(&one.on.to_string())))
                .collect();
            self.say(words::ASSESSED_BY, &[("by", &by.join(self.language.separator()))]);
        }
        if let Some(until) = prospect.valid_until {
            let expired = prospect.unrated.as_ref().is_some_and(|r| r.code == ReasonCode::AssessmentExpired);
            let sentence = if expired { words::EXPIRED_ON } else { words::VALID_UNTIL };
            self.say(sentence, &[("date", &until.to_string())]);
        }
        if let Some(unrated) = &prospect.unrated {
            self.say(words::NOT_SCORED, &[("reason", &unrated.sentence(self.language))]);
        }
    }

    fn criteria(&mut self, prospect: &ProspectStep) {
        let mut columns = vec![
            text(words::CRITERION),
            number(words::WEIGHT),
            number(words::MEAN_RATING),
            number(words::CRITERION_POINTS),
            number(words::CRITERION_WEIGHTED),
        ];
        if prospect.division.is_some() {
            columns.push(number(words::ADDS));
        }
        let cell = |value: Option<Exact>| value.map(|value| value.to_string()).unwrap_or_default();
        let rows: Vec<_> = prospect
            .criteria
            .iter()
            .map(|criterion| {
                vec![
                    words::criterion(criterion.criterion, self.language).to_owned(),
                    criterion.weight.normalize().to_string(),
                    cell(criterion.rating),
                    cell(criterion.points),
                    cell(criterion.weighted),
                    criterion.adds.map(|adds| adds.to_string()).unwrap_or_default(),
                ]
            })
            .collect();
        let sum = prospect
            .criteria
            .iter()
            .filter_map(|criterion| criterion.weighted)
            .try_fold(Exact::ZERO, Exact::checked_add);
        let total = vec![
            words::TOTAL.text(self.language).to_owned(),
            prospect.weight.to_string(),
            String::new(),
            String::new(),
            cell(sum),
            prospect.score.map(|score| score.to_string()).unwrap_or_default(),
        ];
        self.table(&columns, &rows, Some(total));
    }

    pub(super) fn composite(&mut self, composite: &CompositeStep) {
        let score = composite.score.map(|score| score.to_string());
        let heading = if score.is_some() { words::COMPOSITE } else { words::COMPOSITE_WITHOUT };
        let clause = self.clause(composite.clause.as_deref());
        let values = [("score", score.as_deref().unwrap_or_default())];
        self.section(&format!("{}{clause}", heading.fill(self.language, &values)));
        let mut columns = vec![
            text(words::DIMENSION),
            number(words::WEIGHT),
            number(words::SCORE),
            number(words::WEIGHTED_SCORE),
        ];
        if score.is_some() {
            columns.push(number(words::ADDS));
        }
        let of_shares = composite.shares.iter().map(|share| share.weighted.unwrap_or_default());
        let sum = of_shares.clone().try_fold(Exact::ZERO, Exact::checked_add).unwrap_or_default();
        let mut weighted = aligned(&of_shares.chain([sum]).collect::<Vec<_>>(), PUBLISHED_SCALE);
        let sum = weighted.pop().unwrap_or_default();
        let mut weighted = composite.shares.iter().zip(weighted).map(|(share, cell)| {
            // What has no score has no product either.
            if share.weighted.is_some() { cell } else { String::new() }
        });
        let rows: Vec<_> = composite
            .shares
            .iter()
            .map(|share| {
                vec![
                    words::dimension(&share.dimension, self.language).to_owned(),
                    share.weight.normalize().to_string(),
                    share.score.map(|score| score.to_string()).unwrap_or_default(),
                    weighted.next().unwrap_or_default(),
                    share.adds.map(|adds| adds.to_string()).unwrap_or_default(),
                ]
            })
            .collect();
        let total = vec![
            words::TOTAL.text(self.language).to_owned(),
            composite.weight.to_string(),
            String::new(),
            sum,
            score.clone().unwrap_or_default(),
        ];
        self.table(&columns, &rows, Some(total));
        for share in composite.shares.iter().filter(|share| share.score.is_none()) {
            let dimension = words::dimension(&share.dimension, self.language);
            let why = share.unrated.as_ref().map(|unrated| unrated.sentence(self.language));
            let sentence =
                if why.is_some() { words::WITHOUT_DIMENSION } else { words::WITHOUT_DIMENSION_PLAIN };
            let said = sentence.fill(
                self.language,
                &[("dimension", dimension), ("reason", why.as_deref().unwrap_or_default())],
            );
            self.line(&finished(&said, self.language));
        }
        if let Some(division) = &composite.division {
            let division = self.division(division);
            self.say(words::SCORE_IS, &[("division", &division)]);
        }
        if let Some(unrated) = &composite.unrated {
            self.say(words::NOT_SCORED, &[("reason", &unrated.sentence(self.language))]);
        }
    }

    /// The band a score reaches, and the one above it.
    pub(super) fn bands(&mut self, score: &str, what: &str, band: &ReachedBand, next: Option<&NextBand>) {
        let bound = band.at_least.to_string();
        let mut values = vec![("score", score), ("bound", &bound), ("what", what), ("band", &band.band)];
        let next = next.map(|next| (next, next.at_least.to_string(), next.missing.to_string()));
        if let Some((next, begins, missing)) = &next {
            values.extend([("next", next.band.as_str()), ("begins", begins), ("missing", missing)]);
        }
        // Of the lowest band nothing is to be said but that no other was reached.
        let sentence = match &next {
            Some(_) if band.at_least == Score::ZERO => words::REACHES_LOWEST,
            Some(_) => words::REACHES_BELOW,
            None => words::REACHES,
        };
        let said = sentence.fill(self.language, &values);
        let clause = self.clause(band.clause.as_deref());
        self.line(&format!("{said}{clause}"));
    }
}
