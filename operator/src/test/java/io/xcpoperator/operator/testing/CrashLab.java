package io.xcpoperator.operator.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.jdkhttp.JdkHttpClientFactory;
import io.xcpoperator.api.v1alpha1.pool.XcpPool;
import io.xcpoperator.operator.Operator;
import io.xcpoperator.operator.Seams;
import io.xcpoperator.operator.platform.config.OperatorConfig;
import io.xcpoperator.operator.platform.config.Setting;
import io.xcpoperator.operator.platform.status.Conditions;
import io.xcpoperator.operator.testing.CrashStory.Given;
import io.xcpoperator.operator.testing.Guillotine.Blade;
import io.xcpoperator.simulator.Simulator;
import io.xcpoperator.testkit.TestCluster;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.awaitility.core.ConditionTimeoutException;

/**
 * Many pools with one object each in one namespace, and one operator at a time: each site sees it die at another write, and
 * all see the same successor. So every point of a story costs a pool, not two starts of an operator.
 */
public final class CrashLab<S extends CrashSite> implements AutoCloseable {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final TestCluster cluster = TestCluster.shared();
    private final String namespace;
    private final Supplier<Guillotine> guillotine;
    private final Function<CrashSite.Ground, S> kind;
    private final Map<Setting, String> more;
    private final List<S> sites = new ArrayList<>();
    /** Over the operator of now, by site. */
    private Map<String, Guillotine> guillotines = Map.of();

    private final List<AutoCloseable> running = new ArrayList<>();

    public CrashLab(String name, Supplier<Guillotine> guillotine, Function<CrashSite.Ground, S> kind) {
        this(name, guillotine, kind, Map.of());
    }

    /** @param more settings of each operator */
    public CrashLab(
            String name,
            Supplier<Guillotine> guillotine,
            Function<CrashSite.Ground, S> kind,
            Map<Setting, String> more) {
        this.more = Map.copyOf(more);
        cluster.applyCrds(ROOT.resolve("crds/manifests"));
        this.namespace = cluster.namespace(name);
        this.guillotine = guillotine;
        this.kind = kind;
        startOperator();
    }

    /** As many as a story needs: pools that are missing are started. */
    public List<S> sites(int count) {
        List<S> fresh = IntStream.range(sites.size(), count)
                .mapToObj(number -> kind.apply(ground("p" + number)))
                .toList();
        sites.addAll(fresh);
        AtOnce.forEach(fresh, CrashSite::applyBasics);
        awaitAll("the pool is connected", fresh, CrashLab::isConnected);
        awaitAll("its hosts are shown", fresh, CrashSite::hasItsHosts);
        return List.copyOf(sites.subList(0, count));
    }

    private static boolean isConnected(CrashSite site) {
        return site.find(XcpPool.class)
                .filter(pool -> pool.getStatus() != null
                        && Conditions.isTrue(pool.getStatus().conditions(), Conditions.READY))
                .isPresent();
    }

    private CrashSite.Ground ground(String name) {
        Simulator pool = Simulator.builder()
                .pool(Path.of("src/test/resources/pools/small.yaml"))
                .credentials(name, "xensource")
                .listen(List.of("127.0.0.1", "127.0.0.2"))
                .start();
        return new CrashSite.Ground(cluster.client(), namespace, name, pool);
    }

    public Guillotine over(S site) {
        return over(guillotines, site.name());
    }

    private Guillotine over(Map<String, Guillotine> mine, String name) {
        return mine.computeIfAbsent(name, _ -> guillotine.get());
    }

    /** Tells each story once without a cut, all at the same time, and says what was written. */
    Map<String, CutPoints> rehearse(List<CrashStory<S>> stories) {
        Map<String, CutPoints> written = new ConcurrentHashMap<>();
        long seed = CutPoints.anySeed();
        List<S> stages = sites(stories.size());
        AtOnce.forEach(stories, story -> {
            S site = stages.get(stories.indexOf(story));
            begin(story, List.of(site));
            over(site).rehearse();
            story.change().accept(site);
            awaitAll("rehearsed: " + story, List.of(site), story.there());
            written.put(story.name(), new CutPoints(over(site).counted(), seed));
            over(site).disarm();
        });
        return written;
    }

    private void begin(CrashStory<S> story, List<S> at) {
        for (Given<S> given : story.given()) {
            AtOnce.forEach(at, given.step());
            awaitAll("where the story begins: " + story, at, given.done());
        }
    }

    /**
     * Tells a story at as many sites as there are points, and cuts each at its own.
     *
     * @return where each site was cut
     */
    List<String> tell(CrashStory<S> story, List<S> at, List<Integer> points, Blade blade) {
        begin(story, at);
        at.forEach(site -> {
            site.pool().calls().reset();
            over(site).arm(points.get(at.indexOf(site)), blade);
        });
        AtOnce.forEach(at, story.change());
        awaitAll(
                "dead or done",
                at,
                site -> over(site).hasFallen() || story.there().test(site));
        List<String> cuts = at.stream().map(site -> over(site).last()).toList();
        if (blade == Blade.KILLS) {
            replaceOperator();
        }
        awaitAll("the story's end", at, story.there());
        assertThat(cuts.getFirst()).as("the story is cut on its way").isNotEmpty();
        return cuts;
    }

    /** Waits until every site is as wanted, and says of those that never were what they were. */
    public void awaitAll(String what, List<S> of, Predicate<S> wanted) {
        try {
            await(what)
                    .atMost(PATIENCE)
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(200))
                    .until(() -> of.stream().allMatch(wanted)); // asks no further than the first that is not
        } catch (ConditionTimeoutException e) {
            List<String> missing = of.stream()
                    .filter(site -> !wanted.test(site))
                    .map(site ->
                            "%s cut at %s: %s".formatted(site.name(), over(site).last(), site.message()))
                    .toList();
            throw new AssertionError("not yet: %s: %s".formatted(what, missing), e);
        }
    }

    /** The one of now ends, and another starts that knows nothing of it. */
    private void replaceOperator() {
        stopOperator();
        startOperator();
    }

    private void startOperator() {
        Map<String, Guillotine> mine = new ConcurrentHashMap<>();
        guillotines = mine;
        KubernetesClient client = new KubernetesClientBuilder()
                .withConfig(cluster.config())
                .withHttpClientFactory(new JdkHttpClientFactory())
                .withHttpClientBuilderConsumer(
                        http -> http.addOrReplaceInterceptor("guillotine", Guillotine.over(name -> over(mine, name))))
                .build();
        running.add(client);
        var settings = new HashMap<>(Map.of(
                Setting.WATCH_NAMESPACES, namespace,
                Setting.CLUSTER_ID, "lab-" + namespace,
                Setting.LEADER_ELECTION, "false",
                Setting.EGRESS_ALLOW, "127.0.0.0/8",
                Setting.HTTP_PORT, "0",
                Setting.DOOR_PORT, "0",
                Setting.RESYNC_INTERVAL, "10s",
                Setting.SHUTDOWN_TIMEOUT, "2s"));
        settings.putAll(more);
        Operator operator = new Operator(
                client,
                OperatorConfig.read(settings, Map.of()),
                Seams.production().withWires(wire -> Guillotine.over(wire, name -> over(mine, name))));
        running.add(operator);
        operator.start();
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
        AtOnce.forEach(sites, site -> site.pool().close());
    }
}
