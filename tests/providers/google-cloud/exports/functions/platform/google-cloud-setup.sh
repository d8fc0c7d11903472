#!/usr/bin/env bash
# Makes the service account where it is missing and lets the workload run as it. Running it again changes nothing more.
# Written by Keyless; holds no secret.
set -euo pipefail

project=my-project
account=inference-worker@my-project.iam.gserviceaccount.com

if ! gcloud iam service-accounts describe "$account" --project "$project" > /dev/null 2>&1; then
  gcloud iam service-accounts create "${account%%@*}" --project "$project" --display-name 'Calls Claude'
fi

# Functions of the second generation are services of Cloud Run.
gcloud run services update inference --region europe-west1 --project "$project" --service-account "$account"

# A key file of the account would mint its tokens anywhere.
keys=$(gcloud iam service-accounts keys list --iam-account "$account" --managed-by=user --format='value(name)')
if [ -n "$keys" ]; then
  printf 'The account has keys, which should go:\n%s\n' "$keys" >&2
fi

printf 'Subject: %s\n' "$(gcloud iam service-accounts describe "$account" --project "$project" --format='value(uniqueId)')"
