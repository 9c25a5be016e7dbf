//! Child protection: section 47, conferences, plans, safety plans, emergency protection.

use crate::example::{Example, MANAGER, SECOND, check, check_example};
use serde_json::{Value as Json, json};

const NO_CHANGE: Json = Json::Null;
const PLAN: &[(&str, &str)] = &[("2026-03-02", "protection_plan_started")];
const ENQUIRY: &[(&str, &str)] = &[
    ("2026-06-10", "strategy_discussion"),
    ("2026-06-10", "section_47_started"),
];

pub const EXAMPLES: &[Example] = &[
    Example {
        kind: "strategy_discussion",
        after: &[],
        answers: r#"{"concern_identified": "2026-06-10", "called": "2026-06-10T09:00", "chair": "Sam Reed",
            "agencies": [{"agency": "POLICE", "response": "ATTENDED"}, {"agency": "HEALTH", "response": "SENT_INFORMATION"}],
            "harm": ["PHY"], "immediate_safety": "Stays with grandmother", "decision": "S47_JOINT",
            "rationale": "A baby cannot bruise itself there", "medical": "yes"}"#,
    },
    Example {
        kind: "section_47_started",
        after: &[("2026-06-10", "strategy_discussion")],
        answers: r#"{"joint": "yes", "plan": "See the child at school today, police speak with the father"}"#,
    },
    Example {
        kind: "section_47_concluded",
        after: ENQUIRY,
        answers: r#"{"child_seen": "2026-06-11", "seen_alone": "yes", "child_said": "He shouts and then it hurts",
            "medical": "Bruises of two ages", "other_children": "The baby: seen, safe", "evidence": "Medical, school log",
            "outcome": "ICPC", "rationale": "Harm found and likely again", "partners_agree": "yes",
            "feedback_to_family": "Told at home, mother relieved", "manager": "00000000-0000-4000-8000-000000000001"}"#,
    },
    Example {
        kind: "conference_booked",
        after: &[],
        answers: r#"{"conference": "INITIAL", "planned": "2026-06-29"}"#,
    },
    Example {
        kind: "conference_report_shared",
        after: &[("2026-06-10", "conference_booked")],
        answers: r#"{"with": "Mother and father", "how": "Read together"}"#,
    },
    Example {
        kind: "advocate_offered",
        after: &[],
        answers: r#"{"answer": "ACCEPTED", "used": "yes"}"#,
    },
    Example {
        kind: "conference",
        after: &[],
        answers: r#"{"conference": "INITIAL", "chair": "00000000-0000-4000-8000-000000000001", "quorate": "yes",
            "attendance": [{"agency": "POLICE", "invited": "yes", "attended": "yes", "report": "yes"}],
            "child_participation": "PN5", "child_said": "I want it to stop", "decision": "PLAN", "rationale": "All agencies agree",
            "category": "PHY", "danger_statement": "May be hurt again", "safety_goals": "Three months with no fight", "scale": "3",
            "actions": [{"what": "Start the course", "who": "Father", "due": "2026-07-01"}], "escalate_when": "Two visits missed",
            "next_chair_check": "2026-07-20", "next_planned": "2026-09-01"}"#,
    },
    Example {
        kind: "chair_check",
        after: PLAN,
        answers: r#"{"view": "The course has not begun", "progress": "SAME"}"#,
    },
    Example {
        kind: "protection_plan_started",
        after: &[("2026-06-15", "conference")],
        answers: r#"{"category": "PHY", "previous_plans": "0", "visit_every_working_days": "10", "goals": "Three months with no fight",
            "contingency": "Legal planning", "actions": [{"what": "Start the course", "who": "Father", "due": "2026-07-01"}]}"#,
    },
    Example {
        kind: "protection_plan_changed",
        after: PLAN,
        answers: r#"{"category": "EMO", "reason": "No more injuries; fear remains"}"#,
    },
    Example {
        kind: "protection_plan_ended",
        after: PLAN,
        answers: r#"{"outcome": "NEED_PLAN", "reason": "Goals held for three months",
            "decided_by": "00000000-0000-4000-8000-000000000001", "second_person": "00000000-0000-4000-8000-000000000002"}"#,
    },
    Example {
        kind: "core_group",
        after: PLAN,
        answers: r#"{"attendance": [{"agency": "EDU", "invited": "yes", "attended": "no"}], "child_views": "Less shouting",
            "goals": [{"goal": "No fights", "progress": "BETTER", "scale": "5"}], "progress": "Course begun", "scale": "5",
            "detailed_plan_written": "yes"}"#,
    },
    Example {
        kind: "plan_panel",
        after: PLAN,
        answers: r#"{"decision": "LEGAL_PLANNING", "rationale": "Twelve months and no change",
            "decided_by": "00000000-0000-4000-8000-000000000001"}"#,
    },
    Example {
        kind: "transfer_in_told",
        after: &[],
        answers: r#"{"from_authority": "202", "plan": "yes", "permanent": "yes", "told": "Plan and last conference record"}"#,
    },
    Example {
        kind: "transfer_out_told",
        after: &[],
        answers: r#"{"to_authority": "203", "plan": "no", "permanent": "no", "told": "Duty desk, by telephone"}"#,
    },
    Example {
        kind: "safety_plan_signed",
        after: &[],
        answers: r#"{"measures": "Father sleeps elsewhere", "who": "Both parents", "other_protection": "Grandmother stays; daily visits",
            "review": "2026-06-22"}"#,
    },
    Example {
        kind: "safety_plan_review",
        after: &[("2026-06-01", "safety_plan_signed")],
        answers: r#"{"kept": "no", "found": "Father’s car was there at seven; strategy discussion called"}"#,
    },
    Example {
        kind: "record_sent",
        after: &[],
        answers: r#"{"what": "CONFERENCE", "to": "All who were invited", "channel": "EMAIL"}"#,
    },
    Example {
        kind: "emergency_protection_started",
        after: &[],
        answers: r#"{"power": "POLICE_S46", "reason": "Alone at night", "ends": "2026-06-18T02:10"}"#,
    },
    Example {
        kind: "emergency_protection_ended",
        after: &[("2026-06-14", "emergency_protection_started")],
        answers: r#"{"outcome": "ACCOMMODATED", "safe_now": "With foster carers by agreement"}"#,
    },
];

