# Put these into the settings of the SPIRE agents; the rest of them stays. Written by Keyless; holds no secret.
agent {
  # Where workloads ask for their SVIDs.
  socket_path = "/run/spire/sockets/agent.sock"
}

plugins {
  # Gives the selectors unix:user, unix:uid, unix:group and unix:gid.
  WorkloadAttestor "unix" {
    plugin_data {}
  }
}
