//! Where the service's answer is not known here.

use std::fmt;

/// A known difference between the engine here and the service's, on which the answer hangs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Doubt {
    /// True or not, depending on how the service reads whole JSON numbers.
    NumberTyping,
    /// A claim is named in backticks, which older releases of the service's engine refuse.
    EscapedName,
    /// A pattern that the service's engine takes and the one here cannot try.
    Pattern,
    /// A time zone given by its name.
    TimeZone,
    /// A map with a key that is a point in time.
    MapKey,
    /// Text with a hexadecimal number of more digits than a `double` holds.
    HexadecimalDouble,
    /// A message of Protocol Buffers.
    Message,
    /// More steps than can be tried here.
    TooMuchWork,
}

impl fmt::Display for Doubt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NumberTyping => {
                "The answer depends on whether the service reads whole numbers of the token as \
                 `int` or as `double`, which it does not document. Compare with `==`, `<` or `>`, \
                 or convert with `int(…)`, to get the same answer either way."
            }
            Self::EscapedName => {
                "A name in backticks is refused by older releases of the service's engine. \
                 Write `claims[\"…\"]` instead."
            }
            Self::Pattern => {
                "This pattern cannot be tried here: `\\p{…}` on text outside ASCII, or a pattern too large."
            }
            Self::TimeZone => {
                "Time zones are known here as `UTC` or as an offset such as `+01:00`, not by name."
            }
            Self::MapKey => {
                "A map with points in time as keys cannot be tried here. Use text, whole numbers or truth values."
            }
            Self::HexadecimalDouble => "A hexadecimal `double` of so many digits cannot be tried here.",
            Self::Message => "Messages of Protocol Buffers cannot be tried here.",
            Self::TooMuchWork => "The condition takes too many steps on these claims to be tried here.",
        })
    }
}
