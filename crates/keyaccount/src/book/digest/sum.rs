//! SHA-256 of one row after another, added up.

use core::ops::Range;

use sha2::block_api::compress256;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::encoding::Encode;
use super::hex;

/// What SHA-256 begins with (FIPS 180-4, §5.3.3).
const START: [u32; 8] =
    [0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a, 0x510e_527f, 0x9b05_688c, 0x1f83_d9ab, 0x5be0_cd19];

const BLOCK: usize = 64;

/// Blocks of a row held at a time: most rows have three, and what is longer goes through in parts.
const BLOCKS: usize = 8;

/// The bytes held before some of them must go through, which leaves room for what SHA-256 puts behind
/// the last one.
const ROOM: usize = (BLOCKS - 2) * BLOCK;

/// A sum modulo 2^256, least significant word first, and how many rows are in it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in super::super) struct Sum {
    words: [u64; 4],
    pub(super) rows: u64,
}

impl Sum {
    pub(super) fn add(self, other: Self) -> Self {
        let mut carry = false;
        let mut words = [0_u64; 4];
        for ((word, a), b) in words.iter_mut().zip(self.words).zip(other.words) {
            let (sum, over) = a.overflowing_add(b);
            let (sum, over_carry) = sum.overflowing_add(u64::from(carry));
            (*word, carry) = (sum, over || over_carry);
        }
        Self { words, rows: self.rows.saturating_add(other.rows) }
    }

    /// A sum of 32-bit digits, least significant first, each of which took up less than 2^32 numbers.
    fn of_digits(digits: [u64; 8], rows: u64) -> Self {
        let mut words = [0_u64; 4];
        let mut carry = 0_u64;
        for (word, pair) in words.iter_mut().zip(digits.as_chunks::<2>().0) {
            let low = pair[0].wrapping_add(carry);
            let high = pair[1].wrapping_add(low >> 32);
            *word = (low & u64::from(u32::MAX)) | (high << 32);
            carry = high >> 32;
        }
        Self { words, rows }
    }

    pub(super) fn bytes(self) -> impl Iterator<Item = u8> {
        self.words.into_iter().flat_map(u64::to_le_bytes)
    }
}

/// How many rows, and their sum as 64 hexadecimal digits.
impl Serialize for Sum {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        (self.rows, hex(self.bytes())).serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Sum {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let (rows, text) = <(u64, String)>::deserialize(deserializer)?;
        let bad = || serde::de::Error::custom(format!("`{text}` is not a sum of 64 hexadecimal digits"));
        let digits = text.as_bytes();
        if digits.len() != 64 {
            return Err(bad());
        }
        let mut words = [0_u64; 4];
        for (word, digits) in words.iter_mut().zip(digits.chunks(16)) {
            let digits = core::str::from_utf8(digits).map_err(|_| bad())?;
            // A sign is no digit.
            let plain = digits.bytes().all(|digit| digit.is_ascii_hexdigit());
            let bytes = u64::from_str_radix(digits, 16).ok().filter(|_| plain).ok_or_else(bad)?;
            *word = bytes.swap_bytes();
        }
        Ok(Self { words, rows })
    }
}

/// Takes rows cell by cell and adds up their SHA-256. The bytes of a row stand where the compression
/// function reads them, so that a row costs little beside that function.
pub(in super::super) struct Rows {
    /// The table's name, with which every row begins.
    table: &'static str,
    blocks: [[u8; BLOCK]; BLOCKS],
    /// The bytes of the row at hand in `blocks`.
    held: usize,
    /// Its bytes that have gone through already.
    gone: usize,
    state: [u32; 8],
    /// Sums of the eight 32-bit parts of the hashes, each in the order of the sum.
    digits: [u64; 8],
    rows: u64,
    /// The bytes of the table's name, if they stand at the beginning of `blocks`.
    named: usize,
}

impl Rows {
    fn of(table: &'static str) -> Self {
        Self {
            table,
            blocks: [[0; BLOCK]; BLOCKS],
            held: 0,
            gone: 0,
            state: START,
            digits: [0; 8],
            rows: 0,
            named: 0,
        }
    }

    /// Begins a row with the name of its table; a row begun before and not ended is forgotten.
    #[inline]
    pub(super) fn begin(&mut self) {
        self.held = self.named;
        if self.named == 0 {
            self.begin_of(self.table);
            self.named = self.held;
        }
    }

    /// Begins a row of another table.
    pub(super) fn begin_of(&mut self, table: &str) {
        (self.held, self.gone, self.named, self.state) = (0, 0, 0, START);
        self.text(table);
    }

