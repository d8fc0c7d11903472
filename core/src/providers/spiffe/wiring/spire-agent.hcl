# Put these into the settings of the SPIRE agents; the rest of them stays. Written by Keyless; holds no secret.
agent {
  # Where workloads ask for their SVIDs.
⟦?runtime=vm⟧  socket_path = ⟦agent_socket⟧
⟦?!runtime=vm⟧  # The CSI driver mounts its folder into pods: leave it as the Helm chart has it.
⟦?!runtime=vm⟧  socket_path = "/run/spire/agent-sockets/spire-agent.sock"
}

plugins {
⟦?runtime=vm⟧  # Gives the selectors unix:user, unix:uid, unix:group and unix:gid.
⟦?runtime=vm⟧  WorkloadAttestor "unix" {
⟦?!runtime=vm⟧  # Gives the selectors k8s:ns, k8s:sa and k8s:pod-uid.
⟦?!runtime=vm⟧  WorkloadAttestor "k8s" {
    plugin_data {}
  }
}
