package io.xcpoperator.operator.vm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.xcpoperator.api.v1alpha1.vm.PowerState;
import io.xcpoperator.api.v1alpha1.vm.VirtualMachine;
import io.xcpoperator.operator.platform.owner.OwnerMark;
import io.xcpoperator.operator.platform.status.Conditions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a user changes in the YAML, and what the pool then looks like. */
class VmChangesTest {
    private static VmLab lab;

    @BeforeAll
    static void start() {
        lab = VmLab.started();
    }

    @AfterAll
    static void stop() {
        lab.close();
    }

    private static Map<String, Object> record(String name) {
        return lab.record(lab.vmsNamed(name).getFirst());
    }

    @Test
    void takesLiveChangesAtOnce() {
        lab.applyVm("live", "cpu: {count: 1, max: 4}", "memory: {size: 2Gi, max: 4Gi}");
        lab.awaitReady("live");
        lab.applyVm(
                "live",
                "cpu: {count: 3, max: 4}",
                "memory: {size: 3Gi, max: 4Gi}",
                "description: changed",
                "tags: [a, b]",
                "highAvailability: {order: 2}");
        VirtualMachine vm = lab.awaitReady("live");
        assertThat(record("live"))
                .containsEntry("name_description", "changed")
                .containsEntry("VCPUs_at_startup", 3L)
                .containsEntry("memory_dynamic_max", 3L << 30)
                .containsEntry("power_state", "Running")
                .containsEntry("order", 2L);
        assertThat(record("live").get("tags").toString()).contains("a", "b");
        assertThat(vm.getStatus().pendingChanges()).isNull();
    }

    @Test
    void asksForApprovalBeforeARestartAndMakesOneOnly() {
        lab.applyVm("scale", "memory: {size: 2Gi}", "restartPolicy: {when: OnApproval}");
        lab.awaitReady("scale");
        lab.applyVm("scale", "memory: {size: 4Gi}", "cpu: {count: 4}", "restartPolicy: {when: OnApproval}");
        VirtualMachine waiting =
                lab.awaitVm("scale", vm -> VmLab.isReady(vm) && vm.getStatus().pendingChanges() != null);
        String hash = waiting.getStatus().pendingChanges().hash();
        assertThat(waiting.getStatus().message())
                .contains("restart needed for ")
                .contains("memory.size 2Gi → 4Gi")
                .endsWith("xcp-operator.io/approve-restart=" + hash);
        assertThat(record("scale")).containsEntry("memory_static_max", 2L << 30);
        lab.pool().calls().reset();
        lab.annotate("scale", "approve-restart", hash);
        lab.awaitVm(
                "scale",
                vm -> VmLab.isReady(vm)
                        && vm.getStatus().pendingChanges() == null
                        && vm.getStatus().powerState() == PowerState.Running);
        assertThat(record("scale"))
                .containsEntry("memory_static_max", 4L << 30)
                .containsEntry("VCPUs_at_startup", 4L)
                .containsEntry("power_state", "Running");
        assertThat(lab.pool().calls().of("VM.start")).isEqualTo(1);
    }

    /** The change fits when it is decided; then another VM takes the room while ours is down. */
    @Test
    void putsTheOldShapeBackWhenAnotherVmTakesTheRoomMeanwhile() {
        String there = "placement: {hostRef: {name: " + lab.xcpHost("host1") + "}, strict: true}";
        lab.applyVm("unlucky", "memory: {size: 2Gi}", "restartPolicy: {when: OnApproval}", there);
        assertThat(lab.awaitReady("unlucky").getStatus().host()).isEqualTo("host1");
        String host = lab.pool().direct().named("host", "host1").getFirst();
        String other = lab.foreignVm("room");
        long free = Long.parseLong(lab.pool().direct().text("host.compute_free_memory", host));
        long takes = free - (2L << 30);
        lab.pool().direct().call("VM.set_memory_limits", other, 0L, takes, takes, takes);
        lab.applyVm("unlucky", "memory: {size: 6Gi}", "restartPolicy: {when: OnApproval}", there);
        VirtualMachine waiting = lab.awaitVm("unlucky", vm -> vm.getStatus().pendingChanges() != null);
        String hash = waiting.getStatus().pendingChanges().hash();
        lab.pool().faults().latency("VM.set_memory_limits", Duration.ofSeconds(3));
        lab.annotate("unlucky", "approve-restart", hash);
        await().atMost(VmLab.PATIENCE)
                .until(() -> record("unlucky").get("power_state").equals("Halted"));
        lab.pool().direct().call("VM.start_on", other, host, false, false);
        lab.pool().faults().clear();
        VirtualMachine back = lab.awaitVm(
                "unlucky",
                vm -> VmLab.isReady(vm)
                        && vm.getStatus().pendingChanges() != null
                        && !vm.getStatus().pendingChanges().hash().equals(hash)
                        && vm.getStatus().powerState() == PowerState.Running);
        assertThat(record("unlucky"))
                .containsEntry("memory_static_max", 2L << 30)
                .containsEntry("power_state", "Running");
        assertThat(lab.record(other)).containsEntry("power_state", "Running");
        assertThat(back.getStatus().message()).startsWith("restart needed for memory.size 2Gi → 6Gi");
        lab.pool().direct().call("VM.hard_shutdown", other);
        lab.awaitVm("unlucky", vm -> String.valueOf(vm.getStatus().message()).contains("put back"));
    }

