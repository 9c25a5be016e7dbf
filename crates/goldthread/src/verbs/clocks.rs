//! `clocks`: every duty towards every child.

use crate::command::{At, Clocks};
use crate::machine::ThisMachine;
use crate::{Done, Outcome, database, output};
use casebook::duties;
use record::{Day, Instant, Moment};
use serde_json::Value;
use service::Machine;

/// Lists the duties.
pub fn run(options: &Clocks) -> Done {
    let service = database::service(&options.database, false)?;
    let (now, known) = when(&options.at)?;
    let book = service.book();
    let rows = duties::of_all(&book, now, known);
    let text = |text: String| Value::String(text);
    let at = now.instant();
    let rows: Vec<Vec<Value>> = rows
        .iter()
        .map(|row| {
            vec![
                text(row.clock.id.clone()),
                text(row.child.to_string()),
                text(row.duty.started.to_string()),
                text(row.duty.due.to_string()),
                row.duty.met.map_or(Value::Null, |(met, _)| text(met.to_string())),
                text(row.duty.state.code().to_owned()),
                text(row.clock.owner.code().to_owned()),
                practice::duty::days_late(&row.duty, at).map_or(Value::Null, Value::from),
            ]
        })
        .collect();
    output::list(
        options.format,
        &["clock", "child", "started", "due", "met", "state", "owner", "days_late"],
        &rows,
    )?;
    Ok(Outcome::Fine)
}

/// The moment and the instant of knowledge that were asked for.
pub fn when(at: &At) -> Result<(Moment, Option<Instant>), String> {
    let known = at.as_known.as_deref().map(Instant::read).transpose()?;
    let now = match &at.as_at {
        Some(day) => Moment::on(Day::read(day)?),
        None => ThisMachine.moment(),
    };
    Ok((now, known))
}
