package io.xcpoperator.operator.bench;

import static org.awaitility.Awaitility.await;

import io.xcpoperator.simulator.Direct;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** A hundred VMs that were there before us: looked at, planned, and taken over. */
final class Adoption {
    private static final int VMS = 100;
    private static final Duration LOOK = Duration.ofMillis(20);

    private final Bed bed;

    private Adoption(Bed bed) {
        this.bed = bed;
    }

    static List<Figure> of(Options options, Duration latency) {
        try (var bed = Bed.made(options, Part.ADOPTION, 1, latency, Map.of())) {
            bed.awaitRest();
            List<String> uuids = found(bed.pools.get(0).direct());
            bed.settle();
            var part = new Adoption(bed);
            part.step(
                    "Observe",
                    "Observed",
                    0,
                    0,
                    () -> IntStream.range(0, VMS)
                            .forEach(number -> bed.vms.apply(manifest(number, uuids.get(number)))));
            part.step("Plan", "Planned", 0, VMS, () -> policy("Plan", bed.vms));
            part.step("Manage", "Settled", VMS, VMS, () -> policy("Manage", bed.vms));
            return bed.figures();
        }
    }

    /** Clones that nobody declared, by uuid. */
    private static List<String> found(Direct pool) {
        String template = pool.named("VM", "debian-12-golden").getFirst();
        return IntStream.range(0, VMS)
                .mapToObj(number -> pool.text("VM.clone", template, "old-" + number))
                .peek(vm -> pool.call("VM.set_is_a_template", vm, false))
                .map(vm -> pool.record("VM", vm).get("uuid").toString())
                .toList();
    }

    private static String manifest(int number, String uuid) {
        return """
                apiVersion: xcp-operator.io/v1alpha1
                kind: VirtualMachine
                metadata: {name: NAME}
                spec: {managementPolicy: Observe, poolRef: {name: pool-0}, source: {existing: {uuid: UUID}}}
                """.replace("NAME", name(number)).replace("UUID", uuid);
    }

    private static String name(int number) {
        return "old-" + number;
    }

    private static void policy(String policy, BenchVms vms) {
        IntStream.range(0, VMS).forEach(number -> vms.patch(name(number), """
                {"spec": {"managementPolicy": "%s"}}""".formatted(policy)));
    }

    /**
     * Measures one policy.
     *
     * @param budget of writes to the pool
     * @param own writes to the API server that are the user's
     */
    private void step(String policy, String reason, long budget, int own, Runnable applying) {
        bed.pools.resetCalls();
        double before = bed.apiServer().writesForVms();
        long began = System.nanoTime();
        applying.run();
        double applied = Bed.secondsSince(began);
        await().atMost(bed.patience()).pollInterval(LOOK).until(() -> bed.vms.count(reason) == VMS);
        double seconds = Bed.secondsSince(began);
        bed.settle();
        bed.note(
                "adoption of %d VMs: %s applied → all %s".formatted(VMS, policy, reason),
                seconds,
                " s",
                "applied one after another in %.1f s",
                applied);
        long marks = bed.pools.byMethod().getOrDefault("pool.add_to_other_config", 0L);
        bed.add(
                "… XAPI writes in " + policy,
                bed.pools.writes() - marks,
                budget,
                "",
                "and %d of the pool's own mark; %d calls in all; %.2f Kubernetes writes a VM; %s",
                marks,
                bed.pools.calls(),
                (bed.apiServer().writesForVms() - before - own) / VMS,
                Bed.most(bed.pools.byMethod()));
    }
}
