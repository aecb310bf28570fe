//! Exact decimals and the one function that rounds.
//!
//! Money, quantities, rates and scores are integers with a decimal scale. Nothing here is a float,
//! and nothing is rounded except by [`round_ratio`].

use core::cmp::Ordering;
use core::fmt;
use core::str::FromStr;

use ethnum::I256;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// Fractional digits an input number may carry (N1).
pub const INPUT_SCALE: u8 = 6;
/// Digits an input number may carry before the decimal point (BOOK §2.10).
pub const INPUT_WHOLE_DIGITS: usize = 22;
/// Fractional digits of every published score, percentage and amount (N2).
pub const PUBLISHED_SCALE: u8 = 2;
/// Fractional digits of curve points and averaged ratings (N2).
pub const POINTS_SCALE: u8 = 4;

/// Rounds `numerator ÷ denominator` to `places` decimals, **half away from zero** (四舍五入),
/// and returns the result as an integer of that scale.
///
/// This is the only place in the library where a number is rounded. It multiplies before it
/// divides and holds 256 bits in between, so the rounded value is that of the exact quotient.
///
/// Returns `None` when `denominator` is 0 or the result does not fit 128 bits.
///
/// ```
/// use keyaccount::round_ratio;
/// assert_eq!(round_ratio(79_995, 1_000, 2), Some(8_000)); // 79.995 → 80.00
/// assert_eq!(round_ratio(-5, 1_000, 2), Some(-1)); // −0.005 → −0.01
/// assert_eq!(round_ratio(1, 0, 2), None);
/// ```
#[must_use]
pub fn round_ratio(numerator: i128, denominator: i128, places: u8) -> Option<i128> {
    if denominator == 0 {
        return None;
    }
    let factor = pow10(places)?;
    if let Some(rounded) = round_short(numerator, factor, denominator) {
        return Some(rounded);
    }
    match numerator.checked_mul(factor).and_then(|scaled| round_narrow(scaled, denominator)) {
        Some(rounded) => Some(rounded),
        None => round_wide(I256::new(numerator).checked_mul(I256::new(factor))?, I256::new(denominator)),
    }
}

/// The rounding itself, in 64 bits, as most numbers need; `None` where it needs more.
#[inline]
fn round_short(numerator: i128, factor: i128, denominator: i128) -> Option<i128> {
    let short = |number: i128| u64::try_from(number.unsigned_abs()).ok();
    let (dividend, divisor) = (short(numerator)?.checked_mul(short(factor)?)?, short(denominator)?);
    let (quotient, rest) = (dividend.checked_div(divisor)?, dividend.checked_rem(divisor)?);
    // The rest is less than the divisor.
    let away = rest >= divisor.wrapping_sub(rest);
    let rounded = i128::from(quotient).wrapping_add(i128::from(away));
    Some(if (numerator < 0) == (denominator < 0) { rounded } else { rounded.wrapping_neg() })
}

/// The rounding itself, in 128 bits; `None` where it needs more.
fn round_narrow(numerator: i128, denominator: i128) -> Option<i128> {
    let divisor = denominator.unsigned_abs();
    let (quotient, rest) = divide(numerator.unsigned_abs(), divisor)?;
    let away = u128::from(rest.checked_mul(2)? >= divisor);
    let rounded = i128::try_from(quotient.checked_add(away)?).ok()?;
    if (numerator < 0) == (denominator < 0) { Some(rounded) } else { rounded.checked_neg() }
}

/// Quotient and rest; `None` if the divisor is 0.
///
/// Most amounts fit 64 bits, and most quotients of those that do not fit 32, since they are shares and
/// means. Dividing the leading bits is then off by two at most, which the rest tells.
fn divide(dividend: u128, divisor: u128) -> Option<(u128, u128)> {
    if let (Ok(dividend), Ok(divisor)) = (u64::try_from(dividend), u64::try_from(divisor)) {
        let (quotient, rest) = (dividend.checked_div(divisor)?, dividend.checked_rem(divisor)?);
        return Some((u128::from(quotient), u128::from(rest)));
    }
    let bits = |value: u128| u128::BITS.wrapping_sub(value.leading_zeros());
    let cut = bits(divisor).saturating_sub(32);
    if divisor != 0
        && bits(dividend) <= 120
        && let Ok(leading) = u64::try_from(dividend.wrapping_shr(cut))
        && let Ok(leading_divisor) = u64::try_from(divisor.wrapping_shr(cut))
        && let Some(guess) = leading.checked_div(leading_divisor)
        && guess <= u64::from(u32::MAX)
    {
        let mut quotient = u128::from(guess);
        let mut product = quotient.wrapping_mul(divisor);
        while product > dividend {
            quotient = quotient.wrapping_sub(1);
            product = product.wrapping_sub(divisor);
        }
        let mut rest = dividend.wrapping_sub(product);
        while rest >= divisor {
            quotient = quotient.wrapping_add(1);
            rest = rest.wrapping_sub(divisor);
        }
        return Some((quotient, rest));
    }
    let quotient = dividend.checked_div(divisor)?;
    Some((quotient, dividend.wrapping_sub(quotient.wrapping_mul(divisor))))
}

