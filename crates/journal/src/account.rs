//! Accounts and sessions: who may sign in, and who is signed in.

use record::{Instant, PersonId, Role, Tie, WorkerId};

/// An account. Its key is the worker: the name may change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// Who.
    pub worker: WorkerId,
    /// The name they sign in with, in the form in which it is compared; each name belongs to one account.
    pub name: String,
    /// The argon2 text of the password; `None` for those who sign in another way.
    pub secret: Option<String>,
    /// What they may be.
    pub roles: Vec<Role>,
    /// May they sign in?
    pub active: bool,
    /// Wrong guesses since the last good sign-in. Written by `note_sign_in` only, so that guesses at once are all counted.
    pub failed: u32,
    /// When the last wrong guess was made.
    pub last_failure: Option<Instant>,
    /// When it was opened; `None` where that was before it was noted.
    pub opened: Option<Instant>,
    /// Whom its holder is tied to in private life.
    pub ties: Vec<Tied>,
}

impl Account {
    /// An account that is opened now, of somebody who has declared nobody.
    pub fn new(worker: WorkerId, name: &str, secret: Option<String>, roles: &[Role], now: Instant) -> Account {
        Account {
            worker,
            name: name.to_owned(),
            secret,
            roles: roles.to_vec(),
            active: true,
            failed: 0,
            last_failure: None,
            opened: Some(now),
            ties: Vec::new(),
        }
    }
}

/// Somebody to whom the holder of an account is tied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tied {
    /// Who.
    pub person: PersonId,
    /// What they are to the holder.
    pub tie: Tie,
}

/// A session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Session {
    /// The SHA-256 of the token; the token itself is never stored.
    pub token: [u8; 32],
    /// Whose.
    pub account: WorkerId,
    /// When it began.
    pub created: Instant,
    /// When it was last used.
    pub last_seen: Instant,
    /// Until when the sign-in counts as fresh.
    pub fresh_until: Instant,
    /// When it was ended. What is ended stays ended.
    pub ended: Option<Instant>,
}
