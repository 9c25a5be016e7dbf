//! Ways around: breadcrumbs, back link, sub and side navigation, pagination.

use maud::{Markup, PreEscaped, Render, html};

/// A link of a navigation.
#[derive(Clone, Copy, Debug)]
pub struct NavItem<'a> {
    /// Its words.
    pub text: &'a str,
    /// Where it leads.
    pub href: &'a str,
    /// Whether the page is there, or within it.
    pub current: bool,
}

/// The way from the start page to this one; the last, without a link, is this page. Given as [`super::Page::before`].
#[must_use]
pub fn breadcrumbs(way: &[(&str, &str)], this_page: &str) -> Markup {
    html! {
        nav class="govuk-breadcrumbs" aria-label="Breadcrumb" {
            ol class="govuk-breadcrumbs__list" {
                @for (text, href) in way {
                    li class="govuk-breadcrumbs__list-item" {
                        a class="govuk-breadcrumbs__link" href=(href) { (text) }
                    }
                }
                li class="govuk-breadcrumbs__list-item" aria-current="page" { (this_page) }
            }
        }
    }
}

/// One step back in a journey. Given as [`super::Page::before`].
#[must_use]
pub fn back_link(href: &str) -> Markup {
    html! {
        nav aria-label="Back" { a href=(href) class="govuk-back-link" { "Back" } }
    }
}

/// The parts of a record or of the service, side by side. `label` names the navigation and is unique in the page.
#[must_use]
pub fn sub_navigation(label: &str, items: &[NavItem<'_>]) -> Markup {
    html! {
        nav class="moj-sub-navigation" aria-label=(label) {
            ul class="moj-sub-navigation__list" {
                @for item in items {
                    li class="moj-sub-navigation__item" {
                        a class="moj-sub-navigation__link" href=(item.href) aria-current=[item.current.then_some("page")] { (item.text) }
                    }
                }
            }
        }
    }
}

/// A group of links in a side navigation.
#[derive(Clone, Copy, Debug)]
pub struct NavSection<'a> {
    /// What the group is; `None` where there is only one.
    pub title: Option<&'a str>,
    /// Its links.
    pub items: &'a [NavItem<'a>],
}

/// The parts of a long record, down the side. `label` names the navigation and is unique in the page.
#[must_use]
pub fn side_navigation(label: &str, sections: &[NavSection<'_>]) -> Markup {
    html! {
        nav class="moj-side-navigation" aria-label=(label) {
            @for section in sections {
                @if let Some(title) = section.title {
                    h2 class="moj-side-navigation__title" { (title) }
                }
                ul class="moj-side-navigation__list" {
                    @for item in section.items {
                        li class={ "moj-side-navigation__item" @if item.current { " moj-side-navigation__item--active" } } {
                            a href=(item.href) aria-current=[item.current.then_some("location")] { (item.text) }
                        }
                    }
                }
            }
        }
    }
}

/// Pages of a long list; nothing where there is one page.
pub struct Pagination<'a> {
    /// The page shown, from 1.
    pub page: u32,
    /// How many there are.
    pub pages: u32,
    /// The address of a page.
    pub href: &'a dyn Fn(u32) -> String,
}

const ARROW_LEFT: &str = "M6.6 0L-.1 6.7L6.6 13.1L8 11.7L3.8 7.7H15v-2H3.8L8 1.4z";
const ARROW_RIGHT: &str = "M8.4 0L15.1 6.7L8.4 13.1L7 11.7L11.2 7.7H0v-2h11.2L7 1.4z";

impl Render for Pagination<'_> {
    fn render(&self) -> Markup {
        html! {
            @if self.pages > 1 {
                nav class="govuk-pagination" aria-label="Pagination" {
                    @if self.page > 1 {
                        div class="govuk-pagination__prev" {
                            a class="govuk-link govuk-pagination__link" href=((self.href)(self.page - 1)) rel="prev" {
                                (arrow("prev", ARROW_LEFT)) " "
                                span class="govuk-pagination__link-title" { "Previous" span class="govuk-visually-hidden" { " page" } }
                            }
                        }
                    }
                    ul class="govuk-pagination__list" {
                        @for step in steps(self.page, self.pages) { (self.step(step)) }
                    }
                    @if self.page < self.pages {
                        div class="govuk-pagination__next" {
                            a class="govuk-link govuk-pagination__link" href=((self.href)(self.page + 1)) rel="next" {
                                span class="govuk-pagination__link-title" { "Next" span class="govuk-visually-hidden" { " page" } }
                                " " (arrow("next", ARROW_RIGHT))
                            }
                        }
                    }
                }
            }
        }
    }
}

impl Pagination<'_> {
    fn step(&self, step: Option<u32>) -> Markup {
        let Some(page) = step else {
            return html! { li class="govuk-pagination__item govuk-pagination__item--ellipsis" { (PreEscaped("&ctdot;")) } };
        };
        let current = page == self.page;
        html! {
            li class={ "govuk-pagination__item" @if current { " govuk-pagination__item--current" } } {
                a class="govuk-link govuk-pagination__link" href=((self.href)(page)) aria-label={ "Page " (page) }
                    aria-current=[current.then_some("page")] { (page) }
            }
        }
    }
}

fn arrow(direction: &str, path: &str) -> Markup {
    html! {
        svg class={ "govuk-pagination__icon govuk-pagination__icon--" (direction) } height="13" width="15" aria-hidden="true"
            focusable="false" viewBox="0 0 15 13" { path d=(path) {} }
    }
}

