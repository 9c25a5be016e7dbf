//! The histories of workers and of the service: what was recorded about them, and with them over children. Clocks that belong to a
//! worker or to the service start in these as others start in the history of a child.

use crate::book::Casebook;
use crate::hands::{self, Holder};
use practice::Clock;
use practice::clock::Owner;
use practice::duty::{Duty, duties};
use practice::expression::Trigger;
use record::entries::{About, Body};
use record::{Entry, History, Moment, Recorded, Role, WorkerId};
use rustc_hash::FxHashMap;
use std::sync::Arc;

/// The histories of workers and of the service.
#[derive(Debug)]
pub(crate) struct Workforce {
    workers: FxHashMap<WorkerId, History>,
    service: History,
}

/// A duty that belongs to a worker or to the service.
#[derive(Clone, Copy, Debug)]
pub struct WorkforceRow<'a> {
    /// The clock.
    pub clock: &'a Clock,
    /// Towards whom; `None`, it is the service's.
    pub worker: Option<WorkerId>,
    /// The duty itself.
    pub duty: Duty,
    /// In whose hands it lies.
    pub holder: Holder,
}

impl Default for Workforce {
    fn default() -> Workforce {
        Workforce {
            workers: FxHashMap::default(),
            service: History::of_the_service(None),
        }
    }
}

impl Workforce {
    /// Takes in an entry about a worker or the service, or one that corrects such an entry; others are passed over.
    pub(crate) fn apply(&mut self, recorded: &Arc<Recorded>, corrected: Option<&Recorded>) {
        let entries = [Some(recorded.as_ref()), corrected].into_iter().flatten();
        let (mut workers, mut of_service) = (Vec::new(), false);
        for entry in entries.map(|entry| &entry.entry) {
            workers.extend(workers_of(entry));
            of_service |= matches!(entry.body, Body::Team(_) | Body::Audit(_));
        }
        workers.sort_unstable();
        workers.dedup();
        for worker in workers {
            let history = self.workers.entry(worker);
            history
                .or_insert_with(|| History::of_the_service(Some(worker)))
                .apply(Arc::clone(recorded));
        }
        if of_service {
            self.service.apply(Arc::clone(recorded));
        }
    }
}

/// The workers to whose history an entry belongs: whom it is about, and with whom supervision was held.
fn workers_of(entry: &Entry) -> Vec<WorkerId> {
    let bodies = entry.parts.iter().filter_map(|part| part.differs.as_ref());
    let of = |body: &Body| match body {
        Body::Worker(worker) => worker.worker,
        Body::Supervision(supervision) => supervision.with,
        _ => None,
    };
    bodies.chain([&entry.body]).filter_map(of).collect()
}

/// The open duties that belong to workers or to the service and lie in the hands of these workers or on the desk of this role, in the
/// order of their due days.
pub(crate) fn rows<'a>(
    book: &'a Casebook,
    workers: &[WorkerId],
    desk: Option<Role>,
    now: Moment,
) -> Vec<WorkforceRow<'a>> {
    let mut rows = Vec::new();
    let of_service: Vec<&Clock> = book
        .practice()
        .clocks
        .iter()
        .filter(|clock| is_of_service(clock))
        .collect();
    for (worker, known) in book.staff().workers() {
        let history = book.workforce().workers.get(&worker);
        if let Some(history) = history.filter(|_| known.assessed_year_from.is_some()) {
            let holder = |_| hands::of_worker(book.staff(), worker);
            rows.extend(open(book, &of_service, history, Some(worker), &holder, now));
        }
    }
    let holder = |owner| hands::of_service(book.staff(), owner);
    rows.extend(open(book, &of_service, &book.workforce().service, None, &holder, now));
    rows.retain(|row| row.holder.hands.are(workers, desk));
    rows.sort_by_key(|row| (row.duty.due, row.worker));
    rows
}

fn open<'a>(
    book: &'a Casebook,
    clocks: &[&'a Clock],
    history: &History,
    worker: Option<WorkerId>,
    holder: &dyn Fn(Owner) -> Holder,
    now: Moment,
) -> Vec<WorkforceRow<'a>> {
    let subject = book.practice().child(history.view(now.day));
    let rows = clocks.iter().flat_map(|clock| {
        let open = duties(clock, &subject, now)
            .into_iter()
            .filter(|duty| duty.state.is_open());
        open.map(|duty| WorkforceRow {
            clock,
            worker,
            duty,
            holder: holder(clock.owner),
        })
        .collect::<Vec<_>>()
    });
    rows.collect()
}

/// Does the clock start with what is recorded about a worker, a team or the service, and not about a child?
fn is_of_service(clock: &Clock) -> bool {
    let about_service = |trigger: &Trigger| match trigger {
        Trigger::Entry(pattern) => pattern.0.iter().all(|one| one.kind.about() == About::Service),
        _ => false,
    };
    !clock.start.is_empty() && clock.start.iter().all(about_service)
}