/// The rounding itself, in 256 bits: numerator ÷ denominator to a whole number, half away from zero.
pub(crate) fn round_wide(numerator: I256, denominator: I256) -> Option<i128> {
    let quotient = numerator.checked_div(denominator)?;
    let rest = numerator.checked_rem(denominator)?;
    let twice = rest.checked_abs()?.checked_mul(I256::new(2))?;
    let away = if numerator.is_negative() == denominator.is_negative() { I256::ONE } else { I256::MINUS_ONE };
    let rounded = if twice >= denominator.checked_abs()? { quotient.checked_add(away)? } else { quotient };
    i128::try_from(rounded).ok()
}

/// Rounds `part ÷ √square` to `places` decimals, half away from zero, where the quotient lies between −1
/// and 1, as a correlation does. Nothing is rooted: squares are compared.
///
/// `None` when `square` is not above 0 or the numbers do not fit 256 bits.
pub(crate) fn round_over_root(part: I256, square: I256, places: u8) -> Option<i128> {
    if square <= I256::ZERO {
        return None;
    }
    let one = pow10(places)?;
    let twice = I256::new(one).checked_mul(I256::new(2))?.checked_mul(part)?;
    let reached = twice.checked_mul(twice)?;
    // The largest k whose lower edge, k − ½, is not beyond the quotient.
    let (mut low, mut high) = (0_i128, one);
    while low < high {
        let middle = high.checked_sub(high.checked_sub(low)?.checked_div(2)?)?;
        let edge = I256::new(middle.checked_mul(2)?.checked_sub(1)?);
        if edge.checked_mul(edge)?.checked_mul(square)? <= reached {
            low = middle;
        } else {
            high = middle.checked_sub(1)?;
        }
    }
    if part.is_negative() { low.checked_neg() } else { Some(low) }
}

/// Rounds the quotient of a product and a divisor to `places` decimals, whatever their scales.
pub(crate) fn round_quotient(factors: &[Exact], divisor: Exact, places: u8) -> Option<i128> {
    narrow_quotient(factors, divisor, places).or_else(|| wide_quotient(factors, divisor, places))
}

/// The quotient where 128 bits are enough. The scales are added up first, so that no trailing zeros need
/// be taken off; `None` beyond what [`wide_quotient`] holds whatever the units.
fn narrow_quotient(factors: &[Exact], divisor: Exact, places: u8) -> Option<i128> {
    // Shares and percentages have numbers of one scale.
    if let [part] = factors
        && part.scale == divisor.scale
        && divisor.scale.saturating_add(places) <= MAX_POWER
        && let Some(rounded) = round_short(part.units, pow10(places)?, divisor.units)
    {
        return Some(rounded);
    }
    let mut numerator = 1_i128;
    let mut down = 0_u8;
    for factor in factors {
        numerator = numerator.checked_mul(factor.units)?;
        down = down.checked_add(factor.scale)?;
    }
    let up = divisor.scale.checked_add(places)?;
    if up.max(down) > MAX_POWER {
        return None;
    }
    let (numerator, denominator) = match up.checked_sub(down) {
        Some(more) => (numerator.checked_mul(pow10(more)?)?, divisor.units),
        None => (numerator, divisor.units.checked_mul(pow10(down.checked_sub(up)?)?)?),
    };
    round_narrow(numerator, denominator)
}

