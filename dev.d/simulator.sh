#!/usr/bin/env bash
# ./dev simulator [options]                a pool of its own; --help lists the options. Prints a line "ready …" when it answers.
# ./dev simulator xe COMMAND…              does to the quickstart's pool what somebody does in another tool
# ./dev simulator break | mend             the quickstart's pool loses its power, and gets it back
. "$(dirname "$0")/lib.sh"
. "$(dirname "$0")/programs.sh"
QUICKSTART_URL=http://127.0.0.1:18080
QUICKSTART_DOOR=18480

# Posts to the control door: door COMMAND JSON
door() {
  local answer
  { exec 3<>"/dev/tcp/127.0.0.1/$QUICKSTART_DOOR"; } 2>/dev/null || die "no quickstart runs: its pool's control door (127.0.0.1:$QUICKSTART_DOOR) does not answer"
  printf 'POST /%s HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: %d\r\nConnection: close\r\n\r\n%s' "$1" "${#2}" "$2" >&3
  answer=$(timeout 10 head -n 1 <&3) || true
  exec 3>&-
  case $answer in
    *" 200 "*) ;;
    *) die "the control door refused $1: $answer" ;;
  esac
}

each_host() {
  local host
  for host in host1 host2; do door "$1" "{\"host\": \"$host\"}"; done
}

case ${1:-} in
  "" | -* | break | mend | xe) ;;
  *) die "./dev simulator: there is no word \"$1\"; xe COMMAND…, break or mend, or options (--help lists them)" ;;
esac
case ${1:-} in
  -h | --help)
    sed -n '2,4{ s/^# //p; }' "$0"
    [ -e "$ROOT/simulator/target/lib" ] || die "Its options are listed once it is built: ./dev build"
    run_java simulator io.xcpoperator.simulator.Main run --help
    ;;
  break | mend | xe) [ -e "$ROOT/simulator/target/lib" ] || build_java >&2 ;; # a pool that runs keeps its classes
  *) build_java >&2 ;;
esac
cd "$ROOT"
case ${1:-} in
  break) each_host host-down && printf 'the power fails: both hosts are gone, and what ran on them\n' ;;
  mend) each_host host-up && printf 'the power is back: both hosts answer, their VMs are halted\n' ;;
  xe)
    shift
    run_java simulator io.xcpoperator.simulator.Main xe --url "$QUICKSTART_URL" "$@"
    ;;
  *) run_java simulator io.xcpoperator.simulator.Main "$@" ;;
esac
