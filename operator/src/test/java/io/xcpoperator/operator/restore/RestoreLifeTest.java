package io.xcpoperator.operator.restore;

import static org.assertj.core.api.Assertions.assertThat;

import io.xcpoperator.api.v1alpha1.PlannedCall;
import io.xcpoperator.api.v1alpha1.backup.RestorePhase;
import io.xcpoperator.api.v1alpha1.backup.VirtualMachineRestore;
import io.xcpoperator.api.v1alpha1.snapshot.VirtualMachineSnapshot;
import io.xcpoperator.operator.platform.owner.Claim;
import io.xcpoperator.operator.platform.owner.OwnerMark;
import io.xcpoperator.operator.platform.status.Conditions;
import io.xcpoperator.operator.snapshot.SnapshotLab;
import io.xcpoperator.simulator.dispatch.Delays;
import java.time.Duration;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A snapshot brought back in place: confirmed, once, with an undo snapshot first and the VM left alone meanwhile. */
class RestoreLifeTest {
    private static SnapshotLab lab;

    @BeforeAll
    static void start() {
        lab = SnapshotLab.started();
    }

    @AfterAll
    static void stop() {
        lab.close();
    }

    @BeforeEach
    void begin() {
        lab.pool().calls().reset();
    }

    private static void restore(String name, String snapshot, String confirm, String... lines) {
        lab.lab()
                .apply("apiVersion: xcp-operator.io/v1alpha1\nkind: VirtualMachineRestore\nmetadata: {name: " + name
                        + "}\nspec:\n  source: {virtualMachineSnapshotRef: {name: " + snapshot
                        + "}}\n  mode: InPlace\n  confirm: "
                        + confirm + "\n" + String.join("\n", lines));
    }

    private static VirtualMachineRestore await(String name, Predicate<VirtualMachineRestore> wanted) {
        return lab.await(VirtualMachineRestore.class, name, wanted);
    }

    private static VirtualMachineRestore awaitReason(String name, String reason) {
        return await(name, r -> SnapshotLab.reason(r.getStatus().conditions()).equals(reason));
    }

    private static VirtualMachineRestore awaitCompleted(String name) {
        return await(name, r -> r.getStatus().phase() == RestorePhase.Completed);
    }

    private static String uuid(String vm) {
        return lab.findVm(vm).orElseThrow().getStatus().uuid();
    }

    private static void set(String vm, String key, String value) {
        lab.pool().direct().call("VM.add_to_other_config", lab.vmRef(vm), key, value);
    }

    private static void delete(String name) {
        lab.delete(lab.find(VirtualMachineRestore.class, name).orElseThrow());
        lab.awaitGone(VirtualMachineRestore.class, name);
    }

    @Test
    void putsTheVmBackOnceWithAWayToUndoItAndItsMarksMended() {
        lab.vm("web");
        String uuid = uuid("web");
        set("web", "xcp-operator.io/old", uuid + "/of then");
        set("web", "theirs", "then");
        lab.snapshot("good", "web");
        lab.awaitReady("good");
        lab.pool().direct().call("VM.remove_from_other_config", lab.vmRef("web"), "xcp-operator.io/old");
        lab.pool().direct().call("VM.remove_from_other_config", lab.vmRef("web"), "theirs");
        set("web", "xcp-operator.io/new", uuid + "/of now");
        set("web", "theirs", "now");
        String mark = lab.otherConfig("VM", lab.vmRef("web")).get(OwnerMark.KEY);
        restore("back", "good", uuid);
        VirtualMachineRestore done = awaitCompleted("back");
        assertThat(Conditions.isTrue(done.getStatus().conditions(), "Ready")).isTrue();
        assertThat(done.getStatus().safetySnapshot()).isEqualTo("back-undo");
        assertThat(done.getStatus().virtualMachineUuid()).isEqualTo(uuid);
        assertThat(done.getStatus().progress()).isEqualTo(100);
        lab.awaitVm(
                "web",
                vm -> SnapshotLab.isReady(vm)
                        && lab.record("VM", lab.vmRef("web")).get("power_state").equals("Running"));
        assertThat(lab.otherConfig("VM", lab.vmRef("web")))
                .as("what is ours is as before the revert, what is others' as it brought it")
                .containsEntry(OwnerMark.KEY, mark)
                .containsEntry("xcp-operator.io/new", uuid + "/of now")
                .doesNotContainKey("xcp-operator.io/old")
                .doesNotContainKey(Claim.VM_DISKS.key())
                .containsEntry("theirs", "then");
        assertThat(lab.pool().calls().of("VM.revert")).isEqualTo(1);
        assertThat(lab.awaitReady("back-undo").getStatus().uuid()).isNotNull();
        // Git brings the same resource again
        delete("back");
        assertThat(lab.findSnapshot("back-undo")).as("the way back stays").isPresent();
        restore("back", "good", uuid);
        assertThat(awaitCompleted("back").getStatus().message()).startsWith("it ran already");
        assertThat(lab.pool().calls().of("VM.revert")).isEqualTo(1);
        // and back from there
        restore("undone", "back-undo", uuid);
        awaitCompleted("undone");
        assertThat(lab.otherConfig("VM", lab.vmRef("web"))).containsEntry("theirs", "now");
        lab.awaitVm("web", SnapshotLab::isReady);
    }

