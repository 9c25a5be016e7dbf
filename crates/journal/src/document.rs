//! Documents, named by the digest of their content.

use crate::chain::Digest;

/// The largest document, in bytes.
pub const LARGEST_DOCUMENT: usize = 25 * 1024 * 1024;

/// The SHA-256 of a document's content.
pub type DocumentHash = Digest;
