package io.xcpoperator.operator.vm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.xcpoperator.api.v1alpha1.vm.VirtualMachine;
import io.xcpoperator.api.v1alpha1.vm.VirtualMachineStatusBuilder;
import io.xcpoperator.operator.platform.ObjectKey;
import io.xcpoperator.operator.platform.owner.Claim;
import io.xcpoperator.operator.platform.owner.Claims;
import io.xcpoperator.operator.platform.owner.OwnerMark;
import io.xcpoperator.simulator.dispatch.Delays;
import io.xcpoperator.xapi.wire.CallBudget;
import io.xcpoperator.xapi.wire.Reply;
import io.xcpoperator.xapi.wire.Wire;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What must not be destroyed, what is waited for before, and what is left in order when it is not. */
class VmDeletionTest {
    /** Longer than a test's patience; a cancelled shutdown ends after a tenth of it. */
    private static final Duration GUEST_TAKES = VmLab.PATIENCE.plusSeconds(10);

    private static VmLab lab;

    /** Its clock stands still: where a test says at once, no pause after a refusal was waited for. */
    @BeforeAll
    static void start() {
        lab = VmLab.startedOutOfTime(Delays.none());
        lab.letManyBeDestroyed();
    }

    @AfterAll
    static void stop() {
        lab.close();
    }

    private static VirtualMachine awaitMessage(String name, String part) {
        return lab.awaitVm(name, vm -> String.valueOf(vm.getStatus().message()).contains(part));
    }

    private static String ready(String name, String... lines) {
        lab.applyVm(name, lines);
        lab.awaitReady(name);
        return lab.vmsNamed(name).getFirst();
    }

    private static Object blocked(String ref) {
        return lab.record(ref).get("blocked_operations");
    }

    private static void call(String method, Object... parameters) {
        lab.pool().direct().call(method, parameters);
    }

    @Test
    void waitsForWhoeverHoldsTheVm() {
        String ref = ready("held");
        claim(
                ref,
                Claim.VM_DISKS,
                "VirtualMachineBackup",
                "nightly",
                Instant.now().plusSeconds(3600));
        lab.delete("held");
        VirtualMachine held = awaitMessage("held", "is held by VirtualMachineBackup apps/nightly until 20");
        assertThat(VmLab.reason(held)).isEqualTo("HeldBy");
        assertThat(lab.record(ref)).containsEntry("power_state", "Running");
        await().atMost(VmLab.PATIENCE).until(() -> blocked(ref).equals(Map.of()));
        call("VM.remove_from_other_config", ref, Claim.VM_DISKS.key());
        lab.awaitGone("held");
        assertThat(lab.vmsNamed("held")).isEmpty();
    }

    private static void claim(String ref, Claim claim, String kind, String name, Instant until) {
        var holder = new Claims.Holder(kind, new ObjectKey("apps", name), "u7", Optional.of(until));
        String uuid = lab.record(ref).get("uuid").toString();
        call("VM.add_to_other_config", ref, claim.key(), holder.text(uuid));
    }

    @Test
    void ignoresAClaimThatHasEnded() {
        String ref = ready("late");
        claim(ref, Claim.VM_POWER, "PatchPlan", "sunday", Instant.parse("2026-01-01T00:00:00Z"));
        lab.delete("late");
        lab.awaitGone("late");
        assertThat(lab.vmsNamed("late")).isEmpty();
    }

