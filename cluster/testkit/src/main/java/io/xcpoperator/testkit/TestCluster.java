package io.xcpoperator.testkit;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.jdkhttp.JdkHttpClientFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A real API server for tests, the same one for the whole JVM; where {@code ./dev test} started it, for the whole run.
 *
 * <p>Every test owns what it makes: namespaces from {@link #namespace}, at most three. Nothing is deleted at the end, for
 * the control plane is thrown away; only a cluster named by {@code XCP_TEST_KUBECONFIG} keeps them. The user's current
 * context is never used by itself.
 */
public final class TestCluster implements AutoCloseable {

    private final Path kubeconfig;
    private final KubernetesClient client;
    private final Map<Path, Boolean> appliedCrds = new ConcurrentHashMap<>();
    private final Runnable end;

    private TestCluster(Path kubeconfig, Runnable end) {
        this.kubeconfig = kubeconfig;
        this.end = end;
        this.client = newClient(config());
    }

    /**
     * The cluster of this JVM, found or started by the first call: a few seconds, or minutes where its programs have yet
     * to be built.
     *
     * @throws IllegalStateException if there is none and none can be started; the message says what to install
     */
    public static TestCluster shared() {
        return Shared.CLUSTER;
    }

    /** A cluster of the caller's own, for what would break others' tests, such as deleting a CRD; the caller closes it. */
    public static TestCluster own() {
        LocalControlPlane plane = LocalControlPlane.start();
        return new TestCluster(plane.kubeconfig(), plane::close);
    }

    /** A client with full rights, shared by all tests: not to be closed. */
    public KubernetesClient client() {
        return client;
    }

    /** A fresh configuration with full rights, for a client of a test's own (other time-outs, impersonation). */
    public Config config() {
        try {
            return Config.fromKubeconfig(Files.readString(kubeconfig));
        } catch (IOException e) {
            throw new UncheckedIOException("The kubeconfig cannot be read", e);
        }
    }

    /** A client of a test's own, over the same HTTP client as production; the caller closes it. */
    public static KubernetesClient newClient(Config config) {
        return new KubernetesClientBuilder()
                .withConfig(config)
                .withHttpClientFactory(new JdkHttpClientFactory())
                .build();
    }

    /** Creates a namespace whose name is the prefix and something random, and returns the name. */
    public String namespace(String prefix) {
        byte[] random = new byte[4];
        ThreadLocalRandom.current().nextBytes(random);
        String name = prefix + "-" + HexFormat.of().formatHex(random);
        client.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .endMetadata()
                        .build())
                .create();
        return name;
    }

    /** Applies every CRD of a folder of {@code .yml} or {@code .yaml} files and waits until objects of them can be made; once per folder. */
    public void applyCrds(Path folder) {
        appliedCrds.computeIfAbsent(folder.toAbsolutePath().normalize(), path -> {
            new CrdFolder(path).apply(client);
            return true;
        });
    }

    /** The file that another process (an operator's jar, kubectl, helm) needs to reach this cluster with full rights. */
    public Path kubeconfig() {
        return kubeconfig;
    }

    /** Ends a cluster of one's own; the shared one lives as long as the JVM, however often this is called. */
    @Override
    public void close() {
        end.run();
    }

    private static final class Shared {
        private static final TestCluster CLUSTER =
                new TestCluster(ClusterSource.find().start(), () -> {});
    }
}
