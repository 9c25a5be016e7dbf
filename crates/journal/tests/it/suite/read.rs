//! Reading.

use crate::common::{command, entry, entry_id, narrative, person, told, worker};
use journal::{Journal, Told};
use record::entries::strategy_discussion::StrategyDiscussion;
use record::entry::WrittenBody;
use record::{Body, Entry, Moment, Narrative, Part, Role, Source};
use std::thread;

pub fn entries_come_back_as_they_were_written(journal: &dyn Journal) {
    journal.append(command(entry(1, &[3, 1, 2]))).unwrap();
    let mut full = told(2, &[3, 1, 2], "“said” by\nher — naïve 😀 \u{0}");
    full.kind = "strategy_discussion".to_owned();
    full.version = 7;
    full.happened = Moment::read("2026-03-02T14:05").unwrap();
    full.role = Role::EmergencyDuty;
    full.source = r#"{"import":{"format":"cin-census","file":"a.xml","row":3}}"#.to_owned();
    full.follows = Some(entry_id(1));
    full.corrects = Some(entry_id(1));
    full.parts[0].differs = Some(WrittenBody {
        facts: r#"{"own":1}"#.to_owned(),
        narrative: None,
    });
    full.parts[2].differs = Some(WrittenBody {
        facts: r#"{"own":2}"#.to_owned(),
        narrative: Some(r#"{"a.0.note":"one","b":"two"}"#.to_owned()),
    });
    journal.append(command(full.clone())).unwrap();
    let kept = journal.entry(full.id).unwrap().unwrap();
    assert_eq!((kept.seq, kept.destroyed_by), (2, None));
    assert_eq!(kept.written, full);
    assert_eq!(
        journal.entry(entry_id(1)).unwrap().unwrap().written,
        entry(1, &[3, 1, 2])
    );
    assert_eq!(journal.entry(entry_id(3)).unwrap(), None);
}

pub fn real_entries_come_back_as_they_were_recorded(journal: &dyn Journal) {
    let body = |rationale: &str| {
        Body::from(StrategyDiscussion {
            chair: Some("Team manager".to_owned()),
            rationale: Narrative::of(rationale),
            medical: Some(true),
            ..StrategyDiscussion::default()
        })
    };
    let written = entry(1, &[]);
    let entry = Entry {
        id: written.id,
        happened: written.happened,
        recorded: written.recorded,
        by: worker(1),
        role: Role::TeamManager,
        source: Source::Form {
            form: "strategy_discussion".into(),
            version: 2,
        },
        follows: None,
        corrects: None,
        parts: [
            Part {
                person: person(1),
                differs: None,
            },
            Part {
                person: person(2),
                differs: Some(body("He was not at home")),
            },
        ]
        .into(),
        body: body("She has a bruise"),
    };
    journal.append(command(entry.write())).unwrap();
    let kept = journal.entry(entry.id).unwrap().unwrap().written;
    assert_eq!(Entry::read(&kept).unwrap(), entry);
}

pub fn the_fold_reads_facts_and_no_narratives(journal: &dyn Journal) {
    let mut siblings = told(1, &[1, 2], "shared");
    siblings.parts[1].differs = Some(WrittenBody {
        facts: r#"{"note":1}"#.to_owned(),
        narrative: Some(narrative("note", "hers")),
    });
    journal.append(command(siblings)).unwrap();
    journal.append(command(told(2, &[1], "second"))).unwrap();
    journal.append(command(entry(3, &[1]))).unwrap();
    for (_, written) in journal.tail(0).unwrap() {
        assert_eq!(written.body.narrative, None);
        assert!(!written.body.facts.is_empty());
        assert!(
            written
                .parts
                .iter()
                .filter_map(|part| part.differs.as_ref())
                .all(|body| body.narrative.is_none())
        );
    }
    let told = |seq, part, text: &str| Told {
        seq,
        part,
        field: "note".into(),
        text: text.into(),
    };
    let expected = vec![
        told(2, None, "second"),
        told(1, None, "shared"),
        told(1, Some(1), "hers"),
    ];
    assert_eq!(journal.narratives(&[2, 3, 1, 99]).unwrap(), expected);
}

pub fn ranges_are_read_side_by_side(journal: &dyn Journal) {
    let many: Vec<_> = (1..=500).map(|n| told(n, &[n % 9], "seen")).collect();
    journal.append(journal::Command::new("many", worker(1), many)).unwrap();
    let read = |after, until| {
        let mut seqs = Vec::new();
        journal
            .load(after, until, &mut |seq, written| {
                assert_eq!(written.id, entry_id(seq));
                // A call within a call has a connection of its own.
                assert_eq!(journal.versions(&[person(99)]).unwrap(), [0]);
                seqs.push(seq);
            })
            .unwrap();
        seqs
    };
    let seqs: Vec<u64> = thread::scope(|scope| {
        let readers: Vec<_> = (0..4)
            .map(|n| scope.spawn(move || read(n * 125, (n + 1) * 125)))
            .collect();
        readers.into_iter().flat_map(|reader| reader.join().unwrap()).collect()
    });
    assert_eq!(seqs, (1..=500).collect::<Vec<u64>>());
    assert!(read(500, u64::MAX).is_empty());
}

pub fn a_tail_misses_nothing(journal: &dyn Journal) {
    const ACTS: u64 = 200;
    let followed: Vec<u64> = thread::scope(|scope| {
        scope.spawn(|| {
            for n in 0..ACTS {
                journal.append(command(entry(n, &[1]))).unwrap();
            }
        });
        let mut seqs = Vec::new();
        while (seqs.len() as u64) < ACTS {
            let after = seqs.last().copied().unwrap_or(0);
            seqs.extend(journal.tail(after).unwrap().into_iter().map(|(seq, _)| seq));
        }
        seqs
    });
    assert_eq!(followed, (1..=ACTS).collect::<Vec<u64>>());
}
