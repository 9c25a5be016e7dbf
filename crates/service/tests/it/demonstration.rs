//! The demonstration: it is made once and the same each time, its stories are what a person at the screen could have recorded, and its
//! boards show the drift that they are there to show.

use crate::worklists;
use access::AuditEvent;
use record::entries::Circumstances;
use record::{Answers, Day, EntryId, Instant, PersonId, Problems, Role, View};
use service::demonstration::{self, SIGN_INS};
use service::recording::Submission;
use service::sign_in::SignIn;
use service::{Actor, Machine, Service};
use std::sync::LazyLock;
use std::sync::atomic::{AtomicU64, Ordering};
use testkit::standing::fold;

/// A clock that stands still, and dice that count.
pub struct Still(AtomicU64);

impl Machine for Still {
    fn now(&self) -> Instant {
        Instant::read("2026-03-10T10:00:00Z").unwrap()
    }

    fn chance(&self) -> u128 {
        u128::from(self.0.fetch_add(1, Ordering::SeqCst) + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15_F39C_C060_5CED_C835)
    }
}

struct Made {
    service: Service,
    machine: Still,
    _folder: tempfile::TempDir,
}

static MADE: LazyLock<Made> = LazyLock::new(|| {
    let folder = tempfile::tempdir().unwrap();
    let service = fold(&folder.path().join("demo.sqlite"));
    let machine = Still(AtomicU64::new(0));
    assert!(!demonstration::is_made(&service).unwrap());
    demonstration::make(&service, &machine, &mut |_, _| {}).unwrap();
    assert!(demonstration::is_made(&service).unwrap());
    Made {
        service,
        machine,
        _folder: folder,
    }
});

/// The service of the demonstration.
pub fn made() -> &'static Service {
    &MADE.service
}

#[test]
fn every_step_of_the_invented_families_could_have_been_recorded_at_the_screen() {
    let made = &*MADE;
    let today = made.machine.now().day();
    let book = made.service.book();
    let mut wrong = Vec::new();
    for person in invented() {
        let history = book.history(person).unwrap();
        let today_view = history.view(today);
        for entry in history.all() {
            let kind = entry.entry.kind();
            let kept = made.service.journal().entry(entry.entry.id).unwrap().unwrap();
            let body = record::Entry::read(&kept.written).unwrap().body;
            let before = View {
                person,
                day: entry.entry.happened.day,
                entries: history
                    .all()
                    .iter()
                    .filter(|other| other.seq < entry.seq && other.entry.happened.day <= entry.entry.happened.day)
                    .map(AsRef::as_ref)
                    .collect(),
                origins: today_view.origins,
            };
            let circumstances = Circumstances {
                today,
                happened: entry.entry.happened.day,
                by: entry.entry.by,
                role: entry.entry.role,
                follows: entry.entry.follows,
                history: &before,
            };
            let mut problems = Problems::default();
            body.check(&circumstances, &mut problems);
            let name = book.identity(person, today).display_name();
            wrong.extend(problems.0.iter().map(|problem| {
                format!(
                    "{name}: {} of {}: {}: {}",
                    kind.code(),
                    entry.entry.happened.day,
                    problem.field,
                    problem.words
                )
            }));
        }
    }
    wrong.dedup();
    assert!(wrong.is_empty(), "{}\n{}", wrong.len(), wrong.join("\n"));
}

/// The people of the invented families.
pub fn invented() -> Vec<PersonId> {
    let made = &*MADE;
    let book = made.service.book();
    let mut people: Vec<PersonId> = book
        .people()
        .filter(|person| {
            let name = book.identity(*person, Day::read("2026-03-10").unwrap()).display_name();
            ["Marlowe", "Bello", "Whitby"]
                .iter()
                .any(|family| name.ends_with(family))
        })
        .collect();
    people.sort_unstable();
    assert!(people.len() >= 8, "{}", people.len());
    people
}

fn signed_in(role: Role) -> Actor {
    let made = &*MADE;
    let note = SIGN_INS.iter().find(|one| one.role == role).unwrap();
    let book = made.service.book();
    let (id, _) = book
        .staff()
        .workers()
        .into_iter()
        .find(|(_, worker)| worker.name.as_deref() == Some(note.worker))
        .unwrap();
    let fresh = made.machine.now().plus_seconds(3_600);
    Actor::new(id, role, note.worker, [3; 32], Some(fresh))
}

/// The flags that the board of the way from protection to court shows for a child, as the team manager sees it.
fn flags(name: &str) -> Vec<String> {
    let made = &*MADE;
    let manager = signed_in(Role::TeamManager);
    let now = made.machine.now();
    let board = made
        .service
        .board(
            &manager,
            "protection_to_court",
            &service::boards::Wanted::default(),
            AuditEvent::BoardViewed,
            now,
        )
        .unwrap_or_else(|error| panic!("{error}"));
    let row = board.rows.iter().find(|row| row.name == name);
    let row = row.unwrap_or_else(|| panic!("{name} is not on the board"));
    row.flags.iter().map(|(flag, _)| flag.rule.clone()).collect()
}

