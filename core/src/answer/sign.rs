//! Signs that can fail: what shows that a client has moved, and what it does not show.

use crate::facts::{AUTHENTICATION, CLI_AUTHENTICATION, PYTHON_SDK, Source, WIF_REFERENCE};
use crate::precedence::Evidence;

/// A sign that a client or tool has moved.
#[derive(Clone, Copy, Debug)]
pub struct Sign {
    /// For which clients, by slug; empty for all.
    pub clients: &'static [&'static str],
    /// Where to look.
    pub title: &'static str,
    /// A command, where there is one.
    pub command: Option<&'static str>,
    /// What to expect, and what would be seen instead, as sentences.
    pub expected: &'static str,
    /// What that proves.
    pub proves: &'static str,
    /// What it does not prove.
    pub does_not_prove: &'static str,
    /// Whether it was recorded or read.
    pub evidence: Evidence,
    /// Who says so.
    pub source: Source,
}

impl Sign {
    /// Whether it is for a client.
    pub fn is_for(&self, slug: &str) -> bool {
        self.clients.is_empty() || self.clients.contains(&slug)
    }
}

const TYPESCRIPT_SDK: Source = Source {
    title: "TypeScript SDK 1.12.0, as it was run",
    url: "https://github.com/anthropics/anthropic-sdk-typescript",
    read: "2026-11-22",
};
const CLAUDE_CODE: Source = Source {
    title: "Claude Code, authentication",
    url: "https://code.claude.com/docs/en/authentication",
    read: "2026-11-21",
};
const ACTION: Source = Source {
    title: "claude-code-action",
    url: "https://github.com/anthropics/claude-code-action",
    read: "2026-11-21",
};

/// Every sign: those of one client first, then those of every client, the strongest last.
pub static SIGNS: &[Sign] = &[
    Sign {
        clients: &["python"],
        title: "The log of the Python SDK",
        command: Some("ANTHROPIC_LOG=info python app.py"),
        expected: "A line POST https://api.anthropic.com/v1/oauth/token comes before the first one of /v1/messages. With a key \
                   there is none, and where a profile or all of federation is configured a warning names the variable that \
                   takes precedence.",
        proves: "This process exchanged its identity token.",
        does_not_prove: "That others do. A profile may still hold a token of an hour ago, and then there is no such line either. \
                         The log never shows the credential.",
        evidence: Evidence::Recorded,
        source: PYTHON_SDK,
    },
    Sign {
        clients: &["typescript"],
        title: "The log of the TypeScript SDK",
        command: Some("ANTHROPIC_LOG=debug node app.mjs"),
        expected: "Under “sending request”, anthropic-beta holds oauth-2025-04-20. With a key or a token of \
                   ANTHROPIC_AUTH_TOKEN it does not.",
        proves: "The credential is a minted token, or that of a login.",
        does_not_prove: "Which of the two: the exchange is not logged, and authorization is shown as ***. The SDK warns of no key \
                         that shadows federation, so silence means nothing.",
        evidence: Evidence::Recorded,
        source: TYPESCRIPT_SDK,
    },
    Sign {
        clients: &["ant"],
        title: "ant auth status",
        command: Some("ant auth status"),
        expected: "The row marked (active) begins with Federation (jwt-bearer), or with Profile (oidc_federation). Where --api-key \
                   or --auth-token is active, a key is in use; with (unset) beside it the variable is exported empty and still \
                   wins.",
        proves: "No key and no token stands before federation for ant in this shell.",
        does_not_prove: "That other clients or other shells federate, or that an exchange succeeds. Its exit status says nothing, \
                         and in six cases requests do something else than it says.",
        evidence: Evidence::Recorded,
        source: CLI_AUTHENTICATION,
    },
    Sign {
        clients: &["claude-code"],
        title: "/status in Claude Code",
        command: Some("claude"),
        expected: "Type /status: a row Profile stands there in place of Login method, and there is no row API key. With --debug, \
                   the log names the source.",
        proves: "This session uses a profile or the federation variables.",
        does_not_prove: "That claude -p in a script does: there a key is used without a question, and --bare reads no profile.",
        evidence: Evidence::Read,
        source: CLAUDE_CODE,
    },
    Sign {
        clients: &["claude-code-action"],
        title: "The log of the action’s step",
        command: None,
        expected: "There is no warning that a key or an OAuth token disables federation, and the job has the permission id-token: \
                   write.",
        proves: "Neither input nor variable of the job gave a static credential.",
        does_not_prove: "That ANTHROPIC_AUTH_TOKEN is not set: the action does not check it, and Claude Code puts it first.",
        evidence: Evidence::Read,
        source: ACTION,
    },
    Sign {
        clients: &["python", "typescript", "go", "ruby"],
        title: "A listener of your own",
        command: Some("python3 -m http.server 8931 --bind 127.0.0.1"),
        expected: "Start the workload with ANTHROPIC_BASE_URL=http://127.0.0.1:8931. The first POST that the listener prints is to \
                   /v1/oauth/token. Where it is to /v1/messages, a credential was there already.",
        proves: "The client exchanges before it calls. Headers are not printed, and the token was not presented to the service.",
        does_not_prove: "That the service accepts the token: the listener refuses everything. A profile with a base_url of its own \
                         exchanges there, and one with a stored token does not exchange.",
        evidence: Evidence::Recorded,
        source: WIF_REFERENCE,
    },
    Sign {
        clients: &[],
        title: "The prefix of the credential",
        command: None,
        expected: "Where a proxy of yours sees the header, it begins with sk-ant-oat01-. A key begins with sk-ant-api03-, whether \
                   it goes as X-Api-Key or, from the Python and TypeScript SDKs, as Authorization: Bearer.",
        proves: "This call carries no static key.",
        does_not_prove: "That federation minted it: a token of a login or of claude setup-token has the same prefix.",
        evidence: Evidence::Recorded,
        source: WIF_REFERENCE,
    },
    Sign {
        clients: &[],
        title: "The history of exchanges",
        command: None,
        expected: "In the Console under Settings, Workload identity, history: an accepted exchange of this rule, later than the \
                   removal, with the claims of this workload.",
        proves: "The workload exchanged.",
        does_not_prove: "That nothing else of it still uses a key.",
        evidence: Evidence::Read,
        source: WIF_REFERENCE,
    },
    Sign {
        clients: &[],
        title: "When the key was last used",
        command: None,
        expected: "In the Console under API keys: the time stands still for the longest interval at which anything of yours runs.",
        proves: "Nothing that ran in that time used the key.",
        does_not_prove: "That a job which runs less often will not. Disable the key before you delete it: that can be undone.",
        evidence: Evidence::Read,
        source: AUTHENTICATION,
    },
];