    @Test
    void destroysExactlyTheApprovedSnapshotsWithTheirDisks() {
        String ref = ready("snapped", "disks: [{name: root}, {name: data, size: 1Gi}]");
        String root =
                lab.vm("snapped").orElseThrow().getStatus().disks().getFirst().uuid();
        String plain = lab.pool().direct().text("VM.snapshot", ref, "plain");
        String asleep = lab.pool().direct().text("VM.checkpoint", ref, "asleep");
        String byHand =
                lab.pool().direct().text("VDI.snapshot", lab.pool().direct().text("VDI.get_by_uuid", root));
        List<String> disks = List.of(plain, asleep).stream()
                .flatMap(s -> ((List<?>) lab.record(s).get("VBDs")).stream())
                .map(vbd -> lab.pool()
                        .direct()
                        .record("VBD", vbd.toString())
                        .get("VDI")
                        .toString())
                .toList();
        assertThat(disks).hasSize(4);
        lab.delete("snapped");
        awaitMessage("snapped", "approve-delete-snapshots=");
        lab.annotate("snapped", "approve-delete-snapshots", id(plain));
        awaitMessage("snapped", "has 2 snapshots that are not ours");
        lab.annotate("snapped", "approve-delete-snapshots", id(plain) + "," + id(asleep));
        lab.awaitGone("snapped");
        assertThat(lab.vmsNamed("snapped")).isEmpty();
        assertThat(lab.pool().direct().all("VM")).doesNotContain(plain, asleep);
        assertThat(lab.pool().direct().all("VDI"))
                .doesNotContainAnyElementsOf(disks)
                .contains(byHand);
    }

    @Test
    void leavesACopyOfItsDiskThatAPersonAttachedToIt() {
        String ref = ready("copied", "powerState: Halted", "disks: [{name: root}]");
        String root =
                lab.vm("copied").orElseThrow().getStatus().disks().getFirst().uuid();
        String original = lab.pool().direct().text("VDI.get_by_uuid", root);
        String copy = copyOf(original);
        call("VBD.create", VmAdoptionTest.vbd(ref, copy));
        lab.delete("copied");
        lab.awaitGone("copied");
        assertThat(lab.pool().direct().all("VDI")).contains(copy).doesNotContain(original);
    }

    @Test
    void leavesCopiesOfADiskThatTheSpecDoesNotList() {
        String ref = ready("bare", "powerState: Halted");
        String original = disksOf(ref).getFirst();
        String loose = copyOf(original);
        String attached = copyOf(original);
        call("VBD.create", VmAdoptionTest.vbd(ref, attached));
        lab.delete("bare");
        lab.awaitGone("bare");
        assertThat(lab.pool().direct().all("VDI")).contains(loose, attached).doesNotContain(original);
    }

    @Test
    void destroysNoneOfTwoDisksThatNothingTellsApart() {
        String ref = ready("alike", "powerState: Halted");
        String original = disksOf(ref).getFirst();
        String copy = copyOf(original);
        lab.stopOperator();
        lab.delete("alike");
        call("VM.destroy", ref);
        lab.client().resource(lab.vm("alike").orElseThrow()).editStatus(vm -> {
            vm.setStatus(VirtualMachineStatusBuilder.builder(vm.getStatus())
                    .disks(null)
                    .build());
            return vm;
        });
        lab.startOperator(UnaryOperator.identity());
        lab.awaitGone("alike");
        assertThat(lab.pool().direct().all("VDI")).contains(original, copy);
    }

    private static List<String> disksOf(String vm) {
        return ((List<?>) lab.record(vm).get("VBDs"))
                .stream()
                        .map(vbd -> lab.pool().direct().record("VBD", vbd.toString()))
                        .filter(vbd -> vbd.get("type").equals("Disk"))
                        .map(vbd -> vbd.get("VDI").toString())
                        .toList();
    }

    /** As a person makes one; it carries our mark. */
    private static String copyOf(String vdi) {
        return lab.pool()
                .direct()
                .text("VDI.copy", vdi, lab.pool().direct().record("VDI", vdi).get("SR"));
    }

    @Test
    void keepsADetachedDiskOfAVmThatIsInDoubt() {
        String ref = ready("doubtful", "powerState: Halted", "disks: [{name: root}, {name: data, size: 1Gi}]");
        lab.applyVm("doubtful", "powerState: Halted", "disks: [{name: root}]");
        String data = lab.awaitVm(
                        "doubtful", vm -> VmLab.isReady(vm) && vm.getStatus().detachedDisks() != null)
                .getStatus()
                .detachedDisks()
                .getFirst()
                .uuid();
        call("VM.remove_from_other_config", ref, OwnerMark.KEY);
        awaitMessage("doubtful", "lost its owner mark");
        lab.delete("doubtful");
        lab.awaitGone("doubtful");
        assertThat(lab.vmsNamed("doubtful")).containsExactly(ref);
        assertThat(lab.uuids("VDI")).contains(data);
    }

