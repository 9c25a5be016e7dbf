//! Opening a form: whom it is about, what is known already and from where, what may be chosen.

use crate::actor::Actor;
use crate::acts::act_on;
use crate::child::{Head, head};
use crate::error::Error;
use crate::filling_in::{Filled, Filling};
use crate::look::{Look, Seen, trail};
use crate::network::relatives;
use crate::reach::Reach;
use crate::start::Service;
use crate::two_at_once::answers_of;
use access::{Act, AuditEvent, Decision};
use casebook::{Casebook, family};
use practice::Form;
use practice::expression::At;
use record::entry::Part;
use record::{Answers, EntryId, Instant, PersonId, Problems, Recorded, View};
use std::collections::{BTreeMap, BTreeSet};

/// Which form, and about what: the draft of it is found by the same.
#[derive(Clone, Copy, Debug)]
pub struct FormOf<'a> {
    /// The form's id.
    pub form: &'a str,
    /// Whom it is about, whose record it was opened from first.
    pub people: &'a [PersonId],
    /// The step that it was opened to follow.
    pub follows: Option<EntryId>,
    /// The entry that it corrects.
    pub corrects: Option<EntryId>,
}

/// A form opened for some people.
#[derive(Clone, Debug)]
pub struct OpenForm {
    /// Whom it is about, with the version of each history that the author sees. A correction is about everybody whom the corrected
    /// entry names.
    pub people: Vec<(Head, u64)>,
    /// Brothers and sisters who may be added.
    pub may_add: Vec<Head>,
    /// The answers to begin with: a draft, the entry that is corrected, or what is known. Those of single children stand under
    /// [`record::answers::EACH`].
    pub answers: Answers,
    /// Where each answer that was filled in comes from, by dotted name.
    pub sources: BTreeMap<String, String>,
    /// Steps that it may follow, the usual kind first and of each the newest: id and words.
    pub follows: Vec<(EntryId, String)>,
    /// Fields that are not asked, because of what the histories say.
    pub not_asked: BTreeSet<&'static str>,
    /// What may be chosen where the record knows the choices.
    pub choices: Choices,
    /// May the actor complete it, or only write in it?
    pub may_complete: bool,
    /// When a draft was saved, where the answers are one.
    pub draft_saved: Option<Instant>,
}

/// What may be chosen in a form: id and words of each.
#[derive(Clone, Debug, Default)]
pub struct Choices {
    /// Workers, by name.
    pub workers: Vec<(String, String)>,
    /// Teams, by name.
    pub teams: Vec<(String, String)>,
    /// Organisations, by name.
    pub organisations: Vec<(String, String)>,
    /// The people themselves and those in their network.
    pub people: Vec<(String, String)>,
    /// Earlier steps, newest first.
    pub entries: Vec<(String, String)>,
    /// Open actions.
    pub actions: Vec<(String, String)>,
}

/// A form that may be started.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfferedForm {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
}

/// A form that comes next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NextForm {
    /// Its id.
    pub form: String,
    /// Its title.
    pub title: String,
    /// Why it comes next.
    pub why: String,
    /// The step that it follows, where it follows one of this kind.
    pub follows: Option<EntryId>,
    /// May it be about several children?
    pub siblings: bool,
}

/// No more steps are offered to follow or to choose from.
const MAX_STEPS: usize = 50;

impl Service {
    /// Opens a form about some people with what is known.
    ///
    /// # Errors
    /// [`Error::NotFound`] when there is no such form, or the actor may not record it about one of them; a fault.
    pub fn open_form(&self, actor: &Actor, which: FormOf<'_>, now: Instant) -> Result<OpenForm, Error> {
        let (open, views) = self.form_opened(actor, which, now)?;
        self.journal().record_views(views)?;
        Ok(open)
    }

