//! Reading a value from the text that a format lends: millions are read at a start, and none of them needs a copy of its own.

use serde::de::{Deserializer, Error, Visitor};
use std::fmt::{self, Display};
use std::marker::PhantomData;

/// Reads a value from a text.
///
/// # Errors
/// Where there is no text, or `read` refuses it.
pub(crate) fn read_text<'de, D: Deserializer<'de>, T, E: Display>(
    deserializer: D,
    read: impl FnOnce(&str) -> Result<T, E>,
) -> Result<T, D::Error> {
    deserializer.deserialize_str(Lent(read, PhantomData))
}

struct Lent<F, T, E>(F, PhantomData<fn() -> (T, E)>);

impl<T, E: Display, F: FnOnce(&str) -> Result<T, E>> Visitor<'_> for Lent<F, T, E> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text")
    }

    fn visit_str<R: Error>(self, text: &str) -> Result<T, R> {
        (self.0)(text).map_err(R::custom)
    }
}
