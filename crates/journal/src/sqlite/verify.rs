//! Walking both chains. Rows are hashed as they are stored, column by column, without being understood, so that whatever was
//! done to them shows in one way only: the digest is another.

use super::columns::{int, natural, people, raw, raw_or_none};
use super::open::head;
use super::runs;
use super::verify_rows::{Body, Closed, destroys, digest_of, stored_digest};
use crate::chain::Digest;
use crate::error::Fault;
use crate::verdict::{Break, Chain, Checkpoint, Head, Progress, Verdict, What};
use record::PersonId;
use rusqlite::{Connection, Row, Rows};
use std::collections::BTreeMap;

/// How many rows are read in one transaction. In between, the log can be carried over into the file.
const PIECE: u64 = 10_000;

/// Walks both chains; see [`crate::Journal::verify`].
pub(super) fn verify(
    connection: &Connection,
    earlier: Option<&Checkpoint>,
    progress: &mut dyn FnMut(Progress),
) -> Result<Verdict, Fault> {
    let transaction = connection.unchecked_transaction()?;
    let entries = Walk::new(
        &transaction,
        Chain::Entries,
        earlier.map(|checkpoint| checkpoint.entries),
    )?;
    let views = Walk::new(&transaction, Chain::Views, earlier.map(|checkpoint| checkpoint.views))?;
    transaction.commit()?;
    let of = entries.end.seq.saturating_add(views.end.seq);
    let mut tell = |done| progress(Progress { done, of });
    let mut broken = entries.walk(connection, &mut tell)?;
    if broken.is_none() {
        broken = compare_versions(connection)?;
    }
    if broken.is_none() {
        broken = views.walk(connection, &mut |done| tell(entries.end.seq + done))?;
    }
    if broken.is_none() {
        broken = runs::first_amiss(connection, views.end.seq)?.map(|seq| Break {
            chain: Chain::Views,
            seq,
            what: What::RunAltered,
        });
    }
    Ok(match broken {
        Some(broken) => Verdict::Broken(broken),
        None => Verdict::Whole(Checkpoint {
            entries: entries.end,
            views: views.end,
        }),
    })
}

/// One chain, up to the end that it had when the walk began.
struct Walk {
    chain: Chain,
    end: Head,
    /// The greatest number of a row, which must be that of the end.
    greatest: u64,
    /// Is there a row with a number under 1?
    under: bool,
    /// The least number over the end at which a narrative stands.
    over: Option<i64>,
    earlier: Option<Head>,
}

/// How far a walk has come.
struct Walked {
    /// The last good row.
    good: Head,
    /// Numbers of entries whose bodies are gone, each with the number of the entry that is said to have destroyed it.
    destroyed: Vec<(u64, i64)>,
}

impl Walked {
    /// Takes in the body of a row, if it is good.
    fn close(&mut self, body: Option<Body>, at: Head) -> bool {
        match body.map_or(Closed::Good, Body::close) {
            Closed::Altered => return false,
            Closed::Destroyed { by } => self.destroyed.push((at.seq, by)),
            Closed::Good => {}
        }
        self.good = at;
        true
    }
}

