# A client comes back every few minutes; each time it finds a token that was not used before.
every=60

request() {
⟦?token_source=variable⟧  printenv ⟦token_place⟧
⟦?token_source=command⟧  sh -c ⟦token_place⟧
⟦?!token_source=variable⟧⟦?!token_source=command⟧  cat ⟦token_place⟧
}
