//! The state of the record that is asked for.

use record::coded;
use record::{Instant, PersonId, WorkerId};
use serde::{Deserialize, Serialize};

/// What holds now of the person's record that somebody asks for (`security.md`, section 3).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordState {
    /// Whose record it is.
    pub person: PersonId,
    /// Who may enter, where the record is restricted; `None` where it is not. An empty list lets nobody in.
    pub restricted: Option<Vec<WorkerId>>,
    /// The person is staff or of a staff member's family: restricted from the moment this is known, named list or not.
    pub about_staff: bool,
    /// The record stands behind an adoption seal: the closed record of before the order, or the link itself.
    pub seal: Option<Seal>,
}

impl RecordState {
    /// A record with no special state.
    pub const fn open(person: PersonId) -> RecordState {
        RecordState {
            person,
            restricted: None,
            about_staff: false,
            seal: None,
        }
    }

    /// Is the record restricted, by decision or because it is about staff?
    pub const fn is_restricted(&self) -> bool {
        self.about_staff || self.restricted.is_some()
    }

    /// Is this worker named as one who may enter?
    pub fn names(&self, worker: WorkerId) -> bool {
        self.restricted.as_ref().is_some_and(|named| named.contains(&worker))
    }
}

/// An adoption seal, and its opening where one was agreed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seal {
    /// The opening that stands for this principal's use, if any.
    pub opening: Option<SealOpening>,
}

/// An opening of a seal by two people of the adoption archive on a stated legal ground.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SealOpening {
    /// Who asked for it.
    pub asked_by: WorkerId,
    /// Who agreed; not the one who asked.
    pub agreed_by: WorkerId,
    /// The ground in law.
    pub ground: LegalGround,
    /// From when it may be read.
    pub from: Instant,
    /// The first instant at which it may no longer be read.
    pub to: Instant,
}

impl SealOpening {
    /// Do two different people stand behind it, of whom this worker is one, and does it hold now?
    pub fn lets_in(&self, worker: WorkerId, now: Instant) -> bool {
        let two_people = self.asked_by != self.agreed_by;
        let one_of_them = worker == self.asked_by || worker == self.agreed_by;
        two_people && one_of_them && self.from <= now && now < self.to
    }
}

coded! {
    /// On what ground a seal is opened (Adoption and Children Act 2002).
    pub enum LegalGround {
        /// Section 60: an adopted adult asks for what leads to the birth record.
        AdoptedAdult "adopted_adult" "Adopted adult’s information (section 60)",
        /// Section 61: protected information about adults.
        AboutAdults "about_adults" "Protected information about adults (section 61)",
        /// Section 62: protected information about a child.
        AboutChild "about_child" "Protected information about a child (section 62)",
        /// Section 98: adoptions before 30 December 2005.
        BeforeCommencement "before_commencement" "Adoption before the Act was in force (section 98)",
        /// An order of the court.
        CourtOrder "court_order" "Order of the court",
    }
}
