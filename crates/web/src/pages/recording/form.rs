//! A form of the record: opened with what is known or as its draft, sent, shown again with what is wrong, recorded once.

use super::conflict;
use super::posted::{
    FOLLOWS, HAPPENED, Posted, Pressed, TAKE, VERSION, arrange, form_of, next_turn, people_of, people_of_draft,
    without_blank_rows,
};
use super::sent_before;
use super::sheet::{Around, Sheet, address, usual_step};
use crate::call::{Answer, Answered, Call};
use crate::error::Error;
use crate::govuk::important;
use crate::links;
use practice::Form;
use record::answers::EACH;
use record::field::Shape;
use record::{Answers, EntryId, PersonId, Problems};
use serde_json::Value as Json;
use service::drafts::{KEY, Saved, TURN};
use service::opening::{FormOf, OpenForm};
use service::recording::Submission;

/// Opens the form: its draft where there is one, else what is known.
///
/// # Errors
/// As [`service::Service::open_form`].
pub fn get(call: &Call) -> Answered {
    let (actor, person) = (call.actor()?, call.person()?);
    let people = people_of(call, person);
    let of = form_of(call, &people);
    let form = form(call, of)?;
    if let Some(corrected) = of.corrects
        && let Some(newest) = call
            .app
            .service
            .newest_correction(actor, form, &people, corrected, call.now)?
    {
        return Ok(Answer::Go(address(
            FormOf {
                corrects: Some(newest.entry),
                ..of
            },
            "",
        )));
    }
    let mut open = call.app.service.open_form(actor, of, call.now)?;
    let saved_at = open.draft_saved;
    let mut answers = std::mem::take(&mut open.answers);
    let of_draft = people_of_draft(&answers, person);
    if saved_at.is_some() && !of_draft.is_empty() && of.corrects.is_none() && of_draft != people {
        open = call.app.service.open_form(
            actor,
            FormOf {
                people: &of_draft,
                ..of
            },
            call.now,
        )?;
    }
    let shown: Vec<PersonId> = open.people.iter().map(|(head, _)| head.person).collect();
    answers.set(KEY, EntryId::new(call.now, call.app.machine.chance()).to_string());
    answers.set(TURN, "0");
    if !answers.0.contains_key(HAPPENED) {
        answers.set(HAPPENED, call.now.day().to_string());
        open.sources.insert(
            HAPPENED.to_owned(),
            "Today. Change it if it was on another day".to_owned(),
        );
    }
    if let Some(step) = usual_step(of, &open).filter(|_| !answers.0.contains_key(FOLLOWS)) {
        answers.set(FOLLOWS, step.to_string());
    }
    arrange(&mut answers, form, &shown);
    open.answers = answers.clone();
    let sheet = Sheet::new(call, form, of, &open, &answers, &Problems::default());
    let saved = saved_at.map(|at| format!("Draft saved on {}", at.in_words()));
    let notice = saved.as_ref().map(|saved| {
        important(
            "This is what you wrote before. It is not in the record yet.",
            Some(crate::govuk::p(maud::html! { (saved) })),
        )
    });
    sheet.page(Around {
        notice,
        saved: saved.unwrap_or_default(),
        is_draft: saved_at.is_some(),
        ..Around::default()
    })
}

/// Takes what was sent: records it, or shows it again with what was pressed done to it.
///
/// # Errors
/// As [`service::Service::record`]; what is wrong with the answers is shown on the form.
pub fn post(call: &Call) -> Answered {
    let person = call.person()?;
    let people = people_of(call, person);
    let of = form_of(call, &people);
    let form = form(call, of)?;
    let mut posted = Posted::read(call, person, people.get(1..).unwrap_or_default());
    let merged = take_theirs(&mut posted.answers);
    posted.arrange(form);
    match posted.pressed.clone() {
        Pressed::Record if merged || people_have_versions(&posted) => return record(call, form, of, posted),
        Pressed::Correct(entry) => return sent_before::correct(call, form, of, posted, entry),
        Pressed::Record | Pressed::Children | Pressed::Keep | Pressed::Edit => {}
        Pressed::Add(name) => add_row(&mut posted.answers, &name),
        Pressed::Remove(name) => remove_row(&mut posted.answers, &name),
        Pressed::Same(name) => same_for_all(&mut posted, &name),
    }
    if let Some(entry) = sent_before::saved_otherwise(call, form, of, &posted)? {
        return sent_before::page(call, form, of, posted, entry);
    }
    let saved = save_quietly(call, of, &posted);
    again(
        call,
        form,
        of,
        posted,
        &Problems::default(),
        Around {
            saved,
            ..Around::default()
        },
    )
}

