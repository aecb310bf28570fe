//! What a file is by its first bytes, whatever it is called.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};

use keyaccount::{Problem, ProblemCode};

/// How Excel's workbooks before 2007 and encrypted ones start.
const OLE: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
const ZIP: &[u8] = b"PK\x03\x04";

/// Refuses what is no archive; the reader is at the start again.
pub(super) fn check(file: &mut File) -> io::Result<Result<(), Box<Problem>>> {
    let mut start = Vec::new();
    file.by_ref().take(512).read_to_end(&mut start)?;
    let problem = if start.starts_with(ZIP) {
        None
    } else if start.starts_with(OLE) {
        Some(if is_encrypted(file, &start)? {
            save_as(ProblemCode::Syntax, "a workbook protected by a password", "take the password off")
        } else {
            save_as(ProblemCode::Syntax, "a workbook of Excel 97 to 2003", SAVE)
        })
    } else if start.trim_ascii_start().first() == Some(&b'<') {
        Some(save_as(ProblemCode::Syntax, "a web page or XML under a workbook's name", SAVE))
    } else {
        Some(save_as(ProblemCode::Syntax, "what is no workbook", "leave out `sheet` if it is CSV"))
    };
    file.seek(SeekFrom::Start(0))?;
    Ok(problem.map_or(Ok(()), |problem| Err(Box::new(problem))))
}

/// An archive that holds something else.
pub(super) fn no_workbook(is_open_document: bool, is_binary: bool) -> Box<Problem> {
    Box::new(if is_open_document {
        save_as(ProblemCode::Syntax, "an OpenDocument spreadsheet", SAVE)
    } else if is_binary {
        save_as(ProblemCode::Syntax, "a binary workbook (.xlsb)", SAVE)
    } else {
        save_as(ProblemCode::Syntax, "an archive that holds no workbook", "name the workbook itself")
    })
}

const SAVE: &str = "open it in a spreadsheet program and save it as .xlsx";

fn save_as(code: ProblemCode, found: &str, remedy: &str) -> Problem {
    Problem::new(code, found, "an Excel workbook (.xlsx or .xlsm)").remedy(remedy)
}

/// Whether the list of streams names the encrypted package. It starts at the sector the header says.
fn is_encrypted(file: &mut File, header: &[u8]) -> io::Result<bool> {
    let number = |at: usize, count: usize| {
        let bytes = header.get(at..at.saturating_add(count)).unwrap_or_default();
        bytes.iter().rev().fold(0_u64, |number, byte| number.wrapping_shl(8) | u64::from(*byte))
    };
    let sector = 1_u64.checked_shl(u32::try_from(number(30, 2)).unwrap_or(u32::MAX)).unwrap_or(512);
    file.seek(SeekFrom::Start(number(48, 4).saturating_add(1).saturating_mul(sector).min(1 << 40)))?;
    let mut streams = Vec::new();
    file.take(16 << 10).read_to_end(&mut streams)?;
    let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    Ok(streams.windows(name.len()).any(|window| window == name))
}
