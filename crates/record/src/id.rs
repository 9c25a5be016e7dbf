//! Ids of what the record holds. They carry no meaning, are never shown as a person's number, and are made outside: live ones
//! from an instant and chance, derived ones from the key of an imported fact, so that the same row makes the same entry twice.

use crate::day::Instant;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;
use uuid::Uuid;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(Uuid);

        impl $name {
            /// The id of sixteen bytes, as stored.
            pub fn from_bytes(bytes: [u8; 16]) -> Self {
                Self(Uuid::from_bytes(bytes))
            }

            /// The sixteen bytes to store.
            pub fn bytes(self) -> [u8; 16] {
                self.0.into_bytes()
            }

            /// A new id: its first half says when, so that rows written together lie together; its second half is chance
            /// and cannot be guessed (62 bits of `chance` are used).
            pub fn new(at: Instant, chance: u128) -> Self {
                let millis = u64::try_from(at.micros() / 1000).unwrap_or(0);
                let chance = chance.to_be_bytes();
                let mut bytes = [0_u8; 10];
                for (to, from) in bytes.iter_mut().zip(chance) {
                    *to = from;
                }
                Self(uuid::Builder::from_unix_timestamp_millis(millis, &bytes).into_uuid())
            }

            /// An id derived from a digest of the fact's own key.
            pub fn derived(digest: [u8; 16]) -> Self {
                Self(uuid::Builder::from_custom_bytes(digest).into_uuid())
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = String;
            fn from_str(text: &str) -> Result<Self, String> {
                Uuid::parse_str(text.trim()).map(Self).map_err(|_| format!("“{text}” is not an id of this system"))
            }
        }
    )+};
}

ids! {
    /// A person: child, parent, relative, anyone the record names.
    PersonId,
    /// An entry of the journal.
    EntryId,
    /// A worker of the authority or of a partner agency.
    WorkerId,
    /// A team.
    TeamId,
    /// An organisation: agency, school, provider.
    OrganisationId,
}
