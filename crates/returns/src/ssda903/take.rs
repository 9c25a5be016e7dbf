//! What the rows of the return mean. Each table has one function: it drafts the facts of a row and gives the row's own key, or says
//! why the row cannot become a fact.
//!
//! Days that the return does not tell: what it asks “in the year” (OC2) happened by the last day of the year; a care leaver is asked
//! about around the birthday (OC3); previous permanence of unknown day is told of the day of birth; motherhood of unknown day and
//! unaccompanied status are told of the child's first day in these files, else of the year's last. Where next year's file would
//! give another day, the day is in the key, so that it adds to what was told and does not correct it.

use super::adoption::{decision, match_and_decision};
use super::shape::{AD1, EPISODES, HEADER, LIBERTY, MISSING, OC2, OC3, PERMANENCE, PLACED, REVIEWS, UASC, WORKERS};
use super::year::Year;
use crate::fact::NoteKind;
use crate::reading::cells::{Cells, Table};
use crate::reading::day::read_day;
use crate::taking::{Draft, end_day, must_day};
use record::entries::care_episode::{CareEpisodeEnded, CareEpisodeStarted};
use record::entries::care_leaver::CareLeaverContact;
use record::entries::deprivation_of_liberty::{DeprivationOfLiberty, DeprivationOfLibertyEnded};
use record::entries::health::{
    DentalCheck, DevelopmentCheck, HealthAssessment, Immunisations, StrengthsAndDifficulties,
};
use record::entries::identifier::UpnUnknown;
use record::entries::involvement::{InvolvementEnded, InvolvementStarted};
use record::entries::looked_after_review::LookedAfterReview;
use record::entries::missing::{MissingEnded, MissingStarted};
use record::entries::motherhood::Motherhood;
use record::entries::offending::Offending;
use record::entries::person::Person;
use record::entries::previous_permanence::PreviousPermanence;
use record::entries::substance_misuse::SubstanceMisuse;
use record::entries::unaccompanied::UnaccompaniedStatus;
use record::{Body, Code, Day};

/// Drafts the facts of a row of this table.
pub(super) fn take(table: &Table, row: &Cells, draft: &mut Draft, year: &Year) -> Result<String, String> {
    let child = row.get("CHILD");
    draft.child(child)?;
    if table.name != HEADER.name && table.name != EPISODES.name && table.name != UASC.name {
        draft.birth("DOB", row.get("DOB"))?;
    }
    let prefix = format!("{}/{child}", table.name);
    match table.name {
        name if name == HEADER.name => header(row, draft, year, prefix),
        name if name == EPISODES.name => episode(row, draft, &prefix),
        name if name == UASC.name => unaccompanied(row, draft, year, prefix),
        name if name == REVIEWS.name => review(row, draft, &prefix),
        name if name == OC2.name => outcomes(row, draft, year, &prefix),
        name if name == OC3.name => care_leaver(row, draft, year, &prefix),
        name if name == AD1.name => match_and_decision(row, draft, &prefix),
        name if name == PLACED.name => decision(row, draft, &prefix),
        name if name == PERMANENCE.name => permanence(row, draft, year, prefix),
        name if name == MISSING.name => missing(row, draft, &prefix),
        name if name == WORKERS.name => worker(row, draft, &prefix),
        name if name == LIBERTY.name => liberty(row, draft, &prefix),
        name => Err(format!("There is no table {name}")),
    }
}

/// The day for what the return tells without one: the child's first day in these files, else the year's last.
fn first_day(draft: &Draft, year: &Year) -> Result<Day, String> {
    year.first(&draft.child).map_or_else(|| year.end(), Ok)
}

