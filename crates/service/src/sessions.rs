//! Sessions and accounts in memory, so that a request asks the journal for neither. What this service changes is changed here at once;
//! what another program changes in the same journal is seen within a second, when everything here is read anew.

use crate::error::Error;
use journal::{Account, Journal, Session};
use record::{Instant, WorkerId};
use std::collections::HashMap;
use std::sync::{PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

/// So long what was read counts as fresh.
const FRESH_MICROS: i64 = 1_000_000;

/// The last use of a session is written when it is this much older than now.
const LAST_USE_WRITTEN_MICROS: i64 = 60_000_000;

/// Who is signed in, and who may.
#[derive(Debug, Default)]
pub(crate) struct Sessions(RwLock<Held>);

#[derive(Debug, Default)]
struct Held {
    read_at: Option<Instant>,
    accounts: HashMap<WorkerId, Account>,
    sessions: HashMap<[u8; 32], Session>,
}

impl Held {
    fn is_fresh(&self, now: Instant) -> bool {
        self.read_at
            .is_some_and(|at| (0..FRESH_MICROS).contains(&(now.micros() - at.micros())))
    }

    fn find(&self, token: &[u8; 32]) -> Option<(Session, Account)> {
        let session = self.sessions.get(token)?;
        Some((*session, self.accounts.get(&session.account)?.clone()))
    }
}

impl Sessions {
    /// The session of a token that nobody has ended, with its account.
    ///
    /// # Errors
    /// A fault of the journal.
    pub fn find(
        &self,
        journal: &dyn Journal,
        token: [u8; 32],
        now: Instant,
    ) -> Result<Option<(Session, Account)>, Error> {
        {
            let held = self.held();
            if held.is_fresh(now)
                && let Some(found) = held.find(&token)
            {
                return Ok(Some(found));
            }
        }
        // The lock is held while the journal is read: what is ended or changed meanwhile is forgotten after it was read.
        let mut held = self.change();
        if !held.is_fresh(now) {
            let accounts = journal.accounts()?;
            held.accounts = accounts.into_iter().map(|account| (account.worker, account)).collect();
            held.sessions.clear();
            held.read_at = Some(now);
        }
        if let Some(session) = journal.session(token)?.filter(|session| session.ended.is_none()) {
            if !held.accounts.contains_key(&session.account) {
                let accounts = journal.accounts()?;
                held.accounts = accounts.into_iter().map(|account| (account.worker, account)).collect();
            }
            held.sessions.insert(token, session);
        }
        Ok(held.find(&token))
    }

    /// Notes the use of a session. `true`: it is so long after the last that it must be written.
    pub fn used(&self, session: &Session, now: Instant) -> bool {
        let is_due = |last: &Session| now.micros() - last.last_seen.micros() > LAST_USE_WRITTEN_MICROS;
        if !is_due(session) {
            return false;
        }
        // Of all the requests that come now only the first finds it due here too.
        let mut held = self.change();
        match held.sessions.get_mut(&session.token).filter(|held| is_due(held)) {
            Some(held) => {
                held.last_seen = now;
                true
            }
            None => false,
        }
    }

    /// Forgets a session that was ended or changed.
    pub fn forget(&self, token: &[u8; 32]) {
        self.change().sessions.remove(token);
    }

    /// Forgets everything, after an account was changed.
    pub fn forget_all(&self) {
        *self.change() = Held::default();
    }

    fn held(&self) -> RwLockReadGuard<'_, Held> {
        self.0.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn change(&self) -> RwLockWriteGuard<'_, Held> {
        self.0.write().unwrap_or_else(PoisonError::into_inner)
    }
}
