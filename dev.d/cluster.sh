#!/usr/bin/env bash
# ./dev cluster [up | build [TARGET…] | status]: only the control plane of cluster/.
. "$(dirname "$0")/lib.sh"
prerequisites go disk:8 cache
verb=${1:-up}
[ $# = 0 ] || shift
case $verb in
  up) exec "$(supervisor)" up --state "$CACHE/cluster" "$@" ;;
  status) exec "$(supervisor)" status --state "$CACHE/cluster" ;;
  build) exec "$(supervisor)" build "$@" ;;
  *) die "./dev cluster: \"$verb\" is none of up, build, status" ;;
esac
