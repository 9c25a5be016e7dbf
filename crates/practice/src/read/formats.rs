//! What files can tell: `formats.toml`, a `[[format]]` each.

use super::Reader;
use crate::clock::Clock;
use crate::expression::nearest;
use record::Kind;
use serde::Deserialize;
use toml::Spanned;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    format: Vec<Written>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    id: String,
    tells: Vec<Spanned<String>>,
}

/// Notes at each clock the formats that can tell nothing of what meets it.
pub(super) fn read(reader: &mut Reader<'_>, clocks: &mut [Clock]) {
    for file in reader.folder("formats.toml") {
        let Some(parsed) = reader.parse::<File>(file) else {
            continue;
        };
        for format in parsed.format {
            let mut tells = Vec::new();
            for name in &format.tells {
                let kind = Kind::of(name.get_ref());
                if kind.is_none() {
                    let close = nearest(name.get_ref(), Kind::ALL.iter().map(|kind| kind.code()));
                    let wrong = format!("there is no kind of entry “{}”{close}", name.get_ref());
                    reader.mistake(file, name.span(), wrong, "Name a kind of the record");
                }
                tells.extend(kind);
            }
            for clock in clocks.iter_mut() {
                let met = clock.met.iter().flat_map(|met| &met.0);
                if met.clone().count() > 0 && !met.clone().any(|one| tells.contains(&one.kind)) {
                    clock.not_told_by.push(format.id.clone());
                }
            }
        }
    }
}