fn header(row: &Cells, draft: &mut Draft, year: &Year, key: String) -> Result<String, String> {
    let birth = draft.day("DOB", row.get("DOB"));
    let sex = draft.sex("SEX", row.get("SEX"));
    let ethnicity = draft.code("ETHNIC", row.get("ETHNIC"));
    let fallback = year.first(&draft.child).or(year.end);
    draft.person(
        Person {
            birth,
            sex,
            ethnicity,
            ..Person::default()
        },
        fallback,
    )?;
    let day = draft.known.birth.or(fallback);
    let upn = row.get("UPN");
    if let (false, Some(day)) = (upn.is_empty(), day) {
        pupil_number(upn, draft, day);
    }
    let (mother, born) = (row.get("MOTHER"), row.get("MC_DOB"));
    let (is_mother, child_birth) = (draft.flag("MOTHER", mother), draft.day("MC_DOB", born));
    if is_mother.is_some() || child_birth.is_some() {
        let day = child_birth.map_or_else(|| first_day(draft, year), Ok)?;
        let told = child_birth.map_or_else(|| mother.to_owned(), |birth| birth.to_string());
        draft.fact(
            format!("{key}/mother/{told}/{day}"),
            day,
            Motherhood {
                mother: is_mother.or(Some(true)),
                child_birth,
            },
        );
    }
    Ok(key)
}

/// A pupil number, or the code that says why there is none.
pub(crate) fn pupil_number(upn: &str, draft: &mut Draft, day: Day) {
    if upn.len() == 3 && upn.to_uppercase().starts_with("UN") {
        let reason = draft.code("UPN", upn);
        draft.fact(format!("upn_unknown/{}/{upn}", draft.child), day, UpnUnknown { reason });
    } else {
        draft.number("UPN", upn, day);
    }
}

fn episode(row: &Cells, draft: &mut Draft, prefix: &str) -> Result<String, String> {
    let start = must_day("DECOM", row.get("DECOM"))?;
    let end = end_day("DEC", row.get("DEC"), start)?;
    let key = format!("{prefix}/{start}");
    let started = CareEpisodeStarted {
        reason: draft.code("RNE", row.get("RNE")),
        legal_status: draft.code("LS", row.get("LS")),
        need: draft.code("CIN", row.get("CIN")),
        placement: draft.code("PLACE", row.get("PLACE")),
        provider: draft.code("PLACE_PROVIDER", row.get("PLACE_PROVIDER")),
        urn: draft.text("URN", row.get("URN")),
        home_postcode: draft.text("HOME_POST", row.get("HOME_POST")),
        placement_postcode: draft.text("PL_POST", row.get("PL_POST")),
        ..CareEpisodeStarted::default()
    };
    let start_key = format!("{key}/started");
    draft.fact(start_key.clone(), start, started);
    let (reason, change) = (row.get("REC"), row.get("REASON_PLACE_CHANGE"));
    if let Some(end) = end {
        let reason = draft.code("REC", reason);
        let placement_change = draft.code("REASON_PLACE_CHANGE", change);
        draft.follow(
            format!("{key}/ended"),
            &start_key,
            end,
            CareEpisodeEnded {
                reason,
                placement_change,
            },
        );
    } else {
        for (column, value) in [("REC", reason), ("REASON_PLACE_CHANGE", change)] {
            if !value.is_empty() {
                draft.note(
                    column,
                    value,
                    NoteKind::NotHeld,
                    "the episode has no end, so a reason for it says nothing",
                );
            }
        }
    }
    Ok(key)
}

fn unaccompanied(row: &Cells, draft: &mut Draft, year: &Year, key: String) -> Result<String, String> {
    let birth = draft.day("DOB", row.get("DOB"));
    let sex = draft.sex("SEX", row.get("SEX"));
    let day = first_day(draft, year)?;
    draft.person(
        Person {
            birth,
            sex,
            ..Person::default()
        },
        Some(day),
    )?;
    let ended = draft.day("DUC", row.get("DUC"));
    let status = UnaccompaniedStatus {
        ended: ended.filter(|ended| *ended >= day),
        ..UnaccompaniedStatus::default()
    };
    if let Some(early) = ended.filter(|ended| *ended < day) {
        draft.note(
            "DUC",
            &early.to_string(),
            NoteKind::Differs,
            "before the child's first day of care, so left out",
        );
    }
    draft.fact(format!("{key}/{day}"), day, status);
    Ok(key)
}

