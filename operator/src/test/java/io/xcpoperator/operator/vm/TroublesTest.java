package io.xcpoperator.operator.vm;

import static org.assertj.core.api.Assertions.assertThat;

import io.xcpoperator.operator.platform.status.Reason;
import io.xcpoperator.xapi.types.NetworkRef;
import io.xcpoperator.xapi.types.SrRef;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An error of the pool as a person reads it: what happened, to what, and what to do next. */
class TroublesTest {
    private static Hindrance trouble(Wanted want, AVm vm, String operation, String code, String... parameters) {
        ModelPool pool = new ModelPool().with(vm);
        DesiredVm wanted = want.vm();
        var seen = pool.observe(wanted);
        return Troubles.of(wanted, seen).of(operation, code, List.of(parameters));
    }

    @Test
    void aFullStorageIsNamedWithTheDiskAndTheFigures() {
        Wanted want = Wanted.running().disk("root", 40).disk("data", 8);
        assertThat(trouble(want, AVm.ofOurs(), "Async.VDI.create", "SR_FULL", "8589934592", "3221225472"))
                .returns(Reason.NoCapacity, Hindrance::reason)
                .extracting(Hindrance::message)
                .isEqualTo(
                        "storage nas is full: disks[data] asks for 8Gi (8Gi needed, 3Gi free); free space on it, or name another in disks[data].storageRepositoryRef");
    }

    @Test
    void aDiskThatCannotGrowIsNamedWithWhatItLacks() {
        Wanted want = Wanted.running().power(Power.Halted).disk("root", 60);
        assertThat(trouble(
                                want,
                                AVm.ofOurs().halted(),
                                "Async.VDI.resize",
                                "SR_BACKEND_FAILURE_44",
                                "",
                                "There is insufficient space",
                                "")
                        .message())
                .isEqualTo("storage nas reports for disks[root] (20Gi): There is insufficient space");
    }

    @Test
    void whatADriverAppendsIsReadLikeASentence() {
        var failure = List.of("", "VDI Invalid size [opterr=too small]", "");
        assertThat(new Troubles(Map.of(), Optional.empty())
                        .of("VDI.create", "SR_BACKEND_FAILURE_79", failure)
                        .message())
                .isEqualTo("storage reports: VDI Invalid size: too small");
    }

    @Test
    void aTemplateThatCannotBeCopiedIsNamed() {
        ModelPool pool = new ModelPool();
        DesiredVm want = Wanted.running().vm();
        var seen = pool.observe(want);
        assertThat(Troubles.of(want, seen)
                        .of("Async.VM.clone", "SR_FULL", List.of("1073741824", "0"))
                        .message())
                .isEqualTo(
                        "storage nas is full: a copy of template debian asks for 10Gi (1Gi needed, 0Mi free); free space on it, or name another");
    }

    @Test
    void aHostWithoutMemoryIsNamedWithTheFigures() {
        Wanted want = Wanted.running().on(AVm.XCP2, true);
        String next = ": stop or move a VM there, or ask for less in memory.size";
        assertThat(trouble(
                                want,
                                AVm.ofOurs().halted(),
                                "Async.VM.start_on",
                                "HOST_NOT_ENOUGH_FREE_MEMORY",
                                "4294967296",
                                "1073741824")
                        .message())
                .isEqualTo("host xcp2 has not enough free memory (4Gi needed, 1Gi free)" + next);
        assertThat(trouble(
                                Wanted.running(),
                                AVm.ofOurs(),
                                "VM.set_memory_dynamic_range",
                                "HOST_NOT_ENOUGH_FREE_MEMORY",
                                "4194304",
                                "1048576")
                        .message())
                .as("the host it runs on; this call answers in KiB")
                .isEqualTo("host xcp1 has not enough free memory (4Gi needed, 1Gi free)" + next);
        assertThat(trouble(
                                Wanted.running(),
                                AVm.ofOurs().halted(),
                                "Async.VM.start",
                                "HOST_NOT_ENOUGH_FREE_MEMORY",
                                "many",
                                "few")
                        .message())
                .isEqualTo("the host that the pool chose has not enough free memory (no figures)" + next);
    }

    @Test
    void aCodeWithoutASentenceOfItsOwnIsNamedInOne() {
        assertThat(trouble(Wanted.running(), AVm.ofOurs(), "Async.VM.start", "SOME_NEW_CODE", "OpaqueRef:gone", "7")
                        .message())
                .isEqualTo("the pool refuses Start with SOME_NEW_CODE ((an object that is gone), 7)");
        assertThat(trouble(Wanted.running(), AVm.ofOurs(), "VIF.move", "SOME_NEW_CODE")
                        .message())
                .isEqualTo("the pool refuses MoveInterface with SOME_NEW_CODE");
    }

