//! The identity bar: whose record this is, on every page of the record.

use maud::{Markup, Render, html};

/// Who a record is about. Given as [`super::Page::identity`].
#[derive(Clone, Debug, Default)]
pub struct IdentityBar<'a> {
    /// The person's name as they wish to be called.
    pub name: &'a str,
    /// Where their record opens.
    pub href: &'a str,
    /// Facts that tell people apart: ("Date of birth", "4 March 2014 (12)"), ("Number", "100234").
    pub facts: Vec<(&'a str, String)>,
    /// Badges: legal position, plan, restricted.
    pub tags: Option<Markup>,
}

impl Render for IdentityBar<'_> {
    fn render(&self) -> Markup {
        html! {
            section class="moj-identity-bar" aria-label="Whose record this is" {
                div class="moj-identity-bar__container govuk-width-container" {
                    div class="moj-identity-bar__details" {
                        p class="gt-identity__name" { a class="govuk-link govuk-link--no-visited-state govuk-link--text-colour" href=(self.href) { (self.name) } }
                        ul class="gt-identity__facts" {
                            @for (what, fact) in &self.facts { li { (what) ": " strong { (fact) } } }
                        }
                        @if let Some(tags) = &self.tags { div class="gt-identity__tags" { (tags) } }
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
    fn whose_record_this_is() {
        let bar = IdentityBar {
            name: "Amira Khan",
            href: "/children/1",
            facts: vec![("Date of birth", "4 March 2014 (12)".to_owned())],
            tags: Some(html! { "badge" }),
        };
        check(
            bar,
            expect![[r#"
            <section class="moj-identity-bar" aria-label="Whose record this is">
            <div class="moj-identity-bar__container govuk-width-container">
            <div class="moj-identity-bar__details">
            <p class="gt-identity__name">
            <a class="govuk-link govuk-link--no-visited-state govuk-link--text-colour" href="/children/1">Amira Khan</a>
            </p>
            <ul class="gt-identity__facts">
            <li>Date of birth: <strong>4 March 2014 (12)</strong>
            </li>
            </ul>
            <div class="gt-identity__tags">badge</div>
            </div>
            </div>
            </section>
        "#]],
        );
    }
}
