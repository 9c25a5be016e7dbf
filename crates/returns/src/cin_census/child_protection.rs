//! Enquiries, conferences and child protection plans of the census.

use super::shape::{PROTECTION, REVIEWS};
use super::take::row;
use crate::fact::NoteKind;
use crate::reading::elements::Node;
use crate::taking::{Draft, Taking, end_day, must_day};
use record::entries::conference::Conference;
use record::entries::protection_plan::{ProtectionPlanEnded, ProtectionPlanStarted};
use record::entries::section_47::{Section47Concluded, Section47Started};
use record::{Code, Day};

/// A section 47 enquiry, and the conference that came of it.
pub(super) fn enquiry(node: Node<'_>, draft: &mut Draft) -> Result<String, String> {
    let start = must_day("S47ActualStartDate", node.value("S47ActualStartDate"))?;
    let held = end_day("DateOfInitialCPC", node.value("DateOfInitialCPC"), start)?;
    let key = format!("section_47/{}/{start}", draft.child);
    let start_key = format!("{key}/started");
    draft.fact(start_key.clone(), start, Section47Started::default());
    if let Some(held) = held {
        initial_conference(draft, held, Some(&start_key));
    }
    let target = node.value("InitialCPCtarget");
    if draft.day("InitialCPCtarget", target).is_some() {
        draft.note("InitialCPCtarget", target, NoteKind::NotHeld, "the clock works it out");
    }
    if draft.flag("ICPCnotRequired", node.value("ICPCnotRequired")) == Some(true) {
        draft.note(
            "ICPCnotRequired",
            "true",
            NoteKind::Assumed,
            "concluded, without a code for how, on the day it started",
        );
        draft.follow(
            format!("{key}/concluded"),
            &start_key,
            start,
            Section47Concluded::default(),
        );
    }
    Ok(key)
}

/// An initial conference. The census may tell it twice, of the enquiry and of the whole episode: it is one fact.
pub(super) fn initial_conference(draft: &mut Draft, held: Day, follows: Option<&str>) {
    let key = format!("conference/{}/{held}/initial", draft.child);
    if draft.tell_once(&key) {
        let conference = Conference {
            conference: Some(Code::of("INITIAL")),
            ..Conference::default()
        };
        match follows {
            Some(follows) => draft.follow(key, follows, held, conference),
            None => draft.fact(key, held, conference),
        }
    }
}

/// A child protection plan, and its reviews: some systems write a group for each of them, others one for all.
pub(super) fn plan(node: Node<'_>, id: &str, taking: &mut Taking<'_>) {
    row(taking, PROTECTION, node, id, |draft| plan_itself(node, draft));
    let start = must_day("CPPstartDate", node.value("CPPstartDate"));
    for review in node.all(REVIEWS).flat_map(|group| group.all("CPPreviewDate")) {
        review.see();
        row(taking, REVIEWS, review, id, |draft| {
            let held = must_day("CPPreviewDate", review.text())?;
            let key = format!("conference/{}/{held}/review", draft.child);
            let conference = Conference {
                conference: Some(Code::of("REVIEW")),
                ..Conference::default()
            };
            let plan = start
                .as_ref()
                .ok()
                .map(|start| format!("{}/started", plan_key(draft, *start)));
            match plan.filter(|plan| draft.was_told(plan)) {
                Some(plan) => draft.follow(key.clone(), &plan, held, conference),
                None => draft.fact(key.clone(), held, conference),
            }
            Ok(key)
        });
    }
}

fn plan_key(draft: &Draft, start: Day) -> String {
    format!("protection_plan/{}/{start}", draft.child)
}

fn plan_itself(node: Node<'_>, draft: &mut Draft) -> Result<String, String> {
    let start = must_day("CPPstartDate", node.value("CPPstartDate"))?;
    let end = end_day("CPPendDate", node.value("CPPendDate"), start)?;
    let key = plan_key(draft, start);
    let started = ProtectionPlanStarted {
        category: draft.code("InitialCategoryOfAbuse", node.value("InitialCategoryOfAbuse")),
        latest: draft.code("LatestCategoryOfAbuse", node.value("LatestCategoryOfAbuse")),
        previous_plans: draft.count("NumberOfPreviousCPP", node.value("NumberOfPreviousCPP")),
        ..ProtectionPlanStarted::default()
    };
    let start_key = format!("{key}/started");
    draft.tell_once(&start_key);
    draft.fact(start_key.clone(), start, started);
    if let Some(end) = end {
        draft.follow(format!("{key}/ended"), &start_key, end, ProtectionPlanEnded::default());
    }
    Ok(key)
}
