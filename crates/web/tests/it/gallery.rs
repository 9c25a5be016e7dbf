//! Pages that hold every component, with invented people.

mod form;

use maud::{Markup, Render, html};
use web::govuk::*;

pub use form::{form, question};

const NAVIGATION: [NavItem<'static>; 5] = [
    nav("My work", "/gallery/parts", true),
    nav("Boards", "/gallery/board", false),
    nav("Find a person", "/gallery/child", false),
    nav("Service", "/gallery/service", false),
    nav("Help", "/gallery/done", false),
];

const fn nav(text: &'static str, href: &'static str, current: bool) -> NavItem<'static> {
    NavItem { text, href, current }
}

/// The frame that all share.
pub fn page(title: &str, content: Markup) -> Page<'_> {
    Page {
        title,
        service: "Goldthread",
        council: "Northshire County Council",
        signed_in: Some(SignedIn {
            name: "Grace Obi, social worker",
            sign_out_action: "/sign-out",
            token: ("token", "7d1f"),
        }),
        navigation: &NAVIGATION,
        content: Some(content),
        footer: &[
            ("Accessibility statement", "/gallery/done"),
            ("How we use information", "/gallery/parts"),
        ],
        ..Page::default()
    }
}

/// The parts of ordinary pages.
pub fn parts() -> Markup {
    let content = html! {
        (h1("My work"))
        (tiles(&[
            Tile { number: "3".into(), label: "visits late", href: "/gallery/board", urgency: Urgency::Late },
            Tile { number: "5".into(), label: "due this week", href: "/gallery/board", urgency: Urgency::Warning },
            Tile { number: "16".into(), label: "children", href: "/gallery/board", urgency: Urgency::Calm },
            Tile { number: "94.1%".into(), label: "visits in time, last 3 months", href: "/gallery/board", urgency: Urgency::Calm },
        ]))
        (columns(words(), html! { (side_navigation("Lists", &[
            NavSection { title: Some("Mine"), items: &[nav("Due", "/gallery/parts", true), nav("Drafts", "/gallery/form", false)] },
            NavSection { title: Some("My team's"), items: &[nav("Late", "/gallery/board", false)] },
        ])) }))
        (lists())
    };
    Page {
        notice: Some(success(
            "Visit recorded",
            Some(p(html! { "The next is due on 1 April 2026." })),
        )),
        ..page("My work", content)
    }
    .render()
}

fn words() -> Markup {
    html! {
        (h2("Words")) (p(html! { "A paragraph with a " (link("/gallery/child", "link to a record")) " and " strong { "bold words" } "." }))
        (bullets(&[html! { "one" }, html! { "two" }])) (numbered(&[html! { "first" }, html! { "second" }]))
        (inset_text(html! { "“I want to stay with Nan.” " (tag("Child's words", TagColour::Purple)) }))
        (warning_text("Closing ends every duty towards this child."))
        (details("Who counts as a parent?", p(html! { "Anyone with parental responsibility." })))
        (h3("Tags and badges"))
        p class="govuk-body" { @for colour in TagColour::ALL { (tag("Due today", colour)) " " } }
        p class="govuk-body" {
            @for colour in [BadgeColour::Blue, BadgeColour::Purple, BadgeColour::Red, BadgeColour::Green, BadgeColour::Black, BadgeColour::Grey] {
                (badge("CP plan", colour)) " "
            }
        }
        (button_group(&[
            Button::new("Allocate").render(),
            Button { look: Look::Secondary, href: Some("/gallery/child"), ..Button::new("Open record") }.render(),
            Button { look: Look::Warning, about: Some("Amira Khan's episode"), ..Button::new("Close") }.render(),
        ]))
    }
}