    private static String refusal(String operation, String code, String... parameters) {
        ModelPool pool = new ModelPool().with(AVm.ofOurs());
        DesiredVm want = Wanted.running().on(AVm.XCP2, true).vm();
        return Troubles.of(want, pool.observe(want))
                .of(operation, code, List.of(parameters))
                .message();
    }

    /** What keeps a VM from a host, in the words of who has to mend it. */
    @ParameterizedTest(name = "{0} of {1}: {3}")
    @CsvSource(delimiter = '|', textBlock = """
            VM_REQUIRES_SR                       | VM.assert_can_boot_here | OpaqueRef:web,OpaqueRef:nas    | host xcp2 does not reach storage nas: plug it in there, put the disk on storage that it reaches, or choose another host in placement.hostRef
            VM_REQUIRES_NETWORK                  | VM.assert_can_migrate   | OpaqueRef:web,OpaqueRef:iot    | host xcp2 is not on network iot: bring the network there, or choose another host in placement.hostRef
            HOST_NOT_ENOUGH_PCPUS                | VM.assert_can_boot_here | 8,4                            | host xcp2 has 4 processors and the VM may have up to 8: ask for fewer in cpu.max, or choose another host in placement.hostRef
            HOST_DISABLED                        | VM.assert_can_boot_here | xcp2                           | host xcp2 is in maintenance
            HOST_NOT_LIVE                        | VM.assert_can_boot_here |                                | host xcp2 does not answer
            VM_REQUIRES_IOMMU                    | VM.assert_can_boot_here | xcp2                           | host xcp2 cannot give PCI devices to VMs: switch the IOMMU on in its firmware, or choose another host in placement.hostRef
            VM_REQUIRES_VGPU                     | VM.assert_can_boot_here | web,gold,K1                    | host xcp2 has no GPU of group gold free for the VM: free one there, or choose another host in placement.hostRef
            VM_REQUIRES_VUSB                     | VM.assert_can_boot_here | web,stick                      | host xcp2 does not have the USB device of the VM: take it off the VM, or choose another host in placement.hostRef
            HOST_CANNOT_ATTACH_NETWORK           | VM.assert_can_migrate   | xcp2,OpaqueRef:lan             | host xcp2 cannot attach network lan: mend the network there, or choose another host in placement.hostRef
            REQUIRED_PIF_IS_UNPLUGGED            | VM.assert_can_boot_here | eth1                           | host xcp2 has a network of the VM, but not attached: plug its PIF in there, or choose another host in placement.hostRef
            VM_HOST_INCOMPATIBLE_VERSION         | VM.assert_can_boot_here | xcp2,web                       | host xcp2 runs an older release than the VM needs: update it first, or choose another host in placement.hostRef
            VM_HOST_INCOMPATIBLE_VERSION_MIGRATE | VM.assert_can_migrate   | xcp2,web                       | host xcp2 runs an older release than the VM's host: update it first
            VM_INCOMPATIBLE_WITH_THIS_HOST       | VM.assert_can_migrate   | web,xcp2,Another vendor.       | the VM cannot move to xcp2 while it runs: Another vendor. Shut it down to move it
            VM_HAS_PCI_ATTACHED                  | VM.assert_can_migrate   | web                            | the VM cannot move while it runs, for it has PCI devices of its host: shut it down first
            VM_HAS_VGPU                          | Async.VM.pool_migrate   | web                            | the VM cannot move while it runs, for it has a virtual GPU: shut it down first
            VM_HAS_VUSBS                         | Async.VM.pool_migrate   | web                            | the VM cannot move while it runs, for it has a USB device of its host: shut it down first
            VM_HAS_SRIOV_VIF                     | Async.VM.pool_migrate   | web                            | the VM cannot move while it runs, for it has an SR-IOV interface: shut it down first
            VM_IS_USING_NESTED_VIRT              | Async.VM.pool_migrate   | web                            | the VM cannot move while it runs, for it runs VMs itself: shut it down first
            VM_IS_IMMOBILE                       | Async.VM.pool_migrate   | web                            | the VM cannot move while it runs, for it is marked immobile: shut it down first
            VM_LACKS_FEATURE                     | Async.VM.pool_migrate   | web                            | the guest lacks Xen drivers or its agent: install the guest tools, or shut it down to move it
            INTERFACE_HAS_NO_IP                  | host.migrate_receive    | eth1                           | the migration network has no address on that host: give it one, or choose another in migrationNetworkRef of the XcpPool
            PIF_HAS_NO_NETWORK_CONFIGURATION     | Async.VM.pool_migrate   | eth1                           | the migration network has no address on that host: give it one, or choose another in migrationNetworkRef of the XcpPool
            NOT_SUPPORTED_DURING_UPGRADE         | VM.assert_can_migrate   |                                | this waits for the end of the pool's rolling upgrade
            SR_DOES_NOT_SUPPORT_MIGRATION        | VM.assert_can_migrate   | OpaqueRef:nas                  | disks cannot be moved to or from storage nas
            TOO_MANY_STORAGE_MIGRATES            | Async.VM.migrate_send   | 3                              | the host moves as many disks as it can already; waiting for its turn
            VDI_CBT_ENABLED                      | VM.assert_can_migrate   | root                           | changed blocks of root are tracked, so it cannot move: that is switched off and the move tried again
            VM_MIGRATE_FAILED                    | Async.VM.migrate_send   | web,xcp1,xcp2,the line was cut | moving the VM to xcp2 failed (the line was cut); it runs on xcp1 as before; it is tried again
            MIRROR_FAILED                        | Async.VDI.pool_migrate  | root                           | moving the disk failed (MIRROR_FAILED); it runs on xcp1 as before; it is tried again
            CANNOT_CONTACT_HOST                  | Async.VM.pool_migrate   | xcp2                           | moving the VM to xcp2 failed (xcp2 does not answer); it runs on xcp1 as before; it is tried again
            TASK_CANCELLED                       | Async.VM.migrate_send   | task                           | moving the VM to xcp2 was cancelled; it runs on xcp1 as before; it is tried again after a while, or when the spec changes
            """)
    void whatKeepsAVmFromAHostIsSaid(String code, String operation, String parameters, String sentence) {
        String[] all = parameters == null ? new String[0] : parameters.split(",");
        assertThat(refusal(operation, code, all)).isEqualTo(sentence);
    }

