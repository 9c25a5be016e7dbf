//! Tags and badges. The words carry the meaning; the colour only helps the eye.

use maud::{Markup, html};

/// The colour of a [`tag`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TagColour {
    /// Closed, not started, nothing to do.
    Grey,
    /// Met, complete.
    Green,
    /// Seen to.
    Teal,
    /// In progress.
    Blue,
    /// Received.
    Purple,
    /// Sent on.
    Magenta,
    /// Late, urgent, refused.
    Red,
    /// Due soon.
    Orange,
    /// Waiting for someone.
    Yellow,
}

impl TagColour {
    /// Every colour.
    pub const ALL: [TagColour; 9] = [
        TagColour::Grey,
        TagColour::Green,
        TagColour::Teal,
        TagColour::Blue,
        TagColour::Purple,
        TagColour::Magenta,
        TagColour::Red,
        TagColour::Orange,
        TagColour::Yellow,
    ];

    fn class(self) -> &'static str {
        match self {
            TagColour::Grey => "govuk-tag govuk-tag--grey",
            TagColour::Green => "govuk-tag govuk-tag--green",
            TagColour::Teal => "govuk-tag govuk-tag--teal",
            TagColour::Blue => "govuk-tag",
            TagColour::Purple => "govuk-tag govuk-tag--purple",
            TagColour::Magenta => "govuk-tag govuk-tag--magenta",
            TagColour::Red => "govuk-tag govuk-tag--red",
            TagColour::Orange => "govuk-tag govuk-tag--orange",
            TagColour::Yellow => "govuk-tag govuk-tag--yellow",
        }
    }
}

/// How a thing stands: "Late", "Due today", "In progress".
#[must_use]
pub fn tag(text: &str, colour: TagColour) -> Markup {
    html! { strong class=(colour.class()) { (text) } }
}

/// The colour of a [`badge`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BadgeColour {
    /// Nothing special.
    Blue,
    /// Legal position.
    Purple,
    /// Risk.
    Red,
    /// Good news.
    Green,
    /// Plain.
    Black,
    /// Past.
    Grey,
}

/// What a person is to the service, beside their name: "CP plan", "Section 20", "Restricted".
#[must_use]
pub fn badge(text: &str, colour: BadgeColour) -> Markup {
    let modifier = match colour {
        BadgeColour::Blue => "blue",
        BadgeColour::Purple => "purple",
        BadgeColour::Red => "red",
        BadgeColour::Green => "green",
        BadgeColour::Black => "black",
        BadgeColour::Grey => "grey",
    };
    html! { span class={ "moj-badge moj-badge--" (modifier) } { (text) } }
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::*;
    use crate::govuk::tests::check;

    #[test]
    fn every_tag_colour_has_a_class_of_its_own() {
        let all = html! { @for colour in TagColour::ALL { (tag("Due", colour)) } };
        check(
            all,
            expect![[r#"
            <strong class="govuk-tag govuk-tag--grey">Due</strong>
            <strong class="govuk-tag govuk-tag--green">Due</strong>
            <strong class="govuk-tag govuk-tag--teal">Due</strong>
            <strong class="govuk-tag">Due</strong>
            <strong class="govuk-tag govuk-tag--purple">Due</strong>
            <strong class="govuk-tag govuk-tag--magenta">Due</strong>
            <strong class="govuk-tag govuk-tag--red">Due</strong>
            <strong class="govuk-tag govuk-tag--orange">Due</strong>
            <strong class="govuk-tag govuk-tag--yellow">Due</strong>
        "#]],
        );
    }

    #[test]
    fn a_badge() {
        check(
            badge("CP plan", BadgeColour::Red),
            expect![[r#"
            <span class="moj-badge moj-badge--red">CP plan</span>
        "#]],
        );
    }
}
