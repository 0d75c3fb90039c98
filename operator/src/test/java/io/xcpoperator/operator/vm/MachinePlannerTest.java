package io.xcpoperator.operator.vm;

import static org.assertj.core.api.Assertions.assertThat;

import io.xcpoperator.api.v1alpha1.Approval;
import io.xcpoperator.api.v1alpha1.FieldClass;
import io.xcpoperator.api.v1alpha1.vm.FirmwareMode;
import io.xcpoperator.api.v1alpha1.vm.RestartWhen;
import io.xcpoperator.operator.platform.gate.Approvals;
import io.xcpoperator.operator.platform.gate.ManagementGate;
import io.xcpoperator.operator.platform.status.Because;
import io.xcpoperator.operator.platform.status.Reason;
import io.xcpoperator.xapi.types.VdiRef;
import io.xcpoperator.xapi.types.VtpmRef;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Firmware, boot order, platform flags, CD drive and limits of interfaces: what is planned in which state. */
class MachinePlannerTest {
    private static final Approvals NOTHING = new Approvals(List.of());

    private static Plan plan(AVm vm, AMachine machine) {
        return new ModelPool().with(vm).plan(machine.vm());
    }

    private static List<String> calls(List<Step> steps) {
        return steps.stream().flatMap(step -> step.action().calls().stream()).toList();
    }

    private static String sentence(Plan plan) {
        assertThat(plan.hindrances()).hasSize(1);
        return plan.hindrances().getFirst().message();
    }

    private static List<String> waiting(Plan plan) {
        return plan.restart().stream()
                .flatMap(restart -> restart.changes().stream())
                .map(Change::sentence)
                .toList();
    }

    @Test
    void whatIsAsItShallBeCostsNoCall() {
        AVm vm = AVm.ofOurs();
        vm.vtpms.add(new VtpmRef("OpaqueRef:vtpm"));
        vm.platform.put("videoram", "8");
        vm.platform.put("nested-virt", "1");
        vm.vendorDevice = true;
        vm.otherConfig.put(Keys.PCI, "0/0000:03:00.0");
        vm.drives.add(vm.drive(3, Optional.of(AMachine.TOOLS)));
        Plan plan = plan(
                vm,
                new AMachine()
                        .firmware(FirmwareMode.UEFI)
                        .secureBoot(false)
                        .vtpm(true)
                        .order("cd")
                        .nested(true)
                        .vendorDevice(true)
                        .videoRam(8)
                        .pci("0000:03:00.0")
                        .tools());
        assertThat(plan.isDone()).isTrue();
        assertThat(plan.nextBoot()).isEmpty();
    }

    @Test
    void aMachineThatTheSpecDoesNotMentionIsLeftAsItIs() {
        AVm vm = AVm.ofOurs();
        vm.boot.put("order", "n");
        vm.platform.put("secureboot", "true");
        vm.vtpms.add(new VtpmRef("OpaqueRef:vtpm"));
        vm.otherConfig.put(Keys.PCI, "0/0000:03:00.0");
        vm.drives.add(vm.drive(3, Optional.of(new VdiRef("OpaqueRef:by-hand"))));
        assertThat(plan(vm, new AMachine()).isDone()).isTrue();
    }

    @Test
    void bootOrderAndSecureBootAreWrittenAtOnceAndToldUntilTheGuestStarts() {
        ModelPool pool = new ModelPool().with(AVm.ofOurs());
        pool.only().started = Optional.of(ModelPool.NOW);
        DesiredVm want = new AMachine().order("nc").secureBoot(true).vm();
        Plan plan = pool.plan(want);
        assertThat(calls(plan.steps()))
                .containsExactly(
                        "VM.add_to_other_config",
                        "VM.add_to_platform",
                        "VM.remove_from_HVM_boot_params",
                        "VM.add_to_HVM_boot_params");
        assertThat(plan.restart()).isEmpty();
        pool.execute(plan.steps());
        Plan later = pool.plan(want);
        assertThat(later.steps()).isEmpty();
        assertThat(later.nextBoot())
                .extracting(Change::sentence)
                .containsExactly("boot.order Disk,CdRom → Network,Disk", "firmware.secureBoot unset → true");
        assertThat(later.nextBoot()).allSatisfy(c -> assertThat(c.takesEffect()).isEqualTo(FieldClass.NextBoot));
        // the guest reboots by itself
        pool.only().started = Optional.of(ModelPool.NOW.plusSeconds(60));
        Plan after = pool.plan(want);
        assertThat(after.nextBoot()).isEmpty();
        assertThat(calls(after.steps())).containsExactly("VM.remove_from_other_config");
    }