    /** Each host and what it lacks; whoever reads it need not ask the pool. */
    @Test
    void thatNoHostTakesTheVmIsExplainedHostByHost() {
        AVm vm = AVm.ofOurs().halted();
        vm.nics.add(vm.nic("front", 0, AVm.IOT));
        vm.vcpusMax = 8;
        vm.otherConfig.put(Keys.PCI, "0/0000:04:00.0");
        ModelPool pool = new ModelPool().with(vm);
        HostFacts any = AVm.XCP1;
        pool.hosts = List.of(
                host("away", true, false, any.storage(), any.networks(), AVm.PLAIN),
                host("resting", false, true, any.storage(), any.networks(), AVm.PLAIN),
                host("far", true, true, Set.of(AVm.SSD), any.networks(), AVm.PLAIN),
                host("apart", true, true, any.storage(), Set.of(AVm.LAN), AVm.PLAIN),
                host("small", true, true, any.storage(), any.networks(), new HostFacts.Hardware(4, true, false)),
                host("plain", true, true, any.storage(), any.networks(), new HostFacts.Hardware(8, false, false)),
                AVm.host("full", Bytes.GIB));
        DesiredVm want = Wanted.running().vm();
        assertThat(Troubles.of(want, pool.observe(want))
                        .of("Async.VM.start", "NO_HOSTS_AVAILABLE", List.of())
                        .message())
                .isEqualTo("no host takes the VM: away does not answer; resting is in maintenance;"
                        + " far does not reach storage nas; apart is not on network iot;"
                        + " small has 4 processors, and the VM may have up to 8 (cpu.max);"
                        + " plain cannot give PCI devices to VMs, for it has no IOMMU or it is switched off;"
                        + " full has 1Gi free, 4Gi are needed");
        vm.otherConfig.remove(Keys.PCI);
        vm.virtualGpus = true;
        pool.hosts = List.of(AVm.XCP1);
        assertThat(Troubles.of(want, pool.observe(want))
                        .of("Async.VM.start", "NO_HOSTS_AVAILABLE", List.of())
                        .message())
                .isEqualTo("no host takes the VM: xcp1 has no GPU");
    }

    private static HostFacts host(
            String name,
            boolean enabled,
            boolean live,
            Set<SrRef> storage,
            Set<NetworkRef> networks,
            HostFacts.Hardware hardware) {
        HostFacts any = AVm.host(name, 32 * Bytes.GIB);
        return new HostFacts(any.ref(), any.uuid(), name, enabled, live, any.memoryFree(), storage, networks, hardware);
    }
}
