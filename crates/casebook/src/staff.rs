//! Workers, teams and organisations as the journal last told them, and who is involved with a person on a day.

use record::entries::Body;
use record::entries::organisation::Organisation;
use record::entries::team::Team;
use record::entries::worker::Worker;
use record::{Day, EntryId, Kind, OrganisationId, Recorded, Role, TeamId, View, WorkerId};
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::OnceLock;

/// Everybody who works for the service or with it.
#[derive(Debug, Default)]
pub struct Staff {
    workers: FxHashMap<WorkerId, Worker>,
    teams: FxHashMap<TeamId, Team>,
    organisations: FxHashMap<OrganisationId, Organisation>,
    /// Worked out when first asked for after a worker or team was told.
    lines: OnceLock<Lines>,
}

/// What follows from who works here, in which team and as what.
#[derive(Debug, Default)]
struct Lines {
    /// Whom each manager manages, by name or through the team, and whom those manage in turn.
    managed: FxHashMap<WorkerId, Vec<WorkerId>>,
    /// The teams that each manager manages.
    teams: FxHashMap<WorkerId, Vec<TeamId>>,
    /// The roles that somebody who works here has.
    roles: FxHashSet<Role>,
}

impl Staff {
    /// Takes in an entry about the service; others are passed over. The newest entry about somebody holds.
    ///
    /// Answers whether the lines of managers or the roles may have changed.
    pub(crate) fn apply(&mut self, recorded: &Recorded) -> bool {
        match &recorded.entry.body {
            Body::Worker(worker) => {
                if let Some(id) = worker.worker {
                    self.lines.take();
                    self.workers.insert(id, worker.as_ref().clone());
                    return true;
                }
            }
            Body::Team(team) => {
                if let Some(id) = team.team {
                    self.lines.take();
                    self.teams.insert(id, team.as_ref().clone());
                    return true;
                }
            }
            Body::Organisation(organisation) => {
                if let Some(id) = organisation.organisation {
                    self.organisations.insert(id, organisation.as_ref().clone());
                }
            }
            _ => {}
        }
        false
    }

    /// A worker.
    pub fn worker(&self, id: WorkerId) -> Option<&Worker> {
        self.workers.get(&id)
    }

    /// A team.
    pub fn team(&self, id: TeamId) -> Option<&Team> {
        self.teams.get(&id)
    }

    /// An organisation.
    pub fn organisation(&self, id: OrganisationId) -> Option<&Organisation> {
        self.organisations.get(&id)
    }

    /// The name of a worker, for the screen.
    pub fn worker_name(&self, id: WorkerId) -> &str {
        self.workers
            .get(&id)
            .and_then(|worker| worker.name.as_deref())
            .unwrap_or("A worker not on the list")
    }

    /// The name of a team, for the screen.
    pub fn team_name(&self, id: TeamId) -> &str {
        self.teams
            .get(&id)
            .and_then(|team| team.name.as_deref())
            .unwrap_or("A team not on the list")
    }

    /// Active workers by name.
    pub fn workers(&self) -> Vec<(WorkerId, &Worker)> {
        let mut workers: Vec<_> = self
            .workers
            .iter()
            .filter(|(_, worker)| worker.active != Some(false))
            .map(|(id, worker)| (*id, worker))
            .collect();
        workers.sort_by(|left, right| left.1.name.cmp(&right.1.name).then(left.0.cmp(&right.0)));
        workers
    }

    /// Teams by name.
    pub fn teams(&self) -> Vec<(TeamId, &Team)> {
        let mut teams: Vec<_> = self.teams.iter().map(|(id, team)| (*id, team)).collect();
        teams.sort_by(|left, right| left.1.name.cmp(&right.1.name).then(left.0.cmp(&right.0)));
        teams
    }

    /// Organisations by name.
    pub fn organisations(&self) -> Vec<(OrganisationId, &Organisation)> {
        let mut organisations: Vec<_> = self.organisations.iter().map(|(id, one)| (*id, one)).collect();
        organisations.sort_by(|left, right| left.1.name.cmp(&right.1.name).then(left.0.cmp(&right.0)));
        organisations
    }

    /// The people whom a worker manages in line, and those whom they manage in turn.
    pub fn managed_by(&self, manager: WorkerId) -> &[WorkerId] {
        self.lines().managed.get(&manager).map_or(&[], Vec::as_slice)
    }

    /// The teams that a worker manages.
    pub fn teams_of(&self, manager: WorkerId) -> &[TeamId] {
        self.lines().teams.get(&manager).map_or(&[], Vec::as_slice)
    }

