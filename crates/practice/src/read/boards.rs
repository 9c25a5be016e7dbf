//! Boards: `boards/<id>.toml`, one each.

use super::{Open, Reader, clocks};
use crate::board::{Board, Column, FlagRule, FlagWhen, Shows};
use crate::clock::Clock;
use crate::expression::{Names, condition, nearest, value};
use serde::Deserialize;
use toml::Spanned;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    title: String,
    about: String,
    population: Spanned<String>,
    column: Vec<WrittenColumn>,
    #[serde(default)]
    flag: Vec<WrittenFlag>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenColumn {
    title: Spanned<String>,
    value: Option<Spanned<String>>,
    clock: Option<Spanned<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenFlag {
    id: Spanned<String>,
    why: String,
    clock: Option<Spanned<String>>,
    when: Option<Spanned<String>>,
    since: Option<Spanned<String>>,
    who: Spanned<String>,
    source: String,
}

pub(super) fn read(reader: &mut Reader<'_>, names: Names<'_>, clocks: &[Clock]) -> Vec<Board> {
    let mut boards: Vec<Board> = Vec::new();
    for file in reader.folder("boards/") {
        let Some(written) = reader.parse::<Written>(file) else {
            continue;
        };
        let population = reader.keep(
            file,
            written.population.span(),
            "population",
            condition(written.population.get_ref(), names, None),
        );
        let columns = written
            .column
            .into_iter()
            .filter_map(|column| self::column(reader, file, column, names, clocks))
            .collect();
        let flags = written
            .flag
            .into_iter()
            .filter_map(|flag| self::flag(reader, file, flag, names, clocks))
            .collect();
        let id = file
            .path
            .rsplit('/')
            .next()
            .unwrap_or(file.path)
            .trim_end_matches(".toml")
            .to_owned();
        let Some(population) = population else { continue };
        boards.retain(|known| known.id != id);
        boards.push(Board {
            id,
            title: written.title,
            about: written.about,
            population,
            columns,
            flags,
        });
    }
    boards
}

fn clock_place(reader: &mut Reader<'_>, file: Open<'_>, id: &Spanned<String>, clocks: &[Clock]) -> Option<usize> {
    let place = clocks.iter().position(|clock| clock.id == *id.get_ref());
    if place.is_none() {
        let close = nearest(id.get_ref(), clocks.iter().map(|clock| clock.id.as_str()));
        reader.mistake(
            file,
            id.span(),
            format!("there is no clock “{}”{close}", id.get_ref()),
            "Name a clock of the practice",
        );
    }
    place
}

fn column(
    reader: &mut Reader<'_>,
    file: Open<'_>,
    written: WrittenColumn,
    names: Names<'_>,
    clocks: &[Clock],
) -> Option<Column> {
    let shows = match (&written.value, &written.clock) {
        (Some(text), None) => Shows::Value(reader.keep(file, text.span(), "value", value(text.get_ref(), names))?),
        (None, Some(id)) => Shows::Clock(clock_place(reader, file, id, clocks)?),
        _ => {
            reader.mistake(
                file,
                written.title.span(),
                "a column shows either a value or a clock",
                "Give value = \"…\" or clock = \"…\"",
            );
            return None;
        }
    };
    Some(Column {
        title: written.title.into_inner(),
        shows,
    })
}

fn flag(
    reader: &mut Reader<'_>,
    file: Open<'_>,
    written: WrittenFlag,
    names: Names<'_>,
    clocks: &[Clock],
) -> Option<FlagRule> {
    let when = match (&written.clock, &written.when, &written.since) {
        (Some(id), None, None) => FlagWhen::Late(clock_place(reader, file, id, clocks)?),
        (None, Some(when), Some(since)) => {
            let when = reader.keep(file, when.span(), "when", condition(when.get_ref(), names, None));
            let since = reader.keep(file, since.span(), "since", value(since.get_ref(), names));
            FlagWhen::Holds(Box::new(when?), Box::new(since?))
        }
        _ => {
            let remedy = "Give clock = \"…\", or both when = \"…\" and since = \"…\"";
            reader.mistake(
                file,
                written.id.span(),
                "a flag is up while a clock is late or while a condition holds since a day",
                remedy,
            );
            return None;
        }
    };
    let who = clocks::owner(reader, file, &written.who)?;
    Some(FlagRule {
        id: written.id.into_inner(),
        why: written.why,
        when,
        who,
        source: written.source,
    })
}
