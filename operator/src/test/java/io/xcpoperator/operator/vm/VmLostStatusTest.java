package io.xcpoperator.operator.vm;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.xcpoperator.api.v1alpha1.vm.VirtualMachine;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The status is gone, by hand or because the object was restored without it: the pool tells what there was (S13). */
class VmLostStatusTest {
    private static VmLab lab;

    @BeforeAll
    static void start() {
        lab = VmLab.withoutOperator();
    }

    @AfterEach
    void end() {
        lab.stopOperator();
    }

    @AfterAll
    static void stop() {
        lab.close();
    }

    private static String made(String name) {
        lab.startOperator(seams -> seams);
        lab.applyVm(name, "powerState: Halted");
        String uuid = lab.awaitReady(name).getStatus().uuid();
        lab.stopOperator();
        return uuid;
    }

    private static void loseStatus(String name) {
        lab.client()
                .resource(lab.vm(name).orElseThrow())
                .subresource("status")
                .patch(
                        PatchContext.of(PatchType.JSON),
                        "[{\"op\": \"replace\", \"path\": \"/status\", \"value\": {}}]");
        assertThat(lab.vm(name).orElseThrow().getStatus().uuid()).isNull();
    }

    private static void destroyInThePool(String name, boolean disksToo) {
        var pool = lab.pool().direct();
        String vm = lab.vmsNamed(name).getFirst();
        List<String> disks = pool.all("VBD").stream()
                .map(ref -> pool.record("VBD", ref))
                .filter(vbd -> vm.equals(vbd.get("VM")) && "Disk".equals(vbd.get("type")))
                .map(vbd -> vbd.get("VDI").toString())
                .toList();
        pool.call("VM.destroy", vm);
        if (disksToo) {
            disks.forEach(disk -> pool.call("VDI.destroy", disk));
        }
    }

    private static VirtualMachine awaitMissing(String name, String uuid) {
        return lab.awaitVm(
                name,
                vm -> String.valueOf(vm.getStatus().message())
                        .contains("VM " + uuid + " is gone from pool home since"));
    }

    @Test
    void isNotLetGoUnseenWhileThePoolIsAway() {
        made("unseen");
        String ref = lab.vmsNamed("unseen").getFirst();
        loseStatus("unseen");
        lab.pool().faults().hosts().down("host1");
        lab.pool().faults().hosts().down("host2");
        lab.startOperator(seams -> seams);
        lab.awaitVm("unseen", vm -> !VmLab.reason(vm).isEmpty());
        lab.delete("unseen");
        lab.awaitVm(
                "unseen",
                vm -> vm.getMetadata().getDeletionTimestamp() != null
                        && !vm.getMetadata().getFinalizers().isEmpty());
        lab.pool().faults().hosts().up("host1");
        lab.pool().faults().hosts().up("host2");
        lab.awaitGone("unseen");
        assertThat(lab.pool().direct().all("VM")).as("not orphaned").doesNotContain(ref);
    }

    @Test
    void findsItsVmAgainByTheMark() {
        String uuid = made("marked");
        loseStatus("marked");
        lab.startOperator(seams -> seams);
        assertThat(lab.awaitReady("marked").getStatus().uuid()).isEqualTo(uuid);
        assertThat(lab.vmsNamed("marked")).hasSize(1);
    }

    @Test
    void makesNoBlankTwinWhileADiskOfItsVmIsLeft() {
        String uuid = made("disk-left");
        loseStatus("disk-left");
        destroyInThePool("disk-left", false);
        lab.startOperator(seams -> seams);
        awaitMissing("disk-left", uuid);
        assertThat(lab.vmsNamed("disk-left")).isEmpty();
        lab.annotate("disk-left", "recreate", uuid);
        assertThat(lab.awaitReady("disk-left").getStatus().uuid()).isNotEqualTo(uuid);
    }

    @Test
    void makesNoBlankTwinWhileASnapshotOfItsVmIsLeft() {
        String uuid = made("snapshot-left");
        lab.pool().direct().call("VM.snapshot", lab.vmsNamed("snapshot-left").getFirst(), "before");
        loseStatus("snapshot-left");
        destroyInThePool("snapshot-left", true);
        lab.startOperator(seams -> seams);
        awaitMissing("snapshot-left", uuid);
        assertThat(lab.vmsNamed("snapshot-left")).isEmpty();
    }

    @Test
    void goesOnWithAHalfMadeVmThatHasNoMarkYet() {
        var cut = new AtomicBoolean();
        lab.startOperator(seams -> seams.withWires(wire -> new CutAfter(wire, "Async.VM.clone", cut)));
        lab.applyVm("half-made", "powerState: Halted");
        lab.awaitVm("half-made", _ -> cut.get());
        lab.stopOperator();
        loseStatus("half-made");
        lab.startOperator(seams -> seams);
        lab.awaitReady("half-made");
        assertThat(lab.pool().direct().all("VM").stream()
                        .map(ref -> lab.record(ref).get("name_label").toString()))
                .filteredOn(name -> name.startsWith(Keys.MAKING) || name.equals("half-made"))
                .containsExactly("half-made");
    }
}
