package io.xcpoperator.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class TestClusterTest {

    private final TestCluster cluster = TestCluster.shared();

    @Test
    void isOneForTheWholeJvm() {
        assertThat(TestCluster.shared()).isSameAs(cluster);
        assertThat(cluster.client()).isSameAs(cluster.client());
    }

    @Test
    void givesEveryCallANamespaceOfItsOwn() {
        String first = cluster.namespace("kit");
        String second = cluster.namespace("kit");

        assertThat(first).startsWith("kit-").isNotEqualTo(second);
        assertThat(cluster.client().namespaces().withName(second).get()).isNotNull();
    }

    @Test
    void validatesAndDefaultsLikeAnyCluster() {
        String namespace = cluster.namespace("kit");
        cluster.applyCrds(Path.of("src/test/resources/crds"));

        assertThat(cluster.client().resource(note(namespace, "hello")).create())
                .extracting(made -> made.get("spec", "colour"))
                .isEqualTo("yellow");
        assertThatThrownBy(() ->
                        cluster.client().resource(note(namespace, "secret")).create())
                .isInstanceOf(KubernetesClientException.class)
                .hasMessageContaining("text must not be secret");
    }

    @Test
    void appliesServerSide() {
        String namespace = cluster.namespace("kit");
        cluster.applyCrds(Path.of("src/test/resources/crds"));

        GenericKubernetesResource made = cluster.client()
                .resource(note(namespace, "mine"))
                .fieldManager("tester")
                .serverSideApply();

        assertThat(made.getMetadata().getManagedFields())
                .singleElement()
                .satisfies(entry -> assertThat(entry.getManager()).isEqualTo("tester"));
    }

    @Test
    void finishesTheDeletionOfANamespace() {
        String namespace = cluster.namespace("kit");

        cluster.client().namespaces().withName(namespace).delete();

        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(cluster.client()
                                .namespaces()
                                .withName(namespace)
                                .get())
                        .isNull());
    }

    @Test
    void handsOutAKubeconfigThatAnotherClientCanUse() {
        try (KubernetesClient own = TestCluster.newClient(cluster.config())) {
            assertThat(own.namespaces().list().getItems()).isNotEmpty();
            assertThat(own.getMasterUrl()).isEqualTo(cluster.client().getMasterUrl());
        }
        assertThat(cluster.kubeconfig()).isRegularFile();
    }

    private static GenericKubernetesResource note(String namespace, String text) {
        return new GenericKubernetesResourceBuilder()
                .withApiVersion("test.xcp-operator.io/v1")
                .withKind("Note")
                .withNewMetadata()
                .withNamespace(namespace)
                .withName("note")
                .endMetadata()
                .addToAdditionalProperties("spec", Map.of("text", text))
                .build();
    }
}
