//! Numbers as text behind other text: what `Display` writes, without the ways of a formatter.

use chrono::{Datelike, NaiveDate};

/// Appends an integer.
#[inline]
pub(crate) fn push_integer(out: &mut Vec<u8>, number: i64) {
    match u64::try_from(number) {
        Ok(small) if small < EIGHT => {
            let (digits, width) = few(small);
            push_short(out, digits.into(), width);
        }
        _ => out.extend_from_slice(itoa::Buffer::new().format(number).as_bytes()),
    }
}

/// Appends hundredths with two decimals, behind a minus if they are negative.
#[inline]
pub(crate) fn push_units_short(out: &mut Vec<u8>, hundredths: i64) {
    let units = hundredths.unsigned_abs();
    let (whole, rest) = (units / 100, units % 100);
    if whole >= EIGHT {
        return push_units(out, hundredths < 0, units.into(), 2);
    }
    let (digits, width) = few(whole);
    let (tens, ones) = (rest / 10, rest % 10);
    let decimals = 0x0030_302e | tens << 8 | ones << 16;
    let text = u128::from(digits) | u128::from(decimals).wrapping_shl(width.wrapping_mul(8));
    let (minus, shift) = if hundredths < 0 { (u128::from(b'-'), 8) } else { (0, 0) };
    push_short(out, text.wrapping_shl(shift) | minus, width.wrapping_add(3).wrapping_add(shift / 8));
}

/// One more than eight digits hold.
pub(crate) const EIGHT: u64 = 100_000_000;

/// Appends the first so many bytes, the lowest first: sixteen are written at once, and the rest of them
/// is taken back.
#[inline]
pub(crate) fn push_short(out: &mut Vec<u8>, bytes: u128, length: u32) {
    let end = out.len().wrapping_add(length as usize);
    out.extend_from_slice(&bytes.to_le_bytes());
    out.truncate(end);
}

/// The digits of a number below 10^8, the first in the lowest byte, and how many there are.
#[inline]
pub(crate) const fn few(number: u64) -> (u64, u32) {
    let digits = eight(number);
    // Noughts before the first digit are zero bytes but for the bits that make them text.
    let noughts = (digits ^ 0x3030_3030_3030_3030).trailing_zeros() / 8;
    let noughts = if noughts > 7 { 7 } else { noughts };
    (digits.wrapping_shr(noughts.wrapping_mul(8)), 8_u32.wrapping_sub(noughts))
}

/// The eight digits of a number below 10^8, the first in the lowest byte: halves of halves, all lanes
/// divided at once by multiplying with the reciprocal.
#[inline]
pub(crate) const fn eight(number: u64) -> u64 {
    let fours = (number / 10_000) | (number % 10_000) << 32;
    let hundreds = (fours.wrapping_mul(10_486) >> 20) & 0x0000_007f_0000_007f;
    let twos = hundreds | fours.wrapping_sub(hundreds.wrapping_mul(100)) << 16;
    let tens = (twos.wrapping_mul(103) >> 10) & 0x000f_000f_000f_000f;
    let ones = tens | twos.wrapping_sub(tens.wrapping_mul(10)) << 8;
    ones | 0x3030_3030_3030_3030
}

/// Appends a date.
pub(crate) fn push_date(out: &mut Vec<u8>, date: NaiveDate) {
    match u64::try_from(date.year()) {
        Ok(year) if year < 10_000 => {
            let ten_thousands = |number: u64| number.wrapping_mul(10_000);
            let day = u64::from(date.month()).wrapping_mul(100).wrapping_add(date.day().into());
            let [y, e, a, r, m, o, d, n] = eight(ten_thousands(year).wrapping_add(day)).to_le_bytes();
            out.extend_from_slice(&[y, e, a, r, b'-', m, o, b'-', d, n]);
        }
        _ => out.extend_from_slice(date.to_string().as_bytes()),
    }
}

/// Appends `units × 10^-scale` with all of its decimals, behind a minus if it is negative.
pub(crate) fn push_units(out: &mut Vec<u8>, is_negative: bool, units: u128, scale: u32) {
    if is_negative {
        out.push(b'-');
    }
    let mut buffer = itoa::Buffer::new();
    let short = u64::try_from(units);
    // Most numbers are hundredths, whose last two digits need no looking for the point.
    if let (2, Ok(hundredths)) = (scale, short) {
        let (whole, rest) = (hundredths / 100, (hundredths % 100) as u8);
        out.extend_from_slice(buffer.format(whole).as_bytes());
        out.extend_from_slice(&[b'.', b'0'.wrapping_add(rest / 10), b'0'.wrapping_add(rest % 10)]);
        return;
    }
    let digits = match short {
        Ok(short) => buffer.format(short),
        Err(_) => buffer.format(units),
    };
    let scale = scale as usize;
    let (whole, decimals) = digits.as_bytes().split_at(digits.len().saturating_sub(scale));
    out.extend_from_slice(if whole.is_empty() { b"0" } else { whole });
    if scale > 0 {
        out.push(b'.');
        let zeros = scale.saturating_sub(decimals.len());
        out.resize(out.len().saturating_add(zeros), b'0');
        out.extend_from_slice(decimals);
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::arithmetic_side_effects, reason = "a test fails by panicking")]

    use super::*;

    fn text(push: impl FnOnce(&mut Vec<u8>)) -> String {
        let mut out = b"x".to_vec();
        push(&mut out);
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn eight_digits_are_those_of_the_number() {
        // Every pair of four digits once in each half.
        for half in 0..10_000_u64 {
            let text = eight(half * 10_000 + (9_999 - half)).to_le_bytes();
            assert_eq!(text, *format!("{half:04}{:04}", 9_999 - half).as_bytes());
        }
    }

    #[test]
    fn numbers_are_written_as_they_are_displayed() {
        let mut numbers = vec![0, 1, 9, i64::MAX, i64::MIN, i64::MIN + 1];
        for power in 0..19 {
            let ten = 10_i64.pow(power);
            numbers.extend([ten, ten - 1, ten + 7, ten / 3 + 5, ten * 9 / 10]);
        }
        for number in numbers.iter().flat_map(|number| [*number, number.wrapping_neg()]) {
            assert_eq!(text(|out| push_integer(out, number)), format!("x{number}"));
            let decimal = rust_decimal::Decimal::new(number, 2);
            assert_eq!(text(|out| push_units_short(out, number)), format!("x{decimal}"));
        }
    }

    #[test]
    fn dates_are_written_as_they_are_displayed() {
        for (year, month, day) in
            [(0, 1, 1), (7, 12, 31), (2026, 6, 30), (9_999, 12, 31), (10_000, 1, 1), (-1, 2, 3)]
        {
            let date = NaiveDate::from_ymd_opt(year, month, day).unwrap();
            assert_eq!(text(|out| push_date(out, date)), format!("x{date}"));
        }
    }
}
