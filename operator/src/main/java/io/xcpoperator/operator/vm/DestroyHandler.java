package io.xcpoperator.operator.vm;

import io.xcpoperator.operator.platform.owner.Ownership;
import io.xcpoperator.xapi.errors.XapiException;
import io.xcpoperator.xapi.records.VdiRecord;
import io.xcpoperator.xapi.records.VmRecord;
import io.xcpoperator.xapi.types.VdiRef;
import io.xcpoperator.xapi.types.VmRef;
import java.time.Duration;

/** What cannot be undone. Each object is read once more, and left alone unless it still is what it was (S1). */
final class DestroyHandler {
    private static final Duration FRESH = Duration.ofSeconds(10);

    private DestroyHandler() {}

    static void handle(DestroyAction action, Round round) {
        try {
            switch (action) {
                case DestroyAction.HardShutdown(VmRef vm) -> {
                    requireOurs(vm, round);
                    round.tasks().vm().hardShutdown(vm);
                }
                case DestroyAction.DestroyVm(VmRef vm) -> {
                    requireOurs(vm, round);
                    round.tasks().vm().destroy(vm);
                }
                case DestroyAction.DestroySnapshot(VmRef snapshot, VmRef of) -> {
                    VmRecord record = round.calls().vm().getRecord(snapshot);
                    require(record.isASnapshot() && record.snapshotOf().equals(of), "the snapshot is another one now");
                    round.tasks().vm().destroy(snapshot);
                }
                case DestroyAction.DestroyDisk(VdiRef vdi, String _) -> {
                    requireLoose(vdi, round);
                    round.tasks().vdi().destroy(vdi);
                }
            }
        } catch (XapiException e) {
            if (!e.is("HANDLE_INVALID")) {
                throw e;
            }
        }
    }

    private static void requireOurs(VmRef vm, Round round) {
        VmRecord record = round.calls().vm().getRecord(vm);
        boolean ours = Ownership.of(record.otherConfig(), record.uuidText(), round.me()) instanceof Ownership.Ours;
        require(ours && !record.isASnapshot() && !record.isControlDomain(), "the VM is not ours any more; not touched");
    }

    private static void requireLoose(VdiRef vdi, Round round) {
        VdiRecord record = round.calls().vdi().getRecord(vdi);
        boolean ours = Keys.DiskOf.parse(record.otherConfig())
                .filter(of -> of.madeFor(round.me()))
                .isPresent();
        require(ours && !record.isASnapshot(), "the disk is not ours any more; not touched");
        boolean loose = round.pool().viewAfterWrites(FRESH).vbdsOf(vdi).isEmpty();
        require(loose, "the disk is attached to a VM; not touched");
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new Undecided(otherwise);
        }
    }
}
