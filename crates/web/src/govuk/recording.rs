//! Parts of a form of the record: one question asked of several children side by side, and rows that may be added and taken out.

use maud::{Markup, Render, html};

/// One question asked of several people side by side; one below the other on a narrow screen.
#[derive(Clone, Debug)]
pub struct SideBySide<'a> {
    /// What is asked of each.
    pub question: &'a str,
    /// Help in answering.
    pub hint: Option<&'a str>,
    /// The control of each person, labelled with their name.
    pub columns: Vec<Markup>,
    /// What may be pressed for all of them.
    pub after: Option<Markup>,
}

impl Render for SideBySide<'_> {
    fn render(&self) -> Markup {
        html! {
            fieldset class="govuk-fieldset gt-each" {
                legend class="govuk-fieldset__legend govuk-fieldset__legend--s" { (self.question) }
                @if let Some(hint) = self.hint { div class="govuk-hint" { (hint) } }
                div class="gt-each__columns" {
                    @for column in &self.columns { div class="gt-each__column" { (column) } }
                }
                @if let Some(after) = &self.after { (after) }
            }
        }
    }
}

/// A question that is answered by any number of rows, each with questions of its own.
#[derive(Clone, Debug)]
pub struct Rows<'a> {
    /// The element id: where a problem with the whole list leads.
    pub id: &'a str,
    /// The question.
    pub question: &'a str,
    /// Help in answering.
    pub hint: Option<&'a str>,
    /// Where rows that are filled in came from.
    pub source: Option<&'a str>,
    /// What is wrong with the list as a whole.
    pub error: Option<&'a str>,
    /// Each row: its heading, its questions and the button that takes it out.
    pub rows: Vec<(String, Markup)>,
    /// The button that puts one more row.
    pub add: Markup,
}

impl Render for Rows<'_> {
    fn render(&self) -> Markup {
        html! {
            div class={ "govuk-form-group" @if self.error.is_some() { " govuk-form-group--error" } } {
                fieldset class="govuk-fieldset" id=(self.id) tabindex="-1" {
                    legend class="govuk-fieldset__legend govuk-fieldset__legend--s" { (self.question) }
                    @if let Some(hint) = self.hint { div class="govuk-hint" { (hint) } }
                    @if let Some(source) = self.source { p class="gt-source" { (source) } }
                    @if let Some(error) = self.error {
                        p class="govuk-error-message" { span class="govuk-visually-hidden" { "Error:" } " " (error) }
                    }
                    @for (heading, row) in &self.rows {
                        fieldset class="govuk-fieldset gt-row" {
                            legend class="govuk-fieldset__legend govuk-fieldset__legend--s" { (heading) }
                            (row)
                        }
                    }
                    (self.add)
                }
            }
        }
    }
}

/// Questions that are shown, with script, only while a control of these names has one of these values (both apart by spaces; no value
/// for a control left blank); without, always, with words that say when they are to be answered.
#[must_use]
pub fn shown_when(names: &str, values: &str, words: &str, body: Markup) -> Markup {
    html! {
        div data-shown-when=(names) data-shown-values=(values) {
            @if !words.is_empty() { noscript { p class="govuk-hint" { (words) } } }
            (body)
        }
    }
}

/// A section of a form under its heading, folded until somebody opens it.
#[must_use]
pub fn folded_section(heading: &str, body: Markup) -> Markup {
    html! {
        details class="govuk-details gt-section" {
            summary class="govuk-details__summary" {
                h2 class="govuk-details__summary-text govuk-heading-m" { (heading) }
            }
            div class="govuk-details__text" { (body) }
        }
    }
}

/// Questions that stand beside each other where there is room.
#[must_use]
pub fn beside(parts: &[Markup]) -> Markup {
    html! { div class="gt-beside" { @for part in parts { div class="gt-beside__part" { (part) } } } }
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::*;
    use crate::govuk::tests::check;

    #[test]
    fn a_question_of_two_children_has_one_legend_and_two_columns() {
        let asked = SideBySide {
            question: "What was decided?",
            hint: None,
            columns: vec![html! { "Amina" }, html! { "Bilal" }],
            after: None,
        };
        check(
            asked,
            expect![[r#"
                <fieldset class="govuk-fieldset gt-each">
                <legend class="govuk-fieldset__legend govuk-fieldset__legend--s">What was decided?</legend>
                <div class="gt-each__columns">
                <div class="gt-each__column">Amina</div>
                <div class="gt-each__column">Bilal</div>
                </div>
                </fieldset>
            "#]],
        );
    }
}
