//! Recording: a form opened with what is known, answers checked, an entry kept, the next steps offered.

use crate::actor::Actor;
use crate::acts::act_of;
use crate::child::{Head, head};
use crate::error::Error;
use crate::look::{Look, Seen, trail};
use crate::people::body_with;
use crate::reach::Reach;
use crate::shown::{self, ShownEntry};
use crate::start::Service;
use access::{Act, AuditEvent};
use casebook::{Casebook, family};
use journal::{Command, DraftKey};
use practice::expression::{At, Val};
use practice::{Form, Practice};
use record::entry::{Source, to_json};
use record::field::Need;
use record::{
    Answers, Day, Entry, EntryId, Instant, Kind, PersonId, Problem, Problems, Proposal, Recorded, Value, View, decide,
};
use std::collections::BTreeMap;

/// A form opened for some people.
#[derive(Clone, Debug)]
pub struct OpenForm {
    /// Whom it is about, with the version of each history that the author sees.
    pub people: Vec<(Head, u64)>,
    /// Brothers and sisters who may be added.
    pub may_add: Vec<Head>,
    /// The answers to begin with: a draft, the entry that is corrected, or what is known.
    pub answers: Answers,
    /// Where each answer that was filled in comes from, by field.
    pub sources: BTreeMap<String, String>,
    /// Steps that it may follow, newest first: id and words.
    pub follows: Vec<(EntryId, String)>,
    /// When a draft was saved, where the answers are one.
    pub draft_saved: Option<Instant>,
}

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

/// What changed in a history since somebody opened a form.
#[derive(Clone, Debug)]
pub struct Change {
    /// Whose history.
    pub person: Head,
    /// The version now.
    pub version: u64,
    /// What was added, newest first.
    pub added: Vec<ShownEntry>,
}

impl Service {
    /// Opens a form about some people with what is known.
    ///
    /// # Errors
    /// [`Error::NotFound`] when there is no such form, or the actor may not record it about one of them; a fault.
    pub fn open_form(
        &self,
        actor: &Actor,
        form: &str,
        people: &[PersonId],
        follows: Option<EntryId>,
        corrects: Option<EntryId>,
        now: Instant,
    ) -> Result<OpenForm, Error> {
        let form = self.practice().form(form).ok_or(Error::NotFound)?;
        if !form.roles.contains(&actor.role()) {
            return Err(Error::NotFound);
        }
        let mut heads = Vec::new();
        let record = form.id.as_str();
        for person in people {
            let look = Look {
                person: *person,
                act: act_of(form.kind),
                event: AuditEvent::FormOpened,
                record: Some(record),
                purpose: None,
            };
            heads.push(self.look(actor, look, now, |book, _, seen| {
                Ok((head(book, *person, seen, now.day()), book.version(*person)))
            })?);
        }
        let draft = self.draft(actor, &key(actor, form, people, follows))?;
        let corrected = corrects
            .and_then(|id| self.recorded(id))
            .filter(|entry| people.iter().all(|person| entry.entry.names(*person)));
        let told = match &corrected {
            Some(entry) => self.journal().narratives(&[entry.seq])?,
            None => Vec::new(),
        };
        let book = self.book();
        let reach = Reach::of(&book, actor, now);
        let first = people.first().copied();
        let (answers, sources) = match (&draft, &corrected, first) {
            (Some(draft), ..) => (Answers::from_json(&draft.answers).unwrap_or_default(), BTreeMap::new()),
            (None, Some(entry), Some(first)) => (answers_of(entry, first, &told, &reach), BTreeMap::new()),
            (None, _, Some(first)) => prefilled(self.practice(), form, &book.view(first, now.day()), now.day()),
            (None, _, None) => (Answers::default(), BTreeMap::new()),
        };
        let may_add = if form.siblings {
            self.may_add(&book, &reach, form.kind, people, now)
        } else {
            Vec::new()
        };
        let follows = first.map_or_else(Vec::new, |first| steps(form, &book.view(first, now.day())));
        Ok(OpenForm {
            people: heads,
            may_add,
            answers,
            sources,
            follows,
            draft_saved: draft.map(|draft| draft.saved_at),
        })
    }

    fn may_add(&self, book: &Casebook, reach: &Reach<'_>, kind: Kind, people: &[PersonId], now: Instant) -> Vec<Head> {
        let Some(first) = people.first() else { return Vec::new() };
        let siblings = family::siblings(book, *first, now.day())
            .into_iter()
            .filter(|sibling| !people.contains(sibling));
        let heads = siblings.filter_map(|sibling| {
            let decision = reach.decide(sibling, act_of(kind), None);
            decision.is_allowed().then(|| {
                head(
                    book,
                    sibling,
                    Seen {
                        classes: decision.classes(),
                    },
                    now.day(),
                )
            })
        });
        heads.collect()
    }

