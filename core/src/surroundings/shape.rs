//! What a JSON is, told without keeping it: as strict as a full reading, at a fraction of its time.

use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use std::collections::BTreeMap;
use std::fmt;

/// What a value is, as far as it tells files apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// An object.
    Object,
    /// The text `oauth_token`.
    OauthToken,
    /// Anything else.
    Other,
}

/// Whether a text is JSON, with a bound on its nesting.
pub(super) fn of(text: &str) -> serde_json::Result<Shape> {
    serde_json::from_str(text)
}

/// The members of an object by name, none where the text is no object.
pub(super) fn members(text: &str) -> Option<BTreeMap<String, Shape>> {
    serde_json::from_str(text).ok().map(|Members(members)| members)
}

struct Members(BTreeMap<String, Shape>);

impl<'de> Deserialize<'de> for Members {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Reader;

        impl<'de> Visitor<'de> for Reader {
            type Value = Members;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Members, A::Error> {
                let mut members = BTreeMap::new();
                while let Some((name, shape)) = map.next_entry()? {
                    members.insert(name, shape);
                }
                Ok(Members(members))
            }
        }

        deserializer.deserialize_map(Reader)
    }
}

impl<'de> Deserialize<'de> for Shape {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Reader;

        impl<'de> Visitor<'de> for Reader {
            type Value = Shape;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("any value")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Shape, A::Error> {
                while map.next_entry::<Shape, Shape>()?.is_some() {}
                Ok(Shape::Object)
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Shape, A::Error> {
                while items.next_element::<Shape>()?.is_some() {}
                Ok(Shape::Other)
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<Shape, E> {
                Ok(if text == "oauth_token" { Shape::OauthToken } else { Shape::Other })
            }

            fn visit_unit<E: Error>(self) -> Result<Shape, E> {
                Ok(Shape::Other)
            }

            fn visit_bool<E: Error>(self, _: bool) -> Result<Shape, E> {
                Ok(Shape::Other)
            }

            fn visit_i64<E: Error>(self, _: i64) -> Result<Shape, E> {
                Ok(Shape::Other)
            }

            fn visit_u64<E: Error>(self, _: u64) -> Result<Shape, E> {
                Ok(Shape::Other)
            }

            fn visit_f64<E: Error>(self, _: f64) -> Result<Shape, E> {
                Ok(Shape::Other)
            }
        }

        deserializer.deserialize_any(Reader)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_json_is_what_a_full_reading_takes_for_it() {
        let deep = "[".repeat(500) + &"]".repeat(500);
        let texts = [
            "{}",
            "[]",
            "null",
            "true",
            "1",
            "-1",
            "1.5e3",
            "\"a\"",
            "{\"a\":[1,{\"b\":null}]}",
            " {} ",
            "",
            "{",
            "[1,]",
            "{\"a\":}",
            "{\"a\":1,}",
            "{a:1}",
            "1e999",
            "\"\\ud800\"",
            "\"\\u00e9\"",
            "{} x",
            "\u{feff}{}",
            "01",
            &deep,
        ];
        for text in texts {
            assert_eq!(of(text).is_ok(), serde_json::from_str::<serde_json::Value>(text).is_ok(), "{text}");
        }
    }

    #[test]
    fn the_last_of_members_with_one_name_counts() {
        let members = members("{\"type\":1,\"type\":\"oauth_token\",\"env\":{}}").into_iter().flatten();
        assert_eq!(
            members.collect::<Vec<_>>(),
            [("env".to_owned(), Shape::Object), ("type".to_owned(), Shape::OauthToken)]
        );
    }
}
