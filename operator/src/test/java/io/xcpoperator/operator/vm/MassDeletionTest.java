package io.xcpoperator.operator.vm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.client.dsl.Resource;
import io.xcpoperator.api.v1alpha1.DeletionPolicy;
import io.xcpoperator.api.v1alpha1.pool.XcpPool;
import io.xcpoperator.api.v1alpha1.vm.VirtualMachine;
import io.xcpoperator.api.v1alpha1.vm.VirtualMachineSpecBuilder;
import io.xcpoperator.operator.platform.gate.Approvals;
import io.xcpoperator.operator.platform.gate.DeletionBudget;
import io.xcpoperator.operator.platform.status.Conditions;
import io.xcpoperator.operator.testing.Edits;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** S12: more than five VMs an hour are not destroyed without a person, whatever happens to the operator meanwhile. */
class MassDeletionTest {
    private static final int LIMIT = 5;

    private VmLab lab;

    @BeforeEach
    void start() {
        lab = VmLab.started();
    }

    @AfterEach
    void stop() {
        lab.close();
    }

    private void make(int count) {
        List<String> names = IntStream.range(0, count).mapToObj(i -> "vm-" + i).toList();
        names.forEach(name -> lab.applyVm(name, "powerState: Halted"));
        names.forEach(lab::awaitReady);
    }

    private void deleteAll() {
        lab.client().resources(VirtualMachine.class).inNamespace(lab.apps()).delete();
    }

    private List<VirtualMachine> left() {
        return lab.client()
                .resources(VirtualMachine.class)
                .inNamespace(lab.apps())
                .list()
                .getItems();
    }

    private Set<String> leftInThePool() {
        return IntStream.range(0, 12)
                .mapToObj(i -> "vm-" + i)
                .filter(name -> !lab.vmsNamed(name).isEmpty())
                .collect(Collectors.toSet());
    }

    /** What waits; waits itself until nothing else is under way. */
    private List<VirtualMachine> awaitHeld() {
        await("all that is left is held for the same set")
                .atMost(VmLab.PATIENCE)
                .until(() -> left().size() == leftInThePool().size()
                        && left().stream().allMatch(vm -> VmLab.reason(vm).equals("MassDeletionHeld"))
                        && left().stream()
                                .allMatch(vm ->
                                        String.valueOf(vm.getStatus().message()).contains(hash())));
        return left();
    }

    /** Of those that are left, as a person approves it. */
    private String hash() {
        return DeletionBudget.hash(
                left().stream().map(vm -> vm.getMetadata().getUid()).collect(Collectors.toSet()));
    }

    private void awaitNoneGoes(Set<String> held) {
        await("none goes")
                .during(Duration.ofSeconds(3))
                .atMost(VmLab.PATIENCE)
                .until(() -> leftInThePool().equals(held));
    }

    private Resource<XcpPool> home() {
        return lab.client().resources(XcpPool.class).inNamespace(lab.infra()).withName("home");
    }

    private void approve(String hash) {
        Edits.edit(
                home(),
                pool -> pool.getMetadata().setAnnotations(Map.of("xcp-operator.io/" + Approvals.DELETIONS, hash)));
    }

    private void restart() {
        lab.stopOperator();
        lab.startOperator(UnaryOperator.identity());
    }

