//! Looked-after children: episodes with their placement and legal status, reviews, plans, missing, and leaving care.

use super::packed::chosen;
use super::take::Row;
use crate::fact::NoteKind;
use crate::reading::day::read_day;
use crate::taking::{end_day, end_moment, must_day, must_moment};
use record::entries::care_episode::{CareEpisodeEnded, CareEpisodeStarted};
use record::entries::care_leaver::{CareLeaverContact, CareLeaverEligibility};
use record::entries::care_plan::CarePlan;
use record::entries::looked_after_review::{IroMidway, LookedAfterReview};
use record::entries::missing::{MissingEnded, MissingStarted, ReturnInterviewOffered};
use record::entries::previous_permanence::PreviousPermanence;
use record::field::List;
use record::{Code, Day};

/// An episode of care. The dataset keeps placements and legal statuses in tables of their own; an episode is one of each, so its
/// fact holds those it refers to or that were in force when it started.
pub(super) fn episode(row: &mut Row<'_>) -> Result<String, String> {
    let key = row.about("clae_person_id", "clae_cla_episode_id")?;
    let start = must_day("clae_cla_episode_start_date", row.get("clae_cla_episode_start_date"))?;
    let end = end_day(
        "clae_cla_episode_ceased_date",
        row.get("clae_cla_episode_ceased_date"),
        start,
    )?;
    row.pass(&["clae_cla_id", "clae_referral_id", "clae_entered_care_date"]);
    let (links, draft) = (row.links, &mut *row.draft);
    let legal_status = links
        .legal_status(&draft.child, start)
        .and_then(|status| draft.code("lega_legal_status", leading_code(status)));
    let placement = links
        .placement(row.get("clae_cla_placement_id"))
        .cloned()
        .unwrap_or_default();
    let started = CareEpisodeStarted {
        reason: row.draft.code(
            "clae_cla_episode_start_reason",
            leading_code(row.get("clae_cla_episode_start_reason")),
        ),
        legal_status,
        need: row.code("clae_cla_primary_need_code"),
        placement: row.draft.code("clap_cla_placement_type", leading_code(&placement.kind)),
        provider: row
            .draft
            .code("clap_cla_placement_provider", leading_code(&placement.provider)),
        urn: row.draft.text("clap_cla_placement_urn", &placement.urn),
        placement_postcode: row.draft.text("clap_cla_placement_postcode", &placement.postcode),
        ..CareEpisodeStarted::default()
    };
    if placement.start.is_some_and(|placed| placed > start) {
        row.draft.note(
            "clap_cla_placement_start_date",
            "",
            NoteKind::Differs,
            "the placement starts after the episode that refers to it",
        );
    }
    row.draft.fact(key.clone(), start, started);
    ending(row, &key, end, &placement.change);
    if let Some(day) = row.day("clae_cla_last_iro_contact_date") {
        let iro_key = format!("iro/{}/{day}", row.draft.child);
        if row.draft.tell_once(&iro_key) {
            let contacted = IroMidway {
                child_contacted: Some(true),
                ..IroMidway::default()
            };
            row.draft.fact(iro_key, day, contacted);
        }
    }
    Ok(key)
}

/// The end of an episode of care, where it has ended.
fn ending(row: &mut Row<'_>, key: &str, end: Option<Day>, change: &str) {
    let (column, reason) = (
        "clae_cla_episode_ceased_reason",
        row.get("clae_cla_episode_ceased_reason"),
    );
    if let Some(end) = end {
        let ended = CareEpisodeEnded {
            reason: row.draft.code(column, leading_code(reason)),
            placement_change: row.draft.code("clap_cla_placement_change_reason", leading_code(change)),
        };
        row.draft.follow(format!("{key}/ended"), key, end, ended);
        return;
    }
    for (column, value) in [(column, reason), ("clap_cla_placement_change_reason", change)] {
        if !value.is_empty() {
            row.draft
                .note(column, value, NoteKind::NotHeld, "the episode has no end");
        }
    }
}

/// `C2` of `C2 - Full care order`: some systems give the code with its words.
fn leading_code(text: &str) -> &str {
    text.split_once([' ', '-', '–']).map_or(text, |(code, _)| code)
}

