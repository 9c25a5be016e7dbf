//! My work: what an actor, or those whom they manage, have before them.

use crate::actor::Actor;
use crate::drafts::ShownDraft;
use crate::error::Error;
use crate::look::Seen;
use crate::reach::Reach;
use crate::shown_duty::{ShownDuty, WorkforceDuty, duty, workforce_duty};
use crate::start::Service;
use access::{Act, AuditEvent};
use casebook::Casebook;
use casebook::duties::DutyRow;
use casebook::worklist::{self, Worklist};
use practice::child::ActionStanding;
use record::{Day, Instant, PersonId, Role, WorkerId};

/// My work in words.
#[derive(Clone, Debug, Default)]
pub struct MyWork {
    /// My children: id, name, age, worker, allocated since.
    pub children: Vec<MyChild>,
    /// Late, longest first.
    pub late: Vec<ShownDuty>,
    /// Due today.
    pub today: Vec<ShownDuty>,
    /// Due in the next seven days.
    pub week: Vec<ShownDuty>,
    /// How many that are late, due today and due this week are not told in words: more than [`MOST_DUTIES`] of each.
    pub more: [usize; 3],
    /// How many are due later.
    pub later: usize,
    /// What is due to my people and of the service as a whole, earliest due first.
    pub workforce: Vec<WorkforceDuty>,
    /// Actions given to me, earliest due first.
    pub actions: Vec<MyAction>,
    /// How many of them are not shown: more than [`MOST_ACTIONS`].
    pub more_actions: usize,
    /// A manager's people, each with how much they have; empty for others.
    pub workers: Vec<WorkerLoad>,
    /// The worker whose work is shown, where the manager chose one.
    pub only: Option<String>,
    /// What I have not finished writing.
    pub drafts: Vec<ShownDraft>,
    /// Is this the work of those whom the actor manages?
    pub of_team: bool,
}

/// A child on a worklist.
#[derive(Clone, Debug)]
pub struct MyChild {
    /// Who it is.
    pub person: PersonId,
    /// The name.
    pub name: String,
    /// Age in words.
    pub age: String,
    /// The worker.
    pub worker: String,
    /// Allocated since.
    pub since: Option<Day>,
    /// How many duties are late.
    pub late: usize,
}

/// An action on a worklist.
#[derive(Clone, Debug)]
pub struct MyAction {
    /// For whom.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// What is to be done.
    pub what: String,
    /// Who is to do it.
    pub who: String,
    /// How it stands.
    pub standing: ActionStanding,
}

/// How much a worker has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WorkerLoad {
    /// Who.
    pub worker: WorkerId,
    /// Their name.
    pub name: String,
    /// Children allocated to them.
    pub children: usize,
    /// Duties towards these children that are late.
    pub late: usize,
    /// Due today or within seven days.
    pub soon: usize,
}

/// No more duties of each part are told in words on one page of work: the desk of a large service may have thousands, and each person
/// who is told of has a row of the trail.
pub const MOST_DUTIES: usize = 200;

/// No more actions are told in words on one page of work.
pub const MOST_ACTIONS: usize = 50;

/// No more children are listed on one page of work.
pub const MOST_CHILDREN: usize = 500;

impl Service {
    /// The work of an actor; a manager's is that of those whom they manage, or of the one among them named by `only`.
    ///
    /// # Errors
    /// [`Error::NotFound`] when the actor has no list, or does not manage the worker named; a fault of the journal.
    pub fn my_work(&self, actor: &Actor, only: Option<WorkerId>, now: Instant) -> Result<MyWork, Error> {
        let drafts = self.drafts(actor, now)?;
        let mut fault = None;
        let work = self.list_by(
            actor,
            Act::List,
            AuditEvent::Listed,
            Some("my work"),
            now,
            |book, reach| match self.work_in_words(actor, book, reach, only, now) {
                Ok(work) => {
                    let work = MyWork { drafts, ..work };
                    let people = work.people();
                    (work, people)
                }
                Err(wrong) => {
                    fault = Some(wrong);
                    (MyWork::default(), Vec::new())
                }
            },
        )?;
        fault.map_or(Ok(work), Err)
    }