    @Test
    void twelveAtOnceLoseFiveAtMostAndTheRestGoesWhenApproved() {
        make(12);
        deleteAll();
        List<VirtualMachine> held = awaitHeld();
        assertThat(held).hasSizeBetween(12 - LIMIT, 12);
        assertThat(held.getFirst().getStatus().message())
                .matches("\\d+ deletions that destroy something wait on pool home \\(\\d within the hour before, limit"
                        + " 5\\): to let all of them go: kubectl annotate --field-manager=xcp --overwrite -n "
                        + lab.infra()
                        + " xpool home xcp-operator.io/approve-deletions=" + hash()
                        + "; or set spec.deletionPolicy to Retain on those to keep");
        await("an Event tells of it")
                .atMost(VmLab.PATIENCE)
                .until(() -> lab.client().v1().events().inNamespace(lab.apps()).list().getItems().stream()
                        .anyMatch(event ->
                                "MassDeletionHeld".equals(event.getReason()) && "Warning".equals(event.getType())));
        await().atMost(VmLab.PATIENCE)
                .until(() -> Conditions.isTrue(home().get().getStatus().conditions(), "MassDeletionHeld")
                        && String.valueOf(home().get().getStatus().message()).contains(hash()));

        Set<String> names = leftInThePool();
        restart();
        awaitHeld();
        awaitNoneGoes(names);

        approve(hash());
        await("the rest goes").atMost(VmLab.PATIENCE).until(() -> left().isEmpty());
        assertThat(leftInThePool()).isEmpty();
        await().atMost(VmLab.PATIENCE)
                .until(() -> Conditions.find(home().get().getStatus().conditions(), "MassDeletionHeld")
                        .isEmpty());
    }

    @Test
    void whatWentBeforeARestartCountsAfterIt() {
        make(7);
        for (int i = 0; i < LIMIT; i++) {
            lab.delete("vm-" + i);
            lab.awaitGone("vm-" + i);
        }
        restart();
        lab.delete("vm-5");
        lab.awaitVm("vm-5", vm -> VmLab.reason(vm).equals("MassDeletionHeld"));
        awaitNoneGoes(Set.of("vm-5", "vm-6"));
    }

    @Test
    void sixThatWereDeletedWhileTheOperatorWasAwayAreSeenTogether() {
        make(6);
        lab.stopOperator();
        deleteAll();
        lab.startOperator(UnaryOperator.identity());
        assertThat(awaitHeld()).hasSize(6);
        awaitNoneGoes(leftInThePool());
    }

    @Test
    void oneThatIsToStayAfterAllIsLetGoUnharmedAndTheOthersFitTheHour() {
        make(6);
        lab.stopOperator();
        deleteAll();
        lab.startOperator(UnaryOperator.identity());
        awaitHeld();
        Edits.edit(
                lab.client()
                        .resources(VirtualMachine.class)
                        .inNamespace(lab.apps())
                        .withName("vm-3"),
                vm -> vm.setSpec(VirtualMachineSpecBuilder.builder(vm.getSpec())
                        .deletionPolicy(DeletionPolicy.Retain)
                        .build()));
        await().atMost(VmLab.PATIENCE).until(() -> left().isEmpty());
        assertThat(leftInThePool()).containsExactly("vm-3");
    }

    @Test
    void theDisksOfVmsThatAreGoneAlreadyCountToo() {
        make(6);
        lab.stopOperator();
        List<String> disks = left().stream()
                .map(vm -> vm.getStatus().disks().getFirst().uuid())
                .toList();
        leftInThePool()
                .forEach(name -> lab.pool()
                        .direct()
                        .call("VM.destroy", lab.vmsNamed(name).getFirst()));
        deleteAll();
        lab.startOperator(UnaryOperator.identity());
        await("all are held")
                .atMost(VmLab.PATIENCE)
                .until(() -> left().size() == 6
                        && left().stream().allMatch(vm -> VmLab.reason(vm).equals("MassDeletionHeld")));
        assertThat(lab.uuids("VDI")).containsAll(List.copyOf(disks));
        approve(hash());
        await("all go").atMost(VmLab.PATIENCE).until(() -> left().isEmpty());
        assertThat(lab.uuids("VDI")).doesNotContainAnyElementsOf(disks);
    }

    @Test
    void nothingIsDestroyedThatCannotBePutOnRecord() {
        make(1);
        lab.pool().faults().fail("pool.add_to_other_config", 1_000, "INTERNAL_ERROR", "disk full");
        lab.delete("vm-0");
        lab.awaitVm(
                "vm-0",
                vm -> String.valueOf(vm.getStatus().message()).contains("waits until it is on record in pool home"));
        assertThat(leftInThePool()).containsExactly("vm-0");
        assertThat(lab.writes()).doesNotContainKey("VM.destroy");
        lab.pool().faults().clear();
        lab.awaitGone("vm-0");
    }
}
