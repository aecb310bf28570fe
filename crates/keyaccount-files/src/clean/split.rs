//! Where the cells of lines without quotation marks begin, 64 bytes of text at a time.

/// So many bytes become one mask of bits.
const STRIDE: usize = 64;

/// So many places are written at a time, needed or not: a jump the processor cannot foresee costs more.
const AT_ONCE: usize = 6;

/// With this bit no mask is empty: the place of the lowest bit of one that may be takes several steps.
const NOT_EMPTY: u64 = 1 << 63;

/// Where the cells of `text` begin, which itself begins at `start`: behind every delimiter and line end,
/// the last one of which belongs to what follows. `places` is memory to be used again.
pub(super) fn split<'p>(text: &[u8], start: u32, delimiter: u8, places: &'p mut Vec<u32>) -> &'p [u32] {
    let room = text.len().saturating_add(STRIDE);
    if places.len() < room {
        places.resize(room, 0);
    }
    if let Some(first) = places.first_mut() {
        *first = start;
    }
    let (strides, rest) = text.as_chunks::<STRIDE>();
    let mut last = [0; STRIDE];
    for (to, from) in last.iter_mut().zip(rest) {
        *to = *from;
    }
    let (mut found, mut base) = (1_usize, start.wrapping_add(1));
    for stride in strides.iter().chain([&last]) {
        // A loop of its own: it becomes a few steps on many bytes each.
        let mut is_end = [0_u8; STRIDE];
        for (is_end, byte) in is_end.iter_mut().zip(stride) {
            *is_end = u8::from((*byte == delimiter) | (*byte == b'\n'));
        }
        let mut hits = 0_u64;
        for (eighth, flags) in (0_u32..).zip(is_end.as_chunks::<8>().0) {
            hits |= bits(u64::from_le_bytes(*flags)).wrapping_shl(eighth.wrapping_mul(8));
        }
        let next = found.wrapping_add(hits.count_ones() as usize);
        let mut slots = places.get_mut(found..).unwrap_or_default();
        while hits != 0 {
            let Some((some, more)) = slots.split_first_chunk_mut::<AT_ONCE>() else { break };
            for slot in some {
                *slot = base.wrapping_add((hits | NOT_EMPTY).trailing_zeros());
                hits &= hits.wrapping_sub(1);
            }
            slots = more;
        }
        found = next;
        base = base.wrapping_add(STRIDE as u32);
    }
    places.get(..found).unwrap_or_default()
}

/// Eight flags, each a byte of 0 or 1, as bits side by side, that of the lowest byte lowest.
const fn bits(flags: u64) -> u64 {
    const GATHER: u64 = 0x0102_0408_1020_4080;
    flags.wrapping_mul(GATHER).wrapping_shr(56)
}

#[cfg(test)]
#[allow(clippy::arithmetic_side_effects, reason = "a test fails by panicking")]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        /// Byte by byte the same places are found.
        #[test]
        fn no_cell_is_lost(
            bytes in prop::collection::vec(
                prop_oneof![4 => Just(b','), 2 => Just(b'\n'), 1 => Just(b'-'), 2 => any::<u8>(), 9 => Just(b'a')],
                0..300,
            ),
            start in 0_u32..1_000,
            before in prop::collection::vec(any::<u32>(), 0..400),
        ) {
            let behind = (start + 1..).zip(&bytes).filter(|(_, byte)| [b',', b'\n'].contains(byte));
            let expected: Vec<u32> = [start].into_iter().chain(behind.map(|(next, _)| next)).collect();
            let mut places = before;
            prop_assert_eq!(split(&bytes, start, b',', &mut places), expected);
        }
    }

    #[test]
    fn every_bit_finds_its_place() {
        for byte in 0..8 {
            assert_eq!(bits(1 << (8 * byte)), 1 << byte);
        }
        assert_eq!(bits(0x0101_0101_0101_0101), 0xff);
    }
}
