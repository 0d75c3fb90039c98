# shellcheck shell=bash
# examples/nfs-storage, checked. Sourced by examples-story.sh.

storages_named() { xe call SR.get_by_name_label "$1"; }
nas() { kube get xsr -n infra nas-second -o "jsonpath={$1}" 2>/dev/null || true; }
nas_is_ready() { [ "$(nas '.status.conditions[?(@.type=="Ready")].status')" = True ]; }
isos_are_ready() { [ "$(kube get xsr -n infra nas-isos -o 'jsonpath={.status.conditions[?(@.type=="Ready")].status}')" = True ]; }

follow nfs-storage
next
next_says "the pool will look first" '^SR\.probe +NAS 2 '
grep -Eq '^SR\.create +NAS 2 ' <<<"$said" || failed_to "nothing is planned to be made"
[[ "$(storages_named 'NAS 2')" != *OpaqueRef* ]] || failed_to "it is made already"
promised "the ISO images are there" isos_are_ready

next
promised "it is ready" nas_is_ready
next_says "both hosts have it" '^host2  true'
grep -Eq '^host1  true' <<<"$said" || failed_to "it is not on host1"

next
[[ "$(storages_named 'NAS 2')" != *OpaqueRef* ]] || failed_to "the storage is still in the pool"
printf '# it is forgotten\n'

next
next
next_says "what is there is named" 'write attach: \{uuid: [0-9a-f-]+\}'

next
[[ "$(storages_named 'ISOs of the NAS')" == *OpaqueRef* ]] || failed_to "the ISO images went with the resource"
printf '# the ISO images stayed\n'
done_with_it
