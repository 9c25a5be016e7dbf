//! Local sign-in: name and password, checked by argon2id, and the session that follows. A name nobody has is answered in the same
//! words, and after the same work, as a wrong password.

use crate::actor::Actor;
use crate::error::Error;
use crate::start::Service;
use access::AccountState;
use access::AuditEvent;
use access::session::{SessionState, fresh_until, next_guess_at, session_state};
use argon2::password_hash::phc::{PasswordHash, Salt};
use argon2::{Algorithm, Argon2, Params, PasswordHasher, PasswordVerifier, Version};
use journal::{Account, Session, View as Trail};
use record::{Instant, Role, WorkerId};
use sha2::{Digest, Sha256};
use std::sync::{Condvar, Mutex, PoisonError};

/// What came of a try to sign in.
#[derive(Debug)]
pub enum SignIn {
    /// Signed in: the token for the cookie, shown once and stored nowhere.
    In(String),
    /// Name and password do not fit, or the account is shut, or there were too many tries: to the outside all the same.
    Refused,
}

/// Two passwords are checked at once, the rest wait: each takes 64 MiB.
static CHECKING: (Mutex<u8>, Condvar) = (Mutex::new(0), Condvar::new());
const AT_ONCE: u8 = 2;

/// A hash of a password that nobody has, so that an unknown name costs as much as a known one.
const NOBODYS: &str =
    "$argon2id$v=19$m=65536,t=3,p=1$Z29sZHRocmVhZC1ub2JvZHk$1zZAs7CtZWXLz0uuXjWjRSxgjDxmpHWMCLcDXmS3vXE";

impl Service {
    /// Tries to sign in. `chance` makes the token.
    ///
    /// # Errors
    /// A fault of the journal.
    pub fn sign_in(&self, name: &str, password: &str, chance: [u128; 2], now: Instant) -> Result<SignIn, Error> {
        let account = self.journal().account(&folded(name))?;
        let waits = account.as_ref().is_some_and(|account| {
            let failures: Vec<Instant> = account
                .last_failure
                .into_iter()
                .cycle()
                .take(account.failed as usize)
                .collect();
            next_guess_at(&failures, now) > now
        });
        let secret = account
            .as_ref()
            .and_then(|account| account.secret.as_deref())
            .unwrap_or(NOBODYS);
        let fits = verify(password, secret)?;
        let Some(account) = account.filter(|account| fits && account.active && !waits && account.secret.is_some())
        else {
            if !waits && let Some(known) = self.journal().account(&folded(name))? {
                self.journal().note_sign_in(known.worker, now, false)?;
            }
            self.journal()
                .record_views(vec![row(None, None, AuditEvent::SignInFailed, "refused", now)])?;
            return Ok(SignIn::Refused);
        };
        self.journal().note_sign_in(account.worker, now, true)?;
        let token = token(chance);
        let session = Session {
            token: digest(&token),
            account: account.worker,
            created: now,
            last_seen: now,
            fresh_until: fresh_until(now),
            ended: None,
        };
        self.journal().put_session(session)?;
        self.journal().record_views(vec![row(
            Some(account.worker),
            account.roles.first().copied(),
            AuditEvent::SignedIn,
            "signed in",
            now,
        )])?;
        Ok(SignIn::In(token))
    }

    /// Who acts by this token, if the session still holds. Its last use is written at most once a minute.
    ///
    /// # Errors
    /// [`Error::SignedOut`]; a fault of the journal.
    pub fn actor(&self, token: &str, now: Instant) -> Result<Actor, Error> {
        let digest = digest(token);
        let (session, account) = self
            .sessions
            .find(self.journal(), digest, now)?
            .ok_or(Error::SignedOut)?;
        let state = if account.active {
            AccountState::Active
        } else {
            AccountState::Left
        };
        if session_state(state, session.created, session.last_seen, now) != SessionState::Open {
            return Err(Error::SignedOut);
        }
        if self.sessions.used(&session, now) {
            self.journal().put_session(Session {
                last_seen: now,
                ..session
            })?;
        }
        let role = account.roles.first().copied().ok_or(Error::SignedOut)?;
        let name = self.book().staff().worker_name(account.worker).to_owned();
        Ok(Actor::new(account.worker, role, &name, digest, Some(session.fresh_until)).tied_to(&account.ties))
    }