    @Test
    void whatIsTakenBackBeforeTheNextStartIsNotToldAnyMore() {
        ModelPool pool = new ModelPool().with(AVm.ofOurs());
        pool.only().started = Optional.of(ModelPool.NOW);
        pool.execute(pool.plan(new AMachine().order("n").vm()).steps());
        DesiredVm back = new AMachine().order("cd").vm();
        pool.execute(pool.plan(back).steps());
        assertThat(pool.plan(back).nextBoot()).isEmpty();
        assertThat(pool.plan(back).steps()).isEmpty();
        assertThat(pool.only().otherConfig).doesNotContainKey(Keys.NEXT_BOOT);
    }

    @Test
    void theNoteOfAnotherVmIsNotBelieved() {
        ModelPool pool = new ModelPool().with(AVm.ofOurs());
        pool.only().started = Optional.of(ModelPool.NOW);
        pool.only()
                .otherConfig
                .put(Keys.NEXT_BOOT, "another-uuid/" + ModelPool.NOW.getEpochSecond() + "\nboot.order\tx\ty");
        assertThat(pool.plan(new AMachine().order("cd").vm()).nextBoot()).isEmpty();
    }

    @Test
    void whatNeedsAStopWaitsWhileTheVmRuns() {
        AVm vm = AVm.ofOurs();
        AMachine all = new AMachine()
                .vtpm(true)
                .nested(true)
                .vendorDevice(true)
                .videoRam(16)
                .pci("0000:03:00.0")
                .tools();
        Plan plan = plan(vm, all);
        assertThat(plan.steps()).isEmpty();
        assertThat(waiting(plan))
                .containsExactly(
                        "firmware.vtpm false → true",
                        "advanced.nestedVirtualization false → true",
                        "advanced.vendorDevice false → true",
                        "advanced.videoRam unset → 16Mi",
                        "advanced.pciDevices none → 0000:03:00.0",
                        "cdrom no drive → a drive");
        for (RestartWhen when : List.of(RestartWhen.Never, RestartWhen.OnApproval, RestartWhen.Unknown)) {
            assertThat(VmGate.split(plan, ManagementGate.WRITE, when, false, NOTHING)
                            .now())
                    .as("%s", when)
                    .isEmpty();
        }
    }

    @Test
    void oneRestartMakesThemAll() {
        Plan plan = plan(AVm.ofOurs(), new AMachine().vtpm(true).nested(true).tools());
        assertThat(calls(plan.all()))
                .containsSubsequence(
                        "Async.VM.clean_shutdown",
                        "VTPM.create",
                        "VM.add_to_platform",
                        "VBD.create",
                        "Async.VBD.insert",
                        "Async.VM.start");
        assertThat(calls(plan.all()).stream().filter("Async.VM.start"::equals)).hasSize(1);
    }

    @Test
    void anAdoptedVmKeepsTheFirmwareThatItsSystemWasInstalledWith() {
        Wanted wanted = new AMachine().firmware(FirmwareMode.BIOS).on(Wanted.adopting(AVm.UUID));
        Plan plan = new ModelPool().with(AVm.ofOurs().halted()).plan(wanted.vm());
        assertThat(plan.steps()).isEmpty();
        assertThat(sentence(plan))
                .isEqualTo("firmware.mode is BIOS, but the VM starts with UEFI, and what is installed on"
                        + " it starts with nothing else: set firmware.mode to UEFI");
    }

    @Test
    void firmwareThatSomebodyChangedIsSetBackWithTheDeviceModelThatGoesWithIt() {
        AVm vm = AVm.ofOurs();
        vm.boot.put("firmware", "bios");
        vm.platform.put("device-model", "qemu-upstream-compat");
        AMachine uefi = new AMachine().firmware(FirmwareMode.UEFI);
        assertThat(waiting(plan(vm, uefi))).containsExactly("firmware.mode BIOS → UEFI");
        assertThat(calls(plan(vm.halted(), uefi).steps()))
                .startsWith("VM.remove_from_platform", "VM.remove_from_HVM_boot_params", "VM.add_to_HVM_boot_params");
    }

