//! England's forms as practitioners meet them: each kind has one, and every question says what it wants and what is missing.

use crate::england::england;
use practice::Form;
use practice::form::Question;
use record::field::{Need, Shape};
use record::{Field, Kind, Role};

/// Kinds that have no form yet. The list only shrinks.
const WITHOUT_FORM: &[&str] = &[
    "address",
    "adoption_decision",
    "adoption_match",
    "adoption_order",
    "adoption_placed",
    "adoption_reversed",
    "early_permanence",
    "placement_order",
    "audit",
    "audit_closed",
    "care_ceasing_decision",
    "care_decision",
    "distant_placement_decision",
    "placement_search",
    "return_home_decision",
    "unregistered_placement_decision",
    "care_episode_ended",
    "care_episode_started",
    "care_leaver_contact",
    "care_leaver_eligibility",
    "care_plan",
    "placement_notification",
    "placement_plan",
    "remand_plan",
    "case_note",
    "case_summary",
    "chronology_update",
    "closure",
    "closure_proposed",
    "contact_detail",
    "deprivation_of_liberty",
    "deprivation_of_liberty_ended",
    "escalation_answered",
    "escalation_closed",
    "escalation_raised",
    "family_time_refused",
    "family_time_review",
    "adoption_medical",
    "dental_check",
    "development_check",
    "gp_registration",
    "health_appointment",
    "health_assessment",
    "health_history_given",
    "health_request",
    "immunisations",
    "optician_check",
    "strengths_and_difficulties",
    "identifier",
    "upn_unknown",
    "independent_visitor_decision",
    "handover",
    "involvement_ended",
    "involvement_started",
    "work_accepted",
    "iro_midway",
    "looked_after_review",
    "review_decisions_agreed",
    "review_report_shared",
    "review_trigger",
    "management_decision",
    "missing_ended",
    "missing_meeting",
    "missing_risk_plan",
    "missing_started",
    "return_interview",
    "return_interview_offered",
    "motherhood",
    "offending",
    "organisation",
    "life_story_progress",
    "permanence_plan_agreed",
    "person",
    "previous_permanence",
    "carer_approved",
    "regulation_24_approval",
    "regulation_24_extended",
    "relationship",
    "restriction",
    "restriction_lifted",
    "retraction",
    "not_same_person",
    "same_person",
    "section_20_review",
    "secure_review",
    "substance_misuse",
    "supervision",
    "team",
    "unaccompanied_status",
    "worker",
];

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
        let expected: &[&str] = if WITHOUT_FORM.contains(&code) { &[] } else { &[code] };
        if forms != expected {
            wrong.push(format!(
                "{code}: forms {forms:?}, expected {expected:?}; take it off the list once it has one"
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_list_of_kinds_without_form_names_kinds() {
    let strangers: Vec<&&str> = WITHOUT_FORM.iter().filter(|code| Kind::of(code).is_none()).collect();
    assert!(strangers.is_empty(), "{strangers:?}");
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