    @Test
    void startsOnTheHostThatItsPlacementNames() {
        lab.applyVm("prefers", "placement: {hostRef: {name: " + lab.xcpHost("host2") + "}}");
        lab.applyVm("insists", "placement: {hostRef: {name: " + lab.xcpHost("host2") + "}, strict: true}");
        lab.applyVm("other", "placement: {hostRef: {name: " + lab.xcpHost("host1") + "}}");
        assertThat(lab.awaitReady("prefers").getStatus().host()).isEqualTo("host2");
        assertThat(lab.awaitReady("insists").getStatus().host()).isEqualTo("host2");
        assertThat(lab.awaitReady("other").getStatus().host()).isEqualTo("host1");
        assertThat(lab.vm("insists").orElseThrow().getStatus().lastMigration()).isNull();
        assertThat(lab.vm("other").orElseThrow().getStatus().lastMigration()).isNull();
    }

    @Test
    void startsWithItsHostOnlyWhereThePoolDoesToo() {
        String pool = lab.pool().direct().all("pool").getFirst();
        lab.applyVm("early-riser", "autoPowerOn: true", "powerState: Halted");
        VirtualMachine vm = lab.awaitReady("early-riser");
        assertThat(lab.otherConfig(lab.vmsNamed("early-riser").getFirst())).containsEntry("auto_poweron", "true");
        assertThat(Conditions.find(vm.getStatus().conditions(), VmConditions.AUTO_POWER_ON_OFF))
                .hasValueSatisfying(c -> assertThat(c.getMessage())
                        .isEqualTo(
                                "autoPowerOn has no effect while it is off on the pool: set spec.autoPowerOn of XcpPool "
                                        + lab.infra() + "/home"));
        lab.pool().direct().call("pool.add_to_other_config", pool, "auto_poweron", "true");
        lab.awaitVm(
                "early-riser",
                v -> Conditions.find(v.getStatus().conditions(), VmConditions.AUTO_POWER_ON_OFF)
                        .isEmpty());
        lab.applyVm("early-riser", "autoPowerOn: false", "powerState: Halted");
        await().atMost(VmLab.PATIENCE)
                .until(() ->
                        !lab.otherConfig(lab.vmsNamed("early-riser").getFirst()).containsKey("auto_poweron"));
        lab.pool().direct().call("pool.remove_from_other_config", pool, "auto_poweron");
    }

    @Test
    void addsGrowsDetachesAndKeepsDisks() {
        lab.applyVm("disks", "disks: [{name: root}, {name: data, size: 20Gi}]");
        VirtualMachine vm = lab.awaitReady("disks");
        assertThat(vm.getStatus().disks()).hasSize(2);
        String data = vm.getStatus().disks().get(1).uuid();
        lab.applyVm("disks", "disks: [{name: root}]");
        VirtualMachine kept =
                lab.awaitVm("disks", v -> VmLab.isReady(v) && v.getStatus().detachedDisks() != null);
        assertThat(kept.getStatus().detachedDisks())
                .singleElement()
                .satisfies(d -> assertThat(d.uuid()).isEqualTo(data));
        lab.annotate("disks", "approve-delete-disk", data);
        lab.awaitVm("disks", v -> VmLab.isReady(v) && v.getStatus().detachedDisks() == null);
        assertThat(lab.uuids("VDI")).doesNotContain(data);
    }

