package io.xcpoperator.operator.pool;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.utils.Serialization;
import io.xcpoperator.api.v1alpha1.network.XcpNetwork;
import io.xcpoperator.api.v1alpha1.storage.StorageRepository;
import io.xcpoperator.operator.platform.ObjectKey;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which networks and storage repositories count with the deletions of an hour (S12). */
class DoomedPlacesTest {
    private static final ObjectKey HOME = new ObjectKey("infra", "home");
    private static final String DELETED = ", deletionTimestamp: \"2030-01-01T00:00:00Z\"";

    private static Set<String> doomed(
            String kind, String meta, String spec, String status, ObjectKey pool, boolean going) {
        String yaml = """
            apiVersion: xcp-operator.io/v1alpha1
            kind: %s
            metadata: {name: a, namespace: infra, uid: uid-1%s}
            spec: {poolRef: {name: home}, %s}
            status: {%s}
            """.formatted(kind, meta, spec, status);
        return kind.equals("XcpNetwork")
                ? Doomed.networks(pool, Stream.of(Serialization.unmarshal(yaml, XcpNetwork.class)), _ -> going)
                : Doomed.storages(pool, Stream.of(Serialization.unmarshal(yaml, StorageRepository.class)), _ -> going);
    }

    @ParameterizedTest(name = "{0} that {1}: {4}")
    @CsvSource(delimiter = '|', textBlock = """
        XcpNetwork | is destroyed                | hostInternal: {}                                  | uuid: a | true
        XcpNetwork | may have been made          | hostInternal: {}                                  | pendingCreations: [{name: network, token: t}] | true
        XcpNetwork | is adopted, told to destroy | existing: {name: x}, deletionPolicy: Delete       | uuid: a | true
        XcpNetwork | is adopted                  | existing: {name: x}                               | uuid: a | false
        XcpNetwork | is kept                     | hostInternal: {}, deletionPolicy: Retain          | uuid: a | false
        XcpNetwork | is only looked at           | hostInternal: {}, managementPolicy: Observe       | uuid: a | false
        XcpNetwork | was not made                | hostInternal: {}                                  | message: x | false
        StorageRepository | is wiped             | nfs: {server: a, path: /b}, deletionPolicy: Delete | uuid: a | true
        StorageRepository | may have been made   | nfs: {server: a, path: /b}, deletionPolicy: Delete | pendingCreations: [{name: storage, token: t}] | true
        StorageRepository | is forgotten         | nfs: {server: a, path: /b}, deletionPolicy: Forget | uuid: a | false
        StorageRepository | is let go            | nfs: {server: a, path: /b}                         | uuid: a | false
        StorageRepository | is only looked at    | nfs: {server: a, path: /b}, deletionPolicy: Delete, managementPolicy: Observe | uuid: a | false
        StorageRepository | was not made         | nfs: {server: a, path: /b}, deletionPolicy: Delete | message: x | false
        """)
    void counts(String kind, String what, String spec, String status, boolean counts) {
        assertThat(doomed(kind, DELETED, spec, status, HOME, false)).isEqualTo(counts ? Set.of("uid-1") : Set.of());
        assertThat(doomed(kind, "", spec, status, HOME, false))
                .as("not deleted")
                .isEmpty();
        assertThat(doomed(kind, DELETED, spec, status, new ObjectKey("infra", "away"), false))
                .as("of another pool")
                .isEmpty();
        assertThat(doomed(kind, DELETED, spec, status, HOME, true))
                .as("with its namespace")
                .isEmpty();
        assertThat(doomed(kind, DELETED + ", annotations: {xcp-operator.io/abandon: uid-1}", spec, status, HOME, false))
                .as("let go untouched")
                .isEmpty();
    }
}
