// Written by bindings/mobile/generate/mirror.py from the core's public surface: change that, not this.
//! The core's open types as the other languages have them.

mod admission;
mod approval;
mod archive;
mod assessment;
mod book;
mod decimal;
mod detection;
mod due;
mod error;
mod explanation;
mod facts;
mod functions;
mod grading;
mod incident;
mod labels;
mod live;
mod log;
mod measure;
mod names;
mod notes;
mod policy;
mod privacy;
mod reason;
mod remedies;
mod retention;
mod scoring;
mod verdict;

pub use names::*;
