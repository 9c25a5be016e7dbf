//! England's forms as practitioners meet them: each kind has one, and every question says what it wants and what is missing.

use crate::england::england;
use crate::story::history;
use practice::Form;
use practice::expression::{At, Val};
use practice::form::Question;
use record::field::{Need, Shape};
use record::{Day, Field, Kind, Role, Value};

/// A list of more codes than this needs a hint.
const CODES_WITHOUT_HINT: usize = 7;

#[test]
fn every_kind_has_one_form_named_like_it() {
    let practice = england();
    let mut wrong = Vec::new();
    for kind in Kind::ALL {
        let code = kind.code();
        let forms: Vec<&str> = practice
            .forms
            .iter()
            .filter(|form| form.kind == *kind)
            .map(|form| form.id.as_str())
            .collect();
        if forms != [code] {
            wrong.push(format!("{code}: forms {forms:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_question_that_must_be_answered_says_what_is_missing() {
    every_question(|_, question| {
        let opens = ["Enter ", "Select ", "Say "]
            .iter()
            .any(|word| question.missing.starts_with(word));
        let must = question.field.need == Need::Must;
        if must && !opens {
            return Some(format!("“{}” must start with Enter, Select or Say", question.missing));
        }
        (!must && !question.missing.is_empty()).then(|| "may be left out, so nothing can be missing".to_owned())
    });
}

#[test]
fn every_long_list_and_every_account_that_must_be_given_has_a_hint() {
    every_question(|_, question| {
        let wants_hint = match question.field.shape {
            Shape::Code(set) => set().codes.len() > CODES_WITHOUT_HINT,
            Shape::Many(Shape::Code(_)) => true,
            Shape::Narrative => question.field.need == Need::Must,
            _ => false,
        };
        (wants_hint && question.hint.is_empty()).then(|| "has no hint".to_owned())
    });
}

#[test]
fn words_are_plain_and_short() {
    every_question(|form, question| {
        let words = [
            &form.title,
            &form.intro,
            &question.label,
            &question.hint,
            &question.missing,
        ];
        if words.iter().any(|text| text.to_lowercase().contains("please")) {
            return Some("says please".to_owned());
        }
        if question.label.is_empty() || question.label.ends_with('.') || form.title.ends_with('.') {
            return Some("a label stands without a full stop".to_owned());
        }
        if question.hint.ends_with('.') || question.missing.ends_with('.') {
            return Some("a hint or message ends without a full stop".to_owned());
        }
        (question.label.chars().count() > 80 || question.hint.chars().count() > 130).then(|| "is too long".to_owned())
    });
}

#[test]
fn a_question_stands_after_the_ones_that_decide_whether_it_is_asked() {
    let mut wrong = Vec::new();
    for form in &england().forms {
        let asked: Vec<&Question> = form.questions().collect();
        out_of_order(form.kind.fields(), &asked, &form.id, &mut wrong);
        for question in asked {
            if let Shape::Many(Shape::Group(fields)) = question.field.shape {
                out_of_order(fields, &question.inner.iter().collect::<Vec<_>>(), &form.id, &mut wrong);
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn out_of_order(fields: &[Field], asked: &[&Question], form: &str, wrong: &mut Vec<String>) {
    for (place, question) in asked.iter().enumerate() {
        let Some(condition) = &question.show_when else { continue };
        for decides in condition.answers_named() {
            let name = fields[decides].name;
            if !asked[..place].iter().any(|earlier| earlier.field.name == name) {
                wrong.push(format!("{form}.{}: “{name}” must stand before it", question.field.name));
            }
        }
    }
}

#[test]
fn somebody_may_start_and_somebody_may_complete_every_form() {
    for form in &england().forms {
        assert!(!form.roles.is_empty(), "{}", form.id);
        assert!(Role::ALL.iter().any(|role| form.may_complete(*role)), "{}", form.id);
        assert!(!form.happened_label.is_empty() && !form.intro.is_empty(), "{}", form.id);
    }
}

#[test]
fn nobody_decides_alone_on_thresholds_who_may_only_record() {
    let practice = england();
    let decided_by = |form: &str| {
        let form = practice.form(form).unwrap();
        form.decides
            .iter()
            .map(|role| role.code())
            .collect::<Vec<_>>()
            .join(" ")
    };
    assert_eq!(
        decided_by("contact_decision"),
        "front_door_manager team_manager service_manager"
    );
    assert_eq!(decided_by("assessment_authorised"), "team_manager service_manager");
    assert_eq!(decided_by("section_47_concluded"), "team_manager service_manager");
    assert_eq!(decided_by("conference"), "conference_chair");
    assert_eq!(decided_by("legal_planning_meeting"), "service_manager");
    assert_eq!(decided_by("care_decision"), "service_manager director");
    assert_eq!(decided_by("return_home_decision"), "service_manager director");
    assert_eq!(decided_by("distant_placement_decision"), "director");
    assert_eq!(decided_by("unregistered_placement_decision"), "director");
    for form in practice.forms.iter().filter(|form| form.question("manager").is_some()) {
        assert!(
            !form.may_complete(Role::SocialWorker),
            "{} names a manager who decided",
            form.id
        );
    }
}

#[test]
fn a_next_step_is_one_that_its_form_may_follow() {
    let practice = england();
    let mut wrong = Vec::new();
    for next in &practice.next_steps {
        let form = practice.form(&next.form).unwrap();
        for after in next.after.0.iter().filter(|after| !form.follows.contains(&after.kind)) {
            wrong.push(format!(
                "{} does not name {} among the steps it follows",
                form.id,
                after.kind.code()
            ));
        }
        if next.why.is_empty() || next.why.ends_with('.') {
            wrong.push(format!("{}: the reason “{}”", form.id, next.why));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Is anything filled in from this story, a code with this text or a narrative?
fn filled_in(form: &str, field: &str, story: &str) -> Option<String> {
    let (practice, history, day) = (england(), history(story), Day::read("2026-03-01").unwrap());
    let child = practice.child(history.view(day));
    let upto = child.view.entries.len();
    let question = practice.form(form).and_then(|form| form.question(field)).unwrap();
    match question.prefill.as_ref().unwrap().from_history(At {
        child: &child,
        upto,
        day,
    }) {
        Val::Code(code, _) => Some(code.to_owned()),
        Val::Known(Value::Narrative(words)) => Some(format!("{} words", words.words())),
        _ => None,
    }
}

#[test]
fn what_is_known_stands_there_and_what_is_out_of_date_does_not() {
    let care = r#"2025-01-06 care_episode_started {"reason":"S","legal_status":"V2","need":"N1","placement":"U6"}
        2025-01-10 placement_plan {"delegated_authority":"Haircuts and sleepovers"}
        2025-06-02 missing_started {"known_places":"The station"}"#;
    assert_eq!(
        filled_in("care_episode_started", "legal_status", care).as_deref(),
        Some("V2")
    );
    assert_eq!(
        filled_in("placement_plan", "delegated_authority", care).as_deref(),
        Some("3 words")
    );
    assert_eq!(
        filled_in("missing_started", "known_places", care).as_deref(),
        Some("2 words")
    );

    let order = r#"{"reason":"L","legal_status":"C1","need":"N1","placement":"U6"}"#;
    let order = format!("{care}\n2025-09-01 care_episode_started {order}");
    assert_eq!(
        filled_in("care_episode_started", "legal_status", &order).as_deref(),
        Some("C1")
    );
    assert_eq!(
        filled_in("placement_plan", "delegated_authority", &order).as_deref(),
        Some("3 words"),
        "the same home"
    );

    let moved = r#"{"reason":"P","legal_status":"V2","need":"N1","placement":"K2"}"#;
    let moved = format!("{care}\n2025-09-01 care_episode_started {moved}");
    assert_eq!(
        filled_in("placement_plan", "delegated_authority", &moved),
        None,
        "what another carer might decide"
    );
    let ended = format!("{care}\n2025-09-01 care_episode_ended {{\"reason\":\"E4A\"}}");
    assert_eq!(
        filled_in("care_episode_started", "legal_status", &ended),
        None,
        "care has ended"
    );
}

/// Visits every question of every form, those of rows too, and gathers what is wrong.
fn every_question(check: impl Fn(&Form, &Question) -> Option<String>) {
    let mut wrong = Vec::new();
    for form in &england().forms {
        for question in form.questions() {
            for one in std::iter::once(question).chain(&question.inner) {
                wrong.extend(check(form, one).map(|words| format!("{}.{}: {words}", form.id, one.field.name)));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
