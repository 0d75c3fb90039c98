#!/usr/bin/env bash
# The Java rings (values, contract, feature), against the control plane of KUBECONFIG.
. "$(dirname "$0")/lib.sh"
export XCP_TEST_KUBECONFIG=$KUBECONFIG
maven verify -fae "$@"
touch "$ROOT/operator/target/built" # what build_java would build, for the rings that follow
