# Put these into the settings of the SPIRE agents; the rest of them stays. Written by Keyless; holds no secret.
agent {
  # Where workloads ask for their SVIDs.
  # The CSI driver mounts its folder into pods: leave it as the Helm chart has it.
  socket_path = "/run/spire/agent-sockets/spire-agent.sock"
}

plugins {
  # Gives the selectors k8s:ns, k8s:sa and k8s:pod-uid.
  WorkloadAttestor "k8s" {
    plugin_data {}
  }
}
