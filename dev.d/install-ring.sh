#!/usr/bin/env bash
# The install ring: chart and image on a node that runs real pods, against the simulated pool. Needs root and Debian's
# containerd, which it installs where it is missing; leaves nothing running or mounted behind.
# Not yet a ring of ./dev test (that runs test-*.sh): it has not passed as a whole, for want of the simulator's command line.
. "$(dirname "$0")/lib.sh"
. "$(dirname "$0")/programs.sh"

install_packages() {
  timeout 300 apt-get update -qq
  DEBIAN_FRONTEND=noninteractive timeout 300 apt-get install -y -qq --no-install-recommends \
    containerd runc containernetworking-plugins nftables iptables iproute2
}

if [ "$(id -u)" != 0 ]; then
  printf 'The install ring is left out: a node that runs pods needs root.\n'
  exit 0
fi
missing=
for program in containerd runc nft iptables ip /usr/lib/cni/bridge; do command -v "$program" >/dev/null || missing=1; done
if [ -n "$missing" ]; then
  if ! command -v apt-get >/dev/null; then
    printf 'The install ring is left out: it needs containerd, runc, nftables, iptables and the CNI plugins, and knows only apt-get to install them.\n'
    exit 0
  fi
  building "Installing containerd, runc and what a node needs" install_packages
fi

work=$(mktemp -d "${TMPDIR:-/tmp}/xcp-install.XXXXXX")
trap 'rm -rf "$work"' EXIT
build_cluster node helm
"$ROOT/dev.d/image.sh" --no-start --out "$work/xcp-operator.tar"
[ -e "$ROOT/simulator/target/lib" ] || build_java

(cd "$ROOT/cluster/supervisor" && timeout 300 go test -count=1 -run 'TestRunsPodsAndLeavesNothing' . -node)
cd "$ROOT/helm"
supervise up --node --state "$work/state" --image "$work/xcp-operator.tar" \
  --child "simulator=exec $ROOT/dev.d/simulator.sh --listen 172.30.0.11,172.30.0.12 --https 18443" --ready "simulator=^ready" \
  -- timeout 600 go test -count=1 -v -run TestInstalls . -install
