//! A form as one page: who it is about, its questions with the answers so far, what is wrong, and what may be pressed.

use super::dates::moment;
use super::folding;
use super::posted::{CHOOSER, CORRECT, FOLLOWS, HAPPENED, VERSION};
use crate::call::{Answer, Call};
use crate::error::Error;
use crate::govuk::{
    Button, Checkboxes, Choice, ChoiceLayout, ErrorLine, Field, Form as FormAround, LabelStyle, Look, Select,
    back_link, button_group, h1_with_caption, hidden, inset_text, link, p,
};
use crate::layout::{self, Frame};
use crate::links;
use maud::{Markup, Render, html};
use practice::Form;
use practice::form::Question;
use record::answers::EACH;
use record::field::Shape;
use record::{Answers, Day, EntryId, PersonId, Problems};
use serde_json::Value as Json;
use service::drafts::{KEY, TURN};
use service::opening::{FormOf, OpenForm};
use std::collections::BTreeMap;

/// A form as one page.
pub(crate) struct Sheet<'a> {
    pub(crate) call: &'a Call,
    pub(crate) form: &'a Form,
    /// Which form the address names.
    pub(crate) of: FormOf<'a>,
    pub(crate) open: &'a OpenForm,
    pub(crate) answers: &'a Answers,
    pub(crate) today: Day,
    /// What is wrong, by dotted name; problems of the whole page under the empty name.
    problems: Vec<(String, String)>,
    by_name: BTreeMap<String, String>,
}

/// What a sheet says besides its questions.
#[derive(Default)]
pub(crate) struct Around<'b> {
    /// Above the form: what was added meanwhile.
    pub(crate) before: Option<Markup>,
    /// The banner.
    pub(crate) notice: Option<Markup>,
    /// How the draft stands.
    pub(crate) saved: String,
    /// The words of the button that records.
    pub(crate) button: Option<&'static str>,
    /// The entry that may be corrected by what was typed, where this form was saved before.
    pub(crate) correct: Option<&'b str>,
    /// The status, where it is not that of the problems.
    pub(crate) status: Option<u16>,
    /// Is a draft shown, which may be thrown away?
    pub(crate) is_draft: bool,
}

