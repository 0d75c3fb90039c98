#!/usr/bin/env bash
# ./dev chart          lint the chart, compare its renderings with the committed ones, try it on a real API server
# ./dev chart update   rewrite the committed renderings (read the diff: it is an API change)
# ./dev chart sync     copy the CRDs of every kind that has a controller from crds/manifests
. "$(dirname "$0")/lib.sh"
cd "$ROOT/helm"
case ${1:-} in
  '') exec timeout 900 go test -count=1 ./... ;;
  update) exec timeout 300 go test -count=1 -run TestRendersAsCommitted ./... -update ;;
  sync)
    for file in "$ROOT"/helm/xcp-operator/files/crds/*.yml; do cp "$ROOT/crds/manifests/$(basename "$file")" "$file"; done
    ;;
  *) die "./dev chart: \"$1\" is neither update nor sync" ;;
esac
