//! Names of fields, as services and editors write them.

/// Names of what holds a variable's name.
pub(super) const NAMES: [&str; 6] = ["name", "Name", "key", "Key", "variable", "ParameterKey"];
/// Names of what holds its value.
pub(super) const VALUES: [&str; 5] = ["value", "Value", "plaintext", "ParameterValue", "default_value"];
/// Names of what says where the value stands.
pub(super) const FROM: [&str; 11] = [
    "valueFrom",
    "ValueFrom",
    "value_from",
    "valueSource",
    "value_source",
    "secretKeyRef",
    "secret_key_ref",
    "secretRef",
    "secret",
    "secret_name",
    "Ref",
];
/// Lists, or repeated blocks, of which each element is a place.
pub(super) const PARTS: [&str; 11] = [
    "containers",
    "container",
    "initContainers",
    "init_container",
    "containerDefinitions",
    "container_definitions",
    "ContainerDefinitions",
    "configurations",
    "tasks",
    "task",
    "sidecar",
];
/// Objects of which each field is a place.
pub(super) const NAMED: [&str; 6] =
    ["Resources", "mcpServers", "mcp_servers", "servers", "services", "functions"];
/// Lists of further files.
pub(super) const FILES: [&str; 4] = ["environmentFiles", "environment_files", "EnvironmentFiles", "envFile"];

/// Names of commands and scripts.
pub(super) const COMMANDS: [&str; 16] = [
    "command",
    "Cmd",
    "args",
    "entryPoint",
    "Entrypoint",
    "run",
    "cmd",
    "script",
    "start",
    "test",
    "user_data",
    "UserData",
    "startCommand",
    "buildCommand",
    "inline",
    "postCreateCommand",
];
