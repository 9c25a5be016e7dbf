//! A start folds the whole journal, which several readers decode side by side.

use journal::Journal;
use journal::sqlite::{Check, SqliteJournal};
use practice::Practice;
use record::{Entry, EntryId, Role};
use service::{Machine, Service};
use std::sync::Arc;
use testkit::authority::Authority;

/// More than two ranges of the readers.
const NOTES: u64 = 9_000;

#[test]
fn a_long_journal_is_taken_in_whole_and_in_order() {
    let authority = Authority::at("2026-03-10T10:00:00Z");
    let grace = authority.worker(Role::SocialWorker, "Grace Obi");
    let child = authority.person("Amina Ahmed", "2020-05-01");
    let facts = r#"{"subject":"Call with the school","note":"She came on time."}"#;
    let first = authority.tell(&[child], "case_note", "2026-03-02", facts, None);
    let note = authority.service.book().entry(first).unwrap().entry.clone();
    let notes: Vec<Entry> = (0..NOTES)
        .map(|number| Entry {
            id: EntryId::new(authority.machine.now(), u128::from(number) << 64),
            ..note.clone()
        })
        .collect();
    for (part, some) in (0_u8..).zip(notes.chunks(1_000)) {
        authority.service.take_in(&[part], grace.worker(), some).unwrap();
    }

    let path = authority.folder.path().join("journal.sqlite");
    let journal = SqliteJournal::open(&path, Check::IfNotClosed, Box::new(|salt| salt.fill(7))).unwrap();
    let last = journal.head().unwrap().seq;
    let mut told = Vec::new();
    let practice = Arc::new(Practice::england().unwrap());
    let again = Service::start(Arc::new(journal), practice, &mut |done, of| told.push((done, of))).unwrap();

    let (book, kept) = (again.book(), authority.service.book());
    assert_eq!((book.last_seq(), book.counts()), (last, kept.counts()));
    let seqs = |book: &casebook::Casebook| -> Vec<u64> {
        let history = book.history(child).unwrap();
        history.all().iter().map(|entry| entry.seq).collect()
    };
    assert_eq!(seqs(&book), seqs(&kept));
    assert!(seqs(&book).is_sorted());
    assert_eq!(told.last(), Some(&(last, last)));
}
