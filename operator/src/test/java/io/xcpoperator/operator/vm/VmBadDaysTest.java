package io.xcpoperator.operator.vm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.xcpoperator.api.v1alpha1.Approval;
import io.xcpoperator.api.v1alpha1.vm.PowerState;
import io.xcpoperator.api.v1alpha1.vm.VirtualMachine;
import io.xcpoperator.operator.platform.owner.OwnerMark;
import io.xcpoperator.xapi.wire.CallBudget;
import io.xcpoperator.xapi.wire.Reply;
import io.xcpoperator.xapi.wire.Wire;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Days on which something is not as it should be: one readable sentence, nothing lost, healed when the cause goes. */
class VmBadDaysTest {
    private static VmLab lab;

    @BeforeAll
    static void start() {
        lab = VmLab.started();
    }

    @AfterAll
    static void stop() {
        lab.close();
    }

    private static VirtualMachine awaitMessage(String name, String part) {
        return lab.awaitVm(name, vm -> String.valueOf(vm.getStatus().message()).contains(part));
    }

    @Test
    void saysWhichTemplateIsMissingAndGoesOnWhenItAppears() {
        lab.applyVmFrom("early", "template: {name: tomorrow}");
        assertThat(awaitMessage("early", "template \"tomorrow\" is not in pool home; it has: ")
                        .getStatus()
                        .message())
                .contains("\"debian-12-golden\"");
        assertThat(lab.vmsNamed("early")).isEmpty();
        lab.pool()
                .direct()
                .call(
                        "VM.clone",
                        lab.pool().direct().named("VM", "debian-12-golden").getFirst(),
                        "tomorrow");
        lab.awaitReady("early");
    }

    @Test
    void listsTheCandidatesOfAnAmbiguousName() {
        String golden = lab.pool().direct().named("VM", "debian-12-golden").getFirst();
        lab.pool().direct().call("VM.clone", golden, "twins");
        lab.pool().direct().call("VM.clone", golden, "twins");
        lab.applyVmFrom("ambiguous", "template: {name: twins}");
        VirtualMachine vm = awaitMessage("ambiguous", "template name \"twins\" fits 2 templates: ");
        assertThat(vm.getStatus().message()).endsWith("; use source.template.uuid");
        assertThat(lab.vmsNamed("ambiguous")).isEmpty();
        lab.pool()
                .direct()
                .call("VM.destroy", lab.pool().direct().named("VM", "twins").getLast());
        lab.awaitReady("ambiguous");
    }

    @Test
    void refusesATemplateWithoutADisk() {
        lab.applyVmFrom("diskless", "template: {name: Debian Bookworm 12}");
        awaitMessage(
                "diskless",
                "template \"Debian Bookworm 12\" has no disk: use source.empty and list disks with a size, or a template that has a disk");
    }

    /** Nobody installed anything on its disk. */
    @Test
    void makesAnEmptyVmAndSaysThatItsGuestHasNoAgent() {
        lab.applyVmFrom(
                "blank",
                "empty: {platformTemplate: {name: Debian Bookworm 12}}",
                "disks: [{name: root, size: 2Gi}]",
                "guestAgent: {required: true, timeout: 2s}");
        VirtualMachine waiting = awaitMessage("blank", "no agent of the guest since the VM started at ");
        assertThat(VmLab.reason(waiting)).isEqualTo("GuestToolsMissing");
        assertThat(waiting.getStatus().powerState()).isEqualTo(PowerState.Running);
        Map<String, Object> record = lab.record(lab.vmsNamed("blank").getFirst());
        assertThat((List<?>) record.get("VBDs")).hasSize(1);
        assertThat((List<?>) record.get("VIFs")).isEmpty();
        assertThat(record).extractingByKey("other_config").asString().doesNotContain("disks=");
        lab.pool().guests().toolsAppear(waiting.getStatus().uuid());
        lab.awaitReady("blank");
    }