impl Walk {
    fn new(connection: &Connection, chain: Chain, earlier: Option<Head>) -> Result<Walk, Fault> {
        const ENTRIES: &str = "SELECT coalesce(max(seq), 0),
                coalesce(min(seq), 1) < 1 OR (SELECT coalesce(min(seq), 1) < 1 FROM narrative) FROM entry";
        const VIEWS: &str = "SELECT coalesce(max(seq), 0), coalesce(min(seq), 1) < 1 FROM view";
        const TOLD_OVER: &str = "SELECT min(seq) FROM narrative WHERE seq > ?1";
        let end = head(connection, chain)?;
        let (ends, over) = match chain {
            Chain::Entries => (
                ENTRIES,
                connection.query_row(TOLD_OVER, [int(end.seq)], |row| row.get(0))?,
            ),
            Chain::Views => (VIEWS, None),
        };
        let (greatest, under): (i64, bool) = connection.query_row(ends, [], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(Walk {
            chain,
            end,
            greatest: u64::try_from(greatest).unwrap_or(0),
            under,
            over,
            earlier,
        })
    }

    /// The first bad row.
    fn walk(&self, connection: &Connection, tell: &mut dyn FnMut(u64)) -> Result<Option<Break>, Fault> {
        let bad = self.bad_row(connection, tell)?;
        Ok(bad.map(|(seq, what)| Break {
            chain: self.chain,
            seq,
            what,
        }))
    }

    fn bad_row(&self, connection: &Connection, tell: &mut dyn FnMut(u64)) -> Result<Option<(u64, What)>, Fault> {
        if self.under {
            return Ok(Some((0, What::Inserted)));
        }
        let mut walked = Walked {
            good: Head {
                seq: 0,
                digest: Digest::START,
            },
            destroyed: Vec::new(),
        };
        while walked.good.seq < self.end.seq {
            let until = self.end.seq.min(walked.good.seq + PIECE);
            let transaction = connection.unchecked_transaction()?;
            let bad = self.walk_piece(&transaction, &mut walked, until)?;
            if bad.is_some() {
                return Ok(bad);
            }
            transaction.commit()?;
            tell(walked.good.seq);
        }
        let Walked { good, destroyed } = walked;
        // Only now are the entries that destroyed something known to be good.
        for (seq, by) in destroyed {
            if !destroys(connection, by, seq)? {
                return Ok(Some((seq, What::BodyAltered)));
            }
        }
        let after_end = Some((self.end.seq + 1, What::Inserted));
        Ok(match self.earlier {
            _ if good.digest != self.end.digest => Some((self.end.seq, What::HeadAltered)),
            _ if self.greatest > self.end.seq => after_end,
            _ if self.over.is_some() => after_end,
            Some(earlier) if earlier.seq > self.end.seq => Some((self.end.seq + 1, What::Truncated)),
            _ => None,
        })
    }

    /// Walks on from the last good row.
    fn walk_piece(
        &self,
        connection: &Connection,
        walked: &mut Walked,
        until: u64,
    ) -> Result<Option<(u64, What)>, Fault> {
        let mut statement = connection.prepare_cached(self.sql())?;
        let mut rows = statement.query([int(walked.good.seq), int(until)])?;
        let mut body: Option<Body> = None;
        let mut last = walked.good;
        while let Some(row) = rows.next()? {
            let seq = natural(row, 0)?;
            if seq != last.seq {
                if !walked.close(body.take(), last) {
                    return Ok(Some((last.seq, What::BodyAltered)));
                }
                if seq != last.seq + 1 {
                    return Ok(Some((last.seq + 1, What::Missing)));
                }
                let digest = digest_of(self.chain, row, seq, &last.digest)?;
                if stored_digest(row)? != digest.0 {
                    return Ok(Some((seq, self.classify(connection, row, &last)?)));
                }
                if self
                    .earlier
                    .is_some_and(|earlier| earlier.seq == seq && earlier.digest != digest)
                {
                    return Ok(Some((seq, What::Rewritten)));
                }
                last = Head { seq, digest };
                body = (self.chain == Chain::Entries).then(|| Body::open(row)).transpose()?;
            }
            if let Some(body) = &mut body {
                body.add_narrative(row)?;
            }
        }
        if !walked.close(body, last) {
            return Ok(Some((last.seq, What::BodyAltered)));
        }
        Ok((last.seq < until).then_some((last.seq + 1, What::Missing)))
    }

    fn sql(&self) -> &'static str {
        match self.chain {
            Chain::Entries => super::verify_rows::ENTRIES,
            Chain::Views => super::verify_rows::VIEWS,
        }
    }

