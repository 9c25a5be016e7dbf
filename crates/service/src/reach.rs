//! What ties an actor to a person, read fresh from the casebook at each request: relations come from the work, not from a form.

use crate::actor::Actor;
use access::rules::OWN_OR_DECLARED;
use access::{Act, Asking, ClassSet, Decision, Held, Principal, Purpose, RecordState, Relation, decide};
use casebook::desks::AtDesk;
use casebook::staff::{Involved, front_door_hold};
use casebook::{Casebook, family};
use record::entries::Body;
use record::{Day, Instant, Kind, PersonId, Recorded, Role, View, WorkerId};
use std::cell::{OnceCell, RefCell};
use std::collections::HashMap;

/// An actor's standing at one request: what is the same for every person is worked out once.
pub struct Reach<'a> {
    book: &'a Casebook,
    principal: &'a Principal,
    limit: ClassSet,
    now: Instant,
    today: Day,
    at_desk: OnceCell<AtDesk>,
    /// Who may be listed: asked of the same people again and again while one page is worked out.
    listed: RefCell<HashMap<PersonId, Decision>>,
}

/// What people are to each other where whoever works with the one works with the other: no friends, and no distant relatives.
const CLOSE_FAMILY: &[&str] = &[
    "PARENT",
    "STEP_PARENT",
    "ADOPTIVE_PARENT",
    "CHILD",
    "SIBLING",
    "HALF_SIBLING",
    "STEP_SIBLING",
    "CARER",
    "CARED_FOR",
    "SPECIAL_GUARDIAN",
];

impl<'a> Reach<'a> {
    /// The reach of an actor over a casebook at an instant.
    pub fn of(book: &'a Casebook, actor: &'a Actor, now: Instant) -> Reach<'a> {
        Reach {
            book,
            principal: &actor.principal,
            limit: actor.limit,
            now,
            today: now.day(),
            at_desk: OnceCell::new(),
            listed: RefCell::default(),
        }
    }

    /// The role in which the actor acts.
    pub fn role(&self) -> Role {
        self.principal.role
    }

    /// Those whom the actor manages in line.
    pub fn managed(&self) -> &'a [WorkerId] {
        match self.principal.role {
            Role::TeamManager | Role::ServiceManager | Role::Director => {
                self.book.staff().managed_by(self.principal.worker)
            }
            _ => &[],
        }
    }

    /// May the actor do this with the person's record, and what of it may they see?
    pub fn decide(&self, person: PersonId, act: Act, purpose: Option<Purpose>) -> Decision {
        let decide = || self.decide_on(&self.book.view(person, self.today), act, purpose);
        if act != Act::List || purpose.is_some() {
            return decide();
        }
        let known = self.listed.borrow().get(&person).copied();
        known.unwrap_or_else(|| {
            let decision = decide();
            self.listed.borrow_mut().insert(person, decision);
            decision
        })
    }

    /// As [`Reach::decide`], for a person whose history as it stands today is at hand.
    pub fn decide_on(&self, view: &View<'_>, act: Act, purpose: Option<Purpose>) -> Decision {
        let record = record_state(view);
        let relations = self.relations(view);
        let asking = Asking {
            principal: self.principal,
            record: Some(&record),
            relations: &relations,
            act,
            purpose,
            now: self.now,
        };
        match decide(&asking) {
            Decision::Allow {
                classes,
                rule,
                relation,
                purpose,
            } => Decision::Allow {
                classes: classes.and(self.limit),
                rule,
                relation,
                purpose,
            },
            denied => denied,
        }
    }

    /// Must the actor not learn of this person: is the record restricted and not open to them, or is it their own or that of somebody
    /// to whom they are tied?
    pub fn hides(&self, person: PersonId) -> bool {
        match self.decide(person, Act::List, None) {
            Decision::Allow { .. } => false,
            Decision::Deny { rule } if rule == OWN_OR_DECLARED => true,
            Decision::Deny { .. } => record_state(&self.book.view(person, self.today)).is_restricted(),
        }
    }

    /// May the actor know of this entry? Not where it only says what somebody hidden is to another.
    pub(crate) fn may_know(&self, entry: &Recorded) -> bool {
        let tied: [Option<PersonId>; 2] = match &entry.entry.body {
            Body::Relationship(tie) => [tie.of, tie.to],
            Body::SamePerson(same) => [same.other, None],
            Body::NotSamePerson(other) => [other.other, None],
            _ => return true,
        };
        !tied.into_iter().flatten().any(|person| self.hides(person))
    }

    /// May the actor do this without a person in view?
    pub fn decide_service(&self, act: Act) -> Decision {
        decide(&Asking {
            principal: self.principal,
            record: None,
            relations: &[],
            act,
            purpose: None,
            now: self.now,
        })
    }

    fn relations(&self, view: &View<'_>) -> Vec<Held> {
        let mut held = self.by_involvement(view);
        let born = Instant::from_micros(0);
        match self.principal.role {
            Role::EmergencyDuty => held.push(Held::since(Relation::DutyWorkerNow, born)),
            Role::FrontDoorWorker | Role::FrontDoorManager => {
                held.push(Held::since(Relation::DutyWorkerNow, born));
                held.extend(open_contact(view));
            }
            Role::Analyst | Role::InformationGovernance | Role::Director => {
                held.push(Held::since(Relation::WholeService, born))
            }
            _ => {}
        }
        if held.iter().all(|held| held.relation == Relation::DutyWorkerNow) {
            held.extend(self.through_family(view));
        }
        held.extend(self.by_desk(view, &held));
        held
    }

    /// A duty that lies at the desk of the actor's role ties them to the child for as long as it is open: what the desk must do, it
    /// must be able to see.
    fn by_desk(&self, view: &View<'_>, held: &[Held]) -> Option<Held> {
        let relation = desk_relation(self.principal.role)?;
        if held
            .iter()
            .any(|held| held.relation == relation && held.is_open(self.now))
        {
            return None;
        }
        let at_desk = self
            .at_desk
            .get_or_init(|| self.book.at_desk(self.principal.role, self.today));
        at_desk
            .holds(view.person)
            .then(|| Held::since(relation, Instant::from_micros(0)))
    }

    fn by_involvement(&self, view: &View<'_>) -> Vec<Held> {
        let involved = Involved::of(view, self.today);
        let me = self.principal.worker;
        let since = |day: Option<Day>| day.unwrap_or(Day::EARLIEST);
        let mut held = Vec::new();
        if involved.allocated == Some(me) {
            held.push(Held::on_days(
                Relation::AllocatedWorker,
                since(involved.allocated_since),
                None,
            ));
        }
        if involved.co_workers.contains(&me) {
            held.push(Held::on_days(Relation::CoWorker, Day::EARLIEST, None));
        }
        if [involved.reviewing_officer, involved.chair].contains(&Some(me)) {
            held.push(Held::on_days(Relation::ChairOrReviewer, Day::EARLIEST, None));
        }
        let managed = self.managed();
        let team_is_mine = involved
            .team
            .and_then(|team| self.book.staff().team(team)?.manager)
            .is_some_and(|manager| manager == me || managed.contains(&manager));
        if team_is_mine || involved.allocated.is_some_and(|worker| managed.contains(&worker)) {
            held.push(Held::on_days(
                Relation::ManagerInLine,
                since(involved.allocated_since),
                None,
            ));
        }
        held
    }

    /// Whoever works with a child works with the child's family: brothers and sisters, parents and carers, while they are that to the
    /// child. A chair or reviewing officer has the children on their own list and nobody through them.
    fn through_family(&self, view: &View<'_>) -> Vec<Held> {
        let relatives = family::told(view).into_iter();
        for relative in relatives.filter(|relative| CLOSE_FAMILY.contains(&relative.is.as_str())) {
            let through = self.by_involvement(&self.book.view(relative.person, self.today));
            let passed_on = |held: Held| match held.relation {
                Relation::AllocatedWorker => Some(Held {
                    relation: Relation::CoWorker,
                    ..held
                }),
                Relation::ChairOrReviewer => None,
                _ => Some(held),
            };
            let found: Vec<Held> = through.into_iter().filter_map(passed_on).collect();
            if !found.is_empty() {
                return found;
            }
        }
        Vec::new()
    }
}

