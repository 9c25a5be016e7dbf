//! Controls that take typed text or a file.

use maud::{Markup, Render, html};

use super::field::Field;

/// How wide a text box is: a hint of how much to type.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Width {
    /// As wide as the column.
    #[default]
    Full,
    /// Two characters.
    Chars2,
    /// Four characters.
    Chars4,
    /// Five characters.
    Chars5,
    /// Ten characters.
    Chars10,
    /// Twenty characters.
    Chars20,
    /// Half the column, from tablet up.
    Half,
    /// Two thirds of the column, from tablet up.
    TwoThirds,
}

impl Width {
    fn class(self) -> &'static str {
        match self {
            Width::Full => "",
            Width::Chars2 => " govuk-input--width-2",
            Width::Chars4 => " govuk-input--width-4",
            Width::Chars5 => " govuk-input--width-5",
            Width::Chars10 => " govuk-input--width-10",
            Width::Chars20 => " govuk-input--width-20",
            Width::Half => " govuk-!-width-one-half",
            Width::TwoThirds => " govuk-!-width-two-thirds",
        }
    }
}

/// What a text box is for, so that phones show the right keys and spelling is not marked where it makes no sense.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum InputKind {
    /// Words.
    #[default]
    Text,
    /// Names, postcodes, local numbers: no marks for spelling.
    Verbatim,
    /// Whole numbers.
    Number,
    /// Amounts with a decimal point.
    Decimal,
    /// An e-mail address.
    Email,
    /// A telephone number.
    Telephone,
    /// What to look for.
    Search,
}

impl InputKind {
    fn html_type(self) -> &'static str {
        match self {
            InputKind::Email => "email",
            InputKind::Telephone => "tel",
            InputKind::Search => "search",
            _ => "text",
        }
    }

    fn inputmode(self) -> Option<&'static str> {
        match self {
            InputKind::Number => Some("numeric"),
            InputKind::Decimal => Some("decimal"),
            _ => None,
        }
    }

    fn spellcheck(self) -> Option<&'static str> {
        (!matches!(self, InputKind::Text)).then_some("false")
    }
}

/// A box for one line of text.
#[derive(Clone, Copy, Debug, Default)]
pub struct TextInput<'a> {
    /// The question.
    pub field: Field<'a>,
    /// The answer so far.
    pub value: &'a str,
    /// How wide the box is.
    pub width: Width,
    /// What the box is for.
    pub kind: InputKind,
    /// The HTML autocomplete token, only for facts about the person who types (WCAG 1.3.5).
    pub autocomplete: Option<&'a str>,
    /// Shown before the box, for example "£".
    pub prefix: Option<&'a str>,
    /// Shown after the box, for example "days".
    pub suffix: Option<&'a str>,
}

impl<'a> TextInput<'a> {
    /// A full-width box for words.
    #[must_use]
    pub fn new(field: Field<'a>, value: &'a str) -> Self {
        TextInput {
            field,
            value,
            ..TextInput::default()
        }
    }

    fn input(&self) -> Markup {
        let field = &self.field;
        html! {
            input class={ "govuk-input" (self.width.class()) (field.error_class(" govuk-input--error")) }
                id=(field.id) name=(field.name) type=(self.kind.html_type()) value=(self.value)
                inputmode=[self.kind.inputmode()] spellcheck=[self.kind.spellcheck()]
                autocomplete=(self.autocomplete.unwrap_or("off"))
                aria-describedby=[field.described_by(None)];
        }
    }
}

impl Render for TextInput<'_> {
    fn render(&self) -> Markup {
        self.field.group(
            "",
            html! {
                @if self.prefix.is_some() || self.suffix.is_some() {
                    div class="govuk-input__wrapper" {
                        @if let Some(prefix) = self.prefix {
                            div class="govuk-input__prefix" aria-hidden="true" { (prefix) }
                        }
                        (self.input())
                        @if let Some(suffix) = self.suffix {
                            div class="govuk-input__suffix" aria-hidden="true" { (suffix) }
                        }
                    }
                } @else {
                    (self.input())
                }
            },
        )
    }
}

/// A box for several lines of text.
#[derive(Clone, Copy, Debug)]
pub struct Textarea<'a> {
    /// The question.
    pub field: Field<'a>,
    /// The answer so far.
    pub value: &'a str,
    /// Height in lines.
    pub rows: u8,
    /// The most words an answer may have; with script the words left are counted as one types.
    pub word_limit: Option<u32>,
}

impl<'a> Textarea<'a> {
    /// A box of five lines with no limit.
    #[must_use]
    pub fn new(field: Field<'a>, value: &'a str) -> Self {
        Textarea {
            field,
            value,
            rows: 5,
            word_limit: None,
        }
    }

