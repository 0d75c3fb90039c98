# shellcheck shell=bash
# examples/adopt, export, plan-first, shape, database, snapshot-and-revert, vlan and nfs-storage, command by command as their READMEs say, and what these promise. Sourced by the
# quickstart's story, after the tour: pool, network, storage and the VMs web and db are there.

story=$(mktemp -d "${TMPDIR:-/tmp}/xcp-examples.XXXXXX") # a copy, for a README that has one write something into a file
trap 'rm -rf "$story"' EXIT
cp -r "$ROOT/examples" "$story"

# The commands of a README are its indented lines. follow FOLDER begins one, next runs its next command as it stands there, and
# done_with_it fails when commands are left.
follow() {
  printf '\n── examples/%s/README.md\n' "$1"
  mapfile -t steps < <(sed -n 's/^    //p' "$ROOT/examples/$1/README.md")
  step=0
}

next() {
  [ "$step" -lt "${#steps[@]}" ] || failed_to "the README has no command $((step + 1))"
  printf '\n$ %s\n' "${steps[$step]}"
  said=$(cd "$story" && bash -c "${steps[$step]}" 2>&1) || failed_to "it failed: $said"
  printf '%s\n' "$said"
  step=$((step + 1))
}

done_with_it() { [ "$step" = "${#steps[@]}" ] || failed_to "nobody checks the README's command: ${steps[$step]}"; }

# promised SENTENCE COMMAND…: what the README says comes true within the time of a step.
promised() {
  printf '# %s\n' "$1"
  await "$@"
}

# Runs the README's next command again until its output is as promised: next_says SENTENCE REGEXP
next_says() {
  local sentence=$1 pattern=$2 began=$SECONDS
  printf '\n$ %s\n' "${steps[$step]}"
  until said=$(cd "$story" && bash -c "${steps[$step]}" 2>&1) && grep -Eq -- "$pattern" <<<"$said"; do
    [ $((SECONDS - began)) -lt "$STEP_SECONDS" ] || failed_to "$sentence: it says within $STEP_SECONDS s only: $said"
    sleep 0.3
  done
  printf '%s\n# %s\n' "$said" "$sentence"
  step=$((step + 1))
}

says_of_desk() { infra desk .status.message | grep -q -- "$1"; }
infra() { kube get xvm -n infra "$1" -o "jsonpath={$2}" 2>/dev/null || true; }
# Asks the control door of the simulated pool: door METHOD PATH
door() {
  exec 3<>/dev/tcp/127.0.0.1/18480
  printf '%s /%s HTTP/1.0\r\nContent-Length: 0\r\n\r\n' "$1" "$2" >&3
  timeout 10 cat <&3
  exec 3>&-
}

forget_calls() { door POST reset-calls >/dev/null; }
# Messages that may change something, of those the pool got since forget_calls.
writes() { door GET calls | grep -o '"[A-Za-z_]*\.[a-z_A-Z]*"' | grep -Ev '"(session|event)\.|\.(get|assert|compute)_' || true; }
no_writes() { [ -z "$(writes)" ] || failed_to "the pool saw writes: $(writes | tr '\n' ' ')"; }
field_of_pool() { xe call "VM.get_$2" "$(xe call VM.get_by_uuid "$1" | tr -d '"')"; }
# The stories delete more VMs in a few minutes than a pool lets go in an hour without a person.
kube patch xpool -n infra home --type merge -p '{"spec":{"limits":{"destructionsPerHour":100}}}' >/dev/null
. "$ROOT/dev.d/examples-adopt.sh"
. "$ROOT/dev.d/examples-export.sh"
. "$ROOT/dev.d/examples-plan-first.sh"
. "$ROOT/dev.d/examples-shape.sh"
. "$ROOT/dev.d/examples-database.sh"
. "$ROOT/dev.d/examples-snapshot-and-revert.sh"
. "$ROOT/dev.d/examples-vlan.sh"
. "$ROOT/dev.d/examples-nfs-storage.sh"
printf '\nexamples: all as their READMEs say\n'
