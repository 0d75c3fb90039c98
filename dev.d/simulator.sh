#!/usr/bin/env bash
# ./dev simulator [options]: a pool of its own; --help lists the options. Prints a line "ready …" when it answers.
. "$(dirname "$0")/lib.sh"
. "$(dirname "$0")/programs.sh"
[ -e "$ROOT/simulator/target/lib" ] || build_java >&2
cd "$ROOT"
run_java simulator io.xcpoperator.simulator.Main "$@"
