#!/usr/bin/env bash
# ./dev quickstart [--once] [--kubeconfig FILE [--context NAME]]
# A control plane (or the cluster of FILE), a simulated two-host pool and the operator; applies examples/quickstart and shows what
# happens. Stays until Ctrl-C; with --once it checks each outcome itself and ends. Leaves nothing behind but its caches: of a
# cluster of yours it refuses to change what is there, watches only the namespaces infra and apps, and takes away what it made.
. "$(dirname "$0")/lib.sh"
. "$(dirname "$0")/programs.sh"

STATE=${XCP_QUICKSTART_STATE:-$CACHE/quickstart}
kubeconfig=
context=
while [ $# -gt 0 ]; do
  case $1 in
    --once) export ONCE=1 ;;
    --kubeconfig) kubeconfig=${2:?--kubeconfig wants a file}; shift ;;
    --context) context=${2:?--context wants a name}; shift ;;
    *) die "./dev quickstart: unknown option \"$1\"; ./dev quickstart --help lists them" ;;
  esac
  shift
done
[ -n "$kubeconfig" ] || [ -z "$context" ] || die "--context needs --kubeconfig: ~/.kube is never read by itself"
[ -z "$kubeconfig" ] || [ -r "$kubeconfig" ] || die "cannot read $kubeconfig"
[ -z "$kubeconfig" ] || kubeconfig=$(realpath "$kubeconfig")
cd "$ROOT"

if [ -n "$kubeconfig" ]; then
  prerequisites java maven disk:3 cache
  command -v kubectl >/dev/null || die "  ✗ kubectl              install kubectl; with a cluster of your own it is not built here"
  . "$ROOT/dev.d/quickstart-cluster.sh"
  take_turn
else
  prerequisites java maven go disk:8 cache
fi
refuse_second_run "$STATE"
build_java

run=(exec "$ROOT/cluster/supervise" up --state "$STATE")
if [ -n "$kubeconfig" ]; then
  borrow "$kubeconfig" "$context"
  command -v go >/dev/null || SUPERVISE=$ROOT/dev.d/supervise-without-go.sh
  run=(supervise_up --state "$STATE" --kubeconfig "$borrowed/kubeconfig")
  # the operator looks at nothing but the example; a CRD that is there already is left as it is
  export XCP_WATCH_NAMESPACES=${NAMESPACES// /,} XCP_LEASE_NAME=$LEASE XCP_CRDS="$(made crd)"
else
  build_cluster controlplane
fi

printf 'Starting %s, a pool of two hosts and the operator\n' "$([ -n "$kubeconfig" ] && echo "in $kubeconfig" || echo "a control plane")"
"${run[@]}" \
  --child "simulator=exec $ROOT/dev.d/simulator.sh --listen 127.0.0.1,127.0.0.2 --https 18443 --http 18080 --control 18480" --ready "simulator=^ready" \
  --child "crds=$ROOT/dev.d/apply-crds.sh && exec sleep infinity" --ready "crds=^ready" \
  --child "operator=exec $ROOT/dev.d/operator.sh" --ready "operator=leading" --restart operator \
  -- "$ROOT/dev.d/quickstart-story.sh"
