//! The two things of the machine that the service must be given: the time and chance.

use record::{Instant, Moment};

/// The clock and the dice. The binary gives those of the machine; a test gives fixed ones.
pub trait Machine: Send + Sync {
    /// The instant now.
    fn now(&self) -> Instant;

    /// 128 bits that nobody can guess.
    fn chance(&self) -> u128;

    /// The moment now by the clocks of London.
    fn moment(&self) -> Moment {
        self.now().moment()
    }
}
