package io.xcpoperator.operator.vm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.xcpoperator.api.v1alpha1.pool.XcpPool;
import io.xcpoperator.api.v1alpha1.vm.VirtualMachine;
import io.xcpoperator.operator.platform.config.Setting;
import io.xcpoperator.operator.testing.Lab;
import io.xcpoperator.simulator.Simulator;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Bad days of whole pools, with VMs on them. */
class ManyPoolsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static void applyVm(Lab lab, String name, String pool) {
        lab.apply("""
                apiVersion: xcp-operator.io/v1alpha1
                kind: VirtualMachine
                metadata: {name: NAME}
                spec:
                  poolRef: {name: POOL}
                  source: {template: {name: debian-12-golden}}
                  memory: {size: 384Mi}
                """.replace("NAME", name).replace("POOL", pool));
    }

    private static List<VirtualMachine> vms(Lab lab) {
        return lab.client()
                .resources(VirtualMachine.class)
                .inNamespace(lab.namespace())
                .list()
                .getItems();
    }

    private static long count(Lab lab, Predicate<VirtualMachine> which) {
        return vms(lab).stream()
                .filter(vm -> vm.getStatus() != null && which.test(vm))
                .count();
    }

    private static boolean says(VirtualMachine vm, String part) {
        return String.valueOf(vm.getStatus().message()).contains(part);
    }

    private static boolean isOn(VirtualMachine vm, String pool) {
        return vm.getSpec().poolRef().name().equals(pool);
    }

    @Test
    void ofThreePoolsADeadOneHoldsUpNoneButItsOwnVms() {
        try (Lab lab = Lab.open("three")) {
            lab.login();
            int each = Integer.getInteger("xcp.vms", 40);
            Simulator dead = lab.pool();
            lab.operator(Map.of(Setting.RESYNC_INTERVAL, "10s"), UnaryOperator.identity());
            lab.awaitPool(lab.xcpPool("one", lab.pool(), _ -> {}), "True", "");
            long began = System.nanoTime();
            IntStream.range(0, each).forEach(n -> applyVm(lab, "alone-" + n, "one"));
            await("with all pools well").atMost(PATIENCE).until(() -> count(lab, VmLab::isReady) == each);
            long usual = System.nanoTime() - began;

            dead.faults().hosts().down("host1");
            dead.faults().hosts().down("host2");
            XcpPool deadPool = lab.xcpPool("dead", dead, _ -> {});
            lab.awaitPool(deadPool, "False", "pool dead does not answer since ");
            lab.awaitPool(lab.xcpPool("two", lab.pool(), _ -> {}), "True", "");
            began = System.nanoTime();
            for (int n = 0; n < each; n++) {
                applyVm(lab, "dead-" + n, "dead");
                applyVm(lab, "two-" + n, "two");
            }
            await("the others")
                    .atMost(PATIENCE)
                    .until(() -> count(lab, vm -> isOn(vm, "two") && VmLab.isReady(vm)) == each);
            long beside = System.nanoTime() - began;
            await("the dead pool's say why")
                    .atMost(PATIENCE)
                    .until(() ->
                            count(lab, vm -> isOn(vm, "dead") && says(vm, "/dead: does not answer since ")) == each);
            System.out.printf(
                    "%d VMs of one pool Ready: %.1f s with all pools well, %.1f s beside as many of a dead pool%n",
                    each, usual / 1e9, beside / 1e9);
            assertThat(count(lab, vm -> isOn(vm, "one") && VmLab.isReady(vm))).isEqualTo(each);

            dead.faults().hosts().up("host1");
            dead.faults().hosts().up("host2");
            await("it heals by itself").atMost(PATIENCE).until(() -> count(lab, VmLab::isReady) == 3L * each);
            assertThat(dead.guests().running()).isEqualTo(each);
        }
    }

    @Test
    void aPoolThatIsDeletedTogetherWithItsVmsGoesLast() {
        try (Lab lab = Lab.open("together")) {
            lab.login();
            Simulator pool = lab.pool();
            lab.operator();
            XcpPool home = lab.awaitPool(lab.xcpPool(pool), "True", "");
            List<String> disks = pool.direct().all("VDI");
            applyVm(lab, "web", "home");
            applyVm(lab, "db", "home");
            await().atMost(PATIENCE).until(() -> count(lab, VmLab::isReady) == 2);
            // the pool first, so that it has to wait
            lab.client().resource(home).delete();
            lab.awaitPool(home, "False", "VirtualMachine");
            lab.client()
                    .resources(VirtualMachine.class)
                    .inNamespace(lab.namespace())
                    .delete();
            await("all gone")
                    .atMost(PATIENCE)
                    .until(() ->
                            vms(lab).isEmpty() && lab.client().resource(home).get() == null);
            assertThat(pool.guests().running()).isZero();
            assertThat(pool.direct().all("VDI")).containsExactlyInAnyOrderElementsOf(disks);
            assertThat(pool.direct()
                            .record("pool", pool.direct().all("pool").getFirst())
                            .get("other_config"))
                    .asString()
                    .as("the pool is given up")
                    .doesNotContain("xcp-operator.io/manager");
        }
    }

    @Test
    void ofTwoClustersOnOnePoolTheSecondWaitsUntilTheFirstGivesItUp() {
        try (Lab first = Lab.open("first");
                Lab second = Lab.open("second")) {
            first.login();
            second.login();
            Simulator pool = first.pool();
            first.operator();
            XcpPool theirs = first.awaitPool(first.xcpPool(pool), "True", "");
            applyVm(first, "web", "home");
            await().atMost(PATIENCE).until(() -> count(first, VmLab::isReady) == 1);

            second.operator(Map.of(Setting.RESYNC_INTERVAL, "2s"), UnaryOperator.identity());
            String managed = "is managed by the operator of cluster test-" + first.namespace();
            XcpPool ours = second.awaitPool(second.xcpPool(pool), "False", managed);
            applyVm(second, "web", "home");
            await("its VMs say so")
                    .atMost(PATIENCE)
                    .until(() -> count(
                                    second,
                                    vm -> says(
                                            vm,
                                            "pool home may not be written to now (OtherManagerActive); "
                                                    + "its XcpPool says why"))
                            == 1);
            assertThat(pool.guests().running()).as("only the first's").isEqualTo(1);

            first.client()
                    .resources(VirtualMachine.class)
                    .inNamespace(first.namespace())
                    .delete();
            await().atMost(PATIENCE).until(() -> vms(first).isEmpty());
            first.client().resource(theirs).delete();
            await().atMost(PATIENCE).until(() -> first.client().resource(theirs).get() == null);
            second.awaitPool(ours, "True", "");
            await().atMost(PATIENCE).until(() -> count(second, VmLab::isReady) == 1);
            assertThat(pool.guests().running()).isEqualTo(1);
        }
    }
}
