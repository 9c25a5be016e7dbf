//! The desks: which children have an open duty that lies at the desk of a role. Worked out once a day, and again for each child
//! whose record has moved on since, so that a role's list and its right to see a child need no walk over all children.

use crate::book::Casebook;
use crate::standing::Standing;
use practice::clock::Owner;
use rayon::prelude::*;
use record::{Day, Moment, PersonId, Role};
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::{Arc, Mutex, PoisonError};

/// The children with an open duty at a desk.
#[derive(Clone, Debug, Default)]
pub struct AtDesk(Arc<FxHashSet<PersonId>>);

impl AtDesk {
    /// Is there an open duty towards this child?
    pub fn holds(&self, child: PersonId) -> bool {
        self.0.contains(&child)
    }

    /// The children, in no order.
    pub fn children(&self) -> impl Iterator<Item = PersonId> + '_ {
        self.0.iter().copied()
    }
}

/// What lies at the desks, as far as it is worked out.
#[derive(Debug, Default)]
pub(crate) struct Desks(Mutex<Worked>);

#[derive(Debug, Default)]
struct Worked {
    /// The day for which it holds; `None` where everything is to be worked out.
    day: Option<Day>,
    /// Those whose record has moved on since.
    moved: FxHashSet<PersonId>,
    at: FxHashMap<Role, AtDesk>,
}

impl Desks {
    /// The record of a person has moved on.
    pub(crate) fn moved(&mut self, person: PersonId) {
        let worked = self.0.get_mut().unwrap_or_else(PoisonError::into_inner);
        if worked.day.is_some() {
            worked.moved.insert(person);
        }
    }

    /// Who works here, or in which team, has changed.
    pub(crate) fn all_moved(&mut self) {
        self.0.get_mut().unwrap_or_else(PoisonError::into_inner).day = None;
    }

    /// The children with an open duty at the desk of a role on a day.
    pub(crate) fn at(&self, book: &Casebook, role: Role, day: Day) -> AtDesk {
        let mut worked = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        worked.bring_up(book, day);
        worked.at.get(&role).cloned().unwrap_or_default()
    }
}

impl Worked {
    fn bring_up(&mut self, book: &Casebook, day: Day) {
        let whole = self.day != Some(day);
        // Sets that others hold would be copied in order to be changed.
        if !whole && self.moved.is_empty() {
            return;
        }
        let children: Vec<PersonId> = if whole {
            self.at.clear();
            self.moved.clear();
            book.children().collect()
        } else {
            self.moved.drain().collect()
        };
        self.day = Some(day);
        if !whole {
            for waiting in self.at.values_mut() {
                let waiting = Arc::make_mut(&mut waiting.0);
                for child in &children {
                    waiting.remove(child);
                }
            }
        }
        let owed: Vec<(PersonId, Vec<Role>)> = children
            .par_iter()
            .map(|child| (*child, desks_of(book, *child, day)))
            .filter(|(_, roles)| !roles.is_empty())
            .collect();
        for (child, roles) in owed {
            for role in roles {
                Arc::make_mut(&mut self.at.entry(role).or_default().0).insert(child);
            }
        }
    }
}

/// The roles at whose desk an open duty towards a child lies.
fn desks_of(book: &Casebook, child: PersonId, day: Day) -> Vec<Role> {
    let standing = Standing::of(book, child, Moment::on(day), None);
    let mut roles: Vec<Role> = Vec::new();
    for (owner, ..) in Owner::ALL {
        let desk = standing.holder(*owner).hands.desk();
        if desk.iter().all(|role| roles.contains(role)) {
            continue;
        }
        let rows = standing.rows_of(&|other| other == *owner);
        if rows.iter().any(|row| row.duty.state.is_open()) {
            roles.extend(desk);
        }
    }
    roles
}
