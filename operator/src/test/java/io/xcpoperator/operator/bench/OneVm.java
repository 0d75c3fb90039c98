package io.xcpoperator.operator.bench;

import static org.awaitility.Awaitility.await;

import io.xcpoperator.api.v1alpha1.snapshot.VirtualMachineSnapshot;
import io.xcpoperator.operator.platform.status.Conditions;
import io.xcpoperator.simulator.Direct;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** What is done to one VM at a time, in an otherwise quiet pool. */
final class OneVm {
    private static final int SAMPLES = 5;
    private static final long GIB = 1L << 30;

    private final Bed bed;
    private final Direct pool;

    private OneVm(Bed bed) {
        this.bed = bed;
        this.pool = bed.pools.get(0).direct();
    }

    static List<Figure> of(Options options, Duration latency) {
        try (var bed = Bed.made(options, Part.VM, 1, latency, Map.of())) {
            bed.awaitRest();
            var part = new OneVm(bed);
            part.measure("clone: applied → Ready", 4, 20, part::cloned);
            part.measure("disk grow: spec changed → grown", part::grown);
            part.measure("snapshot: applied → Ready", part::snapshot);
            return bed.figures();
        }
    }

    private void measure(String what, IntFunction<Cost> one) {
        measure(what, Figure.NO_BUDGET, Figure.NO_BUDGET, one);
    }

    private void measure(String what, double writes, double calls, IntFunction<Cost> one) {
        Cost first = one.apply(0);
        List<Cost> others = IntStream.range(1, SAMPLES)
                .mapToObj(one)
                .sorted(Comparator.comparingDouble(Cost::seconds))
                .toList();
        bed.note(
                what,
                others.get((others.size() - 1) / 2).seconds(),
                " s",
                "median of %d, most %.2f s; the first of the process %.2f s",
                others.size(),
                others.getLast().seconds(),
                first.seconds());
        Cost most = others.stream().max(Comparator.comparingLong(Cost::calls)).orElseThrow();
        bed.add("… XAPI calls, the most of them", most.calls(), calls, "", "%s", most.made());
        bed.add(
                "… Kubernetes writes, the most of them",
                others.stream().mapToDouble(Cost::writes).max().orElseThrow(),
                writes,
                "",
                "status, finalizer and events; the user's own are not counted");
    }

    private Cost cloned(int number) {
        String name = "clone-" + number;
        return Cost.of(
                bed, "virtualmachines", 0, () -> bed.vms.apply(vm(name, "Running")), () -> bed.vms.isSettled(name));
    }

    /** A halted one: this release grows no disk of a running VM. */
    private Cost grown(int number) {
        String name = "grown-" + number;
        bed.vms.apply(vm(name, "Halted"));
        await().atMost(bed.patience()).until(() -> bed.vms.isSettled(name));
        String disk = disk(name);
        long gibibytes = size(disk) / GIB + 2;
        return Cost.of(
                bed,
                "virtualmachines",
                1,
                () -> bed.vms.patch(name, """
                        {"spec": {"disks": [{"name": "root", "size": "%dGi"}]}}""".formatted(gibibytes)),
                () -> bed.vms.isSettled(name) && size(disk) == gibibytes * GIB);
    }

    private String disk(String vm) {
        List<?> vbds =
                (List<?>) pool.record("VM", pool.named("VM", vm).getFirst()).get("VBDs");
        return vbds.stream()
                .map(vbd -> pool.record("VBD", vbd.toString()))
                .filter(vbd -> "Disk".equals(vbd.get("type")))
                .map(vbd -> vbd.get("VDI").toString())
                .findFirst()
                .orElseThrow();
    }

    private long size(String disk) {
        return Long.parseLong(pool.record("VDI", disk).get("virtual_size").toString());
    }

    /** Of the running VM that was cloned first. */
    private Cost snapshot(int number) {
        String name = "snapshot-" + number;
        return Cost.of(
                bed,
                "virtualmachinesnapshots",
                0,
                () -> bed.vms.apply("""
                        apiVersion: xcp-operator.io/v1alpha1
                        kind: VirtualMachineSnapshot
                        metadata: {name: NAME}
                        spec: {virtualMachineRef: {name: clone-0}}
                        """.replace("NAME", name)),
                () -> bed.vms
                        .find(VirtualMachineSnapshot.class, name)
                        .filter(snapshot -> snapshot.getStatus() != null
                                && Conditions.isTrue(snapshot.getStatus().conditions(), Conditions.READY))
                        .isPresent());
    }

    /** Of the golden template, with one disk and one NIC. */
    private static String vm(String name, String power) {
        return """
                apiVersion: xcp-operator.io/v1alpha1
                kind: VirtualMachine
                metadata: {name: NAME}
                spec:
                  poolRef: {name: pool-0}
                  source: {template: {name: debian-12-golden}}
                  cpu: {count: 2}
                  memory: {size: 2Gi}
                  disks: [{name: root}]
                  networkInterfaces: [{name: lan, networkRef: {name: lan-0}}]
                  powerState: POWER
                """.replace("NAME", name).replace("POWER", power);
    }
}
