package io.xcpoperator.operator.testing;

import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.xcpoperator.api.v1alpha1.LocalRef;
import io.xcpoperator.api.v1alpha1.pool.PoolTls;
import io.xcpoperator.api.v1alpha1.pool.TlsMode;
import io.xcpoperator.api.v1alpha1.pool.XcpPool;
import io.xcpoperator.api.v1alpha1.pool.XcpPoolSpec;
import io.xcpoperator.api.v1alpha1.pool.XcpPoolSpecBuilder;
import io.xcpoperator.operator.Operator;
import io.xcpoperator.operator.Seams;
import io.xcpoperator.operator.platform.config.OperatorConfig;
import io.xcpoperator.operator.platform.config.Setting;
import io.xcpoperator.operator.platform.status.Conditions;
import io.xcpoperator.simulator.Simulator;
import io.xcpoperator.testkit.TestCluster;
import io.xcpoperator.xapi.Limits;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** A namespace, simulated pools and operators of one test; closing ends what was started. */
public final class Lab implements AutoCloseable {
    private static final Path CRDS = Path.of("..", "crds", "manifests");
    public static final Duration PATIENCE = Duration.ofSeconds(60);

    private final TestCluster cluster = TestCluster.shared();
    private final String namespace;
    private final List<Runnable> running = new ArrayList<>();

    private Lab(String prefix) {
        cluster.applyCrds(CRDS);
        namespace = cluster.namespace(prefix);
    }

    public static Lab open(String prefix) {
        return new Lab(prefix);
    }

    public String namespace() {
        return namespace;
    }

    public KubernetesClient client() {
        return cluster.client();
    }

    /** For a process of its own. */
    public Path kubeconfig() {
        return cluster.kubeconfig();
    }

    /** Two hosts at 127.0.0.x, free ports, no delays. */
    public Simulator pool() {
        Simulator pool = Simulator.builder().start();
        running.add(pool::close);
        return pool;
    }

    /** An operator that watches this namespace only, alone. */
    public Operator operator() {
        return operator(Map.of(), UnaryOperator.identity());
    }

    public Operator operator(Map<Setting, String> settings, UnaryOperator<Seams> seams) {
        Operator operator = unstarted(settings, seams);
        operator.start();
        return operator;
    }

    /** One that is yet to be started. */
    public Operator unstarted(Map<Setting, String> settings, UnaryOperator<Seams> seams) {
        return unstarted(cluster.client(), settings, seams);
    }

    /** The same; the client is the operator's and stays the caller's. */
    public Operator unstarted(KubernetesClient client, Map<Setting, String> settings, UnaryOperator<Seams> seams) {
        var all = new EnumMap<Setting, String>(Setting.class);
        all.put(Setting.WATCH_NAMESPACES, namespace);
        all.put(Setting.OPERATOR_NAMESPACE, namespace);
        all.put(Setting.CLUSTER_ID, "test-" + namespace);
        all.put(Setting.LEADER_ELECTION, "false");
        all.put(Setting.EGRESS_ALLOW, "127.0.0.0/8");
        all.put(Setting.HTTP_PORT, "0");
        all.put(Setting.DOOR_PORT, "0");
        all.putAll(settings);
        Seams quick = Seams.production()
                .withLeastInterval(Duration.ofMillis(20))
                .withLimits(Limits.STANDARD.withTimeouts(
                        Duration.ofSeconds(2), Duration.ofSeconds(10), Duration.ofSeconds(10), Duration.ofSeconds(5)));
        Operator operator = new Operator(client, OperatorConfig.read(all, Map.of()), seams.apply(quick));
        running.add(operator::close);
        return operator;
    }

    public Secret login(String name, String user, String password) {
        return apply(new SecretBuilder()
                .withMetadata(new ObjectMetaBuilder()
                        .withNamespace(namespace)
                        .withName(name)
                        .addToLabels("xcp-operator.io/use", "true")
                        .build())
                .addToStringData("username", user)
                .addToStringData("password", password)
                .build());
    }

    public Secret login() {
        return login("login", "root", "xensource");
    }

