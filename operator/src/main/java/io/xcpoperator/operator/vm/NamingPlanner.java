package io.xcpoperator.operator.vm;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Name, description and tags. A VM that is being made keeps its token for a name to the end. Only the tags that we added are ours; what we add is kept on the VM first. Pure. */
final class NamingPlanner {
    private NamingPlanner() {}

    static void plan(DesiredVm want, VmFacts vm, Draft draft) {
        want.name()
                .filter(name -> !name.equals(vm.name()) && !vm.making())
                .ifPresent(name -> draft.step(new SettingAction.SetName(vm.ref(), name), "nameLabel → " + name));
        want.description()
                .filter(text -> !text.equals(vm.description()))
                .ifPresent(text -> draft.step(new SettingAction.SetDescription(vm.ref(), text), "description"));
        tags(want, vm, draft);
    }

    private static void tags(DesiredVm want, VmFacts vm, Draft draft) {
        Set<String> wanted = new TreeSet<>(want.tags().orElse(Set.of()));
        if (vm.making()) {
            minus(vm.tags(), wanted)
                    .forEach(tag -> draft.step(
                            new SettingAction.RemoveTag(vm.ref(), tag),
                            "tag " + tag + " was inherited from the template"));
        }
        if (want.tags().isEmpty()) {
            return;
        }
        Set<String> ours = ours(vm);
        Set<String> missing = minus(wanted, vm.tags());
        for (String tag : minus(ours, wanted)) {
            if (vm.tags().contains(tag)) {
                draft.step(new SettingAction.RemoveTag(vm.ref(), tag), "tag " + tag + " is no longer wanted");
            }
        }
        Set<String> oursNext = new TreeSet<>(ours);
        oursNext.addAll(vm.making() ? wanted : missing);
        oursNext.retainAll(wanted);
        remember(vm, oursNext, draft);
        missing.forEach(tag -> draft.step(new SettingAction.AddTag(vm.ref(), tag), "tag " + tag));
    }

    private static void remember(VmFacts vm, Set<String> ours, Draft draft) {
        Optional<String> now = vm.own(Keys.TAGS);
        String next = String.join("\n", ours);
        if (next.isEmpty()) {
            now.ifPresent(_ -> draft.step(new SettingAction.RemoveKey(vm.ref(), Keys.TAGS), "no tag is ours"));
        } else if (!now.equals(Optional.of(next))) {
            draft.step(vm.writeOwn(Keys.TAGS, next), "remember which tags are ours");
        }
    }

    /** The tags that we added to the VM. */
    private static Set<String> ours(VmFacts vm) {
        String kept = vm.own(Keys.TAGS).orElse("");
        return kept.isEmpty() ? Set.of() : Set.copyOf(List.of(kept.split("\n")));
    }

    private static Set<String> minus(Set<String> from, Set<String> what) {
        Set<String> rest = new TreeSet<>(from);
        rest.removeAll(what);
        return rest;
    }
}
