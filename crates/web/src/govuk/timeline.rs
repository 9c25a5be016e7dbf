//! The MoJ timeline: what happened, newest or oldest first as given.

use maud::{Markup, html};

/// One thing that happened.
#[derive(Clone, Debug, Default)]
pub struct TimelineItem<'a> {
    /// What happened.
    pub title: &'a str,
    /// Where its record is read.
    pub href: Option<&'a str>,
    /// Who recorded it, for example "Grace Obi, social worker".
    pub by: Option<&'a str>,
    /// When it happened, for machines: 2026-03-04 or 2026-03-04T10:30:00Z.
    pub datetime: &'a str,
    /// When it happened, for people: "4 March 2026 at 10:30".
    pub when: &'a str,
    /// Tags and badges.
    pub tags: Option<Markup>,
    /// What was recorded.
    pub body: Option<Markup>,
}

/// The items one below the other, each under an `h2`.
#[must_use]
pub fn timeline(items: &[TimelineItem<'_>]) -> Markup {
    html! {
        div class="moj-timeline" {
            @for item in items {
                div class="moj-timeline__item" {
                    div class="moj-timeline__header" {
                        h2 class="moj-timeline__title" {
                            @if let Some(href) = item.href { a class="govuk-link" href=(href) { (item.title) } } @else { (item.title) }
                        }
                        @if let Some(by) = item.by { " " p class="moj-timeline__byline" { "by " (by) } }
                    }
                    p class="moj-timeline__date" { time datetime=(item.datetime) { (item.when) } }
                    @if let Some(tags) = &item.tags { div class="gt-timeline__tags" { (tags) } }
                    @if let Some(body) = &item.body { div class="moj-timeline__description" { (body) } }
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
    fn what_happened() {
        let items = [
            TimelineItem {
                title: "Visit",
                href: Some("/visits/7"),
                by: Some("Grace Obi, social worker"),
                datetime: "2026-03-04",
                when: "4 March 2026",
                tags: Some(html! { "tag" }),
                body: Some(html! { p { "Seen alone." } }),
            },
            TimelineItem {
                title: "Contact",
                datetime: "2026-03-01",
                when: "1 March 2026",
                ..TimelineItem::default()
            },
        ];
        check(
            timeline(&items),
            expect![[r#"
            <div class="moj-timeline">
            <div class="moj-timeline__item">
            <div class="moj-timeline__header">
            <h2 class="moj-timeline__title">
            <a class="govuk-link" href="/visits/7">Visit</a>
            </h2> <p class="moj-timeline__byline">by Grace Obi, social worker</p>
            </div>
            <p class="moj-timeline__date">
            <time datetime="2026-03-04">4 March 2026</time>
            </p>
            <div class="gt-timeline__tags">tag</div>
            <div class="moj-timeline__description">
            <p>Seen alone.</p>
            </div>
            </div>
            <div class="moj-timeline__item">
            <div class="moj-timeline__header">
            <h2 class="moj-timeline__title">Contact</h2>
            </div>
            <p class="moj-timeline__date">
            <time datetime="2026-03-01">1 March 2026</time>
            </p>
            </div>
            </div>
        "#]],
        );
    }
}
