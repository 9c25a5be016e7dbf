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
        let mut expected = Expected(Some(self.clone()));
        Box::new(move |outcome| expected.came(outcome))
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

/// One that is waited for. A journal that stops without an answer drops it, and nobody waits for ever.
struct Expected(Option<Receipts>);

impl Expected {
    fn came(&mut self, outcome: Result<(), Fault>) {
        if let Some(receipts) = self.0.take() {
            receipts.came(outcome);
        }
    }
}

impl Drop for Expected {
    fn drop(&mut self) {
        self.came(Err(Fault::Stopped));
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

#[cfg(test)]
mod tests {
    use super::Receipts;
    use crate::error::Error;
    use journal::Fault;
    use std::sync::mpsc::channel;

    fn told(receipts: &Receipts) -> std::sync::mpsc::Receiver<Result<(), Error>> {
        let (tell, told) = channel();
        receipts.when_kept(move |outcome| tell.send(outcome).unwrap());
        told
    }

    #[test]
    fn an_answer_goes_out_when_the_last_row_is_kept_and_not_before() {
        assert!(told(&Receipts::default()).try_recv().unwrap().is_ok());
        let receipts = Receipts::default();
        let (first, second) = (receipts.one_more(), receipts.one_more());
        first(Ok(()));
        let told = told(&receipts);
        assert!(told.try_recv().is_err());
        second(Ok(()));
        assert!(told.try_recv().unwrap().is_ok());
    }

    #[test]
    fn one_row_that_is_not_kept_is_enough_and_so_is_one_that_nobody_answers() {
        let receipts = Receipts::default();
        let (first, second) = (receipts.one_more(), receipts.one_more());
        first(Err(Fault::StorageFull));
        second(Ok(()));
        assert!(matches!(told(&receipts).try_recv().unwrap(), Err(Error::StorageFull)));
        let receipts = Receipts::default();
        let dropped = receipts.one_more();
        let told = told(&receipts);
        drop(dropped);
        assert!(told.try_recv().unwrap().is_err());
    }
}
