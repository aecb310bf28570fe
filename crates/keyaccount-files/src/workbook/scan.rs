//! Parts read through before the reader of cells sees them. What it would trust blindly is judged
//! here: counts that make it reserve memory, names of cells beyond any sheet, text without end.

use keyaccount::{Problem, quote};
use quick_xml::events::{BytesStart, Event};

use super::limits::{Limits, MAX_FORMATS, MAX_UNVALUED};
use super::part::{Part, attribute};
use super::reference::{self, Region};
use super::{broken, too_large};

/// Any part: well-formed and within its size.
pub(super) fn any(mut part: Part<'_>) -> Result<(), Box<Problem>> {
    while part.next()? != Event::Eof {}
    Ok(())
}

/// The shared strings, all of which are kept.
pub(super) fn strings(mut part: Part<'_>, limits: &Limits) -> Result<(), Box<Problem>> {
    let refused = || too_large(format!("more than {} shared strings", limits.strings));
    let mut count = 0_u64;
    loop {
        match part.next()? {
            Event::Start(element) if element.local_name().as_ref() == "sst" => {
                // Memory is reserved for as many as the part says it has.
                if let Some(stated) = attribute(&element, "uniqueCount", true)? {
                    match stated.parse::<u64>() {
                        Ok(stated) if stated <= limits.strings => {}
                        Ok(_) => return Err(refused()),
                        Err(_) => return Err(broken(&format!("{} shared strings", quote(&stated)))),
                    }
                }
            }
            Event::Start(element) if element.local_name().as_ref() == "si" => {
                count = count.saturating_add(1);
                if count > limits.strings {
                    return Err(refused());
                }
            }
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}

/// The styles, of which every cell format keeps a copy of its own.
pub(super) fn styles(mut part: Part<'_>) -> Result<(), Box<Problem>> {
    let mut count = 0_u32;
    loop {
        match part.next()? {
            Event::Start(element) if element.local_name().as_ref() == "xf" => {
                count = count.saturating_add(1);
                if count > MAX_FORMATS {
                    return Err(too_large(format!("more than {MAX_FORMATS} cell formats")));
                }
            }
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}

/// What is wanted of a sheet before its cells are read.
pub(super) struct Scanned {
    /// The merged ranges, which come after the cells, in order and within the filled columns.
    pub(super) regions: Vec<Region>,
    /// Which cells, counted from 0, hold a formula whose value was never worked out. The reader of
    /// cells takes them for blank ones.
    pub(super) unvalued: Vec<u64>,
}

/// A sheet.
pub(super) fn worksheet(mut part: Part<'_>, limits: &Limits) -> Result<Scanned, Box<Problem>> {
    let (mut regions, mut unvalued) = (Vec::new(), Vec::new());
    let mut cells = 0_u64;
    let (mut column, mut last_column) = (0_u32, 0_u32);
    let mut cell = Cell::default();
    loop {
        match part.next()? {
            Event::Start(element) => match element.local_name().as_ref() {
                "row" => {
                    column = 0;
                    named(&element, "r", reference::row)?;
                }
                "c" => {
                    let stated = named(&element, "r", reference::cell)?;
                    column = stated.map_or_else(|| column.saturating_add(1), |(_, column)| column);
                    cell = Cell::start(&element)?;
                }
                name @ ("v" | "is") if cell.is_open => {
                    (cell.is_filled, cell.is_in_value) = (true, name == "v");
                    // An empty text is a value, an empty number is none.
                    cell.has_value |= cell.is_text;
                    last_column = last_column.max(column);
                }
                "f" if cell.is_filled => return Err(broken(&"a formula behind its value")),
                "f" if cell.is_open => {
                    cell.has_formula = true;
                    last_column = last_column.max(column);
                }
                "dimension" => _ = named(&element, "ref", Region::parse)?,
                "mergeCell" => {
                    regions.extend(named(&element, "ref", Region::parse)?);
                    if regions.len() > limits.merged {
                        return Err(too_large(format!("more than {} merged ranges", limits.merged)));
                    }
                }
                _ => {}
            },
            Event::End(element) => match element.local_name().as_ref() {
                "c" => {
                    if cell.has_formula && !cell.has_value {
                        unvalued.push(cells);
                        if unvalued.len() > MAX_UNVALUED {
                            return Err(too_large(format!(
                                "more than {MAX_UNVALUED} formulas without values"
                            )));
                        }
                    }
                    cells = cells.saturating_add(1);
                    cell = Cell::default();
                }
                "v" => cell.is_in_value = false,
                _ => {}
            },
            Event::Eof => break,
            other if cell.is_in_value => {
                cell.judge(&other)?;
                cell.has_value = true;
            }
            _ => {}
        }
    }
    // A title merged across the whole sheet spreads over the columns in use.
    let last_column = last_column.min(limits.columns);
    regions.retain(|region| region.first_column <= last_column);
    for region in &mut regions {
        region.last_column = region.last_column.min(last_column);
    }
    regions.sort_unstable();
    Ok(Scanned { regions, unvalued })
}

/// The cell being read.
#[derive(Default)]
struct Cell {
    is_open: bool,
    is_shared_string: bool,
    is_text: bool,
    has_formula: bool,
    has_value: bool,
    is_filled: bool,
    is_in_value: bool,
}

impl Cell {
    fn start(element: &BytesStart<'_>) -> Result<Self, Box<Problem>> {
        let kind = attribute(element, "t", false)?;
        let kind = kind.as_deref().unwrap_or("n");
        let is_text = !matches!(kind, "n" | "s" | "b" | "e");
        Ok(Self { is_open: true, is_shared_string: kind == "s", is_text, ..Self::default() })
    }

    /// Refuses within a value what would be passed over in silence and give another value.
    fn judge(&self, event: &Event<'_>) -> Result<(), Box<Problem>> {
        match event {
            // What is no number would be the first shared string.
            Event::Text(text) if self.is_shared_string => {
                let is_number = (1..=9).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
                if is_number { Ok(()) } else { Err(broken(&format!("the shared string {}", quote(text)))) }
            }
            Event::Text(_) => Ok(()),
            Event::GeneralRef(_) if self.is_text => Ok(()),
            _ => Err(broken(&"markup within the value of a cell")),
        }
    }
}

/// What an attribute names, if it is there.
fn named<T>(
    element: &BytesStart<'_>,
    name: &str,
    parse: impl Fn(&str) -> Option<T>,
) -> Result<Option<T>, Box<Problem>> {
    let Some(text) = attribute(element, name, false)? else { return Ok(None) };
    parse(&text).map(Some).ok_or_else(|| broken(&format!("the cell name {}", quote(&text))))
}
