//! `keyless precedence`

mod text;

use crate::{Ending, check, input, print};
use keyless_core::answer::{Answer, answer_for};
use keyless_core::precedence::{ALL, Client, by_slug};
use keyless_core::surroundings::{Format, Reading, gather, read, read_as};
use serde_json::{Map, Value, json};
use std::path::{Path, PathBuf};

pub(crate) const EXAMPLES: &str = "Examples:
  env | keyless precedence
  keyless precedence .env Dockerfile ~/.bashrc --client python
  keyless precedence --env env.txt .claude/settings.json --json

FILES may be output of env, set or export -p, .env files, scripts of a shell, fish or PowerShell, Dockerfiles, Compose files,
manifests of Kubernetes, workflows of GitHub, pipelines of GitLab, CircleCI, Bitbucket and Azure, Terraform and other HCL, TOML,
YAML and JSON, stacks of CloudFormation, SAM and Serverless, task definitions of ECS, descriptions of Lambda and Cloud Run, docker
inspect, VS Code and MCP, systemd units, Java properties, profiles and credentials files, Claude Code settings, programs in Python,
TypeScript, Go, Java, C#, Ruby and PHP that make a client, and output of ant auth status. The last assignment wins, in
the order of FILES. Keys and tokens are masked as they are read. A file with an identity token is taken to be there.

A file may describe several places in which a process runs. With --json, each client is told by the place where it is worst off:
a static key is used there, or it fails, or a key waits. A key that no client reads, such as one in a comment or in the header
of a command, is a finding with its removal; by itself it does not change the exit status.

Exit status: 0 no static key wins, 1 a static key wins, would win without the winner, or is what a client fails over, 2 unusable
input.";

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
    /// Print JSON: {"findings": [{"file", "line", "name", "kind", "state", "secret"}], "clients": {"python": {"source", "detail"}, …}}
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
    let answer = answer_for(&clients, &readings, &gathered);
    for unread in readings.iter().flat_map(|reading| &reading.unread).chain(gathered.missing()) {
        eprintln!("keyless: {}", print::plain(&unread.to_string()));
    }
    if arguments.json {
        print::json(&as_json(&clients, &readings, &answer));
    } else {
        print::line(&print::plain(&text::write(&clients, &readings, &answer)));
    }
    Ok(if answer.has_static() { Ending::Denied } else { Ending::Accepted })
}

fn readings(arguments: &Arguments) -> Result<Vec<Reading>, String> {
    let long = |path: &Path| format!("{}: longer than 8 MB; give the part that matters", path.display());
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

fn as_json(clients: &[&'static Client], readings: &[Reading], answer: &Answer) -> Value {
    let findings: Vec<Value> =
        readings.iter().flat_map(|reading| &reading.findings).map(|finding| json!(finding)).collect();
    let clients: Map<String, Value> = clients
        .iter()
        .filter_map(|client| answer.worst(client.slug))
        .map(|outcome| {
            let told = json!({"source": outcome.source.code(), "detail": outcome.detail.code()});
            (outcome.client.slug.to_owned(), told)
        })
        .collect();
    json!({"findings": findings, "clients": clients})
}