    /// Records what was sent off.
    ///
    /// # Errors
    /// [`Error::NotFound`] when the actor may not; [`Error::Problems`] with all that is wrong; [`Error::Moved`] when a history has
    /// moved on; busy, full disk or a fault, and then nothing was kept.
    pub fn record(&self, actor: &Actor, sent: &Submission, now: Instant) -> Result<Done, Error> {
        let form = self.practice().form(&sent.form).ok_or(Error::NotFound)?;
        if !form.roles.contains(&actor.role()) {
            return Err(Error::NotFound);
        }
        if let Some(done) = self.done_already(actor, form.kind, sent, now) {
            return Ok(done);
        }
        let source = Source::Form {
            form: form.id.as_str().into(),
            version: form.version,
        };
        let kept = self.decide_and_keep(actor, form.kind, Some(form), sent, source, now);
        kept.map_err(|error| match error {
            Error::Problems(problems) => Error::Problems(in_the_forms_words(problems, form)),
            other => other,
        })
    }

    /// What came of the same page when it was sent before: it is done once.
    fn done_already(&self, actor: &Actor, kind: Kind, sent: &Submission, now: Instant) -> Option<Done> {
        let entry = self
            .recorded(sent.id)
            .filter(|entry| entry.entry.by == actor.worker() && entry.entry.kind() == kind)?;
        let person = sent
            .people
            .first()
            .map(|(person, ..)| *person)
            .filter(|person| entry.entry.names(*person))?;
        Some(Done {
            entry: sent.id,
            next: self.next_steps(actor, sent.id, Some(person), now),
        })
    }

    /// Records an entry that a program sent: the same checks, without a form.
    ///
    /// # Errors
    /// As [`Service::record`].
    pub fn record_by_api(&self, actor: &Actor, kind: Kind, sent: &Submission, now: Instant) -> Result<Done, Error> {
        let form = self.practice().form_of(kind).ok_or(Error::NotFound)?;
        if !form.roles.contains(&actor.role()) {
            return Err(Error::NotFound);
        }
        if let Some(done) = self.done_already(actor, kind, sent, now) {
            return Ok(done);
        }
        self.decide_and_keep(actor, kind, None, sent, Source::Api, now)
    }