    /// Does somebody whom the record knows still work for the service?
    pub fn works_here(&self, worker: WorkerId) -> bool {
        self.workers
            .get(&worker)
            .is_some_and(|worker| worker.active != Some(false))
    }

    /// Does somebody work for the service in this role?
    pub fn works_as(&self, worker: WorkerId, role: Role) -> bool {
        self.works_here(worker)
            && self
                .worker(worker)
                .is_some_and(|worker| worker.roles.0.iter().any(|code| code == role.code()))
    }

    /// Does anybody work for the service in one of these roles?
    pub fn anybody_in(&self, roles: &[Role]) -> bool {
        roles.iter().any(|role| self.lines().roles.contains(role))
    }

    fn lines(&self) -> &Lines {
        self.lines.get_or_init(|| {
            let mut lines = Lines::default();
            let mut directly: FxHashMap<WorkerId, Vec<WorkerId>> = FxHashMap::default();
            for (id, worker) in &self.workers {
                let by_team = worker.team.and_then(|team| self.teams.get(&team)?.manager);
                for manager in [worker.manager, by_team].into_iter().flatten() {
                    directly.entry(manager).or_default().push(*id);
                }
                if worker.active != Some(false) {
                    lines
                        .roles
                        .extend(worker.roles.0.iter().filter_map(|code| Role::read(code).ok()));
                }
            }
            let below = |manager: &WorkerId| (*manager, in_line_below(&directly, *manager));
            lines.managed = directly.keys().map(below).collect();
            for (id, team) in &self.teams {
                if let Some(manager) = team.manager {
                    lines.teams.entry(manager).or_default().push(*id);
                }
            }
            lines
        })
    }
}

/// Whom a manager manages, and those whom they manage in turn, never the manager.
fn in_line_below(directly: &FxHashMap<WorkerId, Vec<WorkerId>>, manager: WorkerId) -> Vec<WorkerId> {
    let mut found: FxHashSet<WorkerId> = FxHashSet::default();
    let mut open = vec![manager];
    while let Some(here) = open.pop() {
        let theirs = directly.get(&here).into_iter().flatten();
        open.extend(theirs.copied().filter(|id| *id != manager && found.insert(*id)));
    }
    let mut found: Vec<WorkerId> = found.into_iter().collect();
    found.sort_unstable();
    found
}

/// Who is involved with a person on a day.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Involved {
    /// The allocated worker.
    pub allocated: Option<WorkerId>,
    /// Since when they are allocated.
    pub allocated_since: Option<Day>,
    /// The number of an allocated worker whom the record does not know.
    pub allocated_reference: Option<String>,
    /// Workers who work with them.
    pub co_workers: Vec<WorkerId>,
    /// The reviewing officer.
    pub reviewing_officer: Option<WorkerId>,
    /// The conference chair.
    pub chair: Option<WorkerId>,
    /// The team.
    pub team: Option<TeamId>,
    /// How many workers have been allocated so far: every change costs a child trust.
    pub allocated_so_far: usize,
}

impl Involved {
    /// Who is involved by this history on a day.
    pub fn of(view: &View<'_>, day: Day) -> Involved {
        let ended: Vec<EntryId> = view
            .of(Kind::InvolvementEnded)
            .filter(|(entry, _)| entry.entry.happened.day <= day)
            .filter_map(|(entry, _)| entry.entry.follows)
            .collect();
        let mut involved = Involved::default();
        for (entry, body) in view.of(Kind::InvolvementStarted) {
            let Body::InvolvementStarted(started) = body else {
                continue;
            };
            let role = started.role.as_ref().map_or("", |role| role.code());
            involved.allocated_so_far += usize::from(role == "ALLOCATED");
            if ended.iter().any(|id| view.is_same_step(*id, entry.entry.id)) {
                continue;
            }
            match role {
                "ALLOCATED" => {
                    involved.allocated = started.worker;
                    involved.allocated_reference = started.worker_reference.clone();
                    involved.allocated_since = Some(entry.entry.happened.day);
                    involved.team = started.team.or(involved.team);
                }
                "IRO" => involved.reviewing_officer = started.worker,
                "CHAIR" => involved.chair = started.worker,
                "TEAM" => involved.team = started.team,
                _ => involved.co_workers.extend(started.worker),
            }
        }
        involved.team = involved.team.or_else(|| accepted_by(view));
        involved
    }
}