/// Saves the draft, for the page that is still open.
///
/// # Errors
/// As [`service::Service::save_draft`].
pub fn draft(call: &Call) -> Answered {
    let person = call.person()?;
    let people = people_of(call, person);
    let of = form_of(call, &people);
    let mut posted = Posted::read(call, person, people.get(1..).unwrap_or_default());
    match call
        .app
        .service
        .save_draft(call.actor()?, of, &posted.answers, call.now)?
    {
        Saved::Kept => Ok(Answer::Text(200, "Saved\n".to_owned())),
        Saved::Recorded => {
            let form = form(call, of)?;
            posted.arrange(form);
            Ok(match sent_before::saved_otherwise(call, form, of, &posted)? {
                None => Answer::Text(200, "Saved\n".to_owned()),
                Some(_) => Answer::Text(
                    409,
                    "This form was saved to the record. What was typed since is not saved: save it again\n".to_owned(),
                ),
            })
        }
        Saved::Older => Ok(Answer::Text(
            409,
            "A later version of this form is saved already\n".to_owned(),
        )),
    }
}

/// Throws the draft away and opens the form anew.
///
/// # Errors
/// As [`service::Service::discard_draft`].
pub fn discard(call: &Call) -> Answered {
    let people = people_of(call, call.person()?);
    let of = form_of(call, &people);
    call.app.service.discard_draft(call.actor()?, of, call.now)?;
    Ok(Answer::Go(address(of, "")))
}

fn form<'a>(call: &'a Call, of: FormOf<'_>) -> Result<&'a Form, Error> {
    call.app.service.practice().form(of.form).ok_or(Error::NotFound)
}

pub(super) fn record(call: &Call, form: &Form, of: FormOf<'_>, mut posted: Posted) -> Answered {
    without_blank_rows(&mut posted.answers, form);
    let sent = submission(call, form, of, &posted);
    match call.app.service.record(call.actor()?, &sent, call.now) {
        Ok(done) => {
            // The draft went with the act; where it was kept for other children or another step, it goes now.
            discard_quietly(call, of);
            let person = posted.people.first().copied().ok_or(Error::NotFound)?;
            Ok(Answer::Go(links::done(person, done.entry)))
        }
        Err(Error::Problems(problems)) => {
            let saved = save_quietly(call, of, &posted);
            again(
                call,
                form,
                of,
                posted,
                &problems,
                Around {
                    saved,
                    ..Around::default()
                },
            )
        }
        Err(Error::Moved(_)) => conflict::page(call, form, of, posted),
        Err(Error::SentBefore(entry)) => sent_before::page(call, form, of, posted, entry),
        Err(Error::StorageFull) => {
            let words = "This was not saved: the disk of the system is full. What you typed is still here. Keep this page open, tell whoever runs the system, and save it again";
            refused(call, form, of, posted, words, 507)
        }
        Err(Error::Busy) => refused(
            call,
            form,
            of,
            posted,
            "This was not saved: the system is busy. What you typed is still here. Save it again in a moment",
            503,
        ),
        Err(other) => Err(other),
    }
}

/// Throws a draft away whose words are in the record.
pub(super) fn discard_quietly(call: &Call, of: FormOf<'_>) {
    let Some(actor) = &call.actor else { return };
    if let Err(error) = call.app.service.discard_draft(actor, of, call.now) {
        tracing::warn!("a draft stayed behind: {error}");
    }
}

fn refused(call: &Call, form: &Form, of: FormOf<'_>, posted: Posted, words: &str, status: u16) -> Answered {
    let mut problems = Problems::default();
    problems.add("", "refused", words);
    again(
        call,
        form,
        of,
        posted,
        &problems,
        Around {
            status: Some(status),
            ..Around::default()
        },
    )
}