    @Test
    void secureBootAndTpmNeedUefi() {
        AVm vm = AVm.ofOurs();
        vm.boot.put("firmware", "bios");
        assertThat(sentence(plan(vm, new AMachine().secureBoot(true))))
                .isEqualTo("firmware.secureBoot needs UEFI, and the VM starts with BIOS");
        assertThat(sentence(plan(vm, new AMachine().vtpm(true))))
                .isEqualTo("firmware.vtpm needs UEFI, and the VM starts with BIOS");
    }

    @Test
    void aParavirtualisedVmHasNoFirmware() {
        AVm vm = AVm.ofOurs();
        vm.hvm = false;
        assertThat(sentence(plan(vm, new AMachine().order("c"))))
                .isEqualTo("the VM is paravirtualised and has no firmware: take firmware and boot out of the spec");
    }

    @Test
    void olderPoolsHaveNoTpmAndAnotherNameForNesting() {
        ModelPool pool = new ModelPool().with(AVm.ofOurs().halted());
        pool.can = Capabilities.of(List.of("8.3.0", "8.2.1"));
        assertThat(sentence(pool.plan(new AMachine().vtpm(true).vm())))
                .startsWith("firmware.vtpm needs XCP-ng 8.3 on every host");
        pool.execute(pool.plan(new AMachine().nested(true).vm()).steps());
        assertThat(pool.only().platform).containsEntry("exp-nested-hvm", "true");
        pool.only().halted();
        pool.execute(pool.plan(new AMachine()
                        .nested(false)
                        .on(Wanted.running().power(Power.Halted))
                        .vm())
                .steps());
        assertThat(pool.only().platform).doesNotContainKeys("exp-nested-hvm", "nested-virt");
    }

    @Test
    void aTpmGoesOnlyWithLeaveAndWithAStop() {
        ModelPool pool = new ModelPool().with(AVm.ofOurs());
        pool.only().vtpms.add(new VtpmRef("OpaqueRef:vtpm"));
        DesiredVm want = new AMachine().vtpm(false).vm();
        Plan asking = pool.plan(want);
        assertThat(asking.all()).isEmpty();
        assertThat(asking.nextBoot()).singleElement().satisfies(change -> {
            assertThat(change.because()).isEqualTo(Because.ApprovalRequired);
            assertThat(change.takesEffect()).isEqualTo(FieldClass.Restart);
        });
        pool.only().in(Power.Halted);
        assertThat(calls(pool.plan(want).steps()))
                .as("not even while it is halted")
                .doesNotContain("VTPM.destroy");
        pool.approvals = new Approvals(List.of(new Approval(Approvals.DELETE_VTPM, AVm.UUID, "2026-11-01T02:00:00Z")));
        assertThat(calls(pool.plan(want).steps())).contains("VTPM.destroy");
        pool.only().power = Power.Running;
        assertThat(waiting(pool.plan(want))).containsExactly("firmware.vtpm true → false");
    }

    @Test
    void nestedVirtualisationNeedsMemoryThatDoesNotBalloon() {
        Wanted wanted = new AMachine().nested(true).on(Wanted.running().memory(2, 4));
        Plan plan = new ModelPool().with(AVm.ofOurs()).plan(wanted.vm());
        assertThat(sentence(plan))
                .isEqualTo(
                        "advanced.nestedVirtualization needs memory that does not balloon: set memory.size to memory.max");
    }

    @Test
    void aMediumChangesAtOnceAndAnIsoPutInByHandIsTakenOutOfAManagedDrive() {
        ModelPool pool = new ModelPool().with(AVm.ofOurs());
        pool.only().drives.add(pool.only().drive(3, Optional.of(new VdiRef("OpaqueRef:by-hand"))));
        DesiredVm want = new AMachine().tools().vm();
        assertThat(calls(pool.plan(want).steps())).containsExactly("Async.VBD.eject", "Async.VBD.insert");
        pool.execute(pool.plan(want).steps());
        pool.execute(pool.plan(want).steps());
        assertThat(pool.only().drives.getFirst().medium()).hasValue(AMachine.TOOLS);
        DesiredVm empty = new AMachine().emptyDrive().vm();
        assertThat(calls(pool.plan(empty).steps())).containsExactly("Async.VBD.eject");
    }