fn wide_quotient(factors: &[Exact], divisor: Exact, places: u8) -> Option<i128> {
    let mut numerator = I256::ONE;
    let mut scale = 0_u32;
    for factor in factors.iter().map(|factor| factor.normalised()) {
        numerator = numerator.checked_mul(I256::new(factor.units))?;
        scale = scale.checked_add(u32::from(factor.scale))?;
    }
    let divisor = divisor.normalised();
    let ten = |exponent: u32| I256::new(10).checked_pow(exponent);
    let numerator = numerator.checked_mul(ten(u32::from(divisor.scale).checked_add(u32::from(places))?)?)?;
    let denominator = I256::new(divisor.units).checked_mul(ten(scale)?)?;
    if denominator == I256::ZERO { None } else { round_wide(numerator, denominator) }
}

/// The digits of a quotient, not rounded: every one if there are at most `most`, else the first `few`,
/// and whether those are all. Digits cut off at three places or more still show which way two places
/// round, since a half goes up whatever follows it.
pub(crate) fn digits(numerator: Exact, denominator: Exact, most: u8, few: u8) -> Option<(Exact, bool)> {
    let scale = numerator.scale.max(denominator.scale);
    let wide = |value: Exact, more: u8| {
        let up = u32::from(scale.checked_sub(value.scale)?).checked_add(u32::from(more))?;
        I256::new(value.units).checked_mul(I256::new(10).checked_pow(up)?)
    };
    let (divided, divisor) = (wide(numerator, most)?, wide(denominator, 0)?);
    let quotient = i128::try_from(divided.checked_div(divisor)?).ok()?;
    if divided.checked_rem(divisor)? == I256::ZERO {
        return Some((Exact::new(quotient, most), true));
    }
    let cut = quotient.checked_div(pow10(most.checked_sub(few)?)?)?;
    Some((Exact::new(cut, few), false))
}

/// Parts of a published sum: each numerator ÷ `denominator`, in units of which the sum has `total`. Every
/// part is cut to whole units, and the units left over go to the largest remainders, the first of equal
/// ones, so that the parts shown always add up to the sum shown.
pub(crate) fn parts(numerators: &[Exact], denominator: Exact, scale: u8, total: i128) -> Option<Vec<i128>> {
    let common = numerators.iter().map(|n| n.scale).max().unwrap_or(0).max(denominator.scale);
    let wide = |value: Exact, more: u8| {
        let up = u32::from(common.checked_sub(value.scale)?).checked_add(u32::from(more))?;
        I256::new(value.units).checked_mul(I256::new(10).checked_pow(up)?)
    };
    let divisor = wide(denominator, 0)?;
    let mut whole = Vec::with_capacity(numerators.len());
    let mut rests = Vec::with_capacity(numerators.len());
    for (at, numerator) in numerators.iter().enumerate() {
        let divided = wide(*numerator, scale)?;
        whole.push(i128::try_from(divided.checked_div(divisor)?).ok()?);
        rests.push((divided.checked_rem(divisor)?, at));
    }
    let cut = whole.iter().try_fold(0_i128, |sum, part| sum.checked_add(*part))?;
    let left = usize::try_from(total.checked_sub(cut)?).ok()?;
    rests.sort_by(|(a, at), (b, bt)| b.cmp(a).then(at.cmp(bt)));
    for (_, at) in rests.iter().take(left) {
        let part = whole.get_mut(*at)?;
        *part = part.checked_add(1)?;
    }
    Some(whole)
}

/// part ÷ whole in percent, published; `None` if the whole is not above zero.
pub(crate) fn percent(part: Exact, whole: Exact) -> Option<Decimal> {
    published(percent_units(part, whole)?)
}

/// The same in hundredths of a percent.
pub(crate) fn percent_units(part: Exact, whole: Exact) -> Option<i128> {
    if !whole.is_positive() {
        return None;
    }
    round_quotient(&[part], whole, 4).filter(|units| fits_decimal(*units))
}

/// Hundredths as a decimal; `None` beyond 96 bits.
pub(crate) fn published(hundredths: i128) -> Option<Decimal> {
    Decimal::try_from_i128_with_scale(hundredths, u32::from(PUBLISHED_SCALE)).ok()
}

/// Whether a [`Decimal`] holds so many units.
pub(crate) const fn fits_decimal(units: i128) -> bool {
    units.unsigned_abs().wrapping_shr(96) == 0
}

/// The largest power of ten that 128 bits hold.
const MAX_POWER: u8 = 38;

/// 10 to the power of `exponent`, or `None` beyond 10^38.
pub(crate) fn pow10(exponent: u8) -> Option<i128> {
    POWERS.get(usize::from(exponent)).copied()
}

