//! How much memory scoring takes beyond the book and the score table.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    clippy::print_stdout,
    reason = "a test fails by panicking"
)]

use keyaccount::{Facts, Policy, assess_facts};
use keyaccount_arrow::record_batch;
use keyaccount_benches::feed::{Feed, build};
use keyaccount_benches::generate::{GeneratedBook, Size};
use keyaccount_benches::text::{Texts, as_of};
use peak_alloc::PeakAlloc;

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

/// What a stage may hold beyond what it was given and what it leaves, in bytes.
struct Bound {
    stage: &'static str,
    of_customer: usize,
    of_invoice: usize,
}

/// The aim is 100 and 40 for every stage; all keep well within.
const BOUNDS: [Bound; 3] = [
    Bound { stage: "facts", of_customer: 60, of_invoice: 40 },
    Bound { stage: "grades", of_customer: 40, of_invoice: 40 },
    Bound { stage: "table", of_customer: 40, of_invoice: 40 },
];

/// What the facts, and later the assessment with its facts and grades, may hold of a customer: 290, and 402 to
/// 449, when this was written.
const HELD: [usize; 2] = [310, 480];

/// What does not grow with the book: tables of the policy, buffers of fixed size.
const FIXED: usize = 256 << 10;

/// Runs a stage; its result, and the bytes it held at once beyond what was there and what it leaves.
fn beyond<T>(stage: impl FnOnce() -> T) -> (T, usize) {
    MEMORY.reset_peak_usage();
    let before = MEMORY.current_usage();
    let result = stage();
    let after = MEMORY.current_usage();
    (result, MEMORY.peak_usage().saturating_sub(before.max(after)))
}

#[test]
fn each_stage_keeps_within_its_bound() {
    let policy = Policy::shipped("standard").unwrap();
    let mut broken = false;
    // Many customers and few invoices, and the other way round, so that neither pays for the other.
    for size in [
        Size { customers: 40_000, lines: 60_000, invoices: 20_000 },
        Size { customers: 1_000, lines: 150_000, invoices: 80_000 },
    ] {
        let source = GeneratedBook::new(size);
        let fed = build(&source, &Texts::new(&source), Feed::Columns).unwrap();
        let before = MEMORY.current_usage();
        let (facts, of_facts) = beyond(|| Facts::measure(fed.book(), &policy, as_of()).unwrap());
        let of_facts_held = MEMORY.current_usage() - before;
        let (assessment, of_grades) = beyond(|| assess_facts(facts, &policy).unwrap());
        let of_assessment = MEMORY.current_usage() - before;
        let (table, of_table) = beyond(|| record_batch(&assessment.table(), &assessment.stamp).unwrap());
        assert_eq!(table.num_rows(), size.customers);
        let held = [of_facts_held, of_assessment].map(|bytes| bytes / size.customers);
        println!("{size:?}: facts hold {} bytes a customer, the assessment {}", held[0], held[1]);
        broken |= held.iter().zip(HELD).any(|(held, allowed)| *held > allowed);
        for (bound, measured) in BOUNDS.iter().zip([of_facts, of_grades, of_table]) {
            let allowed = FIXED + bound.of_customer * size.customers + bound.of_invoice * size.invoices;
            println!("  {}: {measured} bytes beyond, {allowed} allowed", bound.stage);
            broken |= measured > allowed;
        }
    }
    assert!(!broken, "more memory than allowed; run with --nocapture to see which");
}