    @Test
    void anOldApprovalDestroysNoDiskThatIsDetachedLater() {
        lab.applyVm("kept", "powerState: Halted", "disks: [{name: root}, {name: data, size: 1Gi}]");
        String data = lab.awaitReady("kept").getStatus().disks().get(1).uuid();
        lab.annotate("kept", "approve-delete-disk", data);
        lab.applyVm(
                "kept",
                "powerState: Halted",
                "description: seen with the approval",
                "disks: [{name: root}, {name: data, size: 1Gi}]");
        lab.awaitReady("kept");
        lab.removeAnnotation("kept", "approve-delete-disk");
        lab.applyVm("kept", "powerState: Halted", "disks: [{name: root}]");
        await("detached and kept")
                .during(Duration.ofSeconds(2))
                .atMost(VmLab.PATIENCE)
                .until(() -> lab.vm("kept")
                        .map(vm -> vm.getStatus().detachedDisks())
                        .filter(disks -> disks.getFirst().uuid().equals(data))
                        .isPresent());
        assertThat(lab.uuids("VDI")).contains(data);
        assertThat(lab.awaitReady("kept").getStatus().message())
                .isEqualTo("disk data was detached and is kept; to destroy it with its data: "
                        + "kubectl annotate --field-manager=xcp --overwrite -n " + lab.apps()
                        + " xvm kept xcp-operator.io/approve-delete-disk=" + data);
        lab.annotate("kept", "approve-restart", "yes");
        lab.awaitVm(
                "kept",
                vm -> String.valueOf(vm.getStatus().message())
                        .endsWith("; annotation approve-restart=yes approves nothing that is asked for"));
    }

    @Test
    void anApprovalIsForOneRestart() {
        lab.applyVm("once", "memory: {size: 2Gi}", "restartPolicy: {when: OnApproval}");
        lab.awaitReady("once");
        lab.applyVm("once", "memory: {size: 4Gi}", "restartPolicy: {when: OnApproval}");
        String hash = lab.awaitVm(
                        "once", vm -> VmLab.isReady(vm) && vm.getStatus().pendingChanges() != null)
                .getStatus()
                .pendingChanges()
                .hash();
        lab.annotate("once", "approve-restart", "yes");
        lab.awaitVm(
                "once",
                vm -> String.valueOf(vm.getStatus().message())
                        .contains(": approve-restart=yes does not approve this, but: kubectl annotate "));
        lab.annotate("once", "approve-restart", hash);
        lab.awaitVm("once", vm -> VmLab.isReady(vm) && vm.getStatus().pendingChanges() == null);
        assertThat(record("once")).containsEntry("memory_static_max", 4L << 30);
        // in another tool
        lab.pause("once");
        String ref = lab.vmsNamed("once").getFirst();
        lab.pool().direct().call("VM.clean_shutdown", ref);
        String two = Long.toString(2L << 30);
        lab.pool().direct().call("VM.set_memory_limits", ref, two, two, two, two);
        lab.pool().direct().call("VM.start", ref, false, false);
        // its status lost too
        lab.client()
                .resource(lab.vm("once").orElseThrow())
                .subresource("status")
                .patch(
                        PatchContext.of(PatchType.JSON),
                        "[{\"op\": \"replace\", \"path\": \"/status\", \"value\": {}}]");
        lab.pool().calls().reset();
        lab.removeAnnotation("once", "paused");
        VirtualMachine asking =
                lab.awaitVm("once", vm -> VmLab.isReady(vm) && vm.getStatus().pendingChanges() != null);
        String next = asking.getStatus().pendingChanges().hash();
        assertThat(next).isNotEqualTo(hash);
        await("no restart for what was approved once")
                .during(Duration.ofSeconds(2))
                .until(() -> lab.pool().calls().of("VM.clean_shutdown") == 0);
        lab.annotate("once", "approve-restart", next);
        lab.awaitVm("once", vm -> VmLab.isReady(vm) && vm.getStatus().pendingChanges() == null);
        assertThat(record("once")).containsEntry("memory_static_max", 4L << 30);
    }

    @Test
    void movesANetworkInterfaceLive() {
        lab.applyVm("nic", "networkInterfaces: [{name: lan, networkRef: {name: lan, namespace: INFRA}}]");
        String mac =
                lab.awaitReady("nic").getStatus().networkInterfaces().getFirst().macAddress();
        lab.applyVm("nic", "networkInterfaces: [{name: lan, networkRef: {name: dmz, namespace: INFRA}}]");
        String dmz = lab.pool().direct().named("network", "dmz").getFirst();
        await().atMost(VmLab.PATIENCE).until(() -> {
            String vif = ((List<?>) record("nic").get("VIFs")).getFirst().toString();
            return lab.pool().direct().record("VIF", vif).get("network").equals(dmz);
        });
        assertThat(lab.awaitReady("nic")
                        .getStatus()
                        .networkInterfaces()
                        .getFirst()
                        .macAddress())
                .isEqualTo(mac);
    }

