#!/usr/bin/env bash
# The operator as a process of its own, against the cluster of KUBECONFIG, allowed to reach a pool on this machine.
. "$(dirname "$0")/lib.sh"
. "$(dirname "$0")/programs.sh"
export XCP_LOG_FORMAT=${XCP_LOG_FORMAT:-text} XCP_HTTP_PORT=${XCP_HTTP_PORT:-0} XCP_DOOR_PORT=${XCP_DOOR_PORT:-0} XCP_EGRESS_ALLOW=${XCP_EGRESS_ALLOW:-127.0.0.0/8}
export XCP_OPERATOR_NAMESPACE=${XCP_OPERATOR_NAMESPACE:-default}
run_java operator io.xcpoperator.operator.Main "$@"
