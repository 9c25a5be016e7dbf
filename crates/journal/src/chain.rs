//! The canonical bytes of rows and how they are chained.
//!
//! A row's digest is SHA-256 over: the version byte of the canonical form, the digest of the row before (32 zero bytes before
//! the first), the row's number, and its fields in the order of the structs below. A whole number stands as eight bytes, the
//! greatest first. Text and bytes stand as their length in eight bytes, then themselves. A field that may be absent stands as the
//! byte 0, or as the byte 1 and the field. Nothing is parsed: the fields are hashed exactly as they are stored.
//!
//! The body of an entry is not hashed into the row itself: the row holds the body's own digest, which is salted. So when a body
//! is destroyed, its salt goes with it; the chain still verifies, and nobody can find out the body by trying.

use sha2::{Digest as _, Sha256};
use std::fmt;
use std::io::{self, Read};
use std::str::FromStr;

/// The version of the canonical form that rows are written in now.
pub const CHAIN_VERSION: u8 = 1;

/// A SHA-256.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Digest(pub [u8; 32]);

impl Digest {
    /// What stands before the first row.
    pub const START: Digest = Digest([0; 32]);

    /// The digest of these bytes.
    pub fn of(bytes: &[u8]) -> Digest {
        Digest(Sha256::digest(bytes).into())
    }

    /// The digest of these texts one after the other, each with its length, so that no two lists have the same.
    pub fn of_parts(parts: &[String]) -> Digest {
        let told = parts.iter().fold(Sha256::new(), |told, part| {
            told.chain_update((part.len() as u64).to_be_bytes()).chain_update(part)
        });
        Digest(told.finalize().into())
    }

    /// The digest of all that can be read.
    ///
    /// # Errors
    /// Those of reading.
    pub fn of_reader(reader: &mut dyn Read) -> io::Result<Digest> {
        let mut hasher = Sha256::new();
        let mut piece = vec![0; 64 * 1024];
        loop {
            let read = reader.read(&mut piece)?;
            if read == 0 {
                return Ok(Digest(hasher.finalize().into()));
            }
            hasher.update(piece.get(..read).unwrap_or_default());
        }
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

impl FromStr for Digest {
    type Err = String;
    fn from_str(text: &str) -> Result<Digest, String> {
        let wrong = || format!("“{text}” is not a digest: 64 hexadecimal digits");
        if text.len() != 64 || !text.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return Err(wrong());
        }
        let mut bytes = [0; 32];
        for (place, byte) in bytes.iter_mut().enumerate() {
            let pair = text.get(place * 2..place * 2 + 2).ok_or_else(wrong)?;
            *byte = u8::from_str_radix(pair, 16).map_err(|_| wrong())?;
        }
        Ok(Digest(bytes))
    }
}

/// An entry without its body, as stored.
pub(crate) struct Envelope<'a> {
    pub version: u8,
    pub seq: u64,
    pub id: &'a [u8],
    pub kind: &'a [u8],
    pub kind_version: i64,
    pub happened: &'a [u8],
    pub recorded: i64,
    pub by: &'a [u8],
    pub role: &'a [u8],
    pub source: &'a [u8],
    pub follows: Option<&'a [u8]>,
    pub corrects: Option<&'a [u8]>,
    pub people: &'a [u8],
    pub destroys: Option<&'a [u8]>,
    pub body: &'a [u8],
}

impl Envelope<'_> {
    pub fn digest(&self, previous: &Digest) -> Digest {
        let mut row = Row::after(self.version, previous);
        row.number(self.seq);
        row.bytes(self.id);
        row.bytes(self.kind);
        row.signed(self.kind_version);
        row.bytes(self.happened);
        row.signed(self.recorded);
        row.bytes(self.by);
        row.bytes(self.role);
        row.bytes(self.source);
        row.maybe(self.follows);
        row.maybe(self.corrects);
        row.bytes(self.people);
        row.maybe(self.destroys);
        row.bytes(self.body);
        row.digest()
    }
}

