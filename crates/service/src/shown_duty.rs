//! A duty in words: what is to be done for whom, by when, how late it is, and who must see to it.

use casebook::Casebook;
use casebook::duties::DutyRow;
use casebook::hands::{Hands, Holder, Wanting};
use casebook::workforce::WorkforceRow;
use practice::clock::Owner;
use practice::duty::State;
use record::{EntryId, Instant, Moment, PersonId};

/// A duty in words.
#[derive(Clone, Debug)]
pub struct ShownDuty {
    /// The clock's id.
    pub clock: String,
    /// The clock's name.
    pub name: String,
    /// Towards whom.
    pub child: PersonId,
    /// Their name.
    pub child_name: String,
    /// When it is due.
    pub due: Moment,
    /// How it stands.
    pub state: State,
    /// How many days late it is, was when it was met, or was when it ended unmet; 0 when it is not.
    pub days_late: i32,
    /// When it ended without being met, where it was late by then.
    pub ended_late: Option<Moment>,
    /// Who must act.
    pub owner: Owner,
    /// Their name, where the record names them.
    pub worker: String,
    /// With whom it lies instead, where nobody is what the clock names, and what is wanting.
    pub falls_to: Option<FallsTo>,
    /// When it started, and by which entry.
    pub started: (Moment, Option<EntryId>),
}

/// With whom a duty lies that nobody is named for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FallsTo {
    /// Their name, or the role of all at whose desk it lies.
    pub who: String,
    /// What is wanting, and what to do about it.
    pub wanting: &'static str,
}

/// A duty that belongs to a worker or to the service, in words.
#[derive(Clone, Debug)]
pub struct WorkforceDuty {
    /// The clock's id.
    pub clock: String,
    /// The clock's name.
    pub name: String,
    /// The worker; empty, it is the service's.
    pub worker: String,
    /// When it is due.
    pub due: Moment,
    /// How it stands.
    pub state: State,
    /// How many days late it is; 0 when it is not.
    pub days_late: i32,
    /// What is wanting, where it lies with somebody other than whose it is.
    pub wanting: Option<&'static str>,
}

/// A duty that belongs to a worker or to the service, in words.
pub(crate) fn workforce_duty(book: &Casebook, row: &WorkforceRow<'_>, now: Instant) -> WorkforceDuty {
    WorkforceDuty {
        clock: row.clock.id.clone(),
        name: row.clock.name.clone(),
        worker: row
            .worker
            .map_or_else(String::new, |worker| book.staff().worker_name(worker).to_owned()),
        due: row.duty.due,
        state: row.duty.state,
        days_late: practice::duty::days_late(&row.duty, now).unwrap_or(0),
        wanting: row.holder.wanting.map(Wanting::in_words),
    }
}

/// A duty in words.
pub(crate) fn duty(book: &Casebook, row: &DutyRow<'_>, now: Instant) -> ShownDuty {
    let name = book.identity(row.child, now.day()).display_name();
    duty_of(book, row, &name, now)
}

/// The same, where the child's name is at hand.
pub(crate) fn duty_of(book: &Casebook, row: &DutyRow<'_>, name: &str, now: Instant) -> ShownDuty {
    ShownDuty {
        clock: row.clock.id.clone(),
        name: row.clock.name.clone(),
        child: row.child,
        child_name: name.to_owned(),
        due: row.duty.due,
        state: row.duty.state,
        days_late: practice::duty::days_late(&row.duty, now).unwrap_or(0),
        ended_late: row.duty.ended_late,
        owner: row.clock.owner,
        worker: row
            .worker
            .map_or_else(String::new, |worker| book.staff().worker_name(worker).to_owned()),
        falls_to: row.holder.and_then(|holder| falls_to(book, holder)),
        started: (row.duty.started, row.duty.started_by),
    }
}

/// With whom a duty lies, where it is not whom its clock names.
fn falls_to(book: &Casebook, holder: Holder) -> Option<FallsTo> {
    let wanting = holder.wanting?.in_words();
    let who = match holder.hands {
        Hands::Worker(worker) => book.staff().worker_name(worker).to_owned(),
        Hands::Desk(roles) => roles.first().map_or_else(String::new, |role| role.label().to_owned()),
    };
    Some(FallsTo { who, wanting })
}