impl<'a> Sheet<'a> {
    pub(crate) fn new(
        call: &'a Call,
        form: &'a Form,
        of: FormOf<'a>,
        open: &'a OpenForm,
        answers: &'a Answers,
        wrong: &Problems,
    ) -> Sheet<'a> {
        let people: Vec<(PersonId, &str)> = open
            .people
            .iter()
            .map(|(head, _)| (head.person, head.name.as_str()))
            .collect();
        let mut problems: Vec<(String, String)> = wrong
            .0
            .iter()
            .map(|problem| placed(form, &people, !open.follows.is_empty(), &problem.field, &problem.words))
            .collect();
        for (name, words) in &mut problems {
            words.extend(row_name(form, answers, name).map(|row| format!(": {row}")));
        }
        problems.sort_by_key(|(name, _)| place_on_page(form, &people, name));
        let mut by_name = BTreeMap::new();
        for (name, words) in &problems {
            by_name.entry(name.clone()).or_insert_with(|| words.clone());
        }
        Sheet {
            call,
            form,
            of,
            open,
            answers,
            today: call.now.day(),
            problems,
            by_name,
        }
    }

    /// What is wrong with the answer of this name.
    pub(crate) fn problem(&self, name: &str) -> Option<&str> {
        self.by_name.get(name).map(String::as_str)
    }

    /// Where the answer of this name came from, while it is as it was filled in.
    pub(crate) fn source(&self, name: &str) -> Option<&str> {
        let filled_in = get(&self.open.answers, name);
        self.open
            .sources
            .get(name)
            .map(String::as_str)
            .filter(|_| filled_in.is_some() && filled_in == self.answer(name))
    }

    /// Is the question asked of each child side by side?
    pub(crate) fn is_split(&self, question: &Question) -> bool {
        let own = |(head, _): &(service::child::Head, u64)| {
            self.answer(&format!("{EACH}.{}.{}", head.person, question.field.name))
                .is_some()
        };
        self.open.people.len() > 1 && (question.each_child || self.open.people.iter().any(own))
    }

    /// An answer by dotted name.
    pub(crate) fn answer(&self, path: &str) -> Option<&Json> {
        get(self.answers, path)
    }

    /// The texts of a list answer.
    pub(crate) fn texts(&self, path: &str) -> Vec<String> {
        match self.answer(path) {
            Some(Json::Array(items)) => items
                .iter()
                .filter_map(Json::as_str)
                .filter(|text| !text.is_empty())
                .map(str::to_owned)
                .collect(),
            Some(Json::String(text)) if !text.is_empty() => vec![text.clone()],
            _ => Vec::new(),
        }
    }

    fn first(&self) -> Option<&(service::child::Head, u64)> {
        self.open.people.first()
    }

    fn names(&self) -> String {
        self.open
            .people
            .iter()
            .map(|(head, _)| head.name.as_str())
            .collect::<Vec<_>>()
            .join(", ")
    }

    /// The address of the form, or of what belongs to it.
    pub(crate) fn address(&self, part: &str) -> String {
        address(self.of, part)
    }

    /// The page.
    pub(crate) fn page(&self, around: Around<'_>) -> Result<Answer, Error> {
        let errors: Vec<ErrorLine> = self
            .problems
            .iter()
            .map(|(name, words)| self.line(name, words))
            .collect();
        let names = self.names();
        let title = format!("{}: {names}", self.form.title);
        let head = self.first().map(|(head, _)| head);
        let record = self
            .of
            .people
            .first()
            .map_or_else(|| "/".to_owned(), |person| links::record(*person));
        let content = html! {
            (h1_with_caption(&names, &self.form.title))
            @if !self.form.intro.is_empty() { (p(html! { (self.form.intro) })) }
            @if !self.open.may_complete { (inset_text(html! { "You may write in this form, but it holds a decision. These may record it: " (self.deciders()) ". Save a draft and hand it over to one of them." })) }
            @if let Some(before) = &around.before { (before) }
            (self.form_around(&around))
            @if around.is_draft {
                (p(link(&self.address("/hand-over"), "Hand this draft over to a colleague")))
                (self.discard())
            }
        };
        let frame = Frame {
            title: &title,
            head,
            before: Some(back_link(&record)),
            notice: around.notice,
            errors: &errors,
            wide: self.open.people.len() > 1,
            ..Frame::default()
        };
        let answer = layout::page(self.call, frame, content)?;
        Ok(match (around.status, answer) {
            (Some(status), Answer::PageWith(_, page) | Answer::Page(page)) => Answer::PageWith(status, page),
            (_, answer) => answer,
        })
    }

    fn deciders(&self) -> String {
        self.form
            .decides
            .iter()
            .map(|role| role.label().to_lowercase())
            .collect::<Vec<_>>()
            .join(", ")
    }

    fn form_around(&self, around: &Around<'_>) -> Markup {
        let mark = layout::mark(self.call).unwrap_or_default();
        let draft = self.address("/draft");
        let keep = Button {
            look: Look::Secondary,
            posts: Some(("_keep", "1")),
            ..Button::new("Save draft")
        };
        let body = html! {
            (self.hidden_ones())
            // Enter in a box presses the first button of a form: it must be one that does no harm.
            (keep)
            (self.chooser())
            (self.step())
            (self.happened())
            @for section in &self.form.sections { (folding::section(self, section)) }
            @if self.open.may_complete { (button_group(&buttons(around))) }
        };
        let action = self.address("");
        FormAround {
            action: &action,
            token: Some((layout::MARK, &mark)),
            autosave: Some(&draft),
            autosave_status: &around.saved,
            upload: false,
            body: Some(body),
        }
        .render()
    }

    /// Is something wrong with this answer, or with a part of it?
    pub(crate) fn is_wrong(&self, path: &str) -> bool {
        let below = format!("{path}.");
        self.problems.iter().any(|(at, _)| at == path || at.starts_with(&below))
    }

    fn hidden_ones(&self) -> Markup {
        html! {
            (hidden(KEY, &self.answers.text(KEY).unwrap_or_default()))
            (hidden(TURN, &self.answers.text(TURN).unwrap_or_else(|| "0".to_owned())))
            @for (head, version) in &self.open.people {
                @let name = format!("{VERSION}.{}", head.person);
                (hidden(&name, &self.answers.text(&name).unwrap_or_else(|| version.to_string())))
            }
        }
    }

    /// The brothers and sisters whom the form may also be about.
    fn chooser(&self) -> Markup {
        let beside: Vec<&service::child::Head> = self.open.people.iter().skip(1).map(|(head, _)| head).collect();
        let offered: Vec<&service::child::Head> = beside.iter().copied().chain(&self.open.may_add).collect();
        if offered.is_empty() || self.of.corrects.is_some() {
            return html! {
                @for head in beside { (hidden("_with[]", &head.person.to_string())) }
                @if self.of.corrects.is_some() { (hidden(CHOOSER, "1")) }
            };
        }
        let ids: Vec<(String, String)> = offered
            .iter()
            .map(|head| (head.person.to_string(), format!("{}, {}", head.name, head.age)))
            .collect();
        let choices: Vec<Choice<'_>> = ids.iter().map(|(id, name)| Choice::new(id, name)).collect();
        let chosen: Vec<&str> = ids.iter().take(beside.len()).map(|(id, _)| id.as_str()).collect();
        let field = Field {
            name: "_with[]",
            ..Field::new("_with", "This is also about")
        }
        .style(LabelStyle::Small);
        html! {
            (hidden(CHOOSER, "1"))
            (Checkboxes { field, choices: &choices, chosen: &chosen, layout: ChoiceLayout::Small })
            (Button { look: Look::Secondary, posts: Some(("_children", "1")), ..Button::new("Show the form for these children") })
        }
    }

    /// The step that it follows.
    fn step(&self) -> Markup {
        if self.open.follows.is_empty() || self.of.corrects.is_some() {
            return html! { @if let Some(id) = self.answers.text(FOLLOWS) { (hidden(FOLLOWS, &id)) } };
        }
        let steps: Vec<(String, &str)> = self
            .open
            .follows
            .iter()
            .map(|(id, words)| (id.to_string(), words.as_str()))
            .collect();
        let choices: Vec<Choice<'_>> = steps.iter().map(|(id, words)| Choice::new(id, words)).collect();
        let chosen = self.answers.text(FOLLOWS).filter(|id| !id.is_empty());
        let field = Field::new(FOLLOWS, "Which step does this follow?")
            .style(LabelStyle::Small)
            .error(self.problem(FOLLOWS));
        Select {
            field,
            choices: &choices,
            chosen: chosen.as_deref(),
            empty: Some("None of these"),
        }
        .render()
    }

    fn happened(&self) -> Markup {
        let field = Field::new(HAPPENED, &self.form.happened_label)
            .style(LabelStyle::Small)
            .source(self.source(HAPPENED))
            .error(self.problem(HAPPENED));
        moment(field, &self.answers.text(HAPPENED).unwrap_or_default())
    }

    fn discard(&self) -> Markup {
        let mark = layout::mark(self.call).unwrap_or_default();
        let action = self.address("/discard");
        let body = Button {
            look: Look::Secondary,
            ..Button::new("Discard and start again")
        }
        .render();
        FormAround {
            action: &action,
            token: Some((layout::MARK, &mark)),
            body: Some(body),
            ..FormAround::default()
        }
        .render()
    }

    /// A line of the summary, leading to the first control of its question.
    fn line(&self, name: &str, words: &str) -> ErrorLine {
        if name.is_empty() {
            return ErrorLine::of_page(words);
        }
        let at_date = name == HAPPENED || is_date(self.form, name);
        if at_date {
            ErrorLine::at_date(name, words)
        } else {
            ErrorLine::at(name, words)
        }
    }
}

