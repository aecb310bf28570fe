//! Ranks, scores and grades from the sums.

use std::panic::resume_unwind;

use sha2::{Digest, Sha256};

use super::radix::Order;
use super::sums::{Ordered, Paid, Sums};
use crate::memory::first_digits;

/// Six decimals.
const MILLION: i64 = 1_000_000;
/// Days late and points, in straight lines, level beyond both ends.
const CURVE: [(i64, i64); 8] =
    [(-30, 100), (0, 80), (15, 70), (22, 60), (30, 50), (60, 40), (90, 30), (120, 20)];
/// Points of a customer without invoices.
const NO_INVOICES: i64 = 50 * MILLION;
/// A score that reaches these, in hundredths, has the grade of that place.
const GRADES: [i64; 5] = [8_000, 6_500, 5_000, 3_500, 2_000];

/// The result, a column each; money and composites in hundredths, scores and ratios in millionths.
#[derive(Debug, Default)]
pub struct Scored {
    pub(super) ids: Vec<i64>,
    pub(super) ordered: Vec<Ordered>,
    pub(super) paid: Vec<Paid>,
    pub(super) margin: Vec<Option<i64>>,
    pub(super) days_late: Vec<Option<i64>>,
    pub(super) in_time: Vec<Option<i64>>,
    pub(super) credit: Vec<i64>,
    pub(super) volume: Vec<i64>,
    pub(super) profit: Vec<i64>,
    pub(super) composite: Vec<i64>,
    /// A to C.
    pub(super) class: Vec<u8>,
    pub(super) rank: Vec<u32>,
    /// A to F.
    pub(super) grade: Vec<u8>,
}

pub(super) fn finish(sums: Sums, threads: usize) -> Scored {
    let Sums { ids, ordered, paid } = sums;
    let by_amount = || {
        let order = Order::of(ordered.iter().map(|sum| sum.amount));
        (percentiles(&order, ordered.len()), classes(&order, &ordered))
    };
    let by_profit = || percentiles(&Order::of(ordered.iter().map(|sum| sum.profit)), ordered.len());
    let ((volume, class), profit, shares) = if threads < 2 {
        (by_amount(), by_profit(), Shares::of(&ordered, &paid))
    } else {
        std::thread::scope(|scope| {
            let by_profit = scope.spawn(|| (by_profit(), Shares::of(&ordered, &paid)));
            let by_amount = by_amount();
            let (by_profit, shares) = by_profit.join().unwrap_or_else(|panic| resume_unwind(panic));
            (by_amount, by_profit, shares)
        })
    };
    let Shares { margin, days_late, in_time, credit } = shares;
    let scores = credit.iter().zip(&volume).zip(&profit);
    let composite: Vec<i64> = scores
        .map(|((credit, volume), profit)| (4 * credit + 3 * volume + 3 * profit + 50_000) / 100_000)
        .collect();
    // Scores are below 10,001 hundredths: each has its place in a list.
    let mut ranks = vec![0_u32; 10_001];
    composite.iter().for_each(|score| ranks[*score as usize] = 1);
    ranks.iter_mut().rev().fold(0, |better, rank| {
        *rank += better;
        *rank
    });
    Scored {
        rank: composite.iter().map(|score| ranks[*score as usize]).collect(),
        grade: composite
            .iter()
            .map(|score| GRADES.iter().position(|bound| score >= bound).unwrap_or(GRADES.len()) as u8)
            .collect(),
        ids,
        ordered,
        paid,
        margin,
        days_late,
        in_time,
        credit,
        volume,
        profit,
        composite,
        class,
    }
}

/// 100 × (those below + half of those equal) ÷ all.
fn percentiles(order: &Order, count: usize) -> Vec<i64> {
    let mut scores = vec![0; count];
    let (count, mut below) = (count as i64, 0);
    for (_, positions) in order.groups() {
        let equal = positions.len() as i64;
        let score = (100 * MILLION * (2 * below + equal) + count) / (2 * count);
        positions.for_each(|at| scores[at] = score);
        below += equal;
    }
    scores
}

