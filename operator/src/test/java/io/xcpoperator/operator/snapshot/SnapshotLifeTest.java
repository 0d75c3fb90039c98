package io.xcpoperator.operator.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import io.xcpoperator.api.v1alpha1.PlannedCall;
import io.xcpoperator.api.v1alpha1.snapshot.VirtualMachineSnapshot;
import io.xcpoperator.api.v1alpha1.snapshot.VirtualMachineSnapshotStatus;
import io.xcpoperator.operator.platform.gate.DeletionBudget;
import io.xcpoperator.operator.platform.owner.Claim;
import io.xcpoperator.operator.platform.owner.MarkIndexes;
import io.xcpoperator.operator.platform.status.Conditions;
import io.xcpoperator.operator.testing.Lab;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A snapshot from apply to the pool and back: taken once, kept, expired, destroyed or let go. */
class SnapshotLifeTest {
    private static SnapshotLab lab;

    @BeforeAll
    static void start() {
        lab = SnapshotLab.started();
        lab.vm("web");
    }

    @AfterAll
    static void stop() {
        lab.close();
    }

    @BeforeEach
    void begin() {
        lab.pool().calls().reset();
    }

    private static String onlyOf(String name) {
        List<String> found = lab.pool().direct().named("VM", name);
        assertThat(found).as("snapshots named " + name).hasSize(1);
        return found.getFirst();
    }

    private static void deleteAndAwait(String name) {
        lab.delete(lab.findSnapshot(name).orElseThrow());
        lab.awaitGone(VirtualMachineSnapshot.class, name);
    }

    @Test
    void isTakenOnceAndGoesWithItsDisksWhileThoseOfOthersStay() {
        String foreign = lab.pool().direct().text("VM.snapshot", lab.vmRef("web"), "by hand");
        int disks = lab.snapshotDisks().size();
        lab.pool().calls().reset();
        lab.snapshot("before-upgrade", "web");
        VirtualMachineSnapshotStatus status = lab.awaitReady("before-upgrade").getStatus();
        String ref = onlyOf("before-upgrade");
        assertThat(lab.record("VM", ref))
                .containsEntry("uuid", status.uuid())
                .containsEntry("is_a_snapshot", true)
                .containsEntry("snapshot_of", lab.vmRef("web"))
                .containsEntry("power_state", "Halted");
        assertThat(lab.otherConfig("VM", ref).get(MarkIndexes.SNAPSHOT_OWNER)).endsWith("/" + status.uuid());
        assertThat(status.takenAt()).isNotNull();
        assertThat(status.size()).as("the storage has measured nothing yet").isNull();
        assertThat(status.stallSeconds()).isNull();
        assertThat(status.pendingCreations()).isNull();
        lab.awaitNoTasks();
        assertThat(lab.pool().calls().of("VM.snapshot")).isEqualTo(1);
        deleteAndAwait("before-upgrade");
        assertThat(lab.pool().direct().named("VM", "before-upgrade")).isEmpty();
        assertThat(lab.snapshots()).contains(foreign);
        assertThat(lab.snapshotDisks()).as("the disks of another's").hasSize(disks);
        assertThat(lab.record("VM", lab.vmRef("web"))).containsEntry("power_state", "Running");
        lab.awaitNoTasks();
        assertThat(lab.writes().keySet())
                .containsExactlyInAnyOrder(
                        "VM.snapshot",
                        "VM.add_to_other_config",
                        "VM.set_name_label",
                        "VDI.add_to_other_config",
                        "VM.destroy",
                        "VDI.destroy");
    }

