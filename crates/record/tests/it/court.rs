//! Legal planning, pre-proceedings and care proceedings.

use crate::example::{Example, MANAGER, SECOND, check, check_example};
use serde_json::{Value as Json, json};

const NO_CHANGE: Json = Json::Null;
const PRE_PROCEEDINGS: &[(&str, &str)] = &[("2026-04-01", "pre_proceedings_started")];
const PROCEEDINGS: &[(&str, &str)] = &[("2026-04-01", "care_application")];

pub const EXAMPLES: &[Example] = &[
    Example {
        kind: "legal_planning_requested",
        after: &[],
        answers: r#"{"reason": "Twelve months and no change", "manager": "00000000-0000-4000-8000-000000000001"}"#,
    },
    Example {
        kind: "legal_planning_meeting",
        after: &[("2026-06-10", "legal_planning_requested")],
        answers: r#"{"chair": "00000000-0000-4000-8000-000000000001", "threshold_met": "MET", "advice": "Limbs a and b are made out",
            "decision": "PRE_PROCEEDINGS", "rationale": "Parents may yet change", "next_step": "Letter, Ms Reed", "next_step_by": "2026-06-22"}"#,
    },
    Example {
        kind: "legal_planning_considered",
        after: &[],
        answers: r#"{"needed": "yes", "by": "CHAIR", "rationale": "Second review and no change",
            "decided_by": "00000000-0000-4000-8000-000000000001"}"#,
    },
    Example {
        kind: "pre_proceedings_started",
        after: &[("2026-06-15", "legal_planning_meeting")],
        answers: r#"{"agreed_by": "00000000-0000-4000-8000-000000000001", "aim": "Clean tests for twelve weeks"}"#,
    },
    Example {
        kind: "letter_before_proceedings",
        after: PRE_PROCEEDINGS,
        answers: r#"{"worries": "Tom was alone at night", "must_change": "An adult is there each night", "by": "2026-09-01",
            "lawyer": "Free for parents; list enclosed", "family_group_offered": "yes",
            "actions": [{"what": "Parenting assessment", "who": "Dr Shah", "due": "2026-07-20"}]}"#,
    },
    Example {
        kind: "pre_proceedings_meeting",
        after: PRE_PROCEEDINGS,
        answers: r#"{"first": "no", "parents_lawyer": "yes", "found": "Two clean tests", "progress": "BETTER", "decision": "CONTINUE",
            "next": "2026-07-27"}"#,
    },
    Example {
        kind: "pre_proceedings_extended",
        after: PRE_PROCEEDINGS,
        answers: r#"{"reason": "The assessor was ill", "until": "2026-08-01", "agreed_by": "00000000-0000-4000-8000-000000000001"}"#,
    },
    Example {
        kind: "pre_proceedings_ended",
        after: PRE_PROCEEDINGS,
        answers: r#"{"outcome": "STEP_DOWN", "reason": "Twelve clean weeks", "decided_by": "00000000-0000-4000-8000-000000000001"}"#,
    },
    Example {
        kind: "family_group_offered",
        after: &[],
        answers: r#"{"answer": "ACCEPTED"}"#,
    },
    Example {
        kind: "family_group_meeting",
        after: &[],
        answers: r#"{"facilitated": "yes", "who": "Both grandmothers, an uncle", "plan": "Weekends with Gran", "child_views": "Yes please",
            "agreed": "yes"}"#,
    },
    Example {
        kind: "care_application",
        after: &[
            ("2026-06-01", "legal_planning_meeting"),
            ("2026-06-02", "family_group_offered"),
        ],
        answers: r#"{"sought": ["CO", "ICO"], "court_case": "ZW26C00001"}"#,
    },
    Example {
        kind: "court_allocated",
        after: PROCEEDINGS,
        answers: r#"{"judge": "DJ Hale", "guardian": "Mo Ali"}"#,
    },
    Example {
        kind: "court_hearing",
        after: PROCEEDINGS,
        answers: r#"{"hearing": "CASE_MANAGEMENT", "outcome": "Timetable set", "adjourned": "no", "next": "2026-08-03"}"#,
    },
    Example {
        kind: "court_evidence_filed",
        after: PROCEEDINGS,
        answers: r#"{"what": "Social work statement", "due": "2026-06-15"}"#,
    },
    Example {
        kind: "court_extension",
        after: PROCEEDINGS,
        answers: r#"{"weeks": "8", "reason": "A grandparent came forward"}"#,
    },
    Example {
        kind: "court_order",
        after: &[],
        answers: r#"{"order": "ICO", "is_final": "no", "plan_filed_by": "2026-07-01"}"#,
    },
    Example {
        kind: "care_plan_filed",
        after: PROCEEDINGS,
        answers: r#"{"is_final": "no", "iro_view": "Agrees with the plan"}"#,
    },
    Example {
        kind: "proceedings_ended",
        after: PROCEEDINGS,
        answers: r#"{"outcome": "FINAL_ORDER", "plan": "Lives with Gran"}"#,
    },
    Example {
        kind: "court_tracker_update",
        after: &[],
        answers: r#"{"position": "Week 11", "blocked_by": "Drug tests", "cause": "Laboratory backlog"}"#,
    },
];

