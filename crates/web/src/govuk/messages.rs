//! Parts that tell something: details, inset text, warnings, banners, alerts, panels.

use maud::{Markup, html};

/// Help that is folded away under `summary`.
#[must_use]
pub fn details(summary: &str, body: Markup) -> Markup {
    html! {
        details class="govuk-details" {
            summary class="govuk-details__summary" {
                span class="govuk-details__summary-text" { (summary) }
            }
            div class="govuk-details__text" { (body) }
        }
    }
}

/// A short part that is folded away on the screen and stands open on paper. `about` is read out after the summary but not seen.
#[must_use]
pub fn fold(summary: &str, about: &str, body: Markup) -> Markup {
    html! {
        details class="govuk-details gt-fold" {
            summary class="govuk-details__summary" {
                span class="govuk-details__summary-text" {
                    (summary)
                    @if !about.is_empty() { span class="govuk-visually-hidden" { " " (about) } }
                }
            }
            div class="gt-fold__body" { (body) }
        }
    }
}

/// Words set off from the text around them, for example what the child said.
#[must_use]
pub fn inset_text(body: Markup) -> Markup {
    html! { div class="govuk-inset-text" { (body) } }
}

/// A consequence to know before going on.
#[must_use]
pub fn warning_text(text: &str) -> Markup {
    html! {
        div class="govuk-warning-text" {
            span class="govuk-warning-text__icon" aria-hidden="true" { "!" }
            strong class="govuk-warning-text__text" {
                span class="govuk-visually-hidden" { "Warning" } " " (text)
            }
        }
    }
}

/// A banner that something was done, given as [`super::Page::notice`]; read out as the page opens.
#[must_use]
pub fn success(heading: &str, body: Option<Markup>) -> Markup {
    banner(" govuk-notification-banner--success", "alert", "Success", heading, body)
}

/// A banner about something that matters whatever the page is for, given as [`super::Page::notice`].
#[must_use]
pub fn important(heading: &str, body: Option<Markup>) -> Markup {
    banner("", "region", "Important", heading, body)
}

fn banner(class: &str, role: &str, title: &str, heading: &str, body: Option<Markup>) -> Markup {
    html! {
        div class={ "govuk-notification-banner" (class) } role=(role) aria-labelledby="govuk-notification-banner-title"
            data-module="govuk-notification-banner" {
            div class="govuk-notification-banner__header" {
                h2 class="govuk-notification-banner__title" id="govuk-notification-banner-title" { (title) }
            }
            div class="govuk-notification-banner__content" {
                p class="govuk-notification-banner__heading" { (heading) }
                @if let Some(body) = body { (body) }
            }
        }
    }
}

/// What an [`alert`] says about a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AlertKind {
    /// Good to know.
    Information,
    /// Done.
    Success,
    /// Take care.
    Warning,
    /// Something is wrong.
    Error,
}

/// An alert within a record: this record is restricted, this address is protected. Its name (kind and title) is unique in the page.
#[must_use]
pub fn alert(kind: AlertKind, title: &str, body: Markup) -> Markup {
    let (variant, icon) = match kind {
        AlertKind::Information => (
            "information",
            "M15 2a13 13 0 1 0 0 26a13 13 0 0 0 0-26zM13.5 13h3v9h-3zM13.5 8h3v3h-3z",
        ),
        AlertKind::Success => ("success", "M11.3 24.7L2 15.4l2.6-2.6l6.7 6.6L25.4 5.3L28 8z"),
        AlertKind::Warning => (
            "warning",
            "M15 2.5L28.8 26.2H1.2zM13.5 10h3l-.3 8h-2.4zM13.5 20h3v3h-3z",
        ),
        AlertKind::Error => (
            "error",
            "M9.8 2.5h10.4l7.3 7.3v10.4l-7.3 7.3H9.8l-7.3-7.3V9.8zM10.9 8.9L8.9 10.9L13 15l-4.1 4.1l2 2L15 17l4.1 4.1l2-2L17 15l4.1-4.1l-2-2L15 13z",
        ),
    };
    html! {
        div role="region" class={ "moj-alert moj-alert--" (variant) " moj-alert--with-heading" } aria-label={ (variant) ": " (title) } {
            div {
                svg class="moj-alert__icon" role="presentation" focusable="false" viewBox="0 0 30 30" height="30" width="30" {
                    path fill-rule="evenodd" fill="currentColor" d=(icon) {}
                }
            }
            div class="moj-alert__content" {
                h2 class="moj-alert__heading" { (title) }
                (body)
            }
        }
    }
}