    @Test
    void takesTheMemoryTooAndTellsHowLongTheVmStoodStill() {
        int disks = lab.snapshotDisks().size();
        lab.snapshot("asleep", "web", "memory: Include");
        VirtualMachineSnapshotStatus status = lab.awaitReady("asleep").getStatus();
        assertThat(lab.record("VM", onlyOf("asleep"))).containsEntry("power_state", "Suspended");
        assertThat(status.stallSeconds()).isNotNull();
        assertThat(lab.record("VM", lab.vmRef("web"))).containsEntry("power_state", "Running");
        lab.awaitNoTasks();
        deleteAndAwait("asleep");
        assertThat(lab.pool().direct().named("VM", "asleep")).isEmpty();
        assertThat(lab.snapshotDisks()).hasSize(disks);
    }

    @Test
    void goesWhenItsTimeIsOverAndIsNotTakenAgain() {
        int disks = lab.snapshotDisks().size();
        lab.snapshot("hourly", "web", "timeToLive: 2s");
        VirtualMachineSnapshot expired = lab.awaitReason("hourly", "Expired");
        assertThat(Conditions.isTrue(expired.getStatus().conditions(), "Expired"))
                .isTrue();
        assertThat(Conditions.isTrue(expired.getStatus().conditions(), "Ready")).isTrue();
        assertThat(expired.getStatus().uuid()).as("what it was").isNotNull();
        assertThat(expired.getStatus().size()).isNull();
        org.awaitility.Awaitility.await()
                .atMost(io.xcpoperator.operator.testing.Lab.PATIENCE)
                .until(() -> lab.snapshotDisks().size() == disks);
        assertThat(lab.pool().direct().named("VM", "hourly")).isEmpty();
        lab.patch(expired, "{\"timeToLive\":\"1s\"}");
        lab.awaitReason("hourly", "Expired");
        assertThat(lab.pool().calls().of("VM.snapshot")).isEqualTo(1);
        deleteAndAwait("hourly");
    }

    @Test
    void isLetGoUnharmedWhereThePolicySaysRetain() {
        lab.snapshot("kept", "web", "deletionPolicy: Retain");
        lab.awaitReady("kept");
        String ref = onlyOf("kept");
        deleteAndAwait("kept");
        assertThat(lab.otherConfig("VM", ref)).doesNotContainKey(MarkIndexes.SNAPSHOT_OWNER);
        assertThat((List<?>) lab.record("VM", ref).get("VBDs")).isNotEmpty();
        assertThat(lab.writesOf("VDI")).isEmpty();
    }

    @Test
    void isPlannedFirstAndThenTakenByTheVeryCallsThatThePlanHas() {
        lab.snapshot("planned", "web", "managementPolicy: Plan");
        VirtualMachineSnapshot planned = lab.awaitReason("planned", "Planned");
        assertThat(lab.writes()).isEmpty();
        List<String> calls = planned.getStatus().plan().calls().stream()
                .map(PlannedCall::call)
                .toList();
        assertThat(calls).containsExactly("VM.snapshot", "VM.add_to_other_config", "VM.set_name_label");
        lab.patch(planned, "{\"managementPolicy\":\"Manage\"}");
        assertThat(lab.awaitSnapshot(
                                "planned",
                                s -> SnapshotLab.isReady(s) && s.getStatus().plan() == null)
                        .getStatus()
                        .uuid())
                .isNotNull();
        assertThat(lab.writes()).hasSize(3).containsKeys(calls.toArray(String[]::new));
        lab.patch(planned, "{\"managementPolicy\":\"Plan\"}");
        lab.awaitSnapshot("planned", SnapshotLab::isReady);
        deleteAndAwait("planned");
        assertThat(onlyOf("planned")).as("Plan writes nothing").isNotNull();
    }

    @Test
    void onlyLooksWhereItMayOnlyObserve() {
        lab.snapshot("seen", "web", "managementPolicy: Observe");
        assertThat(lab.awaitReason("seen", "NotFound").getStatus().message()).contains("Observe takes none");
        deleteAndAwait("seen");
        assertThat(lab.writes()).isEmpty();
    }

