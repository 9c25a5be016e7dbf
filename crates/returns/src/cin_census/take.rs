//! What a child of the census means: who the child is, then each episode of need with what hangs on its referral.
//!
//! Days that the census does not tell: the decision on a referral is told of the day of the referral; an enquiry that needed no
//! conference is told as concluded on the day it started. Both are noted.

use super::shape::{ASSESSMENTS, DETAILS, GROUPS, IDENTIFIERS, PLANS, PRE_PROCEEDINGS, PROTECTION, SECTION_47};
use super::{child_protection, pre_proceedings};
use crate::fact::{NoteKind, Outcome};
use crate::reading::elements::Node;
use crate::taking::{Draft, Taking, child_hash, end_day, must_day};
use record::entries::assessment::{AssessmentAuthorised, AssessmentStarted};
use record::entries::closure::Closure;
use record::entries::identifier::UpnUnknown;
use record::entries::need_plan::{NeedPlanEnded, NeedPlanStarted};
use record::entries::person::Person;
use record::entries::referral::{Referral, ReferralDecision};
use record::field::List;
use record::{Code, Day};

/// Takes a child.
pub(super) fn take(child: Node<'_>, taking: &mut Taking<'_>) {
    let identifiers = child.child(IDENTIFIERS);
    let id = identifiers.map_or("", |node| node.value("LAchildID"));
    let first = child
        .all(DETAILS)
        .filter_map(|details| must_day("", referral_text(details)).ok())
        .min();
    let node = identifiers.unwrap_or(child);
    row(taking, IDENTIFIERS, node, id, |draft| {
        who(child, identifiers, draft, first)
    });
    for details in child.all(DETAILS) {
        let referral = referral_text(details);
        let anchor = format!("cin/{id}/{referral}");
        row(taking, DETAILS, details, id, |draft| episode(details, draft));
        for assessment in details.all(ASSESSMENTS) {
            row(taking, ASSESSMENTS, assessment, id, |draft| assess(assessment, draft));
        }
        for plan in details.all(PLANS) {
            row(taking, PLANS, plan, id, |draft| need_plan(plan, draft));
        }
        for enquiry in details.all(SECTION_47) {
            row(taking, SECTION_47, enquiry, id, |draft| {
                child_protection::enquiry(enquiry, draft)
            });
        }
        for plan in details.all(PROTECTION) {
            child_protection::plan(plan, id, taking);
        }
        for case in details.all(PRE_PROCEEDINGS) {
            row(taking, PRE_PROCEEDINGS, case, id, |draft| {
                pre_proceedings::take(case, draft, &anchor)
            });
        }
    }
}

/// Takes a group as a row. Every element directly inside it counts as looked at: `take` reads them all, or notes those it cannot
/// place.
pub(super) fn row(
    taking: &mut Taking<'_>,
    table: &'static str,
    node: Node<'_>,
    id: &str,
    take: impl FnOnce(&mut Draft) -> Result<String, String>,
) {
    let outcome = taking.row(table, node.line(), digest(node), |draft| {
        draft.child(id)?;
        take(draft)
    });
    if outcome == Outcome::SetAside {
        see_all(node);
    }
}

/// The reason why a row is set aside speaks for all its elements, but not for the rows within it.
fn see_all(node: Node<'_>) {
    node.see();
    node.children()
        .filter(|inner| !GROUPS.contains(&inner.name()))
        .for_each(see_all);
}

/// The same for groups of the same content.
fn digest(node: Node<'_>) -> u64 {
    let inner = node
        .children()
        .map(digest)
        .fold(0_u64, |sum, digest| sum.rotate_left(5) ^ digest);
    inner.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ child_hash(node.name()) ^ child_hash(node.text()).rotate_left(17)
}

fn referral_text<'a>(details: Node<'a>) -> &'a str {
    details.child("CINreferralDate").map_or("", |day| day.text())
}

fn who(
    child: Node<'_>,
    identifiers: Option<Node<'_>>,
    draft: &mut Draft,
    first: Option<Day>,
) -> Result<String, String> {
    let Some(node) = identifiers else {
        return Err("It has no ChildIdentifiers, so it names no child".to_owned());
    };
    let characteristics = child.child("ChildCharacteristics");
    let ethnicity = characteristics.map_or("", |node| node.value("Ethnicity"));
    let mut disabilities = Vec::new();
    for disability in characteristics
        .and_then(|node| node.child("Disabilities"))
        .iter()
        .flat_map(|node| node.all("Disability"))
    {
        disability.see();
        disabilities.extend(draft.code("Disability", disability.text()));
    }
    let sex = match (node.value("Sex"), node.value("GenderCurrent")) {
        ("", gender) => draft.sex("GenderCurrent", gender),
        (sex, _) => draft.sex("Sex", sex),
    };
    let details = Person {
        birth: draft.day("PersonBirthDate", node.value("PersonBirthDate")),
        expected_birth: draft.day("ExpectedPersonBirthDate", node.value("ExpectedPersonBirthDate")),
        death: draft.day("PersonDeathDate", node.value("PersonDeathDate")),
        sex,
        ethnicity: draft.code("Ethnicity", ethnicity),
        disabilities: List(disabilities),
        ..Person::default()
    };
    let day = details.birth.or(details.expected_birth).or(first);
    draft.person(details, first)?;
    if let Some(day) = day {
        for (column, scheme) in [("UPN", "UPN"), ("FormerUPN", "FORMER_UPN")] {
            let number = node.value(column);
            if !number.is_empty() {
                draft.number(scheme, number, day);
            }
        }
        let unknown = node.value("UPNunknown");
        if let Some(reason) = draft.code("UPNunknown", unknown) {
            draft.fact(
                format!("upn_unknown/{}/{unknown}", draft.child),
                day,
                UpnUnknown { reason: Some(reason) },
            );
        }
    }
    Ok(format!("child/{}", draft.child))
}

