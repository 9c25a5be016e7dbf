//! Enquiries, conferences, child protection plans, visits and pre-proceedings.

use super::packed::outcome;
use super::take::{Row, VisitColumns};
use crate::fact::NoteKind;
use crate::taking::{end_day, must_day, must_moment};
use record::Code;
use record::entries::conference::Conference;
use record::entries::pre_proceedings::{
    LetterBeforeProceedings, PreProceedingsEnded, PreProceedingsMeeting, PreProceedingsStarted,
};
use record::entries::protection_plan::{ProtectionPlanEnded, ProtectionPlanStarted};
use record::entries::section_47::{Section47Concluded, Section47Started};
use record::entries::visit::Visit;

const ENQUIRY_OUTCOMES: [(&str, &str); 8] = [
    ("CP_CONFERENCE", "ICPC"),
    ("LEGAL_ACTION", "LEGAL"),
    ("PROV_OF_SERVICES", "S17_SERVICES"),
    ("PROV_OF_SB_CARE", "SHORT_BREAK"),
    ("NFA_CONTINUE_SINGLE", "CONTINUE_ASSESSMENT"),
    ("MONITOR", "MONITOR"),
    ("NFA", "NFA"),
    ("OTHER_OUTCOMES_EXIST", "OTHER"),
];

/// A visit, whatever for.
pub(super) fn visit(row: &mut Row<'_>, columns: &VisitColumns) -> Result<String, String> {
    if row.get(columns.person).is_empty() && columns.purpose == "LOOKED_AFTER" {
        let care = row.get("clav_cla_id");
        let person = row
            .links
            .person_of_care(care)
            .ok_or_else(|| format!("No episode of care has the id “{care}”, so it names nobody"))?;
        row.draft.child(person)?;
    } else {
        row.about(columns.person, columns.id)?;
    }
    let key = row.key(columns.id);
    row.pass(&["clav_cla_id", "cppv_cp_plan_id"]);
    let day = must_moment(columns.day, row.get(columns.day))?;
    let visit = Visit {
        purpose: Some(Code::of(columns.purpose)),
        child_seen: row.draft.flag(columns.seen, row.get(columns.seen)),
        seen_alone: row.draft.flag(columns.alone, row.get(columns.alone)),
        bedroom_seen: row.draft.flag(columns.bedroom, row.get(columns.bedroom)),
        ..Visit::default()
    };
    row.draft.fact(key.clone(), day, visit);
    Ok(key)
}

/// A section 47 enquiry.
pub(super) fn enquiry(row: &mut Row<'_>) -> Result<String, String> {
    let key = row.about("s47e_person_id", "s47e_s47_enquiry_id")?;
    let start = must_day("s47e_s47_start_date", row.get("s47e_s47_start_date"))?;
    let end = end_day("s47e_s47_end_date", row.get("s47e_s47_end_date"), start)?;
    row.pass(&["s47e_referral_id"]);
    row.draft.tell_once(&key);
    row.draft.fact(key.clone(), start, Section47Started::default());
    let (column, packed) = ("s47e_s47_outcome_json", row.get("s47e_s47_outcome_json"));
    let no_action = row.flag("s47e_s47_nfa") == Some(true);
    let outcome = outcome(row.draft, column, packed, &ENQUIRY_OUTCOMES).or(no_action.then(|| Code::of("NFA")));
    if let Some(end) = end {
        row.draft.follow(
            format!("{key}/concluded"),
            &key,
            end,
            Section47Concluded {
                outcome,
                ..Section47Concluded::default()
            },
        );
    } else if let Some(outcome) = outcome {
        row.draft
            .note(column, outcome.code(), NoteKind::NotHeld, "the enquiry has no end");
    }
    Ok(key)
}

/// An initial conference.
pub(super) fn initial_conference(row: &mut Row<'_>) -> Result<String, String> {
    let key = row.about("icpc_person_id", "icpc_icpc_id")?;
    let day = must_moment("icpc_icpc_date", row.get("icpc_icpc_date"))?;
    row.pass(&["icpc_icpc_meeting_id", "icpc_cp_plan_id", "icpc_referral_id"]);
    let transferred = row.flag("icpc_icpc_transfer_in") == Some(true);
    let plan = row.flag("icpc_icpc_outcome_cp_flag");
    let conference = Conference {
        conference: Some(Code::of(if transferred { "TRANSFER_IN" } else { "INITIAL" })),
        decision: plan.map(|plan| Code::of(if plan { "PLAN" } else { "NO_PLAN" })),
        ..Conference::default()
    };
    let enquiry = format!("s47_enquiry/{}/{}", row.draft.child, row.get("icpc_s47_enquiry_id"));
    if row.draft.was_told(&enquiry) {
        row.draft.follow(key.clone(), &enquiry, day, conference);
    } else {
        row.draft.fact(key.clone(), day, conference);
    }
    Ok(key)
}

