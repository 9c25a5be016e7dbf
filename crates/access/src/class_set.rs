//! A set of field classes, small enough to hand about by value.

use record::Class;
use serde::{Serialize, Serializer};
use std::fmt;

/// A set of field classes (`security.md`, section 2). What an answer allows is always such a set, never "all".
#[derive(Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct ClassSet(u16);

impl ClassSet {
    /// No class: the act is allowed, and shows nothing of the record.
    pub const EMPTY: ClassSet = ClassSet(0);

    /// The set of these classes.
    pub const fn of(classes: &[Class]) -> ClassSet {
        let mut bits = 0;
        let mut rest = classes;
        while let [class, tail @ ..] = rest {
            bits |= bit(*class);
            rest = tail;
        }
        ClassSet(bits)
    }

    /// Is the class in the set?
    pub const fn has(self, class: Class) -> bool {
        self.0 & bit(class) != 0
    }

    /// Is every class of the other set in this one?
    pub const fn covers(self, other: ClassSet) -> bool {
        self.0 & other.0 == other.0
    }

    /// The classes that are in either.
    #[must_use]
    pub const fn or(self, other: ClassSet) -> ClassSet {
        ClassSet(self.0 | other.0)
    }

    /// The classes that are in both.
    #[must_use]
    pub const fn and(self, other: ClassSet) -> ClassSet {
        ClassSet(self.0 & other.0)
    }

    /// Has it no class?
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Its classes in the order of the rules.
    pub fn iter(self) -> impl Iterator<Item = Class> {
        Class::ALL.iter().copied().filter(move |class| self.has(*class))
    }
}

impl fmt::Debug for ClassSet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.iter()).finish()
    }
}

/// As the list of the classes' codes, for the audit row.
impl Serialize for ClassSet {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.iter())
    }
}

/// The class in the words of the screen.
pub fn class_label(class: Class) -> &'static str {
    match class {
        Class::Plain => "plain",
        Class::Health => "health",
        Class::Criminal => "criminal",
        Class::ReferrerIdentity => "referrer identity",
        Class::ProtectedAddress => "protected address and contact",
        Class::PlacementSecret => "placement secret",
        Class::CourtRestricted => "court restricted",
        Class::ThirdParty => "third party",
        Class::SupervisionNote => "supervision note",
        Class::AdoptionLink => "adoption link",
    }
}

const fn bit(class: Class) -> u16 {
    1 << class as u16
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_holds_what_it_was_given_and_nothing_else() {
        let set = ClassSet::of(&[Class::Health, Class::AdoptionLink]);
        assert_eq!(set.iter().collect::<Vec<_>>(), [Class::Health, Class::AdoptionLink]);
        assert!(!set.has(Class::Plain) && set.covers(ClassSet::of(&[Class::Health])));
        assert!(!set.covers(ClassSet::of(&[Class::Plain])) && ClassSet::EMPTY.is_empty());
        assert_eq!(ClassSet::of(Class::ALL).iter().count(), Class::ALL.len());
        assert_eq!(
            set.and(ClassSet::of(&[Class::Health]))
                .or(ClassSet::of(&[Class::Plain])),
            ClassSet::of(&[Class::Plain, Class::Health])
        );
    }
}
