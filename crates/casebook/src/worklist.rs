//! My work: the children of a worker, and what is late, due today and due this week for them.

use crate::book::Casebook;
use crate::duties::DutyRow;
use crate::standing::Standing;
use practice::child::ActionStanding;
use practice::duty::State;
use record::{Day, Moment, PersonId, WorkerId};

/// What one worker, or the workers of one manager, have before them.
#[derive(Debug, Default)]
pub struct Worklist<'a> {
    /// Children allocated to them, longest allocated first.
    pub children: Vec<(PersonId, WorkerId, Option<Day>)>,
    /// Late, longest first.
    pub late: Vec<DutyRow<'a>>,
    /// Due today.
    pub today: Vec<DutyRow<'a>>,
    /// Due in the next seven days.
    pub week: Vec<DutyRow<'a>>,
    /// Due later.
    pub later: Vec<DutyRow<'a>>,
    /// Open actions given to them, by the child that they are for, earliest due first.
    pub actions: Vec<(PersonId, ActionStanding)>,
}

/// The worklist of these workers at a moment, over the children that may be shown.
pub fn of<'a>(
    book: &'a Casebook,
    workers: &[WorkerId],
    now: Moment,
    may_show: &dyn Fn(PersonId) -> bool,
) -> Worklist<'a> {
    let mut list = Worklist::default();
    let mut people: Vec<PersonId> = workers
        .iter()
        .flat_map(|worker| book.ever_with(*worker))
        .filter(|child| may_show(*child))
        .collect();
    people.sort_unstable();
    people.dedup();
    for child in people {
        let standing = Standing::of(book, child, now, None);
        let (seen, involved) = (&standing.child, standing.involved());
        let given = seen
            .actions(seen.view.entries.len())
            .into_iter()
            .filter(|action| action.open && action.worker.is_some_and(|worker| workers.contains(&worker)));
        list.actions.extend(given.map(|action| (child, action)));
        if let Some(worker) = involved.allocated.filter(|worker| workers.contains(worker)) {
            list.children.push((child, worker, involved.allocated_since));
        }
        let concerned = [involved.allocated, involved.reviewing_officer, involved.chair]
            .into_iter()
            .flatten()
            .any(|worker| workers.contains(&worker));
        if concerned {
            let open = standing.rows().into_iter().filter(|row| row.duty.state.is_open());
            open.for_each(|row| list.sort_in(row, now.day));
        }
    }
    list.children.sort_by_key(|(child, _, since)| (*since, *child));
    list.actions.sort_by_key(|(child, action)| (action.due, *child));
    for rows in [&mut list.late, &mut list.today, &mut list.week, &mut list.later] {
        rows.sort_by_key(|row| (row.duty.due, row.child));
    }
    list
}

impl<'a> Worklist<'a> {
    fn sort_in(&mut self, row: DutyRow<'a>, today: Day) {
        let days = row.duty.due.day.days_since(today);
        match (row.duty.state, days) {
            (State::Late, _) => self.late.push(row),
            (_, ..=0) => self.today.push(row),
            (_, 1..=7) => self.week.push(row),
            _ => self.later.push(row),
        }
    }
}
