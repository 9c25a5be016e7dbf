//! Headings, paragraphs, lists, links and columns.

use maud::{Markup, html};

/// The page's one first heading.
#[must_use]
pub fn h1(text: &str) -> Markup {
    html! { h1 class="govuk-heading-l" { (text) } }
}

/// The page's one first heading, with what it belongs to above it (part of the heading when read out).
#[must_use]
pub fn h1_with_caption(caption: &str, text: &str) -> Markup {
    html! {
        h1 class="govuk-heading-l" {
            span class="govuk-caption-l" { (caption) } " " (text)
        }
    }
}

/// A heading of a part of the page.
#[must_use]
pub fn h2(text: &str) -> Markup {
    html! { h2 class="govuk-heading-m" { (text) } }
}

/// A heading within a part.
#[must_use]
pub fn h3(text: &str) -> Markup {
    html! { h3 class="govuk-heading-s" { (text) } }
}

/// A paragraph; `html!` allows links and bold words within.
#[must_use]
pub fn p(body: Markup) -> Markup {
    html! { p class="govuk-body" { (body) } }
}

/// A list in no order.
#[must_use]
pub fn bullets(items: &[Markup]) -> Markup {
    html! {
        ul class="govuk-list govuk-list--bullet" {
            @for item in items { li { (item) } }
        }
    }
}

/// A list in order.
#[must_use]
pub fn numbered(items: &[Markup]) -> Markup {
    html! {
        ol class="govuk-list govuk-list--number" {
            @for item in items { li { (item) } }
        }
    }
}

/// A link whose words say where it leads.
#[must_use]
pub fn link(href: &str, text: &str) -> Markup {
    html! { a class="govuk-link" href=(href) { (text) } }
}

/// A link whose words need `about` to be told apart ("Change" "date of birth"); `about` is read out but not seen.
#[must_use]
pub fn link_about(href: &str, text: &str, about: &str) -> Markup {
    html! {
        a class="govuk-link" href=(href) { (text) span class="govuk-visually-hidden" { " " (about) } }
    }
}

/// Short lists under a heading each, in as many columns as the page has room for; the order runs down the columns.
#[must_use]
pub fn areas(lists: &[Markup]) -> Markup {
    html! {
        div class="gt-areas" {
            @for list in lists { section class="gt-areas__one" { (list) } }
        }
    }
}

/// Content at a width that reads well.
#[must_use]
pub fn two_thirds(body: Markup) -> Markup {
    html! {
        div class="govuk-grid-row" {
            div class="govuk-grid-column-two-thirds" { (body) }
        }
    }
}

/// Main content with a narrower column beside it (below it on a phone).
#[must_use]
pub fn columns(main: Markup, side: Markup) -> Markup {
    html! {
        div class="govuk-grid-row" {
            div class="govuk-grid-column-two-thirds" { (main) }
            div class="govuk-grid-column-one-third" { (side) }
        }
    }
}
