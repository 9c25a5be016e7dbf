//! Controls for a day and a time of day. They carry text as typed; reading it is the form's business, so that a wrong date comes
//! back exactly as it was written.

use maud::{Markup, Render, html};

use super::field::Field;
use super::text_inputs::{InputKind, TextInput, Width};

/// Three boxes for a known day: a birth, an order, something that happened.
/// The names posted are the field's name with `-day`, `-month` and `-year`; the boxes' ids likewise.
#[derive(Clone, Copy, Debug, Default)]
pub struct DateInput<'a> {
    /// The question.
    pub field: Field<'a>,
    /// The day of the month as typed.
    pub day: &'a str,
    /// The month as typed.
    pub month: &'a str,
    /// The year as typed.
    pub year: &'a str,
    /// Which of day, month and year are wrong; all of them where the field has an error and none is marked.
    pub wrong: [bool; 3],
}

impl Render for DateInput<'_> {
    fn render(&self) -> Markup {
        let [day, month, year] = self.wrong;
        let all = self.field.error.is_some() && self.wrong == [false; 3];
        self.field.group_of_controls(
            Some("group"),
            html! {
                div class="govuk-date-input" id=(self.field.id) {
                    (self.part("day", "Day", self.day, day || all, 2))
                    (self.part("month", "Month", self.month, month || all, 2))
                    (self.part("year", "Year", self.year, year || all, 4))
                }
            },
        )
    }
}

impl DateInput<'_> {
    fn part(&self, part: &str, label: &str, value: &str, wrong: bool, width: u8) -> Markup {
        let id = format!("{}-{part}", self.field.id);
        html! {
            div class="govuk-date-input__item" {
                div class="govuk-form-group" {
                    label class="govuk-label govuk-date-input__label" for=(id) { (label) }
                    input class={ "govuk-input govuk-date-input__input" @if wrong { " govuk-input--error" } " govuk-input--width-" (width) }
                        id=(id) name={ (self.field.name) "-" (part) } type="text" value=(value) inputmode="numeric" autocomplete="off";
                }
            }
        }
    }
}

/// One box with a calendar (with script) for a day that is being arranged: a visit, a review, a meeting. Written day/month/year.
#[derive(Clone, Copy, Debug, Default)]
pub struct DatePicker<'a> {
    /// The question; a hint "For example, 17/5/2026" helps those without script.
    pub field: Field<'a>,
    /// The day as typed, dd/mm/yyyy.
    pub value: &'a str,
    /// The first day that the calendar offers, dd/mm/yyyy.
    pub earliest: Option<&'a str>,
    /// The last day that the calendar offers, dd/mm/yyyy.
    pub latest: Option<&'a str>,
}

impl Render for DatePicker<'_> {
    fn render(&self) -> Markup {
        let field = &self.field;
        html! {
            div class="moj-datepicker" data-module="moj-date-picker" data-min-date=[self.earliest] data-max-date=[self.latest] {
                (field.group("", html! {
                    input class={ "govuk-input moj-js-datepicker-input govuk-input--width-10" (field.error_class(" govuk-input--error")) }
                        id=(field.id) name=(field.name) type="text" value=(self.value) autocomplete="off"
                        aria-describedby=[field.described_by(None)];
                }))
            }
        }
    }
}

/// A box for a time of day, as typed (24 hours, for example 14:30).
#[derive(Clone, Copy, Debug, Default)]
pub struct TimeInput<'a> {
    /// The question; without a hint an example is shown.
    pub field: Field<'a>,
    /// The time as typed.
    pub value: &'a str,
}

