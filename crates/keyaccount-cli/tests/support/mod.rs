//! Running the command with stand-ins for the terminal, and small books.

#![allow(dead_code, reason = "no test uses all of it")]

use std::cell::RefCell;
use std::ffi::OsString;
use std::fs;
use std::io::{self, Write};
use std::rc::Rc;

use keyaccount_cli::{Exit, Streams, run};
use tempfile::TempDir;

#[derive(Clone, Default)]
pub struct Captured(Rc<RefCell<Vec<u8>>>);

impl Captured {
    pub fn text(&self) -> String {
        String::from_utf8(self.0.borrow().clone()).unwrap()
    }
}

impl Write for Captured {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().extend(bytes);
        Ok(bytes.len())
    }
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// A reader that went away.
pub struct Closed;

impl Write for Closed {
    fn write(&mut self, _: &[u8]) -> io::Result<usize> {
        Err(io::ErrorKind::BrokenPipe.into())
    }
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

pub struct Ran {
    pub exit: Exit,
    pub out: String,
    pub err: String,
}

pub fn streams<'a>(out: &Captured, err: &Captured) -> Streams<'a> {
    Streams {
        stdout: Box::new(out.clone()),
        stderr: Box::new(err.clone()),
        stdout_is_terminal: false,
        stderr_is_terminal: false,
        colour: false,
        width: None,
    }
}

pub fn ran(arguments: &[&str], change: impl FnOnce(&mut Streams<'_>)) -> Ran {
    let (out, err) = (Captured::default(), Captured::default());
    let mut streams = streams(&out, &err);
    change(&mut streams);
    let arguments = ["keyaccount"].iter().chain(arguments).map(OsString::from);
    let exit = run(arguments, &mut streams);
    drop(streams);
    Ran { exit, out: out.text(), err: err.text() }
}

pub fn piped(arguments: &[&str]) -> Ran {
    ran(arguments, |_| {})
}

/// Two customers with orders of 300 and 100 and costs of two thirds, and one whose name is hostile.
pub const LINES: &str = "order_id,customer_id,ordered_on,amount,cost\n\
    1,C1,2026-03-01,300,200\n\
    2,C2,2026-03-02,100,90\n\
    3,C3,2025-09-01,50,20\n\
    4,C1,2025-08-01,0,0\n\
    5,C2,2025-08-01,0,0\n";
pub const CUSTOMERS: &str = "customer_id,name\nC1,=1+1\nC2,\"Li, \u{1b}[31mred\"\nC3,王府\n";

pub fn book() -> TempDir {
    with_files(&[("order_lines.csv", LINES), ("customers.csv", CUSTOMERS)])
}

pub fn with_files(files: &[(&str, &str)]) -> TempDir {
    let folder = TempDir::new().unwrap();
    for (name, text) in files {
        fs::write(folder.path().join(name), text).unwrap();
    }
    folder
}

pub fn path(folder: &TempDir, name: &str) -> String {
    folder.path().join(name).display().to_string()
}
