//! Pre-proceedings and family group decision making, a group of the census from 2026.

use crate::fact::NoteKind;
use crate::reading::elements::Node;
use crate::taking::{Draft, must_day};
use record::Day;
use record::entries::court::CareApplication;
use record::entries::pre_proceedings::{
    FamilyGroupMeeting, FamilyGroupOffered, LetterBeforeProceedings, PreProceedingsEnded, PreProceedingsMeeting,
    PreProceedingsStarted,
};

/// Takes the group. What has no day of its own is told of the day on which pre-proceedings started, and noted.
pub(super) fn take(node: Node<'_>, draft: &mut Draft, anchor: &str) -> Result<String, String> {
    let start = must_day("PPStartDate", node.value("PPStartDate"))?;
    let key = format!("pre_proceedings/{}/{start}", draft.child);
    let start_key = format!("{key}/started");
    draft.fact(start_key.clone(), start, PreProceedingsStarted::default());
    let dated = |draft: &mut Draft, column: &str| draft.day(column, node.value(column));
    if let Some(day) = dated(draft, "LBPSentDate") {
        draft.follow(
            format!("{key}/letter"),
            &start_key,
            day,
            LetterBeforeProceedings::default(),
        );
    }
    family_group(node, draft, &key, &start_key, start);
    if let Some(day) = dated(draft, "InitialPPMeetingDate") {
        let meeting = PreProceedingsMeeting {
            first: Some(true),
            ..PreProceedingsMeeting::default()
        };
        draft.follow(format!("{key}/meeting"), &start_key, day, meeting);
    }
    let outcome = node.value("PPOutcome");
    let decided = dated(draft, "StepDecisionDate");
    if let Some(day) = decided {
        let outcome = draft.code("PPOutcome", outcome);
        draft.follow(
            format!("{key}/ended"),
            &start_key,
            day,
            PreProceedingsEnded {
                outcome,
                ..PreProceedingsEnded::default()
            },
        );
    } else if !outcome.is_empty() {
        draft.note(
            "PPOutcome",
            outcome,
            NoteKind::NotHeld,
            "no day of the decision is told",
        );
    }
    if let Some(day) = dated(draft, "CourtAppDate") {
        draft.follow(
            format!("{key}/application"),
            &start_key,
            day,
            CareApplication::default(),
        );
    }
    for column in ["ReviewMeetingsCount", "LetterInitCPDate"] {
        let value = node.value(column);
        if !value.is_empty() {
            draft.note(column, value, NoteKind::NotHeld, anchor);
        }
    }
    Ok(key)
}

fn family_group(node: Node<'_>, draft: &mut Draft, key: &str, start_key: &str, start: Day) {
    let offer = node.value("FGDMMeetingOffer");
    let held = node.value("FGDMMeetingFac");
    if draft.flag("FGDMMeetingOffer", offer) == Some(true) {
        draft.note(
            "FGDMMeetingOffer",
            offer,
            NoteKind::Assumed,
            "told of the day on which pre-proceedings started",
        );
        draft.follow(
            format!("{key}/family_group_offered"),
            start_key,
            start,
            FamilyGroupOffered::default(),
        );
    } else if !offer.is_empty() {
        draft.note("FGDMMeetingOffer", offer, NoteKind::NotHeld, "no offer was made");
    }
    if let Some(facilitated) = draft.flag("FGDMMeetingFac", held) {
        draft.note(
            "FGDMMeetingFac",
            held,
            NoteKind::Assumed,
            "told of the day on which pre-proceedings started",
        );
        let meeting = FamilyGroupMeeting {
            facilitated: Some(facilitated),
            ..FamilyGroupMeeting::default()
        };
        draft.follow(format!("{key}/family_group_meeting"), start_key, start, meeting);
    }
}
