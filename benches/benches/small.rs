//! Small things: what one call costs.

#![allow(clippy::unwrap_used, missing_docs, reason = "a benchmark stops by panicking")]

use std::hint::black_box;
use std::io;

use divan::Bencher;
use divan::counter::ItemsCount;
use keyaccount::{Assessment, Audience, Language, Policy, Score, assess, assess_against, round_ratio};
use keyaccount_arrow::record_batch;
use keyaccount_benches::feed::{Fed, Feed, build};
use keyaccount_benches::generate::{GeneratedBook, Size};
use keyaccount_benches::text::{Texts, as_of};
use keyaccount_files::write_csv;

fn main() {
    divan::main();
}

/// A scored book of a thousand customers, the smallest that the other benchmarks know.
struct Scored {
    book: Fed,
    policy: Policy,
    assessment: Assessment,
}

impl Scored {
    fn new() -> Self {
        let book = generated(Size { customers: 1_000, lines: 20_000, invoices: 10_000 });
        let policy = Policy::shipped("standard").unwrap();
        let assessment = assess(book.book(), &policy, as_of()).unwrap();
        Self { book, policy, assessment }
    }

    /// The id of a customer in the middle of the list.
    fn customer(&self) -> String {
        self.assessment.table().value(500, 0).to_string()
    }
}

fn generated(size: Size) -> Fed {
    let source = GeneratedBook::new(size);
    build(&source, &Texts::new(&source), Feed::Columns).unwrap()
}

/// A book of one customer with 20 order lines and 10 invoices.
fn one_customer() -> Fed {
    generated(Size { customers: 1, lines: 20, invoices: 10 })
}

/// The policy `standard` from its text, with every check.
#[divan::bench]
fn load_a_policy(bencher: Bencher<'_, '_>) {
    let source = Policy::shipped_source("standard").unwrap();
    bencher.bench(|| Policy::from_text("standard.toml", black_box(source)).unwrap());
}

#[divan::bench]
fn digest_of_a_policy(bencher: Bencher<'_, '_>) {
    let policy = Policy::shipped("standard").unwrap();
    bencher.bench(|| black_box(&policy).digest());
}

/// The points of one slice, 47 days late.
#[divan::bench]
fn points_on_the_curve(bencher: Bencher<'_, '_>) {
    let policy = Policy::shipped("standard").unwrap();
    bencher.bench(|| policy.credit().curve.points(black_box(47)));
}

#[divan::bench]
fn round_one_ratio() -> Option<i128> {
    round_ratio(black_box(1_234_567_890), black_box(987_654_321), black_box(2))
}

#[divan::bench]
fn write_one_score(bencher: Bencher<'_, '_>) {
    let score = Score::from_hundredths(8_765).unwrap();
    bencher.bench(|| black_box(score).to_string());
}

/// One customer measured, scored and graded, all by itself.
#[divan::bench]
fn score_one_customer(bencher: Bencher<'_, '_>) {
    let (book, policy) = (one_customer(), Policy::shipped("standard").unwrap());
    bencher.bench(|| assess(black_box(book.book()), &policy, as_of()).unwrap());
}

/// One customer scored and ranked among a thousand that were measured before.
/// Whether one customer may become a key account: the fast path, by its id.
#[divan::bench]
fn decide_on_a_key_account(bencher: Bencher<'_, '_>) {
    let scored = Scored::new();
    let (id, asked) = (scored.customer(), scored.assessment.key_accounts(scored.book.book()).unwrap());
    bencher.bench(|| asked.decide(black_box(&id)).unwrap());
}

/// The same by the definition that asks the most: shares, amounts and positions.
#[divan::bench]
fn decide_on_a_share(bencher: Bencher<'_, '_>) {
    let source = "[policy]\nformat = 1\nname = \"share\"\nversion = \"1\"\nextends = \"standard@1\"\n\
        [admission.key_account]\nwhen = { preset = \"sales_share_or_position\" }\n";
    let policy = Policy::from_text("share.toml", source).unwrap();
    let scored = Scored::new();
    let assessment = assess(scored.book.book(), &policy, as_of()).unwrap();
    let (id, asked) = (scored.customer(), assessment.key_accounts(scored.book.book()).unwrap());
    bencher.bench(|| asked.decide(black_box(&id)).unwrap());
}

/// The whole verdict on one customer.
#[divan::bench]
fn explain_a_key_account(bencher: Bencher<'_, '_>) {
    let scored = Scored::new();
    let (id, asked) = (scored.customer(), scored.assessment.key_accounts(scored.book.book()).unwrap());
    bencher.bench(|| asked.explain(black_box(&id)).unwrap());
}

/// Whether one customer may apply to be a VIP: the fast path, by its id.
#[divan::bench]
fn decide_on_a_vip(bencher: Bencher<'_, '_>) {
    let scored = Scored::new();
    let (id, asked) = (scored.customer(), scored.assessment.vips(scored.book.book()).unwrap());
    bencher.bench(|| asked.decide(black_box(&id)).unwrap());
}

#[divan::bench]
fn rank_one_customer(bencher: Bencher<'_, '_>) {
    let (scored, book) = (Scored::new(), one_customer());
    let population = scored.assessment.population();
    bencher.bench(|| assess_against(black_box(book.book()), &scored.policy, as_of(), population).unwrap());
}

#[divan::bench]
fn explain_one_customer(bencher: Bencher<'_, '_>) {
    let scored = Scored::new();
    let id = scored.customer();
    bencher
        .bench(|| scored.assessment.explain(scored.book.book(), black_box(&id), Audience::Internal).unwrap());
}

#[divan::bench]
fn read_out_an_explanation(bencher: Bencher<'_, '_>) {
    let scored = Scored::new();
    let explained =
        scored.assessment.explain(scored.book.book(), &scored.customer(), Audience::Internal).unwrap();
    bencher.bench(|| black_box(&explained).text(Language::English));
}

/// A row of the score table as CSV text; divan prints rows a second.
#[divan::bench]
fn write_a_row_as_csv(bencher: Bencher<'_, '_>) {
    let scored = Scored::new();
    bencher
        .counter(ItemsCount::new(scored.assessment.table().len()))
        .bench(|| write_csv(&black_box(&scored.assessment).table(), io::sink()).unwrap());
}

/// A row of the score table in a record batch.
#[divan::bench]
fn write_a_row_as_arrow(bencher: Bencher<'_, '_>) {
    let scored = Scored::new();
    let assessment = &scored.assessment;
    bencher
        .counter(ItemsCount::new(assessment.table().len()))
        .bench(|| record_batch(&black_box(assessment).table(), &assessment.stamp).unwrap());
}