/// Shows the form again with every answer kept.
pub(crate) fn again(
    call: &Call,
    form: &Form,
    of: FormOf<'_>,
    mut posted: Posted,
    wrong: &Problems,
    around: Around<'_>,
) -> Answered {
    let open = call.app.service.open_form_again(
        call.actor()?,
        FormOf {
            people: &posted.people,
            ..of
        },
        call.now,
    )?;
    posted.answers.set(TURN, next_turn(&posted.answers).to_string());
    add_what_is_known(&mut posted.answers, &open, form);
    Sheet::new(call, form, of, &open, &posted.answers, wrong).page(around)
}

/// A brother or sister who was just chosen gets what is known of them filled in.
fn add_what_is_known(answers: &mut Answers, open: &OpenForm, form: &Form) {
    if open.draft_saved.is_some() || open.people.len() < 2 {
        return;
    }
    let Some(known) = open.answers.0.get(EACH).and_then(Json::as_object) else {
        return;
    };
    let each = answers
        .0
        .entry(EACH)
        .or_insert_with(|| Json::Object(serde_json::Map::new()));
    let Some(each) = each.as_object_mut() else { return };
    for (person, own) in known {
        let asked = own.as_object().is_some_and(|own| {
            own.keys()
                .any(|name| form.question(name).is_some_and(|question| question.each_child))
        });
        if asked && !each.contains_key(person) {
            each.insert(person.clone(), own.clone());
        }
    }
}

fn people_have_versions(posted: &Posted) -> bool {
    posted.people.iter().all(|person| posted.version(*person).is_some())
}

pub(super) fn submission(call: &Call, form: &Form, of: FormOf<'_>, posted: &Posted) -> Submission {
    let id = posted
        .key()
        .unwrap_or_else(|| EntryId::new(call.now, call.app.machine.chance()));
    let mut answers = posted.of_record();
    let mut each = match answers.0.remove(EACH) {
        Some(Json::Object(each)) => each,
        _ => serde_json::Map::new(),
    };
    let several = posted.people.len() > 1;
    let asked_each: Vec<&str> = form
        .questions()
        .filter(|question| question.each_child && several)
        .map(|question| question.field.name)
        .collect();
    let people = posted.people.iter().map(|person| {
        let mut own = match each.remove(&person.to_string()) {
            Some(Json::Object(own)) => Answers(own),
            _ => Answers::default(),
        };
        // What is asked of each and not answered is that child's gap, not everybody's.
        for name in &asked_each {
            own.0.entry(*name).or_insert_with(|| Json::String(String::new()));
        }
        (*person, own, posted.version(*person).unwrap_or(0))
    });
    let people = people.collect();
    let mut key = call
        .actor
        .as_ref()
        .map(|actor| actor.worker().bytes().to_vec())
        .unwrap_or_default();
    key.extend(id.bytes());
    let follows = posted.answers.text(FOLLOWS).and_then(|id| id.parse().ok());
    let happened = posted.answers.text(HAPPENED).unwrap_or_default();
    Submission {
        key,
        id,
        form: form.id.clone(),
        people,
        happened,
        answers,
        follows,
        corrects: of.corrects,
    }
}

/// Saves the draft where it can be saved, and says how it stands.
pub(crate) fn save_quietly(call: &Call, of: FormOf<'_>, posted: &Posted) -> String {
    let Some(actor) = &call.actor else { return String::new() };
    match call.app.service.save_draft(actor, of, &posted.answers, call.now) {
        Ok(Saved::Kept) => format!("Draft saved on {}", call.now.in_words()),
        Ok(_) => String::new(),
        Err(error) => {
            tracing::warn!("a draft was not saved: {error}");
            "Not saved - will try again".to_owned()
        }
    }
}

/// Puts one more row to a list; a list that shows its one empty row gets the second.
fn add_row(answers: &mut Answers, name: &str) {
    if let Some(Json::Array(rows)) = at(&mut answers.0, name) {
        let blank = Json::Object(serde_json::Map::from_iter([(
            "_row".to_owned(),
            Json::String(String::new()),
        )]));
        rows.push(blank);
    }
}

fn remove_row(answers: &mut Answers, name: &str) {
    let Some((list, row)) = name.rsplit_once('.') else {
        return;
    };
    if let (Some(Json::Array(rows)), Ok(row)) = (at(&mut answers.0, list), row.parse::<usize>())
        && row < rows.len()
    {
        rows.remove(row);
    }
}

