//! My work: the children of a worker, and what is late, due today and due this week for them, at their desk, and for children who
//! have nobody whom they must name.

use crate::book::Casebook;
use crate::duties::DutyRow;
use crate::standing::Standing;
use crate::workforce::{self, WorkforceRow};
use practice::child::ActionStanding;
use practice::duty::State;
use record::{Day, Moment, PersonId, Role, WorkerId};

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
    /// What is due to workers and of the service as a whole, earliest due first.
    pub workforce: Vec<WorkforceRow<'a>>,
}

/// The worklist of these workers and of the desk of a role at a moment, over the children that may be shown.
pub fn of<'a>(
    book: &'a Casebook,
    workers: &[WorkerId],
    desk: Option<Role>,
    now: Moment,
    may_show: &dyn Fn(PersonId) -> bool,
) -> Worklist<'a> {
    let mut list = Worklist {
        workforce: workforce::rows(book, workers, desk, now),
        ..Worklist::default()
    };
    for child in before(book, workers, desk, now.day, may_show) {
        let standing = Standing::of(book, child, now, None).kept();
        let (seen, involved) = (&standing.child, standing.involved());
        let actions = seen.actions(seen.view.entries.len());
        let given = actions
            .iter()
            .filter(|action| action.open && action.worker.is_some_and(|worker| workers.contains(&worker)));
        list.actions.extend(given.map(|action| (child, *action)));
        if let Some(worker) = involved.allocated.filter(|worker| workers.contains(worker)) {
            list.children.push((child, worker, involved.allocated_since));
        }
        let concerned = [involved.allocated, involved.reviewing_officer, involved.chair]
            .into_iter()
            .flatten()
            .any(|worker| workers.contains(&worker));
        let theirs = |owner| concerned || standing.holder(owner).hands.are(workers, desk);
        let open = standing.rows_of(&theirs).into_iter();
        let open = open.filter(|row| row.duty.state.is_open());
        open.for_each(|row| list.sort_in(row, now.day));
    }
    list.children.sort_by_key(|(child, _, since)| (*since, *child));
    list.actions.sort_by_key(|(child, action)| (action.due, *child));
    for rows in [&mut list.late, &mut list.today, &mut list.week, &mut list.later] {
        rows.sort_by_key(|row| (row.duty.due, row.child));
    }
    list
}

/// Everybody who may have something for these workers or this desk: those whom they, or teams that they manage, were ever named with,
/// and those with an open duty at the desk.
fn before(
    book: &Casebook,
    workers: &[WorkerId],
    desk: Option<Role>,
    day: Day,
    may_show: &dyn Fn(PersonId) -> bool,
) -> Vec<PersonId> {
    let named = workers.iter().flat_map(|worker| book.ever_with(*worker));
    let teams = workers.iter().flat_map(|worker| book.staff().teams_of(*worker));
    let mut people: Vec<PersonId> = named.chain(teams.flat_map(|team| book.ever_with_team(*team))).collect();
    if let Some(desk) = desk {
        people.extend(book.at_desk(desk, day).children());
    }
    people.sort_unstable();
    people.dedup();
    people.retain(|child| may_show(*child));
    people
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
