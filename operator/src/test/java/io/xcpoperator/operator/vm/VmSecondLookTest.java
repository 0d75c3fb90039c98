package io.xcpoperator.operator.vm;

import static org.assertj.core.api.Assertions.assertThat;

import io.xcpoperator.operator.platform.ObjectKey;
import io.xcpoperator.operator.platform.owner.Claim;
import io.xcpoperator.operator.platform.owner.Owner;
import io.xcpoperator.operator.platform.owner.OwnerMark;
import io.xcpoperator.operator.testing.PoolNow;
import io.xcpoperator.operator.testing.RecordedCalls;
import io.xcpoperator.xapi.events.PoolView;
import io.xcpoperator.xapi.records.Fields;
import io.xcpoperator.xapi.records.VbdRecord;
import io.xcpoperator.xapi.records.VifRecord;
import io.xcpoperator.xapi.records.VmRecord;
import io.xcpoperator.xapi.types.SrRef;
import io.xcpoperator.xapi.types.VbdRef;
import io.xcpoperator.xapi.types.VdiRef;
import io.xcpoperator.xapi.types.VifRef;
import io.xcpoperator.xapi.types.VmRef;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What takes something from a VM reads the VM once more (S1, S15): what changed since the plan keeps the call from being made. */
class VmSecondLookTest {
    private static final Owner ME = new Owner("c1", new ObjectKey("apps", "web"), "uid-1");
    private static final String UUID = "5a3d9bf0-0000-4000-8000-000000000001";
    private static final VmRef VM = new VmRef("OpaqueRef:vm");
    private static final VifRef VIF = new VifRef("OpaqueRef:vif");
    private static final VbdRef VBD = new VbdRef("OpaqueRef:vbd");
    private static final VdiRef VDI = new VdiRef("OpaqueRef:vdi");

    private enum Call {
        UNPLUG_NIC("VIF.unplug", new NicAction.UnplugNic(VIF)),
        REMOVE_NIC("VIF.destroy", new NicAction.RemoveNic(VIF)),
        UNPLUG_DISK("VBD.unplug", new DiskAction.UnplugDisk(VBD)),
        DETACH_DISK("VBD.destroy", new DiskAction.DetachDisk(VBD)),
        MOVE_DISK("VDI.pool_migrate", new DiskAction.MoveDisk(VM, VBD, VDI, new SrRef("OpaqueRef:sr")));

        final String message;
        final Action action;

        Call(String message, Action action) {
            this.message = message;
            this.action = action;
        }
    }

    private static VmRecord vm(Map<String, String> keys) {
        return VmRecord.read(VM, Fields.of(Map.of("uuid", UUID, "name_label", "web", "other_config", keys)));
    }

    private static List<String> sent(Call call, VmRecord now) {
        var mark = Map.of(OwnerMark.KEY, ME.markFor(UUID).toString());
        var pool = new RecordedCalls()
                .with(now)
                .with(VifRecord.read(VIF, Fields.of(Map.of("uuid", "n", "VM", VM.value()))))
                .with(VbdRecord.read(VBD, Fields.of(Map.of("uuid", "b", "VM", VM.value(), "VDI", VDI.value()))));
        var handle = new PoolNow(PoolView.of(List.of(vm(mark)), List.of()), pool);
        var round = new Round(handle, pool.calls(), ME, 1, new Bindings());
        var parts = new PartHandler(new Attempts());
        try {
            switch (call.action) {
                case NicAction nic -> parts.nics(nic, round);
                case DiskAction disk -> parts.disks(disk, round);
                case Action other -> throw new AssertionError(other.toString());
            }
        } catch (Undecided _) {
            assertThat(pool.sent()).isEmpty();
        }
        return pool.sent();
    }

    @ParameterizedTest
    @EnumSource
    void isMadeOnlyWhileTheVmIsOursAndNobodyClaimsIt(Call call) {
        String mine = ME.markFor(UUID).toString();
        assertThat(sent(call, vm(Map.of(OwnerMark.KEY, mine)))).containsExactly(call.message);
        assertThat(sent(call, vm(Map.of()))).as("the mark goes").isEmpty();
        assertThat(sent(call, vm(Map.of(OwnerMark.KEY, "c1/apps/theirs/uid-9/" + UUID))))
                .as("another takes it")
                .isEmpty();
        assertThat(sent(call, vm(Map.of(OwnerMark.KEY, mine, Claim.VM_DISKS.key(), "somebody"))))
                .as("somebody claims it")
                .isEmpty();
    }
}
