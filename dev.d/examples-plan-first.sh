# shellcheck shell=bash
# examples/plan-first, checked. Sourced by examples-story.sh.

# The plan's calls of these steps come in this order.
in_order() {
  local call at=0 found
  for call in VM.clone VM.set_memory_limits VDI.create VIF.create VM.start; do
    found=$(grep -n "^$call " <<<"$said" | head -n 1 | cut -d: -f1)
    [ "${found:-0}" -gt "$at" ] || failed_to "$call is not in the plan where the README has it"
    at=$found
  done
}

shop_is_made() { is shop '.status.conditions[?(@.type=="Ready")].status' True && grep -Eq 'Running +shop$' <<<"$(xe vm-list)"; }
shop_is_planned() { grep -q 'VM.add_tags' <<<"$(vm shop '.status.plan.calls[*].call')" && grep -q 'waits for a restart: memory.size' <<<"$(vm shop .status.message)"; }
waits_for_leave() { [ -n "$(vm shop .status.pendingChanges.hash)" ] && grep -q 'restart needed' <<<"$(vm shop .status.message)"; }

forget_calls
follow plan-first
next
next_says "clone, shape, disks, network interface, start" '^VM\.start '
in_order
no_writes
! grep -q shop <<<"$(xe vm-list)" || failed_to "the pool has a VM shop already"
printf '# nothing is written to the pool\n'

next
promised "it is what was wanted" shop_is_made
done_with_it

# "The same works on a VM that exists"
patch shop '{"spec":{"managementPolicy":"Plan","memory":{"size":"4Gi"},"tags":["shop","edited"],"restartPolicy":{"when":"OnApproval"}}}'
promised "what is done at once is planned, and what waits for leave is named" shop_is_planned
patch shop '{"spec":{"managementPolicy":"Manage"}}'
promised "it waits for leave" waits_for_leave
show kube get xvm -n "$NAMESPACE" shop