/// Every power of ten that fits.
const POWERS: [i128; 39] = {
    let mut powers = [1_i128; 39];
    let mut rest = powers.as_mut_slice().split_at_mut(1).1;
    let mut power = 1_i128;
    while let Some((next, after)) = rest.split_first_mut() {
        power = power.wrapping_mul(10);
        *next = power;
        rest = after;
    }
    powers
};

/// An exact decimal: `units × 10^-scale`. Comparison, equality and text ignore the scale, so
/// `1.50` equals `1.5`.
#[derive(Clone, Copy, Debug, Default)]
pub struct Exact {
    units: i128,
    scale: u8,
}

impl Exact {
    /// Zero.
    pub const ZERO: Self = Self { units: 0, scale: 0 };

    /// `units × 10^-scale`.
    #[must_use]
    pub const fn new(units: i128, scale: u8) -> Self {
        Self { units, scale }
    }

    /// The integer that counts the smallest unit of [`scale`](Self::scale).
    #[must_use]
    pub const fn units(self) -> i128 {
        self.units
    }

    /// How many decimals the units have.
    #[must_use]
    pub const fn scale(self) -> u8 {
        self.scale
    }

    /// Whether the value is above zero.
    #[must_use]
    pub const fn is_positive(self) -> bool {
        self.units > 0
    }

    /// The same value counted in units of `scale` decimals; `None` if digits would be lost or the
    /// units do not fit.
    #[must_use]
    pub fn at_scale(self, scale: u8) -> Option<i128> {
        if let Some(up) = scale.checked_sub(self.scale) {
            return self.units.checked_mul(pow10(up)?);
        }
        let factor = pow10(self.scale.checked_sub(scale)?)?;
        if self.units.checked_rem(factor)? == 0 { self.units.checked_div(factor) } else { None }
    }

    /// The exact sum, or `None` if it does not fit.
    #[must_use]
    pub fn checked_add(self, other: Self) -> Option<Self> {
        let scale = self.scale.max(other.scale);
        let units = self.at_scale(scale)?.checked_add(other.at_scale(scale)?)?;
        Some(Self { units, scale })
    }

    /// The exact product, or `None` if it does not fit.
    #[must_use]
    pub fn checked_mul(self, other: Self) -> Option<Self> {
        Some(Self {
            units: self.units.checked_mul(other.units)?,
            scale: self.scale.checked_add(other.scale)?,
        })
    }

    /// The exact difference, or `None` if it does not fit.
    pub(crate) fn minus(self, other: Self) -> Option<Self> {
        self.checked_add(Self { units: other.units.checked_neg()?, scale: other.scale })
    }

    /// The value without its sign.
    pub(crate) const fn magnitude(self) -> Self {
        Self { units: self.units.saturating_abs(), scale: self.scale }
    }

    /// Rounds to `places` decimals with [`round_ratio`] and returns a decimal of that scale.
    #[must_use]
    pub fn publish(self, places: u8) -> Option<Decimal> {
        Decimal::try_from_i128_with_scale(self.publish_units(places)?, u32::from(places)).ok()
    }

    /// The units of what [`publish`](Self::publish) returns.
    pub(crate) fn publish_units(self, places: u8) -> Option<i128> {
        let units = if self.scale == places {
            self.units
        } else {
            round_ratio(self.units, pow10(self.scale)?, places)?
        };
        fits_decimal(units).then_some(units)
    }

    /// The value as a [`Decimal`] without rounding; `None` if its digits do not fit 96 bits.
    #[must_use]
    pub fn to_decimal(self) -> Option<Decimal> {
        let small = self.normalised();
        Decimal::try_from_i128_with_scale(small.units, u32::from(small.scale)).ok()
    }

    /// The same value without trailing zeros after the point.
    #[must_use]
    pub fn normalised(self) -> Self {
        // 64-bit division by a constant is a multiplication; most values fit.
        if let Ok(mut units) = i64::try_from(self.units) {
            let mut scale = self.scale;
            while scale > 0 && units % 10 == 0 {
                units /= 10;
                scale = scale.wrapping_sub(1);
            }
            return Self { units: i128::from(units), scale };
        }
        let (mut units, mut scale) = (self.units, self.scale);
        while scale > 0 && units % 10 == 0 {
            units /= 10;
            scale = scale.wrapping_sub(1);
        }
        Self { units, scale }
    }
}

