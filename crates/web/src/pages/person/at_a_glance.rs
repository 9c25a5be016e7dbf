//! The child at a glance: the ten questions.

use crate::call::{Answered, Call};
use crate::govuk::{
    Button, QuestionCard, TagColour, Urgency, bullets, button_group, facts, h1_with_caption, link, link_about, p,
    question_cards, quiet, saying, tag,
};
use crate::layout::{Frame, page};
use crate::links;
use crate::pages::my_work::how_late;
use maud::{Markup, Render, html};
use practice::State;
use record::PersonId;
use service::child::{ChildPage, Head, Stretch};

/// How many duties and actions the page shows before it leads on.
const SHOWN: usize = 6;

/// The page.
///
/// # Errors
/// As [`service::Service::child`].
pub fn get(call: &Call) -> Answered {
    let child = call
        .app
        .service
        .child(call.actor()?, call.person()?, SHOWN, call.event(), call.now)?;
    let person = child.head.person;
    let cards = [
        card("Who is this child?", who(&child.head), Urgency::Calm),
        card("Who lives and matters with them?", family(&child), Urgency::Calm),
        card("Why are we involved?", involved(&child), Urgency::Calm),
        card(
            "What do they say?",
            says(&child),
            if child.says.is_empty() {
                Urgency::Warning
            } else {
                Urgency::Calm
            },
        ),
        card(
            "What is the plan and is it working?",
            plan(&child),
            if child.plan.actions.iter().any(|action| action.late) {
                Urgency::Late
            } else {
                Urgency::Calm
            },
        ),
        card("Who saw them last, and were they alone?", seen(&child), Urgency::Calm),
        card(
            "What is due?",
            due(&child),
            if child.due.iter().any(|duty| duty.state == State::Late) {
                Urgency::Late
            } else {
                Urgency::Calm
            },
        ),
        card("What is the legal position?", legal(&child), Urgency::Calm),
        card(
            "Who is their worker, and since when?",
            worker(&child),
            if child.worker.name.is_empty() {
                Urgency::Warning
            } else {
                Urgency::Calm
            },
        ),
        card(
            "What is stuck?",
            stuck(&child),
            if child.stuck.is_empty() {
                Urgency::Calm
            } else {
                Urgency::Late
            },
        ),
    ];
    let record = links::record(person);
    let content = html! {
        (h1_with_caption(&child.head.name, "At a glance"))
        (button_group(&[Button { href: Some(&record), ..Button::new("Record something") }.render()]))
        (question_cards(&cards))
    };
    let frame = Frame {
        title: &child.head.name,
        head: Some(&child.head),
        part: "At a glance",
        wide: true,
        ..Frame::default()
    };
    page(call, frame, content)
}

