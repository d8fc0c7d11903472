#!/usr/bin/env bash
# Makes the service account where it is missing and lets the workload run as it. Running it again changes nothing more.
# Written by Keyless; holds no secret.
set -euo pipefail

project=⟦project_id⟧
account=⟦service_account_email⟧

if ! gcloud iam service-accounts describe "$account" --project "$project" > /dev/null 2>&1; then
  gcloud iam service-accounts create "${account%%@*}" --project "$project" --display-name 'Calls Claude'
fi

⟦?runs_on=cloud-run⟧gcloud run services update ⟦service⟧ --region ⟦region⟧ --project "$project" --service-account "$account"
⟦?runs_on=functions⟧# Functions of the second generation are services of Cloud Run.
⟦?runs_on=functions⟧gcloud run services update ⟦service⟧ --region ⟦region⟧ --project "$project" --service-account "$account"
⟦?runs_on=compute-engine⟧# The machine has to be stopped for this. It keeps the scopes that it has: identity tokens need none.
⟦?runs_on=compute-engine⟧gcloud compute instances set-service-account ⟦instance_name⟧ --zone ⟦zone⟧ --project "$project" \
⟦?runs_on=compute-engine⟧  --service-account "$account"
⟦?runs_on=gke⟧# The pods' account may act as the Google one. The pool has the name of the cluster's project.
⟦?runs_on=gke⟧namespace=⟦namespace⟧
⟦?runs_on=gke⟧kubernetes_account=⟦kubernetes_account⟧
⟦?runs_on=gke⟧gcloud iam service-accounts add-iam-policy-binding "$account" --project "$project" \
⟦?runs_on=gke⟧  --role roles/iam.workloadIdentityUser \
⟦?runs_on=gke⟧  --member "serviceAccount:$project.svc.id.goog[$namespace/$kubernetes_account]"

# A key file of the account would mint its tokens anywhere.
keys=$(gcloud iam service-accounts keys list --iam-account "$account" --managed-by=user --format='value(name)')
if [ -n "$keys" ]; then
  printf 'The account has keys, which should go:\n%s\n' "$keys" >&2
fi

printf 'Subject: %s\n' "$(gcloud iam service-accounts describe "$account" --project "$project" --format='value(uniqueId)')"
