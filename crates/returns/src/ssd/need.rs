//! Front door, early help, referrals, assessments and plans for children in need.

use super::packed::{chosen, outcome};
use super::take::Row;
use crate::fact::NoteKind;
use crate::taking::{end_day, end_moment, must_day, must_moment};
use record::entries::assessment::{AssessmentAuthorised, AssessmentStarted};
use record::entries::closure::Closure;
use record::entries::contact::{Contact, ContactDecision};
use record::entries::early_help::{EarlyHelpEnded, EarlyHelpStarted};
use record::entries::need_plan::{NeedPlanEnded, NeedPlanStarted};
use record::entries::referral::{Referral, ReferralDecision};
use record::field::List;
use record::{Code, Narrative};

const CONTACT_OUTCOMES: [(&str, &str); 7] = [
    ("NEW_REFERRAL", "REFERRAL"),
    ("EXISTING_REFERRAL", "REFERRAL"),
    ("CP_ENQUIRY", "REFERRAL"),
    ("EH_REFERRAL", "EH"),
    ("EARLY_HELP", "EH"),
    ("ADVICE", "INFO"),
    ("NFA", "NFA"),
];

const REFERRAL_OUTCOMES: [(&str, &str); 9] = [
    ("STRATEGY_DISCUSSION", "STRATEGY"),
    ("SINGLE_ASSESSMENT", "ASSESS"),
    ("CLA_REQUEST", "CLA_REQUEST"),
    ("CP_TRANSFER_IN", "CP_TRANSFER_IN"),
    ("PRIVATE_FOSTERING", "PRIV_FOST"),
    ("ADVICE", "ADVICE"),
    ("NFA", "NFA"),
    ("OTHER", "OTHER"),
    ("OTHER_OUTCOMES_EXIST", "OTHER"),
];

const ASSESSMENT_OUTCOMES: [(&str, &str); 9] = [
    ("STRATEGY_DISCUSSION", "STRATEGY"),
    ("CLA_REQUEST", "CLA_REQUEST"),
    ("LEGAL_ACTION", "LEGAL"),
    ("PROV_OF_SERVICES", "CIN"),
    ("PROV_OF_SB_CARE", "SHORT_BREAK"),
    ("PRIVATE_FOSTERING", "PRIV_FOST"),
    ("SPECIALIST_ASSESSMENT", "SPECIALIST"),
    ("NFA", "NFA"),
    ("OTHER_OUTCOMES_EXIST", "OTHER"),
];

/// A contact, and what was decided on it. The dataset does not tell the day of the decision: that of the contact is taken.
pub(super) fn contact(row: &mut Row<'_>) -> Result<String, String> {
    let key = row.about("cont_person_id", "cont_contact_id")?;
    let day = must_moment("cont_contact_date", row.get("cont_contact_date"))?;
    row.pass(&["cont_contact_source_desc"]);
    let source = row.code("cont_contact_source_code");
    row.draft.fact(
        key.clone(),
        day,
        Contact {
            source,
            ..Contact::default()
        },
    );
    let (column, packed) = ("cont_contact_outcome_json", row.get("cont_contact_outcome_json"));
    let decided = outcome(row.draft, column, packed, &CONTACT_OUTCOMES);
    if decided.is_some() {
        row.draft
            .note(column, packed, NoteKind::Assumed, "decided on the day of the contact");
        row.draft.follow(
            format!("{key}/decision"),
            &key,
            day,
            ContactDecision {
                outcome: decided,
                ..ContactDecision::default()
            },
        );
    }
    Ok(key)
}

/// An episode of early help.
pub(super) fn early_help(row: &mut Row<'_>) -> Result<String, String> {
    let key = row.about("earl_person_id", "earl_episode_id")?;
    let start = must_day("earl_episode_start_date", row.get("earl_episode_start_date"))?;
    let end = end_day("earl_episode_end_date", row.get("earl_episode_end_date"), start)?;
    let (organisation, worker) = (row.get("earl_episode_organisation"), row.get("earl_episode_worker_id"));
    let started = EarlyHelpStarted {
        lead_name: row.draft.text("earl_episode_worker_id", worker),
        lead_agency: row.draft.text("earl_episode_organisation", organisation),
        needs: Narrative::of(row.get("earl_episode_reason")),
        ..EarlyHelpStarted::default()
    };
    row.draft.fact(key.clone(), start, started);
    let (column, words) = ("earl_episode_end_reason", row.get("earl_episode_end_reason"));
    if let Some(end) = end {
        let reason = match words.to_lowercase() {
            words if words.contains("step-up") || words.contains("step up") || words.contains("stepped up") => {
                Some(Code::of("STEPPED_UP"))
            }
            words if words.contains("met") => Some(Code::of("NEEDS_MET")),
            words if words.contains("withdr") => Some(Code::of("WITHDREW")),
            words if words.contains("moved") => Some(Code::of("MOVED")),
            _ => row.draft.code(column, words),
        };
        row.draft.follow(
            format!("{key}/ended"),
            &key,
            end,
            EarlyHelpEnded {
                reason,
                summary: Narrative::of(words),
            },
        );
    } else if !words.is_empty() {
        row.draft
            .note(column, words, NoteKind::NotHeld, "the episode has no end");
    }
    Ok(key)
}

