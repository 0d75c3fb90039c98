package io.xcpoperator.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.testcontainers.k3s.K3sContainer;
import org.testcontainers.utility.DockerImageName;

/** k3s in a container that Testcontainers ends with the JVM. */
final class K3s {

    private static final DockerImageName IMAGE = DockerImageName.parse("rancher/k3s:v1.35.4-k3s1");

    private K3s() {}

    /** Starts it and returns its kubeconfig, a file that goes with the JVM. */
    @SuppressWarnings("resource") // lives as long as the JVM; Testcontainers' reaper ends it however that ends
    static Path start() {
        K3sContainer container = new K3sContainer(IMAGE);
        container.start();
        try {
            Path kubeconfig = Files.createTempFile("xcp-test-k3s-", ".kubeconfig");
            kubeconfig.toFile().deleteOnExit();
            return Files.writeString(kubeconfig, container.getKubeConfigYaml());
        } catch (IOException e) {
            throw new UncheckedIOException("The kubeconfig of k3s cannot be written", e);
        }
    }
}
