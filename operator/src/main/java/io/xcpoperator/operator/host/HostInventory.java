package io.xcpoperator.operator.host;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.xcpoperator.api.v1alpha1.Ref;
import io.xcpoperator.api.v1alpha1.host.XcpHost;
import io.xcpoperator.api.v1alpha1.host.XcpHostSpecBuilder;
import io.xcpoperator.api.v1alpha1.pool.XcpPool;
import io.xcpoperator.operator.platform.ObjectKey;
import io.xcpoperator.xapi.records.HostRecord;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which XcpHosts a pool lacks, and which of ours stand for a host that has left. Pure. One a user wrote with the same uuid
 * is used instead, and is never deleted.
 */
record HostInventory(List<XcpHost> create, List<XcpHost> delete) {
    /** Marks what we made: only that may we delete. */
    static final String MADE_BY = "xcp-operator.io/made-by";

    static final String MADE_BY_VALUE = "xcp-operator";
    private static final int UUID_PART = 8;

    static HostInventory plan(XcpPool pool, Collection<HostRecord> hosts, Collection<XcpHost> known) {
        ObjectKey key = ObjectKey.of(pool);
        List<XcpHost> ofPool =
                known.stream().filter(host -> poolOf(host).equals(key)).toList();
        Set<String> declared =
                ofPool.stream().map(host -> host.getSpec().uuid()).collect(Collectors.toSet());
        Set<String> there = hosts.stream().map(host -> host.uuid().value()).collect(Collectors.toSet());
        return new HostInventory(
                hosts.stream()
                        .map(host -> host.uuid().value())
                        .filter(uuid -> uuid.length() > UUID_PART && !declared.contains(uuid))
                        .sorted()
                        .map(uuid -> made(pool, uuid))
                        .toList(),
                ofPool.stream()
                        .filter(host ->
                                isOurs(host) && !there.contains(host.getSpec().uuid()) && !host.isMarkedForDeletion())
                        .toList());
    }

    static ObjectKey poolOf(XcpHost host) {
        Ref ref = host.getSpec().poolRef();
        return ObjectKey.resolve(ref.namespace(), ref.name(), host.getMetadata().getNamespace());
    }

    private static boolean isOurs(XcpHost host) {
        Map<String, String> labels = host.getMetadata().getLabels();
        return labels != null && MADE_BY_VALUE.equals(labels.get(MADE_BY));
    }

    private static XcpHost made(XcpPool pool, String uuid) {
        var host = new XcpHost();
        host.setMetadata(new ObjectMetaBuilder()
                .withNamespace(pool.getMetadata().getNamespace())
                .withName(pool.getMetadata().getName() + "-" + uuid.substring(0, UUID_PART))
                .addToLabels(MADE_BY, MADE_BY_VALUE)
                .addNewOwnerReference()
                .withApiVersion(pool.getApiVersion())
                .withKind(pool.getKind())
                .withName(pool.getMetadata().getName())
                .withUid(pool.getMetadata().getUid())
                .endOwnerReference()
                .build());
        host.setSpec(XcpHostSpecBuilder.builder()
                .poolRef(Ref.to(pool.getMetadata().getName()))
                .uuid(uuid)
                .build());
        return host;
    }
}