    @Test
    void waitsWhileThePauseLastsAlsoWithItsDeletion() {
        lab.snapshot("paused", "web");
        VirtualMachineSnapshot taken = lab.awaitReady("paused");
        lab.annotate(taken, "paused", "true");
        lab.delete(taken);
        assertThat(lab.awaitReason("paused", "Paused").getStatus().message()).startsWith("deletion waits: paused");
        assertThat(onlyOf("paused")).isNotNull();
        lab.annotate(taken, "paused", "false");
        lab.awaitGone(VirtualMachineSnapshot.class, "paused");
        assertThat(lab.pool().direct().named("VM", "paused")).isEmpty();
    }

    @Test
    void whatAnotherDestroyedIsMissedAndNotTakenAgain() {
        lab.snapshot("lost", "web");
        String uuid = lab.awaitReady("lost").getStatus().uuid();
        lab.pool().direct().call("VM.destroy", onlyOf("lost"));
        VirtualMachineSnapshot missing = lab.awaitReason("lost", "Missing");
        assertThat(missing.getStatus().message()).startsWith("snapshot " + uuid + " is gone from pool home");
        assertThat(Conditions.isTrue(missing.getStatus().conditions(), "Stalled"))
                .isTrue();
        assertThat(lab.pool().calls().of("VM.snapshot")).isEqualTo(1);
        deleteAndAwait("lost");
    }

    @Test
    void isNotTouchedWithoutItsMarkUntilAPersonTakesItOver() {
        lab.snapshot("unmarked", "web");
        VirtualMachineSnapshot taken = lab.awaitReady("unmarked");
        String uuid = taken.getStatus().uuid();
        lab.pool().direct().call("VM.remove_from_other_config", onlyOf("unmarked"), MarkIndexes.SNAPSHOT_OWNER);
        assertThat(lab.awaitReason("unmarked", "MarkLost").getStatus().message())
                .contains("xcp-operator.io/take-over=" + uuid);
        lab.annotate(taken, "take-over", uuid);
        lab.awaitReady("unmarked");
        assertThat(lab.otherConfig("VM", onlyOf("unmarked"))).containsKey(MarkIndexes.SNAPSHOT_OWNER);
        deleteAndAwait("unmarked");
        assertThat(lab.pool().direct().named("VM", "unmarked")).isEmpty();
    }

    @Test
    void oneOfAnEarlierResourceIsNotTakenASecondTime() {
        lab.snapshot("again", "web");
        VirtualMachineSnapshot taken = lab.awaitReady("again");
        String uuid = taken.getStatus().uuid();
        lab.patch(taken, "{\"managementPolicy\":\"Observe\"}");
        lab.awaitReason("again", "Observed");
        deleteAndAwait("again");
        lab.snapshot("again", "web");
        VirtualMachineSnapshot second = lab.awaitReason("again", "PreviousIncarnation");
        lab.annotate(second, "take-over", uuid);
        assertThat(lab.awaitReady("again").getStatus().uuid()).isEqualTo(uuid);
        assertThat(lab.pool().calls().of("VM.snapshot")).isEqualTo(1);
        deleteAndAwait("again");
    }

    @Test
    void saysInOneSentenceWhatItWaitsFor() {
        lab.snapshot("early", "later");
        assertThat(lab.awaitReason("early", "ReferenceNotFound").getStatus().message())
                .isEqualTo("VirtualMachine %s/later does not exist"
                        .formatted(lab.lab().namespace()));
        lab.vm("later", "powerState: Halted");
        lab.awaitReady("early");
        lab.snapshot("dozing", "later", "memory: Include");
        assertThat(lab.awaitReason("dozing", "OperationNotAllowed").getStatus().message())
                .isEqualTo("VM later is halted and has no memory to take: start it, or use memory Exclude");
        lab.applyVm("later", "powerState: Running");
        lab.awaitReady("dozing");
        String vm = lab.vmRef("later");
        String uuid = lab.record("VM", vm).get("uuid").toString();
        lab.pool().direct().call("VM.add_to_other_config", vm, Claim.VM_DISKS.key(), uuid + "/Backup/apps/nightly/u1");
        lab.awaitVm("later", held -> Lab.trueOf(held.getStatus().conditions()).contains("HeldBy"));
        lab.snapshot("held", "later");
        assertThat(lab.awaitReason("held", "HeldBy").getStatus().message())
                .startsWith("VM later is held by Backup apps/nightly until it lets go");
        lab.pool().direct().call("VM.remove_from_other_config", vm, Claim.VM_DISKS.key());
        lab.awaitReady("held");
    }

