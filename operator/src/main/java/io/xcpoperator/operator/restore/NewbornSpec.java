package io.xcpoperator.operator.restore;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.xcpoperator.api.v1alpha1.LocalRef;
import io.xcpoperator.api.v1alpha1.ManagementPolicy;
import io.xcpoperator.api.v1alpha1.Ref;
import io.xcpoperator.api.v1alpha1.backup.NetworkMapping;
import io.xcpoperator.api.v1alpha1.backup.RestoreTarget;
import io.xcpoperator.api.v1alpha1.vm.Disk;
import io.xcpoperator.api.v1alpha1.vm.NetworkInterface;
import io.xcpoperator.api.v1alpha1.vm.PowerState;
import io.xcpoperator.api.v1alpha1.vm.SnapshotSource;
import io.xcpoperator.api.v1alpha1.vm.VirtualMachine;
import io.xcpoperator.api.v1alpha1.vm.VirtualMachineSpec;
import io.xcpoperator.api.v1alpha1.vm.VirtualMachineSpecBuilder;
import io.xcpoperator.api.v1alpha1.vm.VmSource;
import io.xcpoperator.operator.platform.ObjectKey;
import io.xcpoperator.operator.platform.owner.MarkIndexes;
import io.xcpoperator.operator.platform.pools.MacAddresses;
import io.xcpoperator.operator.platform.status.Reason;
import io.xcpoperator.operator.platform.status.Verdict;
import io.xcpoperator.xapi.events.PoolView;
import io.xcpoperator.xapi.records.VbdRecord;
import io.xcpoperator.xapi.records.VifRecord;
import io.xcpoperator.xapi.records.VmRecord;
import io.xcpoperator.xapi.types.NetworkRef;
import io.xcpoperator.xapi.types.VbdType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The VirtualMachine that a restore asks for, from its target and from what the snapshot has. Pure. */
final class NewbornSpec {
    private final Want want;
    private final RestoreTarget target;
    private final PoolView view;
    private final Optional<VmRecord> snapshot;
    private final Function<NetworkRef, Optional<Ref>> networks;

    /** @param networks the XcpNetwork that stands for a network of the pool */
    NewbornSpec(
            Want want,
            RestoreTarget target,
            PoolView view,
            Optional<VmRecord> snapshot,
            Function<NetworkRef, Optional<Ref>> networks) {
        this.want = want;
        this.target = target;
        this.view = view;
        this.snapshot = snapshot;
        this.networks = networks;
    }

    /** What the target asks for cannot be. */
    static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient Verdict why;

        Refused(Verdict why) {
            super(why.message());
            this.why = why;
        }

