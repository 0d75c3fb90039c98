package io.xcpoperator.operator.inquiry;

import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.xcpoperator.api.v1alpha1.Ref;
import io.xcpoperator.api.v1alpha1.inquiry.ExportInquiry;
import io.xcpoperator.operator.platform.Caches;
import io.xcpoperator.operator.platform.ObjectKey;
import io.xcpoperator.operator.platform.Platform;
import io.xcpoperator.operator.platform.access.Right;
import io.xcpoperator.operator.platform.inquiry.ExportScope;
import io.xcpoperator.operator.platform.inquiry.Exported;
import io.xcpoperator.operator.platform.inquiry.Exporter;
import io.xcpoperator.operator.platform.pools.PoolHandle;
import io.xcpoperator.operator.platform.pools.PoolLookup;
import io.xcpoperator.operator.platform.status.Reason;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Manifests for what a pool has and nobody declared. */
final class Export {
    private final Platform platform;
    private final List<Exporter> exporters;

    /** @param exporters in the order in which one refers to what another made */
    Export(Platform platform, List<Exporter> exporters) {
        this.platform = platform;
        this.exporters = List.copyOf(exporters);
    }

    Answer answer(ExportInquiry asked, String namespace) {
        ObjectKey pool =
                ObjectKey.resolve(asked.poolRef().namespace(), asked.poolRef().name(), namespace);
        return switch (platform.pools().find(pool, namespace, Right.ADMINISTER)) {
            case PoolLookup.Denied(String message) -> new Answer.Refused(Reason.AccessDenied, message);
            case PoolLookup.NotReady(Reason reason, String message) -> new Answer.Later(reason, message);
            case PoolLookup.Connected(PoolHandle handle) ->
                new Answer.Given(Map.of("objects", objects(handle, asked, namespace)));
        };
    }

    private List<Map<String, Object>> objects(PoolHandle pool, ExportInquiry asked, String namespace) {
        String machines = asked.virtualMachineNamespace() == null ? namespace : asked.virtualMachineNamespace();
        var scope =
                new ExportScope(pool.view(), pool.key(), namespace, machines, declared(platform.caches(), pool.key()));
        List<Map<String, Object>> all = new ArrayList<>();
        for (Exporter exporter : exporters) {
            List<Exported> exported = exporter.export(scope).stream()
                    .sorted(Comparator.comparing(
                            one -> one.manifest().getMetadata().getName()))
                    .toList();
            exported.forEach(one -> all.add(Map.of("manifest", plain(one.manifest()), "notes", one.notes())));
            scope = scope.with(exported);
        }
        return all;
    }

    private Object plain(Object manifest) {
        KubernetesSerialization serialization = platform.kubernetes().getKubernetesSerialization();
        Map<?, ?> plain = serialization.convertValue(manifest, Map.class);
        plain.remove("status");
        return plain;
    }

    /** By what status says, and before there is one by what the spec names; in another pool a uuid is another object. */
    private static Map<String, ObjectKey> declared(Caches caches, ObjectKey pool) {
        Map<String, ObjectKey> all = new HashMap<>();
        caches.networks()
                .all()
                .filter(network -> in(pool, network.getSpec().poolRef(), ObjectKey.of(network)))
                .forEach(network -> uuids(
                                network.getStatus() == null
                                        ? null
                                        : network.getStatus().uuid(),
                                network.getSpec().existing() == null
                                        ? null
                                        : network.getSpec().existing().uuid())
                        .forEach(uuid -> all.put(uuid, ObjectKey.of(network))));
        caches.storageRepositories()
                .all()
                .filter(sr -> in(pool, sr.getSpec().poolRef(), ObjectKey.of(sr)))
                .forEach(sr -> uuids(
                                sr.getStatus() == null ? null : sr.getStatus().uuid(),
                                sr.getSpec().existing() == null
                                        ? null
                                        : sr.getSpec().existing().uuid())
                        .forEach(uuid -> all.put(uuid, ObjectKey.of(sr))));
        caches.virtualMachines()
                .all()
                .filter(vm -> in(pool, vm.getSpec().poolRef(), ObjectKey.of(vm)))
                .forEach(vm -> uuids(
                                vm.getStatus() == null ? null : vm.getStatus().uuid(),
                                vm.getSpec().source().existing() == null
                                        ? null
                                        : vm.getSpec().source().existing().uuid())
                        .forEach(uuid -> all.put(uuid, ObjectKey.of(vm))));
        return all;
    }

    private static boolean in(ObjectKey pool, Ref ref, ObjectKey from) {
        return ObjectKey.resolve(ref.namespace(), ref.name(), from.namespace()).equals(pool);
    }

    private static Stream<String> uuids(@Nullable String status, @Nullable String spec) {
        return Stream.of(Optional.ofNullable(status), Optional.ofNullable(spec)).flatMap(Optional::stream);
    }
}
