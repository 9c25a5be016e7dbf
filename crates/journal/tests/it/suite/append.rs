//! Appending.

use crate::common::{command, entry, entry_id, narrative, person, told, view, worker};
use journal::command::{LARGEST_TEXT, MOST_ENTRIES};
use journal::{AppendError, Command, Digest, Fault, Found, Journal, Moved, Search, Verdict};
use std::sync::mpsc;
use std::thread;

const THREADS: u64 = 16;

pub fn numbers_have_no_gaps_whoever_writes(journal: &dyn Journal) {
    const EACH: u64 = 40;
    let mut seqs: Vec<u64> = thread::scope(|scope| {
        let writers: Vec<_> = (0..THREADS)
            .map(|thread| {
                scope.spawn(move || {
                    let append = |n| {
                        let n = thread * EACH + n;
                        let mut command = command(told(n, &[n % 7], "seen at home"));
                        command.entries.push(entry(1_000_000 + n, &[thread]));
                        command.views.push(view(thread, Some(n % 7), 0));
                        journal.append(command).unwrap()
                    };
                    (0..EACH).flat_map(|n| append(n).seqs()).collect::<Vec<u64>>()
                })
            })
            .collect();
        writers.into_iter().flat_map(|writer| writer.join().unwrap()).collect()
    });
    seqs.sort_unstable();
    assert_eq!(seqs, (1..=THREADS * EACH * 2).collect::<Vec<u64>>());
    let kept: Vec<u64> = journal.tail(0).unwrap().into_iter().map(|(seq, _)| seq).collect();
    assert_eq!(kept, seqs);
    assert_eq!(journal.head().unwrap().seq, THREADS * EACH * 2);
    assert!(matches!(journal.verify(None, &mut |_| {}).unwrap(), Verdict::Whole(_)));
}

pub fn a_history_that_moved_on_is_a_conflict_and_nothing_is_kept(journal: &dyn Journal) {
    journal.append(command(entry(1, &[1, 2]))).unwrap();
    let mut late = command(told(2, &[1, 2], "written on an old page"));
    late.expected = vec![(person(1), 0), (person(2), 1), (person(3), 4)];
    late.views = vec![view(1, Some(1), 0)];
    let error = journal.append(late.clone()).unwrap_err();
    let moved = vec![
        Moved {
            person: person(1),
            expected: 0,
            actual: 1,
        },
        Moved {
            person: person(3),
            expected: 4,
            actual: 0,
        },
    ];
    assert_eq!(error, AppendError::Conflict(moved));
    assert_eq!(journal.checkpoint().unwrap().views.seq, 0);
    assert_eq!(journal.entry(entry_id(2)).unwrap(), None);
    late.expected = vec![(person(1), 1), (person(2), 1)];
    assert_eq!(journal.append(late).unwrap().first, 2);
    assert_eq!(journal.versions(&[person(1), person(2), person(3)]).unwrap(), [2, 2, 0]);
}

pub fn of_racing_edits_one_wins(journal: &dyn Journal) {
    const ROUNDS: u64 = 25;
    for round in 0..ROUNDS {
        let edit = |thread: u64| {
            let mut edit = command(entry(round * THREADS + thread, &[1]));
            edit.expected = vec![(person(1), round)];
            journal.append(edit)
        };
        let outcomes: Vec<_> = thread::scope(|scope| {
            let racers: Vec<_> = (0..THREADS).map(|thread| scope.spawn(move || edit(thread))).collect();
            racers.into_iter().map(|racer| racer.join().unwrap()).collect()
        });
        assert_eq!(outcomes.iter().filter(|outcome| outcome.is_ok()).count(), 1);
        let lost = AppendError::Conflict(vec![Moved {
            person: person(1),
            expected: round,
            actual: round + 1,
        }]);
        assert!(outcomes.into_iter().filter_map(Result::err).all(|error| error == lost));
    }
    assert_eq!(journal.head().unwrap().seq, ROUNDS);
}

