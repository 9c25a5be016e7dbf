//! Assessment, child in need plan and visits.

use crate::example::{Example, MANAGER, SECOND, check, check_example, refused};
use serde_json::{Value as Json, json};

const NO_CHANGE: Json = Json::Null;
const NEED_PLAN: &[(&str, &str)] = &[("2026-03-02", "need_plan_started")];

pub const EXAMPLES: &[Example] = &[
    Example {
        kind: "assessment_started",
        after: &[],
        answers: r#"{"reason": "Injuries not explained", "review_point": "2026-06-29"}"#,
    },
    Example {
        kind: "assessment_review_point",
        after: &[("2026-06-01", "assessment_started")],
        answers: r#"{"decision": "CONTINUE", "reason": "School not yet heard", "manager": "00000000-0000-4000-8000-000000000001"}"#,
    },
    Example {
        kind: "assessment_authorised",
        after: &[("2026-06-01", "assessment_started"), ("2026-06-03", "visit")],
        answers: r#"{"factors": ["3B", "16A"], "lived_experience": "Listens at night for shouting", "child_views": "Wants it quiet",
            "identity_and_culture": "Polish at home, proud of it", "history": "Moved three times", "professional_views": "School: tired. Health visitor: behind.", "parents_capacity": "Warm when well, seen twice", "working_well": "Grandmother on Sundays",
            "worried_about": "Fights at weekends", "analysis": "Fear costs the child sleep and learning", "danger_statement": "May be hurt in a fight",
            "safety_goals": "Three months with no fight at home", "scale": "4", "recommendation": "A plan", "outcome": "CIN",
            "rationale": "Harm likely without help", "manager": "00000000-0000-4000-8000-000000000001"}"#,
    },
    Example {
        kind: "assessment_shared",
        after: &[
            ("2026-06-01", "assessment_started"),
            ("2026-06-12", "assessment_authorised"),
        ],
        answers: r#"{"with": "Mother and child", "how": "Read together at home", "said": "Fair, but too long"}"#,
    },
    Example {
        kind: "need_plan_started",
        after: &[],
        answers: r#"{"goals": "Three months with no fight at home", "contingency": "Grandmother takes the child; strategy discussion",
            "visit_every_working_days": "20", "actions": [{"what": "Join the parents’ group", "who": "Mother", "due": "2026-07-01"}]}"#,
    },
    Example {
        kind: "need_plan_review",
        after: NEED_PLAN,
        answers: r#"{"attendance": [{"agency": "EDU", "person": "Head", "invited": "yes", "attended": "yes"}],
            "child_views": "Quieter at night", "goals": [{"goal": "No fights", "progress": "BETTER", "scale": "6", "evidence": "School sees it"}],
            "progress": "Two calm months", "scale": "6", "decision": "CONTINUE", "rationale": "One more month to be sure"}"#,
    },
    Example {
        kind: "need_plan_ended",
        after: NEED_PLAN,
        answers: r#"{"outcome": "NEEDS_MET", "reason": "Goals held for three months", "manager": "00000000-0000-4000-8000-000000000001",
            "second_person": "00000000-0000-4000-8000-000000000002"}"#,
    },
    Example {
        kind: "visit",
        after: &[],
        answers: r#"{"purpose": "ASSESSMENT", "child_seen": "yes", "seen_alone": "yes", "bedroom_seen": "yes", "place": "Home",
            "child_said": "I like it when Gran comes", "observed": "A clean room, no curtain", "meaning": "Gran is her safety"}"#,
    },
];

#[test]
fn an_assessment_starts_with_a_review_point_and_answers_a_referral_of_this_child() {
    check(
        "assessment_started",
        json!({"review_point": "2026-06-14"}),
        &[],
        &["review_point"],
    );
    let story = [
        ("2026-06-14", "referral", NO_CHANGE),
        ("2026-06-14", "contact", NO_CHANGE),
    ];
    let nth = |n: u8| json!({"referral": record::EntryId::from_bytes([n; 16]).to_string()});
    check("assessment_started", nth(1), &story, &[]);
    check("assessment_started", nth(2), &story, &["referral"]);
    check("assessment_started", nth(9), &story, &["referral"]);
}

#[test]
fn an_open_assessment_has_a_review_point_and_is_authorised_once() {
    let done = [
        ("2026-06-01", "assessment_started", NO_CHANGE),
        ("2026-06-03", "visit", NO_CHANGE),
        ("2026-06-12", "assessment_authorised", NO_CHANGE),
    ];
    for kind in ["assessment_review_point", "assessment_authorised"] {
        check(kind, NO_CHANGE, &[("2026-05-03", "visit", NO_CHANGE)], &["follows"]);
        check(kind, NO_CHANGE, &done, &["follows"]);
    }
    check("assessment_shared", NO_CHANGE, &done[..2], &["follows"]);
    check_example(
        "assessment_review_point",
        json!({"decision": "EXTEND"}),
        &["next_review_point"],
    );
    check_example(
        "assessment_review_point",
        json!({"decision": "EXTEND", "next_review_point": "2026-06-01"}),
        &["next_review_point"],
    );
    check_example(
        "assessment_review_point",
        json!({"decision": "EXTEND", "next_review_point": "2026-06-22"}),
        &[],
    );
}