    @Test
    void whileItRunsTheVmsControllerLeavesTheVmAlone() {
        lab.vm("held");
        lab.snapshot("held-then", "held");
        lab.awaitReady("held-then");
        lab.pool().calls().reset();
        Delays before = lab.pool().delays();
        Duration zero = Duration.ZERO;
        lab.pool()
                .delays(new Delays(
                        zero, zero, zero, zero, zero, zero, Duration.ofSeconds(6), zero, Duration.ofMillis(20), zero));
        try {
            restore("slowly", "held-then", uuid("held"));
            await("slowly", r -> r.getStatus().phase() == RestorePhase.Running);
            var held =
                    lab.awaitVm("held", vm -> Conditions.isTrue(vm.getStatus().conditions(), "HeldBy"));
            assertThat(Conditions.find(held.getStatus().conditions(), "HeldBy")
                            .orElseThrow()
                            .getMessage())
                    .contains("VirtualMachineRestore %s/slowly"
                            .formatted(lab.lab().namespace()));
            // a snapshot would hold the claim, and bring it back one day
            lab.snapshot("meanwhile", "held");
            lab.awaitReason("meanwhile", "HeldBy");
        } finally {
            lab.pool().delays(before);
        }
        awaitCompleted("slowly");
        lab.awaitVm(
                "held",
                vm -> SnapshotLab.isReady(vm)
                        && !Conditions.isTrue(vm.getStatus().conditions(), "HeldBy"));
        lab.awaitReady("meanwhile");
        assertThat(lab.pool().calls().of("VM.start")).as("by its spec, once").isEqualTo(1);
    }

    @Test
    void overwritesNoOtherVmThanTheOneThatWasConfirmed() {
        lab.vm("mine", "powerState: Halted");
        lab.snapshot("mine-then", "mine");
        lab.awaitReady("mine-then");
        lab.pool().calls().reset();
        String other = "00000000-0000-4000-8000-000000000000";
        restore("wrong", "mine-then", other);
        VirtualMachineRestore refused = awaitReason("wrong", "InvalidSpec");
        assertThat(refused.getStatus().message())
                .isEqualTo("confirm names VM %s, and snapshot mine-then is of VM %s (mine); nothing is done"
                        .formatted(other, uuid("mine")));
        assertThat(refused.getStatus().phase()).isEqualTo(RestorePhase.Failed);
        assertThat(lab.findSnapshot("wrong-undo")).isEmpty();
        delete("wrong");
        assertThat(lab.writes()).isEmpty();
    }

    @Test
    void isPlannedWithoutAWriteAndWaitsForWhatItNames() {
        lab.vm("shop", "powerState: Halted");
        set("shop", "xcp-operator.io/old", uuid("shop") + "/of then");
        restore("planned", "shop-then", uuid("shop"), "  managementPolicy: Plan");
        assertThat(awaitReason("planned", "ReferenceNotFound").getStatus().message())
                .isEqualTo("VirtualMachineSnapshot %s/shop-then does not exist"
                        .formatted(lab.lab().namespace()));
        lab.snapshot("shop-then", "shop");
        lab.awaitReady("shop-then");
        lab.pool().direct().call("VM.remove_from_other_config", lab.vmRef("shop"), "xcp-operator.io/old");
        lab.pool().calls().reset();
        await(
                "planned",
                r -> r.getStatus().plan() != null
                        && r.getStatus().plan().calls().size() == 6);
        assertThat(awaitReason("planned", "Planned").getStatus().plan().calls())
                .extracting(PlannedCall::call)
                .containsExactly(
                        "VM.snapshot",
                        "VM.add_to_other_config",
                        "VM.add_to_other_config",
                        "VM.revert",
                        "VM.remove_from_other_config",
                        "VM.add_to_other_config");
        assertThat(lab.writes()).isEmpty();
        assertThat(lab.find(VirtualMachineSnapshot.class, "planned-undo")).isEmpty();
    }
}