pub fn a_repeated_key_does_nothing_and_answers_as_before(journal: &dyn Journal) {
    let mut act = command(entry(1, &[1]));
    act.entries.push(entry(2, &[1]));
    act.expected = vec![(person(1), 0)];
    act.views = vec![view(1, Some(1), 0)];
    let first = journal.append(act.clone()).unwrap();
    assert_eq!((first.seqs(), first.repeated), (1..3, false));
    journal.append(command(entry(3, &[1]))).unwrap();
    let again = journal.append(act.clone()).unwrap();
    assert_eq!((again.seqs(), again.repeated), (1..3, true));
    let checkpoint = journal.checkpoint().unwrap();
    assert_eq!((checkpoint.entries.seq, checkpoint.views.seq), (3, 1));
    assert_eq!(journal.versions(&[person(1)]).unwrap(), [3]);

    let refused = Command {
        key: b"other".to_vec(),
        expected: Vec::new(),
        ..act
    };
    let error = journal.append(refused).unwrap_err();
    assert_eq!(
        error,
        AppendError::AlreadyRecorded {
            entry: entry_id(1),
            seq: 1
        }
    );
    let mut empty = Command::new("nothing to record", worker(1), Vec::new());
    empty.views = vec![view(1, None, 0)];
    assert_eq!(journal.append(empty.clone()).unwrap().seqs(), 0..0);
    assert!(journal.append(empty).unwrap().repeated);
    assert_eq!(journal.checkpoint().unwrap().views.seq, 2);
}

pub fn a_key_that_is_sent_again_with_other_words_is_refused(journal: &dyn Journal) {
    let mut act = command(entry(1, &[1]));
    act.content = Some(Digest::of(b"what was sent"));
    journal.append(act.clone()).unwrap();
    assert!(journal.append(act.clone()).unwrap().repeated);
    act.content = Some(Digest::of(b"what was sent then"));
    act.entries = vec![told(2, &[1], "other words")];
    let refused = journal.append(act.clone()).unwrap_err();
    assert_eq!(
        refused,
        AppendError::KeyUsed {
            entry: Some(entry_id(1))
        }
    );
    // Where one of them says nothing of the content, the key alone tells.
    act.content = None;
    assert!(journal.append(act.clone()).unwrap().repeated);
    let kept = journal.kept(&act.key).unwrap().unwrap();
    assert_eq!(
        (kept.entry, kept.content),
        (Some(entry_id(1)), Some(Digest::of(b"what was sent")))
    );
    assert_eq!(journal.kept(b"never sent").unwrap(), None);
    assert_eq!(journal.head().unwrap().seq, 1);
}

pub fn the_same_key_sent_at_once_is_kept_once(journal: &dyn Journal) {
    for n in 0..25 {
        let outcomes: Vec<_> = thread::scope(|scope| {
            let doubled: Vec<_> = (0..THREADS)
                .map(|_| scope.spawn(move || journal.append(command(entry(n, &[1]))).unwrap()))
                .collect();
            doubled.into_iter().map(|one| one.join().unwrap()).collect()
        });
        assert!(
            outcomes.iter().all(|outcome| outcome.seqs() == (n + 1..n + 2)),
            "{outcomes:?}"
        );
        assert_eq!(outcomes.iter().filter(|outcome| !outcome.repeated).count(), 1);
    }
    assert_eq!(journal.head().unwrap().seq, 25);
}

pub fn a_correction_moves_the_histories_of_those_it_corrects(journal: &dyn Journal) {
    journal.append(command(entry(1, &[1, 2]))).unwrap();
    let mut correction = entry(2, &[2, 3]);
    correction.corrects = Some(entry_id(1));
    journal.append(command(correction)).unwrap();
    assert_eq!(journal.versions(&[1, 2, 3].map(person)).unwrap(), [2, 2, 1]);
    // Within one act as well.
    let mut twice = command(entry(3, &[4]));
    twice.entries.push(entry(4, &[5, 5]));
    twice.entries[1].corrects = Some(entry_id(3));
    journal.append(twice).unwrap();
    assert_eq!(journal.versions(&[4, 5].map(person)).unwrap(), [2, 1]);
    assert!(matches!(journal.verify(None, &mut |_| {}).unwrap(), Verdict::Whole(_)));
}

