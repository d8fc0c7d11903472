//! Names that give an entry away, and where such a name means the package rather than a word.

/// Whose packages a name is one of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ecosystem {
    /// Python: a package or a module; `-`, `_` and `.` are one, as in PEP 503.
    Python,
    /// npm.
    Npm,
    /// A Go module.
    Go,
    /// A Maven artefact or a Java package.
    Java,
    /// A NuGet package or a .NET namespace.
    Dotnet,
    /// A gem.
    Ruby,
    /// A container image, without its registry.
    Image,
    /// A GitHub action.
    Action,
}

/// A package's name.
#[derive(Clone, Copy, Debug)]
pub struct Sign {
    /// Whose.
    pub ecosystem: Ecosystem,
    /// The name.
    pub name: &'static str,
}

/// What a file's name says of its text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// A program.
    Code,
    /// A list of dependencies, or a configuration.
    List,
    /// Unknown: a text without a name, or with one that says nothing.
    Unknown,
}

/// Which ecosystem a file belongs to, and which place it is. No ecosystem: any may be in it.
pub(super) fn place(file: &str) -> (Option<Ecosystem>, Place) {
    let path = file.to_ascii_lowercase();
    let name = path.rsplit(['/', '\\']).next().unwrap_or_default();
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    let (ecosystem, place) = match (name, ending) {
        ("package.json" | "package-lock.json", _) => (Ecosystem::Npm, Place::List),
        ("pyproject.toml" | "pipfile" | "poetry.lock" | "uv.lock" | "setup.cfg" | "setup.py", _) => {
            (Ecosystem::Python, Place::List)
        }
        ("gemfile" | "gemfile.lock", _) | (_, "gemspec") => (Ecosystem::Ruby, Place::List),
        ("pom.xml", _) | (_, "gradle") => (Ecosystem::Java, Place::List),
        (_, "csproj" | "fsproj" | "props") => (Ecosystem::Dotnet, Place::List),
        (_, "mod") => (Ecosystem::Go, Place::List),
        (_, "txt" | "in") if name.starts_with("requirements") || name.starts_with("constraints") => {
            (Ecosystem::Python, Place::List)
        }
        (_, "py" | "pyi" | "ipynb") => (Ecosystem::Python, Place::Code),
        (_, "js" | "mjs" | "cjs" | "jsx" | "ts" | "mts" | "cts" | "tsx") => (Ecosystem::Npm, Place::Code),
        (_, "go") => (Ecosystem::Go, Place::Code),
        (_, "java" | "kt") => (Ecosystem::Java, Place::Code),
        (_, "kts") if name.contains("gradle") => (Ecosystem::Java, Place::List),
        (_, "kts") => (Ecosystem::Java, Place::Code),
        (_, "cs" | "fs") => (Ecosystem::Dotnet, Place::Code),
        (_, "rb") => (Ecosystem::Ruby, Place::Code),
        _ => return (None, Place::Unknown),
    };
    (Some(ecosystem), place)
}

/// A line, as far as a name in it is judged by it.
#[derive(Clone, Copy)]
pub(super) struct Line<'a> {
    /// The line without blanks around it.
    pub(super) text: &'a str,
    /// Whether it begins as an import does in Python, Java or C#.
    pub(super) imports: bool,
}

impl<'a> Line<'a> {
    /// A line of a text.
    pub(super) fn new(text: &'a str) -> Self {
        let text = text.trim();
        let from = text.starts_with("from ") && text.contains(" import ");
        let imports = from || text.starts_with("import ") || text.starts_with("using ");
        Self { text, imports }
    }

    /// Whether it is a command that installs packages.
    fn installs(self) -> bool {
        let commands = ["install ", " add ", "npm i ", "go get ", "require "];
        commands.iter().any(|command| self.text.contains(command))
    }

    /// Whether it names the image of a container.
    fn runs(self) -> bool {
        self.text.starts_with("FROM ")
            || ["image", "Image", "docker ", "podman "].iter().any(|word| self.text.contains(word))
    }
}

impl Sign {
    /// Whether this name begins at a place in a line and means the package there.
    pub(super) fn begins(&self, line: Line<'_>, at: usize, place: Place) -> bool {
        let Some(rest) = line.text.get(at..) else { return false };
        let Some(here) = rest.get(..self.name.len()) else { return false };
        if !self.is(here) {
            return false;
        }
        let before = line.text.get(..at).and_then(|text| text.chars().next_back());
        let after = rest.get(self.name.len()..).unwrap_or_default();
        let next = after.chars().next();
        if next.is_some_and(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_')) {
            return false;
        }
        let quoted = matches!(before, Some('"' | '\'' | '`'));
        let parted = quoted || before.is_none_or(char::is_whitespace);
        match self.ecosystem {
            Ecosystem::Python if line.imports => matches!(before, Some(' ' | ',' | '(')),
            Ecosystem::Python if place == Place::Code => false,
            Ecosystem::Python if line.text.starts_with("- ") && !quoted => {
                at == 2 && (after.is_empty() || versioned(after))
            }
            Ecosystem::Python if parted && line.installs() => ends(after) || versioned(after),
            Ecosystem::Python => (before.is_none() || quoted) && requires(after, place),
            Ecosystem::Npm => (quoted || (parted && line.installs())) && next != Some('.'),
            Ecosystem::Go => {
                quoted || before.is_none() || (parted && (place != Place::Unknown || line.installs()))
            }
            Ecosystem::Java if line.imports => parted,
            Ecosystem::Java => quoted || matches!(before, Some('>' | ':')),
            Ecosystem::Dotnet => quoted || (line.imports && parted),
            Ecosystem::Ruby => quoted,
            Ecosystem::Image => {
                line.runs() && (parted || before == Some('/')) && !matches!(next, Some('/' | '.'))
            }
            Ecosystem::Action => parted && matches!(next, Some('@' | '/')),
        }
    }

    /// Whether a text is this name: in any case where the ecosystem has none, and with one sort of joint in Python.
    fn is(&self, text: &str) -> bool {
        let python = self.ecosystem == Ecosystem::Python;
        let exact = matches!(self.ecosystem, Ecosystem::Go | Ecosystem::Java | Ecosystem::Image);
        text.bytes().zip(self.name.bytes()).all(|(one, other)| {
            one == other
                || (!exact && one.eq_ignore_ascii_case(&other))
                || (python && joins(one) && joins(other))
        })
    }
}

const fn joins(byte: u8) -> bool {
    matches!(byte, b'-' | b'_' | b'.')
}

/// Whether what stands behind a Python package makes it a requirement. Text of an unknown kind must show a version, for many
/// of these names are words too.
fn requires(after: &str, place: Place) -> bool {
    if place == Place::Unknown {
        return versioned(after) && !after.trim_start().starts_with("= ");
    }
    versioned(after) || ends(after)
}

fn versioned(after: &str) -> bool {
    after.trim_start().starts_with(['=', '<', '>', '~', '!', '['])
}

fn ends(after: &str) -> bool {
    after.is_empty() || after.starts_with([' ', '"', '\'', ';', ',', '#', '\\'])
}
