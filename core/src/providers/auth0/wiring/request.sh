# Auth0 counts each token that it hands out. With access tokens of an hour, one every half hour is enough.
every=1800

# The application's secret: from a file, or from the environment. It is a static secret itself, so keep it where nothing
# but this workload reads it.
secret() {
  if [ -n "${AUTH0_CLIENT_SECRET_FILE:-}" ]; then
    tr -d '\r\n' < "$AUTH0_CLIENT_SECRET_FILE"
  else
    printf %s "${AUTH0_CLIENT_SECRET:?set it, or AUTH0_CLIENT_SECRET_FILE}"
  fi
}

request() {
  secret | curl --silent --show-error --fail --retry 3 \
    --data grant_type=client_credentials \
    --data-urlencode ⟦audience={audience}⟧ \
    --data-urlencode ⟦client_id={client_id}⟧ \
    --data-urlencode 'client_secret@-' \
    ⟦https://{domain}/oauth/token⟧ |
    jq -er .access_token
}
