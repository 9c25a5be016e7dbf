//! The one way to declare a struct of fields.

/// Declares a struct of fields: `name: Type = must|may class,` each with its meaning as a doc comment. Types are
/// `Option<scalar>`, `List<scalar>`, `Narrative` and `Vec<Group>`.
macro_rules! fields {
    ($(#[$doc:meta])* pub struct $name:ident { $( $(#[doc = $meaning:literal])+ $field:ident : $type:ty = $need:ident $class:ident ),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Debug, Default, PartialEq, serde::Serialize, serde::Deserialize)]
        #[serde(deny_unknown_fields)]
        pub struct $name {
            $(
                $(#[doc = $meaning])+
                #[serde(default, skip_serializing_if = "crate::field::absent")]
                pub $field: $type
            ),*
        }

        impl $name {
            /// The fields, in the order of the struct.
            pub const FIELDS: &'static [$crate::field::Field] = &[$($crate::field::Field {
                name: stringify!($field),
                meaning: concat!($($meaning),+),
                class: $crate::field::fields!(@class $class),
                need: $crate::field::fields!(@need $need),
                shape: <$type as $crate::field::Datum>::SHAPE,
            }),*];
        }

        impl $crate::field::Fields for $name {
            fn fields(&self) -> &'static [$crate::field::Field] {
                Self::FIELDS
            }
            fn get(&self, at: usize) -> $crate::field::Value<'_> {
                let mut place = 0..;
                $(if place.next() == Some(at) { return $crate::field::Datum::value(&self.$field); })*
                let _ = place;
                $crate::field::Value::Absent
            }
        }

        impl $crate::field::Datum for $name {
            const SHAPE: $crate::field::Shape = $crate::field::Shape::Group(Self::FIELDS);
            fn value(&self) -> $crate::field::Value<'_> {
                $crate::field::Value::Group(self)
            }
            fn read(answer: &serde_json::Value, at: &str, problems: &mut $crate::problem::Problems) -> Self {
                $crate::field::refuse_strangers(answer, Self::FIELDS, at, problems);
                Self {
                    $($field: $crate::field::Datum::read(
                        answer.get(stringify!($field)).unwrap_or(&serde_json::Value::Null),
                        &$crate::field::join(at, stringify!($field)),
                        problems,
                    )),*
                }
            }
            fn narratives(&mut self, at: &str, visit: &mut dyn FnMut(&str, &mut $crate::narrative::Narrative)) {
                $($crate::field::Datum::narratives(&mut self.$field, &$crate::field::join(at, stringify!($field)), visit);)*
                let _ = (at, visit);
            }
        }
    };
    (@need must) => { $crate::field::Need::Must };
    (@need may) => { $crate::field::Need::May };
    (@class plain) => { $crate::field::Class::Plain };
    (@class health) => { $crate::field::Class::Health };
    (@class criminal) => { $crate::field::Class::Criminal };
    (@class referrer_identity) => { $crate::field::Class::ReferrerIdentity };
    (@class protected_address) => { $crate::field::Class::ProtectedAddress };
    (@class placement_secret) => { $crate::field::Class::PlacementSecret };
    (@class court_restricted) => { $crate::field::Class::CourtRestricted };
    (@class third_party) => { $crate::field::Class::ThirdParty };
    (@class supervision_note) => { $crate::field::Class::SupervisionNote };
    (@class adoption_link) => { $crate::field::Class::AdoptionLink };
}
pub(crate) use fields;
