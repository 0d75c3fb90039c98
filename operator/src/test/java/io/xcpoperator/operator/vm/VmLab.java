package io.xcpoperator.operator.vm;

import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.xcpoperator.api.v1alpha1.pool.XcpPool;
import io.xcpoperator.api.v1alpha1.vm.VirtualMachine;
import io.xcpoperator.operator.Operator;
import io.xcpoperator.operator.Seams;
import io.xcpoperator.operator.platform.config.OperatorConfig;
import io.xcpoperator.operator.platform.config.Setting;
import io.xcpoperator.operator.platform.status.Conditions;
import io.xcpoperator.operator.testing.Lab;
import io.xcpoperator.simulator.Simulator;
import io.xcpoperator.simulator.dispatch.Delays;
import io.xcpoperator.testkit.TestCluster;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * A whole operator in this process, against a real API server and a simulated pool of two hosts: namespaces infra and apps
 * of its own, a connected XcpPool {@code home}, the network {@code lan} and the storage {@code nas-vms}.
 */
final class VmLab implements AutoCloseable {
    static final Duration PATIENCE = Lab.PATIENCE;
    /** Longer than any test: what no event wakes is not found by looking again. */
    private static final String RESYNC = "6h";

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private final TestCluster cluster;
    private final String infra;
    private final String apps;
    private final Simulator pool;
    private final List<Operator> operators = new ArrayList<>();

    private VmLab(TestCluster cluster, Delays delays) {
        this.cluster = cluster;
        cluster.applyCrds(ROOT.resolve("crds/manifests"));
        infra = cluster.namespace("infra");
        apps = cluster.namespace("apps");
        pool = Simulator.builder()
                .pool(ROOT.resolve("examples/pools/two-hosts.yaml"))
                .delays(delays)
                .listen(List.of("127.0.0.1", "127.0.0.2"))
                .start();
    }

    /** Everything there and connected. */
    static VmLab started() {
        return started(Delays.none());
    }

    static VmLab started(Delays delays) {
        return startedOn(TestCluster.shared(), delays);
    }

    /**
     * The same, but that the operator's clock stands still: whatever waits for a pause to be over waits for ever, and what
     * is told only of a long wait is told never.
     */
    static VmLab startedOutOfTime(Delays delays) {
        VmLab lab = new VmLab(TestCluster.shared(), delays);
        lab.applyBasics();
        lab.startOperator(seams -> seams.withClock(Clock.fixed(Instant.now(), ZoneOffset.UTC)));
        await("the pool is connected").atMost(PATIENCE).until(lab::poolIsReady);
        return lab;
    }

    /** The same with an operator that goes by this clock. */
    static VmLab startedWith(Clock clock) {
        VmLab lab = new VmLab(TestCluster.shared(), Delays.none());
        lab.applyBasics();
        lab.startOperator(seams -> seams.withClock(clock));
        await("the pool is connected").atMost(PATIENCE).until(lab::poolIsReady);
        return lab;
    }

    /** The cluster stays the caller's. */
    static VmLab startedOn(TestCluster cluster, Delays delays) {
        VmLab lab = new VmLab(cluster, delays);
        lab.startOperator(UnaryOperator.identity());
        lab.applyBasics();
        await("the pool is connected").atMost(PATIENCE).until(lab::poolIsReady);
        return lab;
    }

    /** Kubernetes and the pool, but no operator. */
    static VmLab withoutOperator() {
        VmLab lab = new VmLab(TestCluster.shared(), Delays.none());
        lab.applyBasics();
        return lab;
    }

    Operator startOperator(UnaryOperator<Seams> seams) {
        return startOperator("lab-" + infra, seams);
    }

    Operator startOperator(String clusterId, UnaryOperator<Seams> seams) {
        return startOperator(cluster.client(), clusterId, seams);
    }

    /** @param client the operator's; stays the caller's */
    Operator startOperator(KubernetesClient client, String clusterId, UnaryOperator<Seams> seams) {
        var settings = Map.of(
                Setting.WATCH_NAMESPACES, infra + "," + apps,
                Setting.CLUSTER_ID, clusterId,
                Setting.LEADER_ELECTION, "false",
                Setting.EGRESS_ALLOW, "127.0.0.0/8",
                Setting.HTTP_PORT, "0",
                Setting.DOOR_PORT, "0",
                Setting.RESYNC_INTERVAL, RESYNC,
                Setting.SHUTDOWN_TIMEOUT, "2s");
        Operator operator =
                new Operator(client, OperatorConfig.read(settings, Map.of()), seams.apply(Seams.production()));
        operators.add(operator);
        operator.start();
        return operator;
    }