pub fn an_act_is_kept_whole_or_not_at_all(journal: &dyn Journal) {
    let mut act = command(told(1, &[1], "the first of two"));
    act.entries.push(entry(2, &[2]));
    act.entries[1].follows = Some(entry_id(99));
    act.views = vec![view(1, Some(1), 0)];
    assert_eq!(
        journal.append(act.clone()).unwrap_err(),
        AppendError::UnknownEntry(entry_id(99))
    );
    assert_eq!(journal.checkpoint().unwrap().to_string().matches(" 0 ").count(), 2);
    assert_eq!(journal.versions(&[person(1), person(2)]).unwrap(), [0, 0]);
    let words = Search {
        words: "first",
        people: None,
        limit: 10,
    };
    assert_eq!(journal.search(&words, &|_, _| true).unwrap().hits, []);
    // The key is free: the act was never kept.
    act.entries[1].follows = Some(entry_id(1));
    assert_eq!(journal.append(act).unwrap().seqs(), 1..3);
}

pub fn what_refers_to_nothing_is_refused(journal: &dyn Journal) {
    let unknown = AppendError::UnknownEntry(entry_id(9));
    let mut corrects = entry(1, &[1]);
    corrects.corrects = Some(entry_id(9));
    assert_eq!(journal.append(command(corrects)).unwrap_err(), unknown);
    let mut destroys = command(entry(1, &[1]));
    destroys.destroys = vec![entry_id(9)];
    assert_eq!(journal.append(destroys.clone()).unwrap_err(), unknown);
    destroys.entries.clear();
    assert!(matches!(journal.append(destroys).unwrap_err(), AppendError::Invalid(_)));
    let mut unreadable = entry(1, &[1]);
    for narrative in ["", "[]", r#"{"note":3}"#] {
        unreadable.body.narrative = Some(narrative.to_owned());
        assert!(matches!(
            journal.append(command(unreadable.clone())).unwrap_err(),
            AppendError::Invalid(_)
        ));
    }
    let keyless = Command::new("", worker(1), vec![entry(1, &[1])]);
    assert!(matches!(journal.append(keyless).unwrap_err(), AppendError::Invalid(_)));
    assert_eq!(journal.head().unwrap().seq, 0);
}

pub fn too_much_at_once_is_refused(journal: &dyn Journal) {
    let entries = (0..=MOST_ENTRIES as u64).map(|n| entry(n, &[])).collect();
    let error = journal.append(Command::new("many", worker(1), entries)).unwrap_err();
    assert!(matches!(error, AppendError::Fault(Fault::TooLarge { .. })));
    let error = journal
        .append(command(told(1, &[1], &"x".repeat(LARGEST_TEXT + 1))))
        .unwrap_err();
    assert!(matches!(error, AppendError::Fault(Fault::TooLarge { .. })));
    let people: Vec<u64> = (0..1_000).collect();
    let error = journal.append(command(entry(1, &people))).unwrap_err();
    assert!(error.to_string().contains("Send less"), "{error}");
    assert_eq!(journal.head().unwrap().seq, 0);
}

pub fn a_refused_command_does_not_disturb_its_neighbours(journal: &dyn Journal) {
    let (sender, receiver) = mpsc::channel();
    for n in 0..300 {
        let mut command = command(told(n, &[n % 5], "within a group"));
        if n % 3 == 1 {
            command.expected = vec![(person(n % 5), 1_000)];
        }
        let sender = sender.clone();
        journal.submit(command, Box::new(move |outcome| sender.send((n, outcome)).unwrap()));
    }
    drop(sender);
    let mut seqs = Vec::new();
    for (n, outcome) in receiver {
        match outcome {
            Ok(appended) => seqs.push(appended.first),
            Err(error) => assert!(n % 3 == 1 && matches!(error, AppendError::Conflict(_)), "{n}: {error}"),
        }
    }
    assert_eq!(seqs, (1..=200).collect::<Vec<u64>>());
    assert!(matches!(journal.verify(None, &mut |_| {}).unwrap(), Verdict::Whole(_)));
}

