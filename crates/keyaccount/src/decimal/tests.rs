//! Rounding at its edges, and few bits held against many.

#![allow(clippy::arithmetic_side_effects, reason = "a test fails by panicking")]

use super::*;

#[test]
fn halves_go_away_from_zero_in_both_directions() {
    assert_eq!(round_ratio(5, 1_000, 2), Some(1));
    assert_eq!(round_ratio(-5, 1_000, 2), Some(-1));
    assert_eq!(round_ratio(4_999, 1_000_000, 2), Some(0));
    assert_eq!(round_ratio(1, 3, 4), Some(3_333));
    assert_eq!(round_ratio(2, -3, 4), Some(-6_667));
}

#[test]
fn quotients_by_a_root_are_rounded_once() {
    let rounded = |part: i128, square: i128| round_over_root(I256::new(part), I256::new(square), 4);
    assert_eq!(rounded(1, 2), Some(7_071)); // 0.70710678…
    assert_eq!(rounded(-1, 3), Some(-5_774)); // −0.57735…
    assert_eq!(rounded(3, 9), Some(10_000));
    assert_eq!(rounded(0, 9), Some(0));
    // 0.00005 and −0.00005 exactly, and just below.
    assert_eq!(rounded(1, 400_000_000), Some(1));
    assert_eq!(rounded(-1, 400_000_000), Some(-1));
    assert_eq!(rounded(1, 400_000_001), Some(0));
    assert_eq!(rounded(1, 0), None);
}

#[test]
fn quotients_beyond_128_bits_are_still_exact() {
    let large = 10_i128.pow(37);
    assert_eq!(round_ratio(large, large.checked_mul(3).unwrap(), 4), Some(3_333));
    assert_eq!(round_ratio(i128::MAX, i128::MAX, 6), Some(1_000_000));
    assert_eq!(round_ratio(i128::MAX, 1, 2), None);
}

/// Around every border: of a half, of a power of ten, of 64 and of 128 bits.
fn hostile() -> Vec<i128> {
    let edges = [0, 5, 50, 5_000, 1 << 32, i128::from(i64::MAX), i128::from(u64::MAX), i128::MAX];
    let powers = (0..=MAX_POWER).map(|power| pow10(power).unwrap());
    let near = edges.into_iter().chain(powers).flat_map(|n| [n.saturating_sub(1), n, n.saturating_add(1)]);
    let mut all: Vec<i128> = near.flat_map(|n| [n, n.wrapping_neg()]).chain([i128::MIN]).collect();
    all.sort_unstable();
    all.dedup();
    all
}

#[test]
fn rounding_in_few_bits_agrees_with_rounding_in_256() {
    let mut narrow = 0_u32;
    for numerator in hostile() {
        for denominator in hostile().into_iter().filter(|n| *n != 0) {
            let wide = round_wide(I256::new(numerator), I256::new(denominator));
            let found = round_narrow(numerator, denominator);
            narrow += u32::from(found.is_some());
            assert!(found.is_none() || found == wide, "{numerator} / {denominator}");
            for places in [0, 2, 4, 6] {
                let factor = I256::new(pow10(places).unwrap());
                let wide = round_wide(I256::new(numerator) * factor, I256::new(denominator));
                assert_eq!(round_ratio(numerator, denominator, places), wide, "{numerator} / {denominator}");
            }
        }
    }
    assert!(narrow > 10_000);
}

