//! `keyless precedence`

use crate::{Ending, check, input, print};
use keyless_core::precedence::{ALL, Client, Outcome, Source, Standing, Tier, by_slug, resolve};
use keyless_core::surroundings::{Format, Gathered, Reading, gather, read, read_as};
use serde_json::{Map, Value, json};
use std::path::{Path, PathBuf};

pub(crate) const EXAMPLES: &str = "Examples:
  env | keyless precedence
  keyless precedence .env Dockerfile ~/.bashrc --client python
  keyless precedence --env env.txt .claude/settings.json --json

FILES may be output of env, set or export -p, .env files, scripts of a shell, fish or PowerShell, Dockerfiles, systemd units,
Java properties, profiles and credentials files, and Claude Code settings; Compose files; manifests of Kubernetes, Helm,
Kustomize and Cloud Run; workflows and actions of GitHub, pipelines of GitLab, CircleCI, Bitbucket and Azure; any other YAML.
Of several places in them, the worst is told. The last assignment wins, in the order of FILES.
Keys and tokens are masked as they are read. A file with an identity token is taken to be there.
Exit status: 0 no static key wins, 1 a static key wins or would win, 2 unusable input.";

#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// Files that surround the workload, - for standard input [default: -, unless --env is given]
    #[arg(value_name = "FILES")]
    files: Vec<PathBuf>,
    /// Answer for one client: python, typescript, go, java, csharp, ruby, php, ant, claude-code, claude-code-action
    #[arg(long, value_name = "NAME")]
    client: Option<String>,
    /// Output of env, as the workload starts with it; read before FILES, each value as it stands
    #[arg(long, value_name = "FILE")]
    env: Option<PathBuf>,
    /// Print JSON: {\"findings\": [{\"file\", \"line\", \"name\", \"kind\", \"state\", \"secret\"}], \"clients\": {\"python\": {\"source\", \"detail\"}, …}}
    #[arg(long)]
    json: bool,
}

pub(crate) fn run(arguments: &Arguments) -> Result<Ending, String> {
    let clients = match &arguments.client {
        None => ALL.to_vec(),
        Some(name) => vec![by_slug(name).ok_or_else(|| {
            let known: Vec<&str> = ALL.iter().map(|client| client.slug).collect();
            format!("--client: not known here; one of {}", known.join(", "))
        })?],
    };
    let readings = readings(arguments)?;
    let gathered = gather(&readings, check::now());
    let outcomes: Vec<Outcome> = clients.iter().map(|client| worst(client, &gathered)).collect();
    for unread in readings.iter().flat_map(|reading| &reading.unread).chain(gathered.missing()) {
        eprintln!("keyless: {}", print::plain(&unread.to_string()));
    }
    if arguments.json {
        print::json(&as_json(&readings, &outcomes));
    } else {
        print::line(&print::plain(&as_text(&readings, &outcomes)));
    }
    Ok(if outcomes.iter().any(is_static) { Ending::Denied } else { Ending::Accepted })
}

fn readings(arguments: &Arguments) -> Result<Vec<Reading>, String> {
    let long = |path: &Path| format!("{}: longer than 5 MB; give the part that matters", path.display());
    let mut readings = Vec::new();
    if let Some(path) = &arguments.env {
        let reading = read_as(&path.display().to_string(), &input::text(path)?, Format::Env);
        readings.push(reading.ok_or_else(|| long(path))?);
    }
    let pasted = [PathBuf::from("-")];
    let files = match arguments.files.as_slice() {
        [] if arguments.env.is_none() => &pasted,
        files => files,
    };
    for path in files {
        let text = input::text(path)?;
        readings.push(read(&path.display().to_string(), &text).ok_or_else(|| long(path))?);
    }
    let useless = |reading: &Reading| reading.format == Format::Unknown && reading.findings.is_empty();
    if readings.iter().all(useless) {
        return Err("nothing here is of a format that is known; see keyless precedence --help".to_owned());
    }
    Ok(readings)
}

/// What a client does at the place where that is worst: it uses a static key, or fails, or finds nothing.
fn worst(client: &'static Client, gathered: &Gathered) -> Outcome {
    let at = |place| resolve(client, gathered.at(place, client));
    let rank = |outcome: &Outcome| match outcome.source {
        _ if is_static(outcome) => 0,
        Source::Error => 1,
        Source::None => 3,
        _ => 2,
    };
    (1..gathered.places().len())
        .map(at)
        .fold(at(0), |worst, next| if rank(&next) < rank(&worst) { next } else { worst })
}

/// Whether a static key is used, is what the search fails over, or is next in line.
fn is_static(outcome: &Outcome) -> bool {
    let tier = |tier| matches!(tier, Tier::ApiKey | Tier::AuthToken | Tier::ApiKeyHelper | Tier::OauthToken);
    let below = |standing| matches!(standing, Standing::Shadowed | Standing::WouldFail);
    outcome.source.is_static()
        || tier(outcome.tier)
        || outcome.next.is_some_and(|next| next.source.is_static())
        || outcome.steps.iter().any(|step| tier(step.tier) && below(step.standing))
}

fn as_json(readings: &[Reading], outcomes: &[Outcome]) -> Value {
    let findings: Vec<Value> =
        readings.iter().flat_map(|reading| &reading.findings).map(|finding| json!(finding)).collect();
    let clients: Map<String, Value> = outcomes
        .iter()
        .map(|outcome| {
            let answer = json!({"source": outcome.source.code(), "detail": outcome.detail.code()});
            (outcome.client.slug.to_owned(), answer)
        })
        .collect();
    json!({"findings": findings, "clients": clients})
}

fn as_text(readings: &[Reading], outcomes: &[Outcome]) -> String {
    let mut out = String::new();
    for reading in readings {
        out += &format!("{} ({})\n", reading.file, reading.format.name());
        if reading.findings.is_empty() {
            out += "  nothing that decides about a credential\n";
        }
        for finding in &reading.findings {
            let secret = finding.secret.as_deref().unwrap_or_default();
            let line =
                format!("{:>6}  {:<32} {:<12} {secret}", finding.line, finding.name, finding.state.code());
            out += line.trim_end();
            out.push('\n');
        }
        out.push('\n');
    }
    for outcome in outcomes {
        let next = match outcome.next {
            Some(next) => format!("; without it: {}", next.source.code()),
            None => String::new(),
        };
        out += &format!(
            "{:<20} {} ({}){next}\n",
            outcome.client.slug,
            outcome.source.code(),
            outcome.detail.code()
        );
        if let Some(failure) = &outcome.failure {
            out += &format!("{:<20}   {} {}\n", "", failure.words, failure.advice);
        }
    }
    out.truncate(out.trim_end().len());
    out
}
