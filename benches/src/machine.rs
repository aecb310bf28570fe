//! What the measurements were made on, and how much memory they took.

use std::fs;

use serde::Serialize;

/// The class of a machine: nothing that names it.
#[derive(Debug, Serialize)]
pub struct Machine {
    pub system: &'static str,
    pub architecture: &'static str,
    /// Threads that may run at once.
    pub cores: usize,
    /// Main memory in GiB, rounded; only known on Linux.
    pub memory_gib: Option<u64>,
}

impl Machine {
    /// The machine this runs on.
    pub fn here() -> Self {
        let kib = field("/proc/meminfo", "MemTotal:");
        Self {
            system: std::env::consts::OS,
            architecture: std::env::consts::ARCH,
            cores: std::thread::available_parallelism().map_or(1, usize::from),
            memory_gib: kib.map(|kib| (kib + (1 << 19)) >> 20),
        }
    }
}

/// Forgets the peak so far, so that `peak_mib` is that of what follows. `false` where the system
/// cannot: the peak is then that of the whole process.
pub fn forget_peak() -> bool {
    fs::write("/proc/self/clear_refs", "5").is_ok()
}

/// The most memory the process held at once (`VmHWM`), in MiB; only known on Linux.
pub fn peak_mib() -> Option<u64> {
    field("/proc/self/status", "VmHWM:").map(|kib| kib >> 10)
}

/// The memory the process holds now (`VmRSS`), in MiB; only known on Linux.
pub fn held_mib() -> Option<u64> {
    field("/proc/self/status", "VmRSS:").map(|kib| kib >> 10)
}

fn field(file: &str, name: &str) -> Option<u64> {
    let text = fs::read_to_string(file).ok()?;
    let rest = text.lines().find_map(|line| line.strip_prefix(name))?;
    rest.split_whitespace().next()?.parse().ok()
}

/// Processor time of all threads so far, those that have ended included; only known on Linux.
pub fn processor_seconds() -> Option<f64> {
    // The name of the process, in parentheses, may hold anything.
    let stat = fs::read_to_string("/proc/self/stat").ok()?;
    let (_, fields) = stat.rsplit_once(')')?;
    let mut fields = fields.split_whitespace().skip(11).map(str::parse::<u64>);
    let ticks = fields.next()?.ok()? + fields.next()?.ok()?;
    // Linux shows every program hundredths of a second, whatever it counts in itself.
    Some(ticks as f64 / 100.0)
}
