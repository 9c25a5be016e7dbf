//! Parts of a record's pages: facts in two columns, a child's words, what people wrote, words that were sought.

use maud::{Markup, html};

/// Short facts, name and value side by side.
#[must_use]
pub fn facts(facts: &[(&str, Markup)]) -> Markup {
    html! { dl class="gt-facts" { @for (name, value) in facts { div { dt { (name) } dd { (value) } } } } }
}

/// Words of a child, with where they were said.
#[must_use]
pub fn saying(words: &str, said: Markup) -> Markup {
    html! {
        blockquote class="gt-saying" {
            p class="govuk-body" { "“" (words) "”" }
            p class="govuk-body-s" { (said) }
        }
    }
}

/// What there is to say where there is nothing, or beside the thing itself: quieter than the text around it.
#[must_use]
pub fn quiet(text: &str) -> Markup {
    html! { p class="govuk-body gt-quiet" { (text) } }
}

/// What people wrote, with the paragraphs that they made.
#[must_use]
pub fn written(text: &str) -> Markup {
    let paragraphs = text.lines().map(str::trim).filter(|line| !line.is_empty());
    html! { div class="gt-written" { @for line in paragraphs { p class="govuk-body" { (line) } } } }
}

/// A passage, piece by piece, with the words that were sought marked.
#[must_use]
pub fn marked(pieces: &[(String, bool)]) -> Markup {
    html! {
        p class="govuk-body gt-passage" {
            @for (text, sought) in pieces { @if *sought { mark { (text) } } @else { (text) } }
        }
    }
}

/// A part of the page that a link can lead to.
#[must_use]
pub fn part(id: &str, body: Markup) -> Markup {
    html! { section id=(id) class="gt-part" { (body) } }
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::*;
    use crate::govuk::tests::check;

    #[test]
    fn words_that_were_sought_are_marked_and_all_are_escaped() {
        check(
            marked(&[("<Nan> ".to_owned(), false), ("said".to_owned(), true)]),
            expect![[r#"
                <p class="govuk-body gt-passage">&lt;Nan&gt; <mark>said</mark>
                </p>
            "#]],
        );
    }

    #[test]
    fn paragraphs_stay() {
        check(
            written("One.\n\nTwo."),
            expect![[r#"
                <div class="gt-written">
                <p class="govuk-body">One.</p>
                <p class="govuk-body">Two.</p>
                </div>
            "#]],
        );
    }
}
