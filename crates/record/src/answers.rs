//! Answers: what a person, a program or a partner gave us for a form, before it is parsed. A tree of texts by field name, the
//! same whether it came from a page, the API or a draft.

use crate::id::PersonId;
use crate::problem::Problems;
use serde_json::{Map, Value};

/// Answers by field name. Text, numbers, flags, lists and groups as JSON.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Answers(pub Map<String, Value>);

impl Answers {
    /// The answers of a JSON object.
    ///
    /// # Errors
    /// In plain words, when the text is not a JSON object.
    pub fn from_json(text: &str) -> Result<Answers, String> {
        match serde_json::from_str::<Value>(text) {
            Ok(Value::Object(map)) => Ok(Answers(map)),
            Ok(_) => Err("answers must be a JSON object of field names and answers".to_owned()),
            Err(error) => Err(format!("the answers are not JSON: {error}")),
        }
    }

    /// Answers from the pairs of a posted page: `agencies.0.attended=yes` becomes a list `agencies` of groups. A name given
    /// twice, or ending in `[]`, becomes a list.
    pub fn from_pairs<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> Answers {
        let mut root = Value::Object(Map::new());
        for (name, text) in pairs {
            let (name, listed) = name.strip_suffix("[]").map_or((name, false), |name| (name, true));
            let steps: Vec<&str> = name.split('.').collect();
            if steps.len() <= MAX_DEPTH {
                put(&mut root, &steps, text, listed);
            }
        }
        match lists(root) {
            Value::Object(map) => Answers(map),
            _ => Answers::default(),
        }
    }

    /// The answers as pairs with dotted names, the inverse of [`Answers::from_pairs`] for texts.
    pub fn pairs(&self) -> Vec<(String, String)> {
        let mut out = Vec::new();
        for (name, value) in &self.0 {
            flatten(name, value, &mut out);
        }
        out
    }

    /// One answer by dotted name, as text.
    pub fn text(&self, path: &str) -> Option<String> {
        let mut steps = path.split('.');
        let mut here = self.0.get(steps.next()?)?;
        for step in steps {
            here = match here {
                Value::Object(map) => map.get(step)?,
                Value::Array(items) => items.get(step.parse::<usize>().ok()?)?,
                _ => return None,
            };
        }
        plain(here)
    }

    /// Sets one top-level answer to a text.
    pub fn set(&mut self, name: &str, text: impl Into<String>) -> &mut Self {
        self.0.insert(name.to_owned(), Value::String(text.into()));
        self
    }

    /// Takes the parts that differ from person to person out of the answers: the reserved name [`EACH`] holds a group whose names
    /// are the ids of people and whose values are their own answers by field name. What cannot be read becomes a problem at
    /// `_each` or `_each.ID`; the rest is given all the same.
    pub fn split_people(&mut self, problems: &mut Problems) -> Vec<(PersonId, Answers)> {
        let each = match self.0.remove(EACH) {
            None | Some(Value::Null) => return Vec::new(),
            Some(Value::Object(each)) => each,
            Some(_) => {
                problems.add(
                    EACH,
                    "unreadable",
                    "Give the answers of each person by the id of the person",
                );
                return Vec::new();
            }
        };
        let mut people: Vec<(PersonId, Answers)> = Vec::with_capacity(each.len());
        let mut each: Vec<(String, Value)> = each.into_iter().collect();
        each.sort_by(|left, right| left.0.cmp(&right.0));
        for (id, own) in each {
            let at = format!("{EACH}.{id}");
            match (id.parse::<PersonId>(), own) {
                (Ok(person), Value::Object(_)) if people.iter().any(|(other, _)| *other == person) => {
                    problems.add(at, "twice", "Give the answers of each person once");
                }
                (Ok(person), Value::Object(own)) => people.push((person, Answers(own))),
                (Ok(_), Value::Null) => {}
                (Ok(_), _) => problems.add(at, "unreadable", "Give the answers of this person by field name"),
                (Err(_), _) => problems.add(at, "unreadable", "Choose a person from the record"),
            }
        }
        people
    }

    /// The text of the JSON object.
    pub fn to_json(&self) -> String {
        Value::Object(self.0.clone()).to_string()
    }
}

/// The name under which a page or a program sends the answers that differ from person to person.
pub const EACH: &str = "_each";

/// No form nests deeper.
const MAX_DEPTH: usize = 6;

/// A scalar as text; `None` for lists, groups and null.
pub(crate) fn plain(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(flag) => Some(if *flag { "yes" } else { "no" }.to_owned()),
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    }
}

fn put(here: &mut Value, steps: &[&str], text: &str, listed: bool) {
    let Some((step, rest)) = steps.split_first() else {
        return;
    };
    let Value::Object(map) = here else { return };
    if !rest.is_empty() {
        let next = map
            .entry((*step).to_owned())
            .or_insert_with(|| Value::Object(Map::new()));
        return put(next, rest, text, listed);
    }
    let text = Value::String(text.to_owned());
    match map.get_mut(*step) {
        Some(Value::Array(items)) => items.push(text),
        Some(first) => *first = Value::Array(vec![first.take(), text]),
        None => {
            map.insert((*step).to_owned(), if listed { Value::Array(vec![text]) } else { text });
        }
    }
}

