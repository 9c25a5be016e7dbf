//! Words that people wrote. The fold of histories never needs them, only whether they are there and how many they are; so a
//! narrative stands in an entry's facts as its number of words, and its text is kept and read apart.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A narrative answer: absent, known to be kept (with its number of words), or here with its text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Narrative {
    /// Nothing was written.
    #[default]
    Absent,
    /// So many words are kept with the entry but have not been read.
    Kept(u32),
    /// The text itself.
    Text(Box<str>),
}

impl Narrative {
    /// A narrative of this text; blank text is absent.
    pub fn of(text: &str) -> Narrative {
        let text = text.trim();
        if text.is_empty() {
            Narrative::Absent
        } else {
            Narrative::Text(text.into())
        }
    }

    /// How many words it has.
    pub fn words(&self) -> u32 {
        match self {
            Narrative::Absent => 0,
            Narrative::Kept(words) => *words,
            Narrative::Text(text) => u32::try_from(text.split_whitespace().count()).unwrap_or(u32::MAX),
        }
    }

    /// The text, where it has been read.
    pub fn text(&self) -> Option<&str> {
        match self {
            Narrative::Text(text) => Some(text),
            Narrative::Absent | Narrative::Kept(_) => None,
        }
    }

    /// Nothing was written.
    pub fn is_absent(&self) -> bool {
        *self == Narrative::Absent
    }
}

impl Serialize for Narrative {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_u32(self.words())
    }
}

impl<'de> Deserialize<'de> for Narrative {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Narrative, D::Error> {
        match u32::deserialize(deserializer)? {
            0 => Ok(Narrative::Absent),
            words => Ok(Narrative::Kept(words)),
        }
    }
}
