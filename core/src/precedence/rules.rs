//! What differs between clients, as data for one resolver.

mod choices;

pub use choices::*;

use super::fault::Fault;

/// Everything in which clients differ. The words for it stand in each client's ladder.
#[derive(Clone, Copy, Debug)]
#[allow(clippy::struct_excessive_bools)] // Each is a question of its own, and named.
pub struct Rules {
    /// Arguments against environment.
    pub arguments: Arguments,
    /// Whether variables are trimmed.
    pub trims: bool,
    /// An empty key or token.
    pub empty_static: EmptyStatic,
    /// Whether an empty key goes out as an empty header, instead of no header.
    pub empty_key_is_sent: bool,
    /// The key's header.
    pub key_header: KeyHeader,
    /// Whether key and token of the environment both go out.
    pub both_go_out: bool,
    /// Blanks around a header.
    pub header_check: HeaderCheck,
    /// Whether having found nothing is an error.
    pub nothing_is_error: bool,
    /// Whether key and token both set give a warning.
    pub warns_of_both: bool,
    /// The warning about shadowed federation.
    pub shadow_warning: ShadowWarning,
    /// The federation variables.
    pub env_needs: EnvNeeds,
    /// Whether an empty rule or organization counts as present.
    pub empty_id_counts: bool,
    /// Whether an empty file variable counts while a literal token is set.
    pub empty_file_counts: bool,
    /// Whether an empty literal token counts as present.
    pub empty_literal_counts: bool,
    /// Whether the literal token is trimmed.
    pub trims_literal: bool,
    /// Whether an empty `ANTHROPIC_SERVICE_ACCOUNT_ID` is sent as it is.
    pub sends_empty_account: bool,
    /// Whether `ANTHROPIC_WORKSPACE_ID` goes into the header instead of the exchange.
    pub workspace_by_header: bool,
    /// Whether token file and length are checked before the exchange.
    pub checks_token: bool,
    /// An empty `ANTHROPIC_PROFILE`.
    pub empty_profile: EmptyProfile,
    /// Names of profiles.
    pub names: Names,
    /// A named profile that cannot be loaded.
    pub named_fault: NamedFault,
    /// An active profile that cannot be loaded.
    pub active_fault: ActiveFault,
    /// Whether `default` is used when nothing names a profile.
    pub default_profile: bool,
    /// Whether `XDG_CONFIG_HOME` is honoured.
    pub xdg: bool,
    /// Whether an empty `ANTHROPIC_CONFIG_DIR` is a directory.
    pub empty_dir_counts: bool,
    /// Whether an unreadable `active_config` is an error.
    pub pointer_fails: bool,
    /// Whether a profile that others may change is refused.
    pub checks_profile_mode: bool,
    /// How a profile of wrong form is judged.
    pub form: Form,
    /// Filling of fields.
    pub fill: Fill,
    /// Filling of the token.
    pub token_fill: TokenFill,
    /// Whether a profile's `source: env` is read, and by which key.
    pub source_env: SourceEnv,
    /// What a text in place of the token's object is: none for its path.
    pub token_text: Option<Fault>,
    /// Whether an empty rule or organization in a profile counts as present.
    pub empty_field_counts: bool,
    /// Whether an incomplete profile is passed over.
    pub skips_incomplete: bool,
    /// Whether rule and organization are told apart in errors, and come after the token.
    pub separate_ids: bool,
    /// The cache of federation profiles.
    pub cache: Cache,
    /// Whether a cached token without an expiry is used.
    pub keeps_without_expiry: bool,
    /// Stored logins.
    pub refresh: Refresh,
    /// Whether a missing or malformed credentials file passes the profile over: missing, malformed.
    pub skips_credentials: (bool, bool),
    /// What a credentials file that is no object is.
    pub not_an_object: Fault,
    /// Whether another type of credentials is refused.
    pub checks_credentials_type: bool,
    /// What an unreadable expiry is, if anything.
    pub bad_expiry: Option<Fault>,
    /// Permission bits of the credentials file.
    pub mode: FileMode,
    /// Whether `credentials_path` is honoured, and `~` in it expanded.
    pub credentials_path: (bool, bool),
    /// Whether an unsafe address of a profile fails as it is loaded.
    pub base_url_at_load: bool,
    /// Where an exchange goes.
    pub exchange_to: &'static [Address],
    /// Whether an exchange drops the path of an address.
    pub exchange_drops_path: bool,
    /// Where a call goes.
    pub call_to: &'static [Address],
    /// Whether an address without a scheme is an error.
    pub checks_scheme: bool,
    /// An empty address.
    pub empty_base_url: EmptyBaseUrl,
    /// Whether the chain's token goes out as a login's does if code gives an empty one.
    pub empty_token_is_login: bool,
    /// Custom headers.
    pub custom_headers: CustomHeaders,
    /// Whether a workspace in custom headers outranks a profile's.
    pub custom_workspace_wins: bool,
    /// What joins a custom beta and our own, if custom ones are kept.
    pub beta_joint: Option<&'static str>,
    /// Whether unknown fields of a profile give a warning.
    pub warns_of_unknown: bool,
    /// Whether a note lists every source that is there.
    pub lists_sources: bool,
    /// Whether it turns its own inputs into variables for Claude Code.
    pub takes_inputs: bool,
    /// Whether a `/login` outranks a stored login of the active profile.
    pub login_outranks_stored: bool,
}
