//! Taking in entries that others made: rows of files, and the setting up of staff. They are facts of another record, so they do not
//! pass the checks that a person at the screen must pass; each carries its source.

use crate::error::Error;
use crate::start::Service;
use journal::Command;
use record::{Entry, WorkerId};

impl Service {
    /// Keeps entries that were made elsewhere, all or none. `key` makes the act happen once.
    ///
    /// # Errors
    /// A fault of the journal.
    pub fn take_in(&self, key: &[u8], by: WorkerId, entries: &[Entry]) -> Result<(), Error> {
        let written = entries.iter().map(Entry::write).collect();
        self.keep(Command::new(key, by, written))?;
        Ok(())
    }
}
