//! National and own code lists. A list is a file in `codesets/`; a code in a field is typed by its list. A code that the list
//! does not have is kept as the source said it: forms refuse it, files from elsewhere may hold it.

use crate::day::Day;
use crate::lent_text::read_text;
use rustc_hash::FxHashMap;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::convert::Infallible;
use std::fmt;
use std::marker::PhantomData;

/// One code of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CodeEntry {
    /// The code itself.
    pub code: String,
    /// What it means, for the screen.
    pub label: String,
    /// First day on which it may be used; `None`, since always.
    pub from: Option<Day>,
    /// Last day on which it may be used; `None`, still in use.
    pub to: Option<Day>,
    /// The list's further columns (`group`, `expected`, `note`…).
    pub more: Vec<(String, String)>,
}

impl CodeEntry {
    /// May a new entry about this day use the code?
    pub fn in_force(&self, day: Day) -> bool {
        self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day <= to)
    }

    /// A further column of the list, by its header.
    pub fn more(&self, column: &str) -> Option<&str> {
        self.more
            .iter()
            .find(|(name, _)| name == column)
            .map(|(_, value)| value.as_str())
    }
}

/// A code list as read from its file.
#[derive(Debug)]
pub struct CodeSet {
    /// The list's name: `legal_status`.
    pub name: &'static str,
    /// Where its codes come from: the guide, the rules or the law; “codes of this project” where there is no national list.
    pub source: &'static str,
    /// Its codes in the order of the file.
    pub codes: Vec<CodeEntry>,
    places: FxHashMap<String, u16>,
}

impl CodeSet {
    /// Reads a list from the text of its file: a header row that starts `code,label`, optional columns `from` and `to`.
    /// Rows that cannot be read are left out; a test reads every list and fails on any.
    pub fn read(name: &'static str, source: &'static str, text: &str) -> CodeSet {
        let mut rows = rows(text);
        let header = rows.next().unwrap_or_default();
        let mut codes = Vec::new();
        for row in rows {
            let mut entry = CodeEntry {
                code: String::new(),
                label: String::new(),
                from: None,
                to: None,
                more: Vec::new(),
            };
            for (column, cell) in header.iter().zip(row) {
                match column.as_str() {
                    "code" => entry.code = cell,
                    "label" => entry.label = cell,
                    "from" => entry.from = Day::read(&cell).ok(),
                    "to" => entry.to = Day::read(&cell).ok(),
                    _ => entry.more.push((column.clone(), cell)),
                }
            }
            codes.push(entry);
        }
        let places = codes
            .iter()
            .enumerate()
            .filter_map(|(at, entry)| Some((entry.code.clone(), u16::try_from(at).ok()?)))
            .collect();
        CodeSet {
            name,
            source,
            codes,
            places,
        }
    }

    /// The code entry of this code.
    pub fn find(&self, code: &str) -> Option<&CodeEntry> {
        self.places.get(code).and_then(|at| self.codes.get(usize::from(*at)))
    }

    /// The codes that a new entry about this day may use.
    pub fn in_force(&self, day: Day) -> impl Iterator<Item = &CodeEntry> {
        self.codes.iter().filter(move |entry| entry.in_force(day))
    }
}

/// A type that stands for one code list.
pub trait CodeList: 'static {
    /// The list.
    fn set() -> &'static CodeSet;
}

/// A code of the list `L`.
pub struct Code<L>(Held, PhantomData<fn() -> L>);

#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Held {
    Listed(u16),
    Unlisted(Box<str>),
}

impl<L: CodeList> Code<L> {
    /// The code as written, listed or not.
    pub fn of(code: &str) -> Code<L> {
        match L::set().places.get(code) {
            Some(at) => Code(Held::Listed(*at), PhantomData),
            None => Code(Held::Unlisted(code.into()), PhantomData),
        }
    }

    /// The code as written.
    pub fn code(&self) -> &str {
        match &self.0 {
            Held::Listed(at) => L::set()
                .codes
                .get(usize::from(*at))
                .map_or("", |entry| entry.code.as_str()),
            Held::Unlisted(code) => code,
        }
    }

    /// Is it this code?
    pub fn is(&self, code: &str) -> bool {
        self.code() == code
    }

    /// Is it one of these codes?
    pub fn is_in(&self, codes: &[&str]) -> bool {
        codes.contains(&self.code())
    }

    /// Its line in the list, where the list has it.
    pub fn entry(&self) -> Option<&'static CodeEntry> {
        match &self.0 {
            Held::Listed(at) => L::set().codes.get(usize::from(*at)),
            Held::Unlisted(_) => None,
        }
    }

    /// What it means; an unlisted code shows itself.
    pub fn label(&self) -> &str {
        self.entry().map_or(self.code(), |entry| entry.label.as_str())
    }
}

impl<L> Clone for Code<L> {
    fn clone(&self) -> Self {
        Code(self.0.clone(), PhantomData)
    }
}

impl<L> PartialEq for Code<L> {
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0
    }
}

impl<L> Eq for Code<L> {}

impl<L: CodeList> fmt::Debug for Code<L> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl<L: CodeList> Serialize for Code<L> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.code())
    }
}

impl<'de, L: CodeList> Deserialize<'de> for Code<L> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Code<L>, D::Error> {
        read_text(deserializer, |code| Ok::<_, Infallible>(Code::of(code)))
    }
}

/// The rows of comma-separated text whose cells may stand in double quotes. The lists are our own, short and tested; the files
/// of others are read by the `csv` crate in `returns`.
fn rows(text: &str) -> impl Iterator<Item = Vec<String>> + '_ {
    text.lines().filter(|line| !line.trim().is_empty()).map(|line| {
        let mut cells = Vec::new();
        let (mut cell, mut quoted) = (String::new(), false);
        let mut letters = line.chars().peekable();
        while let Some(letter) = letters.next() {
            match letter {
                '"' if quoted && letters.peek() == Some(&'"') => {
                    cell.push('"');
                    letters.next();
                }
                '"' => quoted = !quoted,
                ',' if !quoted => cells.push(std::mem::take(&mut cell)),
                _ => cell.push(letter),
            }
        }
        cells.push(cell);
        cells
    })
}

/// Declares a type for each code list file.
macro_rules! code_lists {
    ($($(#[$doc:meta])* $name:ident $file:literal $source:literal),+ $(,)?) => {
        $(
            $(#[$doc])*
            pub struct $name;
            impl $crate::code::CodeList for $name {
                fn set() -> &'static $crate::code::CodeSet {
                    static SET: std::sync::LazyLock<$crate::code::CodeSet> = std::sync::LazyLock::new(|| {
                        $crate::code::CodeSet::read($file, $source, include_str!(concat!("../codesets/", $file, ".csv")))
                    });
                    &SET
                }
            }
        )+

        /// Every code list, in the order of their names.
        pub fn all_code_sets() -> Vec<&'static $crate::code::CodeSet> {
            vec![$(<$name as $crate::code::CodeList>::set()),+]
        }
    };
}
pub(crate) use code_lists;
