package io.xcpoperator.operator.storage;

import io.xcpoperator.api.v1alpha1.storage.Coalesce;
import io.xcpoperator.api.v1alpha1.storage.Provisioning;
import io.xcpoperator.api.v1alpha1.storage.StorageOnHost;
import io.xcpoperator.operator.platform.Sizes;
import io.xcpoperator.operator.platform.pools.Chains;
import io.xcpoperator.xapi.events.PoolView;
import io.xcpoperator.xapi.records.PbdRecord;
import io.xcpoperator.xapi.records.SrRecord;
import io.xcpoperator.xapi.records.VdiRecord;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a storage repository has room for, and how it looks after its disks' images. Pure. */
final class Figures {
    private Figures() {}

    /** That its disks are promised more than it has. What does not tell its size, as ISO images, promises nothing. */
    static Optional<String> overcommitted(SrRecord record) {
        return record.physicalSize() > 0 && record.virtualAllocation() > record.physicalSize()
                ? Optional.of("its disks may grow to %s, and it has %s: what they write fails once it is full"
                        .formatted(Sizes.rounded(record.virtualAllocation()), Sizes.rounded(record.physicalSize())))
                : Optional.empty();
    }

    /** By driver: those that keep a disk in a file grow it, those that keep it in a volume allot it whole. */
    static Provisioning provisioning(String type) {
        return switch (type) {
            case "nfs", "ext", "file", "smb", "cephfs", "glusterfs", "moosefs", "xfs", "zfs", "largeblock" ->
                Provisioning.Thin;
            case "lvm", "lvmoiscsi", "lvmohba", "lvmofcoe" -> Provisioning.Thick;
            default -> Provisioning.Unknown; // an open set: drivers have names of their own
        };
    }

    /** Images that wait to be merged: an inner one whose only child is an inner one too (xapi.md §7.7). None for ISO images. */
    static Optional<Coalesce> coalesce(SrRecord storage, PoolView view) {
        if (storage.contentType().equals("iso")) {
            return Optional.empty();
        }
        List<VdiRecord> images = view.vdisOf(storage.ref());
        Map<String, List<VdiRecord>> children = images.stream()
                .filter(image -> image.smConfig().containsKey("vhd-parent"))
                .collect(Collectors.groupingBy(image -> image.smConfig().getOrDefault("vhd-parent", "")));
        long pending = images.stream()
                .filter(image -> !image.managed())
                .map(image -> children.getOrDefault(image.uuidText(), List.of()))
                .filter(own -> own.size() == 1 && !own.getFirst().managed())
                .count();
        int deepest = images.stream()
                .mapToInt(image -> Chains.depth(image, view))
                .max()
                .orElse(0);
        return Optional.of(new Coalesce((int) pending, deepest));
    }

    /** Every host that should have it: all of them where it is shared. */
    static List<StorageOnHost> onHosts(SrRecord storage, PoolView view) {
        List<PbdRecord> connections = view.pbdsOf(storage.ref());
        return view.hosts().stream()
                .flatMap(host -> connections.stream()
                        .filter(pbd -> pbd.host().equals(host.ref()))
                        .findFirst()
                        .map(pbd -> Stream.of(new StorageOnHost(host.nameLabel(), pbd.currentlyAttached())))
                        .orElseGet(() ->
                                storage.shared() ? Stream.of(new StorageOnHost(host.nameLabel(), false)) : Stream.of()))
                .sorted(Comparator.comparing(StorageOnHost::host))
                .toList();
    }
}