/// The drift that the Marlowes are there to show; and one press of a button by the chair takes one flag away, for both children.
#[test]
fn the_board_shows_the_drift_and_a_decision_takes_its_flag_away_for_both_children() {
    let made = &*MADE;
    let before = flags("Ruby Marlowe");
    for flag in [
        "legal_planning_not_considered",
        "score_not_better",
        "plan_9_months_under_5",
        "actions_overdue",
    ] {
        assert!(
            before.iter().any(|found| found == flag),
            "{flag} is not among {before:?}"
        );
    }
    assert!(flags("Jude Marlowe").contains(&"legal_planning_not_considered".to_owned()));
    assert!(
        !flags("Jude Marlowe").contains(&"plan_9_months_under_5".to_owned()),
        "he is seven"
    );
    for flag in [
        "child_unseen_4_weeks",
        "not_seen_alone",
        "without_police_or_health",
        "conference_late",
        "first_core_group_late",
    ] {
        assert!(!before.iter().any(|found| found == flag), "{flag} is among {before:?}");
    }
    let chair = signed_in(Role::ConferenceChair);
    let today = made.machine.now().day();
    let marlowes: Vec<PersonId> = invented()
        .into_iter()
        .filter(|person| {
            let name = made.service.book().identity(*person, today).display_name();
            ["Ruby Marlowe", "Jude Marlowe"].contains(&name.as_str())
        })
        .collect();
    let facts = format!(
        r#"{{"needed":"yes","by":"CHAIR","rationale":"Nothing has changed since the summer","decided_by":"{}"}}"#,
        chair.worker()
    );
    let id = EntryId::new(made.machine.now(), made.machine.chance());
    let sent = Submission {
        key: id.bytes().to_vec(),
        id,
        form: "legal_planning_considered".to_owned(),
        people: marlowes
            .iter()
            .map(|person| (*person, Answers::default(), made.service.book().version(*person)))
            .collect(),
        happened: today.to_string(),
        answers: Answers::from_json(&facts).unwrap(),
        follows: None,
        corrects: None,
    };
    made.service
        .record(&chair, &sent, made.machine.now())
        .unwrap_or_else(|error| panic!("{error}"));
    for name in ["Ruby Marlowe", "Jude Marlowe"] {
        let now = flags(name);
        assert!(
            !now.contains(&"legal_planning_not_considered".to_owned()),
            "{name}: {now:?}"
        );
        assert!(now.contains(&"score_not_better".to_owned()), "{name}: {now:?}");
    }
}

#[test]
fn the_social_worker_has_the_invented_children_and_signs_in_as_the_others_do() {
    let made = &*MADE;
    let now = made.machine.now();
    for (place, note) in SIGN_INS.iter().take(2).enumerate() {
        let chance = [place as u128 + 1, 77];
        let SignIn::In(token) = made.service.sign_in(note.name, note.password, chance, now).unwrap() else {
            panic!("{} cannot sign in", note.name)
        };
        let actor = made.service.actor(&token, now).unwrap();
        assert_eq!((actor.role(), actor.name.as_str()), (note.role, note.worker));
        let refused = made
            .service
            .sign_in(note.name, "another password", chance, now)
            .unwrap();
        assert!(matches!(refused, SignIn::Refused));
    }
    assert_eq!(made.service.journal().accounts().unwrap().len(), SIGN_INS.len());
    let work = made.service.my_work(&signed_in(Role::SocialWorker), None, now).unwrap();
    for name in ["Ruby Marlowe", "Jude Marlowe", "Tolu Bello", "Kai Whitby", "Leo Whitby"] {
        assert!(
            work.children.iter().any(|child| child.name == name),
            "{name} is not on the list"
        );
    }
    assert!(
        work.children.len() >= 10 && !work.late.is_empty() && !work.actions.is_empty(),
        "{work:?}"
    );
}

#[test]
fn made_again_it_stays_as_it_is() {
    let made = &*MADE;
    let before = made.service.journal().head().unwrap();
    demonstration::make(&made.service, &made.machine, &mut |_, _| {}).unwrap();
    // The one thing that another test may have recorded meanwhile is the chair's decision.
    let after = made.service.journal().head().unwrap();
    assert!(after.seq - before.seq <= 1, "{} entries more", after.seq - before.seq);
}

/// Whoever signs in, each with those whom they manage: nothing that is open for a child of the demonstration is on nobody's list.
#[test]
fn every_open_duty_of_the_demonstration_is_on_the_list_of_somebody() {
    let made = &*MADE;
    let actors: Vec<Actor> = SIGN_INS.iter().map(|note| signed_in(note.role)).collect();
    let unseen = worklists::on_nobodys_list(&made.service, &actors, made.machine.now());
    assert!(unseen.is_empty(), "{}: {:?}", unseen.len(), unseen.first());
}
