# shellcheck shell=bash
# examples/snapshot-and-revert. Sourced by examples-story.sh.

in_apps() { kube get "$1" -n apps "$2" -o "jsonpath={$3}" 2>/dev/null || true; }
is() { [ "$(in_apps "$1" "$2" "$3")" = "$4" ]; }
is_ready() { is "$1" "$2" '.status.conditions[?(@.type=="Ready")].status' True; }
is_gone() { [ -z "$(kube get "$1" -n apps "$2" --ignore-not-found -o name)" ]; }

follow snapshot-and-revert
next
next_says 'READY is True when the pool has it' 'web-before-upgrade +True'
next
next
next_says 'it runs to its end' 'web-back +Completed'
promised 'the VM is started again as its spec says' is xvm web .status.powerState Running
is xrst web-back .status.safetySnapshot web-back-undo || failed_to "the restore does not name its undo snapshot"
promised 'the undo snapshot is there' is_ready xsnap web-back-undo
next
next_says 'the second VM is there' 'web-then +True +Halted'
next
next
next
promised 'both snapshots are gone' is_gone xsnap web-back-undo
done_with_it
