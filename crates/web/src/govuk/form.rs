//! The form around the questions of a page.

use maud::{Markup, Render, html};

/// A form. It leaves checking to the server (`novalidate`), so that all problems are shown at once and in our words.
#[derive(Clone, Debug, Default)]
pub struct Form<'a> {
    /// Where it posts.
    pub action: &'a str,
    /// The anti-forgery token: the name and value of a hidden input. `None` only for a form that changes nothing.
    pub token: Option<(&'a str, &'a str)>,
    /// Where a changed form is kept as a draft every three seconds (with script); `None` for no draft.
    pub autosave: Option<&'a str>,
    /// How the draft stands as the page is sent, for example "Saved at 10:42".
    pub autosave_status: &'a str,
    /// Whether the form sends files.
    pub upload: bool,
    /// The questions and buttons.
    pub body: Option<Markup>,
}

impl Render for Form<'_> {
    fn render(&self) -> Markup {
        html! {
            form action=(self.action) method="post" novalidate enctype=[self.upload.then_some("multipart/form-data")]
                data-autosave=[self.autosave] {
                @if let Some((name, value)) = self.token { (hidden(name, value)) }
                @if self.autosave.is_some() {
                    p class="gt-autosave" role="status" data-autosave-status { (self.autosave_status) }
                }
                @if let Some(body) = &self.body { (body) }
            }
        }
    }
}

/// A value that is posted but not shown.
#[must_use]
pub fn hidden(name: &str, value: &str) -> Markup {
    html! { input type="hidden" name=(name) value=(value); }
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::*;
    use crate::govuk::tests::check;

    #[test]
    fn a_kept_form_says_how_its_draft_stands() {
        let form = Form {
            action: "/visits/7",
            token: Some(("token", "abc")),
            autosave: Some("/visits/7/draft"),
            autosave_status: "Saved at 10:42",
            body: Some(html! { "questions" }),
            ..Form::default()
        };
        check(
            form,
            expect![[r#"
            <form action="/visits/7" method="post" novalidate data-autosave="/visits/7/draft">
            <input type="hidden" name="token" value="abc">
            <p class="gt-autosave" role="status" data-autosave-status>Saved at 10:42</p>questions</form>
        "#]],
        );
    }

    #[test]
    fn a_form_with_files() {
        check(
            Form {
                action: "/documents",
                upload: true,
                ..Form::default()
            },
            expect![[r#"
                <form action="/documents" method="post" novalidate enctype="multipart/form-data">
                </form>
            "#]],
        );
    }
}
