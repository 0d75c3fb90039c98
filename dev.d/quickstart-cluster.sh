# shellcheck shell=bash
# The quickstart on a cluster of the user's: what it may touch there, and how that is taken away again. Sourced by quickstart.sh.
# A list of what it made stands beside its state until all of it is gone: where a run was killed, the next one cleans first.

KINDS="virtualmachinerestores virtualmachinesnapshots virtualmachines diskimages xcpnetworks storagerepositories xcphosts xcpinquiries xcppools"
NAMESPACES="infra apps"
LEASE=xcp-quickstart

kube() { kubectl --kubeconfig "$borrowed/kubeconfig" --request-timeout=10s "$@"; }

# One run at a time. What a killed run left running is on its way out, and is waited for.
take_turn() {
  local holder
  borrowed=$STATE.cluster
  exec 9>>"$borrowed.lock"
  if ! flock -n 9; then
    holder=$(cat "$borrowed.lock")
    ! kill -0 "$holder" 2>/dev/null || die "A quickstart runs already: pid $holder, simulated pool on ports 18443 and 18080; end it first."
    flock -w 30 9 || die "What a quickstart that was killed (pid $holder) left running does not end; see $borrowed.lock."
  fi
  printf '%s\n' $$ >"$borrowed.lock"
  trap 'rm -f "$borrowed.lock"' EXIT
}

# borrow FILE CONTEXT: from here on the cluster is ours to use, and what we make there goes when this shell ends.
borrow() {
  trap give_back EXIT
  if [ -e "$borrowed/made" ]; then
    printf 'An earlier run was cut off; what it left in its cluster goes first.\n'
    take_back || die "The list of it is $borrowed/made."
  fi
  mkdir -p "$borrowed"
  one_context "$1" "$2"
  kube get --raw /readyz >/dev/null || die "The cluster of $1 does not answer."
  refuse_what_is_there
  list_what_we_make >"$borrowed/made"
}

# A kubeconfig with nothing but one context of the user's file.
one_context() {
  (umask 077 && kubectl config view --kubeconfig "$1" ${2:+--context "$2"} --minify --flatten --raw >"$borrowed/kubeconfig") ||
    die "$1 has these contexts: $(kubectl config get-contexts --kubeconfig "$1" -o name | tr '\n' ' ')"
}

# Nothing that somebody else made is changed.
refuse_what_is_there() {
  local found
  found=$(kube get deployments -A -l app.kubernetes.io/name=xcp-operator -o 'jsonpath={range .items[*]}{.metadata.namespace}{" "}{end}' 2>/dev/null || true)
  [ -z "$found" ] || die "An xcp-operator is installed in that cluster (namespace ${found% }): it would act on the example too. Take another cluster."
  found=$(examples_there)
  [ -z "$found" ] || die "That cluster has objects of the example's names already, which would be changed:
$found
Delete them, or take another cluster."
  [ "$(kube auth can-i create customresourcedefinitions 2>/dev/null)" = yes ] && [ "$(kube auth can-i create namespaces 2>/dev/null)" = yes ] ||
    die "That context may not make CRDs and namespaces: take one that may, or a cluster of your own."
}

# The example's objects that the cluster has, but for the namespaces. A kind that it does not know has none.
examples_there() {
  kube get -f "$ROOT/examples/quickstart/" --ignore-not-found \
    -o 'jsonpath={range .items[?(@.kind!="Namespace")]}{.kind}{"/"}{.metadata.name}{" -n "}{.metadata.namespace}{"\n"}{end}' 2>/dev/null || true
}

# What the run will make of what can be shared with others: "namespace NAME" and "crd KIND" a line.
list_what_we_make() {
  local name
  for name in $NAMESPACES; do
    [ -n "$(kube get namespace "$name" --ignore-not-found -o name)" ] || printf 'namespace %s\n' "$name"
  done
  for name in $KINDS; do
    [ -n "$(kube get crd "$name.xcp-operator.io" --ignore-not-found -o name)" ] || printf 'crd %s\n' "$name"
  done
}

made() { sed -n "s/^$1 //p" "$borrowed/made"; }

give_back() {
  local code=$?
  trap '' INT TERM HUP
  if [ -e "$borrowed/made" ]; then take_back || code=1; fi
  rm -f "$borrowed.lock"
  exit "$code"
}

# Takes away what the run made. The operator has ended, so nobody waits for finalizers; the VMs were simulated ones.
take_back() {
  local object kind left=''
  printf '\nTaking away what was made in the cluster\n'
  if ! kube get --raw /readyz >/dev/null 2>&1; then
    left_behind
    return 1
  fi
  while read -r object; do
    forget $object
  done < <(examples_there)
  for namespace in $(made namespace); do
    for kind in $KINDS; do
      for object in $(kube get "$kind" -n "$namespace" -o name 2>/dev/null); do forget "$object" -n "$namespace"; done
    done
    kube delete namespace "$namespace" --ignore-not-found --timeout=60s --request-timeout=0
  done
  kube delete lease -n default "$LEASE" --ignore-not-found
  for kind in $(made crd); do
    if nobody_uses "$kind"; then
      kube delete crd "$kind.xcp-operator.io" --ignore-not-found --timeout=30s --request-timeout=0
    else
      left=1
    fi
  done
  [ -z "$left" ] || left_behind
  rm -rf "$borrowed"
}

# forget KIND/NAME -n NAMESPACE
forget() {
  kube patch "$@" --type merge -p '{"metadata":{"finalizers":null}}' >/dev/null 2>&1 || true
  kube delete "$@" --ignore-not-found --wait=false
}

# What was made for us by others (an XcpHost) goes when its owner has gone; that takes a moment.
nobody_uses() {
  local tries=30
  while [ -n "$(kube get "$1.xcp-operator.io" -A -o name 2>/dev/null)" ]; do
    [ $((tries -= 1)) -gt 0 ] || return 1
    sleep 0.5
  done
}

left_behind() {
  printf 'Left in the cluster, which does not answer, or where somebody uses it; to remove it:\n'
  made namespace | sed 's/^/    kubectl delete namespace /'
  made crd | sed 's/^/    kubectl delete crd /; s/$/.xcp-operator.io/'
  printf '    kubectl delete lease -n default %s\n' "$LEASE"
}