pub fn a_full_queue_says_busy(journal: &dyn Journal) {
    const ACTS: u64 = 10_000;
    let (release, held) = mpsc::channel::<()>();
    let (sender, receiver) = mpsc::channel();
    let holder = Box::new(move |_: Result<_, _>| held.recv().unwrap());
    journal.submit(command(entry(0, &[1])), holder);
    for n in 1..=ACTS {
        let sender = sender.clone();
        journal.submit(
            command(entry(n, &[1])),
            Box::new(move |outcome| sender.send(outcome).unwrap()),
        );
    }
    drop(sender);
    release.send(()).unwrap();
    let outcomes: Vec<_> = receiver.into_iter().collect();
    assert_eq!(outcomes.len() as u64, ACTS);
    let (kept, refused): (Vec<_>, Vec<_>) = outcomes.into_iter().partition(Result::is_ok);
    assert!(
        refused
            .iter()
            .all(|outcome| *outcome == Err(AppendError::Fault(Fault::Busy)))
    );
    assert!(!refused.is_empty() && kept.len() as u64 + 1 == journal.head().unwrap().seq);
}

pub fn a_destroyed_body_leaves_a_chain_that_holds(journal: &dyn Journal) {
    let mut siblings = told(1, &[1, 2], "a word that must go");
    siblings.parts[1].differs = Some(record::entry::WrittenBody {
        facts: "{}".to_owned(),
        narrative: Some(narrative("note", "going too")),
    });
    journal.append(command(siblings)).unwrap();
    journal.append(command(told(2, &[1], "a word that stays"))).unwrap();
    let before = journal.checkpoint().unwrap();
    assert_eq!(journal.narratives(&[1]).unwrap().len(), 2);
    // The last narrative of all goes as well, and one that was written in the same act.
    let mut disposal = command(told(3, &[1], "certificate"));
    disposal.entries.push(told(4, &[1], "a word of the same act"));
    disposal.destroys = vec![entry_id(1)];
    disposal.views = vec![view(3, Some(1), 9)];
    journal.append(disposal).unwrap();

    let search = |words: &str| {
        journal
            .search(
                &Search {
                    words,
                    people: None,
                    limit: 10,
                },
                &|_, _| true,
            )
            .unwrap()
    };
    let seqs = |found: Found| found.hits.into_iter().map(|hit| hit.seq).collect::<Vec<u64>>();
    assert_eq!(seqs(search("word")), [4, 2]);
    assert_eq!(seqs(search("going")), [0_u64; 0]);
    assert_eq!(journal.narratives(&[1]).unwrap(), []);
    let kept = journal.entry(entry_id(1)).unwrap().unwrap();
    assert_eq!((kept.destroyed_by, kept.written.body.facts.as_str()), (Some(3), "{}"));
    assert_eq!(kept.written.parts[1].person, person(2));
    let seqs: Vec<u64> = journal.tail(0).unwrap().into_iter().map(|(seq, _)| seq).collect();
    assert_eq!(seqs, [2, 3, 4]);
    assert!(matches!(
        journal.verify(Some(&before), &mut |_| {}).unwrap(),
        Verdict::Whole(_)
    ));

    let mut again = command(entry(5, &[1]));
    again.destroys = vec![entry_id(1)];
    assert!(matches!(journal.append(again).unwrap_err(), AppendError::Invalid(_)));
    // Ids of narratives are free again after the last one goes; the index must follow.
    let mut last = command(entry(6, &[1]));
    last.destroys = vec![entry_id(4)];
    journal.append(last).unwrap();
    for n in 7..20 {
        let word = format!("word{n}");
        journal.append(command(told(n, &[1], &word))).unwrap();
        assert_eq!(search(&word).hits.len(), 1, "{word}");
    }
    assert!(matches!(
        journal.verify(Some(&before), &mut |_| {}).unwrap(),
        Verdict::Whole(_)
    ));
}
