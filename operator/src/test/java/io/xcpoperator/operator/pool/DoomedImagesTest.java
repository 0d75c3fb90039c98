package io.xcpoperator.operator.pool;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.utils.Serialization;
import io.xcpoperator.api.v1alpha1.image.DiskImage;
import io.xcpoperator.api.v1alpha1.storage.StorageRepository;
import io.xcpoperator.operator.platform.ObjectKey;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which images count with the deletions of an hour (S12). */
class DoomedImagesTest {
    private static final ObjectKey HOME = new ObjectKey("infra", "home");

    private static StorageRepository storage() {
        return Serialization.unmarshal("""
            apiVersion: xcp-operator.io/v1alpha1
            kind: StorageRepository
            metadata: {name: nas, namespace: infra}
            spec: {poolRef: {name: home}, existing: {name: nas}}
            """, StorageRepository.class);
    }

    private static Set<String> doomed(String meta, String spec, String status, ObjectKey pool, boolean going) {
        DiskImage image = Serialization.unmarshal("""
            apiVersion: xcp-operator.io/v1alpha1
            kind: DiskImage
            metadata: {name: debian, namespace: apps, uid: uid-1%s}
            spec: {storageRepositoryRef: {name: nas, namespace: infra}, %s}
            status: {%s}
            """.formatted(meta, spec, status), DiskImage.class);
        return Doomed.images(
                pool,
                Stream.of(image),
                key -> key.equals(new ObjectKey("infra", "nas")) ? Optional.of(storage()) : Optional.empty(),
                _ -> going);
    }

    private static final String DELETED = ", deletionTimestamp: \"2030-01-01T00:00:00Z\"";

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        one that is destroyed with its disk    | source: {url: "https://example.org/x"}                       | uuid: a | true
        one that may have a disk               | source: {url: "https://example.org/x"}                       | pendingCreations: [{name: image, token: t}] | true
        an adopted one that is told to destroy | source: {existing: {name: x}}, deletionPolicy: Delete         | uuid: a | true
        an adopted one                         | source: {existing: {name: x}}                                | uuid: a | false
        one that is kept                       | source: {url: "https://example.org/x"}, deletionPolicy: Retain | uuid: a | false
        one that is only looked at             | source: {url: "https://example.org/x"}, managementPolicy: Observe | uuid: a | false
        one without a disk                     | source: {url: "https://example.org/x"}                       | message: x | false
        """)
    void counts(String what, String spec, String status, boolean counts) {
        assertThat(doomed(DELETED, spec, status, HOME, false)).isEqualTo(counts ? Set.of("uid-1") : Set.of());
        assertThat(doomed("", spec, status, HOME, false)).as("not deleted").isEmpty();
        assertThat(doomed(DELETED, spec, status, new ObjectKey("infra", "away"), false))
                .as("of another pool")
                .isEmpty();
        assertThat(doomed(DELETED, spec, status, HOME, true))
                .as("with its namespace")
                .isEmpty();
    }
}