    /// What happened to a row that does not follow the last good one.
    fn classify(&self, connection: &Connection, row: &Row<'_>, good: &Head) -> Result<What, Fault> {
        const ENTRY_DIGESTS: &str = "SELECT seq, digest FROM entry ORDER BY seq";
        const VIEW_DIGESTS: &str = "SELECT seq, digest FROM view ORDER BY seq";
        let stored = stored_digest(row)?.to_vec();
        let mut statement = connection.prepare_cached(match self.chain {
            Chain::Entries => ENTRY_DIGESTS,
            Chain::Views => VIEW_DIGESTS,
        })?;
        let mut rows = statement.query([])?;
        match place_of(self.chain, row, &stored, &mut rows)? {
            // The rows before are good, so this is a copy of one of them.
            Some(place) if place <= good.seq => return Ok(What::Inserted),
            Some(belongs_at) => return Ok(What::OutOfOrder { belongs_at }),
            None => {}
        }
        let mut statement = connection.prepare_cached(self.sql())?;
        let mut rows = statement.query([int(good.seq + 1), int(good.seq + 2)])?;
        let Some(next) = rows.next()? else {
            return Ok(What::Altered);
        };
        let written_next = stored_digest(next)?;
        // Does this row follow the next one? Then they have changed places.
        let follows = written_next
            .try_into()
            .map(|digest| digest_of(self.chain, row, good.seq + 2, &Digest(digest)));
        if let Ok(follows) = follows
            && follows?.0.as_slice() == stored
        {
            return Ok(What::OutOfOrder {
                belongs_at: good.seq + 2,
            });
        }
        // Does the next row fit here? Then this one pushed it along.
        if digest_of(self.chain, next, good.seq + 1, &good.digest)?.0 == written_next {
            return Ok(What::Inserted);
        }
        Ok(What::Altered)
    }
}

/// The number that a row was written with: the one at which its digest follows from the digest before.
fn place_of(chain: Chain, row: &Row<'_>, stored: &[u8], digests: &mut Rows<'_>) -> Result<Option<u64>, Fault> {
    if digest_of(chain, row, 1, &Digest::START)?.0 == stored {
        return Ok(Some(1));
    }
    while let Some(before) = digests.next()? {
        let Ok(previous) = raw(before, 1)?.try_into().map(Digest) else {
            continue;
        };
        let place = natural(before, 0)? + 1;
        if digest_of(chain, row, place, &previous)?.0 == stored {
            return Ok(Some(place));
        }
    }
    Ok(None)
}

/// Counts the entries about each person again and compares.
fn compare_versions(connection: &Connection) -> Result<Option<Break>, Fault> {
    const ENTRIES: &str = "SELECT e.people, c.people FROM entry AS e LEFT JOIN entry AS c ON c.id = e.corrects";
    const PERSONS: &str = "SELECT id, version FROM person";
    let transaction = connection.unchecked_transaction()?;
    let mut versions: BTreeMap<PersonId, i64> = BTreeMap::new();
    let mut statement = transaction.prepare_cached(ENTRIES)?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let mut named: Vec<PersonId> = people(raw(row, 0)?).collect();
        named.extend(people(raw_or_none(row, 1)?.unwrap_or_default()));
        named.sort_unstable();
        named.dedup();
        for person in named {
            *versions.entry(person).or_default() += 1;
        }
    }
    let mut statement = transaction.prepare_cached(PERSONS)?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let person = PersonId::from_bytes(row.get(0)?);
        *versions.entry(person).or_default() -= row.get::<_, i64>(1)?;
    }
    let Some(person) = versions
        .into_iter()
        .find(|(_, difference)| *difference != 0)
        .map(|(person, _)| person)
    else {
        return Ok(None);
    };
    let seq = head(&transaction, Chain::Entries)?.seq;
    Ok(Some(Break {
        chain: Chain::Entries,
        seq,
        what: What::VersionAltered(person),
    }))
}
