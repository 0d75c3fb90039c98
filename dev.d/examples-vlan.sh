# shellcheck shell=bash
# examples/vlan, checked. Sourced by examples-story.sh.

networks_named() { xe call network.get_by_name_label "$1"; }
iot() { kube get xnet -n infra iot -o "jsonpath={$1}" 2>/dev/null || true; }
iot_is_ready() { [ "$(iot '.status.conditions[?(@.type=="Ready")].status')" = True ]; }

forget_calls
follow vlan
next
next_says "the VLAN on every host at once" '^pool\.create_VLAN_from_PIF +IoT '
[ "$(wc -l <<<"$said")" = 3 ] || failed_to "the plan has other calls than three"
no_writes
printf '# nothing is made yet\n'

next
promised "it is ready" iot_is_ready
next_says "it is on both hosts" '^host2  eth1  true'
grep -Eq '^host1  eth1  true' <<<"$said" || failed_to "it is not on host1"

next
[[ "$(networks_named IoT)" != *OpaqueRef* ]] || failed_to "the network is still in the pool"
printf '# it is gone from the pool\n'
done_with_it
