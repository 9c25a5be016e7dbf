//! Summary lists and cards: facts with their names, and the way to change them.

use maud::{Markup, Render, html};

/// Something that may be done with a row or card.
#[derive(Clone, Copy, Debug)]
pub struct Action<'a> {
    /// What is done: "Change", "Remove".
    pub text: &'a str,
    /// What it is done to, read out but not seen: "date of birth".
    pub about: &'a str,
    /// Where it leads.
    pub href: &'a str,
}

impl Action<'_> {
    fn link(&self) -> Markup {
        html! {
            a class="govuk-link" href=(self.href) { (self.text) span class="govuk-visually-hidden" { " " (self.about) } }
        }
    }
}

/// One fact.
#[derive(Clone, Debug)]
pub struct SummaryRow<'a> {
    /// What the fact is.
    pub key: &'a str,
    /// The fact; say "Not recorded" rather than nothing.
    pub value: Markup,
    /// What may be done with it.
    pub actions: Vec<Action<'a>>,
}

impl<'a> SummaryRow<'a> {
    /// A fact that is only shown.
    #[must_use]
    pub fn new(key: &'a str, value: Markup) -> Self {
        SummaryRow {
            key,
            value,
            actions: Vec::new(),
        }
    }

    /// A fact that may be changed at `href`; `about` is the key as it reads in a sentence.
    #[must_use]
    pub fn changeable(key: &'a str, value: Markup, href: &'a str, about: &'a str) -> Self {
        SummaryRow {
            key,
            value,
            actions: vec![Action {
                text: "Change",
                about,
                href,
            }],
        }
    }
}

/// Facts with their names, one below the other.
#[must_use]
pub fn summary_list(rows: &[SummaryRow<'_>]) -> Markup {
    let any_action = rows.iter().any(|row| !row.actions.is_empty());
    html! {
        dl class="govuk-summary-list" {
            @for row in rows {
                div class={ "govuk-summary-list__row" @if any_action && row.actions.is_empty() { " govuk-summary-list__row--no-actions" } } {
                    dt class="govuk-summary-list__key" { (row.key) }
                    dd class="govuk-summary-list__value" { (row.value) }
                    @if let [action] = row.actions.as_slice() {
                        dd class="govuk-summary-list__actions" { (action.link()) }
                    } @else if !row.actions.is_empty() {
                        dd class="govuk-summary-list__actions" {
                            ul class="govuk-summary-list__actions-list" {
                                @for action in &row.actions {
                                    li class="govuk-summary-list__actions-list-item" { (action.link()) }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// A summary list under a title, for one of several like things: a brother, a placement, an action.
#[derive(Clone, Debug)]
pub struct SummaryCard<'a> {
    /// What the card is about.
    pub title: &'a str,
    /// What may be done with the whole.
    pub actions: Vec<Action<'a>>,
    /// Its facts.
    pub rows: Vec<SummaryRow<'a>>,
}

impl Render for SummaryCard<'_> {
    fn render(&self) -> Markup {
        html! {
            div class="govuk-summary-card" {
                div class="govuk-summary-card__title-wrapper" {
                    h2 class="govuk-summary-card__title" { (self.title) }
                    @if let [action] = self.actions.as_slice() {
                        div class="govuk-summary-card__actions" { (action.link()) }
                    } @else if !self.actions.is_empty() {
                        ul class="govuk-summary-card__actions" {
                            @for action in &self.actions {
                                li class="govuk-summary-card__action" { (action.link()) }
                            }
                        }
                    }
                }
                div class="govuk-summary-card__content" { (summary_list(&self.rows)) }
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
    fn a_row_without_actions_stands_among_rows_with_them() {
        let rows = [
            SummaryRow::changeable("Name", html! { "Amira Khan" }, "/name", "name"),
            SummaryRow::new("Number", html! { "100234" }),
            SummaryRow {
                actions: vec![
                    Action {
                        text: "Change",
                        about: "school",
                        href: "/school",
                    },
                    Action {
                        text: "Remove",
                        about: "school",
                        href: "/school/remove",
                    },
                ],
                ..SummaryRow::new("School", html! { "Hill Primary" })
            },
        ];
        check(
            summary_list(&rows),
            expect![[r#"
            <dl class="govuk-summary-list">
            <div class="govuk-summary-list__row">
            <dt class="govuk-summary-list__key">Name</dt>
            <dd class="govuk-summary-list__value">Amira Khan</dd>
            <dd class="govuk-summary-list__actions">
            <a class="govuk-link" href="/name">Change<span class="govuk-visually-hidden"> name</span>
            </a>
            </dd>
            </div>
            <div class="govuk-summary-list__row govuk-summary-list__row--no-actions">
            <dt class="govuk-summary-list__key">Number</dt>
            <dd class="govuk-summary-list__value">100234</dd>
            </div>
            <div class="govuk-summary-list__row">
            <dt class="govuk-summary-list__key">School</dt>
            <dd class="govuk-summary-list__value">Hill Primary</dd>
            <dd class="govuk-summary-list__actions">
            <ul class="govuk-summary-list__actions-list">
            <li class="govuk-summary-list__actions-list-item">
            <a class="govuk-link" href="/school">Change<span class="govuk-visually-hidden"> school</span>
            </a>
            </li>
            <li class="govuk-summary-list__actions-list-item">
            <a class="govuk-link" href="/school/remove">Remove<span class="govuk-visually-hidden"> school</span>
            </a>
            </li>
            </ul>
            </dd>
            </div>
            </dl>
        "#]],
        );
    }

    #[test]
    fn a_card_for_one_of_several() {
        let card = SummaryCard {
            title: "Placement from 3 March 2026",
            actions: vec![Action {
                text: "End",
                about: "placement from 3 March 2026",
                href: "/end",
            }],
            rows: vec![SummaryRow::new("Carer", html! { "Jo Adeyemi" })],
        };
        check(
            card,
            expect![[r#"
            <div class="govuk-summary-card">
            <div class="govuk-summary-card__title-wrapper">
            <h2 class="govuk-summary-card__title">Placement from 3 March 2026</h2>
            <div class="govuk-summary-card__actions">
            <a class="govuk-link" href="/end">End<span class="govuk-visually-hidden"> placement from 3 March 2026</span>
            </a>
            </div>
            </div>
            <div class="govuk-summary-card__content">
            <dl class="govuk-summary-list">
            <div class="govuk-summary-list__row">
            <dt class="govuk-summary-list__key">Carer</dt>
            <dd class="govuk-summary-list__value">Jo Adeyemi</dd>
            </div>
            </dl>
            </div>
            </div>
        "#]],
        );
    }
}
