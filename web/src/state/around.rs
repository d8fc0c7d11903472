//! What was read of a workload's surroundings. It holds readings, in which every credential is a mask, and no text.

use keyless_core::compat::{self, Found};
use keyless_core::surroundings::{self, Format, LONGEST, Reading};
use std::rc::Rc;

/// What the box's text is called where a file's name would stand.
pub const PASTED: &str = "pasted text";

/// A text that was read. It holds nothing of the text but its length.
#[derive(Debug, Clone)]
pub struct Text {
    /// The file's name.
    pub name: String,
    /// Its length, in bytes.
    pub bytes: usize,
    /// What stands in it; none where it is too long to be read.
    pub reading: Option<Rc<Reading>>,
    /// Frameworks, gateways and tools that it names.
    pub named: Vec<Found>,
}

/// Reads a text under a name.
pub fn read(name: &str, text: &str) -> Text {
    read_as(name, text, Format::of(name, text.get(..LONGEST).unwrap_or(text)))
}

/// Reads a text whose format is known.
pub fn read_as(name: &str, text: &str, format: Format) -> Text {
    let reading = surroundings::read_as(name, text, format).map(Rc::new);
    // Programs and lists of dependencies are no longer than this.
    let named = if text.len() < LONG { compat::in_text(name, text) } else { Vec::new() };
    Text { name: keyless_core::secret::scrub(name), bytes: text.len(), reading, named }
}

/// From this length on, in bytes, a text is taken out of its box as it is read: a box that holds more slows the page.
pub const LONG: usize = 256 * 1024;

/// A text with its credentials masked, where there are any, to take its place in the box.
pub fn masked(text: &str, read: &Text) -> Option<String> {
    match &read.reading {
        Some(reading) => surroundings::masked(text, reading),
        // What is too long to be read is not to stay as it is either.
        None => keyless_core::secret::masked(text),
    }
}

/// Whether a text is longer than what is read, and how to say so.
pub fn too_long(text: &Text) -> Option<String> {
    text.reading.is_none().then(|| {
        format!(
            "Longer than the {} MB that are read, so it was left out. Give the part that matters.",
            LONGEST / (1024 * 1024)
        )
    })
}

/// What is said of a text of so many bytes that no box holds.
pub fn left_out(bytes: usize) -> String {
    format!("Read, and taken out of the box: {} would slow it.", size(bytes))
}

/// A length in words.
pub fn size(bytes: usize) -> String {
    const KB: usize = 1024;
    match bytes {
        0..KB => format!("{bytes} bytes"),
        _ if bytes < KB * KB => format!("{} KB", bytes.div_ceil(KB)),
        _ => format!("{}.{} MB", bytes / (KB * KB), bytes % (KB * KB) * 10 / (KB * KB)),
    }
}

/// Everything that was read.
#[derive(Debug, Clone, Default)]
pub struct Around {
    /// What stands in the box, if anything does.
    pub pasted: Option<Text>,
    /// Files, each with a number of its own, in the order in which they came.
    pub files: Vec<(u32, Text)>,
    /// When the last of it was read, in seconds since 1970.
    pub at: i64,
    next: u32,
}

impl Around {
    /// One text alone, as from the box.
    pub fn of(text: Text) -> Self {
        Self { pasted: Some(text), ..Self::default() }
    }

    /// Whether there is nothing.
    pub fn is_empty(&self) -> bool {
        self.pasted.is_none() && self.files.is_empty()
    }

    /// Every text with its number; the box has none. Files come first, so that what is pasted beside them has the last word.
    pub fn texts(&self) -> impl Iterator<Item = (Option<u32>, &Text)> {
        self.files
            .iter()
            .map(|(id, text)| (Some(*id), text))
            .chain(self.pasted.iter().map(|text| (None, text)))
    }

    /// Every reading, in the same order.
    pub fn readings(&self) -> Vec<Reading> {
        self.texts().filter_map(|(_, text)| text.reading.as_deref().cloned()).collect()
    }