    fn decide_and_keep(
        &self,
        actor: &Actor,
        kind: Kind,
        form: Option<&Form>,
        sent: &Submission,
        source: Source,
        now: Instant,
    ) -> Result<Done, Error> {
        let people: Vec<PersonId> = sent.people.iter().map(|(person, ..)| *person).collect();
        let proposal = Proposal {
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
        };
        let (entry, views) = {
            let book = self.book();
            let reach = Reach::of(&book, actor, now);
            let record = sent.id.to_string();
            let mut views = Vec::new();
            for person in &people {
                let act = act_of(kind);
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
            let entry = decide(&proposal, &views_of, now.day())?;
            check_links(&book, &entry)?;
            (entry, views)
        };
        let draft = form.map(|form| key(actor, form, &people, sent.follows));
        let command = Command {
            key: sent.key.clone(),
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
        self.keep(command)?;
        Ok(Done {
            entry: entry.id,
            next: self.next_steps(actor, entry.id, people.first().copied(), now),
        })
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
            let form = self
                .practice()
                .form(&step.form)
                .filter(|form| fits && form.roles.contains(&actor.role()));
            next.extend(form.map(|form| (form.id.clone(), form.title.clone(), step.why.clone())));
        }
        next
    }

    /// What was added to the histories of these people since the versions that an author saw.
    ///
    /// # Errors
    /// As [`Service::look`].
    pub fn changes(
        &self,
        actor: &Actor,
        seen_versions: &[(PersonId, u64)],
        now: Instant,
    ) -> Result<Vec<Change>, Error> {
        let mut changes = Vec::new();
        for (person, version) in seen_versions {
            let look = Look {
                person: *person,
                act: Act::ViewRecord,
                event: AuditEvent::TimelineViewed,
                record: Some("changes"),
                purpose: None,
            };
            changes.push(self.look(actor, look, now, |book, _, seen| {
                let history = book.history(*person).ok_or(Error::NotFound)?;
                let since = usize::try_from(*version).unwrap_or(usize::MAX);
                let added: Vec<&Recorded> = history.all().iter().skip(since).rev().map(AsRef::as_ref).collect();
                let added = self.with_narratives(book, *person, &added, seen, now)?;
                Ok(Change {
                    person: head(book, *person, seen, now.day()),
                    version: history.version(),
                    added,
                })
            })?);
        }
        Ok(changes)
    }

    /// An entry's answers as it now stands, for somebody who corrected it at the same time as another: the newest correction, its
    /// shown fields and its answers.
    ///
    /// # Errors
    /// As [`Service::look`].
    pub fn newest_correction(
        &self,
        actor: &Actor,
        person: PersonId,
        of: EntryId,
        now: Instant,
    ) -> Result<Option<(EntryId, ShownEntry, Answers)>, Error> {
        let look = Look {
            person,
            act: Act::ViewRecord,
            event: AuditEvent::EntryViewed,
            record: Some("newest"),
            purpose: None,
        };
        self.look(actor, look, now, |book, reach, seen| {
            let history = book.history(person).ok_or(Error::NotFound)?;
            let mut newest = of;
            for entry in history.all() {
                if entry.entry.corrects == Some(newest) {
                    newest = entry.entry.id;
                }
            }
            let Some(entry) = book.entry(newest).filter(|_| newest != of) else {
                return Ok(None);
            };
            let told = self.journal().narratives(&[entry.seq])?;
            let shown = shown::entry(book, entry, &body_with(entry, person, &told), seen, now.day());
            Ok(Some((newest, shown, answers_of(entry, person, &told, reach))))
        })
    }
}

/// The key of the draft that a form of an actor has.
pub(crate) fn key(actor: &Actor, form: &Form, people: &[PersonId], follows: Option<EntryId>) -> DraftKey {
    let mut people = people.to_vec();
    people.sort_unstable();
    DraftKey {
        worker: actor.worker(),
        form: form.id.clone(),
        people,
        follows,
    }
}

/// The answers that an entry holds for a person, cut down to what the actor may see.
fn answers_of(entry: &Recorded, person: PersonId, told: &[journal::Told], reach: &Reach<'_>) -> Answers {
    let decision = reach.decide(person, Act::ViewRecord, None);
    let body = body_with(entry, person, told);
    let mut answers = match to_json(&body) {
        serde_json::Value::Object(map) => Answers(map),
        _ => Answers::default(),
    };
    for field in body.kind().fields() {
        if !decision.shows(field.class) {
            answers.0.remove(field.name);
        }
    }
    answers.set("_happened", entry.entry.happened.to_string());
    answers
}

/// What is known already, by the form's `prefill`, and where each comes from.
fn prefilled(practice: &Practice, form: &Form, view: &View<'_>, today: Day) -> (Answers, BTreeMap<String, String>) {
    let child = practice.child(view.clone());
    let at = At {
        child: &child,
        upto: child.view.entries.len(),
        day: today,
    };
    let (mut answers, mut sources) = (Answers::default(), BTreeMap::new());
    for question in form.questions() {
        let Some(prefill) = &question.prefill else { continue };
        let text = match prefill.from_history(at) {
            Val::Text(text) | Val::Code(text, _) => text.to_owned(),
            Val::Number(number) => number.to_string(),
            Val::Day(day) => day.to_string(),
            Val::Flag(flag) => if flag { "yes" } else { "no" }.to_owned(),
            Val::Many(items) => {
                let codes = (0..items.len()).filter_map(|place| match items.at(place) {
                    Value::Code(code, _) | Value::Text(code) => Some(serde_json::Value::from(code)),
                    _ => None,
                });
                answers.0.insert(question.field.name.to_owned(), codes.collect());
                continue;
            }
            Val::Unknown | Val::Known(_) => continue,
        };
        answers.set(question.field.name, text);
        let from = match prefill {
            practice::form::Prefill::History { value, .. } => practice::board::cell(value, &child, today)
                .entry
                .and_then(|id| view.entry(id)),
            _ => None,
        };
        let words = from.map_or_else(
            || "Filled in from the record".to_owned(),
            |entry| {
                format!(
                    "From {} of {}",
                    entry.entry.kind().title().to_lowercase(),
                    entry.entry.happened.day.in_words()
                )
            },
        );
        sources.insert(question.field.name.to_owned(), words);
    }
    (answers, sources)
}

/// The steps in a history that a form may follow, newest first.
fn steps(form: &Form, view: &View<'_>) -> Vec<(EntryId, String)> {
    let fits = view
        .entries
        .iter()
        .rev()
        .filter(|entry| form.follows.contains(&entry.entry.kind()));
    fits.take(MAX_STEPS)
        .map(|entry| {
            (
                entry.entry.id,
                format!("{} of {}", entry.entry.kind().title(), entry.entry.happened.in_words()),
            )
        })
        .collect()
}

/// No more steps are offered to follow.
const MAX_STEPS: usize = 20;

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