impl From<Decimal> for Exact {
    fn from(value: Decimal) -> Self {
        // A Decimal has at most 28 decimals, so its scale always fits.
        Self { units: value.mantissa(), scale: u8::try_from(value.scale()).unwrap_or(u8::MAX) }
    }
}

impl Ord for Exact {
    fn cmp(&self, other: &Self) -> Ordering {
        if self.scale == other.scale {
            return self.units.cmp(&other.units);
        }
        let scale = self.scale.max(other.scale);
        match (self.at_scale(scale), other.at_scale(scale)) {
            (Some(a), Some(b)) => a.cmp(&b),
            _ => self.wide(scale).cmp(&other.wide(scale)),
        }
    }
}

impl Exact {
    /// The units at a larger scale, in 256 bits.
    fn wide(self, scale: u8) -> I256 {
        let up = scale.saturating_sub(self.scale);
        let factor = I256::new(10).checked_pow(u32::from(up)).unwrap_or(I256::MAX);
        I256::new(self.units).saturating_mul(factor)
    }
}

impl PartialOrd for Exact {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Exact {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Exact {}

/// Plain digits without exponent and without trailing zeros: `-1234.5`, `0`.
impl fmt::Display for Exact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let small = self.normalised();
        if small.scale == 0 {
            return write!(f, "{}", small.units);
        }
        let width = usize::from(small.scale);
        let digits = format!("{:0>1$}", small.units.unsigned_abs(), width.saturating_add(1));
        let (whole, fraction) = digits.split_at(digits.len().saturating_sub(width));
        let sign = if small.units < 0 { "-" } else { "" };
        write!(f, "{sign}{whole}.{fraction}")
    }
}

/// Why a number in text form was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NumberError {
    /// Not digits with an optional leading `-` and one decimal point: an exponent, a leading `+`,
    /// a separator, a full-width digit.
    NotANumber,
    /// More than six digits after the point, the seventh or a later one not zero (N1).
    TooManyDecimals,
    /// More than 22 digits before the point (BOOK §2.10).
    TooLarge,
}

/// Reads a number in canonical text form (BOOK §2.10) as millionths.
///
/// # Errors
/// `1e3`, `+5`, `1,000`, `５` and `5.` are [`NumberError::NotANumber`]; `0.1234567` is
/// [`NumberError::TooManyDecimals`]; 23 digits before the point are [`NumberError::TooLarge`].
///
/// ```
/// use keyaccount::{NumberError, parse_number};
/// assert_eq!(parse_number("-1234.5"), Ok(-1_234_500_000));
/// assert_eq!(parse_number("0.1234567"), Err(NumberError::TooManyDecimals));
/// assert_eq!(parse_number("1e3"), Err(NumberError::NotANumber));
/// ```
pub fn parse_number(text: &str) -> Result<i128, NumberError> {
    match parse_short(text.as_bytes()) {
        Some(millionths) => Ok(i128::from(millionths)),
        None => parse_any(text),
    }
}

/// Most numbers have few digits and at most six decimals: those are read in 64 bits, byte by byte.
fn parse_short(text: &[u8]) -> Option<i64> {
    let (negative, digits) = match text {
        [b'-', rest @ ..] => (true, rest),
        _ => (false, text),
    };
    // Twelve digits before the point and six after it stay below 10^18.
    if digits.len() > 12 {
        return None;
    }
    let mut units = 0_i64;
    let mut decimals: Option<u8> = None;
    for byte in digits {
        match byte {
            b'0'..=b'9' => {
                units = units.wrapping_mul(10).wrapping_add(i64::from(byte.wrapping_sub(b'0')));
                decimals = decimals.map(|d| d.wrapping_add(1));
            }
            b'.' if decimals.is_none() => decimals = Some(0),
            _ => return None,
        }
    }
    // A blank, a lone sign or point and a trailing point are for the long way to refuse.
    if decimals == Some(0) || digits.is_empty() {
        return None;
    }
    for _ in 0..INPUT_SCALE.checked_sub(decimals.unwrap_or(0))? {
        units = units.wrapping_mul(10);
    }
    Some(if negative { units.wrapping_neg() } else { units })
}

