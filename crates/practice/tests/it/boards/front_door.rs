//! The front door.

use super::{Case, check, check_cells, stands};

#[test]
fn each_flag_is_raised_by_its_story_and_not_by_the_near_miss() {
    check("front_door", CASES);
}

#[test]
fn a_row_tells_what_is_in_hand() {
    let story = r#"2025-11-03 contact {"risk":"GREEN"}
        2025-11-04 contact_decision {"outcome":"INFO"}
        2026-03-09T10:00 contact {"risk":"AMBER"}
        2026-03-09T11:00 consent {"purpose":"CHECKS","state":"GIVEN"}"#;
    let cells = [
        ("Contact in hand since", "9 Mar 2026"),
        ("Working days in hand", "2"),
        ("Risk", "Amber: medium"),
        ("Consent to checks", "Given"),
        ("Contacts in 12 months", "2"),
        ("Referral in hand since", ""),
    ];
    check_cells("front_door", story, "2026-03-11", &cells);
}

#[test]
fn a_child_leaves_the_board_when_nothing_waits() {
    let decided = "2026-03-09T10:00 contact\n2026-03-09T15:00 contact_decision {\"outcome\":\"INFO\"}";
    assert!(stands("front_door", "2026-03-09T10:00 contact", "2026-03-09"));
    assert!(!stands("front_door", decided, "2026-03-09"));
    let referral = "2026-03-09 referral\n2026-03-10 referral_decision {\"outcome\":\"ASSESS\"}";
    assert!(stands("front_door", referral, "2026-03-11"));
    assert!(!stands(
        "front_door",
        &format!("{referral}\n2026-03-11 referral_feedback"),
        "2026-03-11"
    ));
}

const CASES: &[Case] = &[
    Case {
        flag: "contact_decision_late",
        on: "2026-03-11",
        up: ("2026-03-09T10:00 contact", "2026-03-10"),
        near: "2026-03-10T10:00 contact",
    },
    Case {
        flag: "referral_decision_late",
        on: "2026-03-11",
        up: ("2026-03-09 referral", "2026-03-10"),
        near: "2026-03-09 referral\n2026-03-10 referral_decision {\"outcome\":\"ASSESS\",\"acknowledged\":\"yes\"}",
    },
    Case {
        flag: "hub_red_late",
        on: "2026-03-09T14:30",
        up: ("2026-03-09T10:00 mash_enquiry {\"risk\":\"RED\"}", "2026-03-09"),
        near: "2026-03-09T11:00 mash_enquiry {\"risk\":\"RED\"}",
    },
    Case {
        flag: "hub_amber_late",
        on: "2026-03-11T12:00",
        up: ("2026-03-09T10:00 mash_enquiry {\"risk\":\"AMBER\"}", "2026-03-10"),
        near: "2026-03-09T10:00 mash_enquiry {\"risk\":\"AMBER\"}\n2026-03-10T16:00 mash_decision {\"outcome\":\"EH\"}",
    },
    Case {
        flag: "hub_green_late",
        on: "2026-03-13T12:00",
        up: ("2026-03-09T10:00 mash_enquiry {\"risk\":\"GREEN\"}", "2026-03-12"),
        near: "2026-03-10T10:00 mash_enquiry {\"risk\":\"GREEN\"}",
    },
    Case {
        flag: "protection_urgent",
        on: "2026-03-10T12:00",
        up: ("2026-03-09T10:00 contact {\"protection_urgent\":\"yes\"}", "2026-03-10"),
        near: "2026-03-09T10:00 contact {\"protection_urgent\":\"yes\"}\n2026-03-09T15:00 strategy_discussion",
    },
    Case {
        flag: "consent_dispensed_alone",
        on: "2026-03-09",
        up: (
            r#"2026-03-09T10:00 contact
            2026-03-09T11:00 consent {"purpose":"CHECKS","state":"DISPENSED_WITH","reason":"It would put the child at risk","decided_by":"00000000-0000-4000-8000-000000000001"}"#,
            "2026-03-09",
        ),
        near: r#"2026-03-09T10:00 contact
            2026-03-09T11:00 consent {"purpose":"CHECKS","state":"DISPENSED_WITH","reason":"It would put the child at risk","decided_by":"00000000-0000-4000-8000-000000000001","second_person":"00000000-0000-4000-8000-000000000002"}"#,
    },
    Case {
        flag: "checks_without_consent",
        on: "2026-03-09",
        up: (
            r#"2025-11-03 contact
            2025-11-03 consent {"purpose":"CHECKS","state":"GIVEN"}
            2025-11-04 contact_decision {"outcome":"INFO"}
            2026-03-09T10:00 contact
            2026-03-09T11:00 agency_check_asked {"agency":"HEALTH"}"#,
            "2026-03-09",
        ),
        near: r#"2026-03-09T10:00 contact
            2026-03-09T10:30 consent {"purpose":"CHECKS","state":"REFUSED"}
            2026-03-09T11:00 agency_check_asked {"agency":"HEALTH"}"#,
    },
    Case {
        flag: "checks_unanswered",
        on: "2026-03-12",
        up: (
            r#"2026-03-09T10:00 contact
            2026-03-09T11:00 agency_check_asked {"agency":"HEALTH"}
            2026-03-09T11:05 agency_check_asked {"agency":"EDU"}
            2026-03-10T11:05 agency_check_answered {"agency":"EDU","nothing_known":"yes"}"#,
            "2026-03-09",
        ),
        near: r#"2026-03-09T10:00 contact
            2026-03-10T11:00 agency_check_asked {"agency":"HEALTH"}"#,
    },
    Case {
        flag: "three_contacts",
        on: "2026-03-09",
        up: (
            "2025-03-10 contact\n2025-11-03 contact\n2026-03-09 contact",
            "2026-03-09",
        ),
        near: "2025-03-09 contact\n2025-11-03 contact\n2026-03-09 contact",
    },
    Case {
        flag: "referred_again",
        on: "2026-03-09",
        up: ("2025-03-10 referral\n2026-03-09 referral", "2026-03-09"),
        near: "2025-03-09 referral\n2026-03-09 referral",
    },
    Case {
        flag: "referral_not_opened",
        on: "2026-03-11",
        up: (
            "2026-03-09 contact\n2026-03-10 contact_decision {\"outcome\":\"REFERRAL\"}",
            "2026-03-10",
        ),
        near: "2026-03-09 contact\n2026-03-10 contact_decision {\"outcome\":\"REFERRAL\"}\n2026-03-10 referral",
    },
    Case {
        flag: "feedback_late",
        on: "2026-03-13",
        up: (
            "2026-03-09 referral\n2026-03-09 referral_decision {\"outcome\":\"ASSESS\"}",
            "2026-03-12",
        ),
        near: "2026-03-09 referral\n2026-03-10 referral_decision {\"outcome\":\"ASSESS\"}",
    },
    Case {
        flag: "out_of_hours_not_taken",
        on: "2026-03-11",
        up: ("2026-03-09T22:00 out_of_hours_action", "2026-03-10"),
        near: "2026-03-09T22:00 out_of_hours_action\n2026-03-10T08:40 out_of_hours_handover_taken",
    },
];
