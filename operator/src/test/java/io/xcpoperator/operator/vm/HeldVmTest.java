package io.xcpoperator.operator.vm;

import static org.assertj.core.api.Assertions.assertThat;

import io.xcpoperator.api.v1alpha1.vm.RestartWhen;
import io.xcpoperator.operator.platform.ObjectKey;
import io.xcpoperator.operator.platform.gate.Approvals;
import io.xcpoperator.operator.platform.gate.ManagementGate;
import io.xcpoperator.operator.platform.owner.Claim;
import io.xcpoperator.operator.platform.owner.Claims;
import io.xcpoperator.operator.platform.status.Because;
import io.xcpoperator.operator.platform.status.Reason;
import io.xcpoperator.xapi.types.VmOperation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.FieldSource;

/** While another operation has the VM, its machine is left alone (S15). */
class HeldVmTest {
    private static final String SENTENCE =
            "the VM is held by PatchPlan infra/sunday until 2026-11-01T03:00:00Z; nothing of it is started, stopped, moved or changed before";

    /** A wish for a VM, and the VM as it is. */
    record Case(String name, Wanted want, AVm vm) {
        @Override
        public String toString() {
            return name;
        }
    }

    static final List<Case> CHANGES = List.of(
            new Case("start", Wanted.running(), AVm.ofOurs().halted()),
            new Case("stop", Wanted.running().power(Power.Halted), AVm.ofOurs()),
            new Case("suspend", Wanted.running().power(Power.Suspended), AVm.ofOurs()),
            new Case("vCPUs, live", Wanted.running().cpus(3, 4), AVm.ofOurs()),
            new Case("memory, live", Wanted.running().memory(2, 4), AVm.ofOurs()),
            new Case(
                    "memory, halted",
                    Wanted.running().power(Power.Halted).memory(2),
                    AVm.ofOurs().halted()),
            new Case("memory, by a restart", Wanted.running().memory(8), AVm.ofOurs()),
            new Case("disk", Wanted.running().disk("root", 40).disk("data", 1), AVm.ofOurs()),
            new Case("interface", Wanted.running().nic("lan", AVm.LAN), AVm.ofOurs()),
            new Case("move", Wanted.running().on(AVm.XCP2, true), AVm.ofOurs()),
            new Case("making", Wanted.running(), unfinished()),
            new Case("putting back", Wanted.running(), putsBack()));

    private static AVm unfinished() {
        AVm vm = AVm.ofOurs().halted();
        vm.template = true;
        vm.name = Keys.makingName(ModelPool.TOKEN);
        return vm;
    }

    private static AVm putsBack() {
        AVm vm = AVm.ofOurs().halted();
        vm.own(Keys.RESTART, "base;1;1073741824;1;1;1;2;2");
        vm.own(Keys.REFUSED, "base;1");
        return vm;
    }

    private static Claims held(Claim claim) {
        var holder = new Claims.Holder(
                "PatchPlan", new ObjectKey("infra", "sunday"), "u7", Optional.of(ModelPool.NOW.plusSeconds(46 * 60)));
        return Claims.of(Map.of(claim.key(), holder.text(AVm.UUID)), AVm.UUID, ModelPool.NOW);
    }

    private static Gated now(Plan plan) {
        return VmGate.split(plan, ManagementGate.WRITE, RestartWhen.Immediately, false, new Approvals(List.of()));
    }

    @ParameterizedTest
    @FieldSource("CHANGES")
    void whatWouldBeDoneIsNotDoneAndTheHolderIsNamed(Case change) {
        ModelPool pool = new ModelPool().with(change.vm());
        DesiredVm want = change.want().vm();
        assertThat(now(pool.plan(want)).now()).as("without a claim").isNotEmpty();
        pool.claims = held(Claim.VM_DISKS);
        Plan plan = pool.plan(want);
        assertThat(now(plan).now().stream().map(Step::action).filter(HeldVmTest::touchesTheMachine))
                .isEmpty();
        assertThat(plan.hindrances()).contains(Hindrance.waits(Reason.HeldBy, SENTENCE));
    }

    private static boolean touchesTheMachine(Action action) {
        return switch (action) {
            case SettingAction.SetName _,
                    SettingAction.SetDescription _,
                    SettingAction.AddTag _,
                    SettingAction.RemoveTag _,
                    SettingAction.SetKey _,
                    SettingAction.RemoveKey _,
                    SafetyAction _,
                    TaskAction _ -> false;
            case MakingAction _,
                    SettingAction _,
                    MachineAction _,
                    DiskAction _,
                    NicAction _,
                    SeedAction _,
                    PowerAction _,
                    DestroyAction _ -> true;
        };
    }

    @ParameterizedTest
    @EnumSource(names = {"VM_POWER", "VM_PLACEMENT", "VM_DISKS", "VM_MEMORY", "VM_NETWORK"})
    void whicheverPartIsClaimedTheVmIsNotStarted(Claim claim) {
        ModelPool pool = new ModelPool().with(AVm.ofOurs().halted());
        pool.claims = held(claim);
        assertThat(pool.plan(Wanted.running().vm()).steps()).isEmpty();
    }

