//! Numbers as text behind other text: what `Display` writes, without the ways of a formatter.

/// Appends an integer.
pub(crate) fn push_integer(out: &mut Vec<u8>, number: i64) {
    out.extend_from_slice(itoa::Buffer::new().format(number).as_bytes());
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