fn review(row: &Cells, draft: &mut Draft, prefix: &str) -> Result<String, String> {
    let day = must_day("REVIEW", row.get("REVIEW"))?;
    let participation = draft.code("REVIEW_CODE", row.get("REVIEW_CODE"));
    let key = format!("{prefix}/{day}");
    draft.fact(
        key.clone(),
        day,
        LookedAfterReview {
            participation,
            ..LookedAfterReview::default()
        },
    );
    Ok(key)
}

fn outcomes(row: &Cells, draft: &mut Draft, year: &Year, prefix: &str) -> Result<String, String> {
    let day = year.end()?;
    let key = format!("{prefix}/{}", day.year());
    let score = draft.count("SDQ_SCORE", row.get("SDQ_SCORE"));
    let reason_none = draft.code("SDQ_REASON", row.get("SDQ_REASON"));
    if score.is_some() || reason_none.is_some() {
        let answer = StrengthsAndDifficulties {
            score,
            reason_none,
            ..StrengthsAndDifficulties::default()
        };
        draft.fact(format!("{key}/sdq"), day, answer);
    }
    if let Some(convicted) = draft.flag("CONVICTED", row.get("CONVICTED")) {
        draft.fact(
            format!("{key}/offending"),
            day,
            Offending {
                convicted: Some(convicted),
                ..Offending::default()
            },
        );
    }
    checks(row, draft, day, &key);
    let misuse = SubstanceMisuse {
        identified: draft.flag("SUBSTANCE_MISUSE", row.get("SUBSTANCE_MISUSE")),
        intervention_received: draft.flag("INTERVENTION_RECEIVED", row.get("INTERVENTION_RECEIVED")),
        intervention_offered: draft.flag("INTERVENTION_OFFERED", row.get("INTERVENTION_OFFERED")),
        ..SubstanceMisuse::default()
    };
    if misuse != SubstanceMisuse::default() {
        draft.fact(format!("{key}/substance_misuse"), day, misuse);
    }
    Ok(key)
}

/// Makes the body of a check from its answer.
type AsBody = fn(Option<bool>) -> Body;

/// What is up to date, of those that the row answers.
fn checks(row: &Cells, draft: &mut Draft, day: Day, key: &str) {
    let answers: [(&str, &str, AsBody); 4] = [
        ("HEALTH_CHECK", "development", |up_to_date| {
            DevelopmentCheck {
                up_to_date,
                ..DevelopmentCheck::default()
            }
            .into()
        }),
        ("IMMUNISATIONS", "immunisations", |up_to_date| {
            Immunisations {
                up_to_date,
                ..Immunisations::default()
            }
            .into()
        }),
        ("TEETH_CHECK", "teeth", |up_to_date| {
            DentalCheck {
                up_to_date,
                ..DentalCheck::default()
            }
            .into()
        }),
        ("HEALTH_ASSESSMENT", "health_assessment", |up_to_date| {
            HealthAssessment {
                up_to_date,
                ..HealthAssessment::default()
            }
            .into()
        }),
    ];
    for (column, name, body) in answers {
        let up_to_date = draft.flag(column, row.get(column));
        if up_to_date.is_some() {
            draft.fact(format!("{key}/{name}"), day, body(up_to_date));
        }
    }
}

fn care_leaver(row: &Cells, draft: &mut Draft, year: &Year, prefix: &str) -> Result<String, String> {
    let end = year.end()?;
    let key = format!("{prefix}/{}", end.year());
    let birthday = draft.known.birth.and_then(|birth| {
        let age = end.age_in_years(birth);
        Some(birth.birthday(age)).filter(|day| *day <= end && end.days_since(*day) < 366)
    });
    let (accommodation, suitability) = accommodation(draft, "ACCOM", row.get("ACCOM"));
    let contact = CareLeaverContact {
        in_touch: draft.code("IN_TOUCH", row.get("IN_TOUCH")),
        activity: draft.code("ACTIV", row.get("ACTIV")),
        accommodation,
        suitability,
        ..CareLeaverContact::default()
    };
    draft.fact(key.clone(), birthday.unwrap_or(end), contact);
    Ok(key)
}