    @Test
    void stopsBeforeASnapshotThatIsMadeInTheLastMoment() {
        try (VmLab far = VmLab.withoutOperator()) {
            var last = new AtomicReference<String>();
            far.startOperator(seams -> seams.withWires(wire -> snapshotting(far, wire, last)));
            far.applyVm("last", "powerState: Halted");
            far.awaitReady("last");
            String ref = far.vmsNamed("last").getFirst();
            last.set(ref);
            far.delete("last");
            far.awaitVm("last", vm -> VmLab.reason(vm).equals("ForeignSnapshots"));
            assertThat(far.vmsNamed("last")).containsExactly(ref);
        }
    }

    /** A person makes a snapshot of the VM just when it is read for the last time before it is destroyed. */
    private static Wire snapshotting(VmLab far, Wire wire, AtomicReference<String> vm) {
        return new Wire() {
            @Override
            public Reply call(String method, List<?> parameters, CallBudget budget) {
                Reply reply = wire.call(method, parameters, budget);
                if (method.equals("VM.get_record") && parameters.contains(vm.get())) {
                    far.pool().direct().call("VM.snapshot", vm.getAndSet(""), "in the last moment");
                }
                return reply;
            }

            @Override
            public void close() {
                wire.close();
            }
        };
    }

    private static String id(String snapshot) {
        return lab.record(snapshot).get("uuid").toString().substring(0, 8);
    }

    @Test
    void leavesADiskThatAnotherVmUses() {
        ready("lender", "powerState: Halted", "disks: [{name: root}, {name: data, size: 1Gi}]");
        String data = lab.vm("lender").orElseThrow().getStatus().disks().get(1).uuid();
        String vdi = lab.pool().direct().text("VDI.get_by_uuid", data);
        String borrower = lab.foreignVm("borrower");
        call("VBD.create", VmAdoptionTest.vbd(borrower, vdi));
        lab.delete("lender");
        lab.awaitGone("lender");
        assertThat(lab.vmsNamed("lender")).isEmpty();
        assertThat(lab.pool().direct().all("VDI")).contains(vdi);
    }

    @Test
    void keepsAProtectedVmUntilTheProtectionIsOff() {
        String ref = ready("protected", "deletionProtection: true");
        lab.delete("protected");
        awaitMessage("protected", "deletionProtection is on: set it to false to let the VM be destroyed");
        assertThat(lab.record(ref)).containsEntry("power_state", "Running");
        lab.applyVm("protected", "deletionProtection: false");
        lab.awaitGone("protected");
        assertThat(lab.vmsNamed("protected")).isEmpty();
    }

    @Test
    void letsAVmBeStartedAgainThatIsRetainedAfterAll() {
        String ref = withoutTools("retained");
        lab.delete("retained");
        awaitMessage("retained", "the guest lacks Xen drivers or its agent");
        assertThat(blocked(ref)).asString().contains("start=xcp-operator: ");
        lab.applyVm("retained", "deletionPolicy: Retain");
        lab.awaitGone("retained");
        assertThat(blocked(ref)).isEqualTo(Map.of());
        assertThat(lab.record(ref)).containsEntry("power_state", "Running");
    }

    @Test
    void letsAnAbandonedVmBeStartedAgain() {
        String ref = withoutTools("abandoned");
        lab.delete("abandoned");
        awaitMessage("abandoned", "the guest lacks Xen drivers or its agent");
        lab.annotate(
                "abandoned",
                "abandon",
                lab.vm("abandoned").orElseThrow().getMetadata().getUid());
        lab.awaitGone("abandoned");
        assertThat(blocked(ref)).isEqualTo(Map.of());
        assertThat(lab.record(ref)).containsEntry("power_state", "Running");
    }