fn lists() -> Markup {
    html! {
        (summary_list(&[
            SummaryRow::changeable("Name", html! { "Amira Khan" }, "/gallery/form", "name"),
            SummaryRow::new("Number", html! { "100234" }),
            SummaryRow::changeable("School", html! { "Hill Primary" }, "/gallery/form", "school"),
        ]))
        (SummaryCard {
            title: "Placement from 3 March 2026",
            actions: vec![
                Action { text: "Change", about: "placement from 3 March 2026", href: "/gallery/form" },
                Action { text: "End", about: "placement from 3 March 2026", href: "/gallery/form" },
            ],
            rows: vec![SummaryRow::new("Carer", html! { "Jo Adeyemi" }), SummaryRow::new("Type", html! { "Foster carer, in the county" })],
        })
        (task_list("assessment", &[
            Task { title: "Child and family", href: Some("/gallery/form"), hint: None, status: TaskStatus::Completed },
            Task { title: "Analysis", href: Some("/gallery/form"), hint: Some("Due on 4 April 2026"), status: TaskStatus::ToDo("In progress", TagColour::Blue) },
            Task { title: "Authorisation", href: None, hint: None, status: TaskStatus::CannotStartYet },
        ]))
        (Table {
            caption: "Caseload by worker",
            columns: vec![Column::new("Worker"), Column::numeric("Children"), Column::numeric("Late")],
            rows: vec![
                Row::new(vec![Cell::text("Grace Obi"), Cell::text("16"), Cell::text("3")]),
                Row::new(vec![Cell::text("Tom Whitfield"), Cell::text("14"), Cell::text("0")]),
            ],
            row_headers: true,
            ..Table::default()
        })
        (Trend { title: "Visits in time", unit: "%", scale: None, points: &[
            TrendPoint { label: "Nov 2025", value: Some(88.0) }, TrendPoint { label: "Dec 2025", value: Some(84.2) },
            TrendPoint { label: "Jan 2026", value: None }, TrendPoint { label: "Feb 2026", value: Some(91.7) }, TrendPoint { label: "Mar 2026", value: Some(94.1) },
        ] })
        (Pagination { page: 10, pages: 40, href: &|page| format!("/gallery/parts?page={page}") })
    }
}

/// A board with filter, ticks and sorting, as wide as the window.
pub fn board() -> Markup {
    let teams = [Choice::new("a1", "Assessment 1"), Choice::new("a2", "Assessment 2")];
    let states = [Choice::new("late", "Late"), Choice::new("due", "Due this week")];
    let controls = html! {
        (TextInput { kind: InputKind::Search, ..TextInput::new(Field::new("name", "Child or worker").style(LabelStyle::Small), "") })
        (Select { field: Field::new("team", "Team").style(LabelStyle::Small), choices: &teams, chosen: Some("a2"), empty: Some("All teams") })
        (Checkboxes { field: Field::new("state", "State").style(LabelStyle::Small), choices: &states, chosen: &["late"], layout: ChoiceLayout::Small })
    };
    let chosen = [
        Chosen {
            text: "Team: Assessment 2".into(),
            remove_href: "/gallery/board?state=late".into(),
        },
        Chosen {
            text: "Late".into(),
            remove_href: "/gallery/board?team=a2".into(),
        },
    ];
    let body = html! { (visits()) (submit("Allocate those ticked")) };
    let content = html! {
        (h1("Visits board"))
        (Filter { action: "/gallery/board", chosen: &chosen, clear_href: "/gallery/board", controls, open: true })
        (Form { action: "/gallery/board", token: Some(("token", "7d1f")), body: Some(body), ..Form::default() })
        (Table { caption: "Missing episodes", empty: Some("No child is missing."), ..Table::default() })
    };
    Page {
        wide: true,
        before: Some(breadcrumbs(
            &[("My work", "/gallery/parts"), ("Boards", "/gallery/board")],
            "Visits",
        )),
        ..page("Visits board", content)
    }
    .render()
}

fn visits() -> Table<'static> {
    let row = |name: &str, number: &str, worker: &str, last: (&str, &str), days: i32| Row {
        cells: vec![
            Cell::sorted_by(link("/gallery/child", name), name),
            Cell::text(number),
            Cell::text(worker),
            Cell::sorted_by(html! { (last.1) }, last.0),
            Cell::sorted_by(
                if days > 0 {
                    tag(&format!("{days} days late"), TagColour::Red)
                } else {
                    tag("In time", TagColour::Green)
                },
                days.to_string(),
            ),
            Cell::text(if days > 0 {
                "Statutory visit every 6 weeks; the worker, then the team manager"
            } else {
                "Nothing to do"
            }),
        ],
        late: days > 0,
        choice: Some(RowChoice {
            value: number.to_owned(),
            label: format!("Select {name}"),
        }),
    };
    Table {
        caption: "Statutory visits",
        columns: vec![
            Column::new("Child").sort(Sort::Unsorted),
            Column::numeric("Number").sort(Sort::Unsorted),
            Column::new("Worker").sort(Sort::Unsorted),
            Column::new("Last seen").sort(Sort::Unsorted),
            Column::new("State").sort(Sort::Descending),
            Column::new("Why, and who must act"),
        ],
        rows: vec![
            row(
                "Amira Khan",
                "100234",
                "Grace Obi",
                ("2026-01-10", "10 January 2026"),
                12,
            ),
            row(
                "Leo Fenwick-Abernathy",
                "100871",
                "Tom Whitfield",
                ("2026-02-01", "1 February 2026"),
                3,
            ),
            row("Mia Okafor", "101002", "Grace Obi", ("2026-03-01", "1 March 2026"), 0),
        ],
        row_headers: true,
        board: true,
        choose: Some("child"),
        empty: Some("No visit is due."),
    }
}

