//! Customer files: who may do what, requests, the log, what a file consists of, how long it is kept, what
//! follows a leak, and how what identifies a person is taken out.

pub(crate) mod composition;
pub(crate) mod desk;
pub(crate) mod incident;
pub(crate) mod log;
pub(crate) mod privacy;
pub(crate) mod request;
pub(crate) mod retention;