    @Test
    void letsAVmBeStartedAgainWhoseDeletionIsForbiddenOnTheWay() {
        String ref = withoutTools("forbidden");
        lab.delete("forbidden");
        awaitMessage("forbidden", "the guest lacks Xen drivers or its agent");
        lab.applyVm("forbidden", "deletionProtection: true");
        awaitMessage("forbidden", "deletionProtection is on");
        await().atMost(VmLab.PATIENCE).until(() -> blocked(ref).equals(Map.of()));
        lab.applyVm("forbidden", "shutdown: {mode: Force}");
        lab.awaitGone("forbidden");
    }

    @Test
    void takesOffAStartBlockOfOursThatNoDeletionNeeds() {
        String ref = ready("unblocked", "powerState: Halted");
        call("VM.add_to_blocked_operations", ref, "suspend", "xcp-operator: not one that we set");
        call("VM.add_to_blocked_operations", ref, "start", "xcp-operator: the VM is being destroyed");
        await().atMost(VmLab.PATIENCE)
                .until(() -> blocked(ref).equals(Map.of("suspend", "xcp-operator: not one that we set")));
    }

    @Test
    void resumesASuspendedVmSoThatItsGuestShutsDown() {
        ready("asleep", "powerState: Suspended");
        lab.pool().calls().reset();
        lab.delete("asleep");
        lab.awaitGone("asleep");
        assertThat(lab.vmsNamed("asleep")).isEmpty();
        assertThat(lab.writesTo("VM"))
                .containsEntry("VM.resume", 1L)
                .containsEntry("VM.clean_shutdown", 1L)
                .doesNotContainKey("VM.hard_shutdown");
    }

    @Test
    void saysHowToDropTheMemoryOfASuspendedVmThatCannotBeResumed() {
        String ref = ready("stuck", "powerState: Suspended", "shutdown: {mode: CleanThenForce}");
        lab.pool().direct().all("host").forEach(host -> call("host.disable", host));
        lab.delete("stuck");
        awaitMessage("stuck", "shutdown.mode Force drops its memory instead");
        lab.pool().direct().all("host").forEach(host -> call("host.enable", host));
        assertThat(lab.record(ref)).containsEntry("power_state", "Suspended");
        lab.applyVm("stuck", "powerState: Suspended", "shutdown: {mode: Force}");
        lab.awaitGone("stuck");
        assertThat(lab.vmsNamed("stuck")).isEmpty();
    }

    @Test
    void pullsThePlugAtOnceWhereNoGuestCanBeAsked() {
        String ref = withoutTools("toolless");
        lab.applyVm("toolless", "shutdown: {mode: Clean}");
        lab.delete("toolless");
        awaitMessage("toolless", "the guest lacks Xen drivers or its agent: install the guest tools, or use shutdown");
        assertThat(lab.record(ref)).containsEntry("power_state", "Running");
        lab.applyVm("toolless", "shutdown: {mode: CleanThenForce}");
        lab.awaitGone("toolless");
        assertThat(lab.vmsNamed("toolless")).isEmpty();
    }

    @Test
    void asksAGuestAgainAsSoonAsItsAgentReports() {
        String ref = withoutTools("dozy");
        lab.applyVm("dozy", "shutdown: {mode: Clean}");
        lab.delete("dozy");
        awaitMessage("dozy", "the guest lacks Xen drivers or its agent");
        lab.pool().guests().toolsAppear(lab.record(ref).get("uuid").toString());
        lab.awaitGone("dozy");
        assertThat(lab.vmsNamed("dozy")).isEmpty();
    }

    @Test
    void pullsThePlugAtOnceWhereTheGuestRefuses() {
        withoutTools("refusing");
        lab.applyVm("refusing", "shutdown: {mode: CleanThenForce}");
        lab.delete("refusing");
        lab.awaitGone("refusing");
        assertThat(lab.vmsNamed("refusing")).isEmpty();
    }

    /** Its guest has no agent. */
    private static String withoutTools(String name) {
        String ref = ready(name, "powerState: Halted");
        call("VM.set_xenstore_data", ref, Map.of());
        lab.applyVm(name);
        lab.awaitReady(name);
        return ref;
    }

