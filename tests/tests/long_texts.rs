//! A long text, of which what names nothing of ours is passed over, says what a short one says.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use keyless_core::precedence::{ALL, resolve};
use keyless_core::surroundings::{Format, Language, Reading, gather, read, read_as};
use proptest::prelude::*;
use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

/// Files of all formats: name, text and format.
static FIXTURES: LazyLock<Vec<(String, String, Format)>> = LazyLock::new(|| {
    fn files(folder: &Path) -> Vec<PathBuf> {
        let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
        entries.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
    }
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("surroundings");
    let mut all: Vec<_> = files(&folder)
        .into_iter()
        .filter(|path| !path.ends_with("expected.json"))
        .map(|path| {
            let name = path.strip_prefix(&folder).unwrap().display().to_string();
            let text = std::fs::read_to_string(&path).unwrap();
            let format = read(&name, &text).unwrap().format;
            (name, text, format)
        })
        .collect();
    all.sort_by(|one, other| one.0.cmp(&other.0));
    all
});

/// How long a text has to be to count as a long one.
const LONG: usize = 80 * 1024;

/// A text with so much behind it in which nothing stands that it counts as a long one; none for a format whose every line says
/// something.
fn with_much_behind(text: &str, format: Format) -> Option<String> {
    let line = match format {
        Format::Env | Format::AntStatus | Format::Unknown => return None,
        Format::Profile | Format::Credentials | Format::ClaudeSettings | Format::Json => "          \n",
        Format::Kubernetes if text.trim_start().starts_with('{') => "          \n",
        Format::Kubernetes | Format::Yaml => "---\nkind: Nothing\nspec:\n  containers:\n    - name: none\n",
        Format::Hcl => "locals {\n  a = { b = \"c\" }\n}\n",
        Format::Source(Language::Python | Language::Ruby) => "# nothing\n",
        Format::Source(_) => "// nothing\n",
        _ => "# nothing\n",
    };
    Some(format!("{text}\n{}", line.repeat(LONG / line.len())))
}

/// A text behind a comment of so many words; none for a format that knows no comments of that form.
fn behind_a_comment(text: &str, format: Format, words: usize) -> Option<String> {
    let mark = match format {
        Format::Source(Language::Php) | Format::Env | Format::AntStatus | Format::Unknown => return None,
        _ if text.trim_start().starts_with('{') => return None,
        Format::Source(language) if !matches!(language, Language::Python | Language::Ruby) => "//",
        _ => "#",
    };
    Some(format!("{mark}{}\n{text}", " nothing".repeat(words)))
}

#[test]
fn a_long_text_says_what_a_short_one_says() {
    let mut seen = [0, 0];
    for (name, text, format) in &*FIXTURES {
        let with_much = [
            with_much_behind(text, *format).map(|long| (text.clone(), long)),
            // A line for a line, so that all keep their numbers.
            behind_a_comment(text, *format, 1).zip(behind_a_comment(text, *format, LONG / 8)),
        ];
        for (seen, (short, long)) in
            seen.iter_mut().zip(with_much).filter_map(|(seen, pair)| Some((seen, pair?)))
        {
            let [short, long] = [short, long].map(|text| read_as(name, &text, *format).unwrap());
            assert_eq!(long.unread, short.unread, "{name}");
            says_the_same(name, &short, &long);
            *seen += 1;
        }
    }
    assert!(seen[0] > 60 && seen[1] > 45, "{seen:?} files");
}

/// A change to a file's lines: what is done, where, to how many, and to where.
fn change() -> impl Strategy<Value = (u8, prop::sample::Index, usize, prop::sample::Index)> {
    (0..4_u8, any::<prop::sample::Index>(), 1..12_usize, any::<prop::sample::Index>())
}

/// Lines in which nothing of ours is named any more.
fn silent(lines: &[String]) -> Vec<String> {
    let words = [
        ("ANTHROPIC", "OTHER"),
        ("nthropic", "other"),
        ("sk-ant", "sk-oth"),
        ("CLAUDE", "CLOUD"),
        ("laude", "loud"),
    ];
    let silenced =
        |line: &String| words.iter().fold(line.clone(), |line, (word, other)| line.replace(word, other));
    lines.iter().map(silenced).collect()
}

proptest! {
    // A change may break a file, which is then not compared.
    #![proptest_config(ProptestConfig { max_global_rejects: 1 << 20, ..ProptestConfig::default() })]
    #[test]
    fn so_does_a_changed_one(of in any::<prop::sample::Index>(), changes in prop::collection::vec(change(), 1..6)) {
        // Blocks of HCL are left out with the places that they would be, where something stands at the top, beside all blocks.
        let may_be = |(_, text, format): &&(String, String, Format)| {
            *format != Format::Hcl && behind_a_comment(text, *format, 1).is_some()
        };
        let fixtures: Vec<_> = FIXTURES.iter().filter(may_be).collect();
        let (name, text, format) = fixtures[of.index(fixtures.len())];
        let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
        for (what, from, many, to) in changes {
            let from = from.index(lines.len().max(1));
            let part: Vec<String> = lines.iter().skip(from).take(many).cloned().collect();
            let to = to.index(lines.len() + 1);
            match what {
                0 => drop(lines.splice(from..from + part.len().min(1), [])),
                1 => drop(lines.splice(to..to, part)),
                2 => drop(lines.splice(from..from + part.len(), silent(&part))),
                _ => drop(lines.splice(from + part.len()..from + part.len(), silent(&part))),
            }
        }
        // Two resources of a name are no template: the short one is told with both, the long one with that which says something.
        let mut seen = HashSet::new();
        let is_once = |line: &String| !line.ends_with(':') || seen.insert(line.clone());
        prop_assume!(*format != Format::Stack || lines.iter().all(is_once));
        let text = lines.join("\n") + "\n";
        let [short, long] = [1, LONG / 8].map(|words| {
            let text = behind_a_comment(&text, *format, words);
            prop_assume!(text.is_some());
            Ok(read_as(name, &text.unwrap(), *format).unwrap())
        });
        let (short, long) = (short?, long?);
        let name = format!("{name}\n{text}");
        // What is broken where nothing of ours stands is not told of a long text, and around what is broken it may be read otherwise.
        prop_assume!(long.unread == short.unread);
        prop_assume!(!short.unread.iter().any(|unread| unread.message.starts_with("no YAML")));
        says_the_same(&name, &short, &long);
    }
}

fn says_the_same(name: &str, short: &Reading, long: &Reading) {
    assert_eq!(long.findings, short.findings, "{name}");
    let gathered = [short, long].map(|reading| gather(std::slice::from_ref(reading), 1_795_219_200));
    let [short, long] = &gathered;
    assert_eq!(long.places(), short.places(), "{name}");
    assert_eq!(long.missing(), short.missing(), "{name}");
    for place in 0..short.places().len() {
        for client in &ALL {
            let source = |around: &keyless_core::surroundings::Gathered| {
                format!("{:?}", resolve(client, around.at(place, client)))
            };
            assert_eq!(source(long), source(short), "{name}, {}", client.slug);
        }
    }
}
