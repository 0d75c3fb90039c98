package io.xcpoperator.api.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.xcpoperator.testkit.TestCluster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A real API server takes every example as it stands. */
class ExamplesTest {
    private static final Path EXAMPLES = Golden.MODULE.resolve("../examples").normalize();
    private static final KubernetesClient CLIENT = TestCluster.shared().client();

    private static String infra;
    private static String apps;

    @BeforeAll
    static void namespacesAndKindsAreThere() {
        TestCluster.shared().applyCrds(Golden.MODULE.resolve("manifests"));
        infra = TestCluster.shared().namespace("infra");
        apps = TestCluster.shared().namespace("apps");
    }

    static List<Path> manifests() throws IOException {
        try (Stream<Path> files = Files.walk(EXAMPLES)) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .filter(file -> !file.startsWith(EXAMPLES.resolve("pools")))
                    .filter(file -> !file.startsWith(EXAMPLES.resolve("gitops/flux"))
                            && !file.startsWith(EXAMPLES.resolve("gitops/argocd"))) // kinds of others
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("manifests")
    void theApiServerTakesIt(Path manifest) throws IOException {
        for (HasMetadata item : items(manifest)) {
            PatchContext strict = new PatchContext.Builder()
                    .withPatchType(PatchType.SERVER_SIDE_APPLY)
                    .withDryRun(List.of("All"))
                    .withFieldValidation("Strict")
                    .withFieldManager("xcp")
                    .withForce(true)
                    .build();
            HasMetadata taken = CLIENT.resource(item).patch(strict);
            assertThat(taken.getMetadata().getUid()).isNotEmpty();
        }
    }

    @Test
    void thereIsAReadmeInEachFolder() throws IOException {
        Set<Path> folders = manifests().stream()
                .map(file -> EXAMPLES.resolve(EXAMPLES.relativize(file).getName(0)))
                .collect(Collectors.toSet());
        assertThat(folders)
                .hasSizeGreaterThanOrEqualTo(3)
                .allSatisfy(folder -> assertThat(folder.resolve("README.md")).exists());
    }

    /** Its objects, in namespaces of the test's own; generic, so that what the types do not know reaches the API server. */
    private static List<HasMetadata> items(Path manifest) throws IOException {
        String text = Files.readString(manifest)
                .replaceAll("(namespace: |kind: Namespace\\nmetadata: \\{name: )infra\\b", "$1" + infra)
                .replaceAll("(namespace: |kind: Namespace\\nmetadata: \\{name: |names: \\[)apps\\b", "$1" + apps);
        assertThat(text).doesNotContain("namespace: infra}").doesNotContain("namespace: apps}");
        return CLIENT.load(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8))).items().stream()
                .map(item -> item.getApiVersion().contains("/")
                        ? CLIENT.getKubernetesSerialization().convertValue(item, GenericKubernetesResource.class)
                        : item)
                .toList();
    }
}
