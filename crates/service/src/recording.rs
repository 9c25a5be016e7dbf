//! Recording: answers checked, an entry kept, the next steps offered.

use crate::actor::Actor;
use crate::acts::act_of;
use crate::error::Error;
use crate::look::{Look, trail};
use crate::opening::FormOf;
use crate::reach::Reach;
use crate::start::Service;
use access::AuditEvent;
use casebook::Casebook;
use journal::{Command, Digest, KeptCommand};
use practice::Form;
use practice::expression::{At, Expr};
use record::entry::Source;
use record::field::{Fields, Need};
use record::{
    Answers, Body, Entry, EntryId, Instant, Kind, Moment, PersonId, Problem, Problems, Proposal, Recorded, Value, View,
    decide,
};
use std::sync::Arc;

/// What somebody sends off.
#[derive(Clone, Debug)]
pub struct Submission {
    /// The key of the act: sent twice, it is done once.
    pub key: Vec<u8>,
    /// The id of the entry that comes of it.
    pub id: EntryId,
    /// The form.
    pub form: String,
    /// The people, each with the answers of their own and the version of the history that the author saw.
    pub people: Vec<(PersonId, Answers, u64)>,
    /// When it happened, as typed.
    pub happened: String,
    /// The answers that hold for all.
    pub answers: Answers,
    /// The step it follows.
    pub follows: Option<EntryId>,
    /// The entry it corrects.
    pub corrects: Option<EntryId>,
}

/// What came of a submission.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Done {
    /// The entry.
    pub entry: EntryId,
    /// The next steps: the form's id, its title and why.
    pub next: Vec<(String, String, String)>,
}

/// The act of recording: what, by which form and from where, and the digest of what was sent.
struct Recording<'a> {
    kind: Kind,
    form: Option<&'a Form>,
    source: Source,
    content: Digest,
}

impl Service {
    /// Records what was sent off.
    ///
    /// # Errors
    /// [`Error::NotFound`] when the actor may not; [`Error::Problems`] with all that is wrong; [`Error::Moved`] when a history has
    /// moved on; [`Error::SentBefore`] when the same page was sent with other words; busy, full disk or a fault, and then nothing
    /// was kept.
    pub fn record(&self, actor: &Actor, sent: &Submission, now: Instant) -> Result<Done, Error> {
        let form = self.practice().form(&sent.form).ok_or(Error::NotFound)?;
        if !form.roles.contains(&actor.role()) {
            return Err(Error::NotFound);
        }
        self.catch_up()?;
        if let Some(done) = self.done_already(actor, form.kind, sent, now)? {
            return Ok(done);
        }
        if !form.may_complete(actor.role()) {
            let who: Vec<String> = form.decides.iter().map(|role| role.label().to_lowercase()).collect();
            let mut problems = Problems::default();
            problems.add(
                "",
                "not_allowed",
                format!(
                    "This holds a decision that you cannot take. Ask one of these to record it: {}",
                    who.join(", ")
                ),
            );
            return Err(Error::Problems(problems));
        }
        let asked = {
            let book = self.book();
            asked_only(&book, form, sent, now)
        };
        let recording = Recording {
            kind: form.kind,
            form: Some(form),
            source: Source::Form {
                form: form.id.as_str().into(),
                version: form.version,
            },
            content: content(form.kind, sent),
        };
        let kept = self.decide_and_keep(actor, recording, &asked, now);
        let kept = kept.map_err(|error| match error {
            Error::Problems(problems) => Error::Problems(in_the_forms_words(problems, form)),
            other => other,
        })?;
        self.came_of(actor, form.kind, sent, kept, now)
    }

    /// What came of an act. Where the same page came twice at once and the other was first, that is what came of it.
    fn came_of(
        &self,
        actor: &Actor,
        kind: Kind,
        sent: &Submission,
        kept: journal::Appended,
        now: Instant,
    ) -> Result<Done, Error> {
        if kept.repeated {
            return self.done_already(actor, kind, sent, now)?.ok_or(Error::NotFound);
        }
        let person = sent.people.first().map(|(person, ..)| *person);
        Ok(Done {
            entry: sent.id,
            next: self.next_steps(actor, sent.id, person, now),
        })
    }