#[test]
fn quotients_in_few_bits_agree_with_those_in_256() {
    let few: Vec<i128> = hostile().into_iter().step_by(3).chain([0, 1, -1, 100, 12_345]).collect();
    let scales = [(0, 0), (2, 2), (2, 6), (6, 2), (12, 0), (0, 12), (30, 30), (38, 0), (0, 36), (60, 60)];
    let (mut narrow, mut wide) = (0_u32, 0_u32);
    for part in &few {
        for whole in &few {
            for (of_part, of_whole) in scales {
                let (part, whole) = (Exact::new(*part, of_part), Exact::new(*whole, of_whole));
                for factors in [&[part][..], &[part, Exact::new(-125, 3)], &[Exact::ZERO, part]] {
                    let long = wide_quotient(factors, whole, 4);
                    match narrow_quotient(factors, whole, 4) {
                        Some(short) => {
                            assert_eq!(Some(short), long, "{factors:?} / {whole:?}");
                            narrow += 1;
                        }
                        None => wide += u32::from(long.is_some()),
                    }
                    assert_eq!(round_quotient(factors, whole, 4), long);
                }
            }
        }
    }
    assert!(narrow > 10_000 && wide > 10_000, "{narrow} {wide}");
}

#[test]
fn publishing_at_the_scale_there_is_changes_nothing() {
    for units in hostile() {
        for scale in [0, 2, 4, 28, 29, 38, 39] {
            let ratio = pow10(scale).and_then(|one| round_ratio(units, one, scale));
            let long = ratio.and_then(|u| Decimal::try_from_i128_with_scale(u, u32::from(scale)).ok());
            assert_eq!(Exact::new(units, scale).publish(scale), long, "{units} {scale}");
        }
    }
}

/// Values at which a shorter way of dividing could give way to a longer one.
fn edges() -> Vec<u128> {
    let mut values = vec![0, 1, 2, 3, 7, 10, 9_999, 10_000];
    for bit in [31_u32, 32, 33, 62, 63, 64, 65, 95, 96, 97, 118, 119, 120, 121, 126, 127] {
        let power = 1_u128 << bit;
        values.extend([power - 1, power, power + 1, power / 3, power / 10_000 * 9_999, power + power / 2]);
    }
    values.push(u128::MAX);
    let mut state = 0x9E37_79B9_7F4A_7C15_u128;
    for _ in 0..300 {
        state = state.wrapping_mul(0x2360_ED05_1FC6_5DA4_4385_DF64_9FCC_F645).wrapping_add(12_345);
        values.push(state >> (state % 127));
    }
    values
}

#[test]
fn the_short_way_to_divide_is_exact() {
    assert_eq!(divide(5, 0), None);
    assert_eq!(divide(u128::MAX, 0), None);
    let edges = edges();
    for dividend in &edges {
        for divisor in edges.iter().filter(|divisor| **divisor > 0) {
            let expected = Some((dividend / divisor, dividend % divisor));
            assert_eq!(divide(*dividend, *divisor), expected, "{dividend} ÷ {divisor}");
        }
    }
}

#[test]
fn quotients_round_alike_in_128_and_256_bits() {
    let signed = |value: u128| [value as i128, (value as i128).wrapping_neg()];
    let edges: Vec<i128> = edges().into_iter().step_by(3).flat_map(signed).collect();
    for (at, numerator) in edges.iter().enumerate() {
        for denominator in edges.iter().skip(at % 5).step_by(5).filter(|d| **d != 0) {
            for places in [0, 2, 4] {
                let factor = I256::new(pow10(places).unwrap());
                let wide = round_wide(I256::new(*numerator) * factor, I256::new(*denominator));
                assert_eq!(round_ratio(*numerator, *denominator, places), wide, "{numerator}÷{denominator}");
                let (n, d) = (Exact::new(*numerator, places), Exact::new(*denominator, 6));
                let wide = I256::new(*numerator) * I256::new(10).pow(10);
                let wide = round_wide(wide, I256::new(*denominator) * factor);
                assert_eq!(round_quotient(&[n], d, 4), wide, "{numerator}÷{denominator}");
            }
        }
    }
    // Scales no amount has go the long way, which refuses what it cannot hold.
    assert_eq!(round_quotient(&[Exact::new(1, 100)], Exact::new(1, 100), 4), None);
    assert_eq!(round_quotient(&[Exact::new(1, 38)], Exact::new(1, 34), 4), Some(1));
    assert_eq!(round_quotient(&[Exact::new(5, 39)], Exact::new(1, 34), 4), Some(1));
    assert_eq!(pow10(38), 10_i128.checked_pow(38));
    assert_eq!((pow10(0), pow10(1), pow10(39)), (Some(1), Some(10), None));
}