/// The child at a glance.
pub fn child() -> Markup {
    let content = html! {
        (sub_navigation("Parts of the record", &[
            nav("Summary", "/gallery/child", true), nav("Timeline", "/gallery/child", false), nav("Family", "/gallery/child", false),
            nav("Plan", "/gallery/child", false), nav("Documents", "/gallery/child", false), nav("Who looked", "/gallery/child", false),
        ]))
        (h1("Amira at a glance"))
        (alert(AlertKind::Warning, "Protected address", p(html! { "Do not tell anyone where Amira lives." })))
        (alert(AlertKind::Information, "Two open drafts", p(html! { "You began a visit on 3 March 2026." })))
        (question_cards(&cards()))
        (family())
        (timeline(&[
            TimelineItem {
                title: "Statutory visit", href: Some("/gallery/form"), by: Some("Grace Obi, social worker"), datetime: "2026-03-04T15:40:00Z",
                when: "4 March 2026 at 15:40", tags: Some(tag("Seen alone", TagColour::Green)), body: Some(p(html! { "Amira showed me her room." })),
            },
            TimelineItem { title: "Contact from school", datetime: "2026-03-01", when: "1 March 2026", ..TimelineItem::default() },
        ]))
    };
    let bar = IdentityBar {
        name: "Amira Khan",
        href: "/gallery/child",
        facts: vec![
            ("Born", "4 March 2014 (12)".into()),
            ("Number", "100234".into()),
            ("Worker", "Grace Obi".into()),
        ],
        tags: Some(
            html! { (badge("Section 20", BadgeColour::Purple)) (badge("CP plan", BadgeColour::Red)) (badge("Restricted", BadgeColour::Black)) },
        ),
    };
    Page {
        identity: Some(bar.render()),
        notice: Some(important("The record was corrected today", None)),
        ..page("Summary of a child's record", content)
    }
    .render()
}

fn cards() -> [QuestionCard<'static>; 5] {
    let card = |question, answer: Markup, source: &str, urgency| QuestionCard {
        question,
        answer: p(answer),
        source: Some(source.into()),
        urgency,
    };
    [
        card(
            "Why are we involved?",
            html! { "Neglect; injuries not explained" },
            "Assessment, 12 January 2026",
            Urgency::Calm,
        ),
        card(
            "What does she say?",
            html! { "“I want to stay with Nan.”" },
            "Visit, 4 March 2026",
            Urgency::Calm,
        ),
        card(
            "Who saw her last, and alone?",
            html! { "Grace Obi, alone" },
            "Visit, 4 March 2026",
            Urgency::Calm,
        ),
        card(
            "What is due?",
            html! { "Review, " (tag("12 days late", TagColour::Red)) },
            "Due 20 February 2026",
            Urgency::Late,
        ),
        card(
            "What is stuck?",
            html! { "Health assessment, " (tag("Due in 3 days", TagColour::Orange)) },
            "Asked for 1 March 2026",
            Urgency::Warning,
        ),
    ]
}

fn family() -> Picture<'static> {
    let person = |x: u32, name: &str| {
        html! {
            rect x=(x) y="20" width="140" height="60" fill="#ffffff" stroke="#0b0c0c" {}
            text x=(x + 70) y="55" text-anchor="middle" font-size="16" { (name) }
        }
    };
    Picture {
        title: "Family of Amira Khan",
        svg: html! {
            svg width="620" height="100" viewBox="0 0 620 100" {
                path d="M160 50H460" stroke="#0b0c0c" {}
                (person(20, "Sana Khan")) (person(240, "Amira Khan")) (person(460, "Imran Khan"))
            }
        },
        words_title: "The family as a list",
        words: bullets(&[html! { "Sana Khan, mother" }, html! { "Imran Khan, father" }]),
    }
}

/// The end of a journey.
pub fn done() -> Markup {
    page("Referral recorded", two_thirds(html! { (panel("Referral recorded", html! { "Number 100234" })) (p(html! { "A manager decides by tomorrow." })) })).render()
}

/// A page with faults planted: no `main`, two first headings, an unlabelled control, a part wider than a phone.
pub fn faulty() -> Markup {
    html! {
        (maud::DOCTYPE)
        html lang="en-GB" {
            head { title { "Faulty" } }
            body {
                h1 { "One" } h1 { "Two" }
                input name="nameless";
                svg width="900" height="10" {}
                p style="color: red" { "Styled in place" }
            }
        }
    }
}