/// A row of the view trail, as stored.
pub(crate) struct Look<'a> {
    pub version: u8,
    pub seq: u64,
    pub at: i64,
    pub actor: Option<&'a [u8]>,
    pub acting_for: Option<&'a [u8]>,
    pub role: Option<&'a [u8]>,
    pub relation: Option<&'a [u8]>,
    pub rule: &'a [u8],
    pub purpose: &'a [u8],
    pub event: &'a [u8],
    pub person: Option<&'a [u8]>,
    pub record: Option<&'a [u8]>,
    pub classes: &'a [u8],
    pub outcome: &'a [u8],
}

impl Look<'_> {
    pub fn digest(&self, previous: &Digest) -> Digest {
        let mut row = Row::after(self.version, previous);
        row.number(self.seq);
        row.signed(self.at);
        row.maybe(self.actor);
        row.maybe(self.acting_for);
        row.maybe(self.role);
        row.maybe(self.relation);
        row.bytes(self.rule);
        row.bytes(self.purpose);
        row.bytes(self.event);
        row.maybe(self.person);
        row.maybe(self.record);
        row.bytes(self.classes);
        row.bytes(self.outcome);
        row.digest()
    }
}

/// The digest of a body: version, salt, shared facts, the facts of the parts that differ, then each narrative in order.
pub(crate) struct BodyDigest(Row);

impl BodyDigest {
    pub fn new(version: u8, salt: &[u8], facts: &[u8], own: Option<&[u8]>) -> BodyDigest {
        let mut row = Row(Sha256::new_with_prefix([version]));
        row.bytes(salt);
        row.bytes(facts);
        row.maybe(own);
        BodyDigest(row)
    }

    pub fn narrative(&mut self, place: i64, field: &[u8], text: &[u8]) {
        self.0.signed(place);
        self.0.bytes(field);
        self.0.bytes(text);
    }

    pub fn digest(self) -> Digest {
        self.0.digest()
    }
}

struct Row(Sha256);

impl Row {
    fn after(version: u8, previous: &Digest) -> Row {
        let mut hasher = Sha256::new_with_prefix([version]);
        hasher.update(previous.0);
        Row(hasher)
    }

    fn number(&mut self, number: u64) {
        self.0.update(number.to_be_bytes());
    }

    fn signed(&mut self, number: i64) {
        self.0.update(number.to_be_bytes());
    }

    fn bytes(&mut self, bytes: &[u8]) {
        self.number(bytes.len() as u64);
        self.0.update(bytes);
    }

    fn maybe(&mut self, bytes: Option<&[u8]>) {
        self.0.update([u8::from(bytes.is_some())]);
        if let Some(bytes) = bytes {
            self.bytes(bytes);
        }
    }

    fn digest(self) -> Digest {
        Digest(self.0.finalize().into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_digest_reads_as_it_is_written() {
        let digest = Digest::of(b"abc");
        assert_eq!(
            digest.to_string(),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        );
        assert_eq!(digest.to_string().parse(), Ok(digest));
        assert!("ba78".parse::<Digest>().is_err());
        assert!("ü".repeat(32).parse::<Digest>().is_err());
    }

    #[test]
    fn fields_cannot_run_into_one_another() {
        let body = |facts: &[u8], own: Option<&[u8]>| BodyDigest::new(1, b"salt", facts, own).digest();
        assert_ne!(body(b"ab", Some(b"c")), body(b"a", Some(b"bc")));
        assert_ne!(body(b"a", None), body(b"a", Some(b"")));
        let told = |field: &[u8], text: &[u8]| {
            let mut body = BodyDigest::new(1, b"salt", b"{}", None);
            body.narrative(0, field, text);
            body.digest()
        };
        assert_ne!(told(b"a", b"bc"), told(b"ab", b"c"));
    }
}
