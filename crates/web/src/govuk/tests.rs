//! How components are checked, and that none lets typed text out as markup.

use expect_test::Expect;
use maud::{Render, html};

use super::*;

/// Compares what a component renders, one tag a line, with a snapshot.
pub(super) fn check(component: impl Render, expected: Expect) {
    let mut lines = component.render().into_string().replace("><", ">\n<");
    lines.push('\n');
    expected.assert_eq(&lines);
}

/// What nobody is called, but anybody may type.
const HOSTILE: &str = r#"</textarea></title>"><script>alert('1')</script><img src=x onerror="alert(2)">"#;

fn hostile_field() -> Field<'static> {
    Field::new(HOSTILE, HOSTILE)
        .hint(HOSTILE)
        .source(HOSTILE)
        .error(HOSTILE)
}

fn inert(component: impl Render) {
    let written = component.render().into_string();
    assert!(written.contains("&lt;script&gt;"), "the text is not there: {written}");
    for live in ["<script>", "<img", "onerror=\"", "\">alert"] {
        assert!(!written.contains(live), "{live} in {written}");
    }
}

#[test]
fn controls_write_typed_text_as_text() {
    let field = hostile_field();
    let choices = [Choice {
        hint: Some(HOSTILE),
        divider: Some(HOSTILE),
        then: Some(html! { (HOSTILE) }),
        ..Choice::new(HOSTILE, HOSTILE)
    }];
    for style in [LabelStyle::Plain, LabelStyle::PageHeading] {
        inert(TextInput {
            prefix: Some(HOSTILE),
            suffix: Some(HOSTILE),
            autocomplete: Some(HOSTILE),
            ..TextInput::new(field.style(style), HOSTILE)
        });
    }
    inert(Textarea::new(field, HOSTILE));
    inert(Textarea {
        word_limit: Some(5),
        ..Textarea::new(field, HOSTILE)
    });
    inert(PasswordInput {
        field,
        new_password: true,
    });
    inert(FileUpload {
        field,
        accept: Some(HOSTILE),
        multiple: true,
    });
    inert(Radios {
        field,
        choices: &choices,
        chosen: Some(HOSTILE),
        layout: ChoiceLayout::Inline,
    });
    inert(Checkboxes {
        field,
        choices: &choices,
        chosen: &[HOSTILE],
        layout: ChoiceLayout::Small,
    });
    inert(Select {
        field,
        choices: &choices,
        chosen: None,
        empty: Some(HOSTILE),
    });
    inert(DateInput {
        field,
        day: HOSTILE,
        month: HOSTILE,
        year: HOSTILE,
        wrong: [false; 3],
    });
    inert(DatePicker {
        field,
        value: HOSTILE,
        earliest: Some(HOSTILE),
        latest: Some(HOSTILE),
    });
    inert(TimeInput { field, value: HOSTILE });
    inert(fieldset(HOSTILE, html! {}));
    inert(Form {
        action: HOSTILE,
        token: Some((HOSTILE, HOSTILE)),
        autosave: Some(HOSTILE),
        autosave_status: HOSTILE,
        ..Form::default()
    });
    inert(Button {
        about: Some(HOSTILE),
        posts: Some((HOSTILE, HOSTILE)),
        ..Button::new(HOSTILE)
    });
    inert(Button {
        href: Some(HOSTILE),
        ..Button::new(HOSTILE)
    });
}

#[test]
fn messages_and_text_write_typed_text_as_text() {
    inert(error_summary(&[
        ErrorLine::at_date(HOSTILE, HOSTILE),
        ErrorLine::of_page(HOSTILE),
    ]));
    inert(details(HOSTILE, html! {}));
    inert(warning_text(HOSTILE));
    inert(success(HOSTILE, None));
    inert(important(HOSTILE, None));
    inert(alert(AlertKind::Error, HOSTILE, html! {}));
    inert(panel(HOSTILE, html! {}));
    inert(tag(HOSTILE, TagColour::Red));
    inert(badge(HOSTILE, BadgeColour::Red));
    inert(h1(HOSTILE));
    inert(h1_with_caption(HOSTILE, HOSTILE));
    inert(h2(HOSTILE));
    inert(h3(HOSTILE));
    inert(link(HOSTILE, HOSTILE));
    inert(link_about(HOSTILE, HOSTILE, HOSTILE));
}

#[test]
fn lists_and_records_write_typed_text_as_text() {
    let item = NavItem {
        text: HOSTILE,
        href: HOSTILE,
        current: true,
    };
    inert(breadcrumbs(&[(HOSTILE, HOSTILE)], HOSTILE));
    inert(back_link(HOSTILE));
    inert(sub_navigation(HOSTILE, &[item]));
    inert(side_navigation(
        HOSTILE,
        &[NavSection {
            title: Some(HOSTILE),
            items: &[item],
        }],
    ));
    inert(Pagination {
        page: 1,
        pages: 2,
        href: &|_| HOSTILE.to_owned(),
    });
    let row = SummaryRow::changeable(HOSTILE, html! { (HOSTILE) }, HOSTILE, HOSTILE);
    let action = Action {
        text: HOSTILE,
        about: HOSTILE,
        href: HOSTILE,
    };
    inert(SummaryCard {
        title: HOSTILE,
        actions: vec![action, action],
        rows: vec![row],
    });
    inert(Table {
        caption: HOSTILE,
        columns: vec![Column::new(HOSTILE).sort(Sort::Ascending)],
        rows: vec![Row {
            cells: vec![Cell::sorted_by(html! { (HOSTILE) }, HOSTILE)],
            choice: Some(RowChoice {
                value: HOSTILE.to_owned(),
                label: HOSTILE.to_owned(),
            }),
            ..Row::default()
        }],
        row_headers: true,
        board: true,
        choose: Some(HOSTILE),
        empty: None,
    });
    inert(Table {
        caption: HOSTILE,
        empty: Some(HOSTILE),
        ..Table::default()
    });
    let task = Task {
        title: HOSTILE,
        href: Some(HOSTILE),
        hint: Some(HOSTILE),
        status: TaskStatus::ToDo(HOSTILE, TagColour::Grey),
    };
    inert(task_list(HOSTILE, &[task]));
    let entry = TimelineItem {
        title: HOSTILE,
        href: Some(HOSTILE),
        by: Some(HOSTILE),
        datetime: HOSTILE,
        when: HOSTILE,
        ..TimelineItem::default()
    };
    inert(timeline(&[entry]));
    let chosen = [Chosen {
        text: HOSTILE.to_owned(),
        remove_href: HOSTILE.to_owned(),
    }];
    inert(Filter {
        action: HOSTILE,
        chosen: &chosen,
        clear_href: HOSTILE,
        controls: html! {},
        open: true,
    });
    inert(IdentityBar {
        name: HOSTILE,
        href: HOSTILE,
        facts: vec![(HOSTILE, HOSTILE.to_owned())],
        tags: None,
    });
    inert(question_cards(&[QuestionCard {
        question: HOSTILE,
        answer: html! {},
        source: Some(HOSTILE.to_owned()),
        urgency: Urgency::Late,
    }]));
    inert(tiles(&[Tile {
        number: HOSTILE.to_owned(),
        label: HOSTILE,
        href: HOSTILE,
        urgency: Urgency::Calm,
    }]));
    inert(Picture {
        title: HOSTILE,
        svg: html! {},
        words_title: HOSTILE,
        words: html! {},
    });
    let points = [TrendPoint {
        label: HOSTILE,
        value: Some(1.0),
    }];
    inert(Trend {
        title: HOSTILE,
        unit: HOSTILE,
        scale: None,
        points: &points,
    });
}