#[test]
fn digits_are_cut_and_never_rounded() {
    let of = |n: i128, d: i128| {
        digits(Exact::new(n, 0), Exact::new(d, 0), 8, 4).map(|(digits, all)| (digits.to_string(), all))
    };
    assert_eq!(of(79_995, 1_000), Some(("79.995".to_owned(), true)));
    // 3100 ÷ 35 = 88.571428…; 2 ÷ 3 = 0.666…, which is not 0.6667.
    assert_eq!(of(3_100, 35), Some(("88.5714".to_owned(), false)));
    assert_eq!(of(2, 3), Some(("0.6666".to_owned(), false)));
    assert_eq!(of(-2, 3), Some(("-0.6666".to_owned(), false)));
    // 79.99499999999…: the nines must not become 79.995, which would round up.
    assert_eq!(of(7_999_499_999_999, 100_000_000_000), Some(("79.9949".to_owned(), false)));
    assert_eq!(of(1, 0), None);
}

#[test]
fn parts_add_up_to_the_sum_shown() {
    let of = |n: &[i128], d: i128, total: i128| {
        let numerators: Vec<Exact> = n.iter().map(|n| Exact::new(*n, 0)).collect();
        parts(&numerators, Exact::new(d, 0), 2, total)
    };
    // Three thirds of 100: 33.33 + 33.33 + 33.33 lack a hundredth, which the first gets.
    assert_eq!(of(&[100, 100, 100], 3, 10_000), Some(vec![3_334, 3_333, 3_333]));
    // 8.875 + 30 + 60 = 98.875, published 98.88.
    assert_eq!(of(&[8_875, 30_000, 60_000], 1_000, 9_888), Some(vec![888, 3_000, 6_000]));
    // 0.004 + 0.004 + 0.007 = 0.015, published 0.02: the largest remainders get the two.
    assert_eq!(of(&[4, 4, 7], 1_000, 2), Some(vec![1, 0, 1]));
    assert_eq!(of(&[], 1, 0), Some(vec![]));
}

#[test]
fn numbers_are_read_to_the_last_digit_or_refused() {
    assert_eq!(parse_number("9999999999999999999999.999999"), Ok(9_999_999_999_999_999_999_999_999_999));
    assert_eq!(parse_number("10000000000000000000000"), Err(NumberError::TooLarge));
    assert_eq!(parse_number("000000000000000000000000001"), Ok(1_000_000));
    assert_eq!(parse_number("1.50000000"), Ok(1_500_000));
    assert_eq!(parse_number("1.5000001"), Err(NumberError::TooManyDecimals));
    assert_eq!(parse_number(".5"), Ok(500_000));
    assert_eq!(parse_number("-0.000001"), Ok(-1));
    assert_eq!(parse_number("999999999999"), Ok(999_999_999_999_000_000));
    assert_eq!(parse_number("9999999999999"), Ok(9_999_999_999_999_000_000));
    assert_eq!(parse_number("0.1234560"), Ok(123_456));
    for bad in ["", "-", ".", "5.", "+5", "1e3", "1,000", "５", "1.2.3", "--1", "0x10", " 1", "NaN", "inf"] {
        assert_eq!(parse_number(bad), Err(NumberError::NotANumber), "{bad}");
    }
}

#[test]
fn exact_values_compare_across_scales() {
    assert_eq!(Exact::new(15, 1), Exact::new(1_500_000, 6));
    assert!(Exact::new(i128::MAX, 0) > Exact::new(i128::MAX, 24));
    assert!(Exact::new(i128::MIN, 0) < Exact::new(-1, 24));
    assert_eq!(Exact::new(-1_500, 3).to_string(), "-1.5");
    assert_eq!(Exact::new(-5, 3).to_string(), "-0.005");
    assert_eq!("-0.005".parse::<Exact>(), Ok(Exact::new(-5, 3)));
}
