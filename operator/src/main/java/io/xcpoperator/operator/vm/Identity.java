package io.xcpoperator.operator.vm;

import io.xcpoperator.operator.platform.owner.OwnerMark;
import io.xcpoperator.operator.platform.owner.Ownership;
import io.xcpoperator.operator.platform.status.Reason;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;

/**
 * Which VM is ours (S1, S2, S13). The mark decides, never the name; what is in doubt is refused. Pure.
 */
sealed interface Identity {
    /** Its mark names this resource and its own uuid. */
    record Ours(VmFacts vm) implements Identity {}

    /** It may become ours by writing the mark: the spec names it, our token is its name, or a person said so. */
    record Claimable(VmFacts vm, boolean marked, String why) implements Identity {}

    /** There is none, and none was ever there or a person allowed another. */
    record Absent() implements Identity {}

    /** Doubt: nothing is written. */
    record Refused(Hindrance why) implements Identity {}

    static Identity judge(DesiredVm want, Sightings seen) {
        List<VmFacts> ours = seen.vms().stream()
                .filter(s -> s.ownership() instanceof Ownership.Ours)
                .map(Sighting::vm)
                .toList();
        if (ours.size() > 1) {
            return new Refused(Hindrance.stalls(
                    Reason.Contested,
                    "%d VMs carry the owner mark of %s: %s; take it off all but one"
                            .formatted(ours.size(), want.me().key(), uuids(ours))));
        }
        if (ours.size() == 1) {
            return ours(ours.getFirst());
        }
        return switch (want.origin()) {
            case Origin.Existing(var uuid) -> existing(uuid.value(), seen);
            case Origin.Template _ -> made(want, seen);
        };
    }

    private static Identity ours(VmFacts vm) {
        if (vm.template() && !vm.making()) {
            return new Refused(Hindrance.stalls(
                    Reason.Contested,
                    "VM %s was made a template by someone; not touched. Make it a VM again, or delete this resource"
                            .formatted(vm.uuid())));
        }
        return new Ours(vm);
    }

    private static Identity existing(String uuid, Sightings seen) {
        Optional<Sighting> named = byUuid(uuid, seen);
        if (named.isEmpty()) {
            return new Refused(
                    seen.known().isPresent()
                            ? missing(uuid, seen, "restore it, or delete this resource")
                            : Hindrance.stalls(
                                    Reason.NotFound,
                                    "VM " + uuid + " is not in pool "
                                            + seen.pool().name()));
        }
        VmFacts vm = named.get().vm();
        if (vm.template()) {
            return new Refused(Hindrance.stalls(
                    Reason.InvalidSpec, "VM " + uuid + " is a template: use source.template to make a VM of it"));
        }
        return switch (named.get().ownership()) {
            case Ownership.Unmarked _ -> new Claimable(vm, false, "adopt the VM that source.existing names");
            case Ownership.Inherited _ -> new Claimable(vm, true, "adopt the VM that source.existing names");
            case Ownership.PreviousIncarnation _ -> previous(vm, seen);
            case Ownership.AnothersOwn(OwnerMark mark) -> new Refused(anothers(vm, mark));
            case Ownership.Unreadable _ -> new Refused(unreadable(vm));
            case Ownership.Ours _ -> ours(vm);
        };
    }

    private static Identity made(DesiredVm want, Sightings seen) {
        Optional<Identity> byToken = byToken(want, seen);
        if (byToken.isPresent()) {
            return byToken.get();
        }
        Optional<Sighting> known = seen.known().flatMap(uuid -> byUuid(uuid, seen));
        if (known.isPresent()) {
            return known(known.get(), seen);
        }
        List<VmFacts> previous = seen.vms().stream()
                .filter(s -> s.ownership() instanceof Ownership.PreviousIncarnation)
                .map(Sighting::vm)
                .toList();
        Optional<VmFacts> taken = previous.stream().filter(seen::takesOver).findFirst();
        if (!previous.isEmpty()) {
            return previous(taken.orElse(previous.getFirst()), seen);
        }
        boolean again =
                want.recreateMissing() || seen.known().filter(seen::recreates).isPresent();
        if (seen.known().isPresent() && !again) {
            String uuid = seen.known().get();
            return new Refused(missing(uuid, seen, "restore it, or " + seen.recreate(uuid)));
        }
        return new Absent();
    }