    /// Opens a form again that was open a moment ago and could not be saved. Where the store cannot keep even the look, the form is
    /// shown all the same: the first opening is on the trail, and what was typed must not be lost.
    ///
    /// # Errors
    /// As [`Service::open_form`].
    pub fn open_form_again(&self, actor: &Actor, which: FormOf<'_>, now: Instant) -> Result<OpenForm, Error> {
        let (open, views) = self.form_opened(actor, which, now)?;
        match self.journal().record_views(views).map_err(Error::from) {
            Ok(()) | Err(Error::StorageFull | Error::Busy) => Ok(open),
            Err(other) => Err(other),
        }
    }

    fn form_opened(
        &self,
        actor: &Actor,
        which: FormOf<'_>,
        now: Instant,
    ) -> Result<(OpenForm, Vec<journal::View>), Error> {
        let form = self.practice().form(which.form).ok_or(Error::NotFound)?;
        if !form.roles.contains(&actor.role()) {
            return Err(Error::NotFound);
        }
        let corrected = which.corrects.and_then(|id| self.recorded(id));
        let corrected = corrected.filter(|entry| {
            entry.entry.kind() == form.kind && which.people.iter().all(|person| entry.entry.names(*person))
        });
        if which.corrects.is_some() && corrected.is_none() {
            return Err(Error::NotFound);
        }
        let people = named(which.people, corrected.as_ref().map_or(&[], |entry| &entry.entry.parts));
        let draft = self.draft(
            actor,
            &FormOf {
                people: &people,
                ..which
            },
        )?;
        let book = self.book();
        let reach = Reach::of(&book, actor, now);
        let decisions: Vec<Decision> = people
            .iter()
            .map(|person| reach.decide(*person, act_on(form, actor.role()), None))
            .collect();
        let row = |event: AuditEvent, outcome: &'static str| {
            let (act, record) = (act_on(form, actor.role()), Some(form.id.as_str()));
            let each = people.iter().zip(&decisions);
            each.map(|(person, decision)| {
                trail(
                    actor,
                    decision,
                    Look {
                        person: *person,
                        act,
                        event,
                        record,
                        purpose: None,
                    },
                    outcome,
                    now,
                )
            })
            .collect::<Vec<_>>()
        };
        let may = people
            .iter()
            .zip(&decisions)
            .all(|(person, decision)| decision.is_allowed() && book.history(*person).is_some());
        if people.is_empty() || !may {
            let denied = row(AuditEvent::Denied, "denied");
            drop(book);
            self.journal().record_views(denied)?;
            return Err(Error::NotFound);
        }
        let mut views: Vec<journal::View> = row(AuditEvent::FormOpened, "shown");
        let seen: Vec<(PersonId, Seen)> = people
            .iter()
            .zip(&decisions)
            .map(|(person, decision)| (*person, seen_by(decision)))
            .collect();
        let filling = Filling {
            service: self,
            book: &book,
            form,
            actor,
            follows: which.follows,
            now,
        };
        let filled = match (&draft, &corrected) {
            (Some(draft), _) => Filled::of_draft(&draft.answers),
            (None, Some(entry)) => self.of_corrected(form, entry, &people, &reach)?,
            (None, None) => filling.fill(&seen)?,
        };
        let open = OpenForm {
            people: seen
                .iter()
                .map(|(person, seen)| (head(&book, *person, *seen, now.day()), book.version(*person)))
                .collect(),
            may_add: if form.siblings && corrected.is_none() {
                may_add(&book, &reach, form, &people, now)
            } else {
                Vec::new()
            },
            answers: filled.answers,
            sources: filled.sources,
            follows: people
                .first()
                .map_or_else(Vec::new, |first| steps(form, &reach, &book.view(*first, now.day()))),
            not_asked: not_asked(&book, form, &people, now),
            choices: self.choices(&book, &reach, &seen, now)?,
            may_complete: form.may_complete(actor.role()),
            draft_saved: draft.map(|draft| draft.saved_at),
        };
        if let Some(decision) = decisions.first() {
            let named = beside(&open).into_iter().filter(|one| !people.contains(one));
            views.extend(named.map(|person| {
                let look = Look {
                    person,
                    act: act_on(form, actor.role()),
                    event: AuditEvent::FormOpened,
                    record: Some(&form.id),
                    purpose: None,
                };
                trail(actor, decision, look, "named beside", now)
            }));
        }
        Ok((open, views))
    }

    fn of_corrected(
        &self,
        form: &Form,
        entry: &Recorded,
        people: &[PersonId],
        reach: &Reach<'_>,
    ) -> Result<Filled, Error> {
        for person in people {
            let (decision, body) = (
                reach.decide(*person, Act::ViewRecord, None),
                entry.entry.body_for(*person),
            );
            if record::field::classes_answered(body)
                .iter()
                .any(|class| !decision.shows(*class))
            {
                let mut problems = Problems::default();
                problems.add("", "withheld", "This entry says more than your role shows, so that a correction of yours would lose it. Ask whoever recorded it to correct it");
                return Err(Error::Problems(problems));
            }
        }
        let told = self.journal().narratives(&[entry.seq])?;
        let own = people
            .iter()
            .map(|person| (*person, answers_of(entry, *person, &told, reach)))
            .collect();
        Ok(Filled {
            answers: spread(form, own),
            sources: BTreeMap::new(),
        })
    }

    fn choices(
        &self,
        book: &Casebook,
        reach: &Reach<'_>,
        seen: &[(PersonId, Seen)],
        now: Instant,
    ) -> Result<Choices, Error> {
        let staff = book.staff();
        let mut people: Vec<(String, String)> = Vec::new();
        let mut entries: Vec<(String, String)> = Vec::new();
        let mut actions: Vec<(String, String)> = Vec::new();
        for (person, seen) in seen {
            let view = book.view(*person, now.day());
            people.push((person.to_string(), book.identity(*person, now.day()).display_name()));
            people.extend(
                relatives(book, reach, *person, now)
                    .into_iter()
                    .map(|one| (one.person.to_string(), format!("{} ({})", one.name, one.is))),
            );
            if reach.decide(*person, Act::ViewSummary, None).is_allowed() {
                entries.extend(
                    view.entries
                        .iter()
                        .rev()
                        .filter(|entry| reach.may_know(entry))
                        .take(MAX_STEPS)
                        .map(|entry| (entry.entry.id.to_string(), step_in_words(entry))),
                );
                let open = self.actions(book, &book.practice().child(view.clone()), *seen)?;
                actions.extend(open.into_iter().map(|action| {
                    (
                        action.standing.action.to_string(),
                        format!("{} ({})", action.what, action.who),
                    )
                }));
            }
        }
        let once = |mut all: Vec<(String, String)>| {
            let mut known = BTreeSet::new();
            all.retain(|(id, _)| known.insert(id.clone()));
            all
        };
        Ok(Choices {
            workers: staff
                .workers()
                .into_iter()
                .map(|(id, worker)| (id.to_string(), worker.name.clone().unwrap_or_default()))
                .collect(),
            teams: staff
                .teams()
                .into_iter()
                .map(|(id, team)| (id.to_string(), team.name.clone().unwrap_or_default()))
                .collect(),
            organisations: staff
                .organisations()
                .into_iter()
                .map(|(id, one)| (id.to_string(), one.name.clone().unwrap_or_default()))
                .collect(),
            people: once(people),
            entries: once(entries),
            actions: once(actions),
        })
    }
}