fn get<'j>(answers: &'j Answers, path: &str) -> Option<&'j Json> {
    let mut steps = path.split('.');
    let mut here = answers.0.get(steps.next()?)?;
    for step in steps {
        here = match here {
            Json::Object(map) => map.get(step)?,
            Json::Array(items) => items.get(step.parse::<usize>().ok()?)?,
            _ => return None,
        };
    }
    Some(here)
}

/// The buttons that record, the usual one first.
fn buttons(around: &Around<'_>) -> Vec<Markup> {
    let record = Button::new(around.button.unwrap_or("Save to the record"));
    let Some(entry) = around.correct else {
        return vec![record.render()];
    };
    let correct = Button {
        posts: Some((CORRECT, entry)),
        ..Button::new("Save as a correction")
    };
    let another = Button {
        look: Look::Secondary,
        ..record
    };
    vec![correct.render(), another.render()]
}

/// The address of a form, or of what belongs to it: `/draft`, `/discard`.
pub(crate) fn address(of: FormOf<'_>, part: &str) -> String {
    let Some((first, with)) = of.people.split_first() else {
        return "/".to_owned();
    };
    links::form(*first, &format!("{}{part}", of.form), with, of.follows, of.corrects)
}

/// The question that a dotted name leads to, within `_each.ID` and rows.
fn question_at<'f>(form: &'f Form, name: &str) -> Option<&'f Question> {
    let rest = name
        .strip_prefix("_each.")
        .and_then(|rest| rest.split_once('.'))
        .map_or(name, |(_, rest)| rest);
    let mut steps = rest.split('.').filter(|step| step.parse::<usize>().is_err());
    let top = form.question(steps.next()?)?;
    match steps.next() {
        None => Some(top),
        Some(inner) => top.inner.iter().find(|question| question.field.name == inner),
    }
}

