//! What ties the holder of an account to a person in private life. Whoever is tied to somebody does not open that record.

use crate::coded;

coded! {
    /// A private tie between the holder of an account and a person.
    pub enum Tie {
        /// The record is their own.
        Own "OWN" "own record",
        /// A child, parent, brother, sister or other relative.
        Relative "RELATIVE" "relative",
        /// Husband, wife, civil or other partner.
        Partner "PARTNER" "partner",
        /// Somebody who was their partner.
        FormerPartner "FORMER_PARTNER" "former partner",
        /// A friend.
        Friend "FRIEND" "friend",
        /// A neighbour.
        Neighbour "NEIGHBOUR" "neighbour",
    }
}

impl Tie {
    /// The tie of a code, in capitals or not.
    ///
    /// # Errors
    /// In plain words, when no tie has the code.
    pub fn read(code: &str) -> Result<Tie, String> {
        let found = Tie::ALL
            .iter()
            .copied()
            .find(|tie| tie.code().eq_ignore_ascii_case(code));
        found.ok_or_else(|| {
            let codes: Vec<&str> = Tie::ALL.iter().map(|tie| tie.code()).collect();
            format!("“{code}” is not a tie; the ties are {}", codes.join(", "))
        })
    }
}