    /**
     * A clone of ours that has no mark yet: its name carries our uid and the token that was in status before it was made.
     * The uid is enough, for status may be lost.
     */
    private static Optional<Identity> byToken(DesiredVm want, Sightings seen) {
        List<Sighting> made = seen.vms().stream()
                .filter(s -> Keys.makingFor(want.me().uid(), s.vm().name()))
                .filter(s ->
                        s.ownership() instanceof Ownership.Unmarked || s.ownership() instanceof Ownership.Inherited)
                .toList();
        if (made.size() > 1) {
            List<VmFacts> vms = made.stream().map(Sighting::vm).toList();
            return Optional.of(new Refused(Hindrance.stalls(
                    Reason.Contested,
                    "%d VMs were being made for this resource: %s; destroy all but one"
                            .formatted(made.size(), uuids(vms)))));
        }
        return made.stream()
                .findFirst()
                .map(s -> new Claimable(s.vm(), s.ownership() instanceof Ownership.Inherited, "say whose VM it is"));
    }

    /** The uuid in status is there, and its mark is not ours. */
    private static Identity known(Sighting sighting, Sightings seen) {
        VmFacts vm = sighting.vm();
        return switch (sighting.ownership()) {
            case Ownership.Unmarked _ -> lost(vm, false, seen);
            case Ownership.Inherited _ -> lost(vm, true, seen);
            case Ownership.PreviousIncarnation _ -> previous(vm, seen);
            case Ownership.AnothersOwn(OwnerMark mark) -> new Refused(anothers(vm, mark));
            case Ownership.Unreadable _ -> new Refused(unreadable(vm));
            case Ownership.Ours _ -> ours(vm);
        };
    }

    private static Identity lost(VmFacts vm, boolean marked, Sightings seen) {
        String uuid = vm.uuid().value();
        return seen.takesOver(vm)
                ? new Claimable(vm, marked, "taken over: a person said to go on with it")
                : new Refused(Hindrance.stalls(
                        Reason.MarkLost,
                        "VM %s lost its owner mark: reverted to a snapshot from before, or taken off by hand; not touched: %s"
                                .formatted(uuid, seen.takeOver(vm))));
    }

    private static Identity previous(VmFacts vm, Sightings seen) {
        String uuid = vm.uuid().value();
        Optional<OwnerMark> mark = OwnerMark.own(vm.otherConfig(), uuid);
        String whose = mark.map(m -> m.key().toString()).orElse("this name");
        return seen.takesOver(vm)
                ? new Claimable(vm, true, "taken over: a person said to go on with it")
                : new Refused(Hindrance.stalls(
                        Reason.PreviousIncarnation,
                        "VM %s was made for %s by an earlier cluster or resource: %s"
                                .formatted(uuid, whose, seen.takeOver(vm))));
    }

    private static Hindrance anothers(VmFacts vm, OwnerMark mark) {
        return Hindrance.stalls(
                Reason.OwnedByAnother,
                "VM %s carries the owner mark of %s; not touched. Its owner must let it go first (deletionPolicy Retain, then delete)"
                        .formatted(vm.uuid(), mark.key()));
    }

    private static Hindrance unreadable(VmFacts vm) {
        return Hindrance.stalls(
                Reason.MarkUnreadable,
                "the owner mark of VM %s cannot be read; not touched. Look at other_config:%s with xe"
                        .formatted(vm.uuid(), OwnerMark.KEY));
    }

    private static Hindrance missing(String uuid, Sightings seen, String then) {
        String since = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm'Z'")
                .withZone(ZoneOffset.UTC)
                .format(seen.since());
        return Hindrance.stalls(
                Reason.Missing,
                "VM %s is gone from pool %s since %s; %s"
                        .formatted(uuid, seen.pool().name(), since, then));
    }

    private static Optional<Sighting> byUuid(String uuid, Sightings seen) {
        return seen.vms().stream()
                .filter(s -> s.vm().uuid().value().equals(uuid))
                .findFirst();
    }

    private static List<String> uuids(List<VmFacts> vms) {
        return vms.stream().map(vm -> vm.uuid().value()).toList();
    }
}
