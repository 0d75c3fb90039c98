package io.xcpoperator.testkit;

import java.nio.file.Path;
import java.util.Map;
import java.util.function.Predicate;

/** Where the cluster of a test run comes from. */
sealed interface ClusterSource {

    /** Names a kubeconfig whose cluster the tests may fill with namespaces and CRDs. */
    String VARIABLE = "XCP_TEST_KUBECONFIG";

    /** Makes the cluster answer and returns its kubeconfig. */
    Path start();

    /** The cluster of {@link #VARIABLE}: the user's, or the one that {@code ./dev test} started. */
    record Given(Path kubeconfig) implements ClusterSource {
        @Override
        public Path start() {
            if (!kubeconfig.toFile().canRead()) {
                throw new IllegalStateException(VARIABLE + " names " + kubeconfig + ", which cannot be read");
            }
            return kubeconfig;
        }
    }

    /** k3s in a container, where an engine answers. */
    record InContainer() implements ClusterSource {
        @Override
        public Path start() {
            return K3s.start();
        }
    }

    /** The control plane of {@code cluster/}. */
    record Local() implements ClusterSource {
        @Override
        public Path start() {
            return LocalControlPlane.start().kubeconfig();
        }
    }

    static ClusterSource find() {
        return find(System.getenv(), ContainerEngine::answers);
    }

    /** The order of choice, without any effect but the question to the engine. */
    static ClusterSource find(Map<String, String> environment, Predicate<Map<String, String>> engineAnswers) {
        String given = environment.getOrDefault(VARIABLE, "");
        if (!given.isBlank()) {
            return new Given(Path.of(given));
        }
        return engineAnswers.test(environment) ? new InContainer() : new Local();
    }
}
