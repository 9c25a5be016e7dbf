//! The page around the content. It carries no crown: this is a council's own system, not a page of GOV.UK.

use maud::{DOCTYPE, Markup, Render, html};

use super::assets::asset_url;
use super::errors::{ErrorLine, error_summary};
use super::navigation::NavItem;

/// Who is signed in, shown at the top of every page.
#[derive(Clone, Copy, Debug)]
pub struct SignedIn<'a> {
    /// Name and role: "Grace Obi, social worker".
    pub name: &'a str,
    /// Where the sign-out form posts.
    pub sign_out_action: &'a str,
    /// The anti-forgery token: the name and value of a hidden input.
    pub token: (&'a str, &'a str),
}

/// A whole page. Fill what it needs and take the rest from `Default`.
#[derive(Clone, Debug, Default)]
pub struct Page<'a> {
    /// What the page is, unlike any other page's: it comes first in the browser's title.
    pub title: &'a str,
    /// The name of the service.
    pub service: &'a str,
    /// The name of the council.
    pub council: &'a str,
    /// Who is signed in; `None` before sign-in.
    pub signed_in: Option<SignedIn<'a>>,
    /// The main navigation.
    pub navigation: &'a [NavItem<'a>],
    /// Whose record it is: an [`super::IdentityBar`].
    pub identity: Option<Markup>,
    /// Breadcrumbs or a back link.
    pub before: Option<Markup>,
    /// What was just done, or what everyone must know: [`super::success`] or [`super::important`].
    pub notice: Option<Markup>,
    /// Everything that stopped the form; the page shows the summary and says so in its title.
    pub errors: &'a [ErrorLine],
    /// The content, with the page's one `h1`.
    pub content: Option<Markup>,
    /// Links at the foot: accessibility statement, privacy, help.
    pub footer: &'a [(&'a str, &'a str)],
    /// Whether the page is a board and takes the whole width.
    pub wide: bool,
}

impl Render for Page<'_> {
    fn render(&self) -> Markup {
        html! {
            (DOCTYPE)
            html lang="en-GB" class="govuk-template" {
                head {
                    meta charset="utf-8";
                    title { (self.full_title()) }
                    meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover";
                    meta name="theme-color" content="#0b0c0c";
                    link rel="icon" href=(asset_url("icon.svg")) type="image/svg+xml";
                    link rel="stylesheet" href=(asset_url("govuk.css"));
                    link rel="stylesheet" href=(asset_url("goldthread.css"));
                    script type="module" src=(asset_url("goldthread.js")) {}
                }
                body class={ "govuk-template__body" @if self.wide { " gt-wide" } } {
                    script src=(asset_url("supported.js")) {}
                    a href="#main-content" class="govuk-skip-link" data-module="govuk-skip-link" { "Skip to main content" }
                    (self.header())
                    @if let Some(identity) = &self.identity { (identity) }
                    div class="govuk-width-container" {
                        @if let Some(before) = &self.before { div class="gt-before" { (before) } }
                        main class="govuk-main-wrapper" id="main-content" {
                            (error_summary(self.errors))
                            @if let Some(notice) = &self.notice { (notice) }
                            @if let Some(content) = &self.content { (content) }
                        }
                    }
                    (self.foot())
                }
            }
        }
    }
}

