# shellcheck shell=bash
# examples/adopt, checked. Sourced by examples-story.sh.

# A VM that somebody made by hand, running.
template=$(xe call VM.get_by_name_label debian-12-golden | tr -d '[]"')
mail=$(xe call VM.clone "$template" mail | tr -d '"')
xe call VM.provision "$mail" >/dev/null
xe vm-start mail
uuid=$(xe call VM.get_uuid "$mail" | tr -d '"')
sed -i "s/00000000-0000-0000-0000-000000000000/$uuid/" "$story/examples/adopt/virtual-machine.yaml"

other_config_of_mail() { xe call VM.get_other_config "$mail"; }
# All of its record but what adoption may change.
rest_of_mail() { xe call VM.get_record "$mail" | sed -E 's/"other_config" ?: ?\{[^}]*\}//'; }
observed() { [ "$(infra mail .status.uuid)" = "$uuid" ] && [ -n "$(infra mail '.status.guest.addresses[0]')" ]; }
adopted() { grep -q xcp-operator <<<"$(other_config_of_mail)"; }
let_go() { ! adopted; }
described() { [ "$(xe call VM.get_name_description "$mail")" = '"Letters"' ]; }

forget_calls
follow adopt
next
next_says "it is observed: status fills" "mail +True +Running"
promised "with its guest" observed
before=$(rest_of_mail)
no_writes
printf '# the pool saw not one write\n'

next
next_says "the plan has one call, the owner mark" '^VM\.add_to_other_config +mail '
[ "$(wc -l <<<"$said")" = 1 ] || failed_to "the plan has more calls than one"
no_writes

next
promised "the mark is on the VM" adopted
[ "$(writes)" = '"VM.add_to_other_config"' ] || failed_to "adopting took other writes: $(writes | tr '\n' ' ')"
rest_is_as_before() { [ "$(rest_of_mail)" = "$before" ]; }
promised "nothing else of it changed" rest_is_as_before
kube patch --field-manager=xcp -n infra xvm mail --type merge -p '{"spec":{"description":"Letters"}}' >/dev/null
promised "what is written is made so" described

next
promised "the mark is gone" let_go
[ "$(xe call VM.get_power_state "$mail")" = '"Running"' ] || failed_to "the VM that was let go does not run"
printf '# the VM was let go, and runs\n'
done_with_it