    void stopOperator() {
        operators.forEach(Operator::close);
        operators.clear();
    }

    void applyBasics() {
        String endpoints = pool.endpoints().stream()
                .map(e -> authority(e.https()))
                .map(a -> "\"" + a + "\"")
                .collect(Collectors.joining(", "));
        apply("""
                apiVersion: v1
                kind: Secret
                metadata: {name: home-login, namespace: INFRA, labels: {xcp-operator.io/use: "true"}}
                stringData: {username: root, password: xensource}
                ---
                apiVersion: xcp-operator.io/v1alpha1
                kind: XcpPool
                metadata: {name: home, namespace: INFRA}
                spec:
                  endpoints: [ENDPOINTS]
                  credentialsSecretRef: {name: home-login}
                  tls: {mode: TrustOnFirstUse}
                  access: [{namespaces: {names: [APPS]}, allow: [Use, Adopt]}]
                ---
                apiVersion: xcp-operator.io/v1alpha1
                kind: XcpNetwork
                metadata: {name: lan, namespace: INFRA}
                spec: {poolRef: {name: home}, existing: {name: lan}, allowedNamespaces: {names: [APPS]}}
                ---
                apiVersion: xcp-operator.io/v1alpha1
                kind: XcpNetwork
                metadata: {name: dmz, namespace: INFRA}
                spec: {poolRef: {name: home}, existing: {name: dmz}, allowedNamespaces: {names: [APPS]}}
                ---
                apiVersion: xcp-operator.io/v1alpha1
                kind: StorageRepository
                metadata: {name: nas-vms, namespace: INFRA}
                spec: {poolRef: {name: home}, existing: {name: nas-vms}, allowedNamespaces: {names: [APPS]}}
                """.replace("ENDPOINTS", endpoints));
    }

    private static String authority(URI uri) {
        return uri.getHost() + ":" + uri.getPort();
    }

    private boolean poolIsReady() {
        XcpPool home = client().resources(XcpPool.class)
                .inNamespace(infra)
                .withName("home")
                .get();
        return home.getStatus() != null && Conditions.isTrue(home.getStatus().conditions(), Conditions.READY);
    }

    /** More than an hour's limit (S12): for tests of other things. */
    void letManyBeDestroyed() {
        client().resources(XcpPool.class)
                .inNamespace(infra)
                .withName("home")
                .patch(
                        io.fabric8.kubernetes.client.dsl.base.PatchContext.of(
                                io.fabric8.kubernetes.client.dsl.base.PatchType.JSON_MERGE),
                        "{\"spec\":{\"limits\":{\"destructionsPerHour\":100}}}");
    }

    /** Applies YAML in which INFRA and APPS stand for this lab's namespaces. */
    void apply(String yaml) {
        apply(client(), yaml);
    }

    /** The same by somebody with a client of their own. */
    void apply(KubernetesClient user, String yaml) {
        String named = yaml.replace("INFRA", infra).replace("APPS", apps);
        for (String document : named.split("(?m)^---$")) {
            HasMetadata object = user.getKubernetesSerialization().unmarshal(document);
            user.resource(object).forceConflicts().serverSideApply();
        }
    }

    KubernetesClient client() {
        return cluster.client();
    }

    TestCluster cluster() {
        return cluster;
    }

    Simulator pool() {
        return pool;
    }

    String infra() {
        return infra;
    }

    String apps() {
        return apps;
    }

    Optional<VirtualMachine> vm(String name) {
        return Optional.ofNullable(client().resources(VirtualMachine.class)
                .inNamespace(apps)
                .withName(name)
                .get());
    }

    /** Waits until the VM is as wanted, and says what it was otherwise. */
    VirtualMachine awaitVm(String name, Predicate<VirtualMachine> wanted) {
        return awaitVm(name, PATIENCE, wanted);
    }

    VirtualMachine awaitVm(String name, Duration patience, Predicate<VirtualMachine> wanted) {
        try {
            return await().atMost(patience)
                    .pollInterval(Duration.ofMillis(50))
                    .until(
                            () -> vm(name),
                            found -> found.filter(vm -> vm.getStatus() != null)
                                    .filter(wanted)
                                    .isPresent())
                    .orElseThrow();
        } catch (org.awaitility.core.ConditionTimeoutException e) {
            throw new AssertionError("never as wanted: " + vm(name).map(VirtualMachine::getStatus), e);
        }
    }

    /** Ready for the spec as it is now. */
    VirtualMachine awaitReady(String name) {
        return awaitVm(name, VmLab::isReady);
    }

