//! The permanence table: each day in it is a step of the child's adoption, or another order.

use super::take::Row;
use crate::fact::NoteKind;
use record::entries::adoption::{
    AdoptionDecision, AdoptionMatch, AdoptionOrder, AdoptionPlaced, AdoptionReversed, EarlyPermanence, PlacementOrder,
};
use record::{Body, Day};

/// A child's steps to permanence. Each step with a day is a fact; they follow the decision where it has one.
pub(super) fn permanence(row: &mut Row<'_>) -> Result<String, String> {
    let key = row.about("perm_person_id", "perm_table_id")?;
    row.pass(&["perm_cla_id"]);
    let matched = AdoptionMatch {
        foster_carer: row
            .draft
            .flag("perm_adopted_by_carer_flag", row.get("perm_adopted_by_carer_flag")),
        adopters: row
            .draft
            .count("perm_number_of_adopters", row.get("perm_number_of_adopters")),
        adopter_sex: row.draft.code("perm_adopter_sex", row.get("perm_adopter_sex")),
        adopter_status: row
            .draft
            .code("perm_adopter_legal_status", row.get("perm_adopter_legal_status")),
        ..AdoptionMatch::default()
    };
    let reversed_reason = row.draft.code(
        "perm_decision_reversed_reason",
        row.get("perm_decision_reversed_reason"),
    );
    let decision = step(
        row,
        "perm_adm_decision_date",
        &key,
        "decision",
        None,
        AdoptionDecision::default(),
    );
    let decision = decision.as_deref();
    let mut told = usize::from(decision.is_some());
    let mut then = |row: &mut Row<'_>, column: &str, name: &str, body: Body| {
        let is_told = step(row, column, &key, name, decision, body).is_some();
        told += usize::from(is_told);
        is_told
    };
    then(
        row,
        "perm_ffa_cp_decision_date",
        "early_permanence",
        EarlyPermanence::default().into(),
    );
    then(
        row,
        "perm_placement_order_date",
        "placement_order",
        PlacementOrder::default().into(),
    );
    let has_match = matched != AdoptionMatch::default();
    let is_matched = then(row, "perm_matched_date", "matched", matched.into());
    then(
        row,
        "perm_placed_for_adoption_date",
        "placed",
        AdoptionPlaced::default().into(),
    );
    let reversed = AdoptionReversed {
        reason: reversed_reason,
        ..AdoptionReversed::default()
    };
    then(row, "perm_decision_reversed_date", "reversed", reversed.into());
    let (order, kind) = (
        row.get("perm_permanence_order_date"),
        row.get("perm_permanence_order_type"),
    );
    if kind.to_lowercase().contains("adoption") {
        then(
            row,
            "perm_permanence_order_date",
            "order",
            AdoptionOrder::default().into(),
        );
    } else if !order.is_empty() {
        row.draft.note(
            "perm_permanence_order_type",
            kind,
            NoteKind::NotHeld,
            "the end of the episode of care tells of this order",
        );
        told += 1;
    }
    if told == 0 {
        return Err("None of its days can be read, so it tells of no step".to_owned());
    }
    if has_match && !is_matched {
        row.draft.note(
            "perm_matched_date",
            "",
            NoteKind::NotHeld,
            "the row tells of adopters, but not when they were matched",
        );
    }
    Ok(key)
}

/// A step, where its column has a day; gives the key of its fact.
fn step(
    row: &mut Row<'_>,
    column: &str,
    key: &str,
    name: &str,
    follows: Option<&str>,
    body: impl Into<Body>,
) -> Option<String> {
    let day: Day = row.draft.day(column, row.get(column))?;
    let step_key = format!("{key}/{name}");
    match follows {
        Some(follows) => row.draft.follow(step_key.clone(), follows, day, body),
        None => row.draft.fact(step_key.clone(), day, body),
    }
    Some(step_key)
}
