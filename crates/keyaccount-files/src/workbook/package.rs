//! The archive of a workbook: which sheets it has, and that nothing the reader will keep in memory
//! is without bounds.

use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};
use std::fs::File;
use std::io::BufReader;
use std::path::Path;

use keyaccount::{Problem, ProblemCode, quote};
use quick_xml::escape::unescape;
use quick_xml::events::Event;
use zip::ZipArchive;

use super::limits::{Limits, MAX_FILE, MAX_PART_XML, MAX_PARTS, MAX_SHEETS, MAX_STYLE_TOKEN, MAX_TOKEN};
use super::part::{Archive, Bounds, Part, attribute};
use super::scan::Scanned;
use super::{broken, container, scan, too_large};

/// A worksheet by its name, with the part that holds it.
#[derive(Debug)]
pub(super) struct SheetPart {
    pub(super) name: String,
    pub(super) part: String,
    pub(super) is_visible: bool,
}

/// An opened archive.
pub(super) struct Package {
    archive: Archive,
    /// The parts' names by how the reader looks for them: in lower case.
    names: HashMap<String, String>,
    pub(super) sheets: Vec<SheetPart>,
    /// Whether days count from 1904, as they do in old workbooks of the Macintosh.
    pub(super) counts_from_1904: bool,
}

impl Package {
    pub(super) fn open(path: &Path, limits: &Limits) -> Result<Self, Box<Problem>> {
        let io = |error: std::io::Error| {
            Box::new(Problem::new(ProblemCode::Io, error.to_string(), "a file that can be read"))
        };
        let mut file = File::open(path).map_err(io)?;
        let size = file.metadata().map_err(io)?.len();
        container::check(&mut file).map_err(io)??;
        if size > MAX_FILE {
            return Err(too_large(format!("a file of {size} bytes")));
        }
        let archive = ZipArchive::new(BufReader::new(file)).map_err(|error| broken(&error))?;
        if archive.len() > MAX_PARTS {
            return Err(too_large(format!("{} parts in the archive", archive.len())));
        }
        let mut names = HashMap::new();
        for name in archive.file_names() {
            let name = name.map_err(|error| broken(&error))?.into_owned();
            match names.entry(name.replace('\\', "/").to_ascii_lowercase()) {
                Entry::Vacant(vacant) => vacant.insert(name),
                Entry::Occupied(_) => return Err(broken(&"two parts of one name")),
            };
        }
        let mut package = Self { archive, names, sheets: Vec::new(), counts_from_1904: false };
        package.read_contents(limits)?;
        Ok(package)
    }

    fn has(&self, name: &str) -> bool {
        self.names.contains_key(&name.to_ascii_lowercase())
    }

    /// A part by its name, in capitals or not.
    fn part(&mut self, name: &str, bounds: Bounds, limits: &Limits) -> Result<Part<'_>, Box<Problem>> {
        let Some(name) = self.names.get(&name.to_ascii_lowercase()) else {
            return Err(broken(&format!("no part {}", quote(name))));
        };
        Part::open(&mut self.archive, name, bounds, limits)
    }

    fn read_contents(&mut self, limits: &Limits) -> Result<(), Box<Problem>> {
        if !self.has("_rels/.rels") {
            return Err(container::no_workbook(self.has("content.xml"), false));
        }
        let small = Bounds { size: MAX_PART_XML, token: MAX_TOKEN, whole: "" };
        let document = relationships(self.part("_rels/.rels", small, limits)?)?
            .into_iter()
            .rev()
            .find(|relationship| relationship.kind.ends_with("/relationships/officeDocument"))
            .ok_or_else(|| container::no_workbook(false, false))?;
        let target = document.path("")?;
        let target = target.as_str();
        let (folder, name) = target.split_at(target.rfind('/').map_or(0, |at| at.saturating_add(1)));
        if name.ends_with(".bin") {
            return Err(container::no_workbook(false, true));
        }
        if !self.has(target) {
            return Err(container::no_workbook(false, false));
        }
        let related = relationships(self.part(&format!("{folder}_rels/{name}.rels"), small, limits)?)?;
        let contents = contents(self.part(target, small, limits)?, folder, &related)?;
        (self.sheets, self.counts_from_1904) = contents;

        let (strings, styles, theme) = ("sharedStrings.xml", "styles.xml", "theme/theme1.xml");
        if self.has(&format!("{folder}{strings}")) {
            let bounds = Bounds { size: limits.strings_xml, whole: "si", ..small };
            scan::strings(self.part(&format!("{folder}{strings}"), bounds, limits)?, limits)?;
        }
        if self.has(&format!("{folder}{styles}")) {
            let bounds = Bounds { token: MAX_STYLE_TOKEN, ..small };
            scan::styles(self.part(&format!("{folder}{styles}"), bounds, limits)?)?;
        }
        if self.has(&format!("{folder}{theme}")) {
            scan::any(self.part(&format!("{folder}{theme}"), small, limits)?)?;
        }
        Ok(())
    }

    /// Reads through a sheet.
    pub(super) fn check_sheet(&mut self, part: &str, limits: &Limits) -> Result<Scanned, Box<Problem>> {
        let bounds = Bounds { size: limits.sheet_xml, token: MAX_TOKEN, whole: "c" };
        scan::worksheet(self.part(part, bounds, limits)?, limits)
    }
}

