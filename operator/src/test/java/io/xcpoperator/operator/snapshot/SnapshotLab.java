package io.xcpoperator.operator.snapshot;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.xcpoperator.api.v1alpha1.pool.PoolLimits;
import io.xcpoperator.api.v1alpha1.pool.XcpPool;
import io.xcpoperator.api.v1alpha1.snapshot.VirtualMachineSnapshot;
import io.xcpoperator.api.v1alpha1.vm.VirtualMachine;
import io.xcpoperator.operator.platform.config.Setting;
import io.xcpoperator.operator.platform.owner.MarkIndexes;
import io.xcpoperator.operator.platform.status.Conditions;
import io.xcpoperator.operator.testing.Lab;
import io.xcpoperator.simulator.Simulator;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.core.ConditionTimeoutException;

/** One namespace with a connected XcpPool {@code home}; VMs and their snapshots. */
public final class SnapshotLab implements AutoCloseable {
    private final Lab lab = Lab.open("snap");
    private final Simulator pool = lab.pool();

    private SnapshotLab() {}

    /** With a running operator. */
    public static SnapshotLab started() {
        return started(100);
    }

    /** @param destructions how many an hour need no approval */
    public static SnapshotLab started(int destructions) {
        var lab = new SnapshotLab();
        lab.lab.login();
        lab.startOperator();
        lab.lab.awaitPool(
                lab.lab.xcpPool("home", lab.pool, spec -> spec.limits(new PoolLimits(null, null, destructions))),
                "True",
                "");
        return lab;
    }

    public void startOperator() {
        lab.operator(Map.of(Setting.RESYNC_INTERVAL, "10s", Setting.SHUTDOWN_TIMEOUT, "2s"), seams -> seams);
    }

    public XcpPool home() {
        return find(XcpPool.class, "home").orElseThrow();
    }

    public Lab lab() {
        return lab;
    }

    public Simulator pool() {
        return pool;
    }

    /** A VM from the golden template that is Ready. */
    public VirtualMachine vm(String name, String... lines) {
        applyVm(name, lines);
        return awaitVm(name, vm -> isReady(vm));
    }

    public void applyVm(String name, String... lines) {
        lab.apply("apiVersion: xcp-operator.io/v1alpha1\nkind: VirtualMachine\nmetadata: {name: " + name
                + "}\nspec:\n  poolRef: {name: home}\n  source: {template: {name: debian-12-golden}}\n"
                + lines(lines));
    }

    /** @param lines more of its spec */
    public void snapshot(String name, String vm, String... lines) {
        lab.apply("apiVersion: xcp-operator.io/v1alpha1\nkind: VirtualMachineSnapshot\nmetadata: {name: " + name
                + "}\nspec:\n  virtualMachineRef: {name: " + vm + "}\n" + lines(lines));
    }

    private static String lines(String... lines) {
        return Stream.of(lines).map(line -> "  " + line + "\n").collect(Collectors.joining());
    }

    public Optional<VirtualMachine> findVm(String name) {
        return find(VirtualMachine.class, name);
    }

    public Optional<VirtualMachineSnapshot> findSnapshot(String name) {
        return find(VirtualMachineSnapshot.class, name);
    }

    public <R extends CustomResource<?, ?>> Optional<R> find(Class<R> kind, String name) {
        return Optional.ofNullable(lab.client()
                .resources(kind)
                .inNamespace(lab.namespace())
                .withName(name)
                .get());
    }

    public VirtualMachine awaitVm(String name, Predicate<VirtualMachine> wanted) {
        return await(VirtualMachine.class, name, wanted);
    }

    public VirtualMachineSnapshot awaitSnapshot(String name, Predicate<VirtualMachineSnapshot> wanted) {
        return await(VirtualMachineSnapshot.class, name, wanted);
    }

    /** Waits until the object has a status and is as wanted, and says what it was otherwise. */
    public <R extends CustomResource<?, ?>> R await(Class<R> kind, String name, Predicate<R> wanted) {
        try {
            return org.awaitility.Awaitility.await()
                    .atMost(Lab.PATIENCE)
                    .pollInterval(Duration.ofMillis(50))
                    .until(
                            () -> find(kind, name),
                            found -> found.filter(r -> r.getStatus() != null)
                                    .filter(wanted)
                                    .isPresent())
                    .orElseThrow();
        } catch (ConditionTimeoutException e) {
            throw new AssertionError("never as wanted: " + find(kind, name).map(CustomResource::getStatus), e);
        }
    }

