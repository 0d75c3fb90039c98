package io.xcpoperator.api.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.CustomResource;
import io.xcpoperator.api.v1alpha1.ApiRecord;
import io.xcpoperator.api.v1alpha1.Kinds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The committed CRDs are what the types make. */
class CrdFilesTest {
    private static final Path MANIFESTS = Golden.MODULE.resolve("manifests");

    static List<Class<? extends CustomResource<? extends ApiRecord, ? extends ApiRecord>>> kinds() {
        return Kinds.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("kinds")
    void theCommittedFileIsWhatTheTypesMake(
            Class<? extends CustomResource<? extends ApiRecord, ? extends ApiRecord>> kind) throws IOException {
        CustomResourceDefinition crd = Crds.of(kind);
        Golden.check(MANIFESTS.resolve(Crds.fileName(crd)), CrdYaml.of(crd));
    }

    @Test
    void thereIsNoFileOfAKindThatIsGone() throws IOException {
        List<String> expected = Kinds.all().stream()
                .map(kind -> Crds.fileName(Crds.of(kind)))
                .sorted()
                .toList();
        try (Stream<Path> files = Files.list(MANIFESTS)) {
            assertThat(files.map(file -> file.getFileName().toString()).sorted().toList())
                    .isEqualTo(expected);
        }
    }
}
