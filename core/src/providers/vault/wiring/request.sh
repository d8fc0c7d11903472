# Without a jti one token serves until it ends; a new one every five minutes leaves each of them half its life.
every=300

# VAULT_ADDR and the login come from the environment, as for every call of vault. Run a Vault agent where the login ends.
request() {
  vault read -field=token ⟦identity/oidc/token/{role}⟧
}