/// A referral, the decision on it, and the closure of the episode of need.
pub(super) fn episode(row: &mut Row<'_>) -> Result<String, String> {
    let key = row.about("cine_person_id", "cine_referral_id")?;
    let day = must_moment("cine_referral_date", row.get("cine_referral_date"))?;
    let closed = end_moment("cine_close_date", row.get("cine_close_date"), day)?;
    row.pass(&["cine_referral_source_desc"]);
    let referral = Referral {
        source: row.code("cine_referral_source_code"),
        need: row.code("cine_cin_primary_need_code"),
        ..Referral::default()
    };
    row.draft.fact(key.clone(), day, referral);
    let (column, packed) = ("cine_referral_outcome_json", row.get("cine_referral_outcome_json"));
    let no_action = row.flag("cine_referral_nfa") == Some(true);
    let decided = outcome(row.draft, column, packed, &REFERRAL_OUTCOMES).or(no_action.then(|| Code::of("NFA")));
    if decided.is_some() {
        row.draft
            .note(column, packed, NoteKind::Assumed, "decided on the day of the referral");
        row.draft.follow(
            format!("{key}/decision"),
            &key,
            day,
            ReferralDecision {
                outcome: decided,
                ..ReferralDecision::default()
            },
        );
    }
    let reason = row.code("cine_close_reason");
    if let Some(closed) = closed {
        row.draft.follow(
            format!("{key}/closure"),
            &key,
            closed,
            Closure {
                reason,
                ..Closure::default()
            },
        );
    } else if let Some(reason) = reason {
        row.draft.note(
            "cine_close_reason",
            reason.code(),
            NoteKind::NotHeld,
            "the episode has no end",
        );
    }
    Ok(key)
}

/// An assessment, with the factors that the table of factors tells of it.
pub(super) fn assessment(row: &mut Row<'_>) -> Result<String, String> {
    let key = row.about("cina_person_id", "cina_assessment_id")?;
    let start = must_day("cina_assessment_start_date", row.get("cina_assessment_start_date"))?;
    let end = end_day("cina_assessment_auth_date", row.get("cina_assessment_auth_date"), start)?;
    let id = row.get("cina_assessment_id");
    row.pass(&["cina_referral_id"]);
    row.draft.fact(key.clone(), start, AssessmentStarted::default());
    let packed = row.get("cina_assessment_outcome_json");
    let no_action = row.flag("cina_assessment_outcome_nfa") == Some(true);
    let decided = outcome(row.draft, "cina_assessment_outcome_json", packed, &ASSESSMENT_OUTCOMES);
    let outcome = decided.or(no_action.then(|| Code::of("NFA")));
    let (links, draft) = (row.links, &mut *row.draft);
    let factors: Vec<_> = chosen(links.factors(id))
        .iter()
        .filter_map(|factor| draft.code("cinf_assessment_factors_json", factor))
        .collect();
    if let Some(end) = end {
        let authorised = AssessmentAuthorised {
            factors: List(factors),
            outcome,
            ..AssessmentAuthorised::default()
        };
        row.draft.follow(format!("{key}/authorised"), &key, end, authorised);
    } else {
        for (column, code) in factors
            .iter()
            .map(|factor| ("factors", factor.code()))
            .chain(outcome.iter().map(|code| ("outcome", code.code())))
        {
            row.draft
                .note(column, code, NoteKind::NotHeld, "the assessment is not authorised yet");
        }
    }
    Ok(key)
}

/// The factors of an assessment, which the assessment's own fact holds.
pub(super) fn factors(row: &mut Row<'_>) -> Result<String, String> {
    let id = row.get("cinf_assessment_id");
    row.pass(&["cinf_table_id", "cinf_assessment_factors_json"]);
    if !row.links.is_assessment(id) {
        return Err(format!("No assessment in these files has the id “{id}”"));
    }
    Ok(format!("assessment_factors/{id}"))
}

/// A child in need plan.
pub(super) fn plan(row: &mut Row<'_>) -> Result<String, String> {
    let key = row.about("cinp_person_id", "cinp_cin_plan_id")?;
    let start = must_day("cinp_cin_plan_start_date", row.get("cinp_cin_plan_start_date"))?;
    let end = end_day("cinp_cin_plan_end_date", row.get("cinp_cin_plan_end_date"), start)?;
    row.pass(&["cinp_referral_id"]);
    row.draft.fact(key.clone(), start, NeedPlanStarted::default());
    if let Some(end) = end {
        row.draft
            .follow(format!("{key}/ended"), &key, end, NeedPlanEnded::default());
    }
    Ok(key)
}
