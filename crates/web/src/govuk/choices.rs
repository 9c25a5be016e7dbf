//! Controls that offer a choice: radios, checkboxes, select.

use maud::{Markup, Render, html};

use super::field::Field;

/// One thing that may be chosen.
#[derive(Clone, Debug, Default)]
pub struct Choice<'a> {
    /// What is posted.
    pub value: &'a str,
    /// What is read.
    pub label: &'a str,
    /// Help in choosing; not shown by [`Select`].
    pub hint: Option<&'a str>,
    /// More questions, shown once this is chosen (checkboxes without script: always); not shown by [`Select`].
    pub then: Option<Markup>,
    /// A word set on its own line before this choice, usually "or".
    pub divider: Option<&'a str>,
    /// For checkboxes: choosing this unticks the others ("None of these").
    pub exclusive: bool,
}

impl<'a> Choice<'a> {
    /// A choice with nothing more to it.
    #[must_use]
    pub fn new(value: &'a str, label: &'a str) -> Self {
        Choice {
            value,
            label,
            ..Choice::default()
        }
    }
}

/// How radios and checkboxes are laid out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ChoiceLayout {
    /// One below the other.
    #[default]
    Stacked,
    /// Side by side: for two short radios.
    Inline,
    /// Smaller, one below the other: for filters and dense forms.
    Small,
    /// Smaller, side by side while there is room: for short radios in a row of a form.
    SmallInline,
}

/// Choose one.
#[derive(Clone, Copy, Debug)]
pub struct Radios<'a> {
    /// The question.
    pub field: Field<'a>,
    /// What may be chosen.
    pub choices: &'a [Choice<'a>],
    /// The value chosen so far; `None` before an answer: nothing is ever chosen for the person.
    pub chosen: Option<&'a str>,
    /// How the choices are laid out.
    pub layout: ChoiceLayout,
}

impl Render for Radios<'_> {
    fn render(&self) -> Markup {
        let is_chosen = |value: &str| self.chosen == Some(value);
        items("radios", "radio", &self.field, self.choices, self.layout, &is_chosen)
    }
}

/// Choose any.
#[derive(Clone, Copy, Debug)]
pub struct Checkboxes<'a> {
    /// The question.
    pub field: Field<'a>,
    /// What may be chosen.
    pub choices: &'a [Choice<'a>],
    /// The values chosen so far.
    pub chosen: &'a [&'a str],
    /// How the choices are laid out; [`ChoiceLayout::Inline`] is shown stacked.
    pub layout: ChoiceLayout,
}

impl Render for Checkboxes<'_> {
    fn render(&self) -> Markup {
        let layout = match self.layout {
            ChoiceLayout::Inline => ChoiceLayout::Stacked,
            other => other,
        };
        let is_chosen = |value: &str| self.chosen.contains(&value);
        items("checkboxes", "checkbox", &self.field, self.choices, layout, &is_chosen)
    }
}

/// Choose one of many short, well-known values; prefer [`Radios`] up to about seven.
#[derive(Clone, Copy, Debug)]
pub struct Select<'a> {
    /// The question.
    pub field: Field<'a>,
    /// What may be chosen.
    pub choices: &'a [Choice<'a>],
    /// The value chosen so far.
    pub chosen: Option<&'a str>,
    /// What is shown for "no answer yet", posted as an empty value; `None` where there is always one.
    pub empty: Option<&'a str>,
}

impl Render for Select<'_> {
    fn render(&self) -> Markup {
        let field = &self.field;
        field.group("", html! {
            select class={ "govuk-select" (field.error_class(" govuk-select--error")) } id=(field.id) name=(field.name)
                aria-describedby=[field.described_by(None)] {
                @if let Some(empty) = self.empty {
                    option value="" selected[self.chosen.is_none()] { (empty) }
                }
                @for choice in self.choices {
                    option value=(choice.value) selected[self.chosen == Some(choice.value)] { (choice.label) }
                }
            }
        })
    }
}

