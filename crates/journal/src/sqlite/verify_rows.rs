//! The rows of both chains as they are hashed.

use super::columns::{int, raw, raw_or_none};
use crate::chain::{BodyDigest, Digest, Envelope, Look};
use crate::error::Fault;
use crate::verdict::Chain;
use rusqlite::{Connection, Row};

/// Entries of a range, a row for each narrative, or one where there is none.
pub(super) const ENTRIES: &str =
    "SELECT e.seq, e.digest, e.chain_version, e.id, e.kind, e.version, e.happened, e.recorded,
        e.recorded_by, e.role, e.source, e.follows, e.corrects, e.people, e.destroys, e.body_digest,
        e.salt, e.facts, e.own, e.destroyed_by, n.place, n.field, n.text
    FROM entry AS e LEFT JOIN narrative AS n ON n.seq = e.seq
    WHERE e.seq > ?1 AND e.seq <= ?2 ORDER BY e.seq, n.id";

/// Views of a range.
pub(super) const VIEWS: &str =
    "SELECT seq, digest, chain_version, at, actor, acting_for, role, relation, rule, purpose, event,
        person, record, classes, outcome
    FROM view WHERE seq > ?1 AND seq <= ?2 ORDER BY seq";

/// The digest that a row has if it stands at this number, after a row with this digest.
pub(super) fn digest_of(chain: Chain, row: &Row<'_>, seq: u64, previous: &Digest) -> Result<Digest, Fault> {
    // A version that does not fit a byte was never written: any digest is then another than the stored one.
    let version = u8::try_from(row.get::<_, i64>(2)?).unwrap_or(u8::MAX);
    Ok(match chain {
        Chain::Entries => Envelope {
            version,
            seq,
            id: raw(row, 3)?,
            kind: raw(row, 4)?,
            kind_version: row.get(5)?,
            happened: raw(row, 6)?,
            recorded: row.get(7)?,
            by: raw(row, 8)?,
            role: raw(row, 9)?,
            source: raw(row, 10)?,
            follows: raw_or_none(row, 11)?,
            corrects: raw_or_none(row, 12)?,
            people: raw(row, 13)?,
            destroys: raw_or_none(row, 14)?,
            body: raw(row, 15)?,
        }
        .digest(previous),
        Chain::Views => Look {
            version,
            seq,
            at: row.get(3)?,
            actor: raw_or_none(row, 4)?,
            acting_for: raw_or_none(row, 5)?,
            role: raw_or_none(row, 6)?,
            relation: raw_or_none(row, 7)?,
            rule: raw(row, 8)?,
            purpose: raw(row, 9)?,
            event: raw(row, 10)?,
            person: raw_or_none(row, 11)?,
            record: raw_or_none(row, 12)?,
            classes: raw(row, 13)?,
            outcome: raw(row, 14)?,
        }
        .digest(previous),
    })
}

/// The digest that a row says it has.
pub(super) fn stored_digest<'r>(row: &'r Row<'_>) -> Result<&'r [u8], Fault> {
    raw(row, 1)
}

/// The body of an entry, gathered from its rows.
pub(super) struct Body {
    stored: Vec<u8>,
    /// What the body amounts to; none where it was destroyed.
    digest: Option<BodyDigest>,
    destroyed_by: Option<i64>,
    /// Is anything left of a destroyed body?
    left_over: bool,
}

impl Body {
    pub fn open(row: &Row<'_>) -> Result<Body, Fault> {
        let version = u8::try_from(row.get::<_, i64>(2)?).unwrap_or(u8::MAX);
        let (salt, facts, own) = (raw_or_none(row, 16)?, raw_or_none(row, 17)?, raw_or_none(row, 18)?);
        let digest = facts.map(|facts| BodyDigest::new(version, salt.unwrap_or_default(), facts, own));
        let left_over = salt.is_some() || own.is_some();
        Ok(Body {
            stored: raw(row, 15)?.to_vec(),
            digest,
            destroyed_by: row.get(19)?,
            left_over,
        })
    }

    pub fn add_narrative(&mut self, row: &Row<'_>) -> Result<(), Fault> {
        let Some(field) = raw_or_none(row, 21)? else {
            return Ok(());
        };
        self.left_over = true;
        if let Some(digest) = &mut self.digest {
            digest.narrative(row.get(20)?, field, raw(row, 22)?);
        }
        Ok(())
    }

    /// What it comes to, when all its narratives were added.
    pub fn close(self) -> Closed {
        let Some(digest) = self.digest else {
            return match self.destroyed_by {
                Some(by) if !self.left_over => Closed::Destroyed { by },
                _ => Closed::Altered,
            };
        };
        let good = self.destroyed_by.is_none() && digest.digest().0.as_slice() == self.stored.as_slice();
        if good { Closed::Good } else { Closed::Altered }
    }
}

/// What became of a body.
pub(super) enum Closed {
    /// It is as it was written.
    Good,
    /// It is not.
    Altered,
    /// It is gone, and is said to have been destroyed by the entry with this number.
    Destroyed { by: i64 },
}

/// Does this entry say that it destroyed the body of that one?
pub(super) fn destroys(connection: &Connection, by: i64, seq: u64) -> Result<bool, Fault> {
    const DESTROYER: &str = "SELECT destroys FROM entry WHERE seq = ?1";
    let mut statement = connection.prepare_cached(DESTROYER)?;
    let mut rows = statement.query([by])?;
    let Some(row) = rows.next()? else { return Ok(false) };
    let destroys = raw_or_none(row, 0)?.unwrap_or_default();
    let named = destroys
        .as_chunks()
        .0
        .iter()
        .any(|named| i64::from_be_bytes(*named) == int(seq));
    Ok(named && by > int(seq))
}