impl Render for TimeInput<'_> {
    fn render(&self) -> Markup {
        let hint = self.field.hint.unwrap_or("For example, 9:30 or 14:15");
        TextInput {
            width: Width::Chars5,
            kind: InputKind::Verbatim,
            ..TextInput::new(self.field.hint(hint), self.value)
        }
        .render()
    }
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::*;
    use crate::govuk::field::LabelStyle;
    use crate::govuk::tests::check;

    #[test]
    fn a_wrong_day_comes_back_as_it_was_typed() {
        let field = Field::new("born", "Date of birth")
            .style(LabelStyle::Medium)
            .hint("For example, 31 3 2014")
            .error("Date of birth must be a real date");
        check(
            DateInput {
                field,
                day: "31",
                month: "2",
                year: "2014",
                ..DateInput::default()
            },
            expect![[r#"
                <div class="govuk-form-group govuk-form-group--error">
                <fieldset class="govuk-fieldset" role="group" aria-describedby="born-hint born-error">
                <legend class="govuk-fieldset__legend govuk-fieldset__legend--m">Date of birth</legend>
                <div id="born-hint" class="govuk-hint">For example, 31 3 2014</div>
                <p id="born-error" class="govuk-error-message">
                <span class="govuk-visually-hidden">Error:</span> Date of birth must be a real date</p>
                <div class="govuk-date-input" id="born">
                <div class="govuk-date-input__item">
                <div class="govuk-form-group">
                <label class="govuk-label govuk-date-input__label" for="born-day">Day</label>
                <input class="govuk-input govuk-date-input__input govuk-input--error govuk-input--width-2" id="born-day" name="born-day" type="text" value="31" inputmode="numeric" autocomplete="off">
                </div>
                </div>
                <div class="govuk-date-input__item">
                <div class="govuk-form-group">
                <label class="govuk-label govuk-date-input__label" for="born-month">Month</label>
                <input class="govuk-input govuk-date-input__input govuk-input--error govuk-input--width-2" id="born-month" name="born-month" type="text" value="2" inputmode="numeric" autocomplete="off">
                </div>
                </div>
                <div class="govuk-date-input__item">
                <div class="govuk-form-group">
                <label class="govuk-label govuk-date-input__label" for="born-year">Year</label>
                <input class="govuk-input govuk-date-input__input govuk-input--error govuk-input--width-4" id="born-year" name="born-year" type="text" value="2014" inputmode="numeric" autocomplete="off">
                </div>
                </div>
                </div>
                </fieldset>
                </div>
            "#]],
        );
    }

    #[test]
    fn only_the_wrong_part_is_marked() {
        let field = Field::new("seen", "Day seen").error("Day seen must include a year");
        check(
            DateInput {
                field,
                day: "3",
                month: "4",
                wrong: [false, false, true],
                ..DateInput::default()
            },
            expect![[r#"
                <div class="govuk-form-group govuk-form-group--error">
                <fieldset class="govuk-fieldset" role="group" aria-describedby="seen-error">
                <legend class="govuk-fieldset__legend">Day seen</legend>
                <p id="seen-error" class="govuk-error-message">
                <span class="govuk-visually-hidden">Error:</span> Day seen must include a year</p>
                <div class="govuk-date-input" id="seen">
                <div class="govuk-date-input__item">
                <div class="govuk-form-group">
                <label class="govuk-label govuk-date-input__label" for="seen-day">Day</label>
                <input class="govuk-input govuk-date-input__input govuk-input--width-2" id="seen-day" name="seen-day" type="text" value="3" inputmode="numeric" autocomplete="off">
                </div>
                </div>
                <div class="govuk-date-input__item">
                <div class="govuk-form-group">
                <label class="govuk-label govuk-date-input__label" for="seen-month">Month</label>
                <input class="govuk-input govuk-date-input__input govuk-input--width-2" id="seen-month" name="seen-month" type="text" value="4" inputmode="numeric" autocomplete="off">
                </div>
                </div>
                <div class="govuk-date-input__item">
                <div class="govuk-form-group">
                <label class="govuk-label govuk-date-input__label" for="seen-year">Year</label>
                <input class="govuk-input govuk-date-input__input govuk-input--error govuk-input--width-4" id="seen-year" name="seen-year" type="text" value="" inputmode="numeric" autocomplete="off">
                </div>
                </div>
                </div>
                </fieldset>
                </div>
            "#]],
        );
    }

    #[test]
    fn a_picker_knows_its_first_and_last_day() {
        let field = Field::new("visit", "When will you visit?").hint("For example, 17/5/2026");
        check(
            DatePicker {
                field,
                value: "18/05/2026",
                earliest: Some("01/05/2026"),
                latest: None,
            },
            expect![[r#"
                <div class="moj-datepicker" data-module="moj-date-picker" data-min-date="01/05/2026">
                <div class="govuk-form-group">
                <label class="govuk-label" for="visit">When will you visit?</label>
                <div id="visit-hint" class="govuk-hint">For example, 17/5/2026</div>
                <input class="govuk-input moj-js-datepicker-input govuk-input--width-10" id="visit" name="visit" type="text" value="18/05/2026" autocomplete="off" aria-describedby="visit-hint">
                </div>
                </div>
            "#]],
        );
    }

    #[test]
    fn a_time_shows_how_to_write_it() {
        check(
            TimeInput {
                field: Field::new("began", "Time the meeting began"),
                value: "9:30",
            },
            expect![[r#"
                <div class="govuk-form-group">
                <label class="govuk-label" for="began">Time the meeting began</label>
                <div id="began-hint" class="govuk-hint">For example, 9:30 or 14:15</div>
                <input class="govuk-input govuk-input--width-5" id="began" name="began" type="text" value="9:30" spellcheck="false" autocomplete="off" aria-describedby="began-hint">
                </div>
            "#]],
        );
    }
}
