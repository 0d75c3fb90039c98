package io.xcpoperator.operator.bench;

import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.xcpoperator.api.v1alpha1.pool.XcpPool;
import io.xcpoperator.api.v1alpha1.vm.VirtualMachine;
import io.xcpoperator.operator.platform.status.Conditions;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;

/** The manifests of a run in their namespace, and which of its VMs are Ready, as a watch tells. */
final class BenchVms implements AutoCloseable {
    private static final int CLIENTS = 16;

    private final KubernetesClient client;
    private final String namespace;
    private final BenchPools pools;
    /** Name → monotonic time of becoming Ready. */
    private final Map<String, Long> ready = new ConcurrentHashMap<>();

    /** Name → reason of Ready, of those whose status is about the spec as it is. */
    private final Map<String, String> current = new ConcurrentHashMap<>();

    private final Map<String, LongAdder> reasons = new ConcurrentHashMap<>();
    private final SharedIndexInformer<VirtualMachine> watch;

    BenchVms(KubernetesClient client, String namespace, BenchPools pools) {
        this.client = client;
        this.namespace = namespace;
        this.pools = pools;
        this.watch = client.resources(VirtualMachine.class)
                .inNamespace(namespace)
                .inform(new ResourceEventHandler<>() {
                    @Override
                    public void onAdd(VirtualMachine vm) {
                        note(vm);
                    }

                    @Override
                    public void onUpdate(VirtualMachine before, VirtualMachine vm) {
                        note(vm);
                    }

                    @Override
                    public void onDelete(VirtualMachine vm, boolean unknown) {
                        ready.remove(vm.getMetadata().getName());
                    }
                });
    }

    private void note(VirtualMachine vm) {
        if (vm.getStatus() == null) {
            return;
        }
        current.remove(vm.getMetadata().getName());
        Conditions.find(vm.getStatus().conditions(), Conditions.READY)
                .filter(_ ->
                        vm.getMetadata().getGeneration().equals(vm.getStatus().observedGeneration()))
                .ifPresent(condition -> current.put(vm.getMetadata().getName(), condition.getReason()));
        Conditions.find(vm.getStatus().conditions(), Conditions.READY)
                .ifPresent(condition -> reasons.computeIfAbsent(condition.getReason(), _ -> new LongAdder())
                        .increment());
        if (Conditions.isTrue(vm.getStatus().conditions(), Conditions.READY)) {
            ready.putIfAbsent(vm.getMetadata().getName(), System.nanoTime());
        } else {
            ready.remove(vm.getMetadata().getName());
        }
    }

    static String name(int number) {
        return "vm-" + number;
    }

    /** The pool a VM belongs to. */
    int poolOf(int number) {
        return number % pools.size();
    }

    void applyPools() {
        apply("""
                apiVersion: v1
                kind: Secret
                metadata: {name: login, labels: {xcp-operator.io/use: "true"}}
                stringData: {username: root, password: xensource}
                """);
        for (int index = 0; index < pools.size(); index++) {
            for (String document : """
                    apiVersion: xcp-operator.io/v1alpha1
                    kind: XcpPool
                    metadata: {name: pool-NUMBER}
                    spec:
                      endpoints: ENDPOINTS
                      credentialsSecretRef: {name: login}
                      tls: {mode: TrustOnFirstUse}
                    ---
                    apiVersion: xcp-operator.io/v1alpha1
                    kind: XcpNetwork
                    metadata: {name: lan-NUMBER}
                    spec: {poolRef: {name: pool-NUMBER}, existing: {name: lan}}
                    """.replace("NUMBER", Integer.toString(index))
                    .replace("ENDPOINTS", pools.endpoints(index))
                    .split("(?m)^---$")) {
                apply(document);
            }
        }
    }

    void awaitPools(Duration patience) {
        await("every pool is Ready")
                .atMost(patience)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> client.resources(XcpPool.class).inNamespace(namespace).list().getItems().stream()
                                .filter(pool -> pool.getStatus() != null
                                        && Conditions.isTrue(pool.getStatus().conditions(), Conditions.READY))
                                .count()
                        == pools.size());
    }

    /** Applies the VMs of these numbers, a few clients at a time. */
    void applyVms(int from, int to) {
        var turns = new Semaphore(CLIENTS);
        try (var applying = Executors.newVirtualThreadPerTaskExecutor()) {
            IntStream.range(from, to)
                    .forEach(number -> applying.execute(() -> {
                        turns.acquireUninterruptibly();
                        try {
                            apply(manifest(number));
                        } finally {
                            turns.release();
                        }
                    }));
        }
    }

    /** A template clone with one disk and one NIC that runs. */
    private String manifest(int number) {
        return """
                apiVersion: xcp-operator.io/v1alpha1
                kind: VirtualMachine
                metadata: {name: NAME}
                spec:
                  poolRef: {name: pool-POOL}
                  source: {template: {name: debian-12-golden}}
                  cpu: {count: 2}
                  memory: {size: 2Gi}
                  disks: [{name: root}]
                  networkInterfaces: [{name: lan, networkRef: {name: lan-POOL}}]
                  restartPolicy: {when: OnApproval}
                  tags: [bench]
                """.replace("NAME", name(number)).replace("POOL", Integer.toString(poolOf(number)));
    }

    /** Creates it, in the namespace of this run. */
    void apply(String document) {
        HasMetadata object = client.getKubernetesSerialization().unmarshal(document);
        object.getMetadata().setNamespace(namespace);
        client.resource(object).create();
    }

    /** One write of the user's: a merge of this JSON. */
    void patch(String name, String json) {
        client.resources(VirtualMachine.class)
                .inNamespace(namespace)
                .withName(name)
                .patch(PatchContext.of(PatchType.JSON_MERGE), json);
    }

    <R extends HasMetadata> Optional<R> find(Class<R> kind, String name) {
        return Optional.ofNullable(
                client.resources(kind).inNamespace(namespace).withName(name).get());
    }

    /** Ready, for the spec as the API server has it now. */
    boolean isSettled(String name) {
        return find(VirtualMachine.class, name)
                .filter(vm -> vm.getStatus() != null
                        && vm.getMetadata()
                                .getGeneration()
                                .equals(vm.getStatus().observedGeneration())
                        && Conditions.isTrue(vm.getStatus().conditions(), Conditions.READY))
                .isPresent();
    }

    /** How many have this reason of Ready, for the spec as it is. */
    long count(String reason) {
        return current.values().stream().filter(reason::equals).count();
    }

    int ready() {
        return ready.size();
    }

    /** Seconds from that moment until this part of the VMs that are Ready were. */
    double readyAfter(long nanoTime, double part) {
        long[] sorted =
                ready.values().stream().mapToLong(at -> at - nanoTime).sorted().toArray();
        return sorted.length == 0 ? Double.NaN : sorted[(int) Math.ceil(part * sorted.length) - 1] / 1e9;
    }

    /** Which reason of Ready how many versions of the VMs had, as far as the watch saw them. */
    Map<String, Long> versionsByReason() {
        var counts = new TreeMap<String, Long>();
        reasons.forEach((reason, count) -> counts.put(reason, count.sum()));
        return counts;
    }

    @Override
    public void close() {
        watch.stop();
    }
}
