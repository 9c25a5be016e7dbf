//! Many hands on the same children at once: nobody's words are lost, the versions count every entry, and the casebook is what the journal
//! folds to.

use crate::recording_faults::{Family, note};
use record::{EntryId, PersonId};
use service::{Error, Machine};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use testkit::standing::{first_difference, fold, folded};

const HANDS: usize = 16;
const EACH: usize = 50;

/// A note that was kept: its id, whom it names, and the versions that its author saw.
type Note = (EntryId, Vec<PersonId>, Vec<u64>);

#[test]
fn sixteen_hands_on_the_same_brothers_and_sisters_lose_nothing() {
    let family = Family::of(6);
    let kept: Mutex<Vec<Note>> = Mutex::default();
    let told = AtomicUsize::new(0);
    std::thread::scope(|scope| {
        for hand in 0..HANDS {
            let (family, kept, told) = (&family, &kept, &told);
            scope.spawn(move || {
                for place in 0..EACH {
                    let first = (hand + place) % 6;
                    let about = [family.children[first], family.children[(first + 1 + place % 4) % 6]];
                    record_until_kept(
                        family,
                        &about[..1 + hand % 2],
                        &format!("hand {hand}, note {place}"),
                        kept,
                        told,
                    );
                }
            });
        }
    });
    let service = &family.authority.service;
    let kept = kept.into_inner().unwrap();
    assert_eq!(kept.len(), HANDS * EACH);
    let told = told.load(Ordering::SeqCst);
    println!(
        "{} kept; {told} times an author was told that a history had moved on",
        kept.len()
    );
    assert!(told > 0, "nobody met anybody: the test sees nothing");
    for child in &family.children {
        let book = service.book();
        let history = book.history(*child).unwrap();
        assert_eq!(service.journal().versions(&[*child]).unwrap(), [history.version()]);
        // Every version was seen by one author only: no entry was written over another that its author had not seen.
        for (id, people, seen) in kept.iter().filter(|(_, people, _)| people.contains(child)) {
            let place = people.iter().position(|person| person == child).unwrap();
            let at = history.all().iter().position(|entry| entry.entry.id == *id).unwrap();
            assert_eq!(at as u64, seen[place], "an update was lost");
        }
    }
    let path = family.authority.folder.path().join("journal.sqlite");
    assert_eq!(first_difference(&folded(service), &folded(&fold(&path))), None);
}

fn record_until_kept(family: &Family, about: &[PersonId], words: &str, kept: &Mutex<Vec<Note>>, told: &AtomicUsize) {
    let (service, machine) = (&family.authority.service, &family.authority.machine);
    let mut sent = note(machine, service, about, words);
    loop {
        match service.record(&family.worker, &sent, machine.now()) {
            Ok(done) => {
                assert_eq!(done.entry, sent.id);
                let seen = sent.people.iter().map(|(_, _, version)| *version).collect();
                kept.lock().unwrap().push((sent.id, about.to_vec(), seen));
                return;
            }
            Err(Error::Moved(moved)) => {
                told.fetch_add(1, Ordering::SeqCst);
                for (person, _, version) in &mut sent.people {
                    let now = moved.iter().find(|moved| moved.person == *person);
                    *version = now.map_or(*version, |moved| moved.now);
                }
            }
            Err(Error::Busy) => std::thread::yield_now(),
            Err(other) => panic!("{other}"),
        }
    }
}
