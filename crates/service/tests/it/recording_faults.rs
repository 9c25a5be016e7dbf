//! What goes wrong between a press of a button and the record: sent twice, seen too late, no room on the disk, the process killed. Nothing
//! acknowledged is lost, nothing is kept twice or by half, and the author is told what to do.

use journal::Verdict;
use journal::sqlite::{Check, SqliteJournal};
use practice::Practice;
use record::{Answers, EntryId, Kind, PersonId, Role};
use service::recording::{Done, Submission};
use service::{Actor, Error, Machine, Service};
use std::collections::BTreeSet;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::Stdio;
use std::sync::{Arc, Barrier};
use std::time::Duration;
use testkit::authority::{Authority, FixedMachine};
use testkit::standing::{first_difference, fold, folded};

/// A worker and two children of one family whose worker they are.
pub struct Family {
    pub authority: Authority,
    pub worker: Actor,
    pub children: Vec<PersonId>,
}

impl Family {
    pub fn of(children: usize) -> Family {
        let authority = Authority::at("2026-03-10T10:00:00Z");
        let worker = authority.worker(Role::SocialWorker, "Grace Obi");
        let children: Vec<PersonId> = (0..children)
            .map(|place| authority.person(&format!("Child{place} Ahmed"), "2018-05-01"))
            .collect();
        for child in &children {
            authority.allocate(&worker, *child, "2026-01-05");
        }
        Family {
            authority,
            worker,
            children,
        }
    }

    pub fn version(&self, child: PersonId) -> u64 {
        self.authority.service.book().version(child)
    }

    /// A note about some of the children, as sent by somebody who sees the histories as they are.
    pub fn note(&self, children: &[PersonId], words: &str) -> Submission {
        let machine = &self.authority.machine;
        note(machine, &self.authority.service, children, words)
    }

    pub fn send(&self, sent: &Submission) -> Result<Done, Error> {
        self.authority
            .service
            .record(&self.worker, sent, self.authority.machine.now())
    }
}

