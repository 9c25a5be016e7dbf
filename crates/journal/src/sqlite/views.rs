//! The view trail.

use super::columns::{id, instant, int, natural, text, unfit};
use super::open::head;
use super::runs;
use super::writer::Group;
use crate::chain::{CHAIN_VERSION, Look};
use crate::error::Fault;
use crate::trail::{LARGEST_PAGE, View, ViewQuery, Viewed, ViewsOf};
use crate::verdict::{Chain, Head};
use record::{Class, Instant, PersonId, Role, WorkerId};
use rusqlite::{Connection, Row, params};

/// Finds the last row.
pub(super) const LAST: &str = "SELECT seq, digest FROM view ORDER BY seq DESC LIMIT 1";

/// Adds rows, each chained to the one before.
pub(super) fn put(group: &mut Group<'_>, views: &[View]) -> Result<(), Fault> {
    const PUT: &str =
        "INSERT INTO view (seq, at, actor, acting_for, role, relation, rule, purpose, event, person, record,
            classes, outcome, chain_version, digest)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)";
    let mut statement = group.connection.prepare_cached(PUT)?;
    for view in views {
        let seq = group.views.seq + 1;
        let classes = view
            .classes
            .iter()
            .map(|class| class.code())
            .collect::<Vec<_>>()
            .join(",");
        let actor = view.actor.map(WorkerId::bytes);
        let acting_for = view.acting_for.map(WorkerId::bytes);
        let person = view.person.map(PersonId::bytes);
        let role = view.role.map(Role::code);
        let look = Look {
            version: CHAIN_VERSION,
            seq,
            at: view.at.micros(),
            actor: actor.as_ref().map(<[u8; 16]>::as_slice),
            acting_for: acting_for.as_ref().map(<[u8; 16]>::as_slice),
            role: role.map(str::as_bytes),
            relation: view.relation.as_deref().map(str::as_bytes),
            rule: view.rule.as_bytes(),
            purpose: view.purpose.as_bytes(),
            event: view.event.as_bytes(),
            person: person.as_ref().map(<[u8; 16]>::as_slice),
            record: view.record.as_deref().map(str::as_bytes),
            classes: classes.as_bytes(),
            outcome: view.outcome.as_bytes(),
        };
        let digest = look.digest(&group.views.digest);
        statement.execute(params![
            int(seq),
            view.at.micros(),
            actor,
            acting_for,
            role,
            view.relation,
            view.rule,
            view.purpose,
            view.event,
            person,
            view.record,
            classes,
            view.outcome,
            CHAIN_VERSION,
            digest.0,
        ])?;
        group.views = Head { seq, digest };
    }
    Ok(())
}

/// Rows, newest first: those after the last full run, then run by run.
pub(super) fn list(connection: &Connection, query: &ViewQuery) -> Result<Vec<Viewed>, Fault> {
    const AFTER_RUNS: &str =
        "SELECT seq, at, actor, acting_for, role, relation, rule, purpose, event, person, record, classes,
            outcome
        FROM view WHERE seq >= ?1 AND seq < ?2 AND iif(?3, person, actor) = ?4 AND at >= ?5 ORDER BY seq DESC LIMIT ?6";
    const OF_RUN: &str =
        "SELECT view.seq, at, actor, acting_for, role, relation, rule, purpose, event, person, record, classes,
            outcome
        FROM view_run JOIN view ON view.seq = view_run.seq
        WHERE view_run.run = ?1 AND view_run.who = ?4 AND view_run.seq < ?2 AND iif(?3, person, actor) = ?4 AND at >= ?5
        ORDER BY view_run.seq DESC LIMIT ?6";
    let (of_person, who) = match query.of {
        ViewsOf::Person(person) => (true, person.bytes()),
        ViewsOf::Actor(actor) => (false, actor.bytes()),
    };
    let transaction = connection.unchecked_transaction()?;
    let last = head(&transaction, Chain::Views)?.seq;
    let before = query.before.map_or(last + 1, |before| before.min(last + 1));
    let since = query.since.map_or(i64::MIN, Instant::micros);
    let limit = query.limit.min(LARGEST_PAGE);
    let mut views = Vec::new();
    let mut take = |sql: &str, from: u64| {
        let left = int((limit - views.len()) as u64);
        let mut statement = transaction.prepare_cached(sql)?;
        let mut rows = statement.query(params![int(from), int(before), of_person, who, since, left])?;
        while let Some(row) = rows.next()? {
            views.push(viewed(row)?);
        }
        Ok::<bool, Fault>(views.len() < limit)
    };
    let full = runs::full(last);
    let mut more = take(AFTER_RUNS, runs::first_row(full))?;
    for run in (0..full.min(runs::run_of(before) + 1)).rev() {
        if !more {
            break;
        }
        more = take(OF_RUN, run)?;
    }
    Ok(views)
}

fn viewed(row: &Row<'_>) -> Result<Viewed, Fault> {
    let role: Option<String> = row.get(4)?;
    let view = View {
        at: instant(row, 1)?,
        actor: id(row, 2, WorkerId::from_bytes)?,
        acting_for: id(row, 3, WorkerId::from_bytes)?,
        role: role
            .map(|code| Role::read(&code))
            .transpose()
            .map_err(|_| unfit(row, 4))?,
        relation: row.get(5)?,
        rule: row.get(6)?,
        purpose: row.get(7)?,
        event: row.get(8)?,
        person: id(row, 9, PersonId::from_bytes)?,
        record: row.get(10)?,
        classes: classes(text(row, 11)?).ok_or_else(|| unfit(row, 11))?,
        outcome: row.get(12)?,
    };
    Ok(Viewed {
        seq: natural(row, 0)?,
        view,
    })
}

fn classes(codes: &str) -> Option<Vec<Class>> {
    let class = |code: &str| Class::ALL.iter().copied().find(|class| class.code() == code);
    codes.split(',').filter(|code| !code.is_empty()).map(class).collect()
}
