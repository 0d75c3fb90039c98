#!/usr/bin/env bash
# The Java rings (values, contract, feature), against the cluster of XCP_TEST_KUBECONFIG, else one that the tests start.
. "$(dirname "$0")/lib.sh"
maven verify -fae "$@"
touch "$ROOT/operator/target/built" # what build_java would build, for the rings that follow