fn seen_by(decision: &Decision) -> Seen {
    Seen {
        classes: decision.classes(),
    }
}

/// Whom a form is about: those it was opened for, then the others whom a corrected entry names.
fn named(people: &[PersonId], parts: &[Part]) -> Vec<PersonId> {
    let mut named: Vec<PersonId> = Vec::new();
    for person in people.iter().copied().chain(parts.iter().map(|part| part.person)) {
        if !named.contains(&person) {
            named.push(person);
        }
    }
    named
}

/// One tree of answers from those of each person: what is asked of each child, or differs, stands under each of them.
pub(crate) fn spread(form: &Form, own: Vec<(PersonId, Answers)>) -> Answers {
    let mut shared = own.first().map(|(_, answers)| answers.clone()).unwrap_or_default();
    if own.len() < 2 {
        return shared;
    }
    let names: BTreeSet<&String> = own.iter().flat_map(|(_, answers)| answers.0.keys()).collect();
    let mut each = serde_json::Map::new();
    for name in names {
        let asked_each = form.question(name).is_some_and(|question| question.each_child);
        let first = own.first().and_then(|(_, answers)| answers.0.get(name));
        if !asked_each && own.iter().all(|(_, answers)| answers.0.get(name) == first) {
            continue;
        }
        shared.0.remove(name);
        for (person, answers) in &own {
            if let Some(answer) = answers.0.get(name) {
                let mine = each
                    .entry(person.to_string())
                    .or_insert_with(|| serde_json::Map::new().into());
                if let Some(mine) = mine.as_object_mut() {
                    mine.insert(name.clone(), answer.clone());
                }
            }
        }
    }
    if !each.is_empty() {
        shared.0.insert(record::answers::EACH.to_owned(), each.into());
    }
    shared
}

