# shellcheck shell=bash
# examples/database, checked. Sourced by examples-story.sh.

follow database
next
next
next_says 'three disks' '^log  1Gi'
grep -Eq '^data  4Gi' <<<"$said" || failed_to "there is no disk data"

next
next_says 'the fourth is there' '^dump  2Gi'
promised 'the VM ran on' test "$(kube get xvm -n apps ledger -o 'jsonpath={.status.powerState}')" = Running

next
next_says 'a typing error takes nothing away' 'disks\[dta\] is new and disks\[data\] is gone'

next
next_says 'what is taken away is kept, and growing waits' '^kept: dump'
next_says_again() { said=$(kube get xvm -n apps ledger -o 'jsonpath={.status.pendingChanges.changes[*].field}') && grep -q 'disks\[data\].size' <<<"$said"; }
promised 'growing waits for a restart' next_says_again
next
done_with_it
