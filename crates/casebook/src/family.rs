//! The family network of a person: who is what to them, as the relationships told by entries say.

use crate::book::Casebook;
use record::entries::Body;
use record::{Day, EntryId, Kind, PersonId, View};

/// What somebody is to the person whose network it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Relative {
    /// Who it is.
    pub person: PersonId,
    /// What they are to the person in the middle, as code: `PARENT` is a parent of the person.
    pub is: String,
    /// Has this relative parental responsibility for the person in the middle?
    pub parental_responsibility: bool,
    /// Do they live together?
    pub lives_with: bool,
    /// The entry that says so.
    pub entry: EntryId,
}

/// The relatives of a person on a day, parents first, then brothers and sisters, then others. Brothers and sisters by a shared
/// parent are found although nobody recorded them as such. Only those are told who may be known, and nothing is found through others.
pub fn of(book: &Casebook, person: PersonId, day: Day, may_know: &dyn Fn(PersonId) -> bool) -> Vec<Relative> {
    let mut relatives = told(&book.view(person, day));
    relatives.retain(|relative| may_know(relative.person));
    let parents: Vec<PersonId> = relatives
        .iter()
        .filter(|relative| relative.is == "PARENT")
        .map(|relative| relative.person)
        .collect();
    for parent in &parents {
        for child in told(&book.view(*parent, day))
            .into_iter()
            .filter(|relative| relative.is == "CHILD" && relative.person != person && may_know(relative.person))
        {
            if relatives.iter().any(|known| known.person == child.person) {
                continue;
            }
            let theirs = told(&book.view(child.person, day));
            let shared = theirs
                .iter()
                .filter(|relative| relative.is == "PARENT" && parents.contains(&relative.person))
                .count();
            let is = if shared == 1 && parents.len() > 1 {
                "HALF_SIBLING"
            } else {
                "SIBLING"
            };
            relatives.push(Relative {
                is: is.to_owned(),
                parental_responsibility: false,
                lives_with: false,
                ..child
            });
        }
    }
    relatives.sort_by_key(|relative| (rank(&relative.is), relative.person));
    relatives
}

/// The children of the same family who may share an entry with this one: brothers and sisters of every sort.
pub fn siblings(book: &Casebook, person: PersonId, day: Day, may_know: &dyn Fn(PersonId) -> bool) -> Vec<PersonId> {
    let siblings = of(book, person, day, may_know)
        .into_iter()
        .filter(|relative| relative.is.ends_with("SIBLING"));
    siblings.map(|relative| relative.person).collect()
}

/// The relatives of a person as the entries of their own history tell, each tie as it stands at the day of the view.
pub fn told(view: &View<'_>) -> Vec<Relative> {
    let mut relatives: Vec<Relative> = Vec::new();
    for (entry, body) in view.of(Kind::Relationship) {
        let Body::Relationship(relationship) = body else {
            continue;
        };
        let (Some(of), Some(to), Some(is)) = (relationship.of, relationship.to, &relationship.is) else {
            continue;
        };
        let (other, is) = if to == view.person {
            (of, is.code())
        } else {
            (to, inverse(is.code()))
        };
        relatives.retain(|known| known.person != other || known.is != is);
        if relationship.until.is_some_and(|until| until < view.day) {
            continue;
        }
        relatives.push(Relative {
            person: other,
            is: is.to_owned(),
            parental_responsibility: relationship.parental_responsibility == Some(true) && to == view.person,
            lives_with: relationship.lives_with == Some(true),
            entry: entry.entry.id,
        });
    }
    relatives
}

/// What the one is to the other, seen from the other side.
fn inverse(is: &str) -> &str {
    match is {
        "PARENT" | "STEP_PARENT" | "ADOPTIVE_PARENT" => "CHILD",
        "CHILD" => "PARENT",
        "GRANDPARENT" => "GRANDCHILD",
        "GRANDCHILD" => "GRANDPARENT",
        "AUNT_UNCLE" => "NIECE_NEPHEW",
        "NIECE_NEPHEW" => "AUNT_UNCLE",
        "CARER" | "SPECIAL_GUARDIAN" => "CARED_FOR",
        "CARED_FOR" => "CARER",
        same => same,
    }
}

fn rank(is: &str) -> usize {
    const ORDER: [&str; 8] = [
        "PARENT",
        "ADOPTIVE_PARENT",
        "STEP_PARENT",
        "SIBLING",
        "HALF_SIBLING",
        "STEP_SIBLING",
        "GRANDPARENT",
        "CARER",
    ];
    ORDER.iter().position(|known| *known == is).unwrap_or(ORDER.len())
}
