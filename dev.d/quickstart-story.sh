#!/usr/bin/env bash
# What ./dev quickstart shows once control plane, pool and operator run: the manifests, what becomes of them, and how to go on.
# With ONCE=1 it does the five things itself, checks each outcome and ends; else it stays until Ctrl-C.
. "$(dirname "$0")/lib.sh"

NAMESPACE=apps
STEP_SECONDS=${STEP_SECONDS:-60}

kube() { kubectl --request-timeout=20s "$@"; }

# Runs a command as the user would type it: what is called kube here is kubectl, and paths are below the project.
show() {
  local typed= word
  for word in "$@"; do
    case $word in
      *[\{\ \*]*) typed+=" '$word'" ;;
      *) typed+=" $word" ;;
    esac
  done
  typed=${typed# }
  typed=${typed/#kube /kubectl }
  printf '\n$ %s\n' "${typed//$ROOT\//}"
  "$@"
}

# What one column of a VM says; empty when there is none.
vm() { kube get xvm -n "$NAMESPACE" "$1" -o "jsonpath={$2}" 2>/dev/null || true; }

ready_vms() {
  kube get xvm -n "$NAMESPACE" -o 'jsonpath={range .items[*]}{.status.conditions[?(@.type=="Ready")].status}{"\n"}{end}' 2>/dev/null | grep -c '^True$' || true
}

# Prints the table each time it changes, until the condition holds: until_shown SENTENCE COMMAND…
until_shown() {
  local sentence=$1 began=$SECONDS table last='' holds
  shift
  printf '\n# %s\n$ kubectl get xvm -n %s\n' "$sentence" "$NAMESPACE"
  while :; do
    holds=
    ! "$@" || holds=yes # asked before the table is read, so that the last table shows it
    table=$(kube get xvm -n "$NAMESPACE" 2>/dev/null || true)
    if [ -n "$table" ] && [ "$(without_age "$table")" != "$last" ]; then
      news "$last" "$table"
      last=$(without_age "$table")
    fi
    [ -z "$holds" ] || return 0
    if [ $((SECONDS - began)) -ge "$STEP_SECONDS" ]; then
      printf 'This did not come true within %d s: %s\n' "$STEP_SECONDS" "$sentence" >&2
      kube describe xvm -n "$NAMESPACE" >&2 || true
      return 1
    fi
    sleep 0.3
  done
}

# The rows of a table that were not there before, with the header the first time.
news() {
  local row
  while IFS= read -r row; do
    grep -qxF -- "$(without_age "$row")" <<<"$1" || printf '%s\n' "$row"
  done <<<"$2"
}

without_age() { printf '%s\n' "$1" | sed -E 's/ +[0-9]+[smhd]([0-9]+[smhd])?( |$)/ /'; }

is() { [ "$(vm "$1" "$2")" = "$3" ]; }
gone() { [ -z "$(vm "$1" .metadata.uid)" ]; }
all_ready() { [ "$(ready_vms)" = "$1" ]; }
has_agent() { [ -n "$(vm "$1" '.status.guest.addresses[0]')" ]; }
all_up() { all_ready 3 && has_agent web && has_agent db && has_agent batch; }
pool_is() { [ "$(kube get xpool -n infra home -o 'jsonpath={.status.conditions[?(@.type=="Connected")].status}')" = "$1" ]; }

xe() { "$ROOT/dev.d/simulator.sh" xe "$@"; }

apply_examples() {
  show kube apply --field-manager=xcp -f "$ROOT/examples/quickstart/"
  until_shown "three VMs come up, and their guests report" all_up
  show kube get xpool,xhost,xnet,xsr -n infra
}

# The XcpHost on which a VM does not run.
other_host() {
  kube get xhost -n infra -o "jsonpath={.items[?(@.status.hostname!=\"$(vm "$1" .status.host)\")].metadata.name}"
}

go_on() {
  cat <<TEXT

It runs. In another shell:

    export KUBECONFIG=$KUBECONFIG PATH=$KUBECTL_DIR:\$PATH
    kubectl get xvm -n $NAMESPACE -w

Five things to try:

  1. Scale memory: it waits for leave, for it needs a restart; the MESSAGE column prints the command that gives it.
       kubectl patch --field-manager=xcp -n $NAMESPACE xvm web --type merge -p '{"spec":{"memory":{"size":"4Gi"}}}'
  2. Power a VM off behind the operator's back, and see it healed.
       ./dev simulator xe vm-shutdown web
  3. Move a VM to the other host, live.
       kubectl patch --field-manager=xcp -n $NAMESPACE xvm db --type merge -p '{"spec":{"placement":{"hostRef":{"name":"$(other_host db)"}}}}'
  4. Delete one: a clean shutdown, then VM and disks go.
       kubectl delete -n $NAMESPACE xvm batch --timeout=60s
  5. Break the pool, see what it says, and mend it.
       ./dev simulator break
       kubectl get xpool -n infra
       ./dev simulator mend

Ctrl-C ends everything and leaves nothing behind.
TEXT
}

KUBECTL_DIR=$(dirname "$(command -v kubectl)")
apply_examples
if [ -z "${ONCE:-}" ]; then
  go_on
  trap 'exit 0' INT TERM
  while :; do sleep 3600 & wait $!; done
fi
. "$ROOT/dev.d/quickstart-tour.sh"
[ -z "${XCP_QUICKSTART_THEN:-}" ] || . "$XCP_QUICKSTART_THEN" # a test that goes on from here
