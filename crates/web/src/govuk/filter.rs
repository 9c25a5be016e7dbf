//! The filter above a board: folded away or open, with what is chosen always in sight. A plain GET form: an address names a view.

use maud::{Markup, Render, html};

use super::buttons::{Button, Look};

/// One filter in use.
#[derive(Clone, Debug)]
pub struct Chosen {
    /// What it is, for example "Team: Assessment 2".
    pub text: String,
    /// The address of the board without it.
    pub remove_href: String,
}

/// A filter panel.
#[derive(Clone, Debug)]
pub struct Filter<'a> {
    /// The board's own address.
    pub action: &'a str,
    /// The filters in use.
    pub chosen: &'a [Chosen],
    /// The address of the board with no filter.
    pub clear_href: &'a str,
    /// The controls: selects, small checkboxes, text boxes.
    pub controls: Markup,
    /// Whether the panel is open as the page is sent.
    pub open: bool,
}

impl Render for Filter<'_> {
    fn render(&self) -> Markup {
        html! {
            @if !self.chosen.is_empty() {
                div class="gt-filter__chosen" {
                    h2 class="govuk-visually-hidden" { "Filters in use" }
                    ul class="moj-filter-tags" {
                        @for chosen in self.chosen {
                            li {
                                a class="moj-filter__tag" href=(chosen.remove_href) {
                                    span class="govuk-visually-hidden" { "Remove filter " } (chosen.text)
                                }
                            }
                        }
                    }
                    " " a class="govuk-link govuk-link--no-visited-state govuk-body-s" href=(self.clear_href) { "Clear filters" }
                }
            }
            details class="govuk-details gt-filter" open[self.open] {
                summary class="govuk-details__summary" {
                    span class="govuk-details__summary-text" { "Filter" }
                }
                form class="moj-filter" action=(self.action) method="get" novalidate {
                    div class="moj-filter__options" {
                        (self.controls)
                        div class="govuk-button-group" {
                            button type="submit" class="govuk-button" data-module="govuk-button" { "Apply filters" }
                            (Button { href: Some(self.clear_href), look: Look::Secondary, ..Button::new("Clear") })
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
    fn what_is_chosen_stays_in_sight() {
        let chosen = [Chosen {
            text: "Team: Assessment 2".to_owned(),
            remove_href: "/board".to_owned(),
        }];
        check(
            Filter {
                action: "/board",
                chosen: &chosen,
                clear_href: "/board",
                controls: html! { "controls" },
                open: false,
            },
            expect![[r#"
                <div class="gt-filter__chosen">
                <h2 class="govuk-visually-hidden">Filters in use</h2>
                <ul class="moj-filter-tags">
                <li>
                <a class="moj-filter__tag" href="/board">
                <span class="govuk-visually-hidden">Remove filter </span>Team: Assessment 2</a>
                </li>
                </ul> <a class="govuk-link govuk-link--no-visited-state govuk-body-s" href="/board">Clear filters</a>
                </div>
                <details class="govuk-details gt-filter">
                <summary class="govuk-details__summary">
                <span class="govuk-details__summary-text">Filter</span>
                </summary>
                <form class="moj-filter" action="/board" method="get" novalidate>
                <div class="moj-filter__options">controls<div class="govuk-button-group">
                <button type="submit" class="govuk-button" data-module="govuk-button">Apply filters</button>
                <a href="/board" role="button" draggable="false" class="govuk-button govuk-button--secondary" data-module="govuk-button">Clear</a>
                </div>
                </div>
                </form>
                </details>
            "#]],
        );
    }
}
