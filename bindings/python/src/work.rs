//! Long work: beside Python, so that Ctrl-C is heard and a bar can move.

use std::panic::resume_unwind;
use std::process;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::thread;
use std::time::Duration;

use pyo3::prelude::*;

/// How long Python waits before it looks whether somebody pressed Ctrl-C.
const PATIENCE: Duration = Duration::from_millis(100);

/// The characters of a bar.
const BAR: usize = 30;

/// How far work is, told by the thread that does it; and whether anybody still waits for it.
#[derive(Clone, Default)]
pub(crate) struct Meter {
    told: Arc<Mutex<(&'static str, u64, u64)>>,
    is_stopped: Arc<AtomicBool>,
}

impl Meter {
    /// What is being done, and how much of how much of it; 0 of 0 if nobody knows.
    pub(crate) fn tell(&self, doing: &'static str, done: u64, of: u64) {
        *self.told.lock().unwrap_or_else(PoisonError::into_inner) = (doing, done, of);
    }

    /// Whether what is still made is thrown away, so that nothing more need be begun.
    pub(crate) fn is_stopped(&self) -> bool {
        self.is_stopped.load(Ordering::Relaxed)
    }

    fn line(&self) -> String {
        let (doing, done, of) = *self.told.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(percent) = done.min(of).saturating_mul(100).checked_div(of) else {
            return format!("{doing} …");
        };
        let filled = usize::try_from(percent).unwrap_or(0).saturating_mul(BAR).checked_div(100).unwrap_or(0);
        format!("{doing} [{:<BAR$}] {percent} %", "█".repeat(filled))
    }
}

/// Does something that may take all threads. A process that was forked from one at work has none of its
/// threads, and would wait for them for ever: it gets threads of its own.
pub(crate) fn on_threads<T: Send>(work: impl FnOnce() -> T + Send) -> T {
    static FIRST: OnceLock<u32> = OnceLock::new();
    let here = process::id();
    // Who is one of such threads has them all.
    if *FIRST.get_or_init(|| here) == here || rayon::current_thread_index().is_some() {
        return work();
    }
    match rayon::ThreadPoolBuilder::new().build() {
        Ok(pool) => pool.install(work),
        // Without threads to be had there is nothing to wait for either.
        Err(_) => work(),
    }
}

/// Does something on a thread of its own, without the interpreter's lock.
///
/// If a signal handler raises meanwhile, as that of Ctrl-C does, its exception is raised at once; what
/// the thread still makes is thrown away, and it begins nothing more that asks the meter first. With `progress` a line on `sys.stderr` says how far it is.
pub(crate) fn beside<T: Send + 'static>(
    py: Python<'_>,
    progress: bool,
    work: impl FnOnce(&Meter) -> T + Send + 'static,
) -> PyResult<T> {
    let (ended, end) = channel::<()>();
    let meter = Meter::default();
    let told = meter.clone();
    let thread = thread::Builder::new().name("keyaccount".to_owned()).spawn(move || {
        // Gone once the work is done, or has panicked.
        let _ended = ended;
        on_threads(|| work(&told))
    })?;
    wait(py, progress, &meter, end)?;
    py.detach(|| thread.join()).or_else(|panic| resume_unwind(panic))
}

/// Waits until the thread that tells the meter has come to its end.
fn wait(py: Python<'_>, progress: bool, meter: &Meter, end: Receiver<()>) -> PyResult<()> {
    let mut shown = 0_usize;
    // A receiver belongs to one thread at a time, which the interpreter cannot know.
    let end = Mutex::new(end);
    let is_going_on = || {
        end.lock().unwrap_or_else(PoisonError::into_inner).recv_timeout(PATIENCE)
            == Err(RecvTimeoutError::Timeout)
    };
    let mut outcome = Ok(());
    while outcome.is_ok() && py.detach(is_going_on) {
        outcome = py.check_signals();
        if outcome.is_ok() && progress {
            shown = show(py, &meter.line(), shown)?;
        }
    }
    if outcome.is_err() {
        meter.is_stopped.store(true, Ordering::Relaxed);
    }
    if shown > 0 {
        show(py, "", shown)?;
    }
    outcome
}

/// Puts a line in the place of one of so many characters.
fn show(py: Python<'_>, line: &str, before: usize) -> PyResult<usize> {
    let length = line.chars().count();
    let rest = " ".repeat(before.saturating_sub(length));
    let end = if line.is_empty() { "\r" } else { "" };
    let stderr = py.import("sys")?.getattr("stderr")?;
    // A program without a console has none.
    if !stderr.is_none() {
        stderr.call_method1("write", (format!("\r{line}{rest}{end}"),))?;
        stderr.call_method0("flush")?;
    }
    Ok(length)
}
