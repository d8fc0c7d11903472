//! From what was read to what a client has around it.

use super::Reading;
use super::sink::{Change, Scope};
use crate::precedence::{Client, Content, Document, Surroundings, TokenField};

/// The surroundings of one workload, for each client that has its own.
#[derive(Clone, Debug)]
pub struct Gathered {
    process: Surroundings,
    claude_code: Surroundings,
    java: Surroundings,
}

impl Gathered {
    /// What one client has around it.
    pub fn around(&self, client: &Client) -> &Surroundings {
        match client.slug {
            "claude-code" | "claude-code-action" => &self.claude_code,
            "java" => &self.java,
            _ => &self.process,
        }
    }
}

/// Puts readings together, in their order: the last assignment wins. `now` is in seconds since 1970.
///
/// A file with an identity token is taken to be there, since it lies beside the workload and not beside its configuration;
/// a profile is not.
pub fn gather(readings: &[Reading], now: i64) -> Gathered {
    let base = Surroundings::at(now);
    let mut gathered = Gathered { process: base.clone(), claude_code: base.clone(), java: base };
    for change in readings.iter().flat_map(|reading| &reading.changes) {
        for (scope, around) in [
            (Scope::Process, &mut gathered.process),
            (Scope::ClaudeCode, &mut gathered.claude_code),
            (Scope::Java, &mut gathered.java),
        ] {
            match change {
                Change::Variable(of, name, value) if *of == Scope::Process || *of == scope => match value {
                    Some(value) => around.set_variable(name, value.clone()),
                    None => around.unset(name),
                },
                Change::Helper => around.claude_code.api_key_helper = true,
                _ => {}
            }
        }
    }
    // A setting of one client's own outranks the process, wherever it stands.
    for change in readings.iter().flat_map(|reading| &reading.changes) {
        if let Change::Variable(scope, name, Some(value)) = change {
            match scope {
                Scope::ClaudeCode => gathered.claude_code.set_variable(name, value.clone()),
                Scope::Java => gathered.java.set_variable(name, value.clone()),
                _ => {}
            }
        }
    }
    for around in [&mut gathered.process, &mut gathered.claude_code, &mut gathered.java] {
        add_files(around, readings);
    }
    gathered
}

fn add_files(around: &mut Surroundings, readings: &[Reading]) {
    let mut tokens: Vec<String> =
        around.plain("ANTHROPIC_IDENTITY_TOKEN_FILE").map(str::to_owned).into_iter().collect();
    let directories = directories(around);
    let chosen =
        around.plain("ANTHROPIC_PROFILE").filter(|name| !name.is_empty()).unwrap_or("default").to_owned();
    for reading in readings {
        for change in &reading.changes {
            let folder = match change {
                Change::Profile(document) => {
                    tokens.extend(token_file(document));
                    "configs"
                }
                Change::Credentials => "credentials",
                _ => continue,
            };
            // By its own name where it lies in its folder, else as the one that is chosen.
            let name = in_folder(&reading.file, folder).unwrap_or(&chosen);
            for directory in &directories {
                if let Some(file) = &reading.content {
                    around.add_content(&format!("{directory}/{folder}/{name}.json"), file.clone());
                }
            }
        }
    }
    for path in tokens {
        if !path.is_empty() && around.file(&path).is_none() {
            around.add_file(&path, "token", None);
        }
    }
}

/// Every directory in which some client looks for profiles.
fn directories(around: &Surroundings) -> Vec<String> {
    let filled = |name: &str| around.plain(name).filter(|text| !text.is_empty());
    let mut directories = vec![format!("{}/.config/anthropic", around.home())];
    directories.extend(filled("XDG_CONFIG_HOME").map(|xdg| format!("{xdg}/anthropic")));
    directories.extend(filled("ANTHROPIC_CONFIG_DIR").map(str::to_owned));
    directories
}

fn in_folder<'a>(path: &'a str, folder: &str) -> Option<&'a str> {
    let (rest, base) = path.rsplit_once(['/', '\\'])?;
    let parent = rest.rsplit(['/', '\\']).next()?;
    base.strip_suffix(".json").filter(|_| parent == folder)
}

fn token_file(document: &Document) -> Option<String> {
    match &document.identity_token {
        TokenField::Text(path) => Some(path.clone()),
        TokenField::Object(object) => object.path.filled().map(str::to_owned),
        _ => None,
    }
}

/// The content of a file of the configuration directory.
pub(super) fn content(text: &str) -> Option<Content> {
    let mut around = Surroundings::default();
    around.add_file("file", text, None);
    around.file("file").map(|file| file.content.clone())
}
