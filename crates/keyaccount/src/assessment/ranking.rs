//! Ranks, the order of the score table, and how many customers have which grade (§4.7).

use super::{Distribution, GradeCount};
use crate::decimal::{Exact, Score};
use crate::facts::Facts;
use crate::grading::{CustomerGrades, Track};
use crate::policy::{Band, Policy};
use crate::scoring::{Population, measured_profit};

/// What a rated customer is ordered by: grade, score, profit, id (§4.7).
struct RankKey<'a> {
    at: u32,
    track: Track,
    grade: Option<Band>,
    score: Option<Score>,
    profit: Option<Exact>,
    id: &'a str,
}

/// Gives everybody their ranks and returns the order of the score table.
pub(super) fn rank(facts: &Facts, grades: &mut [CustomerGrades], population: &Population) -> Vec<u32> {
    let keys =
        facts.customers.iter().zip(grades.iter()).zip(0_u32..).map(|((customer, grades), at)| RankKey {
            at,
            track: grades.track,
            grade: grades.grade,
            score: if grades.track == Track::New {
                grades.prospect.and_then(Result::ok)
            } else {
                grades.composite.ok()
            },
            profit: grades.profit.ok().and_then(|_| measured_profit(facts, customer)),
            id: facts.id(customer),
        });
    let mut keys: Vec<RankKey<'_>> = keys.collect();
    keys.sort_unstable_by(|a, b| {
        a.track.cmp(&b.track).then_with(|| {
            let by_id = || a.id.as_bytes().cmp(b.id.as_bytes());
            match a.track {
                // `None` sorts first, so a missing grade, which a rated customer never has, cannot matter;
                // a missing score or profit comes last because the order is reversed.
                Track::Rated => a
                    .grade
                    .cmp(&b.grade)
                    .then(b.score.cmp(&a.score))
                    .then(b.profit.cmp(&a.profit))
                    .then_with(by_id),
                Track::Unrated => by_id(),
                Track::New => b.score.cmp(&a.score).then_with(by_id),
            }
        })
    });
    let order: Vec<u32> = keys.iter().map(|key| key.at).collect();
    let mut place = 0_u32;
    for at in &order {
        let Some(grades) = grades.get_mut(*at as usize) else { continue };
        if grades.track != Track::Rated {
            continue;
        }
        place = place.saturating_add(1);
        grades.priority_rank = Some(place);
        let score = grades.composite.ok().map(|score| Exact::new(i128::from(score.hundredths()), 0));
        grades.score_rank = score.and_then(|score| u32::try_from(population.composite().rank(score)).ok());
    }
    order
}

pub(super) fn distribution(grades: &[CustomerGrades], policy: &Policy) -> Distribution {
    let count = |track: Track| grades.iter().filter(|g| g.track == track).count() as u64;
    let of_band =
        |band| grades.iter().filter(|g| g.track == Track::Rated && g.grade == Some(band)).count() as u64;
    let bands = policy.composite().bands.iter();
    Distribution {
        grades: bands
            .map(|(band, name, _)| GradeCount { grade: name.to_owned(), customers: of_band(band) })
            .collect(),
        unrated: count(Track::Unrated),
        new: count(Track::New),
        total: grades.len() as u64,
    }
}