/// Does an entry of this kind only say what somebody is to another person, or to another record?
pub(crate) fn tells_of_another(kind: Kind) -> bool {
    matches!(kind, Kind::Relationship | Kind::SamePerson | Kind::NotSamePerson)
}

/// The front door is tied to a child while it has them in hand.
fn open_contact(view: &View<'_>) -> Option<Held> {
    let hold = front_door_hold(view)?;
    Some(Held::on_days(Relation::FrontDoorContact, hold.from, hold.to))
}

/// What an open duty at the desk of a role makes that role to the child. A manager's desk holds what nobody else is named for. `None`
/// for roles that have no desk, or that see every child already.
fn desk_relation(role: Role) -> Option<Relation> {
    match role {
        Role::FrontDoorWorker | Role::FrontDoorManager => Some(Relation::FrontDoorContact),
        Role::TeamManager | Role::ServiceManager | Role::Director => Some(Relation::ManagerInLine),
        Role::Legal => Some(Relation::Proceedings),
        Role::BusinessSupport => Some(Relation::OpenTask),
        Role::Auditor => Some(Relation::AuditSample),
        _ => None,
    }
}

/// The special state of a person's record.
pub fn record_state(view: &View<'_>) -> RecordState {
    let mut state = RecordState::open(view.person);
    let tells = |kind| matches!(kind, Kind::Restriction | Kind::RestrictionLifted | Kind::Person);
    for entry in view.entries.iter().filter(|entry| tells(entry.entry.kind())) {
        match entry.entry.body_for(view.person) {
            Body::Restriction(restriction) => state.restricted = Some(restriction.who.0.clone()),
            Body::RestrictionLifted(_) => state.restricted = None,
            Body::Person(person) => state.about_staff = person.staff_or_family.unwrap_or(state.about_staff),
            _ => {}
        }
    }
    state
}
