#!/usr/bin/env bash
# ./dev chart          lint the chart, compare its renderings with the committed ones, try it on a real API server
# ./dev chart update   rewrite the committed renderings (read the diff: it is an API change)
. "$(dirname "$0")/lib.sh"
cd "$ROOT/helm"
case ${1:-} in
  '') exec timeout 900 go test -count=1 ./... ;;
  update) exec timeout 300 go test -count=1 -run TestRendersAsCommitted ./... -update ;;
  *) die "./dev chart: \"$1\" is not update" ;;
esac
