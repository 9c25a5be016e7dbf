//! The readers against the sample files, and against files that no export should ever make.

mod check;
mod ssda903;
