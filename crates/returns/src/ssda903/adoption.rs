//! The two tables about adoption. Both tell the day of the decision that the child should be placed for adoption; told twice, it
//! has one key and stays one fact.

use crate::reading::cells::Cells;
use crate::taking::{Draft, end_day, must_day};
use record::Day;
use record::entries::adoption::{AdoptionDecision, AdoptionMatch, AdoptionReversed};

/// AD1: the decision, and the match with its adopters.
pub(super) fn match_and_decision(row: &Cells, draft: &mut Draft, prefix: &str) -> Result<String, String> {
    let (decided, matched) = (row.get("DATE_INT"), row.get("DATE_MATCH"));
    let decided = if decided.is_empty() {
        None
    } else {
        Some(must_day("DATE_INT", decided)?)
    };
    let matched = match (matched, decided) {
        ("", _) => None,
        (matched, Some(decided)) => end_day("DATE_MATCH", matched, decided)?,
        (matched, None) => Some(must_day("DATE_MATCH", matched)?),
    };
    let details = AdoptionMatch {
        foster_carer: draft.flag("FOSTER_CARE", row.get("FOSTER_CARE")),
        adopters: draft.count("NB_ADOPTR", row.get("NB_ADOPTR")),
        adopter_sex: draft.code("SEX_ADOPTR", row.get("SEX_ADOPTR")),
        adopter_status: draft.code("LS_ADOPTR", row.get("LS_ADOPTR")),
        ..AdoptionMatch::default()
    };
    let Some(first) = decided.or(matched) else {
        return Err("DATE_INT and DATE_MATCH are both empty".to_owned());
    };
    let decision = decided.map(|day| draft_decision(draft, day));
    if let Some(matched) = matched {
        let key = format!("{prefix}/{matched}/matched");
        match &decision {
            Some(decision) => draft.follow(key, decision, matched, details),
            None => draft.fact(key, matched, details),
        }
    } else if details != AdoptionMatch::default() {
        return Err("DATE_MATCH is empty, though the row tells of adopters".to_owned());
    }
    Ok(format!("{prefix}/{first}"))
}

/// Placed for adoption: the decision, and its reversal.
pub(super) fn decision(row: &Cells, draft: &mut Draft, prefix: &str) -> Result<String, String> {
    let day = must_day("DATE_PLACED", row.get("DATE_PLACED"))?;
    let end = end_day("DATE_PLACED_CEASED", row.get("DATE_PLACED_CEASED"), day)?;
    let reason = draft.code("REASON_PLACED_CEASED", row.get("REASON_PLACED_CEASED"));
    let decision = draft_decision(draft, day);
    if let Some(end) = end {
        let reversed = AdoptionReversed {
            reason,
            ..AdoptionReversed::default()
        };
        draft.follow(format!("{prefix}/{day}/reversed"), &decision, end, reversed);
    } else if let Some(reason) = reason {
        let words = "the decision has no end, so a reason for it says nothing";
        draft.note(
            "REASON_PLACED_CEASED",
            reason.code(),
            crate::fact::NoteKind::NotHeld,
            words,
        );
    }
    Ok(format!("{prefix}/{day}"))
}

/// The decision, once for each child and day.
fn draft_decision(draft: &mut Draft, day: Day) -> String {
    let key = format!("adoption_decision/{}/{day}", draft.child);
    if draft.tell_once(&key) {
        draft.fact(key.clone(), day, AdoptionDecision::default());
    }
    key
}
