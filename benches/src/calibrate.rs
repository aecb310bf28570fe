//! What the machine gives right now: the same small loop on one thread and on two; and its limits: reading
//! memory, touching new pages, hashing.

use std::hint::black_box;
use std::time::Instant;

use serde::Serialize;
use sha2::{Digest, Sha256};

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

/// What nothing can be faster than, medians of several.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Limits {
    /// Adding up 256 MiB, on one thread and on two.
    pub read_gb_per_second: [f64; 2],
    /// Writing one byte to a page of 4 KiB that nobody has touched.
    pub new_page_ns: f64,
    /// SHA-256 of 64 bytes.
    pub sha256_block_ns: f64,
}

/// Takes some seconds and 512 MiB.
pub fn limits() -> Limits {
    const BYTES: usize = 256 << 20;
    const PAGE: usize = 4096;
    const BLOCKS: usize = 1 << 18;
    let words: Vec<u64> = (0..BYTES as u64 / 8).collect();
    let read = |threads: usize| {
        let nanos = median_of(|| {
            std::thread::scope(|scope| {
                for part in words.chunks(words.len().div_ceil(threads)) {
                    scope.spawn(move || {
                        black_box(part.iter().fold(0_u64, |sum, word| sum.wrapping_add(*word)))
                    });
                }
            });
        });
        BYTES as f64 / nanos
    };
    let read_gb_per_second = [read(1), read(2)];
    let pages = median_of(|| {
        // Zeroed pages come from the system when they are first written to.
        let mut bytes = vec![0_u8; BYTES];
        bytes.iter_mut().step_by(PAGE).for_each(|byte| *byte = 1);
        black_box(&bytes);
    });
    let block = [1_u8; 64];
    let blocks = median_of(|| {
        let mut digest = Sha256::new();
        (0..BLOCKS).for_each(|_| digest.update(black_box(block)));
        black_box(digest.finalize());
    });
    Limits {
        read_gb_per_second,
        new_page_ns: pages / (BYTES / PAGE) as f64,
        sha256_block_ns: blocks / BLOCKS as f64,
    }
}

/// The median nanoseconds of five runs.
fn median_of(run: impl Fn()) -> f64 {
    let mut times: Vec<u128> = (0..5)
        .map(|_| {
            let start = Instant::now();
            run();
            start.elapsed().as_nanos()
        })
        .collect();
    times.sort_unstable();
    times[2] as f64
}