pub fn note(machine: &FixedMachine, service: &Service, children: &[PersonId], words: &str) -> Submission {
    let id = EntryId::new(machine.now(), machine.chance());
    let answers = format!(r#"{{"subject":"A note","note":"{words}"}}"#);
    let book = service.book();
    Submission {
        key: id.bytes().to_vec(),
        id,
        form: "case_note".to_owned(),
        people: children
            .iter()
            .map(|child| (*child, Answers::default(), book.version(*child)))
            .collect(),
        happened: "2026-03-10".to_owned(),
        answers: Answers::from_json(&answers).unwrap(),
        follows: None,
        corrects: None,
    }
}

#[test]
fn sent_twice_it_is_recorded_once() {
    let family = Family::of(2);
    let sent = family.note(&family.children, "Both boys were at football");
    let head = family.authority.service.journal().head().unwrap().seq;
    let first = family.send(&sent).unwrap();
    assert_eq!(family.send(&sent).unwrap(), first);
    assert_eq!(family.authority.service.journal().head().unwrap().seq, head + 1);
    assert_eq!(family.version(family.children[0]), sent.people[0].2 + 1);
}

/// The second press comes when the first has changed the record already: a child who is missing cannot go missing again.
#[test]
fn sent_twice_what_can_happen_only_once_is_answered_as_the_first_time() {
    let family = Family::of(1);
    let mut sent = family.note(&family.children, "");
    sent.form = "missing_started".to_owned();
    sent.happened = "2026-03-09 21:30".to_owned();
    let answers = r#"{"kind":"M","reported_by":"Her foster carer","risk":"HIGH","known_places":"The bus station","police_told":"2026-03-09 21:45"}"#;
    sent.answers = Answers::from_json(answers).unwrap();
    let first = family.send(&sent).unwrap_or_else(|error| panic!("{error}"));
    let second = family.send(&sent).unwrap_or_else(|error| panic!("sent again: {error}"));
    assert_eq!(first, second);
    let (service, now) = (&family.authority.service, family.authority.machine.now());
    let third = service
        .record_by_api(&family.worker, Kind::MissingStarted, &sent, now)
        .unwrap();
    assert_eq!(first, third, "sent again by a program");
    let book = family.authority.service.book();
    let history = book.history(family.children[0]).unwrap();
    let missing = history
        .all()
        .iter()
        .filter(|entry| entry.entry.kind() == Kind::MissingStarted);
    assert_eq!(missing.count(), 1);
}

#[test]
fn sent_by_many_hands_at_once_it_is_recorded_once() {
    let family = Family::of(2);
    let head = family.authority.service.journal().head().unwrap().seq;
    for round in 0..20 {
        let sent = family.note(&family.children, &format!("Round {round}"));
        let start = Barrier::new(8);
        let done: Vec<_> = std::thread::scope(|scope| {
            let hands: Vec<_> = (0..8)
                .map(|_| {
                    scope.spawn(|| {
                        start.wait();
                        family.send(&sent).map(|done| done.entry)
                    })
                })
                .collect();
            hands.into_iter().map(|hand| hand.join().unwrap()).collect()
        });
        for done in done {
            assert_eq!(done.unwrap_or_else(|error| panic!("{error}")), sent.id);
        }
    }
    assert_eq!(family.authority.service.journal().head().unwrap().seq, head + 20);
}

#[test]
fn who_saw_an_older_history_is_told_what_moved_and_nothing_is_kept() {
    let family = Family::of(2);
    let late = family.note(&family.children, "Written long ago");
    family.send(&family.note(&family.children[1..], "In between")).unwrap();
    let head = family.authority.service.journal().head().unwrap().seq;
    let Err(Error::Moved(moved)) = family.send(&late) else {
        panic!("a stale history was not noticed")
    };
    assert_eq!(moved.len(), 1);
    assert_eq!((moved[0].person, moved[0].now), (family.children[1], moved[0].seen + 1));
    assert_eq!(family.authority.service.journal().head().unwrap().seq, head);
    let seen: Vec<_> = late
        .people
        .iter()
        .map(|(person, _, version)| (*person, *version))
        .collect();
    let now = family.authority.machine.now();
    let changes = family.authority.service.changes(&family.worker, &seen, now).unwrap();
    assert_eq!(
        changes.iter().map(|change| change.added.len()).collect::<Vec<_>>(),
        [0, 1]
    );
    let mut again = late.clone();
    for (person, _, version) in &mut again.people {
        *version = family.version(*person);
    }
    family.send(&again).unwrap();
}

#[test]
fn of_two_corrections_at_once_one_wins_and_the_other_author_sees_it() {
    let family = Family::of(1);
    let first = family.note(&family.children, "She said Tuesday");
    family.send(&first).unwrap();
    for round in 0..10 {
        let now = family.authority.machine.now();
        let service = &family.authority.service;
        let form = service.practice().form("case_note").unwrap();
        let newest = service
            .newest_correction(&family.worker, form, &family.children, first.id, now)
            .unwrap();
        let of = newest.map_or(first.id, |newest| newest.entry);
        let correction = |words: &str| {
            let mut sent = family.note(&family.children, words);
            sent.corrects = Some(of);
            sent
        };
        let both = [
            correction(&format!("Wednesday {round}")),
            correction(&format!("Thursday {round}")),
        ];
        let start = Barrier::new(2);
        let done: Vec<_> = std::thread::scope(|scope| {
            let hands: Vec<_> = both
                .iter()
                .map(|sent| {
                    scope.spawn(|| {
                        start.wait();
                        family.send(sent)
                    })
                })
                .collect();
            hands.into_iter().map(|hand| hand.join().unwrap()).collect()
        });
        let kept: Vec<_> = done.iter().filter_map(|done| done.as_ref().ok()).collect();
        let told: Vec<_> = done
            .iter()
            .filter(|done| matches!(done, Err(Error::Moved(_))))
            .collect();
        assert_eq!((kept.len(), told.len()), (1, 1), "{done:?}");
        let newest = service
            .newest_correction(&family.worker, form, &family.children, first.id, now)
            .unwrap()
            .unwrap();
        assert_eq!(newest.entry, kept[0].entry);
        assert!(newest.answers.text("note").unwrap().ends_with(&round.to_string()));
    }
}

fn of_own_journal(path: &Path) -> (Arc<SqliteJournal>, Service) {
    let mut salt = 0_u8;
    let chance = Box::new(move |bytes: &mut [u8]| {
        salt = salt.wrapping_add(1);
        bytes.fill(salt);
    });
    let journal = Arc::new(SqliteJournal::open(path, Check::IfNotClosed, chance).unwrap());
    let practice = Arc::new(Practice::england().unwrap());
    let kept = Arc::clone(&journal);
    (journal, Service::start(kept, practice, &mut |_, _| {}).unwrap())
}

#[test]
fn with_no_room_on_the_disk_the_author_is_told_and_reading_and_then_writing_go_on() {
    let Family {
        authority,
        worker,
        children,
    } = Family::of(2);
    let Authority {
        service,
        machine,
        folder,
        ..
    } = authority;
    drop(service);
    let path = folder.path().join("journal.sqlite");
    let (journal, service) = of_own_journal(&path);
    journal.limit_size(Some(1)).unwrap();
    let words = "and so on ".repeat(3_000);
    let mut refused = None;
    for _ in 0..200 {
        let sent = note(&machine, &service, &children, &words);
        match service.record(&worker, &sent, machine.now()) {
            Ok(_) => {}
            Err(Error::StorageFull) => {
                refused = Some(sent);
                break;
            }
            Err(other) => panic!("{other}"),
        }
    }
    let refused = refused.expect("the disk did not fill up");
    assert!(Error::StorageFull.to_string().contains("make space"));
    let head = service.journal().head().unwrap().seq;
    assert_eq!(service.book().last_seq(), head);
    assert!(service.book().entry(refused.id).is_none());
    // What is read leaves a trace, and a trace needs room too: nothing is shown that is not on the trail.
    let shown = service.child(
        &worker,
        children[0],
        usize::MAX,
        access::AuditEvent::PersonViewed,
        machine.now(),
    );
    assert!(matches!(shown, Ok(_) | Err(Error::StorageFull)));
    assert_eq!(
        service.book().history(children[0]).unwrap().version(),
        service.book().version(children[0])
    );
    journal.limit_size(None).unwrap();
    service.record(&worker, &refused, machine.now()).unwrap();
    assert_eq!(service.journal().head().unwrap().seq, head + 1);
    assert_eq!(first_difference(&folded(&service), &folded(&fold(&path))), None);
}

/// Two processes over one journal, as when files are taken in while the authority is served.
#[test]
fn who_is_behind_another_process_is_told_and_then_up_to_date() {
    let family = Family::of(1);
    let path = family.authority.folder.path().join("journal.sqlite");
    let (_, other) = of_own_journal(&path);
    let machine = &family.authority.machine;
    let mine = family.note(&family.children, "Mine");
    let theirs = note(machine, &other, &family.children, "Theirs");
    other.record(&family.worker, &theirs, machine.now()).unwrap();
    assert!(matches!(family.send(&mine), Err(Error::Moved(_))));
    // Having been told, the author is shown what the other wrote.
    let seen = [(mine.people[0].0, mine.people[0].2)];
    let changes = family
        .authority
        .service
        .changes(&family.worker, &seen, machine.now())
        .unwrap();
    assert_eq!(
        changes[0].added.iter().map(|entry| entry.id).collect::<Vec<_>>(),
        [theirs.id]
    );
    let again = family.note(&family.children, "Mine again");
    family.send(&again).unwrap();
    other.catch_up().unwrap();
    assert_eq!(
        first_difference(&folded(&family.authority.service), &folded(&other)),
        None
    );
}

/// A page of the other process led here: what it names is taken in before the act is decided.
#[test]
fn a_write_that_finds_the_casebook_behind_catches_up_first() {
    let family = Family::of(1);
    let path = family.authority.folder.path().join("journal.sqlite");
    let (_, other) = of_own_journal(&path);
    let machine = &family.authority.machine;
    let theirs = note(machine, &other, &family.children, "Theirs");
    other.record(&family.worker, &theirs, machine.now()).unwrap();
    let mut mine = note(machine, &other, &family.children, "Mine, which follows it");
    mine.follows = Some(theirs.id);
    assert!(
        family.authority.service.book().entry(theirs.id).is_none(),
        "it is behind"
    );
    family.send(&mine).unwrap_or_else(|error| panic!("{error}"));
    assert!(family.authority.service.book().entry(theirs.id).is_some());
}

const KILLS: usize = 20;
const HANDS: usize = 6;
/// The names of what the process that is killed is told.
const PATH: &str = "GOLDTHREAD_TEST_SERVICE_PATH";
const TURN: &str = "GOLDTHREAD_TEST_SERVICE_TURN";
const KEPT: &str = "kept ";

/// Not a test by itself: it is what the test below runs as another process and kills.
#[test]
fn the_process_that_is_killed() {
    let (Ok(path), Ok(turn)) = (std::env::var(PATH), std::env::var(TURN)) else {
        return;
    };
    let service = fold(Path::new(&path));
    let turn: usize = turn.parse().unwrap();
    let (worker, children) = cast(&service);
    let now = record::Instant::read("2026-03-10T10:00:00Z").unwrap();
    std::thread::scope(|scope| {
        for hand in 0..HANDS {
            let (service, worker, children) = (&service, &worker, &children);
            scope.spawn(move || {
                for place in 0.. {
                    let sent = numbered(service, children, hand, &format!("{turn} {hand} {place}"));
                    service.record(worker, &sent, now).unwrap();
                    let line = format!("\n{KEPT}{} {}\n", sent.id, sent.answers.text("note").unwrap());
                    std::io::stdout().lock().write_all(line.as_bytes()).unwrap();
                }
            });
        }
    });
}

/// The worker and the children in a journal that another process made: one child for each hand.
fn cast(service: &Service) -> (Actor, Vec<PersonId>) {
    let book = service.book();
    let mut children: Vec<PersonId> = book.people().collect();
    children.sort_unstable();
    let worker = book
        .staff()
        .workers()
        .into_iter()
        .find(|(_, worker)| worker.name.as_deref() == Some("Grace Obi"));
    let worker = Actor::new(worker.unwrap().0, Role::SocialWorker, "Grace Obi", [1; 32], None);
    (worker, children)
}

fn numbered(service: &Service, children: &[PersonId], hand: usize, words: &str) -> Submission {
    let id = EntryId::derived(service::sign_in::digest(words)[..16].try_into().unwrap());
    let child = children[hand];
    Submission {
        key: id.bytes().to_vec(),
        id,
        form: "case_note".to_owned(),
        people: vec![(child, Answers::default(), service.book().version(child))],
        happened: "2026-03-10".to_owned(),
        answers: Answers::from_json(&format!(r#"{{"subject":"A note","note":"{words}"}}"#)).unwrap(),
        follows: None,
        corrects: None,
    }
}

/// Runs the process, kills it a moment after so many acts were told to be kept, and returns all that were, with their words.
fn run_and_kill(path: &Path, turn: usize, acts: usize, moment: Duration) -> BTreeSet<(String, String)> {
    let mut child = std::process::Command::new(std::env::current_exe().unwrap())
        .args([
            "--exact",
            "recording_faults::the_process_that_is_killed",
            "--nocapture",
            "--test-threads=1",
        ])
        .env(PATH, path)
        .env(TURN, turn.to_string())
        .stdout(Stdio::piped())
        .stderr(Stdio::inherit())
        .spawn()
        .unwrap();
    let lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let mut kept = lines.map_while(Result::ok).filter_map(|line| {
        let (id, words) = line.strip_prefix(KEPT)?.split_once(' ')?;
        Some((id.to_owned(), words.to_owned()))
    });
    let mut told: BTreeSet<_> = kept.by_ref().take(acts).collect();
    // Meanwhile what it says waits in the pipe.
    std::thread::sleep(moment);
    child.kill().unwrap();
    child.wait().unwrap();
    told.extend(kept);
    told
}

#[test]
fn killed_at_any_moment_nothing_acknowledged_is_lost_and_nothing_is_half() {
    let family = Family::of(HANDS);
    let path = family.authority.folder.path().join("journal.sqlite");
    let mut ledger: BTreeSet<(String, String)> = BTreeSet::new();
    for turn in 0..KILLS {
        let moment = Duration::from_micros((turn as u64 * 3_700) % 21_000);
        ledger.extend(run_and_kill(&path, turn, 100 + (turn * 7) % 11, moment));
    }
    let service = fold(&path);
    let verdict = service.journal().verify(None, &mut |_| {}).unwrap();
    let Verdict::Whole(end) = verdict else {
        panic!("{verdict:?}")
    };
    for (id, words) in &ledger {
        let id: EntryId = id.parse().unwrap();
        let kept = service
            .journal()
            .entry(id)
            .unwrap()
            .unwrap_or_else(|| panic!("“{words}” was lost"));
        let told = service.journal().narratives(&[kept.seq]).unwrap();
        assert_eq!(told.len(), 1, "“{words}” was kept by half");
        assert_eq!(*told[0].text, **words);
        assert!(service.book().entry(id).is_some());
    }
    // Each note has its row on the trail, in the same transaction: as many rows as notes, whatever was told.
    let book = service.book();
    let notes: usize = family
        .children
        .iter()
        .map(|child| {
            let history = book.history(*child).unwrap();
            assert_eq!(service.journal().versions(&[*child]).unwrap(), [history.version()]);
            history
                .all()
                .iter()
                .filter(|entry| entry.entry.kind() == Kind::CaseNote)
                .count()
        })
        .sum();
    assert_eq!(
        end.views.seq, notes as u64,
        "a note without its row on the trail, or a row without its note"
    );
    assert!(notes >= ledger.len());
    println!("{KILLS} kills, {} acknowledged, {notes} kept: none lost", ledger.len());
    assert!(ledger.len() >= 2_000, "only {} were acknowledged", ledger.len());
}