fn items(
    family: &str,
    input_type: &str,
    field: &Field<'_>,
    choices: &[Choice<'_>],
    layout: ChoiceLayout,
    is_chosen: &dyn Fn(&str) -> bool,
) -> Markup {
    let modifier = match layout {
        ChoiceLayout::Stacked => String::new(),
        ChoiceLayout::Inline => format!(" govuk-{family}--inline"),
        ChoiceLayout::Small => format!(" govuk-{family}--small"),
        ChoiceLayout::SmallInline => format!(" govuk-{family}--small govuk-{family}--inline"),
    };
    field.group_of_controls(
        None,
        html! {
            div class={ "govuk-" (family) (modifier) } data-module={ "govuk-" (family) } {
                @for (position, choice) in choices.iter().enumerate() {
                    (item(family, input_type, field, choice, position, is_chosen(choice.value)))
                }
            }
        },
    )
}

fn item(
    family: &str,
    input_type: &str,
    field: &Field<'_>,
    choice: &Choice<'_>,
    position: usize,
    chosen: bool,
) -> Markup {
    // The first has the field's own id, so that the error summary's link lands on it.
    let id = match position {
        0 => field.id.to_owned(),
        later => format!("{}-{}", field.id, later + 1),
    };
    let hint_id = choice.hint.map(|_| format!("{id}-item-hint"));
    // GOV.UK Frontend's script would mark a radio as expanded, which ARIA does not allow on radios; goldthread.css reveals for it.
    let by_script = input_type == "checkbox";
    let then_id = choice
        .then
        .as_ref()
        .filter(|_| by_script)
        .map(|_| format!("conditional-{id}"));
    html! {
        @if let Some(divider) = choice.divider {
            div class={ "govuk-" (family) "__divider" } { (divider) }
        }
        div class={ "govuk-" (family) "__item" } {
            input class={ "govuk-" (family) "__input" } id=(id) name=(field.name) type=(input_type) value=(choice.value)
                checked[chosen] data-aria-controls=[then_id.as_deref()] aria-describedby=[hint_id.as_deref()]
                data-behaviour=[choice.exclusive.then_some("exclusive")];
            label class={ "govuk-label govuk-" (family) "__label" } for=(id) { (choice.label) }
            @if let Some(hint) = choice.hint {
                div id=[hint_id] class={ "govuk-hint govuk-" (family) "__hint" } { (hint) }
            }
        }
        @if let Some(then) = &choice.then {
            div class={ "govuk-" (family) "__conditional" @if by_script && !chosen { " govuk-" (family) "__conditional--hidden" } } id=[then_id] {
                (then)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::*;
    use crate::govuk::field::LabelStyle;
    use crate::govuk::tests::check;
    use crate::govuk::text_inputs::TextInput;

    #[test]
    fn radios_reveal_more_questions_and_carry_hints() {
        let choices = [
            Choice {
                hint: Some("Out of the parents' sight and hearing"),
                ..Choice::new("yes", "Yes, alone")
            },
            Choice {
                then: Some(TextInput::new(Field::new("why_not", "Why not?"), "").render()),
                ..Choice::new("no", "No")
            },
        ];
        let field = Field::new("seen_alone", "Was the child seen alone?")
            .style(LabelStyle::PageHeading)
            .hint("At this visit")
            .error("Select yes if the child was seen alone");
        check(
            Radios {
                field,
                choices: &choices,
                chosen: Some("yes"),
                layout: ChoiceLayout::Stacked,
            },
            expect![[r#"
                <div class="govuk-form-group govuk-form-group--error">
                <fieldset class="govuk-fieldset" aria-describedby="seen_alone-hint seen_alone-error">
                <legend class="govuk-fieldset__legend govuk-fieldset__legend--l">
                <h1 class="govuk-fieldset__heading">Was the child seen alone?</h1>
                </legend>
                <div id="seen_alone-hint" class="govuk-hint">At this visit</div>
                <p id="seen_alone-error" class="govuk-error-message">
                <span class="govuk-visually-hidden">Error:</span> Select yes if the child was seen alone</p>
                <div class="govuk-radios" data-module="govuk-radios">
                <div class="govuk-radios__item">
                <input class="govuk-radios__input" id="seen_alone" name="seen_alone" type="radio" value="yes" checked aria-describedby="seen_alone-item-hint">
                <label class="govuk-label govuk-radios__label" for="seen_alone">Yes, alone</label>
                <div id="seen_alone-item-hint" class="govuk-hint govuk-radios__hint">Out of the parents' sight and hearing</div>
                </div>
                <div class="govuk-radios__item">
                <input class="govuk-radios__input" id="seen_alone-2" name="seen_alone" type="radio" value="no">
                <label class="govuk-label govuk-radios__label" for="seen_alone-2">No</label>
                </div>
                <div class="govuk-radios__conditional">
                <div class="govuk-form-group">
                <label class="govuk-label" for="why_not">Why not?</label>
                <input class="govuk-input" id="why_not" name="why_not" type="text" value="" autocomplete="off">
                </div>
                </div>
                </div>
                </fieldset>
                </div>
            "#]],
        );
    }

    #[test]
    fn nothing_is_chosen_before_an_answer() {
        let choices = [Choice::new("yes", "Yes"), Choice::new("no", "No")];
        check(
            Radios {
                field: Field::new("urgent", "Is it urgent?"),
                choices: &choices,
                chosen: None,
                layout: ChoiceLayout::Inline,
            },
            expect![[r#"
                <div class="govuk-form-group">
                <fieldset class="govuk-fieldset">
                <legend class="govuk-fieldset__legend">Is it urgent?</legend>
                <div class="govuk-radios govuk-radios--inline" data-module="govuk-radios">
                <div class="govuk-radios__item">
                <input class="govuk-radios__input" id="urgent" name="urgent" type="radio" value="yes">
                <label class="govuk-label govuk-radios__label" for="urgent">Yes</label>
                </div>
                <div class="govuk-radios__item">
                <input class="govuk-radios__input" id="urgent-2" name="urgent" type="radio" value="no">
                <label class="govuk-label govuk-radios__label" for="urgent-2">No</label>
                </div>
                </div>
                </fieldset>
                </div>
            "#]],
        );
    }

    #[test]
    fn checkboxes_keep_what_was_ticked_and_one_may_exclude_the_rest() {
        let choices = [
            Choice {
                then: Some(html! { "More" }),
                ..Choice::new("neglect", "Neglect")
            },
            Choice::new("emotional", "Emotional abuse"),
            Choice {
                divider: Some("or"),
                exclusive: true,
                ..Choice::new("none", "None of these")
            },
        ];
        let field = Field::new("categories", "Which categories apply?");
        check(
            Checkboxes {
                field,
                choices: &choices,
                chosen: &["neglect"],
                layout: ChoiceLayout::Small,
            },
            expect![[r#"
                <div class="govuk-form-group">
                <fieldset class="govuk-fieldset">
                <legend class="govuk-fieldset__legend">Which categories apply?</legend>
                <div class="govuk-checkboxes govuk-checkboxes--small" data-module="govuk-checkboxes">
                <div class="govuk-checkboxes__item">
                <input class="govuk-checkboxes__input" id="categories" name="categories" type="checkbox" value="neglect" checked data-aria-controls="conditional-categories">
                <label class="govuk-label govuk-checkboxes__label" for="categories">Neglect</label>
                </div>
                <div class="govuk-checkboxes__conditional" id="conditional-categories">More</div>
                <div class="govuk-checkboxes__item">
                <input class="govuk-checkboxes__input" id="categories-2" name="categories" type="checkbox" value="emotional">
                <label class="govuk-label govuk-checkboxes__label" for="categories-2">Emotional abuse</label>
                </div>
                <div class="govuk-checkboxes__divider">or</div>
                <div class="govuk-checkboxes__item">
                <input class="govuk-checkboxes__input" id="categories-3" name="categories" type="checkbox" value="none" data-behaviour="exclusive">
                <label class="govuk-label govuk-checkboxes__label" for="categories-3">None of these</label>
                </div>
                </div>
                </fieldset>
                </div>
            "#]],
        );
    }

    #[test]
    fn a_select_offers_no_answer_first() {
        let choices = [Choice::new("a1", "Assessment 1"), Choice::new("a2", "Assessment 2")];
        let field = Field::new("team", "Team")
            .hint("The team that will work with the family")
            .error("Select a team");
        check(
            Select {
                field,
                choices: &choices,
                chosen: Some("a2"),
                empty: Some("Choose a team"),
            },
            expect![[r#"
                <div class="govuk-form-group govuk-form-group--error">
                <label class="govuk-label" for="team">Team</label>
                <div id="team-hint" class="govuk-hint">The team that will work with the family</div>
                <p id="team-error" class="govuk-error-message">
                <span class="govuk-visually-hidden">Error:</span> Select a team</p>
                <select class="govuk-select govuk-select--error" id="team" name="team" aria-describedby="team-hint team-error">
                <option value="">Choose a team</option>
                <option value="a1">Assessment 1</option>
                <option value="a2" selected>Assessment 2</option>
                </select>
                </div>
            "#]],
        );
    }
}