    /// What came of the same page when it was sent before: it is done once. Sent with other words it is not the same.
    fn done_already(&self, actor: &Actor, kind: Kind, sent: &Submission, now: Instant) -> Result<Option<Done>, Error> {
        let Some(kept) = self.journal().kept(&sent.key)? else {
            return Ok(None);
        };
        let entry = self.recorded_under(&kept)?;
        // A key that somebody else used tells nothing of what they did.
        let entry = entry
            .filter(|entry| entry.entry.by == actor.worker())
            .ok_or(Error::NotFound)?;
        let person = sent.people.first().map(|(person, ..)| *person);
        let fits = entry.entry.kind() == kind && person.is_some_and(|person| entry.entry.names(person));
        if !fits || kept.differs_from(Some(content(kind, sent))) {
            return Err(Error::SentBefore(entry.entry.id));
        }
        Ok(Some(Done {
            entry: entry.entry.id,
            next: self.next_steps(actor, entry.entry.id, person, now),
        }))
    }

    /// The entry that was made under a key. Another hand may have kept it and not yet taken it into the casebook.
    pub(crate) fn recorded_under(&self, kept: &KeptCommand) -> Result<Option<Arc<Recorded>>, Error> {
        let find = || kept.entry.and_then(|id| self.recorded(id));
        if find().is_none() {
            self.catch_up()?;
        }
        Ok(find())
    }

    /// The entry that was made before under the key of what is sent now, where that says something else.
    ///
    /// # Errors
    /// A fault of the journal.
    pub fn saved_otherwise(&self, actor: &Actor, kind: Kind, sent: &Submission) -> Result<Option<EntryId>, Error> {
        let kept = self.journal().kept(&sent.key)?;
        let kept = kept.filter(|kept| kept.differs_from(Some(content(kind, sent))));
        let entry = kept.map(|kept| self.recorded_under(&kept)).transpose()?.flatten();
        let mine = entry.filter(|entry| entry.entry.by == actor.worker());
        Ok(mine.map(|entry| entry.entry.id))
    }

    /// Records an entry that a program sent: the same checks, without a form.
    ///
    /// # Errors
    /// As [`Service::record`].
    pub fn record_by_api(&self, actor: &Actor, kind: Kind, sent: &Submission, now: Instant) -> Result<Done, Error> {
        let form = self.practice().form_of(kind).ok_or(Error::NotFound)?;
        if !form.may_complete(actor.role()) {
            return Err(Error::NotFound);
        }
        self.catch_up()?;
        if let Some(done) = self.done_already(actor, kind, sent, now)? {
            return Ok(done);
        }
        let recording = Recording {
            kind,
            form: None,
            source: Source::Api,
            content: content(kind, sent),
        };
        let kept = self.decide_and_keep(actor, recording, sent, now)?;
        self.came_of(actor, kind, sent, kept, now)
    }

    fn decide_and_keep(
        &self,
        actor: &Actor,
        recording: Recording<'_>,
        sent: &Submission,
        now: Instant,
    ) -> Result<journal::Appended, Error> {
        let Recording {
            kind,
            form,
            source,
            content,
        } = recording;
        let people: Vec<PersonId> = sent.people.iter().map(|(person, ..)| *person).collect();
        let proposal = proposal(actor, kind, sent, source, now);
        let (entry, views) = {
            let book = self.book();
            let reach = Reach::of(&book, actor, now);
            let record = sent.id.to_string();
            let mut views = Vec::new();
            for person in &people {
                let act = act_of(kind, actor.role());
                let decision = reach.decide(*person, act, None);
                let look = Look {
                    person: *person,
                    act,
                    event: AuditEvent::EntryRecorded,
                    record: Some(&record),
                    purpose: None,
                };
                if !decision.is_allowed() || (book.history(*person).is_none() && kind != Kind::Person) {
                    drop(book);
                    self.journal().record_views(vec![trail(
                        actor,
                        &decision,
                        Look {
                            event: AuditEvent::Denied,
                            ..look
                        },
                        "denied",
                        now,
                    )])?;
                    return Err(Error::NotFound);
                }
                views.push(trail(actor, &decision, look, "recorded", now));
            }
            let views_of: Vec<View<'_>> = people.iter().map(|person| book.view(*person, now.day())).collect();
            let entry = decide(&proposal, &views_of, now.day())
                .map_err(|wrong| with_the_rest(wrong, &proposal, &views_of, now))?;
            check_links(&book, &entry)?;
            (entry, views)
        };
        let draft = match form {
            Some(form) => {
                let which = FormOf {
                    form: &form.id,
                    people: &people,
                    follows: sent.follows,
                    corrects: sent.corrects,
                };
                Some(self.draft_key(actor, which)?)
            }
            None => None,
        };
        let command = Command {
            key: sent.key.clone(),
            content: Some(content),
            actor: actor.worker(),
            entries: vec![entry.write()],
            expected: sent
                .people
                .iter()
                .map(|(person, _, version)| (*person, *version))
                .collect(),
            destroys: Vec::new(),
            views,
            drop_draft: draft,
        };
        self.keep(command)
    }

