//! `keyless generate`

use crate::{Ending, input, print};
use keyless_core::export::{self, Artifact};
use keyless_core::rule::DraftProblem;
use keyless_core::setup::Setup;
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

pub(crate) const EXAMPLES: &str = "Examples:
  keyless generate setup.json --out federation
  keyless generate setup.json --out federation --force

SETUP is what the page saves. The shortest names a provider and its answers:
  {\"keyless_setup\": 1, \"workload\": {\"provider\": \"github-actions\",
    \"answers\": {\"owner\": \"acme\", \"repository\": \"site\", \"branch\": \"main\"}}}
  {\"keyless_setup\": 1, \"workload\": {\"provider\": \"kubernetes\",
    \"answers\": {\"cluster\": \"eks\", \"issuer_url\": \"https://oidc.eks.eu-west-1.amazonaws.com/id/0A1B\",
      \"namespace\": \"jobs\", \"service_account\": \"worker\"}}}
Exit status: 0 written, 1 the service would refuse the setup and nothing was written, 2 unusable input.";

#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// The saved setup, - for standard input
    setup: PathBuf,
    /// Folder to write to; made where it is missing
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    /// Write over files that are there and differ
    #[arg(long)]
    force: bool,
}

pub(crate) fn run(arguments: &Arguments) -> Result<Ending, String> {
    let setup = Setup::from_json(&input::text(&arguments.setup)?)
        .map_err(|e| format!("{}: {e}", arguments.setup.display()))?;
    if setup.provider().is_none() {
        return Err(format!("{}: names no provider that this release knows", arguments.setup.display()));
    }
    let problems = problems(&setup);
    if !problems.is_empty() {
        for problem in problems {
            eprintln!("keyless: {}", print::plain(&problem.to_string()));
        }
        eprintln!("keyless: nothing was written");
        return Ok(Ending::Denied);
    }
    let artifacts = export::artifacts(&setup);
    // Look at everything before writing anything.
    for artifact in &artifacts {
        let path = arguments.out.join(&artifact.path);
        match std::fs::read(&path) {
            Ok(there) if there == artifact.body.as_bytes() || arguments.force => {}
            Ok(_) => {
                return Err(format!(
                    "{}: is there already and differs; move it away, or give --force. Nothing was written",
                    path.display()
                ));
            }
            Err(e) if e.kind() == ErrorKind::NotFound => {}
            Err(e) => return Err(format!("{}: cannot be looked at: {e}", path.display())),
        }
    }
    for artifact in &artifacts {
        let path = arguments.out.join(&artifact.path);
        write(&path, artifact).map_err(|e| format!("{}: cannot be written: {e}", path.display()))?;
        print::line(&format!("{:<40} {}", path.display(), artifact.title));
    }
    for missing in export::missing(&setup) {
        eprintln!("keyless: still to fill in: {}: {}", missing.placeholder, missing.meaning);
    }
    Ok(Ending::Accepted)
}

fn problems(setup: &Setup) -> Vec<DraftProblem> {
    let mut all = setup.issuer.parse().err().unwrap_or_default();
    all.extend(setup.rule.parse(Some(&setup.issuer), Some(&setup.account)).err().unwrap_or_default());
    all.extend(setup.account.parse().err().unwrap_or_default());
    all
}

fn write(path: &Path, artifact: &Artifact) -> std::io::Result<()> {
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder)?;
    }
    let mut file = std::fs::File::create(path)?;
    file.write_all(artifact.body.as_bytes())?;
    #[cfg(unix)]
    if artifact.language == export::Language::Shell {
        use std::os::unix::fs::PermissionsExt;
        file.set_permissions(std::fs::Permissions::from_mode(0o755))?;
    }
    Ok(())
}