impl Page<'_> {
    /// The browser's title: what is wrong, what the page is, the service.
    fn full_title(&self) -> String {
        let prefix = if self.errors.is_empty() { "" } else { "Error: " };
        format!("{prefix}{} - {}", self.title, self.service)
    }

    fn header(&self) -> Markup {
        html! {
            header class="govuk-template__header" {
                div class="govuk-generic-header" {
                    div class="govuk-generic-header__container govuk-width-container gt-header" {
                        div class="govuk-generic-header__logo" {
                            a href=(self.navigation.first().map_or("/", |home| home.href)) class="govuk-generic-header__homepage-link" { (self.council) }
                        }
                        @if let Some(signed_in) = &self.signed_in { (user(signed_in)) }
                    }
                }
                section aria-label="Service information" class="govuk-service-navigation" data-module="govuk-service-navigation" {
                    div class="govuk-width-container" {
                        div class="govuk-service-navigation__container" {
                            span class="govuk-service-navigation__service-name" {
                                a href="/" class="govuk-service-navigation__link" { (self.service) }
                            }
                            @if !self.navigation.is_empty() { (self.primary_navigation()) }
                        }
                    }
                }
            }
        }
    }

    fn primary_navigation(&self) -> Markup {
        html! {
            nav aria-label="Menu" class="govuk-service-navigation__wrapper" {
                button type="button" class="govuk-service-navigation__toggle govuk-js-service-navigation-toggle" aria-controls="navigation"
                    hidden aria-hidden="true" { "Menu" }
                ul class="govuk-service-navigation__list" id="navigation" {
                    @for item in self.navigation {
                        li class={ "govuk-service-navigation__item" @if item.current { " govuk-service-navigation__item--active" } } {
                            a class="govuk-service-navigation__link" href=(item.href) aria-current=[item.current.then_some("true")] {
                                @if item.current {
                                    strong class="govuk-service-navigation__active-fallback" { (item.text) }
                                } @else {
                                    (item.text)
                                }
                            }
                        }
                    }
                }
            }
        }
    }

    fn foot(&self) -> Markup {
        html! {
            footer class="govuk-template__footer gt-footer" {
                div class="govuk-width-container" {
                    @if !self.footer.is_empty() {
                        ul class="gt-footer__list" {
                            @for (text, href) in self.footer {
                                li { a class="govuk-link govuk-link--text-colour" href=(href) { (text) } }
                            }
                        }
                    }
                    p class="gt-footer__note" { (self.service) ", " (self.council) }
                }
            }
        }
    }
}

