//! The clock and the dice of this machine: the one place that reads them.

use record::Instant;
use service::Machine;

/// This machine.
pub struct ThisMachine;

impl Machine for ThisMachine {
    #[expect(clippy::disallowed_methods, reason = "the binary is where the clock is read")]
    fn now(&self) -> Instant {
        Instant::from_micros(jiff::Timestamp::now().as_microsecond())
    }

    fn chance(&self) -> u128 {
        let mut bytes = [0; 16];
        fill(&mut bytes);
        u128::from_be_bytes(bytes)
    }
}

/// Fills bytes with chance. A machine without chance cannot keep anybody's record safe, so the program ends.
#[expect(clippy::disallowed_methods, reason = "the binary is where chance is drawn")]
pub fn fill(bytes: &mut [u8]) {
    if getrandom::fill(bytes).is_err() {
        eprintln!("This machine gives no random numbers, so nothing can be kept safe on it. The program ends.");
        std::process::abort();
    }
}
