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
        foster_carer: row.flag("perm_adopted_by_carer_flag"),
        adopters: row.count("perm_number_of_adopters"),
        adopter_sex: row.code("perm_adopter_sex"),
        adopter_status: row.code("perm_adopter_legal_status"),
        ..AdoptionMatch::default()
    };
    let has_match = matched != AdoptionMatch::default();
    let reversed = AdoptionReversed {
        reason: row.code("perm_decision_reversed_reason"),
        ..AdoptionReversed::default()
    };
    let decision = step(
        row,
        "perm_adm_decision_date",
        &key,
        "decision",
        None,
        AdoptionDecision::default(),
    );
    let mut told = usize::from(decision.is_some());
    let steps: [(&str, &str, Body); 5] = [
        (
            "perm_ffa_cp_decision_date",
            "early_permanence",
            EarlyPermanence::default().into(),
        ),
        (
            "perm_placement_order_date",
            "placement_order",
            PlacementOrder::default().into(),
        ),
        ("perm_matched_date", "matched", matched.into()),
        (
            "perm_placed_for_adoption_date",
            "placed",
            AdoptionPlaced::default().into(),
        ),
        ("perm_decision_reversed_date", "reversed", reversed.into()),
    ];
    for (column, name, body) in steps {
        let is_told = step(row, column, &key, name, decision.as_deref(), body).is_some();
        told += usize::from(is_told);
        if name == "matched" && has_match && !is_told {
            for column in [
                "perm_adopted_by_carer_flag",
                "perm_number_of_adopters",
                "perm_adopter_sex",
                "perm_adopter_legal_status",
            ] {
                row.note(column, NoteKind::NotHeld, "no day of the match is told");
            }
        }
    }
    told += usize::from(order(row, &key, decision.as_deref()));
    if told == 0 {
        return Err("None of its days can be read, so it tells of no step".to_owned());
    }
    Ok(key)
}

/// The order at the end. One other than adoption is told by the end of the episode of care.
fn order(row: &mut Row<'_>, key: &str, decision: Option<&str>) -> bool {
    let column = "perm_permanence_order_date";
    let (day, kind) = (row.get(column), row.get("perm_permanence_order_type"));
    if kind.to_lowercase().contains("adoption") {
        return step(row, column, key, "order", decision, AdoptionOrder::default()).is_some();
    }
    if !day.is_empty() || !kind.is_empty() {
        row.note(
            "perm_permanence_order_type",
            NoteKind::NotHeld,
            "the end of the episode of care tells of this order",
        );
    }
    !day.is_empty()
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
    let day: Day = row.day(column)?;
    let step_key = format!("{key}/{name}");
    match follows {
        Some(follows) => row.draft.follow(step_key.clone(), follows, day, body),
        None => row.draft.fact(step_key.clone(), day, body),
    }
    Some(step_key)
}
