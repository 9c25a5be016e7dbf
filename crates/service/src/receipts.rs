//! Receipts: what one answer has put on the view trail. An answer is worked out while the journal makes its rows durable, and goes out
//! when all of them are: whoever asks for many pages at once does not hold a thread for each that waits for the disk.

use crate::error::Error;
use journal::{Answer, Fault};
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// The rows that were handed to the journal for one answer.
#[derive(Clone, Default)]
pub struct Receipts(Arc<Mutex<State>>);

#[derive(Default)]
struct State {
    /// How many were handed over and not yet answered.
    waiting: usize,
    /// The first that could not be kept.
    fault: Option<Fault>,
    /// Whom to tell once none is waiting.
    then: Option<Then>,
}

type Then = Box<dyn FnOnce(Result<(), Error>) + Send>;

impl Receipts {
    /// Expects one more; the journal answers it.
    pub(crate) fn one_more(&self) -> Answer<(), Fault> {
        self.state().waiting += 1;
        let receipts = self.clone();
        Box::new(move |outcome| receipts.came(outcome))
    }

    fn came(&self, outcome: Result<(), Fault>) {
        let mut state = self.state();
        state.waiting -= 1;
        state.fault = state.fault.take().or(outcome.err());
        tell(state);
    }

    /// Calls this once everything is kept that was handed over before, or with why something was not; at once where nothing waits.
    /// It may be called on a thread of the journal, so it must be quick.
    pub fn when_kept(&self, then: impl FnOnce(Result<(), Error>) + Send + 'static) {
        let mut state = self.state();
        state.then = Some(Box::new(then));
        tell(state);
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn tell(mut state: MutexGuard<'_, State>) {
    if state.waiting > 0 {
        return;
    }
    let Some(then) = state.then.take() else { return };
    let outcome = state.fault.take().map_or(Ok(()), |fault| Err(fault.into()));
    drop(state);
    then(outcome);
}

impl fmt::Debug for Receipts {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Receipts({} waiting)", self.state().waiting)
    }
}
