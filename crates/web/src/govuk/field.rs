//! What every question of a form has in common: label, hint, where the answer came from, and what is wrong with it.

use maud::{Markup, html};

/// How the label (or the legend) of a question is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LabelStyle {
    /// Body text: one question among several.
    #[default]
    Plain,
    /// Small and bold: the usual label of a form with many questions.
    Small,
    /// Medium and bold: opens a group of questions.
    Medium,
    /// Large and the page's one `h1`: a page that asks one thing.
    PageHeading,
    /// Read out but not seen, where a table or filter already shows what is asked.
    Hidden,
}

/// One question: how it is named in the posted form, how it is asked, and what came of the last try.
#[derive(Clone, Copy, Debug, Default)]
pub struct Field<'a> {
    /// The name under which the answer is posted.
    pub name: &'a str,
    /// The element id; the error summary links to it. Unique in the page.
    pub id: &'a str,
    /// What is asked.
    pub label: &'a str,
    /// How the label is shown.
    pub label_style: LabelStyle,
    /// Help in answering.
    pub hint: Option<&'a str>,
    /// Where a pre-filled answer came from and when, for example "From the referral, 3 March 2026".
    pub source: Option<&'a str>,
    /// What is wrong with the answer and what to do about it.
    pub error: Option<&'a str>,
}

impl<'a> Field<'a> {
    /// A question whose id is its name.
    #[must_use]
    pub fn new(name: &'a str, label: &'a str) -> Self {
        Field {
            name,
            id: name,
            label,
            ..Field::default()
        }
    }

    /// The same question under another element id, for a name that is used twice in a page.
    #[must_use]
    pub fn id(self, id: &'a str) -> Self {
        Field { id, ..self }
    }

    /// The same question with its label shown in this style.
    #[must_use]
    pub fn style(self, label_style: LabelStyle) -> Self {
        Field { label_style, ..self }
    }

    /// The same question with help in answering; `None` for none.
    #[must_use]
    pub fn hint(self, hint: impl Into<Option<&'a str>>) -> Self {
        Field {
            hint: hint.into(),
            ..self
        }
    }

    /// The same question saying where its pre-filled answer came from; `None` if it is not pre-filled.
    #[must_use]
    pub fn source(self, source: impl Into<Option<&'a str>>) -> Self {
        Field {
            source: source.into(),
            ..self
        }
    }

    /// The same question with what is wrong with the answer; `None` if nothing is.
    #[must_use]
    pub fn error(self, error: impl Into<Option<&'a str>>) -> Self {
        Field {
            error: error.into(),
            ..self
        }
    }

    /// The ids that `aria-describedby` names, in the order in which they should be read; `None` where there are none.
    pub(super) fn described_by(&self, last: Option<String>) -> Option<String> {
        let ids: Vec<String> = [
            self.hint.map(|_| format!("{}-hint", self.id)),
            self.source.map(|_| format!("{}-source", self.id)),
            self.error.map(|_| format!("{}-error", self.id)),
            last,
        ]
        .into_iter()
        .flatten()
        .collect();
        (!ids.is_empty()).then(|| ids.join(" "))
    }

    /// Label, hint, source and error of a question that is one control.
    pub(super) fn lead(&self) -> Markup {
        let label = html! {
            label class=(self.label_class("govuk-label")) for=(self.id) { (self.label) }
        };
        html! {
            @if self.label_style == LabelStyle::PageHeading {
                h1 class="govuk-label-wrapper" { (label) }
            } @else {
                (label)
            }
            (self.notes())
        }
    }

    /// Hint, source and error, in the order of [`Field::described_by`].
    fn notes(&self) -> Markup {
        html! {
            @if let Some(hint) = self.hint {
                div id={ (self.id) "-hint" } class="govuk-hint" { (hint) }
            }
            @if let Some(source) = self.source {
                p id={ (self.id) "-source" } class="gt-source" { (source) }
            }
            @if let Some(error) = self.error {
                p id={ (self.id) "-error" } class="govuk-error-message" {
                    span class="govuk-visually-hidden" { "Error:" } " " (error)
                }
            }
        }
    }

    /// The form group around one control; `extra` is more classes, each with a space before it.
    pub(super) fn group(&self, extra: &str, body: Markup) -> Markup {
        html! {
            div class={ "govuk-form-group" (self.error_class(" govuk-form-group--error")) (extra) } {
                (self.lead())
                (body)
            }
        }
    }

    /// The form group around several controls that answer one question.
    pub(super) fn group_of_controls(&self, role: Option<&str>, body: Markup) -> Markup {
        html! {
            div class={ "govuk-form-group" (self.error_class(" govuk-form-group--error")) } {
                fieldset class="govuk-fieldset" role=[role] aria-describedby=[self.described_by(None)] {
                    legend class=(self.label_class("govuk-fieldset__legend")) {
                        @if self.label_style == LabelStyle::PageHeading {
                            h1 class="govuk-fieldset__heading" { (self.label) }
                        } @else {
                            (self.label)
                        }
                    }
                    (self.notes())
                    (body)
                }
            }
        }
    }

    /// `class` if the answer is wrong, else nothing.
    pub(super) fn error_class(&self, class: &'static str) -> &'static str {
        if self.error.is_some() { class } else { "" }
    }

    fn label_class(&self, base: &'static str) -> String {
        match self.label_style {
            LabelStyle::Plain => base.to_owned(),
            LabelStyle::Small => format!("{base} {base}--s"),
            LabelStyle::Medium => format!("{base} {base}--m"),
            LabelStyle::PageHeading => format!("{base} {base}--l"),
            LabelStyle::Hidden => format!("{base} govuk-visually-hidden"),
        }
    }
}

/// Several questions under one legend, for example the lines of an address.
#[must_use]
pub fn fieldset(legend: &str, body: Markup) -> Markup {
    html! {
        fieldset class="govuk-fieldset" {
            legend class="govuk-fieldset__legend govuk-fieldset__legend--m" { (legend) }
            (body)
        }
    }
}
