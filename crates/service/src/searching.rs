//! Search: people by name, date of birth or number, and words in what was written; only what the actor may see.

use crate::actor::Actor;
use crate::child::{Head, head};
use crate::error::Error;
use crate::look::Seen;
use crate::reach::{Reach, tells_of_another};
use crate::start::Service;
use access::{Act, AuditEvent};
use casebook::Casebook;
use casebook::matching::{self, LIKELY_DUPLICATE, Sought};
use journal::{Hit, Search};
use record::field::classes_at;
use record::{EntryId, Instant, Kind, Moment, PersonId, Recorded};
use std::ops::Range;

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

/// What a search for words found.
#[derive(Clone, Debug, Default)]
pub struct FoundWords {
    /// The passages, newest first.
    pub passages: Vec<FoundPassage>,
    /// Was everything looked at? If not, the search must be narrowed.
    pub complete: bool,
}

/// A passage in which sought words stand.
#[derive(Clone, Debug)]
pub struct FoundPassage {
    /// The entry.
    pub entry: EntryId,
    /// What it is called.
    pub title: &'static str,
    /// When it happened.
    pub on: Moment,
    /// Those whom it is about and whose record the actor may read.
    pub people: Vec<(PersonId, String)>,
    /// The words around, piece by piece, each with whether it is a word that was sought.
    pub pieces: Vec<(String, bool)>,
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

    /// May the actor search at all? Opening the page is on the trail.
    ///
    /// # Errors
    /// [`Error::NotFound`] when not; a fault of the journal.
    pub fn open_search(&self, actor: &Actor, now: Instant) -> Result<(), Error> {
        self.list(
            actor,
            Act::Search,
            AuditEvent::SearchRun,
            Some("nothing asked"),
            now,
            |_, _| ((), Vec::new()),
        )
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
    ) -> Result<FoundWords, Error> {
        let mut fault = None;
        let found = self.list_by(
            actor,
            Act::Search,
            AuditEvent::SearchRun,
            Some("words"),
            now,
            |book, reach| {
                let people = person.map(|person| vec![person]);
                let allowed = |passage: &journal::Passage<'_>, person: PersonId| may_read(book, reach, passage, person);
                let search = Search {
                    words,
                    people: people.as_deref(),
                    limit: MOST_FOUND,
                };
                match self.journal().search(&search, &allowed) {
                    Err(wrong) => {
                        fault = Some(wrong);
                        (FoundWords::default(), Vec::new())
                    }
                    Ok(found) => {
                        let mut people: Vec<PersonId> =
                            found.hits.iter().flat_map(|hit| hit.people.iter().copied()).collect();
                        people.sort_unstable();
                        people.dedup();
                        let words = FoundWords {
                            passages: found
                                .hits
                                .into_iter()
                                .filter_map(|hit| passage(book, hit, now))
                                .collect(),
                            complete: found.complete,
                        };
                        (
                            words,
                            people.into_iter().map(|person| (person, Act::ViewRecord)).collect(),
                        )
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

fn may_read(book: &Casebook, reach: &Reach<'_>, passage: &journal::Passage<'_>, person: PersonId) -> bool {
    let Some(kind) = Kind::of(passage.kind) else {
        return false;
    };
    let classes = classes_at(kind.fields(), passage.field);
    let decision = reach.decide(person, Act::ViewRecord, None);
    decision.is_allowed()
        && classes.is_some_and(|classes| classes.into_iter().all(|class| decision.shows(class)))
        && (!tells_of_another(kind) || entry_at(book, person, passage.seq).is_some_and(|entry| reach.may_know(entry)))
}

/// The entry of a person's history with this number.
fn entry_at(book: &Casebook, person: PersonId, seq: u64) -> Option<&Recorded> {
    let entries = book.history(person)?.all();
    entries.iter().find(|entry| entry.seq == seq).map(AsRef::as_ref)
}

/// A hit in words; none where it is about nobody whose history holds the entry.
fn passage(book: &Casebook, hit: Hit, now: Instant) -> Option<FoundPassage> {
    let first = *hit.people.first()?;
    let entry = entry_at(book, first, hit.seq)?;
    Some(FoundPassage {
        entry: entry.entry.id,
        title: entry.entry.kind().title(),
        on: entry.entry.happened,
        people: hit
            .people
            .iter()
            .map(|person| (*person, book.identity(*person, now.day()).display_name()))
            .collect(),
        pieces: pieces(&hit.snippet, &hit.marks),
    })
}

/// The snippet cut where marks begin and end, each piece with whether it is marked.
fn pieces(snippet: &str, marks: &[Range<usize>]) -> Vec<(String, bool)> {
    let mut pieces = Vec::new();
    let mut at = 0;
    let mut put = |range: Range<usize>, marked: bool| {
        if let Some(text) = snippet.get(range).filter(|text| !text.is_empty()) {
            pieces.push((text.to_owned(), marked));
        }
    };
    for mark in marks {
        put(at..mark.start.max(at), false);
        put(mark.start.max(at)..mark.end.max(at), true);
        at = mark.end.max(at);
    }
    put(at..snippet.len(), false);
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_snippet_is_cut_where_its_marks_are() {
        let cut = |marks: &[Range<usize>]| {
            let pieces = pieces("Nan said no", marks);
            pieces
                .iter()
                .map(|(text, marked)| if *marked { format!("[{text}]") } else { text.clone() })
                .collect::<String>()
        };
        assert_eq!(cut(&[0..3, 9..11]), "[Nan] said [no]");
        assert_eq!(cut(&[]), "Nan said no");
    }
}