    /// The next steps that follow an entry, for those who may take them.
    pub fn next_steps(
        &self,
        actor: &Actor,
        entry: EntryId,
        person: Option<PersonId>,
        now: Instant,
    ) -> Vec<(String, String, String)> {
        let book = self.book();
        let (Some(entry), Some(person)) = (book.entry(entry), person) else {
            return Vec::new();
        };
        let child = self.practice().child(book.view(person, now.day()));
        let at = At {
            child: &child,
            upto: child.view.entries.len(),
            day: now.day(),
        };
        let mut next = Vec::new();
        for step in &self.practice().next_steps {
            let fits = at.matches(&step.after, entry) && step.when.as_ref().is_none_or(|when| at.holds(when, None));
            let form = self.practice().form(&step.form).filter(|form| {
                fits && form.roles.contains(&actor.role())
                    && Reach::of(&book, actor, now)
                        .decide(person, act_of(form.kind, actor.role()), None)
                        .is_allowed()
            });
            next.extend(form.map(|form| (form.id.clone(), form.title.clone(), step.why.clone())));
        }
        next
    }
}

/// The digest of what somebody sent, without the versions that they saw.
fn content(kind: Kind, sent: &Submission) -> Digest {
    let link = |id: Option<EntryId>| id.map_or_else(String::new, |id| id.to_string());
    let mut parts = vec![
        kind.code().to_owned(),
        sent.happened.clone(),
        sent.answers.to_json(),
        link(sent.follows),
        link(sent.corrects),
    ];
    for (person, own, _) in &sent.people {
        parts.extend([person.to_string(), own.to_json()]);
    }
    Digest::of_parts(&parts)
}

fn proposal(actor: &Actor, kind: Kind, sent: &Submission, source: Source, now: Instant) -> Proposal {
    Proposal {
        id: sent.id,
        kind,
        people: sent
            .people
            .iter()
            .map(|(person, own, _)| (*person, own.clone()))
            .collect(),
        happened: sent.happened.clone(),
        answers: sent.answers.clone(),
        recorded: now,
        by: actor.worker(),
        role: actor.role(),
        source,
        follows: sent.follows,
        corrects: sent.corrects,
    }
}

/// The submission without answers to what is not asked: a condition of the form does not hold, for the child or for any of them.
fn asked_only(book: &Casebook, form: &Form, sent: &Submission, now: Instant) -> Submission {
    let mut asked = sent.clone();
    let day = Moment::read(&sent.happened).map_or_else(|_| now.day(), |moment| moment.day);
    let children: Vec<_> = sent
        .people
        .iter()
        .map(|(person, ..)| book.practice().child(book.view(*person, now.day())))
        .collect();
    let mut unread = Problems::default();
    let bodies: Vec<Body> = sent
        .people
        .iter()
        .map(|(_, own, _)| form.kind.read_answers(&laid_over(&sent.answers, own), &mut unread))
        .collect();
    for question in form.questions() {
        let name = question.field.name;
        let holds = |place: usize, when: &Expr, group: Option<&dyn Fields>| {
            let (Some(child), Some(body)) = (children.get(place), bodies.get(place)) else {
                return true;
            };
            At {
                child,
                upto: child.view.entries.len(),
                day,
            }
            .holds(when, Some(group.unwrap_or(body)))
        };
        if let Some(when) = &question.show_when {
            let each: Vec<bool> = (0..bodies.len()).map(|place| holds(place, when, None)).collect();
            if !each.contains(&true) {
                asked.answers.0.remove(name);
            }
            let any = !question.each_child && each.contains(&true);
            for ((_, own, _), holds) in asked.people.iter_mut().zip(&each) {
                if !holds && !any {
                    own.0.remove(name);
                }
            }
        }
        for inner in question.inner.iter().filter(|inner| inner.show_when.is_some()) {
            let Some(when) = &inner.show_when else { continue };
            let unasked = |place: usize, row: usize| match bodies.get(place).map(|body| body.named(name)) {
                Some(Value::Many(items)) => {
                    matches!(items.at(row), Value::Group(group) if !holds(place, when, Some(group)))
                }
                _ => false,
            };
            clear_rows(asked.answers.0.get_mut(name), inner.field.name, &|row| unasked(0, row));
            for (place, (_, own, _)) in asked.people.iter_mut().enumerate() {
                clear_rows(own.0.get_mut(name), inner.field.name, &|row| unasked(place, row));
            }
        }
    }
    asked
}

