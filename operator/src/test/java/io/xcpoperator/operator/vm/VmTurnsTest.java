package io.xcpoperator.operator.vm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.xcpoperator.api.v1alpha1.pool.XcpPool;
import io.xcpoperator.api.v1alpha1.vm.VirtualMachine;
import io.xcpoperator.operator.platform.status.Conditions;
import io.xcpoperator.simulator.dispatch.Delays;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** More VMs than a pool may work on at a time. */
class VmTurnsTest {
    private static final int VMS = 14;
    /** Two start at a time, each for a second. Where each waited for its timer of 15 s instead, it would be 90 s. */
    private static final Duration PATIENCE = Duration.ofSeconds(50);

    @Test
    void theyTakeTurnsAndWakeEachOtherAndNoStatusTellsOfAShortWait() {
        try (VmLab lab = VmLab.startedOutOfTime(slowStarts())) {
            lab.client()
                    .resources(XcpPool.class)
                    .inNamespace(lab.infra())
                    .withName("home")
                    .patch(
                            PatchContext.of(PatchType.JSON_MERGE),
                            "{\"spec\":{\"limits\":{\"concurrentCalls\":4,\"heavyOperationsPerHost\":1}}}");
            await("the pool works within its limits").atMost(VmLab.PATIENCE).until(() -> limited(lab));
            Set<String> reasons = ConcurrentHashMap.newKeySet();
            Set<String> ready = ConcurrentHashMap.newKeySet();
            try (var _ = lab.client()
                    .resources(VirtualMachine.class)
                    .inNamespace(lab.apps())
                    .inform(new ResourceEventHandler<>() {
                        @Override
                        public void onAdd(VirtualMachine vm) {}

                        @Override
                        public void onUpdate(VirtualMachine before, VirtualMachine vm) {
                            if (vm.getStatus() != null) {
                                reasons.add(VmLab.reason(vm));
                            }
                            if (VmLab.isReady(vm)) {
                                ready.add(vm.getMetadata().getName());
                            }
                        }

                        @Override
                        public void onDelete(VirtualMachine vm, boolean unknown) {}
                    })) {
                IntStream.range(0, VMS).forEach(number -> lab.applyVm("vm-" + number));
                await("all are Ready").atMost(PATIENCE).until(() -> ready.size() == VMS);
            }
            assertThat(reasons).doesNotContain("PoolBusy");
        }
    }

    private static Delays slowStarts() {
        Duration none = Duration.ZERO;
        return new Delays(none, Duration.ofSeconds(1), none, none, none, none, none, none, Duration.ofMillis(20), none);
    }

    private static boolean limited(VmLab lab) {
        XcpPool home = lab.client()
                .resources(XcpPool.class)
                .inNamespace(lab.infra())
                .withName("home")
                .get();
        return home.getStatus().observedGeneration() >= home.getMetadata().getGeneration()
                && Conditions.isTrue(home.getStatus().conditions(), Conditions.READY);
    }
}