/// A while those with more have less than 80% of all amounts together, B below 95%.
fn classes(order: &Order, ordered: &[Ordered]) -> Vec<u8> {
    let total: i64 = ordered.iter().map(|sum| sum.amount.max(0)).sum();
    let mut classes = vec![2; ordered.len()];
    let mut before = 0;
    for (amount, positions) in order.groups().rev() {
        for at in positions {
            classes[at] = u8::from(before * 100 >= 80 * total) + u8::from(before * 100 >= 95 * total);
            before += amount.max(0);
        }
    }
    classes
}

/// What a customer's own sums say.
#[derive(Default)]
struct Shares {
    margin: Vec<Option<i64>>,
    days_late: Vec<Option<i64>>,
    in_time: Vec<Option<i64>>,
    credit: Vec<i64>,
}

impl Shares {
    fn of(ordered: &[Ordered], paid: &[Paid]) -> Self {
        let days_late: Vec<_> = paid.iter().map(|sum| ratio(sum.amount_days, sum.amount)).collect();
        Self {
            margin: ordered.iter().map(|sum| ratio(sum.profit, sum.amount)).collect(),
            in_time: paid.iter().map(|sum| ratio(sum.in_time, sum.amount)).collect(),
            credit: days_late.iter().map(|days| days.map_or(NO_INVOICES, points)).collect(),
            days_late,
        }
    }
}

/// In millionths, half away from zero; nothing unless the denominator is above zero.
fn ratio(numerator: i64, denominator: i64) -> Option<i64> {
    let by = u64::try_from(denominator).ok().filter(|by| *by > 0)?;
    let (whole, rest) = (numerator.unsigned_abs() / by, numerator.unsigned_abs() % by);
    let millionths = whole * MILLION as u64 + (2 * MILLION as u64 * rest + by) / (2 * by);
    Some(millionths as i64 * numerator.signum())
}

/// Points of so many millionths of days.
fn points(days: i64) -> i64 {
    let (first, last) = (CURVE[0], CURVE[CURVE.len() - 1]);
    if days <= first.0 * MILLION {
        return first.1 * MILLION;
    }
    let line = CURVE.windows(2).find(|line| days <= line[1].0 * MILLION);
    line.map_or(last.1 * MILLION, |line| {
        let ((from, high), (to, low)) = (line[0], line[1]);
        let span = to - from;
        let twice = 2 * (high * MILLION * span + (days - from * MILLION) * (low - high));
        (twice + span) / (2 * span)
    })
}

impl Scored {
    /// The first sixteen digits of SHA-256 over the columns as 64-bit integers, little end first, one column
    /// after the other, blanks as the least integer.
    pub fn checksum(&self) -> String {
        let mut digest = Sha256::new();
        let mut column = |cells: &mut dyn Iterator<Item = i64>| {
            for cell in cells {
                digest.update(cell.to_le_bytes());
            }
        };
        let blank = |cell: &Option<i64>| cell.unwrap_or(i64::MIN);
        column(&mut self.ids.iter().copied());
        column(&mut self.ordered.iter().map(|sum| sum.amount));
        column(&mut self.ordered.iter().map(|sum| sum.orders));
        column(&mut self.ordered.iter().map(|sum| sum.quantity));
        column(&mut self.ordered.iter().map(|sum| sum.profit));
        column(&mut self.margin.iter().map(blank));
        column(&mut self.days_late.iter().map(blank));
        column(&mut self.in_time.iter().map(blank));
        column(&mut self.paid.iter().map(|sum| i64::from(sum.worst)));
        column(&mut self.paid.iter().map(|sum| sum.overdue));
        column(&mut self.credit.iter().copied());
        column(&mut self.volume.iter().copied());
        column(&mut self.profit.iter().copied());
        column(&mut self.composite.iter().copied());
        column(&mut self.class.iter().map(|class| i64::from(*class)));
        column(&mut self.rank.iter().map(|rank| i64::from(*rank)));
        column(&mut self.grade.iter().map(|grade| i64::from(*grade)));
        first_digits(digest)
    }
}
