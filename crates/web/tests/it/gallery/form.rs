//! Pages that ask.

use maud::{Markup, Render, html};
use web::govuk::*;

use super::page;

/// Every control, as a visit is recorded; `wrong` shows each with its error.
pub fn form(wrong: bool) -> Markup {
    let errors = [
        ErrorLine::at("reason", "Enter the reason for the visit"),
        ErrorLine::at("account", "What happened must be 300 words or fewer"),
        ErrorLine::at_date("seen_on", "Day of the visit must include a year"),
        ErrorLine::at("seen_alone", "Select yes if the child was seen alone"),
        ErrorLine::at("who", "Select who was there"),
        ErrorLine::at("team", "Select a team"),
        ErrorLine::of_page("The record has changed since you opened it"),
    ];
    let body = html! {
        (identity_questions(wrong))
        (visit_questions(wrong))
        (button_group(&[
            submit("Record the visit"),
            Button { look: Look::Secondary, posts: Some(("draft", "yes")), ..Button::new("Keep as draft") }.render(),
            link("/gallery/parts", "Cancel"),
        ]))
    };
    let form = Form {
        action: "/gallery/form",
        token: Some(("token", "7d1f")),
        autosave: Some("/gallery/draft"),
        upload: true,
        body: Some(body),
        ..Form::default()
    };
    let content = two_thirds(html! { (h1_with_caption("Amira Khan", "Record a visit")) (form) });
    let title = if wrong {
        "Record a visit, with mistakes"
    } else {
        "Record a visit"
    };
    Page {
        before: Some(back_link("/gallery/child")),
        errors: if wrong { &errors } else { &[] },
        ..page(title, content)
    }
    .render()
}

fn identity_questions(wrong: bool) -> Markup {
    let error = |text| wrong.then_some(text);
    html! {
        (TextInput { width: Width::TwoThirds, ..TextInput::new(
            Field::new("reason", "Reason for the visit").style(LabelStyle::Small).hint("In a few words").error(error("Enter the reason for the visit")), "") })
        (TextInput { kind: InputKind::Number, width: Width::Chars10, ..TextInput::new(
            Field::new("nhs", "NHS number").style(LabelStyle::Small).source("From the health assessment, 3 March 2026"), "943 476 5919") })
        (TextInput { prefix: Some("£"), suffix: Some("a week"), kind: InputKind::Decimal, width: Width::Chars5, ..TextInput::new(
            Field::new("cost", "Cost of the support").style(LabelStyle::Small), "85.50") })
        (Textarea { rows: 6, word_limit: Some(300), ..Textarea::new(
            Field::new("account", "What happened").style(LabelStyle::Small).hint("What you saw, what was said, and by whom")
                .error(error("What happened must be 300 words or fewer")), "") })
        (Textarea { rows: 3, ..Textarea::new(Field::new("views", "What did the child say?").style(LabelStyle::Small), "") })
        (DateInput { day: "4", month: "3", wrong: [false, false, wrong], field:
            Field::new("seen_on", "Day of the visit").style(LabelStyle::Medium).hint("For example, 31 3 2026")
                .error(error("Day of the visit must include a year")), ..DateInput::default() })
        (TimeInput { field: Field::new("began", "Time it began").style(LabelStyle::Small), value: "15:40" })
        (DatePicker { field: Field::new("next", "When is the next visit?").style(LabelStyle::Small).hint("For example, 17/5/2026"), ..DatePicker::default() })
    }
}

fn visit_questions(wrong: bool) -> Markup {
    let error = |text| wrong.then_some(text);
    let why_not = Textarea::new(Field::new("why_not", "Why not?"), "").render();
    let alone = [
        Choice::new("yes", "Yes"),
        Choice {
            then: Some(why_not),
            ..Choice::new("no", "No")
        },
    ];
    let where_seen = [Choice::new("home", "Home"), Choice::new("school", "School")];
    let who = [
        Choice {
            hint: Some("Or anyone with parental responsibility"),
            ..Choice::new("parent", "A parent")
        },
        Choice {
            then: Some(TextInput::new(Field::new("who_else", "Who?"), "").render()),
            ..Choice::new("other", "Someone else")
        },
        Choice {
            divider: Some("or"),
            exclusive: true,
            ..Choice::new("nobody", "Nobody")
        },
    ];
    let risks = [
        Choice::new("online", "Online harm"),
        Choice::new("exploitation", "Exploitation"),
    ];
    let teams = [Choice::new("a1", "Assessment 1"), Choice::new("a2", "Assessment 2")];
    html! {
        (Radios { choices: &alone, chosen: None, layout: ChoiceLayout::Stacked, field:
            Field::new("seen_alone", "Was Amira seen alone?").style(LabelStyle::Medium).error(error("Select yes if the child was seen alone")) })
        (Radios { choices: &where_seen, chosen: Some("home"), layout: ChoiceLayout::Inline, field:
            Field::new("place", "Where was she seen?").style(LabelStyle::Small).source("From the visit plan, 1 March 2026") })
        (Checkboxes { choices: &who, chosen: &[], layout: ChoiceLayout::Stacked, field:
            Field::new("who", "Who was there?").style(LabelStyle::Medium).hint("Tick all that apply").error(error("Select who was there")) })
        (Checkboxes { choices: &risks, chosen: &["online"], layout: ChoiceLayout::Small, field: Field::new("risks", "Risks spoken about").style(LabelStyle::Small) })
        (Select { choices: &teams, chosen: None, empty: Some("Choose a team"), field:
            Field::new("team", "Team").style(LabelStyle::Small).error(error("Select a team")) })
        (fieldset("Address visited", html! {
            (TextInput::new(Field::new("line_1", "Address line 1"), "12 Mill Lane"))
            (TextInput { kind: InputKind::Verbatim, width: Width::Chars10, ..TextInput::new(Field::new("postcode", "Postcode"), "NS1 2AB") })
        }))
        (FileUpload { field: Field::new("drawing", "Add a drawing or photo").style(LabelStyle::Small), accept: Some("image/*"), multiple: true })
        (PasswordInput { field: Field::new("password", "Your password, to authorise").style(LabelStyle::Small), new_password: false })
    }
}

/// A page that asks one thing.
pub fn question() -> Markup {
    let choices = [
        Choice {
            hint: Some("A strategy discussion opens at once"),
            ..Choice::new("yes", "Yes, at risk of significant harm")
        },
        Choice::new("no", "No"),
    ];
    let radios = Radios {
        field: Field::new("harm", "Is the child at risk of significant harm?")
            .style(LabelStyle::PageHeading)
            .hint("Children Act 1989, section 47"),
        choices: &choices,
        chosen: None,
        layout: ChoiceLayout::Stacked,
    };
    let body = html! { (radios) (submit("Continue")) };
    let form = Form {
        action: "/gallery/question",
        token: Some(("token", "7d1f")),
        body: Some(body),
        ..Form::default()
    };
    Page {
        before: Some(back_link("/gallery/child")),
        ..page("Is the child at risk of significant harm?", two_thirds(form.render()))
    }
    .render()
}