        Verdict why() {
            return why;
        }
    }

    private static Refused invalid(String message) {
        return new Refused(new Verdict.Stalled(Reason.InvalidSpec, message));
    }

    /** @throws Refused with a sentence that names the next step */
    VirtualMachine build() {
        var anew = want.anew().orElseThrow();
        var vm = new VirtualMachine();
        vm.setMetadata(new ObjectMetaBuilder()
                .withNamespace(anew.vm().namespace())
                .withName(anew.vm().name())
                .addToLabels(Newborn.RESTORE_OF, want.me().uid())
                .build());
        VirtualMachineSpec spec = VirtualMachineSpecBuilder.builder()
                .poolRef(target.poolRef())
                .managementPolicy(ManagementPolicy.Manage)
                .nameLabel(target.nameLabel())
                .source(new VmSource(
                        null,
                        null,
                        null,
                        null,
                        new SnapshotSource(new LocalRef(want.snapshot().name())),
                        null))
                .powerState(target.powerState() == null ? PowerState.Halted : target.powerState())
                .disks(disks())
                .networkInterfaces(nics())
                .build();
        vm.setSpec(spec);
        return vm;
    }

    /** One entry says where all go; the others are copied with it, and left to themselves. */
    private @Nullable List<Disk> disks() {
        Ref storage = target.storageRepositoryRef();
        if (storage == null || snapshot.isEmpty()) {
            return null;
        }
        VbdRecord root = view.vbdsOf(snapshot.get().ref()).stream()
                .filter(vbd -> vbd.type() == VbdType.DISK && !vbd.empty() && "0".equals(vbd.userdevice()))
                .findFirst()
                .orElseThrow(() -> invalid(
                        "snapshot %s has no disk at device 0, so that target.storageRepositoryRef cannot be followed: leave it out"
                                .formatted(want.snapshot().name())));
        String entry = entry(root.otherConfig(), MarkIndexes.DISK).orElse("root");
        return List.of(new Disk(entry, 0, null, storage, null, null));
    }

    /** Nothing is said of them where the snapshot's own networks and new addresses will do. */
    private @Nullable List<NetworkInterface> nics() {
        List<NetworkMapping> mappings = target.networkRefs() == null ? List.of() : target.networkRefs();
        boolean keepsMacs = Boolean.FALSE.equals(target.newMacAddresses());
        if ((mappings.isEmpty() && !keepsMacs) || snapshot.isEmpty()) {
            return null;
        }
        List<VifRecord> vifs = view.vifsOf(snapshot.get().ref()).stream()
                .sorted(Comparator.comparing(VifRecord::device))
                .toList();
        requireKnown(mappings, vifs);
        List<NetworkInterface> nics = new ArrayList<>();
        for (VifRecord vif : vifs) {
            if (keepsMacs) {
                requireFree(vif);
            }
            nics.add(new NetworkInterface(
                    name(vif),
                    device(vif),
                    network(vif, mappings),
                    keepsMacs ? vif.mac().toLowerCase(Locale.ROOT) : null,
                    null,
                    null));
        }
        return nics;
    }

    private void requireKnown(List<NetworkMapping> mappings, List<VifRecord> vifs) {
        Set<String> known = new HashSet<>();
        vifs.forEach(vif -> known.addAll(List.of(name(vif), vif.device())));
        mappings.stream()
                .map(NetworkMapping::name)
                .filter(name -> !known.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw invalid("target.networkRefs names interface %s, and snapshot %s has %s"
                            .formatted(
                                    name,
                                    want.snapshot().name(),
                                    vifs.isEmpty()
                                            ? "none"
                                            : vifs.stream()
                                                    .map(vif -> name(vif) + " (" + vif.device() + ")")
                                                    .collect(Collectors.joining(", "))));
                });
    }

    private void requireFree(VifRecord vif) {
        MacAddresses.user(vif.mac(), want.me(), view, pool()).ifPresent(user -> {
            throw new Refused(new Verdict.Waiting(
                    Reason.InUse,
                    "MAC address %s of interface %s is %s's: leave target.newMacAddresses true, or destroy that VM first"
                            .formatted(vif.mac(), name(vif), user)));
        });
    }

    private ObjectKey pool() {
        Ref ref = target.poolRef();
        return ObjectKey.resolve(ref.namespace(), ref.name(), want.me().key().namespace());
    }

    private Ref network(VifRecord vif, List<NetworkMapping> mappings) {
        return mappings.stream()
                .filter(mapping ->
                        mapping.name().equals(name(vif)) || mapping.name().equals(vif.device()))
                .findFirst()
                .map(NetworkMapping::networkRef)
                .or(() -> networks.apply(vif.network()))
                .orElseThrow(() -> invalid(
                        "no XcpNetwork stands for the network of interface %s: say in target.networkRefs which one it gets"
                                .formatted(name(vif))));
    }

    private static String name(VifRecord vif) {
        return entry(vif.otherConfig(), MarkIndexes.NIC).orElse("nic" + vif.device());
    }

    /** Of a mark that was copied with its VM. */
    private static Optional<String> entry(Map<String, String> otherConfig, String key) {
        String text = Objects.toString(otherConfig.get(key), "");
        int slash = text.indexOf('/');
        return slash < 0 || slash == text.length() - 1 ? Optional.empty() : Optional.of(text.substring(slash + 1));
    }

    private static int device(VifRecord vif) {
        try {
            return Integer.parseInt(vif.device());
        } catch (NumberFormatException e) {
            throw invalid("an interface of the snapshot has the position " + vif.device() + ", which is none");
        }
    }
}