/// A placement, which the fact of its episode holds.
pub(super) fn placement(row: &mut Row<'_>) -> Result<String, String> {
    let id = row.get("clap_cla_placement_id");
    let start = must_day(
        "clap_cla_placement_start_date",
        row.get("clap_cla_placement_start_date"),
    )?;
    end_day(
        "clap_cla_placement_end_date",
        row.get("clap_cla_placement_end_date"),
        start,
    )?;
    row.pass(&[
        "clap_cla_id",
        "clap_person_id",
        "clap_cla_placement_type",
        "clap_cla_placement_urn",
        "clap_cla_placement_provider",
    ]);
    row.pass(&["clap_cla_placement_postcode", "clap_cla_placement_change_reason"]);
    if !row.links.is_placed(id) {
        return Err("No episode of care in these files refers to this placement".to_owned());
    }
    Ok(format!("cla_placement/{id}"))
}

/// A legal status, which the facts of the episodes hold that started under it.
pub(super) fn legal_status(row: &mut Row<'_>) -> Result<String, String> {
    let key = row.about("lega_person_id", "lega_legal_status_id")?;
    let start = must_day("lega_legal_status_start_date", row.get("lega_legal_status_start_date"))?;
    let end = end_day(
        "lega_legal_status_end_date",
        row.get("lega_legal_status_end_date"),
        start,
    )?;
    row.pass(&["lega_legal_status"]);
    if !row.links.has_episode(&row.draft.child, start, end) {
        return Err("No episode of care in these files starts while this legal status holds".to_owned());
    }
    Ok(key)
}

/// A review. It names the period of care, which names the child.
pub(super) fn review(row: &mut Row<'_>) -> Result<String, String> {
    let care = row.get("clar_cla_id");
    let person = row
        .links
        .person_of_care(care)
        .ok_or_else(|| format!("No episode of care has the id “{care}”, so it names nobody"))?;
    row.draft.child(person)?;
    let key = row.key("clar_cla_review_id");
    if row.flag("clar_cla_review_cancelled") == Some(true) {
        return Err("The review was cancelled, so nothing happened".to_owned());
    }
    let day = must_moment("clar_cla_review_date", row.get("clar_cla_review_date"))?;
    let participation = row.draft.code(
        "clar_cla_review_participation",
        leading_code(row.get("clar_cla_review_participation")),
    );
    row.draft.fact(
        key.clone(),
        day,
        LookedAfterReview {
            participation,
            ..LookedAfterReview::default()
        },
    );
    Ok(key)
}

/// A care plan.
pub(super) fn plan(row: &mut Row<'_>) -> Result<String, String> {
    row.about("lacp_person_id", "lacp_table_id")?;
    row.pass(&["lacp_table_id"]);
    let start = must_day(
        "lacp_cla_care_plan_start_date",
        row.get("lacp_cla_care_plan_start_date"),
    )?;
    let key = format!("cla_care_plan/{}/{start}", row.draft.child);
    let column = "lacp_cla_care_plan_json";
    let chosen = chosen(row.get(column));
    let permanence = chosen.iter().filter_map(|plan| row.draft.code(column, plan)).collect();
    row.draft.fact(
        key.clone(),
        start,
        CarePlan {
            permanence: List(permanence),
            ..CarePlan::default()
        },
    );
    Ok(key)
}

/// Permanence that the child had before. One of unknown day is told of the day of birth.
pub(super) fn previous_permanence(row: &mut Row<'_>) -> Result<String, String> {
    let key = row.about("lapp_person_id", "lapp_table_id")?;
    let on = row.get("lapp_previous_permanence_order_date");
    let day = read_day(on).ok().or(row.draft.known.birth);
    let day = day.ok_or("The day of the order is not told, and the child's date of birth is not in the files")?;
    let before = PreviousPermanence {
        kind: row.draft.code(
            "lapp_previous_permanence_option",
            leading_code(row.get("lapp_previous_permanence_option")),
        ),
        authority: row.text("lapp_previous_permanence_la"),
        on: row.draft.text("lapp_previous_permanence_order_date", on),
    };
    row.draft.fact(key.clone(), day, before);
    Ok(key)
}

