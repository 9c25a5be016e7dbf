//! A form that was saved already and is sent again with other words: what was saved, what is typed now, and the choice between a
//! correction and another entry. Neither is lost, and nothing is saved twice unasked.

use super::conflict::added;
use super::form::{again, discard_quietly, record, save_quietly, set_version, submission};
use super::posted::{Posted, without_blank_rows};
use super::sheet::Around;
use super::shown::entry_card;
use crate::call::{Answer, Answered, Call};
use crate::error::Error;
use crate::govuk::{h2, important, p};
use access::AuditEvent;
use maud::html;
use practice::Form;
use record::{EntryId, PersonId, Problems};
use service::drafts::KEY;
use service::opening::FormOf;
use service::shown::ShownEntry;

/// The page that asks what becomes of the new words: 409, with every answer kept, also as a draft.
pub(super) fn page(call: &Call, form: &Form, of: FormOf<'_>, mut posted: Posted, entry: EntryId) -> Answered {
    let (actor, service) = (call.actor()?, &call.app.service);
    let person = posted.people.first().copied().ok_or(Error::NotFound)?;
    let saved = match service.entry_page(actor, person, entry, AuditEvent::EntryViewed, call.now) {
        Ok(found) => found.versions.into_iter().next(),
        Err(Error::NotFound) => None,
        Err(other) => return Err(other),
    };
    let seen: Vec<(PersonId, u64)> = posted
        .people
        .iter()
        .filter_map(|person| Some((*person, posted.version(*person)?)))
        .collect();
    let mut changes = service.changes(actor, &seen, call.now)?;
    for change in &mut changes {
        set_version(&mut posted.answers, change.person.person, change.version);
        change
            .added
            .retain(|added| saved.as_ref().is_none_or(|saved| saved.id != added.id));
    }
    posted
        .answers
        .set(KEY, EntryId::new(call.now, call.app.machine.chance()).to_string());
    let kept = save_quietly(call, of, &posted);
    let correct = saved
        .as_ref()
        .filter(|saved| saved.kind == form.kind)
        .map(|saved| saved.id.to_string());
    let before = html! {
        @if let Some(saved) = &saved { (as_saved(saved, person)) }
        @if changes.iter().any(|change| !change.added.is_empty()) { (added(&changes)) }
    };
    let notice = important(
        "This form was saved before, with other words. What you have typed since is below and is not in the record yet.",
        None,
    );
    let around = Around {
        before: Some(before),
        notice: Some(notice),
        saved: kept,
        button: Some("Save as another entry"),
        correct: correct.as_deref(),
        status: Some(409),
        ..Around::default()
    };
    again(call, form, of, posted, &Problems::default(), around)
}

fn as_saved(saved: &ShownEntry, person: PersonId) -> maud::Markup {
    html! {
        (h2("What was saved"))
        (entry_card(saved, person))
        (p(html! { "If it is wrong or says too little, save what you have typed as a correction of it. If something else happened, save it as another entry." }))
    }
}

/// Records what was typed as a correction of what the same form saved before; the draft of the form goes with it.
pub(super) fn correct(call: &Call, form: &Form, of: FormOf<'_>, posted: Posted, entry: EntryId) -> Answered {
    let correction = FormOf {
        corrects: Some(entry),
        ..of
    };
    let answer = record(call, form, correction, posted)?;
    if matches!(answer, Answer::Go(_)) {
        discard_quietly(call, of);
    }
    Ok(answer)
}

/// The entry that this very page made before out of other words.
pub(super) fn saved_otherwise(
    call: &Call,
    form: &Form,
    of: FormOf<'_>,
    posted: &Posted,
) -> Result<Option<EntryId>, Error> {
    let mut posted = posted.clone();
    without_blank_rows(&mut posted.answers, form);
    let sent = submission(call, form, of, &posted);
    call.app.service.saved_otherwise(call.actor()?, form.kind, &sent)
}
