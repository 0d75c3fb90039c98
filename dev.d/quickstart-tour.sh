# shellcheck shell=bash
# The five things to try, done and checked: what ./dev quickstart --once does after the VMs are up. Sourced by the story.

failed_to() {
  printf 'quickstart: %s\n' "$1" >&2
  exit 1
}

patch() { show kube patch --field-manager=xcp -n "$NAMESPACE" xvm "$1" --type merge -p "$2"; }

scale_memory() {
  patch web '{"spec":{"memory":{"size":"4Gi"}}}'
  until_shown "the change needs a restart, and says so" has_pending web
  show kube annotate --field-manager=xcp --overwrite -n "$NAMESPACE" xvm web "xcp-operator.io/approve-restart=$(vm web .status.pendingChanges.hash)"
  until_shown "approved: web restarts once, with 4 GiB" restarted_with web 4Gi
}

has_pending() { [ -n "$(vm "$1" .status.pendingChanges.hash)" ]; }
restarted_with() { is "$1" .status.memory.size "$2" && all_up; }

power_off_behind_the_back() {
  show ./dev simulator xe vm-shutdown web
  until_shown "web was powered off in another tool; it is started again" healed web
}

healed() {
  xe vm-list | grep -Eq "  Running +$1\$" && all_up
}

move() {
  local from
  from=$(vm db .status.host)
  patch db "{\"spec\":{\"placement\":{\"hostRef\":{\"name\":\"$db_elsewhere\"}}}}"
  until_shown "db leaves $from, live" has_left db "$from"
}

has_left() { ! is "$1" .status.host "$2" && all_up; }

delete_one() {
  show kube delete -n "$NAMESPACE" xvm batch --wait=false
  until_shown "batch is shut down, then destroyed with its disk" gone batch
}

break_and_mend_the_pool() {
  show ./dev simulator break
  printf '\n# the pool does not answer; nothing is concluded about its VMs\n'
  await "the pool is not connected" pool_is False
  show kube get xpool -n infra
  show ./dev simulator mend
  await "the pool is connected again" pool_is True
  show kube get xpool -n infra
  until_shown "its VMs were halted by it, and are started again" all_ready 2
}

# Waits for a condition without showing VMs: await SENTENCE COMMAND…
await() {
  local sentence=$1 began=$SECONDS
  shift
  until "$@"; do
    [ $((SECONDS - began)) -lt "$STEP_SECONDS" ] || failed_to "this did not come true within $STEP_SECONDS s: $sentence"
    sleep 0.3
  done
}

db_elsewhere=$(other_host db) # as what is printed names it, before anything is tried
scale_memory
power_off_behind_the_back
move
delete_one
break_and_mend_the_pool
printf '\nquickstart: all as it should be\n'
