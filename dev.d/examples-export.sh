# shellcheck shell=bash
# examples/export, checked with kubectl-xcp as ./dev install-plugin leaves it. Sourced by examples-story.sh.

XDG_DATA_HOME=$story/share "$ROOT/dev" install-plugin --dir "$story/bin" >/dev/null
PATH=$story/bin:$PATH

# A VM that somebody made by hand, on a network and storage that are declared.
attic=$(xe call VM.clone "$(xe call VM.get_by_name_label debian-12-golden | tr -d '[]"')" attic | tr -d '"')
xe call VM.provision "$attic" >/dev/null
exported() { kubectl xcp export --pool home -n infra | grep -q 'nameLabel: attic'; }
promised "the operator has seen it" exported

forget_calls
follow export
next
grep -q 'managementPolicy: Plan' "$story/home.yaml" || failed_to "the manifests do not say Plan"
grep -q 'name: attic' "$story/home.yaml" || failed_to "the VM attic is not among them"
! grep -Eq 'name: (web|lan)$' <(grep -A1 '^metadata:' "$story/home.yaml") || failed_to "what is declared is exported too"
next_says "one owner mark each" '^VirtualMachine infra/attic \(new\)'
! grep '^ ' <<<"$said" | grep -Evq '^ +[A-Za-z]+\.add_to_other_config ' || failed_to "the plan has more than marks"
[ -z "$(infra attic .metadata.name)" ] || failed_to "something was applied"
next
next_says "the same again" 'Would do +VM\.add_to_other_config on attic'
next
no_writes
printf '# the pool has not seen a write\n'
done_with_it
