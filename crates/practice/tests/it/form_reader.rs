//! Reading forms: what is filled in beforehand, what the page may follow by itself, and the mistakes in an authority's own forms.

use crate::england::england;
use practice::expression::{At, Val};
use practice::form::{Form, Prefill};
use practice::{Files, Practice};
use record::entry::Part;
use record::{
    Answers, Day, Entry, EntryId, History, Instant, Kind, Moment, PersonId, Problems, Recorded, Role, Source, WorkerId,
};
use std::sync::Arc;

/// What is wrong with an authority's own form of a kind, with these lines at its top and these questions.
fn mistakes_of(kind: &str, top: &str, questions: &str) -> Vec<String> {
    let head = format!("kind = \"{kind}\"\nversion = 2\ntitle = \"Ours\"\nhappened_label = \"When?\"\n");
    let text = format!("{head}{top}\n[[section]]\ntitle = \"Ours\"\n{questions}");
    let mut overlay = Files::default();
    overlay.0.insert(format!("forms/{kind}.toml"), text);
    match Practice::read(&Files::england(), Some(&overlay)) {
        Ok(_) => Vec::new(),
        Err(mistakes) => mistakes.iter().map(|mistake| mistake.wrong.clone()).collect(),
    }
}

fn question(field: &str, more: &str) -> String {
    format!("[[section.question]]\nfield = \"{field}\"\nlabel = \"L\"\n{more}\n")
}

const ALL: &str = "roles = [\"social_worker\"]";

#[test]
fn an_authority_may_lay_its_own_form_over_ours() {
    let questions = question("what", "") + &question("to", "");
    assert_eq!(mistakes_of("record_sent", ALL, &questions), [""; 0]);
}

#[test]
fn a_form_must_ask_for_what_must_be_answered_and_only_once() {
    let found = mistakes_of("record_sent", ALL, &question("what", ""));
    assert_eq!(found, ["nothing asks for “to”, which must be answered"]);
    let twice = question("what", "") + "[[section]]\ntitle = \"More\"\n" + &question("what", "") + &question("to", "");
    assert_eq!(mistakes_of("record_sent", ALL, &twice), ["“what” is asked for twice"]);
}

#[test]
fn what_must_be_answered_cannot_be_hidden() {
    let questions = question("what", "") + &question("to", "show_when = \"what = 'REPORT'\"");
    assert_eq!(
        mistakes_of("record_sent", ALL, &questions),
        ["“to” must be answered and cannot be hidden"]
    );
}

#[test]
fn what_must_be_answered_cannot_be_folded_away() {
    let questions = "fold = true\n".to_owned() + &question("what", "") + &question("to", "");
    assert_eq!(
        mistakes_of("record_sent", ALL, &questions),
        ["“what” must be answered and is folded away"]
    );
}

#[test]
fn children_side_by_side_need_a_form_about_several() {
    let questions = question("what", "each_child = true") + &question("to", "");
    let wrong = "“each_child” needs a form that may be about several children";
    assert_eq!(mistakes_of("record_sent", ALL, &questions), [wrong]);
    assert_eq!(
        mistakes_of("record_sent", &format!("{ALL}\nsiblings = true"), &questions),
        [""; 0]
    );
}

#[test]
fn whoever_decides_may_start_the_form() {
    let questions = question("what", "") + &question("to", "");
    let found = mistakes_of(
        "record_sent",
        &format!("{ALL}\ndecides = [\"team_manager\"]"),
        &questions,
    );
    assert_eq!(found, ["“team_manager” decides but may not start the form"]);
}

#[test]
fn what_is_filled_in_must_fit_the_field() {
    let fill = |text: &str| {
        let questions = question("what", &format!("prefill = \"{text}\"")) + &question("to", "");
        mistakes_of("record_sent", ALL, &questions)
    };
    assert_eq!(fill("'CARE_PLAN'"), [""; 0]);
    assert_eq!(fill("last(record_sent).what"), [""; 0]);
    assert!(fill("last(record_sent).channel")[0].contains("of another sort"));
    assert!(fill("'CARE_PLANE'")[0].contains("did you mean “CARE_PLAN”?"));
    assert!(fill("today")[0].contains("of another sort"));
}

#[test]
fn nothing_guarded_is_filled_in_where_more_people_read() {
    let fill = |from: &str| {
        let questions = question("what", "") + &question("to", &format!("prefill = \"{from}\""));
        mistakes_of("record_sent", ALL, &questions)
    };
    let wrong = "“to” would show to more people what is guarded where it comes from";
    assert_eq!(fill("last(contact).caller_name"), [wrong]);
    assert_eq!(fill("last(step_down).lead_name"), [""; 0]);
}

#[test]
fn rows_are_codes_of_their_list_and_take_over_fields_that_they_have() {
    let wrong = question(
        "attendance",
        "rows = [\"POLISE\"]\nprefill = \"last(core_group).attendance\"\nkeep = [\"name\"]",
    );
    let found = mistakes_of("core_group", ALL, &wrong);
    assert!(
        found
            .iter()
            .any(|wrong| wrong == "there is no row “POLISE”; did you mean “POLICE”?"),
        "{found:?}"
    );
    assert!(
        found.iter().any(|wrong| wrong == "a row has no field “name”"),
        "{found:?}"
    );
    let inner = "[[section.question.inner]]\nfield = \"agency\"\nlabel = \"L\"";
    let found = mistakes_of("core_group", ALL, &question("attendance", inner));
    assert!(
        found
            .iter()
            .any(|wrong| wrong == "nothing asks for “invited”, which must be answered"),
        "{found:?}"
    );
}