#[test]
fn legal_planning_is_asked_for_and_not_refused_by_one_person() {
    check("legal_planning_meeting", NO_CHANGE, &[], &["follows"]);
    check_example(
        "legal_planning_meeting",
        json!({"next_step_by": "2026-06-14"}),
        &["next_step_by"],
    );
    let refused = json!({"decision": "NO_LEGAL_ACTION"});
    check_example("legal_planning_meeting", refused, &["second_person"]);
    let alone = json!({"decision": "NO_LEGAL_ACTION", "second_person": MANAGER});
    check_example("legal_planning_meeting", alone, &["second_person"]);
    check_example(
        "legal_planning_meeting",
        json!({"decision": "NO_LEGAL_ACTION", "second_person": SECOND}),
        &[],
    );
    check_example("legal_planning_considered", json!({"needed": "no"}), &["second_person"]);
    check_example(
        "legal_planning_considered",
        json!({"needed": "no", "second_person": SECOND}),
        &[],
    );
}

#[test]
fn pre_proceedings_follow_the_meeting_that_decided_on_them() {
    check("pre_proceedings_started", NO_CHANGE, &[], &["follows"]);
    let other = [("2026-06-01", "legal_planning_meeting", json!({"decision": "MORE_WORK"}))];
    check("pre_proceedings_started", NO_CHANGE, &other, &["follows"]);
    let story = [
        ("2026-04-01", "legal_planning_meeting", NO_CHANGE),
        ("2026-04-01", "pre_proceedings_started", NO_CHANGE),
        ("2026-06-01", "pre_proceedings_ended", NO_CHANGE),
    ];
    check("pre_proceedings_started", NO_CHANGE, &story[..2], &["follows"]);
    check("pre_proceedings_started", NO_CHANGE, &story, &[]);
    let steps = [
        "letter_before_proceedings",
        "pre_proceedings_meeting",
        "pre_proceedings_extended",
        "pre_proceedings_ended",
    ];
    for kind in steps {
        check(kind, NO_CHANGE, &[], &["follows"]);
        check(kind, NO_CHANGE, &story, &["follows"]);
    }
}

#[test]
fn parents_are_told_what_must_change_and_each_meeting_says_whether_it_did() {
    check_example("letter_before_proceedings", json!({"by": "2026-06-14"}), &["by"]);
    check_example(
        "letter_before_proceedings",
        json!({"family_group_offered": "no"}),
        &["not_offered_because"],
    );
    let unowned = json!({"actions": [{"what": "Hair test", "due": "2026-07-20"}]});
    check_example("letter_before_proceedings", unowned.clone(), &["actions.0.who"]);
    check_example("pre_proceedings_meeting", unowned, &["actions.0.who"]);
    check_example("pre_proceedings_meeting", json!({"progress": null}), &["progress"]);
    check_example(
        "pre_proceedings_meeting",
        json!({"progress": null, "first": "yes"}),
        &[],
    );
    check_example("pre_proceedings_meeting", json!({"next": null}), &["next"]);
    check_example(
        "pre_proceedings_meeting",
        json!({"next": null, "decision": "ISSUE"}),
        &[],
    );
    check_example("pre_proceedings_meeting", json!({"next": "2026-06-14"}), &["next"]);
    check_example("pre_proceedings_extended", json!({"until": "2026-06-14"}), &["until"]);
    check_example("pre_proceedings_ended", json!({"outcome": "CONTINUE"}), &["outcome"]);
}

