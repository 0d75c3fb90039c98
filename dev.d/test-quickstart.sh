#!/usr/bin/env bash
# The README's first command as a newcomer runs it, and then the other examples, command by command as their READMEs say, against
# the same operator and simulated pool; at last the quickstart on somebody else's cluster, which it leaves as it was.
. "$(dirname "$0")/lib.sh"
. "$(dirname "$0")/programs.sh"

build_java
build_cluster controlplane
own_tmp
export XCP_QUICKSTART_STATE=$TMPDIR/state XCP_QUICKSTART_THEN=$ROOT/dev.d/examples-story.sh

find_a_network_alone
attended "${alone[@]}" "$ROOT/dev" quickstart --once

printf '\n── ./dev quickstart --kubeconfig\n'
attended "${alone[@]}" "$ROOT/cluster/supervise" up --state "$TMPDIR/cluster" -- "$ROOT/dev.d/borrowed-story.sh"