    @Test
    void aDriveThatTheGuestHasNotGotYetTakesNoMediumBeforeItsNextStart() {
        AVm vm = AVm.ofOurs();
        vm.drives.add(vm.drive(3, Optional.empty()).attached(false));
        Plan plan = plan(vm, new AMachine().tools());
        assertThat(plan.steps()).isEmpty();
        assertThat(waiting(plan)).containsExactly("cdrom empty → (unknown ISO)");
    }

    @Test
    void socketsThatAReBootFromInsideWouldFindBrokenWaitForTheRestartThatMakesThemWhole() {
        Wanted wanted = Wanted.running();
        wanted.cpu = new DesiredVm.Cpu(
                Optional.of(3L), Optional.of(6L), Optional.of(3L), Optional.empty(), Optional.empty());
        Plan plan = new ModelPool().with(AVm.ofOurs()).plan(wanted.vm());
        assertThat(calls(plan.steps())).doesNotContain("VM.add_to_platform");
        assertThat(waiting(plan)).contains("cpu.max 4 → 6", "cpu.coresPerSocket unset → 3");
    }

    @Test
    void aVmThatDoesNotStartWithTheChangeGetsItsOldMachineBack() {
        AVm vm = AVm.ofOurs();
        vm.platform.put("videoram", "4");
        vm.platform.put("device-model", "qemu-upstream-uefi");
        ModelPool pool = new ModelPool().with(vm);
        DesiredVm want = new AMachine()
                .vtpm(true)
                .nested(true)
                .vendorDevice(true)
                .videoRam(16)
                .pci("0000:03:00.0")
                .vm();
        MachineShape before = MachineShape.of(vm.facts());
        pool.execute(pool.plan(want).all());
        List<Step> stopped = pool.plan(want).steps();
        pool.execute(stopped.stream().takeWhile(s -> !s.action().isTask()).toList());
        assertThat(vm.vtpms).hasSize(1);
        assertThat(MachineShape.of(vm.facts())).isNotEqualTo(before);
        RestartMemo memo = RestartMemo.of(vm.facts()).orElseThrow();
        vm.own(Keys.REFUSED, memo.refusal());
        vm.power = Power.Halted;
        Plan back = pool.plan(want);
        assertThat(calls(back.steps())).contains("VTPM.destroy", "VM.remove_from_platform", "Async.VM.start");
        pool.execute(back.steps());
        assertThat(MachineShape.of(vm.facts())).isEqualTo(before);
        assertThat(vm.power).isEqualTo(Power.Running);
    }

    @Test
    void aMemoryOfARestartFromAnEarlierVersionIsStillRead() {
        AVm vm = AVm.ofOurs();
        vm.own(Keys.RESTART, "base;1;1;2;2;2;4;2");
        assertThat(RestartMemo.of(vm.facts()))
                .hasValueSatisfying(memo -> assertThat(memo.shape().machine()).isEmpty());
        assertThat(MachineShape.parse("boot.firmware=uefi&x&=&%zz=%").values()).containsEntry("boot.firmware", "uefi");
    }

    private static DesiredVm.Nic nic(Optional<Long> rate, Optional<Set<String>> addresses) {
        return new DesiredVm.Nic(
                "lan", Optional.empty(), new Resolved.Found<>(AVm.LAN), Optional.empty(), rate, addresses);
    }