/// The confirmation at the end of a journey; its title is the page's one `h1`.
#[must_use]
pub fn panel(title: &str, body: Markup) -> Markup {
    html! {
        div class="govuk-panel govuk-panel--confirmation" {
            h1 class="govuk-panel__title" { (title) }
            div class="govuk-panel__body" { (body) }
        }
    }
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::*;
    use crate::govuk::tests::check;

    #[test]
    fn parts_that_tell() {
        check(
            details(
                "Who counts as a parent?",
                html! { "Anyone with parental responsibility." },
            ),
            expect![[r#"
                <details class="govuk-details">
                <summary class="govuk-details__summary">
                <span class="govuk-details__summary-text">Who counts as a parent?</span>
                </summary>
                <div class="govuk-details__text">Anyone with parental responsibility.</div>
                </details>
            "#]],
        );
        check(
            inset_text(html! { "I want to stay with Nan." }),
            expect![[r#"
                <div class="govuk-inset-text">I want to stay with Nan.</div>
            "#]],
        );
        check(
            warning_text("This cannot be undone."),
            expect![[r#"
            <div class="govuk-warning-text">
            <span class="govuk-warning-text__icon" aria-hidden="true">!</span>
            <strong class="govuk-warning-text__text">
            <span class="govuk-visually-hidden">Warning</span> This cannot be undone.</strong>
            </div>
        "#]],
        );
        check(
            panel("Referral recorded", html! { "Number 100234" }),
            expect![[r#"
                <div class="govuk-panel govuk-panel--confirmation">
                <h1 class="govuk-panel__title">Referral recorded</h1>
                <div class="govuk-panel__body">Number 100234</div>
                </div>
            "#]],
        );
    }

    #[test]
    fn banners() {
        check(
            success("Visit recorded", Some(html! { p { "Next visit due 1 April." } })),
            expect![[r#"
                <div class="govuk-notification-banner govuk-notification-banner--success" role="alert" aria-labelledby="govuk-notification-banner-title" data-module="govuk-notification-banner">
                <div class="govuk-notification-banner__header">
                <h2 class="govuk-notification-banner__title" id="govuk-notification-banner-title">Success</h2>
                </div>
                <div class="govuk-notification-banner__content">
                <p class="govuk-notification-banner__heading">Visit recorded</p>
                <p>Next visit due 1 April.</p>
                </div>
                </div>
            "#]],
        );
        check(
            important("The system closes at 18:00 today", None),
            expect![[r#"
                <div class="govuk-notification-banner" role="region" aria-labelledby="govuk-notification-banner-title" data-module="govuk-notification-banner">
                <div class="govuk-notification-banner__header">
                <h2 class="govuk-notification-banner__title" id="govuk-notification-banner-title">Important</h2>
                </div>
                <div class="govuk-notification-banner__content">
                <p class="govuk-notification-banner__heading">The system closes at 18:00 today</p>
                </div>
                </div>
            "#]],
        );
    }

    #[test]
    fn an_alert_is_named_by_its_kind_and_title() {
        check(
            alert(
                AlertKind::Warning,
                "Protected address",
                html! { "Do not share the address." },
            ),
            expect![[r#"
                <div role="region" class="moj-alert moj-alert--warning moj-alert--with-heading" aria-label="warning: Protected address">
                <div>
                <svg class="moj-alert__icon" role="presentation" focusable="false" viewBox="0 0 30 30" height="30" width="30">
                <path fill-rule="evenodd" fill="currentColor" d="M15 2.5L28.8 26.2H1.2zM13.5 10h3l-.3 8h-2.4zM13.5 20h3v3h-3z">
                </path>
                </svg>
                </div>
                <div class="moj-alert__content">
                <h2 class="moj-alert__heading">Protected address</h2>Do not share the address.</div>
                </div>
            "#]],
        );
    }
}
