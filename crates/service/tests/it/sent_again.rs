//! The same key with other words: the author is told what was kept, and nothing of the new words is taken for kept.

use crate::recording_faults::Family;
use record::Kind;
use service::recording::Submission;
use service::{Error, Machine};
use std::sync::Barrier;

/// The key says that it is one act; other words say that it is not. Which of them is meant only the author knows.
#[test]
fn sent_again_with_other_words_the_author_is_told_what_was_kept() {
    let family = Family::of(1);
    let sent = family.note(&family.children, "She said Tuesday");
    family.send(&sent).unwrap();
    let head = family.authority.service.journal().head().unwrap().seq;
    let mut changed = family.note(&family.children, "She said Wednesday");
    (changed.key, changed.id) = (sent.key.clone(), sent.id);
    let told = family.send(&changed);
    assert!(
        matches!(told, Err(Error::SentBefore(entry)) if entry == sent.id),
        "{told:?}"
    );
    let now = family.authority.machine.now();
    let by_api = family
        .authority
        .service
        .record_by_api(&family.worker, Kind::CaseNote, &changed, now);
    assert!(matches!(by_api, Err(Error::SentBefore(_))), "{by_api:?}");
    // Seen another version of the history meanwhile, it is the same act.
    let mut again = sent.clone();
    again.people[0].2 += 1;
    assert_eq!(family.send(&again).unwrap().entry, sent.id);
    assert_eq!(family.authority.service.journal().head().unwrap().seq, head);
}

/// Of two presses with the same key and different words one is kept, and the other author is not told “done”.
#[test]
fn sent_at_once_with_other_words_one_is_kept_and_the_other_told() {
    let family = Family::of(1);
    for round in 0..20 {
        let one = family.note(&family.children, &format!("One {round}"));
        let mut other = family.note(&family.children, &format!("Other {round}"));
        (other.key, other.id) = (one.key.clone(), one.id);
        let start = Barrier::new(2);
        let send = |sent: &Submission| {
            start.wait();
            family.send(sent)
        };
        let done = std::thread::scope(|scope| {
            let hands = [&one, &other].map(|sent| scope.spawn(|| send(sent)));
            hands.map(|hand| hand.join().unwrap())
        });
        let kept = done.iter().filter(|done| done.is_ok()).count();
        let told = done
            .iter()
            .filter(|done| matches!(done, Err(Error::SentBefore(_))))
            .count();
        assert_eq!((kept, told), (1, 1), "{done:?}");
    }
}
