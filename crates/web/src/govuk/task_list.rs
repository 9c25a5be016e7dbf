//! A task list: the parts of a long piece of work and how each stands.

use maud::{Markup, html};

use super::tags::{TagColour, tag};

/// How a task stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TaskStatus<'a> {
    /// Done: plain words, so that what is left stands out.
    Completed,
    /// Still to do: the words and colour of a tag.
    ToDo(&'a str, TagColour),
    /// Cannot begin before another is done.
    CannotStartYet,
}

/// One part of the work.
#[derive(Clone, Copy, Debug)]
pub struct Task<'a> {
    /// What is done.
    pub title: &'a str,
    /// Where it is done; `None` while it cannot begin.
    pub href: Option<&'a str>,
    /// More about it.
    pub hint: Option<&'a str>,
    /// How it stands.
    pub status: TaskStatus<'a>,
}

/// The parts of a piece of work; `id` is the prefix of ids and unique in the page.
#[must_use]
pub fn task_list(id: &str, tasks: &[Task<'_>]) -> Markup {
    html! {
        ul class="govuk-task-list" {
            @for (position, task) in tasks.iter().enumerate() {
                (item(&format!("{id}-{}", position + 1), task))
            }
        }
    }
}

fn item(id: &str, task: &Task<'_>) -> Markup {
    let described_by = match task.hint {
        Some(_) => format!("{id}-hint {id}-status"),
        None => format!("{id}-status"),
    };
    html! {
        li class={ "govuk-task-list__item" @if task.href.is_some() { " govuk-task-list__item--with-link" } } {
            div class="govuk-task-list__name-and-hint" {
                @if let Some(href) = task.href {
                    a class="govuk-link govuk-task-list__link" href=(href) aria-describedby=(described_by) { (task.title) }
                } @else {
                    div { (task.title) }
                }
                @if let Some(hint) = task.hint {
                    div id={ (id) "-hint" } class="govuk-task-list__hint" { (hint) }
                }
            }
            @match task.status {
                TaskStatus::Completed => div class="govuk-task-list__status" id={ (id) "-status" } { "Completed" },
                TaskStatus::ToDo(text, colour) => div class="govuk-task-list__status" id={ (id) "-status" } { (tag(text, colour)) },
                TaskStatus::CannotStartYet => {
                    div class="govuk-task-list__status govuk-task-list__status--cannot-start-yet" id={ (id) "-status" } { "Cannot start yet" }
                },
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::*;
    use crate::govuk::tests::check;

    #[test]
    fn how_each_part_stands() {
        let tasks = [
            Task {
                title: "Child and family",
                href: Some("/1"),
                hint: None,
                status: TaskStatus::Completed,
            },
            Task {
                title: "Analysis",
                href: Some("/2"),
                hint: Some("Due 4 April"),
                status: TaskStatus::ToDo("In progress", TagColour::Blue),
            },
            Task {
                title: "Authorisation",
                href: None,
                hint: None,
                status: TaskStatus::CannotStartYet,
            },
        ];
        check(
            task_list("assessment", &tasks),
            expect![[r#"
            <ul class="govuk-task-list">
            <li class="govuk-task-list__item govuk-task-list__item--with-link">
            <div class="govuk-task-list__name-and-hint">
            <a class="govuk-link govuk-task-list__link" href="/1" aria-describedby="assessment-1-status">Child and family</a>
            </div>
            <div class="govuk-task-list__status" id="assessment-1-status">Completed</div>
            </li>
            <li class="govuk-task-list__item govuk-task-list__item--with-link">
            <div class="govuk-task-list__name-and-hint">
            <a class="govuk-link govuk-task-list__link" href="/2" aria-describedby="assessment-2-hint assessment-2-status">Analysis</a>
            <div id="assessment-2-hint" class="govuk-task-list__hint">Due 4 April</div>
            </div>
            <div class="govuk-task-list__status" id="assessment-2-status">
            <strong class="govuk-tag">In progress</strong>
            </div>
            </li>
            <li class="govuk-task-list__item">
            <div class="govuk-task-list__name-and-hint">
            <div>Authorisation</div>
            </div>
            <div class="govuk-task-list__status govuk-task-list__status--cannot-start-yet" id="assessment-3-status">Cannot start yet</div>
            </li>
            </ul>
        "#]],
        );
    }
}
