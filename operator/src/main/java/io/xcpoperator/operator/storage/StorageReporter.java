package io.xcpoperator.operator.storage;

import io.fabric8.kubernetes.api.model.Condition;
import io.xcpoperator.api.v1alpha1.storage.EffectiveStorage;
import io.xcpoperator.api.v1alpha1.storage.Provisioning;
import io.xcpoperator.api.v1alpha1.storage.StorageDeletionPolicy;
import io.xcpoperator.api.v1alpha1.storage.StorageOnHost;
import io.xcpoperator.api.v1alpha1.storage.StorageRepository;
import io.xcpoperator.api.v1alpha1.storage.StorageRepositoryStatus;
import io.xcpoperator.api.v1alpha1.storage.StorageRepositoryStatusBuilder;
import io.xcpoperator.operator.platform.Sizes;
import io.xcpoperator.operator.platform.adopt.AdoptReport;
import io.xcpoperator.operator.platform.status.Conditions;
import io.xcpoperator.operator.platform.status.Reason;
import io.xcpoperator.xapi.events.PoolView;
import io.xcpoperator.xapi.records.PbdRecord;
import io.xcpoperator.xapi.records.SrRecord;
import io.xcpoperator.xapi.types.SrUuid;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The status of a StorageRepository. Pure. */
final class StorageReporter {
    private StorageReporter() {}

    static StorageRepositoryStatus report(StorageRepository storage, AdoptReport report) {
        StorageRepositoryStatusBuilder next = storage.getStatus() == null
                ? StorageRepositoryStatusBuilder.builder()
                : StorageRepositoryStatusBuilder.builder(storage.getStatus());
        report.seen()
                .ifPresent(seen ->
                        seen.view().sr(new SrUuid(seen.uuid())).ifPresent(record -> show(next, record, seen.view())));
        Optional<String> overcommitted = report.seen()
                .flatMap(seen -> seen.view().sr(new SrUuid(seen.uuid())))
                .flatMap(StorageReporter::overcommitted);
        return next.observedGeneration(report.generation())
                .message(report.message().isEmpty() ? overcommitted.orElse("") : report.message())
                .approvals(report.approvals())
                .plan(report.plan())
                .effective(new EffectiveStorage(StorageDeletionPolicy.Retain, null))
                .conditions(report.conditions(overcommitted.stream()
                        .map(why -> Conditions.isTrue("Overcommitted", Reason.Overcommitted, why))
                        .toArray(Condition[]::new)))
                .build();
    }

    private static void show(StorageRepositoryStatusBuilder status, SrRecord record, PoolView view) {
        status.uuid(record.uuid().value())
                .type(record.type())
                .shared(record.shared())
                .provisioning(provisioning(record.type()))
                .size(Sizes.rounded(record.physicalSize()))
                .used(Sizes.rounded(record.physicalUtilisation()))
                .hosts(onHosts(record, view));
    }

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
