//! What differs between clients, as data for one resolver.

use super::fault::Fault;
use super::warning::Warning;

/// How constructor arguments and the environment meet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Arguments {
    /// One at most; any stops the search in the environment. `true`: null hides the variable of the same name.
    Exclusive(bool),
    /// Key before token before config; any stops the search in the environment.
    First,
    /// Headers are laid over what the chain finds, and `profile` and `config` come last.
    Overlay,
    /// Headers are laid over what the chain finds; an empty one counts as not given.
    Merge,
    /// Flags that replace the variable of the same name.
    Flags,
}

/// What an exported empty key or token does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EmptyStatic {
    /// It counts as unset.
    Unset,
    /// It wins.
    Wins,
}

/// What a client makes of blanks and line endings around a header's value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HeaderCheck {
    /// A blank or line ending behind it is an error; blanks in front go out.
    NoneBehind,
    /// A line ending is an error; blanks around the header are lost.
    NoLineEnd,
    /// Blanks and line endings are lost.
    Stripped,
}

/// How the key goes out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyHeader {
    /// `Authorization: Bearer`.
    Bearer,
    /// `X-Api-Key`.
    XApiKey,
}

/// What the federation variables need to be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EnvNeeds {
    /// Rule, organization and a token.
    All,
    /// The same; rule and organization without a token are an error if nothing below is found.
    AllOrFail,
    /// Any of the five, and an error unless complete.
    Any,
    /// Rule and token.
    RuleAndToken,
    /// Rule and organization; the token may come later.
    RuleAndOrganization,
}

/// What an empty `ANTHROPIC_PROFILE` does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EmptyProfile {
    /// It counts as unset.
    Unset,
    /// It names no profile and hides the active one.
    HidesActive,
    /// It is passed over, and then taken for the active profile's name.
    BreaksActive,
    /// It is an error.
    Fails,
}

/// Which names of profiles are taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Names {
    /// Not empty, no blanks around it, no leading dot, no `/`, `\` or NUL.
    Loose,
    /// `[A-Za-z0-9_.-]+`, not `.` or `..`.
    Strict,
    /// No leading dot, no `..`, `/`, `\`.
    Dotless,
    /// No `/`, `\`, `..`.
    NoPath,
}

/// What a profile that cannot be loaded does when it was named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NamedFault {
    /// An error.
    Fails,
    /// It is passed over.
    Skipped,
    /// It is passed over, but for a bad name or address.
    FailsIfThrown,
}

/// What a profile that cannot be loaded does when it is the active one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ActiveFault {
    /// An error if `active_config` or `ANTHROPIC_CONFIG_DIR` chose it.
    FailsIfChosen,
    /// An error unless there is no file.
    FailsIfThere,
    /// It is listed in the error that says that nothing was found.
    Listed,
    /// It is passed over.
    Skipped,
    /// It is passed over, but for a bad name with a file of that name.
    SkippedButName,
    /// It is passed over, but for a bad name or address while `ANTHROPIC_CONFIG_DIR` is set.
    FailsIfThrown,
}

/// How a profile of wrong form is judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Objects are asked for; an unknown type fails at the first call.
    Checked,
    /// What is missing fails, whatever holds it.
    Duck,
    /// By types, type and token included, as it is loaded.
    Typed,
}

/// Which of a profile's missing fields the environment fills.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fill {
    /// Missing ones, null and empty.
    Empty,
    /// Missing ones and null; of the empty ones the rule alone.
    Missing,
    /// None.
    None,
}

/// Where a profile without an identity token takes it from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenFill {
    /// The file's variable, then the literal one.
    Both,
    /// The file's variable.
    File,
    /// Nowhere.
    None,
}

/// What the client makes of a bad cached token of a federation profile.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cache {
    /// Every fault is an error.
    Strict,
    /// Unsafe permissions are an error, the rest is passed over.
    ModeOnly,
    /// Passed over with a warning.
    Warns,
    /// Passed over.
    Silent,
    /// There is no cache.
    None,
}

/// How a stored login is kept fresh.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refresh {
    /// With a client id: needs a refresh token, refreshes what has expired or never says when. Without: sends it as it is.
    Python,
    /// Refreshes what has expired; refuses what it cannot refresh.
    WhenExpired,
    /// As that, and a client id without a refresh token is an error at once.
    NeedsToken,
    /// As that, and fills in a client id of its own.
    OwnClient,
    /// Never; sends it as it is.
    Never,
    /// With a client id at every start; without, sends it as it is.
    Always,
}

/// Who may read the credentials file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FileMode {
    /// Bits that are an error.
    pub refused: u32,
    /// Bits that give a warning.
    pub warned: u32,
    /// Which warning.
    pub warning: Option<Warning>,
}

/// Which address an exchange or a call goes to, first to last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Address {
    /// The constructor's or the flag's.
    Argument,
    /// `ANTHROPIC_BASE_URL`.
    Variable,
    /// `ANTHROPIC_BASE_URL`, by way of a loaded profile alone.
    VariableByProfile,
    /// The profile's own.
    Profile,
}

/// What an empty `ANTHROPIC_BASE_URL` does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EmptyBaseUrl {
    /// It counts as unset.
    Unset,
    /// The call fails, after any exchange.
    FailsAtCall,
    /// The constructor fails.
    FailsAtStart,
}

/// What a credential in `ANTHROPIC_CUSTOM_HEADERS` does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CustomHeaders {
    /// Replaces a header of its name. `true`: before any exchange, so that none is made; `false`: after it, and it covers
    /// for a profile that fails.
    Replaces(bool),
    /// Is replaced by a header of its name; under another name both go out.
    Yields,
    /// Is read where nothing else is found.
    Last,
    /// Is not read.
    Ignored,
}

/// How the warning about shadowed federation comes about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ShadowWarning {
    /// None.
    None,
    /// A variable's key or token is used while a profile or full federation is chosen.
    Used,
    /// As that, and also if an argument of the same name is used instead of the variable.
    Set,
    /// A key or token is used while a profile was given in code, or loaded.
    Profile,
}

/// Everything in which clients differ. See `facts` of each client for the words.
#[derive(Clone, Copy, Debug)]
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
    /// Whether a `/login` outranks a stored login of the active profile.
    pub login_outranks_stored: bool,
}

/// Whether a profile may name a variable for its token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SourceEnv {
    /// No.
    Unsupported,
    /// By `value`.
    Value,
    /// By `env_var`.
    EnvVar,
}