fn same_for_all(posted: &mut Posted, name: &str) {
    let Some(first) = posted.people.first().map(ToString::to_string) else {
        return;
    };
    let answer = at(&mut posted.answers.0, &format!("{EACH}.{first}.{name}")).cloned();
    let Some(Json::Object(each)) = posted.answers.0.get_mut(EACH) else {
        return;
    };
    for person in posted.people.iter().skip(1) {
        let own = each
            .entry(person.to_string())
            .or_insert_with(|| Json::Object(serde_json::Map::new()));
        if let (Some(own), Some(answer)) = (own.as_object_mut(), &answer) {
            own.insert(name.to_owned(), answer.clone());
        }
    }
}

/// The answer of a dotted name, made where it is not there.
fn at<'j>(map: &'j mut serde_json::Map<String, Json>, path: &str) -> Option<&'j mut Json> {
    let (first, rest) = path
        .split_once('.')
        .map_or((path, None), |(first, rest)| (first, Some(rest)));
    let mut here = map.get_mut(first)?;
    for step in rest.into_iter().flat_map(|rest| rest.split('.')) {
        here = match here {
            Json::Object(map) => map.get_mut(step)?,
            Json::Array(items) => items.get_mut(step.parse::<usize>().ok()?)?,
            _ => return None,
        };
    }
    Some(here)
}

/// Puts the other's answers where they were chosen. Was anything chosen?
fn take_theirs(answers: &mut Answers) -> bool {
    let taken = answers.0.remove(TAKE);
    let theirs = answers.0.remove(conflict::THEIRS);
    let Some(Json::Object(taken)) = taken else { return false };
    let theirs = theirs
        .and_then(|theirs| theirs.as_object().cloned())
        .unwrap_or_default();
    lay(&mut answers.0, &taken, &theirs);
    true
}

fn lay(
    mine: &mut serde_json::Map<String, Json>,
    taken: &serde_json::Map<String, Json>,
    theirs: &serde_json::Map<String, Json>,
) {
    for (name, choice) in taken {
        match choice {
            Json::Object(deeper) => {
                let inner = mine
                    .entry(name.clone())
                    .or_insert_with(|| Json::Object(serde_json::Map::new()));
                let empty = serde_json::Map::new();
                let their = theirs.get(name).and_then(Json::as_object).unwrap_or(&empty);
                if let Some(inner) = inner.as_object_mut() {
                    lay(inner, deeper, their);
                }
            }
            Json::String(whose) if whose == "theirs" => match theirs.get(name) {
                Some(answer) => {
                    mine.insert(name.clone(), answer.clone());
                }
                None => {
                    mine.remove(name);
                }
            },
            _ => {}
        }
    }
}

/// Is the field answered by rows?
pub(crate) fn is_rows(shape: &Shape) -> bool {
    matches!(shape, Shape::Group(_) | Shape::Many(Shape::Group(_)))
}

/// The versions that a page shows from now on.
pub(crate) fn set_version(answers: &mut Answers, person: PersonId, version: u64) {
    let versions = answers
        .0
        .entry(VERSION)
        .or_insert_with(|| Json::Object(serde_json::Map::new()));
    if let Some(versions) = versions.as_object_mut() {
        versions.insert(person.to_string(), version.to_string().into());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answers(json: &str) -> Answers {
        Answers::from_json(json).unwrap()
    }

    #[test]
    fn rows_are_put_and_taken_out_with_the_others_kept() {
        let mut sheet = answers(r#"{"actions":[{"what":"a"},{"what":"b"}]}"#);
        add_row(&mut sheet, "actions");
        remove_row(&mut sheet, "actions.0");
        assert_eq!(sheet.to_json(), r#"{"actions":[{"what":"b"},{"_row":""}]}"#);
        remove_row(&mut sheet, "actions.7");
        remove_row(&mut sheet, "nothing");
        assert_eq!(sheet.0["actions"].as_array().unwrap().len(), 2);
    }

    #[test]
    fn of_two_corrections_the_chosen_answers_are_taken() {
        let mut sheet = answers(
            r#"{"a":"mine","b":"mine","_take":{"a":"theirs","b":"mine","_each":{"x":{"c":"theirs"}}},"_theirs":{"a":"theirs","_each":{"x":{"c":"their c"}}}}"#,
        );
        assert!(take_theirs(&mut sheet));
        let taken = answers(r#"{"_each":{"x":{"c":"their c"}},"a":"theirs","b":"mine"}"#);
        assert_eq!(sheet, taken);
        assert!(!take_theirs(&mut sheet));
    }
}
