//! Character classes of Go's regular expressions, as sorted ranges of code points.

use crate::order::Order;

/// Inclusive ranges of code points, sorted, apart, and free of surrogates once [`tidy`] has run.
pub(super) type Ranges = Vec<(u32, u32)>;

/// The last code point.
pub(super) const LAST: u32 = 0x10_FFFF;

/// How many code points outside ASCII a case-insensitive class may hold to be worked out one by one.
const FOLD_LIMIT: u32 = 4096;

/// `\d`, `\s` and `\w`: ASCII, and `\s` without the vertical tab.
pub(super) fn perl(letter: char) -> Option<&'static [(u32, u32)]> {
    Some(match letter {
        'd' => &[(0x30, 0x39)],
        's' => &[(0x09, 0x0A), (0x0C, 0x0D), (0x20, 0x20)],
        'w' => &[(0x30, 0x39), (0x41, 0x5A), (0x5F, 0x5F), (0x61, 0x7A)],
        _ => return None,
    })
}

/// The class of `[:name:]`.
pub(super) fn posix(name: &str) -> Option<&'static [(u32, u32)]> {
    Some(match name {
        "alnum" => &[(0x30, 0x39), (0x41, 0x5A), (0x61, 0x7A)],
        "alpha" => &[(0x41, 0x5A), (0x61, 0x7A)],
        "ascii" => &[(0x00, 0x7F)],
        "blank" => &[(0x09, 0x09), (0x20, 0x20)],
        "cntrl" => &[(0x00, 0x1F), (0x7F, 0x7F)],
        "digit" => &[(0x30, 0x39)],
        "graph" => &[(0x21, 0x7E)],
        "lower" => &[(0x61, 0x7A)],
        "print" => &[(0x20, 0x7E)],
        "punct" => &[(0x21, 0x2F), (0x3A, 0x40), (0x5B, 0x60), (0x7B, 0x7E)],
        "space" => &[(0x09, 0x0D), (0x20, 0x20)],
        "upper" => &[(0x41, 0x5A)],
        "word" => &[(0x30, 0x39), (0x41, 0x5A), (0x5F, 0x5F), (0x61, 0x7A)],
        "xdigit" => &[(0x30, 0x39), (0x41, 0x46), (0x61, 0x66)],
        _ => return None,
    })
}

/// Sorts, joins, and takes the surrogates out, which no text can hold.
pub(super) fn tidy(mut ranges: Ranges) -> Ranges {
    ranges.order();
    let mut joined: Ranges = Vec::with_capacity(ranges.len());
    for (low, high) in ranges {
        match joined.last_mut() {
            Some(last) if low <= last.1.saturating_add(1) => last.1 = last.1.max(high),
            _ => joined.push((low, high)),
        }
    }
    let mut apart = Vec::with_capacity(joined.len());
    for (low, high) in joined {
        if low < 0xD800 {
            apart.push((low, high.min(0xD7FF)));
        }
        if high > 0xDFFF {
            apart.push((low.max(0xE000), high));
        }
    }
    apart
}

/// Everything that `ranges` does not hold.
pub(super) fn negate(ranges: Ranges) -> Ranges {
    let mut rest = Vec::new();
    let mut next = 0;
    for (low, high) in tidy(ranges) {
        if next < low {
            rest.push((next, low - 1));
        }
        next = high + 1;
    }
    if next <= LAST {
        rest.push((next, LAST));
    }
    tidy(rest)
}

/// Adds the other cases of everything in `ranges`; `None` when that is too much to work out here.
pub(super) fn fold(ranges: &[(u32, u32)]) -> Option<Ranges> {
    let mut folded = ranges.to_vec();
    let mut left = FOLD_LIMIT;
    for &(low, high) in ranges {
        if (low, high) == (0, LAST) {
            continue;
        }
        left = left.checked_sub(high - low + 1)?;
        for other in (low..=high).filter_map(char::from_u32).flat_map(other_cases) {
            folded.push((u32::from(other), u32::from(other)));
        }
    }
    Some(folded)
}