#[test]
fn an_enquiry_follows_the_discussion_that_decided_on_it() {
    check("section_47_started", NO_CHANGE, &[], &["follows"]);
    let other = [("2026-06-10", "strategy_discussion", json!({"decision": "NFA"}))];
    check("section_47_started", NO_CHANGE, &other, &["follows"]);
    let done = [
        ("2026-06-10", "strategy_discussion", NO_CHANGE),
        ("2026-06-10", "section_47_started", NO_CHANGE),
        ("2026-06-12", "section_47_concluded", NO_CHANGE),
    ];
    check("section_47_started", NO_CHANGE, &done[..2], &["follows"]);
    check("section_47_started", NO_CHANGE, &done, &[]);
    check("section_47_concluded", NO_CHANGE, &[], &["follows"]);
    check("section_47_concluded", NO_CHANGE, &done, &["follows"]);
}

#[test]
fn an_enquiry_saw_the_child_heard_partners_and_is_not_dropped_by_one_person() {
    let unseen = json!({"child_seen": null, "seen_alone": null, "child_said": null});
    check_example("section_47_concluded", unseen, &["not_seen_reason"]);
    check_example(
        "section_47_concluded",
        json!({"seen_alone": null, "child_said": null}),
        &["seen_alone", "child_said"],
    );
    check_example(
        "section_47_concluded",
        json!({"seen_alone": "no"}),
        &["not_alone_reason"],
    );
    check_example(
        "section_47_concluded",
        json!({"child_seen": "2026-06-16"}),
        &["child_seen"],
    );
    check_example(
        "section_47_concluded",
        json!({"partners_agree": "no"}),
        &["partners_dissent"],
    );
    check_example("section_47_concluded", json!({"outcome": "NFA"}), &["second_person"]);
    check_example(
        "section_47_concluded",
        json!({"outcome": "NFA", "second_person": MANAGER}),
        &["second_person"],
    );
    check_example(
        "section_47_concluded",
        json!({"outcome": "NFA", "second_person": SECOND}),
        &[],
    );
}

#[test]
fn a_conference_is_booked_prepared_and_offers_an_advocate() {
    check("conference_booked", json!({"planned": "2026-06-14"}), &[], &["planned"]);
    check("conference_report_shared", NO_CHANGE, &[], &["follows"]);
    check_example("conference_report_shared", json!({"with": null}), &["with"]);
    check_example(
        "conference_report_shared",
        json!({"with": null, "withheld_because": "Police ask us to wait"}),
        &[],
    );
    for answer in ["DECLINED", "NO_ANSWER"] {
        check("advocate_offered", json!({"answer": answer}), &[], &["reason"]);
    }
    check("advocate_offered", json!({"answer": "TOO_YOUNG"}), &[], &[]);
}

#[test]
fn a_conference_that_makes_a_plan_gives_all_that_the_plan_needs() {
    let bare = json!({"category": null, "danger_statement": null, "safety_goals": null, "actions": null, "escalate_when": null,
        "next_chair_check": null, "next_planned": null});
    let all = [
        "category",
        "danger_statement",
        "safety_goals",
        "actions",
        "escalate_when",
        "next_chair_check",
        "next_planned",
    ];
    check("conference", bare.clone(), &[], &all);
    let mut none = bare;
    none["decision"] = json!("NO_PLAN");
    check("conference", none, &[], &[]);
    check("conference", json!({"quorate": "no"}), &[], &["not_quorate_reason"]);
    check("conference", json!({"child_said": null}), &[], &["child_said"]);
    check(
        "conference",
        json!({"child_said": null, "child_participation": "PN0"}),
        &[],
        &[],
    );
    check("conference", json!({"scale": "11"}), &[], &["scale"]);
    let early = json!({"next_planned": "2026-06-14", "next_chair_check": "2026-06-14"});
    check("conference", early, &[], &["next_planned", "next_chair_check"]);
    let unowned = json!({"actions": [{"what": "Start the course", "due": "2026-07-01"}]});
    check("conference", unowned, &[], &["actions.0.who"]);
}