/// A time missing, and the interview offered on return. The day of the offer is not told: that of the return is taken.
pub(super) fn missing(row: &mut Row<'_>) -> Result<String, String> {
    let key = row.about("miss_person_id", "miss_table_id")?;
    let start = must_moment(
        "miss_missing_episode_start_date",
        row.get("miss_missing_episode_start_date"),
    )?;
    let end = end_moment(
        "miss_missing_episode_end_date",
        row.get("miss_missing_episode_end_date"),
        start,
    )?;
    let kind = match row.get("miss_missing_episode_type") {
        "Missing" | "MISSING" | "missing" => Some(Code::of("M")),
        "Absent" | "ABSENT" | "absent" | "Away" | "AWAY" => Some(Code::of("A")),
        text => row.draft.code("miss_missing_episode_type", text),
    };
    row.draft.fact(
        key.clone(),
        start,
        MissingStarted {
            kind,
            ..MissingStarted::default()
        },
    );
    let answer = |row: &mut Row<'_>, column: &str| match row.get(column) {
        "NA" | "N/A" => None,
        text => row.draft.flag(column, text),
    };
    let (offered, accepted) = (
        answer(row, "miss_missing_rhi_offered"),
        answer(row, "miss_missing_rhi_accepted"),
    );
    let Some(end) = end else {
        if offered.is_some() {
            row.draft.note(
                "miss_missing_rhi_offered",
                "",
                NoteKind::NotHeld,
                "the episode has no end",
            );
        }
        return Ok(key);
    };
    let end_key = format!("{key}/ended");
    row.draft.follow(end_key.clone(), &key, end, MissingEnded::default());
    if offered == Some(true) {
        row.draft.note(
            "miss_missing_rhi_offered",
            "Y",
            NoteKind::Assumed,
            "offered on the day of the return",
        );
        let offer = ReturnInterviewOffered {
            accepted,
            ..ReturnInterviewOffered::default()
        };
        row.draft.follow(format!("{key}/offered"), &end_key, end, offer);
    } else if offered == Some(false) {
        row.draft.note(
            "miss_missing_rhi_offered",
            "N",
            NoteKind::NotHeld,
            "no offer was made, so there is no fact of one",
        );
    }
    Ok(key)
}

/// A care leaver, as at the latest contact.
pub(super) fn leaver(row: &mut Row<'_>) -> Result<String, String> {
    row.about("clea_person_id", "clea_table_id")?;
    row.pass(&["clea_table_id"]);
    let day = must_day(
        "clea_care_leaver_latest_contact",
        row.get("clea_care_leaver_latest_contact"),
    )?;
    let key = format!("care_leavers/{}/{day}", row.draft.child);
    let words = row.get("clea_care_leaver_accom_suitable");
    let suitability = match words.to_lowercase().as_str() {
        "suitable" | "y" => Some(Code::of("1")),
        "unsuitable" | "n" => Some(Code::of("2")),
        _ => row.draft.code("clea_care_leaver_accom_suitable", words),
    };
    let contact = CareLeaverContact {
        in_touch: row.code("clea_care_leaver_in_touch"),
        activity: row.draft.code(
            "clea_care_leaver_activity",
            leading_code(row.get("clea_care_leaver_activity")),
        ),
        accommodation: row.draft.code(
            "clea_care_leaver_accommodation",
            leading_code(row.get("clea_care_leaver_accommodation")),
        ),
        suitability,
        ..CareLeaverContact::default()
    };
    row.draft.fact(key.clone(), day, contact);
    let (column, words) = ("clea_care_leaver_eligibility", row.get("clea_care_leaver_eligibility"));
    if !words.is_empty() {
        let plain = words.to_lowercase().replace([' ', '-'], "_");
        let plain = plain.trim_end_matches("_child").trim_end_matches("_person").to_owned();
        let category = row.draft.code(column, &plain);
        row.draft.fact(
            format!("{key}/eligibility"),
            day,
            CareLeaverEligibility {
                category,
                ..CareLeaverEligibility::default()
            },
        );
    }
    Ok(key)
}