    static boolean isReady(VirtualMachine vm) {
        return vm.getStatus() != null
                && Conditions.find(vm.getStatus().conditions(), Conditions.READY)
                        .filter(c -> "True".equals(c.getStatus())
                                && c.getObservedGeneration() >= vm.getMetadata().getGeneration())
                        .isPresent();
    }

    /** The reason of Ready. */
    static String reason(VirtualMachine vm) {
        return Conditions.find(vm.getStatus().conditions(), Conditions.READY)
                .map(c -> c.getReason())
                .orElse("");
    }

    void annotate(String name, String key, String value) {
        patchAnnotation(name, key, "\"" + value + "\"");
    }

    /** The operator knows when this returns. */
    void pause(String name) {
        annotate(name, "paused", "true");
        awaitVm(name, vm -> reason(vm).equals("Paused"));
    }

    void removeAnnotation(String name, String key) {
        patchAnnotation(name, key, "null");
    }

    private void patchAnnotation(String name, String key, String json) {
        client().resources(VirtualMachine.class)
                .inNamespace(apps)
                .withName(name)
                .patch(
                        io.fabric8.kubernetes.client.dsl.base.PatchContext.of(
                                io.fabric8.kubernetes.client.dsl.base.PatchType.JSON_MERGE),
                        "{\"metadata\":{\"annotations\":{\"xcp-operator.io/" + key + "\":" + json + "}}}");
    }

    void delete(String name) {
        client().resources(VirtualMachine.class)
                .inNamespace(apps)
                .withName(name)
                .delete();
    }

    void awaitGone(String name) {
        await("the resource is gone").atMost(PATIENCE).until(() -> vm(name).isEmpty());
    }

    /** A VM from the golden template, with these lines more in its spec; APPS and INFRA are replaced. */
    void applyVm(String name, String... lines) {
        applyVmFrom(name, "template: {name: debian-12-golden}", lines);
    }

    void applyVmFrom(String name, String source, String... lines) {
        String more =
                java.util.Arrays.stream(lines).map(line -> "  " + line + "\n").collect(Collectors.joining());
        apply("apiVersion: xcp-operator.io/v1alpha1\nkind: VirtualMachine\n"
                + "metadata: {name: " + name + ", namespace: APPS}\nspec:\n"
                + "  poolRef: {name: home, namespace: INFRA}\n  source: {" + source + "}\n" + more);
    }

    /** A halted VM that somebody else made. */
    String foreignVm(String name) {
        String golden = pool.direct().named("VM", "debian-12-golden").getFirst();
        String ref = pool.direct().text("VM.clone", golden, name);
        pool.direct().call("VM.set_is_a_template", ref, false);
        return ref;
    }

    Map<String, String> otherConfig(String vm) {
        return otherConfig("VM", vm);
    }

    @SuppressWarnings("unchecked") // keys and values are texts
    Map<String, String> otherConfig(String type, String ref) {
        return (Map<String, String>) pool.direct().record(type, ref).get("other_config");
    }

    /** A record for VIF.create: the same MAC address and network, without what we wrote on it. */
    Map<String, Object> vifLike(Object vif, int device) {
        Map<String, Object> next = new HashMap<>(pool.direct().record("VIF", vif.toString()));
        next.putAll(Map.of("device", Integer.toString(device), "other_config", Map.of()));
        return next;
    }

    /** The name of the XcpHost that is made for the host of this name, made already or not. */
    String xcpHost(String name) {
        String ref = pool.direct().named("host", name).getFirst();
        return "home-"
                + pool.direct().record("host", ref).get("uuid").toString().substring(0, 8);
    }

    List<Object> uuids(String type) {
        return pool.direct().all(type).stream()
                .map(ref -> pool.direct().record(type, ref).get("uuid"))
                .toList();
    }

    /** Calls that changed a VM or a part of one, without tasks and readings. */
    Map<String, Long> writes() {
        return pool.calls().byMethod().entrySet().stream()
                .filter(e -> e.getKey().matches("(VM|VBD|VDI|VIF)\\.(?!get_).*"))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    Map<String, Long> writesTo(String type) {
        return writes().entrySet().stream()
                .filter(e -> e.getKey().startsWith(type + "."))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** References of the VMs with this name that are no template and no snapshot. */
    List<String> vmsNamed(String name) {
        return pool.direct().named("VM", name).stream()
                .filter(ref -> Boolean.FALSE.equals(record(ref).get("is_a_template"))
                        && Boolean.FALSE.equals(record(ref).get("is_a_snapshot")))
                .toList();
    }

    Map<String, Object> record(String vm) {
        return pool.direct().record("VM", vm);
    }

    @Override
    public void close() {
        stopOperator();
        pool.close();
    }
}
