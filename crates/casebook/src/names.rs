//! The names people have been known by, folded for searching: without case or accents, by beginning and by sound.

use record::PersonId;
use record::entries::person::Person;
use rphonetic::{DoubleMetaphone, Encoder};
use rustc_hash::FxHashMap;
use std::collections::{BTreeMap, BTreeSet};

/// An index from folded name parts, and from their sound, to people.
#[derive(Debug, Default)]
pub(crate) struct Names {
    parts: BTreeMap<String, BTreeSet<PersonId>>,
    sounds: FxHashMap<String, BTreeSet<PersonId>>,
}

/// A search returns at most this many people for each word.
const MAX_FOUND: usize = 2_000;

impl Names {
    /// Adds the names that an entry gives a person; earlier ones stay findable.
    pub(crate) fn add(&mut self, id: PersonId, person: &Person) {
        let all = [&person.given_names, &person.family_name, &person.known_as];
        for part in all.into_iter().flatten().flat_map(|name| words(name)) {
            self.sounds.entry(sound(&part)).or_default().insert(id);
            self.parts.entry(part).or_default().insert(id);
        }
    }

    /// People one of whose names begins with this word.
    pub(crate) fn beginning(&self, word: &str) -> Vec<PersonId> {
        let found = self
            .parts
            .range(word.to_owned()..)
            .take_while(|(part, _)| part.starts_with(word));
        let mut people: Vec<PersonId> = found
            .flat_map(|(_, people)| people.iter().copied())
            .take(MAX_FOUND)
            .collect();
        people.sort_unstable();
        people.dedup();
        people
    }

    /// People one of whose names sounds like this word.
    pub(crate) fn sounding(&self, word: &str) -> impl Iterator<Item = PersonId> + '_ {
        self.sounds.get(&sound(word)).into_iter().flatten().copied()
    }
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
