//! Reading a practice from its files: every mistake is found and told with file, line and what to write instead.

mod boards;
mod clocks;
mod days;
mod examples;
mod formats;
mod forms;
mod lengths;
mod next_steps;
mod spans;

use crate::board::Board;
use crate::calendar::Calendar;
use crate::child::{Child, Outline};
use crate::clock::Clock;
use crate::expression::{Names, Trigger};
use crate::files::Files;
use crate::form::Form;
use crate::mistake::{Mistake, line_of};
use crate::next_step::NextStep;
use crate::span::SpanRule;
use record::{Kind, View};
use serde::de::DeserializeOwned;
use std::ops::Range;
use std::sync::Arc;

pub use examples::check_examples;

/// What should happen in one authority: read, checked and ready.
#[derive(Debug)]
pub struct Practice {
    /// The working-day calendar.
    pub calendar: Calendar,
    /// The spans, in the order of their places in expressions.
    pub spans: Vec<SpanRule>,
    /// The spans' ids and opening kinds, for the readers of expressions.
    pub span_names: Vec<(String, Kind)>,
    /// The clocks, by area and file.
    pub clocks: Vec<Clock>,
    /// The forms.
    pub forms: Vec<Form>,
    /// The boards.
    pub boards: Vec<Board>,
    /// The next steps.
    pub next_steps: Vec<NextStep>,
}

impl Practice {
    /// England's practice.
    ///
    /// # Errors
    /// Every mistake in its files; a test holds that there are none.
    pub fn england() -> Result<Practice, Vec<Mistake>> {
        Practice::read(&Files::england(), None)
    }

    /// England's files with an authority's laid over them.
    ///
    /// # Errors
    /// Every mistake found, in the order of files and lines.
    pub fn read(base: &Files, overlay: Option<&Files>) -> Result<Practice, Vec<Mistake>> {
        let mut reader = Reader {
            base,
            overlay,
            mistakes: Vec::new(),
        };
        let calendar = days::read(&mut reader);
        let (spans, span_names) = spans::read(&mut reader);
        let names = Names { spans: &span_names };
        let mut clocks = clocks::read(&mut reader, names);
        formats::read(&mut reader, &mut clocks);
        let forms = forms::read(&mut reader, names);
        let next_steps = next_steps::read(&mut reader, names, &forms);
        let boards = boards::read(&mut reader, names, &clocks);
        reader.mistakes.sort();
        reader.mistakes.dedup();
        if !reader.mistakes.is_empty() {
            return Err(reader.mistakes);
        }
        Ok(Practice {
            calendar,
            spans,
            span_names,
            clocks,
            forms,
            boards,
            next_steps,
        })
    }

    /// A child as this practice sees them.
    pub fn child<'a>(&'a self, view: View<'a>) -> Child<'a> {
        Child::new(view, &self.calendar, &self.spans)
    }

    /// A child of whom the outline of the same view is known.
    pub fn child_with<'a>(&'a self, view: View<'a>, outline: &Arc<Outline>) -> Child<'a> {
        Child::with(view, &self.calendar, Arc::clone(outline))
    }

    /// The place of a span by its id.
    pub fn span(&self, id: &str) -> Option<usize> {
        self.spans.iter().position(|span| span.id == id)
    }

    /// The clock of an id.
    pub fn clock(&self, id: &str) -> Option<&Clock> {
        self.clocks.iter().find(|clock| clock.id == id)
    }

    /// The form of an id.
    pub fn form(&self, id: &str) -> Option<&Form> {
        self.forms.iter().find(|form| form.id == id)
    }

    /// The form that makes entries of a kind.
    pub fn form_of(&self, kind: Kind) -> Option<&Form> {
        self.forms.iter().find(|form| form.kind == kind)
    }

    /// The board of an id.
    pub fn board(&self, id: &str) -> Option<&Board> {
        self.boards.iter().find(|board| board.id == id)
    }

    /// The kinds of entry that start a clock, for its page.
    pub fn starting_kinds(clock: &Clock) -> Vec<Kind> {
        let mut kinds = Vec::new();
        for trigger in &clock.start {
            if let Trigger::Entry(pattern) = trigger {
                kinds.extend(pattern.0.iter().map(|one| one.kind));
            }
        }
        kinds
    }
}

/// Reads files and gathers mistakes.
struct Reader<'a> {
    base: &'a Files,
    overlay: Option<&'a Files>,
    mistakes: Vec<Mistake>,
}

/// A file being read, and whether it is the authority's own.
#[derive(Clone, Copy)]
struct Open<'a> {
    path: &'a str,
    text: &'a str,
    own: bool,
}

impl<'a> Reader<'a> {
    /// The files of a folder, England's first.
    fn folder(&self, folder: &str) -> Vec<Open<'a>> {
        let of = |files: &'a Files, own| {
            let within = files.0.iter().filter(move |(path, _)| path.starts_with(folder));
            within
                .map(move |(path, text)| Open { path, text, own })
                .collect::<Vec<_>>()
        };
        let mut files = of(self.base, false);
        files.extend(self.overlay.map(|overlay| of(overlay, true)).unwrap_or_default());
        files
    }

    /// Parses a file of tables; a mistake in its shape is noted.
    fn parse<T: DeserializeOwned>(&mut self, file: Open<'_>) -> Option<T> {
        toml::from_str(file.text)
            .map_err(|error| {
                let line = error.span().map_or(1, |span| line_of(file.text, span.start));
                self.mistakes.push(Mistake {
                    file: file.path.to_owned(),
                    line,
                    wrong: error.message().replace('\n', " "),
                    remedy: "Correct the table; the reference of practice files lists what each may hold".to_owned(),
                });
            })
            .ok()
    }

    /// Notes a mistake at a place in a file.
    fn mistake(&mut self, file: Open<'_>, span: Range<usize>, wrong: impl Into<String>, remedy: impl Into<String>) {
        let line = line_of(file.text, span.start);
        self.mistakes.push(Mistake {
            file: file.path.to_owned(),
            line,
            wrong: wrong.into(),
            remedy: remedy.into(),
        });
    }

    /// Keeps what could be read; notes what could not.
    fn keep<T>(&mut self, file: Open<'_>, span: Range<usize>, what: &str, read: Result<T, String>) -> Option<T> {
        read.map_err(|wrong| {
            self.mistake(
                file,
                span,
                format!("in “{what}”: {wrong}"),
                "Write it as the reference of the practice language shows",
            )
        })
        .ok()
    }
}