    public VirtualMachineSnapshot awaitReady(String name) {
        return awaitSnapshot(name, SnapshotLab::isReady);
    }

    /** Waits for this reason of Ready, for the spec as it is now. */
    public VirtualMachineSnapshot awaitReason(String name, String reason) {
        return awaitSnapshot(name, s -> reason(s.getStatus().conditions()).equals(reason) && isCurrent(s));
    }

    private static boolean isCurrent(VirtualMachineSnapshot snapshot) {
        return Objects.equals(
                snapshot.getStatus().observedGeneration(),
                snapshot.getMetadata().getGeneration());
    }

    public static boolean isReady(VirtualMachineSnapshot snapshot) {
        return isCurrent(snapshot) && Conditions.isTrue(snapshot.getStatus().conditions(), Conditions.READY);
    }

    public static boolean isReady(VirtualMachine vm) {
        return Conditions.find(vm.getStatus().conditions(), Conditions.READY)
                .filter(c -> "True".equals(c.getStatus())
                        && c.getObservedGeneration() >= vm.getMetadata().getGeneration())
                .isPresent();
    }

    public static String reason(List<Condition> conditions) {
        return Conditions.find(conditions, Conditions.READY)
                .map(Condition::getReason)
                .orElse("");
    }

    public void annotate(CustomResource<?, ?> object, String name, String value) {
        lab.annotate(object, name, value);
    }

    public void patch(VirtualMachineSnapshot snapshot, String spec) {
        lab.client().resource(snapshot).patch(PatchContext.of(PatchType.JSON_MERGE), "{\"spec\":" + spec + "}");
    }

    public void delete(CustomResource<?, ?> object) {
        lab.client().resource(object).delete();
    }

    public void awaitGone(Class<? extends CustomResource<?, ?>> kind, String name) {
        org.awaitility.Awaitility.await("gone: " + name)
                .atMost(Lab.PATIENCE)
                .until(() -> find(kind, name).isEmpty());
    }

    /** The VM of this name that is neither template nor snapshot. */
    public String vmRef(String name) {
        return pool.direct().named("VM", name).stream()
                .filter(ref -> !(boolean) record("VM", ref).get("is_a_snapshot"))
                .findFirst()
                .orElseThrow();
    }

    public Map<String, Object> record(String type, String ref) {
        return pool.direct().record(type, ref);
    }

    /** References of all snapshots of VMs. */
    public List<String> snapshots() {
        return pool.direct().all("VM").stream()
                .filter(ref -> (boolean) record("VM", ref).get("is_a_snapshot"))
                .toList();
    }

    /** References of disks that are snapshots, memory images included. */
    public List<String> snapshotDisks() {
        return pool.direct().all("VDI").stream()
                .filter(ref -> (boolean) record("VDI", ref).get("is_a_snapshot"))
                .toList();
    }

    @SuppressWarnings("unchecked") // keys and values are texts
    public Map<String, String> otherConfig(String type, String ref) {
        return (Map<String, String>) record(type, ref).get("other_config");
    }

    /** Tasks about snapshots that nobody took away. */
    public List<String> tasks() {
        return pool.direct().all("task").stream()
                .filter(ref -> otherConfig("task", ref).containsKey(MarkIndexes.SNAPSHOT_OWNER))
                .toList();
    }

    public void awaitNoTasks() {
        org.awaitility.Awaitility.await("tasks are taken away")
                .atMost(Lab.PATIENCE)
                .until(() -> tasks().isEmpty());
    }

    /** Calls that changed a VM, a part of one or a task. */
    public Map<String, Long> writes() {
        return pool.calls().byMethod().entrySet().stream()
                .filter(e -> e.getKey().matches("(Async\\.)?(VM|VBD|VDI|VIF)\\.(?!get_).*"))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    public Map<String, Long> writesOf(String type) {
        return writes().entrySet().stream()
                .filter(e -> e.getKey().startsWith(type + "."))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    @Override
    public void close() {
        lab.close();
    }
}