#[test]
fn a_review_conference_continues_or_ends_an_open_plan() {
    let review = |decision: &str| json!({"conference": "REVIEW", "decision": decision});
    let open = [("2026-03-02", "protection_plan_started", NO_CHANGE)];
    check("conference", review("END"), &[], &["follows"]);
    check("conference", review("END"), &open, &[]);
    let ended = |day| [open[0].clone(), (day, "protection_plan_ended", NO_CHANGE)];
    check("conference", review("END"), &ended("2026-06-15"), &[]);
    check("conference", review("END"), &ended("2026-06-01"), &["follows"]);
    check("conference", review("PLAN"), &open, &["decision"]);
    check("conference", json!({"decision": "END"}), &open, &["decision"]);
    check("conference", review("CONTINUE"), &open, &["legal_planning_needed"]);
    let mut continued = review("CONTINUE");
    continued["legal_planning_needed"] = json!("no");
    check("conference", continued.clone(), &open, &["legal_planning_reason"]);
    continued["legal_planning_reason"] = json!("Each goal is nearer than in March");
    check("conference", continued, &open, &[]);
}

#[test]
fn a_protection_plan_is_made_by_a_conference_open_once_and_ended_by_two() {
    check("protection_plan_started", NO_CHANGE, &[], &["follows"]);
    let no_plan = [("2026-06-15", "conference", json!({"decision": "NO_PLAN"}))];
    check("protection_plan_started", NO_CHANGE, &no_plan, &["follows"]);
    check_example(
        "protection_plan_started",
        json!({"visit_every_working_days": "0"}),
        &["visit_every_working_days"],
    );
    check_example(
        "protection_plan_started",
        json!({"actions": [{"what": "Call", "due": "2026-07-01"}]}),
        &["actions.0.who"],
    );
    let story = [
        ("2026-03-02", "conference", NO_CHANGE),
        ("2026-03-02", "protection_plan_started", NO_CHANGE),
        ("2026-06-01", "protection_plan_ended", NO_CHANGE),
    ];
    check("protection_plan_started", NO_CHANGE, &story[..2], &["follows"]);
    for kind in [
        "protection_plan_changed",
        "protection_plan_ended",
        "core_group",
        "plan_panel",
        "chair_check",
    ] {
        check(kind, NO_CHANGE, &[], &["follows"]);
        check(kind, NO_CHANGE, &story, &["follows"]);
    }
    check_example(
        "protection_plan_ended",
        json!({"second_person": null}),
        &["second_person"],
    );
    check_example(
        "protection_plan_ended",
        json!({"second_person": MANAGER}),
        &["second_person"],
    );
}

#[test]
fn a_core_group_tells_of_each_goal_and_each_action_has_an_owner() {
    let off = json!({"scale": "11", "goals": [{"goal": "No fights", "progress": "WORSE", "scale": "11"}]});
    check_example("core_group", off, &["goals.0.scale", "scale"]);
    let unowned = json!({"actions": [{"what": "Call", "due": "2026-07-01"}]});
    check_example("core_group", unowned.clone(), &["actions.0.who"]);
    check_example("plan_panel", unowned, &["actions.0.who"]);
}

#[test]
fn a_safety_plan_is_looked_at_again() {
    check("safety_plan_signed", json!({"review": "2026-06-14"}), &[], &["review"]);
    check("safety_plan_review", NO_CHANGE, &[], &["follows"]);
}

#[test]
fn emergency_powers_last_no_longer_than_the_law_allows() {
    for (power, ends, expected) in [
        ("POLICE_S46", "2026-06-18", &[][..]),
        ("POLICE_S46", "2026-06-19", &["ends"]),
        ("POLICE_S46", "2026-06-14", &["ends"]),
        ("EPO_S44", "2026-06-30", &[]),
        ("EPO_S44", "2026-07-01", &["ends"]),
        ("SECURE_S25", "2026-09-15", &[]),
    ] {
        check(
            "emergency_protection_started",
            json!({"power": power, "ends": ends}),
            &[],
            expected,
        );
    }
    check("emergency_protection_ended", NO_CHANGE, &[], &["follows"]);
    let over = [
        ("2026-06-14", "emergency_protection_started", NO_CHANGE),
        ("2026-06-14", "emergency_protection_ended", NO_CHANGE),
    ];
    check("emergency_protection_ended", NO_CHANGE, &over, &["follows"]);
}