fn clear_rows(rows: Option<&mut serde_json::Value>, field: &str, unasked: &dyn Fn(usize) -> bool) {
    let Some(rows) = rows.and_then(serde_json::Value::as_array_mut) else {
        return;
    };
    for (place, row) in rows.iter_mut().enumerate() {
        if unasked(place)
            && let Some(row) = row.as_object_mut()
        {
            row.remove(field);
        }
    }
}

/// The shared answers with a person's own laid over them.
fn laid_over(shared: &Answers, own: &Answers) -> Answers {
    let mut answers = shared.clone();
    answers
        .0
        .extend(own.0.iter().map(|(name, answer)| (name.clone(), answer.clone())));
    answers
}

/// Where the date cannot be read, what is missing besides is found as if it had happened today: all that is wrong is told at once.
fn with_the_rest(mut wrong: Problems, proposal: &Proposal, views: &[View<'_>], now: Instant) -> Problems {
    if wrong.0.iter().any(|problem| problem.field == "happened") {
        let today = Proposal {
            happened: now.day().to_string(),
            ..proposal.clone()
        };
        if let Err(rest) = decide(&today, views, now.day()) {
            wrong
                .0
                .extend(rest.0.into_iter().filter(|problem| problem.code == "missing"));
        }
    }
    wrong
}

/// An entry follows or corrects an entry of the same people only; a correction has the kind of what it corrects.
fn check_links(book: &Casebook, entry: &Entry) -> Result<(), Error> {
    let mut problems = Problems::default();
    let shares = |id: EntryId| {
        book.entry(id)
            .is_some_and(|other| other.entry.parts.iter().any(|part| entry.names(part.person)))
    };
    if entry.follows.is_some_and(|id| !shares(id)) {
        problems.add("follows", "unknown", "Choose a step from this child’s record");
    }
    if let Some(corrected) = entry.corrects {
        let kind = book.entry(corrected).map(|other| other.entry.kind());
        if !shares(corrected) || (entry.kind() != Kind::Retraction && kind != Some(entry.kind())) {
            problems.add(
                "corrects",
                "unknown",
                "Only an entry of the same kind in this child’s record can be corrected",
            );
        }
    }
    problems.into_result().map_err(Error::Problems)
}

/// The problems in the words of the form: what is missing is asked for as the form asks for it.
fn in_the_forms_words(problems: Problems, form: &Form) -> Problems {
    let better = |problem: Problem| {
        if problem.code != "missing" {
            return problem;
        }
        let field = problem
            .field
            .strip_prefix("people.")
            .and_then(|rest| rest.split_once('.'))
            .map_or(problem.field.as_str(), |(_, field)| field);
        let mut parts = field.split('.').filter(|part| part.parse::<usize>().is_err());
        let question = parts.next().and_then(|name| form.question(name));
        let asked = match (question, parts.next()) {
            (Some(question), Some(inner)) => question.inner.iter().find(|asked| asked.field.name == inner),
            (question, _) => question,
        };
        match asked {
            Some(asked) if !asked.missing.is_empty() && asked.field.need == Need::Must => Problem {
                words: asked.missing.clone(),
                ..problem
            },
            _ => problem,
        }
    };
    Problems(problems.0.into_iter().map(better).collect())
}