#[test]
fn an_assessment_saw_the_child_or_says_why_not() {
    let story = |day, seen| {
        [
            ("2026-06-01", "assessment_started", NO_CHANGE),
            (day, "visit", json!({"child_seen": seen, "seen_alone": null})),
        ]
    };
    check("assessment_authorised", NO_CHANGE, &story("2026-06-03", "yes"), &[]);
    check(
        "assessment_authorised",
        NO_CHANGE,
        &story("2026-05-31", "yes"),
        &["child_not_seen_because"],
    );
    check(
        "assessment_authorised",
        NO_CHANGE,
        &story("2026-06-03", "no"),
        &["child_not_seen_because"],
    );
    let unborn = json!({"child_not_seen_because": "Not yet born"});
    check("assessment_authorised", unborn, &story("2026-06-03", "no"), &[]);
}

#[test]
fn an_assessment_leads_from_danger_to_goals_and_owns_up_to_delay() {
    let silent = |outcome: &str| json!({"outcome": outcome, "danger_statement": null, "safety_goals": null});
    check_example(
        "assessment_authorised",
        silent("STRATEGY"),
        &["danger_statement", "safety_goals"],
    );
    check_example("assessment_authorised", silent("NFA"), &[]);
    check_example("assessment_authorised", json!({"factors": ["21", "3B"]}), &["factors"]);
    check_example("assessment_authorised", json!({"factors": ["21"]}), &[]);
    check_example("assessment_authorised", json!({"scale": "11"}), &["scale"]);
    check_example(
        "assessment_authorised",
        json!({"late_reason": "The family was away"}),
        &["late_agreed_by"],
    );
    check_example(
        "assessment_authorised",
        json!({"late_agreed_by": MANAGER}),
        &["late_reason"],
    );
    check_example(
        "assessment_authorised",
        json!({"late_reason": "The family was away", "late_agreed_by": MANAGER}),
        &[],
    );
    check_example(
        "assessment_shared",
        json!({"with": null, "how": null}),
        &["with", "how"],
    );
    check_example(
        "assessment_shared",
        json!({"with": null, "how": null, "withheld_because": "Father would find the mother"}),
        &[],
    );
}

#[test]
fn a_child_in_need_plan_is_open_once_and_ended_by_two() {
    let story = [
        ("2026-03-02", "need_plan_started", NO_CHANGE),
        ("2026-06-10", "need_plan_ended", NO_CHANGE),
    ];
    check("need_plan_started", NO_CHANGE, &story[..1], &["follows"]);
    check("need_plan_started", NO_CHANGE, &story, &[]);
    check(
        "need_plan_started",
        json!({"visit_every_working_days": "0"}),
        &[],
        &["visit_every_working_days"],
    );
    check(
        "need_plan_started",
        json!({"actions": [{"what": "Call", "due": "2026-07-01"}]}),
        &[],
        &["actions.0.who"],
    );
    for kind in ["need_plan_review", "need_plan_ended"] {
        check(kind, NO_CHANGE, &[], &["follows"]);
        check(kind, NO_CHANGE, &story, &["follows"]);
    }
    check_example("need_plan_ended", json!({"second_person": null}), &["second_person"]);
    check_example("need_plan_ended", json!({"second_person": MANAGER}), &["second_person"]);
    check_example(
        "need_plan_ended",
        json!({"manager": SECOND, "second_person": MANAGER}),
        &[],
    );
    let off = json!({"scale": "12", "goals": [{"goal": "No fights", "progress": "SAME", "scale": "11"}]});
    check_example("need_plan_review", off, &["goals.0.scale", "scale"]);
    let unowned = json!({"actions": [{"what": "Call", "due": "2026-07-01"}]});
    check_example("need_plan_review", unowned, &["actions.0.who"]);
}

#[test]
fn a_visit_says_whether_the_child_was_seen_alone_and_what_the_child_said() {
    check(
        "visit",
        json!({"seen_alone": null, "child_said": null}),
        &[],
        &["seen_alone", "child_said"],
    );
    check("visit", json!({"seen_alone": "no"}), &[], &["not_alone_reason"]);
    check(
        "visit",
        json!({"seen_alone": "no", "not_alone_reason": "Asked for her brother to stay"}),
        &[],
        &[],
    );
    check(
        "visit",
        json!({"child_seen": "no"}),
        &[],
        &["not_seen_reason", "seen_alone"],
    );
    check(
        "visit",
        json!({"child_seen": "no", "seen_alone": null, "not_seen_reason": "Nobody in; came back at six"}),
        &[],
        &[],
    );
    for purpose in ["NEED", "PROTECTION"] {
        check("visit", json!({"purpose": purpose}), &[], &["goal"]);
        check(
            "visit",
            json!({"purpose": purpose, "goal": "Sleeps in her own bed"}),
            &[],
            &[],
        );
    }
    check(
        "visit",
        json!({"actions": [{"what": "Fit a curtain", "due": "2026-06-20"}]}),
        &[],
        &["actions.0.who"],
    );
}

#[test]
fn a_problem_tells_what_to_do() {
    let problems = refused("need_plan_ended", NO_CHANGE, &[]);
    assert_eq!(
        problems.to_string(),
        "follows: No child in need plan is open on this day; check the date, or record its start first"
    );
    let problems = refused("visit", json!({"seen_alone": "no"}), &[]);
    assert_eq!(
        problems.to_string(),
        "not_alone_reason: Write why the child was not seen alone"
    );
}
