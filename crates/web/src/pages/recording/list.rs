//! What can be recorded about a person: the likely next steps first, then every form by area.

use super::super::done::next_steps;
use crate::call::{Answered, Call};
use crate::govuk::{areas, bullets, h1_with_caption, h2, link, p};
use crate::layout::{Frame, page};
use crate::links;
use maud::{Markup, html};
use service::opening::OfferedForm;

/// Where each form stands in the list, by the ids of the forms; what is named nowhere stands at the end.
const AREAS: &[(&str, &[&str])] = &[
    (
        "Front door",
        &["contact", "consent", "agency_check", "mash", "referral", "out_of_hours"],
    ),
    ("Early help", &["early_help", "step_"]),
    (
        "Assessment and child in need",
        &[
            "assessment",
            "need_plan",
            "visit",
            "closure",
            "case_",
            "chronology",
            "action_progress",
        ],
    ),
    (
        "Child protection",
        &[
            "strategy",
            "section_47",
            "conference",
            "chair_check",
            "advocate",
            "protection_plan",
            "core_group",
            "plan_panel",
            "safety_plan",
            "emergency",
            "transfer",
            "record_sent",
        ],
    ),
    (
        "Court",
        &[
            "legal_planning",
            "pre_proceedings",
            "letter_before",
            "family_group",
            "court",
            "care_application",
            "care_plan_filed",
            "proceedings",
        ],
    ),
    (
        "Looked after",
        &[
            "care_",
            "placement",
            "looked_after",
            "review_",
            "iro_",
            "section_20",
            "family_time",
            "permanence",
            "regulation",
            "carer",
            "secure",
            "life_story",
            "independent",
            "unregistered",
            "return_home",
            "distant",
            "remand",
            "deprivation",
        ],
    ),
    (
        "Health and education",
        &[
            "health",
            "dental",
            "optician",
            "immunisations",
            "development",
            "gp_",
            "strengths",
            "substance",
        ],
    ),
    ("Missing and exploitation", &["missing", "return_interview"]),
    (
        "Homeless and care leavers",
        &["homeless", "care_leaver", "unaccompanied"],
    ),
    ("Adoption", &["adoption", "early_permanence", "previous_permanence"]),
    (
        "Oversight",
        &[
            "supervision",
            "management_decision",
            "audit",
            "escalation",
            "involvement",
            "handover",
            "work_accepted",
            "restriction",
        ],
    ),
];

/// The page.
///
/// # Errors
/// As [`service::Service::offered_forms`].
pub fn get(call: &Call) -> Answered {
    let offered = call
        .app
        .service
        .offered_forms(call.actor()?, call.person()?, call.now)?;
    let person = offered.head.person;
    let name = &offered.head.name;
    let mut left: Vec<&OfferedForm> = offered.forms.iter().collect();
    let mut groups: Vec<(&str, Vec<&OfferedForm>)> = Vec::new();
    for (area, starts) in AREAS {
        let (here, rest): (Vec<&OfferedForm>, Vec<&OfferedForm>) = left
            .into_iter()
            .partition(|form| starts.iter().any(|start| form.id.starts_with(start)));
        groups.push((area, here));
        left = rest;
    }
    groups.push(("Other", left));
    let content = html! {
        (h1_with_caption(name, "Record something"))
        @if !offered.next.is_empty() {
            (h2("Likely next"))
            (next_steps(person, &[], &offered.next))
        }
        (areas(&groups.iter().filter(|(_, forms)| !forms.is_empty()).map(|(area, forms)| html! {
            (h2(area))
            (bullets(&forms.iter().map(|form| link(&links::form(person, &form.id, &[], None, None), &form.title)).collect::<Vec<Markup>>()))
        }).collect::<Vec<Markup>>()))
        @if offered.forms.is_empty() { (p(html! { "Your role records nothing here." })) }
    };
    let title = format!("Record something: {name}");
    let frame = Frame {
        title: &title,
        head: Some(&offered.head),
        wide: true,
        ..Frame::default()
    };
    page(call, frame, content)
}
