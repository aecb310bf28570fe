//! How much of a workbook is read before it is refused.

/// Limits against files that are small on the disk and without end inside.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Limits {
    /// The most fields of all rows together, blank ones before the last of a row included.
    pub(crate) cells: u64,
    /// The last row that may be filled, from 1.
    pub(crate) rows: u32,
    /// The last column that may be filled, from 1.
    pub(crate) columns: u32,
    /// The most bytes of text of one row.
    pub(crate) row_text: u64,
    /// The most bytes of text of all rows together: one shared string may be named by every cell.
    pub(crate) text: u64,
    /// The most merged ranges of one sheet.
    pub(crate) merged: usize,
    /// The most shared strings; the reader keeps all of them.
    pub(crate) strings: u64,
    /// The most bytes of the XML of the shared strings.
    pub(crate) strings_xml: u64,
    /// The most bytes of the XML of one sheet, which is never held whole.
    pub(crate) sheet_xml: u64,
    /// From here on a part may not be more than [`Limits::ratio`] times its compressed size.
    pub(crate) ratio_from: u64,
    /// How well a long part may be compressed. Sheets of a million like rows reach a few hundred.
    pub(crate) ratio: u64,
}

const MIB: u64 = 1 << 20;

impl Limits {
    /// The limits books are read under: every row Excel has, 47 columns wide.
    pub(crate) const USUAL: Self = Self {
        cells: 50_000_000,
        rows: 1_048_576,
        columns: 4_096,
        row_text: crate::feed::MAX_RECORD,
        text: 4_096 * MIB,
        merged: 200_000,
        strings: 10_000_000,
        strings_xml: 512 * MIB,
        sheet_xml: 2_048 * MIB,
        ratio_from: 64 * MIB,
        ratio: 400,
    };
}

/// The most bytes of a workbook on the disk.
pub(super) const MAX_FILE: u64 = 512 * MIB;
/// The most parts of a workbook's archive.
pub(super) const MAX_PARTS: usize = 10_000;
/// The most bytes of XML of a part other than sheets and shared strings.
pub(super) const MAX_PART_XML: u64 = 16 * MIB;
/// The most sheets.
pub(super) const MAX_SHEETS: usize = 4_096;
/// The most cell formats; Excel writes up to 65,490.
pub(super) const MAX_FORMATS: u32 = 100_000;
/// The most bytes of a tag or text among the styles, which the reader copies for every cell format.
pub(super) const MAX_STYLE_TOKEN: u64 = 4 << 10;
/// The most bytes of a cell, a shared string, or a tag elsewhere.
pub(super) const MAX_TOKEN: u64 = 4 * MIB;
/// The most formulas of a sheet that nobody worked out.
pub(super) const MAX_UNVALUED: usize = 1_000_000;
