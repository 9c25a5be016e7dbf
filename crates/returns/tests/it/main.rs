//! The readers against the sample files, and against files that no export should ever make.

mod check;
mod cin_census;
mod hostile;
mod shapes;
mod ssd;
mod ssda903;