    fn textarea(&self, class: &str, described_by: Option<String>) -> Markup {
        let field = &self.field;
        html! {
            textarea class={ "govuk-textarea" (field.error_class(" govuk-textarea--error")) (class) }
                id=(field.id) name=(field.name) rows=(self.rows) aria-describedby=[described_by] {
                // A parser drops one line break right after the tag: give it one, so that an answer that begins with one keeps it.
                "\n" (self.value)
            }
        }
    }
}

impl Render for Textarea<'_> {
    fn render(&self) -> Markup {
        let field = &self.field;
        let Some(limit) = self.word_limit else {
            return field.group("", self.textarea("", field.described_by(None)));
        };
        let info = format!("{}-info", field.id);
        html! {
            div class={ "govuk-form-group" (field.error_class(" govuk-form-group--error")) " govuk-character-count" }
                data-module="govuk-character-count" data-maxwords=(limit) {
                (field.lead())
                (self.textarea(" govuk-js-character-count", field.described_by(Some(info.clone()))))
                div id=(info) class="govuk-hint govuk-character-count__message" {
                    "You can enter up to " (limit) " words"
                }
            }
        }
    }
}

/// A box for a password; what was typed is never written back into the page.
#[derive(Clone, Copy, Debug)]
pub struct PasswordInput<'a> {
    /// The question.
    pub field: Field<'a>,
    /// Whether a new password is being chosen, so that a password manager offers one.
    pub new_password: bool,
}

impl Render for PasswordInput<'_> {
    fn render(&self) -> Markup {
        let field = &self.field;
        let autocomplete = if self.new_password {
            "new-password"
        } else {
            "current-password"
        };
        html! {
            div class={ "govuk-form-group" (field.error_class(" govuk-form-group--error")) " govuk-password-input" }
                data-module="govuk-password-input" {
                (field.lead())
                div class="govuk-input__wrapper govuk-password-input__wrapper" {
                    input class={ "govuk-input govuk-password-input__input govuk-js-password-input-input" (field.error_class(" govuk-input--error")) }
                        id=(field.id) name=(field.name) type="password" spellcheck="false" autocomplete=(autocomplete)
                        autocapitalize="none" aria-describedby=[field.described_by(None)];
                    button type="button" data-module="govuk-button" aria-controls=(field.id) aria-label="Show password" hidden
                        class="govuk-button govuk-button--secondary govuk-password-input__toggle govuk-js-password-input-toggle" {
                        "Show"
                    }
                }
            }
        }
    }
}

/// A choice of files to send; the form around it needs `upload: true`.
#[derive(Clone, Copy, Debug)]
pub struct FileUpload<'a> {
    /// The question.
    pub field: Field<'a>,
    /// The kinds offered, as in the HTML `accept` attribute; the server checks again.
    pub accept: Option<&'a str>,
    /// Whether several files may be chosen at once.
    pub multiple: bool,
}

