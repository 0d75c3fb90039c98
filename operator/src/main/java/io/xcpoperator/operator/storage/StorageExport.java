package io.xcpoperator.operator.storage;

import io.xcpoperator.api.v1alpha1.ManagementPolicy;
import io.xcpoperator.api.v1alpha1.NameOrUuid;
import io.xcpoperator.api.v1alpha1.storage.StorageRepository;
import io.xcpoperator.api.v1alpha1.storage.StorageRepositorySpecBuilder;
import io.xcpoperator.operator.platform.inquiry.ExportNames;
import io.xcpoperator.operator.platform.inquiry.ExportScope;
import io.xcpoperator.operator.platform.inquiry.Exported;
import io.xcpoperator.operator.platform.inquiry.Fields;
import io.xcpoperator.xapi.records.SrRecord;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Manifests of storage that nobody declared, without the guest tools' and the hosts' own drives. Pure. */
final class StorageExport {
    /** A host's DVD drive and its removable disks. */
    private static final String DRIVES = "udev";

    private StorageExport() {}

    /** @param taken names of resources that are there */
    static List<Exported> of(ExportScope scope, Collection<String> taken) {
        List<SrRecord> all = scope.view().srs().stream()
                .filter(sr -> scope.isUndeclared(sr.uuidText(), sr.otherConfig()))
                .filter(sr -> !sr.isToolsSr() && !sr.type().equals(DRIVES))
                .toList();
        Map<String, String> names = ExportNames.choose(
                all.stream()
                        .map(sr -> new ExportNames.Named(sr.uuidText(), sr.nameLabel()))
                        .toList(),
                "storage",
                taken);
        return all.stream()
                .map(sr -> export(sr, Objects.requireNonNull(names.get(sr.uuidText())), scope))
                .toList();
    }

    private static Exported export(SrRecord sr, String name, ExportScope scope) {
        var manifest = new StorageRepository();
        manifest.setMetadata(scope.metadata(scope.shared(), name));
        manifest.setSpec(StorageRepositorySpecBuilder.builder()
                .managementPolicy(ManagementPolicy.Plan)
                .poolRef(scope.poolFrom(scope.shared()))
                .existing(new NameOrUuid(null, sr.uuidText()))
                .nameLabel(Fields.name(sr.nameLabel()))
                .description(Fields.description(sr.nameDescription()))
                .tags(Fields.tags(sr.tags()))
                .allowedNamespaces(scope.allowed())
                .build());
        return new Exported(sr.uuidText(), manifest, List.of());
    }
}
