package io.xcpoperator.operator.vm;

import io.xcpoperator.operator.platform.owner.OwnerMark;
import io.xcpoperator.operator.platform.status.Reason;
import io.xcpoperator.operator.platform.status.Requeue;
import io.xcpoperator.xapi.types.SrRef;
import io.xcpoperator.xapi.types.VmUuid;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Makes a VM of a template: clone it under a name that carries a token, mark it, then go on as for any VM of ours.
 * Nothing is made before everything the spec names is found, so that nothing half-made is left behind. Pure.
 */
final class MakingPlanner {
    /** Stands for the token where none is stored yet: plans show it, nothing is made with it. */
    static final String NO_TOKEN = "";

    private static final VmUuid NEW_UUID = new VmUuid("new");

    private MakingPlanner() {}

    /** @param token the one in status, or {@link #NO_TOKEN} */
    static Plan plan(DesiredVm want, Origin.Template origin, Surroundings around, String token, boolean uncertain) {
        List<Hindrance> missing = missing(want, origin);
        if (!missing.isEmpty()) {
            return new Plan(List.of(), Optional.empty(), List.of(), missing);
        }
        if (uncertain) {
            return Plan.waiting(Hindrance.works(
                            Reason.Applying, "an earlier request to make the VM may still be under way; looking again")
                    .again(Requeue.RETRY));
        }
        VmFacts template = origin.template().found().orElseThrow();
        Optional<SrRef> copyTo = origin.copyTo().flatMap(Resolved::found);
        String on = want.name().orElse(want.me().key().name());
        List<Step> steps = new ArrayList<>();
        steps.add(new Step(
                new MakingAction.Clone(template.ref(), copyTo, token),
                on,
                copyTo.isPresent()
                        ? "a copy of %s %s on %s".formatted(origin.what(), template.name(), around.name(copyTo.get()))
                        : "a clone of %s %s".formatted(origin.what(), template.name())));
        VmFacts clone = clone(template, copyTo, token);
        boolean inherits = clone.otherConfig().containsKey(OwnerMark.KEY);
        steps.add(claim(want, clone, inherits, "say whose VM it is"));
        Plan rest = new Course(want, around, false).plan(clone);
        steps.addAll(rest.steps());
        return rest.hindrances().isEmpty()
                ? new Plan(steps, rest.restart(), rest.nextBoot(), List.of())
                : new Plan(List.of(), Optional.empty(), List.of(), rest.hindrances());
    }

    /** The write that makes a VM ours. */
    static Step claim(DesiredVm want, VmFacts vm, boolean replaces, String why) {
        String mark = want.me().markFor(vm.uuid().value()).toString();
        return new Step(
                new MakingAction.Mark(vm.ref(), mark, replaces), want.name().orElse(vm.name()), why);
    }

    private static List<Hindrance> missing(DesiredVm want, Origin.Template origin) {
        List<Hindrance> missing = new ArrayList<>(want.unmakeable().stream().toList());
        origin.template().problem().ifPresent(missing::add);
        origin.copyTo().flatMap(Resolved::problem).ifPresent(missing::add);
        want.place().flatMap(Resolved::problem).ifPresent(missing::add);
        want.seed().flatMap(seed -> seed.texts().problem()).ifPresent(missing::add);
        want.nics().stream().flatMap(List::stream).forEach(n -> n.unmakeable().ifPresent(missing::add));
        want.disks().stream()
                .flatMap(List::stream)
                .filter(DesiredVm.Disk::storageNamed)
                .forEach(d -> d.storage().problem().ifPresent(missing::add));
        want.disks().stream()
                .flatMap(List::stream)
                .flatMap(d -> d.image().stream())
                .forEach(image -> image.problem().ifPresent(missing::add));
        return missing.stream().distinct().toList();
    }

    /** Its drives hold the same media; a virtual TPM is copied too, but no reference to it is known before. */
    private static MachineFacts machine(VmFacts template) {
        return template.machine()
                .drives(template.machine().drives().stream()
                        .map(d -> new CdFacts(Symbols.vbd("device-" + d.device()), d.device(), false, d.medium()))
                        .toList());
    }

    /** What XAPI makes of a template (xapi.md §6.3): everything is copied but the name and what clone resets. */
    static VmFacts clone(VmFacts template, Optional<SrRef> copyTo, String token) {
        Map<String, String> otherConfig = new HashMap<>(template.otherConfig());
        otherConfig.remove("default_template");
        otherConfig.remove("xensource_internal");
        List<DiskFacts> disks = template.disks().stream()
                .map(d -> new DiskFacts(
                        Symbols.vbd("device-" + d.device()),
                        Symbols.vdi("device-" + d.device()),
                        d.uuid(),
                        copyTo.orElse(d.sr()),
                        d.size(),
                        d.used(),
                        d.device(),
                        false,
                        Optional.empty(),
                        d.marked(),
                        d.of(),
                        d.chain() + 1,
                        false))
                .toList();
        List<NicFacts> nics = template.nics().stream()
                .map(n -> new NicFacts(
                        Symbols.vif("device-" + n.device()),
                        n.device(),
                        n.network(),
                        "",
                        false,
                        n.limits(),
                        Optional.empty(),
                        n.marked()))
                .toList();
        return new VmFacts(
                Symbols.VM,
                NEW_UUID,
                Keys.makingName(token),
                template.description(),
                template.tags(),
                Power.Halted,
                true,
                Optional.empty(),
                template.affinity(),
                template.cpu(),
                template.memory(),
                machine(template),
                new HaFacts(template.ha().priority(), 0, 0),
                GuestFacts.none(),
                otherConfig,
                Map.of(),
                Set.of(),
                disks,
                template.usedDevices(),
                nics,
                List.of());
    }
}
