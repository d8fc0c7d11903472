# Keycloak's tokens live five minutes where nobody chose, and each is good for one exchange.
every=60

# The client's secret: from a file, or from the environment. It is a static secret itself, so keep it where nothing but
# this workload reads it.
secret() {
  if [ -n "${KEYCLOAK_CLIENT_SECRET_FILE:-}" ]; then
    tr -d '\r\n' < "$KEYCLOAK_CLIENT_SECRET_FILE"
  else
    printf %s "${KEYCLOAK_CLIENT_SECRET:?set it, or KEYCLOAK_CLIENT_SECRET_FILE}"
  fi
}

request() {
  secret | curl --silent --show-error --fail --retry 3 \
    --data grant_type=client_credentials \
    --data-urlencode ⟦client_id={client}⟧ \
    --data-urlencode 'client_secret@-' \
    ⟦{server}/realms/{realm}/protocol/openid-connect/token⟧ |
    jq -er .access_token
}