impl Render for FileUpload<'_> {
    fn render(&self) -> Markup {
        let field = &self.field;
        field.group("", html! {
            input class={ "govuk-file-upload" (field.error_class(" govuk-file-upload--error")) } id=(field.id) name=(field.name)
                type="file" accept=[self.accept] multiple[self.multiple] aria-describedby=[field.described_by(None)];
        })
    }
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::*;
    use crate::govuk::field::LabelStyle;
    use crate::govuk::tests::check;

    #[test]
    fn a_question_with_hint_source_and_error_names_them_in_reading_order() {
        let field = Field::new("family_name", "Family name")
            .style(LabelStyle::Small)
            .hint("As on the birth certificate")
            .source("From the referral, 3 March 2026")
            .error("Enter the family name");
        check(
            TextInput {
                width: Width::TwoThirds,
                kind: InputKind::Verbatim,
                ..TextInput::new(field, "O'Neill & \"Sons\"")
            },
            expect![[r#"
                <div class="govuk-form-group govuk-form-group--error">
                <label class="govuk-label govuk-label--s" for="family_name">Family name</label>
                <div id="family_name-hint" class="govuk-hint">As on the birth certificate</div>
                <p id="family_name-source" class="gt-source">From the referral, 3 March 2026</p>
                <p id="family_name-error" class="govuk-error-message">
                <span class="govuk-visually-hidden">Error:</span> Enter the family name</p>
                <input class="govuk-input govuk-!-width-two-thirds govuk-input--error" id="family_name" name="family_name" type="text" value="O'Neill &amp; &quot;Sons&quot;" spellcheck="false" autocomplete="off" aria-describedby="family_name-hint family_name-source family_name-error">
                </div>
            "#]],
        );
    }

    #[test]
    fn a_plain_question_names_nothing() {
        check(
            TextInput::new(Field::new("town", "Town"), ""),
            expect![[r#"
                <div class="govuk-form-group">
                <label class="govuk-label" for="town">Town</label>
                <input class="govuk-input" id="town" name="town" type="text" value="" autocomplete="off">
                </div>
            "#]],
        );
    }

    #[test]
    fn a_label_may_be_the_page_heading() {
        let field = Field::new("nhs", "What is the NHS number?").style(LabelStyle::PageHeading);
        check(
            TextInput {
                kind: InputKind::Number,
                width: Width::Chars10,
                ..TextInput::new(field, "")
            },
            expect![[r#"
                <div class="govuk-form-group">
                <h1 class="govuk-label-wrapper">
                <label class="govuk-label govuk-label--l" for="nhs">What is the NHS number?</label>
                </h1>
                <input class="govuk-input govuk-input--width-10" id="nhs" name="nhs" type="text" value="" inputmode="numeric" spellcheck="false" autocomplete="off">
                </div>
            "#]],
        );
    }

    #[test]
    fn a_prefix_and_a_suffix_are_for_the_eye() {
        let field = Field::new("cost", "Weekly cost").style(LabelStyle::Hidden);
        let input = TextInput {
            prefix: Some("£"),
            suffix: Some("a week"),
            kind: InputKind::Decimal,
            ..TextInput::new(field, "850.50")
        };
        check(
            input,
            expect![[r#"
            <div class="govuk-form-group">
            <label class="govuk-label govuk-visually-hidden" for="cost">Weekly cost</label>
            <div class="govuk-input__wrapper">
            <div class="govuk-input__prefix" aria-hidden="true">£</div>
            <input class="govuk-input" id="cost" name="cost" type="text" value="850.50" inputmode="decimal" spellcheck="false" autocomplete="off">
            <div class="govuk-input__suffix" aria-hidden="true">a week</div>
            </div>
            </div>
        "#]],
        );
    }

    #[test]
    fn a_textarea_keeps_a_first_empty_line() {
        check(
            Textarea::new(Field::new("views", "What does the child say?"), "\nI like it here"),
            expect![[r#"
                <div class="govuk-form-group">
                <label class="govuk-label" for="views">What does the child say?</label>
                <textarea class="govuk-textarea" id="views" name="views" rows="5">

                I like it here</textarea>
                </div>
            "#]],
        );
    }

    #[test]
    fn a_textarea_with_a_limit_counts_words() {
        let field = Field::new("analysis", "Analysis")
            .hint("What does this mean for the child?")
            .error("Analysis must be 500 words or fewer");
        check(
            Textarea {
                word_limit: Some(500),
                rows: 12,
                ..Textarea::new(field, "")
            },
            expect![[r#"
                <div class="govuk-form-group govuk-form-group--error govuk-character-count" data-module="govuk-character-count" data-maxwords="500">
                <label class="govuk-label" for="analysis">Analysis</label>
                <div id="analysis-hint" class="govuk-hint">What does this mean for the child?</div>
                <p id="analysis-error" class="govuk-error-message">
                <span class="govuk-visually-hidden">Error:</span> Analysis must be 500 words or fewer</p>
                <textarea class="govuk-textarea govuk-textarea--error govuk-js-character-count" id="analysis" name="analysis" rows="12" aria-describedby="analysis-hint analysis-error analysis-info">
                </textarea>
                <div id="analysis-info" class="govuk-hint govuk-character-count__message">You can enter up to 500 words</div>
                </div>
            "#]],
        );
    }

    #[test]
    fn a_password_is_never_written_back() {
        let field = Field::new("password", "Password");
        check(
            PasswordInput {
                field,
                new_password: false,
            },
            expect![[r#"
                <div class="govuk-form-group govuk-password-input" data-module="govuk-password-input">
                <label class="govuk-label" for="password">Password</label>
                <div class="govuk-input__wrapper govuk-password-input__wrapper">
                <input class="govuk-input govuk-password-input__input govuk-js-password-input-input" id="password" name="password" type="password" spellcheck="false" autocomplete="current-password" autocapitalize="none">
                <button type="button" data-module="govuk-button" aria-controls="password" aria-label="Show password" hidden class="govuk-button govuk-button--secondary govuk-password-input__toggle govuk-js-password-input-toggle">Show</button>
                </div>
                </div>
            "#]],
        );
    }

    #[test]
    fn a_file_upload_says_what_it_takes() {
        let field = Field::new("letter", "Upload the letter").error("Choose a file");
        check(
            FileUpload {
                field,
                accept: Some(".pdf,.docx"),
                multiple: true,
            },
            expect![[r#"
                <div class="govuk-form-group govuk-form-group--error">
                <label class="govuk-label" for="letter">Upload the letter</label>
                <p id="letter-error" class="govuk-error-message">
                <span class="govuk-visually-hidden">Error:</span> Choose a file</p>
                <input class="govuk-file-upload govuk-file-upload--error" id="letter" name="letter" type="file" accept=".pdf,.docx" multiple aria-describedby="letter-error">
                </div>
            "#]],
        );
    }
}
