//! The timeline: what happened, newest first, narrowed by kind and by days.

use crate::call::{Answered, Call};
use crate::error::Error;
use crate::govuk::{
    Button, Checkboxes, Choice, ChoiceLayout, Chosen, DatePicker, ErrorLine, Field, Filter, Pagination, TagColour,
    TimelineItem, button_group, fold, h1_with_caption, quiet, tag, timeline,
};
use crate::layout::{Frame, page};
use crate::links;
use crate::pages::person::entry::{fields, recorded};
use casebook::chronology;
use maud::{Markup, Render, html};
use record::{Day, Kind, PersonId};
use service::people::{TIMELINE_PAGE, Timeline};
use service::shown::{Shown, ShownEntry, ShownField};

/// The kinds as people look for them; what is in none of these stands under “Other”.
const GROUPS: &[(&str, &[&str])] = &[
    (
        "Contacts and referrals",
        &[
            "contact",
            "contact_decision",
            "consent",
            "agency_check_asked",
            "agency_check_answered",
            "mash_enquiry",
            "mash_decision",
            "referral",
            "referral_decision",
            "referral_feedback",
            "out_of_hours_action",
            "out_of_hours_handover_taken",
        ],
    ),
    (
        "Visits and notes",
        &[
            "visit",
            "case_note",
            "case_summary",
            "chronology_update",
            "family_time_review",
            "family_time_refused",
        ],
    ),
    (
        "Early help, assessment and child in need",
        &[
            "early_help_started",
            "early_help_assessment",
            "early_help_review",
            "early_help_ended",
            "step_up",
            "step_down",
            "step_down_accepted",
            "assessment_started",
            "assessment_review_point",
            "assessment_authorised",
            "assessment_shared",
            "need_plan_started",
            "need_plan_review",
            "need_plan_ended",
        ],
    ),
    (
        "Child protection",
        &[
            "strategy_discussion",
            "section_47_started",
            "section_47_concluded",
            "conference_booked",
            "conference_report_shared",
            "conference",
            "advocate_offered",
            "chair_check",
            "protection_plan_started",
            "protection_plan_changed",
            "protection_plan_ended",
            "core_group",
            "plan_panel",
            "safety_plan_signed",
            "safety_plan_review",
            "emergency_protection_started",
            "emergency_protection_ended",
        ],
    ),
    (
        "Court",
        &[
            "legal_planning_requested",
            "legal_planning_meeting",
            "legal_planning_considered",
            "pre_proceedings_started",
            "letter_before_proceedings",
            "pre_proceedings_meeting",
            "pre_proceedings_extended",
            "pre_proceedings_ended",
            "family_group_offered",
            "family_group_meeting",
            "care_application",
            "court_allocated",
            "court_hearing",
            "court_evidence_filed",
            "court_extension",
            "court_order",
            "care_plan_filed",
            "proceedings_ended",
            "court_tracker_update",
        ],
    ),
    (
        "Looked after",
        &[
            "care_decision",
            "care_ceasing_decision",
            "care_episode_started",
            "care_episode_ended",
            "placement_search",
            "placement_plan",
            "placement_notification",
            "care_plan",
            "looked_after_review",
            "review_report_shared",
            "review_decisions_agreed",
            "iro_midway",
            "review_trigger",
            "section_20_review",
            "permanence_plan_agreed",
            "life_story_progress",
            "distant_placement_decision",
            "return_home_decision",
        ],
    ),
    (
        "Health",
        &[
            "health_request",
            "health_appointment",
            "health_assessment",
            "dental_check",
            "optician_check",
            "immunisations",
            "development_check",
            "gp_registration",
            "strengths_and_difficulties",
            "health_history_given",
            "substance_misuse",
        ],
    ),
    (
        "Missing and exploitation",
        &[
            "missing_started",
            "missing_ended",
            "return_interview_offered",
            "return_interview",
            "missing_risk_plan",
            "missing_meeting",
        ],
    ),
    (
        "Oversight",
        &[
            "management_decision",
            "supervision",
            "audit",
            "audit_closed",
            "escalation_raised",
            "escalation_answered",
            "escalation_closed",
            "closure_proposed",
            "closure",
            "action_progress",
        ],
    ),
    (
        "People and workers",
        &[
            "person",
            "address",
            "contact_detail",
            "identifier",
            "relationship",
            "same_person",
            "not_same_person",
            "involvement_started",
            "involvement_ended",
            "handover",
            "work_accepted",
            "restriction",
            "restriction_lifted",
        ],
    ),
];

