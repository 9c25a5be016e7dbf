//! Search: people by name, date of birth or number, and words in what was written; only what the actor may see.

use crate::actor::Actor;
use crate::child::{Head, head};
use crate::error::Error;
use crate::look::Seen;
use crate::start::Service;
use access::{Act, AuditEvent};
use casebook::matching::{self, LIKELY_DUPLICATE, Sought};
use journal::{Hit, Search};
use record::{Instant, Kind, PersonId};

/// Somebody found.
#[derive(Clone, Debug)]
pub struct FoundPerson {
    /// Who it is.
    pub head: Head,
    /// How likely, from 0 to 100.
    pub score: u32,
    /// Why.
    pub reasons: Vec<&'static str>,
    /// May the actor open the record?
    pub may_open: bool,
}

/// People on one page of results.
pub const MOST_FOUND: usize = 50;

impl Service {
    /// Finds people. Each who is shown is on the trail.
    ///
    /// # Errors
    /// [`Error::NotFound`] when the actor may not search; a fault of the journal.
    pub fn find_people(&self, actor: &Actor, sought: &Sought, now: Instant) -> Result<Vec<FoundPerson>, Error> {
        self.list(actor, Act::Search, AuditEvent::SearchRun, None, now, |book, reach| {
            let may_show = |person: PersonId| reach.decide(person, Act::Search, None).is_allowed();
            let found = matching::find(book, sought, now.day(), MOST_FOUND, &may_show);
            let people: Vec<PersonId> = found.iter().map(|found| found.person).collect();
            let shown = found.into_iter().map(|found| {
                let decision = reach.decide(found.person, Act::Search, None);
                FoundPerson {
                    head: head(
                        book,
                        found.person,
                        Seen {
                            classes: decision.classes(),
                        },
                        now.day(),
                    ),
                    score: found.score,
                    reasons: found.reasons,
                    may_open: reach.decide(found.person, Act::ViewSummary, None).is_allowed(),
                }
            });
            (shown.collect(), people)
        })
    }

    /// Those who are likely to be the person whom somebody is about to add.
    ///
    /// # Errors
    /// As [`Service::find_people`].
    pub fn likely_duplicates(&self, actor: &Actor, sought: &Sought, now: Instant) -> Result<Vec<FoundPerson>, Error> {
        let mut found = self.find_people(actor, sought, now)?;
        found.retain(|found| found.score >= LIKELY_DUPLICATE);
        Ok(found)
    }

    /// Finds words in what was written. Only passages of records that the actor may read are looked at.
    ///
    /// # Errors
    /// As [`Service::find_people`].
    pub fn find_words(
        &self,
        actor: &Actor,
        words: &str,
        person: Option<PersonId>,
        now: Instant,
    ) -> Result<(Vec<(Hit, Vec<(PersonId, String)>)>, bool), Error> {
        let mut fault = None;
        let found = self.list(
            actor,
            Act::Search,
            AuditEvent::SearchRun,
            Some("words"),
            now,
            |book, reach| {
                let people = person.map(|person| vec![person]);
                let allowed = |passage: &journal::Passage<'_>, person: PersonId| {
                    let top = passage.field.split('.').next().unwrap_or_default();
                    let class = Kind::of(passage.kind)
                        .and_then(|kind| kind.fields().iter().find(|field| field.name == top))
                        .map(|field| field.class);
                    let decision = reach.decide(person, Act::ViewRecord, None);
                    decision.is_allowed() && class.is_some_and(|class| decision.shows(class))
                };
                let search = Search {
                    words,
                    people: people.as_deref(),
                    limit: MOST_FOUND,
                };
                match self.journal().search(&search, &allowed) {
                    Err(wrong) => {
                        fault = Some(wrong);
                        ((Vec::new(), true), Vec::new())
                    }
                    Ok(found) => {
                        let mut people: Vec<PersonId> =
                            found.hits.iter().flat_map(|hit| hit.people.iter().copied()).collect();
                        people.sort_unstable();
                        people.dedup();
                        let named = |hit: Hit| {
                            let names = hit
                                .people
                                .iter()
                                .map(|person| (*person, book.identity(*person, now.day()).display_name()))
                                .collect();
                            (hit, names)
                        };
                        ((found.hits.into_iter().map(named).collect(), found.complete), people)
                    }
                }
            },
        );
        match fault {
            Some(fault) => Err(fault.into()),
            None => found,
        }
    }
}
