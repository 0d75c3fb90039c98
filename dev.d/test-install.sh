#!/usr/bin/env bash
# The install ring: chart and image on a node that runs real pods, against the simulated pool. Needs root and Debian's
# containerd, which it installs where it is missing. Leaves nothing running, mounted or configured, however it ends.
. "$(dirname "$0")/lib.sh"
. "$(dirname "$0")/programs.sh"
. "$(dirname "$0")/rings.sh"

install_packages() {
  timeout 300 apt-get update -qq
  DEBIAN_FRONTEND=noninteractive timeout 300 apt-get install -y -qq --no-install-recommends \
    containerd runc containernetworking-plugins nftables iptables iproute2
}

has_what_a_node_needs() {
  local program
  for program in containerd runc nft iptables ip nsenter /usr/lib/cni/bridge; do command -v "$program" >/dev/null || return 1; done
}

[ "$(id -u)" = 0 ] || leave_out "a node that runs pods needs root"
if ! has_what_a_node_needs; then
  command -v apt-get >/dev/null ||
    leave_out "it needs containerd, runc, nftables, iptables, iproute2 and the CNI plugins, and knows only apt-get to install them"
  building "Installing containerd, runc and what a node needs" install_packages
fi

image=$ROOT/operator/target/xcp-operator.tar
build_cluster node helm
attended "$ROOT/dev.d/image.sh" --no-start --out "$image"

own_tmp
cd "$ROOT/cluster/supervisor"
attended timeout 300 go test -count=1 -run 'TestRunsPodsAndLeavesNothing' . -node

cd "$ROOT/helm"
supervise_up --node --state "$TMPDIR/state" --image "$image" \
  --child "simulator=exec $ROOT/dev.d/simulator.sh --listen 172.30.0.11,172.30.0.12 --https 18443" --ready "simulator=^ready" \
  -- timeout 600 go test -count=1 -v -run TestInstalls . -install
