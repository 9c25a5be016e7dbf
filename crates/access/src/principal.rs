//! Who asks.

use record::coded;
use record::{Instant, PersonId, Role, WorkerId};
use serde::{Deserialize, Serialize};

coded! {
    /// What an account is at this moment. Only an active one may do anything; the others are shut at once on every node
    /// (`security.md`, section 5).
    pub enum AccountState {
        /// In use.
        Active "active" "active",
        /// Its holder is on leave.
        OnLeave "on_leave" "on leave",
        /// Its holder has left.
        Left "left" "left",
        /// Unused for 30 days.
        Dormant "dormant" "dormant",
        /// Shut by hand, for instance while misuse is looked into.
        Suspended "suspended" "suspended",
    }
}

coded! {
    /// Through which door an account comes.
    pub enum Door {
        /// The authority's own people, and an inspector as its guest.
        Staff "staff" "staff",
        /// People of a partner agency.
        Partner "partner" "partner agency",
        /// Carers, children, care leavers and parents: they see what was released to them, and nothing by their post.
        Portal "portal" "portal",
    }
}

coded! {
    /// A right that is given to a named person beside their role, by two people.
    pub enum Grant {
        /// Works in the adoption archive: the only one who may take part in opening a seal.
        AdoptionArchive "adoption_archive" "Adoption archive",
    }
}

/// Who asks, in the one role in which they act now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Principal {
    /// The account's worker (a portal account has one too: it names the account, not the person).
    pub worker: WorkerId,
    /// The role they act in. Whoever holds several acts in one at a time.
    pub role: Role,
    /// What the account is now.
    pub account: AccountState,
    /// Rights given beside the role.
    pub grants: Vec<Grant>,
    /// Until when the last sign-in counts as fresh; `None` when it never did in this session.
    pub session_fresh_until: Option<Instant>,
    /// Their own record, where the authority holds one.
    pub own_person: Option<PersonId>,
    /// Family, partner, ex-partner, friends and neighbours whom they declared, or who were declared for them.
    pub declared: Vec<PersonId>,
}

impl Principal {
    /// The door the account comes through; it follows from the role.
    pub const fn door(&self) -> Door {
        door(self.role)
    }

    /// Was this right given to them?
    pub fn has(&self, grant: Grant) -> bool {
        self.grants.contains(&grant)
    }
}

/// The door of a role.
pub const fn door(role: Role) -> Door {
    match role {
        Role::Partner => Door::Partner,
        Role::Carer | Role::YoungPerson | Role::Parent => Door::Portal,
        Role::FrontDoorWorker
        | Role::FrontDoorManager
        | Role::EmergencyDuty
        | Role::SocialWorker
        | Role::FamilyHelpWorker
        | Role::TeamManager
        | Role::ServiceManager
        | Role::Director
        | Role::ConferenceChair
        | Role::ReviewingOfficer
        | Role::PersonalAdviser
        | Role::FamilyFinder
        | Role::DesignatedOfficer
        | Role::Legal
        | Role::BusinessSupport
        | Role::Finance
        | Role::Analyst
        | Role::Auditor
        | Role::Inspector
        | Role::InformationGovernance
        | Role::Administrator => Door::Staff,
    }
}
