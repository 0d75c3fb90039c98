package io.xcpoperator.operator.vm;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.xcpoperator.api.v1alpha1.vm.VirtualMachine;
import io.xcpoperator.operator.platform.ObjectKey;
import io.xcpoperator.operator.platform.gate.ManagementGate;
import io.xcpoperator.operator.platform.status.Conditions;
import io.xcpoperator.operator.platform.status.Outcome;
import io.xcpoperator.operator.platform.status.Reason;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What no schema and no pool in order has: a sentence for the one, and nothing for the others. */
class OddVmTest {
    static Stream<Arguments> oddities() {
        return Stream.of(
                odd("VCPUs_max 1099511627776", vm -> vm.vcpusMax = 1L << 40),
                odd("VCPUs_at_startup -1", vm -> vm.vcpusAtStartup = -1),
                odd("VCPUs_number 9223372036854775807", vm -> vm.vcpusLive = Optional.of(Long.MAX_VALUE)),
                odd("memory_dynamic_max -4", vm -> vm.memory = new MemoryFacts(1, 1, 1, -4)),
                odd(
                        "memory_static_max 9223372036854775807",
                        vm -> vm.memory = new MemoryFacts(1, Long.MAX_VALUE, 1, 1)),
                odd("a disk (disk-root) without a device number", vm -> vm.disks.set(0, vm.disk("root", -1, 40))));
    }

    private static Arguments odd(String what, Consumer<AVm> how) {
        return Arguments.of(what, how);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("oddities")
    void aVmWithAFigureThatNoneHasIsLeftAloneAndSaysSo(String what, Consumer<AVm> how) {
        AVm vm = AVm.ofOurs().halted();
        how.accept(vm);
        Plan plan = new ModelPool().with(vm).plan(Wanted.running().memory(2).vm());
        assertThat(plan.steps()).isEmpty();
        assertThat(plan.hindrances())
                .containsExactly(Hindrance.stalls(
                        Reason.InvalidValue,
                        "VM %s has %s in the pool; it is left alone until that is mended there"
                                .formatted(AVm.UUID, what)));
    }

    @Test
    void anObjectWhoseSpecCannotBeReadIsSaidToBeSo() {
        VirtualMachine vm = unreadable();
        Memory memory = Memory.of(vm, ModelPool.NOW);
        Look look = Look.unreachable(Hindrance.stalls(Reason.InvalidSpec, "the spec cannot be read: apply it again"));
        for (ManagementGate policy : ManagementGate.values()) {
            Report report = new Report(
                    look,
                    memory,
                    policy,
                    new VmPlanner(ModelPool.NOW, 0).plan(look, 1, Optional.empty()),
                    new Gated(List.of(), List.of(), List.of(), ""),
                    new Outcome.Settled(),
                    ModelPool.NOW);
            var status = new VmReporter(InstantSource.fixed(ModelPool.NOW)).report(vm, report);
            assertThat(Conditions.isTrue(status.conditions(), Conditions.STALLED))
                    .isTrue();
            assertThat(status.message()).isEqualTo("the spec cannot be read: apply it again");
        }
    }

    @Test
    void anObjectWhoseSpecCannotBeReadIsWokenByNothingAndStopsNobody() {
        var all = List.of(unreadable());
        var key = new ObjectKey("infra", "home");
        assertThat(VmWaking.onPool(key, all.stream())).isEmpty();
        assertThat(VmWaking.onNetwork(key, all.stream())).isEmpty();
        assertThat(VmWaking.onStorage(key, all.stream())).isEmpty();
        assertThat(VmWaking.onHost(key, all.stream())).isEmpty();
    }

    private static VirtualMachine unreadable() {
        var vm = new VirtualMachine();
        vm.setMetadata(new ObjectMetaBuilder()
                .withNamespace("apps")
                .withName("future")
                .withUid("uid-9")
                .withGeneration(1L)
                .build());
        return vm;
    }
}
