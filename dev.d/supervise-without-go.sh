#!/usr/bin/env bash
# What cluster/supervise does for a cluster of the user's, on a machine without Go: children in order, each ready before the next,
# and a foreground command. Takes the same options: up [--lifeline] --state DIR --kubeconfig FILE [--child N=COMMAND] [--ready N=REGEXP] [--restart N] -- COMMAND
# Children live as long as the writing end of a pipe that this shell holds: they end even when it is killed.
. "$(dirname "$0")/lib.sh"

state=
lifeline=
children=()
declare -A ready=() restart=()
shift # up
while [ $# -gt 0 ]; do
  case $1 in
    --state) state=$2; shift ;;
    --lifeline) lifeline=yes ;;
    --kubeconfig) export KUBECONFIG=$2; shift ;;
    --child) children+=("$2"); shift ;;
    --restart) restart[$2]=yes; shift ;;
    --ready) ready[${2%%=*}]=${2#*=}; shift ;;
    --) shift; break ;;
  esac
  shift
done

mkdir -p "$state/log"
exec 8>>"$state.lock"
flock -n 8 || die "another run holds $state (pid $(cat "$state/pid" 2>/dev/null || echo unknown))"
printf '%s\n' $$ >"$state/pid"
export XCP_STATE=$state
rm -f "$state/lifeline"
mkfifo "$state/lifeline"
exec 7<>"$state/lifeline" # opened both ways so that opening does not wait
pids=()

stop() {
  trap - EXIT INT TERM HUP
  local i
  for ((i = ${#pids[@]} - 1; i >= 0; i--)); do
    kill -TERM -- "-${pids[$i]}" 2>/dev/null || true
    timeout 8 tail --pid="${pids[$i]}" -f /dev/null || kill -KILL -- "-${pids[$i]}" 2>/dev/null || true
  done
  rm -rf "$state"
}
trap stop EXIT
trap 'exit 0' INT TERM HUP
if [ -n "$lifeline" ]; then # the end of standard input ends this shell
  exec 6<&0
  (exec 7>&- 8>&-; cat <&6 >/dev/null; kill -TERM $$ 2>/dev/null) &
  exec 6<&- </dev/null
fi

# In a process group of its own; a reader beside it ends the group when the pipe's last writer is gone.
start() {
  local name=$1 command=$2
  setsid bash -c '
    exec 9<"$1/lifeline" 7>&- 8>&-
    (cat <&9 >/dev/null; kill -TERM -- -$$) &
    exec 9<&-
    exec bash -c "$2"' _ "$state" "$command" >"$state/log/$name.log" 2>&1 </dev/null &
  pids+=($!)
}

await_ready() {
  local name=$1 pid=${pids[-1]} tries=600
  until grep -Eq "${ready[$name]:-}" "$state/log/$name.log"; do
    kill -0 "$pid" 2>/dev/null && [ $((tries -= 1)) -gt 0 ] || { tail -n 20 "$state/log/$name.log" >&2; die "$name did not become ready"; }
    sleep 0.1
  done
}

for child in ${children[@]+"${children[@]}"}; do
  command=${child#*=}
  [ -z "${restart[${child%%=*}]:-}" ] || command="while :; do ($command) || true; echo 'it ended; starting it again'; sleep 1; done"
  start "${child%%=*}" "$command"
  await_ready "${child%%=*}"
done
"$@" 7>&- 8>&- &
story=$!
(exec 8>&-; exec 9<"$state/lifeline" 7>&-; cat <&9 >/dev/null; kill -TERM "$story" 2>/dev/null) &
wait "$story"