    /// Ends the session of an actor.
    ///
    /// # Errors
    /// A fault of the journal.
    pub fn sign_out(&self, actor: &Actor, now: Instant) -> Result<(), Error> {
        if let Some(session) = self.journal().session(actor.session)? {
            self.journal().put_session(Session {
                ended: Some(now),
                ..session
            })?;
        }
        self.sessions.forget(&actor.session);
        Ok(self.journal().record_views(vec![row(
            Some(actor.worker()),
            Some(actor.role()),
            AuditEvent::SignedOut,
            "signed out",
            now,
        )])?)
    }

    /// Opens or changes an account of the demonstration or of a test. The password is stored as argon2id only.
    ///
    /// # Errors
    /// When the name is taken; a fault of the journal.
    pub fn put_account(
        &self,
        worker: WorkerId,
        name: &str,
        password: &str,
        roles: &[Role],
        chance: u128,
    ) -> Result<(), Error> {
        let secret = hash(password, chance)?;
        let before = self
            .journal()
            .accounts()?
            .into_iter()
            .find(|account| account.worker == worker);
        let account = Account {
            worker,
            name: folded(name),
            secret: Some(secret),
            roles: roles.to_vec(),
            active: true,
            failed: 0,
            last_failure: None,
            opened: before.as_ref().and_then(|account| account.opened),
            ties: before.map_or_else(Vec::new, |account| account.ties),
        };
        self.journal().put_account(account, Vec::new())?;
        self.sessions.forget_all();
        Ok(())
    }
}

/// The name as it is compared.
pub(crate) fn folded(name: &str) -> String {
    name.trim().to_lowercase()
}

fn token(chance: [u128; 2]) -> String {
    let [first, second] = chance;
    format!("{first:032x}{second:032x}")
}

/// The SHA-256 under which a session is kept.
pub fn digest(token: &str) -> [u8; 32] {
    Sha256::digest(token.as_bytes()).into()
}

fn argon() -> Result<Argon2<'static>, Error> {
    let params =
        Params::new(64 * 1024, 3, 1, None).map_err(|error| Error::Fault(format!("argon2 parameters: {error}")))?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

pub(crate) fn hash(password: &str, chance: u128) -> Result<String, Error> {
    let fault = |error: &dyn std::fmt::Display| Error::Fault(format!("argon2: {error}"));
    let salt = Salt::new(&chance.to_be_bytes()).map_err(|error| fault(&error))?;
    let hash = argon()?
        .hash_password_with_salt(password.as_bytes(), salt.as_ref())
        .map_err(|error| fault(&error))?;
    Ok(hash.to_string())
}

fn verify(password: &str, secret: &str) -> Result<bool, Error> {
    let parsed =
        PasswordHash::new(secret).map_err(|error| Error::Fault(format!("a stored secret cannot be read: {error}")))?;
    let (running, freed) = &CHECKING;
    let mut count = running.lock().unwrap_or_else(PoisonError::into_inner);
    while *count >= AT_ONCE {
        count = freed.wait(count).unwrap_or_else(PoisonError::into_inner);
    }
    *count += 1;
    drop(count);
    let fits = argon().map(|argon| argon.verify_password(password.as_bytes(), &parsed).is_ok());
    let mut count = running.lock().unwrap_or_else(PoisonError::into_inner);
    *count = count.saturating_sub(1);
    freed.notify_one();
    drop(count);
    fits
}

fn row(worker: Option<WorkerId>, role: Option<Role>, event: AuditEvent, outcome: &str, now: Instant) -> Trail {
    Trail {
        at: now,
        actor: worker,
        acting_for: None,
        role,
        relation: None,
        rule: "session".to_owned(),
        purpose: String::new(),
        event: event.code().to_owned(),
        person: None,
        record: None,
        classes: Vec::new(),
        outcome: outcome.to_owned(),
    }
}