    /** An XcpPool named home that trusts on first use. */
    public XcpPool xcpPool(Simulator pool) {
        return xcpPool("home", pool, spec -> {});
    }

    public XcpPool xcpPool(String name, Simulator pool, Consumer<XcpPoolSpecBuilder> more) {
        return xcpPool(name, address(pool), more);
    }

    public XcpPool xcpPool(String name, String endpoint, Consumer<XcpPoolSpecBuilder> more) {
        var spec = XcpPoolSpecBuilder.builder()
                .endpoints(List.of(endpoint))
                .credentialsSecretRef(new LocalRef("login"))
                .tls(new PoolTls(TlsMode.TrustOnFirstUse, null, null));
        more.accept(spec);
        return apply(poolObject(name, spec.build()));
    }

    private XcpPool poolObject(String name, XcpPoolSpec spec) {
        var pool = new XcpPool();
        pool.setMetadata(named(name).build());
        pool.setSpec(spec);
        return pool;
    }

    public static String address(Simulator pool) {
        var https = pool.endpoints().getFirst().https();
        return https.getHost() + ":" + https.getPort();
    }

    public ObjectMetaBuilder named(String name) {
        return new ObjectMetaBuilder().withNamespace(namespace).withName(name);
    }

    public <T extends HasMetadata> T apply(T object) {
        return client().resource(object).fieldManager("test").forceConflicts().serverSideApply();
    }

    /** Applies YAML documents to this lab's namespace. */
    public void apply(String yaml) {
        for (String document : yaml.split("(?m)^---$")) {
            HasMetadata object = client().getKubernetesSerialization().unmarshal(document);
            object.getMetadata().setNamespace(namespace);
            apply(object);
        }
    }

    /** As kubectl annotate does: a merge patch of this one annotation. */
    public void annotate(HasMetadata object, String name, String value) {
        client().resource(object)
                .patch(
                        PatchContext.of(PatchType.JSON_MERGE),
                        "{\"metadata\":{\"annotations\":{\"xcp-operator.io/%s\":\"%s\"}}}".formatted(name, value));
    }

    public XcpPool seen(XcpPool pool) {
        return Objects.requireNonNull(client().resource(pool).get());
    }

    /**
     * Waits until the status is about the spec as it is now, Ready has this status and the MESSAGE column contains the text.
     *
     * @return the pool as it was then
     */
    public XcpPool awaitPool(XcpPool pool, String ready, String message) {
        return Saying.await(() -> seen(pool), ready, message);
    }

    /** How many deletions of an hour may destroy something (S12); the operator knows when this returns. */
    public XcpPool destructionsPerHour(int limit) {
        var home = client().resources(XcpPool.class).inNamespace(namespace).withName("home");
        home.patch(
                PatchContext.of(PatchType.JSON_MERGE),
                "{\"spec\":{\"limits\":{\"destructionsPerHour\":%d}}}".formatted(limit));
        return awaitPool(home.get(), "True", "");
    }

    /** The XcpPool tells that deletions wait (S12). */
    public void awaitMassDeletionHeld() {
        var home = client().resources(XcpPool.class).inNamespace(namespace).withName("home");
        await().atMost(PATIENCE)
                .until(() -> Conditions.isTrue(home.get().getStatus().conditions(), "MassDeletionHeld"));
    }

    /** The Events about an object, for instance {@code Normal Connected connected}. */
    public List<String> events(HasMetadata about) {
        return client().v1().events().inNamespace(namespace).list().getItems().stream()
                .filter(event -> about.getMetadata()
                        .getUid()
                        .equals(event.getInvolvedObject().getUid()))
                .map(event -> "%s %s %s".formatted(event.getType(), event.getReason(), event.getMessage()))
                .toList();
    }

    public static String readyOf(List<Condition> conditions) {
        return Conditions.find(conditions, "Ready").map(Condition::getStatus).orElse("none");
    }

    /** The conditions that are True, without Ready. */
    public static List<String> trueOf(List<Condition> conditions) {
        return conditions.stream()
                .filter(c -> c.getStatus().equals("True"))
                .map(Condition::getType)
                .toList();
    }

    @Override
    public void close() {
        for (Runnable one : running.reversed()) {
            one.run();
        }
    }
}
