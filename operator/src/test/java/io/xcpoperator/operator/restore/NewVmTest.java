package io.xcpoperator.operator.restore;

import static org.assertj.core.api.Assertions.assertThat;

import io.xcpoperator.api.v1alpha1.PlannedCall;
import io.xcpoperator.api.v1alpha1.backup.RestorePhase;
import io.xcpoperator.api.v1alpha1.backup.VirtualMachineRestore;
import io.xcpoperator.api.v1alpha1.vm.VirtualMachine;
import io.xcpoperator.operator.platform.owner.MarkIndexes;
import io.xcpoperator.operator.platform.owner.OwnerMark;
import io.xcpoperator.operator.snapshot.SnapshotLab;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A new VM of a snapshot: by a VirtualMachine's source, and by a restore, once, whoever manages it then. */
class NewVmTest {
    private static SnapshotLab lab;

    @BeforeAll
    static void start() {
        lab = SnapshotLab.started();
    }

    @AfterAll
    static void stop() {
        lab.close();
    }

    private static void apply(String kind, String name, String spec) {
        lab.lab()
                .apply("apiVersion: xcp-operator.io/v1alpha1\nkind: %s\nmetadata: {name: %s}\nspec:\n%s"
                        .formatted(kind, name, spec.indent(2)));
    }

