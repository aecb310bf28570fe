//! A bar for whoever waits longer than a second.

use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use keyaccount_files::Progress;

/// How long work takes before it shows.
const PATIENCE: Duration = Duration::from_secs(1);

/// Shows that work is going on, from the second second on, until it is dropped.
pub(crate) struct Busy {
    bar: ProgressBar,
    done: Option<(Sender<()>, JoinHandle<()>)>,
}

impl Busy {
    /// Work begins. Nothing shows unless somebody watches.
    pub(crate) fn new(is_watched: bool) -> Self {
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden());
        let done = is_watched.then(|| {
            let (sender, receiver) = channel::<()>();
            let bar = bar.clone();
            let wait = move || {
                if receiver.recv_timeout(PATIENCE) == Err(RecvTimeoutError::Timeout) {
                    bar.set_draw_target(ProgressDrawTarget::stderr());
                    bar.enable_steady_tick(Duration::from_millis(100));
                }
            };
            (sender, thread::spawn(wait))
        });
        Self { bar, done }
    }

    /// So much has been read.
    pub(crate) fn read(&self, progress: Progress) {
        if self.bar.length() != Some(progress.total) {
            self.bar.set_length(progress.total);
            if let Ok(style) =
                ProgressStyle::with_template("{spinner} {msg} [{bar:30}] {bytes}/{total_bytes}")
            {
                self.bar.set_style(style.progress_chars("█▌ "));
            }
        }
        self.bar.set_position(progress.bytes);
        self.bar.set_message(progress.table.name());
    }

    /// The work has another name now, and no measure.
    pub(crate) fn now(&self, doing: &'static str) {
        self.bar.set_style(ProgressStyle::default_spinner());
        self.bar.set_message(doing);
    }
}

impl Drop for Busy {
    fn drop(&mut self) {
        if let Some((sender, waiting)) = self.done.take() {
            drop(sender);
            // The thread only waits; it cannot fail.
            let _ = waiting.join();
        }
        self.bar.finish_and_clear();
    }
}
