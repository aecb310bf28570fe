//! Where the cells of lines without quotation marks begin, eight bytes of text at a time.

use super::words::zeros;

/// So many bytes become one mask of bits.
const STRIDE: usize = 64;

/// So many places are written at a time, needed or not: a jump the processor cannot foresee costs more.
const AT_ONCE: usize = 8;

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
    let (delimiters, ends) = (u64::from_ne_bytes([delimiter; 8]), u64::from_ne_bytes([b'\n'; 8]));
    let (strides, rest) = text.as_chunks::<STRIDE>();
    let mut last = [0; STRIDE];
    for (to, from) in last.iter_mut().zip(rest) {
        *to = *from;
    }
    let (mut found, mut base) = (1_usize, start.wrapping_add(1));
    for stride in strides.iter().chain([&last]) {
        let mut hits = 0_u64;
        for word in stride.as_chunks::<8>().0.iter().rev() {
            let word = u64::from_le_bytes(*word);
            let hit = zeros(word ^ delimiters) | zeros(word ^ ends);
            hits = hits.wrapping_shl(8) | bits(hit);
        }
        let next = found.wrapping_add(hits.count_ones() as usize);
        let mut slots = places.get_mut(found..).unwrap_or_default();
        while hits != 0 {
            let Some((some, more)) = slots.split_first_chunk_mut::<AT_ONCE>() else { break };
            for slot in some {
                *slot = base.wrapping_add(hits.trailing_zeros());
                hits &= hits.wrapping_sub(1);
            }
            slots = more;
        }
        found = next;
        base = base.wrapping_add(STRIDE as u32);
    }
    places.get(..found).unwrap_or_default()
}

/// The highest bits of eight bytes side by side, that of the lowest byte lowest. Nothing else may be set.
const fn bits(high: u64) -> u64 {
    const GATHER: u64 = 0x0102_0408_1020_4080;
    high.wrapping_shr(7).wrapping_mul(GATHER).wrapping_shr(56)
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
            assert_eq!(bits(0x80 << (8 * byte)), 1 << byte);
        }
        assert_eq!(bits(0x8080_8080_8080_8080), 0xff);
    }
}