    fn work_in_words(
        &self,
        actor: &Actor,
        book: &Casebook,
        reach: &Reach<'_>,
        only: Option<WorkerId>,
        now: Instant,
    ) -> Result<MyWork, Error> {
        let mut workers: Vec<WorkerId> = vec![actor.worker()];
        workers.extend(reach.managed());
        if only.is_some_and(|only| !workers.contains(&only)) {
            return Err(Error::NotFound);
        }
        let all = worklist(book, reach, &workers, Some(actor.role()), now);
        let of_team = matches!(actor.role(), Role::TeamManager | Role::ServiceManager | Role::Director);
        let loads = if of_team {
            loads(book, &all, &workers)
        } else {
            Vec::new()
        };
        let list = match only {
            Some(only) => worklist(book, reach, &[only], None, now),
            None => all,
        };
        let in_words = |rows: &[DutyRow<'_>]| {
            let told = rows.iter().take(MOST_DUTIES);
            told.map(|row| duty(book, row, now)).collect::<Vec<ShownDuty>>()
        };
        let more = [&list.late, &list.today, &list.week].map(|rows| rows.len().saturating_sub(MOST_DUTIES));
        Ok(MyWork {
            children: children(book, &list, now.day()),
            late: in_words(&list.late),
            today: in_words(&list.today),
            week: in_words(&list.week),
            more,
            later: list.later.len(),
            workforce: list
                .workforce
                .iter()
                .map(|row| workforce_duty(book, row, now))
                .collect(),
            actions: self.my_actions(book, reach, &list, now.day())?,
            more_actions: list.actions.len().saturating_sub(MOST_ACTIONS),
            drafts: Vec::new(),
            workers: loads,
            only: only.map(|worker| book.staff().worker_name(worker).to_owned()),
            of_team,
        })
    }

    fn my_actions(
        &self,
        book: &Casebook,
        reach: &Reach<'_>,
        list: &Worklist<'_>,
        today: Day,
    ) -> Result<Vec<MyAction>, Error> {
        let mut told = Vec::new();
        for (person, standing) in list.actions.iter().take(MOST_ACTIONS) {
            let seen = Seen {
                classes: reach.decide(*person, Act::List, None).classes(),
            };
            let view = book.view(*person, today);
            let shown = self.in_words(book, &view, &[*standing], seen)?;
            let (what, who) = shown
                .into_iter()
                .next()
                .map(|action| (action.what, action.who))
                .unwrap_or_default();
            told.push(MyAction {
                person: *person,
                name: book.identity(*person, today).display_name(),
                what,
                who,
                standing: *standing,
            });
        }
        Ok(told)
    }
}

/// The worklist of these workers and of the desk of a role, over the children whom an actor may list.
pub fn worklist<'a>(
    book: &'a Casebook,
    reach: &Reach<'_>,
    workers: &[WorkerId],
    desk: Option<Role>,
    now: Instant,
) -> Worklist<'a> {
    let may_show = |child: PersonId| reach.decide(child, Act::List, None).is_allowed();
    worklist::of(book, workers, desk, now.moment(), &may_show)
}

impl MyWork {
    /// Everybody whom the page shows, each with the act by which they are on it.
    fn people(&self) -> Vec<(PersonId, Act)> {
        let duties = self.late.iter().chain(&self.today).chain(&self.week);
        let mut people: Vec<PersonId> = self.children.iter().map(|child| child.person).collect();
        people.extend(duties.map(|duty| duty.child));
        people.extend(self.actions.iter().map(|action| action.person));
        people.sort_unstable();
        people.dedup();
        let listed = people.into_iter().map(|person| (person, Act::List));
        let mut named: Vec<(PersonId, Act)> = listed.collect();
        for drafted in self.drafts.iter().flat_map(|draft| &draft.named) {
            if !named.iter().any(|(person, _)| *person == drafted.0) {
                named.push(*drafted);
            }
        }
        named
    }
}

fn children(book: &Casebook, list: &Worklist<'_>, today: Day) -> Vec<MyChild> {
    let told = list.children.iter().take(MOST_CHILDREN).map(|(person, worker, since)| {
        let identity = book.identity(*person, today);
        MyChild {
            person: *person,
            name: identity.display_name(),
            age: identity.age_in_words(today),
            worker: book.staff().worker_name(*worker).to_owned(),
            since: *since,
            late: list.late.iter().filter(|row| row.child == *person).count(),
        }
    });
    told.collect()
}

/// How much each worker has, most late first; those with no child are left out.
fn loads(book: &Casebook, list: &Worklist<'_>, workers: &[WorkerId]) -> Vec<WorkerLoad> {
    let mut loads: Vec<WorkerLoad> = Vec::new();
    for worker in workers {
        let children: Vec<PersonId> = list
            .children
            .iter()
            .filter(|(_, of, _)| of == worker)
            .map(|(child, ..)| *child)
            .collect();
        let of_theirs = |rows: &[DutyRow<'_>]| rows.iter().filter(|row| children.contains(&row.child)).count();
        if !children.is_empty() {
            loads.push(WorkerLoad {
                worker: *worker,
                name: book.staff().worker_name(*worker).to_owned(),
                children: children.len(),
                late: of_theirs(&list.late),
                soon: of_theirs(&list.today) + of_theirs(&list.week),
            });
        }
    }
    loads.sort_by(|left, right| right.late.cmp(&left.late).then_with(|| left.name.cmp(&right.name)));
    loads
}