fn episode(node: Node<'_>, draft: &mut Draft) -> Result<String, String> {
    let day = must_day("CINreferralDate", node.value("CINreferralDate"))?;
    let closed = end_day("CINclosureDate", node.value("CINclosureDate"), day)?;
    let key = format!("cin/{}/{day}", draft.child);
    let referral = Referral {
        source: draft.code("ReferralSource", node.value("ReferralSource")),
        need: draft.code("PrimaryNeedCode", node.value("PrimaryNeedCode")),
        ..Referral::default()
    };
    let referral_key = format!("{key}/referral");
    draft.fact(referral_key.clone(), day, referral);
    let no_action = draft.flag("ReferralNFA", node.value("ReferralNFA"));
    if no_action == Some(true) {
        let outcome = Some(Code::of("NFA"));
        draft.note(
            "ReferralNFA",
            "true",
            NoteKind::Assumed,
            "decided on the day of the referral",
        );
        draft.follow(
            format!("{key}/decision"),
            &referral_key,
            day,
            ReferralDecision {
                outcome,
                ..ReferralDecision::default()
            },
        );
    }
    let held = node.value("DateOfInitialCPC");
    if let Some(held) = draft.day("DateOfInitialCPC", held) {
        child_protection::initial_conference(draft, held, Some(&referral_key));
    }
    let reason = draft.code("ReasonForClosure", node.value("ReasonForClosure"));
    if let Some(closed) = closed {
        draft.follow(
            format!("{key}/closure"),
            &referral_key,
            closed,
            Closure {
                reason,
                ..Closure::default()
            },
        );
    } else if let Some(reason) = reason {
        draft.note(
            "ReasonForClosure",
            reason.code(),
            NoteKind::NotHeld,
            "the episode has no end, so a reason for it says nothing",
        );
    }
    Ok(key)
}

fn assess(node: Node<'_>, draft: &mut Draft) -> Result<String, String> {
    let start = must_day("AssessmentActualStartDate", node.value("AssessmentActualStartDate"))?;
    let end = end_day(
        "AssessmentAuthorisationDate",
        node.value("AssessmentAuthorisationDate"),
        start,
    )?;
    let key = format!("assessment/{}/{start}", draft.child);
    let review_point = draft.day(
        "AssessmentInternalReviewDate",
        node.value("AssessmentInternalReviewDate"),
    );
    let start_key = format!("{key}/started");
    draft.fact(
        start_key.clone(),
        start,
        AssessmentStarted {
            review_point,
            ..AssessmentStarted::default()
        },
    );
    let mut factors = Vec::new();
    // The schema of 2021 has the factors directly inside the assessment.
    let groups = node
        .all("FactorsIdentifiedAtAssessment")
        .flat_map(|group| group.all("AssessmentFactors"));
    for factor in groups.chain(node.all("AssessmentFactors")) {
        factor.see();
        factors.extend(draft.code("AssessmentFactors", factor.text()));
    }
    match end {
        Some(end) => {
            let authorised = AssessmentAuthorised {
                factors: List(factors),
                ..AssessmentAuthorised::default()
            };
            draft.follow(format!("{key}/authorised"), &start_key, end, authorised);
        }
        None => {
            for factor in factors {
                draft.note(
                    "AssessmentFactors",
                    factor.code(),
                    NoteKind::NotHeld,
                    "the assessment is not authorised yet",
                );
            }
        }
    }
    Ok(key)
}

fn need_plan(node: Node<'_>, draft: &mut Draft) -> Result<String, String> {
    let start = must_day("CINPlanStartDate", node.value("CINPlanStartDate"))?;
    let end = end_day("CINPlanEndDate", node.value("CINPlanEndDate"), start)?;
    let key = format!("need_plan/{}/{start}", draft.child);
    let start_key = format!("{key}/started");
    draft.fact(start_key.clone(), start, NeedPlanStarted::default());
    if let Some(end) = end {
        draft.follow(format!("{key}/ended"), &start_key, end, NeedPlanEnded::default());
    }
    Ok(key)
}