#[test]
fn the_family_is_asked_to_make_its_own_plan() {
    check("family_group_offered", json!({"answer": null}), &[], &["answer"]);
    check(
        "family_group_offered",
        json!({"answer": null, "not_offered_because": "Risk to the mother"}),
        &[],
        &[],
    );
    check(
        "family_group_offered",
        json!({"not_offered_because": "Risk to the mother"}),
        &[],
        &["not_offered_because"],
    );
    check("family_group_offered", json!({"answer": "DECLINED"}), &[], &["reason"]);
    check(
        "family_group_offered",
        json!({"answer": "DECLINED", "reason": "No family here"}),
        &[],
        &[],
    );
    check(
        "family_group_meeting",
        json!({"agreed": "no"}),
        &[],
        &["not_agreed_because"],
    );
}

#[test]
fn an_application_without_the_steps_before_it_gives_the_reason() {
    check(
        "care_application",
        NO_CHANGE,
        &[],
        &["without_legal_planning", "without_family_group"],
    );
    let urgent =
        json!({"without_legal_planning": "Born early, at risk tonight", "without_family_group": "No time to find kin"});
    check("care_application", urgent, &[], &[]);
    let planned = [("2026-06-01", "legal_planning_meeting", NO_CHANGE)];
    check("care_application", json!({"sought": ["EPO"]}), &planned, &[]);
    check(
        "care_application",
        json!({"sought": ["SO"]}),
        &planned,
        &["without_family_group"],
    );
}

#[test]
fn steps_at_court_belong_to_open_proceedings() {
    let over = |day| {
        [
            ("2026-01-05", "care_application", NO_CHANGE),
            (day, "proceedings_ended", NO_CHANGE),
        ]
    };
    for kind in [
        "court_allocated",
        "court_hearing",
        "court_evidence_filed",
        "court_extension",
        "care_plan_filed",
    ] {
        check(kind, NO_CHANGE, &[], &["follows"]);
        check(kind, NO_CHANGE, &over("2026-06-12"), &["follows"]);
        check(kind, NO_CHANGE, &over("2026-06-15"), &[]);
    }
    check("proceedings_ended", NO_CHANGE, &[], &["follows"]);
    check("proceedings_ended", NO_CHANGE, &over("2026-06-15"), &["follows"]);
}

#[test]
fn delay_at_court_has_a_reason() {
    check_example("court_hearing", json!({"adjourned": "yes"}), &["adjourned_because"]);
    check_example("court_hearing", json!({"next": "2026-06-14"}), &["next"]);
    check_example("court_evidence_filed", json!({"due": "2026-06-14"}), &["late_reason"]);
    check_example(
        "court_evidence_filed",
        json!({"due": "2026-06-14", "late_reason": "The worker was ill"}),
        &[],
    );
    check_example("court_extension", json!({"weeks": "9"}), &["weeks"]);
    check_example("court_extension", json!({"weeks": "0"}), &["weeks"]);
    check_example("court_tracker_update", json!({"cause": null}), &["cause"]);
    check_example("court_tracker_update", json!({"cause": null, "blocked_by": null}), &[]);
}

#[test]
fn orders_and_allocations_are_told_without_contradiction() {
    check("court_order", json!({"is_final": "yes"}), &[], &["is_final"]);
    check("court_order", json!({"is_final": "yes", "order": "CO"}), &[], &[]);
    let early = json!({"ends": "2026-06-14", "plan_filed_by": "2026-06-14"});
    check("court_order", early, &[], &["ends", "plan_filed_by"]);
    check_example(
        "court_allocated",
        json!({"judge": null, "guardian": null}),
        &["guardian"],
    );
    check_example("court_allocated", json!({"judge": null}), &[]);
}