#[test]
fn a_list_without_questions_of_its_own_takes_those_of_its_group() {
    let practice = england();
    let inner = |form: &str| {
        let actions = practice.form(form).unwrap().question("actions").unwrap();
        actions
            .inner
            .iter()
            .map(|question| question.label.clone())
            .collect::<Vec<_>>()
    };
    assert_eq!(inner("visit"), inner("core_group"));
    assert!(inner("visit").contains(&"By when?".to_owned()));
}

#[test]
fn the_page_follows_conditions_on_answers_and_leaves_those_on_history_to_the_server() {
    let practice = england();
    let text = |form: &str, field: &str| {
        let question = practice.form(form).unwrap().question(field).unwrap();
        assert!(question.show_when.is_some());
        question.show_when_text.clone()
    };
    assert_eq!(text("visit", "not_seen_reason"), "child_seen = no");
    assert_eq!(text("court_evidence_filed", "late_reason"), "due < happened");
    assert_eq!(text("contact_decision", "second_person"), "");
    assert_eq!(text("assessment_authorised", "late_reason"), "");
}

#[test]
fn the_one_who_records_is_filled_in_as_the_one_who_decides() {
    let practice = england();
    let source = |form: &str, field: &str| {
        practice
            .form(form)
            .and_then(|form| form.question(field)?.prefill.clone())
    };
    assert!(matches!(source("contact_decision", "manager"), Some(Prefill::Recorder)));
    assert!(matches!(
        source("assessment_started", "referral"),
        Some(Prefill::Followed)
    ));
}

#[test]
fn an_enquiry_takes_the_child_s_words_from_its_own_visit_and_never_from_an_earlier_one() {
    let visit = r#"{"purpose":"S47","child_seen":"yes","seen_alone":"yes","child_said":"He hits us","observed":"o","meaning":"m"}"#;
    let enquiry = r#"{"joint":"yes","plan":"p"}"#;
    let old = [
        ("2024-03-01", "section_47_started", enquiry),
        ("2024-03-02", "visit", visit),
    ];
    let begun = [("2026-03-02", "section_47_started", enquiry)];
    let seen = [("2026-03-03", "visit", visit)];
    assert_eq!(
        filled("section_47_concluded", "child_seen", &[&old[..], &begun].concat()),
        "nothing"
    );
    assert_eq!(
        filled("section_47_concluded", "child_said", &[&old[..], &begun].concat()),
        "nothing"
    );
    assert_eq!(
        filled(
            "section_47_concluded",
            "child_seen",
            &[&old[..], &begun, &seen].concat()
        ),
        "2026-03-03"
    );
    assert_eq!(
        filled(
            "section_47_concluded",
            "child_said",
            &[&old[..], &begun, &seen].concat()
        ),
        "He hits us"
    );
}

#[test]
fn plans_and_conferences_take_over_what_was_agreed_before() {
    let conference =
        r#"{"conference":"INITIAL","decision":"PLAN","category":"NEG","safety_goals":"Fed and at school"}"#;
    let held = [("2026-02-02", "conference", conference)];
    assert_eq!(filled("protection_plan_started", "category", &held), "NEG");
    assert_eq!(filled("protection_plan_started", "goals", &held), "Fed and at school");
    assert_eq!(filled("protection_plan_started", "previous_plans", &held), "0");
    assert_eq!(filled("conference", "category", &held), "NEG");
    assert_eq!(filled("conference", "category", &[]), "nothing");
    let meeting = ("2026-02-20", "pre_proceedings_meeting", r#"{"first":"yes"}"#);
    let started = ("2026-02-10", "pre_proceedings_started", "{}");
    assert_eq!(filled("pre_proceedings_meeting", "first", &[started]), "true");
    assert_eq!(filled("pre_proceedings_meeting", "first", &[started, meeting]), "false");
}

/// What a question is filled in with on 1 June 2026 for a child with this story, as text.
fn filled(form: &str, field: &str, story: &[(&str, &str, &str)]) -> String {
    let practice = england();
    let form: &Form = practice.form(form).unwrap();
    let prefill = form.question(field).unwrap().prefill.as_ref().unwrap();
    let history = history(story);
    let on = Day::read("2026-06-01").unwrap();
    let child = practice.child(history.view(on));
    match prefill.from_history(At {
        child: &child,
        upto: child.view.entries.len(),
        day: on,
    }) {
        Val::Unknown => "nothing".to_owned(),
        Val::Flag(flag) => flag.to_string(),
        Val::Number(number) => number.to_string(),
        Val::Day(day) => day.to_string(),
        Val::Text(text) | Val::Code(text, _) => text.to_owned(),
        Val::Known(record::Value::Narrative(narrative)) => narrative.text().unwrap_or("kept").to_owned(),
        Val::Known(_) | Val::Many(_) => "something".to_owned(),
    }
}

fn history(story: &[(&str, &str, &str)]) -> History {
    let person = PersonId::from_bytes([1; 16]);
    let mut history = History::new(person);
    for (place, (on, kind, facts)) in story.iter().enumerate() {
        let mut problems = Problems::default();
        let body = Kind::of(kind)
            .unwrap()
            .read_answers(&Answers::from_json(facts).unwrap(), &mut problems);
        assert!(problems.is_empty(), "{problems}");
        let happened = Moment::read(on).unwrap();
        let entry = Entry {
            id: EntryId::derived((place as u128).to_be_bytes()),
            happened,
            recorded: Instant::from_micros(happened.instant().micros()),
            by: WorkerId::from_bytes([2; 16]),
            role: Role::SocialWorker,
            source: Source::Api,
            follows: None,
            corrects: None,
            parts: Box::new([Part { person, differs: None }]),
            body,
        };
        history.apply(Arc::new(Recorded {
            seq: place as u64 + 1,
            entry,
        }));
    }
    history
}