fn card(question: &'static str, answer: Markup, urgency: Urgency) -> QuestionCard<'static> {
    QuestionCard {
        question,
        answer,
        source: None,
        urgency,
    }
}

fn who(head: &Head) -> Markup {
    let details = &head.identity.details;
    let languages = details.languages.0.join(", ");
    let told: Vec<(&str, String)> = [
        ("Age", Some(head.age.trim_start_matches("age ").to_owned())),
        ("Born", head.identity.birth().map(|birth| birth.in_words())),
        ("Sex", details.sex.as_ref().map(|sex| sex.label().to_owned())),
        (
            "Ethnic origin",
            details.ethnicity.as_ref().map(|origin| origin.label().to_owned()),
        ),
        ("Languages", (!languages.is_empty()).then_some(languages)),
        ("Communication", details.communication_needs.clone()),
        (
            "Disabilities",
            (!details.disabilities.0.is_empty()).then(|| {
                details
                    .disabilities
                    .0
                    .iter()
                    .map(|code| code.label())
                    .collect::<Vec<_>>()
                    .join(", ")
            }),
        ),
    ]
    .into_iter()
    .filter_map(|(name, value)| Some((name, value?)))
    .collect();
    let shown: Vec<(&str, Markup)> = told.iter().map(|(name, value)| (*name, html! { (value) })).collect();
    facts(&shown)
}

fn family(child: &ChildPage) -> Markup {
    if child.family.is_empty() {
        return quiet("Nobody is recorded yet.");
    }
    let lines: Vec<Markup> = child
        .family
        .iter()
        .take(SHOWN)
        .map(|relative| {
            html! {
                @if relative.may_open { (link(&links::person(relative.person), &relative.name)) } @else { (relative.name) }
                ", " (relative.is)
                @if relative.parental_responsibility { ", parental responsibility" }
                @if relative.lives_with { ", lives with them" }
            }
        })
        .collect();
    html! { (bullets(&lines)) (link(&links::network(child.head.person), "Family network")) }
}

/// Spans that another card tells, or that say no more than the others together.
const TOLD_ELSEWHERE: [&str; 4] = ["legal_status", "court_work", "open_case", "with_carer"];

fn involved(child: &ChildPage) -> Markup {
    let told: Vec<&Stretch> = child
        .involved
        .iter()
        .filter(|stretch| !TOLD_ELSEWHERE.contains(&stretch.id.as_str()))
        .collect();
    if told.is_empty() {
        return quiet("Nothing is open.");
    }
    let person = child.head.person;
    let lines: Vec<Markup> = told
        .iter()
        .map(|stretch| {
            html! {
                (link(&links::entry(person, stretch.entry), &stretch.name)) " since " (stretch.since.in_words())
                @if !stretch.detail.is_empty() { ": " (stretch.detail) }
            }
        })
        .collect();
    bullets(&lines)
}

fn says(child: &ChildPage) -> Markup {
    if child.says.is_empty() {
        return quiet("No words of theirs are on record.");
    }
    html! {
        @for said in &child.says {
            (saying(&said.words, link(&links::entry(child.head.person, said.entry), &format!("{}, {}", said.step, said.on.in_words()))))
        }
    }
}

fn plan(child: &ChildPage) -> Markup {
    let person = child.head.person;
    let scores: Vec<Markup> = child.plan.scores.iter().take(2).map(|(day, score, entry)| html! { (link(&links::entry(person, *entry), &format!("{score} out of 10"))) " on " (day.in_words()) }).collect();
    let actions: Vec<Markup> = child
        .plan
        .actions
        .iter()
        .map(|action| {
            html! {
                (action.what) " (" (action.who) ")"
                @if let Some(due) = action.standing.due { ", by " (due.in_words()) }
                @if action.late { " " (tag("Late", TagColour::Red)) }
            }
        })
        .collect();
    html! {
        @if scores.is_empty() { (quiet("No score on record.")) } @else { (bullets(&scores)) }
        @if actions.is_empty() { (quiet("No open action.")) } @else { (bullets(&actions)) }
        (link(&links::plan(person), "Plan and actions"))
    }
}

fn seen(child: &ChildPage) -> Markup {
    let Some(seen) = &child.seen else {
        return quiet("No visit at which they were seen is on record.");
    };
    let alone = match seen.alone {
        Some(true) => "seen alone",
        Some(false) => "not seen alone",
        None => "whether alone is not recorded",
    };
    p(html! { (link(&links::entry(child.head.person, seen.entry), &seen.on.in_words())) " by " (seen.by) ", " (alone) })
}

fn due(child: &ChildPage) -> Markup {
    if child.due.is_empty() {
        return quiet("Nothing is due.");
    }
    let lines: Vec<Markup> = child
        .due
        .iter()
        .map(|duty| html! { (link_about(&links::why(child.head.person, &duty.clock), &duty.name, &format!("due {}", duty.due.in_words()))) ": " (duty.due.in_words()) " " (how_late(duty)) })
        .collect();
    let all = if child.due_in_all > child.due.len() {
        format!("All {} that are due", child.due_in_all)
    } else {
        "Due, and why".to_owned()
    };
    html! { (bullets(&lines)) (link(&due_link(child.head.person), &all)) }
}

fn due_link(person: PersonId) -> String {
    format!("{}#due", links::plan(person))
}

fn legal(child: &ChildPage) -> Markup {
    let Some(legal) = &child.legal else {
        return quiet("Not looked after; no order on record.");
    };
    p(html! { (legal.detail) " since " (link(&links::entry(child.head.person, legal.entry), &legal.since.in_words())) })
}

fn worker(child: &ChildPage) -> Markup {
    let worker = &child.worker;
    if worker.name.is_empty() {
        return quiet("Nobody is allocated.");
    }
    html! {
        (p(html! {
            (worker.name)
            @if let Some(since) = worker.since { " since " (since.in_words()) }
            @if !worker.team.is_empty() { ", " (worker.team) }
        }))
        @if worker.so_far > 1 { (quiet(&format!("Their {} worker so far", ordinal(worker.so_far)))) }
    }
}

/// `2nd`, `3rd`, `11th`.
fn ordinal(number: usize) -> String {
    let ending = match (number % 10, number % 100) {
        (1, rest) if rest != 11 => "st",
        (2, rest) if rest != 12 => "nd",
        (3, rest) if rest != 13 => "rd",
        _ => "th",
    };
    format!("{number}{ending}")
}

fn stuck(child: &ChildPage) -> Markup {
    if child.stuck.is_empty() {
        return quiet("No flag is up.");
    }
    let person = child.head.person;
    let lines: Vec<Markup> = child
        .stuck
        .iter()
        .map(|flag| {
            html! {
                (flag.why)
                @if let Some(since) = flag.since {
                    " Since " @match flag.entry { Some(entry) => (link(&links::entry(person, entry), &since.in_words())), None => (since.in_words()) } "."
                }
                " " (flag.who.label()) " must act."
            }
        })
        .collect();
    bullets(&lines)
}

#[cfg(test)]
mod tests {
    use super::ordinal;

    #[test]
    fn workers_are_counted_as_people_say_it() {
        let said = [1, 2, 3, 4, 11, 12, 13, 21, 22, 103, 111].map(ordinal);
        assert_eq!(
            said,
            [
                "1st", "2nd", "3rd", "4th", "11th", "12th", "13th", "21st", "22nd", "103rd", "111th"
            ]
        );
    }
}
