//! Tests of the practice: England's files, the language, the clocks, the calendar.

// `cfg(test)` is always set here. It tells clippy that the helpers are test code too and may stop at a surprise.
#[cfg(test)]
mod clocks;
#[cfg(test)]
mod duties;
#[cfg(test)]
mod england;
#[cfg(test)]
mod met;
mod england;
#[cfg(test)]
mod form_reader;
#[cfg(test)]
mod forms;