/// The page.
///
/// # Errors
/// As [`service::Service::timeline`].
pub fn get(call: &Call) -> Answered {
    let (filter, errors) = asked(call);
    let found = call.app.service.timeline(
        call.actor()?,
        call.person()?,
        &filter,
        call.page_number(),
        call.event(),
        call.now,
    )?;
    let person = found.head.person;
    let record = links::record(person);
    let content = html! {
        (h1_with_caption(&found.head.name, "Timeline"))
        (button_group(&[Button { href: Some(&record), ..Button::new("Record something") }.render()]))
        (panel(call, &found, &filter, &errors))
        (shown(&found, &filter))
        (pages(call, &found)?)
    };
    let title = format!("Timeline of {}", found.head.name);
    let frame = Frame {
        title: &title,
        head: Some(&found.head),
        part: "Timeline",
        errors: &errors,
        ..Frame::default()
    };
    page(call, frame, content)
}

/// What is asked for, and what of it cannot be read.
fn asked(call: &Call) -> (chronology::Filter, Vec<ErrorLine>) {
    let mut errors = Vec::new();
    let mut day = |name: &str| {
        let read = Day::read(call.asked(name)?);
        read.map_err(|words| errors.push(ErrorLine::at(name, &words))).ok()
    };
    let (from, to) = (day("from"), day("to"));
    if let (Some(from), Some(to)) = (from, to)
        && from > to
    {
        errors.push(ErrorLine::at("to", "The last day must be on or after the first"));
    }
    let kinds = call.asked_all("kind").filter_map(Kind::of).collect();
    (chronology::Filter { kinds, from, to }, errors)
}

fn panel(call: &Call, found: &Timeline, filter: &chronology::Filter, errors: &[ErrorLine]) -> Markup {
    let address = links::timeline(found.head.person);
    let without = |left_out: &str, value: &str| {
        let kept: Vec<(&str, &str)> = call
            .query
            .iter()
            .filter(|(name, text)| name != "page" && !text.is_empty() && !(name == left_out && text == value))
            .map(|(name, text)| (name.as_str(), text.as_str()))
            .collect();
        links::with_query(&address, &kept)
    };
    let mut chosen: Vec<Chosen> = filter
        .kinds
        .iter()
        .map(|kind| Chosen {
            text: kind.title().to_owned(),
            remove_href: without("kind", kind.code()),
        })
        .collect();
    for (name, words, day) in [("from", "From", filter.from), ("to", "To", filter.to)] {
        if let (Some(day), Some(typed)) = (day, call.asked(name)) {
            chosen.push(Chosen {
                text: format!("{words} {}", day.in_words()),
                remove_href: without(name, typed),
            });
        }
    }
    let error = |name: &str| {
        let found = errors.iter().find(|line| line.control.as_deref() == Some(name));
        found.map(|line| line.text.as_str())
    };
    let date = |name: &'static str, label: &'static str| DatePicker {
        field: Field::new(name, label)
            .hint("For example, 17/5/2026")
            .error(error(name)),
        value: call.asked(name).unwrap_or_default(),
        earliest: None,
        latest: None,
    };
    Filter {
        action: &address,
        chosen: &chosen,
        clear_href: &address,
        controls: html! { (date("from", "From")) (date("to", "To")) (kinds(found, filter)) },
        open: !errors.is_empty(),
    }
    .render()
}

