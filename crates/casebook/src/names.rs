//! The names people have been known by, folded for searching: without case or accents, by beginning and by sound.

use record::PersonId;
use record::entries::person::Person;
use rphonetic::{DoubleMetaphone, Encoder};
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::BTreeMap;
use std::ops::Bound;

/// An index from folded name parts to people, and from sounds to name parts.
#[derive(Debug, Default)]
pub(crate) struct Names {
    /// Whoever was ever called so, in the order in which they were; somebody whose names were told again may stand here again.
    people: BTreeMap<String, Vec<PersonId>>,
    parts: FxHashMap<String, Vec<String>>,
}

/// At most this many people whose names begin with a word are found.
const MAX_FOUND: usize = 2_000;

impl Names {
    /// Adds the names that an entry gives a person; earlier ones stay findable.
    pub(crate) fn add(&mut self, id: PersonId, person: &Person) {
        let all = [&person.given_names, &person.family_name, &person.known_as];
        for part in all.into_iter().flatten().flat_map(|name| words(name)) {
            match self.people.get_mut(&part) {
                Some(people) if people.last() == Some(&id) => {}
                Some(people) => people.push(id),
                None => {
                    self.parts.entry(sound(&part)).or_default().push(part.clone());
                    self.people.insert(part, vec![id]);
                }
            }
        }
    }

    /// People one of whose names begins with this word.
    pub(crate) fn beginning(&self, word: &str) -> Vec<PersonId> {
        let found = self.people.range::<str, _>((Bound::Included(word), Bound::Unbounded));
        let found = found.take_while(|(part, _)| part.starts_with(word));
        each_once(found.flat_map(|(_, people)| people))
            .take(MAX_FOUND)
            .collect()
    }

    /// People one of whose names sounds like this word.
    pub(crate) fn sounding(&self, word: &str) -> impl Iterator<Item = PersonId> + '_ {
        let parts = self.parts.get(&sound(word)).into_iter().flatten();
        each_once(parts.filter_map(|part| self.people.get(part)).flatten())
    }
}

fn each_once<'a>(people: impl Iterator<Item = &'a PersonId>) -> impl Iterator<Item = PersonId> {
    let mut met = FxHashSet::default();
    people.copied().filter(move |id| met.insert(*id))
}

/// The words of a name, folded: lower case, accents away, apostrophes dropped, hyphens as gaps.
pub(crate) fn words(name: &str) -> Vec<String> {
    let mut folded = String::with_capacity(name.len());
    for letter in name.chars().flat_map(char::to_lowercase) {
        match letter {
            '\'' | '’' | '‘' | '`' => {}
            letter if letter.is_alphanumeric() => match plain(letter) {
                Some(plain) => folded.push_str(plain),
                None => folded.push(letter),
            },
            _ => folded.push(' '),
        }
    }
    folded.split_whitespace().map(str::to_owned).collect()
}

/// The plain letters that stand for an accented one of Latin script.
fn plain(letter: char) -> Option<&'static str> {
    Some(match letter {
        'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' | 'ā' | 'ă' | 'ą' => "a",
        'ç' | 'ć' | 'č' => "c",
        'ď' | 'đ' | 'ð' => "d",
        'è' | 'é' | 'ê' | 'ë' | 'ē' | 'ė' | 'ę' | 'ě' => "e",
        'ğ' | 'ģ' => "g",
        'ì' | 'í' | 'î' | 'ï' | 'ī' | 'į' | 'ı' => "i",
        'ķ' => "k",
        'ł' | 'ļ' | 'ľ' => "l",
        'ñ' | 'ń' | 'ň' | 'ņ' => "n",
        'ò' | 'ó' | 'ô' | 'õ' | 'ö' | 'ø' | 'ō' | 'ő' => "o",
        'ř' => "r",
        'ś' | 'š' | 'ş' | 'ș' => "s",
        'ť' | 'ţ' | 'ț' | 'þ' => "t",
        'ù' | 'ú' | 'û' | 'ü' | 'ū' | 'ů' | 'ű' | 'ų' => "u",
        'ý' | 'ÿ' => "y",
        'ź' | 'ż' | 'ž' => "z",
        'æ' => "ae",
        'œ' => "oe",
        'ß' => "ss",
        _ => return None,
    })
}

/// How a word sounds (double metaphone); words of other scripts sound like themselves.
pub(crate) fn sound(word: &str) -> String {
    if !word.is_ascii() {
        return word.to_owned();
    }
    let sound = DoubleMetaphone::default().encode(word);
    if sound.is_empty() { word.to_owned() } else { sound }
}
