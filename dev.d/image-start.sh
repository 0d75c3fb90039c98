#!/usr/bin/env bash
# Starts the operator of an OCI tar once, as a container would: its own root, read-only but for /tmp, user 65532; against the
# cluster of KUBECONFIG. Prints the time from the start of the process until /readyz says yes, and what it then holds.
#   image-start.sh FILE [AOT CACHE TO WRITE]
. "$(dirname "$0")/lib.sh"

cache=${2:-}
work=$(mktemp -d "${TMPDIR:-/tmp}/xcp-image-root.XXXXXX")
container=
# The operator by its own id: it left the parent-death signal of unshare behind when it changed its user.
operator_of() { tr -d ' \n' <"/proc/$container/task/$container/children" 2>/dev/null || true; }
finish() {
  local operator
  if [ -n "$container" ]; then
    operator=$(operator_of)
    [ -z "$operator" ] || kill -9 "$operator" 2>/dev/null || true
    kill -9 "$container" 2>/dev/null || true
    wait "$container" 2>/dev/null || true
  fi
  rm -rf "$work"
}
trap finish EXIT

mkdir -p "$work/oci" "$work/rootfs" "$work/tmp"
tar -C "$work/oci" -xf "$1"
blob() { printf '%s/blobs/%s\n' "$work/oci" "${1/://}"; }
manifest=$(blob "$(jq -r '.manifests[0].digest' "$work/oci/index.json")")
config=$(blob "$(jq -r .config.digest "$manifest")")
for layer in $(jq -r '.layers[].digest' "$manifest"); do
  tar -C "$work/rootfs" --warning=no-unknown-keyword -xf "$(blob "$layer")"
done
printf 'unpacked %s MiB\n' "$(du -sm "$work/rootfs" | cut -f1)"
[ "$(jq -r .config.User "$config")" = 65532:65532 ] || die "the image runs as $(jq -r .config.User "$config")"

kubectl apply --server-side -f "$ROOT/crds/manifests" >/dev/null
kubectl create namespace xcp-operator-system >/dev/null
install -m 644 "$KUBECONFIG" "$work/tmp/kubeconfig"
chmod 1777 "$work/tmp"
mkdir -p "$work/rootfs/proc" "$work/rootfs/tmp" "$work/rootfs/dev"
mapfile -t command < <(jq -r '.config.Entrypoint[], (.config.Cmd // [])[]' "$config")
[ -z "$cache" ] || command=("${command[0]}" -XX:AOTCacheOutput=/tmp/operator.aot "${command[@]:1}")
port=$((20000 + RANDOM % 20000))

# a container in small: own mounts, own process ids, everything read-only but /tmp; shellcheck is right that nothing expands here
# shellcheck disable=SC2016
inside='set -e
mount --bind "$ROOT_FS" "$ROOT_FS"
mount -t proc proc "$ROOT_FS/proc"
mount --bind "$TMP_FS" "$ROOT_FS/tmp"
mount -t tmpfs tmpfs "$ROOT_FS/dev"
mknod -m 666 "$ROOT_FS/dev/random" c 1 8
mknod -m 666 "$ROOT_FS/dev/urandom" c 1 9
mknod -m 666 "$ROOT_FS/dev/null" c 1 3
mount -o remount,bind,ro "$ROOT_FS"
exec env -i XCP_SUPERVISOR_RUN="${XCP_SUPERVISOR_RUN:-}" PATH=/opt/java/bin KUBECONFIG=/tmp/kubeconfig XCP_HTTP_PORT="$PORT" XCP_EGRESS_ALLOW=127.0.0.0/8 \
  /usr/sbin/chroot --userspec=65532:65532 "$ROOT_FS" "$@"'
began=$(date +%s%N)
ROOT_FS=$work/rootfs TMP_FS=$work/tmp PORT=$port unshare --mount --pid --fork --kill-child \
  /bin/bash -c "$inside" start "${command[@]}" >"$work/log" 2>&1 &
container=$!
until curl -sf -o /dev/null "http://127.0.0.1:$port/readyz"; do
  kill -0 "$container" 2>/dev/null || { tail -n 30 "$work/log" >&2; die "the operator of the image ended"; }
  [ $(($(date +%s%N) - began)) -lt 60000000000 ] || { tail -n 30 "$work/log" >&2; die "the operator of the image is not ready after 60 s"; }
  sleep 0.02
done
took=$((($(date +%s%N) - began) / 10000000))
operator=$(operator_of)
read -ra stat <"/proc/$operator/stat"
printf 'start    %d.%02d s until /readyz says yes; %d.%02d s of CPU time, %d MiB resident\n' $((took / 100)) $((took % 100)) \
  $(((stat[13] + stat[14]) / 100)) $(((stat[13] + stat[14]) % 100)) "$(awk '/^VmRSS/ { print int($2 / 1024) }' "/proc/$operator/status")"
if [ -n "$cache" ]; then
  kill "$operator"
  wait "$container" || true
  container=
  cp "$work/tmp/operator.aot" "$cache" || { tail -n 30 "$work/log" >&2; die "no cache of classes was written"; }
fi
