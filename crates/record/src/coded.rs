//! The one way to declare a closed list of words that is ours and not a code list of the law: each with a code for data and a name for
//! the screen.

/// Declares an enum (its crate needs `serde`) whose members have a code, a label and the doc comment that says what they mean.
#[macro_export]
macro_rules! coded {
    ($(#[$outer:meta])* pub enum $list:ident { $($(#[$doc:meta])* $name:ident $code:literal $label:literal),+ $(,)? }) => {
        $(#[$outer])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, serde::Serialize, serde::Deserialize)]
        pub enum $list {
            $($(#[$doc])* #[serde(rename = $code)] $name),+
        }

        impl $list {
            /// Every one, in the order of the rules.
            pub const ALL: &'static [$list] = &[$($list::$name),+];

            /// The code in data and files.
            pub const fn code(self) -> &'static str {
                match self { $($list::$name => $code),+ }
            }

            /// The words on the screen.
            pub const fn label(self) -> &'static str {
                match self { $($list::$name => $label),+ }
            }
        }
    };
}
