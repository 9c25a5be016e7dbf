//! The error summary: everything that stops a form, at once, each line leading to its question.

use maud::{Markup, html};

/// One thing that stops a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ErrorLine {
    /// What to do, in the words shown at the question.
    pub text: String,
    /// The id of the control to go to; `None` where the problem is the whole page's.
    pub control: Option<String>,
}

impl ErrorLine {
    /// A problem with the control that has this id.
    #[must_use]
    pub fn at(control: &str, text: &str) -> Self {
        ErrorLine {
            text: text.to_owned(),
            control: Some(control.to_owned()),
        }
    }

    /// A problem with the [`super::DateInput`] that has this id: the link leads to its first box.
    #[must_use]
    pub fn at_date(field: &str, text: &str) -> Self {
        ErrorLine::at(&format!("{field}-day"), text)
    }

    /// A problem that belongs to no one question.
    #[must_use]
    pub fn of_page(text: &str) -> Self {
        ErrorLine {
            text: text.to_owned(),
            control: None,
        }
    }
}

/// The summary at the top of a page that was refused; nothing where there are no errors. [`super::Page`] places it by itself.
#[must_use]
pub fn error_summary(errors: &[ErrorLine]) -> Markup {
    html! {
        @if !errors.is_empty() {
            div class="govuk-error-summary" data-module="govuk-error-summary" {
                div role="alert" {
                    h2 class="govuk-error-summary__title" { "There is a problem" }
                    div class="govuk-error-summary__body" {
                        ul class="govuk-list govuk-error-summary__list" {
                            @for error in errors {
                                li {
                                    @if let Some(control) = &error.control {
                                        a href={ "#" (control) } { (error.text) }
                                    } @else {
                                        (error.text)
                                    }
                                }
                            }
                        }
                    }
                }
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
    fn each_line_leads_to_its_question() {
        let lines = [
            ErrorLine::at("family_name", "Enter the family name"),
            ErrorLine::at_date("born", "Enter the date of birth"),
            ErrorLine::of_page("The record has changed since you opened it"),
        ];
        check(
            error_summary(&lines),
            expect![[r##"
            <div class="govuk-error-summary" data-module="govuk-error-summary">
            <div role="alert">
            <h2 class="govuk-error-summary__title">There is a problem</h2>
            <div class="govuk-error-summary__body">
            <ul class="govuk-list govuk-error-summary__list">
            <li>
            <a href="#family_name">Enter the family name</a>
            </li>
            <li>
            <a href="#born-day">Enter the date of birth</a>
            </li>
            <li>The record has changed since you opened it</li>
            </ul>
            </div>
            </div>
            </div>
        "##]],
        );
    }

    #[test]
    fn no_errors_no_summary() {
        assert_eq!(error_summary(&[]).into_string(), "");
    }
}