fn is_date(form: &Form, name: &str) -> bool {
    question_at(form, name).is_some_and(|question| matches!(question.field.shape, Shape::Day | Shape::Moment))
}

/// Where a problem stands on the page: `people.N.field` is a column, an item of a list of codes is the list. What has no control
/// belongs to the page.
fn placed(form: &Form, people: &[(PersonId, &str)], asks_step: bool, field: &str, words: &str) -> (String, String) {
    if field == "happened" {
        return (HAPPENED.to_owned(), words.to_owned());
    }
    if field == "follows" && asks_step {
        return (FOLLOWS.to_owned(), words.to_owned());
    }
    let of_one = field
        .strip_prefix("people.")
        .and_then(|rest| rest.split_once('.'))
        .and_then(|(place, rest)| Some((people.get(place.parse::<usize>().ok()?)?, rest)));
    let (prefix, rest, words) = match of_one {
        Some(((person, name), rest)) if people.len() > 1 => {
            (format!("{EACH}.{person}."), rest, format!("{words}: {name}"))
        }
        Some((_, rest)) => (String::new(), rest, words.to_owned()),
        None => (String::new(), field, words.to_owned()),
    };
    let Some(question) = question_at(form, rest) else {
        return (String::new(), words);
    };
    let is_list = matches!(question.field.shape, Shape::Many(inner) if !matches!(inner, Shape::Group(_)));
    let rest = match rest.rsplit_once('.') {
        Some((list, item)) if is_list && item.parse::<usize>().is_ok() => list,
        _ => rest,
    };
    (format!("{prefix}{rest}"), words)
}

/// The row that a problem stands in, as its heading calls it, so that like problems can be told apart.
fn row_name(form: &Form, answers: &Answers, name: &str) -> Option<String> {
    let (row, _) = name.rsplit_once('.')?;
    let (list, place) = row
        .rsplit_once('.')
        .and_then(|(list, place)| Some((list, place.parse::<usize>().ok()?)))?;
    let question = question_at(form, list)?;
    let code = question.inner.iter().find_map(|inner| match inner.field.shape {
        Shape::Code(set) => set()
            .find(&answers.text(&format!("{row}.{}", inner.field.name))?)
            .map(|entry| entry.label.clone()),
        _ => None,
    });
    Some(code.unwrap_or_else(|| format!("number {}", place + 1)))
}

/// The order of the page: the whole, the step, the date, then question by question and child by child.
fn place_on_page(form: &Form, people: &[(PersonId, &str)], name: &str) -> (usize, usize, String) {
    match name {
        "" => return (0, 0, String::new()),
        FOLLOWS => return (1, 0, String::new()),
        HAPPENED => return (2, 0, String::new()),
        _ => {}
    }
    let each = name.strip_prefix("_each.").and_then(|rest| rest.split_once('.'));
    let (person, rest) = each.map_or(("", name), |(person, rest)| (person, rest));
    let top = rest.split('.').next().unwrap_or_default();
    let question = form
        .questions()
        .position(|question| question.field.name == top)
        .unwrap_or(usize::MAX - 4);
    let child = people
        .iter()
        .position(|(one, _)| one.to_string() == person)
        .unwrap_or(0);
    (question + 3, child, rest.to_owned())
}

/// The step that a form follows when it is opened: that of the address, or the newest that fits.
pub(crate) fn usual_step(of: FormOf<'_>, open: &OpenForm) -> Option<EntryId> {
    of.follows.or_else(|| open.follows.first().map(|(id, _)| *id))
}