    @Test
    void aRefusedOneIsTriedAgainAndSaysWhatThePoolSaid() {
        lab.pool().faults().fail("VM.snapshot", 1, "SR_FULL", "100", "10");
        lab.snapshot("refused", "web");
        assertThat(lab.awaitReason("refused", "NoCapacity").getStatus().message())
                .contains("SR_FULL");
        lab.awaitNoTasks();
        VirtualMachineSnapshot refused = lab.findSnapshot("refused").orElseThrow();
        lab.patch(refused, "{\"timeToLive\":\"100h\"}");
        lab.awaitReady("refused");
        deleteAndAwait("refused");
    }

    @Test
    void staysAfterItsVirtualMachineWasLetGoAndGoesWithItsResource() {
        lab.vm("leaving", "deletionPolicy: Retain");
        lab.snapshot("stays", "leaving");
        lab.awaitReady("stays");
        lab.delete(lab.findVm("leaving").orElseThrow());
        lab.awaitGone(io.xcpoperator.api.v1alpha1.vm.VirtualMachine.class, "leaving");
        assertThat(onlyOf("stays")).isNotNull();
        deleteAndAwait("stays");
        assertThat(lab.pool().direct().named("VM", "stays")).isEmpty();
    }

    /** S12: who deletes many by mistake keeps those that were not yet gone. */
    @Test
    void moreThanAnHoursDeletionsWaitForAPerson() {
        try (SnapshotLab strict = SnapshotLab.started(3)) {
            strict.vm("web");
            List<String> names = List.of("a", "b", "c", "d", "e");
            names.forEach(name -> strict.snapshot(name, "web"));
            names.forEach(strict::awaitReady);
            int before = strict.snapshots().size();
            names.forEach(name -> strict.delete(strict.findSnapshot(name).orElseThrow()));
            assertThat(before).isEqualTo(5);
            List<VirtualMachineSnapshot> held = org.awaitility.Awaitility.await(
                            "all that are left wait for the same set")
                    .atMost(Lab.PATIENCE)
                    .until(() -> left(strict, names), SnapshotLifeTest::areHeldTogether);
            assertThat(held).hasSizeGreaterThanOrEqualTo(2);
            String message = held.getLast().getStatus().message();
            assertThat(message).containsPattern("\\d deletions? that destroys? something waits? on pool home");
            assertThat(strict.snapshots()).hasSizeGreaterThanOrEqualTo(2);
            String hash = message.replaceFirst("(?s).*approve-deletions=([0-9a-f]+).*", "$1");
            strict.annotate(strict.home(), "approve-deletions", hash);
            strict.awaitGone(
                    VirtualMachineSnapshot.class, held.getLast().getMetadata().getName());
        }
    }

    private static List<VirtualMachineSnapshot> left(SnapshotLab lab, List<String> names) {
        return names.stream().flatMap(name -> lab.findSnapshot(name).stream()).toList();
    }

    /** The hash that a person approves is of all of them. */
    private static boolean areHeldTogether(List<VirtualMachineSnapshot> left) {
        String hash = DeletionBudget.hash(
                left.stream().map(one -> one.getMetadata().getUid()).collect(Collectors.toSet()));
        return left.stream()
                .allMatch(
                        one -> SnapshotLab.reason(one.getStatus().conditions()).equals("MassDeletionHeld")
                                && one.getStatus().message().contains(hash));
    }
}
