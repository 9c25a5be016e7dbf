//! A file taken in again: what was told adds nothing, what is new is added, and what people have written since stands.

use crate::importing::{child, take};
use record::entries::Body;
use record::entry::{Part, Source as From};
use record::{Answers, Day, Entry, EntryId, Kind, Moment, PersonId, Problems, Role};
use returns::{Format, Source};
use service::importing::Imported;
use service::{Machine, Service};
use testkit::authority::Authority;
use testkit::standing::fold;

const EPISODES: &str =
    "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN\n";
const HEADER: &str = "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n";

fn take_text(service: &Service, name: &str, head: &str, rows: &[&str]) -> Imported {
    let text = format!("{head}{}\n", rows.join("\n"));
    take(
        service,
        vec![Source::of_bytes(name, text.into_bytes())],
        Format::Ssda903,
    )
}

#[test]
fn another_table_of_the_same_children_corrects_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let service = fold(&folder.path().join("journal.sqlite"));
    let header = ["7,2,27/03/2008,WROM,D051910639385,,"];
    let episodes = ["7,15/02/2016,S,C2,N3,U4,PR1,,,,,,"];
    let permanence = ["7,27/03/2008,Z1,,"];
    let columns = "CHILD,DOB,PREV_PERM,LA_PERM,DATE_PERM\n";
    take_text(&service, "header.csv", HEADER, &header);
    for _ in 0..2 {
        let done = [
            take_text(&service, "episodes.csv", EPISODES, &episodes),
            take_text(&service, "previous_permanence.csv", columns, &permanence),
            take_text(&service, "header.csv", HEADER, &header),
        ];
        assert_eq!(done.map(|done| done.entries_corrected), [0, 0, 0]);
    }
    assert_eq!(
        service.book().counts(),
        (1, 5),
        "person, two numbers, episode, permanence"
    );
}

#[test]
fn a_later_file_that_says_otherwise_who_a_child_is_is_believed_each_time() {
    let folder = tempfile::tempdir().unwrap();
    let service = fold(&folder.path().join("journal.sqlite"));
    let later = "7,2,29/03/2008,WROM,,,";
    let earlier = "7,1,25/03/2008,WBRI,,,";
    for (row, birth, sex) in [
        (later, "2008-03-29", "F"),
        (earlier, "2008-03-25", "M"),
        (later, "2008-03-29", "F"),
        (earlier, "2008-03-25", "M"),
    ] {
        take_text(&service, "header.csv", HEADER, &[row]);
        assert_eq!(take_text(&service, "header.csv", HEADER, &[row]).entries_added, 0);
        let details = service
            .book()
            .identity(child(&service, "7"), Day::read("2026-03-10").unwrap())
            .details;
        assert_eq!(details.birth, Some(Day::read(birth).unwrap()));
        assert_eq!(details.sex.unwrap().code(), sex);
    }
}

