//! Buttons. A button that posts a form ignores a second press within a second (with script), and posts once.

use maud::{Markup, Render, html};

/// How much weight a button has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Look {
    /// The one thing to do next.
    #[default]
    Primary,
    /// Anything else that may be done.
    Secondary,
    /// Hard to undo: close, withdraw, dispose.
    Warning,
}

/// A button that posts the form around it, or a link that looks like one.
#[derive(Clone, Copy, Debug, Default)]
pub struct Button<'a> {
    /// What it does, beginning with a verb.
    pub text: &'a str,
    /// Read out after the text, to tell like buttons apart ("Remove" "Amira Khan").
    pub about: Option<&'a str>,
    /// How much weight it has.
    pub look: Look,
    /// Name and value posted with the form when this button is the one pressed.
    pub posts: Option<(&'a str, &'a str)>,
    /// Where it leads; a link then, which posts nothing.
    pub href: Option<&'a str>,
}

impl<'a> Button<'a> {
    /// The page's main button.
    #[must_use]
    pub fn new(text: &'a str) -> Self {
        Button {
            text,
            ..Button::default()
        }
    }
}

impl Render for Button<'_> {
    fn render(&self) -> Markup {
        let class = match self.look {
            Look::Primary => "govuk-button",
            Look::Secondary => "govuk-button govuk-button--secondary",
            Look::Warning => "govuk-button govuk-button--warning",
        };
        let words = html! {
            (self.text)
            @if let Some(about) = self.about {
                span class="govuk-visually-hidden" { " " (about) }
            }
        };
        html! {
            @if let Some(href) = self.href {
                a href=(href) role="button" draggable="false" class=(class) data-module="govuk-button" { (words) }
            } @else {
                button type="submit" class=(class) name=[self.posts.map(|(name, _)| name)] value=[self.posts.map(|(_, value)| value)]
                    data-module="govuk-button" data-prevent-double-click="true" { (words) }
            }
        }
    }
}

/// The page's main button.
#[must_use]
pub fn submit(text: &str) -> Markup {
    Button::new(text).render()
}

/// Buttons and links side by side.
#[must_use]
pub fn button_group(parts: &[Markup]) -> Markup {
    html! {
        div class="govuk-button-group" {
            @for part in parts { (part) }
        }
    }
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::*;
    use crate::govuk::tests::check;

    #[test]
    fn a_press_posts_once() {
        check(
            submit("Save and continue"),
            expect![[r#"
            <button type="submit" class="govuk-button" data-module="govuk-button" data-prevent-double-click="true">Save and continue</button>
        "#]],
        );
    }

    #[test]
    fn buttons_in_a_group() {
        let group = button_group(&[
            Button {
                look: Look::Warning,
                posts: Some(("decision", "close")),
                about: Some("Amira Khan's episode"),
                ..Button::new("Close")
            }
            .render(),
            Button {
                look: Look::Secondary,
                href: Some("/draft"),
                ..Button::new("Save as draft")
            }
            .render(),
        ]);
        check(
            group,
            expect![[r#"
            <div class="govuk-button-group">
            <button type="submit" class="govuk-button govuk-button--warning" name="decision" value="close" data-module="govuk-button" data-prevent-double-click="true">Close<span class="govuk-visually-hidden"> Amira Khan's episode</span>
            </button>
            <a href="/draft" role="button" draggable="false" class="govuk-button govuk-button--secondary" data-module="govuk-button">Save as draft</a>
            </div>
        "#]],
        );
    }
}
