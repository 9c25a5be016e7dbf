//! What is worked out of a history and kept for the next look tells the same as what is worked out anew, whatever comes in between.

use crate::demonstration::{invented, made};
use casebook::Casebook;
use casebook::standing::Standing;
use practice::{Practice, State};
use record::{Day, History, Moment, PersonId};
use std::sync::Arc;
use testkit::authority::Authority;

/// Everything that a page or a board shows of a child.
fn told(standing: &Standing<'_>, practice: &Practice) -> (Vec<String>, usize) {
    let rows = standing.rows();
    let late = rows.iter().filter(|row| row.duty.state == State::Late).count();
    let duty = |row: &casebook::duties::DutyRow<'_>| format!("{} {:?} {:?}", row.clock.id, row.duty, row.holder);
    let mut told: Vec<String> = rows.iter().map(duty).collect();
    told.push(format!("{:?}", standing.involved()));
    for board in &practice.boards {
        told.push(format!("{} {:?}", standing.is_on(board), standing.row(board)));
    }
    (told, late)
}

fn at(day: Day, minute: u16) -> Moment {
    Moment {
        day,
        minute: Some(minute),
    }
}

/// Takes in a child's history entry by entry, and looks in between at several times of several days, the last of them earlier than the
/// one before. How often was looked, and how often a duty became late in the course of a day.
fn compare(history: &History, practice: &Arc<Practice>) -> (usize, usize) {
    const MORNING: u16 = 0;
    const NIGHT: u16 = 23 * 60 + 59;
    let child = history.person();
    let (mut keeps, mut forgets) = (Casebook::new(Arc::clone(practice)), Casebook::new(Arc::clone(practice)));
    let (mut looks, mut became_late) = (0, 0);
    for entry in history.all() {
        keeps.apply((**entry).clone());
        forgets.apply((**entry).clone());
        let day = |days| entry.entry.happened.day.plus_days(days);
        let mut morning = 0;
        for now in [
            at(day(1), 600),
            at(day(3), MORNING),
            at(day(3), NIGHT),
            at(day(3), MORNING),
            at(day(1), 601),
        ] {
            let (kept, late) = told(&Standing::of(&keeps, child, now, None).kept(), practice);
            let (anew, _) = told(&Standing::of(&forgets, child, now, None), practice);
            assert_eq!(kept, anew, "{child} at {now:?}");
            looks += 1;
            match now.minute {
                Some(MORNING) => morning = late,
                Some(NIGHT) => became_late += usize::from(late > morning),
                _ => {}
            }
        }
    }
    (looks, became_late)
}

#[test]
fn what_is_kept_of_a_child_is_what_would_be_worked_out_anew() {
    let practice = Arc::new(Practice::england().unwrap());
    let book = made().book();
    let mut children: Vec<PersonId> = book.children().collect();
    children.sort_unstable();
    // Of the children whom files told some, and the invented families.
    let mut some: Vec<PersonId> = children.into_iter().step_by(301).collect();
    some.extend(invented());
    let looks = some
        .iter()
        .map(|child| compare(book.history(*child).unwrap(), &practice).0);
    let looks: usize = looks.sum();
    assert!(looks > 1_000, "{looks}");

    // Steps with an hour, so that something becomes late between morning and night.
    let authority = Authority::at("2026-03-20T10:00:00Z");
    let child = authority.person("Noor Whitby", "2012-02-01");
    let missing = authority.tell(&[child], "missing_started", "2026-03-06T21:00", r#"{"kind":"M"}"#, None);
    authority.tell(&[child], "missing_ended", "2026-03-07T09:30", "{}", Some(missing));
    let book = authority.service.book();
    let (_, became_late) = compare(book.history(child).unwrap(), &practice);
    assert!(became_late > 0);
}