    @Test
    void pullsThePlugAtOnceWhereThePoolRefusesToAsk() {
        ready("refused", "shutdown: {mode: CleanThenForce}");
        lab.pool().faults().fail("VM.clean_shutdown", 1, "VM_LACKS_FEATURE", "OpaqueRef:it");
        lab.pool().calls().reset();
        lab.delete("refused");
        lab.awaitGone("refused");
        assertThat(lab.writesTo("VM")).containsEntry("VM.clean_shutdown", 1L).containsEntry("VM.hard_shutdown", 1L);
    }

    @Test
    void pullsThePlugOnAGuestThatDoesNotShutDownInTime() {
        Duration zero = Duration.ZERO;
        var deaf = new Delays(zero, zero, GUEST_TAKES, zero, zero, zero, zero, zero, Duration.ofMillis(20), zero);
        try (VmLab far = VmLab.started(deaf)) {
            far.applyVm("deaf", "shutdown: {mode: CleanThenForce, timeout: 1s}");
            far.awaitReady("deaf");
            far.pool().calls().reset();
            far.delete("deaf");
            await("the plug is pulled without waiting for the guest's answer")
                    .atMost(VmLab.PATIENCE)
                    .until(() -> far.pool().calls().of("VM.hard_shutdown") == 1);
            far.awaitGone("deaf");
            assertThat(far.vmsNamed("deaf")).isEmpty();
            assertThat(far.writesTo("VM"))
                    .containsEntry("VM.clean_shutdown", 1L)
                    .containsEntry("VM.hard_shutdown", 1L);
        }
    }

    @Test
    void aPoolWhoseClockIsBehindDoesNotCostTheGuestItsTime() {
        Duration zero = Duration.ZERO;
        var slow = new Delays(
                zero, zero, Duration.ofSeconds(2), zero, zero, zero, zero, zero, Duration.ofMillis(20), zero);
        try (VmLab far = VmLab.started(slow)) {
            far.stopOperator();
            far.startOperator(seams -> seams.withClock(Clock.offset(Clock.systemUTC(), Duration.ofMinutes(30))));
            far.applyVm("slow", "shutdown: {mode: CleanThenForce, timeout: 20m}");
            far.awaitReady("slow");
            far.pool().calls().reset();
            far.delete("slow");
            far.awaitGone("slow");
            assertThat(far.writesTo("VM"))
                    .containsEntry("VM.clean_shutdown", 1L)
                    .doesNotContainKey("VM.hard_shutdown");
        }
    }

    @Test
    void waitsForAPoolThatDoesNotAnswer() {
        try (VmLab far = VmLab.started()) {
            far.applyVm("away", "powerState: Halted");
            far.awaitReady("away");
            far.pool().faults().hosts().down("host1");
            far.pool().faults().hosts().down("host2");
            far.awaitVm("away", vm -> !VmLab.isReady(vm));
            far.delete("away");
            VirtualMachine waiting = far.awaitVm(
                    "away",
                    vm -> vm.getMetadata().getDeletionTimestamp() != null
                            && String.valueOf(vm.getStatus().message()).contains("let the resource go"));
            assertThat(waiting.getMetadata().getFinalizers()).isNotEmpty();
            assertThat(waiting.getStatus().message())
                    .contains("does not answer since")
                    .endsWith("; where it is gone for good, let the resource go as it is: "
                            + "kubectl annotate --field-manager=xcp --overwrite -n %s xvm away xcp-operator.io/abandon=%s"
                                    .formatted(far.apps(), waiting.getMetadata().getUid()));
            assertThat(far.vmsNamed("away")).hasSize(1);
            far.pool().faults().hosts().up("host1");
            far.pool().faults().hosts().up("host2");
            await("the deletion goes on")
                    .atMost(VmLab.PATIENCE.multipliedBy(2))
                    .until(() -> far.vm("away").isEmpty());
            assertThat(far.vmsNamed("away")).isEmpty();
        }
    }
}
