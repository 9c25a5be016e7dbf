//! The family network of a person: who is what to them, and to each other, as far as the actor may know.

use crate::actor::Actor;
use crate::child::{Head, head};
use crate::error::Error;
use crate::people::whole_record;
use crate::reach::Reach;
use crate::start::Service;
use access::{Act, AuditEvent};
use casebook::{Casebook, family};
use record::{Body, EntryId, Instant, Kind, PersonId};

/// A family network, as shown.
#[derive(Clone, Debug)]
pub struct Network {
    /// The person in the middle.
    pub head: Head,
    /// Their relatives and those who matter to them.
    pub relatives: Vec<ShownRelative>,
    /// Who is what to whom among all of them, each tie once.
    pub ties: Vec<Tie>,
}

/// What one person of a network is to another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tie {
    /// The one: the mother.
    pub of: PersonId,
    /// The other: her child.
    pub to: PersonId,
    /// What the one is to the other, as code: `PARENT`.
    pub is: String,
}

/// Somebody in a family network, as shown.
#[derive(Clone, Debug)]
pub struct ShownRelative {
    /// Who it is.
    pub person: PersonId,
    /// Their name, where the actor may see it.
    pub name: String,
    /// Age in words.
    pub age: String,
    /// Sex as code, for the shape in the picture.
    pub sex: String,
    /// Is their birth expected?
    pub expected: bool,
    /// Have they died?
    pub died: bool,
    /// What they are to the person in the middle, in words.
    pub is: String,
    /// The same as code.
    pub is_code: String,
    /// Has parental responsibility?
    pub parental_responsibility: bool,
    /// Do they live together?
    pub lives_with: bool,
    /// May the actor open their record?
    pub may_open: bool,
    /// The entry that says so: of the person in the middle, or of a parent where brothers and sisters follow from the parents.
    pub entry: EntryId,
}

impl Service {
    /// The family network of a person.
    ///
    /// # Errors
    /// As [`Service::look`].
    pub fn network(&self, actor: &Actor, person: PersonId, event: AuditEvent, now: Instant) -> Result<Network, Error> {
        self.look_beside(actor, whole_record(person, event, None), now, |book, reach, seen| {
            let relatives = relatives(book, reach, person, now);
            let mut people: Vec<PersonId> = relatives.iter().map(|relative| relative.person).collect();
            people.push(person);
            let network = Network {
                head: head(book, person, seen, now.day()),
                ties: ties(book, &people, now),
                relatives,
            };
            Ok((network, people))
        })
    }
}

pub(crate) fn relatives(book: &Casebook, reach: &Reach<'_>, person: PersonId, now: Instant) -> Vec<ShownRelative> {
    let mut shown = Vec::new();
    for relative in family::of(book, person, now.day(), &|one| !reach.hides(one)) {
        let may_open = reach.decide(relative.person, Act::List, None).is_allowed();
        let identity = book.identity(relative.person, now.day());
        let label = record::Code::<record::code_lists::Relationship>::of(&relative.is)
            .label()
            .to_owned();
        shown.push(ShownRelative {
            person: relative.person,
            name: identity.display_name(),
            age: identity.age_in_words(now.day()),
            sex: identity
                .details
                .sex
                .as_ref()
                .map_or_else(String::new, |sex| sex.code().to_owned()),
            expected: identity.is_expected(),
            died: identity.details.death.is_some(),
            is: label,
            is_code: relative.is,
            parental_responsibility: relative.parental_responsibility,
            lives_with: relative.lives_with,
            may_open,
            entry: relative.entry,
        });
    }
    shown
}

/// What these people are to each other today, each pair and sort of tie once, the newest telling of it.
fn ties(book: &Casebook, people: &[PersonId], now: Instant) -> Vec<Tie> {
    let mut ties: Vec<Tie> = Vec::new();
    for person in people {
        let view = book.view(*person, now.day());
        for (_, body) in view.of(Kind::Relationship) {
            let Body::Relationship(told) = body else { continue };
            let (Some(of), Some(to), Some(is)) = (told.of, told.to, &told.is) else {
                continue;
            };
            if !people.contains(&of) || !people.contains(&to) {
                continue;
            }
            let tie = Tie {
                of,
                to,
                is: is.code().to_owned(),
            };
            ties.retain(|known| *known != tie);
            if told.until.is_none_or(|until| until >= now.day()) {
                ties.push(tie);
            }
        }
    }
    ties
}
