//! In whose hands a duty lies: on whose worklist it stands, so that none stands on nobody's. A clock names who must act as what they
//! are to the child; this finds the person. Where nobody is that to the child, the duty falls to whoever must see to it that somebody
//! is; what a role does stands on the list of everybody in that role, its desk.

use crate::staff::{Involved, Staff, front_door_hold};
use practice::clock::Owner;
use record::{Day, Role, View, WorkerId};

/// Who has a duty on their list.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Hands {
    /// A worker.
    Worker(WorkerId),
    /// Everybody who works in one of these roles.
    Desk(&'static [Role]),
}

/// What is wanting where a duty is not in the hands of whom its clock names.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Wanting {
    /// Nobody is this to the child.
    Nobody(Owner),
    /// Whoever is this to the child works here no longer.
    Left(Owner),
    /// Nobody here works in the roles that this is done in.
    Desk(Owner),
}

/// In whose hands a duty lies, and what is wanting where that is not whom its clock names.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Holder {
    /// On whose list it stands.
    pub hands: Hands,
    /// Why there, where somebody else should be named.
    pub wanting: Option<Wanting>,
}

const FRONT_DOOR: &[Role] = &[Role::FrontDoorWorker, Role::FrontDoorManager];
const FRONT_DOOR_MANAGERS: &[Role] = &[Role::FrontDoorManager];
const SERVICE_MANAGERS: &[Role] = &[Role::ServiceManager];
const AUDITORS: &[Role] = &[Role::Auditor];
const DIRECTORS: &[Role] = &[Role::Director];

/// Who sees to a child whom no team has, in this order.
const WITHOUT_A_TEAM: [&[Role]; 4] = [SERVICE_MANAGERS, DIRECTORS, &[Role::TeamManager], FRONT_DOOR_MANAGERS];

/// No line of managers is followed further up than this.
const MOST_STEPS_UP: usize = 10;

impl Hands {
    /// Is this in the hands of one of these workers, or on the desk of this role?
    pub fn are(self, workers: &[WorkerId], desk: Option<Role>) -> bool {
        match self {
            Hands::Worker(worker) => workers.contains(&worker),
            Hands::Desk(roles) => desk.is_some_and(|desk| roles.contains(&desk)),
        }
    }

    /// The roles at whose desk it lies.
    pub fn desk(self) -> &'static [Role] {
        match self {
            Hands::Worker(_) => &[],
            Hands::Desk(roles) => roles,
        }
    }
}

impl Wanting {
    /// What is wanting, and what to do about it.
    pub fn in_words(self) -> &'static str {
        match self {
            Wanting::Nobody(Owner::ReviewingOfficer) => "No reviewing officer is named: name one",
            Wanting::Nobody(Owner::ConferenceChair) => "No conference chair is named: name one",
            Wanting::Nobody(Owner::TeamManager) => "No team with a manager is recorded: record the team",
            Wanting::Nobody(_) => "No worker is allocated: allocate one",
            Wanting::Left(Owner::ReviewingOfficer) => "The reviewing officer does not work here now: name another",
            Wanting::Left(Owner::ConferenceChair) => "The conference chair does not work here now: name another",
            Wanting::Left(Owner::TeamManager) => "The team’s manager does not work here now: record who manages it",
            Wanting::Left(_) => "The allocated worker does not work here now: allocate another",
            Wanting::Desk(Owner::Health) => {
                "The health team does not sign in here: ask them, and record what they answer"
            }
            Wanting::Desk(_) => "Nobody signs in here for this: ask whoever does it, and record what they answer",
        }
    }
}

/// In whose hands a duty of this owner towards a child lies on a day.
pub fn of(staff: &Staff, view: &View<'_>, involved: &Involved, owner: Owner, day: Day) -> Holder {
    let here = Here {
        staff,
        view,
        involved,
        day,
    };
    match owner {
        Owner::AllocatedWorker | Owner::FamilyHelp => here.named(owner, involved.allocated),
        Owner::ReviewingOfficer => here.named(owner, involved.reviewing_officer),
        Owner::ConferenceChair => here.named(owner, involved.chair),
        Owner::TeamManager => here.named(owner, manager(staff, involved)),
        Owner::ServiceManager => here.up_the_line(owner, Role::ServiceManager, SERVICE_MANAGERS),
        Owner::Director => here.up_the_line(owner, Role::Director, DIRECTORS),
        Owner::FrontDoor => here.desk(owner, FRONT_DOOR),
        Owner::EmergencyDuty => here.desk(owner, &[Role::EmergencyDuty]),
        Owner::Legal => here.desk(owner, &[Role::Legal]),
        Owner::Auditor => here.desk(owner, AUDITORS),
        Owner::BusinessSupport => here.desk(owner, &[Role::BusinessSupport]),
        // The health team belongs to a partner agency, and partners have no worklist here.
        Owner::Health => here.desk(owner, &[]),
    }
}

