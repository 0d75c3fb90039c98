#!/usr/bin/env bash
# ./dev cluster [up | build [TARGET…] | status]: only the control plane of cluster/.
. "$(dirname "$0")/lib.sh"
prerequisites go disk:8 cache
verb=${1:-up}
[ $# = 0 ] || shift
case $verb in
  up) exec "$ROOT/cluster/supervise" up --state "$CACHE/cluster" "$@" ;;
  status) exec "$ROOT/cluster/supervise" status --state "$CACHE/cluster" ;;
  build) exec "$ROOT/cluster/supervise" build "$@" ;;
  *) die "./dev cluster: \"$verb\" is none of up, build, status" ;;
esac