    /// Takes files in. One of the same name takes the place of the last.
    pub(super) fn add(&mut self, texts: Vec<Text>) {
        for text in texts {
            if let Some((_, old)) = self.files.iter_mut().find(|(_, old)| old.name == text.name) {
                *old = text;
            } else {
                self.files.push((self.next, text));
                self.next += 1;
            }
        }
    }

    /// Lets a file go.
    pub(super) fn remove(&mut self, id: u32) {
        self.files.retain(|(other, _)| *other != id);
    }
}

/// What is shown of the answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Chosen {
    /// The client, by its slug; none for the one that matters most.
    pub client: Option<&'static str>,
    /// The place, by its number; none for the one that matters most.
    pub place: Option<usize>,
}

/// What is read, by kind.
pub const ACCEPTED: [(&str, &str); 5] = [
    ("Shells", "env, set, .env, .bashrc, scripts, PowerShell, fish, systemd units"),
    ("Containers", "Dockerfile, compose, Kubernetes manifests, ECS, Cloud Run"),
    ("Pipelines", "GitHub, GitLab, CircleCI, Bitbucket, Azure"),
    ("Anthropic", "profiles, credentials, Claude Code settings, ant auth status"),
    ("Code", "Terraform, Java properties, Python, TypeScript, Go"),
];

/// Texts to try, each with its name.
pub const EXAMPLES: [(&str, &str); 2] = [
    (
        "A workflow with a leftover key",
        "name: release notes\non:\n  push:\n    tags: [\"v*\"]\npermissions:\n  id-token: write\nenv:\n  \
         ANTHROPIC_API_KEY: ${{ secrets.ANTHROPIC_API_KEY }}\njobs:\n  notes:\n    runs-on: ubuntu-latest\n    env:\n      \
         ANTHROPIC_FEDERATION_RULE_ID: fdrl_01EXAMPLE\n      \
         ANTHROPIC_ORGANIZATION_ID: 00000000-0000-4000-8000-000000000001\n      \
         ANTHROPIC_IDENTITY_TOKEN_FILE: /tmp/gha-jwt\n    steps:\n      - run: python notes.py\n",
    ),
    (
        "A shell profile",
        "export PATH=\"$HOME/bin:$PATH\"\n# for the demo in March\nexport ANTHROPIC_API_KEY=sk-ant-api03…Xy9A\n\
         export ANTHROPIC_PROFILE=work\nunset ANTHROPIC_AUTH_TOKEN\n",
    ),
];

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn lengths_are_told_in_words() {
        let table = [
            (0, "0 bytes"),
            (1023, "1023 bytes"),
            (1024, "1 KB"),
            (1500, "2 KB"),
            (5 * 1024 * 1024 + 110_000, "5.1 MB"),
        ];
        for (bytes, words) in table {
            assert_eq!(size(bytes), words);
        }
    }

    #[test]
    fn what_is_too_long_is_masked_and_told() {
        let long = format!("ANTHROPIC_API_KEY=sk-ant-api03-{}\n{}", "q".repeat(60), "x".repeat(LONGEST));
        let text = read("env.txt", &long);
        assert!(text.reading.is_none());
        assert!(too_long(&text).unwrap().starts_with("Longer than the 8 MB"));
        assert!(masked(&long, &text).unwrap().starts_with("ANTHROPIC_API_KEY=sk-ant-api03…qqqq\n"));
    }

    #[test]
    fn a_file_of_the_same_name_takes_the_place_of_the_last() {
        let mut around = Around::default();
        around.add(vec![read(".env", "A=1"), read("b", "")]);
        around.add(vec![read(".env", "A=12")]);
        let names: Vec<(u32, &str, usize)> =
            around.files.iter().map(|(id, text)| (*id, text.name.as_str(), text.bytes)).collect();
        assert_eq!(names, [(0, ".env", 4), (1, "b", 0)]);
        around.remove(0);
        around.add(vec![read("c", "")]);
        assert_eq!(
            around.files.iter().map(|(id, _)| *id).collect::<Vec<_>>(),
            [1, 2],
            "numbers are not given twice"
        );
    }
}