/// A person at the screen who corrects what a file said knows better than the file, until the file says something new.
#[test]
fn what_a_person_corrected_stands_when_the_file_says_the_same_again() {
    let authority = Authority::at("2026-03-10T10:00:00Z");
    let service = &authority.service;
    let row = "7,15/02/2016,S,C2,N3,U4,PR1,,,,,,";
    take_text(service, "episodes.csv", EPISODES, &[row]);
    let person = child(service, "7");
    let standing = || {
        let book = service.book();
        let view = book.view(person, Day::read("2026-03-10").unwrap());
        let all: Vec<_> = view
            .of(Kind::CareEpisodeStarted)
            .map(|(entry, body)| {
                let Body::CareEpisodeStarted(body) = body else { panic!() };
                let [status, placement] = [
                    body.legal_status.as_ref().map(|code| code.code()),
                    body.placement.as_ref().map(|code| code.code()),
                ];
                (entry.entry.id, format!("{status:?} {placement:?}"))
            })
            .collect();
        all
    };
    let first = standing()[0].0;
    let by_hand = correct(
        &authority,
        person,
        first,
        "2016-02-15",
        r#"{"reason":"S","legal_status":"E1","need":"N3","placement":"U4","provider":"PR1"}"#,
    );
    assert_eq!(take_text(service, "episodes.csv", EPISODES, &[row]).entries_added, 0);
    assert_eq!(standing(), [(by_hand, r#"Some("E1") Some("U4")"#.to_owned())]);
    // The file changes another cell: that one is taken, and what the person wrote stays.
    let moved = row.replace(",U4,", ",U5,");
    let done = take_text(service, "episodes.csv", EPISODES, &[&moved]);
    assert_eq!((done.entries_added, done.entries_corrected), (1, 1));
    assert_eq!(standing().len(), 1);
    assert_eq!(standing()[0].1, r#"Some("E1") Some("U5")"#);
    assert_eq!(take_text(service, "episodes.csv", EPISODES, &[&moved]).entries_added, 0);
}

#[test]
fn what_a_person_took_back_stays_away_when_the_file_says_it_again() {
    let authority = Authority::at("2026-03-10T10:00:00Z");
    let service = &authority.service;
    let row = "7,15/02/2016,S,C2,N3,U4,PR1,,,,,,";
    take_text(service, "episodes.csv", EPISODES, &[row]);
    let person = child(service, "7");
    let today = Day::read("2026-03-10").unwrap();
    let episode = service
        .book()
        .view(person, today)
        .last(Kind::CareEpisodeStarted)
        .unwrap()
        .0
        .entry
        .id;
    correct_as(
        &authority,
        person,
        episode,
        "retraction",
        "2026-03-10",
        r#"{"reason":"Another child"}"#,
    );
    assert!(
        service
            .book()
            .view(person, today)
            .last(Kind::CareEpisodeStarted)
            .is_none()
    );
    assert_eq!(take_text(service, "episodes.csv", EPISODES, &[row]).entries_added, 0);
    assert!(
        service
            .book()
            .view(person, today)
            .last(Kind::CareEpisodeStarted)
            .is_none()
    );
}

fn correct(authority: &Authority, person: PersonId, of: EntryId, at: &str, facts: &str) -> EntryId {
    correct_as(authority, person, of, "care_episode_started", at, facts)
}

fn correct_as(authority: &Authority, person: PersonId, of: EntryId, kind: &str, at: &str, facts: &str) -> EntryId {
    let mut problems = Problems::default();
    let body = Kind::of(kind)
        .unwrap()
        .read_answers(&Answers::from_json(facts).unwrap(), &mut problems);
    assert!(problems.is_empty(), "{problems}");
    let id = EntryId::new(authority.machine.now(), authority.machine.chance());
    let entry = Entry {
        id,
        happened: Moment::read(at).unwrap(),
        recorded: authority.machine.now(),
        by: authority.manager().worker(),
        role: Role::TeamManager,
        source: From::Form {
            form: kind.into(),
            version: 1,
        },
        follows: None,
        corrects: Some(of),
        parts: Box::new([Part { person, differs: None }]),
        body,
    };
    authority
        .service
        .take_in(&id.bytes(), authority.manager().worker(), &[entry])
        .unwrap();
    id
}

#[test]
fn a_changed_word_of_a_text_is_a_correction() {
    let folder = tempfile::tempdir().unwrap();
    let service = fold(&folder.path().join("journal.sqlite"));
    let file = |reason: &str| {
        let text = format!(
            "earl_episode_id,earl_person_id,earl_episode_start_date,earl_episode_end_date,earl_episode_reason\n1,9,01/02/2026,,{reason}\n"
        );
        vec![
            Source::of_bytes("ssd_early_help_episodes.csv", text.into_bytes()),
            Source::of_bytes("ssd_person.csv", b"pers_person_id,pers_dob\n9,01/02/2016\n".to_vec()),
        ]
    };
    let first = take(&service, file("Sleepless nights"), Format::Ssd);
    assert!(first.entries_added > 1, "{first:?}");
    assert_eq!(take(&service, file("Sleepless nights"), Format::Ssd).entries_added, 0);
    let changed = take(&service, file("Quarrelsome days"), Format::Ssd);
    assert_eq!((changed.entries_added, changed.entries_corrected), (1, 1));
    assert_eq!(take(&service, file("Quarrelsome days"), Format::Ssd).entries_added, 0);
}

#[test]
fn a_worker_whom_a_later_file_names_otherwise_is_believed_each_time() {
    let folder = tempfile::tempdir().unwrap();
    let service = fold(&folder.path().join("journal.sqlite"));
    let file = |name: &str| {
        let text = format!(
            "prof_professional_id,prof_staff_id,prof_professional_name,prof_social_worker_registration_no\n5,S5,{name},SW123\n"
        );
        vec![Source::of_bytes("ssd_professionals.csv", text.into_bytes())]
    };
    for name in ["Ann Lee", "Ann Lee-Ward", "Ann Lee", "Ann Lee-Ward"] {
        let done = take(&service, file(name), Format::Ssd);
        assert_eq!((done.rows_taken, done.entries_added), (1, 1), "{:?}", done.report);
        assert_eq!(take(&service, file(name), Format::Ssd).entries_added, 0);
        let book = service.book();
        let names: Vec<_> = book
            .staff()
            .workers()
            .iter()
            .map(|(_, worker)| worker.name.clone())
            .collect();
        assert_eq!(names, [Some(name.to_owned())]);
        assert_eq!(book.counts().0, 0, "a worker is not a person of the record");
    }
}
