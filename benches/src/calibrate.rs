//! What the machine gives right now: the same small loop on one thread and on two.

use std::hint::black_box;
use std::time::Instant;

use serde::Serialize;

use crate::stages::{median, micros};

/// Times of the loop, medians of several.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Calibration {
    /// One thread.
    pub one_ms: f64,
    /// Two threads that each do the whole of it, by one thread: 1 where there are two cores to be had,
    /// 2 where there is one.
    pub two_by_one: f64,
}

/// Takes about a tenth of a second.
pub fn calibrate() -> Calibration {
    let (one, two): (Vec<u64>, Vec<u64>) = (0..5).map(|_| (time(1), time(2))).unzip();
    let (one, two) = (median(one), median(two));
    Calibration { one_ms: one as f64 / 1e3, two_by_one: two as f64 / one.max(1) as f64 }
}

fn time(threads: u64) -> u64 {
    let start = Instant::now();
    std::thread::scope(|scope| {
        for seed in 1..=threads {
            scope.spawn(move || black_box(shuffled_bits(black_box(seed))));
        }
    });
    micros(start.elapsed())
}

/// Arithmetic that touches no memory.
fn shuffled_bits(seed: u64) -> u64 {
    let mut bits = seed;
    for _ in 0..3_000_000 {
        bits ^= bits << 13;
        bits ^= bits >> 7;
        bits ^= bits << 17;
    }
    bits
}