    private static DesiredVm.Nic taken(String entry) {
        return new DesiredVm.Nic(
                entry,
                Optional.empty(),
                new Resolved.Found<>(AVm.LAN),
                Optional.of("02:00:00:00:00:0a"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(Hindrance.waits(Reason.InUse, "it is VM shop's")));
    }

    @Test
    void noInterfaceIsMadeWithAnAddressThatAnotherVmHasButOneThatIsThereStays() {
        AVm vm = withNic(NicLimits.none());
        vm.nics.replaceAll(nic -> AVm.under("02:00:00:00:00:0a", nic));
        ModelPool pool = new ModelPool().with(vm);
        Plan plan =
                pool.plan(Wanted.running().nic(taken("lan")).nic(taken("dmz")).vm());
        assertThat(plan.steps()).isEmpty();
        assertThat(plan.hindrances()).extracting(Hindrance::message).containsExactly("it is VM shop's");
        assertThat(pool.plan(Wanted.running().nic(taken("lan")).vm()).hindrances())
                .as("it is there already")
                .isEmpty();
        Plan making = new ModelPool().plan(Wanted.running().nic(taken("lan")).vm());
        assertThat(making.steps()).as("nor is the VM made").isEmpty();
        assertThat(making.hindrances()).hasSize(1);
    }

    private static AVm withNic(NicLimits limits) {
        AVm vm = AVm.ofOurs();
        vm.nics.add(vm.nic("lan", 0, AVm.LAN).limits(limits));
        return vm;
    }

    @Test
    void aRateComesWithAReplugAsTheRestartPolicyAllowsAndTheVmRunsOn() {
        ModelPool pool = new ModelPool().with(withNic(NicLimits.none()));
        DesiredVm want =
                Wanted.running().nic(nic(Optional.of(500L), Optional.empty())).vm();
        Plan plan = pool.plan(want);
        assertThat(plan.steps()).isEmpty();
        assertThat(waiting(plan)).containsExactly("networkInterfaces[lan].rateLimitKBps 0 → 500");
        assertThat(calls(plan.all()))
                .containsExactly(
                        "Async.VIF.unplug",
                        "VIF.set_qos_algorithm_type",
                        "VIF.set_qos_algorithm_params",
                        "Async.VIF.plug");
    }

    /** The link must not be left down, nor up with the old rate. */
    @Test
    void aReplugThatIsCutAfterTheUnplugIsGoneOnWithWithoutAskingAgain() {
        ModelPool pool = new ModelPool().with(withNic(NicLimits.none()));
        DesiredVm want =
                Wanted.running().nic(nic(Optional.of(500L), Optional.empty())).vm();
        pool.execute(pool.plan(want).all());
        assertThat(pool.only().nics.getFirst().attached()).isFalse();
        Plan rest = pool.plan(want);
        assertThat(VmGate.split(rest, ManagementGate.WRITE, RestartWhen.Never, false, NOTHING)
                        .now())
                .isEqualTo(rest.steps());
        pool.execute(rest.steps());
        assertThat(pool.only().nics.getFirst().attached()).isTrue();
        assertThat(pool.only().nics.getFirst().limits().rateKBps()).isEqualTo(500);
        assertThat(pool.plan(want).isDone()).isTrue();
    }

    @Test
    void aGuestWithoutDriversIsRestartedForARate() {
        AVm vm = withNic(NicLimits.none()).withoutTools();
        DesiredVm want =
                Wanted.running().nic(nic(Optional.of(500L), Optional.empty())).vm();
        Plan plan = new ModelPool().with(vm).plan(want);
        assertThat(calls(plan.all()))
                .contains("Async.VM.clean_shutdown", "Async.VM.start")
                .doesNotContain("Async.VIF.unplug");
    }

    @Test
    void aLockComesAfterItsAddressesAndGoesBeforeThem() {
        Set<String> addresses = Set.of("192.0.2.1", "2001:db8::1");
        AVm open = withNic(NicLimits.none());
        assertThat(calls(new ModelPool()
                        .with(open)
                        .plan(Wanted.running()
                                .nic(nic(Optional.empty(), Optional.of(addresses)))
                                .vm())
                        .steps()))
                .containsExactly("VIF.set_ipv4_allowed", "VIF.set_ipv6_allowed", "VIF.set_locking_mode");
        AVm locked = withNic(new NicLimits(0, true, Set.of("192.0.2.1"), Set.of("2001:db8::1")));
        assertThat(calls(new ModelPool()
                        .with(locked)
                        .plan(Wanted.running()
                                .nic(nic(Optional.empty(), Optional.of(Set.of())))
                                .vm())
                        .steps()))
                .containsExactly("VIF.set_locking_mode", "VIF.set_ipv4_allowed", "VIF.set_ipv6_allowed");
        assertThat(new ModelPool()
                        .with(locked)
                        .plan(Wanted.running()
                                .nic(nic(Optional.empty(), Optional.empty()))
                                .vm())
                        .isDone())
                .as("not managed")
                .isTrue();
    }
}
