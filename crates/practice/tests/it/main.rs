//! Tests of the practice: England’s files, the language, the calendar, clocks, forms and boards.

// `cfg(test)` is always set here. It tells clippy that the helpers are test code too and may stop at a surprise.
#[cfg(test)]
mod boards;
#[cfg(test)]
mod changes;
#[cfg(test)]
mod clocks;
#[cfg(test)]
mod duties;
#[cfg(test)]
mod england;
#[cfg(test)]
mod form_reader;
#[cfg(test)]
mod forms;
#[cfg(test)]
mod met;
#[cfg(test)]
mod reference;
#[cfg(test)]
mod story;
#[cfg(test)]
mod untold;
#[cfg(test)]
mod working_days;
