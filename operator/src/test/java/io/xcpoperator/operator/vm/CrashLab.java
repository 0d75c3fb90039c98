package io.xcpoperator.operator.vm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.jdkhttp.JdkHttpClientFactory;
import io.xcpoperator.api.v1alpha1.pool.XcpPool;
import io.xcpoperator.api.v1alpha1.vm.VirtualMachine;
import io.xcpoperator.operator.Operator;
import io.xcpoperator.operator.Seams;
import io.xcpoperator.operator.platform.config.OperatorConfig;
import io.xcpoperator.operator.platform.config.Setting;
import io.xcpoperator.operator.platform.status.Conditions;
import io.xcpoperator.simulator.Simulator;
import io.xcpoperator.testkit.TestCluster;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Many pools with one VM each in one namespace, and one operator at a time: each site sees it die at another write, and
 * all see the same successor. So every point of a story costs a pool, not two starts of an operator.
 */
final class CrashLab implements AutoCloseable {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final TestCluster cluster = TestCluster.shared();
    private final String namespace;
    private final List<CrashSite> sites;
    /** Over the operator of now, by site. */
    private Map<String, Guillotine> guillotines = Map.of();

    private final List<AutoCloseable> running = new ArrayList<>();

    CrashLab(int count) {
        cluster.applyCrds(ROOT.resolve("crds/manifests"));
        namespace = cluster.namespace("crash");
        sites = IntStream.range(0, count).mapToObj(number -> site("p" + number)).toList();
        startOperator();
        atOnce(sites, CrashSite::applyBasics);
        awaitPools();
    }

    private CrashSite site(String name) {
        Simulator pool = Simulator.builder()
                .pool(Path.of("src/test/resources/pools/small.yaml"))
                .credentials(name, "xensource")
                .listen(List.of("127.0.0.1", "127.0.0.2"))
                .start();
        return new CrashSite(cluster.client(), namespace, name, pool);
    }

    /** At all sites at a time, on threads that may wait. */
    static void atOnce(List<CrashSite> sites, Consumer<CrashSite> act) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            CompletableFuture.allOf(sites.stream()
                            .map(site -> CompletableFuture.runAsync(() -> act.accept(site), threads))
                            .toArray(CompletableFuture<?>[]::new))
                    .join();
        }
    }

    /** As many as a story needs. */
    List<CrashSite> sites(int count) {
        return sites.subList(0, count);
    }

    Guillotine over(CrashSite site) {
        return Objects.requireNonNull(guillotines.get(site.name()));
    }

    /** The one of now ends, and another starts that knows nothing of it. */
    void replaceOperator() {
        stopOperator();
        startOperator();
    }

    private void startOperator() {
        Map<String, Guillotine> mine = sites.stream().collect(Collectors.toMap(CrashSite::name, _ -> new Guillotine()));
        guillotines = mine;
        KubernetesClient client = new KubernetesClientBuilder()
                .withConfig(cluster.config())
                .withHttpClientFactory(new JdkHttpClientFactory())
                .withHttpClientBuilderConsumer(
                        http -> http.addOrReplaceInterceptor("guillotine", Guillotine.over(mine::get)))
                .build();
        running.add(client);
        start(client, seams -> seams.withWires(wire -> Guillotine.over(wire, mine::get)));
    }

    private void start(KubernetesClient client, UnaryOperator<Seams> seams) {
        var settings = Map.of(
                Setting.WATCH_NAMESPACES, namespace,
                Setting.CLUSTER_ID, "lab-" + namespace,
                Setting.LEADER_ELECTION, "false",
                Setting.EGRESS_ALLOW, "127.0.0.0/8",
                Setting.HTTP_PORT, "0",
                Setting.RESYNC_INTERVAL, "10s",
                Setting.SHUTDOWN_TIMEOUT, "2s");
        Operator operator =
                new Operator(client, OperatorConfig.read(settings, Map.of()), seams.apply(Seams.production()));
        running.add(operator);
        operator.start();
    }

    private void awaitPools() {
        await("every pool is connected")
                .atMost(PATIENCE)
                .until(() -> cluster.client().resources(XcpPool.class).inNamespace(namespace).list().getItems().stream()
                                .filter(pool -> pool.getStatus() != null
                                        && Conditions.isTrue(pool.getStatus().conditions(), Conditions.READY))
                                .count()
                        == sites.size());
    }

    /** How a site is to be, given its VM as the API server lists it: empty when it is gone. */
    @FunctionalInterface
    interface Wanted {
        boolean holds(CrashSite site, Optional<VirtualMachine> vm);

        static Wanted vm(BiPredicate<CrashSite, VirtualMachine> wanted) {
            return (site, vm) -> vm.filter(v -> v.getStatus() != null && wanted.test(site, v))
                    .isPresent();
        }
    }

    /** Waits until every site is as wanted, and says of those that never were what they were. */
    void awaitAll(String what, List<CrashSite> of, Wanted wanted) {
        await(what)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(300))
                .untilAsserted(() ->
                        assertThat(missing(of, wanted)).as("not yet: %s", what).isEmpty());
    }

    private List<String> missing(List<CrashSite> of, Wanted wanted) {
        Map<String, VirtualMachine> vms =
                cluster.client().resources(VirtualMachine.class).inNamespace(namespace).list().getItems().stream()
                        .collect(Collectors.toMap(vm -> vm.getMetadata().getName(), Function.identity()));
        return of.stream()
                .filter(site -> !wanted.holds(site, Optional.ofNullable(vms.get(site.name()))))
                .map(site ->
                        "%s cut at %s: %s".formatted(site.name(), over(site).last(), message(vms.get(site.name()))))
                .toList();
    }

    private static String message(@Nullable VirtualMachine vm) {
        return vm == null || vm.getStatus() == null
                ? "no status"
                : String.valueOf(vm.getStatus().message());
    }

    private void stopOperator() {
        for (AutoCloseable one : running.reversed()) {
            try {
                one.close();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
        running.clear();
    }

    @Override
    public void close() {
        stopOperator();
        atOnce(sites, site -> site.pool().close());
    }
}