    @Test
    void migratesWhenTheSpecNamesAnotherHostAndStaysWhereAPersonMovesIt() {
        lab.applyVm("mover");
        String here = lab.awaitReady("mover").getStatus().host();
        String there = here.equals("host1") ? "host2" : "host1";
        lab.applyVm("mover", "placement: {hostRef: {name: " + lab.xcpHost(there) + "}}");
        VirtualMachine moved = lab.awaitVm(
                "mover", vm -> VmLab.isReady(vm) && !here.equals(vm.getStatus().host()));
        assertThat(moved.getStatus().lastMigration().from()).isEqualTo(here);
        assertThat(record("mover")).containsEntry("power_state", "Running");
        // by hand, back to where it was: not undone
        String ref = lab.vmsNamed("mover").getFirst();
        String first = lab.pool().direct().named("host", here).getFirst();
        lab.pool().direct().call("VM.pool_migrate", ref, first, Map.of());
        lab.awaitVm(
                "mover", vm -> VmLab.isReady(vm) && here.equals(vm.getStatus().host()));
    }

    @Test
    void shutsDownSuspendsAndPausesAsTold() {
        lab.applyVm("power");
        lab.awaitReady("power");
        for (String state : List.of("Suspended", "Running", "Paused", "Halted", "Running")) {
            lab.applyVm("power", "powerState: " + state);
            lab.awaitVm(
                    "power",
                    vm -> VmLab.isReady(vm)
                            && vm.getStatus().powerState().name().equals(state));
            assertThat(record("power")).containsEntry("power_state", state);
        }
    }

    @Test
    void adoptsWithExactlyOneWriteAndLetsGoWithoutTouching() {
        String ref = lab.foreignVm("legacy");
        String uuid = lab.record(ref).get("uuid").toString();
        lab.pool().calls().reset();
        lab.apply("""
                apiVersion: xcp-operator.io/v1alpha1
                kind: VirtualMachine
                metadata: {name: legacy, namespace: APPS}
                spec: {poolRef: {name: home, namespace: INFRA}, source: {existing: {uuid: UUID}}}
                """.replace("UUID", uuid));
        lab.awaitReady("legacy");
        assertThat(lab.writesTo("VM")).isEqualTo(Map.of("VM.add_to_other_config", 1L));
        assertThat(lab.otherConfig(ref)).containsKey(OwnerMark.KEY);
        lab.delete("legacy");
        lab.awaitGone("legacy");
        assertThat(lab.otherConfig(ref)).doesNotContainKey(OwnerMark.KEY);
        assertThat(lab.record(ref)).containsEntry("power_state", "Halted");
    }

    @Test
    void showsNoAddressOfAVmThatIsOffWhileItCannotBeStarted() {
        lab.applyVm("silent", "networkInterfaces: [{name: lan, networkRef: {name: lan, namespace: INFRA}}]");
        lab.awaitVm("silent", vm -> VmLab.isReady(vm) && vm.getStatus().guest().addresses() != null);
        lab.pool().faults().fail("VM.start", 1, "OTHER_OPERATION_IN_PROGRESS", "VM", "OpaqueRef:other");
        lab.pool().direct().call("VM.hard_shutdown", lab.vmsNamed("silent").getFirst());
        VirtualMachine off = lab.awaitVm("silent", vm -> vm.getStatus().powerState() == PowerState.Halted);
        assertThat(off.getStatus().guest()).isNull();
        lab.awaitVm("silent", vm -> VmLab.isReady(vm) && vm.getStatus().guest() != null);
    }

    @Test
    void saysUnderObserveWhatIsNotAsTheSpecSaysAndWritesNothing() {
        String ref = lab.foreignVm("watched");
        lab.pool().calls().reset();
        lab.applyVmFrom(
                "watched",
                "existing: {uuid: " + lab.record(ref).get("uuid") + "}",
                "managementPolicy: Observe",
                "powerState: Halted",
                "description: wanted");
        VirtualMachine vm = lab.awaitReady("watched");
        assertThat(Conditions.find(vm.getStatus().conditions(), VmConditions.SYNCHRONIZED))
                .hasValueSatisfying(c -> {
                    assertThat(c.getStatus()).isEqualTo("False");
                    assertThat(c.getMessage()).contains("description");
                });
        assertThat(lab.writes()).isEmpty();
    }

