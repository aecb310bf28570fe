//! Customer files: what may be done with them and by whom, how long they are kept, what follows a leak (§6).

mod access;
pub mod incident;
pub mod retention;
mod under;
mod written;

pub use under::PolicyRef;