    @Test
    void makesNothingWhileANetworkIsUnknown() {
        lab.applyVm("netless", "networkInterfaces: [{name: lan, networkRef: {name: nowhere, namespace: INFRA}}]");
        awaitMessage("netless", "nowhere does not exist; there is: " + lab.infra() + "/");
        lab.applyVm("netless", "networkInterfaces: [{name: lan, networkRef: {name: lan}}]");
        awaitMessage(
                "netless",
                "XcpNetwork %s/lan does not exist; XcpNetwork %s/lan does: add networkRef.namespace: %s"
                        .formatted(lab.apps(), lab.infra(), lab.infra()));
        lab.applyVm(
                "netless",
                "networkInterfaces: [{name: lan, networkRef: {name: lan, namespace: INFRA}}]",
                "placement: {hostRef: {name: host2}}");
        assertThat(awaitMessage("netless", "XcpHost " + lab.infra() + "/host2 does not exist; hosts are: home-")
                        .getStatus()
                        .message())
                .contains("(host1)", "(host2)");
        lab.applyVm("netless", "networkInterfaces: [{name: lan, networkRef: {name: nowhere, namespace: INFRA}}]");
        assertThat(lab.vmsNamed("netless")).isEmpty();
        lab.apply("""
                apiVersion: xcp-operator.io/v1alpha1
                kind: XcpNetwork
                metadata: {name: nowhere, namespace: INFRA}
                spec: {poolRef: {name: home}, existing: {name: Management}, allowedNamespaces: {names: [APPS]}}
                """);
        lab.awaitReady("netless");
    }

    @Test
    void saysHowMuchMemoryIsMissing() {
        lab.applyVm("huge", "memory: {size: 64Gi}");
        VirtualMachine vm = awaitMessage("huge", "no host has 64Gi free (most: ");
        assertThat(vm.getStatus().powerState()).isEqualTo(PowerState.Halted);
        lab.applyVm("huge", "memory: {size: 2Gi}");
        lab.awaitReady("huge");
    }

    @Test
    void leavesAVmOfItsNameAlone() {
        String foreign = lab.foreignVm("same");
        lab.applyVm("same");
        lab.awaitReady("same");
        assertThat(lab.vmsNamed("same")).hasSize(2).contains(foreign);
        assertThat(lab.otherConfig(foreign)).doesNotContainKey(OwnerMark.KEY);
        assertThat(lab.record(foreign)).containsEntry("power_state", "Halted");
    }

    @Test
    void makesNoInterfaceWithAnAddressThatAnotherVmHas() {
        String mac = "02:00:5e:00:53:0a";
        String foreign = lab.foreignVm("with-address");
        var vif = lab.vifLike(((List<?>) lab.record(foreign).get("VIFs")).getFirst(), 5);
        vif.put("MAC", mac);
        String made = lab.pool().direct().text("VIF.create", vif);
        lab.applyVm(
                "twice",
                "networkInterfaces: [{name: lan, macAddress: \"02:00:5E:00:53:0A\", networkRef: {name: lan, namespace: INFRA}}]");
        VirtualMachine vm = awaitMessage(
                "twice", "networkInterfaces[lan].macAddress " + mac + " is another VM of the pool's: name another");
        assertThat(VmLab.reason(vm)).isEqualTo("InUse");
        assertThat(lab.vmsNamed("twice")).isEmpty();
        lab.pool().direct().call("VIF.destroy", made);
        assertThat(lab.awaitReady("twice")
                        .getStatus()
                        .networkInterfaces()
                        .getFirst()
                        .macAddress())
                .isEqualTo(mac);
    }

    /** A file system on it is mounted, or the interface is in use: what a guest does not give away stays in it whole. */
    @Test
    void keepsWhatTheGuestDoesNotReleaseAndTriesAgain() {
        String nics = "networkInterfaces: [{name: lan, networkRef: {name: lan, namespace: INFRA}}%s]";
        String two = ", {name: dmz, networkRef: {name: lan, namespace: INFRA}}";
        lab.applyVm(
                "mounted",
                "guestAgent: {required: true}",
                "disks: [{name: root}, {name: data, size: 1Gi}]",
                nics.formatted(two));
        lab.awaitReady("mounted");
        String ref = lab.vmsNamed("mounted").getFirst();
        refuseUnplug(ref, "VBD");
        lab.applyVm("mounted", "guestAgent: {required: true}", "disks: [{name: root}]", nics.formatted(two));
        VirtualMachine vm = awaitMessage(
                "mounted",
                "the guest does not let go of disk mounted data (device is busy): unmount it or take it out of use there");
        assertThat(VmLab.reason(vm)).isEqualTo("DeviceNotReleased");
        assertThat((List<?>) lab.record(ref).get("VBDs")).hasSize(2);
        lab.pool().faults().clear();
        lab.annotate("mounted", "look", "again"); // wakes a round; by itself it looks in two minutes
        lab.awaitReady("mounted");
        assertThat((List<?>) lab.record(ref).get("VBDs")).hasSize(1);

        refuseUnplug(ref, "VIF");
        lab.applyVm("mounted", "guestAgent: {required: true}", "disks: [{name: root}]", nics.formatted(""));
        awaitMessage("mounted", "the guest does not let go of the interface on lan (device is busy)");
        assertThat((List<?>) lab.record(ref).get("VIFs")).hasSize(2);
        lab.pool().faults().clear();
        lab.annotate("mounted", "look", "once more");
        lab.awaitReady("mounted");
        assertThat((List<?>) lab.record(ref).get("VIFs")).hasSize(1);
        assertThat(lab.record(ref)).containsEntry("power_state", "Running");
    }

