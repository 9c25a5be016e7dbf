//! Search over narratives.

use record::PersonId;
use std::ops::Range;

/// The most hits of one search.
pub const MOST_HITS: usize = 200;
/// The most matching passages looked at for one search, newest first; beyond that the search says that it is not complete.
pub const MOST_EXAMINED: usize = 20_000;
/// How much of what the user typed is used, in letters.
pub const LONGEST_QUERY: usize = 500;
/// The most words and phrases of a query that are used.
pub const MOST_TERMS: usize = 24;

/// A search.
#[derive(Clone, Copy, Debug)]
pub struct Search<'a> {
    /// What the user typed: words that must all be there, and phrases in quotation marks. Nothing in it is an operator.
    pub words: &'a str,
    /// Only passages about these people, where given: the search then looks at theirs alone, and its work and its
    /// completeness tell nothing of anybody else.
    pub people: Option<&'a [PersonId]>,
    /// How many hits at most; never more than [`MOST_HITS`].
    pub limit: usize,
}

/// A passage that matches, as shown to the access rule: one narrative of one entry.
#[derive(Clone, Copy, Debug)]
pub struct Passage<'a> {
    /// The number of the entry.
    pub seq: u64,
    /// The entry's kind.
    pub kind: &'a str,
    /// The dotted name of the narrative's field, from which its class follows.
    pub field: &'a str,
}

/// May this passage be shown from this person's record? Asked for each person that a matching passage is about.
pub type Allowed<'a> = &'a dyn Fn(&Passage<'_>, PersonId) -> bool;

/// What a search found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// The hits, newest first.
    pub hits: Vec<Hit>,
    /// Was everything looked at? If not, tell the user to narrow the search.
    pub complete: bool,
}

/// A hit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// The number of the entry.
    pub seq: u64,
    /// The entry's kind.
    pub kind: String,
    /// The dotted name of the narrative's field.
    pub field: String,
    /// Those people of the passage for whom it may be shown.
    pub people: Vec<PersonId>,
    /// Some words around the first match.
    pub snippet: String,
    /// Where in the snippet the matches stand, as byte ranges.
    pub marks: Vec<Range<usize>>,
}