/// A child protection plan.
pub(super) fn plan(row: &mut Row<'_>) -> Result<String, String> {
    let key = row.about("cppl_person_id", "cppl_cp_plan_id")?;
    let start = must_day("cppl_cp_plan_start_date", row.get("cppl_cp_plan_start_date"))?;
    let end = end_day("cppl_cp_plan_end_date", row.get("cppl_cp_plan_end_date"), start)?;
    row.pass(&["cppl_referral_id", "cppl_icpc_id"]);
    let started = ProtectionPlanStarted {
        category: row.code("cppl_cp_plan_initial_category"),
        latest: row.code("cppl_cp_plan_latest_category"),
        ..ProtectionPlanStarted::default()
    };
    row.draft.tell_once(&key);
    row.draft.fact(key.clone(), start, started);
    if let Some(end) = end {
        row.draft
            .follow(format!("{key}/ended"), &key, end, ProtectionPlanEnded::default());
    }
    Ok(key)
}

/// A review conference.
pub(super) fn review(row: &mut Row<'_>) -> Result<String, String> {
    let key = row.about("cppr_person_id", "cppr_cp_review_id")?;
    let day = must_moment("cppr_cp_review_date", row.get("cppr_cp_review_date"))?;
    row.pass(&["cppr_cp_review_meeting_id"]);
    let goes_on = row.flag("cppr_cp_review_outcome_continue_cp");
    let conference = Conference {
        conference: Some(Code::of("REVIEW")),
        quorate: row.flag("cppr_cp_review_quorate"),
        child_participation: row.code("cppr_cp_review_participation"),
        decision: goes_on.map(|goes_on| Code::of(if goes_on { "CONTINUE" } else { "END" })),
        ..Conference::default()
    };
    let plan = format!("cp_plans/{}/{}", row.draft.child, row.get("cppr_cp_plan_id"));
    if row.draft.was_told(&plan) {
        row.draft.follow(key.clone(), &plan, day, conference);
    } else {
        row.draft.fact(key.clone(), day, conference);
    }
    Ok(key)
}

/// Pre-proceedings.
pub(super) fn pre_proceedings(row: &mut Row<'_>) -> Result<String, String> {
    row.about("prep_person_id", "prep_table_id")?;
    row.pass(&["prep_table_id"]);
    let start = must_day("prep_pre_pro_decision_date", row.get("prep_pre_pro_decision_date"))?;
    let key = format!("pre_proceedings/{}/{start}", row.draft.child);
    row.draft.fact(key.clone(), start, PreProceedingsStarted::default());
    let letter = row.day("prep_pre_pro_letter_date");
    if let Some(day) = letter {
        row.draft
            .follow(format!("{key}/letter"), &key, day, LetterBeforeProceedings::default());
    }
    let parents_lawyer = row.flag("prep_pre_pro_parents_legal_rep");
    let met = row.day("prep_initial_pre_pro_meeting_date");
    if let Some(day) = met {
        let meeting = PreProceedingsMeeting {
            first: Some(true),
            parents_lawyer,
            ..PreProceedingsMeeting::default()
        };
        row.draft.follow(format!("{key}/meeting"), &key, day, meeting);
    }
    let (column, words) = ("prep_pre_pro_outcome", row.get("prep_pre_pro_outcome"));
    let outcome = match words.to_lowercase() {
        lower if lower.contains("issue") => Some(Code::of("ISSUE")),
        lower if lower.contains("step down") || lower.contains("step-down") => Some(Code::of("STEP_DOWN")),
        _ => row.draft.code(column, words),
    };
    let decided = row.day("prep_agree_stepdown_issue_date");
    if let Some(day) = decided {
        row.draft.follow(
            format!("{key}/ended"),
            &key,
            day,
            PreProceedingsEnded {
                outcome,
                ..PreProceedingsEnded::default()
            },
        );
    } else if let Some(outcome) = outcome {
        row.draft.note(
            column,
            outcome.code(),
            NoteKind::NotHeld,
            "no day of the decision is told",
        );
    }
    Ok(key)
}
