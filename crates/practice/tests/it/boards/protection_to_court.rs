//! From the strategy discussion to the end of care proceedings.

use super::{Case, check, check_cells, stands};

#[test]
fn each_flag_is_raised_by_its_story_and_not_by_the_near_miss() {
    check("protection_to_court", DRIFT);
}

#[test]
fn a_row_tells_how_the_plan_goes() {
    let story = r#"2025-01-06 conference {"conference":"INITIAL","decision":"PLAN","category":"NEG","scale":"3"}
        2025-01-06 protection_plan_started {"category":"NEG","previous_plans":"1"}
        2025-02-03 protection_plan_changed {"category":"EMO"}
        2025-03-10 visit {"child_seen":"yes","seen_alone":"yes"}
        2025-03-20 visit {"child_seen":"no"}
        2025-03-24 core_group
        2025-04-01 conference {"conference":"REVIEW","decision":"CONTINUE","category":"EMO","scale":"4"}"#;
    let cells = [
        ("Plan since", "6 Jan 2025"),
        ("Category", "Emotional abuse"),
        ("Earlier plans", "1"),
        ("Conferences", "2"),
        ("Score now", "4"),
        ("Score before", "3"),
        ("Last core group", "24 Mar 2025"),
        ("Last seen", "10 Mar 2025"),
        ("Seen alone", "Yes"),
        ("Weeks in proceedings", ""),
    ];
    check_cells("protection_to_court", story, "2025-04-07", &cells);
}

#[test]
fn a_child_stays_on_the_board_from_the_first_step_to_the_last() {
    let stands = |story: &str| stands("protection_to_court", story, "2026-03-09");
    assert!(
        stands("2026-03-02 strategy_discussion {\"decision\":\"NFA\"}"),
        "a discussion of last week"
    );
    assert!(
        stands("2026-01-05 strategy_discussion {\"decision\":\"S47_SINGLE\"}"),
        "an enquiry goes on"
    );
    assert!(
        !stands("2026-01-05 strategy_discussion {\"decision\":\"NFA\"}"),
        "an old discussion without an enquiry"
    );
    assert!(
        stands("2025-01-06 legal_planning_requested"),
        "nobody answered the request"
    );
    assert!(!stands(
        "2025-01-06 legal_planning_requested\n2025-01-13 legal_planning_meeting {\"decision\":\"NO_LEGAL_ACTION\"}"
    ));
    assert!(
        stands("2024-01-08 care_application {\"sought\":[\"CO\"]}"),
        "proceedings go on"
    );
    assert!(!stands(
        "2024-01-08 care_application {\"sought\":[\"CO\"]}\n2024-07-01 proceedings_ended {\"outcome\":\"FINAL_ORDER\"}"
    ));
}