    private void refuseUnplug(String vm, String type) {
        String last = String.valueOf(((List<?>) lab.record(vm).get(type + "s")).getLast());
        lab.pool().faults().fail(type + ".unplug", 1000, "DEVICE_DETACH_REJECTED", type, last, "device is busy");
    }

    @Test
    void doesNotTouchACloneMadeByHand() {
        lab.applyVm("original", "powerState: Halted");
        String uuid = lab.awaitReady("original").getStatus().uuid();
        String clone =
                lab.pool().direct().text("VM.clone", lab.vmsNamed("original").getFirst(), "copy-by-hand");
        assertThat(lab.otherConfig(clone)).as("the mark was inherited").containsKey(OwnerMark.KEY);
        lab.delete("original");
        lab.awaitGone("original");
        assertThat(lab.uuids("VM")).doesNotContain(uuid);
        assertThat(lab.vmsNamed("copy-by-hand")).containsExactly(clone);
        assertThat((List<?>) lab.record(clone).get("VBDs")).isNotEmpty();
    }

    @Test
    void neverMakesABlankTwinOfAVmThatWasDestroyedByHand() {
        lab.applyVm("lost", "shutdown: {mode: Force}");
        String uuid = lab.awaitReady("lost").getStatus().uuid();
        String ref = lab.vmsNamed("lost").getFirst();
        lab.pause("lost");
        lab.pool().direct().call("VM.hard_shutdown", ref);
        lab.pool().direct().call("VM.destroy", ref);
        lab.removeAnnotation("lost", "paused");
        VirtualMachine missing = awaitMessage("lost", "VM " + uuid + " is gone from pool home since ");
        assertThat(missing.getStatus().message())
                .containsPattern("since \\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\dZ; restore it");
        assertThat(missing.getStatus().cpu().count()).as("which it was").isEqualTo(1);
        assertThat(missing.getStatus().memory().size().toString()).isEqualTo("1Gi");
        assertThat(lab.vmsNamed("lost")).isEmpty();
        lab.annotate("lost", "recreate", uuid);
        VirtualMachine again = lab.awaitVm(
                "lost", vm -> VmLab.isReady(vm) && !uuid.equals(vm.getStatus().uuid()));
        assertThat(lab.vmsNamed("lost")).hasSize(1);
        assertThat(again.getStatus().powerState()).isEqualTo(PowerState.Running);
    }

    @Test
    void makesAVmAnewWhereTheSpecSaysSo() {
        lab.applyVm("phoenix", "whenMissing: Recreate", "disks: [{name: root}, {name: data, size: 1Gi}]");
        VirtualMachine first = lab.awaitReady("phoenix");
        String ref = lab.vmsNamed("phoenix").getFirst();
        lab.pause("phoenix");
        lab.pool().direct().call("VM.hard_shutdown", ref);
        lab.pool().direct().call("VM.destroy", ref);
        lab.removeAnnotation("phoenix", "paused");
        VirtualMachine again = lab.awaitVm(
                "phoenix",
                vm -> VmLab.isReady(vm)
                        && !first.getStatus().uuid().equals(vm.getStatus().uuid()));
        assertThat(lab.vmsNamed("phoenix")).hasSize(1);
        assertThat(again.getStatus().powerState()).isEqualTo(PowerState.Running);
        assertThat(again.getStatus().disks()).hasSize(2);
    }