/// The kinds that the history holds, by group, each with how many there are.
fn kinds(found: &Timeline, filter: &chronology::Filter) -> Markup {
    let group_of = |kind: Kind| {
        let found = GROUPS.iter().position(|(_, codes)| codes.contains(&kind.code()));
        found.unwrap_or(GROUPS.len())
    };
    let chosen: Vec<&str> = filter.kinds.iter().map(|kind| kind.code()).collect();
    let titles = GROUPS.iter().map(|(title, _)| *title).chain(["Other"]);
    html! {
        @for (place, title) in titles.enumerate() {
            @let labels: Vec<(Kind, String)> = found.kinds.iter().filter(|(kind, _)| group_of(*kind) == place)
                .map(|(kind, count)| (*kind, format!("{} ({count})", kind.title()))).collect();
            @if !labels.is_empty() {
                @let choices: Vec<Choice<'_>> = labels.iter().map(|(kind, label)| Choice::new(kind.code(), label)).collect();
                @let id = format!("kind-{place}");
                (Checkboxes { field: Field::new("kind", title).id(&id), choices: &choices, chosen: &chosen, layout: ChoiceLayout::Small })
            }
        }
    }
}

fn shown(found: &Timeline, filter: &chronology::Filter) -> Markup {
    if found.total == 0 {
        let narrowed = !filter.kinds.is_empty() || filter.from.is_some() || filter.to.is_some();
        return quiet(if narrowed {
            "Nothing in the record fits this filter. Clear it to see everything."
        } else {
            "Nothing is recorded yet."
        });
    }
    let words: Vec<(String, String, String)> = found
        .entries
        .iter()
        .map(|entry| {
            let href = links::entry(found.head.person, entry.id);
            (href, entry.happened.to_string(), entry.happened.in_words())
        })
        .collect();
    let items: Vec<TimelineItem<'_>> = found
        .entries
        .iter()
        .zip(&words)
        .map(|(entry, (href, datetime, when))| TimelineItem {
            title: entry.kind.title(),
            href: Some(href),
            by: None,
            datetime,
            when,
            tags: corrected(entry),
            body: Some(html! { (recorded(entry)) (answers(found.head.person, entry)) }),
        })
        .collect();
    let first = (found.page - 1) * TIMELINE_PAGE + 1;
    let last = first + found.entries.len().saturating_sub(1);
    html! {
        (quiet(&format!("{first} to {last} of {}, newest first", found.total)))
        (timeline(&items))
    }
}

/// How many answers of an entry stand open; the others are folded under their number.
const OPEN_ANSWERS: usize = 4;

/// What an entry says: what was written in words first, the child's own among it, and the rest in a fold where that is more than one.
fn answers(person: PersonId, entry: &ShownEntry) -> Markup {
    let (words, facts): (Vec<&ShownField>, Vec<&ShownField>) = entry
        .fields
        .iter()
        .partition(|field| matches!(field.value, Shown::Words(_)));
    let mut ordered: Vec<ShownField> = words.into_iter().chain(facts).cloned().collect();
    let mut rest = Vec::new();
    if ordered.len() > OPEN_ANSWERS + 1 {
        rest = ordered.split_off(OPEN_ANSWERS);
    }
    let words = format!("{} more answers", rest.len());
    let about = format!("of {}, {}", entry.kind.title(), entry.happened.in_words());
    html! {
        (fields(person, &ordered))
        @if !rest.is_empty() { (fold(&words, &about, fields(person, &rest))) }
    }
}

fn corrected(entry: &ShownEntry) -> Option<Markup> {
    entry.corrects.map(|_| tag("Corrected", TagColour::Yellow))
}

fn pages(call: &Call, found: &Timeline) -> Result<Markup, Error> {
    let count = |count: usize| u32::try_from(count).map_err(|_| Error::NotFound);
    let address = links::timeline(found.head.person);
    let href = |number: u32| {
        let number = number.to_string();
        let mut pairs: Vec<(&str, &str)> = call
            .query
            .iter()
            .filter(|(name, text)| name != "page" && !text.is_empty())
            .map(|(name, text)| (name.as_str(), text.as_str()))
            .collect();
        pairs.push(("page", &number));
        links::with_query(&address, &pairs)
    };
    Ok(Pagination {
        page: count(found.page)?,
        pages: count(found.total.div_ceil(TIMELINE_PAGE))?,
        href: &href,
    }
    .render())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_a_group_is_a_kind_and_stands_in_one_group_only() {
        let mut codes: Vec<&str> = GROUPS.iter().flat_map(|(_, codes)| codes.iter().copied()).collect();
        for code in &codes {
            assert!(Kind::of(code).is_some(), "{code}");
        }
        let count = codes.len();
        codes.sort_unstable();
        codes.dedup();
        assert_eq!(codes.len(), count);
    }
}