/// The characters that differ from `c` in case only, by Unicode's simple folding as Go uses it.
fn other_cases(c: char) -> Vec<char> {
    // Dotless and dotted i fold in Turkish only, which Go leaves out.
    if c == '\u{131}' || c == '\u{130}' {
        return Vec::new();
    }
    let base = single(c.to_uppercase()).and_then(|upper| single(upper.to_lowercase()));
    let base = base.or_else(|| single(c.to_lowercase())).unwrap_or(c);
    let mut found: Vec<char> =
        [Some(base), single(base.to_uppercase()), single(c.to_lowercase()), single(c.to_uppercase())]
            .into_iter()
            .flatten()
            .collect();
    for &(odd, plain) in ODD_CASES {
        if plain == base || plain == c || found.contains(&odd) || odd == c {
            found.push(odd);
            found.push(plain);
            found.extend(single(plain.to_uppercase()));
        }
    }
    found.retain(|&other| other != c);
    found
}

fn single(mut chars: impl Iterator<Item = char>) -> Option<char> {
    let first = chars.next()?;
    chars.next().is_none().then_some(first)
}

/// Characters that fold to another but are nobody's upper or lower case.
const ODD_CASES: &[(char, char)] = &[
    ('\u{17F}', 's'),
    ('\u{212A}', 'k'),
    ('\u{212B}', 'å'),
    ('\u{2126}', 'ω'),
    ('\u{B5}', 'μ'),
    ('\u{3C2}', 'σ'),
    ('\u{3D0}', 'β'),
    ('\u{3D1}', 'θ'),
    ('\u{3F4}', 'θ'),
    ('\u{3D5}', 'φ'),
    ('\u{3D6}', 'π'),
    ('\u{3F0}', 'κ'),
    ('\u{3F1}', 'ρ'),
    ('\u{3F5}', 'ε'),
    ('\u{345}', 'ι'),
    ('\u{1FBE}', 'ι'),
    ('\u{1E9B}', 'ṡ'),
    ('\u{1E9E}', 'ß'),
    ('\u{1C5}', '\u{1C6}'),
    ('\u{1C8}', '\u{1C9}'),
    ('\u{1CB}', '\u{1CC}'),
    ('\u{1F2}', '\u{1F3}'),
];

/// The ASCII part of the Unicode class `name`; `None` when Go knows no such class.
pub(super) fn unicode_ascii(name: &str) -> Option<Ranges> {
    let ranges: &[(u32, u32)] = match name {
        "Any" => return Some(vec![(0, LAST)]),
        "L" | "Latin" => &[(0x41, 0x5A), (0x61, 0x7A)],
        "Lu" => &[(0x41, 0x5A)],
        "Ll" => &[(0x61, 0x7A)],
        "N" | "Nd" => &[(0x30, 0x39)],
        "C" | "Cc" => &[(0x00, 0x1F), (0x7F, 0x7F)],
        "P" => &[
            (0x21, 0x23),
            (0x25, 0x2A),
            (0x2C, 0x2F),
            (0x3A, 0x3B),
            (0x3F, 0x40),
            (0x5B, 0x5D),
            (0x5F, 0x5F),
            (0x7B, 0x7B),
            (0x7D, 0x7D),
        ],
        "Pc" => &[(0x5F, 0x5F)],
        "Pd" => &[(0x2D, 0x2D)],
        "Ps" => &[(0x28, 0x28), (0x5B, 0x5B), (0x7B, 0x7B)],
        "Pe" => &[(0x29, 0x29), (0x5D, 0x5D), (0x7D, 0x7D)],
        "Po" => &[
            (0x21, 0x23),
            (0x25, 0x27),
            (0x2A, 0x2A),
            (0x2C, 0x2C),
            (0x2E, 0x2F),
            (0x3A, 0x3B),
            (0x3F, 0x40),
            (0x5C, 0x5C),
        ],
        "S" => &[
            (0x24, 0x24),
            (0x2B, 0x2B),
            (0x3C, 0x3E),
            (0x5E, 0x5E),
            (0x60, 0x60),
            (0x7C, 0x7C),
            (0x7E, 0x7E),
        ],
        "Sc" => &[(0x24, 0x24)],
        "Sk" => &[(0x5E, 0x5E), (0x60, 0x60)],
        "Sm" => &[(0x2B, 0x2B), (0x3C, 0x3E), (0x7C, 0x7C), (0x7E, 0x7E)],
        "Z" | "Zs" => &[(0x20, 0x20)],
        "Common" => &[(0x00, 0x40), (0x5B, 0x60), (0x7B, 0x7F)],
        _ if NOTHING_IN_ASCII.contains(&name) => &[],
        _ => return None,
    };
    Some(ranges.to_vec())
}

