#!/usr/bin/env bash
# The quickstart on a cluster that has things of its own, without Go on the PATH and with it: it leaves the cluster as it was. Run by
# test-quickstart.sh against the control plane of KUBECONFIG.
. "$(dirname "$0")/lib.sh"

export XCP_QUICKSTART_STATE=$TMPDIR/borrowed HOME=$TMPDIR/home XDG_CACHE_HOME=${CACHE%/xcp-operator}
theirs=$KUBECONFIG
context=$(kubectl config current-context)
unset KUBECONFIG
mkdir -p "$HOME/.kube"
printf 'nobody may read this\n' >"$HOME/.kube/config" # as a kubeconfig it is an error

bare=$TMPDIR/bin # all of the PATH but Go
mkdir -p "$bare"
IFS=: read -ra folders <<<"$PATH"
for folder in "${folders[@]}"; do
  for program in "$folder"/*; do
    case ${program##*/} in
      go | gofmt) ;;
      *) [ ! -x "$program" ] || [ -e "$bare/${program##*/}" ] || ln -s "$program" "$bare/${program##*/}" ;;
    esac
  done
done

quickstart=(env PATH="$bare" "$ROOT/dev" quickstart --kubeconfig "$theirs" --context "$context")
there() { kubectl --kubeconfig "$theirs" get namespaces,crds,configmaps,leases,clusterroles,secrets -A --no-headers -o custom-columns=K:.kind,NS:.metadata.namespace,N:.metadata.name,U:.metadata.uid | sort; }
said_by() { printf '%s\n' "--- $1" && cat "$1"; } >&2

# expect FILE WORDS: the run's words hold these within a minute
expect() {
  local began=$SECONDS
  until grep -q -- "$2" "$1"; do
    [ $((SECONDS - began)) -lt 90 ] || { said_by "$1"; die "it never says: $2"; }
    sleep 0.2
  done
}

kubectl --kubeconfig "$theirs" create namespace apps >/dev/null
kubectl --kubeconfig "$theirs" create configmap -n apps ours --from-literal=a=b >/dev/null
before=$(there)

printf '# on a cluster of theirs, without Go\n'
"${quickstart[@]}" >"$TMPDIR/first" 2>&1 &
first=$!
expect "$TMPDIR/first" 'Ctrl-C ends everything'
! "${quickstart[@]}" >"$TMPDIR/second" 2>&1 || { said_by "$TMPDIR/second"; die "a second run is not refused"; }
expect "$TMPDIR/second" "runs already.*pid $first.*port"
printf '# a second run is refused: %s\n' "$(tail -n 1 "$TMPDIR/second")"
kill -TERM "$first"
wait "$first" || true
[ "$(there)" = "$before" ] || { diff <(printf '%s\n' "$before") <(there) >&2 || true; said_by "$TMPDIR/first"; die "the cluster is not as it was"; }
printf '# it was ended, and the cluster is as it was\n'

printf '# with Go: cut off by kill -9, and the next run cleans first\n'
"${quickstart[@]:2}" >"$TMPDIR/third" 2>&1 &
third=$!
expect "$TMPDIR/third" 'three VMs come up'
kill -KILL "$third"
wait "$third" 2>/dev/null || true
"${quickstart[@]:2}" >"$TMPDIR/fourth" 2>&1 &
fourth=$!
expect "$TMPDIR/fourth" 'An earlier run was cut off'
expect "$TMPDIR/fourth" 'three VMs come up'
kill -INT "$fourth" || true
kill -TERM "$fourth"
wait "$fourth" || true
[ "$(there)" = "$before" ] || { diff <(printf '%s\n' "$before") <(there) >&2 || true; said_by "$TMPDIR/fourth"; die "the cluster is not as it was"; }
left=$(find "$TMPDIR" -maxdepth 1 -name 'borrowed*')
[ -z "$left" ] || die "left on this computer: $left"
[ "$(find "$HOME/.kube" -mindepth 1)" = "$HOME/.kube/config" ] || die "something was written to ~/.kube"
printf '# nothing is left of it\n'