    private static void restore(String name, String snapshot, String target, String... lines) {
        apply(
                "VirtualMachineRestore",
                name,
                "source: {virtualMachineSnapshotRef: {name: %s}}\ntarget: {poolRef: {name: home}%s}\n%s"
                        .formatted(snapshot, target, String.join("\n", lines)));
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

    private static VirtualMachine awaitMessage(String vm, String reason, String message) {
        return lab.awaitVm(
                vm,
                v -> SnapshotLab.reason(v.getStatus().conditions()).equals(reason)
                        && String.valueOf(v.getStatus().message()).contains(message));
    }

    private static List<String> macs(String vm) {
        return ((List<?>) lab.record("VM", vm).get("VIFs"))
                .stream()
                        .map(vif -> lab.record("VIF", vif.toString()).get("MAC").toString())
                        .toList();
    }

    private static List<Map<String, Object>> disksOf(String vm) {
        return ((List<?>) lab.record("VM", vm).get("VBDs"))
                .stream()
                        .map(vbd -> lab.record("VBD", vbd.toString()))
                        .filter(vbd -> vbd.get("type").equals("Disk"))
                        .map(vbd -> lab.record("VDI", vbd.get("VDI").toString()))
                        .toList();
    }

    private static long clones() {
        return lab.pool().calls().of("VM.clone") + lab.pool().calls().of("VM.copy");
    }

    @Test
    void aVirtualMachineIsMadeOfASnapshotOnceItIsThereAndNeedsItNoMore() {
        lab.vm("web", "tags: [front]");
        apply(
                "VirtualMachine",
                "twin",
                "poolRef: {name: home}\nsource: {snapshot: {virtualMachineSnapshotRef: {name: good}}}");
        awaitMessage(
                "twin",
                "ReferenceNotFound",
                "VirtualMachineSnapshot %s/good does not exist"
                        .formatted(lab.lab().namespace()));
        lab.snapshot("good", "web");
        lab.awaitVm("twin", SnapshotLab::isReady);
        Map<String, String> mine = lab.otherConfig("VM", lab.vmRef("twin"));
        String uuid = lab.record("VM", lab.vmRef("twin")).get("uuid").toString();
        assertThat(mine.get(OwnerMark.KEY)).contains("/twin/").endsWith("/" + uuid);
        assertThat(mine).doesNotContainKey(MarkIndexes.SNAPSHOT_OWNER);
        assertThat(lab.record("VM", lab.vmRef("twin")))
                .containsEntry("power_state", "Running")
                .containsEntry("is_a_template", false)
                .extracting("tags")
                .isEqualTo(List.of());
        assertThat(macs(lab.vmRef("twin"))).isNotEmpty().doesNotContainAnyElementsOf(macs(lab.vmRef("web")));
        // the snapshot may go, and the VM of each may go without the other
        lab.delete(lab.findSnapshot("good").orElseThrow());
        lab.awaitGone(io.xcpoperator.api.v1alpha1.snapshot.VirtualMachineSnapshot.class, "good");
        lab.delete(lab.findVm("twin").orElseThrow());
        lab.awaitGone(VirtualMachine.class, "twin");
        assertThat(lab.pool().direct().named("VM", "twin")).isEmpty();
        assertThat(lab.awaitVm("web", SnapshotLab::isReady).getStatus().powerState())
                .hasToString("Running");
        // one with memory would wake up twice
        lab.snapshot("asleep", "web", "memory: Include");
        lab.awaitReady("asleep");
        apply(
                "VirtualMachine",
                "dream",
                "poolRef: {name: home}\nsource: {snapshot: {virtualMachineSnapshotRef: {name: asleep}}}");
        awaitMessage("dream", "InvalidSpec", "take one with memory Exclude, or restore this one in place");
    }

    @Test
    void aRestoreMakesAVmThatNobodyManagesOrThatAResourceDoes() {
        lab.vm("shop", "powerState: Halted");
        lab.snapshot("then", "shop");
        lab.awaitReady("then");
        lab.pool().calls().reset();
        restore("planned", "then", "", "managementPolicy: Plan");
        assertThat(awaitReason("planned", "Planned").getStatus().plan().calls())
                .extracting(PlannedCall::call)
                .startsWith("VM.add_to_other_config", "VM.clone", "VM.remove_from_other_config")
                .contains("VM.set_is_a_template")
                .endsWith("VM.add_to_other_config", "VM.remove_from_other_config");
        restore("bad", "then", ", networkRefs: [{name: wan, networkRef: {name: lan}}]");
        assertThat(awaitReason("bad", "InvalidSpec").getStatus().message())
                .startsWith("target.networkRefs names interface wan, and snapshot then has ");
        restore("same", "then", ", newMacAddresses: false");
        assertThat(awaitReason("same", "InUse").getStatus().message())
                .contains("is VM shop's: leave target.newMacAddresses true, or destroy that VM first");
        restore("shop", "then", "");
        assertThat(awaitReason("shop", "OwnedByAnother").getStatus().message())
                .endsWith("exists and is not this restore's: give the restore another name");
        assertThat(lab.writes()).as("none of these changed anything").isEmpty();
        // nobody asked for a resource
        restore("loose", "then", ", nameLabel: shop-loose");
        VirtualMachineRestore loose = awaitCompleted("loose");
        assertThat(lab.findVm("loose")).isEmpty();
        String ref = lab.vmRef("shop-loose");
        assertThat(lab.record("VM", ref))
                .containsEntry("uuid", loose.getStatus().virtualMachineUuid())
                .containsEntry("power_state", "Halted")
                .containsEntry("is_a_template", false);
        assertThat(lab.otherConfig("VM", ref).keySet()).noneMatch(key -> key.startsWith("xcp-operator.io/"));
        assertThat(macs(ref)).doesNotContainAnyElementsOf(macs(lab.vmRef("shop")));
        assertThat(clones()).isEqualTo(1);
        // a resource that manages it
        restore("kept", "then", ", powerState: Running", "createResource: {name: shop2}");
        awaitCompleted("kept");
        assertThat(lab.awaitVm("shop2", SnapshotLab::isReady).getStatus().uuid())
                .isEqualTo(awaitCompleted("kept").getStatus().virtualMachineUuid());
        assertThat(lab.record("VM", lab.vmRef("shop2"))).containsEntry("power_state", "Running");
        assertThat(clones()).isEqualTo(2);
        // to storage of its own: a copy that shares nothing with the snapshot
        String apart = lab.pool().direct().named("SR", "Local storage").getFirst();
        apply(
                "StorageRepository",
                "apart",
                "poolRef: {name: home}\nexisting: {uuid: %s}"
                        .formatted(lab.record("SR", apart).get("uuid")));
        restore("moved", "then", ", nameLabel: shop-moved, storageRepositoryRef: {name: apart}");
        awaitCompleted("moved");
        assertThat(disksOf(lab.vmRef("shop-moved")))
                .hasSameSizeAs(disksOf(lab.vmRef("shop")))
                .allSatisfy(disk -> assertThat(disk).containsEntry("SR", apart));
        assertThat(lab.pool().calls().of("VM.copy")).isEqualTo(1);
        assertThat(clones()).isEqualTo(3);
        // Git brings the same resource again
        lab.delete(lab.find(VirtualMachineRestore.class, "loose").orElseThrow());
        lab.awaitGone(VirtualMachineRestore.class, "loose");
        restore("loose", "then", ", nameLabel: shop-loose");
        assertThat(awaitCompleted("loose").getStatus().message()).startsWith("it ran already");
        assertThat(clones()).isEqualTo(3);
    }
}