/// What a part says about another one.
struct Relationship {
    id: String,
    kind: String,
    target: String,
}

impl Relationship {
    /// The part's name. A relative one is of the folder.
    fn path(&self, folder: &str) -> Result<String, Box<Problem>> {
        // The reader of cells takes some names with their entities and some without.
        if self.target.contains('&') {
            return Err(broken(&format!("the part's name {}", quote(&self.target))));
        }
        let absolute = self.target.strip_prefix('/').map(ToOwned::to_owned);
        Ok(absolute.unwrap_or_else(|| format!("{folder}{}", self.target)))
    }
}

fn relationships(mut part: Part<'_>) -> Result<Vec<Relationship>, Box<Problem>> {
    let mut found = Vec::new();
    loop {
        match part.next()? {
            Event::Start(element) if element.local_name().as_ref() == "Relationship" => {
                let text =
                    |name| attribute(&element, name, false).map(|text| text.unwrap_or_default().into());
                found.push(Relationship { id: text("Id")?, kind: text("Type")?, target: text("Target")? });
            }
            Event::End(element) if element.local_name().as_ref() == "Relationships" => return Ok(found),
            Event::Eof => return Ok(found),
            _ => {}
        }
    }
}

/// The worksheets, and whether days count from 1904.
fn contents(
    mut part: Part<'_>,
    folder: &str,
    related: &[Relationship],
) -> Result<(Vec<SheetPart>, bool), Box<Problem>> {
    let mut counts_from_1904 = false;
    let related: HashMap<&str, &Relationship> = related.iter().map(|r| (r.id.as_str(), r)).collect();
    let (mut sheets, mut names) = (Vec::new(), HashSet::new());
    loop {
        match part.next()? {
            Event::Start(element) if element.local_name().as_ref() == "sheet" => {
                let name = attribute(&element, "name", false)?.unwrap_or_default();
                let name = unescape(&name).map_err(|error| broken(&error))?.into_owned();
                let id = attribute(&element, "id", true)?.unwrap_or_default();
                let Some(relationship) = related.get(id.as_ref()) else {
                    return Err(broken(&format!("no part for the sheet {}", quote(&name))));
                };
                if !names.insert(name.clone()) {
                    return Err(broken(&format!("two sheets {}", quote(&name))));
                }
                if names.len() > MAX_SHEETS {
                    return Err(too_large(format!("more than {MAX_SHEETS} sheets")));
                }
                if relationship.kind.ends_with("/worksheet") {
                    let is_visible =
                        attribute(&element, "state", false)?.is_none_or(|state| state == "visible");
                    sheets.push(SheetPart { name, part: relationship.path(folder)?, is_visible });
                }
            }
            Event::Start(element) if element.local_name().as_ref() == "workbookPr" => {
                let stated = attribute(&element, "date1904", false)?;
                counts_from_1904 = stated.is_some_and(|stated| matches!(&*stated, "1" | "true"));
            }
            Event::Eof => return Ok((sheets, counts_from_1904)),
            _ => {}
        }
    }
}
