//! Our own parts: the ten questions as cards, numbers as tiles, pictures with words beside them.

use maud::{Markup, Render, html};

/// How pressing something is; always said in words as well.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Urgency {
    /// Nothing to do.
    #[default]
    Calm,
    /// Soon.
    Warning,
    /// Overdue.
    Late,
}

impl Urgency {
    fn class(self, base: &str) -> String {
        match self {
            Urgency::Calm => base.to_owned(),
            Urgency::Warning => format!("{base} {base}--warning"),
            Urgency::Late => format!("{base} {base}--late"),
        }
    }
}

/// A question about a child with its answer.
#[derive(Clone, Debug)]
pub struct QuestionCard<'a> {
    /// The question: "Who saw them last, and were they alone?"
    pub question: &'a str,
    /// The answer, with links to what it rests on.
    pub answer: Markup,
    /// Where the answer comes from and when: "Visit, 4 March 2026".
    pub source: Option<String>,
    /// How pressing it is.
    pub urgency: Urgency,
}

/// Questions and answers at a glance, each under an `h2`.
#[must_use]
pub fn question_cards(cards: &[QuestionCard<'_>]) -> Markup {
    html! {
        ul class="gt-cards" {
            @for card in cards {
                li class=(card.urgency.class("gt-card")) {
                    h2 class="gt-card__question" { (card.question) }
                    div class="gt-card__answer" { (card.answer) }
                    @if let Some(source) = &card.source { p class="gt-card__source" { (source) } }
                }
            }
        }
    }
}

/// A number that leads to the rows behind it.
#[derive(Clone, Debug)]
pub struct Tile<'a> {
    /// The number with its unit: "12", "94.1%".
    pub number: String,
    /// What it counts: "visits late".
    pub label: &'a str,
    /// Where the rows behind it are.
    pub href: &'a str,
    /// How pressing it is.
    pub urgency: Urgency,
}

/// Numbers side by side.
#[must_use]
pub fn tiles(tiles: &[Tile<'_>]) -> Markup {
    html! {
        ul class="gt-tiles" {
            @for tile in tiles {
                li class=(tile.urgency.class("gt-tile")) {
                    a class="govuk-link govuk-link--no-visited-state" href=(tile.href) {
                        span class="gt-tile__number" { (tile.number) } " "
                        span class="gt-tile__label" { (tile.label) }
                    }
                }
            }
        }
    }
}

/// A picture drawn by the program (family network, trend): it scrolls by itself, and the same is said in words below it.
#[derive(Clone, Debug)]
pub struct Picture<'a> {
    /// What it shows; also its accessible name. Unique in the page.
    pub title: &'a str,
    /// The `svg` element, with `width`, `height` and `viewBox`, without inline styles (the policy of pages forbids them) and without links
    /// (it is read out as one image): those stand in the words.
    pub svg: Markup,
    /// What the words are called: "Family members as a list".
    pub words_title: &'a str,
    /// The same in words: a list or table.
    pub words: Markup,
}

impl Render for Picture<'_> {
    fn render(&self) -> Markup {
        html! {
            figure class="gt-picture" {
                figcaption class="gt-picture__title" { (self.title) }
                div class="gt-picture__pane" role="region" aria-label=(self.title) tabindex="0" {
                    div role="img" aria-label={ (self.title) ". The same is told in words below." } { (self.svg) }
                }
                details class="govuk-details" {
                    summary class="govuk-details__summary" {
                        span class="govuk-details__summary-text" { (self.words_title) }
                    }
                    div class="govuk-details__text" { (self.words) }
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
    fn a_question_with_its_answer() {
        let card = QuestionCard {
            question: "Who saw them last?",
            answer: html! { p { "Grace Obi, alone" } },
            source: Some("Visit, 4 March 2026".to_owned()),
            urgency: Urgency::Late,
        };
        check(
            question_cards(&[card]),
            expect![[r#"
            <ul class="gt-cards">
            <li class="gt-card gt-card--late">
            <h2 class="gt-card__question">Who saw them last?</h2>
            <div class="gt-card__answer">
            <p>Grace Obi, alone</p>
            </div>
            <p class="gt-card__source">Visit, 4 March 2026</p>
            </li>
            </ul>
        "#]],
        );
    }

    #[test]
    fn a_number_leads_to_its_rows() {
        check(
            tiles(&[Tile {
                number: "12".to_owned(),
                label: "visits late",
                href: "/board",
                urgency: Urgency::Warning,
            }]),
            expect![[r#"
                <ul class="gt-tiles">
                <li class="gt-tile gt-tile--warning">
                <a class="govuk-link govuk-link--no-visited-state" href="/board">
                <span class="gt-tile__number">12</span> <span class="gt-tile__label">visits late</span>
                </a>
                </li>
                </ul>
            "#]],
        );
    }

    #[test]
    fn a_picture_is_told_in_words_too() {
        let picture = Picture {
            title: "Family of Amira Khan",
            svg: html! { svg {} },
            words_title: "Family as a list",
            words: html! { "Mother" },
        };
        check(
            picture,
            expect![[r#"
            <figure class="gt-picture">
            <figcaption class="gt-picture__title">Family of Amira Khan</figcaption>
            <div class="gt-picture__pane" role="region" aria-label="Family of Amira Khan" tabindex="0">
            <div role="img" aria-label="Family of Amira Khan. The same is told in words below.">
            <svg>
            </svg>
            </div>
            </div>
            <details class="govuk-details">
            <summary class="govuk-details__summary">
            <span class="govuk-details__summary-text">Family as a list</span>
            </summary>
            <div class="govuk-details__text">Mother</div>
            </details>
            </figure>
        "#]],
        );
    }
}
