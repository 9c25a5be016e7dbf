//! Who acts: a signed-in person in one role.

use crate::receipts::Receipts;
use access::{AccountState, ClassSet, Principal};
use journal::Tied;
use record::Class;
use record::{Instant, Role, Tie, WorkerId};

/// A signed-in person, in the role in which they act.
#[derive(Clone, Debug)]
pub struct Actor {
    /// For the access rules.
    pub principal: Principal,
    /// The name on the screen.
    pub name: String,
    /// The digest of the session's token, which also keys the marks that guard forms against forgery.
    pub session: [u8; 32],
    /// The classes that the route they came by can show at most.
    pub limit: ClassSet,
    /// Whoever answers them waits for these before the answer goes out; where there are none, each look waits for its own rows.
    pub receipts: Option<Receipts>,
}

impl Actor {
    /// An actor of an active account in a role.
    pub fn new(worker: WorkerId, role: Role, name: &str, session: [u8; 32], fresh_until: Option<Instant>) -> Actor {
        let principal = Principal {
            worker,
            role,
            account: AccountState::Active,
            grants: Vec::new(),
            session_fresh_until: fresh_until,
            own_person: None,
            declared: Vec::new(),
        };
        Actor {
            principal,
            name: name.to_owned(),
            session,
            limit: ClassSet::of(Class::ALL),
            receipts: None,
        }
    }

    /// The same person, tied to these people in private life.
    #[must_use]
    pub fn tied_to(mut self, ties: &[Tied]) -> Actor {
        for tied in ties {
            match tied.tie {
                Tie::Own if self.principal.own_person.is_none() => self.principal.own_person = Some(tied.person),
                _ => self.principal.declared.push(tied.person),
            }
        }
        self
    }

    /// The same person, who came by a route that shows these classes at most.
    #[must_use]
    pub fn limited_to(self, limit: ClassSet) -> Actor {
        Actor { limit, ..self }
    }

    /// The same person, whose answer is held back until these have come.
    #[must_use]
    pub fn answered_after(self, receipts: Receipts) -> Actor {
        Actor {
            receipts: Some(receipts),
            ..self
        }
    }

    /// The worker.
    pub fn worker(&self) -> WorkerId {
        self.principal.worker
    }

    /// The role.
    pub fn role(&self) -> Role {
        self.principal.role
    }
}
