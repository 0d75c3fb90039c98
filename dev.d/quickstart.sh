#!/usr/bin/env bash
# ./dev quickstart [--once] [--kubeconfig FILE [--context NAME]]
# A control plane (or the cluster of FILE), a simulated two-host pool and the operator; applies examples/quickstart and shows what
# happens. Stays until Ctrl-C; with --once it checks each outcome itself and ends. Leaves nothing behind but its caches.
. "$(dirname "$0")/lib.sh"
. "$(dirname "$0")/programs.sh"

STATE=${XCP_QUICKSTART_STATE:-$CACHE/quickstart}
cd "$ROOT"
kubeconfig=
context=
while [ $# -gt 0 ]; do
  case $1 in
    --once) export ONCE=1 ;;
    --kubeconfig) kubeconfig=${2:?--kubeconfig wants a file}; shift ;;
    --context) context=${2:?--context wants a name}; shift ;;
    *) die "./dev quickstart: unknown option \"$1\"; ./dev lists what there is" ;;
  esac
  shift
done
[ -n "$kubeconfig" ] || [ -z "$context" ] || die "--context needs --kubeconfig: ~/.kube is never read by itself"
[ -z "$kubeconfig" ] || [ -r "$kubeconfig" ] || die "cannot read $kubeconfig"

if [ -n "$kubeconfig" ]; then
  prerequisites java maven disk:3 cache
  command -v kubectl >/dev/null || die "  ✗ kubectl              install kubectl; with a cluster of your own it is not built here"
else
  prerequisites java maven go disk:8 cache
fi
refuse_second_run "$STATE"

build_java
options=()
if [ -n "$kubeconfig" ]; then
  options+=(--kubeconfig "$(one_context "$kubeconfig" "$context")")
else
  build_cluster controlplane
fi

supervise=$ROOT/cluster/supervise
command -v go >/dev/null || supervise=$ROOT/dev.d/supervise-without-go.sh

exec "$supervise" up --state "$STATE" ${options[@]+"${options[@]}"} \
  --child "simulator=exec $ROOT/dev.d/simulator.sh --listen 127.0.0.1,127.0.0.2 --https 18443 --http 18080 --control 18480" --ready "simulator=^ready" \
  --child "crds=$ROOT/dev.d/apply-crds.sh && exec sleep infinity" --ready "crds=^ready" \
  --child "operator=exec $ROOT/dev.d/operator.sh" --ready "operator=leading" \
  -- "$ROOT/dev.d/quickstart-story.sh"
