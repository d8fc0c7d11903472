//! Names of fields, as services and editors write them.

/// Whether a field holds a variable's name.
pub(super) fn is_for_name(key: &str) -> bool {
    matches!(key, "name" | "Name" | "key" | "Key" | "variable" | "ParameterKey")
}

/// Whether it holds a variable's value.
pub(super) fn is_value(key: &str) -> bool {
    matches!(key, "value" | "Value" | "plaintext" | "ParameterValue" | "default_value")
}

/// Whether it says where the value stands.
pub(super) fn is_from(key: &str) -> bool {
    matches!(
        key,
        "valueFrom"
            | "ValueFrom"
            | "value_from"
            | "valueSource"
            | "value_source"
            | "secretKeyRef"
            | "secret_key_ref"
            | "secretRef"
            | "secret"
            | "secret_name"
            | "Ref"
    ) || key.starts_with("Fn::")
}

/// Whether a list, or a repeated block, has a place for each of its elements.
pub(in super::super) fn is_part(key: &str) -> bool {
    matches!(
        key,
        "containers"
            | "container"
            | "initContainers"
            | "init_container"
            | "containerDefinitions"
            | "container_definitions"
            | "ContainerDefinitions"
            | "configurations"
            | "tasks"
            | "task"
            | "sidecar"
    )
}

/// Whether an object has a place for each of its fields.
pub(in super::super) fn has_places(key: &str) -> bool {
    matches!(key, "Resources" | "mcpServers" | "mcp_servers" | "servers" | "services" | "functions")
}

/// Lists of further files.
pub(in super::super) const FILES: [&str; 4] =
    ["environmentFiles", "environment_files", "EnvironmentFiles", "envFile"];

/// Whether a field lists further files.
pub(super) fn is_files(key: &str) -> bool {
    FILES.contains(&key)
}

/// Whether it is a command or script.
pub(super) fn is_command(key: &str) -> bool {
    matches!(
        key,
        "command"
            | "Cmd"
            | "args"
            | "entryPoint"
            | "Entrypoint"
            | "run"
            | "cmd"
            | "script"
            | "start"
            | "test"
            | "user_data"
            | "UserData"
            | "startCommand"
            | "buildCommand"
            | "inline"
            | "postCreateCommand"
    )
}