    @Test
    void showsItsPlanAndWritesNothing() {
        lab.pool().calls().reset();
        lab.applyVm("planned", "managementPolicy: Plan", "cpu: {count: 2}");
        VirtualMachine vm = lab.awaitVm("planned", v -> v.getStatus().plan() != null);
        assertThat(vm.getStatus().plan().calls().getFirst().call()).isEqualTo("VM.clone");
        assertThat(vm.getStatus().plan().calls().getLast().call()).isEqualTo("VM.start");
        assertThat(lab.vmsNamed("planned")).isEmpty();
        assertThat(lab.writesTo("VM")).isEmpty();
        List<String> planned = vm.getStatus().plan().calls().stream()
                .map(c -> c.call())
                .sorted()
                .toList();
        lab.applyVm("planned", "cpu: {count: 2}");
        lab.awaitReady("planned");
        List<String> made = lab.writes().entrySet().stream()
                .flatMap(e -> java.util.Collections.nCopies(e.getValue().intValue(), e.getKey()).stream())
                .sorted()
                .toList();
        assertThat(made).as("what was planned is what was done").isEqualTo(planned);
        // on a VM that runs: a restart that would wait for leave is no part of the plan
        lab.applyVm("planned", "managementPolicy: Plan", "cpu: {count: 2}", "memory: {size: 3Gi}", "description: shop");
        VirtualMachine later = lab.awaitVm(
                "planned", v -> v.getStatus().plan() != null && v.getStatus().pendingChanges() != null);
        assertThat(later.getStatus().plan().calls())
                .extracting(c -> c.call())
                .containsExactly("VM.set_name_description");
        assertThat(later.getStatus().message())
                .startsWith("1 call planned (status.plan), and 1 change waits for a restart: memory.size")
                .endsWith("; set managementPolicy to Manage to make the call");
    }

    @Test
    void makesNoWriteWhilePaused() {
        lab.applyVm("paused");
        lab.awaitReady("paused");
        Object before = record("paused").get("name_description");
        lab.annotate("paused", "paused", "true");
        lab.applyVm("paused", "description: later");
        VirtualMachine vm = lab.awaitVm("paused", v -> VmLab.reason(v).equals("Paused"));
        assertThat(vm.getStatus().message()).startsWith("paused with 1 step to do");
        assertThat(record("paused")).containsEntry("name_description", before);
    }

    @Test
    void makesNoVmOfWhatItDoesNotActOnAndGoesOnWithOneThatIsThere() {
        lab.applyVm(
                "odd",
                "cloudInit: {userData: {inline: '#cloud-config'}}",
                "recovery: {repositoryRef: {name: nas}}",
                "tags: [done]");
        VirtualMachine vm = lab.awaitVm("odd", v -> VmLab.reason(v).equals("NotSupportedYet"));
        assertThat(vm.getStatus().message())
                .isEqualTo("the VM is not made, for this version does not act on: recovery; "
                        + "take it out of the spec, or wait for a version that acts on it");
        assertThat(Conditions.isTrue(vm.getStatus().conditions(), Conditions.STALLED))
                .isTrue();
        assertThat(lab.vmsNamed("odd")).isEmpty();
        lab.applyVm("odd");
        lab.awaitReady("odd");
        lab.applyVm(
                "odd",
                "cloudInit: {userData: {inline: '#cloud-config'}}",
                "recovery: {repositoryRef: {name: nas}}",
                "tags: [done]");
        vm = lab.awaitVm("odd", v -> VmLab.reason(v).equals("NotSupportedYet"));
        assertThat(vm.getStatus().message())
                .isEqualTo("this version does not act on: recovery; "
                        + "take it out of the spec, or wait for a version that acts on it");
        assertThat(Conditions.isTrue(vm.getStatus().conditions(), Conditions.STALLED))
                .isTrue();
        assertThat(Conditions.isTrue(vm.getStatus().conditions(), VmConditions.FIELDS_NOT_ACTED_ON))
                .isTrue();
        assertThat(record("odd")).containsEntry("power_state", "Running");
        assertThat(record("odd").get("tags").toString()).contains("done");
    }
}
