//! Tests of the use cases over an invented authority.

// `cfg(test)` is always set here. It tells clippy that the helpers are test code too and may stop at a surprise.
#[cfg(test)]
mod acts;
#[cfg(test)]
mod demonstration;
#[cfg(test)]
mod hidden;
#[cfg(test)]
mod importing;
#[cfg(test)]
mod importing_again;
#[cfg(test)]
mod kept;
#[cfg(test)]
mod looking;
#[cfg(test)]
mod races;
#[cfg(test)]
mod recording_faults;
#[cfg(test)]
mod sent_again;
#[cfg(test)]
mod signing_in;
#[cfg(test)]
mod starting;
#[cfg(test)]
mod worklists;
