#!/usr/bin/env bash
# The operator as a process of its own, against the cluster of KUBECONFIG; the quickstart's settings come from its environment.
. "$(dirname "$0")/lib.sh"
. "$(dirname "$0")/programs.sh"
run_java operator io.xcpoperator.operator.Main "$@"