fn parse_any(text: &str) -> Result<i128, NumberError> {
    let unsigned = text.strip_prefix('-').unwrap_or(text);
    let (whole, fraction) = unsigned.split_once('.').map_or((unsigned, None), |(w, f)| (w, Some(f)));
    if fraction.is_some_and(str::is_empty) || (whole.is_empty() && fraction.is_none()) {
        return Err(NumberError::NotANumber);
    }
    let mut units: i128 = 0;
    let mut significant = 0_usize;
    for byte in whole.bytes() {
        let digit = digit(byte)?;
        if digit != 0 || significant != 0 {
            significant = significant.saturating_add(1);
        }
        if significant > INPUT_WHOLE_DIGITS {
            return if whole.bytes().all(|b| b.is_ascii_digit()) {
                Err(NumberError::TooLarge)
            } else {
                Err(NumberError::NotANumber)
            };
        }
        units = units.wrapping_mul(10).wrapping_add(digit);
    }
    let mut missing = INPUT_SCALE;
    let mut lost = false;
    for byte in fraction.unwrap_or_default().bytes() {
        let digit = digit(byte)?;
        match missing.checked_sub(1) {
            Some(rest) => {
                missing = rest;
                units = units.wrapping_mul(10).wrapping_add(digit);
            }
            None => lost |= digit != 0,
        }
    }
    if lost {
        return Err(NumberError::TooManyDecimals);
    }
    // At most 28 digits are held here, which is far from the 38 that fit.
    for _ in 0..missing {
        units = units.wrapping_mul(10);
    }
    Ok(if text.starts_with('-') { units.wrapping_neg() } else { units })
}

fn digit(byte: u8) -> Result<i128, NumberError> {
    if byte.is_ascii_digit() { Ok(i128::from(byte.wrapping_sub(b'0'))) } else { Err(NumberError::NotANumber) }
}

impl FromStr for Exact {
    type Err = NumberError;

    /// Reads plain digits of any length that fits 38 digits: the inverse of `Display`.
    fn from_str(text: &str) -> Result<Self, NumberError> {
        let unsigned = text.strip_prefix('-').unwrap_or(text);
        let (whole, fraction) = unsigned.split_once('.').unwrap_or((unsigned, ""));
        if whole.is_empty() || !whole.bytes().chain(fraction.bytes()).all(|b| b.is_ascii_digit()) {
            return Err(NumberError::NotANumber);
        }
        let digits = format!("{whole}{fraction}");
        let units: i128 = digits.parse().map_err(|_| NumberError::TooLarge)?;
        let scale = u8::try_from(fraction.len()).map_err(|_| NumberError::TooManyDecimals)?;
        Ok(Self { units: if text.starts_with('-') { units.wrapping_neg() } else { units }, scale })
    }
}

impl Serialize for Exact {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Exact {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(|_| {
            serde::de::Error::custom(format!("`{text}` is not a plain decimal of at most 38 digits"))
        })
    }
}

/// A published score: hundredths of a point, 0.00–100.00.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Score(u16);

impl Score {
    /// 0.00
    pub const ZERO: Self = Self(0);
    /// 100.00
    pub const FULL: Self = Self(10_000);

    /// A score from hundredths; `None` outside 0–10,000.
    #[must_use]
    pub fn from_hundredths(hundredths: i128) -> Option<Self> {
        u16::try_from(hundredths).ok().filter(|h| *h <= Self::FULL.0).map(Self)
    }

    /// The score of a decimal with at most two decimals between 0 and 100.
    #[must_use]
    pub fn from_decimal(value: Decimal) -> Option<Self> {
        Exact::from(value).at_scale(PUBLISHED_SCALE).and_then(Self::from_hundredths)
    }

    /// Publishes `numerator ÷ denominator` points, held inside 0–100.
    #[must_use]
    pub fn publish(numerator: i128, denominator: i128) -> Option<Self> {
        let units = round_ratio(numerator, denominator, PUBLISHED_SCALE)?;
        Self::from_hundredths(units.clamp(0, i128::from(Self::FULL.0)))
    }

    /// Hundredths of a point.
    #[must_use]
    pub const fn hundredths(self) -> u16 {
        self.0
    }

    /// The score with exactly two decimals.
    #[must_use]
    pub fn to_decimal(self) -> Decimal {
        Decimal::new(i64::from(self.0), u32::from(PUBLISHED_SCALE))
    }
}

impl fmt::Display for Score {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.to_decimal(), f)
    }
}

impl Serialize for Score {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Score {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Decimal::from_str_exact(&text).ok().and_then(Self::from_decimal).ok_or_else(|| {
            serde::de::Error::custom(format!("`{text}` is not a score between 0.00 and 100.00"))
        })
    }
}

#[cfg(test)]
mod tests;
