//! My work: what an actor, or those whom they manage, have before them.

use crate::actor::Actor;
use crate::child::{ShownDuty, duty};
use crate::drafts::ShownDraft;
use crate::error::Error;
use crate::start::Service;
use access::{Act, AuditEvent};
use casebook::worklist;
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
    /// How many are due later.
    pub later: usize,
    /// Actions given to me: the child, the name, the action.
    pub actions: Vec<(PersonId, String, ActionStanding)>,
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

/// No more children are listed on one page of work.
pub const MOST_CHILDREN: usize = 500;

impl Service {
    /// The work of an actor; a manager's is that of those whom they manage.
    ///
    /// # Errors
    /// [`Error::NotFound`] when the actor has no list; a fault of the journal.
    pub fn my_work(&self, actor: &Actor, now: Instant) -> Result<MyWork, Error> {
        let drafts = self.drafts(actor, now)?;
        self.list(
            actor,
            Act::List,
            AuditEvent::Listed,
            Some("my work"),
            now,
            |book, reach| {
                let mut workers: Vec<WorkerId> = vec![actor.worker()];
                workers.extend(reach.managed());
                let list = worklist::of(book, &workers, now.moment(), &|child| {
                    reach.decide(child, Act::List, None).is_allowed()
                });
                let name = |person: PersonId| book.identity(person, now.day()).display_name();
                let in_words = |rows: &[casebook::duties::DutyRow<'_>]| {
                    rows.iter().map(|row| duty(book, row, now)).collect::<Vec<_>>()
                };
                let children: Vec<MyChild> = list
                    .children
                    .iter()
                    .take(MOST_CHILDREN)
                    .map(|(person, worker, since)| {
                        let identity = book.identity(*person, now.day());
                        MyChild {
                            person: *person,
                            name: identity.display_name(),
                            age: identity.age_in_words(now.day()),
                            worker: book.staff().worker_name(*worker).to_owned(),
                            since: *since,
                            late: list.late.iter().filter(|row| row.child == *person).count(),
                        }
                    })
                    .collect();
                let work = MyWork {
                    children,
                    late: in_words(&list.late),
                    today: in_words(&list.today),
                    week: in_words(&list.week),
                    later: list.later.len(),
                    actions: list
                        .actions
                        .iter()
                        .map(|(person, action)| (*person, name(*person), *action))
                        .collect(),
                    drafts,
                    of_team: matches!(actor.role(), Role::TeamManager | Role::ServiceManager | Role::Director),
                };
                let mut people: Vec<PersonId> = work.children.iter().map(|child| child.person).collect();
                people.extend(
                    work.late
                        .iter()
                        .chain(&work.today)
                        .chain(&work.week)
                        .map(|duty| duty.child),
                );
                people.extend(work.actions.iter().map(|(person, ..)| *person));
                people.sort_unstable();
                people.dedup();
                (work, people)
            },
        )
    }
}