fn may_add(book: &Casebook, reach: &Reach<'_>, form: &Form, people: &[PersonId], now: Instant) -> Vec<Head> {
    let Some(first) = people.first() else { return Vec::new() };
    let siblings = family::siblings(book, *first, now.day(), &|one| !reach.hides(one))
        .into_iter()
        .filter(|sibling| !people.contains(sibling));
    let heads = siblings.filter_map(|sibling| {
        let decision = reach.decide(sibling, act_on(form, reach.role()), None);
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

/// Questions whose condition looks at the history alone, and does not hold for any of the children.
fn not_asked(book: &Casebook, form: &Form, people: &[PersonId], now: Instant) -> BTreeSet<&'static str> {
    let children: Vec<_> = people
        .iter()
        .map(|person| book.practice().child(book.view(*person, now.day())))
        .collect();
    let of_history = form.questions().filter(|question| {
        question
            .show_when
            .as_ref()
            .is_some_and(|when| when.answers_named().is_empty())
    });
    let unasked = of_history.filter(|question| {
        let when = question.show_when.as_ref();
        !children.iter().any(|child| {
            when.is_some_and(|when| {
                At {
                    child,
                    upto: child.view.entries.len(),
                    day: now.day(),
                }
                .holds(when, None)
            })
        })
    });
    unasked.map(|question| question.field.name).collect()
}

/// The steps in a history that a form may follow: the usual kind first, and of each the newest.
fn steps(form: &Form, reach: &Reach<'_>, view: &View<'_>) -> Vec<(EntryId, String)> {
    let rank = |entry: &Recorded| form.follows.iter().position(|kind| *kind == entry.entry.kind());
    let mut fits: Vec<(usize, &Recorded)> = view
        .entries
        .iter()
        .rev()
        .filter(|entry| reach.may_know(entry))
        .filter_map(|entry| Some((rank(entry)?, *entry)))
        .collect();
    fits.sort_by_key(|(rank, _)| *rank);
    fits.into_iter()
        .take(MAX_STEPS)
        .map(|(_, entry)| (entry.entry.id, step_in_words(entry)))
        .collect()
}

fn step_in_words(entry: &Recorded) -> String {
    format!("{} of {}", entry.entry.kind().title(), entry.entry.happened.in_words())
}

/// Everybody whom an open form names besides those it is about: brothers and sisters who may be added, relatives to choose from.
fn beside(open: &OpenForm) -> Vec<PersonId> {
    let may_add = open.may_add.iter().map(|head| head.person);
    let choices = open.choices.people.iter().filter_map(|(id, _)| id.parse().ok());
    let mut people: Vec<PersonId> = may_add.chain(choices).collect();
    people.sort_unstable();
    people.dedup();
    people
}