    /// Adds the row to the sum.
    #[inline]
    pub(super) fn end(&mut self) {
        let (held, length) = (self.held, self.gone.wrapping_add(self.held) as u64);
        // One bit, zeros, and the number of bits in the last eight bytes of a block.
        let end = (held.wrapping_add(8) & !(BLOCK - 1)).wrapping_add(BLOCK);
        let bytes = self.blocks.as_flattened_mut();
        if let Some(behind) = bytes.get_mut(held..).and_then(<[u8]>::first_chunk_mut::<BLOCK>) {
            *behind = [0; BLOCK];
            behind[0] = 0x80;
        }
        if let Some(last) = bytes.get_mut(..end).and_then(<[u8]>::last_chunk_mut::<8>) {
            *last = length.wrapping_mul(8).to_be_bytes();
        }
        compress256(&mut self.state, self.blocks.get(..end / BLOCK).unwrap_or_default());
        // The sum takes a hash as four numbers of 64 bits, lowest byte first; SHA-256 gives eight of 32
        // bits, highest byte first.
        for (digit, part) in self.digits.iter_mut().zip(self.state) {
            *digit = digit.wrapping_add(u64::from(part.swap_bytes()));
        }
        self.rows = self.rows.wrapping_add(1);
        self.state = START;
        self.gone = 0;
    }

    fn sum(&self) -> Sum {
        Sum::of_digits(self.digits, self.rows)
    }

    /// Makes room: whole blocks go through, and what is left of the last one moves to the front.
    #[cold]
    fn make_room(&mut self) {
        let whole = self.held / BLOCK;
        let (through, rest) = self.blocks.split_at(whole.min(BLOCKS));
        compress256(&mut self.state, through);
        let last = rest.first().copied().unwrap_or([0; BLOCK]);
        if let Some(first) = self.blocks.first_mut() {
            *first = last;
        }
        self.gone = self.gone.wrapping_add(whole.wrapping_mul(BLOCK));
        self.held %= BLOCK;
        self.named = 0;
    }

    fn put_long(&mut self, bytes: &[u8]) {
        for part in bytes.chunks(BLOCK) {
            if self.held >= ROOM {
                self.make_room();
            }
            let end = self.held.wrapping_add(part.len());
            if let Some(place) = self.blocks.as_flattened_mut().get_mut(self.held..end) {
                place.copy_from_slice(part);
                self.held = end;
            }
        }
    }
}

impl Encode for Rows {
    #[inline]
    fn put<const N: usize>(&mut self, bytes: [u8; N]) {
        const { assert!(N <= BLOCK) };
        if self.held >= ROOM {
            self.make_room();
        }
        let place = self.blocks.as_flattened_mut().get_mut(self.held..);
        if let Some(place) = place.and_then(<[u8]>::first_chunk_mut::<N>) {
            *place = bytes;
            self.held = self.held.wrapping_add(N);
        }
    }

    #[inline]
    fn put_front(&mut self, bytes: [u8; 8], count: usize) {
        self.put(bytes);
        self.held = self.held.wrapping_sub(8_usize.saturating_sub(count));
    }

    #[inline]
    fn put_slice(&mut self, bytes: &[u8]) {
        // Most texts are short codes and stems of identifiers: two overlapping halves need no loop.
        if bytes.len() > 16 || self.held >= ROOM {
            return self.put_long(bytes);
        }
        let end = self.held.wrapping_add(bytes.len());
        let place = self.blocks.as_flattened_mut().get_mut(self.held..end).unwrap_or_default();
        if !halves::<8>(bytes, place) && !halves::<4>(bytes, place) {
            place.copy_from_slice(bytes);
        }
        self.held = end;
    }
}

/// Copies the first and the last so many bytes, if there are as many.
#[inline]
fn halves<const N: usize>(bytes: &[u8], place: &mut [u8]) -> bool {
    let (Some(first), Some(last)) = (bytes.first_chunk::<N>(), bytes.last_chunk::<N>()) else { return false };
    if let Some(front) = place.first_chunk_mut() {
        *front = *first;
    }
    if let Some(back) = place.last_chunk_mut() {
        *back = *last;
    }
    true
}

/// Rows summed by one task; big enough that starting a task costs nothing beside it.
const ROWS_PER_TASK: usize = 1 << 13;

/// Sums the rows of a table; `add` begins and ends the visible ones of a range of them.
pub(super) fn sum_ranges(
    table: &'static str,
    rows: usize,
    add: impl Fn(Range<usize>, &mut Rows) + Sync,
) -> Sum {
    let task = |task: usize| {
        let start = task.saturating_mul(ROWS_PER_TASK);
        let mut sum = Rows::of(table);
        add(start..start.saturating_add(ROWS_PER_TASK).min(rows), &mut sum);
        sum.sum()
    };
    let tasks = 0..rows.div_ceil(ROWS_PER_TASK);
    #[cfg(feature = "parallel")]
    {
        use rayon::iter::{IntoParallelIterator, ParallelIterator};
        tasks.into_par_iter().map(task).reduce(Sum::default, Sum::add)
    }
    #[cfg(not(feature = "parallel"))]
    tasks.map(task).fold(Sum::default(), Sum::add)
}

/// Sums the rows of a table one by one; `encode` returns whether the row is visible.
pub(in super::super) fn sum_rows(
    table: &'static str,
    rows: usize,
    encode: impl Fn(usize, &mut Rows) -> bool + Sync,
) -> Sum {
    sum_ranges(table, rows, |range, rows| {
        for at in range {
            rows.begin();
            if encode(at, rows) {
                rows.end();
            }
        }
    })
}