/// A plan, and what became of it.
const DRIFT: &[Case] = &[
    Case {
        flag: "plan_9_months_under_5",
        on: "2025-10-06",
        up: (
            "2021-06-01 person {\"birth\":\"2021-06-01\"}\n2025-01-06 protection_plan_started",
            "2025-10-06",
        ),
        near: "2020-06-01 person {\"birth\":\"2020-06-01\"}\n2025-01-06 protection_plan_started",
    },
    Case {
        flag: "plan_9_months_under_5",
        on: "2025-10-06",
        up: (
            "2021-06-01 person {\"birth\":\"2021-06-01\"}\n2025-01-06 protection_plan_started",
            "2025-10-06",
        ),
        near: "2021-06-01 person {\"birth\":\"2021-06-01\"}\n2025-01-07 protection_plan_started",
    },
    Case {
        flag: "plan_12_months",
        on: "2026-02-02",
        up: (
            "2025-01-06 protection_plan_started\n2025-10-20 plan_panel",
            "2026-01-06",
        ),
        near: "2025-01-06 protection_plan_started\n2026-01-12 plan_panel",
    },
    Case {
        flag: "plan_2_years",
        on: "2027-01-06",
        up: (
            "2025-01-06 protection_plan_started\n2027-01-04 plan_panel",
            "2027-01-06",
        ),
        near: "2025-01-06 protection_plan_started\n2026-01-05 protection_plan_ended\n2026-01-12 protection_plan_started",
    },
    Case {
        flag: "plan_again",
        on: "2025-02-03",
        up: (
            "2025-01-06 protection_plan_started {\"previous_plans\":\"1\"}",
            "2025-01-06",
        ),
        near: "2025-01-06 protection_plan_started {\"previous_plans\":\"0\"}",
    },
    Case {
        flag: "score_not_better",
        on: "2025-10-06",
        up: (
            r#"2025-01-06 protection_plan_started
            2025-04-01 conference {"conference":"REVIEW","decision":"CONTINUE","scale":"4"}
            2025-09-30 conference {"conference":"REVIEW","decision":"CONTINUE","scale":"4"}"#,
            "2025-04-01",
        ),
        near: r#"2025-01-06 protection_plan_started
            2025-04-01 conference {"conference":"REVIEW","decision":"CONTINUE","scale":"4"}
            2025-09-30 conference {"conference":"REVIEW","decision":"CONTINUE","scale":"5"}"#,
    },
    Case {
        flag: "score_not_better",
        on: "2025-10-06",
        up: (
            r#"2025-01-06 protection_plan_started
            2025-04-01 conference {"conference":"REVIEW","decision":"CONTINUE","scale":"4"}
            2025-07-01 conference {"conference":"REVIEW","decision":"CONTINUE"}
            2025-09-30 conference {"conference":"REVIEW","decision":"CONTINUE","scale":"2"}"#,
            "2025-04-01",
        ),
        near: r#"2024-01-08 protection_plan_started
            2024-04-01 conference {"conference":"REVIEW","decision":"END","scale":"6"}
            2024-04-01 protection_plan_ended
            2025-01-06 protection_plan_started
            2025-04-01 conference {"conference":"REVIEW","decision":"CONTINUE","scale":"4"}"#,
    },
    Case {
        flag: "legal_planning_not_considered",
        on: "2025-10-15",
        up: (TWO_REVIEWS, "2025-10-14"),
        near: r#"2025-01-06 protection_plan_started
            2025-04-01 conference {"conference":"REVIEW","decision":"CONTINUE"}
            2025-09-30 conference {"conference":"REVIEW","decision":"CONTINUE"}
            2025-10-07 legal_planning_considered {"needed":"no"}"#,
    },
    Case {
        flag: "actions_overdue",
        on: "2025-02-03",
        up: (
            r#"2025-01-06 protection_plan_started {"actions":[{"what":"See the nurse","due":"2025-02-01"},{"what":"Join the group","due":"2025-01-20"}]}"#,
            "2025-01-20",
        ),
        near: r#"2025-01-06 protection_plan_started {"actions":[{"what":"See the nurse","due":"2025-02-03"}]}"#,
    },
    Case {
        flag: "child_unseen_4_weeks",
        on: "2025-02-11",
        up: (
            "2025-01-06 protection_plan_started\n2025-01-13 visit {\"child_seen\":\"yes\"}\n2025-02-05 visit {\"child_seen\":\"no\"}",
            "2025-02-10",
        ),
        near: "2025-01-06 protection_plan_started\n2025-01-14 visit {\"child_seen\":\"yes\"}",
    },
    Case {
        flag: "child_unseen_6_weeks",
        on: "2025-02-25",
        up: (
            "2025-01-06 protection_plan_started\n2025-01-13 visit {\"child_seen\":\"yes\"}",
            "2025-02-24",
        ),
        near: "2025-01-06 protection_plan_started\n2025-01-13 visit {\"child_seen\":\"yes\"}\n2025-02-10 health_appointment {\"attended\":\"yes\"}",
    },
    Case {
        flag: "not_seen_alone",
        on: "2025-02-03",
        up: (
            r#"2025-01-06 protection_plan_started
            2025-01-13 visit {"child_seen":"yes","seen_alone":"no"}
            2025-01-20 visit {"child_seen":"no"}
            2025-01-27 visit {"child_seen":"yes","seen_alone":"no"}"#,
            "2025-01-13",
        ),
        near: r#"2025-01-06 protection_plan_started
            2025-01-13 visit {"child_seen":"yes","seen_alone":"yes"}
            2025-01-27 visit {"child_seen":"yes","seen_alone":"no"}"#,
    },
    Case {
        flag: "first_core_group_late",
        on: "2025-01-21",
        up: (
            "2025-01-06 conference {\"decision\":\"PLAN\"}\n2025-01-06 protection_plan_started",
            "2025-01-20",
        ),
        near: "2025-01-06 conference {\"decision\":\"PLAN\"}\n2025-01-06 protection_plan_started\n2025-01-20 core_group",
    },
    Case {
        flag: "core_group_late",
        on: "2025-03-04",
        up: (
            "2025-01-06 protection_plan_started\n2025-01-20 core_group",
            "2025-03-03",
        ),
        near: "2025-01-06 protection_plan_started\n2025-01-21 core_group",
    },
    Case {
        flag: "first_review_late",
        on: "2025-04-07",
        up: (
            "2025-01-06 conference {\"decision\":\"PLAN\"}\n2025-01-06 protection_plan_started",
            "2025-04-06",
        ),
        near: r#"2025-01-06 conference {"decision":"PLAN"}
            2025-01-06 protection_plan_started
            2025-04-04 conference {"conference":"REVIEW","decision":"CONTINUE"}"#,
    },
    Case {
        flag: "review_late",
        on: "2025-10-02",
        up: (
            "2025-01-06 protection_plan_started\n2025-04-01 conference {\"conference\":\"REVIEW\",\"decision\":\"CONTINUE\"}",
            "2025-10-01",
        ),
        near: "2025-01-06 protection_plan_started\n2025-04-02 conference {\"conference\":\"REVIEW\",\"decision\":\"CONTINUE\"}",
    },
    Case {
        flag: "no_management_decision",
        on: "2025-03-11",
        up: (
            r#"2025-01-06 involvement_started {"role":"ALLOCATED"}
            2025-01-06 protection_plan_started
            2025-02-10 management_decision {"matter":"CASE","rationale":"Why"}"#,
            "2025-03-10",
        ),
        near: r#"2025-01-06 involvement_started {"role":"ALLOCATED"}
            2025-01-06 protection_plan_started
            2025-02-11 management_decision {"matter":"CASE","rationale":"Why"}"#,
    },
    Case {
        flag: "without_police_or_health",
        on: "2025-01-20",
        up: (
            r#"2025-01-06 strategy_discussion {"decision":"S47_SINGLE","agencies":[{"agency":"POLICE","response":"ATTENDED"},{"agency":"HEALTH","response":"ASKED"}]}"#,
            "2025-01-06",
        ),
        near: r#"2025-01-06 strategy_discussion {"decision":"S47_SINGLE","agencies":[{"agency":"POLICE","response":"ATTENDED"},{"agency":"HEALTH","response":"SENT_INFORMATION"}]}"#,
    },
    Case {
        flag: "without_police_or_health",
        on: "2025-01-20",
        up: (
            r#"2025-01-06 strategy_discussion {"decision":"S47_SINGLE","agencies":[{"agency":"HEALTH","response":"ATTENDED"}]}"#,
            "2025-01-06",
        ),
        near: r#"2025-01-06 strategy_discussion {"decision":"S47_SINGLE","agencies":[{"agency":"HEALTH","response":"ATTENDED"}]}
            2025-01-13 strategy_discussion {"agencies":[{"agency":"POLICE","response":"ATTENDED"},{"agency":"HEALTH","response":"ATTENDED"}]}"#,
    },
    Case {
        flag: "chair_escalation_unanswered",
        on: "2025-02-11",
        up: (
            "2025-01-06 protection_plan_started\n2025-02-03 escalation_raised {\"by\":\"CHAIR\"}",
            "2025-02-10",
        ),
        near: "2025-01-06 protection_plan_started\n2025-02-03 escalation_raised {\"by\":\"PARTNER\"}",
    },
    Case {
        flag: "conference_late",
        on: "2025-01-28",
        up: (
            "2025-01-06 strategy_discussion {\"decision\":\"S47_JOINT\"}",
            "2025-01-27",
        ),
        near: "2025-01-06 strategy_discussion {\"decision\":\"S47_JOINT\"}\n2025-01-27 conference {\"conference\":\"INITIAL\",\"decision\":\"NO_PLAN\"}",
    },
    Case {
        flag: "legal_planning_meeting_late",
        on: "2025-01-21",
        up: ("2025-01-06 legal_planning_requested", "2025-01-20"),
        near: "2025-01-06 legal_planning_requested\n2025-01-20 legal_planning_meeting {\"decision\":\"MORE_WORK\"}",
    },
    Case {
        flag: "letter_late",
        on: "2025-01-14",
        up: (
            "2025-01-06 legal_planning_meeting {\"decision\":\"PRE_PROCEEDINGS\"}",
            "2025-01-13",
        ),
        near: "2025-01-06 legal_planning_meeting {\"decision\":\"MORE_WORK\"}",
    },
    Case {
        flag: "letter_without_meeting",
        on: "2025-01-16",
        up: ("2025-01-06 letter_before_proceedings", "2025-01-15"),
        near: "2025-01-06 letter_before_proceedings\n2025-01-15 pre_proceedings_meeting",
    },
    Case {
        flag: "pre_proceedings_review_late",
        on: "2025-02-27",
        up: (
            "2025-01-06 letter_before_proceedings\n2025-01-15 pre_proceedings_meeting",
            "2025-02-26",
        ),
        near: "2025-01-06 letter_before_proceedings\n2025-01-16 pre_proceedings_meeting",
    },
    Case {
        flag: "pre_proceedings_16_weeks",
        on: "2025-04-29",
        up: ("2025-01-06 letter_before_proceedings", "2025-04-28"),
        near: "2025-01-06 letter_before_proceedings\n2025-04-22 pre_proceedings_extended {\"until\":\"2025-06-02\"}",
    },
    Case {
        flag: "court_26_weeks",
        on: "2025-07-08",
        up: (
            "2025-01-06 care_application {\"sought\":[\"CO\"]}\n2025-06-30 court_extension {\"weeks\":\"8\"}",
            "2025-07-07",
        ),
        near: "2025-01-07 care_application {\"sought\":[\"CO\"]}",
    },
    Case {
        flag: "tracker_out_of_date",
        on: "2025-01-28",
        up: (
            "2025-01-06 letter_before_proceedings\n2025-01-13 court_tracker_update",
            "2025-01-27",
        ),
        near: "2025-01-06 letter_before_proceedings\n2025-01-14 court_tracker_update",
    },
];

/// A plan that two reviews continued.
const TWO_REVIEWS: &str = r#"2025-01-06 protection_plan_started
    2025-04-01 conference {"conference":"REVIEW","decision":"CONTINUE"}
    2025-09-30 conference {"conference":"REVIEW","decision":"CONTINUE"}"#;
