//! The demonstration as it is started.