    @Test
    void whatOnlyDescribesTheVmGoesOn() {
        ModelPool pool = new ModelPool().with(AVm.ofOurs());
        pool.claims = held(Claim.VM_POWER);
        Plan plan = pool.plan(Wanted.running().tags("web").memory(8).vm());
        assertThat(plan.steps().stream().map(Step::action)).anyMatch(a -> a instanceof SettingAction.AddTag);
        assertThat(plan.restart()).isEmpty();
        assertThat(now(plan).pending().stream().map(Change::because)).containsExactly(Because.HeldBy);
    }

    @Test
    void aVmThatIsAsItShallBeWaitsForNothing() {
        ModelPool pool = new ModelPool().with(AVm.ofOurs());
        pool.claims = held(Claim.VM_POWER);
        assertThat(pool.plan(Wanted.running().vm()).hindrances()).isEmpty();
    }

    /** What a clone made by hand brings along from its original, each of which would act if it were believed. */
    static final List<Case> INHERITED = List.of(
            inherited(Keys.RESTART, "base;1;1;1;1;1;1;1", Wanted.adopting(AVm.UUID)),
            inherited(Keys.TAGS, "left", Wanted.running().power(Power.Halted).tags()),
            inherited(
                    Claim.VM_POWER.key(),
                    "PatchPlan/infra/sunday/u7",
                    Wanted.running().power(Power.Halted)));

    private static Case inherited(String key, String value, Wanted want) {
        AVm vm = AVm.ofOurs().halted();
        vm.tags.add("left");
        vm.otherConfig.put(key, "another-vm/" + value);
        return new Case(key, want, vm);
    }

    @ParameterizedTest
    @FieldSource("INHERITED")
    void whatACloneInheritedIsNotBelieved(Case one) {
        ModelPool pool = new ModelPool().with(one.vm());
        Plan plan = pool.plan(one.want().vm());
        assertThat(plan.steps()).isEmpty();
        assertThat(plan.hindrances()).isEmpty();
    }

    @Test
    void aPlacementThatTheOriginalCarriedOutIsStillToBeCarriedOut() {
        AVm vm = AVm.ofOurs();
        vm.otherConfig.put(Keys.PLACED, "another-vm/" + AVm.XCP2.uuid().value());
        Plan plan = new ModelPool()
                .with(vm)
                .plan(Wanted.running().on(AVm.XCP2, false).vm());
        assertThat(plan.steps().stream().map(Step::action))
                .anyMatch(a -> a instanceof PowerAction.Migrate)
                .anyMatch(a -> a.equals(new SettingAction.SetKey(
                        vm.ref, Keys.PLACED, AVm.UUID + "/" + AVm.XCP2.uuid().value(), true)));
    }

    @Test
    void aVmThatIsNotToBeRestartedNowIsNotStartedLaterWhenAPersonHaltsIt() {
        AVm vm = AVm.ofOurs();
        DesiredVm want =
                Wanted.adopting(AVm.UUID).memory(8).restart(RestartWhen.Never).vm();
        vm.own(Keys.RESTART, "base;1;1073741824;1;1;1;2;2");
        Gated gated = VmGate.split(
                new ModelPool().with(vm).plan(want),
                ManagementGate.WRITE,
                RestartWhen.Never,
                false,
                new Approvals(List.of()));
        assertThat(gated.now()).extracting(Step::action).contains(new SettingAction.RemoveKey(vm.ref, Keys.RESTART));
    }

    @Test
    void aTagIsRememberedAsOursBeforeItIsAdded() {
        AVm vm = AVm.ofOurs();
        List<Action> actions = now(new ModelPool()
                        .with(vm)
                        .plan(Wanted.running().tags("web").vm()))
                .now()
                .stream()
                .map(Step::action)
                .toList();
        assertThat(actions)
                .containsSubsequence(vm.facts().writeOwn(Keys.TAGS, "web"), new SettingAction.AddTag(vm.ref, "web"));
    }

    @Test
    void aRefusedRestartOfTheOriginalDoesNotCountForTheClone() {
        AVm vm = AVm.ofOurs();
        DesiredVm want = Wanted.running().memory(8).vm();
        String fresh =
                new ModelPool().with(vm).plan(want).restart().orElseThrow().hash();
        String base =
                new ModelPool().with(vm).plan(want).restart().orElseThrow().base();
        vm.otherConfig.put(Keys.REFUSED, "another-vm/" + base + ";1");
        assertThat(new ModelPool().with(vm).plan(want).restart().orElseThrow().hash())
                .isEqualTo(fresh);
        vm.own(Keys.REFUSED, base + ";1");
        assertThat(new ModelPool().with(vm).plan(want).restart().orElseThrow().hash())
                .isNotEqualTo(fresh);
    }

    /** A revert takes marks and disks away before it brings others. */
    @Test
    void aVmThatIsBeingRevertedIsNotAdoptedBefore() {
        AVm vm = AVm.ofOurs().halted();
        vm.otherConfig.clear();
        vm.busyWith.add(VmOperation.REVERTING);
        ModelPool pool = new ModelPool().with(vm);
        Plan plan = pool.plan(Wanted.adopting(AVm.UUID).disk("root", 40).vm());
        assertThat(plan.steps()).isEmpty();
        assertThat(plan.hindrances())
                .extracting(Hindrance::message)
                .containsExactly("the pool is busy with [reverting] on the VM");
        vm.busyWith.clear();
        assertThat(new ModelPool()
                        .with(vm)
                        .plan(Wanted.adopting(AVm.UUID).disk("root", 40).vm())
                        .steps())
                .isNotEmpty();
    }
}