/// The team that accepted the work and is to name a worker; none once the case was closed.
fn accepted_by(view: &View<'_>) -> Option<TeamId> {
    let (entry, accepted) = view.last(Kind::WorkAccepted)?;
    let closed = view
        .last(Kind::Closure)
        .is_some_and(|(closed, _)| closed.entry.happened >= entry.entry.happened);
    match accepted {
        Body::WorkAccepted(accepted) if !closed => accepted.team,
        _ => None,
    }
}

/// From when to when the front door has a child in hand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hold {
    /// Its first day.
    pub from: Day,
    /// Its last day; `None` while nothing is decided.
    pub to: Option<Day>,
}

/// The front door keeps sight of a child for so many days after the decision on a contact or referral.
const FRONT_DOOR_DAYS_AFTER: i32 = 14;

/// The front door has a child in hand from the first contact until some days after it was decided, and again with the next.
pub fn front_door_hold(view: &View<'_>) -> Option<Hold> {
    let newest = |kinds: [Kind; 2]| {
        let last = kinds.into_iter().filter_map(|kind| view.last(kind));
        last.map(|(entry, _)| entry.entry.happened).max()
    };
    let from = newest([Kind::Contact, Kind::Referral])?.day;
    let decided = newest([Kind::ContactDecision, Kind::ReferralDecision]).filter(|decided| decided.day >= from);
    Some(Hold {
        from,
        to: decided.map(|decided| decided.day.plus_days(FRONT_DOOR_DAYS_AFTER)),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use record::entries::involvement::{InvolvementEnded, InvolvementStarted};
    use record::{Entry, History, Instant, Moment, Part, PersonId, Role, Source};
    use std::sync::Arc;

    fn id(number: u8) -> WorkerId {
        WorkerId::from_bytes([number; 16])
    }

    fn told(staff: &mut Staff, body: Body) {
        let entry = Entry {
            id: EntryId::from_bytes([1; 16]),
            happened: Moment::on(Day::EARLIEST),
            recorded: Instant::from_micros(0),
            by: id(0),
            role: Role::Administrator,
            source: Source::Api,
            follows: None,
            corrects: None,
            parts: Box::new([]),
            body,
        };
        staff.apply(&Recorded { seq: 1, entry });
    }

    #[test]
    fn a_line_of_managers_follows_names_and_teams_as_last_told() {
        let mut staff = Staff::default();
        let (team, by_team) = (TeamId::from_bytes([9; 16]), Team::default());
        let worker = |number, manager: Option<u8>, team| Worker {
            worker: Some(id(number)),
            manager: manager.map(id),
            team,
            ..Worker::default()
        };
        let leads = |manager| Team {
            team: Some(team),
            manager: Some(id(manager)),
            ..by_team.clone()
        };
        told(&mut staff, leads(2).into());
        told(&mut staff, worker(1, None, Some(team)).into());
        told(&mut staff, worker(2, Some(3), None).into());
        told(&mut staff, worker(3, Some(2), None).into());
        assert_eq!(
            staff.managed_by(id(3)),
            [id(1), id(2)],
            "in a circle nobody manages themselves"
        );
        told(&mut staff, leads(4).into());
        assert_eq!(staff.managed_by(id(3)), [id(2)]);
        assert_eq!(staff.managed_by(id(4)), [id(1)]);
    }

    /// Whoever was taken off a child must not come back because somebody puts the day of their start right.
    #[test]
    fn an_involvement_that_ended_stays_ended_however_often_its_start_is_corrected() {
        let person = PersonId::from_bytes([5; 16]);
        let mut history = History::new(person);
        let start = || InvolvementStarted {
            worker: Some(id(1)),
            ..InvolvementStarted::default()
        };
        let told: [(u8, Option<u8>, Body); 4] = [
            (1, None, start().into()),
            (2, None, InvolvementEnded::default().into()),
            (3, Some(1), start().into()),
            (4, Some(3), start().into()),
        ];
        for (number, corrects, body) in told {
            let entry_id = |number| EntryId::from_bytes([number; 16]);
            let entry = Entry {
                id: entry_id(number),
                happened: Moment::on(Day::EARLIEST),
                recorded: Instant::from_micros(0),
                by: id(0),
                role: Role::SocialWorker,
                source: Source::Api,
                follows: (number == 2).then(|| entry_id(1)),
                corrects: corrects.map(entry_id),
                parts: [Part { person, differs: None }].into(),
                body,
            };
            let seq = u64::from(number);
            history.apply(Arc::new(Recorded { seq, entry }));
        }
        let involved = Involved::of(&history.view(Day::EARLIEST), Day::EARLIEST);
        assert_eq!(involved.co_workers, []);
    }
}
