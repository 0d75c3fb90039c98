package io.xcpoperator.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.testcontainers.k3s.K3sContainer;
import org.testcontainers.utility.DockerImageName;

/** k3s in a container that Testcontainers ends with the JVM. */
final class K3s {

    private static final DockerImageName IMAGE = DockerImageName.parse("rancher/k3s:v1.35.4-k3s1");

    private K3s() {}

    /** Starts it and returns its kubeconfig, a file that goes with the JVM. */
    @SuppressWarnings("resource") // lives as long as the JVM; Testcontainers' reaper ends it however that ends
    static Path start() {
        String text = started(() -> {
            K3sContainer container = new K3sContainer(IMAGE);
            container.start();
            return container.getKubeConfigYaml();
        });
        try {
            Path kubeconfig = Files.createTempFile("xcp-test-k3s-", ".kubeconfig");
            kubeconfig.toFile().deleteOnExit();
            return Files.writeString(kubeconfig, text);
        } catch (IOException e) {
            throw new UncheckedIOException("The kubeconfig of k3s cannot be written", e);
        }
    }

    /** What a start of k3s gives; a failure says what was tried and which ways round it there are. */
    static String started(Supplier<String> start) {
        try {
            return start.get();
        } catch (RuntimeException e) {
            throw new IllegalStateException(
                    "A container engine answers, but k3s (%s) does not start in it: %s. Give another cluster with %s, or end the engine (or set DOCKER_HOST to none) to use the control plane of cluster/"
                            .formatted(IMAGE, deepest(e), ClusterSource.VARIABLE),
                    e);
        }
    }

    private static String deepest(Throwable error) {
        Throwable cause = error;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage());
    }
}