/// First, last, and the pages around this one; `None` is a gap.
fn steps(page: u32, pages: u32) -> Vec<Option<u32>> {
    let mut steps = Vec::new();
    let mut last_shown = 0;
    for shown in 1..=pages {
        if shown != 1 && shown != pages && shown.abs_diff(page) > 1 {
            continue;
        }
        if shown > last_shown + 1 {
            steps.push(None);
        }
        steps.push(Some(shown));
        last_shown = shown;
    }
    steps
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::*;
    use crate::govuk::tests::check;

    const ITEMS: [NavItem<'static>; 2] = [
        NavItem {
            text: "Summary",
            href: "/1",
            current: true,
        },
        NavItem {
            text: "Timeline",
            href: "/1/timeline",
            current: false,
        },
    ];

    #[test]
    fn ways_back() {
        check(
            breadcrumbs(&[("My work", "/")], "Amira Khan"),
            expect![[r#"
                <nav class="govuk-breadcrumbs" aria-label="Breadcrumb">
                <ol class="govuk-breadcrumbs__list">
                <li class="govuk-breadcrumbs__list-item">
                <a class="govuk-breadcrumbs__link" href="/">My work</a>
                </li>
                <li class="govuk-breadcrumbs__list-item" aria-current="page">Amira Khan</li>
                </ol>
                </nav>
            "#]],
        );
        check(
            back_link("/"),
            expect![[r#"
            <nav aria-label="Back">
            <a href="/" class="govuk-back-link">Back</a>
            </nav>
        "#]],
        );
    }

    #[test]
    fn ways_within() {
        check(
            sub_navigation("Child's record", &ITEMS),
            expect![[r#"
            <nav class="moj-sub-navigation" aria-label="Child's record">
            <ul class="moj-sub-navigation__list">
            <li class="moj-sub-navigation__item">
            <a class="moj-sub-navigation__link" href="/1" aria-current="page">Summary</a>
            </li>
            <li class="moj-sub-navigation__item">
            <a class="moj-sub-navigation__link" href="/1/timeline">Timeline</a>
            </li>
            </ul>
            </nav>
        "#]],
        );
        check(
            side_navigation(
                "Plan",
                &[NavSection {
                    title: Some("Plan"),
                    items: &ITEMS,
                }],
            ),
            expect![[r#"
                <nav class="moj-side-navigation" aria-label="Plan">
                <h2 class="moj-side-navigation__title">Plan</h2>
                <ul class="moj-side-navigation__list">
                <li class="moj-side-navigation__item moj-side-navigation__item--active">
                <a href="/1" aria-current="location">Summary</a>
                </li>
                <li class="moj-side-navigation__item">
                <a href="/1/timeline">Timeline</a>
                </li>
                </ul>
                </nav>
            "#]],
        );
    }

    #[test]
    fn steps_leave_out_what_is_far_away() {
        assert_eq!(steps(1, 3), [Some(1), Some(2), Some(3)]);
        assert_eq!(
            steps(10, 40),
            [Some(1), None, Some(9), Some(10), Some(11), None, Some(40)]
        );
        assert_eq!(steps(40, 40), [Some(1), None, Some(39), Some(40)]);
    }

    #[test]
    fn pages_of_a_list() {
        check(
            Pagination {
                page: 2,
                pages: 3,
                href: &|page| format!("?page={page}"),
            },
            expect![[r#"
                <nav class="govuk-pagination" aria-label="Pagination">
                <div class="govuk-pagination__prev">
                <a class="govuk-link govuk-pagination__link" href="?page=1" rel="prev">
                <svg class="govuk-pagination__icon govuk-pagination__icon--prev" height="13" width="15" aria-hidden="true" focusable="false" viewBox="0 0 15 13">
                <path d="M6.6 0L-.1 6.7L6.6 13.1L8 11.7L3.8 7.7H15v-2H3.8L8 1.4z">
                </path>
                </svg> <span class="govuk-pagination__link-title">Previous<span class="govuk-visually-hidden"> page</span>
                </span>
                </a>
                </div>
                <ul class="govuk-pagination__list">
                <li class="govuk-pagination__item">
                <a class="govuk-link govuk-pagination__link" href="?page=1" aria-label="Page 1">1</a>
                </li>
                <li class="govuk-pagination__item govuk-pagination__item--current">
                <a class="govuk-link govuk-pagination__link" href="?page=2" aria-label="Page 2" aria-current="page">2</a>
                </li>
                <li class="govuk-pagination__item">
                <a class="govuk-link govuk-pagination__link" href="?page=3" aria-label="Page 3">3</a>
                </li>
                </ul>
                <div class="govuk-pagination__next">
                <a class="govuk-link govuk-pagination__link" href="?page=3" rel="next">
                <span class="govuk-pagination__link-title">Next<span class="govuk-visually-hidden"> page</span>
                </span> <svg class="govuk-pagination__icon govuk-pagination__icon--next" height="13" width="15" aria-hidden="true" focusable="false" viewBox="0 0 15 13">
                <path d="M8.4 0L15.1 6.7L8.4 13.1L7 11.7L11.2 7.7H0v-2h11.2L7 1.4z">
                </path>
                </svg>
                </a>
                </div>
                </nav>
            "#]],
        );
        let one = Pagination {
            page: 1,
            pages: 1,
            href: &|_| String::new(),
        };
        assert_eq!(one.render().into_string(), "");
    }
}