/// Go's other categories and scripts, which hold no ASCII character.
const NOTHING_IN_ASCII: &[&str] = &[
    "Cf",
    "Co",
    "Cs",
    "Lm",
    "Lo",
    "Lt",
    "M",
    "Mc",
    "Me",
    "Mn",
    "Nl",
    "No",
    "Pf",
    "Pi",
    "So",
    "Zl",
    "Zp",
    "Adlam",
    "Ahom",
    "Anatolian_Hieroglyphs",
    "Arabic",
    "Armenian",
    "Avestan",
    "Balinese",
    "Bamum",
    "Bassa_Vah",
    "Batak",
    "Bengali",
    "Bhaiksuki",
    "Bopomofo",
    "Brahmi",
    "Braille",
    "Buginese",
    "Buhid",
    "Canadian_Aboriginal",
    "Carian",
    "Caucasian_Albanian",
    "Chakma",
    "Cham",
    "Cherokee",
    "Chorasmian",
    "Coptic",
    "Cuneiform",
    "Cypriot",
    "Cypro_Minoan",
    "Cyrillic",
    "Deseret",
    "Devanagari",
    "Dives_Akuru",
    "Dogra",
    "Duployan",
    "Egyptian_Hieroglyphs",
    "Elbasan",
    "Elymaic",
    "Ethiopic",
    "Georgian",
    "Glagolitic",
    "Gothic",
    "Grantha",
    "Greek",
    "Gujarati",
    "Gunjala_Gondi",
    "Gurmukhi",
    "Han",
    "Hangul",
    "Hanifi_Rohingya",
    "Hanunoo",
    "Hatran",
    "Hebrew",
    "Hiragana",
    "Imperial_Aramaic",
    "Inherited",
    "Inscriptional_Pahlavi",
    "Inscriptional_Parthian",
    "Javanese",
    "Kaithi",
    "Kannada",
    "Katakana",
    "Kawi",
    "Kayah_Li",
    "Kharoshthi",
    "Khitan_Small_Script",
    "Khmer",
    "Khojki",
    "Khudawadi",
    "Lao",
    "Lepcha",
    "Limbu",
    "Linear_A",
    "Linear_B",
    "Lisu",
    "Lycian",
    "Lydian",
    "Mahajani",
    "Makasar",
    "Malayalam",
    "Mandaic",
    "Manichaean",
    "Marchen",
    "Masaram_Gondi",
    "Medefaidrin",
    "Meetei_Mayek",
    "Mende_Kikakui",
    "Meroitic_Cursive",
    "Meroitic_Hieroglyphs",
    "Miao",
    "Modi",
    "Mongolian",
    "Mro",
    "Multani",
    "Myanmar",
    "Nabataean",
    "Nag_Mundari",
    "Nandinagari",
    "New_Tai_Lue",
    "Newa",
    "Nko",
    "Nushu",
    "Nyiakeng_Puachue_Hmong",
    "Ogham",
    "Ol_Chiki",
    "Old_Hungarian",
    "Old_Italic",
    "Old_North_Arabian",
    "Old_Permic",
    "Old_Persian",
    "Old_Sogdian",
    "Old_South_Arabian",
    "Old_Turkic",
    "Old_Uyghur",
    "Oriya",
    "Osage",
    "Osmanya",
    "Pahawh_Hmong",
    "Palmyrene",
    "Pau_Cin_Hau",
    "Phags_Pa",
    "Phoenician",
    "Psalter_Pahlavi",
    "Rejang",
    "Runic",
    "Samaritan",
    "Saurashtra",
    "Sharada",
    "Shavian",
    "Siddham",
    "SignWriting",
    "Sinhala",
    "Sogdian",
    "Sora_Sompeng",
    "Soyombo",
    "Sundanese",
    "Syloti_Nagri",
    "Syriac",
    "Tagalog",
    "Tagbanwa",
    "Tai_Le",
    "Tai_Tham",
    "Tai_Viet",
    "Takri",
    "Tamil",
    "Tangsa",
    "Tangut",
    "Telugu",
    "Thaana",
    "Thai",
    "Tibetan",
    "Tifinagh",
    "Tirhuta",
    "Toto",
    "Ugaritic",
    "Vai",
    "Vithkuqi",
    "Wancho",
    "Warang_Citi",
    "Yezidi",
    "Yi",
    "Zanabazar_Square",
];
