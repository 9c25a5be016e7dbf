//! What deciding looks at besides the answers: who writes, which step is followed, which entry is corrected, whose history it is.

use crate::example::{self, AUTHOR, MANAGER, SECOND, changed, check_example, examples, story_of};
use record::field::Shape;
use record::{
    Answers, Day, Entry, EntryId, History, Instant, Kind, Moment, Part, PersonId, Problems, Proposal, Recorded, Role,
    Source, WorkerId, decide,
};
use serde_json::{Value as Json, json};
use std::sync::Arc;

/// A step of a story: the day, the kind, its answers, the number of the entry that it follows (0 for none). Steps are numbered
/// from 1.
type Step<'a> = (&'a str, &'a str, Json, u8);

/// The fields that deciding complains of, when somebody records `step` after the story; it corrects the entry of the number
/// `corrects` (0 for none).
#[track_caller]
fn check(story: &[Step<'_>], step: Step<'_>, corrects: u8, expected: &[&str]) {
    let mut history = History::new(person());
    for (number, step) in (1..).zip(story) {
        let entry = told(number, step);
        history.apply(Arc::new(Recorded {
            seq: u64::from(number),
            entry,
        }));
    }
    let (day, kind, answers, follows) = step;
    let mut proposal = proposal(kind, answers);
    proposal.happened = day.to_owned();
    proposal.follows = id(follows);
    proposal.corrects = id(corrects);
    let found = decide(&proposal, &[history.view(today())], today()).err();
    let found = found.unwrap_or_default();
    let fields: Vec<&str> = found.0.iter().map(|problem| problem.field.as_str()).collect();
    assert_eq!(fields, expected, "{kind}: {found}");
}

#[test]
fn the_correction_of_an_end_was_refused_because_the_end_it_corrects_had_closed_the_step() {
    let gone = ("2026-06-01", "missing_started", json!({"kind": "M"}), 0);
    let back = ("2026-06-02", "missing_ended", json!({"found_by": "Police"}), 1);
    let found = json!({"found_by": "The child came home", "found_how": "By bus, to the carer", "safe_and_well": "yes"});
    let story = [gone, back];
    check(&story, ("2026-06-02", "missing_ended", found.clone(), 1), 2, &[]);
    check(&story, ("2026-06-02", "missing_ended", found.clone(), 0), 2, &[]);
    check(&story, ("2026-06-02", "missing_ended", found, 1), 0, &["follows"]);
}

#[test]
fn the_correction_of_the_end_of_a_plan_is_taken() {
    let story: Vec<Step<'_>> = vec![
        ("2026-05-01", "protection_plan_started", json!({"category": "NEG"}), 0),
        ("2026-06-01", "protection_plan_ended", json!({}), 1),
    ];
    let ended = Json::Object(changed("protection_plan_ended", Json::Null).0);
    let step = |follows| ("2026-06-03", "protection_plan_ended", ended.clone(), follows);
    check(&story, step(1), 2, &[]);
    check(&story, step(1), 0, &["follows"]);
}

#[test]
fn the_correction_of_a_start_does_not_find_itself_still_open() {
    let story = [("2026-06-01", "missing_started", json!({"kind": "M"}), 0)];
    let again = json!({"kind": "A", "reported_by": "Carer", "risk": "LOW", "known_places": "The park"});
    check(&story, ("2026-06-01", "missing_started", again.clone(), 0), 1, &[]);
    check(&story, ("2026-06-01", "missing_started", again, 0), 0, &["follows"]);
}

#[test]
fn what_happened_after_the_day_of_an_entry_is_not_looked_at() {
    let story = [("2026-06-10", "missing_started", json!({"kind": "M"}), 0)];
    let earlier = json!({"kind": "A", "reported_by": "Carer", "risk": "LOW", "known_places": "The park"});
    check(&story, ("2026-06-01", "missing_started", earlier, 0), 0, &[]);
}

#[test]
fn an_end_must_follow_a_step_that_is_open_where_it_names_one() {
    let story = [
        ("2026-06-01", "involvement_started", json!({"role": "ALLOCATED"}), 0),
        ("2026-06-02", "involvement_started", json!({"role": "TEAM"}), 0),
        ("2026-06-03", "involvement_ended", json!({}), 1),
        ("2026-06-03", "visit", json!({}), 0),
    ];
    let end = |follows| ("2026-06-04", "involvement_ended", json!({}), follows);
    check(&story, end(1), 0, &["follows"]);
    check(&story, end(2), 0, &[]);
    check(&story, end(0), 0, &[]);
    check(&story, end(4), 0, &[]);
}

#[test]
fn an_extension_is_measured_from_the_approval_that_it_follows() {
    let approval = |until| json!({"carer_name": "Aunt", "until": until});
    let story = [
        ("2026-03-01", "regulation_24_approval", approval("2026-06-20"), 0),
        ("2026-05-01", "regulation_24_approval", approval("2026-08-10"), 0),
    ];
    let extension = json!({"reason": "The assessment is late", "until": "2026-09-01", "approved_by": MANAGER});
    let step = |follows| ("2026-06-10", "regulation_24_extended", extension.clone(), follows);
    check(&story, step(1), 0, &["until"]);
    check(&story, step(2), 0, &[]);
    check(&story, step(0), 0, &[]);
}

#[test]
fn the_second_person_is_neither_the_first_nor_the_one_who_writes() {
    for kind in ["need_plan_ended", "protection_plan_ended"] {
        for (second, expected) in [
            (MANAGER, &["second_person"][..]),
            (AUTHOR, &["second_person"]),
            (SECOND, &[]),
        ] {
            check_example(kind, json!({"second_person": second}), expected);
        }
    }
    let restricted = ("2026-06-01", "restriction", json!({}), 0);
    let lift = |second| json!({"reason": "She left the service", "second_person": second});
    let story = [restricted];
    check(
        &story,
        ("2026-06-02", "restriction_lifted", lift(AUTHOR), 0),
        0,
        &["second_person"],
    );
    check(&story, ("2026-06-02", "restriction_lifted", lift(SECOND), 0), 0, &[]);
}