/// In whose hands a duty towards a worker lies: with their manager, or the manager of their team.
pub fn of_worker(staff: &Staff, worker: WorkerId) -> Holder {
    let known = staff.worker(worker);
    let by_team = || staff.team(known?.team?)?.manager;
    match known.and_then(|known| known.manager).or_else(by_team) {
        Some(manager) if staff.works_here(manager) => Holder {
            hands: Hands::Worker(manager),
            wanting: None,
        },
        Some(_) => with_the_service(staff, Wanting::Left(Owner::TeamManager)),
        None => with_the_service(staff, Wanting::Nobody(Owner::TeamManager)),
    }
}

/// In whose hands a duty of the service as a whole lies: at the desk that owns it, else with whoever manages the service.
pub fn of_service(staff: &Staff, owner: Owner) -> Holder {
    let desk: &'static [Role] = match owner {
        Owner::Auditor => AUDITORS,
        Owner::Director => DIRECTORS,
        _ => SERVICE_MANAGERS,
    };
    if staff.anybody_in(desk) {
        return Holder {
            hands: Hands::Desk(desk),
            wanting: None,
        };
    }
    with_the_service(staff, Wanting::Desk(owner))
}

/// With whoever manages the service, from the desk that is nearest.
fn with_the_service(staff: &Staff, wanting: Wanting) -> Holder {
    let staffed = WITHOUT_A_TEAM.into_iter().find(|roles| staff.anybody_in(roles));
    Holder {
        hands: Hands::Desk(staffed.unwrap_or(SERVICE_MANAGERS)),
        wanting: Some(wanting),
    }
}

/// The manager of the child's team, else of the allocated worker.
pub fn manager(staff: &Staff, involved: &Involved) -> Option<WorkerId> {
    let of_team = involved.team.and_then(|team| staff.team(team)?.manager);
    of_team.or_else(|| involved.allocated.and_then(|worker| staff.worker(worker)?.manager))
}

#[derive(Clone, Copy)]
struct Here<'a> {
    staff: &'a Staff,
    view: &'a View<'a>,
    involved: &'a Involved,
    day: Day,
}

impl Here<'_> {
    /// In the hands of a worker whom the record names; else of whoever must name one.
    fn named(self, owner: Owner, worker: Option<WorkerId>) -> Holder {
        match worker {
            Some(worker) if self.staff.works_here(worker) => Holder {
                hands: Hands::Worker(worker),
                wanting: None,
            },
            Some(_) => self.to_be_named(Wanting::Left(owner)),
            None => self.to_be_named(Wanting::Nobody(owner)),
        }
    }

    /// On the desk of these roles; where nobody works in them, with whoever works with the child.
    fn desk(self, owner: Owner, roles: &'static [Role]) -> Holder {
        if self.staff.anybody_in(roles) {
            return Holder {
                hands: Hands::Desk(roles),
                wanting: None,
            };
        }
        let wanting = Wanting::Desk(owner);
        match self.involved.allocated.filter(|worker| self.staff.works_here(*worker)) {
            Some(worker) => Holder {
                hands: Hands::Worker(worker),
                wanting: Some(wanting),
            },
            None => self.to_be_named(wanting),
        }
    }

    /// With the first in the line of the child's managers who has this role; else on the desk of all who have it.
    fn up_the_line(self, owner: Owner, role: Role, desk: &'static [Role]) -> Holder {
        let above = |worker: &WorkerId| self.staff.worker(*worker)?.manager;
        let line = std::iter::successors(manager(self.staff, self.involved), above).take(MOST_STEPS_UP);
        let mut in_role = line.filter(|worker| self.staff.works_as(*worker, role));
        match in_role.next() {
            Some(worker) => Holder {
                hands: Hands::Worker(worker),
                wanting: None,
            },
            None => self.desk(owner, desk),
        }
    }

    /// With whoever must name somebody: the manager of the team; of a child whom no team has, the front door's manager while the
    /// front door has the child in hand, and then whoever manages the service.
    fn to_be_named(self, wanting: Wanting) -> Holder {
        let manager = manager(self.staff, self.involved).filter(|manager| self.staff.works_here(*manager));
        let at_the_front_door = || {
            let hold = front_door_hold(self.view)?;
            let holds = hold.from <= self.day && hold.to.is_none_or(|to| self.day <= to);
            (holds && self.staff.anybody_in(FRONT_DOOR_MANAGERS)).then_some(FRONT_DOOR_MANAGERS)
        };
        let hands = match manager {
            Some(manager) => Some(Hands::Worker(manager)),
            None => at_the_front_door().map(Hands::Desk),
        };
        match hands {
            Some(hands) => Holder {
                hands,
                wanting: Some(wanting),
            },
            None => with_the_service(self.staff, wanting),
        }
    }
}