    @Test
    void waitsForAPersonEachTimeTheMarkIsTakenAway() {
        lab.applyVm("reverted", "powerState: Halted");
        String uuid = lab.awaitReady("reverted").getStatus().uuid();
        String ref = lab.vmsNamed("reverted").getFirst();
        lab.pool().direct().call("VM.remove_from_other_config", ref, OwnerMark.KEY);
        awaitMessage("reverted", "VM " + uuid + " lost its owner mark");
        lab.annotate("reverted", "take-over", uuid);
        lab.awaitReady("reverted");
        assertThat(lab.otherConfig(ref)).containsKey(OwnerMark.KEY);
        lab.awaitVm(
                "reverted",
                vm -> vm.getStatus()
                        .approvals()
                        .getFirst()
                        .equals(new Approval("take-over", null, null, List.of(uuid))));
        lab.pool().direct().call("VM.remove_from_other_config", ref, OwnerMark.KEY);
        awaitMessage("reverted", "annotate xcp-operator.io/take-over=" + uuid + ".2 to go on with it");
        await("the annotation that is still there counts no more")
                .during(Duration.ofSeconds(2))
                .until(() -> !lab.otherConfig(ref).containsKey(OwnerMark.KEY));
        lab.annotate("reverted", "take-over", uuid + ".2");
        lab.awaitReady("reverted");
        assertThat(lab.otherConfig(ref)).containsKey(OwnerMark.KEY);
    }

    @Test
    void aTakeOverThatWasCutMakesNoTwin() {
        try (VmLab far = VmLab.withoutOperator()) {
            var cut = new AtomicBoolean();
            far.startOperator(seams -> seams.withWires(wire -> cutBeforeTheNewMark(wire, cut)));
            far.applyVm("twin", "powerState: Halted");
            String uuid = far.awaitReady("twin").getStatus().uuid();
            String ref = far.vmsNamed("twin").getFirst();
            far.annotate(
                    "twin",
                    "abandon",
                    far.vm("twin").orElseThrow().getMetadata().getUid());
            far.delete("twin");
            far.awaitGone("twin");
            far.applyVm("twin", "powerState: Halted");
            far.awaitVm(
                    "twin",
                    vm -> String.valueOf(vm.getStatus().message()).contains("by an earlier cluster or resource"));
            cut.set(true);
            far.annotate("twin", "take-over", uuid);
            await("the old mark is off, and no new one is on")
                    .dontCatchUncaughtExceptions()
                    .atMost(VmLab.PATIENCE)
                    .until(() -> !far.otherConfig(ref).containsKey(OwnerMark.KEY));
            far.stopOperator();
            far.startOperator(UnaryOperator.identity());
            assertThat(far.awaitReady("twin").getStatus().uuid()).isEqualTo(uuid);
            assertThat(far.vmsNamed("twin")).containsExactly(ref);
        }
    }

    /** As a kill does that comes between the two calls; what the operator writes to Kubernetes after it is lost too. */
    private static Wire cutBeforeTheNewMark(Wire wire, AtomicBoolean cut) {
        return new Wire() {
            @Override
            public Reply call(String method, List<?> parameters, CallBudget budget) {
                if (cut.get() && method.equals("VM.add_to_other_config") && parameters.contains(OwnerMark.KEY)) {
                    throw new AssertionError("killed");
                }
                return wire.call(method, parameters, budget);
            }

            @Override
            public void close() {
                wire.close();
            }
        };
    }

    @Test
    void goesOnWithAVmOfAnEarlierClusterOnlyWhenTold() {
        lab.applyVm("rebuilt", "powerState: Halted");
        String uuid = lab.awaitReady("rebuilt").getStatus().uuid();
        String ref = lab.vmsNamed("rebuilt").getFirst();
        lab.annotate(
                "rebuilt",
                "abandon",
                lab.vm("rebuilt").orElseThrow().getMetadata().getUid());
        lab.delete("rebuilt");
        lab.awaitGone("rebuilt");
        assertThat(lab.otherConfig(ref)).as("abandoned: untouched").containsKey(OwnerMark.KEY);
        lab.applyVm("rebuilt", "powerState: Halted");
        awaitMessage("rebuilt", "was made for " + lab.apps() + "/rebuilt by an earlier cluster or resource");
        assertThat(lab.vmsNamed("rebuilt")).containsExactly(ref);
        lab.annotate("rebuilt", "take-over", uuid);
        assertThat(lab.awaitReady("rebuilt").getStatus().uuid()).isEqualTo(uuid);
    }

    @Test
    void refusesWhatTheSpecAsksOfAnotherVersion() {
        lab.applyVmFrom("image", "backup: {virtualMachineBackupRef: {name: debian}}");
        awaitMessage("image", "source.backup is not supported by this version");
        lab.delete("image");
        lab.awaitGone("image");
    }
}