/// The return joins where a care leaver lives and whether it is suitable: `B1`, `X2`.
fn accommodation(
    draft: &mut Draft,
    column: &str,
    text: &str,
) -> (
    Option<Code<record::code_lists::CareLeaverAccommodation>>,
    Option<Code<record::code_lists::AccommodationSuitability>>,
) {
    match text.as_bytes() {
        [place, suitable @ (b'1' | b'2')] if place.is_ascii_alphabetic() => {
            let (place, suitable) = ((*place as char).to_string(), (*suitable as char).to_string());
            (draft.code(column, &place), draft.code(column, &suitable))
        }
        _ => (draft.code(column, text), None),
    }
}

fn permanence(row: &Cells, draft: &mut Draft, year: &Year, key: String) -> Result<String, String> {
    let on = row.get("DATE_PERM");
    let whole = read_day(on).ok();
    if whole.is_none() && !on.is_empty() && !on.to_uppercase().contains('Z') {
        draft.note("DATE_PERM", on, NoteKind::Unreadable, "kept as written");
    }
    let day = whole.or(draft.known.birth).map_or_else(|| first_day(draft, year), Ok)?;
    let before = PreviousPermanence {
        kind: draft.code("PREV_PERM", row.get("PREV_PERM")),
        authority: draft.text("LA_PERM", row.get("LA_PERM")),
        on: draft.text("DATE_PERM", on),
    };
    draft.fact(key.clone(), day, before);
    Ok(key)
}

fn missing(row: &Cells, draft: &mut Draft, prefix: &str) -> Result<String, String> {
    let start = must_day("MIS_START", row.get("MIS_START"))?;
    let end = end_day("MIS_END", row.get("MIS_END"), start)?;
    let kind = draft.code("MISSING", row.get("MISSING"));
    // A child may be away without authorisation and then missing on one day.
    let key = format!("{prefix}/{start}/{}", row.get("MISSING").to_uppercase());
    let start_key = format!("{key}/started");
    draft.fact(
        start_key.clone(),
        start,
        MissingStarted {
            kind,
            ..MissingStarted::default()
        },
    );
    if let Some(end) = end {
        draft.follow(format!("{key}/ended"), &start_key, end, MissingEnded::default());
    }
    Ok(key)
}

fn worker(row: &Cells, draft: &mut Draft, prefix: &str) -> Result<String, String> {
    let start = must_day("SW_DECOM", row.get("SW_DECOM"))?;
    let end = end_day("SW_DEC", row.get("SW_DEC"), start)?;
    let id = row.get("SW_ID");
    let key = format!("{prefix}/{start}/{id}");
    let start_key = format!("{key}/started");
    let started = InvolvementStarted {
        worker_reference: draft.text("SW_ID", id),
        role: Some(Code::of("ALLOCATED")),
        reason: draft.code("SW_REASON", row.get("SW_REASON")),
        ..InvolvementStarted::default()
    };
    draft.fact(start_key.clone(), start, started);
    if let Some(end) = end {
        draft.follow(format!("{key}/ended"), &start_key, end, InvolvementEnded::default());
    }
    Ok(key)
}

fn liberty(row: &Cells, draft: &mut Draft, prefix: &str) -> Result<String, String> {
    let start = must_day("DOLO_START", row.get("DOLO_START"))?;
    let end = end_day("DOLO_END", row.get("DOLO_END"), start)?;
    let key = format!("{prefix}/{start}");
    let start_key = format!("{key}/started");
    draft.fact(start_key.clone(), start, DeprivationOfLiberty::default());
    if let Some(end) = end {
        draft.follow(
            format!("{key}/ended"),
            &start_key,
            end,
            DeprivationOfLibertyEnded::default(),
        );
    }
    Ok(key)
}
