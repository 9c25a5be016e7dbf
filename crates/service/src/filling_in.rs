//! Filling in beforehand: what a form need not ask again because the record knows it, and where each answer comes from.

use crate::actor::Actor;
use crate::error::Error;
use crate::look::Seen;
use crate::opening::spread;
use crate::people::body_with;
use crate::start::Service;
use casebook::Casebook;
use practice::expression::{At, Expr, Val};
use practice::form::{Prefill, Question};
use practice::{Child, Form};
use record::answers::EACH;
use record::entry::to_json;
use record::field::{Field, Shape};
use record::{Answers, EntryId, Instant, PersonId, Value};
use serde_json::Value as Json;
use std::collections::BTreeMap;

/// Answers filled in, and where each comes from by dotted name.
#[derive(Clone, Debug, Default)]
pub(crate) struct Filled {
    pub(crate) answers: Answers,
    pub(crate) sources: BTreeMap<String, String>,
}

impl Filled {
    /// What somebody wrote before.
    pub(crate) fn of_draft(answers: &str) -> Filled {
        Filled {
            answers: Answers::from_json(answers).unwrap_or_default(),
            sources: BTreeMap::new(),
        }
    }
}

/// A form that is being filled in.
pub(crate) struct Filling<'a> {
    pub(crate) service: &'a Service,
    pub(crate) book: &'a Casebook,
    pub(crate) form: &'a Form,
    pub(crate) actor: &'a Actor,
    pub(crate) follows: Option<EntryId>,
    pub(crate) now: Instant,
}

impl Filling<'_> {
    /// Fills in what is known of these people, cut down to what the actor may see of each.
    pub(crate) fn fill(&self, people: &[(PersonId, Seen)]) -> Result<Filled, Error> {
        let mut own = Vec::new();
        let mut sources = Vec::new();
        for (person, seen) in people {
            let (answers, from) = self.of_one(*person, *seen)?;
            own.push((*person, answers));
            sources.push((*person, from));
        }
        let several = own.len() > 1;
        let mut answers = spread(self.form, own);
        // What is asked once for all is filled in only where it is the same for all of them.
        let only_of_some: Vec<&str> = self
            .form
            .questions()
            .filter(|question| !question.each_child)
            .map(|question| question.field.name)
            .collect();
        if let Some(Json::Object(each)) = answers.0.get_mut(EACH) {
            for mine in each.values_mut().filter_map(Json::as_object_mut) {
                mine.retain(|name, _| !only_of_some.contains(&name.as_str()));
            }
        }
        let mut named = BTreeMap::new();
        for (person, from) in sources {
            for (name, words) in from {
                let each = several && self.form.question(&name).is_some_and(|question| question.each_child);
                let at = if each {
                    format!("{EACH}.{person}.{name}")
                } else {
                    name.clone()
                };
                if each || answers.0.contains_key(&name) {
                    named.insert(at, words);
                }
            }
        }
        for question in self.form.questions().filter(|question| !question.rows.is_empty()) {
            let (name, rows) = (question.field.name, starting_rows(question));
            answers.0.entry(name).or_insert(rows);
        }
        Ok(Filled {
            answers,
            sources: named,
        })
    }

    fn of_one(&self, person: PersonId, seen: Seen) -> Result<(Answers, BTreeMap<String, String>), Error> {
        let view = self.book.view(person, self.now.day());
        let child = self.book.practice().child(view);
        let (mut answers, mut sources) = (Answers::default(), BTreeMap::new());
        for question in self
            .form
            .questions()
            .filter(|question| seen.shows(question.field.class))
        {
            let Some(prefill) = &question.prefill else { continue };
            let name = question.field.name;
            let found = match prefill {
                Prefill::Recorder => self.recorder(question.field),
                Prefill::Followed => self
                    .follows
                    .map(|id| (id.to_string().into(), "The step that this one follows".to_owned())),
                Prefill::History { value, keep, .. } => self.known(&child, prefill, value, keep, question.field)?,
            };
            if let Some((answer, source)) = found {
                answers.0.insert(name.to_owned(), answer);
                sources.insert(name.to_owned(), source);
            }
        }
        Ok((answers, sources))
    }

    fn recorder(&self, field: &Field) -> Option<(Json, String)> {
        let me = match field.shape {
            Shape::Worker => self.actor.worker().to_string(),
            _ => self.actor.name.clone(),
        };
        self.form
            .may_complete(self.actor.role())
            .then(|| (me.into(), "You, who record this".to_owned()))
    }

    fn known(
        &self,
        child: &Child<'_>,
        prefill: &Prefill,
        value: &Expr,
        keep: &[&str],
        field: &Field,
    ) -> Result<Option<(Json, String)>, Error> {
        let at = At {
            child,
            upto: child.view.entries.len(),
            day: self.now.day(),
        };
        let found = prefill.from_history(at);
        if matches!(found, Val::Unknown) {
            return Ok(None);
        }
        let from = practice::board::behind(value, at).and_then(|id| child.view.entry(id));
        let source = from.map_or_else(
            || "Filled in from the record".to_owned(),
            |entry| {
                format!(
                    "From {} of {}",
                    entry.entry.kind().title().to_lowercase(),
                    entry.entry.happened.day.in_words()
                )
            },
        );
        let answer = match (value, from) {
            (Expr::Last(_, _, Some(place)), Some(entry)) => {
                let told = self.service.journal().narratives(&[entry.seq])?;
                let body = body_with(entry, child.view.person, &told);
                let name = body.kind().fields().get(*place).map_or("", |field| field.name);
                to_json(&body).get(name).map(|answer| kept(answer.clone(), keep))
            }
            (Expr::Last(_, _, None), Some(entry)) if matches!(field.shape, Shape::Moment) => {
                Some(entry.entry.happened.to_string().into())
            }
            _ => plain(found),
        };
        Ok(answer.map(|answer| (answer, source)))
    }
}

/// A value as an answer.
fn plain(found: Val<'_>) -> Option<Json> {
    Some(match found {
        Val::Text(text) | Val::Code(text, _) => text.into(),
        Val::Number(number) => number.to_string().into(),
        Val::Day(day) => day.to_string().into(),
        Val::Flag(flag) => if flag { "yes" } else { "no" }.into(),
        Val::Many(items) => (0..items.len())
            .filter_map(|place| match items.at(place) {
                Value::Code(code, _) | Value::Text(code) => Some(Json::from(code)),
                _ => None,
            })
            .collect(),
        Val::Unknown | Val::Known(_) => return None,
    })
}

/// Of rows, only the fields that are taken over.
fn kept(mut answer: Json, keep: &[&str]) -> Json {
    if let Some(rows) = answer.as_array_mut().filter(|_| !keep.is_empty()) {
        for row in rows.iter_mut().filter_map(Json::as_object_mut) {
            row.retain(|name, _| keep.contains(&name.as_str()));
        }
    }
    answer
}

/// The rows that stand there from the start: each answers the first code field of the group.
fn starting_rows(question: &Question) -> Json {
    let first = question
        .inner
        .iter()
        .find(|inner| matches!(inner.field.shape, Shape::Code(_)));
    let first = first.map_or("", |inner| inner.field.name);
    question
        .rows
        .iter()
        .map(|code| Json::Object(std::iter::once((first.to_owned(), Json::from(code.as_str()))).collect()))
        .collect()
}
