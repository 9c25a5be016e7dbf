//! The health, offending and substance misuse of looked-after children.

use super::take::Row;
use crate::taking::must_day;
use record::Narrative;
use record::entries::health::{
    DentalCheck, DevelopmentCheck, HealthAssessment, Immunisations, OpticianCheck, StrengthsAndDifficulties,
};
use record::entries::offending::Offending;
use record::entries::substance_misuse::SubstanceMisuse;

/// A health check of any sort. That it was done on a day means that it was up to date then.
pub(super) fn check(row: &mut Row<'_>) -> Result<String, String> {
    let key = row.about("clah_person_id", "clah_health_check_id")?;
    let day = must_day("clah_health_check_date", row.get("clah_health_check_date"))?;
    let kind = row.get("clah_health_check_type").to_lowercase();
    let status = row.get("clah_health_check_status").to_lowercase();
    let is_refused = status.contains("refus");
    let (refused, up_to_date) = (
        is_refused.then_some(true),
        Some(!is_refused && !status.contains("not ")),
    );
    let findings = Narrative::of(row.get("clah_health_check_status"));
    match kind.as_str() {
        kind if kind.contains("dent") || kind.contains("teeth") => {
            row.draft.fact(
                key.clone(),
                day,
                DentalCheck {
                    up_to_date,
                    refused,
                    findings,
                },
            );
        }
        kind if kind.contains("optic") || kind.contains("eye") => {
            row.draft.fact(
                key.clone(),
                day,
                OpticianCheck {
                    up_to_date,
                    refused,
                    findings,
                },
            );
        }
        kind if kind.contains("develop") || kind.contains("surveillance") => {
            row.draft
                .fact(key.clone(), day, DevelopmentCheck { up_to_date, findings });
        }
        kind if kind.contains("assessment") || kind.contains("medical") => {
            let assessment = if kind.contains("initial") {
                row.draft.code("", "INITIAL")
            } else {
                row.draft.code("", "REVIEW")
            };
            let assessed = HealthAssessment {
                assessment,
                up_to_date,
                refused,
                findings,
                ..HealthAssessment::default()
            };
            row.draft.fact(key.clone(), day, assessed);
        }
        kind => {
            return Err(format!(
                "clah_health_check_type: “{kind}” is no check that the record knows"
            ));
        }
    }
    Ok(key)
}

/// Whether immunisations are up to date.
pub(super) fn immunisations(row: &mut Row<'_>) -> Result<String, String> {
    row.about("clai_person_id", "clai_person_id")?;
    let day = must_day(
        "clai_immunisations_status_date",
        row.get("clai_immunisations_status_date"),
    )?;
    let key = format!("cla_immunisations/{}/{day}", row.draft.child);
    let up_to_date = row.flag("clai_immunisations_status");
    row.draft.fact(
        key.clone(),
        day,
        Immunisations {
            up_to_date,
            ..Immunisations::default()
        },
    );
    Ok(key)
}

/// Misuse of a substance.
pub(super) fn substance_misuse(row: &mut Row<'_>) -> Result<String, String> {
    let key = row.about("clas_person_id", "clas_substance_misuse_id")?;
    let day = must_day("clas_substance_misuse_date", row.get("clas_substance_misuse_date"))?;
    let misuse = SubstanceMisuse {
        identified: Some(true),
        substance: row.text("clas_substance_misused"),
        intervention_received: row.flag("clas_intervention_received"),
        ..SubstanceMisuse::default()
    };
    row.draft.fact(key.clone(), day, misuse);
    Ok(key)
}

/// A conviction.
pub(super) fn conviction(row: &mut Row<'_>) -> Result<String, String> {
    let key = row.about("clac_person_id", "clac_cla_conviction_id")?;
    let day = must_day("clac_cla_conviction_date", row.get("clac_cla_conviction_date"))?;
    let offence = Narrative::of(row.get("clac_cla_conviction_offence"));
    row.draft.fact(
        key.clone(),
        day,
        Offending {
            convicted: Some(true),
            offence,
        },
    );
    Ok(key)
}

/// A score of the strengths and difficulties questionnaire, or why there is none.
pub(super) fn sdq(row: &mut Row<'_>) -> Result<String, String> {
    let key = row.about("csdq_person_id", "csdq_table_id")?;
    let day = must_day("csdq_sdq_completed_date", row.get("csdq_sdq_completed_date"))?;
    let answer = StrengthsAndDifficulties {
        score: row.count("csdq_sdq_score"),
        reason_none: row.code("csdq_sdq_reason"),
        ..StrengthsAndDifficulties::default()
    };
    row.draft.fact(key.clone(), day, answer);
    Ok(key)
}
