//! The view trail and the chains.

use crate::common::{Dice, at, command, entry, person, told, view, worker};
use journal::{Checkpoint, Journal, Verdict, View, ViewQuery, ViewsOf, What};
use std::thread;

pub fn who_looked_since_is_read_newest_first(journal: &dyn Journal) {
    thread::scope(|scope| {
        for actor in 0..4 {
            scope.spawn(move || {
                for second in 0..30 {
                    journal
                        .record_views(vec![view(actor, Some(1), second), view(actor, Some(2), second)])
                        .unwrap();
                }
            });
        }
    });
    let query = ViewQuery {
        of: ViewsOf::Person(person(1)),
        since: None,
        before: None,
        limit: 50,
    };
    let mut seen = Vec::new();
    let mut before = None;
    loop {
        let page = journal.views(&ViewQuery { before, ..query }).unwrap();
        let Some(last) = page.last() else { break };
        before = Some(last.seq);
        assert!(page.len() <= 50);
        seen.extend(page);
    }
    assert_eq!(seen.len(), 120);
    assert!(seen.is_sorted_by(|newer, older| newer.seq > older.seq));
    assert!(seen.iter().all(|row| row.view.person == Some(person(1))));
    let since = journal
        .views(&ViewQuery {
            since: Some(at(25)),
            limit: usize::MAX,
            ..query
        })
        .unwrap();
    assert_eq!(since.len(), 20);
    let mine = journal
        .views(&ViewQuery {
            of: ViewsOf::Actor(worker(3)),
            limit: 1_000,
            ..query
        })
        .unwrap();
    assert_eq!(mine.len(), 60);
    assert_eq!(mine[59].view, view(3, Some(1), 0));
    assert_eq!(journal.checkpoint().unwrap().views.seq, 240);
}

/// More rows than any store keeps in one piece, given in lots of every size.
pub fn a_long_trail_tells_of_each_what_was_put_on_it(journal: &dyn Journal) {
    let (mut dice, mut all) = (Dice::new(7), Vec::new());
    while all.len() < 9_500 {
        let lot: Vec<View> = (0..=dice.roll(1_500))
            .map(|n| {
                let of = Some(dice.roll(40)).filter(|of| *of > 0);
                let of = if n % 1_000 == 999 { Some(99) } else { of };
                view(dice.roll(5), of, all.len() as i64 + n as i64)
            })
            .collect();
        all.extend(lot.iter().cloned());
        journal.record_views(lot).unwrap();
    }
    let rows: Vec<(u64, View)> = (1..).zip(all).collect();
    let people = [1, 2, 39, 99].map(|n| ViewsOf::Person(person(n)));
    // Nobody is both, and a worker's number finds no person.
    let workers = [0, 4, 77].map(|n| ViewsOf::Actor(worker(n)));
    for of in people.into_iter().chain(workers) {
        for (since, before) in [
            (None, None),
            (Some(5_000), None),
            (None, Some(1_025)),
            (None, Some(1_024)),
            (None, Some(4_096)),
            (Some(3_000), Some(4_097)),
            (None, Some(1)),
            (None, Some(0)),
        ] {
            for limit in [1, 7, 1_000] {
                let query = ViewQuery {
                    of,
                    since: since.map(at),
                    before,
                    limit,
                };
                let found: Vec<u64> = journal.views(&query).unwrap().iter().map(|row| row.seq).collect();
                let fits = |(seq, row): &&(u64, View)| {
                    let theirs = match of {
                        ViewsOf::Person(person) => row.person == Some(person),
                        ViewsOf::Actor(actor) => row.actor == Some(actor),
                    };
                    theirs && before.is_none_or(|before| *seq < before) && since.is_none_or(|since| row.at >= at(since))
                };
                let expected: Vec<u64> = rows
                    .iter()
                    .rev()
                    .filter(fits)
                    .map(|(seq, _)| *seq)
                    .take(limit)
                    .collect();
                assert_eq!(found, expected, "{query:?}");
            }
        }
    }
    assert!(matches!(journal.verify(None, &mut |_| {}).unwrap(), Verdict::Whole(_)));
}

pub fn a_trail_of_nobody_and_of_nothing(journal: &dyn Journal) {
    journal.record_views(Vec::new()).unwrap();
    let unknown = View {
        actor: None,
        role: None,
        relation: None,
        person: None,
        record: None,
        classes: Vec::new(),
        acting_for: Some(worker(2)),
        outcome: "denied".to_owned(),
        ..view(1, None, 5)
    };
    journal
        .record_views(vec![unknown.clone(), view(1, Some(1), 6)])
        .unwrap();
    let query = ViewQuery {
        of: ViewsOf::Person(person(1)),
        since: None,
        before: None,
        limit: 5,
    };
    assert_eq!(journal.views(&query).unwrap().len(), 1);
    let chain = journal.checkpoint().unwrap().views;
    assert_eq!(chain.seq, 2);
    assert!(matches!(journal.verify(None, &mut |_| {}).unwrap(), Verdict::Whole(_)));
}

pub fn both_chains_hold_and_checkpoints_can_be_read_back(journal: &dyn Journal) {
    let empty = journal.checkpoint().unwrap();
    assert_eq!(
        journal.verify(Some(&empty), &mut |_| {}).unwrap(),
        Verdict::Whole(empty)
    );
    let mut earlier = Vec::new();
    for n in 1..=100 {
        let mut act = command(if n % 3 == 0 {
            told(n, &[n % 5], "words")
        } else {
            entry(n, &[n % 5, 9])
        });
        act.views = vec![view(1, Some(n), 0), view(1, None, 0)];
        journal.append(act).unwrap();
        earlier.push(journal.checkpoint().unwrap());
    }
    let mut last = None;
    let whole = journal
        .verify(Some(&earlier[40]), &mut |progress| last = Some(progress))
        .unwrap();
    assert_eq!(whole, Verdict::Whole(journal.checkpoint().unwrap()));
    let last = last.unwrap();
    assert_eq!((last.done, last.of), (300, 300));
    for checkpoint in earlier {
        assert_eq!(checkpoint.to_string().parse::<Checkpoint>().unwrap(), checkpoint);
        assert!(matches!(
            journal.verify(Some(&checkpoint), &mut |_| {}).unwrap(),
            Verdict::Whole(_)
        ));
    }
    assert!(
        "goldthread-checkpoint-1 entries 3"
            .parse::<Checkpoint>()
            .unwrap_err()
            .contains("whole line")
    );
    let mut other = journal.checkpoint().unwrap();
    other.entries.digest = journal::Digest::of(b"another history");
    let verdict = journal.verify(Some(&other), &mut |_| {}).unwrap();
    let Verdict::Broken(broken) = verdict else {
        panic!("{verdict:?}")
    };
    assert_eq!((broken.seq, broken.what), (100, What::Rewritten));
}

pub fn an_act_takes_its_views_with_it(journal: &dyn Journal) {
    let mut act = command(entry(1, &[1]));
    act.views = vec![view(4, Some(1), 3)];
    journal.append(act).unwrap();
    let query = ViewQuery {
        of: ViewsOf::Actor(worker(4)),
        since: None,
        before: None,
        limit: 5,
    };
    let rows = journal.views(&query).unwrap();
    assert_eq!(rows.len(), 1);
    assert_eq!((rows[0].seq, &rows[0].view), (1, &view(4, Some(1), 3)));
}