#[test]
fn every_action_has_an_owner_in_every_kind_that_asks_for_actions() {
    let mut asked = 0;
    for kind in Kind::ALL {
        let Some(field) = kind.fields().iter().find(|field| field.name == "actions") else {
            continue;
        };
        let Shape::Many(Shape::Group(inner)) = field.shape else {
            panic!("{}: actions are a list", kind.code())
        };
        assert!(inner.iter().any(|field| field.name == "who"), "{}", kind.code());
        let owned = json!([{"what": "Call", "due": "2026-07-01", "who": "School"}, {"what": "Call", "due": "2026-07-01", "worker": SECOND}]);
        assert_eq!(unowned(*kind, owned), Vec::<String>::new(), "{}", kind.code());
        let nobody =
            json!([{"what": "Call", "due": "2026-07-01", "who": "School"}, {"what": "Call", "due": "2026-07-01"}]);
        assert_eq!(unowned(*kind, nobody), ["actions.1.who"], "{}", kind.code());
        asked += 1;
    }
    assert!(asked > 20, "only {asked} kinds ask for actions");
    let asks = |kind: &str| {
        Kind::of(kind)
            .unwrap()
            .fields()
            .iter()
            .any(|field| field.name == "actions")
    };
    assert!(asks("strategy_discussion") && asks("audit") && asks("supervision"));
}

/// The problems at actions, of a kind with these actions and no other answer.
fn unowned(kind: Kind, actions: Json) -> Vec<String> {
    let problems = decide(&proposal(kind.code(), json!({"actions": actions})), &[], today()).err();
    let fields = problems.unwrap_or_default().0.into_iter().map(|problem| problem.field);
    fields.filter(|field| field.starts_with("actions.")).collect()
}

#[test]
fn a_team_is_recorded_without_naming_a_person() {
    let team = json!({"team": SECOND, "name": "Assessment 1"});
    let mut proposal = proposal("team", team);
    assert_eq!(decide(&proposal, &[], today()).err(), None);
    proposal.people = vec![(person(), Answers::default())];
    let problems = decide(&proposal, &[], today()).unwrap_err();
    assert!(
        problems
            .0
            .iter()
            .any(|problem| problem.field == "people" && problem.code == "not_allowed")
    );
}

#[test]
fn a_child_without_a_history_is_checked_like_one_with_nothing_in_it() {
    let found = json!({"found_by": "Police", "found_how": "At the station", "safe_and_well": "yes"});
    let problems = decide(&proposal("missing_ended", found), &[], today()).unwrap_err();
    assert_eq!(problems.0[0].field, "follows");
}

#[test]
fn histories_are_found_by_person_and_not_by_place() {
    let other = PersonId::from_bytes([8; 16]);
    let mut history = History::new(person());
    let entry = told(1, &("2026-06-01", "missing_started", json!({"kind": "M"}), 0));
    history.apply(Arc::new(Recorded { seq: 1, entry }));
    let nothing = History::new(other);
    let found = json!({"found_by": "Police", "found_how": "At the station", "safe_and_well": "yes"});
    let views = [nothing.view(today()), history.view(today())];
    assert_eq!(decide(&proposal("missing_ended", found), &views, today()).err(), None);
}

#[test]
fn parts_of_single_people_left_in_the_answers_are_refused_and_not_lost() {
    let example = example::example("visit");
    let found = example::refused("visit", json!({"_each": {}}), &story_of(example));
    assert_eq!(found.0[0].field, "_each");
    assert!(examples().count() > 40, "the examples have gone");
}

fn proposal(kind: &str, answers: Json) -> Proposal {
    let Json::Object(answers) = answers else {
        panic!("answers are a group")
    };
    let kind = Kind::of(kind).unwrap();
    Proposal {
        id: EntryId::from_bytes([99; 16]),
        kind,
        people: match kind.about() {
            record::entries::About::Service => Vec::new(),
            _ => vec![(person(), Answers::default())],
        },
        happened: "2026-06-15".to_owned(),
        answers: Answers(answers),
        recorded: Instant::read("2026-06-16T09:00:00Z").unwrap(),
        by: author(),
        role: Role::SocialWorker,
        source: Source::Api,
        follows: None,
        corrects: None,
    }
}

/// An entry of a story, as files bring it.
fn told(number: u8, (day, kind, answers, follows): &Step<'_>) -> Entry {
    let Json::Object(answers) = answers.clone() else {
        panic!("answers are a group")
    };
    let mut problems = Problems::default();
    let body = Kind::of(kind).unwrap().read_answers(&Answers(answers), &mut problems);
    assert!(problems.is_empty(), "{kind}: {problems}");
    Entry {
        id: EntryId::from_bytes([number; 16]),
        happened: Moment::read(day).unwrap(),
        recorded: Instant::from_micros(0),
        by: author(),
        role: Role::SocialWorker,
        source: Source::Api,
        follows: id(*follows),
        corrects: None,
        parts: [Part {
            person: person(),
            differs: None,
        }]
        .into(),
        body,
    }
}

fn id(number: u8) -> Option<EntryId> {
    (number > 0).then(|| EntryId::from_bytes([number; 16]))
}

fn person() -> PersonId {
    PersonId::from_bytes([7; 16])
}

fn author() -> WorkerId {
    AUTHOR.parse().unwrap()
}

fn today() -> Day {
    Day::read("2026-06-16").unwrap()
}