/// Turns groups whose names are all numbers into lists, in the order of the numbers.
fn lists(value: Value) -> Value {
    match value {
        Value::Object(map) if !map.is_empty() && map.keys().all(|key| key.parse::<u16>().is_ok()) => {
            let mut items: Vec<(u16, Value)> = map
                .into_iter()
                .filter_map(|(key, item)| Some((key.parse().ok()?, lists(item))))
                .collect();
            items.sort_by_key(|(place, _)| *place);
            Value::Array(items.into_iter().map(|(_, item)| item).collect())
        }
        Value::Object(map) => Value::Object(map.into_iter().map(|(key, item)| (key, lists(item))).collect()),
        other => other,
    }
}

fn flatten(name: &str, value: &Value, out: &mut Vec<(String, String)>) {
    match value {
        Value::Object(map) => map
            .iter()
            .for_each(|(key, item)| flatten(&format!("{name}.{key}"), item, out)),
        Value::Array(items) => {
            for (place, item) in items.iter().enumerate() {
                match plain(item) {
                    Some(text) => out.push((format!("{name}[]"), text)),
                    None => flatten(&format!("{name}.{place}"), item, out),
                }
            }
        }
        other => out.extend(plain(other).map(|text| (name.to_owned(), text))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_posted_page_becomes_a_tree_and_back() {
        let pairs = [
            ("decision", "S47"),
            ("agencies.1.agency", "HEALTH"),
            ("agencies.0.agency", "POLICE"),
            ("factors[]", "1A"),
            ("factors[]", "2B"),
        ];
        let answers = Answers::from_pairs(pairs);
        let tree = r#"{"agencies":[{"agency":"POLICE"},{"agency":"HEALTH"}],"decision":"S47","factors":["1A","2B"]}"#;
        assert_eq!(Ok(&answers), Answers::from_json(tree).as_ref());
        assert_eq!(answers.text("agencies.1.agency").as_deref(), Some("HEALTH"));
        let back = answers.pairs();
        assert_eq!(
            Answers::from_pairs(back.iter().map(|(name, text)| (name.as_str(), text.as_str()))),
            answers
        );
    }

    #[test]
    fn the_parts_of_brothers_and_sisters_are_taken_out() {
        let mia = "00000000-0000-4000-8000-000000000001";
        let pairs = [
            ("decision", "S47"),
            ("_each.00000000-0000-4000-8000-000000000001.decision", "NFA"),
            ("_each.00000000-0000-4000-8000-000000000001.actions.0.what", "Call"),
        ];
        let mut answers = Answers::from_pairs(pairs);
        let mut problems = Problems::default();
        let people = answers.split_people(&mut problems);
        assert_eq!(answers.to_json(), r#"{"decision":"S47"}"#);
        assert_eq!(people.len(), 1);
        assert_eq!(people[0].0, mia.parse().unwrap());
        let own = r#"{"actions":[{"what":"Call"}],"decision":"NFA"}"#;
        assert_eq!(Ok(&people[0].1), Answers::from_json(own).as_ref());
        assert!(problems.is_empty(), "{problems}");
        assert_eq!(answers.split_people(&mut problems), []);
    }

    #[test]
    fn parts_of_nobody_are_a_problem_and_not_lost_in_silence() {
        let check = |each: &str, expected: &[(&str, &str)], people: usize| {
            let mut answers = Answers::from_json(&format!(r#"{{"_each":{each}}}"#)).unwrap();
            let mut problems = Problems::default();
            assert_eq!(answers.split_people(&mut problems).len(), people, "{each}");
            let found = problems
                .0
                .iter()
                .map(|problem| (problem.field.as_str(), problem.code.as_str()));
            assert_eq!(found.collect::<Vec<_>>(), expected, "{each}");
        };
        check("null", &[], 0);
        check("[]", &[("_each", "unreadable")], 0);
        check(r#""Mia""#, &[("_each", "unreadable")], 0);
        check(r#"{"Mia":{}}"#, &[("_each.Mia", "unreadable")], 0);
        let (lower, upper) = (
            "abcdef00-0000-4000-8000-000000000001",
            "ABCDEF00-0000-4000-8000-000000000001",
        );
        check(
            &format!(r#"{{"{lower}":"yes"}}"#),
            &[(&format!("_each.{lower}"), "unreadable")],
            0,
        );
        let both = format!(r#"{{"{upper}":{{}},"{lower}":{{}},"Mia":{{}}}}"#);
        check(
            &both,
            &[("_each.Mia", "unreadable"), (&format!("_each.{lower}"), "twice")],
            1,
        );
    }

    #[test]
    fn hostile_depth_is_ignored() {
        let deep = vec!["a"; 5000].join(".");
        assert_eq!(Answers::from_pairs([(deep.as_str(), "x")]), Answers::default());
    }
}