fn user(signed_in: &SignedIn<'_>) -> Markup {
    let (name, value) = signed_in.token;
    html! {
        div class="gt-header__user" {
            span { (signed_in.name) }
            form action=(signed_in.sign_out_action) method="post" {
                input type="hidden" name=(name) value=(value);
                button type="submit" class="gt-header__link" { "Sign out" }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::*;
    use crate::govuk::tests::check;

    fn page() -> Page<'static> {
        Page {
            title: "My work",
            service: "Goldthread",
            council: "Northshire Council",
            content: Some(html! { h1 { "My work" } }),
            ..Page::default()
        }
    }

    /// The page with the digest of the assets, which every change of a style sheet changes, left out.
    fn without_digest(page: &Page<'_>) -> Markup {
        let digest = asset_url("govuk.css").trim_end_matches("/govuk.css");
        maud::PreEscaped(page.render().into_string().replace(digest, "/assets/DIGEST"))
    }

    #[test]
    fn a_page_before_sign_in() {
        check(
            without_digest(&page()),
            expect![[r##"
            <!DOCTYPE html>
            <html lang="en-GB" class="govuk-template">
            <head>
            <meta charset="utf-8">
            <title>My work - Goldthread</title>
            <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
            <meta name="theme-color" content="#0b0c0c">
            <link rel="icon" href="/assets/DIGEST/icon.svg" type="image/svg+xml">
            <link rel="stylesheet" href="/assets/DIGEST/govuk.css">
            <link rel="stylesheet" href="/assets/DIGEST/goldthread.css">
            <script type="module" src="/assets/DIGEST/goldthread.js">
            </script>
            </head>
            <body class="govuk-template__body">
            <script src="/assets/DIGEST/supported.js">
            </script>
            <a href="#main-content" class="govuk-skip-link" data-module="govuk-skip-link">Skip to main content</a>
            <header class="govuk-template__header">
            <div class="govuk-generic-header">
            <div class="govuk-generic-header__container govuk-width-container gt-header">
            <div class="govuk-generic-header__logo">
            <a href="/" class="govuk-generic-header__homepage-link">Northshire Council</a>
            </div>
            </div>
            </div>
            <section aria-label="Service information" class="govuk-service-navigation" data-module="govuk-service-navigation">
            <div class="govuk-width-container">
            <div class="govuk-service-navigation__container">
            <span class="govuk-service-navigation__service-name">
            <a href="/" class="govuk-service-navigation__link">Goldthread</a>
            </span>
            </div>
            </div>
            </section>
            </header>
            <div class="govuk-width-container">
            <main class="govuk-main-wrapper" id="main-content">
            <h1>My work</h1>
            </main>
            </div>
            <footer class="govuk-template__footer gt-footer">
            <div class="govuk-width-container">
            <p class="gt-footer__note">Goldthread, Northshire Council</p>
            </div>
            </footer>
            </body>
            </html>
        "##]],
        );
    }

    #[test]
    fn a_page_with_everything() {
        let page = Page {
            signed_in: Some(SignedIn {
                name: "Grace Obi, social worker",
                sign_out_action: "/sign-out",
                token: ("token", "abc"),
            }),
            navigation: &[
                NavItem {
                    text: "My work",
                    href: "/",
                    current: true,
                },
                NavItem {
                    text: "Boards",
                    href: "/boards",
                    current: false,
                },
            ],
            identity: Some(html! { "identity" }),
            before: Some(html! { "before" }),
            notice: Some(html! { "notice" }),
            footer: &[("Accessibility", "/accessibility")],
            wide: true,
            ..page()
        };
        check(
            without_digest(&page),
            expect![[r##"
            <!DOCTYPE html>
            <html lang="en-GB" class="govuk-template">
            <head>
            <meta charset="utf-8">
            <title>My work - Goldthread</title>
            <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
            <meta name="theme-color" content="#0b0c0c">
            <link rel="icon" href="/assets/DIGEST/icon.svg" type="image/svg+xml">
            <link rel="stylesheet" href="/assets/DIGEST/govuk.css">
            <link rel="stylesheet" href="/assets/DIGEST/goldthread.css">
            <script type="module" src="/assets/DIGEST/goldthread.js">
            </script>
            </head>
            <body class="govuk-template__body gt-wide">
            <script src="/assets/DIGEST/supported.js">
            </script>
            <a href="#main-content" class="govuk-skip-link" data-module="govuk-skip-link">Skip to main content</a>
            <header class="govuk-template__header">
            <div class="govuk-generic-header">
            <div class="govuk-generic-header__container govuk-width-container gt-header">
            <div class="govuk-generic-header__logo">
            <a href="/" class="govuk-generic-header__homepage-link">Northshire Council</a>
            </div>
            <div class="gt-header__user">
            <span>Grace Obi, social worker</span>
            <form action="/sign-out" method="post">
            <input type="hidden" name="token" value="abc">
            <button type="submit" class="gt-header__link">Sign out</button>
            </form>
            </div>
            </div>
            </div>
            <section aria-label="Service information" class="govuk-service-navigation" data-module="govuk-service-navigation">
            <div class="govuk-width-container">
            <div class="govuk-service-navigation__container">
            <span class="govuk-service-navigation__service-name">
            <a href="/" class="govuk-service-navigation__link">Goldthread</a>
            </span>
            <nav aria-label="Menu" class="govuk-service-navigation__wrapper">
            <button type="button" class="govuk-service-navigation__toggle govuk-js-service-navigation-toggle" aria-controls="navigation" hidden aria-hidden="true">Menu</button>
            <ul class="govuk-service-navigation__list" id="navigation">
            <li class="govuk-service-navigation__item govuk-service-navigation__item--active">
            <a class="govuk-service-navigation__link" href="/" aria-current="true">
            <strong class="govuk-service-navigation__active-fallback">My work</strong>
            </a>
            </li>
            <li class="govuk-service-navigation__item">
            <a class="govuk-service-navigation__link" href="/boards">Boards</a>
            </li>
            </ul>
            </nav>
            </div>
            </div>
            </section>
            </header>identity<div class="govuk-width-container">
            <div class="gt-before">before</div>
            <main class="govuk-main-wrapper" id="main-content">notice<h1>My work</h1>
            </main>
            </div>
            <footer class="govuk-template__footer gt-footer">
            <div class="govuk-width-container">
            <ul class="gt-footer__list">
            <li>
            <a class="govuk-link govuk-link--text-colour" href="/accessibility">Accessibility</a>
            </li>
            </ul>
            <p class="gt-footer__note">Goldthread, Northshire Council</p>
            </div>
            </footer>
            </body>
            </html>
        "##]],
        );
    }

    #[test]
    fn the_title_says_first_that_something_is_wrong() {
        let errors = [ErrorLine::of_page("Enter a name")];
        let page = Page {
            errors: &errors,
            ..page()
        };
        assert_eq!(page.full_title(), "Error: My work - Goldthread");
        assert!(page.render().into_string().contains("There is a problem"));
    }

    #[test]
    fn names_are_written_as_text() {
        let hostile = "<script>alert(1)</script>";
        let page = Page {
            title: hostile,
            service: hostile,
            council: hostile,
            footer: &[("<b>", "\"><b>")],
            ..page()
        };
        let written = page.render().into_string();
        assert!(!written.contains("<script>alert") && !written.contains("<b>"));
    }
}
